"""Where a laid-out page begins, as plain data.

Enters: WeasyPrint's page. Leaves: the section and the first letters of its text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes

from thaibook.pdf.weasyprint70.continued_tables import is_continued

ENOUGH = 40  # letters that tell a place in a section from others


def page_start(page: Any) -> tuple[str, str] | None:
    """(id of the section that the text of a page belongs to, first letters), if it has any."""
    section, letters = "", ""
    for name, text in _texts(page._page_box, ""):
        if not section:
            section = name
        if name != section or len(letters) >= ENOUGH:
            break
        letters += "".join(text.split())
    return (section, letters[:ENOUGH]) if section and letters else None


def _texts(box: Any, section: str) -> Iterator[tuple[str, str]]:
    """(id of the section, text) of each text box below `box`, in the order of the flow."""
    box = getattr(box, "_box", box)  # absolutely placed boxes stand behind a placeholder
    if isinstance(box, boxes.MarginBox | boxes.FootnoteAreaBox) or "::" in (box.element_tag or ""):
        return
    if is_continued(box):  # (ต่อ) stands on paper alone
        return
    if box.element_tag == "section" and box.element is not None:
        section = box.element.get("id", "")
    if isinstance(box, boxes.TextBox):
        if section:
            yield section, box.text
    elif isinstance(box, boxes.ParentBox):
        for child in box.children:
            yield from _texts(child, section)
