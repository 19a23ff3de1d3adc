"""The paragraphs and tables of a .docx, in their order.

Enters: the body of a part (the document, a note, a box). Leaves: Blocks. Sources: ECMA-376 part 1,
17.3.1 (paragraphs), 17.4 (tables), 17.13.5 (changes of paragraphs and rows).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import replace

from lxml import etree

from thaibook.importing.docx.docx_numbering import Numbering
from thaibook.importing.docx.docx_parts import MC, OFFICE, M, Part, V, W, is_on, number_of, value
from thaibook.importing.docx.docx_runs import GONE, Context, PageMark, RunReader
from thaibook.importing.docx.docx_styles import Styles
from thaibook.importing.gathering import Remarks, merged, plain, without_common_look
from thaibook.importing.source_document import (
    Block,
    Box,
    Cell,
    Finding,
    Inline,
    Item,
    PageBreak,
    Paragraph,
    Role,
    SceneBreak,
    Table,
    Text,
)
from thaibook.importing.style_names import StyleRole

INDENT_OF_QUOTE = 567  # twentieths of a point on both sides: a centimetre
ALIGNED = {"center": "center", "right": "right", "end": "right"}
WRAPPERS = {
    f"{W}{name}" for name in ("sdt", "sdtContent", "smartTag", "customXml", "ins", "moveTo")
}
FLAT = 8  # tables within one another that are read as tables
NEW_PAGES = ("nextPage", "oddPage", "evenPage", "")


class BlockReader:
    """Reads the blocks of one document, part after part."""

    def __init__(
        self, runs: RunReader, styles: Styles, numbering: Numbering, remarks: Remarks
    ) -> None:
        self._runs, self._styles = runs, styles
        self._numbering, self._remarks = numbering, remarks
        self._item: Item | None = None  # of the paragraph above
        self._waiting: list[Inline | PageMark] = []  # of a paragraph whose end was deleted
        self._nested = 0
        self.counts_places = True  # not in notes, which stand where they are called

    def read(self, body: etree._Element, part: Part) -> list[Block]:
        """The blocks of the body of a part."""
        blocks: list[Block] = []
        for child in self._children(body):
            if child.tag == f"{W}p":
                blocks += self._paragraph(child, part)
            elif child.tag == f"{W}tbl":
                blocks += self._table(child, part)
        return blocks

    def _children(self, element: etree._Element) -> Iterator[etree._Element]:
        """The paragraphs and tables, out of what is wrapped around them."""
        for child in element:
            tag = str(child.tag)
            if tag in WRAPPERS:
                yield from self._children(child)
            elif tag == f"{MC}AlternateContent":
                yield from self._children(child[0]) if len(child) else ()
            elif tag == f"{W}bookmarkStart":  # of pandoc: of the paragraph that follows
                self._runs.begin_with(child)
            elif tag in (f"{W}p", f"{W}tbl"):
                yield child
            elif tag == f"{W}altChunk":  # a whole file of another kind
                self._remarks.left_out("drawing", "altChunk")
            elif tag.startswith(M):
                holder = etree.Element(f"{W}p")
                holder.append(deepcopy(child))
                yield holder
            elif tag not in GONE and next(child.iter(f"{W}p"), None) is not None:
                yield from self._children(child)  # whatever else has paragraphs in it

    # --- paragraphs

    def _paragraph(self, element: etree._Element, part: Part) -> list[Block]:
        if self.counts_places:
            self._remarks.place += 1
        own = element.find(f"{W}pPr")
        style = self._styles.style_of(own)
        role = self._styles.role(style)
        context = self._runs.read(element, part, style)
        inlines = [*self._waiting, *context.inlines]
        self._waiting = []
        if self._is_joined_with_next(own):
            self._waiting = inlines
            return self._boxes(context, part)
        if role.is_contents:
            words = "".join(each.text for each in inlines if isinstance(each, Text))
            if words.strip():
                self._remarks.left_out("contents", words)
            return self._boxes(context, part)
        blocks = self._parts_of(inlines, self._model(own, style, role, inlines))
        is_rule = any(each.get(f"{OFFICE}hr") for each in element.iter(f"{V}rect"))
        if (is_rule or self._is_ruled(own)) and not any(
            isinstance(b, Paragraph) and b.inlines for b in blocks
        ):
            blocks = [SceneBreak(self._remarks.place)]
        section = own.find(f"{W}sectPr") if own is not None else None
        if section is not None and value(section, "type", "nextPage") in NEW_PAGES:
            blocks.append(PageBreak(self._remarks.place))
        boxes = self._boxes(context, part)
        at = len(blocks)
        while boxes and at and isinstance(blocks[at - 1], PageBreak):
            at -= 1
        return [*blocks[:at], *boxes, *blocks[at:]]

    def _is_joined_with_next(self, own: etree._Element | None) -> bool:
        """Whether the end of the paragraph was deleted (17.13.5.15)."""
        if own is None or own.find(f"{W}rPr") is None:
            return False
        gone = any(own.find(f"{W}rPr/{W}{name}") is not None for name in ("del", "moveFrom"))
        if gone:
            self._remarks.add(Finding.ACCEPTED, "joined")
        return gone

    @staticmethod
    def _is_ruled(own: etree._Element | None) -> bool:
        """Whether a line is drawn above or below the paragraph."""
        if own is None:
            return False
        return any(own.find(f"{W}pBdr/{W}{side}") is not None for side in ("top", "bottom"))

    def _model(
        self, own: etree._Element | None, style: str, role: StyleRole, inlines: Sequence[object]
    ) -> Paragraph:
        """A paragraph of that kind without its runs."""
        level = self._level(own, role)
        item, prefix = self._item_of(own, style, is_heading=bool(level), is_empty=not inlines)
        indent = self._styles.paragraph_property(own, style, "ind")
        sides = [
            max((number_of(indent.get(f"{W}{name}", "")) for name in names), default=0)
            if indent is not None
            else 0
            for names in (("left", "start"), ("right", "end"))
        ]
        quotes = role.quotes or int(not item and not level and min(sides) >= INDENT_OF_QUOTE)
        align = ALIGNED.get(self._styles.paragraph_value(own, style, "jc"), "")
        breaks = self._styles.paragraph_property(own, style, "pageBreakBefore")
        return Paragraph(
            plain(f"{prefix} ") if prefix else (),
            self._remarks.place,
            level=level,
            role=role.role,
            align=align,
            size=self._runs.size,
            item=item,
            quotes=quotes,
            name=role.name,
            breaks_page=breaks is not None
            and breaks.get(f"{W}val", "1") not in ("0", "false", "off"),
        )

    def _level(self, own: etree._Element | None, role: StyleRole) -> int:
        """The level of a heading: of its own outline, or of its style."""
        outline = value(own, "outlineLvl")
        if outline.isdigit():
            return min(int(outline) + 1, 6) if int(outline) < 9 else 0
        return role.level

    def _item_of(
        self, own: etree._Element | None, style: str, is_heading: bool, is_empty: bool
    ) -> tuple[Item | None, str]:
        """In which list a paragraph stands; and the number of a heading, which is text."""
        numbered = self._styles.paragraph_property(own, style, "numPr")
        number = value(numbered, "numId")
        depth = number_of(value(numbered, "ilvl"))
        if number in ("", "0") or is_empty:
            taken_out = number == "0" and own is not None and own.find(f"{W}numPr") is not None
            goes_on = not is_heading and (taken_out or self._styles.is_of_list(style))
            self._item = replace(self._item, marker="") if self._item and goes_on else None
            return self._item, ""
        marker = self._numbering.marker(number, depth)
        if marker is None:
            self._item = None
        elif is_heading:
            self._item = None
            return None, "" if marker == "-" else marker
        else:
            self._item = Item(max(0, depth), marker) if marker else None
        return self._item, ""

    def _parts_of(self, inlines: Sequence[Inline | PageMark], model: Paragraph) -> list[Block]:
        """The paragraph, in several where a new page begins in it."""
        blocks: list[Block] = []
        part: list[Inline] = []
        for each in inlines:
            if isinstance(each, PageMark):
                if merged(part):
                    blocks.append(self._finished(part, model))
                blocks.append(PageBreak(self._remarks.place))
                part = []
            else:
                part.append(each)
        if part or not blocks:
            blocks.append(self._finished(part, model))
        return blocks

    @staticmethod
    def _finished(inlines: Iterable[Inline], model: Paragraph) -> Paragraph:
        runs = merged(inlines)
        has_own_look = model.level or model.role in (Role.TITLE, Role.SUBTITLE, Role.AUTHOR)
        runs = without_common_look(runs) if has_own_look else runs
        return replace(model, inlines=(*model.inlines, *runs) if runs else ())

    def _boxes(self, context: Context, part: Part) -> list[Block]:
        """The text boxes that hang on a paragraph."""
        boxes: list[Block] = []
        for element in context.boxes:
            place, outer = self._remarks.place, self._item
            inside = tuple(self.read(element, part))
            self._item = outer
            if any(not isinstance(b, Paragraph) or b.inlines for b in inside):
                boxes.append(Box(inside, place))
        return boxes

    # --- tables

    def _table(self, element: etree._Element, part: Part) -> list[Block]:
        self._item = None
        if self._nested >= FLAT:
            lines = element.iter(f"{W}p")
            return [block for line in lines for block in self._paragraph(line, part)]
        self._nested += 1
        place = self._remarks.place + 1
        rows = list(self._rows(element, part))
        self._nested -= 1
        every = [cell for cells, _ in rows for cell in cells]
        if len(every) == 1:  # a frame around a text
            return [Box(every[0].blocks, place)]
        heads = 0
        while heads < len(rows) and rows[heads][1]:
            heads += 1
        return [Table(tuple(tuple(cells) for cells, _ in rows), place, heads)] if every else []

    def _rows(self, table: etree._Element, part: Part) -> Iterator[tuple[list[Cell], bool]]:
        """The cells of each row, and whether it names the columns. A cell that stretches
        over rows stands in the first of them."""
        made: list[tuple[list[Cell], bool]] = []
        open_cells: dict[int, tuple[int, int]] = {}  # by column: row and index of its cell
        for row in _wrapped(table, f"{W}tr"):
            properties = row.find(f"{W}trPr")
            if properties is not None and properties.find(f"{W}del") is not None:
                words = "".join(map(str, row.itertext(f"{W}delText", f"{W}t")))
                self._remarks.add(Finding.ACCEPTED, "deleted", words)
                continue
            cells: list[Cell] = []
            column = number_of(value(properties, "gridBefore"))
            for cell in _wrapped(row, f"{W}tc"):
                own = cell.find(f"{W}tcPr")
                width = max(1, min(number_of(value(own, "gridSpan", "1"), 1), 200))
                merge = own.find(f"{W}vMerge") if own is not None else None
                goes_on = merge is not None and merge.get(f"{W}val", "continue") == "continue"
                blocks = tuple(self.read(cell, part))
                if goes_on and column in open_cells:
                    above, index = open_cells[column]
                    upper = made[above][0][index]
                    more = tuple(b for b in blocks if not isinstance(b, Paragraph) or b.inlines)
                    joined = replace(upper, rows=upper.rows + 1, blocks=upper.blocks + more)
                    made[above][0][index] = joined
                else:
                    open_cells.pop(column, None)
                    if merge is not None:
                        open_cells[column] = len(made), len(cells)
                    align = next((b.align for b in blocks if isinstance(b, Paragraph)), "")
                    cells.append(Cell(blocks, width, 1, align))
                column += width
            made.append((cells, bool(is_on(properties, "tblHeader"))))
        yield from made


def _wrapped(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The rows or cells, out of what is wrapped around them."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in WRAPPERS:
            yield from _wrapped(child, tag)
