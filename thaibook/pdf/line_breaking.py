"""All line ends of a paragraph, chosen together.

After Knuth and Plass, "Breaking Paragraphs into Lines" (1981), for a script whose lines
have few spaces: a line is filled by widening the spaces first, then by tracking (space
between clusters), and a break that may be wrong has a cost. Pure numbers; no engine.
Lengths inside are in em of the paragraph's text.
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
class Points:
    """Where lines may end. Parallel tuples; point 0 is the beginning, the last the end.

    cost: percent; forced: the line must end here. width, spaces and clusters are counted
    from the beginning; trim and trim_spaces are those of the spaces just before the point,
    which vanish if a line ends there.
    """

    cost: tuple[float, ...]
    forced: tuple[bool, ...]
    width: tuple[float, ...]
    trim: tuple[float, ...]
    spaces: tuple[int, ...]
    trim_spaces: tuple[int, ...]
    clusters: tuple[int, ...]


def distribute(missing_em: float, spaces: int, clusters: int) -> tuple[float, float]:
    """(em to add to each space, em to add between clusters) that fill `missing_em`.

    missing_em may be negative. Between n clusters are n - 1 places. What the limits do
    not allow is left missing.
    """
    gaps = max(clusters - 1, 0)
    if missing_em < 0:
        space = max(missing_em / spaces, SPACE_LEAST_EM) if spaces else 0.0
        rest = missing_em - space * spaces
        return space, max(rest / gaps, TRACKING_LEAST_EM) if gaps else 0.0
    space = tracking = 0.0
    for space_most, tracking_most in (
        (SPACE_USUAL_EM, TRACKING_USUAL_EM),
        (SPACE_MOST_EM, TRACKING_MOST_EM),
        (SPACE_LAST_EM, TRACKING_LAST_EM),
    ):
        if spaces:
            space = min(max((missing_em - tracking * gaps) / spaces, space), space_most)
        if gaps:
            tracking = min(max((missing_em - space * spaces) / gaps, tracking), tracking_most)
    return space, tracking


def badness(missing_em: float, spaces: int, clusters: int) -> float:
    """How ugly a line is that lacks `missing_em`: 0 perfect, 100 the limit, inf impossible."""
    gaps = clusters - 1 if clusters > 1 else 0
    if missing_em < 0:
        given = -missing_em + SPACE_LEAST_EM * spaces
        if given <= 0:
            return 12 * (missing_em / (SPACE_LEAST_EM * spaces)) ** 2 if spaces else 0.0
        tracking = given / gaps if gaps else inf
        return 12 + 40 * tracking / -TRACKING_LEAST_EM if tracking <= -TRACKING_LEAST_EM else inf
    usual = SPACE_USUAL_EM * spaces
    if missing_em <= usual:
        return 6 * (missing_em / usual) ** 2 if usual else 0.0
    rest = missing_em - usual
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


def raggedness(missing: float, available: float) -> float:
    """How ugly an unjustified line is that leaves `missing` of `available` free."""
    if missing < 0:
        return inf
    return 100 * (missing / available) ** 2


def choose(
    points: Points,
    first_em: float,
    other_em: float,
    justify: bool,
    balance: bool = False,
    desperate: bool = False,
) -> tuple[list[int], float]:
    """The points at which the lines of a paragraph end, and the worst line's badness.

    first_em, other_em: room of the first line and of the others. balance: the last line
    counts like the others (headings). The end of the text is always among the points.
    Without `desperate`, lines that nothing could fill are not tried: where there is no
    other way the answer is no points, and inf.
    """
    count = len(points.cost)
    best, came, worst = [0.0], [0], [0.0]
    start = 0  # no line crosses a forced end
    for here in range(1, count):
        ends = points.forced[here] or here == count - 1
        line = _Line(points, here, first_em, other_em, justify, ends and not balance)
        at, total, ugly = line.best_beginning(best, worst, start, desperate)
        best.append(total if ends else total + _demerits(points.cost[here]))
        came.append(at)
        worst.append(ugly)
        if points.forced[here]:
            start = here
    if best[-1] == inf:
        return [], inf
    chosen = []
    here = count - 1
    while here > 0:
        chosen.append(here)
        here = came[here]
    return chosen[::-1], worst[-1]


def _demerits(cost: float) -> float:
    """Those of a line's end that is wrong with a risk of `cost` percent."""
    cut = CUT_DEMERITS if cost >= CUT_COST else 0.0
    return COST_WEIGHT * cost + RISK_WEIGHT * cost**3 + cut


class _Line:
    """A line that ends at one point: how good is it from each beginning?"""

    def __init__(
        self, points: Points, here: int, first_em: float, other_em: float, justify: bool, last: bool
    ) -> None:
        self.points, self.here, self.justify, self.last = points, here, justify, last
        self.first_em, self.other_em = first_em, other_em
        self.right = points.width[here] - points.trim[here]
        self.spaces = points.spaces[here] - points.trim_spaces[here]
        self.clusters = points.clusters[here] - points.trim_spaces[here]

    def best_beginning(
        self, best: list[float], worst: list[float], start: int, desperate: bool
    ) -> tuple[int, float, float]:
        """(point, demerits up to the end of the line, worst badness so far)."""
        width, here, most = self.points.width, self.here, max(self.first_em, self.other_em)
        low = bisect_left(width, self.right - most * MOST_FULL, start, here)
        high = here
        if self.justify and not self.last:  # shorter lines only where no longer one will do
            high = max(bisect_left(width, self.right - most * LEAST_FULL, low, here), low)
        found = self._search(best, worst, low, high, start)
        if desperate and found[1] >= HOPELESS and high < here:
            found = min(found, self._search(best, worst, high, here, start), key=lambda f: f[1])
        if (
            desperate and found[1] == inf
        ):  # even the nearest beginning is too far: the line runs over
            return here - 1, best[here - 1] + HOPELESS * 10, HOPELESS * 10
        return found

    def _search(
        self, best: list[float], worst: list[float], low: int, high: int, start: int
    ) -> tuple[int, float, float]:
        points, right, justify = self.points, self.right, self.justify and not self.last
        width, spaces, clusters = points.width, points.spaces, points.clusters
        at, total, ugly = self.here - 1, inf, 0.0
        for before in range(low, high):
            done = best[before] + LINE_DEMERITS
            if done >= total:
                continue
            room = self.other_em if before else self.first_em
            missing = room - right + width[before]
            if justify:
                inside = self.spaces - spaces[before]
                bad = badness(missing, inside, self.clusters - clusters[before])
            elif self.last:
                bad = self._last_badness(missing, room - missing, before, start)
            else:
                bad = raggedness(missing, room)
            demerits = done + bad
            if demerits < total:
                at, total = before, demerits
                ugly = bad if bad > worst[before] else worst[before]
        return at, total, ugly

    def _last_badness(self, missing: float, natural: float, before: int, start: int) -> float:
        bad = 0.0
        if missing < 0:
            spaces = self.spaces - self.points.spaces[before]
            bad = badness(missing, spaces, 0) if self.justify else inf
        if natural < SHORT_LAST_LINE * self.other_em and before > start:
            bad += SHORT_LAST_DEMERITS
        return bad
