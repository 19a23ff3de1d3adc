"""A folder where manuscripts lie or books go: of this machine, or at an address.

Enters: a path, or an address that fsspec knows (s3://…, sftp://…, memory://…). Leaves: the
names of its files, in the order of their letters and with `/` in them, and the files. On this
machine nothing is copied to be read; from elsewhere a file is fetched first.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any, Protocol

from thaibook.messages import BookError, problem, reason_of
from thaibook.storage import cannot_write

WORKROOM = ".making-"  # where files are made before they are moved into their places
OF_THIS_MACHINE = ("file://", "local://")


class Place(Protocol):
    """What a folder has to offer, wherever it is. Names of files are those below it."""

    address: str
    root: Path | None  # of a folder of this machine

    def names(self, without: Path | None = None) -> list[str]:
        """All files below it that a book may be made of. without: a folder to leave out."""

    def read(self, name: str) -> bytes:
        """The bytes of a file."""

    def size(self, name: str) -> int:
        """Bytes of a file, 0 where there is none."""

    def digest(self, name: str) -> str:
        """What changes where the file changes."""

    def changed(self, name: str) -> int:
        """When the file was last changed, in seconds since 1970; 0 where nobody knows."""

    def fetched(self, names: Iterable[str], folder: Path) -> Path:
        """A folder of this machine that has these files under their names. folder: where they
        may be copied to."""

    def workroom(self) -> Any:
        """A context: an empty folder of this machine from which `put` goes quickly."""

    def put(self, file: Path, name: str) -> None:
        """Move a file of the workroom here, whole or not at all."""

    def remove(self, name: str) -> None:
        """Remove a file, if it is there."""


def place(address: str) -> Place:
    """The folder at a path or an address. Raises BookError: address-unknown."""
    for protocol in OF_THIS_MACHINE:
        address = address.removeprefix(protocol)
    return Far(address) if "://" in address else Here(Path(address))


class Here:
    """A folder of this machine, or one that this machine shares with others."""

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()
        self.root: Path | None = self._root
        self.address = str(self._root)

    def names(self, without: Path | None = None) -> list[str]:
        """All its files but hidden ones. A link that leads out of the folder is no file of it,
        and one to a folder is not followed."""
        names = []
        for folder, folders, files in os.walk(self._root):
            inside = Path(folder)
            folders[:] = [
                name
                for name in folders
                if not name.startswith(".")
                and not (inside / name).is_symlink()
                and inside / name != without
            ]
            names += [
                (inside / name).relative_to(self._root).as_posix()
                for name in files
                if not name.startswith(".") and self._is_inside(inside / name)
            ]
        return sorted(names)

    def _is_inside(self, path: Path) -> bool:
        if not path.is_symlink():
            return path.is_file()
        with suppress(OSError, RuntimeError):  # a loop of links
            return path.is_file() and path.resolve().is_relative_to(self._root)
        return False

    def read(self, name: str) -> bytes:
        """The bytes of a file. Raises OSError."""
        return (self._root / name).read_bytes()

    def size(self, name: str) -> int:
        """Bytes of a file, 0 where there is none."""
        with suppress(OSError):
            return (self._root / name).stat().st_size
        return 0

    def digest(self, name: str) -> str:
        """The SHA-256 of the bytes, "" where they cannot be read."""
        with suppress(OSError), (self._root / name).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
        return ""

    def changed(self, name: str) -> int:
        """When the file was last changed."""
        with suppress(OSError):
            return int((self._root / name).stat().st_mtime)
        return 0

    def fetched(self, names: Iterable[str], folder: Path) -> Path:
        """The folder itself."""
        return self._root

    @contextmanager
    def workroom(self) -> Iterator[Path]:
        """A folder in this one. Raises BookError."""
        try:
            self._root.mkdir(parents=True, exist_ok=True)
            name = tempfile.mkdtemp(prefix=WORKROOM, dir=self._root)
        except OSError as error:
            raise BookError([cannot_write(self._root, error)]) from None
        try:
            yield Path(name)
        finally:
            shutil.rmtree(name, ignore_errors=True)

    def put(self, file: Path, name: str) -> None:
        """Rename the file into its place. Raises BookError."""
        try:
            (self._root / name).parent.mkdir(parents=True, exist_ok=True)
            os.replace(file, self._root / name)
        except OSError as error:
            raise BookError([cannot_write(self._root / name, error)]) from None

    def remove(self, name: str) -> None:
        """Remove a file, if it is there."""
        with suppress(OSError):
            (self._root / name).unlink()


class Far:
    """A folder at an address. What is known of its files is what its listing said."""

    def __init__(self, address: str) -> None:
        self.root: Path | None = None
        self.address = address.rstrip("/") if not address.endswith("://") else address
        try:
            # Imported late: it takes 0.2 s, and is there only with thaibook[cluster].
            import fsspec

            self._system, self._root = fsspec.core.url_to_fs(self.address)
        except ImportError as error:
            missing = error.name or str(error)
            raise BookError([problem("cluster-missing", address, name=missing)]) from None
        except ValueError as error:
            raise BookError([problem("address-unknown", address, reason=error)]) from None
        self._known: dict[str, dict[str, Any]] = {}

    def _path(self, name: str) -> str:
        return f"{self._root.rstrip('/')}/{name}"

    def _info(self, name: str) -> dict[str, Any]:
        if name not in self._known:
            self._known[name] = dict(self._system.info(self._path(name)))
        return self._known[name]

    def names(self, without: Path | None = None) -> list[str]:
        """All its files but hidden ones. Raises BookError where there is no such folder."""
        try:
            self._system.invalidate_cache()
            found = self._system.find(self._root, detail=True)
        except Exception as error:  # each protocol has errors of its own
            if isinstance(error, MemoryError):
                raise
            raise BookError([problem("address-unknown", self.address, reason=error)]) from None
        begin = len(self._root.rstrip("/")) + 1
        names = {path[begin:]: info for path, info in found.items() if len(path) > begin}
        self._known = {
            name: info
            for name, info in names.items()
            if not any(part.startswith(".") for part in name.split("/")) and ".." not in name
        }
        return sorted(self._known)

    def read(self, name: str) -> bytes:
        """The bytes of a file. Raises OSError."""
        return bytes(self._system.cat_file(self._path(name)))

    def size(self, name: str) -> int:
        """Bytes of a file, 0 where there is none."""
        with suppress(OSError):
            return int(self._info(name).get("size") or 0)
        return 0

    def digest(self, name: str) -> str:
        """Of all that the address says of the file, without fetching it."""
        with suppress(OSError):
            told = repr(sorted((key, str(value)) for key, value in self._info(name).items()))
            return hashlib.sha256(told.encode()).hexdigest()
        return ""

    def changed(self, name: str) -> int:
        """When the file was last changed, if the address says so."""
        with suppress(OSError, NotImplementedError):
            when = self._system.modified(self._path(name))
            return int(when.timestamp() if isinstance(when, datetime) else when)
        return 0

    def fetched(self, names: Iterable[str], folder: Path) -> Path:
        """Copies of the files, as old as the files are. Raises BookError."""
        for name in names:
            copy = folder / PurePosixPath(name)
            try:
                copy.parent.mkdir(parents=True, exist_ok=True)
                self._system.get_file(self._path(name), str(copy))
                os.utime(copy, times=(self.changed(name),) * 2)
            except OSError as error:
                reason = reason_of(error)
                raise BookError([problem("unreadable", self._path(name), reason=reason)]) from None
        return folder

    @contextmanager
    def workroom(self) -> Iterator[Path]:
        """A temporary folder. Raises BookError."""
        try:
            name = tempfile.mkdtemp(prefix="thaibook-")
        except OSError as error:
            raise BookError([cannot_write(Path(tempfile.gettempdir()), error)]) from None
        try:
            yield Path(name)
        finally:
            shutil.rmtree(name, ignore_errors=True)

    def put(self, file: Path, name: str) -> None:
        """Send the file. Raises BookError."""
        path = self._path(name)
        try:
            self._system.makedirs(path.rpartition("/")[0], exist_ok=True)
            self._system.put_file(str(file), path)
            file.unlink()
        except OSError as error:
            raise BookError([cannot_write(Path(path), error)]) from None

    def remove(self, name: str) -> None:
        """Remove a file, if it is there."""
        with suppress(OSError):
            self._system.rm_file(self._path(name))
