"""The stages wired together: a book folder in, files out."""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from thaibook import __version__
from thaibook.check import other_book
from thaibook.design import fonts_of, for_book, load_design, missing_glyphs, text_families
from thaibook.epub import Ahead
from thaibook.load import load_manuscript, too_much
from thaibook.messages import BookError, Problem, problem
from thaibook.model import Book, Design, Manuscript, PageStart
from thaibook.processes import WORTH_LETTERS, accompanied, beside, company, idle, spread
from thaibook.processes import jobs as tasks
from thaibook.storage import kept, write_file

PROVED = 5  # chapters whose letters are proved at once


@dataclass(frozen=True)
class Built:
    """What one build made: the files, in the order made, and the warnings."""

    files: tuple[Path, ...]
    warnings: tuple[Problem, ...]


def prepare(folder: Path) -> tuple[Manuscript, Book, Design, list[Problem]]:
    """Load, dress and compose; the last value is the warnings. Raises BookError."""
    manuscript = load_manuscript(folder, text_families())
    return manuscript, *_prepared(manuscript)


def _prepared(
    manuscript: Manuscript, ahead: Ahead | None = None
) -> tuple[Book, Design, list[Problem]]:
    if problems := [p for chapter in manuscript.chapters for p in too_much(chapter)]:
        raise BookError([*manuscript.warnings, *problems])
    # The marks take as long as all else: only who has nothing to do lints beside them.
    apart = _is_long(manuscript) and (not ahead or idle())
    linted = beside(tasks.lint, manuscript) if apart else None
    # Imported while the other process lints: a tenth of a second.
    from thaibook.compose import compose

    book, warnings = compose(manuscript)
    if ahead:
        ahead.take_rest(book)
        if _is_long(manuscript):
            beside(tasks.read, [chapter.text for chapter in manuscript.chapters])
    design = for_book(load_design(manuscript.typography.body), book)
    found = linted() if linted else tasks.lint(manuscript)
    all_found = found.with_others([*warnings, *missing_glyphs(design, manuscript)])
    return book, design, sorted(all_found, key=lambda p: (p.path, p.line, p.code))


def _is_long(manuscript: Manuscript) -> bool:
    return sum(len(chapter.text) for chapter in manuscript.chapters) >= WORTH_LETTERS


def build(
    folder: Path, output: Path, epub: bool = True, pdf: bool = True, strict: bool = False
) -> Built:
    """Build the files of the book in `folder` into the folder `output`.

    strict: warnings count as errors. Both files are made before the first is written,
    so that one that fails leaves both old files as they were. Raises BookError.
    """
    with company():
        return _build(load_manuscript(folder, text_families()), output, epub, pdf, strict)


def _build(manuscript: Manuscript, output: Path, epub: bool, pdf: bool, strict: bool) -> Built:
    ahead = _ahead(manuscript) if epub and not pdf and accompanied() else None
    book, design, warnings = _prepared(manuscript, ahead)
    if strict and warnings:
        raise BookError([*warnings, problem("strict-stopped", count=len(warnings))])
    stem = output / book.metadata.slug
    kinds = [kind for kind, wanted in (("epub", epub), ("pdf", pdf)) if wanted]
    targets = [stem.with_name(f"{stem.name}.{kind}") for kind in kinds]
    if taken := other_book(book.metadata, targets):
        raise BookError([taken, *warnings])
    made: list[tuple[bytes, list[Problem]]] = []
    if epub and pdf:
        made = _both(manuscript, book, design)
    elif epub:
        made = [_epub(manuscript, book, design, ahead=ahead)]
    else:
        made = [_pdf(book, design)]
    if problems := [problem for _, found in made for problem in found]:
        raise BookError([*dict.fromkeys(problems), *warnings])
    for path, (data, _) in zip(targets, made, strict=True):
        write_file(path, data)
    return Built(tuple(targets), tuple(warnings))


def _ahead(manuscript: Manuscript) -> Ahead:
    beside(tasks.learn, manuscript.words)
    return Ahead(manuscript)


# A file, and what is wrong with it: an error does not cross processes whole, a list does.
Made = tuple[bytes, list[Problem]]


def _both(manuscript: Manuscript, book: Book, design: Design) -> list[Made]:
    """The EPUB and the PDF, side by side where there is another process."""
    waiting: list[Callable[[], Made]] = []
    with suppress(BookError):  # without Pango, both will say so
        from thaibook.pdf import load_weasyprint

        load_weasyprint()  # once, for both

    def on_pages(found: tuple[PageStart, ...]) -> None:
        """The layout is done: the EPUB can name its pages while the PDF is written."""
        waiting.append(beside(_epub, manuscript, book, design, found))

    beside(_warm, book, design)  # takes longest, and needs no pages
    printed = _pdf(book, design, on_pages)
    made = waiting[0]() if waiting else _epub(manuscript, book, design)
    return [made, printed]


def _warm(book: Book, design: Design) -> None:
    """Draw the cover into the cache, and learn all that the EPUB takes, while pages are laid
    out; what goes wrong comes up when it is asked for."""
    from thaibook.epub import cover_size, epub_bytes

    with suppress(BookError):
        cover = cached_cover(book, design, cover_size(book))
        if sum(len(section.body) for section in book.sections) < WORTH_LETTERS:
            epub_bytes(book, design, cover)


def _epub(
    manuscript: Manuscript,
    book: Book,
    design: Design,
    starts: tuple[PageStart, ...] = (),
    ahead: Ahead | None = None,
) -> Made:
    from thaibook.check import documents
    from thaibook.epub import cover_size, epub_bytes

    proofs: list[Callable[[], list[list[Problem]]]] = []
    long = _is_long(manuscript)

    def on_written(written: bytes) -> None:
        """Others may read what is written while it is packed close here."""
        found = documents(manuscript.chapters, written)
        lots = [found[first : first + PROVED] for first in range(0, len(found), PROVED)]
        proofs.append(spread(tasks.prove, lots) if long else lambda: [tasks.prove(found)])

    try:
        cover = cached_cover(book, design, cover_size(book))
        data = epub_bytes(book, design, cover, starts, ahead, on_written)
    except BookError as error:
        return b"", list(error.problems)
    return data, [problem for proof in proofs for found in proof() for problem in found]


def _pdf(
    book: Book, design: Design, on_pages: Callable[[tuple[PageStart, ...]], None] | None = None
) -> Made:
    from thaibook.pdf import pdf_bytes

    try:
        return pdf_bytes(book, design, on_pages), []
    except BookError as error:
        return b"", list(error.problems)


def cached_cover(book: Book, design: Design, size: tuple[int, int]) -> bytes:
    """The cover's JPEG, drawn anew only when something that it shows has changed."""
    from thaibook.pdf import cover_jpeg, cover_sheet, cover_sheets

    sheets = cover_sheets(design)
    digest = hashlib.sha256(cover_sheet(book, design, size).encode())
    # Another version of these may draw another picture.
    for name in ("weasyprint", "pypdfium2", "PIL", "thaibook.pdf.page_picture"):
        found = importlib.util.find_spec(name)
        if found and found.origin:
            digest.update(f"{found.origin} {Path(found.origin).stat().st_mtime_ns}".encode())
    digest.update(f"{__version__} {size} {sheets}".encode())
    for font in fonts_of(design, sheets):
        digest.update(font.data)
    if book.cover.image:
        digest.update(book.cover.image.data)
    return kept("covers", digest.hexdigest(), lambda: cover_jpeg(book, design, size))
