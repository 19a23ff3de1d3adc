"""The book made for the preview, in a process that keeps what it has loaded.

Enters: a BOOK, and an empty folder to build in. Leaves: its files with all that the page has to
know of them, and what is wrong. The files are what a build gives: only their copies here know
where each paragraph comes from.
"""

from __future__ import annotations

import gc
import hashlib
import io
import posixpath
import tempfile
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from thaibook.build import build
from thaibook.commands.fault_file import fault_of
from thaibook.commands.preview.source_lines import Chapter, Mapped, Places, mapped
from thaibook.messages import BookError, Problem, path_as_typed, problem
from thaibook.model import Manuscript
from thaibook.processes import team

PACKAGE = "EPUB/content.opf"
NO_LOOKS = (".xhtml", ".opf", ".ncx")  # texts, and what says when the book was made
DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"


@dataclass(frozen=True)
class Made:
    """A book that was built: the PDF, the files of the EPUB by their names, the documents in
    the order of reading, and their paragraphs."""

    title: str
    language: str
    pdf: bytes
    files: dict[str, bytes]
    chapters: tuple[Chapter, ...]
    places: Places


@dataclass(frozen=True)
class Outcome:
    """How a build ended: made is None where there is no book, and `problems` say why.
    seconds: that the build itself took."""

    made: Made | None
    problems: tuple[Problem, ...]
    seconds: float = 0.0


# What was found in the documents of the last book, by the document and its chapter's text:
# after a change of one chapter, the others need not be looked at again.
_last: dict[tuple[bytes, str], Mapped] = {}


def make(book: Path, folder: Path) -> Outcome:
    """Build `book` in `folder`. What is wrong with it is in the Outcome."""
    before, tempfile.tempdir = (
        tempfile.tempdir,
        str(folder),
    )  # goes with what this process leaves there, if it is ended
    gc.disable()  # as for a build that is done once; the rubbish goes between two of them
    try:
        begin = time.monotonic()
        with team() as others:
            built = build(book, folder / "made", team=others, profiles=())
        seconds = time.monotonic() - begin
        epub, printed = (path.read_bytes() for path in built.files)
        return Outcome(_made(built.manuscript, epub, printed), built.warnings, seconds)
    except BookError as error:
        return Outcome(None, tuple(error.problems))
    except MemoryError:
        return Outcome(None, (problem("out-of-memory"),))
    except SystemExit:
        raise
    except BaseException as error:  # the page tells it, and stays; Rust panics are such
        return Outcome(None, (fault_of(error, "preview"),))
    finally:
        tempfile.tempdir = before
        gc.enable()


def _made(manuscript: Manuscript, epub: bytes, printed: bytes) -> Made:
    """All that the page needs of the two files."""
    with zipfile.ZipFile(io.BytesIO(epub)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    sources = {
        f"EPUB/text/{chapter.name}.xhtml": (path_as_typed(chapter.path), chapter.text)
        for chapter in manuscript.chapters
    }
    package = etree.fromstring(files[PACKAGE])
    documents = {}
    known: dict[tuple[bytes, str], Mapped] = {}
    for name in _reading_order(package):
        key = files[name], sources.get(name, ("", ""))[1]
        known[key] = documents[name] = _last.get(key) or mapped(*key)
    _last.clear()
    _last.update(known)
    looks = _digest(*(data for name, data in files.items() if not name.endswith(NO_LOOKS)))
    chapters, first = [], 0
    for name, document in documents.items():
        files[name] = document.data
        path = sources.get(name, ("", ""))[0]
        digest = _digest(looks.encode(), document.data)
        chapters.append(Chapter(name, _title(document.data, name), path, first, digest))
        first += len(document.starts)
    title = package.findtext(f".//{DUBLIN_CORE}title") or ""
    language = package.findtext(f".//{DUBLIN_CORE}language") or "th"
    places = Places.of(list(documents.values()))
    return Made(title, language, printed, files, tuple(chapters), places)


def _reading_order(package: etree._Element) -> list[str]:
    """The documents of the EPUB as one reads them."""
    names = {item.get("id"): item.get("href") for item in package.iterfind(".//{*}item")}
    order = [names.get(ref.get("idref")) for ref in package.iterfind(".//{*}itemref")]
    return [posixpath.join(posixpath.dirname(PACKAGE), name) for name in order if name]


def _title(document: bytes, name: str) -> str:
    title = etree.fromstring(document).findtext(".//{*}title") or ""
    return " ".join(title.replace("\u200b", "").split()) or posixpath.basename(name)


def _digest(*parts: bytes) -> str:
    digest = hashlib.blake2b(digest_size=12)
    for part in parts:
        digest.update(hashlib.blake2b(part).digest())
    return digest.hexdigest()
