"""Lists that were typed by hand: paragraphs that begin with ๑. ๒. ๓., ก. ข., (1) (2) or a bullet.

Enters: blocks. Leaves: the same, such paragraphs as items with the marker that was typed; items
of another kind between those of one (๑. ก. ข. ๒.) stand below it. Only markers that follow each
other are a list; a number alone is text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from thaibook.importing.numerals_of_lists import THAI_LETTERS
from thaibook.importing.source_document import Block, Item, Paragraph, Role, Text

TYPED = re.compile(
    r"(?P<before>\(?)(?P<number>[0-9]{1,3}|[๐-๙]{1,3}|[ก-ฮ]|[a-z])(?P<after>[.)])[\t \u00a0]+(?=\S)"
    r"|(?P<bullet>[•▪◦●○■□‣➢✓\uf0b7\uf0a7]|[-*](?=[\t ]+[^\W\d_]))[\t \u00a0]*(?=\S)"
)
WESTERN = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
LATIN = "abcdefghijklmnopqrstuvwxyz"
DEEPEST = 5


class _Marker(NamedTuple):
    """kind: what markers of one list share; number: its place in the list, 0 for a bullet;
    shown: as the manuscript has it; end: where the words of the item begin."""

    kind: str
    number: int
    shown: str
    end: int


def with_items(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with typed lists as lists."""
    made = list(blocks)
    begun: list[tuple[int, _Marker, int]] = []  # place, marker, depth
    levels: list[_Marker] = []  # the marker above at each depth
    for at, block in enumerate([*blocks, None]):
        marker = _marker(block)
        depth = _depth(levels, marker) if marker else None
        is_near = not begun or block is None or block.place - blocks[begun[-1][0]].place <= 1
        if marker and depth is not None and (depth < len(levels) or is_near):
            levels[depth:] = [marker]
            begun.append((at, marker, depth))
            continue
        _end(made, begun)
        begun = [(at, marker, 0)] if marker else []
        levels = [marker] if marker else []
    return made


def _depth(levels: Sequence[_Marker], marker: _Marker) -> int | None:
    """How deep a marker stands below those above it; None where it goes on with none."""
    for depth in reversed(range(len(levels))):
        above = levels[depth]
        if above.kind == marker.kind and marker.number == above.number + (marker.number > 0):
            return depth
    if levels and marker.number < 2 and len(levels) < DEEPEST:
        is_new = all(each.kind != marker.kind for each in levels)
        return len(levels) if is_new else None
    return None


def _end(made: list[Block], begun: Sequence[tuple[int, _Marker, int]]) -> None:
    """Make a row of markers a list, where its first kind comes more than once."""
    outer = max((at for at, (_, _, depth) in enumerate(begun) if depth == 0), default=-1)
    if begun and begun[0][1].number == 0 and any(m.number for _, m, _ in begun[outer + 1 :]):
        # Numbers below the last bullet are a list of their own.
        _end(made, begun[: outer + 1])
        _end(made, [(at, marker, depth - 1) for at, marker, depth in begun[outer + 1 :]])
    elif sum(depth == 0 for _, _, depth in begun) > 1:
        for at, marker, depth in begun:
            made[at] = _as_item(made[at], marker, depth)


def _marker(block: Block | None) -> _Marker | None:
    """The marker of a paragraph that may be an item."""
    if not isinstance(block, Paragraph) or block.item or block.level or block.align:
        return None
    first = block.inlines[0] if block.inlines else None
    if block.role is not Role.BODY or not isinstance(first, Text) or first.link:
        return None
    typed = TYPED.match(first.text)
    if typed is None or (typed["before"] and typed["after"] == "."):
        return None
    if typed["bullet"]:
        return _Marker(typed["bullet"], 0, "-", typed.end())
    number, signs = typed["number"], f"{typed['before']}{typed['after']}"
    shown = f"{typed['before']}{number}{typed['after']}"
    if number.isdigit():
        kind = "0" if number.isascii() else "๐"
        return _Marker(kind + signs, int(number.translate(WESTERN)), shown, typed.end())
    letters = LATIN if number in LATIN else THAI_LETTERS
    if number not in letters:
        return None
    return _Marker(letters[0] + signs, letters.index(number) + 1, shown, typed.end())


def _as_item(block: Block, marker: _Marker, depth: int) -> Block:
    assert isinstance(block, Paragraph)
    first = block.inlines[0]
    assert isinstance(first, Text)
    rest = replace(first, text=first.text[marker.end :])
    return replace(block, item=Item(depth, marker.shown), inlines=(rest, *block.inlines[1:]))
