"""Blocks that are indented below an item that Markdown has no list for: (ก), ๑.๑, ข้อ ๑.

Enters: rows without TABs. Leaves: for each line of such a block how many columns of its indent
say nothing. Below `- ` they would put the block into the item; below (ก) they would make code
of a list, of a table, and of the fences themselves.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from thaibook.grammar.indents import may_be_prose
from thaibook.grammar.items import CHILD_INDENT
from thaibook.grammar.kinds import Row
from thaibook.grammar.signs import CODE_INDENT, HOLDER, ITEM
from thaibook.grammar.typed_items import MARKERS
from thaibook.text import late_pattern

FENCE = late_pattern(r" *(`{3,}|~{3,}|:{3,}(?= *\S)|/{3,}(?= *\S)|\$\$ *$|\\\[ *$)")
VERBATIM = late_pattern(r" *(?:`{3,}|~{3,}|\$\$ *$|\\\[ *$)")  # in which no item begins
CLOSING = late_pattern(r" *(?:`{3,}|~{3,}|:{3,}|/{3,}|\$\$|\\\]) *$")
CLOSES = {"\\[": "\\]"}  # where the closing fence is another sign
# What else surely begins a block; and what begins one where there is Thai in it, or code.
BLOCK = late_pattern(r" +(?:!\[|!!! |\?\?\?\+? |=== \"|\|[^\n]*\|[ ]*$)")
LIKELY = late_pattern(r" +(?:>|[*+-]|[0-9๐-๙]{1,2}[.)])[ ]+\S")
THAI = late_pattern("[\u0e01-\u0e2e]")


def below_items(rows: Sequence[Row]) -> dict[int, int]:
    """By the number of a line how many columns its indent has that say nothing."""
    taken: dict[int, int] = {}
    if not any(text.startswith("  ") for _, text in rows):
        return taken
    closings = {text.strip(): at for at, (_, text) in enumerate(rows) if CLOSING.match(text)}
    marker, listed, above, at = None, False, "", 0
    base = 0  # the indent of the item
    while at < len(rows):
        text = rows[at][1]
        indent = _indent(text)
        if text and (
            indent < CHILD_INDENT or (indent < CODE_INDENT and not listed and _is_item(text))
        ):
            if VERBATIM.match(text) and (end := _end_of_block(rows, at, closings)) > at + 1:
                at, marker, above = end, None, ""
                continue
            listed = bool(HOLDER.match(text)) or (listed and bool(above))
            marker = None if listed or ITEM.match(text) else MARKERS.match(text)
            base = indent
        elif marker and indent >= base + CHILD_INDENT:
            numbered = bool(marker["word"] or marker["dotted"])
            if end := _block(rows, at, closings, base + CHILD_INDENT) or (
                0 if above or numbered else _end_of_prose(rows, at)
            ):
                taken |= {number: _at_most(line, indent) for number, line in rows[at:end]}
                at, above = end, rows[end - 1][1]
                continue
        above = text
        at += 1
    return taken


def _is_item(text: str) -> bool:
    """Whether a line begins an item that Markdown has no list for."""
    return bool(MARKERS.match(text)) and not ITEM.match(text)


def _block(rows: Sequence[Row], begin: int, closings: Mapping[str, int], least: int) -> int:
    """The row after the block that begins with a row, whose lines are indented so much; 0 where
    none does."""
    text = rows[begin][1]
    if FENCE.match(text) or BLOCK.match(text):
        return _end_of_block(rows, begin, closings, least)
    if not LIKELY.match(text):
        return 0
    end = _end_of_block(rows, begin, closings, least)
    return end if any(THAI.search(line) for _, line in rows[begin:end]) else 0


def _end_of_prose(rows: Sequence[Row], begin: int) -> int:
    """The row after a further paragraph of an item, all of whose lines are indented; 0 where the
    row begins none. Below ๑.๑ and ข้อ ๑, which may be headings, an indent is that of any
    paragraph; and what has a marker is an item of its own."""
    text = rows[begin][1]
    if not may_be_prose(text) or MARKERS.match(text):
        return 0
    end = begin
    while end < len(rows) and rows[end][1]:
        if _indent(rows[end][1]) < CHILD_INDENT or not THAI.search(rows[end][1]):
            return 0
        end += 1
    return end


def _end_of_block(
    rows: Sequence[Row], begin: int, closings: Mapping[str, int], below: int = CHILD_INDENT
) -> int:
    """The row after a block: after its closing fence, or a row that does not belong to it."""
    if fence := FENCE.match(rows[begin][1]):
        closing = CLOSES.get(fence[1], fence[1])
        if closings.get(closing, 0) <= begin:
            return begin + 1
        after = range(begin + 1, len(rows))
        return next(at for at in after if rows[at][1].strip() == closing) + 1
    end = begin + 1
    for at in range(begin + 1, len(rows)):
        text = rows[at][1]
        if not text:
            continue
        is_below = at == end
        least = below if is_below else _indent(rows[begin][1]) + 1
        if _indent(text) < least or (is_below and FENCE.match(text)):
            break
        end = at + 1
    return end


def _at_most(text: str, indent: int) -> int:
    return min(indent, _indent(text))


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" "))
