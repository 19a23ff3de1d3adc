"""Items of lists: where a list begins, which lines belong to it, where it ends.

`-`, `*`, `+`; `1.` and `1)`; `๑.` and `๑)`; `ก.` and `ก)`. Enters: lines without TABs.
Where lists begin and end and what belongs to an item: CommonMark 0.31, 5.2 and 5.3, with the
four spaces of older Markdown as well. One letter alone is an initial: a list of letters has
at least two, in the order of the alphabet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import Enum

from thaibook.grammar.kinds import Row
from thaibook.grammar.signs import CODE_INDENT, ITEM
from thaibook.grammar.typed_items import are_items

STANDS_FOR = "\x02"  # begins what stands for a block that was taken out (Python-Markdown's STX)
NEW_BLOCK = re.compile(rf" {{0,3}}(?:#{{1,6}} |>|:::|\+\+\+ *$|{STANDS_FOR})")
CHILD_INDENT = 2  # spaces from which a line belongs to the item above
NEXT_LETTER = 7  # ก ข ค ง: lists leave out letters that are rare, five in a row at most
LOOK_AHEAD = 8  # paragraphs in which the second letter of a list may stand


class Part(Enum):
    """What a line is to the list above it."""

    ITEM = "it begins the next item"
    INSIDE = "it belongs to the item"
    BEYOND = "the list has ended"


def kind_of(item: re.Match[str]) -> str:
    """What kind of list a marker belongs to: the bullet itself, or kind and sign."""
    if item["bullet"]:
        return item["bullet"]
    number = item["number"]
    kind = "letter" if not number[0].isdigit() else "arabic" if number.isascii() else "thai"
    return kind + item["sign"]


def first_item(lines: Iterable[str]) -> int | None:
    """The first line that begins a list: a bullet or a number 1 may do so after a line of
    text (CommonMark 5.3), any marker on the first line. A number right below items of a law,
    (๑) and (ก), is one of theirs."""
    above: list[str] = []
    for index, line in enumerate(every := list(lines)):
        item = ITEM.match(line)
        if not item or len(item["indent"]) > 3:
            above.append(line)
            continue
        number = item["number"]
        if not number:
            return index
        if number[0].isdigit() and above and are_items(above, every):
            return None
        if not number[0].isdigit():
            if index == 0 or number == "ก":
                return index
        elif index == 0 or int(number) == 1:
            return index
    return None


def is_held(above: Sequence[str], line: str) -> bool:
    """Whether a line belongs to an item that begins in the lines above it, without an empty
    line between."""
    return line.startswith(" " * CHILD_INDENT) and first_item(above) is not None


def is_list(first: str, below: Iterable[str]) -> bool:
    """Whether a line that looks like an item begins a list: False for a lone letter, which is
    somebody's initial. below: the further lines of its paragraph, and the first lines of the
    next ones, LOOK_AHEAD of them."""
    item = ITEM.match(first)
    if not item or item["bullet"] or item["number"][0].isdigit():
        return True
    sign, letter = item["sign"], item["number"]
    for line in below:
        other = ITEM.match(line)
        if other and other["sign"] == sign and not other["bullet"]:
            return 0 < ord(other["number"][0]) - ord(letter) < NEXT_LETTER
    return False


def part_of_list(line: str, kind: str, base: int, after_blank: bool) -> Part:
    """What a line is to the list of the kind `kind`, whose markers are indented by `base`."""
    item = ITEM.match(line)
    if len(line) - len(line.lstrip(" ")) >= base + CHILD_INDENT:
        return Part.INSIDE
    if item:
        return Part.ITEM if kind_of(item) == kind else Part.BEYOND
    return Part.BEYOND if after_blank or NEW_BLOCK.match(line) else Part.INSIDE


def text_indent(indents: Iterable[int], offset: int) -> int:
    """How far the further lines of an item are indented as a whole: as far as its text, which
    begins at `offset`, or by the four spaces of older Markdown."""
    least = min((indent for indent in indents if indent >= CHILD_INDENT), default=0)
    if least > 4:
        return offset if least == offset + 4 else 4
    return least


def dedent(line: str, indent: int) -> str:
    """The line without `indent` spaces at its beginning, or as many as there are."""
    return line[min(indent, len(line) - len(line.lstrip(" "))) :]


def items_of(
    rows: Sequence[Row], begin: int, limit: int
) -> tuple[list[tuple[str, list[Row]]], int]:
    """The items of the list that begins at a row, each with its marker and its rows, and the
    row after them, at most `limit`."""
    start = ITEM.match(rows[begin][1])
    assert start
    kind, base = kind_of(start), len(start["indent"])
    items: list[tuple[re.Match[str], list[Row]]] = []
    at, after_blank = begin, False
    for at in range(begin, limit):
        number, text = rows[at]
        if not text.strip():
            after_blank = True
            items[-1][1].append((number, ""))
            continue
        part = part_of_list(text, kind, base, after_blank)
        if part is Part.BEYOND:
            break
        if part is Part.ITEM and (marker := ITEM.match(text)):
            items.append((marker, [(number, text[marker.end() :])]))
        else:
            items[-1][1].append((number, text))
        after_blank = False
    else:
        at = limit
    return [(item[0].strip(), _dedented(own, base, item.end() - base)) for item, own in items], at


def _dedented(rows: list[Row], base: int, offset: int) -> list[Row]:
    """The rows of an item without the indent of all but the first."""
    indents = (len(text) - len(text.lstrip(" ")) - base for _, text in rows[1:] if text.strip())
    indent = base + text_indent(indents, offset)
    return [rows[0], *((number, dedent(text, indent)) for number, text in rows[1:])]


def outdented(rows: Sequence[Row]) -> list[Row]:
    """The rows without the four spaces of those that have them."""
    return [(number, text.removeprefix(" " * CODE_INDENT)) for number, text in rows]
