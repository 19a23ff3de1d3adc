"""An EPUB in the making, part by part, beside whatever else goes on.

Enters: sections as they are composed, then the Book and its Design, then where its pages
begin. Leaves: the file, and the letters of the manuscript that did not arrive in it. What takes
long is handed to a Team; without other processes it is done here when it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from thaibook.break_marks import marked_texts, marks_of
from thaibook.epub import (
    Documents,
    Dress,
    adapted_bodies,
    content_documents,
    cover_size,
    dress_of,
    epub_bytes,
    is_plain,
)
from thaibook.images import for_screen
from thaibook.messages import Problem, problem
from thaibook.model import Book, Chapter, Design, Image, Manuscript, PageStart
from thaibook.pdf import cover_breaks, cover_picture
from thaibook.processes import Task, Team, batches
from thaibook.proof import lost_letters
from thaibook.text import typographic
from thaibook.vocabulary import ANSWERS

# Marks take numpy and the dictionary: to load them takes as long as to mark so many batches.
LOTS_TO_LEARN = 4


class Marking:
    """The marks in the texts of an EPUB. They take as long as all else, so that they begin
    with each section that is ready; what the whole book has a say in comes at the end."""

    def __init__(self, manuscript: Manuscript, team: Team) -> None:
        self._marks, self._team = marks_of(manuscript), team
        self._begun: list[tuple[list[str], Task[list[str]]]] = []
        # Whoever marks has loaded what this takes, too.
        self._cover = team.submit(cover_breaks, _on_cover(manuscript), manuscript.words)

    def cover_breaks(self) -> dict[str, Any]:
        """Where the lines of the cover may end."""
        return self._cover.result(patient=True)

    def begin(self, bodies: Iterable[str]) -> None:
        """Begin with those of the bodies that the rest of the book does not change."""
        if plain := [body for body in bodies if is_plain(body)]:
            self._begun.append((plain, self._team.submit(marked_texts, plain, self._marks)))

    def begin_rest(self, bodies: Iterable[str]) -> None:
        """Begin with those of the bodies that are not begun yet."""
        known = {body for batch, _ in self._begun for body in batch}
        for batch in batches((body for body in bodies if body not in known), len):
            self._begun.append((batch, self._team.submit(marked_texts, batch, self._marks)))

    def marked(self, bodies: Mapping[str, str]) -> dict[str, str]:
        """The bodies with their marks, by the sections' names."""
        waiting = [task for _, task in self._begun if task.is_waiting]
        for task in reversed(waiting[LOTS_TO_LEARN:]):
            task.take_back()
        texts = {
            body: text
            for batch, task in self._begun
            for body, text in zip(batch, task.result(patient=True), strict=True)
        }
        return {name: texts[body] for name, body in bodies.items()}


def _on_cover(manuscript: Manuscript) -> list[str]:
    """Most texts of a cover; for others its lines are found where it is drawn."""
    metadata, cover = manuscript.metadata, manuscript.cover
    names = [creator.name for creator in metadata.creators]
    texts = (metadata.title, metadata.subtitle, *names, metadata.publisher, cover.credit)
    texts = (*map(typographic, texts), cover.image_link)
    return list(dict.fromkeys(filter(None, texts)))


class EpubMaking:
    """The EPUB of `book`, begun: its pictures, its cover and its marks need no pages.

    has_pages: a PDF is laid out beside it, which takes longer than the cover.
    """

    def __init__(
        self, book: Book, design: Design, marking: Marking, team: Team, has_pages: bool
    ) -> None:
        self._book, self._marking, self._team = book, marking, team
        self._pictures: tuple[Image, ...] = tuple(team.map(for_screen, book.images))
        self._bodies = adapted_bodies(book, self._pictures)
        marking.begin_rest(self._bodies.values())
        self._dress = team.submit(dress_of, book, design, self._pictures)
        # Whoever waits for nothing else draws the cover sooner than one who has to load for it.
        drawn = book, design, cover_size(book)
        if has_pages:
            self._cover = team.submit(cover_picture, *drawn)
        else:
            self._cover = Task(cover_picture, (*drawn, marking.cover_breaks))
        self._file: Task[bytes] | None = None
        self._given: tuple[Book, Dress, Documents, tuple[Image, ...], bytes]
        self._lost: Iterator[list[Problem]] = iter(())

    def finish(self, chapters: Sequence[Chapter], starts: Sequence[PageStart] = ()) -> None:
        """Pack it, and look for the letters of the chapters meanwhile. starts: where the pages
        of the PDF begin. Raises BookError where there can be no cover."""
        cover = self._cover.result()
        bodies = self._marking.marked(self._bodies)
        documents = content_documents(self._book, bodies, starts)
        names = {section.name for section in self._book.sections}
        answers = documents.of(ANSWERS) if ANSWERS in names else ""
        written = [(chapter, documents.of(chapter.name), answers) for chapter in chapters]
        self._lost = self._team.map(lost_letters, batches(written, lambda pair: len(pair[0].text)))
        self._given = self._book, self._dress.result(), documents, self._pictures, cover
        certifier = self._book.reading.certified_by
        self._file = self._team.submit(epub_bytes, *self._given, certifier)

    def result(self, settings_path: Path) -> tuple[bytes, list[Problem]]:
        """The file, and a problem for each line whose letters are not in it. A file whose
        publisher certifies it says so only where Ace has found nothing in it."""
        data = self._file.result() if self._file else b""
        problems = [each for batch in self._lost for each in batch]
        if data and self._book.reading.certified_by:
            # Imported late: few books claim anything, and Ace takes ten seconds anyway.
            from thaibook.check import why_uncertified

            if why := why_uncertified(data):
                problems.append(problem("not-certified", settings_path, reason=why))
                data = epub_bytes(*self._given)
        return data, problems
