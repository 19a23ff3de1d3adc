"""The paragraphs, lists and tables of an OpenDocument text, in their order.

Enters: the element that holds them. Leaves: Blocks. Source: OpenDocument 1.3 part 3, 5 (text
structure), 5.3 (lists), 9 (tables).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from thaibook.importing.gathering import Remarks, merged, plain, without_common_look
from thaibook.importing.numerals_of_lists import shown
from thaibook.importing.odt.odt_runs import Line, OdtRunReader
from thaibook.importing.odt.odt_styles import FO, TEXT, OdtStyles, points
from thaibook.importing.source_document import (
    Block,
    Box,
    Cell,
    Inline,
    Item,
    PageBreak,
    Paragraph,
    Picture,
    Role,
    SceneBreak,
    Table,
    Text,
)

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
ALIGNED = {"center": "center", "end": "right", "right": "right"}
INDEXES = {
    f"{TEXT}{name}"
    for name in ("table-of-content", "illustration-index", "table-index", "alphabetical-index",
                 "user-index", "object-index")
}  # fmt: skip
WRAPPERS = {f"{TEXT}{name}" for name in ("section", "index-body", "index-title", "bibliography")}
INDENT_OF_QUOTE = 28.0  # points on both sides: a centimetre
MOST = 200
FLAT = 8


class OdtBlockReader:
    """Reads the blocks of one document."""

    def __init__(self, runs: OdtRunReader, styles: OdtStyles, remarks: Remarks) -> None:
        self._runs, self._styles, self._remarks = runs, styles, remarks
        self._counts: dict[tuple[str, int], int] = {}
        self._headings: dict[int, int] = {}
        self._nested = 0
        self.counts_places = True

    def read(self, element: etree._Element) -> list[Block]:
        """The blocks that stand in an element."""
        blocks: list[Block] = []
        for child in element:
            if not isinstance(child.tag, str):
                continue
            tag = child.tag
            if tag in (f"{TEXT}p", f"{TEXT}h"):
                blocks += self._paragraph(child, None, "")
            elif tag == f"{TEXT}list":
                blocks += self._list(child, 0, "")
            elif tag == f"{TABLE}table":
                blocks += self._table(child)
            elif tag in INDEXES:
                self._remarks.left_out("contents", "".join(map(str, child.itertext())))
            elif tag in WRAPPERS:
                blocks += self.read(child)
            elif tag.endswith(("}frame", "}custom-shape")):  # at the page, not in a line
                holder = etree.Element(f"{TEXT}p")
                holder.append(child)
                blocks += self._paragraph(holder, None, "", is_extra=True)
            elif next(child.iter(f"{TEXT}p", f"{TEXT}h"), None) is not None:
                blocks += self.read(child)  # whatever else has paragraphs in it
        return blocks

    def _paragraph(
        self,
        element: etree._Element,
        item: Item | None,
        list_style: str,
        is_extra: bool = False,
    ) -> list[Block]:
        if self.counts_places and not is_extra:
            self._remarks.place += 1
        style = element.get(f"{TEXT}style-name", "")
        role = self._styles.role(style)
        line = self._runs.read(element, style)
        runs = merged(line.inlines)
        if role.is_contents:
            words = "".join(each.text for each in runs if isinstance(each, Text))
            if words.strip():
                self._remarks.left_out("contents", words)
            return self._boxes(line)
        level, runs = self._heading(element, role.level, runs)
        if role.role in (Role.TITLE, Role.SUBTITLE, Role.AUTHOR):
            runs = without_common_look(runs)
        sides = [
            points(self._styles.paragraph(style, f"{FO}margin-{s}")) for s in ("left", "right")
        ]
        is_quote = not item and not level and min(sides) >= INDENT_OF_QUOTE
        blocks: list[Block] = []
        if self._styles.breaks_page(style):
            blocks.append(PageBreak(self._remarks.place))
        if not runs and self._styles.paragraph(style, f"{FO}border-bottom") not in ("", "none"):
            return [*blocks, SceneBreak(self._remarks.place)]
        align = ALIGNED.get(self._styles.paragraph(style, f"{FO}text-align"), "")
        blocks.append(
            Paragraph(
                runs,
                self._remarks.place,
                level=level,
                role=role.role,
                align=align,
                size=self._runs.size,
                item=None if level else item,
                quotes=role.quotes or int(is_quote),
                name=role.name,
            )
        )
        return [*blocks, *self._boxes(line)]

    def _heading(
        self, element: etree._Element, level: int, runs: tuple[Inline, ...]
    ) -> tuple[int, tuple[Inline, ...]]:
        """The level of a heading, and its words with its number."""
        if element.tag == f"{TEXT}h":
            written = element.get(f"{TEXT}outline-level", "1")
            level = min(int(written), 6) if written.isdigit() else 1
        if level:
            runs = without_common_look(runs)
        is_numbered = element.tag == f"{TEXT}h" and element.get(f"{TEXT}is-list-header") != "true"
        if is_numbered and runs and (prefix := self._number(level)):
            runs = (*plain(f"{prefix} "), *runs)
        return level, runs

    def _number(self, level: int) -> str:
        """The number of a heading, which is part of its words."""
        self._headings[level] = self._headings.get(level, 0) + 1
        for deeper in [each for each in self._headings if each > level]:
            del self._headings[deeper]
        numbered = self._styles.heading_level(level)
        if numbered is None:
            return ""
        first = max(1, level - numbered.levels + 1)
        numbers = [
            shown(self._headings.get(each, 1), numbered.form) for each in range(first, level + 1)
        ]
        return f"{numbered.prefix}{'.'.join(filter(None, numbers))}{numbered.suffix}".strip()

    def _boxes(self, line: Line) -> list[Block]:
        """The text boxes that hang on a paragraph; a frame around a picture is none."""
        boxes: list[Block] = []
        for element in line.boxes:
            inside = self.read(element)
            shows = any(
                isinstance(i, Picture)
                for b in inside
                if isinstance(b, Paragraph)
                for i in b.inlines
            )
            if shows:
                boxes += [replace(b, align="") if isinstance(b, Paragraph) else b for b in inside]
            elif any(not isinstance(b, Paragraph) or b.inlines for b in inside):
                boxes.append(Box(tuple(inside), self._remarks.place))
        return boxes

    # --- lists

    def _list(self, element: etree._Element, depth: int, outer_style: str) -> list[Block]:
        style = element.get(f"{TEXT}style-name", "") or outer_style
        goes_on = element.get(f"{TEXT}continue-numbering") == "true" or bool(
            element.get(f"{TEXT}continue-list")
        )
        key = style, depth
        level = self._styles.level(style, depth)
        if not goes_on or key not in self._counts:
            self._counts[key] = (level.start if level else 1) - 1
        blocks: list[Block] = []
        for child in element:
            if child.tag not in (f"{TEXT}list-item", f"{TEXT}list-header"):
                continue
            start = child.get(f"{TEXT}start-value", "")
            if start.isdigit() and len(start) < 7:
                self._counts[key] = int(start) - 1
            marker = ""
            for part in child:
                if part.tag in (f"{TEXT}p", f"{TEXT}h"):
                    is_first = not marker and child.tag.endswith("list-item")
                    if is_first:
                        self._counts[key] += 1
                        marker = self._marker(style, depth)
                    item = Item(depth, marker if is_first else "")
                    blocks += self._paragraph(part, item, style)
                elif part.tag == f"{TEXT}list":
                    blocks += self._list(part, depth + 1, style)
        return blocks

    def _marker(self, style: str, depth: int) -> str:
        level = self._styles.level(style, depth)
        if level is None:
            return "-"
        numbers = []
        for each in range(max(0, depth - level.levels + 1), depth + 1):
            own = self._styles.level(style, each)
            form = own.form if own else level.form
            numbers.append(shown(self._counts.get((style, each), 1), form))
        number = ".".join(filter(None, numbers))
        return f"{level.prefix}{number}{level.suffix}".strip() if number else "-"

    # --- tables

    def _table(self, element: etree._Element) -> list[Block]:
        if self._nested >= FLAT:
            lines = element.iter(f"{TEXT}p", f"{TEXT}h")
            return [block for line in lines for block in self._paragraph(line, None, "")]
        self._nested += 1
        place = self._remarks.place + 1
        rows: list[tuple[Cell, ...]] = []
        heads = 0
        for row, is_head in _rows(element):
            cells = tuple(self._cell(cell) for cell in row.iterchildren(f"{TABLE}table-cell"))
            heads += is_head
            rows.append(cells)
        self._nested -= 1
        if sum(map(len, rows)) == 1:
            return [Box(next(filter(None, rows))[0].blocks, place)]
        return [Table(tuple(rows), place, heads)] if any(rows) else []

    def _cell(self, element: etree._Element) -> Cell:
        blocks = tuple(self.read(element))
        align = next((b.align for b in blocks if isinstance(b, Paragraph)), "")
        columns, rows = (
            min(int(v), MOST) if v.isdigit() and 0 < int(v[:6]) else 1
            for v in (
                element.get(f"{TABLE}number-columns-spanned", "1"),
                element.get(f"{TABLE}number-rows-spanned", "1"),
            )
        )
        return Cell(blocks, columns, rows, align)


def _rows(table: etree._Element) -> Iterator[tuple[etree._Element, bool]]:
    """The rows of a table, and whether each names the columns."""
    for child in table:
        if child.tag == f"{TABLE}table-row":
            yield child, False
        elif child.tag == f"{TABLE}table-header-rows":
            yield from ((row, True) for row in child.iterchildren(f"{TABLE}table-row"))
        elif child.tag in (f"{TABLE}table-rows", f"{TABLE}table-row-group"):
            yield from _rows(child)
