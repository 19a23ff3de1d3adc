"""The paragraphs of a text line by line, and whether an editor has wrapped them.

Enters: what each line is (lines.scan). Leaves: the lines that Markdown would join, with their
widths; and how wide wrapped lines are. Wrapped prose has lines that are all about as wide; or
the first word of the next line did not fit, as what Thai has between spaces may be long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from thaibook.grammar.divisions import OPENING, is_lined
from thaibook.grammar.kinds import Kind
from thaibook.grammar.line_signs import APART, CAPTION, HARD_BREAK, INDENTED
from thaibook.grammar.lines import Line

NARROWEST = 36  # columns: no editor wraps prose at less
WIDEST = 120  # nor at more
MOSTLY = 0.7  # of the line ends of a wrapped text are where the next word did not fit
NEAR = 0.65  # of the widest line: lines of wrapped prose are at least so wide
NEARLY = 0.8  # of the widest line: so wide a line may have had no room
TINY = 8  # columns: words rather than lines
FEW = 40  # columns of prose that tell nothing of a text yet; neither do lines of
SMALL = 24  # columns
SHORT = 0.5  # of the widest line: those of addresses and heads of letters are at most so wide
ROOM = 0.8  # of the widest line: a word that fits into so much would have stood on the line
MANY = 5  # line ends: those of one wrapped paragraph are hardly all alike by chance
USUAL = 60  # columns: most editors wrap at no less
BEYOND = 1.25  # of the width of wrapped lines: so wide a line was not wrapped
FEW_GAPS = 0.1  # empty lines between paragraphs, for each line end within one
LONG = 100  # columns: three such lines, and no editor has wrapped the text
LONG_MEAN = 45  # columns from which lines are paragraphs rather than lines of one
MARKS = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u200b]")  # above and below letters


class Row(NamedTuple):
    """A line of a paragraph: its number, its own words, its indent and how wide it is."""

    number: int
    text: str
    is_indented: bool
    width: int
    first: int  # the width of its first word
    is_broken: bool  # its end is a line break already
    is_lazy: bool  # it belongs to an item or a quotation, and has no sign of it


class Block(NamedTuple):
    """The lines that Markdown makes one paragraph. is_free: it stands in nothing else."""

    rows: list[Row]
    is_free: bool
    widest: int


def blocks_of(lines: Sequence[Line], written: Sequence[str]) -> Iterator[Block]:
    """The paragraphs of prose. A line that has a hard break already ends a run of lines."""
    rows: list[Row] = []
    place: tuple[int, ...] = ()
    lined = _lined(lines, written)
    for number, line in enumerate(lines):
        if number in lined:
            line = Line(Kind.VERSE)
        text = written[number][line.begins :] if line.kind is Kind.PROSE else ""
        own = (line.quotations, line.items, line.notes)
        here = own if any(own) else (0, 0, 0, 0 if line.outdent else line.begins)
        usable = line.kind is Kind.PROSE and not APART.match(text) and not CAPTION.match(text)
        defines = written[number][: line.begins].strip() == ":"
        if rows and (not usable or line.markers or here != place or defines):
            # What follows at once and is a definition has these lines as its words.
            if line.kind is not Kind.PROSE or not text.startswith(":"):
                if not (usable and place[-1] == 0 and here[-1] and not any(own)):
                    yield _block(rows, place)
            rows = []
        if usable:
            place = here
            indented = bool(line.outdent) or bool(INDENTED.match(text))
            is_broken = bool(HARD_BREAK.search(text))
            is_lazy = bool((line.items or line.quotations) and not line.begins)
            text = text.strip()
            rows.append(Row(number, text, indented, *_widths(text), is_broken, is_lazy))
    if rows:
        yield _block(rows, place)


def _block(rows: list[Row], place: Sequence[int]) -> Block:
    is_free = len(place) == 4 and not place[-1]
    return Block(rows, is_free, max(row.width for row in rows))


def _widths(text: str) -> tuple[int, int]:
    """The columns of a line, and those of its first word."""
    columns = MARKS.sub("", text)
    return len(columns), len(columns.split(" ", 1)[0])


def _lined(lines: Sequence[Line], written: Sequence[str]) -> set[int]:
    """The lines in divisions that keep their lines anyhow."""
    inside: set[int] = set()
    opened: list[bool] = []
    for number, line in enumerate(lines):
        if line.kind is Kind.DIVISION:
            if opening := OPENING.match(written[number][line.begins :]):
                opened.append(is_lined(opening["kind"]))
            elif opened:
                opened.pop()
        elif any(opened):
            inside.add(number)
    return inside


def is_wrapped(rows: Sequence[Row]) -> bool:
    """Whether an editor may have wrapped these lines: all but the last are about as wide."""
    inner = [row.width for row in rows[:-1]]
    widest = max(inner)
    return (
        NARROWEST <= widest <= WIDEST
        and min(inner) >= widest * NEAR
        and rows[-1].width <= max(widest * 1.15, widest + 6)
    )


def hangs(rows: Sequence[Row]) -> bool:
    """Whether indented lines go on with the one above that is not, as in a bibliography: no
    entry's first line is shorter than what is left of it. Indents that begin paragraphs have
    the short line above them."""
    above = [row.width for row, below in pairwise(rows) if below.is_indented > row.is_indented]
    last = [row.width for row, below in pairwise(rows) if row.is_indented > below.is_indented]
    return not last or sum(above) * len(last) >= sum(last) * len(above)


def wrapped_width(blocks: Sequence[Block]) -> tuple[int, bool]:
    """How wide the lines are that an editor has wrapped, and whether one has: either they are
    all about as wide, or the first word of the next line did not fit, as words of Thai between
    spaces may be long."""
    equal = [row.width for block in blocks if is_wrapped(block.rows) for row in block.rows[:-1]]
    ends = [pair for block in blocks for pair in pairwise(block.rows)]
    if len(equal) >= 2 and len(equal) * 2 >= len(ends):
        return max(equal), True
    widths = sorted(row.width for row, _ in ends if " " in row.text)
    width = widths[-1 - len(widths) // 20] if widths else 0
    full = sum(row.width + 1 + below.first > width for row, below in ends)
    if len(ends) > 2 and NARROWEST <= width <= WIDEST and full >= len(ends) * MOSTLY:
        return width, True
    return max(equal, default=0), False


def is_overrun(ends: int, free: Sequence[Block], width: int) -> bool:
    """Whether lines of free blocks are far beyond the narrow `width` at which `ends` line ends seem
    wrapped, half as many as these: an editor would have wrapped them, too. A line without a
    space can be wrapped nowhere."""
    rows = (row for block in free for row in block.rows)
    beyond = sum(row.width > width * BEYOND and row.first <= width for row in rows)
    return width < USUAL and beyond > 0 and beyond * 2 >= ends


def differ(blocks: Sequence[Block]) -> bool:
    """Whether nearly all lines of the blocks are far from being equally wide."""
    widths = sorted(row.width for block in blocks for row in block.rows)
    middle = widths[len(widths) // 2]
    far = sum(abs(width - middle) > middle * 0.15 for width in widths)
    return far * 2 >= len(widths) or middle > WIDEST or middle < NARROWEST


def are_paragraphs(blocks: Sequence[Block]) -> bool:
    """Whether the lines are as long as paragraphs."""
    widths = [row.width for block in blocks for row in block.rows]
    return sum(widths) > LONG_MEAN * len(widths) or max(widths) > WIDEST * SHORT
