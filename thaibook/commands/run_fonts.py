"""`make_book.py fonts [BOOK]`: the families that a book can be set in, and its author's own.

Enters: the parsed arguments. Leaves: a line for each family, its name as book.yaml calls it, and
for each font of the book's fonts/ whether it can be used, or why not.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from thaibook.commands.font_texts import FAMILIES, HEADINGS
from thaibook.commands.printer import Printer
from thaibook.design import author_fonts, bundled
from thaibook.load import read_own_files
from thaibook.messages import BookError, Problem, in_thai, problem

NAME, STYLE = 22, 30  # columns of a terminal


def run(arguments: argparse.Namespace, printer: Printer) -> int:
    """List the families; the exit status, 1 where there is no such book."""
    book: Path = arguments.book
    if book.is_file():
        book = book.parent
    if not book.is_dir() and book != Path("book"):
        raise BookError([problem("unreadable", book, reason="no such file")])
    _list_bundled(printer)
    problems: list[Problem] = []
    own = author_fonts(read_own_files(book, problems)) if book.is_dir() else []
    if own:
        printer.done(f"\n{_say('own', printer)}")
    for font in own:
        reasons = [in_thai(each) if printer.language == "th" else each for each in font.faults]
        kind = "thai" if font.has_thai else "latin"
        state = "; ".join(reasons) or _say(kind if font.in_epub else "paper", printer)
        cut = f"{font.weight}{' italic' if font.italic else ''}" if not font.faults else "–"
        printer.done(f"  {font.family:<{NAME}} {font.name:<{STYLE}} {cut:<10} {state}")
    return printer.problems([each for each in problems if each.code != "style-unknown"])


def _list_bundled(printer: Printer) -> None:
    text, every = list(bundled("text")), bundled("display")
    both = [family for family in every if family in text]
    display = [family for family in every if family not in text]
    for role, key, families in (("text", "body", text), ("display", "headings", display)):
        printer.done(f"{_say(role, printer)}  typography: {{{key}: …}}")
        for family in families:
            printer.done(f"  {family:<{NAME}} {_say(family, printer)}")
    printer.done(f"  {_say('also', printer)} {', '.join(both)}")


def _say(name: str, printer: Printer) -> str:
    return {**HEADINGS, **FAMILIES}[name][printer.language == "th"]
