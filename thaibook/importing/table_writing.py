"""Tables in Markdown, whose cells are one line each and never stretch.

Enters: a Table. Leaves: its lines, and Remarks on cells that stretched over others: their words
stand in the first of those.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from thaibook.importing.gathering import without_common_look
from thaibook.importing.line_writing import Surroundings, written_line
from thaibook.importing.source_document import (
    Block,
    Box,
    Cell,
    Finding,
    Paragraph,
    Remark,
    Table,
    Text,
)

LINE_END = "<br>"
RULES = {"center": ":---:", "right": "---:"}
MAX_COLUMNS = 200


def written_table(table: Table, around: Surroundings) -> tuple[str, list[Remark]]:
    """The table in Markdown."""
    remarks: list[Remark] = []
    heads = table.heads
    if not heads and len(table.rows) > 1:
        heads = 1
        if not _is_all_bold(table.rows[0]):
            remarks.append(Remark(Finding.GUESSED, "first-row", table.place))
    grid: list[list[str]] = []
    taken: dict[tuple[int, int], bool] = {}
    aligned: Counter[tuple[int, str]] = Counter()
    for row, cells in enumerate(table.rows):
        line: list[str] = []
        for cell in cells:
            while taken.get((row, len(line))):
                line.append("")
            if cell.columns > 1 or cell.rows > 1:
                words = " ".join(b.text for b in cell.blocks if isinstance(b, Paragraph))
                size = f"{cell.columns} × {cell.rows}: {words}"
                remarks.append(Remark(Finding.CHANGED, "merged-cells", table.place, size))
            aligned[len(line), cell.align] += row >= heads
            taken |= {
                (row + down, len(line) + across): True
                for down in range(min(cell.rows, len(table.rows) - row))
                for across in range(cell.columns)
            }
            line.append(_words(cell, around, remarks, table.place, is_head=row < heads))
            line += [""] * (cell.columns - 1)
        grid.append(line[:MAX_COLUMNS])
    width = max(map(len, grid))
    if not heads:
        grid.insert(0, [""] * width)
    elif heads > 1:
        remarks.append(Remark(Finding.CHANGED, "heads", table.place, f"{heads}"))
    rows = [f"| {' | '.join(line + [''] * (width - len(line)))} |" for line in grid]
    rules = [_rule(column, aligned) for column in range(width)]
    return "\n".join([rows[0], f"| {' | '.join(rules)} |", *rows[1:]]), remarks


def _rule(column: int, aligned: Counter[tuple[int, str]]) -> str:
    """What stands below the head of a column: how most of its cells are set."""
    most = max(("", "center", "right"), key=lambda align: aligned[column, align])
    return RULES.get(most, "---")


def _is_all_bold(cells: Sequence[Cell]) -> bool:
    """Whether all words of a row are bold, as those of a head are."""
    texts = [
        each
        for cell in cells
        for block in cell.blocks
        if isinstance(block, Paragraph)
        for each in block.inlines
        if isinstance(each, Text) and each.text.strip()
    ]
    return bool(texts) and all(each.look.bold for each in texts)


def _words(
    cell: Cell, around: Surroundings, remarks: list[Remark], place: int, is_head: bool
) -> str:
    """The words of a cell on one line."""
    lines = []
    for block in _paragraphs(cell.blocks, remarks, place):
        inlines = without_common_look(block.inlines) if is_head else block.inlines
        if block.item and block.item.marker:
            marker = "•" if block.item.marker == "-" else block.item.marker
            inlines = (Text(f"{marker} "), *inlines)
        lines.append(written_line(inlines, around, LINE_END, in_cell=True))
    return LINE_END.join(filter(None, lines))


def _paragraphs(blocks: Sequence[Block], remarks: list[Remark], place: int) -> list[Paragraph]:
    """The paragraphs of a cell; those of a table or a box in it one after the other."""
    found: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            found.append(replace(block, level=0))
        elif isinstance(block, Table):
            inner = [
                each
                for row in block.rows
                for cell in row
                for each in _paragraphs(cell.blocks, remarks, place)
            ]
            remarks.append(Remark(Finding.CHANGED, "inner-table", place, _text_of(inner)))
            found += inner
        elif isinstance(block, Box):
            inner = _paragraphs(block.blocks, remarks, place)
            remarks.append(Remark(Finding.CHANGED, "inner-box", place, _text_of(inner)))
            found += inner
    return found


def _text_of(paragraphs: Sequence[Paragraph]) -> str:
    return " / ".join(filter(None, (each.text.strip() for each in paragraphs)))
