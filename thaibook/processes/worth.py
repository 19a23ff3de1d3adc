"""What is worth giving to another process: to begin one and to send it work takes time, too.

Enters: lengths. Leaves: whether, and in which portions. Measured on two cores with
benchmarks/speed.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

A = TypeVar("A")
WORTH_LETTERS = 60_000  # starting a process takes as long as reading so many letters
BATCH_LETTERS = 30_000  # what is worked on together takes less time than one by one
BYTES = 3  # of a Thai letter in UTF-8


def is_long(texts: Iterable[str]) -> bool:
    """Whether work on `texts` is worth other processes."""
    return sum(map(len, texts)) >= WORTH_LETTERS


def is_long_book(book: Path) -> bool:
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


def batches(items: Iterable[A], length: Callable[[A], int]) -> Iterator[list[A]]:
    """The items in batches of BATCH_LETTERS or more, and the rest."""
    batch: list[A] = []
    for item in items:
        batch.append(item)
        if sum(map(length, batch)) >= BATCH_LETTERS:
            yield batch
            batch = []
    if batch:
        yield batch
