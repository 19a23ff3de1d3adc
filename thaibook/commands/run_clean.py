"""`make_book.py clean RAW -o OUT.md`: a raw text becomes clean Markdown.

Enters: the parsed arguments. Leaves: the text, the report of every change where one is
wanted, and how many changes there were.
"""

from __future__ import annotations

import argparse

from thaibook.clean import clean, load_corrections, refuse_overwriting, report, total
from thaibook.commands.printer import Printer
from thaibook.storage import read_text, write_files


def run(arguments: argparse.Namespace, printer: Printer) -> int:
    """Clean the text; the exit status."""
    printer.progress.begin({"read": 5, "clean": 90, "write": 5})
    printer.progress.tell("read")
    sources = [path for path in (arguments.raw, arguments.corrections) if path]
    wanted = load_corrections(arguments.corrections) if arguments.corrections else ()
    raw = read_text(arguments.raw)
    printer.progress.tell("clean")
    text, changes = clean(raw, wanted, arguments.corrections or arguments.raw)
    texts = [(arguments.output, text)]
    if arguments.report:
        texts.append((arguments.report, report(changes, printer.language)))
    refuse_overwriting(texts, sources, arguments.force)
    printer.progress.tell("write")
    write_files({path: written.encode() for path, written in texts})
    printer.done(f"{arguments.output}  {total(changes, printer.language)}")
    if arguments.verbose:
        printer.done(report(changes, printer.language))
    return 0
