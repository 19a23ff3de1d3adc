"""A paragraph in a line more or less than is best for it.

An author asks for it with {.loose} and {.tight}, which style sheets turn into `--looseness`; and a
page, so that it ends like the one beside it (even_spreads). TeX has \\looseness for it.

Enters: the breakpoints of a paragraph, or a laid-out page. Leaves: line ends, or the paragraphs of
the page that can be had in a line more, or less.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf
from typing import Any, NamedTuple, Protocol

from weasyprint.formatting_structure import boxes

from thaibook.pdf.glue import HOPELESS, STRETCH
from thaibook.pdf.line_breaking import CUT_COST, Breakpoints, best_breakpoints
from thaibook.pdf.weasyprint70.paragraph import Paragraph

# Demerits of each line, tried one after the other until there are as many as are wanted.
EACH_LINE_COSTS = (100.0, 250.0, 500.0, 1000.0, 2500.0)
MOST_LINE_COST = 8000.0  # and where an author asks for it
# The badness of a line that nobody asked for: what a reader does not see.
UNASKED = STRETCH[2].badness
FEWEST_LINES = 3  # of a paragraph that is tried
# What a line can give or take, as a share of its room; more is not tried.
WIDER, NARROWER = 0.06, 0.035


class Setter(Protocol):
    """What is asked of the LineSetter."""

    is_galley: bool

    def lines(self, paragraph: Paragraph, more: int) -> int:
        """How many lines a paragraph has that should have so many more."""


class Adjustable(NamedTuple):
    """A paragraph that begins and ends on a page; bottom: the baseline of its last line; box:
    as it is laid out."""

    paragraph: Paragraph
    bottom: float
    box: Any


def looseness(paragraph: Paragraph, style: Any) -> tuple[int, float]:
    """(how many lines more than is best, how bad a line may then be). Only justified text."""
    if style["text_align_all"] != "justify":
        return 0, 0.0
    told = (int(token.value) for token in style["__looseness"] if token.type == "number")
    asked = next(told, 0)
    return (asked, HOPELESS) if asked else (paragraph.more_lines, UNASKED)


def ends_of_length(
    points: Breakpoints, offsets: Sequence[int], lines: int, more: int, first_em: float,
    other_em: float, worst: float,
) -> list[int]:  # fmt: skip
    """The line ends of a justified paragraph of `more` lines (negative: fewer) than the `lines`
    that are best; none where a line would be worse than `worst`. A line costs more, or less than
    nothing, until there are as many as are wanted."""
    asked = (MOST_LINE_COST,) if worst == HOPELESS else ()
    for demerits in (*EACH_LINE_COSTS, *asked):
        each = -demerits if more > 0 else demerits
        chosen, badness = best_breakpoints(
            points, first_em, other_em, justify=True, line_demerits=each
        )
        cut = any(points.cost[index] >= CUT_COST for index in chosen)
        if len(chosen) == lines + more and badness < worst and not cut:
            return [offsets[index] for index in chosen]
        if abs(len(chosen) - lines) > abs(more):
            break
    return []


def adjustable(
    setter: Setter, paragraphs: Sequence[Any], more: int, above: float = inf
) -> Iterator[Adjustable]:
    """Of the laid-out paragraphs of a page those that can be had in `more` (1 or -1) lines, the
    most willing first, which end at the height `above` or higher."""
    willing: list[tuple[float, int, Adjustable, int]] = []
    for block in paragraphs:
        lines = [line for line in block.children if isinstance(line, boxes.LineBox)]
        if len(lines) < FEWEST_LINES or len(lines) != len(block.children):
            continue
        bottom = float(lines[-1].position_y + lines[-1].baseline)
        paragraph, start, _ = lines[0].__dict__.get("_thaibook_line", (None, 0, 0))
        last, _, end = lines[-1].__dict__.get("_thaibook_line", (None, 0, 0))
        if paragraph is None or paragraph is not last or start or end < len(paragraph.text):
            continue
        if bottom > above or paragraph.more_lines or not paragraph.asked[0]:
            continue
        filled = min(lines[-1].width / (block.width or 1), 1.0)
        each = (1.1 - filled if more > 0 else filled) / len(lines)
        if each <= (WIDER if more > 0 else NARROWER):
            willing.append((each, len(willing), Adjustable(paragraph, bottom, block), len(lines)))
    for _, _, found, count in sorted(willing):
        if setter.lines(found.paragraph, more) == count + more:
            yield found
