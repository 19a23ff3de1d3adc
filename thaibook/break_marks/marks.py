"""How the texts of a book are marked: what thaibook.break_marks has to know of the book.

Enters: Book or Manuscript. Leaves: Marks, and with them the texts.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from thaibook.model import Book, Manuscript
from thaibook.storage import digest_of, keep, kept, program_digest

KEPT = "marked"  # the folder of the cache

# What `epub.breaks` of book.yaml puts where a line may end.
# "cdata" are those of "zwsp", which the EPUB sets beside the text (thaibook/epub/apart_marks.py).
SIGNS = {"cdata": "\u200b", "zwsp": "\u200b", "wbr": "<wbr/>", "none": ""}

# For whom an EPUB has only what old engines and converters know.
PLAIN_READERS = ("kindle", "adobe")


class Marks(NamedTuple):
    """With what sign texts are marked, which words of the author's are never cut, the language
    of the book, and whether words are held that an engine's own dictionary would cut."""

    sign: str
    words: frozenset[str]
    language: str
    held: bool = True


def marks_of(book: Book | Manuscript) -> Marks:
    """How the texts of `book` are marked."""
    held = book.reading.reader not in PLAIN_READERS
    return Marks(SIGNS[book.reading.breaks], book.words, book.metadata.language, held)


def marked_texts(bodies: Sequence[str], marks: Marks) -> list[str]:
    """The bodies with their marks, as they were kept or newly marked."""
    setting = digest_of(program_digest(), marks)
    names = [digest_of(setting, body) for body in bodies]
    texts = [None if (data := kept(KEPT, name)) is None else data.decode() for name in names]
    new = iter(_marked([b for b, text in zip(bodies, texts, strict=True) if text is None], marks))
    for index, name in enumerate(names):
        if texts[index] is None:
            texts[index] = text = next(new)
            keep(KEPT, name, text.encode())
    return [text for text in texts if text is not None]


def _marked(bodies: list[str], marks: Marks) -> list[str]:
    if not bodies:
        return []
    # Imported late: numpy and the dictionary take 150 ms, which a process does without that
    # hands this to another one.
    from thaibook.break_marks.marking import marked

    return marked(bodies, *marks)


def learn() -> None:
    """Load all that marking works with, but for the words of an author."""
    _marked(["ก"], Marks("", frozenset(), "th"))
