"""Paragraphs of an RTF file as they are made: of the text, of a note, or of a box.

Enters: runs, and what ends paragraphs, cells and rows. Leaves: Blocks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from thaibook.importing.gathering import (
    IS_COMPLEX,
    Remarks,
    Sizes,
    merged,
    trimmed,
    without_common_look,
)
from thaibook.importing.rtf.rtf_properties import Letters, Settings
from thaibook.importing.rtf.rtf_tables import Level
from thaibook.importing.source_document import (
    Block,
    Box,
    Inline,
    Item,
    PageBreak,
    Paragraph,
    Text,
)
from thaibook.importing.style_names import role_of

BULLETS = "·•o§▪–◦●○■\uf0b7\uf0a7\uf0d8\uf0fc"
INDENT_OF_QUOTE = 567
DEEPEST = 20  # tables within one another


@dataclass
class Story:
    """Blocks that are being made."""

    remarks: Remarks
    styles: Mapping[int, str]
    counts_places: bool = True
    blocks: list[Block] = field(default_factory=list)
    line: list[Inline] = field(default_factory=list)
    sizes: Sizes = field(default_factory=Sizes)
    marker: str = ""
    boxes: list[Box] = field(default_factory=list)  # that hang on the paragraph
    _levels: list[Level] = field(default_factory=lambda: [Level()])

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
            size=self.sizes.most,
            item=item,
            quotes=role.quotes or int(is_quote),
            breaks_page=own.breaks_page,
            name=role.name,
        )
        for words in self.sizes.others() if not level else ():
            self.remarks.left_out("size", words)
        self._put([made, *self.boxes], own.tables)
        self.line, self.sizes, self.boxes = [], Sizes(), []

    def _put(self, blocks: Sequence[Block], depth: int) -> None:
        """Put blocks into the text, or into the cell that is being made `depth` tables deep."""
        self._end_tables(depth)
        while len(self._levels) < min(depth, DEEPEST):
            self._levels.append(Level())
        target = self._levels[min(depth, DEEPEST) - 1].cell if depth else self.blocks
        target += blocks

    def _end_tables(self, depth: int) -> None:
        """End the tables that stand deeper."""
        while len(self._levels) > max(depth, 1):
            table = self._levels.pop().finished(self.remarks.place)
            if table:
                self._levels[-1].cell.append(table)
        if not depth and (table := self._levels[0].finished(self.remarks.place)):
            self.blocks.append(table)

    def end_line(self, own: Settings) -> None:
        """End the paragraph where there is something in it."""
        if self.line:
            self.end_paragraph(own)

    def new_page(self) -> None:
        """A new page begins."""
        self.blocks.append(PageBreak(self.remarks.place))

    def of_table(self, word: str, number: int) -> None:
        """A word of the definition of a row, of the table that is being made deepest."""
        self._levels[-1].define(word, number)

    def add_size(self, own: Letters, text: str) -> None:
        """Letters, whose size Word keeps apart for Thai."""
        is_complex = bool(IS_COMPLEX.search(text))
        self.sizes.add((own.size_cs or own.size) if is_complex else own.size, is_complex, text)

    def end_cell(self, own: Settings, is_inner: bool) -> None:
        """End a cell."""
        depth = max(own.tables, 2) if is_inner else 1
        self.end_line(replace(own, tables=depth))
        self._put((), depth)
        self._levels[min(depth, DEEPEST) - 1].end_cell()

    def end_row(self, is_inner: bool) -> None:
        """End a row."""
        if not is_inner:
            self._end_tables(1)
        self._levels[-1].end_row()

    def finished(self) -> tuple[Block, ...]:
        """All blocks, at the end."""
        self.end_line(Settings())
        self._end_tables(0)
        return tuple(self.blocks)
