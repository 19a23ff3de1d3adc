"""The sections of all chapters become a book.

Enters: a Manuscript, and the ComposedSection of each of its chapters. Leaves: the Book, with
numbers that run through it, references that know their targets, index, contents and the pages
that the book adds; and the warnings.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from thaibook.compose import generated_pages
from thaibook.compose.answers_page import Answers, answers_page, take_answers, with_answers
from thaibook.compose.credits_page import credits
from thaibook.compose.imprint_page import imprint_faults, imprint_page
from thaibook.compose.index_page import index_page
from thaibook.compose.outline_entries import fitting_depth
from thaibook.compose.printed_words import with_printed_signs
from thaibook.compose.section import ComposedSection, compose_sections, setting_of
from thaibook.images import picture_warnings, resolution_warnings
from thaibook.load import BEFORE_CONTENTS
from thaibook.markup import (
    Counts,
    IndexTerm,
    Setting,
    Source,
    marked_terms,
    resolve_references,
    to_tree,
    to_xhtml,
    write_numbers,
)
from thaibook.messages import MAX_TOLD, BookError, Problem
from thaibook.model import Book, Chapter, Image, Looks, Manuscript, Section

IMPRINT = "copyright-page"
USUAL_PAGE = 148 * 210 / 11**2  # A5 in 11 pt, by which other pages are measured


def compose(manuscript: Manuscript, column_mm: float = math.inf) -> tuple[Book, list[Problem]]:
    """The book of a manuscript, and the warnings. Raises BookError with every error."""
    setting = setting_of(manuscript, column_mm)
    book, problems = join_sections(manuscript, compose_sections(manuscript.chapters, setting))
    if errors := [problem for problem in problems if problem.is_error]:
        raise BookError(errors)
    return book, problems


def join_sections(
    manuscript: Manuscript, composed: Sequence[ComposedSection]
) -> tuple[Book, list[Problem]]:
    """The book of a manuscript whose chapters are composed, in their order, and what is wrong
    with it. Where one of the problems is an error, the book serves to look for others."""
    setting = setting_of(manuscript)
    images, problems = _joined_pictures(composed)
    problems = [*manuscript.warnings, *problems]
    images |= {image.name: image for image in manuscript.ornaments}
    sections, terms, missing, answers = _finished(manuscript.chapters, composed, setting)
    sections = with_answers(sections, answers_page(answers, setting.labels))
    problems += missing
    if cover := manuscript.cover.image:
        page = manuscript.page
        problems += picture_warnings(cover) + resolution_warnings(
            cover, page.width_mm, page.height_mm
        )
    if logo := manuscript.metadata.imprint.logo:
        problems += picture_warnings(logo)
    if _has_made_imprint(manuscript):
        images |= {logo.name: logo} if logo else {}
        problems += imprint_faults(manuscript)
    book = Book(
        metadata=manuscript.metadata,
        cover=manuscript.cover,
        sections=_in_order(with_printed_signs(manuscript), sections, terms, setting.labels),
        images=tuple(images[name] for name in sorted(images)),
        page=manuscript.page,
        typography=manuscript.typography,
        reading=manuscript.reading,
        labels=tuple(setting.labels.items()),
        words=manuscript.words,
        looks=manuscript.looks,
        paper=manuscript.paper,
    )
    return book, problems


def _has_made_imprint(manuscript: Manuscript) -> bool:
    """Whether the book makes a publisher's imprint page, since the author wrote none."""
    is_given = manuscript.metadata.imprint.is_given
    return is_given and all(chapter.kind != IMPRINT for chapter in manuscript.chapters)


def _joined_pictures(
    composed: Sequence[ComposedSection],
) -> tuple[dict[str, Image], list[Problem]]:
    """The pictures of the book by their names; and the problems of its chapters: of a picture
    that stands in several places once, and of pictures that cannot be read not more than
    anybody reads."""
    problems: list[Problem] = []
    images: dict[tuple[Path, str], Image] = {}
    unreadable = 0
    for section in composed:
        problems += section.problems
        for picture in section.pictures:
            place = picture.folder, picture.name
            if picture.image is None:
                unreadable += 1
            if unreadable <= MAX_TOLD:
                problems += picture.problems
            if picture.image and place not in images:
                problems += picture.warnings
                images[place] = picture.image
    return {image.name: image for image in images.values()}, problems


def _finished(
    chapters: Sequence[Chapter], composed: Sequence[ComposedSection], setting: Setting
) -> tuple[list[Section], list[IndexTerm], list[Problem], list[Answers]]:
    """The sections with all that the whole book writes into them; what the index names; the
    references that lead nowhere; and the answers that stand at the end of the book."""
    before: Counter[str] = Counter()
    counts: list[Counts] = []
    for each in composed:
        counts.append(dict(before))
        before.update(each.numbered)
    digits = setting.digits
    places = [
        each.places.numbered(count, digits) for each, count in zip(composed, counts, strict=True)
    ]
    sections: list[Section] = []
    terms: list[IndexTerm] = []
    problems: list[Problem] = []
    answers: list[Answers] = []
    for chapter, each, count, own in zip(chapters, composed, counts, places, strict=True):
        section, named = each.section, each.index_terms
        if not each.is_final:
            source = Source(chapter, setting)
            root = to_tree(section.body)
            write_numbers(root, count, digits)
            resolve_references(root, source, own, places)
            problems += source.problems
            # A reference in a heading has words now.
            named = marked_terms(root, section.title)
            answers += take_answers(root, section.title)
            section = section._replace(body=to_xhtml(root))
        sections.append(section)
        terms += named
    return sections, terms, problems, answers


def _in_order(
    manuscript: Manuscript,
    written: Sequence[Section],
    terms: Sequence[IndexTerm],
    labels: Mapping[str, str],
) -> tuple[Section, ...]:
    """Front matter, text, back matter: what has something in it."""
    metadata = manuscript.metadata
    index = index_page(terms, labels)
    own = [section for section in written if section.kind == IMPRINT]
    written = [section for section in written if section.kind != IMPRINT]
    made = [imprint_page(manuscript, labels)] if _has_made_imprint(manuscript) else []
    imprint = own or made
    whole = [*written, *([index] if index else [])]
    deepest = _deepest(manuscript, whole)
    titles = _telling(manuscript, generated_pages.title_page(metadata, labels))
    given = manuscript.dedication
    dedication = [generated_pages.dedication(given, labels)] if given else []
    if len(written) == 1:  # an article: its credits stand at the end
        end = [] if imprint else _telling(manuscript, credits(manuscript, labels, "colophon"))
        contents = generated_pages.contents((*whole, *end), labels["contents"], deepest)
        return (*titles, *imprint, *dedication, contents, *whole, *end)
    opening = [generated_pages.half_title(metadata), *titles] if titles else []
    imprint = imprint or _telling(manuscript, credits(manuscript, labels, IMPRINT))
    opening += [*imprint, *dedication]
    first = [section for section in whole if section.kind in BEFORE_CONTENTS]
    rest = [section for section in whole if section.kind not in BEFORE_CONTENTS]
    contents = generated_pages.contents(rest, labels["contents"], deepest)
    return (*opening, *first, contents, *rest)


def _deepest(manuscript: Manuscript, sections: Sequence[Section]) -> int:
    """The level of the headings that the contents of these sections list last."""
    looks, page = manuscript.looks, manuscript.page
    if looks.depth_is_own:
        return looks.deepest
    size = page.width_mm * page.height_mm / manuscript.typography.size_pt**2
    return fitting_depth(sections, looks.deepest, size / USUAL_PAGE)


def _telling(manuscript: Manuscript, page: Section) -> list[Section]:
    """The page, or nothing where it has one line, the title, in a book that has a design."""
    says_more = generated_pages.says_more_than_title(page)
    return [page] if says_more or manuscript.looks == Looks() else []
