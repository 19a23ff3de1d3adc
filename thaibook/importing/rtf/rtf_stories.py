"""Paragraphs and tables of an RTF file as they are made: of the text, or of a note.

Enters: runs, and what ends paragraphs, cells and rows. Leaves: Blocks. Source: Rich Text Format
Specification 1.9.1, Table Definitions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from thaibook.importing.gathering import Remarks, merged, trimmed, without_common_look
from thaibook.importing.rtf.rtf_properties import Settings
from thaibook.importing.source_document import (
    Block,
    Cell,
    Inline,
    Item,
    PageBreak,
    Paragraph,
    Table,
    Text,
)
from thaibook.importing.style_names import role_of

BULLETS = "·•o§▪–◦●○■\uf0b7\uf0a7\uf0d8\uf0fc"
INDENT_OF_QUOTE = 567


@dataclass
class Story:
    """Blocks that are being made."""

    remarks: Remarks
    styles: Mapping[int, str]
    counts_places: bool = True
    blocks: list[Block] = field(default_factory=list)
    line: list[Inline] = field(default_factory=list)
    sizes: dict[float, int] = field(default_factory=dict)
    marker: str = ""
    _cell: list[Block] = field(default_factory=list)
    _cells: list[list[Block]] = field(default_factory=list)
    _rows: list[list[Cell]] = field(default_factory=list)
    _open: dict[int, tuple[int, int]] = field(default_factory=dict)
    _definitions: list[str] = field(default_factory=list)
    _definition: str = ""
    _heads: int = 0
    _is_head: bool = False

    def end_paragraph(self, own: Settings) -> None:
        """End the paragraph that has these settings."""
        if self.counts_places:
            self.remarks.place += 1
        runs = trimmed(merged(self.line))
        role = role_of([self.styles.get(own.style, "")])
        level = own.level if 0 < own.level < 7 else role.level
        marker, self.marker = self.marker, ""
        item = None
        if role.is_contents and runs:
            words = "".join(each.text for each in runs if isinstance(each, Text))
            self.remarks.left_out("contents", words)
            runs = ()
        elif marker and level and runs:
            runs = (Text(f"{marker} "), *runs)
        elif marker and runs:
            item = Item(own.depth, "-" if marker in BULLETS else marker)
        is_quote = min(own.left, own.right) >= INDENT_OF_QUOTE and not item and not level
        made = Paragraph(
            without_common_look(runs) if level else runs,
            self.remarks.place,
            level=level,
            role=role.role,
            align="" if level else own.align,
            size=max(self.sizes, key=lambda each: self.sizes[each], default=0.0),
            item=item,
            quotes=role.quotes or int(is_quote),
            breaks_page=own.breaks_page,
            name=role.name,
        )
        if own.in_table:
            self._cell.append(made)
        else:
            self._end_table()
            self.blocks.append(made)
        self.line, self.sizes = [], {}

    def end_line(self, own: Settings) -> None:
        """End the paragraph where there is something in it."""
        if self.line:
            self.end_paragraph(own)

    def new_page(self) -> None:
        """A new page begins."""
        self.blocks.append(PageBreak(self.remarks.place))

    def of_table(self, word: str) -> None:
        """A word of the definition of a row, which stands before its cells, after them, or both."""
        if word == "trowd":
            self._definitions, self._definition, self._is_head = [], "", False
        elif word == "trhdr":
            self._is_head = True
        elif word in ("clvmgf", "clvmrg", "clmgf", "clmrg"):
            self._definition += f"{word} "
        elif word == "cellx":
            self._definitions.append(self._definition)
            self._definition = ""

    def end_cell(self, own: Settings) -> None:
        """End a cell."""
        self.end_line(replace(own, in_table=True))
        self._cells.append(self._cell)
        self._cell = []

    def end_row(self) -> None:
        """End a row; cells that are merged into others give their words to them."""
        cells: list[Cell] = []
        row = len(self._rows)
        for column, blocks in enumerate(self._cells):
            defined = self._definitions[column] if column < len(self._definitions) else ""
            filled = tuple(b for b in blocks if not isinstance(b, Paragraph) or b.inlines)
            if "clmrg" in defined and cells:
                left = cells[-1]
                cells[-1] = replace(left, columns=left.columns + 1, blocks=left.blocks + filled)
                continue
            if "clvmrg" in defined and column in self._open:
                above, index = self._open[column]
                upper = self._rows[above][index]
                joined = replace(upper, rows=upper.rows + 1, blocks=upper.blocks + filled)
                self._rows[above][index] = joined
                continue
            self._open.pop(column, None)
            if "clvmgf" in defined:
                self._open[column] = row, len(cells)
            align = next((b.align for b in blocks if isinstance(b, Paragraph)), "")
            cells.append(Cell(tuple(blocks), align=align))
        if self._cells:
            self._heads += self._is_head and self._heads == row
            self._rows.append(cells)
        self._cells, self._cell = [], []

    def _end_table(self) -> None:
        if self._cell:
            self._cells.append(self._cell)
        if self._cells:
            self.end_row()
        if self._rows:
            rows = tuple(map(tuple, self._rows))
            self.blocks.append(Table(rows, self.remarks.place, self._heads))
        self._rows, self._open, self._heads = [], {}, 0

    def finished(self) -> tuple[Block, ...]:
        """All blocks, at the end."""
        self.end_line(Settings())
        self._end_table()
        return tuple(self.blocks)
