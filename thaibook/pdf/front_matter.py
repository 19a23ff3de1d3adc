"""The pages before the text, where they have numbers of their own: ก ข ค or i ii iii.

Enters: a Book. Leaves: which sections they are, and the folio of each page. A foreword, the
contents and the author's preface stand before the text; an introduction or a prologue begins it
(The Chicago Manual of Style, 1.4 and 1.7).
"""

from __future__ import annotations

from typing import NamedTuple

from thaibook.model import Book
from thaibook.text import numeral

BEGINS_TEXT = ("part", "chapter", "introduction", "prologue")
# ฃ ฅ and ฆ are passed over, as in lists; also in styles/settings/paper/front_numbers.css.
LETTERS = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"),
         (1, "i"))  # fmt: skip


class FrontMatter(NamedTuple):
    """front: the names of the sections before the text; main: that of the first of the text;
    both empty where all pages are numbered alike."""

    front: tuple[str, ...] = ()
    main: str = ""


def front_matter(book: Book) -> FrontMatter:
    """The sections of `book` whose pages are numbered apart."""
    if book.looks.front_numbers not in ("thai", "roman"):
        return FrontMatter()
    names: list[str] = []
    for section in book.sections:
        if section.kind in BEGINS_TEXT:
            return FrontMatter(tuple(names), section.name)
        names.append(section.name)
    return FrontMatter()


class Numbering(NamedTuple):
    """How pages are numbered. first: the index of the first page that has a number; main: that
    of page 1; before: the style of those between, "thai" or "roman"; digits: of the others."""

    first: int
    main: int
    before: str
    digits: str

    def folio(self, index: int) -> str:
        """The number of a page as it is printed, "" for none."""
        if index < self.first:
            return ""
        if index >= self.main:
            return numeral(index - self.main + 1, self.digits)
        return (letters if self.before == "thai" else roman)(index - self.first + 1)


def letters(number: int) -> str:
    """A number from 1 as a letter: ก, ข … ฮ, กก."""
    said = ""
    while number:
        number, rest = divmod(number - 1, len(LETTERS))
        said = LETTERS[rest] + said
    return said


def roman(number: int) -> str:
    """A number from 1 in small Roman numerals."""
    said = ""
    for value, sign in ROMAN:
        said += sign * (number // value)
        number %= value
    return said
