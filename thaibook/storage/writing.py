"""Writing what was built, safely: beside the target, then renamed into place.

Enters: paths and bytes. Leaves: files, each whole, all of one call or none of them.
"""

from __future__ import annotations

import errno
import os
import shutil
import signal
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from thaibook.messages import BookError, Problem, problem, reason_of

# What a person or the system tells a program to end with.
ENDING = [
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
]
FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}


def write_file(target: Path, data: bytes) -> None:
    """Put `data` into `target` whole or not at all; an older file survives a failure.

    Raises BookError: disk-full, output-unwritable.
    """
    write_files({target: data})


def write_files(files: Mapping[Path, bytes]) -> None:
    """Put all `files` in place, each whole, or none of them; older files survive a failure.

    Every file is written beside its target first, then all are renamed, one right after the other
    and undisturbed by signals. Where a rename fails, the targets renamed before get their older
    files back, or are gone where there were none. Raises BookError: disk-full, output-unwritable.
    """
    beside: dict[Path, _Beside] = {}
    target = Path()
    try:
        for target, data in files.items():
            beside[target] = _Beside(target, data)
        with _undisturbed():
            target = _replaced(beside)
    except OSError as error:
        raise BookError([cannot_write(_of(error, files, target), error)]) from None
    finally:
        with _undisturbed():
            for new in beside.values():
                new.clear_away()


def _of(error: OSError, files: Mapping[Path, bytes], last: Path) -> Path:
    """The target whose writing failed."""
    named = [Path(os.fsdecode(name)) for name in (error.filename2, error.filename) if name]
    return next((path for path in named if path in files), last)


def _replaced(beside: Mapping[Path, _Beside]) -> Path:
    """Rename all; the last target. Raises OSError, with all as it was."""
    older: dict[Path, Path] = {}  # target -> its older content under a second name
    replaced: list[Path] = []
    target = Path()
    try:
        names = {target: new.named() for target, new in beside.items()}
        for target in list(beside)[:-1]:  # after the last one nothing can fail
            if target.is_file() or target.is_symlink():
                older[target] = _second_name(target)
        for target, new in names.items():
            os.replace(new, target)
            replaced.append(target)
    finally:
        if len(replaced) < len(beside):
            for each in replaced:
                _put_back(each, older.pop(each, None))
        for path in older.values():
            path.unlink(missing_ok=True)
    return target


class _Beside:
    """What will be in `target`, whole and safe on the disk beside it: without a name where the
    system can, so that nothing is left of it where this process is ended. Raises OSError."""

    def __init__(self, target: Path, data: bytes) -> None:
        self._target, self._data = target, data
        self._name: Path | None = None
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._handle = os.open(target.parent, os.O_TMPFILE | os.O_WRONLY, 0o666)
        except (AttributeError, OSError):  # another system, or a file system that cannot
            self._handle = -1
            self.named()
            return
        try:
            with os.fdopen(os.dup(self._handle), "wb") as file:
                _write(file, data)
        except BaseException:  # also where the program is told to end
            self.clear_away()
            raise

    def named(self) -> Path:
        """Its name, which it is given now. Raises OSError."""
        if self._name is None and self._handle >= 0:
            name = _free_name(self._target)
            with suppress(OSError, NotImplementedError):  # no /proc: it is written once more
                # A number of a folder makes Python ask for the file itself, not for its link.
                os.link(f"/proc/self/fd/{self._handle}", name, src_dir_fd=self._handle)
                self._name = name
        if self._name is None:
            self._name = _named(self._target, self._data)
        return self._name

    def clear_away(self) -> None:
        """Let it go, where it is not in its place."""
        handle, self._handle = self._handle, -1
        if handle >= 0:
            os.close(handle)
        if self._name:
            self._name.unlink(missing_ok=True)


def _write(file: IO[bytes], data: bytes) -> None:
    file.write(data)
    file.flush()
    os.fsync(file.fileno())


def _named(target: Path, data: bytes) -> Path:
    """A file beside `target` that holds `data`. Raises OSError."""
    with _undisturbed():
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            _write(file, data)
        os.chmod(name, 0o666 & ~_umask())
    except BaseException:  # also where the program is told to end
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def _free_name(target: Path) -> Path:
    """A name beside `target` that nothing has. Raises OSError."""
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    os.close(handle)
    path = Path(name)
    path.unlink()
    return path


def _second_name(target: Path) -> Path:
    """Another name beside `target` for the file that it is now. Raises OSError."""
    path = _free_name(target)
    try:
        os.link(target, path, follow_symlinks=False)
    except (OSError, NotImplementedError):  # a file system without links
        shutil.copy2(target, path, follow_symlinks=False)
    return path


def _put_back(target: Path, older: Path | None) -> None:
    """Undo the renaming onto `target`; what cannot be put back stays under its second name."""
    with suppress(OSError):
        if older:
            os.replace(older, target)
        else:
            target.unlink()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """What tells the program to end waits: half of two renames is neither the old nor the new."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def cannot_write(target: Path, error: OSError) -> Problem:
    """The problem of a failed write: disk-full or output-unwritable."""
    code = "disk-full" if error.errno in FULL else "output-unwritable"
    return problem(code, target, reason=reason_of(error))
