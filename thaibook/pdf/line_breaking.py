"""All line ends of a paragraph, chosen together.

After Knuth and Plass, "Breaking Paragraphs into Lines" (1981), in their words: a paragraph is
a row of boxes and glue with breakpoints between them; a line has a badness, which grows with
the stretch of its glue, and demerits, which are its badness and what its end costs; the
breakpoints with the least demerits in all are taken. Here the script has few spaces: the glue
is the spaces first, then tracking (space between clusters), and a breakpoint costs more, the
likelier it is wrong.

Enters: Breakpoints, and how wide the lines are. Leaves: which of them end a line. Pure
numbers, no engine; lengths are in em of the paragraph's text. The limits are our own: they
were chosen by eye on printed pages, and benchmarks/typography.py measures what they give.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from math import inf

# How far a line may be stretched and shrunk. First the spaces grow to their usual most,
# then clusters part to their usual most, then the spaces again, then the clusters.
SPACE_USUAL_EM = 0.25  # added to a space of a quarter em: half an em, as printers set it
SPACE_MOST_EM = 0.50  # three quarters of an em together; a wider space is a hole
TRACKING_USUAL_EM = 0.042  # not seen by a reader
TRACKING_MOST_EM = 0.075  # seen, but better than a line that reads badly
SPACE_LAST_EM = 0.65  # nearly an em together, and
TRACKING_LAST_EM = 0.1  # so much only where a word would be cut otherwise
SPACE_LEAST_EM = -0.05  # a space keeps at least a fifth of an em
TRACKING_LEAST_EM = -0.008

COST_WEIGHT = 6.0  # demerits for one percent of risk that a break is wrong
RISK_WEIGHT = 0.005  # and for its cube: two doubtful ends are better than one bad end
LINE_DEMERITS = 8.0  # a line more is a line more
SHORT_LAST_LINE = 0.18  # of the column: a last line shorter than that is a word alone
SHORT_LAST_DEMERITS = 120.0
HOPELESS = 1e6
CUT_COST = 95.0  # percent: the end is inside a word, beyond doubt
CUT_DEMERITS = 5 * HOPELESS  # a line left short by four em is better
MOST_FULL = 1.03  # of the room: more cannot be squeezed in
LEAST_FULL = 0.80  # of the room: less is stretched only in need
FIRST_TRY_COST = 14.0  # risky breaks are looked at only where safe ones do not do


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


def set_glue(stretch_em: float, spaces: int, clusters: int) -> tuple[float, float]:
    """(em to add to each space, em to add between clusters) that stretch a line so much.

    stretch_em is negative where the line is to be shrunk. Between n clusters are n - 1
    places. What the limits do not allow is not given.
    """
    gaps = max(clusters - 1, 0)
    if stretch_em < 0:
        space = max(stretch_em / spaces, SPACE_LEAST_EM) if spaces else 0.0
        rest = stretch_em - space * spaces
        return space, max(rest / gaps, TRACKING_LEAST_EM) if gaps else 0.0
    space = tracking = 0.0
    for space_most, tracking_most in (
        (SPACE_USUAL_EM, TRACKING_USUAL_EM),
        (SPACE_MOST_EM, TRACKING_MOST_EM),
        (SPACE_LAST_EM, TRACKING_LAST_EM),
    ):
        if spaces:
            space = min(max((stretch_em - tracking * gaps) / spaces, space), space_most)
        if gaps:
            tracking = min(max((stretch_em - space * spaces) / gaps, tracking), tracking_most)
    return space, tracking


def badness(stretch_em: float, spaces: int, clusters: int) -> float:
    """How ugly a line is that is stretched so much: 0 perfect, 100 the limit, inf impossible."""
    gaps = clusters - 1 if clusters > 1 else 0
    if stretch_em < 0:
        shrink = -stretch_em + SPACE_LEAST_EM * spaces
        if shrink <= 0:
            return 12 * (stretch_em / (SPACE_LEAST_EM * spaces)) ** 2 if spaces else 0.0
        tracking = shrink / gaps if gaps else inf
        return 12 + 40 * tracking / -TRACKING_LEAST_EM if tracking <= -TRACKING_LEAST_EM else inf
    usual = SPACE_USUAL_EM * spaces
    if stretch_em <= usual:
        return 6 * (stretch_em / usual) ** 2 if usual else 0.0
    rest = stretch_em - usual
    if rest <= TRACKING_USUAL_EM * gaps:
        return 6 + 44 * (rest / (TRACKING_USUAL_EM * gaps)) ** 2
    rest -= TRACKING_USUAL_EM * gaps
    more = (SPACE_MOST_EM - SPACE_USUAL_EM) * spaces
    if rest <= more:
        return 50 + 50 * rest / more
    rest -= more
    most = (TRACKING_MOST_EM - TRACKING_USUAL_EM) * gaps
    if rest <= most:
        return 100 + 300 * rest / most
    rest -= most
    last = (SPACE_LAST_EM - SPACE_MOST_EM) * spaces + (TRACKING_LAST_EM - TRACKING_MOST_EM) * gaps
    if rest <= last:
        return 400 + 600 * rest / last
    return HOPELESS * (1 + rest)


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
) -> tuple[list[int], float]:
    """The breakpoints at which the lines of a paragraph end, and the worst line's badness.

    first_em, other_em: room of the first line and of the others. balance: the last line
    counts like the others (headings). The end of the text is always among the breakpoints.
    Without `desperate`, lines that nothing could fill are not tried: where there is no
    other way the answer is no breakpoints, and inf.
    """
    count = len(points.cost)
    # Of the best lines up to each breakpoint: their demerits, where the last of them begins,
    # and the badness of the worst.
    demerits, previous, worst = [0.0], [0], [0.0]
    paragraph_start = 0  # no line crosses a forced end
    for end in range(1, count):
        is_last = points.forced[end] or end == count - 1
        line = _Line(points, end, first_em, other_em, justify, is_last and not balance)
        start, total, line_worst = line.best_start(demerits, worst, paragraph_start, desperate)
        demerits.append(total if is_last else total + _demerits_of_cost(points.cost[end]))
        previous.append(start)
        worst.append(line_worst)
        if points.forced[end]:
            paragraph_start = end
    if demerits[-1] == inf:
        return [], inf
    chosen = []
    end = count - 1
    while end > 0:
        chosen.append(end)
        end = previous[end]
    return chosen[::-1], worst[-1]


def _demerits_of_cost(cost: float) -> float:
    """Those of a line's end that is wrong with a risk of `cost` percent."""
    cut = CUT_DEMERITS if cost >= CUT_COST else 0.0
    return COST_WEIGHT * cost + RISK_WEIGHT * cost**3 + cut


class _Line:
    """A line that ends at one breakpoint: how good is it from each start?"""

    def __init__(
        self,
        points: Breakpoints,
        end: int,
        first_em: float,
        other_em: float,
        justify: bool,
        is_last: bool,
    ) -> None:
        self.points, self.end, self.justify, self.is_last = points, end, justify, is_last
        self.first_em, self.other_em = first_em, other_em
        self.right = points.width[end] - points.discarded_width[end]
        self.spaces = points.spaces[end] - points.discarded_spaces[end]
        self.clusters = points.clusters[end] - points.discarded_spaces[end]

    def best_start(
        self, demerits: list[float], worst: list[float], paragraph_start: int, desperate: bool
    ) -> tuple[int, float, float]:
        """(breakpoint, demerits up to the end of the line, worst badness so far)."""
        width, end, widest = self.points.width, self.end, max(self.first_em, self.other_em)
        low = bisect_left(width, self.right - widest * MOST_FULL, paragraph_start, end)
        high = end
        if self.justify and not self.is_last:  # shorter lines only where no longer one will do
            high = max(bisect_left(width, self.right - widest * LEAST_FULL, low, end), low)
        best = self._search(demerits, worst, low, high, paragraph_start)
        if desperate and best[1] >= HOPELESS and high < end:
            short = self._search(demerits, worst, high, end, paragraph_start)
            best = min(best, short, key=lambda start: start[1])
        if desperate and best[1] == inf:
            # Even the nearest start is too far away: the line runs over.
            return end - 1, demerits[end - 1] + HOPELESS * 10, HOPELESS * 10
        return best

    def _search(
        self, demerits: list[float], worst: list[float], low: int, high: int, paragraph_start: int
    ) -> tuple[int, float, float]:
        """The best start among the breakpoints from `low` up to `high`."""
        points, right, justify = self.points, self.right, self.justify and not self.is_last
        width, spaces, clusters = points.width, points.spaces, points.clusters
        best, least, line_worst = self.end - 1, inf, 0.0
        for start in range(low, high):
            before = demerits[start] + LINE_DEMERITS
            if before >= least:
                continue
            room = self.other_em if start else self.first_em
            stretch = room - right + width[start]
            if justify:
                inside = self.spaces - spaces[start]
                bad = badness(stretch, inside, self.clusters - clusters[start])
            elif self.is_last:
                bad = self._last_badness(stretch, room - stretch, start, paragraph_start)
            else:
                bad = raggedness(stretch, room)
            total = before + bad
            if total < least:
                best, least = start, total
                line_worst = bad if bad > worst[start] else worst[start]
        return best, least, line_worst

    def _last_badness(
        self, stretch: float, natural: float, start: int, paragraph_start: int
    ) -> float:
        """The badness of a last line, which need not be filled; natural: its own width."""
        bad = 0.0
        if stretch < 0:
            spaces = self.spaces - self.points.spaces[start]
            bad = badness(stretch, spaces, 0) if self.justify else inf
        if natural < SHORT_LAST_LINE * self.other_em and start > paragraph_start:
            bad += SHORT_LAST_DEMERITS
        return bad
