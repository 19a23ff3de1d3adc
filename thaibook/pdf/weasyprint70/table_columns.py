"""How narrow the columns of a table may be.

WeasyPrint asks what a column must have at least, and takes every place where a line may
end for as good as another: the inside of a word too, and short words are cut though there
is room elsewhere. Here a column has to hold its longest word, as long as the table stays
on its page; only then dearer line ends count, and last of all words are parted that are
longer than a few letters. Numbers come last: half of one is another.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from thaibook.thai import SAFE_COST, Break, clusters

HAIR = 0.01  # pixels by which sums of widths may differ
NUMBER = re.compile("[0-9๐-๙]")


class Limit(NamedTuple):
    """max_cost: dearer line ends are none; letters: what is longer may be parted, 0 for
    nothing; numbers: so may these."""

    max_cost: float
    letters: int = 0
    numbers: bool = False


# Tried in this order, until the table is as narrow as its page.
LIMITS = (Limit(SAFE_COST), Limit(50.0), Limit(50.0, 10), Limit(100.0, 5), Limit(100.0, 1, True))


class Columns:
    """The layout of tables, and the limit by which they are measured at the moment."""

    def __init__(self, theirs: Callable[..., None]) -> None:
        self._theirs = theirs
        self._limit = LIMITS[0]

    def auto_table_layout(self, context: Any, box: Any, containing_block: Any) -> None:
        """WeasyPrint's, with the first limit by which the table is narrow enough."""
        table = box.get_wrapped_table()
        room = containing_block[0] - _beside(box, table)
        wanted, outside = table.width, self._limit
        for limit in LIMITS[table.__dict__.get("_thaibook_limit", 0) :]:
            if limit != self._limit:
                context.tables.pop(table, None)  # what it was by another limit
            self._limit, table.width = limit, wanted
            self._theirs(context, box, containing_block)
            if table.width <= room + HAIR:
                break
        table._thaibook_limit = LIMITS.index(self._limit)  # on its other pages too
        self._limit = outside

    def least(self, text: str, breaks: Sequence[Break]) -> int:
        """Where the first piece of a text ends that a column has to hold."""
        limit = self._limit
        end = next((offset for offset, cost in breaks if cost <= limit.max_cost), len(text))
        if limit.letters and (limit.numbers or not NUMBER.search(text, 0, end)):
            end = len("".join(clusters(text[:end])[: limit.letters]))
        return end


def _beside(box: Any, table: Any) -> float:
    """What margins, padding and borders take."""
    margins = (box.margin_left, box.margin_right)
    sides = table.padding_left + table.padding_right
    sides += table.border_left_width + table.border_right_width
    return float(sides + sum(margin for margin in margins if margin != "auto"))
