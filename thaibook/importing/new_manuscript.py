"""Files that authors have become a manuscript that builds.

Enters: paths, and the folder to be made. Leaves: the folder, whole or not at all, and Problems for
all that is not in it as it was.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from thaibook.importing.arranging import arranged
from thaibook.importing.import_report import REPORT, problems_of, report_text
from thaibook.importing.manuscript_files import WrittenBook, written_book
from thaibook.importing.picture_files import prepared
from thaibook.importing.reading import read_source, sources_of
from thaibook.importing.source_document import SourceDocument
from thaibook.messages import BookError, Problem, problem
from thaibook.storage import cannot_write

Tell = Callable[[str], None]


def import_book(
    folder: Path, paths: Sequence[Path], slug: str, language: str, tell: Tell = lambda step: None
) -> tuple[Problem, ...]:
    """Make a manuscript in `folder` of the files and folders `paths`; what became of all that
    it cannot have.

    Raises BookError: already-there, every fault of every file, output-unwritable, disk-full.
    """
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise BookError([problem("already-there", folder)])
    tell("read")
    documents: list[SourceDocument] = []
    faults: list[Problem] = []
    for path in sources_of(list(paths)):
        try:
            documents.append(read_source(path))
        except BookError as error:
            faults += error.problems
    if faults:
        raise BookError(faults)
    names = [each.name for each in documents]
    if len(set(names)) < len(names):  # of several folders
        documents = [
            replace(each, name=f"{number}/{each.name}") if names.count(each.name) > 1 else each
            for number, each in enumerate(documents, 1)
        ]
    tell("convert")
    book = written_book(arranged(documents, folder.resolve().name), prepared(documents), slug)
    book.files[REPORT] = report_text(book.remarks, language).encode()
    tell("write")
    _save(book, folder)
    return tuple(problems_of(book.remarks))


def _save(book: WrittenBook, folder: Path) -> None:
    """Put all files into a new folder beside `folder`, which then takes its name."""
    folder = Path(os.path.abspath(folder))
    beside = None
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
        os.chmod(beside, 0o777 & ~_umask())
        for name, data in book.files.items():
            target = beside / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        if folder.is_dir():
            folder.rmdir()  # it is empty, or this fails
        os.rename(beside, folder)
    except OSError as error:
        raise BookError([cannot_write(folder, error)]) from None
    finally:
        if beside is not None:
            shutil.rmtree(beside, ignore_errors=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
