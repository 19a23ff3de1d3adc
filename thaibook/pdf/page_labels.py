"""Folios: the number of each page, as it is printed and as a PDF reader shows it.

Enters: where the pages of the layout begin and where each named place stands, counted from 0.
Leaves: the folios, and a /PageLabels entry in the PDF's catalogue (ISO 32000-1, 12.4.2), so
that "page 5" means the same on screen and on paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pydyf

from thaibook.model import Book, PageStart
from thaibook.pdf.front_matter import Numbering, front_matter
from thaibook.text import letters


def first_page(book: Book, anchors: Mapping[str, int]) -> int:
    """The index of the first page inside the cover; anchors: the page of each place."""
    names = (section.name for section in book.sections)
    return min((anchors[name] for name in names if name in anchors), default=0)


def numbering(book: Book, anchors: Mapping[str, int]) -> Numbering:
    """How the pages of a book are numbered; anchors: the page of each place."""
    first = first_page(book, anchors)
    main = anchors.get(front_matter(book).main, first)
    return Numbering(first, main, book.looks.front_numbers, book.typography.digits)


def page_starts(texts: Iterable[tuple[int, str, str]], numbers: Numbering) -> tuple[PageStart, ...]:
    """Where each numbered page begins, with its folio as it is printed.

    texts: (index of the page, name of the section, first letters).
    """
    return tuple(
        PageStart(section, numbers.folio(index), letters(text))
        for index, section, text in texts
        if index >= numbers.first
    )


def label_pages(pdf: Any, numbers: Numbering) -> None:
    """Number the pages of a pydyf.PDF: those of the cover i, ii …, those before the text as they
    are printed, those from page 1 on 1, 2 …"""
    first, main = numbers.first, numbers.main
    ranges: list[Any] = [0, pydyf.Dictionary({"S": "/r"})] if first else []
    for index in range(first, main):
        ranges += [index, pydyf.Dictionary({"P": pydyf.String(numbers.folio(index))})]
    ranges += [main, pydyf.Dictionary({"S": "/D"})]
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array(ranges)})
