"""One page of a PDF: its lines, its tables and its pictures, each with its place.

Enters: an open document of pypdfium2. Leaves: a PdfPage. Letters inside a table that rules draw
are those of its cells, and no lines of the page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any

import pypdfium2

from thaibook.importing.pdf_drawings import Links, PlacedPicture, drawings_of
from thaibook.importing.pdf_lines import PdfLine, lines_of_page
from thaibook.importing.pdf_tables import Grid, GridCell, grids_of, loose_grids
from thaibook.importing.source_document import Text

LEAST_FILLED = 0.25  # of the cells of a table: with fewer it is a chart or a form
BESIDE = 3.0  # sizes of letters: how far before a line its bullet stands


@dataclass(frozen=True)
class PdfTable:
    """A table. rows: of cells, in each its lines; columns, rows of a cell as in GridCell."""

    page: int
    top: float
    rows: Sequence[Sequence[tuple[GridCell, Sequence[PdfLine]]]]


@dataclass(frozen=True)
class PdfPage:
    """What stands on a page. lost: how many pictures could not be read."""

    lines: Sequence[PdfLine] = ()
    tables: Sequence[PdfTable] = ()
    pictures: Sequence[PlacedPicture] = field(default=())
    lost: int = 0


def read_page(document: Any, number: int) -> PdfPage:
    """The page `number`, from 1; one without anything where the file has none."""
    try:
        page = document[number - 1]
    except pypdfium2.PdfiumError:  # a page that is not there
        return PdfPage()
    try:
        drawn = drawings_of(page, number)
        link_at = Links(page, document).at
        grids = grids_of(drawn.across, drawn.down)
        by_cell = lines_of_page(page, number, _finder(grids), link_at)
        if loose := loose_grids(by_cell.get(None, []), drawn.across):
            grids += loose
            by_cell = lines_of_page(page, number, _finder(grids), link_at)
        height = page.get_height()
    finally:
        page.close()
    lines = by_cell.pop(None, [])
    tables = []
    for at, grid in enumerate(grids):
        own = {cell[1]: found for cell, found in by_cell.items() if cell and cell[0] == at}
        if len(own) >= max(2, LEAST_FILLED * len(grid.cells)):
            tables.append(PdfTable(number, height - grid.top, _rows(grid, own)))
        else:
            lines = sorted([*lines, *chain.from_iterable(own.values())], key=_top)
    marked = [_with_bullet(line, drawn.dots) for line in lines]
    return PdfPage(marked, tables, drawn.pictures, drawn.lost)


def _finder(grids: Sequence[Grid]) -> Callable[[float, float], tuple[int, GridCell] | None]:
    """What says in which cell of which table a place lies."""

    def cell_at(x: float, up: float) -> tuple[int, GridCell] | None:
        for at, grid in enumerate(grids):
            if grid.foot <= up <= grid.top and (cell := grid.cell_at(x, up)):
                return at, cell
        return None

    return cell_at


def _rows(
    grid: Grid, own: Mapping[GridCell, Sequence[PdfLine]]
) -> list[list[tuple[GridCell, Sequence[PdfLine]]]]:
    rows: dict[int, list[tuple[GridCell, Sequence[PdfLine]]]] = {}
    for cell in grid.cells:
        rows.setdefault(cell.row, []).append((cell, own.get(cell, ())))
    return [rows[row] for row in sorted(rows)]


def _with_bullet(line: PdfLine, dots: Sequence[tuple[float, float]]) -> PdfLine:
    """The line with a bullet before its words, where one is drawn before it."""
    foot = line.height - line.top
    for across, up in dots:
        is_before = 0 < line.left - across < line.size * BESIDE
        if is_before and foot - line.size * 0.1 < up < foot + line.size * 0.8:
            return replace(line, runs=(Text("• "), *line.runs))
    return line


def _top(line: PdfLine) -> int:
    return round(line.top)
