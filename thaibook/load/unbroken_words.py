"""Words that no line may part: those of words.txt, and the names of those who made the book.

Enters: the book's folder, its metadata and chapters. Leaves: sets of words.
"""

from __future__ import annotations

from pathlib import Path

from thaibook.messages import BookError, Problem, problem
from thaibook.model import Chapter, Metadata
from thaibook.storage import MAX_SETTINGS_MB, locate, read_text


def collect_words(book: Path, problems: list[Problem]) -> frozenset[str]:
    """The names and terms of words.txt, one a line; # begins a comment."""
    path = book / "words.txt"
    if not path.exists() and not path.is_symlink():
        return frozenset()
    if locate(book, path.name) is None:
        problems.append(problem("outside-book", path, name=path.name))
        return frozenset()
    try:
        lines = read_text(path, MAX_SETTINGS_MB, problems=problems).split("\n")
    except BookError as error:
        problems.extend(p for p in error.problems if p.code != "empty-file")
        return frozenset()
    words = (line.partition("#")[0].strip() for line in lines)
    return frozenset(word for word in words if word)


def names_of_makers(metadata: Metadata, chapters: tuple[Chapter, ...]) -> frozenset[str]:
    """The names of those who made the book and its chapters, word by word: no line parts them."""
    people = [creator.name for creator in metadata.creators]
    people += [author for chapter in chapters for author in chapter.credit.authors]
    return frozenset(name for names in people for name in names.split() if len(name) > 2)
