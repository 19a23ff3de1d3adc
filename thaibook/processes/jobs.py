"""What other processes are asked to do while this one goes on.

Every import is inside: this process need not have what only another one works with.
Nothing here decides anything; each function is the work of one stage.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from thaibook.processes.pool import WORTH_LETTERS

if TYPE_CHECKING:
    from thaibook.epub import Marking
    from thaibook.lint import Linted
    from thaibook.messages import Problem
    from thaibook.model import Chapter, Manuscript

BYTES = 3  # of a Thai letter in UTF-8


def worth_others(book: Path) -> bool:
    """Whether the Markdown at `book` (a file, or a folder and its folders) is so long that
    other processes save time; looked up without reading it."""
    size = 0
    try:
        folders = [book, *(each for each in book.iterdir() if each.is_dir())]
        for folder in folders:
            size += sum(path.stat().st_size for path in folder.glob("*.md"))
    except OSError:  # will be told by who reads the book; a file is one chapter
        return False
    return size >= WORTH_LETTERS * BYTES


def fetch() -> None:
    """Import what marks take."""
    import thaibook.epub.break_marks  # noqa: F401


def learn(words: frozenset[str]) -> None:
    """Learn Thai, with the author's `words`."""
    from thaibook.thai import break_model as model

    model.load(words)


def lint(manuscript: Manuscript) -> Linted:
    """thaibook.lint.lint."""
    from thaibook import lint

    return lint.lint(manuscript)


def read(texts: Sequence[str]) -> None:
    """Read chapters for their proof."""
    from thaibook.grammar import keep_plain_lines

    for text in texts:
        keep_plain_lines(text)


def prove(written: Sequence[tuple[Chapter, bytes]]) -> list[Problem]:
    """thaibook.check.completeness.lost_from, of chapters and their documents."""
    from thaibook.check import lost_from

    return [problem for each in written for problem in lost_from(*each)]


def mark(sections: Sequence[Marking], mark: str, words: frozenset[str], language: str) -> list[str]:
    """thaibook.epub.break_marks.marked."""
    from thaibook.epub import marked

    return marked(sections, mark, words, language)
