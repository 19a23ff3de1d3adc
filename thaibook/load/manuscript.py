"""Stage load: a folder with book.yaml, or one .md file, becomes a Manuscript.

Enters: a path. Leaves: a Manuscript, or the problem of a path where there is no book.
"""

from __future__ import annotations

import os
from pathlib import Path

from thaibook.load.book_folder import NamesOf, load_folder
from thaibook.load.single_file import load_single
from thaibook.messages import BookError, Problem, file_argument, free_folder, problem, program
from thaibook.model import FaceNames, Manuscript

MARKDOWN = (".md", ".markdown")
MAX_NAMED = 5  # files that a message lists


def load_manuscript(
    book: Path,
    names_of: NamesOf = lambda own_files: FaceNames(),
    errors: list[Problem] | None = None,
) -> Manuscript:
    """Read the manuscript at `book`: a folder with book.yaml, or one .md file.

    names_of: which families book.yaml may call, given the files of looks in the book's folder;
    errors: where given, the errors go there, and what can be read of the manuscript comes back
    all the same, so that an author is told of the rest, too. Raises BookError with every fault
    found.
    """
    if book.is_file() and book.suffix.lower() in MARKDOWN:
        return load_single(book, names_of, errors)
    if not (book / "book.yaml").is_file():
        raise BookError([_no_book(book)])
    return load_folder(book, names_of, errors)


def _no_book(book: Path) -> Problem:
    """What is missing where there is no book.yaml; a folder of texts needs just that."""
    texts = [path.name for path in sorted(book.glob("*")) if path.suffix.lower() in MARKDOWN]
    if not texts or os.path.lexists(book / "book.yaml"):  # a pipe, or a link that leads nowhere
        is_free = not os.path.lexists(book) or (book.is_dir() and not any(book.iterdir()))
        folder = file_argument(book) if is_free and book.name else free_folder()
        return problem("book-missing", book, new=f"{program()} new {folder}")
    some = ", ".join(texts[:MAX_NAMED]) + (", …" if len(texts) > MAX_NAMED else "")
    words = {"files": some, "one": file_argument(book / texts[0])}
    return problem("settings-missing", book, 0, **words)
