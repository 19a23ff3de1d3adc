"""Word lists that teach the program: words.txt of a book, and lists of the house.

Enters: paths. Leaves: the words, which no doubt is raised about.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from thaibook.storage import read_text


def own_words(lists: Iterable[Path] | None, folders: Iterable[Path | None]) -> frozenset[str]:
    """The words of the lists, and of the words.txt in each folder that has one: one a line; what
    follows # is a remark. Raises BookError where a list cannot be read."""
    paths = list(lists or ())
    paths += [
        folder / "words.txt"
        for folder in dict.fromkeys(folders)
        if folder is not None and (folder / "words.txt").is_file()
    ]
    lines = (line for path in paths for line in read_text(path, empty="empty-file").split("\n"))
    words = (line.partition("#")[0].strip() for line in lines)
    return frozenset(word for word in words if word)
