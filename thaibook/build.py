"""The stages wired together: a book folder in, files out."""

from __future__ import annotations

import hashlib
import importlib.util
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from thaibook import __version__
from thaibook.compose import compose
from thaibook.design import fonts_of, load_design, missing_glyphs, text_families
from thaibook.files import write_file
from thaibook.manuscript import load_manuscript
from thaibook.model import Book, Design, Manuscript
from thaibook.problems import BookError, Problem

CACHED_COVERS = 20  # files of a quarter of a megabyte


@dataclass(frozen=True)
class Built:
    """What one build made: the files, in the order made, and the warnings."""

    files: tuple[Path, ...]
    warnings: tuple[Problem, ...]


def prepare(folder: Path) -> tuple[Manuscript, Book, Design, list[Problem]]:
    """Load, dress and compose; the last value is the warnings. Raises BookError."""
    manuscript = load_manuscript(folder, text_families())
    design = load_design(manuscript.typography.body)
    book, warnings = compose(manuscript)
    warnings = [*warnings, *missing_glyphs(design, manuscript)]
    return manuscript, book, design, sorted(warnings, key=lambda p: (p.path, p.line, p.code))


def build(
    folder: Path, output: Path, epub: bool = True, pdf: bool = True, strict: bool = False
) -> Built:
    """Build the files of the book in `folder` into the folder `output`.

    strict: warnings count as errors. Both files are made before the first is written,
    so that one that fails leaves both old files as they were. Raises BookError.
    """
    manuscript, book, design, warnings = prepare(folder)
    if strict and warnings:
        raise BookError(warnings)
    made: list[tuple[Path, bytes]] = []
    stem = output / book.metadata.slug
    if epub:
        from thaibook.epub import COVER_SIZE, epub_bytes
        from thaibook.letters import lost_letters

        cover = cached_cover(book, design, COVER_SIZE)
        data = epub_bytes(book, design, cover)
        if lost := lost_letters(manuscript.chapters, data):
            raise BookError([*lost, *warnings])
        made.append((stem.with_name(f"{stem.name}.epub"), data))
    if pdf:
        from thaibook.pdf import pdf_bytes

        made.append((stem.with_name(f"{stem.name}.pdf"), pdf_bytes(book, design)))
    for path, data in made:
        write_file(path, data)
    return Built(tuple(path for path, _ in made), tuple(warnings))


def cached_cover(book: Book, design: Design, size: tuple[int, int]) -> bytes:
    """The cover's JPEG, drawn anew only when something that it shows has changed."""
    from thaibook.pdf import cover_jpeg
    from thaibook.pdf.paper import cover_sheet, cover_sheets

    sheets = cover_sheets(design)
    digest = hashlib.sha256(cover_sheet(book, design, size).encode())
    # Another version of these may draw another picture.
    for name in ("weasyprint", "pypdfium2", "PIL"):
        found = importlib.util.find_spec(name)
        if found and found.origin:
            digest.update(f"{found.origin} {Path(found.origin).stat().st_mtime_ns}".encode())
    digest.update(f"{__version__} {size} {sheets}".encode())
    for font in fonts_of(design, sheets):
        digest.update(font.data)
    if book.cover.image:
        digest.update(book.cover.image.data)
    folder = platformdirs.user_cache_path("thaibook") / "covers"
    kept = folder / f"{digest.hexdigest()}.jpg"
    with suppress(OSError):
        return kept.read_bytes()
    data = cover_jpeg(book, design, size)
    with suppress(BookError, OSError):  # a cover that cannot be kept is drawn again
        write_file(kept, data)
        oldest = sorted(folder.glob("*.jpg"), key=lambda path: path.stat().st_mtime)
        for path in oldest[:-CACHED_COVERS]:
            path.unlink(missing_ok=True)
    return data
