"""What was made before, kept on the author's machine by what it was made from.

Enters: a digest of everything that the bytes depend on. Leaves: the bytes, as they were kept or
newly made. The folder may be emptied at any time, also while a book is built; two builds may use
it at once; a file that is damaged counts as missing. It holds no more than MOST_BYTES: what was
not asked for longest goes first.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from stat import S_ISREG

import platformdirs

MOST_BYTES = 500_000_000
MOST_OF_ALL = 0.1  # of MOST_BYTES, for one file
LEFT = 0.8  # of MOST_BYTES, when room is made
# So many bytes are written before somebody looks how many there are.
LOOKED_AFTER = 50_000_000
NOT_WAITED_FOR = getattr(os, "O_NONBLOCK", 0)  # Windows has no pipes among files
CHECKED = hashlib.sha256().digest_size  # bytes before the content, which prove it

_written = LOOKED_AFTER  # since the last look; the first one comes at once


def cached(kind: str, digest: str, make: Callable[[], bytes]) -> bytes:
    """The bytes of `kind` (a folder of the cache) with that digest, made where missing."""
    data = kept(kind, digest)
    if data is None:
        data = make()
        keep(kind, digest, data)
    return data


def kept(kind: str, digest: str) -> bytes | None:
    """The bytes that were kept, None where there are none, or none that are whole."""
    with suppress(OSError):
        path = _folder() / kind / digest
        whole = _read(path)
        data = whole[CHECKED:]
        if hashlib.sha256(data).digest() == whole[:CHECKED]:
            with suppress(OSError):  # a cache of somebody else's, or one that only may be read
                os.utime(path)
            return data
    return None


def _read(path: Path) -> bytes:
    """The bytes of a plain file. Raises OSError where it is none: nobody waits for a pipe, and a
    device has no end."""
    with open(path, "rb", opener=lambda name, flags: os.open(name, flags | NOT_WAITED_FOR)) as file:
        about = os.fstat(file.fileno())
        if not S_ISREG(about.st_mode) or about.st_size > MOST_BYTES:
            raise FileNotFoundError(path)
        return file.read()


def keep(kind: str, digest: str, data: bytes) -> None:
    """Keep the bytes, if there is room; what cannot be kept is made again. What would fill much
    of the cache is not kept: it would drive out all else."""
    if len(data) > MOST_BYTES * MOST_OF_ALL:
        return
    with suppress(OSError):
        folder = _folder() / kind
        folder.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(prefix=".", dir=folder)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(hashlib.sha256(data).digest() + data)
            os.replace(beside, folder / digest)
        except BaseException:  # also where the program is told to end
            Path(beside).unlink(missing_ok=True)
            raise
        _make_room(len(data))


def _folder() -> Path:
    """The folder of the cache. Raises OSError where the person has no home for it."""
    try:
        return platformdirs.user_cache_path("thaibook")
    except (RuntimeError, KeyError) as error:  # no HOME, and nobody of that number
        raise FileNotFoundError("no home") from error


def _make_room(written: int) -> None:
    """Now and then, let the oldest files go."""
    global _written
    _written += written
    if _written < min(LOOKED_AFTER, MOST_BYTES * (1 - LEFT)):
        return
    _written = 0
    files = sorted(_files())
    total = sum(size for _, size, _ in files)
    if total > MOST_BYTES:
        for _, size, path in files:
            if total <= MOST_BYTES * LEFT:
                break
            with suppress(OSError):  # a folder, or somebody else's
                path.unlink(missing_ok=True)
                total -= size


def _files() -> Iterator[tuple[float, int, Path]]:
    """(when it was asked for last, its size, its path) of each file."""
    for path in _folder().glob("*/*"):
        with suppress(OSError):  # another build let it go
            stat = path.stat()
            yield stat.st_mtime, stat.st_size, path
