"""`make_book.py BOOK`: the EPUB and the PDF of a manuscript.

Enters: the parsed arguments. Leaves: the files, a line for each, and the warnings.
"""

from __future__ import annotations

import argparse
import importlib
from pathlib import Path
from typing import TYPE_CHECKING

from thaibook.break_marks import learn
from thaibook.commands.arguments import text
from thaibook.commands.printer import Printer
from thaibook.messages import BookError, shown_path
from thaibook.processes import is_long_book, team

if TYPE_CHECKING:
    from thaibook.pdf import PrintNote

# How the time of a long build is divided, in percent, measured on 300 pages and two processors.
FOR_EPUB = {
    "read": 6, "compose": 32, "design": 24, "pictures": 2, "mark": 14, "pack": 20, "write": 2,
}  # fmt: skip
FOR_PDF = {
    "read": 1, "compose": 4, "design": 2, "pictures": 1, "lay-out": 55, "mark": 3, "draw": 31,
    "prove": 1, "print-shop": 1, "screen": 1, "pack": 1, "write": 1,
}  # fmt: skip


def run(arguments: argparse.Namespace, printer: Printer) -> int:
    """Build the book; the exit status."""
    arguments = _with_profiles(arguments)
    printer.progress.begin(FOR_EPUB if arguments.epub else FOR_PDF)
    if arguments.fetch_cover:
        _fetch_cover(arguments.book, printer)
    # The other processes of a long book begin first, and learn Thai (numpy and the dictionary,
    # which this process may do without) while this one loads what it needs.
    early = None
    if is_long_book(arguments.book):
        early = load_for_epub if arguments.epub and not arguments.pdf else load_for_both
    with team(early) as others:
        # Imported late: it takes 250 ms, which are spent beside the other processes.
        from thaibook.build import build

        built = build(
            arguments.book,
            arguments.output,
            epub=arguments.epub or not arguments.pdf,
            pdf=arguments.pdf or not arguments.epub,
            strict=arguments.strict,
            team=others,
            tell=printer.progress.tell,
            profiles=arguments.profile or None,
        )
    printer.progress.end()
    status = printer.problems(built.warnings)
    for path in built.files:
        note = told_of(built.notes.get(path), printer.language)
        printer.done(f"{shown_path(path)}  {path.stat().st_size / 1024:.0f} KB{note}")
    return status


def told_of(note: PrintNote | None, language: str) -> str:
    """What is to be told of a file for a printer, in one line."""
    if note is None or note.pages < 2:  # of a cover there is nothing to tell
        return ""
    parts = [("pages", note.pages), ("blanks", note.blanks)]
    parts += [("sections", note.sections)] if note.sections > 1 else []
    parts += [("sheets", note.sheets), ("opaque", note.opaque)]
    said = [text(f"note-{name}", language).format(count) for name, count in parts if count]
    if note.moved_mm:
        said.append(text("note-moved", language).format(f"{note.moved_mm:g}"))
    if note.sheets:
        said.append(text("note-scale", language).format(round(note.scale * 100)))
    return f"  {', '.join(said)}"


def _with_profiles(arguments: argparse.Namespace) -> argparse.Namespace:
    """The arguments, where `--profile` has not taken the book for one more name."""
    last = arguments.profile[-1:]
    is_book = last and Path(last[0]).exists() and arguments.book == Path("book")
    if is_book and len(arguments.profile) > 1:
        arguments.book = Path(arguments.profile.pop())
    return arguments


def load_for_epub() -> None:
    """Load what other processes do for an EPUB: marking, lint, and proving letters."""
    learn()
    for room in ("lint", "proof"):
        importlib.import_module(f"thaibook.{room}")


def load_for_both() -> None:
    """The same, and what draws the pages of a PDF."""
    load_for_epub()
    importlib.import_module("thaibook.pdf").load_ahead()


def _fetch_cover(book: Path, printer: Printer) -> None:
    """Download the cover's picture; a book can do without it, so that only errors end here."""
    # Imported late: it takes 80 ms, which only this option needs before the book is read.
    from thaibook.commands.cover_fetch import fetch_cover
    from thaibook.load import load_manuscript

    printer.progress.tell("fetch")
    # What is wrong with the manuscript is told with all the rest when it is built.
    manuscript = load_manuscript(book, errors=[])
    try:
        printer.done(f"{shown_path(fetch_cover(manuscript.cover.image_link, manuscript.folder))}")
    except BookError as error:
        if printer.problems(error.problems):
            raise BookError([]) from None
