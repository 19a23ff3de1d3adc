"""Which program it is that makes a book: what it made before is true for this program alone.

Nothing enters. Leaves: a digest of the version of Python and of every package beside it, of our
own files, style sheets and fonts, and of the libraries that set text. Files are known by their
size and their time, since to read them all would take longer than to make a short book.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from thaibook.storage.digests import digest_of

PACKAGE = Path(__file__).parents[1]
# In a checkout these lie beside the package, in an installed wheel inside it.
LOOKS = ("styles", "fonts")
_ROOT = PACKAGE if (PACKAGE / "styles").is_dir() else PACKAGE.parent
STYLES, FONTS = (_ROOT / name for name in LOOKS)
LIBRARIES = ("pango", "harfbuzz", "thai", "fontconfig", "freetype", "fribidi")
LIBRARY_FOLDERS = (
    f"/usr/lib/{getattr(sys.implementation, '_multiarch', '')}", "/usr/lib64",
    "/usr/local/lib", "/opt/homebrew/lib",
)  # fmt: skip


@cache
def program_digest() -> str:
    """The digest of the program that runs."""
    places = [folder for folder in sys.path if folder.endswith("-packages")]
    packages = [name for place in places for name in _names(place) if name.endswith("-info")]
    folders = [PACKAGE, *(PACKAGE.parent / name for name in LOOKS)]
    files = [facts for folder in folders for facts in _files(folder)]
    libraries = [
        (name, *_facts(os.path.realpath(f"{folder}/{name}")))
        for folder in LIBRARY_FOLDERS
        for name in _names(folder)
        if name.startswith("lib") and any(word in name for word in LIBRARIES)
    ]
    return digest_of(sys.version, sys.platform, sorted(packages), files, libraries)


def _names(folder: str) -> list[str]:
    with suppress(OSError):
        return sorted(os.listdir(folder))
    return []


def _files(folder: Path) -> Iterator[tuple[object, ...]]:
    """The files below a folder: path, size, time."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            path = os.path.join(place, name)
            yield (path, *_facts(path))


def _facts(path: str) -> tuple[int, int]:
    """Size and time of a file, nothing where it is gone."""
    with suppress(OSError):
        stat = os.stat(path)
        return stat.st_size, stat.st_mtime_ns
    return 0, 0
