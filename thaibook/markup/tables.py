"""How wide a table has to be for none of its words and numbers to be cut.

Enters: a <table>. Leaves: the same with classes, by which the style sheets choose the size
of its type: `needs-20` for one that needs up to 20 em, `fits-19-34` for the same with what it takes
for no phrase to be parted, `wide` for one of many columns,
`crowded` where words have to be cut all the same; `whole` for a cell of such a table that is
one short word or number; `brief` for one that stays on a page, `long` for a row that may go
on on the next; `caption-12` for one whose caption wants 12 em.
"""

from __future__ import annotations

import math

from lxml import etree

from thaibook.markup.elements import add_class, text_of
from thaibook.text import late_pattern
from thaibook.vocabulary import BRIEF, FITS, NEEDS, WIDE

LONG_CELL = 250  # characters of a cell; its row may go on on the next page
BRIEF_ROWS, BRIEF_LETTERS = 9, 500  # rows, the head among them: half a page
CAPTION_STEPS = (8, 12, 16, 20)  # em that a caption may want of its table; a long one is broken
CAPTION_EM = 0.55  # of a letter of a caption, in em of the table's type
MANY_COLUMNS = 6  # columns; a table of more is wide
EM, THIN_EM = 0.58, 0.3  # the width of a letter, and of a thin one
PADDING = 0.8  # em, the white of a column
PAGE_EM = 30.0  # em that fit on a page of A5; a table that needs more is wide
MOST_UNASKED = 2.0  # times narrower a page may be where nothing is said of what a table wants
CROWDED_WIDTH = 40.0  # em; on a telephone, smaller letters would be too small
WIDTH_OF_ANY_SCREEN = 12.0  # em that every screen has
WIDTH_STEPS = (14, 16, 18, 20, 23, 26, 30, 34, 40, 46, 56)  # em that a table may need, or more
LONGEST_WORD = 16  # letters; longer words may be cut, numbers never (Thai is, by marks: see marks)
SHORT_WORD = 8  # letters of a word that a narrow column must not cut
# em of the text: .smallest on paper, and a little less, since EM is rather too wide.
SMALLEST_TYPE = 0.46
THAI = late_pattern("[\u0e01-\u0e2e]")
THIN = late_pattern(r"[.,:;'!()\[\]|il ]")
NUMBER = late_pattern(r"[^A-Za-z]*[0-9๐-๙][^A-Za-z]*")


def measure(table: etree._Element, words: frozenset[str]) -> float:
    """Say of a table how wide it has to be; words: of the author's, never cut. Leaves that
    width in em of its type."""
    from thaibook.thai import segments  # a book without a table need not learn Thai here

    columns: dict[int, float] = {}
    uncut: dict[int, float] = {}  # as wide as they would be if nothing were cut
    phrases: dict[int, float] = {}  # if no line ended but at spaces
    short_cells: list[etree._Element] = []
    crowded = False
    rows = table.findall(".//tr")
    texts = [text_of(cell) for row in rows for cell in row]
    texts_and_pieces = zip(texts, segments(texts, words), strict=True)
    for row in rows:
        for (number, cell), (text, parts) in zip(enumerate(row), texts_and_pieces, strict=False):
            if len(text) > LONG_CELL:
                add_class(row, "long")
            pieces = [piece.strip() for piece in parts] or [""]
            if len(pieces) == 1 and 0 < _letters(text) <= SHORT_WORD:
                short_cells.append(cell)
            crowded |= any(_letters(p) > LONGEST_WORD and not THAI.search(p) for p in pieces)
            if cell.get("colspan", "1") == "1":
                columns[number] = max(columns.get(number, 0.0), *map(_width, pieces))
                whole = map(_width, text.split() if "://" not in text else ())
                phrases[number] = max(phrases.get(number, 0.0), *whole, 0.0)
                wanted = (_width(p, not THAI.search(p)) for p in pieces if "://" not in p)
                uncut[number] = max(uncut.get(number, 0.0), *wanted, 0.0)
    padding = PADDING * len(columns)
    needs = sum(columns.values()) + padding
    crowded |= needs > CROWDED_WIDTH
    wants = max(needs, sum(phrases.values()) + padding)
    step = next((s for s in WIDTH_STEPS if needs <= s), WIDTH_STEPS[-1])
    for name, is_so in (
        (BRIEF, len(rows) <= BRIEF_ROWS and len(text_of(table)) <= BRIEF_LETTERS),
        (f"{NEEDS}{step}", needs > WIDTH_OF_ANY_SCREEN),
        (f"{FITS}{math.ceil(needs)}-{math.ceil(wants)}", wants > PAGE_EM / MOST_UNASKED),
        (WIDE, len(columns) > MANY_COLUMNS or sum(uncut.values()) + padding > PAGE_EM),
        ("crowded", crowded),
    ):
        if is_so:
            add_class(table, name)
    for cell in short_cells if crowded else ():
        add_class(cell, "whole")
    return needs


def widen(table: etree._Element, caption: etree._Element) -> None:
    """Say of a table how wide its caption would have it."""
    wanted = _letters(text_of(caption)) * CAPTION_EM
    add_class(
        table, f"caption-{next((s for s in CAPTION_STEPS if wanted <= s), CAPTION_STEPS[-1])}"
    )


def _letters(piece: str) -> int:
    """How many letters of a piece take room: all but the marks above and below."""
    return len(_advancing(piece))


def _advancing(piece: str) -> str:
    from thaibook.thai import advancing  # as above

    return advancing(piece)


def _width(piece: str, uncut: bool = False) -> float:
    """The width of a piece, or of what of it is not cut, in em."""
    letters = _advancing(piece)
    if not uncut and not NUMBER.fullmatch(letters):
        letters = letters[:LONGEST_WORD]
    thin = len(THIN.findall(letters))
    return thin * THIN_EM + (len(letters) - thin) * EM
