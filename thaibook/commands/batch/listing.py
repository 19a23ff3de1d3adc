"""Which manuscripts lie below a folder, and which files each is made of.

Enters: the names of all files there. Leaves: a Manuscript for each folder with a book.yaml,
and one for each Markdown file that lies in no such folder, however deep.
"""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote

SETTINGS = "book.yaml"
MARKDOWN = (".md", ".markdown")
LOOKS = ("styles", "fonts")  # the folders of an author's own


@dataclass(frozen=True)
class Source:
    """One manuscript. name: its folder or its file, from the folder of all; "." is that
    folder itself. files: all that a build of it may read."""

    name: str
    files: tuple[str, ...]
    is_folder: bool


def sources(names: Sequence[str], text_of: Callable[[str], str]) -> list[Source]:
    """The manuscripts among files of these names, in order.

    text_of: gives the text of a Markdown file, which says which other files it is made of."""
    folders = {_above(name) for name in names if _base(name) == SETTINGS}
    of_folders: dict[str, list[str]] = {folder: [] for folder in folders}
    alone, others = [], []
    for name in names:
        inside = [str(above) for above in PurePosixPath(name).parents if str(above) in folders]
        for folder in inside:
            of_folders[folder].append(name)
        if not name.lower().endswith(MARKDOWN):
            others.append(name)
        elif not inside:
            alone.append(name)
    books = [Source(folder, tuple(files), True) for folder, files in of_folders.items()]
    below: dict[str, dict[str, list[str]]] = {}
    for name in alone:
        folder = _above(name)
        if folder not in below:
            below[folder] = by_last_name(folder, others)
        looks = _looks(folder, below[folder])
        sheets = [each for each in looks if each.endswith(".css")]
        text = "\n".join(map(text_of, (name, *sheets))) if below[folder] else ""
        meant = {*mentioned(text, below[folder]), *looks}
        books.append(Source(name, (name, *sorted(meant)), False))
    return sorted(books, key=lambda book: book.name)


def by_last_name(folder: str, names: Iterable[str]) -> dict[str, list[str]]:
    """Those of the files that lie below the folder, by the last part of their names."""
    within = "" if folder == "." else f"{folder}/"
    found: dict[str, list[str]] = {}
    for name in names:
        if name.startswith(within):
            found.setdefault(_plain(_base(name)), []).append(name)
    return found


def mentioned(text: str, files: Mapping[str, Sequence[str]]) -> list[str]:
    """Those of the files (by_last_name) that a text may mean: no manuscript can read beyond its
    own folder, and what it reads it names, as it is, as HTML, as an address or with backslashes.
    A file that is not meant after all does no harm."""
    plain = _plain(unquote(html.unescape(text)).replace("\\", ""))
    lengths = sorted({len(name) for name in files})
    found: set[str] = set()
    for ending in {name[max(0, name.rfind(".")) :] for name in files}:
        at = plain.find(ending)
        while at >= 0:
            end = at + len(ending)
            found.update(plain[max(0, end - length) : end] for length in lengths)
            at = plain.find(ending, at + 1)
    return sorted(name for last in found & files.keys() for name in files[last])


def _looks(folder: str, below: Mapping[str, Sequence[str]]) -> list[str]:
    """The style sheets and fonts beside a Markdown file: the text need not name them."""
    within = [f"{folder}/{each}".removeprefix("./") for each in LOOKS]
    return [name for names in below.values() for name in names if _above(name) in within]


def _above(name: str) -> str:
    return str(PurePosixPath(name).parent)


def _base(name: str) -> str:
    return name.rpartition("/")[2]


def _plain(text: str) -> str:
    """A text in which a name is found however its letters were put together."""
    return unicodedata.normalize("NFC", text).casefold()
