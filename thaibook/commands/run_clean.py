"""`make_book.py clean RAW -o OUT.md`: a raw text becomes clean Markdown.

Enters: the parsed arguments. Leaves: the text, the reports that are wanted, the record of every
change and doubt in corrections.yaml, and how many there were.
"""

from __future__ import annotations

import argparse
import os
from dataclasses import replace
from pathlib import Path

from thaibook.clean import (
    OURS,
    Answer,
    Cleaned,
    Record,
    clean,
    load_record,
    refuse_overwriting,
    report,
    report_data,
    report_page,
    text_digest,
    total,
    written,
)
from thaibook.commands.arguments import text
from thaibook.commands.asking import ask
from thaibook.commands.printer import Printer
from thaibook.commands.word_lists import own_words
from thaibook.messages import shown_path
from thaibook.storage import read_any_text, write_files
from thaibook.text import Decoded


def run(arguments: argparse.Namespace, printer: Printer) -> int:
    """Clean the text; the exit status."""
    printer.progress.begin({"read": 5, "clean": 90, "write": 5})
    printer.progress.tell("read")
    place = _record_place(arguments)
    record = load_record(place) if place and place.is_file() else Record()
    raw = read_any_text(arguments.raw)
    own = own_words(arguments.words, (arguments.output.parent, place.parent if place else None))

    def cleaned(answers: tuple[Answer, ...]) -> Cleaned:
        printer.progress.tell("clean")
        return clean(
            raw.text, record.corrections, place or arguments.raw, answers, own,
            lambda done, of: printer.progress.tell("clean", done, of),
        )  # fmt: skip

    made = cleaned(record.answers)
    if arguments.ask:
        printer.progress.end()
        answers = ask(made.doubts, printer)
        if answers:
            made = cleaned((*made.answers, *answers))
    return _write(arguments, printer, raw, record, place, made)


def _record_place(arguments: argparse.Namespace) -> Path | None:
    """Where the record is: as said, or beside the clean text where answers have to be kept."""
    place: Path | None = arguments.corrections
    if place is None and arguments.ask:
        place = arguments.output.parent / "corrections.yaml"
    return place


def _write(
    arguments: argparse.Namespace, printer: Printer, raw: Decoded, record: Record,
    place: Path | None, made: Cleaned,
) -> int:  # fmt: skip
    """Write all files, and say what was done."""
    texts = [(arguments.output, made.text)]
    for wanted in arguments.report or ():
        texts.append((wanted, _report(wanted, arguments.raw.name, raw, made, printer.language)))
    sources = [path for path in (arguments.raw, place) if path]
    refuse_overwriting(
        texts, sources, arguments.force,
        lambda path, data: data.startswith(OURS) or text_digest(data) == record.made,
    )  # fmt: skip
    if place:
        now = replace(
            record, made=text_digest(made.text), source=_seen_from(place, arguments.raw),
            text=_seen_from(place, arguments.output),
        )  # fmt: skip
        kept = written(now, made.answers, made.changes, made.doubts, made.letters)
        texts.append((place, kept))
    printer.progress.tell("write")
    write_files({path: content.encode() for path, content in texts})
    if raw.encoding != "UTF-8" or raw.found:
        found = ", ".join((raw.encoding, *(text(each, printer.language) for each in raw.found)))
        printer.done(f"{shown_path(arguments.raw)}  {found}")
    printer.done(f"{shown_path(arguments.output)}  {total(made, printer.language)}")
    if arguments.verbose:
        printer.done(report(made, printer.language))
    return printer.problems(made.warnings)


def _seen_from(place: Path, path: Path) -> str:
    """A file as the folder of the record names it, so that both may be moved together."""
    try:
        return Path(os.path.relpath(path, place.parent)).as_posix()
    except ValueError:  # on another drive of Windows
        return path.resolve().as_posix()


def _report(path: Path, name: str, raw: Decoded, made: Cleaned, language: str) -> str:
    """The report in the form that its name asks for."""
    if path.suffix.lower() == ".json":
        return report_data(made, raw.encoding, raw.found)
    if path.suffix.lower() in (".html", ".htm"):
        return report_page(raw.text, made, name, language)
    return report(made, language)
