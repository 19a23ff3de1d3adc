"""What is the same in every build of a book, made once and kept on the author's machine.

Enters: a digest of everything that the bytes depend on. Leaves: the bytes, from the cache
or newly made. The cache may be emptied at any time.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import platformdirs

from thaibook.messages import BookError
from thaibook.storage.writing import write_file

MOST_KEPT = 40  # files of a kind; the oldest go first


def cached(kind: str, digest: str, make: Callable[[], bytes]) -> bytes:
    """The bytes of `kind` (a folder of the cache) with that digest, made where missing."""
    folder = platformdirs.user_cache_path("thaibook") / kind
    path = folder / digest
    with suppress(OSError):
        return path.read_bytes()
    data = make()
    with suppress(BookError, OSError):  # what cannot be kept is made again
        write_file(path, data)
        oldest = sorted(folder.iterdir(), key=lambda file: file.stat().st_mtime)
        for file in oldest[:-MOST_KEPT]:
            file.unlink(missing_ok=True)
    return data
