"""`make_book.py check [FILE ...]`: finished files, or a manuscript before it is built.

Enters: the parsed arguments. Leaves: what is wrong with each file; of an EPUB what each shop
says to it, of a PDF what a printer sees.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from thaibook.build import build, prepare
from thaibook.check import (
    DID_NOT_RUN,
    Checked,
    Judgement,
    Verified,
    check_file,
    page_report,
    picture_of_all,
    preflight_lines,
    refusals,
    shop_lines,
    standard_line,
    verify,
)
from thaibook.commands.arguments import text
from thaibook.commands.printer import Printer
from thaibook.commands.word_lists import own_words
from thaibook.design import face_names
from thaibook.lint import doubtful_words
from thaibook.load import load_manuscript
from thaibook.messages import BookError, shown_path
from thaibook.pdf import most_inked

FINISHED = (".epub", ".pdf")
REFUSED = "wish-refused"  # what the author asked of a page: the build says it, and so does this


def run(arguments: argparse.Namespace, printer: Printer) -> int:
    """Check each file; the exit status, 1 where one of them is refused."""
    files: list[Path] = arguments.files or sorted(
        path for path in Path("dist").glob("*") if path.suffix in FINISHED
    )
    status, paths = 0, files or [Path("book")]
    printer.progress.begin({"check": 1})
    pdfs = [path for path in paths if path.suffix.lower() == ".pdf"]
    verified = verify(pdfs) if len(pdfs) > 1 else {}  # together: Java takes a second to start
    for number, path in enumerate(paths):
        printer.progress.tell("check", number, len(paths), path.name)
        status = _check(path, verified, printer) or status
        if arguments.spelling and path.suffix.lower() not in FINISHED:
            status = _check_spelling(path, arguments.words, printer) or status
        if arguments.pages and not status:
            status = _check_pages(path, printer) or status
        if arguments.sheet and path.suffix.lower() == ".pdf" and path.is_file():
            printer.done(f"{shown_path(picture_of_all(path))}")
    return status


def _check_spelling(path: Path, lists: Sequence[Path] | None, printer: Printer) -> int:
    """Name the words of a manuscript that are hardly meant so; 1 where warnings are errors."""
    try:
        manuscript = load_manuscript(path, face_names, [])
        own = own_words(lists, ())
        found = list(
            doubtful_words(
                manuscript,
                own,
                lambda done, of: printer.progress.tell("check", done, of, path.name),
            )
        )
    except BookError as error:
        return printer.problems(error.problems)
    printer.done(text("spelling-found", printer.language).format(shown_path(path), len(found)))
    return printer.problems(found)


def _check_pages(path: Path, printer: Printer) -> int:
    """Say what a proof-reader of the pages would mark, of a PDF or of the PDF of a manuscript."""
    if path.suffix.lower() == ".epub":
        return 0
    try:
        if path.suffix.lower() == ".pdf":
            found = page_report(path, path)
        else:
            with tempfile.TemporaryDirectory() as folder:
                tell = printer.progress.tell
                made = build(path, Path(folder), epub=False, tell=tell, profiles=())
                manuscript = load_manuscript(path, face_names, [])
                found = page_report(made.files[0], path, manuscript.chapters, manuscript.words)
                found += [each for each in made.warnings if each.code == REFUSED]
    except BookError as error:
        return printer.problems(error.problems)
    printer.done(text("pages-found", printer.language).format(shown_path(path), len(found)))
    return printer.problems(found)


def _check(path: Path, verified: Mapping[Path, Verified], printer: Printer) -> int:
    """Say what is to be said of one file; 1 where it is refused."""
    try:
        finished = path.suffix.lower() in FINISHED
        if finished:
            checked = check_file(path, verified, most_inked)
        else:
            checked = Checked(prepare(path).warnings)
    except BookError as error:
        checked = Checked(error.problems)
    printer.problems([p for p in checked.problems if p.code in DID_NOT_RUN], strict=False)
    refused = printer.problems([p for p in checked.problems if p.code not in DID_NOT_RUN])
    if checked.judgements:
        refused = _say_what_shops_say(checked.judgements, printer) or refused
    if checked.inspection:
        printer.done(f"{shown_path(path)}")
        for line in (
            *preflight_lines(checked.inspection, printer.language),
            *checked.print_lines(printer.language),
        ):
            printer.done(f"  {line}")
        printer.done(f"  {standard_line(checked.verified, printer.language)}")
    if checked.idle:
        ending = text("refused" if refused else "half-checked", printer.language)
        printer.done(f"{shown_path(path)}  {ending.format(', '.join(checked.idle))}")
    elif not refused:
        printer.done(f"{shown_path(path)}  ok")
    return refused


def _say_what_shops_say(judgements: Sequence[Judgement], printer: Printer) -> int:
    """1 where a shop refuses the book; in quiet, only the refusals are said."""
    refused = refusals(judgements, printer.language, printer.strict)
    printer.done("\n".join(shop_lines(judgements, printer.language)))
    if printer.quiet and refused:
        printer.warn("\n".join(refused))
    return int(bool(refused))
