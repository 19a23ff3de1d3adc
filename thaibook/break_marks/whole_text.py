"""The texts of sections as one, and what is put into it.

Enters: the XHTML of sections. Leaves: a JoinedText, in which every text has its place; and the
XHTML again with all that was put in, the tags among it: a list of places, which is sorted
at the end.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from thaibook.text import Tag, texts_and_tags
from thaibook.thai import PARTING, WIDTHLESS, code_points
from thaibook.vocabulary import NOTE_CALLS, URL

if TYPE_CHECKING:
    from thaibook.thai import Flags, Numbers

# Elements that a word may run through (HTML Standard, 3.2.5.2.5, phrasing content).
INLINE = frozenset(
    "a abbr b bdi bdo cite code del dfn em i ins kbd mark q s samp small span strong sub sup "
    "time u var".split()
)
# What is not prose, and not changed.
VERBATIM = frozenset("code kbd math pre samp script style svg var".split())
CELLS = frozenset(("table",))
INDENTED = frozenset("li dd blockquote".split())
# Classes whose text is narrower than the column: a line of verse, which hangs; boxes; items of law.
NARROW = re.compile(
    r'\bclass="(?:[^"]* )?(epigraph|line|box|note|tip|warning|info|important|caution|danger|letter|'
    r'placard|notice|exercise|answer|words|margin-note|bibliography|level-(?P<level>[2-4]))[" ]'
)
# Letters that take room, of what may stand between two marks: more do not fit a telephone's
# line at twice the size (360 px, 32 px to the em), and are lost where nothing else parts them.
LONGEST_PIECE, LONGEST_IN_HEADING = 16, 10
LONGEST_WORD = 14  # that may not wrap: a paragraph or an item begins two em from the edge
LETTERS_OF_INDENT, SHORTEST_LINE = 4, 5
# Between two marks, wherever an engine can find more places by itself.
UNMARKED, UNMARKED_IN_HEADING = 18, 8
ADDRESS = re.compile(rf'\bclass="(?:[^"]* )?{URL}(?: [^"]*)?"')
LANGUAGE = re.compile(r'\blang="')
HEADING = re.compile("h[1-3]")
ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
NEXT = "\0"  # in what is written: here the next section begins; XML has no such character


class Order(IntEnum):
    """The order of all that is put in at one offset: what closes stands before what opens."""

    LATIN_ENDS, SPAN_ENDS, MARK, TAGS, MARK_AFTER_TAGS, SPAN, LATIN, PAGE, ENTITY = range(9)


@dataclass
class Piece:
    """A text between two tags, unescaped."""

    section: int
    text: str
    tags: str  # before the text
    begins: bool  # a paragraph begins here
    frozen: bool = False  # the text is not changed: code, an address
    heading: bool = False
    depth: int = 0  # of lists, definitions and quotations around it
    cell: bool = False  # in a table
    foreign: bool = False  # the text has a language of its own
    ruby: bool = False  # a reading is set above the text, or the text is one
    call: bool = False  # the text is the call of a note
    begin: int = 0  # offset in the whole

    @property
    def end(self) -> int:
        """Offset in the whole."""
        return self.begin + len(self.text)


class Paragraph(NamedTuple):
    """A text that tags of INLINE alone run through: its offsets in the whole."""

    begin: int
    end: int
    heading: bool
    depth: int
    cell: bool

    @property
    def longest_piece(self) -> int:
        """How many letters may follow each other without a place for a line's end."""
        return LONGEST_IN_HEADING if self.heading else LONGEST_PIECE

    @property
    def longest_word(self) -> int:
        """How many letters may not wrap: as many as its line has room for."""
        indented = LONGEST_WORD - max(0, self.depth - 1) * LETTERS_OF_INDENT
        return min(self.longest_piece, max(SHORTEST_LINE, indented))

    @property
    def most_unmarked(self) -> int:
        """How many letters may stand between two marks; a narrow column has them all."""
        if self.cell or self.heading:
            return 0 if self.cell else UNMARKED_IN_HEADING
        return max(SHORTEST_LINE, UNMARKED - self.depth * LETTERS_OF_INDENT)

    @property
    def first_unmarked(self) -> int:
        """The same before its first mark: its first line is indented."""
        return min(self.most_unmarked, max(SHORTEST_LINE, self.most_unmarked - LETTERS_OF_INDENT))


@dataclass(frozen=True)
class JoinedText:
    """The texts of all sections as one."""

    text: str
    pieces: Sequence[Piece]
    paragraphs: Sequence[Paragraph]

    @cached_property
    def codes(self) -> Numbers:
        """The code point of each character."""
        return code_points(self.text)

    @cached_property
    def width(self) -> Numbers:
        """How many letters that take room stand before each offset."""
        return np.concatenate(([0], np.cumsum(~self.flags(WIDTHLESS.pattern))))

    @cached_property
    def piece(self) -> Numbers:
        """The number of the piece of each character."""
        return self._numbers([piece.begin for piece in self.pieces])

    @cached_property
    def paragraph(self) -> Numbers:
        """The number of the paragraph of each character."""
        return self._numbers([paragraph.begin for paragraph in self.paragraphs])

    def _numbers(self, begins: list[int]) -> Numbers:
        return np.repeat(np.arange(len(begins)), np.diff([*begins, len(self.text)]))

    @cached_property
    def _used_code_points(self) -> Numbers:
        """The code points of the text, each once."""
        return np.nonzero(np.bincount(self.codes))[0]

    def flags(self, pattern: str) -> Flags:
        """Whether each character is one that `pattern` matches."""
        character = re.compile(pattern)
        table = np.zeros(int(self.codes.max()) + 1, np.bool_)
        table[[code for code in self._used_code_points.tolist() if character.match(chr(code))]] = (
            True
        )
        return table[self.codes]

    def of_section(self, number: int) -> list[Piece]:
        """The pieces of one section."""
        return [piece for piece in self.pieces if piece.section == number]


@dataclass
class Inserts:
    """What is put into the whole text.

    markups: all that is put in. rows: (offset, slot, index in markups, how many characters of the
    text it takes the place of); columns: the same of many offsets at once, as four arrays.
    """

    markups: list[str] = field(default_factory=list)
    rows: list[tuple[int, int, int, int]] = field(default_factory=list)
    columns: list[Numbers] = field(default_factory=list)

    def put(self, offset: int, order: Order, markup: str, skipped: int = 0) -> None:
        """Put in `markup` at one offset, in the place of so many `skipped` characters."""
        self.rows.append((offset, order, len(self.markups), skipped))
        self.markups.append(markup)

    def put_all(self, offsets: Numbers, order: Order, markup: str, skipped: int = 0) -> None:
        """Put in the same `markup` at each of many offsets."""
        same = np.array((order, len(self.markups), skipped))
        self.markups.append(markup)
        self.columns.append(np.vstack((offsets, *np.repeat(same[:, None], len(offsets), 1))))

    def offsets(self) -> Numbers:
        """Every offset at which something is put in."""
        return np.concatenate(([row[0] for row in self.rows], *(rows[0] for rows in self.columns)))

    def written(self, whole: JoinedText) -> list[str]:
        """The sections with all that is put in."""
        for character, entity in ENTITIES.items():
            places = np.nonzero(whole.codes == ord(character))[0]
            self.put_all(places, Order.ENTITY, entity, skipped=1)
        rows = np.array(self.rows, np.int64).reshape(-1, 4).T
        offset, order, markup, skipped = np.concatenate((rows, *self.columns), axis=1)
        sequence = np.argsort(offset * len(Order) + order, kind="stable")
        begins = [0, *(offset + skipped)[sequence].tolist()]
        ends = [*offset[sequence].tolist(), len(whole.text)]
        texts_and_markups = [""] * (2 * len(begins) - 1)
        texts_and_markups[::2] = [
            whole.text[begin:end] for begin, end in zip(begins, ends, strict=True)
        ]
        texts_and_markups[1::2] = map(self.markups.__getitem__, markup[sequence].tolist())
        return "".join(texts_and_markups).split(NEXT)


def join(bodies: Sequence[str]) -> tuple[JoinedText, Inserts]:
    """The texts of all sections as one, PARTING between paragraphs; and their tags."""
    inserts = Inserts()
    pieces: list[Piece] = []
    paragraphs: list[Paragraph] = []
    texts: list[str] = []
    offset, tags = 0, ""
    for number, body in enumerate(bodies):
        tags += NEXT if number else ""
        for piece in _pieces(body, number):
            is_parted = int(piece.begins and offset > 0)
            tags += piece.tags
            if not piece.text:  # the end of a section
                continue
            inserts.put(offset, Order.TAGS, tags, is_parted)
            texts += [PARTING * is_parted, piece.text]
            tags, piece.begin = "", offset + is_parted
            offset = piece.end
            if piece.begins:
                what = piece.heading, piece.depth, piece.cell
                paragraphs.append(Paragraph(piece.begin, offset, *what))
            else:
                paragraphs[-1] = paragraphs[-1]._replace(end=offset)
            pieces.append(piece)
    inserts.put(offset, Order.TAGS, tags)
    return JoinedText("".join(texts), pieces, paragraphs), inserts


class _Inside(NamedTuple):
    """What a text is, from the last tag that is open around it and all those before."""

    name: str = ""
    frozen: bool = False
    heading: bool = False
    depth: int = 0
    cell: bool = False
    foreign: bool = False
    ruby: bool = False


def _within(tag: Tag, outer: _Inside) -> _Inside:
    return _Inside(
        tag.name,
        outer.frozen or tag.name in VERBATIM or bool(ADDRESS.search(tag.rest)),
        outer.heading or bool(HEADING.fullmatch(tag.name)),
        outer.depth + _indent(tag),
        outer.cell or tag.name in CELLS,
        outer.foreign or bool(LANGUAGE.search(tag.rest)),
        outer.ruby or tag.name == "ruby",
    )


def _indent(tag: Tag) -> int:
    if tag.name in INDENTED:
        return 1
    narrow = NARROW.search(tag.rest) if "class=" in tag.rest else None
    if not narrow:
        return 0
    return int(narrow["level"]) - 1 if narrow["level"] else 1 + (narrow[1] == "epigraph")


def _pieces(body: str, section: int) -> Iterator[Piece]:
    """The texts of a section, and at its end one that is empty."""
    around = [_Inside()]
    tags_before, begins, last_tag = "", True, ""
    for escaped, tag in texts_and_tags(body):
        text = html.unescape(escaped) if "&" in escaped else escaped
        if text or not tag:
            inside = around[-1]
            yield Piece(
                section,
                text,
                tags_before,
                begins,
                inside.frozen,
                inside.heading,
                inside.depth,
                inside.cell,
                inside.foreign,
                inside.ruby,
                call=last_tag.startswith(NOTE_CALLS),
            )
            tags_before, begins = "", False
        if not tag:
            break
        last_tag = tag.source
        tags_before += last_tag
        begins = begins or tag.name not in INLINE
        if tag.is_end:
            while len(around) > 1 and around.pop().name != tag.name:
                pass
        elif not tag.is_empty:
            around.append(_within(tag, around[-1]))
