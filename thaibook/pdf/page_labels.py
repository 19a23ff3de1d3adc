"""Folios: the number of each page, as it is printed and as a PDF reader shows it.

Enters: where the pages of the layout begin and where each named place stands, counted from 0.
Leaves: the folios, and a /PageLabels entry in the PDF's catalogue (ISO 32000-1, 12.4.2), so
that "page 5" means the same on screen and on paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pydyf

from thaibook.model import PageStart
from thaibook.text import letters, numeral

TITLE_PAGES = ("halftitle", "titlepage")  # the ids of sections that may be page 1


def first_page(anchors: Mapping[str, int]) -> int:
    """The index of page 1, which is the first title page; anchors: the page of each place."""
    return min((anchors[name] for name in TITLE_PAGES if name in anchors), default=0)


def page_starts(
    texts: Iterable[tuple[int, str, str]], first: int, digits: str
) -> tuple[PageStart, ...]:
    """Where each numbered page begins, with its folio as it is printed.

    texts: (index of the page, name of the section, first letters); first: the index of page 1.
    """
    return tuple(
        PageStart(section, numeral(index - first + 1, digits), letters(text))
        for index, section, text in texts
        if index >= first
    )


def label_pages(pdf: Any, first: int) -> None:
    """Number the pages of a pydyf.PDF: those before page 1 i, ii …, those from it 1, 2 …"""
    ranges = [first, pydyf.Dictionary({"S": "/D"})]
    if first:
        ranges = [0, pydyf.Dictionary({"S": "/r"}), *ranges]
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array(ranges)})
