"""Reading what the author gave, safely: UTF-8 text, and files inside the manuscript's folder.

Enters: paths and names that an author wrote. Leaves: text, paths, or the Problem of each.
"""

from __future__ import annotations

import os
import re
from difflib import get_close_matches
from itertools import islice
from pathlib import Path

from thaibook.messages import (
    MAX_TOLD,
    BookError,
    Phrase,
    Problem,
    name_of_character,
    problem,
    reason_of,
)
from thaibook.text import CONTROL, Decoded, decode

MAX_TEXT_MB = 20  # a long novel is 3 MB; more is a mistake or an attack
MAX_SETTINGS_MB = 1  # of book.yaml and words.txt
MAX_HINTS = 1_000  # files and folders among which the nearest name is looked for

# How files begin that are called .md and are none.
NO_TEXT = {
    b"PK\x03\x04": "a Word document or another zip file", b"%PDF-": "a PDF",
    b"\xd0\xcf\x11\xe0": "an old Word document", b"{\\rtf": "an RTF document",
    b"\xff\xd8\xff": "a picture", b"\x89PNG": "a picture",
}  # fmt: skip


def read_text(
    path: Path,
    most_mb: int = MAX_TEXT_MB,
    empty: str = "empty-file",
    problems: list[Problem] | None = None,
) -> str:
    """The text of a UTF-8 file, line ends as \\n, without a byte order mark.

    empty: the code of the problem that a file without text is; problems: where given, the
    control characters are told there and left out, so that the rest can be looked at.
    Raises BookError: unreadable, file-too-large, not-text, not-utf8, control-character, `empty`.
    """
    data = _text_bytes(path, most_mb)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        encoding = Phrase(_guess_encoding(data))
        raise BookError([problem("not-utf8", path, line, encoding=encoding)]) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if CONTROL.search(text):
        strange = control_characters(text, path)
        if problems is None:
            raise BookError(strange)
        problems += strange
        text = CONTROL.sub("", text)
    if not text.strip():
        raise BookError([problem(empty, path)])
    return text


def read_any_text(path: Path, most_mb: int = MAX_TEXT_MB) -> Decoded:
    """The text of a file in whichever encoding it is, and what was found (thaibook.text.decode).

    Raises BookError: unreadable, file-too-large, not-text, not-utf8, empty-file.
    """
    data = _text_bytes(path, most_mb)
    read = decode(data)
    if read is None:
        line, encoding = data.count(b"\n") + 1, Phrase("another encoding")
        raise BookError([problem("not-utf8", path, line, encoding=encoding)])
    if not read.text.strip():
        raise BookError([problem("empty-file", path)])
    return read


def _text_bytes(path: Path, most_mb: int) -> bytes:
    """The bytes of a file that is not too large and of no kind that is known to be no text."""
    try:
        size = path.stat().st_size
        if size > most_mb * 1_000_000:
            words = {"size": size // 1_000_000, "limit": most_mb}
            raise BookError([problem("file-too-large", path, **words)])
        data = path.read_bytes() if path.is_file() else None
    except OSError as error:
        raise BookError([problem("unreadable", path, reason=reason_of(error))]) from None
    if data is None:
        raise BookError([problem("unreadable", path, reason=Phrase("not a file"))])
    for start, kind in NO_TEXT.items():
        if data.startswith(start):
            raise BookError([problem("not-text", path, kind=Phrase(kind))])
    return data


def control_characters(text: str, path: Path) -> list[Problem]:
    """A problem for each line and each control character in it; nobody reads more than
    MAX_TOLD of them."""
    places: dict[tuple[int, str], None] = {}
    for number, line in enumerate(text.split("\n"), 1):
        places.update(dict.fromkeys((number, strange) for strange in CONTROL.findall(line)))
        if len(places) > MAX_TOLD:
            break
    return [
        problem("control-character", path, line, character=name_of_character(strange))
        for line, strange in islice(places, MAX_TOLD)
    ]


def _guess_encoding(data: bytes) -> str:
    """The name of the encoding that a text which is no UTF-8 most likely has."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "UTF-16"
    try:
        text = data.decode("cp874")
    except UnicodeDecodeError:
        return "another encoding"
    # Thai letters come in runs; three accents in a row are in no European text.
    return "Windows-874 (TIS-620)" if re.search("[ก-๛]{3}", text) else "another encoding"


def locate(folder: Path, name: str) -> Path | None:
    """The file `name` of the manuscript, or None where it would lie outside `folder`.

    Symbolic links are followed before the question is asked. The file need not exist.
    """
    try:
        path = (folder / name).resolve()
        path.relative_to(folder.resolve())
    except (ValueError, OSError, RuntimeError):  # outside, or a loop of links
        return None
    return path


def is_file(path: Path) -> bool:
    """Whether a plain file lies there; a name that no system can have is none."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def exists(path: Path) -> bool:
    """Whether anything lies there; nothing lies at a name that no system can have."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def nearest_files(folder: Path, name: str, suffixes: tuple[str, ...]) -> str:
    """Up to three files below `folder` whose names are nearest to `name`, for a hint."""
    names: list[str] = []
    for visited, (root, folders, files) in enumerate(os.walk(folder)):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        names += [
            (Path(root) / f).relative_to(folder).as_posix()
            for f in sorted(files)
            if f.lower().endswith(suffixes)
        ]
        if max(visited, len(names)) > MAX_HINTS:
            break
    return ", ".join(get_close_matches(name[:100], names, 3, 0.0)) or Phrase("none")
