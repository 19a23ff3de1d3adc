"""Whether a manuscript has changed.

Enters: a BOOK. Leaves: a stamp of its files, which differs where one of them changed.

Files are looked at again and again. watchfiles (MIT) hears of changes from the system instead:
it would bring three packages along, hears nothing on the network drives and shared folders of
virtual machines that many authors write on, and could save at most LOOK_EVERY, while a build
takes many times as long. A look at 100 files takes a millisecond.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

LOOK_EVERY = 0.1  # seconds; more where a look takes long
SHARE = 20  # of the time, one part at most is spent looking
SETTLED = 0.04  # seconds in which nothing more is written
MOST_FILES = 5000  # that are looked at
PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg")
NOT_OURS = ("dist", "node_modules", "__pycache__")

Stamp = tuple[tuple[str, int, int], ...]


def stamp(book: Path) -> Stamp:
    """The files of a manuscript with their times and sizes; two differ where one changed."""
    marks = []
    for path in _files(book):
        try:
            state = os.stat(path)
        except OSError:  # it has just gone
            continue
        marks.append((path, state.st_mtime_ns, state.st_size))
        if len(marks) >= MOST_FILES:
            break
    return tuple(marks)


def _files(book: Path) -> Iterator[str]:
    if book.is_dir():
        for root, folders, names in os.walk(book):
            folders[:] = sorted(f for f in folders if not f.startswith(".") and f not in NOT_OURS)
            yield from (os.path.join(root, name) for name in sorted(names) if name[0] != ".")
        return
    # A file alone: the pictures may lie beside it, or in the folders beside it.
    yield str(book)
    pictures = [path for end in PICTURES for path in book.parent.glob(f"*{end}")]
    pictures += [path for end in PICTURES for path in book.parent.glob(f"images/*{end}")]
    yield from sorted(map(str, pictures))


def next_change(book: Path, last: Stamp | None, pause: Callable[[float], object]) -> Stamp:
    """Wait until the files of `book` are not as in `last`, and no more is written to them.

    pause: waits so many seconds.
    """
    while True:
        begin = time.monotonic()
        now = stamp(book)
        took = time.monotonic() - begin
        if now != last:
            pause(SETTLED)
            if stamp(book) == now:
                return now
        else:
            pause(max(LOOK_EVERY, SHARE * took))
