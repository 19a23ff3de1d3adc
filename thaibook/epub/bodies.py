"""The bodies of sections as an EPUB has them: links from file to file, the roles of notes,
and the marks of thaibook.epub.break_marks, which take longest and are set in other processes.

Enters: sections. Leaves: their bodies, by the sections' names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from thaibook.model import Book, Manuscript, PageStart, Section
from thaibook.processes import beside
from thaibook.processes import jobs as tasks

if TYPE_CHECKING:
    from thaibook.epub.break_marks import Marking

# What `epub.breaks` of book.yaml puts where a line may end.
MARKS = {"zwsp": "\u200b", "wbr": "<wbr/>", "none": ""}

# EPUB 3 Structural Semantics Vocabulary and DPUB-ARIA 1.1, by the tags of the body.
SEMANTICS = (
    ('<a class="call"', '<a class="call" epub:type="noteref" role="doc-noteref"'),
    ('<section class="notes"', '<section class="notes" epub:type="footnotes"'),
    ('<aside class="note"', '<aside class="note" epub:type="footnote" role="doc-footnote"'),
    ('<a class="backref"', '<a class="backref" epub:type="backlink" role="doc-backlink"'),
)
# In a tag: in the text of a page about HTML, such words are the author's.
ID = re.compile(r'<[a-z][^<>]*? id="([^"]+)"')
INNER_LINK = re.compile(r'(<a\b[^<>]*? href=)"#([^"]+)"')
LOT = 30_000  # letters of markup: what is marked together takes less time


class Ahead:
    """Bodies that are marked in other processes while the rest of the book is made."""

    def __init__(self, manuscript: Manuscript) -> None:
        self.setting = _setting(manuscript)
        self.lot: list[str] = []
        self.taken: set[str] = set()
        self.begun: list[tuple[list[str], Callable[[], list[str]]]] = []

    def take(self, section: Section) -> None:
        """Begin with a section, if what it links to has no say in it."""
        if not INNER_LINK.search(section.body):
            self._take(_with_semantics(section.body))

    def take_rest(self, book: Book) -> None:
        """Begin with all sections that were not taken."""
        for body in _unmarked(book).values():
            if body not in self.taken:
                self._take(body)
        self._begin()

    def _take(self, body: str) -> None:
        self.taken.add(body)
        self.lot.append(body)
        if sum(map(len, self.lot)) >= LOT:
            self._begin()

    def _begin(self) -> None:
        lot, self.lot = self.lot, []
        marking: list[Marking] = [(body, ()) for body in lot]
        self.begun.append((lot, beside(tasks.mark, marking, *self.setting)))

    def marked(self) -> dict[str, str]:
        """Every body that was taken, as it was and as it is."""
        return {
            body: marked
            for lot, done in self.begun
            for body, marked in zip(lot, done(), strict=True)
        }


def bodies(
    book: Book, starts: Sequence[PageStart] = (), ahead: Ahead | None = None
) -> dict[str, str]:
    """The body of each section of `book` as an EPUB has it, by the section's name.

    starts: where the pages of the PDF built beside it begin. ahead: what is begun already.
    """
    own: dict[str, list[PageStart]] = {}
    for start in starts:
        own.setdefault(start.section, []).append(start)
    found = _unmarked(book)
    known = ahead.marked() if ahead else {}
    done = {name: known[body] for name, body in found.items() if body in known and name not in own}
    rest = [name for name in found if name not in done]
    lots = list(_lots([(found[name], own.get(name, ())) for name in rest]))
    marked = [beside(tasks.mark, lot, *_setting(book)) for lot in lots[1:]]
    marked = [*(partial(tasks.mark, lot, *_setting(book)) for lot in lots[:1]), *marked]
    return done | dict(zip(rest, (body for lot in marked for body in lot()), strict=True))


def _unmarked(book: Book) -> dict[str, str]:
    """The bodies before they are marked, by the sections' names."""
    places = {
        place: section.name for section in book.sections for place in ID.findall(section.body)
    }

    def href(found: re.Match[str]) -> str:
        return f'{found[1]}"{places.get(found[2], "")}.xhtml#{found[2]}"'

    return {
        section.name: _with_semantics(INNER_LINK.sub(href, section.body))
        for section in book.sections
    }


def _setting(book: Book | Manuscript) -> tuple[str, frozenset[str], str]:
    return MARKS[book.reading.breaks], book.words, book.metadata.language


def _with_semantics(body: str) -> str:
    """The body with its notes named as EPUB and ARIA name them."""
    for plain, named in SEMANTICS:
        body = body.replace(plain, named)
    return body


def _lots(sections: Iterable[Marking]) -> Iterator[list[Marking]]:
    """The sections in lots of LOT letters or more, and the rest."""
    lot: list[Marking] = []
    for section in sections:
        lot.append(section)
        if sum(len(body) for body, _ in lot) >= LOT:
            yield lot
            lot = []
    if lot:
        yield lot
