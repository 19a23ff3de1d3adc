"""How the texts of a book are marked: what thaibook.break_marks has to know of the book.

Enters: Book or Manuscript. Leaves: Marks, and with them the texts.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from thaibook.model import Book, Manuscript

# What `epub.breaks` of book.yaml puts where a line may end.
SIGNS = {"zwsp": "\u200b", "wbr": "<wbr/>", "none": ""}


class Marks(NamedTuple):
    """With what sign texts are marked, which words of the author's are never cut, and the
    language of the book."""

    sign: str
    words: frozenset[str]
    language: str


def marks_of(book: Book | Manuscript) -> Marks:
    """How the texts of `book` are marked."""
    return Marks(SIGNS[book.reading.breaks], book.words, book.metadata.language)


def marked_texts(bodies: Sequence[str], marks: Marks) -> list[str]:
    """The bodies with their marks."""
    # Imported late: numpy and the dictionary take 150 ms, which a process does without that
    # hands this to another one.
    from thaibook.break_marks.marking import marked

    return marked(bodies, marks.sign, marks.words, marks.language)


def learn() -> None:
    """Load all that marking works with, but for the words of an author."""
    marked_texts(["ก"], Marks("", frozenset(), "th"))
