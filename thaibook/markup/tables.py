"""How wide a table has to be for none of its words and numbers to be cut.

Enters: a <table>. Leaves: the same with classes, by which the style sheets choose the size
of its type: `needs-20` for one that needs up to 20 em, `wide` for one of many columns,
`crowded` where words have to be cut all the same; `whole` for a cell of such a table that is
one short word or number; `long` for a row that may go on on the next page.
"""

from __future__ import annotations

import re

from lxml import etree

from thaibook.markup.elements import add_class, text_of
from thaibook.thai import segment

LONG = 250  # characters of a cell; its row may go on on the next page
MANY = 6  # columns; a table of more is wide
EM, THIN_EM = 0.58, 0.3  # the width of a letter, and of a thin one
PADDING = 0.8  # em, the white of a column
WIDE = 30.0  # em that fit on a page of A5; a table that needs more is wide
CROWDED = 40.0  # em; on a telephone, smaller letters would be too small
ENOUGH = 12.0  # em that every screen has
STEPS = (14, 16, 18, 20, 23, 26, 30, 34, 40, 46, 56)  # em that a table may need, or more
LONGEST = 16  # letters; longer words may be cut, numbers never (Thai is, by marks: see marks)
SHORT = 8  # letters of a word that a narrow column must not cut
THAI = re.compile("[\u0e01-\u0e2e]")
WIDTHLESS = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
THIN = re.compile(r"[.,:;'!()\[\]|il ]")
NUMBER = re.compile(r"[^A-Za-z]*[0-9๐-๙][^A-Za-z]*")


def measure(table: etree._Element, words: frozenset[str]) -> None:
    """Say of a table how wide it has to be; words: of the author's, never cut."""
    columns: dict[int, float] = {}
    whole: dict[int, float] = {}  # as wide as they would be if nothing were cut
    short: list[etree._Element] = []
    crowded = False
    rows = table.findall(".//tr")
    for row in rows:
        for number, cell in enumerate(row):
            text = text_of(cell)
            if len(text) > LONG:
                add_class(row, "long")
            pieces = [piece.strip() for piece in segment(text, words)] or [""]
            if len(pieces) == 1 and 0 < _letters(text) <= SHORT:
                short.append(cell)
            crowded |= any(_letters(p) > LONGEST and not THAI.search(p) for p in pieces)
            if cell.get("colspan", "1") == "1":
                columns[number] = max(columns.get(number, 0.0), *map(_width, pieces))
                uncut = (_width(p, not THAI.search(p)) for p in pieces if "://" not in p)
                whole[number] = max(whole.get(number, 0.0), *uncut, 0.0)
    padding = PADDING * len(columns)
    needs = sum(columns.values()) + padding
    if needs > ENOUGH:
        add_class(table, f"needs-{next((s for s in STEPS if needs <= s), STEPS[-1])}")
    if len(columns) > MANY or sum(whole.values()) + padding > WIDE:
        add_class(table, "wide")
    if crowded or needs > CROWDED:
        add_class(table, "crowded")
        for cell in short:
            add_class(cell, "whole")


def _letters(piece: str) -> int:
    """The letters that take room."""
    return len(WIDTHLESS.sub("", piece))


def _width(piece: str, uncut: bool = False) -> float:
    """The width of a piece, or of what of it is not cut, in em."""
    letters = WIDTHLESS.sub("", piece)
    if not uncut and not NUMBER.fullmatch(letters):
        letters = letters[:LONGEST]
    thin = len(THIN.findall(letters))
    return thin * THIN_EM + (len(letters) - thin) * EM
