"""What the sections of a book have in common, kept from one document to the next.

Each section is a document of WeasyPrint's own. Here they share the style sheets, parsed once,
with the fonts and counter styles that these declare; the size of the book's first page, from
which lengths in vw and vh are reckoned; and the folios of all places in the book, which a
reference to another section would not find in its own document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import SimpleNamespace
from typing import Any

from weasyprint.css import counters
from weasyprint.css.targets import TargetCollector, anchor_name_from_token
from weasyprint.images import SVGImage
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import get_url_tuple

from thaibook.pdf.drawn_section import Area
from thaibook.pdf.weasyprint70.shared_styles import SharedStyles
from thaibook.pdf.weasyprint70.text_layouts import TextLayouts


class KeptStyles:
    """The style sheets of a book, and the fonts that they name."""

    def __init__(self) -> None:
        self.font_config = FontConfiguration()
        self.text_layouts = TextLayouts()
        self.shared = SharedStyles()
        self.images: dict[str, Any] = {}
        self._sheets: list[Any] | None = None
        self._counter_styles: dict[str, Any] = {}

    def find_stylesheets(self, theirs: Callable[..., Iterable[Any]]) -> Callable[..., Any]:
        """What stands in the place of weasyprint.css.find_stylesheets: the sheets of the first
        document are those of all."""

        def ours(*given: Any) -> Iterator[Any]:
            counter_style = given[5]
            if self._sheets is None:
                self._sheets = list(theirs(*given))
                self._counter_styles = dict(counter_style)
            counter_style.update(self._counter_styles)
            yield from self._sheets

        return ours

    def forget_drawings(self) -> None:
        """Let go of drawings, which hold the document that showed them; pictures are kept."""
        self.images = {
            name: image for name, image in self.images.items() if not isinstance(image, SVGImage)
        }

    def new_counter_style(self) -> Any:
        """The counter styles of one document, which find_stylesheets fills."""
        return counters.CounterStyle()


class Folios:
    """The folios of the book's places as they are known, and those that a section asked for.

    known: the folio of each place; without it every place has the folio `GUESS`.
    """

    GUESS = 100

    def __init__(self, known: Mapping[str, int] | None) -> None:
        self._known = known
        self.asked: dict[str, int | None] = {}

    def of(self, place: str) -> int | None:
        """The folio of a place, None where there is no such place; it is remembered as asked."""
        folio = self.GUESS if self._known is None else self._known.get(place)
        self.asked[place] = folio
        return folio

    def lookup_target(self, theirs: Callable[..., Any]) -> Callable[..., Any]:
        """What stands in the place of TargetCollector.lookup_target: the page of a place is
        that in the book."""

        def ours(collector: TargetCollector, token: Any, source: Any, *rest: Any) -> Any:
            place = _place(token, source)
            folio = self.of(place) if place else None
            if folio is None:
                return theirs(collector, token, source, *rest)
            return SimpleNamespace(
                state="up-to-date",
                target_box=SimpleNamespace(cached_counter_values={"page": [folio]}),
                cached_page_counter_values={},
            )

        return ours


def _place(token: Any, source: Any) -> str | None:
    """The name of the place that a target function of CSS points to."""
    kind, value = token[:2]
    if kind == "attr()":
        name, type_, fallback = value
        value = source.element.get(name, fallback)
        token = ("string", value)
        if type_ == "url":
            token = ("url", get_url_tuple(value, source.style.base_url))
    place: str | None = anchor_name_from_token(token)
    return place


class FirstPage:
    """Stands in the place of page.make_page: lengths in vw and vh are shares of the first page
    of the book, not of the section. area: of the book's first page; None where this is it."""

    def __init__(self, make_page: Callable[..., Any], area: Area | None) -> None:
        self._make_page, self._area = make_page, area

    def make_page(
        self, context: Any, root: Any, kind: Any, skip: Any, number: int, state: Any
    ) -> Any:
        """Make the page; before the first, say what the sizes are."""
        style_for = context.style_for
        if number == 1 and self._area:
            box, area = self._area
            style_for.initial_page_sizes.update(box=box, area=area)
            style_for.initial_page_sizes = _Settled(style_for.initial_page_sizes)
        return self._make_page(context, root, kind, skip, number, state)


class _Settled(dict[str, Any]):
    """Sizes that stay what they are."""

    def __setitem__(self, name: str, value: object) -> None:
        """Nothing."""
