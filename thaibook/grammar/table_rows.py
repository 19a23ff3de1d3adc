"""Rows of tables: which lines are a table's head, and the cells of a row.

Source: GitHub Flavored Markdown 0.29, 4.10, as Python-Markdown's tables read it: a head and
below it a row of dashes with as many cells.
"""

from __future__ import annotations

from collections.abc import Sequence

from thaibook.text import late_pattern

# Below a head that follows a text at once; of two columns at least.
DASHES = r" {0,3}\|?[ \t]*:?-+:?[ \t]*\|[|:\- \t]*"
BELOW_HEAD = late_pattern(DASHES + "$")
# A row with a bar and such a row below it, and in front of it text.
HEAD_OF_TABLE = late_pattern(rf"(?<=\n)(?! {{4}})[^\n]*\|[^\n]*(?=\n{DASHES}(?:\n|$))")
CODE_OR_ESCAPED = late_pattern(r"\\.|(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)")


def cells(row: str) -> int:
    """How many cells a row has."""
    bare = CODE_OR_ESCAPED.sub("-", row.strip(" ")) if "`" in row or "\\" in row else row.strip(" ")
    return bare.removeprefix("|").removesuffix("|").count("|") + 1


def is_table(lines: Sequence[str]) -> bool:
    """Whether the first of `lines` is the head of a table, which goes on to the last."""
    head, dashes = (line.strip(" ") for line in lines[:2])
    if "|" not in head or dashes.strip("|:- "):
        return False
    if cells(head) == 1 and not all("|" in (line[:1], line[-1:]) for line in lines[1:]):
        return False
    return cells(head) == cells(dashes)
