"""Which paragraph of the EPUB stands in which line of the manuscript.

Enters: a finished document of the EPUB and the chapter that it was made of. Leaves: a copy of
the document whose paragraphs have numbers, and the line of each. The files that an author
sells know nothing of this: it is found by their letters, as the proof finds them
(thaibook/proof/completeness.py), so that a paragraph can only be given to a line whose letters
it has.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from lxml import etree

from thaibook.grammar import bare, plain_lines
from thaibook.vocabulary import ADDED

XHTML = "{http://www.w3.org/1999/xhtml}"
PLACE = "data-place"  # the number of a paragraph in its document
PARAGRAPHS = frozenset(
    XHTML + name
    for name in (
        "p h1 h2 h3 h4 h5 h6 li dt dd th td caption figcaption figure pre blockquote div section "
        "aside header footer nav details summary body"
    ).split()
)
# What says its words in an attribute instead.
INSTEAD = {f"{XHTML}img": "alt", "{http://www.w3.org/1998/Math/MathML}math": "alttext"}
WITHIN = 0.5  # of a paragraph: a page begins in it, and not with it
WORDS = ("word", "keep")  # the classes of most elements, which break_marks puts around words
# How many letters further on than the last line the next one is looked for: a long line is
# sure to be the right one wherever it is.
NEAR, LONG, FAR = 100, 30, 20_000


@dataclass(frozen=True)
class Mapped:
    """A document with numbered paragraphs.

    letters: those of its text, as plain_lines compares them, after NFKC; starts: where in them
    each paragraph begins; lines: of the manuscript, one for each paragraph, 0 for none; pages:
    (folio, number of its first paragraph) of each page of the PDF that begins here, and half
    a number more where it begins within the paragraph.
    """

    data: bytes
    letters: str
    starts: tuple[int, ...]
    lines: tuple[int, ...]
    pages: tuple[tuple[str, float], ...]


class _Piece(NamedTuple):
    """Some letters of a paragraph, in reading order."""

    place: int
    letters: str


def mapped(document: bytes, text: str = "") -> Mapped:
    """The document with its paragraphs numbered; text: of the chapter that it was made of."""
    root = etree.fromstring(document)
    reader = _Reader()
    body = root.find(f"{XHTML}body")
    if body is not None:
        reader.read(body)
    pieces, count = reader.pieces, reader.count
    lines = _lines(pieces, count, text) if text else [0] * count
    letters, starts = _joined(
        [_Piece(place, unicodedata.normalize("NFKC", letters)) for place, letters in pieces],
        count,
    )
    data = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return Mapped(data, letters, tuple(starts), tuple(lines), tuple(reader.pages))


class _Reader:
    """Numbers the elements that hold text themselves, in the order of reading."""

    def __init__(self) -> None:
        self.pieces: list[_Piece] = []
        self.pages: list[tuple[str, float]] = []
        self.count = 0
        self._inside: list[etree._Element] = []  # the paragraphs around, the innermost last
        self._places: list[int] = []  # their numbers, -1 for none yet
        self._silent = 0  # how many elements around are no words of the author's

    def read(self, body: etree._Element) -> None:
        """Number what is in `body`."""
        for event, element in etree.iterwalk(body, events=("start", "end")):
            name = element.get("class")
            if event == "start":
                if name not in WORDS:
                    self._enter(element, name)
                self._say(element.text)
            else:
                if name not in WORDS:
                    self._leave(element, name)
                if element is not body:
                    self._say(element.tail)

    def _enter(self, element: etree._Element, name: str | None) -> None:
        if element.tag in PARAGRAPHS:
            self._inside.append(element)
            self._places.append(-1)
        if name and not ADDED.isdisjoint(name.split()):
            self._silent += 1
        if element.get("role") == "doc-pagebreak":
            begun = self._places[-1]
            place = begun + WITHIN if begun >= 0 else self.count
            self.pages.append((element.get("aria-label", ""), place))
        if instead := INSTEAD.get(str(element.tag)):
            if instead == "alt":  # a picture is to be found, also where it has no words
                self._place()
            self._say(element.get(instead))
            self._silent += 1

    def _leave(self, element: etree._Element, name: str | None) -> None:
        if element.tag in INSTEAD:
            self._silent -= 1
        if name and not ADDED.isdisjoint(name.split()):
            self._silent -= 1
        if element.tag in PARAGRAPHS:
            self._inside.pop()
            self._places.pop()

    def _say(self, text: str | None) -> None:
        if text and not self._silent and (letters := _bare(text)):
            self.pieces.append(_Piece(self._place(), letters))

    def _place(self) -> int:
        """The number of the innermost paragraph, which gets one now if it has none."""
        if self._places[-1] < 0:
            self._inside[-1].set(PLACE, str(self.count))
            self._places[-1] = self.count
            self.count += 1
        return self._places[-1]


# The words of a text repeat.
_bare = lru_cache(50_000)(bare)


def _joined(pieces: Sequence[_Piece], count: int) -> tuple[str, list[int]]:
    """All letters, and where each paragraph begins in them."""
    starts = [-1] * count
    offset = 0
    for piece in pieces:
        if starts[piece.place] < 0:
            starts[piece.place] = offset
        offset += len(piece.letters)
    following = offset
    for place in reversed(range(count)):  # a picture without words has no letters of its own
        following = starts[place] = starts[place] if starts[place] >= 0 else following
    return "".join(piece.letters for piece in pieces), starts


def _lines(pieces: Sequence[_Piece], count: int, text: str) -> list[int]:
    """The line of the manuscript for each paragraph: the first of those that it has."""
    letters = "".join(piece.letters for piece in pieces)
    ends = list(accumulate(len(piece.letters) for piece in pieces))
    lines = [0] * count
    for line, start, length in _found(letters, text):
        for index in range(bisect_right(ends, start), len(pieces)):
            if ends[index] - len(pieces[index].letters) >= start + length:
                break
            lines[pieces[index].place] = lines[pieces[index].place] or line
    return list(_filled(lines))


def _found(letters: str, text: str) -> Iterator[tuple[int, int, int]]:
    """(line, offset, length) of each line of the text that is found in the letters: those in
    their order first, then what moved (notes, which stand at the end)."""
    moved = []
    reached = 0
    for number, readings in plain_lines(text):
        wanted = [reading.letters for reading in readings if reading.letters]
        places = []
        for each in wanted:
            limit = reached + len(each) + (FAR if len(each) >= LONG else NEAR)
            if (start := letters.find(each, reached, limit)) >= 0:
                places.append((start, len(each)))
        if places:
            start, length = min(places)
            yield number, start, length
            reached = start + length
        else:
            moved.append((number, wanted))
    for number, wanted in moved:
        found = [(start, len(each)) for each in wanted if (start := letters.find(each)) >= 0]
        if found:
            yield number, *found[0]


def _filled(lines: Sequence[int]) -> Iterator[int]:
    """A paragraph without a line of its own stands where the one before it does, and what is
    before the first where the first does."""
    last = next(filter(None, lines), 0)
    for line in lines:
        last = line or last
        yield last


@dataclass(frozen=True)
class Chapter:
    """A document of the book in the order of reading.

    name: its address in the EPUB; path: of the manuscript's file as the author types it, ""
    for what the program makes; first: the number of its first paragraph in the whole book;
    digest: of all that it shows.
    """

    name: str
    title: str
    path: str
    first: int
    digest: str


@dataclass(frozen=True)
class Places:
    """The paragraphs of a whole book, numbered through in the order of reading.

    letters, starts, lines: as in Mapped; page_starts: for each numbered page of the PDF, in
    their order, (folio, the number of its first paragraph).
    """

    letters: str
    starts: tuple[int, ...]
    lines: tuple[int, ...]
    page_starts: tuple[tuple[str, float], ...]

    @classmethod
    def of(cls, documents: Sequence[Mapped]) -> Places:
        """Those of documents in the order of reading."""
        starts: list[int] = []
        lines: list[int] = []
        pages: list[tuple[str, float]] = []
        offset = 0
        for each in documents:
            pages += ((folio, len(starts) + place) for folio, place in each.pages)
            starts += (offset + start for start in each.starts)
            lines += each.lines
            offset += len(each.letters)
        return cls("".join(d.letters for d in documents), tuple(starts), tuple(lines), tuple(pages))

    def at(self, offset: int) -> int:
        """The number of the paragraph that has this letter."""
        return max(bisect_right(self.starts, offset) - 1, 0)


def first_difference(old: bytes, new: bytes) -> int | None:
    """The number of the paragraph in which `new` begins to differ from `old`; None where they
    are the same. Both as `mapped` gives them."""
    if old == new:
        return None
    low, high = 0, min(len(old), len(new))
    while low < high:  # how many bytes at the beginning are the same
        middle = (low + high + 1) // 2
        low, high = (middle, high) if old[:middle] == new[:middle] else (low, middle - 1)
    sign = f'{PLACE}="'.encode()
    # The tag in which they differ has its number further on.
    end = new.find(b">", low)
    begin = new.rfind(sign, 0, max(end, low))
    if begin < 0:
        return 0
    return int(new[begin + len(sign) : new.index(b'"', begin + len(sign))])
