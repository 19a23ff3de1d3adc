"""How pages get their styles.

WeasyPrint looks at every element of the book for each page's style, and at every page for
boxes fixed on all of them: for a thousand chapters, a third of the time. Here a page looks
at its own styles, and no box is fixed, since no style of the book's is (nor an author's).
"""

from __future__ import annotations

from typing import Any


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
