"""Where the pages of a laid-out document begin, as plain data.

Enters: WeasyPrint's document. Leaves: the section and the first letters of each page, and the
page of each named place. Pages are counted from 0.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes

ENOUGH = 40  # letters that tell a place in a section from others


def anchors(document: Any) -> dict[str, int]:
    """The index of the page on which each named place stands."""
    return {name: index for index, page in enumerate(document.pages) for name in page.anchors}


def page_texts(document: Any) -> Iterator[tuple[int, str, str]]:
    """(index of the page, id of the section that its text belongs to, first letters)."""
    for index, page in enumerate(document.pages):
        section, letters = "", ""
        for name, text in _texts(page._page_box, ""):
            if not section:
                section = name
            if name != section or len(letters) >= ENOUGH:
                break
            letters += "".join(text.split())
        if section and letters:
            yield index, section, letters[:ENOUGH]


def _texts(box: Any, section: str) -> Iterator[tuple[str, str]]:
    """(id of the section, text) of each text box below `box`, in the order of the flow."""
    box = getattr(box, "_box", box)  # absolutely placed boxes stand behind a placeholder
    if isinstance(box, boxes.MarginBox | boxes.FootnoteAreaBox) or "::" in (box.element_tag or ""):
        return
    if box.element_tag == "section" and box.element is not None:
        section = box.element.get("id", "")
    if isinstance(box, boxes.TextBox):
        if section:
            yield section, box.text
    elif isinstance(box, boxes.ParentBox):
        for child in box.children:
            yield from _texts(child, section)
