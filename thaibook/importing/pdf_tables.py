"""Tables of a PDF: by the rules that are drawn around their cells, or by lines whose words stand
below one another.

Enters: rules of a page, or its lines. Leaves: grids, which say in which cell a place lies, and
rows of lines that are a table. A PDF does not say what is a table (unless it is tagged, which few
are), so this is a guess, which the report names.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from thaibook.importing.pdf_drawings import Rule
from thaibook.importing.pdf_lines import PdfLine

NEAR = 3.0  # points between rules that are one, or that meet
EDGE = 9.0  # points that rules across reach beyond those down where a table has no sides
MOST_RULES = 4_000  # of a page: more are a chart
MOST_CELLS = 5_000
LEAST_ROWS = 3  # of a table that no rule marks
ALIGNED = 0.7  # of the size of letters: how far words of a column may be apart
CLOSE = 3.2  # sizes of letters from line to line within such a table
DIGIT = re.compile(r"[0-9๐-๙]")
FOLIO = re.compile(r"[\s.…·]*(?:[0-9๐-๙]{1,4}|[ivxlc]{1,6})\s*")


@dataclass(frozen=True)
class GridCell:
    """A cell of a grid. row, column: from 0 at the top left; right: where it ends, in points."""

    row: int
    column: int
    rows: int
    columns: int
    left: float
    right: float


class Grid:
    """A table that rules draw. top: how far up it begins; foot: where it ends."""

    def __init__(self, xs: Sequence[float], ups: Sequence[float], own: Sequence[GridCell]) -> None:
        self._xs, self._ups = xs, ups
        self.cells = own
        self.top, self.foot = ups[-1], ups[0]
        self._of_unit = {
            (cell.row + down, cell.column + across): cell
            for cell in own
            for down in range(cell.rows)
            for across in range(cell.columns)
        }

    def cell_at(self, x: float, up: float) -> GridCell | None:
        """The cell in which a place lies."""
        column = bisect_right(self._xs, x) - 1
        row = len(self._ups) - 1 - bisect_right(self._ups, up)
        return self._of_unit.get((row, column))


def grids_of(across: Sequence[Rule], down: Sequence[Rule]) -> list[Grid]:
    """The tables that rules draw, those of two cells at least."""
    across, down = _joined(across), _joined(down)
    if not down or len(across) < 2 or len(across) + len(down) > MOST_RULES:
        return []
    grids = []
    for own_across, own_down in _connected(across, down):
        grid = _grid(own_across, own_down)
        if grid is not None:
            grids.append(grid)
    return grids


def _joined(rules: Sequence[Rule]) -> list[Rule]:
    """Rules that lie on one line and meet as one; the nearest to the edge first."""
    made: list[Rule] = []
    last: dict[int, int] = {}  # by rounded distance, the rule in `made` that was last there
    for rule in sorted(rules, key=lambda r: (round(r.at / NEAR), r.begin)):
        band = round(rule.at / NEAR)
        at = next((last[near] for near in (band, band - 1) if near in last), -1)
        if at >= 0 and abs(made[at].at - rule.at) < NEAR and rule.begin <= made[at].end + NEAR:
            made[at] = made[at]._replace(end=max(made[at].end, rule.end))
            continue
        last[band] = len(made)
        made.append(rule)
    return [rule for rule in made if rule.end - rule.begin > NEAR]


def _connected(
    across: Sequence[Rule], down: Sequence[Rule]
) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """Rules that touch one another, directly or by others."""
    group = list(range(len(across) + len(down)))

    def root(at: int) -> int:
        while group[at] != at:
            group[at] = group[group[at]]
            at = group[at]
        return at

    by_place = sorted(range(len(across)), key=lambda at: across[at].at)
    places = [across[at].at for at in by_place]
    for index, rule in enumerate(down):
        first = bisect_right(places, rule.begin - NEAR)
        for other in by_place[first : bisect_right(places, rule.end + NEAR)]:
            if across[other].begin - NEAR <= rule.at <= across[other].end + NEAR:
                group[root(len(across) + index)] = root(other)
    found: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for at in range(len(group)):
        own = found.setdefault(root(at), ([], []))
        if at < len(across):
            own[0].append(across[at])
        else:
            own[1].append(down[at - len(across)])
    yield from (own for own in found.values() if own[0] and own[1])


def _grid(across: Sequence[Rule], down: Sequence[Rule]) -> Grid | None:
    xs = _places([rule.at for rule in down])
    left, right = min(r.begin for r in across), max(r.end for r in across)
    xs = [
        *([left] if left < xs[0] - EDGE else []),
        *xs,
        *([right] if right > xs[-1] + EDGE else []),
    ]
    ups = _places([rule.at for rule in across])
    columns, rows = len(xs) - 1, len(ups) - 1
    if columns < 1 or rows < 1 or not 2 <= columns * rows <= MOST_CELLS:
        return None
    walls = {
        (row, column)
        for row in range(rows)
        for column in range(1, columns)
        if _covers(down, xs[column], (ups[rows - row - 1] + ups[rows - row]) / 2)
    }
    floors = {
        (row, column)
        for row in range(1, rows)
        for column in range(columns)
        if _covers(across, ups[rows - row], (xs[column] + xs[column + 1]) / 2)
    }
    taken: set[tuple[int, int]] = set()
    cells = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            wide = high = 1
            while column + wide < columns and (row, column + wide) not in walls:
                wide += 1
            while row + high < rows and (row + high, column) not in floors:
                high += 1
            taken |= {(row + d, column + a) for d in range(high) for a in range(wide)}
            cells.append(GridCell(row, column, high, wide, xs[column], xs[column + wide]))
    return Grid(xs, ups, cells) if len(cells) > 1 else None


def _places(places: Sequence[float]) -> list[float]:
    """Places in their order, those that are one once."""
    made: list[float] = []
    for place in sorted(places):
        if not made or place - made[-1] > NEAR:
            made.append(place)
    return made


def _covers(rules: Sequence[Rule], at: float, middle: float) -> bool:
    return any(abs(rule.at - at) <= NEAR and rule.begin <= middle <= rule.end for rule in rules)


def aligned_rows(lines: Sequence[PdfLine]) -> list[tuple[int, int]]:
    """Where lines are a table without rules: (first, end). Their words stand in columns below one
    another, three of these or two of which one has numbers. The lines of a poem and of a contents
    list stand so, too, and are none."""
    found = []
    at = 0
    while at < len(lines):
        end = at + 1
        while end < len(lines) and _goes_on(lines[end - 1], lines[end]):
            end += 1
        if end - at >= LEAST_ROWS and _is_table(lines[at:end]):
            found.append((at, end))
        at = end
    return found


def _goes_on(above: PdfLine, line: PdfLine) -> bool:
    """Whether a line is the next row of the table in which the line above is one."""
    return (
        above.is_parted
        and len(above.parts) == len(line.parts)
        and line.page == above.page
        and 0 < line.top - above.top < max(line.size, above.size) * CLOSE
        and all(
            min(abs(a[0] - b[0]), abs(a[1] - b[1]), abs(sum(a) - sum(b)) / 2)
            <= ALIGNED * max(line.size, above.size)
            for a, b in zip(above.parts, line.parts, strict=True)
        )
    )


def _is_table(lines: Sequence[PdfLine]) -> bool:
    rows = [line.text.split("\t") for line in lines]
    columns = list(zip(*rows, strict=True))
    if all(FOLIO.fullmatch(words) for words in columns[-1]):
        return False  # a contents list
    if len(columns) > 2:
        return True
    numbers = (sum(bool(DIGIT.search(words)) for words in column) for column in columns)
    return max(numbers) >= len(rows) - 1
