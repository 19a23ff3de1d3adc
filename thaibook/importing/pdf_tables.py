"""Tables of a PDF: by the rules that are drawn around their cells, or by lines whose words stand
below one another.

Enters: rules of a page, or its lines. Leaves: grids, which say in which cell a place lies, and
rows of lines that are a table. A PDF does not say what is a table (unless it is tagged, which few
are), so this is a guess, which the report names.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from thaibook.importing.pdf_drawings import Rule
from thaibook.importing.pdf_lines import PdfLine

NEAR = 3.0  # points between rules that are one, or that meet
EDGE = 9.0  # points that rules across reach beyond those down where a table has no sides
MOST_RULES = 4_000  # of a page: more are a chart
MOST_CELLS = 5_000
LEAST_ROWS = 3  # of a table that no rule marks
GUTTER, GUTTER_RULED = 1.0, 0.45  # sizes of letters: a gap that goes through all lines of a table
ABOVE = 0.95  # of the size of letters: where a row begins above the foot of its letters
CLOSE = 3.2  # sizes of letters from line to line within such a table
DIGIT = re.compile(r"[0-9๐-๙]")
FOLIO = re.compile(r"[\s.…·]*(?:[0-9๐-๙]{1,4}|[ivxlc]{1,6})\s*")


@dataclass(frozen=True)
class GridCell:
    """A cell of a grid. row, column: from 0 at the top left; right: where it ends, in points."""

    row: int
    column: int
    rows: int
    columns: int
    left: float
    right: float


class Grid:
    """A table. xs, ups: where its columns and rows begin and end, from the left and from the foot
    of the page; top, foot: the last and the first of its ups."""

    def __init__(self, xs: Sequence[float], ups: Sequence[float], own: Sequence[GridCell]) -> None:
        self.xs, self.ups = xs, ups
        self.cells = own
        self.top, self.foot = ups[-1], ups[0]
        self._of_unit = {
            (cell.row + down, cell.column + across): cell
            for cell in own
            for down in range(cell.rows)
            for across in range(cell.columns)
        }

    def cell_at(self, x: float, up: float) -> GridCell | None:
        """The cell in which a place lies."""
        column = bisect_right(self.xs, x) - 1
        row = len(self.ups) - 1 - bisect_right(self.ups, up)
        return self._of_unit.get((row, column))


def grids_of(across: Sequence[Rule], down: Sequence[Rule]) -> list[Grid]:
    """The tables that rules draw, those of two cells at least."""
    across, down = _joined(across), _joined(down)
    if not down or len(across) < 2 or len(across) + len(down) > MOST_RULES:
        return []
    grids = []
    for own_across, own_down in _connected(across, down):
        grid = _grid(own_across, own_down)
        if grid is not None:
            grids.append(grid)
    return grids


def _joined(rules: Sequence[Rule]) -> list[Rule]:
    """Rules that lie on one line and meet as one; the nearest to the edge first."""
    made: list[Rule] = []
    last: dict[int, int] = {}  # by rounded distance, the rule in `made` that was last there
    for rule in sorted(rules, key=lambda r: (round(r.at / NEAR), r.begin)):
        band = round(rule.at / NEAR)
        at = next((last[near] for near in (band, band - 1) if near in last), -1)
        if at >= 0 and abs(made[at].at - rule.at) < NEAR and rule.begin <= made[at].end + NEAR:
            made[at] = made[at]._replace(end=max(made[at].end, rule.end))
            continue
        last[band] = len(made)
        made.append(rule)
    return [rule for rule in made if rule.end - rule.begin > NEAR]


def _connected(
    across: Sequence[Rule], down: Sequence[Rule]
) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """Rules that touch one another, directly or by others."""
    group = list(range(len(across) + len(down)))

    def root(at: int) -> int:
        while group[at] != at:
            group[at] = group[group[at]]
            at = group[at]
        return at

    by_place = sorted(range(len(across)), key=lambda at: across[at].at)
    places = [across[at].at for at in by_place]
    for index, rule in enumerate(down):
        first = bisect_right(places, rule.begin - NEAR)
        for other in by_place[first : bisect_right(places, rule.end + NEAR)]:
            if across[other].begin - NEAR <= rule.at <= across[other].end + NEAR:
                group[root(len(across) + index)] = root(other)
    found: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for at in range(len(group)):
        own = found.setdefault(root(at), ([], []))
        if at < len(across):
            own[0].append(across[at])
        else:
            own[1].append(down[at - len(across)])
    yield from (own for own in found.values() if own[0] and own[1])


def _grid(across: Sequence[Rule], down: Sequence[Rule]) -> Grid | None:
    xs = _places([rule.at for rule in down])
    left, right = min(r.begin for r in across), max(r.end for r in across)
    xs = [
        *([left] if left < xs[0] - EDGE else []),
        *xs,
        *([right] if right > xs[-1] + EDGE else []),
    ]
    ups = _places([rule.at for rule in across])
    columns, rows = len(xs) - 1, len(ups) - 1
    if columns < 1 or rows < 1 or not 2 <= columns * rows <= MOST_CELLS:
        return None
    walls = {
        (row, column)
        for row in range(rows)
        for column in range(1, columns)
        if _covers(down, xs[column], (ups[rows - row - 1] + ups[rows - row]) / 2)
    }
    floors = {
        (row, column)
        for row in range(1, rows)
        for column in range(columns)
        if _covers(across, ups[rows - row], (xs[column] + xs[column + 1]) / 2)
    }
    taken: set[tuple[int, int]] = set()
    cells = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            wide = high = 1
            while column + wide < columns and (row, column + wide) not in walls:
                wide += 1
            while row + high < rows and (row + high, column) not in floors:
                high += 1
            taken |= {(row + d, column + a) for d in range(high) for a in range(wide)}
            cells.append(GridCell(row, column, high, wide, xs[column], xs[column + wide]))
    return Grid(xs, ups, cells) if len(cells) > 1 else None


def _places(places: Sequence[float]) -> list[float]:
    """Places in their order, those that are one once."""
    made: list[float] = []
    for place in sorted(places):
        if not made or place - made[-1] > NEAR:
            made.append(place)
    return made


def _covers(rules: Sequence[Rule], at: float, middle: float) -> bool:
    return any(abs(rule.at - at) <= NEAR and rule.begin <= middle <= rule.end for rule in rules)


def loose_grids(lines: Sequence[PdfLine], across: Sequence[Rule]) -> list[Grid]:
    """Tables of a page without rules between their columns: lines between rules across of one
    width, or lines with wide gaps below one another. The lines of a poem and those of a contents
    list stand so, too, and are none."""
    grids: list[Grid] = []
    taken: set[int] = set()
    ruled = _between_rules(lines, across)
    for own, is_ruled in [*((each, True) for each in ruled), *((r, False) for r in _runs(lines))]:
        if taken.isdisjoint(own) and (grid := _loose([lines[at] for at in own], is_ruled)):
            grids.append(grid if is_ruled else _with_head(grid, lines[: own[0]]))
            taken.update(own)
    return grids


def _between_rules(lines: Sequence[PdfLine], across: Sequence[Rule]) -> Iterator[list[int]]:
    """The lines between the first and the last of rules that begin and end alike, two at least."""
    alike: dict[tuple[int, int], list[float]] = {}
    for rule in _joined(across)[:MOST_RULES]:
        alike.setdefault((round(rule.begin / NEAR), round(rule.end / NEAR)), []).append(rule.at)
    for (begin, end), ups in alike.items():
        low, high = min(ups), max(ups)
        yield [
            at
            for at, line in enumerate(lines)
            if low < line.height - line.top < high
            and begin * NEAR - EDGE < line.left
            and line.right < end * NEAR + EDGE
        ]


def _runs(lines: Sequence[PdfLine]) -> Iterator[list[int]]:
    """Lines with wide gaps one below the other."""
    own: list[int] = []
    for at, line in enumerate(lines):
        above = lines[own[-1]] if own else None
        if above and not (
            line.is_parted and 0 < line.top - above.top < max(line.size, above.size) * CLOSE
        ):
            yield own
            own = []
        if line.is_parted:
            own.append(at)
    if own:
        yield own


def _loose(lines: Sequence[PdfLine], is_ruled: bool) -> Grid | None:
    """The table that lines are, or None."""
    if len(lines) < 2 or any(b.top <= a.top for a, b in pairwise(lines)):
        return None
    size = max(line.size for line in lines)
    gutters = _gutters(lines, size * (GUTTER_RULED if is_ruled else GUTTER))
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    xs = [left - 1, *gutters, right + 1]
    columns = len(xs) - 1
    if columns < 2 or len(lines) < (2 if columns > 2 and is_ruled else LEAST_ROWS):
        return None
    cells = [_columns_of(line, xs) for line in lines]
    if not (is_ruled or _is_table(cells)) or _is_contents(cells):
        return None
    # A line without a first word goes on with the row above it.
    begins = [line for line, own in zip(lines, cells, strict=True) if own[0] or line is lines[0]]
    ups = [begins[0].height - begins[0].top + size]
    ups += [begun.height - begun.top + begun.size * ABOVE for begun in begins[1:]]
    ups.append(lines[-1].height - lines[-1].top - size / 2)
    rows = range(len(begins))
    own = [
        GridCell(row, column, 1, 1, xs[column], xs[column + 1])
        for row in rows
        for column in range(columns)
    ]
    return Grid(xs, ups[::-1], own)


def _with_head(grid: Grid, above: Sequence[PdfLine]) -> Grid:
    """The grid with the line above it, where the words of that keep to its columns."""
    last = above[-1] if above else None
    if last is None or not 0 < last.height - last.top - grid.top < last.size * CLOSE:
        return grid
    row = [line for line in above[-8:] if abs(line.top - last.top) < last.size / 2]
    xs = grid.xs
    words = [word for line in row for word in line.words]
    columns = {bisect_right(xs, left) for left, _ in words}
    if len(columns) < 2 or any(bisect_right(xs, a) != bisect_right(xs, b) for a, b in words):
        return grid
    own = [replace(cell, row=cell.row + 1) for cell in grid.cells]
    own += [GridCell(0, at, 1, 1, left, right) for at, (left, right) in enumerate(pairwise(xs))]
    own.sort(key=lambda cell: (cell.row, cell.column))
    return Grid(xs, [*grid.ups, last.height - last.top + last.size], own)


def _gutters(lines: Sequence[PdfLine], least: float) -> list[float]:
    """The middles of the gaps that go through all lines."""
    edges = sorted(word for line in lines for word in line.words)
    found = []
    reached = edges[0][1] if edges else 0.0
    for left, right in edges[1:]:
        if left - reached >= least:
            found.append((left + reached) / 2)
        reached = max(reached, right)
    return found


def _columns_of(line: PdfLine, xs: Sequence[float]) -> list[str]:
    """The words of a line by column."""
    columns = [""] * (len(xs) - 1)
    for (left, right), word in zip(line.words, line.text.split(), strict=False):
        columns[min(bisect_right(xs, (left + right) / 2) - 1, len(columns) - 1)] += f" {word}"
    return [words.strip() for words in columns]


def _is_contents(rows: Sequence[Sequence[str]]) -> bool:
    return all(FOLIO.fullmatch(row[-1]) for row in rows)


def _is_table(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows without rules are a table: of three columns, or one of two has numbers."""
    if len(rows[0]) > 2:
        return True
    numbers = (
        sum(bool(DIGIT.search(words)) for words in column) for column in zip(*rows, strict=True)
    )
    return max(numbers) >= len(rows) - 1
