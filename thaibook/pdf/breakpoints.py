"""The breakpoints of a paragraph: where its lines may end and how wide it is up to there.

Enters: the text of a paragraph as stretches of one style each, the breaks of the text,
and a function that measures. Leaves: Breakpoints for line_breaking, and their offsets.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from thaibook.pdf.line_breaking import CUT_COST, Breakpoints
from thaibook.thai import Break, breaks, clusters

EMERGENCY_COST = 400.0  # inside a word: only where the line cannot be filled otherwise
# What Unicode and Pango count as one cluster for tracking: a base with its marks, where
# ำ is two (its circle stays on the consonant, the space goes before า; sealreq#16).
CLUSTER = re.compile("[^\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0300-\u036f\u200b\u2060\ufe0f\u200d]")
# What is read as one shape, and never tracked: a word or an abbreviation in Latin letters, a
# group of digits, an address, a piece of code (Bringhurst 2.1.6: no spacing of lower case).
SOLID = re.compile(
    "[0-9A-Za-z\u00c0-\u02af\u0370-\u058f\u0e50-\u0e59][0-9A-Za-z\u00c0-\u02af\u0300-\u058f"
    "\u0e50-\u0e59.,:;/@%&+=?#~_’'\u2060-]*[0-9A-Za-z\u00c0-\u02af\u0300-\u058f\u0e50-\u0e59%/]"
)


class Measured(NamedTuple):
    """A piece of text: its advance, and that of the spaces at its end, in one unit of
    length; how many spaces it has, and at its end; how many clusters."""

    width: float
    discarded_width: float
    spaces: int
    discarded_spaces: int
    clusters: int


@dataclass(frozen=True)
class Stretch:
    """Text of one style. measure gives any part of it in a unit of which `per_em` make an
    em of the paragraph; the extras are what padding and borders add before and after.
    whole: it has no line end inside."""

    text: str
    measure: Callable[[str], Measured]
    per_em: float = 1.0
    before_em: float = 0.0
    after_em: float = 0.0
    whole: bool = False


def cluster_count(text: str) -> int:
    """The number of clusters of `text` that tracking parts."""
    return len(CLUSTER.findall(SOLID.sub("", text)))


def breakpoints_of(
    stretches: Sequence[Stretch], breaks: Sequence[Break], max_cost: float, emergency_em: float
) -> tuple[list[int], Breakpoints]:
    """The offsets of the breakpoints, and the Breakpoints, of the joined stretches.

    max_cost: dearer breaks are left out. emergency_em: a piece wider than that may be
    parted between clusters; 0 for never.
    """
    text = "".join(stretch.text for stretch in stretches)
    costs = {offset: cost for offset, cost in breaks if cost <= max_cost}
    forced = {match.end() for match in re.finditer("\n", text)}
    costs |= dict.fromkeys(forced, 0.0)
    edges = [0]
    for stretch in stretches:
        start, end = edges[-1], edges[-1] + len(stretch.text)
        if stretch.whole:
            for offset in range(start + 1, end):
                costs.pop(offset, None)
        edges.append(end)
    costs[len(text)] = 0.0
    if emergency_em:
        _add_emergencies(stretches, edges, costs, emergency_em)
    return _measured(stretches, edges, costs, forced, text)


def _add_emergencies(
    stretches: Sequence[Stretch], edges: list[int], costs: dict[int, float], emergency_em: float
) -> None:
    """Add breakpoints to `costs` inside pieces that are wider than `emergency_em`."""
    for stretch, start in zip(stretches, edges, strict=False):
        inside = [o - start for o in sorted(costs) if start < o < start + len(stretch.text)]
        pieces = zip([0, *inside], [*inside, len(stretch.text)], strict=True)
        for first, last in pieces:
            piece = stretch.text[first:last]
            if len(piece) > 1 and stretch.measure(piece).width > emergency_em * stretch.per_em:
                for offset in _best_inside(piece):
                    costs.setdefault(start + first + offset, EMERGENCY_COST)


def _best_inside(piece: str) -> list[int]:
    """Where a piece that may be parted nowhere is parted best: between the words of a name
    of the author's, else between any clusters."""
    likely = [offset for offset, cost in breaks(piece) if cost < CUT_COST]
    return likely or list(accumulate(map(len, clusters(piece)[:-1])))


def _measured(
    stretches: Sequence[Stretch],
    edges: list[int],
    costs: dict[int, float],
    forced: set[int],
    text: str,
) -> tuple[list[int], Breakpoints]:
    """The breakpoints of `costs` in their order, with all that is counted up to each."""
    offsets = sorted(costs)
    width, spaces, count = 0.0, 0, 0
    rows = [(0.0, False, 0.0, 0.0, 0, 0, 0)]
    index, position = 0, 0  # of the stretch, and in the text
    stretch, edge = stretches[0], edges[1]
    measure, per_em = stretch.measure, stretch.per_em
    for offset in offsets:
        discarded_width, discarded_spaces = 0.0, 0
        while position < offset:
            if position == edges[index]:
                width += stretch.before_em
            end = offset if offset < edge else edge
            advance, discarded_width, more, discarded_spaces, of_it = measure(text[position:end])
            width += advance / per_em
            discarded_width /= per_em
            spaces += more
            count += of_it
            position = end
            if position == edge:
                width += stretch.after_em
                index += 1
                while index < len(stretches) and not stretches[index].text:
                    index += 1
                if index < len(stretches):
                    stretch, edge = stretches[index], edges[index + 1]
                    measure, per_em = stretch.measure, stretch.per_em
        counted = (width, discarded_width, spaces, discarded_spaces, count)
        rows.append((costs[offset], offset in forced, *counted))
    return [0, *offsets], Breakpoints(*zip(*rows, strict=True))
