"""What stands around the text of a page: running heads and folios.

They need the number of the page and what the sections before have set for running heads, so
that they come when all pages are counted. Enters: the pages of the book in their order, as plain
data. Leaves: the number of each, and what is drawn around its text. It does for each page what
WeasyPrint does at the end of its layout (page.make_page, layout.layout_document).
"""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

from weasyprint import DEFAULT_OPTIONS, Document
from weasyprint.draw import draw_stacking_context
from weasyprint.formatting_structure import boxes, build
from weasyprint.layout.background import layout_box_backgrounds
from weasyprint.layout.page import (
    PageType,
    _standardize_page_based_counters,
    make_margin_boxes,
    page_height,
    page_width,
)
from weasyprint.layout.percent import resolve_percentages
from weasyprint.stacking import StackingContext

from thaibook.pdf.drawn_section import Area, DrawnPage, FramePage
from thaibook.pdf.weasyprint70.kept_styles import KeptStyles
from thaibook.pdf.weasyprint70.page_styles import style_page
from thaibook.pdf.weasyprint70.section_drawing import (
    POINTS_PER_PIXEL,
    RESOURCES,
    content_of,
    new_resources,
    new_stream,
)

MOST_OF_A_SECTION = 1_000_000  # resources
State = tuple[list[int], dict[str, list[int]], list[set[str]], list[Any]]


def no_margin_boxes(_context: Any, _page: Any, _state: Any) -> tuple[Any, ...]:
    """Stands in the place of layout.make_margin_boxes while a section is laid out."""
    return ()


class Frames:
    """Draws around the pages of one book. html: a document with the book's style sheets and no
    text; area: of the book's first page, as in kept_styles."""

    def __init__(self, html: Any, kept: KeptStyles, area: Area) -> None:
        self._html = html
        options = DEFAULT_OPTIONS | {"cache": kept.images}
        self._context = Document._build_layout_context(
            html, kept.font_config, kept.new_counter_style(), {}, options
        )
        box, inside = area
        self._context.style_for.initial_page_sizes.update(box=box, area=inside)

    def pages(self, pages: Sequence[DrawnPage]) -> list[FramePage]:
        """The pages of the book in their order, with their counters."""
        state: State = ([0], {"pages": [len(pages)]}, [{"pages"}], [])
        before: dict[str, str] = {}
        counted = []
        for index, page in enumerate(pages):
            page_type = PageType(*page.kind[:3], index, page.kind.groups)
            style_page(page_type, self._html, self._context.style_for)
            style = self._context.style_for(page_type)
            _standardize_page_based_counters(style, None)
            build.update_counters(state, style)
            counters = {name: list(values) for name, values in state[1].items()}
            counted.append(
                FramePage(
                    page.kind, page.height, page.width, page.bleed, index, counters,
                    page.strings, dict(before),
                )
            )  # fmt: skip
            before |= {name: texts[-1] for name, texts in page.strings.items()}
        return counted

    def box(self, page: FramePage) -> Any:
        """The page with its margin boxes, laid out."""
        context = self._context
        context.page_bottom = 0  # heads and folios stand where there is room
        context.string_set.clear()  # of the page before, which stands for all of them, and of this
        for name, text in page.before.items():
            context.string_set[name][1] = [text]
        for name, texts in page.strings.items():
            context.string_set[name][2] = list(texts)
        context.current_page = 2
        page_type = PageType(*page.kind[:3], page.at, page.kind.groups)
        style_page(page_type, self._html, context.style_for)
        page_box = boxes.PageBox(page_type, context.style_for(page_type))
        size = page_box.style["size"]
        resolve_percentages(page_box, size)
        page_box.position_x = page_box.position_y = 0
        page_width(page_box, context, size[0])
        page_height(page_box, context, size[1])
        page_box.children = ()
        state: State = ([0], page.counters, [set(page.counters)], [])
        page_box.children = tuple(make_margin_boxes(context, page_box, state))
        for box in page_box.children:
            layout_box_backgrounds(page_box, box, context.get_image_from_uri)
        return page_box


def frame_resources() -> Any:
    """Resources for what is drawn around pages: their numbers begin where no section's come."""
    resources = new_resources()
    for kind in RESOURCES:
        resources[kind] = _Later()
    return resources


class _Later(dict[str, Any]):
    """WeasyPrint names a resource by how many there are."""

    def __len__(self) -> int:
        return len(self.keys()) + MOST_OF_A_SECTION


def draw_frame(page: FramePage, box: Any, fonts: Any, resources: Any, images: Any) -> bytes:
    """What is drawn around the text of a page; box: the page with its margin boxes."""
    if not box.children:
        return b""
    stream = new_stream(page, fonts, resources, images)
    stream.transform(d=-1, f=page.height * POINTS_PER_PIXEL)
    begun = len(stream.stream)
    with stream.stacked():
        stream.transform(a=POINTS_PER_PIXEL, d=POINTS_PER_PIXEL)
        for margin_box in box.children:
            kind = b"Header" if "top" in margin_box.at_keyword else b"Footer"
            stream.stream.append(b"/Artifact <</Type /Pagination /Subtype /%s>> BDC" % kind)
            draw_stacking_context(stream, StackingContext.from_box(margin_box, box))
            stream.stream.append(b"EMC")
    del stream.stream[:begun]
    return content_of(stream)


def as_document(page_boxes: Sequence[Any]) -> Any:
    """The boxes as a document for the proof."""
    return SimpleNamespace(pages=[SimpleNamespace(_page_box=box) for box in page_boxes])
