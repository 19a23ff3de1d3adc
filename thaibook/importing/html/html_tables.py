"""Tables of a page.

Enters: a <table>. Leaves: a Table with the rows in the order in which they are shown; one with a
single cell, which only draws a frame, is a Box. Source: HTML Standard, 4.9.12 (forming a table).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from lxml import etree

from thaibook.importing.gathering import Remarks
from thaibook.importing.html.html_notes import line_of
from thaibook.importing.source_document import Block, Box, Cell, Look, Paragraph, Role, Table

MOST = 200  # columns or rows that a cell may stretch over
Read = Callable[[etree._Element, Look], list[Block]]


def read_table(element: etree._Element, read: Read, remarks: Remarks) -> list[Block]:
    """The table, and its caption before it. read(element, look): what stands in a cell."""
    place = line_of(element) or remarks.place
    made: list[Block] = []
    for caption in element.iterchildren("caption"):
        made += [
            replace(b, role=Role.CAPTION) if isinstance(b, Paragraph) else b
            for b in read(caption, Look())
        ]
    rows: list[tuple[Cell, ...]] = []
    heads = 0
    for row, in_head in _rows(element):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        if not cells:
            continue
        is_head = in_head or all(cell.tag == "th" for cell in cells)
        if is_head and heads == len(rows):
            heads += 1
        rows.append(tuple(_cell(cell, read, is_head) for cell in cells))
    if sum(map(len, rows)) == 1:
        return [*made, Box(rows[0][0].blocks, place)]
    return [*made, Table(tuple(rows), place, heads)] if rows else made


def _rows(table: etree._Element) -> Iterator[tuple[etree._Element, bool]]:
    """The rows, those of the head first and those of the foot last."""
    parts = [child for child in table if isinstance(child.tag, str)]
    for part in sorted(parts, key=lambda each: {"thead": 0, "tfoot": 2}.get(str(each.tag), 1)):
        if part.tag == "tr":
            yield part, False
        elif part.tag in ("thead", "tbody", "tfoot"):
            yield from ((row, part.tag == "thead") for row in part.iterchildren("tr"))


def _cell(element: etree._Element, read: Read, is_head: bool) -> Cell:
    look = Look(bold=element.tag == "th" and not is_head)
    blocks = tuple(read(element, look))
    align = (element.get("align") or "").lower()
    styled = re.search(r"text-align:\s*(center|right)", (element.get("style") or "").lower())
    align = styled[1] if styled else align
    if not align:
        align = next((b.align for b in blocks if isinstance(b, Paragraph)), "")
    return Cell(
        blocks,
        _span(element.get("colspan")),
        _span(element.get("rowspan")),
        align if align in ("center", "right") else "",
    )


def _span(written: str | None) -> int:
    return min(max(int(written), 1), MOST) if written and re.fullmatch(r"\d{1,4}", written) else 1
