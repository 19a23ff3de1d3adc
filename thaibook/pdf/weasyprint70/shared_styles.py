"""Elements of the same styles share them, in all sections of a book.

WeasyPrint shares what it computes between elements of one document. The elements of all
sections, and their pseudo-elements, have the same few styles: they are computed once. A heading
has a name, which is a property of its style; in all else it is like other headings.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from weasyprint.css import ComputedStyle

MOST = 4000  # styles that are kept; a book has a hundred, but authors may style each word
OF_ATTRIBUTES = ("lang", "anchor")  # declared by each element anew
NAME = "anchor"
CHANGED = ("html", "body")  # whose own styles WeasyPrint changes


class _Alike(ComputedStyle):
    """The style of an element that is like another, but for its name."""

    def __missing__(self, key: str) -> Any:
        value = self[key] = self._thaibook_first[key]
        return value


class SharedStyles:
    """Computed styles by what they are computed of."""

    def __init__(self) -> None:
        # A style keeps what its key names, so that nothing else gets an id of those.
        self._known: dict[tuple[Any, ...], Any] = {}

    def set_computed_styles(self, theirs: Callable[..., None]) -> Callable[..., None]:
        """What stands in the place of StyleFor.set_computed_styles."""

        def ours(
            style_for: Any, element: Any, parent: Any, root: Any = None,
            pseudo_type: Any = None, base_url: Any = None, target_collector: Any = None,
        ) -> None:  # fmt: skip
            def compute() -> None:
                theirs(style_for, element, parent, root, pseudo_type, base_url, target_collector)

            if not hasattr(element, "tag"):  # a page, which is styled once for its kind
                compute()
                return
            styles, here = style_for.get_computed_styles(), (element, pseudo_type)
            cascaded = style_for.get_cascaded_styles().get(here, {})
            above = styles[parent, None] if pseudo_type or element != root else None
            key = (
                id(above.__dict__.get("_thaibook_first", above) if above else None),
                pseudo_type,
                *[
                    (name, name != NAME and value if name in OF_ATTRIBUTES else id(value), weight)
                    for name, (value, weight) in cascaded.items()
                ],
            )
            known = self._known.get(key)
            if known is None or (element.tag in CHANGED and not pseudo_type):
                compute()
                styles[here]._thaibook_first = self._keep(key, styles[here])
            elif NAME in cascaded:
                compute()  # which is no more than its name
                own = styles[here]
                own._thaibook_first, own.specified, own.__class__ = known, known.specified, _Alike
            else:
                styles[here] = known

        return ours

    def _keep(self, key: tuple[Any, ...], style: Any) -> Any:
        """The first style of those that are computed of the same."""
        if len(self._known) >= MOST:
            self._known.clear()
        return self._known.setdefault(key, style)
