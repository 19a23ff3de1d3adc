"""Numbers that run through the book: of figures, tables and formulas.

A chapter is composed alone and does not know how many of them stand in the chapters before it.
Enters: the count within the chapter. Leaves: a placeholder, in the text of a label and in the
titles that references take from it; and, when all chapters are known, the book's own number in
its place. A placeholder is as long as the number: its digits are noncharacters, which Unicode
keeps for the inside of programs (Unicode Standard, 23.7), ten for each kind.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from thaibook.markup.elements import classes
from thaibook.markup.tables import widen
from thaibook.text import numeral
from thaibook.vocabulary import LABEL

FIGURE, TABLE, EQUATION = "figure", "table", "equation"
ZEROS = {FIGURE: 0xFDD0, TABLE: 0xFDDA, EQUATION: 0xFDE4}  # what stands for the digit 0
PLACEHOLDER = re.compile(
    "|".join(f"(?P<{kind}>[{chr(zero)}-{chr(zero + 9)}]+)" for kind, zero in ZEROS.items())
)

# How many of each kind have a number.
Counts = Mapping[str, int]


def placeholder(kind: str, number: int) -> str:
    """What stands for the number of the book, of the `number`th of a kind in its chapter."""
    return "".join(chr(ZEROS[kind] + int(digit)) for digit in str(number))


def with_numbers(text: str, before: Counts, digits: str) -> str:
    """The text with numbers for placeholders; before: the counts of all chapters before its
    own; digits: "arabic" or "thai"."""

    def number(match: re.Match[str]) -> str:
        kind = match.lastgroup or ""
        in_chapter = int("".join(str(ord(digit) - ZEROS[kind]) for digit in match[0]))
        return numeral(in_chapter + before.get(kind, 0), digits)

    return PLACEHOLDER.sub(number, text)


def write_numbers(root: etree._Element, before: Counts, digits: str) -> None:
    """Write the numbers of the book into the labels of a chapter, and say of each table with
    a caption how wide that would have it."""
    for label in classes(root, LABEL):
        number = PLACEHOLDER.search(label.text or "")
        label.text = with_numbers(label.text or "", before, digits)
        caption = label.getparent()
        table = None if caption is None else caption.getparent()
        if number and number[TABLE] and caption is not None and table is not None:
            widen(table, caption)
