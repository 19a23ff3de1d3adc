"""Writing what was built, safely: beside the target, then renamed into place.

Enters: paths and bytes. Leaves: files, each whole, all of one call or none of them.
"""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from thaibook.messages import BookError, Problem, problem, reason_of

FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}


def write_file(target: Path, data: bytes) -> None:
    """Put `data` into `target` whole or not at all; an older file survives a failure.

    Raises BookError: disk-full, output-unwritable.
    """
    write_files({target: data})


def write_files(files: Mapping[Path, bytes]) -> None:
    """Put all `files` in place, each whole, or none of them; older files survive a failure.

    Every file is written beside its target first, then all are renamed. Where a rename fails,
    the targets renamed before get their older files back, or are gone where there were none.
    Raises BookError: disk-full, output-unwritable.
    """
    beside: dict[Path, Path] = {}  # target -> its new content
    older: dict[Path, Path] = {}  # target -> its older content under a second name
    replaced: list[Path] = []
    target = Path()
    try:
        for target, data in files.items():
            beside[target] = _written_beside(target, data)
        for target in list(files)[:-1]:  # after the last one nothing can fail
            if target.is_file() or target.is_symlink():
                older[target] = _second_name(target)
        for target, new in beside.items():
            os.replace(new, target)
            replaced.append(target)
    except OSError as error:
        raise BookError([cannot_write(target, error)]) from None
    finally:
        if len(replaced) < len(files):
            for target in replaced:
                _put_back(target, older.pop(target, None))
        for path in (*beside.values(), *older.values()):
            path.unlink(missing_ok=True)


def _written_beside(target: Path, data: bytes) -> Path:
    """A file beside `target` that holds `data`, safe on the disk. Raises OSError."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o666 & ~_umask())
    except BaseException:  # also where the program is told to end
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def _second_name(target: Path) -> Path:
    """Another name beside `target` for the file that it is now. Raises OSError."""
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    os.close(handle)
    path = Path(name)
    path.unlink()
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


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def cannot_write(target: Path, error: OSError) -> Problem:
    """The problem of a failed write: disk-full or output-unwritable."""
    code = "disk-full" if error.errno in FULL else "output-unwritable"
    return problem(code, target, reason=reason_of(error))
