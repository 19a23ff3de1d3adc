"""What became of many books: a table for the terminal, and one for a spreadsheet.

Enters: the entries of all books, and which of them were built now. Leaves: lines, and CSV.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Mapping, Sequence

from thaibook.commands.arguments import text
from thaibook.commands.batch.ledger import FAILED, Entry
from thaibook.commands.terminal_width import harmless, padded, width
from thaibook.messages import Problem

CSV = "batch.csv"
UNCHANGED = "unchanged"
COLUMNS = (
    "manuscript", "state", "reason", "warnings", "seconds", "processor_seconds", "megabytes",
    "files",
)  # fmt: skip
MOST_ROWS = 40  # of the table; of more, those that failed


def state_of(entry: Entry, now: bool) -> str:
    """What became of a book. now: whether it was built in this run."""
    return entry.state if now else UNCHANGED


def csv_table(entries: Sequence[tuple[Entry, bool]]) -> bytes:
    """All books, for a spreadsheet (RFC 4180, in UTF-8 with the mark by which Excel knows it).
    entries: each with whether it was built now."""
    table = io.StringIO(newline="")
    rows = csv.writer(table)
    rows.writerow(COLUMNS)
    for entry, now in entries:
        files = " ".join(name for name, *_ in entry.made())
        took = entry.seconds, entry.processor, entry.megabytes
        state = state_of(entry, now)
        rows.writerow((entry.name, state, entry.reason, entry.warnings, *took, files))
    return table.getvalue().encode("utf-8-sig", "surrogateescape")


def table_lines(
    entries: Sequence[tuple[Entry, bool]], errors: Mapping[str, Problem], language: str
) -> list[str]:
    """The books in columns: what became of each, how long it took, and why it failed. errors:
    the first error of each that failed."""
    shown = entries
    if len(entries) > MOST_ROWS:
        shown = [(entry, now) for entry, now in entries if now and entry.state == FAILED]
    rows = []
    for entry, now in shown:
        state = text(f"batch-state-{state_of(entry, now)}", language)
        said = ""
        if entry.name in errors:
            said = f"{entry.reason} {errors[entry.name].message(language)}"
        elif entry.warnings:
            said = text("batch-warnings", language).format(count=entry.warnings)
        rows.append((harmless(entry.name), state, f"{entry.seconds:.1f} s" if now else "", said))
    widths = [max((width(row[at]) for row in rows), default=0) for at in range(3)]
    return ["  ".join((*map(padded, row, widths), row[3])).rstrip() for row in rows]


def total_line(entries: Sequence[tuple[Entry, bool]], seconds: float, language: str) -> str:
    """How many books became what."""
    states = Counter(state_of(entry, now) for entry, now in entries)
    counts = {state: states[state] for state in ("built", UNCHANGED, FAILED)}
    words = {"total": len(entries), "seconds": f"{seconds:.1f}", **counts}
    return text("batch-total", language).format(**words)
