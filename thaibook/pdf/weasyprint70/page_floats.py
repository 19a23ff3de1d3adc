"""A picture that does not fit on its page moves to the head of the next one, after some text.

What is as high as it is, a picture, a table or a listing, would leave a hole at the foot of the
page where it no longer fits. Where the hole is of more than four lines, the paragraphs that follow
move up before it, and it stands at the head of the next page, as in any printed book. It passes
text alone: no heading, no other picture and no break between scenes, so that it stays in its
section and in its order. Where nothing may pass it, it stands at the foot of its own page, and
the last lines before it move to the next. Style sheets say which boxes may float: `--float: auto`.

Stands in the place of block.block_container_layout. That a box is still to come is said with the
place where the next page goes on (Resume), so that a page can be made as often as it has to be.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

from weasyprint.formatting_structure import boxes
from weasyprint.layout import block
from weasyprint.layout.percent import resolve_percentages
from weasyprint.text.line_break import strut

from thaibook.pdf.weasyprint70.baseline_grid import BaselineGrid

HOLE = 4.0  # lines at the foot of a page that may be missing
WORTH = 2.0  # lines that have to come into the hole; that may be empty above what is at the foot
FARTHEST = 12.0  # lines that move below what stands at the foot of their page
FORCED = ("page", "left", "right", "recto", "verso", "always")
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
TEXT = frozenset(("p", "ul", "ol", "dl", "blockquote", "div"))  # what a box may pass
READ = frozenset(("p", "ul", "ol", "dl"))  # what has to stand above a box at the foot of a page


class Resume(dict[int, Any]):
    """Where a section goes on on the next page, as WeasyPrint has it; waiting: the number among
    its children of the box that stands before that; done: that of a box that stood before it
    already, though it comes later; -1 for none."""

    def __init__(self, place: dict[int, Any], waiting: int = -1, done: int = -1) -> None:
        super().__init__(place)
        self.waiting, self.done = waiting, done

    def __eq__(self, other: object) -> bool:
        same = getattr(other, "waiting", -1) == self.waiting
        return super().__eq__(other) and same and getattr(other, "done", -1) == self.done

    __hash__ = None


class Room(NamedTuple):
    """What WeasyPrint gives for the layout of a section on a page."""

    context: Any
    bottom_space: float
    page_is_empty: bool
    absolute_boxes: Any
    fixed_boxes: Any
    adjoining_margins: list[Any]
    rest: tuple[Any, ...]


class PageFloats:
    """Lays out sections, through the grid."""

    def __init__(self, grid: BaselineGrid) -> None:
        self._grid, self._theirs = grid, grid.block_container_layout

    def block_container_layout(
        self, context: Any, box: Any, bottom_space: float, skip_stack: Any, page_is_empty: bool,
        absolute_boxes: Any, fixed_boxes: Any, adjoining_margins: Any, *rest: Any, **named: Any,
    ) -> Any:  # fmt: skip
        """Lay out a box; what floats in a section where there is room for it."""
        if box.element_tag != "section" or box.is_column or bottom_space == -math.inf:
            return self._theirs(
                context, box, bottom_space, skip_stack, page_is_empty, absolute_boxes,
                fixed_boxes, adjoining_margins, *rest, **named,
            )  # fmt: skip
        room = Room(context, bottom_space, page_is_empty, absolute_boxes, fixed_boxes,
                    list(adjoining_margins or []), (*rest, *named.values()))  # fmt: skip
        waiting, done = (getattr(skip_stack, name, -1) for name in ("waiting", "done"))
        if waiting >= 0:
            return self._below(box, waiting, skip_stack, room)
        if done >= 0:
            return self._without(box, done, skip_stack, room)
        return self._filled(box, skip_stack, room)

    def _lay_out(self, box: Any, skip_stack: Any, room: Room) -> Any:
        return self._theirs(
            room.context, box, room.bottom_space, skip_stack, room.page_is_empty,
            room.absolute_boxes, room.fixed_boxes, list(room.adjoining_margins), *room.rest,
        )  # fmt: skip

    def _below(self, box: Any, waiting: int, skip_stack: Any, room: Room) -> Any:
        """The rest of a section below a box that stands at the head of the page."""
        top = box.position_y
        head, _ = self._at_head(box, waiting, room)
        leading = strut(box.style)[0]
        head.translate(dy=top - _edge_of(head, 0).border_box_y())
        taken = math.ceil(taken_by(head) / leading - 0.05) * leading
        box.position_y = top + taken
        result = self._filled(box, skip_stack, room._replace(page_is_empty=False))
        section, *others = result
        if section is None:
            box.position_y = top
            section = box.copy_with_children([])
            section.height = taken
            page = box.children[waiting].page_values()[1]
            return section.copy_with_children([head]), dict(skip_stack), \
                {"break": "any", "page": page}, [], False, others[-1]  # fmt: skip
        section.position_y = top
        section.height += taken
        section.children = [head, *section.children]
        return section, *others

    def _at_head(self, box: Any, number: int, room: Room) -> tuple[Any, bool]:
        """A child of a section, laid out where the section begins on the page, and whether there is
        room for all of it."""
        child = box.children[number]
        resolve_percentages(child, box)
        child.position_x, child.position_y = box.content_box_x(), box.position_y
        head, resume_at = block.block_level_layout(
            room.context, child, room.bottom_space, None, box, True, room.absolute_boxes,
            room.fixed_boxes, [0], None, None, False, None,
        )[:2]  # fmt: skip
        head.index = number
        return head, resume_at is None

    def _filled(self, box: Any, skip_stack: Any, room: Room) -> Any:
        """The section on this page; where a box that floats leaves a hole, with text in it."""
        top = box.position_y
        result = self._lay_out(box, skip_stack, room)
        section, resume_at, next_page = result[:3]
        if section is None or resume_at is None or next_page["break"] != "any":
            return result
        ((number, inside),) = resume_at.items()
        floating = floating_child(box, number) if inside is None else None
        if floating is None or not section.children:
            return result
        leading = strut(box.style)[0]
        hole = _hole(section, room)
        if hole <= HOLE * leading:
            return result
        stop = stop_of(box, floating)
        if stop == floating + 1 and start_of(box, floating) == floating:
            return result
        head, is_whole = self._at_head(box, floating, room)
        _forget(head, room)
        if not is_whole:
            return result
        _forget(section, room)
        if stop > floating + 1:
            shorter = box.copy_with_children(
                [*box.children[:floating], *box.children[floating + 1 : stop]]
            )
            shorter.position_y = top
            filled = self._lay_out(shorter, skip_stack, room)
            place = _place(filled[1], floating, stop, box) if filled[0] is not None else None
            if place is not None and _hole(filled[0], room) <= hole - WORTH * leading:
                following = {"break": "any", "page": box.page_values()[1]}
                return filled[0], Resume(place, floating), following, *filled[3:]
            _forget(filled[0], room)
        box.position_y = top
        footed = self._footed(box, floating, hole, skip_stack, room) if number == floating else None
        return footed or self._lay_out(box, skip_stack, room)

    def _footed(self, box: Any, floating: int, hole: float, skip_stack: Any, room: Room) -> Any:
        """The section with a box at the foot of this page, and before it as much of what precedes
        it as there is room for; None where that is not better than a hole."""
        top, start = box.position_y, start_of(box, floating)
        leading = self._grid.leading
        resolve_percentages(box.children[floating], box)
        white = box.children[floating].margin_top  # which is none at a head
        foot, _ = self._at_head(box, floating, room)
        taken = at_foot(foot, white)
        if start == floating or not 0 < taken - hole <= FARTHEST * leading:
            _forget(foot, room)
            return None
        least = room.context.page_bottom - room.bottom_space
        lowest = self._grid.top + int((least - self._grid.top) / leading + 0.05) * leading
        above = room._replace(bottom_space=room.bottom_space + least - (lowest - taken))
        before = box.copy_with_children(box.children[:floating])
        result = self._lay_out(before, skip_stack, above)
        section, resume_at = result[:2]
        ((number, inside),) = resume_at.items() if resume_at else ((-1, None),)
        is_near = number > start or (number == start and inside is not None)
        is_near = is_near and section is not None and section.children[-1].element_tag in READ
        if not is_near or not -1 < _hole(section, above) <= WORTH * leading:
            _forget(section, room)
            _forget(foot, room)
            box.position_y = top
            return None
        edge = _edge_of(foot, -1)
        foot.translate(dy=lowest - edge.border_box_y() - edge.border_height())
        section.children = [*section.children, foot]
        section.height = max(section.height, lowest - section.content_box_y())
        following = {"break": "any", "page": box.page_values()[1]}
        return section, Resume(resume_at, done=floating), following, *result[3:]

    def _without(self, box: Any, done: int, skip_stack: Any, room: Room) -> Any:
        """The rest of a section of which a later box stood at the foot of the page before."""
        rest = box.copy_with_children([*box.children[:done], *box.children[done + 1 :]])
        result = self._filled(rest, dict(skip_stack), room)
        if result[1] is None:
            return result
        ((number, inside),) = result[1].items()
        waiting, later = (getattr(result[1], name, -1) for name in ("waiting", "done"))
        waiting, later = waiting + (waiting >= done), later + (later >= done)
        is_past = number >= done
        place = Resume({number + is_past: inside}, waiting, later if is_past else done)
        return result[0], place, *result[2:]


def taken_by(head: Any) -> float:
    """What a box takes at the head of a page, in pixels: the white above it is not set, and half as
    much again as that below."""
    first, last = _edge_of(head, 0), _edge_of(head, -1)
    bottom = last.border_box_y() + last.border_height()
    bottom = max(bottom, head.border_box_y() + head.border_height())
    return float(bottom - first.border_box_y() + 1.5 * max(last.margin_bottom, head.margin_bottom))


def at_foot(box: Any, white: float) -> float:
    """What a box takes at the foot of a page, in pixels: with the white above it."""
    first, last = _edge_of(box, 0), _edge_of(box, -1)
    bottom = last.border_box_y() + last.border_height()
    return float(bottom - first.border_box_y() + max(first.margin_top, white, 0.0))


def _edge_of(box: Any, end: int) -> Any:
    """The box that begins (0) or ends (-1) with another, whose white is that of both."""
    while isinstance(box, boxes.BlockBox) and box.children:
        edges = (box.padding_top, box.border_top_width) if end == 0 else (
            box.padding_bottom, box.border_bottom_width)  # fmt: skip
        if any(edges) or not isinstance(box.children[end], boxes.BlockLevelBox):
            break
        box = box.children[end]
    return box


def floating_child(box: Any, number: int) -> int | None:
    """The child that did not fit, where the page ends before `number`; None where none floats.
    A heading goes with what follows."""
    while number < len(box.children) and box.children[number].element_tag in HEADINGS:
        number += 1
    child = box.children[number] if number < len(box.children) else None
    return number if child is not None and _may_float(child) else None


def _may_float(child: Any) -> bool:
    if not isinstance(child, boxes.BlockLevelBox) or not child.is_in_normal_flow():
        return False
    if child.style["break_before"] in FORCED or child.style["break_after"] in FORCED:
        return False
    return any(token.value == "auto" for token in child.style["__float"] if token.type == "ident")


def stop_of(box: Any, floating: int) -> int:
    """The number of the child up to which text may move before the one that floats."""
    stop = floating + 1
    while stop < len(box.children):
        child = box.children[stop]
        is_text = child.element_tag in TEXT and child.is_in_normal_flow()
        if not is_text or _may_float(child) or child.style["break_before"] in FORCED:
            break
        stop += 1
    # What leads to something stays with it.
    while stop > floating + 1 and box.children[stop - 1].style["break_after"] != "auto":
        stop -= 1
    return stop


def start_of(box: Any, floating: int) -> int:
    """The number of the child from which on text may move below the one that floats, to the next
    page; that of the one that floats where none may."""
    start = floating
    while start > 0:
        child = box.children[start - 1]
        is_text = child.element_tag in TEXT and child.is_in_normal_flow()
        breaks = {child.style["break_before"], child.style["break_after"]}
        if not is_text or _may_float(child) or breaks != {"auto"}:
            break
        start -= 1
    return start


def _forget(box: Any, room: Room) -> None:
    """Take back what the layout of a box has placed elsewhere."""
    if box is not None:
        block.remove_placeholders(room.context, [box], room.absolute_boxes, room.fixed_boxes)


def _place(resume_at: Any, floating: int, stop: int, box: Any) -> dict[int, Any] | None:
    """Where the section goes on, counted with the box that was left out; None where the box
    would be the last of the section, or where nothing came before it."""
    if resume_at is None:
        ends = stop == len(box.children)
        return None if ends or box.children[stop].style["break_before"] in FORCED else {stop: None}
    ((number, inside),) = resume_at.items()
    if number < floating or (number == floating and inside is None):
        return None
    return {number + 1: inside}


def _hole(section: Any, room: Room) -> float:
    """What is left at the foot of the page, in pixels."""
    flow = [child for child in section.children if child.is_in_normal_flow()]
    if not flow:
        return math.inf
    bottom = flow[-1].position_y + flow[-1].margin_height()
    return float(room.context.page_bottom - room.bottom_space - bottom)
