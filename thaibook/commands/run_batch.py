"""`make_book.py batch FOLDER -o OUT`: every manuscript below a folder becomes a book.

Enters: the parsed arguments. Leaves: the books, a log beside each, the ledger, batch.csv, and
a table of what became of each.
"""

from __future__ import annotations

import argparse
import os
import time
from contextlib import closing
from pathlib import Path

from thaibook.commands.arguments import text
from thaibook.commands.batch import (
    CSV,
    Batch,
    Options,
    csv_table,
    opened,
    place,
    table_lines,
    total_line,
)
from thaibook.commands.printer import Printer
from thaibook.messages import BookError, problem
from thaibook.processes import Limits, cores


def run(arguments: argparse.Namespace, printer: Printer) -> int:
    """Build the books; the exit status, 1 where one of them failed."""
    if not hasattr(os, "fork"):
        raise BookError([problem("no-forks")])
    batch = Batch(
        place(arguments.folder),
        place(arguments.output),
        Options(
            epub=arguments.epub or not arguments.pdf,
            pdf=arguments.pdf or not arguments.epub,
            strict=arguments.strict,
            language=printer.language,
            epoch=os.environ.get("SOURCE_DATE_EPOCH", ""),
        ),
        Limits(arguments.time, arguments.memory),
        arguments.jobs or cores(),
        arguments.scheduler or "",
    )
    if batch.source.address == batch.output.address:
        raise BookError([problem("batch-same-folder", arguments.output)])
    return _built(batch, printer)


def _built(batch: Batch, printer: Printer) -> int:
    began = time.monotonic()
    errors = {}
    with opened(batch.output) as (ledger, workroom):
        printer.progress.begin({"find": 3, "books": 97})
        printer.progress.tell("find")
        plan = batch.plan(ledger, workroom)
        printer.progress.tell("books", 0, len(plan.jobs))
        with closing(batch.run(plan, ledger)) as results:
            for done, result in enumerate(results, 1):
                if result.error:
                    errors[result.name] = result.error
                failed = text("books-failed", printer.language).format(len(errors))
                printer.progress.tell("books", done, len(plan.jobs), failed if errors else "")
        unchanged = {entry.name for entry in plan.unchanged}
        entries = [
            (entry, name not in unchanged)
            for name, entry in sorted(ledger.entries.items())
            if name in plan.digests
        ]
        with batch.output.workroom() as folder:
            table = Path(folder) / CSV
            table.write_bytes(csv_table(entries))
            batch.output.put(table, CSV)
    printer.progress.end()
    if printer.quiet:
        entries = [(entry, now) for entry, now in entries if entry.name in errors]
    lines = table_lines(entries, errors, printer.language)
    if printer.quiet and errors:
        printer.warn("\n".join(lines))
    for line in [*lines, total_line(entries, time.monotonic() - began, printer.language)]:
        printer.done(line)
    return int(bool(errors))
