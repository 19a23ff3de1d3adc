"""How pages get their styles.

WeasyPrint looks at every element of the book for each page's style, and at every page for
boxes fixed on all of them: for a thousand chapters, a third of the time. Here a page looks
at its own styles, which it shares with all pages of its kind, and no box is fixed, since no
style of the book's is (nor an author's).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def style_page(page_type: Any, html: Any, style_for: Any) -> None:
    """Stands in the place of weasyprint.layout.page.set_page_type_computed_styles."""
    styles = style_for.get_computed_styles()
    if (page_type, None) in styles:
        return  # laid out before
    standard = _standard(page_type, style_for)
    known = style_for.__dict__.setdefault("_thaibook_pages", {})
    if standard not in known:
        known[standard] = _style(standard, html, style_for)
    for pseudo_type in known[standard]:
        styles[page_type, pseudo_type] = styles[standard, pseudo_type]


def _style(page_type: Any, html: Any, style_for: Any) -> list[str | None]:
    """Give a page its styles; the names of its parts that have some, None for itself."""
    style_for.add_page_declarations(page_type)
    own: list[str | None] = [None]
    for element, pseudo_type in reversed(style_for.get_cascaded_styles()):
        if element != page_type:
            break  # the last ones are those that were just added
        if pseudo_type:
            own.append(pseudo_type)
    root, base = html.etree_element, html.base_url
    for pseudo_type in own:
        parent = page_type if pseudo_type else root
        style_for.set_computed_styles(
            page_type, root=root, parent=parent, pseudo_type=pseudo_type, base_url=base
        )
    return own


def _standard(page_type: Any, style_for: Any) -> Any:
    """The page type that looks the same and is the same for most pages: where no rule counts
    pages, their number says nothing."""
    counts = style_for.__dict__.get("_thaibook_counts")
    if counts is None:
        counts = style_for._thaibook_counts = any(
            kind.first is not None or kind.index is not None
            for sheet, *_ in style_for._sheets
            for _, selectors, _ in sheet.page_rules
            for _, _, kind in selectors
        )
    return page_type if counts else page_type._replace(index=1, groups=())


def no_fixed_boxes(_context: Any, _pages: Any, _page: Any) -> tuple[Any, ...]:
    """Stands in the place of weasyprint.layout.layout_fixed_boxes."""
    return ()


def of_generated(theirs: Callable[..., None]) -> Callable[..., None]:
    """What stands in the place of page.resolve_percentages: a margin box that is not generated
    has no lengths; WeasyPrint works them out and then takes them away."""

    def resolve_percentages(box: Any, *rest: Any) -> None:
        if box.__dict__.get("is_generated", True):
            theirs(box, *rest)

    return resolve_percentages
