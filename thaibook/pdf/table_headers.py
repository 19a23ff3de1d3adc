"""Which cells of a table are heads of which.

Enters: a Table as a tree of Nodes. Leaves: the same, in which each row has as many columns as
the table (ISO 14289-1, 7.2), each head says whether it is one of a column or of a row, and
where that is not enough, the cells name their heads (7.5).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from thaibook.pdf.structure_nodes import Node

SCOPES = {"row": "Row", "rowgroup": "Row", "col": "Column", "colgroup": "Column"}
MOST_SPANNED = 1000  # columns, as in HTML


class Placed(NamedTuple):
    """A cell, and the rows and columns that it takes."""

    cell: Node
    rows: range
    columns: range


def finish_table(table: Node, new_name: Callable[[], str]) -> None:
    """Say of the cells what they are."""
    placed: list[Placed] = []
    rows: list[Node] = []
    taken: list[set[int]] = []  # the columns of each row
    for group in table.nodes():
        members = [group] if group.kind == "TR" else [r for r in group.nodes() if r.kind == "TR"]
        first = len(rows)
        rows += members
        taken += [set() for _ in members]
        for number, row in enumerate(members, first):
            placed += _placed(row, number, taken)
    width = max((max(columns) + 1 for columns in taken if columns), default=1)
    for row, columns in zip(rows, taken, strict=True):
        for _ in range(width - len(columns)):
            row.add("TD")
    for each in placed:
        _say(each)
    heads = [each for each in placed if each.cell.kind == "TH"]
    if any(len(each.rows) > 1 or len(each.columns) > 1 for each in placed):
        _name_heads(heads, [each for each in placed if each.cell.kind == "TD"], new_name)


def _placed(row: Node, number: int, taken: list[set[int]]) -> list[Placed]:
    """The cells of a row, each in the first columns that are free."""
    placed = []
    column = 0
    for cell in row.nodes():
        across, down = cell.facts.get("span", (1, 1))
        while column in taken[number]:
            column += 1
        end = column + 1
        while end < column + min(across, MOST_SPANNED) and end not in taken[number]:
            end += 1
        last = min(number + max(down, 1), len(taken))
        placed.append(Placed(cell, range(number, last), range(column, end)))
        for spanned in range(number, last):
            taken[spanned].update(range(column, end))
        column = end
    return placed


def _say(placed: Placed) -> None:
    """The attributes of a cell."""
    cell = placed.cell
    spans = (("ColSpan", len(placed.columns)), ("RowSpan", len(placed.rows)))
    cell.attributes = tuple(("Table", name, span) for name, span in spans if span > 1)
    if cell.kind == "TH":
        cell.attributes += (("Table", "Scope", f"/{_scope(cell)}"),)


def _scope(cell: Node) -> str:
    """What a head is the head of: what its author said, or what its place says."""
    given = SCOPES.get(cell.facts.get("scope", ""))
    row = cell.parent
    assert row is not None
    in_head = row.parent is not None and row.parent.kind == "THead"
    heads_only = all(other.kind == "TH" or not other.kids for other in row.nodes())
    return given or ("Column" if in_head or heads_only else "Row")


def _name_heads(heads: list[Placed], cells: list[Placed], new_name: Callable[[], str]) -> None:
    """Have the cells name their heads."""
    above: dict[int, list[Placed]] = {}
    beside: dict[int, list[Placed]] = {}
    for head in heads:
        head.cell.name = new_name()
        if ("Table", "Scope", "/Row") in head.cell.attributes:
            for row in head.rows:
                beside.setdefault(row, []).append(head)
        else:
            for column in head.columns:
                above.setdefault(column, []).append(head)
    for cell in cells:
        named = [head for row in cell.rows for head in beside.get(row, ())]
        named += [
            head
            for column in cell.columns
            for head in above.get(column, ())
            if head.rows.start <= cell.rows.start
        ]
        cell.cell.headers = tuple(dict.fromkeys(head.cell.name for head in named))
