"""Zip archives of strangers: EPUB, Word, OpenDocument.

Enters: an archive. Leaves: the same as zipfile has it, opened only where no part of it can take
more memory or time than a book needs; what is refused is told before anything is unpacked.
Sources: PKWARE's APPNOTE 6.3.10, 4.3 (records), 4.4 (fields); D. Fifield, "A better zip bomb"
(WOOT 2019), for parts that lie over one another.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, NamedTuple

from thaibook.messages import Phrase

MAX_ENTRIES = 20_000  # files in an archive: a novel of a thousand pages has 200
MAX_DIRECTORY_BYTES = 10_000_000  # of the list of the files, with their names
MAX_UNPACKED_MB = 2_000  # of all files; shops take no book of that size
# More than this unfolds from almost nothing only where somebody wants it to. What is smaller may:
# a white page as a bitmap does.
BIG_PART_MB, BIG_PART_TIMES = 64, 100
BIG_WHOLE_MB, BIG_WHOLE_TIMES = 300, 25
MAX_READ_MB = 200  # of one file in memory
MB_UNPACKED = "megabytes unpacked"
PIECE = 1 << 16  # bytes unpacked at once: zipfile alone unpacks more than the list says

HEADER_BYTES = 30  # of a file, before its name
END = struct.Struct("<4s4H2LH")  # the last record, which says how long the list is
END_64 = struct.Struct("<4sQ2H2L4Q")
LOCATOR_64 = struct.Struct("<4sLQL")
COMMENT_BYTES = 1 << 16
LOCKED = 0x1  # general purpose bit 0
DRIVE = re.compile(r"[A-Za-z]:")
# What zipfile raises on an archive that is damaged, locked or packed in an unknown way.
UNREADABLE = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, NotImplementedError,
    RuntimeError, EOFError, OSError, ValueError, OverflowError,
)  # fmt: skip


class Refusal(NamedTuple):
    """Why an archive is not opened. kind: "damaged", "large", "locked" or "climbs"; of one that
    is large: of what there is too much, how much, and the most that there may be."""

    reason: str
    kind: str = "damaged"
    what: str = ""
    found: int = 0
    limit: int = 0


class RefusedArchiveError(zipfile.BadZipFile):
    """This archive is not opened; its text is a Phrase that says why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(Phrase(refusal.reason))
        self.refusal = refusal


class SafeZip(zipfile.ZipFile):
    """A zip archive to be read. Raises UNREADABLE, RefusedArchiveError among them.

    climbing, locked: names may lead out of the folder, files may be locked, where nothing is
    written by their names and whoever opens it looks himself.
    """

    def __init__(
        self, source: Path | IO[bytes], climbing: bool = False, locked: bool = False
    ) -> None:
        if isinstance(source, Path):
            with source.open("rb") as file:
                _check_directory(file)
        else:
            _check_directory(source)
        super().__init__(source)
        try:
            size = self._size()
            reason = next(_reasons(self.infolist(), size, climbing, locked), None)
        except BaseException:
            self.close()
            raise
        if reason:
            self.close()
            raise RefusedArchiveError(reason)

    def _size(self) -> int:
        file: Any = self.fp
        file.seek(0, io.SEEK_END)
        return int(file.tell())

    def read(self, name: str | zipfile.ZipInfo, pwd: bytes | None = None) -> bytes:
        """The bytes of a file in the archive. Raises UNREADABLE."""
        entry = name if isinstance(name, zipfile.ZipInfo) else self.getinfo(name)
        if entry.file_size > MAX_READ_MB * 1_000_000:
            raise RefusedArchiveError(
                Refusal(
                    f"{entry.filename} has more than {MAX_READ_MB} MB",
                    *_large(MB_UNPACKED, entry.file_size // 1_000_000, MAX_READ_MB),
                )
            )
        return b"".join(self.pieces(entry))

    def pieces(self, name: str | zipfile.ZipInfo) -> Iterator[bytes]:
        """The bytes of a file, piece by piece: as long as it may be. Raises UNREADABLE, at its
        end where the bytes are not those that were packed."""
        with self.open(name) as file:
            while piece := file.read(PIECE):
                yield piece


def _large(what: str, count: int, limit: int) -> tuple[str, str, int, int]:
    return "large", what, count, limit


def _check_directory(file: IO[bytes]) -> None:
    """Look how long the list of files is, before it is read. Raises RefusedArchiveError."""
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - COMMENT_BYTES - END.size))
    tail = file.read()
    at = tail.rfind(b"PK\5\6")
    if at < 0 or at + END.size > len(tail):
        raise RefusedArchiveError(Refusal("it is no zip archive"))
    _, *counts, length, _, _ = END.unpack_from(tail, at)
    count = counts[3]
    locator = at - LOCATOR_64.size
    if locator >= 0 and tail[locator : locator + 4] == b"PK\6\7":
        place = LOCATOR_64.unpack_from(tail, locator)[2]
        if place < size:
            file.seek(place)
            record = file.read(END_64.size)
            if len(record) == END_64.size and record[:4] == b"PK\6\6":
                count, length = END_64.unpack(record)[7:9]
    file.seek(0)
    if count > MAX_ENTRIES or length > MAX_DIRECTORY_BYTES:
        raise RefusedArchiveError(_many(count))


def _many(count: int) -> Refusal:
    large = _large("parts in the file", count, MAX_ENTRIES)
    return Refusal(f"it has more than {MAX_ENTRIES} files", *large)


def _reasons(
    entries: list[zipfile.ZipInfo], size: int, climbing: bool, locked: bool
) -> Iterator[Refusal]:
    """Why an archive of so many bytes is refused."""
    if len(entries) > MAX_ENTRIES:
        yield _many(len(entries))
    whole = sum(entry.file_size for entry in entries)
    megabytes, times = whole // 1_000_000, whole // max(size, 1)
    if megabytes > MAX_UNPACKED_MB:
        said = f"it unpacks to {megabytes} MB; {MAX_UNPACKED_MB} is the most"
        yield Refusal(said, *_large(MB_UNPACKED, megabytes, MAX_UNPACKED_MB))
    if whole > BIG_WHOLE_MB * 1_000_000 and whole > BIG_WHOLE_TIMES * size:
        large = _large(MB_UNPACKED, megabytes, BIG_WHOLE_MB)
        yield Refusal(f"it unpacks to {times} times its size", *large)
    for entry in entries:
        yield from _reasons_of(entry)
        if not locked and entry.flag_bits & LOCKED:
            yield Refusal(f"{entry.filename} is locked with a password", "locked")
        if not climbing and leads_out(entry.filename):
            yield Refusal(f"{entry.filename} leads out of it", "climbs", entry.filename)
    in_order = sorted(entries, key=lambda entry: entry.header_offset)
    ends = [entry.header_offset + HEADER_BYTES + entry.compress_size for entry in in_order]
    for end, following in zip(ends, in_order[1:], strict=False):
        if end > following.header_offset:
            yield Refusal(f"{following.filename} lies in another file")
    if ends and ends[-1] > size:
        yield Refusal(f"{in_order[-1].filename} goes on beyond its end")


def _reasons_of(entry: zipfile.ZipInfo) -> Iterator[Refusal]:
    """Why an archive with this file in it is refused."""
    name, unpacked = entry.filename, entry.file_size
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        yield Refusal(f"{name} is packed in a way that books do not use")
    if unpacked > BIG_PART_MB * 1_000_000 and unpacked > BIG_PART_TIMES * entry.compress_size:
        said = f"{name} unpacks to {unpacked // max(entry.compress_size, 1)} times its size"
        yield Refusal(said, *_large(MB_UNPACKED, unpacked // 1_000_000, BIG_PART_MB))


def leads_out(name: str) -> bool:
    """Whether a name in an archive is no place below the folder that it is unpacked into."""
    name = name.replace("\\", "/")
    return name.startswith("/") or bool(DRIVE.match(name)) or ".." in name.split("/")
