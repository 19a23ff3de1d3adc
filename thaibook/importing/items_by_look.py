"""Lists that were typed by hand: paragraphs that begin with ๑. ๒. ๓. or ก. ข. one after the other.

Enters: blocks. Leaves: the same, such paragraphs as items with the marker that was typed. Only
numbers that follow each other are a list; a number alone is text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from thaibook.importing.numerals_of_lists import THAI_LETTERS
from thaibook.importing.source_document import Block, Item, Paragraph, Role, Text

TYPED = re.compile(r"([0-9]{1,3}|[๐-๙]{1,3}|[ก-ฮ])([.)])[\t \u00a0]+(?=\S)")
WESTERN = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


def with_items(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with typed lists as lists."""
    made = list(blocks)
    begun: list[tuple[int, re.Match[str]]] = []
    for at, block in enumerate([*blocks, None]):
        marker = _marker(block)
        if marker and begun and _follows(begun[-1][1], marker):
            begun.append((at, marker))
            continue
        if len(begun) > 1:
            for place, own in begun:
                made[place] = _as_item(made[place], own)
        begun = [(at, marker)] if marker else []
    return made


def _marker(block: Block | None) -> re.Match[str] | None:
    """The marker of a paragraph that may be an item."""
    if not isinstance(block, Paragraph) or block.item or block.level or block.align:
        return None
    first = block.inlines[0] if block.inlines else None
    if block.role is not Role.BODY or not isinstance(first, Text) or first.link:
        return None
    return TYPED.match(first.text)


def _follows(before: re.Match[str], marker: re.Match[str]) -> bool:
    if before[2] != marker[2]:
        return False
    one, other = before[1], marker[1]
    if one[0] in THAI_LETTERS and other[0] in THAI_LETTERS:
        return THAI_LETTERS.index(other) - THAI_LETTERS.index(one) == 1
    if one.isascii() != other.isascii() or not (one.isdigit() and other.isdigit()):
        return False
    return int(other.translate(WESTERN)) - int(one.translate(WESTERN)) == 1


def _as_item(block: Block, marker: re.Match[str]) -> Block:
    assert isinstance(block, Paragraph)
    first = block.inlines[0]
    assert isinstance(first, Text)
    rest = replace(first, text=first.text[marker.end() :])
    return replace(block, item=Item(0, marker[1] + marker[2]), inlines=(rest, *block.inlines[1:]))
