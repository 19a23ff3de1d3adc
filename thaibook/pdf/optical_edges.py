"""What hangs in the margin, so that the edge of the text looks straight.

A quotation mark or a full stop at the edge has so little ink that the line looks indented or
short; a part of it stands outside (Gutenberg's Bible; Thành, "Micro-typographic extensions to
TeX", 2000, whose shares are near these). Of ไ ใ โ the flag that stands out on the left is thin
already: they go out a hair.

Enters: a line's first or last letters. Leaves: the share of that letter's width that hangs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from thaibook.pdf.line_breaking import Breakpoints

# By the value of `--hanging` in the style sheets.
NONE, PUNCTUATION, ALL = "none", "punctuation", "all"

LOOK_BACK = 4  # letters: a line ends before its spaces

FIRST = {"“": 0.5, "‘": 0.5, '"': 0.5, "'": 0.5, "«": 0.4, "(": 0.15, "[": 0.1, "–": 0.3, "-": 0.4}
LAST = {
    "”": 0.5, "’": 0.5, '"': 0.5, "'": 0.5, "»": 0.4, ")": 0.15, "]": 0.1,
    ".": 0.5, ",": 0.5, "-": 0.4, "–": 0.3, "…": 0.2, ":": 0.3, ";": 0.3, "!": 0.2, "?": 0.1,
}  # fmt: skip
FLAGS = {"ไ": 0.1, "ใ": 0.1, "โ": 0.1}


def first_share(letter: str, hanging: str) -> float:
    """The share of a line's first letter that stands left of the text; hanging: NONE,
    PUNCTUATION or ALL."""
    if hanging == NONE:
        return 0.0
    return FIRST.get(letter, FLAGS.get(letter, 0.0) if hanging == ALL else 0.0)


def last_share(letter: str, hanging: str) -> float:
    """The share of a line's last letter that stands right of the text."""
    return 0.0 if hanging == NONE else LAST.get(letter, 0.0)


def hung(
    points: Breakpoints,
    offsets: Sequence[int],
    text: str,
    hanging: str,
    width_em: Callable[[str], float],
) -> Breakpoints:
    """The breakpoints of a text at whose offsets a line is as much shorter as its last letter
    hangs; width_em: of a letter."""
    discarded = list(points.discarded_width)
    for index, offset in enumerate(offsets):
        ending = text[max(offset - LOOK_BACK, 0) : offset].rstrip(" \n")[-1:]
        if share := last_share(ending, hanging):
            discarded[index] += share * width_em(ending)
    return replace(points, discarded_width=tuple(discarded))
