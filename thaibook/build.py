"""The stages wired together: a book folder in, files out.

load -> lint, compose -> dress -> lay out, mark -> documents, proof -> EPUB, PDF -> files.
What is handed to `team` other processes may do meanwhile; the result is the same without them.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple, Protocol

from thaibook.compose import ComposedSection, compose_sections, join_sections, setting_of
from thaibook.design import (
    cropped,
    cut_plates,
    design_for,
    face_names,
    font_problems,
    load_design,
    missing_glyphs,
    placed_styles,
    sheet_design,
    sheet_faults,
)
from thaibook.epub_making import EpubMaking, Marking
from thaibook.lint import lint
from thaibook.load import Profile, chosen_profiles, exceeded_limits, load_manuscript
from thaibook.markup import undrawn
from thaibook.messages import BookError, Problem, problem, raise_errors
from thaibook.model import Book, Design, Manuscript
from thaibook.pdf import (
    Pages,
    PrintNote,
    cover_pdf,
    ignored_styles,
    lay_out,
    made_legible,
    profile_files,
    screen_pdf,
    with_room,
    write_pdf,
)
from thaibook.processes import ALONE, Counting, Team, batches, is_long
from thaibook.proof import misprinted, other_book
from thaibook.storage import digest_of, keep, kept, program_digest, write_files

KEPT = "books"  # the folder of the cache
COVER = "cover.pdf"  # the whole cover as a sheet


class Tell(Protocol):
    """Told of each step as it begins, and of how many of its parts are done."""

    def __call__(self, step: str, done: int = 0, of: int = 1) -> None: ...


def nobody(step: str, done: int = 0, of: int = 1) -> None:
    """Nobody wants to know how far it is."""


class Prepared(NamedTuple):
    """A book that is ready to be made, and the warnings."""

    manuscript: Manuscript
    book: Book
    design: Design
    warnings: tuple[Problem, ...]


class Built(NamedTuple):
    """What one build made, and of what: the files, in the order made, the warnings, and what is
    to be told of files for printers."""

    manuscript: Manuscript
    files: tuple[Path, ...]
    warnings: tuple[Problem, ...]
    notes: Mapping[Path, PrintNote] = MappingProxyType({})


def prepare(folder: Path, tell: Tell = nobody) -> Prepared:
    """Load, lint, compose and dress. Raises BookError."""
    errors: list[Problem] = []
    tell("read")
    manuscript = load_manuscript(folder, face_names, errors)
    return _prepare(manuscript, errors, ALONE, None, tell)


def _prepare(
    manuscript: Manuscript,
    errors: Sequence[Problem],
    team: Team,
    marking: Marking | None,
    tell: Tell,
) -> Prepared:
    """errors: of the manuscript, which are raised together with all that is found here."""
    if problems := [p for chapter in manuscript.chapters for p in exceeded_limits(chapter)]:
        raise BookError([*errors, *manuscript.warnings, *problems])
    linted = team.submit(lint, manuscript)
    own = placed_styles(manuscript.folder, manuscript.own_files)
    face = manuscript.cover.title_face
    plain = load_design(manuscript.typography, manuscript.looks, own.files, face)
    setting = setting_of(manuscript, plain.measures.column_of(manuscript.page))
    composed: list[ComposedSection] = []
    for chapters in batches(manuscript.chapters, lambda chapter: len(chapter.text)):
        tell("compose", len(composed), len(manuscript.chapters))
        sections = compose_sections(chapters, setting)
        composed += sections
        if marking:
            marking.begin([each.section.body for each in sections if each.is_final])
    tell("design")
    book, warnings = join_sections(manuscript, composed)
    pictures = {image.name: image for image in (*book.images, *own.images)}
    book = book._replace(images=tuple(pictures[name] for name in sorted(pictures)))
    design = design_for(plain, book)
    book, unread = _legible(book, design, manuscript)
    fonts = font_problems(manuscript.typography, manuscript.own_files, face)
    looks = [*fonts, *own.problems, *ignored_styles(own)]
    glyphs = missing_glyphs(design, manuscript)
    others = [*warnings, *looks, *glyphs, *cropped(manuscript), *cut_plates(book), *unread]
    every = linted.result().with_others(others, errors)
    raise_errors([*errors, *every])
    in_order = sorted(every, key=lambda p: (p.path, p.line, p.code))
    return Prepared(manuscript, book, design, tuple(in_order))


def _legible(book: Book, design: Design, manuscript: Manuscript) -> tuple[Book, list[Problem]]:
    """The book with a cover that can be read, or a warning."""
    legible = made_legible(book, design)
    if legible is None:
        return book, []
    words = {"words": legible.words, "contrast": f"{legible.contrast:.1f}"}
    path, line = manuscript.settings_path, manuscript.cover.line
    faults = [] if legible.is_legible else [problem("cover-contrast", path, line, **words)]
    return legible.book, faults


def build(
    folder: Path,
    output: Path,
    epub: bool = True,
    pdf: bool = True,
    strict: bool = False,
    team: Team = ALONE,
    tell: Tell = nobody,
    profiles: Sequence[str] | None = None,
) -> Built:
    """Build the files of the book in `folder` into the folder `output`.

    strict: warnings count as errors; tell: is told how far it is; profiles: the names of those
    for which there are files, too, None for those of book.yaml. All files are made
    before the first is written, so that one that fails leaves the old files as they were.
    Raises BookError.
    """
    errors: list[Problem] = []
    tell("read")
    manuscript = load_manuscript(folder, face_names, errors)
    wanted = chosen_profiles(manuscript, profiles) if pdf or profiles else ()
    name = _name(manuscript, epub, pdf, wanted)
    made = _made_before(name)
    marking = Marking(manuscript, team) if epub and not errors and not made else None
    prepared = _prepare(manuscript, errors, team, marking, tell)
    warnings = prepared.warnings
    _refuse_warnings(warnings, strict)
    stem = output / prepared.book.metadata.slug
    kinds = ["epub"] * epub + ["pdf"] * pdf
    more = [kind for each in wanted for kind in each.files]
    paths = {kind: stem.with_name(f"{stem.name}.{kind}") for kind in (*kinds, COVER, *more)}
    if taken := other_book(prepared.book.metadata, [paths[kind] for kind in (*kinds, *more)]):
        raise BookError([taken, *warnings])
    if not made or made.ingredients != _ingredients(prepared):
        marking = marking or (Marking(manuscript, team) if epub else None)
        made = _made(prepared, marking, pdf, wanted, team, tell)
        # Whether a checker is there is not in the digest of what a book is made of.
        if not any(each.is_error or each.code == "not-certified" for each in made.problems):
            keep(KEPT, name, pickle.dumps(made))
    warnings = (*warnings, *(problem for problem in made.problems if not problem.is_error))
    # The engine of the pages knows an own sheet by its name in the book's folder alone.
    own = {file.name: str(file.path) for file in manuscript.own_files}
    made_problems = [each._replace(path=own.get(each.path, each.path)) for each in made.problems]
    if errors := [problem for problem in made_problems if problem.is_error]:
        raise BookError([*errors, *warnings])
    _refuse_warnings(warnings, strict)
    tell("write")
    written = {path: made.files[kind] for kind, path in paths.items() if kind in made.files}
    write_files(written)
    return Built(manuscript, (*written,), warnings, {paths[k]: v for k, v in made.notes.items()})


def _name(manuscript: Manuscript, epub: bool, pdf: bool, wanted: Sequence[Profile]) -> str:
    """What the files of a manuscript are kept by."""
    presses = [(manuscript.folder / each.icc).read_bytes() for each in wanted if each.icc]
    return digest_of(program_digest(), manuscript, epub, pdf, wanted, presses)


class _Made(NamedTuple):
    """The files of a book by their kinds, what is to be told of them, and what is wrong with
    them; ingredients: the digest of what they were made of, beside the manuscript."""

    ingredients: str
    files: dict[str, bytes]
    notes: dict[str, PrintNote]
    problems: tuple[Problem, ...]


def _made_before(name: str) -> _Made | None:
    """What a build of the same manuscript made. In the cache is what this program has written."""
    data = kept(KEPT, name)
    return None if data is None else pickle.loads(data)


def _ingredients(prepared: Prepared) -> str:
    """What the files depend on that is not in the manuscript: the looks, and the files around
    it, of which warnings tell."""
    design = prepared.design
    sheets = design.shared_css, design.epub_css, design.print_css, design.cover_css
    fonts = [(font.name, font.data, font.licence) for font in design.fonts]
    wanted = prepared.book.cover.back.sheet
    more = [sheet_design(design, prepared.book).cover_css] if wanted else []
    return digest_of(prepared.warnings, sheets, fonts, design.measures, *more)


def _refuse_warnings(warnings: Sequence[Problem], strict: bool) -> None:
    if strict and warnings:
        raise BookError([*warnings, problem("strict-stopped", count=len(warnings))])


def _made(
    prepared: Prepared,
    marking: Marking | None,
    pdf: bool,
    profiles: Sequence[Profile],
    team: Team,
    tell: Tell,
) -> _Made:
    """The files, what is to be told of those for printers, and what is wrong with them."""
    manuscript, book, design, _ = prepared
    pdf = pdf or any(profile.kind != "screen" for profile in profiles)
    files, notes, pages = dict[str, bytes](), dict[str, PrintNote](), None
    problems: list[Problem] = []
    with ExitStack() as opened:
        tell("pictures")
        epub = EpubMaking(book, design, marking, team, has_pages=pdf) if marking else None
        share = None
        if pdf:
            tell("lay-out")
            # Another process has to load WeasyPrint first, which takes as long as a few pages.
            is_shared = is_long(chapter.text for chapter in manuscript.chapters)
            share = Counting(team.map, tell) if is_shared else None
            with _collecting(problems):
                pages = opened.enter_context(lay_out(with_room(book, profiles), design, share))
        if epub:
            tell("mark")
            with _collecting(problems):
                epub.finish(manuscript.chapters, pages.starts if pages else ())
        if pages:
            tell("draw")
            if share:
                share.step = "draw"
            with _collecting(problems):
                files |= _sheet(prepared, pages, problems)
                files["pdf"], on_paper = write_pdf(pages, book.page)
                tell("prove")
                problems += _undrawn(manuscript, pages)
                problems += misprinted(manuscript, on_paper, pages.first, prepared.warnings)
                if profiles:
                    tell("print-shop")
                    files |= _printed(pages, files["pdf"], profiles, manuscript, notes, problems)
        files |= _for_screens(manuscript, profiles, team, problems, tell)
        if epub:
            tell("pack")
            files["epub"], faults = epub.result(manuscript.settings_path)
            problems += faults
    return _Made(_ingredients(prepared), files, notes, tuple(dict.fromkeys(problems)))


def _for_screens(
    manuscript: Manuscript,
    profiles: Sequence[Profile],
    team: Team,
    problems: list[Problem],
    tell: Tell,
) -> dict[str, bytes]:
    """The PDF for telephones, where one is wanted: the book composed once more."""
    for screen in [profile for profile in profiles if profile.kind == "screen"]:
        tell("screen")
        wanted = screen.of(manuscript)
        for_them, book, design, warnings = _prepare(wanted, (), team, None, nobody)
        with _collecting(problems):
            data, on_screen, first = screen_pdf(book, design, team.map)
            problems += misprinted(for_them, on_screen, first, warnings)
            return {screen.files[0]: data}
    return {}


def _printed(
    pages: Pages,
    data: bytes,
    profiles: Sequence[Profile],
    manuscript: Manuscript,
    notes: dict[str, PrintNote],
    problems: list[Problem],
) -> dict[str, bytes]:
    """The files for printers by their kinds."""
    files, faults = profile_files(pages, data, profiles, manuscript)
    notes |= {file.kind: file.note for file in files}
    problems += faults
    return {file.kind: file.data for file in files}


def _sheet(prepared: Prepared, pages: Pages, problems: list[Problem]) -> dict[str, bytes]:
    """The whole cover as a sheet, where the author wants it and its paper is known."""
    manuscript, book, design, _ = prepared
    if not book.cover.back.sheet:
        return {}
    problems += sheet_faults(manuscript, pages.inside)
    return {COVER: cover_pdf(book, design, pages.inside)} if book.paper.caliper_mm else {}


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
