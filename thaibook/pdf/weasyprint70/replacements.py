"""What of WeasyPrint is replaced, by what, and for how long.

Enters: the LineSetter of a book. While `our_layout` is in force, WeasyPrint lays out our way;
while `our_drawing` is, it draws our way. After that it is as it was. Each list below names what
is replaced, and why. tests/test_setting.py holds the signatures, and fails when WeasyPrint
changes them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pydyf
from weasyprint import css, draw, images, layout, svg
from weasyprint.css.targets import TargetCollector
from weasyprint.draw import border as draw_border
from weasyprint.draw import text as draw_text
from weasyprint.layout import block as block_layout
from weasyprint.layout import inline, preferred
from weasyprint.layout import page as page_layout
from weasyprint.layout import table as table_layout
from weasyprint.text import line_break

from thaibook.pdf.drawn_section import Area
from thaibook.pdf.weasyprint70.baseline_grid import BaselineGrid
from thaibook.pdf.weasyprint70.black_ink import grey_as_grey
from thaibook.pdf.weasyprint70.continued_tables import told_later
from thaibook.pdf.weasyprint70.drawing import Drawer
from thaibook.pdf.weasyprint70.drop_caps import first_cluster
from thaibook.pdf.weasyprint70.even_spreads import EvenSpreads
from thaibook.pdf.weasyprint70.footnote_area import AtTheFoot
from thaibook.pdf.weasyprint70.frames import no_margin_boxes
from thaibook.pdf.weasyprint70.kept_styles import FirstPage, Folios, KeptStyles
from thaibook.pdf.weasyprint70.leaders import to_the_margin
from thaibook.pdf.weasyprint70.line_setter import LineSetter
from thaibook.pdf.weasyprint70.lookups import (
    EarlierPages,
    cache_target_page_counters,
    page_references,
)
from thaibook.pdf.weasyprint70.page_floats import PageFloats
from thaibook.pdf.weasyprint70.page_styles import no_fixed_boxes, of_generated, style_page
from thaibook.pdf.weasyprint70.plain_lines import PlainLines
from thaibook.pdf.weasyprint70.screen_colours import of_any_space
from thaibook.pdf.weasyprint70.svg_errors import draw_svg
from thaibook.pdf.weasyprint70.svg_masks import over_the_figure
from thaibook.pdf.weasyprint70.tagged_stream import as_artifact, as_drawing
from thaibook.pdf.weasyprint70.used_values import resolve_percentages, strut

# (module or class, the name in it, what stands there instead)
Replacement = tuple[Any, str, Any]


@contextmanager
def kept_styles(kept: KeptStyles) -> Iterator[None]:
    """Share style sheets and fonts for as long as the context lasts."""
    layouts = kept.text_layouts
    replacements: list[Replacement] = [
        # Style sheets are parsed once for all sections of a book.
        (css, "find_stylesheets", kept.find_stylesheets(css.find_stylesheets)),
        # Elements of the same styles share them.
        (
            css.StyleFor,
            "set_computed_styles",
            kept.shared.set_computed_styles(css.StyleFor.set_computed_styles),
        ),
        # Texts of one style share what the style decides.
        (line_break.Layout, "setup", lambda layout, style: layouts.setup(layout, style)),
    ]
    with _replaced(replacements):
        yield


@contextmanager
def our_layout(
    setter: LineSetter, folios: Folios | None = None, area: Area | None = None
) -> Iterator[None]:
    """Lay out our way for as long as the context lasts.

    folios: of the places in the book whose section is laid out; area: of the book's first page.
    """
    notes = AtTheFoot(page_layout.remake_page, page_layout.block_level_layout)
    grid = BaselineGrid(block_layout.block_container_layout)
    floats = PageFloats(grid)
    spreads = EvenSpreads(setter, notes, grid)
    earlier = EarlierPages(page_layout.make_page)
    counters = cache_target_page_counters(TargetCollector.cache_target_page_counters)
    pages: list[Replacement] = [
        # Footnotes stand at the foot of the page of their call, and may be parted.
        # Above them, facing pages end on the same line.
        (page_layout, "remake_page", spreads.remake_page),
        (page_layout, "block_level_layout", spreads.block_level_layout),
        # The lines of the text stand on one grid, and what leaves a hole moves to the next page.
        (block_layout, "block_container_layout", floats.block_container_layout),
        # A page costs as much in a long book as in a short one.
        (page_layout, "make_page", earlier.make_page),
        (page_layout, "set_page_type_computed_styles", style_page),
        (layout, "layout_fixed_boxes", no_fixed_boxes),
        # A page has sixteen margin boxes, most of which are empty.
        (page_layout, "resolve_percentages", of_generated(page_layout.resolve_percentages)),
        (TargetCollector, "cache_target_page_counters", counters),
    ]
    first = FirstPage(earlier.make_page, area)
    values: list[Replacement] = [
        # What a style comes to is worked out once.
        (block_layout, "resolve_percentages", resolve_percentages),
        (inline, "resolve_percentages", resolve_percentages),
        (inline, "strut", strut),
    ]
    sections = [] if folios is None else _of_a_section(folios, first)
    with _replaced([*_of_lines(setter), *pages, *values, *sections]):
        yield


def _of_lines(setter: LineSetter) -> list[Replacement]:
    plain = PlainLines(setter, inline.get_next_linebox)
    return [
        # A line is cut where the plan of its paragraph says.
        (inline, "split_inline_box", setter.split_inline_box),
        # A line of plain text is made directly.
        (inline, "get_next_linebox", plain.get_next_linebox),
        # A justified line is filled by spaces and by tracking.
        (inline, "text_align", setter.text_align),
        # Where no plan can be made (floats, inline blocks), lines end at our breaks, and not
        # where Pango and libthai say.
        (inline, "split_first_line", setter.split_first_line),
        (preferred, "split_first_line", setter.split_first_line),
        (inline, "can_break_text", setter.can_break_text),
        (preferred, "can_break_text", setter.can_break_text),
        # The first letter of a style sheet is a cluster.
        (inline, "get_first_letter", first_cluster),
        # The dots of the contents reach the margin on lines that hang.
        (inline, "handle_leader", to_the_margin(inline.handle_leader)),
        # The columns of a table hold whole words where they can.
        (table_layout, "auto_table_layout", setter.columns.auto_table_layout),
        # A table says where it goes on.
        (block_layout, "table_layout", told_later(block_layout.table_layout)),
    ]


def _of_a_section(folios: Folios, first: FirstPage) -> list[Replacement]:
    return [
        # A section is not the book: what the rest of it has to say is said here, or later.
        (TargetCollector, "lookup_target", folios.lookup_target(TargetCollector.lookup_target)),
        (layout, "make_margin_boxes", no_margin_boxes),
        (page_layout, "make_page", first.make_page),
    ]


@contextmanager
def our_drawing(to_read: bool = True) -> Iterator[Drawer]:
    """Draw our way for as long as the context lasts.

    to_read: draw text so that it can be searched; the Drawer knows what the fonts then need.
    """
    drawer = Drawer(draw.draw_text, draw_text.draw_first_line)
    replacements: list[Replacement] = [
        # A link costs as much in a long book as in a short one.
        (pydyf.PDF, "page_references", property(page_references)),
        # Black is printed with black ink alone.
        (pydyf.Stream, "set_color_rgb", grey_as_grey(pydyf.Stream.set_color_rgb)),
        # Lines under and through words are decoration.
        (draw_text, "draw_text_decoration", as_artifact(draw_text.draw_text_decoration)),
        # The box of a task is a picture, and not decoration.
        (draw, "draw_stacking_context", as_drawing(draw.draw_stacking_context)),
        # A border may have a colour of any space.
        (draw_border, "styled_color", of_any_space(draw_border.styled_color)),
        (draw, "styled_color", of_any_space(draw_border.styled_color)),
        # A drawing that fails says so.
        (images.SVGImage, "draw", draw_svg),
        # A mask lies where its figure is.
        (svg, "paint_mask", over_the_figure(svg.paint_mask)),
    ]
    if to_read:
        replacements += [
            # Each glyph says its own character, in the order of writing.
            (draw, "draw_text", drawer.draw_text),
            (draw_text, "draw_first_line", drawer.draw_first_line),
        ]
    with _replaced(replacements):
        yield drawer


@contextmanager
def _replaced(replacements: Sequence[Replacement]) -> Iterator[None]:
    theirs = [(owner, name, getattr(owner, name)) for owner, name, _ in replacements]
    try:
        for owner, name, ours in replacements:
            setattr(owner, name, ours)
        yield
    finally:
        for owner, name, their in theirs:
            setattr(owner, name, their)
