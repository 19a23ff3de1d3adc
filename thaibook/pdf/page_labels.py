"""Page labels: what a PDF reader's page box calls each page.

Enters: the laid-out document and its PDF. Leaves: a /PageLabels entry in the catalogue
(ISO 32000-1, 12.4.2), so that "page 5" means the same on screen and on paper.
"""

from __future__ import annotations

from typing import Any

from thaibook.model import PageStart
from thaibook.text import letters, numeral

FIRST = ("halftitle", "titlepage")  # the ids of sections that may be page 1


def page_starts(document: Any, thai_digits: bool) -> tuple[PageStart, ...]:
    """Where each numbered page begins, with its folio as it is printed."""
    from thaibook.pdf.weasyprint70 import page_texts

    first = _title_page(document)
    found = []
    for index, section, text in page_texts(document):
        if index >= first:
            folio = numeral(index - first + 1, "thai" if thai_digits else "arabic")
            found.append(PageStart(section, folio, letters(text)))
    return tuple(found)


def folios(document: Any) -> dict[str, int]:
    """The number of the page on which each named place stands."""
    first = _title_page(document)
    return {
        name: index - first + 1
        for index, page in enumerate(document.pages)
        for name in page.anchors
    }


def _title_page(document: Any) -> int:
    """The index of page 1."""
    pages = enumerate(document.pages)
    return next((i for i, page in pages if any(name in page.anchors for name in FIRST)), 0)


def label_pages(document: Any, pdf: Any) -> None:
    """Number the pages before the title page i, ii …, those from it 1, 2 …"""
    import pydyf

    first = _title_page(document)
    ranges = [first, pydyf.Dictionary({"S": "/D"})]
    if first:
        ranges = [0, pydyf.Dictionary({"S": "/r"}), *ranges]
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array(ranges)})
