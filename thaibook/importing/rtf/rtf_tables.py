"""Tables of an RTF file as they are made, those within a cell of another among them.

Enters: blocks, and what ends cells and rows. Leaves: Tables. A row says where its cells end, in
twips; a cell that reaches over several of the others' ends stretches over as many columns. Source:
Rich Text Format Specification 1.9.1, Table Definitions and Nested Tables.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field, replace

from thaibook.importing.source_document import Block, Cell, Paragraph, Table

SAME_END = 30  # twips: cells that end nearer than this to one another end at one place


@dataclass
class _Definition:
    """Where a cell ends, and whether it is merged into another: clmrg, clvmgf …"""

    end: int
    merged: str = ""


@dataclass
class _Row:
    cells: list[Cell]
    ends: list[int]


@dataclass
class Level:
    """The table that is being made at one level: in the text, or in a cell of another."""

    cell: list[Block] = field(default_factory=list)
    _cells: list[list[Block]] = field(default_factory=list)
    _rows: list[_Row] = field(default_factory=list)
    _open: dict[int, tuple[int, int]] = field(default_factory=dict)
    _definitions: list[_Definition] = field(default_factory=list)
    _merged: str = ""
    _heads: int = 0
    _is_head: bool = False

    def define(self, word: str, number: int) -> None:
        """A word of the definition of a row, which stands before its cells, after them, or both."""
        if word == "trowd":
            self._definitions, self._merged, self._is_head = [], "", False
        elif word == "trhdr":
            self._is_head = True
        elif word in ("clvmgf", "clvmrg", "clmgf", "clmrg"):
            self._merged += f"{word} "
        elif word == "cellx":
            self._definitions.append(_Definition(number, self._merged))
            self._merged = ""

    def end_cell(self) -> None:
        """End a cell."""
        self._cells.append(self.cell)
        self.cell = []

    def end_row(self) -> None:
        """End a row; cells that are merged into others give their words to them."""
        row = _Row([], [])
        for column, blocks in enumerate(self._cells):
            defined = self._definitions[column : column + 1]
            merged, end = (defined[0].merged, defined[0].end) if defined else ("", 0)
            filled = tuple(b for b in blocks if not isinstance(b, Paragraph) or b.inlines)
            if "clmrg" in merged and row.cells:
                left = row.cells[-1]
                row.cells[-1] = replace(left, columns=left.columns + 1, blocks=left.blocks + filled)
                row.ends[-1] = end
            elif "clvmrg" in merged and column in self._open:
                above, index = self._open[column]
                upper = self._rows[above].cells[index]
                joined = replace(upper, rows=upper.rows + 1, blocks=upper.blocks + filled)
                self._rows[above].cells[index] = joined
            else:
                self._open.pop(column, None)
                if "clvmgf" in merged:
                    self._open[column] = len(self._rows), len(row.cells)
                align = next((b.align for b in blocks if isinstance(b, Paragraph)), "")
                row.cells.append(Cell(tuple(blocks), align=align))
                row.ends.append(end)
        if self._cells:
            self._heads += self._is_head and self._heads == len(self._rows)
            self._rows.append(row)
        self._cells, self.cell = [], []

    def finished(self, place: int) -> Table | None:
        """The table, which ends here; None where there is none."""
        if self.cell:
            self.end_cell()
        if self._cells:
            self.end_row()
        rows, heads = self._rows, self._heads
        self._rows, self._open, self._heads = [], {}, 0
        return Table(_stretched(rows), place, heads) if rows else None


def _stretched(rows: list[_Row]) -> tuple[tuple[Cell, ...], ...]:
    """The rows, cells that reach over ends of other rows' cells as wide as those together."""
    ends: list[int] = []
    for end in sorted({end for row in rows for end in row.ends if end}):
        if not ends or end - ends[-1] > SAME_END:
            ends.append(end)
    made = []
    for row in rows:
        cells, begun = [], 0
        for cell, end in zip(row.cells, row.ends, strict=True):
            reached = bisect_left(ends, end - SAME_END) + 1 if end else begun + cell.columns
            cells.append(replace(cell, columns=max(1, reached - begun)) if end else cell)
            begun = max(begun + 1, reached)
        made.append(tuple(cells))
    return tuple(made)
