"""The author's own fonts and style sheets: the folders fonts/ and styles/ of a book.

Enters: the book's folder. Leaves: the bytes of each file, as the book can have them. Whether a
font is one, and what a sheet says, is looked at by thaibook.design.
"""

from __future__ import annotations

from pathlib import Path

from thaibook.messages import BookError, Phrase, Problem, problem, reason_of
from thaibook.model import OwnFile
from thaibook.storage import FONTS, STYLES, is_file, locate, read_text

FONT_SUFFIXES = (".ttf", ".otf", ".woff2")
SHEETS = ("shared.css", "print.css", "epub.css", "cover.css")
MOST_FONTS, MAX_FONT_MB = 40, 20  # ten families of four cuts; a face of Chinese has 15 MB
MAX_SHEET_MB = 1


def read_own_files(
    book: Path, problems: list[Problem], is_folder: bool = True
) -> tuple[OwnFile, ...]:
    """The files of looks in the folder `book`, in the order of their names. is_folder: all that
    lies there is of the book, and not one file among others."""
    found: list[OwnFile] = []
    fonts = _names(book / "fonts")
    paths = [path for path in fonts if path.suffix.lower() in FONT_SUFFIXES]
    if len(paths) > MOST_FONTS:
        words = {"what": Phrase("fonts"), "count": len(paths), "limit": MOST_FONTS}
        problems.append(problem("too-much", book / "fonts", 0, **words))
    sheets = _names(book / "styles")
    for path in sheets:
        if is_folder and path.suffix.lower() == ".css" and path.name not in SHEETS:
            words = {"name": path.name, "known": ", ".join(SHEETS)}
            problems.append(problem("style-unknown", path, 0, **words))
    paths = [*paths[:MOST_FONTS], *(path for path in sheets if path.name in SHEETS)]
    for path in paths:
        try:
            found.append(_read(book, path))
        except BookError as error:
            problems += error.problems
    return tuple(found)


def _names(folder: Path) -> list[Path]:
    """What lies in the folder; nothing where it is the program's own (a README built in place)."""
    if not folder.is_dir() or folder.resolve() in (STYLES, FONTS):
        return []
    return sorted(folder.iterdir())


def _read(book: Path, path: Path) -> OwnFile:
    """One file. Raises BookError: outside-book, unreadable, file-too-large, not-utf8 …"""
    name = f"{path.parent.name}/{path.name}"
    place = locate(book, name)
    if place is None:
        raise BookError([problem("outside-book", path, name=name)])
    if path.suffix.lower() == ".css":
        return OwnFile(name, path, read_text(place, MAX_SHEET_MB).encode())
    if not is_file(place):
        raise BookError([problem("unreadable", path, reason=Phrase("not a file"))])
    try:
        with place.open("rb") as file:
            data = file.read(MAX_FONT_MB * 1_000_000 + 1)
    except OSError as error:
        raise BookError([problem("unreadable", path, reason=reason_of(error))]) from None
    if len(data) > MAX_FONT_MB * 1_000_000:
        words = {"size": len(data) // 1_000_000, "limit": MAX_FONT_MB}
        raise BookError([problem("file-too-large", path, 0, **words)])
    return OwnFile(name, path, data)
