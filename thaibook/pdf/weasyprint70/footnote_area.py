"""Footnotes at the foot of the page of their call.

WeasyPrint lays footnotes out line by line, and moves one that does not fit to the next
page; it forgets some when it takes lines back, and cannot part a long one. Here it lays
out the text alone, above a room for notes; footnote_room chooses the room, trying a page
more than once where it has notes, so that tables, figures and headings may call notes as any
line may. What does not fit is handed on to the next page, where it comes first. Pages of a
book without notes are laid out by WeasyPrint alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from math import inf
from typing import Any

from weasyprint.formatting_structure import boxes, build

from thaibook.pdf.footnote_room import Call, Laid, fill

SkipStack = dict[int, Any] | None
# Notes that wait for a page, and where in the first of them to go on.
Waiting = tuple[list[Any], SkipStack]
LINE = 1.7  # em, nearly
FORCED = ("page", "left", "right", "recto", "verso")


class AtTheFoot:
    """Stands in the place of page.remake_page, and of block_level_layout for whole pages."""

    def __init__(
        self, remake_page: Callable[..., Any], block_level_layout: Callable[..., Any]
    ) -> None:
        self._remake_page, self._lay_out = remake_page, block_level_layout
        self._any = False
        self._index = 0
        self._waiting: dict[int, Waiting] = {}  # by the index of the page that begins with them
        self._called_on: dict[Any, int] = {}  # the page of each note's call
        self._foot: Callable[[], dict[str, Any]] = dict
        self.expected = 0.0  # what the notes of the page will take, if that is known; pixels
        self.is_galley = False  # whether the text is laid out without its notes, to know it
        # What stands above the notes of a page, and the height of each, as a galley knows them.
        self.heights: tuple[float, dict[Any, float]] = 0.0, {}

    def waits_for(self, index: int) -> bool:
        """Whether a page begins with what is left of notes."""
        return bool(self._waiting.get(index, ([], None))[0])

    def remake_page(self, index: int, context: Any, root_box: Any, html: Any) -> Any:
        """Make the page; and the next one anew, if it now has other footnotes to take."""
        if len(context.page_maker) == 1:  # a new document
            self._waiting.clear()
            self._called_on.clear()
            self._any = bool(context.footnotes)
        if not self._any:
            return self._remake_page(index, context, root_box, html)
        self._index = index
        self._called_on = {note: page for note, page in self._called_on.items() if page != index}
        before = self._waiting.get(index + 1)
        page = self._remake_page(index, context, root_box, html)
        if before != self._waiting.get(index + 1) and index + 1 < len(context.page_maker):
            context.page_maker[index + 1][-1]["content_changed"] = True
        return page

    def block_level_layout(self, context: Any, box: Any, *rest: Any, **named: Any) -> Any:
        """Lay out a box of a page: its text above its notes, or the notes."""
        notes = isinstance(box, boxes.FootnoteAreaBox)
        if not self._any or not (notes or box.is_for_root_element):
            return self._lay_out(context, box, *rest, **named)
        footnotes, context.footnotes = context.footnotes, _Settled()
        try:
            if notes:
                return self._lay_out(context, box, *rest, **(named | self._foot()))
            return self._page(context, box, *rest)
        finally:
            context.footnotes = footnotes

    def _page(self, context: Any, root: Any, *rest: Any) -> Any:
        waiting = self._waiting.get(self._index, ([], None))
        called_before = {note for note, page in self._called_on.items() if page < self._index}
        if self.is_galley:
            sheet = _Sheet(self._lay_out, context, root, rest, ([], None), set())
            laid = sheet.text(0.0)
            self.heights = sheet.heights([call.note for call in laid.calls])
            context.current_footnote_area.children = []
            return laid.layout
        sheet = _Sheet(self._lay_out, context, root, rest, waiting, called_before)
        laid = self._as_expected(sheet) or fill(sheet)
        if laid is not sheet.last:
            laid = sheet.text(laid.room)  # the context remembers what was laid out last
        if laid.layout[0] is None:
            return laid.layout  # WeasyPrint asks again, for a page without text
        notes, (left, skip) = sheet.foot(laid)
        context.current_footnote_area.children = notes
        self._foot = partial(sheet.within, sheet.room(laid) if left and notes else inf)
        self._waiting[self._index + 1] = left, skip
        self._called_on |= {call.note: self._index for call in laid.calls}
        return _held_open(root, laid.layout) if left and laid.ended else laid.layout

    def _as_expected(self, sheet: _Sheet) -> Laid | None:
        """The text above the room that its notes take, where that is known before."""
        if not self.expected:
            return None
        laid = sheet.text(self.expected)
        return laid if abs(sheet.needs(laid.calls)[-1] - self.expected) < 1 else None


def notes_kept(context: Any) -> Callable[[], None]:
    """What brings back the footnotes as they wait now: whoever makes a page takes some."""
    footnotes, reported = list(context.footnotes), list(context.reported_footnotes)

    def restore() -> None:
        context.footnotes, context.reported_footnotes = list(footnotes), list(reported)

    return restore


class _Settled(list[Any]):
    """The footnotes that wait for WeasyPrint: none, and it shall not put any back."""

    def __contains__(self, note: object) -> bool:
        return True


class _Sheet:
    """A page as thaibook.pdf.footnote_room sees it."""

    def __init__(
        self, lay_out: Callable[..., Any], context: Any, root: Any, rest: Sequence[Any],
        waiting: Waiting, called_before: set[Any],
    ) -> None:  # fmt: skip
        self._lay_out, self._context, self._root, self._rest = lay_out, context, root, rest
        self._waiting, self._called_before = waiting, called_before
        self._area = area = context.current_footnote_area
        context.current_page_footnotes, area.height = [], "auto"
        self._top = root.position_y
        self.height = area.position_y - self._top
        self._restore = _memory(context, rest)
        self.last: Laid | None = None

    def text(self, room: float) -> Laid:
        """The page's text, with `room` left for notes."""
        self._restore()
        self._context.page_bottom = self._area.position_y - room
        layout = self._lay_out(self._context, self._root, *self._rest)
        box, resume_at, next_page = layout[:3]
        units = [] if box is None else list(_units(box, self.height / 2))
        calls: dict[Any, Call] = {}
        for unit in units:
            for note in called_in(unit):
                if note not in self._called_before and note not in calls:
                    line = LINE * unit.style["font_size"]
                    calls[note] = Call(note, _bottom(unit) - self._top, line)
        bottom = max(map(_bottom, units), default=self._top) - self._top
        ended = resume_at is None or next_page["break"] in FORCED
        self.last = Laid(tuple(calls.values()), bottom, ended, room, layout)
        return self.last

    def needs(self, calls: Sequence[Call]) -> list[float]:
        """The height of what waits from the page before; with the first note; with two…"""
        waiting = self._waiting[0]
        notes = [*waiting, *(call.note for call in calls)]
        if not notes:
            return [0.0]
        area, _ = self._lay_notes(notes, inf)
        below = area.padding_bottom + area.border_bottom_width + area.margin_bottom
        ends = [note.position_y + note.margin_height() for note in area.children]
        heights = [end + below - area.position_y for end in ends]
        return heights[len(waiting) - 1 :] if waiting else [0.0, *heights]

    def heights(self, notes: list[Any]) -> tuple[float, dict[Any, float]]:
        """What stands above notes, and the height of each."""
        if not notes:
            return 0.0, {}
        area, _ = self._lay_notes(notes, inf)
        above = area.children[0].position_y - area.position_y
        above += area.padding_bottom + area.border_bottom_width + area.margin_bottom
        laid = zip(notes, area.children, strict=False)
        return float(above), {note: float(box.margin_height()) for note, box in laid}

    def leaves(self, laid: Laid) -> tuple[bool, bool]:
        """Whether notes or parts of them do not fit in the room; whether each begins there."""
        _, (left, skip) = self.foot(laid)
        return bool(left), len(left) == (skip is not None)

    def foot(self, laid: Laid) -> tuple[list[Any], Waiting]:
        """The notes of the page, and what of them is left for the next."""
        notes = [*self._waiting[0], *(call.note for call in laid.calls)]
        if not notes:
            return [], ([], None)
        area, resume_at = self._lay_notes(notes, self.room(laid))
        index, skip = 0, None
        if area is not None and resume_at is None:
            return notes, ([], None)
        if resume_at is not None:
            ((index, skip),) = resume_at.items()
            if skip and not _shows(area.children[index]):
                skip = None
        if self._waiting[0] and (index, skip or None) == (0, None):
            return notes, ([], None)  # higher than a page: it would wait for ever
        return notes[: index + (skip is not None)], (notes[index:], skip)

    def room(self, laid: Laid) -> float:
        """The room for notes: that which was left, and what the text has not taken."""
        return max(laid.room, float(self.height - laid.bottom))

    def within(self, room: float) -> dict[str, Any]:
        """How WeasyPrint lays out the notes of this page in `room`."""
        skip = self._waiting[1]
        return {
            "skip_stack": {0: skip} if skip else None,
            "bottom_space": self._context.page_bottom - self._area.position_y - room,
            "page_is_empty": bool(self._waiting[0]),  # then something has to be laid out
        }

    def _lay_notes(self, notes: list[Any], room: float) -> tuple[Any, SkipStack]:
        self._area.children = notes
        area = build.create_anonymous_boxes(self._area.deepcopy())
        named = self.within(room)
        layout = self._lay_out(self._context, area, containing_block=area.page, **named)
        return layout[0], layout[1]


def _shows(note: Any) -> bool:
    """Whether there is anything of the note; WeasyPrint puts an empty line before it."""
    return any(isinstance(box, boxes.TextBox | boxes.ReplacedBox) for box in note.descendants())


def _memory(context: Any, rest: Sequence[Any]) -> Callable[[], None]:
    """What brings back the context as it is now, before the text of the page."""
    lists = [(list_, list(list_)) for list_ in rest if isinstance(list_, list)]
    shapes = {root: list(floats) for root, floats in context._excluded_shapes.items()}
    broken = dict(context.broken_out_of_flow)

    def restore() -> None:
        for list_, kept in lists:
            list_[:] = kept
        context._excluded_shapes.clear()
        context._excluded_shapes.update((root, list(kept)) for root, kept in shapes.items())
        context.broken_out_of_flow.clear()
        context.broken_out_of_flow.update(broken)
        for elements in context.running_elements.values():
            elements.pop(context.current_page, None)

    return restore


def _units(box: Any, most: float) -> Iterator[Any]:
    """The parts of the text that no page break parts; none but a line is higher than `most`."""
    if isinstance(box, boxes.LineBox) or not isinstance(box, boxes.ParentBox):
        yield box
    elif box.style["break_inside"] in ("avoid", "avoid-page") and box.height <= most:
        yield box
    else:
        for child in box.children:
            yield from _units(child, most)


def called_in(unit: Any) -> Iterator[Any]:
    """The notes that are called in a part of the text."""
    for box in unit.descendants(placeholders=True):
        if box.footnote is not None:
            yield box.footnote


def _bottom(unit: Any) -> float:
    if not isinstance(unit, boxes.Box):
        return float(unit.position_y)  # what is placed absolutely takes no room
    if isinstance(unit, boxes.BlockLevelBox):
        return float(unit.position_y + unit.margin_height() - unit.margin_bottom)
    return float(unit.position_y + unit.height)


def _held_open(root: Any, layout: Any) -> Any:
    """The same page, but the next is no other section's: notes are left over for it."""
    box, resume_at, _, *others = layout
    after = _after(root, resume_at)
    if after is None:
        return layout
    return box, after, {"break": "any", "page": box.page_values()[1]}, *others


def _after(root: Any, resume_at: SkipStack) -> SkipStack:
    """Where to go on so that nothing is left of the box before the one that comes next."""
    way: list[int] = []
    while resume_at:
        ((index, resume_at),) = resume_at.items()
        way.append(index)
    if not way and root.children:
        way = [len(root.children)]
    if not way or way[-1] == 0:
        return None
    *way, index = way
    for step in way:
        root = root.children[step]
    before = root.children[index - 1]
    if not isinstance(before, boxes.BlockBox):
        return None
    stack: SkipStack = {index - 1: {len(before.children): None}}
    for step in reversed(way):
        stack = {step: stack}
    return stack
