"""The stages wired together: a book folder in, files out.

load -> lint, compose -> dress -> lay out, mark -> documents, proof -> EPUB, PDF -> files.
What is handed to `team` other processes may do meanwhile; the result is the same without them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from thaibook.break_marks import marked_texts, marks_of
from thaibook.compose import ComposedSection, compose_sections, join_sections, setting_of
from thaibook.design import for_book, load_design, missing_glyphs, text_families
from thaibook.epub import (
    adapted_bodies,
    content_documents,
    cover_size,
    is_plain,
    packed,
)
from thaibook.images import for_screen
from thaibook.lint import lint
from thaibook.load import load_manuscript, too_much
from thaibook.markup import undrawn
from thaibook.messages import BookError, Problem, problem
from thaibook.model import Book, Design, Image, Manuscript, PageStart
from thaibook.pdf import Pages, cover_picture, lay_out, printed, write_pdf
from thaibook.processes import ALONE, Task, Team, lots
from thaibook.proof import lost_letters, misprinted, other_book
from thaibook.storage import write_files


class Prepared(NamedTuple):
    """A book that is ready to be made, and the warnings."""

    manuscript: Manuscript
    book: Book
    design: Design
    warnings: tuple[Problem, ...]


@dataclass(frozen=True)
class Built:
    """What one build made: the files, in the order made, and the warnings."""

    files: tuple[Path, ...]
    warnings: tuple[Problem, ...]


def prepare(folder: Path) -> Prepared:
    """Load, lint, compose and dress. Raises BookError."""
    return _prepare(load_manuscript(folder, text_families()), ALONE, None)


def _prepare(manuscript: Manuscript, team: Team, marking: _Marking | None) -> Prepared:
    if problems := [p for chapter in manuscript.chapters for p in too_much(chapter)]:
        raise BookError([*manuscript.warnings, *problems])
    plain = load_design(manuscript.typography.body)
    setting = setting_of(manuscript, plain.measures.column_of(manuscript.page))
    composed: list[ComposedSection] = []
    for chapters in lots(manuscript.chapters, lambda chapter: len(chapter.text)):
        sections = compose_sections(chapters, setting)
        composed += sections
        if marking:
            marking.begin([each.section.body for each in sections if each.is_final])
    linted = team.submit(lint, manuscript)
    book, warnings = join_sections(manuscript, composed)
    design = for_book(plain, book)
    every = linted.result().with_others([*warnings, *missing_glyphs(design, manuscript)])
    in_order = sorted(every, key=lambda p: (p.path, p.line, p.code))
    return Prepared(manuscript, book, design, tuple(in_order))


class _Marking:
    """The marks in the texts of an EPUB. They take as long as all else, so that they begin
    with each section that is ready; what the whole book has a say in comes at the end."""

    def __init__(self, manuscript: Manuscript, team: Team) -> None:
        self._marks, self._team = marks_of(manuscript), team
        self._begun: list[tuple[list[str], Task[list[str]]]] = []
        # The first marks take longest: they learn Thai, with the words of the author.
        team.submit(marked_texts, ["ก"], self._marks)

    def begin(self, bodies: Iterable[str]) -> None:
        """Begin with those of the bodies that the rest of the book does not change."""
        if plain := [body for body in bodies if is_plain(body)]:
            self._begun.append((plain, self._team.submit(marked_texts, plain, self._marks)))

    def begin_rest(self, bodies: Mapping[str, str]) -> None:
        """Begin with those bodies, by the sections' names, that are not begun yet."""
        known = {body for lot, _ in self._begun for body in lot}
        rest = [body for body in bodies.values() if body not in known]
        for lot in lots(rest, len):
            self._begun.append((lot, self._team.submit(marked_texts, lot, self._marks)))

    def marked(self, bodies: Mapping[str, str]) -> dict[str, str]:
        """The bodies with their marks, by the sections' names."""
        for _, task in reversed(self._begun):
            task.take_back()
        texts = {
            body: text
            for lot, task in self._begun
            for body, text in zip(lot, task.result(), strict=True)
        }
        return {name: texts[body] for name, body in bodies.items()}


def build(
    folder: Path,
    output: Path,
    epub: bool = True,
    pdf: bool = True,
    strict: bool = False,
    team: Team = ALONE,
) -> Built:
    """Build the files of the book in `folder` into the folder `output`.

    strict: warnings count as errors. All files are made before the first is written, so that
    one that fails leaves the old files as they were. Raises BookError.
    """
    manuscript = load_manuscript(folder, text_families())
    marking = _Marking(manuscript, team) if epub else None
    prepared = _prepare(manuscript, team, marking)
    warnings = prepared.warnings
    _refuse_warnings(warnings, strict)
    stem = output / prepared.book.metadata.slug
    kinds = [kind for kind, wanted in (("epub", epub), ("pdf", pdf)) if wanted]
    paths = {kind: stem.with_name(f"{stem.name}.{kind}") for kind in kinds}
    if taken := other_book(prepared.book.metadata, list(paths.values())):
        raise BookError([taken, *warnings])
    problems: list[Problem] = []
    files = _files(prepared, marking, pdf, team, problems)
    problems = list(dict.fromkeys(problems))
    warnings = (*warnings, *(problem for problem in problems if not problem.is_error))
    if errors := [problem for problem in problems if problem.is_error]:
        raise BookError([*errors, *warnings])
    _refuse_warnings(warnings, strict)
    write_files({paths[kind]: files[kind] for kind in kinds})
    return Built(tuple(paths.values()), warnings)


def _refuse_warnings(warnings: Sequence[Problem], strict: bool) -> None:
    if strict and warnings:
        raise BookError([*warnings, problem("strict-stopped", count=len(warnings))])


def _files(
    prepared: Prepared,
    marking: _Marking | None,
    pdf: bool,
    team: Team,
    problems: list[Problem],
) -> dict[str, bytes]:
    """The files by their kinds; what is wrong with them is added to `problems`."""
    book, design = prepared.book, prepared.design
    files: dict[str, bytes] = {}
    # What an EPUB takes and no page has a say in goes on while the pages are laid out.
    parts = _begin_epub(book, design, marking, team) if marking else None
    with ExitStack() as opened:
        pages = None
        if pdf:
            with _collecting(problems):
                pages = opened.enter_context(lay_out(book, design))
        with _collecting(problems):
            if parts:
                unproved = _finish_epub(prepared, parts, pages.starts if pages else (), team)
        if pages:
            with _collecting(problems):
                files["pdf"] = write_pdf(pages)
                problems += _undrawn(prepared.manuscript, pages)
                on_paper, told = printed(pages), prepared.warnings
                problems += misprinted(prepared.manuscript, on_paper, pages.first, told)
    if parts and not any(problem.is_error for problem in problems):
        files["epub"] = unproved.file.result()
        problems += [lost for lot in unproved.lost for lost in lot]
    return files


class _EpubParts(NamedTuple):
    """What is begun of an EPUB; bodies are those of the sections, by their names."""

    cover: Task[bytes]
    pictures: tuple[Image, ...]
    bodies: dict[str, str]
    marking: _Marking


class _Unproved(NamedTuple):
    """An EPUB that is being packed while its letters are looked for."""

    file: Task[bytes]
    lost: Iterator[list[Problem]]


def _begin_epub(book: Book, design: Design, marking: _Marking, team: Team) -> _EpubParts:
    pictures = tuple(team.map(for_screen, book.images))
    bodies = adapted_bodies(book, pictures)
    marking.begin_rest(bodies)
    cover = team.submit(cover_picture, book, design, cover_size(book))
    return _EpubParts(cover, pictures, bodies, marking)


def _finish_epub(
    prepared: Prepared, parts: _EpubParts, starts: Sequence[PageStart], team: Team
) -> _Unproved:
    """Raises BookError where there can be no cover."""
    book, design = prepared.book, prepared.design
    cover = parts.cover.result()
    documents = content_documents(book, design, parts.marking.marked(parts.bodies), starts)
    texts = dict(documents.spine)
    written = [(chapter, texts[chapter.name]) for chapter in prepared.manuscript.chapters]
    lost = team.map(lost_letters, lots(written, lambda pair: len(pair[1])))
    return _Unproved(team.submit(packed, book, design, documents, parts.pictures, cover), lost)


def _undrawn(manuscript: Manuscript, pages: Pages) -> list[Problem]:
    """A warning for each formula that the PDF has as it was typed."""
    formulas: dict[str, list[str]] = {}
    for section, tex in pages.undrawn:
        formulas.setdefault(section, []).append(tex)
    chapters = [chapter for chapter in manuscript.chapters if chapter.name in formulas]
    setting = setting_of(manuscript)
    return [
        each for chapter in chapters for each in undrawn(chapter, setting, formulas[chapter.name])
    ]


@contextmanager
def _collecting(problems: list[Problem]) -> Iterator[None]:
    """Add the problems of what fails to `problems`: an author is told all at once."""
    try:
        yield
    except BookError as error:
        problems += error.problems
