"""Where the files of the book are that a wiki link names without their folder.

Enters: a name, as `[[page]]` and `![[picture.png]]` have it. Leaves: the address of that file
from the chapter that names it. As in Obsidian, capital letters are as small ones, and where
several files have the name, the one is meant that is the fewest folders away. No file outside
the book's folder is found.
"""

from __future__ import annotations

import os
import unicodedata
from functools import cached_property
from pathlib import Path, PurePosixPath

from thaibook.storage import locate

MOST_FILES = 20_000  # a folder with more is no book; what is beyond them is not found


class Vault:
    """The files below one folder, which is only looked at where a name is asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def _files(self) -> dict[str, list[PurePosixPath]]:
        """The places of all files, from the folder, by their names."""
        files: dict[str, list[PurePosixPath]] = {}
        count = 0
        for root, folders, names in os.walk(self._folder):
            folders[:] = sorted(each for each in folders if not each.startswith("."))
            inside = PurePosixPath(Path(root).relative_to(self._folder).as_posix())
            for name in sorted(names):
                files.setdefault(_plain(name), []).append(inside / name)
                count += 1
            if count > MOST_FILES:
                break
        return files

    def address(self, name: str, chapter: Path) -> str | None:
        """The address of a file from the chapter that names it; None where none has the name."""
        wanted = PurePosixPath(_plain(name.replace("\\", "/").lstrip("/")))
        if ".." in wanted.parts or not wanted.name:
            return None
        ending = wanted.parts
        places = [
            place
            for place in self._files.get(wanted.name, ())
            if tuple(map(_plain, place.parts[-len(ending) :])) == ending
            and locate(self._folder, str(place))
        ]
        here, root = Path(os.path.abspath(chapter)).parent, Path(os.path.abspath(self._folder))
        addresses = [PurePosixPath(Path(os.path.relpath(root / place, here))) for place in places]
        nearest = min(addresses, key=lambda each: (len(each.parts), str(each)), default=None)
        return nearest.as_posix() if nearest else None


def _plain(name: str) -> str:
    """A name without what does not tell files apart."""
    return unicodedata.normalize("NFC", name).casefold()
