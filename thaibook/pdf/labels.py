"""Page labels: what a PDF reader's page box calls each page.

Enters: the laid-out document and its PDF. Leaves: a /PageLabels entry in the catalogue
(ISO 32000-1, 12.4.2), so that "page 5" means the same on screen and on paper.
"""

from __future__ import annotations

from typing import Any

TITLE_PAGE = "titlepage"  # the id of the section that is page 1


def label_pages(document: Any, pdf: Any) -> None:
    """Number the pages before the title page i, ii …, those from it 1, 2 …"""
    import pydyf

    first = next(
        (index for index, page in enumerate(document.pages) if TITLE_PAGE in page.anchors), 0
    )
    ranges = [first, pydyf.Dictionary({"S": "/D"})]
    if first:
        ranges = [0, pydyf.Dictionary({"S": "/r"}), *ranges]
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array(ranges)})
