"""The points of a paragraph: where its lines may end and how wide it is up to there.

Enters: the text of a paragraph as stretches of one style each, the breaks of the text,
and a function that measures. Leaves: Points for totalfit, and their offsets.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from thaibook.pdf.totalfit import Points
from thaibook.thai import Break, clusters

EMERGENCY_COST = 400.0  # inside a word: only where the line cannot be filled otherwise
# What Unicode and Pango count as one place for tracking: a base with its marks, where
# ำ is two (its circle stays on the consonant, the space goes before า; sealreq#16).
UNIT = re.compile("[^\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0300-\u036f\u200b\u2060\ufe0f\u200d]")


@dataclass(frozen=True)
class Stretch:
    """Text of one style: measure gives the advance of any part of it, in em; the extras
    are what padding and borders add before and after. whole: it has no line end inside."""

    text: str
    measure: Callable[[str], float]
    before_em: float = 0.0
    after_em: float = 0.0
    whole: bool = False


def units(text: str) -> int:
    """The number of clusters of `text` as tracking counts them."""
    return len(UNIT.findall(text))


def lay_points(
    stretches: Sequence[Stretch], breaks: Sequence[Break], most_cost: float, emergency_em: float
) -> tuple[list[int], Points]:
    """The offsets of the points, and the Points, of the joined stretches.

    most_cost: dearer breaks are left out. emergency_em: a piece wider than that may be
    parted between clusters; 0 for never.
    """
    text = "".join(stretch.text for stretch in stretches)
    costs = {offset: cost for offset, cost in breaks if cost <= most_cost}
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
    return _walk(stretches, edges, sorted(costs), costs, forced, text)


def _add_emergencies(
    stretches: Sequence[Stretch], edges: list[int], costs: dict[int, float], emergency_em: float
) -> None:
    for stretch, start in zip(stretches, edges, strict=False):
        inside = [o - start for o in sorted(costs) if start < o < start + len(stretch.text)]
        pieces = zip([0, *inside], [*inside, len(stretch.text)], strict=True)
        for first, last in pieces:
            piece = stretch.text[first:last]
            if len(piece) > 1 and stretch.measure(piece) > emergency_em:
                at = start + first
                for cluster in clusters(piece)[:-1]:
                    at += len(cluster)
                    costs.setdefault(at, EMERGENCY_COST)


def _walk(
    stretches: Sequence[Stretch],
    edges: list[int],
    offsets: list[int],
    costs: dict[int, float],
    forced: set[int],
    text: str,
) -> tuple[list[int], Points]:
    width, spaces, count = 0.0, 0, 0
    rows = [(0.0, False, 0.0, 0.0, 0, 0, 0)]
    index, at = 0, 0
    for offset in offsets:
        last_piece, trim_width = "", 0.0
        while at < offset:
            stretch = stretches[index]
            if at == edges[index]:
                width += stretch.before_em
            end = min(offset, edges[index + 1])
            piece = text[at:end]
            advance = stretch.measure(piece) if piece.strip("\n") else 0.0
            width += advance
            spaces += piece.count(" ") + piece.count("\u00a0")
            count += units(piece)
            at, last_piece = end, piece
            if piece.endswith(" "):
                trim_width = stretch.measure(" ") * (len(piece) - len(piece.rstrip(" ")))
            if at == edges[index + 1]:
                width += stretch.after_em
                index += 1
                while index < len(stretches) and not stretches[index].text:
                    index += 1
        bare = last_piece.rstrip("\n")
        trimmed = len(bare) - len(bare.rstrip(" "))
        rows.append((
            costs[offset], offset in forced, width, trim_width if trimmed else 0.0,
            spaces, trimmed, count,
        ))  # fmt: skip
    columns = tuple(zip(*rows, strict=True))
    return [0, *offsets], Points(*columns)  # type: ignore[arg-type]
