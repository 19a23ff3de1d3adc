"""A chapter on one endless page, and the rows that it has there.

Before the pages of a chapter are made, all of it is laid out below one another, as a printer's
galley. What was planned and shaped for it is kept, so that this costs little; and its page ends
can be chosen together (thaibook/pdf/page_breaking.py).

Enters: that page. Leaves: a Galley: its rows, where WeasyPrint goes on at each, and its paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from weasyprint.formatting_structure import boxes
from weasyprint.layout.block import block_level_page_break

from thaibook.pdf.chapter_rows import Float, Place, Row
from thaibook.pdf.page_breaking import Chapter
from thaibook.pdf.weasyprint70.footnote_area import called_in
from thaibook.pdf.weasyprint70.page_floats import (
    HEADINGS,
    at_foot,
    floating_child,
    start_of,
    stop_of,
    taken_by,
)
from thaibook.pdf.weasyprint70.paragraph_lengths import Setter, adjustable

KEPT = ("avoid", "avoid-page")
# The cost of a line more above a heading, and below what is no paragraph (as in page_breaking).
HEADING_SPACE_COST, SPACE_COST = 1.2, 1.6
Way = tuple[int, ...]  # the numbers of children with which WeasyPrint says where it goes on


class Block(NamedTuple):
    """A laid-out paragraph, and its first and last row."""

    box: Any
    first: int
    last: int


def way_of(resume_at: Any) -> tuple[Way, int, int]:
    """(where WeasyPrint goes on, the number of a box that waits for it, and that of one that
    stands before though it comes later; -1 for none)."""
    way, waiting, done = list[int](), -1, -1
    while resume_at:
        waiting, done = getattr(resume_at, "waiting", waiting), getattr(resume_at, "done", done)
        ((index, resume_at),) = resume_at.items()
        way.append(index)
    return tuple(way), waiting, done


class Galley:
    """What is on an endless page. leading: of its grid; notes: what stands above the notes of a
    page, and the height of each, in pixels."""

    def __init__(
        self, page: Any, leading: float, notes: tuple[float, Mapping[Any, float]] = (0.0, {})
    ) -> None:
        self._height, self._leading = page.height, leading
        above_notes, self._notes = notes
        self._tops: list[float] = []
        self._rows: list[Row] = []
        self._ways: list[Way] = []
        self.blocks: list[Block] = []
        self._floats: dict[int, Float] = {}
        self._spaces: dict[int, float] = {}
        self._elements: dict[int, Any] = {}  # of the rows above which there may be a line more
        self._children: dict[int, int] = {}  # of the section: the first row of each
        root = next(child for child in page.children if isinstance(child, boxes.BlockBox))
        self._walk(root, ())
        self._place_of = {way: row for row, way in enumerate(self._ways)}
        self.chapter = Chapter(
            self._whites(), leading, page.height,
            self._tops[0] - root.position_y if self._tops else 0.0, self._floats,
            above_notes=above_notes, spaces=self._spaces,
        )  # fmt: skip

    def place(self, resume_at: Any) -> Place | None:
        """Where a page begins; None where that is no row."""
        if resume_at is None:
            return Place(0) if self._rows else None
        way, waiting, done = way_of(resume_at)
        row = self._place_of.get(way)
        if row is None:
            return None
        return Place(row, self._children.get(waiting, -1), self._children.get(done, -1))

    def willing(
        self, setter: Setter, first: int, end: int, asked: set[int]
    ) -> dict[int, tuple[int, frozenset[int]]]:
        """The paragraphs between two rows that can be had in a line more or less, as a Chapter
        knows them. asked: the last rows of those that were asked before, and now these."""
        blocks = {
            id(block.box): block
            for block in self.blocks
            if first <= block.first and block.last < end and block.last not in asked
        }
        asked |= {block.last for block in blocks.values()}
        found: dict[int, tuple[int, frozenset[int]]] = {}
        for more in (1, -1):
            for one in adjustable(setter, [block.box for block in blocks.values()], more):
                block = blocks[id(one.box)]
                known = found.get(block.last, (0, frozenset[int]()))[1]
                found[block.last] = block.first, known | {more}
        return found

    def paragraph(self, last: int) -> Any:
        """The paragraph that ends with a row."""
        block = next(block for block in self.blocks if block.last == last)
        return block.box.children[0].__dict__["_thaibook_line"][0]

    def _whites(self) -> list[Row]:
        """The rows, with the white above each."""
        rows, foot = [], None
        for top, row in zip(self._tops, self._rows, strict=True):
            white = 0.0 if foot is None else top - foot - row.white
            rows.append(row._replace(white=white))
            foot = top + row.inset + row.height + row.outset
        # (What a paragraph was moved down to the grid stood in its place.)
        return rows

    def element(self, row: int) -> Any:
        """What begins with a row above which there may be a line more."""
        return self._elements[row]

    # --- reading

    def _add(self, top: float, way: Way, row: Row) -> None:
        self._tops.append(top)
        self._rows.append(row)
        self._ways.append(way)

    def _walk(self, box: Any, way: Way) -> None:
        """Add the rows of a box."""
        if isinstance(box, boxes.TableRowBox):
            self._add(box.position_y, way, Row(0.0, 0.0, box.height, 0.0, notes=self._called(box)))
        elif self._is_whole(box):
            is_scene = box.element_tag == "hr"
            notes = self._called(box)
            row = Row(0.0, 0.0, box.border_height(), 0.0, is_scene=is_scene, notes=notes)
            self._add(box.border_box_y(), way, row)
        elif box.children and isinstance(box.children[0], boxes.LineBox):
            self._lines(box, way)
        else:
            self._children_of(box, way)

    def _called(self, box: Any) -> float:
        """The height of the notes that are called in a row."""
        if not self._notes or not isinstance(box, boxes.ParentBox):
            return 0.0
        return sum(self._notes.get(note, 0.0) for note in dict.fromkeys(called_in(box)))

    def _is_whole(self, box: Any) -> bool:
        kinds = boxes.BlockBox, boxes.TableBox, boxes.TableRowGroupBox
        if not isinstance(box, kinds) or not box.children or box.element_tag == "hr":
            return True
        return box.style["break_inside"] in KEPT and box.height < self._height

    def _lines(self, box: Any, way: Way) -> None:
        lines, first = box.children, len(self._rows)
        moved = box.__dict__.get("_thaibook_moved")
        for number, line in enumerate(lines):
            most = len(lines) - box.style["widows"]
            row = Row(
                0.0, 0.0, line.height, 0.0, baseline=line.baseline,
                may_begin=box.style["orphans"] <= number <= most, notes=self._called(line),
            )  # fmt: skip
            if not number and moved is not None:
                row = row._replace(snaps=True, white=moved)
            place = (0, *way_of(lines[number - 1].resume_at)[0]) if number else ()
            self._add(line.position_y, (*way, *place), row)
        self.blocks.append(Block(box, first, len(self._rows) - 1))
        self._pad(box, first)

    def _children_of(self, box: Any, way: Way) -> None:
        """Add the rows of children that stand below one another."""
        begun, before, head = len(self._rows), None, 0.0
        spans: list[int] = []
        for child in box.children:
            if getattr(child, "is_header", False):  # of a table, on each of its pages
                head = child.height
                continue
            if not child.is_in_normal_flow() or not hasattr(child, "index"):
                spans.append(len(self._rows))
                continue
            first = len(self._rows)
            spans.append(first)
            self._walk(child, (*way, child.index))
            if len(self._rows) == first:
                continue
            if before is not None:
                kept = block_level_page_break(before, child) in KEPT
                self._change(first, may_begin=not kept)
                if box.element_tag == "section":
                    self._space(before, child, first)
                self._ways[first] = (*way, child.index)
            if head:
                for row in range(first + 1, len(self._rows)):
                    self._change(row, repeated=head + self._leading)
                self._tops[first] -= head
                self._change(first, inset=self._rows[first].inset + head)
            before = child
        if box.element_tag == "section":
            self._margins(box, spans)
            self._floating(box, spans)
        self._pad(box, begun)

    def _pad(self, box: Any, first: int) -> None:
        """The padding and border of a box that begins with a row."""
        if len(self._rows) > first and not isinstance(box, boxes.TableRowGroupBox):
            above = box.padding_top + box.border_top_width
            below = box.padding_bottom + box.border_bottom_width
            self._tops[first] -= above
            self._change(first, inset=self._rows[first].inset + above)
            self._change(-1, outset=self._rows[-1].outset + below)
            if above and below:  # a box: a page that ends with it may end anywhere
                self._change(-1, baseline=None)
                for row in range(first + 1, len(self._rows)):
                    self._change(row, parts_box=True)

    def _space(self, before: Any, child: Any, row: int) -> None:
        """Above a heading there may be a line more, and below what is no paragraph."""
        is_heading = child.element_tag in HEADINGS
        below_block = child.element_tag == "p" and before.element_tag not in (*HEADINGS, "p")
        begins = child.children and isinstance(child.children[0], boxes.LineBox)
        if before.height and begins and self._rows[row].may_begin and (is_heading or below_block):
            self._spaces[row] = HEADING_SPACE_COST if is_heading else SPACE_COST
            self._elements[row] = child.element

    def _margins(self, section: Any, spans: Sequence[int]) -> None:
        for child, first, end in self._spans(section, spans):
            if first < end:
                above = 0.0 if self._rows[first].snaps else child.margin_top
                self._change(first, above=above)
                self._change(end - 1, below=max(child.margin_bottom, 0.0))
                self._children[child.index] = first

    def _floating(self, section: Any, spans: Sequence[int]) -> None:
        for number, (_, first, end) in enumerate(self._spans(section, spans)):
            found = floating_child(section, number) if first < end else None
            if found is None:
                continue
            child = section.children[found]
            stop, ends = stop_of(section, found), [*spans, len(self._rows)]
            if self._children.get(child.index) is None:
                continue
            is_last, start = stop == len(section.children), ends[start_of(section, found)]
            self._floats[first] = self._floats[ends[found]] = Float(
                ends[found], ends[found + 1], ends[stop], taken_by(child), is_last, start,
                at_foot(child, child.margin_top),
            )  # fmt: skip

    def _spans(self, section: Any, spans: Sequence[int]) -> Iterator[tuple[Any, int, int]]:
        return zip(section.children, spans, [*spans[1:], len(self._rows)], strict=True)

    def _change(self, row: int, **fields: Any) -> None:
        self._rows[row] = self._rows[row]._replace(**fields)
