"""What was made of which manuscript: a SQLite file beside the books.

Enters: an Entry after each build. Leaves: the Entry of a manuscript, so that only what changed
is built, also after a run that was broken off. An entry is written after its books are in their
places: one that is missing costs a build and no more.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import time
from collections.abc import Callable
from dataclasses import astuple, dataclass
from pathlib import Path

NAME = "batch.sqlite"
LAYOUT = 1  # of the table; a file of another is made anew
SECONDS_BETWEEN = 0.5  # what is written down is safe on the disk after so long
SECONDS_BETWEEN_COPIES = 30.0  # to where the file does not stay
BUILT, FAILED = "built", "failed"


@dataclass(frozen=True)
class Entry:
    """One manuscript as it was last built.

    digest: of what it was made of; state: BUILT or FAILED; reason: the code of its first error;
    files: (name, bytes, seconds since 1970 or 0), as JSON; seconds: by the clock; processor: of
    the processor; megabytes: at the most.
    """

    name: str
    digest: str
    state: str
    reason: str
    warnings: int
    files: str
    seconds: float
    processor: float
    megabytes: int

    def made(self) -> list[tuple[str, int, int]]:
        """The files: name, bytes, when they were written."""
        return [(name, size, when) for name, size, when in json.loads(self.files)]


class Ledger:
    """The entries in the file `path`, which is made where it is not there or is damaged.

    send: takes a copy of it away, where the file itself does not stay.
    """

    def __init__(self, path: Path, send: Callable[[Path], None] | None = None) -> None:
        self.path, self._send, self._sent = path, send, time.monotonic()
        try:
            self._open()
        except sqlite3.OperationalError:  # of the disk; the file may be sound
            raise
        except sqlite3.DatabaseError:
            path.unlink()
            self._open()

    def _open(self) -> None:
        path = self.path
        self._base = sqlite3.connect(path, isolation_level=None)
        self._written = time.monotonic()
        (layout,) = self._base.execute("PRAGMA user_version").fetchone()
        if layout not in (0, LAYOUT):
            self._base.close()
            raise sqlite3.DatabaseError(f"{path} is of layout {layout}")
        self._base.execute(
            "CREATE TABLE IF NOT EXISTS books (name TEXT PRIMARY KEY, digest TEXT, state TEXT, "
            "reason TEXT, warnings INTEGER, files TEXT, seconds REAL, processor REAL, "
            "megabytes INTEGER)"
        )
        self._base.execute(f"PRAGMA user_version = {LAYOUT}")
        rows = self._base.execute("SELECT * FROM books").fetchall()
        entries = [Entry(_text(name), *rest) for name, *rest in rows]
        self.entries = {entry.name: entry for entry in entries}
        self._base.execute("BEGIN")

    def write(self, entry: Entry) -> None:
        """Write an entry in the place of an older one."""
        self.entries[entry.name] = entry
        name, *rest = astuple(entry)
        blanks = ", ".join("?" * (1 + len(rest)))
        self._base.execute(
            f"INSERT OR REPLACE INTO books VALUES ({blanks})", (_stored(name), *rest)
        )
        if time.monotonic() - self._written < SECONDS_BETWEEN:
            return
        self._base.commit()
        if time.monotonic() - self._sent >= SECONDS_BETWEEN_COPIES:
            self._take_away()
        self._base.execute("BEGIN")
        self._written = time.monotonic()

    def _take_away(self) -> None:
        if self._send:
            copy = self.path.with_suffix(".copy")
            shutil.copyfile(self.path, copy)
            self._send(copy)
            self._sent = time.monotonic()

    def close(self) -> None:
        """Write the last entries, and close the file."""
        self._base.commit()  # does nothing where it was interrupted after the last one
        self._base.close()
        self._take_away()


def _stored(name: str) -> str | bytes:
    """A file's name as the base takes it: old systems have names that are no UTF-8."""
    return name if name.isprintable() else os.fsencode(name)


def _text(stored: str | bytes) -> str:
    return stored if isinstance(stored, str) else os.fsdecode(stored)
