"""The one place that touches WeasyPrint beyond its public API. Made for WeasyPrint 70.

WeasyPrint breaks lines one by one where Pango and libthai say. While `setting` is in
force, the line ends of a paragraph are chosen together (totalfit) at the places that
thaibook.thai offers, and justified lines are filled by spaces and tracking. Replaced:

- layout.inline.split_inline_box: a line is cut where the paragraph's plan says;
- layout.inline.text_align: a justified line is filled by `distribute`;
- split_first_line and can_break_text, in layout.inline and layout.preferred: where no
  plan can be made (floats, inline blocks), greedy lines end at our breaks, not Pango's;
- layout.inline.handle_leader: dots reach the margin on lines that hang
  (leaders);
- layout.table.auto_table_layout: columns hold whole words where they can
  (table_columns);
- layout.page.remake_page, and block_level_layout as layout.page calls it: footnotes stand
  at the foot of the page of their call (footnote_area);
- layout.page.set_page_type_computed_styles, layout.page.make_page, layout.layout_fixed_boxes,
  TargetCollector.cache_target_page_counters and pydyf.PDF.page_references: a page costs as
  much in a long book as in a short one (page_styles, lookups);
- draw.draw_text and draw.text.draw_first_line: lines are drawn by drawing;
- pydyf.Stream.set_color_rgb: black is printed with black ink alone (black_ink);
- images.SVGImage.draw: a drawing that fails says so (svg_errors).

tests/test_setting.py holds the signatures, and fails when WeasyPrint changes them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from math import inf
from typing import Any

import pydyf
from weasyprint import draw, images, layout
from weasyprint.css.targets import TargetCollector
from weasyprint.draw import text as draw_text
from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline, preferred
from weasyprint.layout import page as page_layout
from weasyprint.layout import table as table_layout
from weasyprint.layout.percent import resolve_percentages
from weasyprint.layout.replaced import inline_replaced_box_layout
from weasyprint.text import line_break

from thaibook.pdf.breakpoints import Measured, Stretch, lay_points, units
from thaibook.pdf.line_breaking import CUT_COST, FIRST_TRY_COST, HOPELESS, choose
from thaibook.pdf.weasyprint70.black_ink import grey_as_grey
from thaibook.pdf.weasyprint70.drawing import Drawer
from thaibook.pdf.weasyprint70.footnote_area import AtTheFoot
from thaibook.pdf.weasyprint70.justification import fill
from thaibook.pdf.weasyprint70.leaders import to_the_margin
from thaibook.pdf.weasyprint70.lookups import (
    EarlierPages,
    cache_target_page_counters,
    page_references,
)
from thaibook.pdf.weasyprint70.page_styles import no_fixed_boxes, style_page
from thaibook.pdf.weasyprint70.paragraph import (
    OBJECT,
    Paragraph,
    Plan,
    SkipStack,
    UnplannedError,
    text_of,
)
from thaibook.pdf.weasyprint70.svg_errors import draw_svg
from thaibook.pdf.weasyprint70.table_columns import Columns
from thaibook.thai import SAFE_COST, Break

Ruler = Callable[[str], Measured]
Breaks = Callable[[str], Sequence[Break]]

GOOD_ENOUGH = 60.0  # badness up to which the safe breaks alone are taken
# Where a line ends that is not planned: (most cost of its end, share of its room to fill).
FILLED = ((SAFE_COST, 0.85), (SAFE_COST, 0.5), (FIRST_TRY_COST, 0.5))
# A box as wide as its text holds it, though the parts of a text add up to a hair more.
SLACK = 0.01  # pixels
LONG_PIECE = 0.2  # of the column: where nothing else helps, a longer piece may be parted


@contextmanager
def setting(breaks: Breaks, to_read: bool = True) -> Iterator[Drawer]:
    """Set text our way for as long as the context lasts.

    to_read: draw it our way too; the Drawer knows what the fonts then need (textlayer).
    """
    drawer = Drawer(draw.draw_text, draw_text.draw_first_line)
    setter = _Setter(breaks)
    notes = AtTheFoot(page_layout.remake_page, page_layout.block_level_layout)
    earlier = EarlierPages(page_layout.make_page)
    counters = cache_target_page_counters(TargetCollector.cache_target_page_counters)
    replaced = [
        (inline, "split_inline_box", setter.split_inline_box),
        (inline, "text_align", setter.text_align),
        (inline, "split_first_line", setter.split_first_line),
        (preferred, "split_first_line", setter.split_first_line),
        (inline, "can_break_text", setter.can_break_text),
        (preferred, "can_break_text", setter.can_break_text),
        (inline, "handle_leader", to_the_margin(inline.handle_leader)),
        (table_layout, "auto_table_layout", setter.columns.auto_table_layout),
        (page_layout, "remake_page", notes.remake_page),
        (page_layout, "block_level_layout", notes.block_level_layout),
        (page_layout, "make_page", earlier.make_page),
        (page_layout, "set_page_type_computed_styles", style_page),
        (TargetCollector, "cache_target_page_counters", counters),
        (pydyf.PDF, "page_references", property(page_references)),
        (layout, "layout_fixed_boxes", no_fixed_boxes),
        (pydyf.Stream, "set_color_rgb", grey_as_grey(pydyf.Stream.set_color_rgb)),
        (images.SVGImage, "draw", draw_svg),
    ]
    if to_read:
        replaced.append((draw, "draw_text", drawer.draw_text))
        replaced.append((draw_text, "draw_first_line", drawer.draw_first_line))
    kept = [(module, name, getattr(module, name)) for module, name, _ in replaced]
    try:
        for module, name, ours in replaced:
            setattr(module, name, ours)
        yield drawer
    finally:
        for module, name, theirs in kept:
            setattr(module, name, theirs)


class _Setter:
    """The replacements, with what they remember during one rendering."""

    def __init__(self, breaks: Breaks) -> None:
        self._breaks = breaks
        self.columns = Columns(table_layout.auto_table_layout)
        self._rulers: dict[int, tuple[Any, Ruler]] = {}
        self._by_face: dict[str, Ruler] = {}
        self._last: tuple[str, Sequence[Break]] = ("", ())
        self._split_inline_box = inline.split_inline_box
        self._text_align = inline.text_align
        self._split_first_line = line_break.split_first_line

    # --- measuring

    def _ruler(self, style: Any) -> Ruler:
        """A function that gives the advance of a text in `style`, in pixels."""
        known = self._rulers.get(id(style))
        if known:
            return known[1]
        spacing = (style["letter_spacing"], style["word_spacing"])
        face = f"{line_break._font_style_cache_key(style, include_size=True)} {spacing}"
        ruler = self._by_face.get(face) or self._by_face.setdefault(face, _make_ruler(style))
        self._rulers[id(style)] = style, ruler  # the style is kept, so its id is its own
        return ruler

    # --- planning

    def _paragraph(self, box: Any) -> Paragraph | None:
        found: Paragraph | None = box.__dict__.get("_thaibook")
        if "_thaibook" not in box.__dict__ or (found and not found.is_current()):
            try:
                found = Paragraph(box)
            except UnplannedError:
                found = None
            box._thaibook = found
        return found

    def _plan(
        self, box: Any, block: Any, paragraph: Paragraph, start: int, first: float, other: float
    ) -> Plan:
        key = (start, round(first, 3), round(other, 3))
        plan = paragraph.plans.get(key)
        if plan is None:
            for (begun, _, known), older in paragraph.plans.items():
                if known == key[2] and first == other and start in (begun, *older.ends):
                    return older  # the paragraph goes on, on another page of the same width
            ends = self._choose(box, block, paragraph, start, first, other)
            plan = paragraph.plans[key] = Plan(ends)
        return plan

    def _choose(
        self, box: Any, block: Any, paragraph: Paragraph, start: int, first: float, other: float
    ) -> list[int]:
        em = box.style["font_size"]
        stretches = []
        for path, child, begun in paragraph.leaves:
            text = text_of(child)[max(start - begun, 0) :]
            before, after = paragraph.edges.get(path, (0.0, 0.0))
            ruler = _fixed(child, block) if text == OBJECT else self._ruler(child.style)
            whole = child.style["white_space"] == "nowrap"
            stretches.append(Stretch(text, ruler, em, before / em, after / em, whole))
        text = "".join(stretch.text for stretch in stretches)
        if not text.strip():
            return [len(paragraph.text)]
        breaks = self._breaks(text)
        justify = box.style["text_align_all"] == "justify"
        balance = box.element_tag in ("h1", "h2", "h3", "h4", "h5", "h6")
        room, ends = min(first, other), [len(text)]
        for most_cost, emergency in ((FIRST_TRY_COST, 0.0), (1000.0, 0.0), (1000.0, LONG_PIECE)):
            offsets, points = lay_points(stretches, breaks, most_cost, emergency * room / em)
            desperate = emergency > 0
            chosen, worst = choose(points, first / em, other / em, justify, balance, desperate)
            ends = [offsets[index] for index in chosen]
            cut = any(points.cost[index] >= CUT_COST for index in chosen)
            if worst <= (GOOD_ENOUGH if most_cost == FIRST_TRY_COST else HOPELESS) and not cut:
                break
        return [start + end for end in ends]

    # --- what WeasyPrint calls

    def split_inline_box(
        self, context: Any, box: Any, position_x: float, max_x: float, bottom_space: Any,
        skip_stack: SkipStack, containing_block: Any, absolute_boxes: Any, fixed_boxes: Any,
        line_placeholders: Any, waiting_floats: Any, line_children: Any,
        first_letter_style: Any, first_line_style: Any,
    ) -> Any:  # fmt: skip
        rest = (
            containing_block, absolute_boxes, fixed_boxes, line_placeholders, waiting_floats,
            line_children, first_letter_style, first_line_style,
        )  # fmt: skip
        paragraph = None
        if isinstance(box, boxes.LineBox) and not context.excluded_shapes and max_x < 2**20:
            paragraph = self._paragraph(box) if not first_letter_style else None
        if paragraph is None or not paragraph.text or box.style["white_space"] == "nowrap":
            return self._split_inline_box(
                context, box, position_x, max_x, bottom_space, skip_stack, *rest
            )
        start = paragraph.offset(skip_stack)
        first = max_x - position_x + SLACK
        other = first + box.text_indent
        plan = self._plan(box, containing_block, paragraph, start, first, other)
        end = plan.end_after(start)
        shown = (
            end
            if paragraph.text[end - 1] == "\n"
            else start + len(paragraph.text[start:end].rstrip(" "))
        )
        piece = paragraph.cut(box, shown) if shown < len(paragraph.text) else box
        new_box, resume_at, *others = self._split_inline_box(
            context, piece, position_x, inf, bottom_space, skip_stack, *rest
        )
        if resume_at is None and end < len(paragraph.text):
            resume_at = paragraph.skip(end)
        new_box._thaibook_planned = True
        return (new_box, resume_at, *others)

    def text_align(self, context: Any, line: Any, available_width: float, last: bool) -> float:
        justified = line.style["text_align_all"] == "justify"
        planned = "_thaibook_planned" in line.__dict__
        missing = available_width - line.width
        if justified and ((missing > 0 and not last) or (missing < 0 and planned)):
            fill(line, missing)
            return 0.0
        offset: float = self._text_align(context, line, available_width, last)
        return offset

    def can_break_text(self, text: str, language: str) -> bool:
        return bool(self._breaks(text))

    def split_first_line(
        self, text: str, style: Any, context: Any, max_width: float | None,
        justification_spacing: float, is_line_start: bool = True, minimum: bool = False,
    ) -> Any:  # fmt: skip
        theirs = max_width is None or max_width == inf or "\n" in text or "\u00ad" in text
        if theirs or style["white_space"] != "normal" or style["hyphens"] == "auto":
            return self._split_first_line(
                text, style, context, max_width, justification_spacing, is_line_start, minimum
            )
        assert max_width is not None
        if minimum and max_width == 0:
            end = self.columns.least(text, self._breaks_of(text))
        else:
            end = self._greedy_end(text, style, max_width, is_line_start and not minimum)
        layout = line_break.create_layout(text[:end], style, context, None, justification_spacing)
        first_line, _ = layout.get_first_line()
        resume_at = len(text[:end].encode()) if end < len(text) else None
        return line_break.first_line_metrics(first_line, text, layout, resume_at, True, style)

    def _breaks_of(self, text: str) -> Sequence[Break]:
        """The breaks of a text, or of what is left of the text last asked for: WeasyPrint
        asks line by line."""
        whole, found = self._last
        begun = len(whole) - len(text)
        if begun > 0 and whole.endswith(text):
            return [Break(at - begun, cost) for at, cost in found if at > begun]
        if begun or whole != text:
            self._last = text, self._breaks(text)
        return self._last[1]

    def _greedy_end(self, text: str, style: Any, room: float, may_part: bool) -> int:
        """Where the longest line that fits ends; a safe end is preferred to a longer line,
        and a word is parted only where nothing else fits."""
        stretch = Stretch(text, self._ruler(style))
        parted = (room,) if may_part and room > style["font_size"] else ()
        for emergency in (0.0, *parted):
            offsets, points = lay_points([stretch], self._breaks_of(text), 1000.0, emergency)
            fitting = [
                k for k in range(1, len(offsets)) if points.width[k] - points.trim[k] <= room + 1e-6
            ]
            if fitting:
                break
        else:
            return offsets[1]
        for most_cost, filled in FILLED:
            least = filled * room if may_part else 0.0
            for k in reversed(fitting):
                if points.cost[k] <= most_cost and points.width[k] >= least:
                    return offsets[k]
        return offsets[fitting[-1]]


def _fixed(picture: Any, block: Any) -> Ruler:
    """What measures a picture or a formula in the text of `block`."""
    laid = picture.copy()
    resolve_percentages(laid, block)
    inline_replaced_box_layout(laid, block)
    measured = Measured(laid.margin_width(), 0.0, 0, 0, 0)
    return lambda text: measured if text else Measured(0.0, 0.0, 0, 0, 0)


def _make_ruler(style: Any) -> Ruler:
    """A function that measures text in `style`, in pixels."""
    layout = line_break.Layout(style)
    known: dict[str, Measured] = {}

    def advance(text: str) -> float:
        layout.set_text(text)
        line, _ = layout.get_first_line()
        return float(line_break.line_size(line, style)[0])

    def ruler(text: str) -> Measured:
        found = known.get(text)
        if found is None:
            shown = text.rstrip("\n")
            trimmed = len(shown) - len(shown.rstrip(" "))
            spaces = text.count(" ") + text.count("\u00a0")
            width = advance(shown) if shown else 0.0
            trim = advance(" ") * trimmed if trimmed else 0.0
            found = known[text] = Measured(width, trim, spaces, trimmed, units(text))
        return found

    return ruler
