"""Tables and pictures of a PDF where they stand among its lines.

Enters: pages, and the lines of the text that are left of them. Leaves: lines and blocks in the
order of reading, the files of the pictures, and Remarks on what was guessed.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from thaibook.importing.gathering import Remarks
from thaibook.importing.pdf_drawings import PlacedPicture
from thaibook.importing.pdf_lines import PdfLine
from thaibook.importing.pdf_pages import PdfPage, PdfTable
from thaibook.importing.source_document import (
    Block,
    Cell,
    Finding,
    Paragraph,
    Picture,
    PictureFile,
    Table,
)

REPEATED = 3  # pages on which the same picture is one of their head or foot
LACKS, LACKS_LETTERS = 0.3, 2.5  # of the width of a cell, and letters: what a full line may lack
MAX_BYTES = 500_000_000  # of all pictures


class Placed:
    """Blocks that stand among the lines. joined(lines): the paragraph of lines; files: the
    pictures by their keys."""

    def __init__(
        self,
        pages: Sequence[PdfPage],
        joined: Callable[[Sequence[PdfLine]], Paragraph],
        remarks: Remarks,
    ) -> None:
        self._joined, self._remarks = joined, remarks
        self.files: dict[str, PictureFile] = {}
        self._blocks: list[tuple[int, float, Block]] = []  # page, from its top
        width = max((line.right for page in pages for line in page.lines), default=0.0)
        width -= min((line.left for page in pages for line in page.lines), default=0.0)
        repeated = Counter(_digest(each) for page in pages for each in page.pictures)
        room = MAX_BYTES
        for number, page in enumerate(pages, 1):
            self._blocks += ((number, table.top, self._table(table)) for table in page.tables)
            for picture in page.pictures:
                room -= len(picture.data)
                if repeated[_digest(picture)] >= REPEATED:
                    remarks.add(Finding.LEFT_OUT, "picture-repeated", place=number)
                elif room > 0:
                    self._blocks.append((number, picture.top, self._picture(picture, width)))
            if page.lost:
                remarks.add(Finding.LEFT_OUT, "picture-kind", f"× {page.lost}", number)
        self._blocks.sort(key=lambda each: each[:2])

    def among(self, lines: Sequence[PdfLine]) -> list[PdfLine | Block]:
        """The lines and the blocks in the order of reading."""
        items: list[PdfLine | Block] = []
        rest = list(reversed(self._blocks))
        for line in lines:
            while rest and (rest[-1][0], rest[-1][1]) < (line.page, line.top - line.size):
                items.append(rest.pop()[2])
            items.append(line)
        return [*items, *(block for *_, block in reversed(rest))]

    def _picture(self, picture: PlacedPicture, width: float) -> Paragraph:
        key = f"page{picture.page}-{len(self.files) + 1}{picture.suffix}"
        self.files[key] = PictureFile(key, picture.data)
        share = min(1.0, picture.width / width) if width > picture.width else 0.0
        return Paragraph((Picture(key, share=share),), picture.page)

    def _table(self, table: PdfTable) -> Table:
        rows = tuple(
            tuple(
                Cell(self._in_cell(lines, cell.left, cell.right), cell.columns, cell.rows)
                for cell, lines in row
            )
            for row in table.rows
        )
        return self._told(Table(rows, table.page))

    def _told(self, table: Table) -> Table:
        words = " | ".join(
            block.text
            for cell in table.rows[0]
            for block in cell.blocks
            if isinstance(block, Paragraph)
        )
        self._remarks.add(Finding.GUESSED, "table", words, table.place)
        return table

    def _in_cell(self, lines: Sequence[PdfLine], left: float, right: float) -> tuple[Block, ...]:
        """The paragraphs of a cell: a line that lacks much of the width of the cell ends one."""
        blocks: list[Block] = []
        gathered: list[PdfLine] = []
        for line in lines:
            gathered.append(line)
            lacks = max((right - left) * LACKS, line.size * LACKS_LETTERS)
            if right - line.right > lacks:
                blocks.append(self._joined(gathered))
                gathered = []
        return (*blocks, *([self._joined(gathered)] if gathered else []))


def _digest(picture: PlacedPicture) -> bytes:
    return hashlib.sha256(picture.data).digest()


def joined_tables(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, a table that goes on at the top of the next page as one: with as many columns,
    and its head not again."""
    made: list[Block] = []
    last_page = 0
    for block in blocks:
        above = made[-1] if made else None
        if (
            isinstance(block, Table)
            and isinstance(above, Table)
            and block.place == last_page + 1
            and _columns(block) == _columns(above)
        ):
            is_again = _words(block.rows[0]) == _words(above.rows[0])
            made[-1] = replace(above, rows=above.rows + block.rows[int(is_again) :])
        else:
            made.append(block)
        last_page = block.place
    return made


def _columns(table: Table) -> int:
    return sum(cell.columns for cell in table.rows[0])


def _words(row: Sequence[Cell]) -> list[str]:
    return [b.text for cell in row for b in cell.blocks if isinstance(b, Paragraph)]
