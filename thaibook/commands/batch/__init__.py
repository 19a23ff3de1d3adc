"""Many books, each in a process of its own, with a ledger of what was made."""

from thaibook.commands.batch.book_job import Options
from thaibook.commands.batch.driving import Batch, opened
from thaibook.commands.batch.places import place
from thaibook.commands.batch.summary import CSV, csv_table, table_lines, total_line

__all__ = [
    "CSV",
    "Batch",
    "Options",
    "csv_table",
    "opened",
    "place",
    "table_lines",
    "total_line",
]
