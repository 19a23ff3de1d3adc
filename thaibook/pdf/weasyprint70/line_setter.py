"""The line setter: what WeasyPrint calls for each line, once our_layout is in force.

WeasyPrint breaks lines one by one where Pango and libthai say. Here the line ends of a
paragraph are chosen together (line_breaking) at the places that thaibook.thai offers, and
justified lines are filled by spaces and tracking (justification).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from math import inf
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.layout import table as table_layout
from weasyprint.text import line_break

from thaibook.pdf.breakpoints import Stretch, breakpoints_of
from thaibook.pdf.glue import HOPELESS, PHRASES, followed
from thaibook.pdf.line_breaking import CUT_COST, FIRST_TRY_COST, best_breakpoints
from thaibook.pdf.optical_edges import NONE, first_share, hung, last_share
from thaibook.pdf.paragraph_texts import OBJECT
from thaibook.pdf.weasyprint70.justification import fill
from thaibook.pdf.weasyprint70.measuring import Rulers, fixed_ruler
from thaibook.pdf.weasyprint70.paragraph import (
    Paragraph,
    Plan,
    SkipStack,
    UnplannedError,
    text_of,
)
from thaibook.pdf.weasyprint70.paragraph_lengths import ends_of_length, looseness
from thaibook.pdf.weasyprint70.steady_letters import Unshaped
from thaibook.pdf.weasyprint70.table_columns import Columns
from thaibook.thai import SAFE_COST, Break

Breaks = Callable[[str], Sequence[Break]]

GOOD_ENOUGH = 60.0  # badness up to which the safe breaks alone are taken
ANY_COST = 1000.0  # percent: no break is left out
# Where a line ends that is not planned: (dearest end that is taken, share of its room to fill).
FILLED = ((SAFE_COST, 0.85), (SAFE_COST, 0.5), (FIRST_TRY_COST, 0.5))
# A box as wide as its text holds it, though the parts of a text add up to a hair more.
SLACK = 0.01  # pixels
LONG_PIECE = 0.9  # of the column: where nothing else helps, a longer piece may be parted
# What is tried for a paragraph, in this order: (dearest break, share of the column from which
# on a piece may be parted between clusters, 0 for never).
TRIES = ((FIRST_TRY_COST, 0.0), (ANY_COST, 0.0), (ANY_COST, LONG_PIECE))
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
ENDLESS = 2**20  # pixels: WeasyPrint asks how wide the text is, and not for lines


class LineSetter:
    """Stands in the place of WeasyPrint's functions, and remembers what it measured.

    breaks: gives the places of a text where lines may end; rulers: what was measured before.
    """

    def __init__(self, breaks: Breaks, rulers: Rulers | None = None) -> None:
        self._breaks = breaks
        self.columns = Columns(table_layout.auto_table_layout)
        self._rulers = rulers or Rulers()
        self.is_galley = False  # whether what is laid out now is laid out again as pages
        self._last: tuple[str, Sequence[Break]] = ("", ())
        self._shaping: dict[Any, Any] | None = None  # of the paragraph whose line is laid out
        self._split_inline_box = inline.split_inline_box
        self._text_align = inline.text_align
        self._split_first_line = line_break.split_first_line

    # --- planning

    def paragraph_of(self, box: Any) -> Paragraph | None:
        """The text of a line box, or None where only WeasyPrint can lay it out."""
        paragraph: Paragraph | None = box.__dict__.get("_thaibook")
        if "_thaibook" not in box.__dict__ or (paragraph and not paragraph.is_current()):
            try:
                paragraph = Paragraph(box)
            except UnplannedError:
                paragraph = None
            box._thaibook = paragraph
        return paragraph

    def planned(
        self, box: Any, block: Any, paragraph: Paragraph, skip: SkipStack, left: float, right: float
    ) -> tuple[int, int, int] | None:
        """Where in its paragraph the line after `skip` starts and ends, and where without the
        spaces at its end, between `left` and `right`, in pixels; None where no plan is made."""
        first = right - left + SLACK
        other = first + box.text_indent
        # What has no size, or no room at all, is not worth a plan.
        is_nothing = min(first, other) <= SLACK or box.style["font_size"] <= 0
        if not paragraph.text or is_nothing or box.style["white_space"] == "nowrap":
            return None
        start = paragraph.offset(skip)
        end = self._plan(box, block, paragraph, start, first, other).end_after(start)
        visible_end = end  # a line ends before its spaces
        if paragraph.text[end - 1] != "\n":
            visible_end = start + len(paragraph.text[start:end].rstrip(" "))
        return start, end, visible_end

    def _plan(
        self, box: Any, block: Any, paragraph: Paragraph, start: int, first: float, other: float
    ) -> Plan:
        """The line ends from `start` on, for a first line and others of so many pixels."""
        key = (start, round(first, 3), round(other, 3), paragraph.more_lines)
        if start == 0:
            paragraph.asked = box, block, first, other
        plan = paragraph.plans.get(key)
        if plan is None:
            for (begun, _, *same), older in paragraph.plans.items():
                if same == [*key[2:]] and first == other:
                    if start == begun or older.has_line_from(start, paragraph.text):
                        return older  # the paragraph goes on, on another page of the same width
            ends = self._line_ends(box, block, paragraph, start, first, other)
            plan = paragraph.plans[key] = Plan(ends)
        return plan

    def lines(self, paragraph: Paragraph, more: int) -> int:
        """How many lines a paragraph has that was laid out from its beginning on, if it is to
        have so many more than is best for it."""
        before, paragraph.more_lines = paragraph.more_lines, more
        try:
            box, block, first, other = paragraph.asked
            return len(self._plan(box, block, paragraph, 0, first, other).ends)
        finally:
            paragraph.more_lines = before

    def _line_ends(
        self, box: Any, block: Any, paragraph: Paragraph, start: int, first: float, other: float
    ) -> list[int]:
        """The offsets of the line ends, chosen anew."""
        em = box.style["font_size"]
        stretches = self._stretches(paragraph, block, start, em)
        text = "".join(stretch.text for stretch in stretches)
        if not text.strip():
            return [len(paragraph.text)]
        breaks = self._breaks(text)
        justify = box.style["text_align_all"] == "justify"
        balance = box.element_tag in HEADINGS
        hanging, ruler = hanging_of(box.style), self._rulers.of(box.style)
        narrower, ends = min(first, other), [len(text)]
        for max_cost, long_piece in TRIES:
            emergency_em = long_piece * narrower / em
            offsets, points = breakpoints_of(stretches, breaks, max_cost, emergency_em)
            if hanging != NONE:
                points = hung(points, offsets, text, hanging, lambda c: ruler(c).width / em)
            chosen, badness = best_breakpoints(
                points, first / em, other / em, justify, balance, desperate=emergency_em > 0
            )
            ends = [offsets[index] for index in chosen]
            cut = any(points.cost[index] >= CUT_COST for index in chosen)
            enough = GOOD_ENOUGH if max_cost == FIRST_TRY_COST else HOPELESS
            if badness <= enough and not cut:
                break
        more, worst = looseness(paragraph, box.style)
        if more:
            room = first / em, other / em
            wanted = ends_of_length(points, offsets, len(ends), more, *room, worst)
            paragraph.is_refused |= worst == HOPELESS and not wanted
            ends = wanted or ends
        return [start + end for end in ends]

    def _stretches(self, paragraph: Paragraph, block: Any, start: int, em: float) -> list[Stretch]:
        """The text from `start` on, in stretches of one style each."""
        stretches = []
        for path, child, begun in paragraph.leaves:
            text = text_of(child)[max(start - begun, 0) :]
            before, after = paragraph.edges.get(path, (0.0, 0.0))
            ruler = fixed_ruler(child, block) if text == OBJECT else self._rulers.of(child.style)
            whole = child.style["white_space"] == "nowrap"
            stretches.append(Stretch(text, ruler, em, before / em, after / em, whole))
        return stretches

    # --- what WeasyPrint calls

    def split_inline_box(
        self, context: Any, box: Any, position_x: float, max_x: float, bottom_space: Any,
        skip_stack: SkipStack, containing_block: Any, absolute_boxes: Any, fixed_boxes: Any,
        line_placeholders: Any, waiting_floats: Any, line_children: Any,
        first_letter_style: Any, first_line_style: Any,
    ) -> Any:  # fmt: skip
        """Lay out one line, up to where the plan of its paragraph says."""
        rest = (
            containing_block, absolute_boxes, fixed_boxes, line_placeholders, waiting_floats,
            line_children, first_letter_style, first_line_style,
        )  # fmt: skip
        paragraph = planned = None
        if isinstance(box, boxes.LineBox) and not context.excluded_shapes and max_x < ENDLESS:
            paragraph = self.paragraph_of(box) if not first_letter_style else None
        if paragraph:
            planned = self.planned(box, containing_block, paragraph, skip_stack, position_x, max_x)
        if paragraph is None or planned is None:
            return self._split_inline_box(
                context, box, position_x, max_x, bottom_space, skip_stack, *rest
            )
        start, end, visible_end = planned
        piece = paragraph.cut(box, visible_end) if visible_end < len(paragraph.text) else box
        self._shaping = paragraph.shaped
        try:
            new_box, resume_at, *others = self._split_inline_box(
                context, piece, position_x, inf, bottom_space, skip_stack, *rest
            )
        finally:
            self._shaping = None
        if resume_at is None and end < len(paragraph.text):
            resume_at = paragraph.skip(end)
        new_box._thaibook_line = paragraph, start, end
        return (new_box, resume_at, *others)

    def text_align(self, context: Any, line: Any, available_width: float, last: bool) -> float:
        """Fill a justified line; how far another line has to move."""
        if self.is_galley:
            return 0.0
        if line.style["text_align_all"] == "justify":
            missing = available_width - line.width
            paragraph, start, end = line.__dict__.get("_thaibook_line", (None, 0, 0))
            if paragraph:
                left, right = self._hanging(line, paragraph, start, end)
                before = followed(paragraph.settings.get(start, PHRASES)) if last else None
                paragraph.settings[end] = fill(line, missing + left + right, before)
                return -left
            if missing > 0 and not last:
                fill(line, missing)
                return 0.0
        offset: float = self._text_align(context, line, available_width, last)
        return offset

    def _hanging(
        self, line: Any, paragraph: Paragraph, start: int, end: int
    ) -> tuple[float, float]:
        """How much of the line's first and of its last letter stands in the margin; pixels."""
        text, hanging = paragraph.text[start:end].rstrip(" \n"), hanging_of(line.style)
        if not text or hanging == NONE:
            return 0.0, 0.0
        ruler = self._rulers.of(line.style)
        shares = first_share(text[0], hanging), last_share(text[-1], hanging)
        return (
            shares[0] * ruler(text[0]).width if shares[0] else 0.0,
            shares[1] * ruler(text[-1]).width if shares[1] else 0.0,
        )

    def can_break_text(self, text: str, language: str) -> bool:
        """Whether a line may end inside the text."""
        return bool(self._breaks(text))

    def split_first_line(
        self, text: str, style: Any, context: Any, max_width: float | None,
        justification_spacing: float, is_line_start: bool = True, minimum: bool = False,
    ) -> Any:  # fmt: skip
        """The first line of a text that no plan can be made for."""
        theirs = max_width is None or max_width == inf or "\n" in text or "\u00ad" in text
        if theirs or style["white_space"] != "normal" or style["hyphens"] == "auto":
            return self._shaped(text, style, context, max_width, justification_spacing,
                                is_line_start, minimum)  # fmt: skip
        assert max_width is not None
        if minimum and max_width == 0:
            end = self.columns.least(text, self._breaks_of(text))
        else:
            end = self._greedy_end(text, style, max_width, is_line_start and not minimum)
        layout = line_break.create_layout(text[:end], style, context, None, justification_spacing)
        first_line, _ = layout.get_first_line()
        resume_at = len(text[:end].encode()) if end < len(text) else None
        return line_break.first_line_metrics(first_line, text, layout, resume_at, True, style)

    def _shaped(self, text: str, style: Any, context: Any, max_width: float | None,
                *rest: Any) -> Any:  # fmt: skip
        """The first line as WeasyPrint shapes it; a planned line is shaped once, though its page
        may be made several times."""
        if max_width != inf or self._shaping is None:
            return self._split_first_line(text, style, context, max_width, *rest)
        key = (text, id(style), *rest)
        known = self._shaping.get(key)
        if known is None:
            known = self._split_first_line(text, style, context, max_width, *rest), style
            self._shaping[key] = known  # the style is kept, so that no other gets its id
        (layout, *others), _ = known
        return (copy(layout), *others)  # WeasyPrint empties a layout that it has measured

    def shaped_line(self, paragraph: Paragraph, text: str, box: Any, context: Any) -> Any:
        """A line of a plain paragraph, as split_first_line shapes it; box: of its whole text."""
        letters = self._rulers.letters(box.style)
        if letters and text not in paragraph.widths:
            paragraph.widths[text] = letters.width(text)
        if letters and (width := paragraph.widths[text]) is not None:
            return Unshaped(text, letters), 0, None, width, letters.height, letters.baseline
        self._shaping = paragraph.shaped
        try:
            return self._shaped(
                text, box.style, context, inf, box.justification_spacing, True, False
            )
        finally:
            self._shaping = None

    def _breaks_of(self, text: str) -> Sequence[Break]:
        """The breaks of a text, or of what is left of the text last asked for: WeasyPrint
        asks line by line."""
        whole, whole_breaks = self._last
        begun = len(whole) - len(text)
        if begun > 0 and whole.endswith(text):
            return [Break(offset - begun, cost) for offset, cost in whole_breaks if offset > begun]
        if begun or whole != text:
            self._last = text, self._breaks(text)
        return self._last[1]

    def _greedy_end(self, text: str, style: Any, room: float, may_part: bool) -> int:
        """Where the longest line that fits ends; a safe end is preferred to a longer line,
        and a word is parted only where nothing else fits."""
        stretch = Stretch(text, self._rulers.of(style))
        parted = (room,) if may_part and room > style["font_size"] else ()
        for emergency in (0.0, *parted):
            breaks = self._breaks_of(text)
            offsets, points = breakpoints_of([stretch], breaks, ANY_COST, emergency)
            fitting = [
                k
                for k in range(1, len(offsets))
                if points.width[k] - points.discarded_width[k] <= room + 1e-6
            ]
            if fitting:
                break
        else:
            return offsets[1]
        for max_cost, filled in FILLED:
            least = filled * room if may_part else 0.0
            for k in reversed(fitting):
                if points.cost[k] <= max_cost and points.width[k] >= least:
                    return offsets[k]
        return offsets[fitting[-1]]


def hanging_of(style: Any) -> str:
    """What hangs in the margin, as the style sheets say in `--hanging`."""
    return next((token.value for token in style["__hanging"] if token.type == "ident"), NONE)
