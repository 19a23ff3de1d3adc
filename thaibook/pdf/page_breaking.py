"""Where the pages of a chapter end, chosen together.

Plass's second half of what Knuth and Plass do for lines: of all ways to part a chapter into pages
the one is taken that costs least. Facing pages end on the same line; both may be a line or two
short, or one long, and paragraphs may run a line longer or shorter. A page ends as the engine ends
it in so much room: before the last row that does not fit and that a page may begin with.

Enters: the rows of a chapter, as they stand below one another on an endless page. Leaves: the room
of each page. All lengths are in pixels, heights from the top of the text.
"""

from __future__ import annotations

import heapq
import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from thaibook.pdf.chapter_rows import End, Float, Page, Place, Row, Spread, Step

NEAR = 0.02  # pixels: sums of lengths as they are rounded
ALIKE = 1.0  # pixels: rounding, not another height
ROOMS = (0, 1, 2, 3, 4, 5, -1)  # lines that a page may be shorter, or longer
SHORT = (0.0, 1.0, 2.2, 4.5, 10.0, 18.0)  # the costs of so many lines
LONG_COST = 3.0
LINE_COST = 1.5
UNEVEN_COST = 40.0
NEAR_SCENE_COSTS = (20.0, 20.0, 4.0)  # by the rows between a break between scenes and the edge
MOST_SPACES = 3  # lines that the white on a page may take more
PARTED_COST = 6.0  # of a box that goes on on the next page
FEW_LINES, FEW_LINES_COST = 4, 20.0  # on the last page
HOLE, WORTH, FARTHEST = 4.0, 2.0, 12.0  # lines, as page_floats has them
MOST_ABOVE_NOTES = 3.0  # lines that may be empty there
SPREADS = 12  # that are looked ahead
_lowest = attrgetter("lowest")


@dataclass
class Chapter:
    """The rows of a chapter, and the pages that are possible.

    leading: of the grid; height: of a page; top: where the first row stands on the first page;
    floats: by the row before which a page would end; willing: by the last row of a paragraph
    (its first row, the lines that it could take more); above_notes: what stands between the text
    and the notes of a page; spaces: the rows above which there may be a line more, and how dear
    that is.
    """

    rows: Sequence[Row]
    leading: float
    height: float
    top: float = 0.0
    floats: Mapping[int, Float] = field(default_factory=dict)
    willing: dict[int, tuple[int, frozenset[int]]] = field(default_factory=dict)
    above_notes: float = 0.0
    spaces: Mapping[int, float] = field(default_factory=dict)
    _willing_rows: list[int] = field(default_factory=list)
    _pages: dict[Place, list[Page]] = field(default_factory=dict)

    def spreads(self, start: Place, is_right: bool) -> list[Step]:
        """The best spreads from a place on."""
        best: dict[tuple[Place, bool], tuple[float, int, list[Step]]] = {}
        waiting = [(*start, is_right)]
        best[start, is_right] = 0.0, 0, []
        ends: list[tuple[float, list[Step]]] = []
        while waiting:
            *where, on_right = heapq.heappop(waiting)
            place = Place(*where)
            cost, count, way = best.pop((place, on_right), (0.0, -1, []))
            if count < 0:
                continue
            if count == SPREADS:
                ends.append((cost, way))
                continue
            for spread, more in self._from(place, on_right):
                last = spread.right or spread.left
                assert last is not None
                whole = [*way, Step(place, spread, more)]
                if last.following is None:
                    ends.append((cost + more, whole))
                    continue
                key = last.following, False
                if key not in best or cost + more < best[key][0]:
                    if key not in best:
                        heapq.heappush(waiting, (*last.following, False))
                    best[key] = cost + more, count + 1, whole
        return min(ends, key=lambda end: end[0])[1] if ends else []

    def willing_again(self, willing: dict[int, tuple[int, frozenset[int]]]) -> None:
        """Some paragraphs can take lines more or less."""
        self.willing = willing
        self._willing_rows = sorted(willing)
        self._pages.clear()

    def _from(self, place: Place, on_right: bool) -> Iterator[tuple[Spread, float]]:
        if on_right:
            for page in self.pages(place):
                yield Spread(None, page), page.cost + _alone(page)
            return
        for left in self.pages(place):
            if left.following is None:
                yield Spread(left, None), left.cost + _alone(left)
                continue
            for right in self.pages(left.following):
                yield Spread(left, right), left.cost + right.cost + _together(left, right)

    def pages(self, place: Place) -> list[Page]:
        """The pages that may begin at a place."""
        known = self._pages.get(place)
        if known is None:
            found = dict[tuple[object, ...], Page]()
            for page in self._possible(place):
                key = page.following, page.bottom and round(page.bottom)
                if key not in found or page.cost < found[key].cost:
                    found[key] = page
            known = self._pages[place] = list(found.values())
        return known

    def _possible(self, place: Place) -> Iterator[Page]:
        lines = int(self.height / self.leading + 0.05)
        ends = self._ends(self._laid(place), len(self.rows))
        if not ends:
            return
        lengths = {0: ()} | self._longer(place.row, ends[-1].row)
        for short in ROOMS:
            room = self.height if not short else (lines - short + 0.25) * self.leading
            for more, paragraphs in lengths.items():
                page = self._page(place, ends, room, lines, more, paragraphs)
                if page is not None:
                    yield page
            for spaces in self._spaces_in(place.row, ends[-1].row):
                page = self._page(place, ends, room, lines, 0, (), spaces)
                if page is not None:
                    yield page

    def _spaces_in(self, first: int, last: int) -> Iterator[tuple[int, ...]]:
        """The rows above which there could be a line more: one, two, three of them."""
        if self.spaces:
            found = [row for row in range(first + 1, last + 1) if row in self.spaces]
            found.sort(key=lambda row: (self.spaces[row], row))
            for count in range(1, min(len(found), MOST_SPACES) + 1):
                yield tuple(found[:count])

    def _longer(self, first: int, last: int) -> dict[int, tuple[int, ...]]:
        """By how many lines a page can take more, the paragraphs that take them."""
        found: dict[int, tuple[int, ...]] = {}
        for row, (begins, lengths) in self._willing_in(first, last):
            for each in lengths if begins >= first else ():
                taken = (*found.get(each, ()), row)
                if len(taken) == 1:
                    found[each] = taken
                elif 2 * each not in found and len(found[each]) == 1:
                    found[2 * each] = taken
        return found

    def _willing_in(self, first: int, last: int) -> list[tuple[int, tuple[int, frozenset[int]]]]:
        keys = self._willing_rows
        return [
            (row, self.willing[row])
            for row in keys[bisect_left(keys, first) : bisect_right(keys, last)]
        ]

    def _laid(self, place: Place) -> list[tuple[int, float]]:
        """(row, height of its foot) for the rows from a place on, for a page and a bit."""
        rows, row, y = self.rows, place.row, 0.0
        if place.waiting >= 0:
            taken = self.floats[place.waiting].taken
            y = math.ceil(taken / self.leading - 0.05) * self.leading
            y += rows[row].above
        elif row == 0:
            y = self.top
        else:
            y = rows[row].repeated
        done = self.floats[place.done] if place.done >= 0 else None
        return list(self._from_row(row, y, done=done))

    def _from_row(
        self, row: int, y: float, stop: int = -1, done: Float | None = None
    ) -> Iterator[tuple[int, float]]:
        most = self.height + 2 * self.leading
        first = row
        stop = stop if stop >= 0 else len(self.rows)
        while row < stop and y < most:
            if done and row == done.begin:
                row = done.end
                if row < stop:
                    y += max(self.rows[done.begin - 1].below, self.rows[row].above)
                first = row
                continue
            one = self.rows[row]
            y += one.inset + (one.white if row != first else 0.0)
            if one.snaps:
                missing = -y % self.leading
                y += missing if NEAR < missing < self.leading - NEAR else 0.0
            y += one.height
            yield row, y
            y += one.outset
            row += 1

    def _page(
        self, place: Place, ends: list[End], room: float, lines: int, more: int,
        paragraphs: tuple[int, ...], spaces: tuple[int, ...] = (),
    ) -> Page | None:  # fmt: skip
        """The page that begins at a place, in so much room."""
        added = more + len(spaces)
        found = _last(ends, room - added * self.leading)
        if found is None or max((*paragraphs[-1:], *spaces), default=0) > found.row:
            return None
        row, foot = found.row, found.foot
        if found.notes and not -0.5 < lines - room / self.leading < MOST_ABOVE_NOTES:
            return None
        following = self._after(row, place)
        floating = self.floats.get(row + 1)
        if floating is not None and following and added == 0:
            above = room - found.notes
            filled = self._filled(floating, row, foot, above) or self._footed(
                floating, row, foot, above, ends
            )
            if filled is not None:
                row, foot, following = filled
        foot += added * self.leading
        last = self.rows[row]
        at_foot = following is not None and following.done >= 0 and following.done != place.done
        if foot > self.height + NEAR and (following is None or not self._is_text(last)):
            return None  # only both pages of a spread are a line long, and only with text
        is_open = at_foot or last.baseline is None or found.notes > 0
        bottom = None if is_open else foot - last.height + (last.baseline or 0.0)
        cost = LINE_COST * abs(more) + self._near_scene(place.row, row)
        cost += sum(self.spaces[space] for space in spaces)
        if following is None:
            is_few = (foot + found.notes) / self.leading - len(spaces) < FEW_LINES - 0.5
            cost += FEW_LINES_COST * is_few
            return Page(room, None, 0.0, None, more, paragraphs, cost, spaces, found.notes)
        short = lines - (foot + found.notes) / self.leading
        cost += PARTED_COST * self.rows[following.row].parts_box
        return Page(room, bottom, short, following, more, paragraphs, cost, spaces, found.notes)

    def _ends(self, laid: Sequence[tuple[int, float]], stop: int) -> list[End]:
        """The rows with which a page may end; how low it then is, with what is around the row."""
        ends, lowest, notes = [], 0.0, 0.0
        for row, foot in laid:
            lowest = max(lowest, foot + self.rows[row].outset)
            notes += self.rows[row].notes
            if row + 1 in (len(self.rows), stop) or self.rows[row + 1].may_begin:
                taken = notes and notes + self.above_notes
                ends.append(End(lowest + taken, row, foot, taken))
        return ends

    def _filled(
        self, floating: Float, row: int, foot: float, room: float
    ) -> tuple[int, float, Place] | None:
        """(last row, its foot, where the next page begins) where text fills a hole."""
        hole = room - foot - self.rows[row].outset - self.rows[row].below
        if hole <= HOLE * self.leading or floating.stop == floating.end:
            return None
        y, before = foot + self.rows[row].outset, row + 1
        white = max(self.rows[row].below, self.rows[floating.end].above)
        laid = list(self._from_row(before, y + white, floating.begin)) if (
            before < floating.begin) else []  # fmt: skip
        if laid:
            last, y = laid[-1]
            white = max(self.rows[last].below, self.rows[floating.end].above)
            y += self.rows[last].outset
        more = list(self._from_row(floating.end, y + white, floating.stop))
        found = _last(self._ends(more, floating.stop), room)
        if found is None or hole - (room - found.foot) < WORTH * self.leading:
            return None
        following = found.row + 1
        if following == floating.stop and floating.is_last:
            return None
        return found.row, found.foot, Place(following, floating.begin)

    def _footed(
        self, floating: Float, row: int, foot: float, room: float, ends: Sequence[End]
    ) -> tuple[int, float, Place] | None:
        """The same where what leaves a hole stands at the foot, and text before it moves on."""
        hole = room - foot - self.rows[row].outset - self.rows[row].below
        least = int(room / self.leading + 0.05) * self.leading - floating.at_foot
        moved = floating.at_foot - hole
        if hole <= HOLE * self.leading or row + 1 != floating.begin:
            return None
        if floating.start >= floating.begin or not 0 < moved <= FARTHEST * self.leading:
            return None
        found = _last(ends, least)
        if found is None or found.row < floating.start or found.row + 1 >= floating.begin:
            return None
        if least - found.foot > WORTH * self.leading:
            return None
        return found.row, least + floating.at_foot, Place(found.row + 1, done=floating.begin)

    def _after(self, row: int, place: Place) -> Place | None:
        """Where the next page begins, if this one ends with a row."""
        done = self.floats[place.done] if place.done >= 0 else None
        if done and row + 1 == done.begin:
            row = done.end - 1
        elif done and row < done.begin:
            return Place(row + 1, done=place.done)
        return Place(row + 1) if row + 1 < len(self.rows) else None

    def _is_text(self, row: Row) -> bool:
        return row.baseline is not None and row.height < 1.5 * self.leading

    def _near_scene(self, first: int, last: int) -> float:
        costs = 0.0
        for number, cost in enumerate(NEAR_SCENE_COSTS):
            for row in (first + number, last - number):
                costs += cost * (first <= row <= last and self.rows[row].is_scene)
        return costs


def _last(ends: Sequence[End], room: float) -> End | None:
    """The last end for which there is room."""
    number = bisect_right(ends, room + NEAR, key=_lowest)
    return ends[number - 1] if number else None


def _cost_of(lines: float) -> float:
    if lines < -0.5:
        return LONG_COST
    whole = round(lines)
    return SHORT[whole] if whole < len(SHORT) else SHORT[-1] + 6.0 * (whole - len(SHORT) + 1)


def _alone(page: Page) -> float:
    return 0.0 if page.following is None else 0.7 * _cost_of(page.lines)


def _together(left: Page, right: Page) -> float:
    """What two facing pages cost that end so."""
    costs = _alone(left), _alone(right)
    if left.bottom is None or right.bottom is None:
        return sum(costs) + 0.5 * abs(left.lines - right.lines)
    apart = abs(left.bottom - right.bottom)
    return max(costs) / 0.7 if apart <= ALIKE else UNEVEN_COST + apart / 20
