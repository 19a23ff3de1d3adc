"""Pages: where they begin, and how they get their styles.

WeasyPrint looks at every element of the book for each page's style, and at every page for
boxes fixed on all of them: for a thousand chapters, a third of the time. Here a page looks
at its own styles, and no box is fixed, since no style of the book's is (nor an author's).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes

ENOUGH = 40  # letters that tell a place in a section from others


def style_page(page_type: Any, html: Any, style_for: Any) -> None:
    """Stands in the place of weasyprint.layout.page.set_page_type_computed_styles."""
    if (page_type, None) in style_for.get_computed_styles():
        return  # laid out before
    style_for.add_page_declarations(page_type)
    own = [(page_type, None)]
    for element, pseudo_type in reversed(style_for.get_cascaded_styles()):
        if element != page_type:
            break  # the last ones are those that were just added
        if pseudo_type:
            own.append((element, pseudo_type))
    root, base = html.etree_element, html.base_url
    for _, pseudo_type in own:
        parent = page_type if pseudo_type else root
        style_for.set_computed_styles(
            page_type, root=root, parent=parent, pseudo_type=pseudo_type, base_url=base
        )


def no_fixed_boxes(_context: Any, _pages: Any, _page: Any) -> tuple[Any, ...]:
    """Stands in the place of weasyprint.layout.layout_fixed_boxes."""
    return ()


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
