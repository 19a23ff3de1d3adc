"""All line ends of a paragraph, chosen together.

After Knuth and Plass, "Breaking Paragraphs into Lines" (1981), in their words: a paragraph is
a row of boxes and glue with breakpoints between them; a line has a badness, which grows with
the stretch of its glue, and demerits, which are its badness, what its end costs, and how its
grey differs from that of the line before; the breakpoints with the least demerits in all
are taken. Here the script has few spaces: the glue is the spaces first, then the letters and
what stands between them (glue), and a breakpoint costs more, the likelier it is wrong.

For each breakpoint the best lines that end there are kept, one for each grey that a line
after it could wish for (active lines): a paragraph takes time in proportion to its length.

Enters: Breakpoints, and how wide the lines are. Leaves: which of them end a line. Pure
numbers, no engine; lengths are in em of the paragraph's text. The weights are our own: they
were chosen by eye on printed pages, and benchmarks/pages.py measures what they give.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from math import inf
from operator import itemgetter

from thaibook.pdf.glue import HOPELESS, PHRASE_SPACE_EM, plain_setting

COST_WEIGHT = 50.0  # demerits for one percent of risk that a break is wrong
RISK_WEIGHT = 0.01  # and for its cube: two doubtful ends are better than one bad end
LINE_DEMERITS = 8.0  # a line more is a line more
LETTER_SHARE = 0.5  # of an em: letters set wider look like letters further apart
CONTRAST_EM = 0.036  # two lines whose grey differs so much are seen to differ
CONTRAST_UNSEEN_EM = 0.012
CONTRAST_DEMERITS = 290.0  # of lines that differ so much; they grow with the square
CONTRAST_MOST = 1700.0  # more than that a contrast never costs
SHORT_LAST_LINE = 0.18  # of the column: a last line shorter than that is a word alone
SHORT_LAST_DEMERITS = 120.0
STUB_EM = 2.05  # an indent is 2 em: what is shorter does not even cover that of the next line
STUB_DEMERITS = 20000.0  # only a line left short is worse
CUT_COST = 88.0  # percent: the end is inside a word, beyond doubt
CUT_DEMERITS = 40 * HOPELESS  # a line left short is better, however short
OVERRUN_DEMERITS = 200 * HOPELESS  # and anything is better than a line that leaves its column
MOST_FULL = 1.07  # of the room: more cannot be squeezed in
LEAST_FULL = 0.80  # of the room: less is stretched only in need
FIRST_TRY_COST = 14.0  # risky breaks are looked at only where safe ones do not do
MOST_ACTIVE = 5  # lines kept for one breakpoint
DEMERITS = itemgetter(0)  # of an Active


@dataclass(frozen=True)
class Breakpoints:
    """Where lines may end. Parallel tuples; breakpoint 0 is the beginning, the last the end.

    cost: percent of risk that it is wrong; forced: the line must end here. width, spaces and
    clusters are counted from the beginning. discarded_width and discarded_spaces are those of
    the spaces just before the breakpoint, which vanish if a line ends there.
    """

    cost: tuple[float, ...]
    forced: tuple[bool, ...]
    width: tuple[float, ...]
    discarded_width: tuple[float, ...]
    spaces: tuple[int, ...]
    discarded_spaces: tuple[int, ...]
    clusters: tuple[int, ...]


# The best lines up to a breakpoint, of which the last has that grey: (demerits, grey, before,
# worst). grey: its tracking, in em, with what wider letters add to it; None where the line is not
# filled; before: that line's start, and which active line of the start it follows; worst: the
# badness of the worst line so far. A plain tuple, since a paragraph makes hundreds of them.
Active = tuple[float, float | None, tuple[int, int], float]


def raggedness(free_em: float, room_em: float) -> float:
    """How ugly an unjustified line is that leaves `free_em` of its room free."""
    if free_em < 0:
        return inf
    return 100 * (free_em / room_em) ** 2


def best_breakpoints(
    points: Breakpoints,
    first_em: float,
    other_em: float,
    justify: bool,
    balance: bool = False,
    desperate: bool = False,
    line_demerits: float = LINE_DEMERITS,
) -> tuple[list[int], float]:
    """The breakpoints at which the lines of a paragraph end, and the worst line's badness.

    first_em, other_em: room of the first line and of the others. balance: the last line
    counts like the others (headings). The end of the text is always among the breakpoints.
    Without `desperate`, lines that nothing could fill are not tried: where there is no
    other way the answer is no breakpoints, and inf.
    """
    count = len(points.cost)
    lines = _Lines(points, first_em, other_em, justify, line_demerits)
    active = lines.active
    paragraph_start = 0  # no line crosses a forced end
    for end in range(1, count):
        is_last = points.forced[end] or end == count - 1
        found = lines.to(end, paragraph_start, is_last and not balance, desperate)
        if found:
            found = _kept(found, 0.0 if is_last else _demerits_of_cost(points.cost[end]))
        active.append(found)
        if points.forced[end]:
            paragraph_start = end
    if not active[-1]:
        return [], inf
    chosen = []
    end, which = count - 1, 0
    while end > 0:
        chosen.append(end)
        end, which = active[end][which][2]
    return chosen[::-1], active[-1][0][3]


def _demerits_of_cost(cost: float) -> float:
    """Those of a line's end that is wrong with a risk of `cost` percent."""
    cut = CUT_DEMERITS if cost >= CUT_COST else 0.0
    return COST_WEIGHT * cost + RISK_WEIGHT * cost**3 + cut


def _contrast(grey: float | None, other: float | None) -> float:
    """The demerits of two neighbouring lines."""
    if grey is None or other is None:
        return 0.0
    seen = abs(grey - other) - CONTRAST_UNSEEN_EM
    if seen <= 0:
        return 0.0
    demerits = CONTRAST_DEMERITS * (seen / CONTRAST_EM) ** 2
    return demerits if demerits < CONTRAST_MOST else CONTRAST_MOST


def _kept(lines: list[Active], demerits: float) -> list[Active]:
    """Those of the lines to one breakpoint that may be part of the best way on, the best
    first, each with the demerits of the end added."""
    kept = lines
    if len(lines) > 1:
        lines.sort(key=DEMERITS)
        kept = lines[:1]
        most = lines[0][0] + CONTRAST_MOST
        for line in lines[1:]:
            own, grey = line[:2]
            if own > most or len(kept) == MOST_ACTIVE:
                break
            # What another does better even after a line that suits this one is not kept.
            for other in kept:
                if other[0] + _contrast(other[1], grey) <= own:
                    break
            else:
                kept.append(line)
    return [(line[0] + demerits, *line[1:]) for line in kept]


class _Lines:
    """The lines of one paragraph; active: those that end at each breakpoint so far."""

    def __init__(
        self, points: Breakpoints, first_em: float, other_em: float, justify: bool, each: float
    ) -> None:
        """each: the demerits of any line."""
        self.points, self.justify, self._each = points, justify, each
        self.first_em, self.other_em = first_em, other_em
        self._widest = max(first_em, other_em)
        self.active: list[list[Active]] = [[(0.0, None, (0, 0), 0.0)]]

    def to(self, end: int, paragraph_start: int, is_last: bool, desperate: bool) -> list[Active]:
        """The lines that end at a breakpoint, one for each start that is worth it. is_last: of
        a paragraph, and need not be filled."""
        points, widest = self.points, self._widest
        right = points.width[end] - points.discarded_width[end]
        low = bisect_left(points.width, right - widest * MOST_FULL, paragraph_start, end)
        high = end
        if self.justify and not is_last:  # shorter lines only where no longer one will do
            high = max(bisect_left(points.width, right - widest * LEAST_FULL, low, end), low)
        lines = self._search(low, high, end, paragraph_start, is_last) if low < high else []
        if desperate and high < end and all(line[0] >= HOPELESS for line in lines):
            lines += self._search(high, end, end, paragraph_start, is_last)
        if desperate and not lines:
            # Even the nearest start is too far away: the line runs over.
            before = self.active[end - 1][0][0] + OVERRUN_DEMERITS
            return [(before, None, (end - 1, 0), OVERRUN_DEMERITS)]
        return lines

    def _search(
        self, low: int, high: int, end: int, paragraph_start: int, is_last: bool
    ) -> list[Active]:
        """The lines from the breakpoints from `low` up to `high`."""
        points, active, each, first = self.points, self.active, self._each, self.first_em
        widths, spaces_to, clusters_to = points.width, points.spaces, points.clusters
        right = widths[end] - points.discarded_width[end]
        all_spaces = spaces_to[end] - points.discarded_spaces[end]
        all_places = clusters_to[end] - points.discarded_spaces[end] - 1
        fills = self.justify and not is_last
        lines: list[Active] = []
        enough = inf  # lines with more demerits cannot be part of the best way on
        for start in range(low, high):
            befores = active[start]
            if not befores or befores[0][0] + each >= enough:
                continue
            room = self.other_em if start else first
            stretch = room - right + widths[start]
            spaces = all_spaces - spaces_to[start]
            grey = None
            places = all_places - clusters_to[start]
            places = places if places > 0 else 0
            if fills:
                _, tracking, wider, bad = plain_setting(stretch, spaces, places, room - stretch)
                grey = tracking + wider * LETTER_SHARE
            elif is_last:
                bad = self._last_badness(stretch, room, spaces, places, start > paragraph_start)
            else:
                bad = raggedness(stretch, room)
            if befores[0][0] + bad + each >= enough:  # whatever the contrast, it is too much
                continue
            least, which = inf, 0
            for index, before in enumerate(befores):
                demerits = before[0] + bad
                if demerits >= least:
                    break
                demerits += _contrast(before[1], grey)
                if demerits < least:
                    least, which = demerits, index
            least += each
            if least < enough:
                worst = befores[which][3]
                lines.append((least, grey, (start, which), bad if bad > worst else worst))
                enough = min(enough, least + CONTRAST_MOST)
        return lines

    def _last_badness(
        self, stretch: float, room: float, spaces: int, places: int, follows: bool
    ) -> float:
        """That of a line that need not be filled; follows: it follows another line."""
        bad, natural = 0.0, room - stretch
        if stretch < (PHRASE_SPACE_EM * spaces if self.justify else 0.0):
            bad = plain_setting(stretch, spaces, places, natural)[3] if self.justify else inf
        if follows:
            if natural < STUB_EM:
                bad += STUB_DEMERITS
            elif natural < SHORT_LAST_LINE * self.other_em:
                bad += SHORT_LAST_DEMERITS
        return bad
