"""What each line of a Markdown text is: the one place that decides it.

Enters: the text of a chapter. Leaves: a Line for each of its lines. First what stands as it
is (code, formulas, HTML, comments) is taken out, in the order of the preprocessors in
thaibook.markup; then thaibook.grammar.block_reader goes through what is left. All of it takes
as long as the text is, whatever it holds.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from thaibook.grammar.below_items import below_items
from thaibook.grammar.block_reader import read
from thaibook.grammar.divisions import with_colons, with_wide_tabs
from thaibook.grammar.indents import Indents, may_be_prose
from thaibook.grammar.items import STANDS_FOR
from thaibook.grammar.kinds import Kind, Place, Row
from thaibook.grammar.mdx import additions, without_mdx
from thaibook.grammar.signs import CODE_INDENT
from thaibook.grammar.verbatim import fenced_blocks, html_blocks, raw_blocks

KEPT = 128  # texts whose lines are remembered: several stages ask for them


class Line(NamedTuple):
    """One line.

    begins: where its own words begin, behind the signs of what it stands in. quotations,
    items, notes: in how many it stands. markers: of the items and notes that begin on it.
    language: of the code that begins on it. is_open: it is a fence that nothing closes.
    outdent: how many columns of its indent say nothing, for it is no code. is_doubtful: it
    begins what is read as code by its indent, and may be prose. is_below: it stands in a block
    below an item that Markdown has no list for.
    """

    kind: Kind
    begins: int = 0
    quotations: int = 0
    items: int = 0
    notes: int = 0
    markers: tuple[str, ...] = ()
    language: str = ""
    is_open: bool = False
    outdent: int = 0
    is_doubtful: bool = False
    is_below: bool = False


_BLANK, _PROSE = Line(Kind.BLANK), Line(Kind.PROSE)  # most lines are one of these


@lru_cache(maxsize=KEPT)
def scan(text: str) -> tuple[Line, ...]:
    """What each of the lines is, in order."""
    return _Scan(text).lines()


class _Scan:
    """One pass over a text; the Sink of block_reader."""

    def __init__(self, text: str) -> None:
        self.written = text.split("\n")
        self.kinds: dict[int, tuple[Kind, Place]] = {}  # by line, those that are not as usual
        self.begun: dict[int, int] = {}  # how much of a line is not its own words, from its end
        self.markers: dict[int, list[str]] = {}
        self.languages: dict[int, str] = {}
        self.open: set[int] = set()
        self.fenced: set[int] = set()
        self.taken: dict[int, int] = {}  # from the line of a block that was taken out, its end
        rows = self._without_mdx(text)
        held = below_items(rows)
        rows = [(number, line[held.get(number, 0) :]) for number, line in rows] if held else rows
        for step in (self._fences, self._slashes, self._html, self._raw):
            rows = step(rows)
        indents = Indents(rows)
        self.outdents, self.doubtful = held | indents.taken, set(indents.doubtful)
        self.below = held.keys()
        read(indents.rows, Place(), self)

    # --- What is told by block_reader.

    def is_a(self, row: Row, kind: Kind, place: Place) -> None:
        """A row is of a kind."""
        number, text = row
        if STANDS_FOR in text:
            for within in range(number, self.taken[number]):
                self.kinds[within] = self.kinds[within][0], place
        elif number in self.taken and not text.strip("> "):
            pass  # the empty lines around it, which have signs of quotations in a poem
        elif text or number not in self.kinds:
            self.kinds[number] = kind, place
            self.begun[number] = len(text)

    def begins(self, number: int, marker: str) -> None:
        """An item or a note begins on a line, with its marker."""
        self.markers.setdefault(number, []).append(marker)

    # --- What is taken out, or written in another form, before there are blocks.

    def _without_mdx(self, text: str) -> list[Row]:
        """The lines that are left without what MDX adds, TABs made spaces."""
        tokens = list(additions(text))
        numbers = list(range(len(self.written)))
        for token in reversed(tokens):
            first = text.count("\n", 0, token.start())
            last = first + token[0].count("\n")
            for number in range(first, last + 1):
                self.kinds[number] = Kind.MDX, Place()
            del numbers[first + 1 : last + 1]
        lines = without_mdx(text, keep_lines=False).split("\n") if tokens else self.written
        lines = with_wide_tabs(lines)
        return [(number, _normal(line)) for number, line in zip(numbers, lines, strict=True)]

    def _take(self, first: int, after: int, kind: Kind) -> None:
        self.taken[first] = after
        for number in range(first, after):
            self.kinds[number] = kind, Place()

    def _fences(self, rows: list[Row]) -> list[Row]:
        kept: list[Row] = []
        last = 0
        texts = [text for _, text in rows]
        for block in fenced_blocks(texts):
            first, after = rows[block.first][0], _number(rows, block.after)
            self.fenced.update(range(first, after))
            self._take(first, after, Kind.FORMULA if block.is_formula else Kind.CODE)
            if not block.is_formula:
                for number in (first, after - 1) if block.closed else (first,):
                    self.kinds[number] = Kind.FENCE, Place()
            self.languages[first] = block.language
            if not block.closed and (block.language or not block.is_formula):
                self.open.add(first)
            kept += rows[last : block.first]
            kept += [(first, text) for text in block.placed(STANDS_FOR, texts)]
            last = block.after
        return kept + rows[last:]

    def _slashes(self, rows: list[Row]) -> list[Row]:
        texts = with_colons([text for _, text in rows])
        return [(number, text) for (number, _), text in zip(rows, texts, strict=True)]

    def _html(self, rows: list[Row]) -> list[Row]:
        kept: list[Row] = []
        last = 0
        texts = [text for _, text in rows]
        for block in html_blocks(texts):
            kept += rows[last : block.first]
            last = block.after
            if block.markdown:
                kept += rows[block.first : block.after]
                continue
            first = rows[block.first][0]
            self._take(first, _number(rows, block.after), Kind.HTML)
            kept += [(first, text) for text in block.placed(STANDS_FOR, texts)]
        return kept + rows[last:]

    def _raw(self, rows: list[Row]) -> list[Row]:
        kept: list[Row] = []
        last = 0
        for block in raw_blocks([text for _, text in rows]):
            first = rows[block.first][0]
            self._take(
                first,
                _number(rows, block.after),
                Kind.COMMENT if block.is_comment else Kind.HTML,
            )
            kept += rows[last : block.first]
            kept += [(first, text) for text in ("", STANDS_FOR, "")]
            if block.tail:
                kept.append((rows[block.after - 1][0], block.tail))
            last = block.after
        return kept + rows[last:]

    # --- What comes of it.

    def lines(self) -> tuple[Line, ...]:
        """A Line for each line as it was written."""
        return tuple(self._line(number, text) for number, text in enumerate(self.written))

    def _line(self, number: int, text: str) -> Line:
        kind, place = self.kinds.get(number, (Kind.BLANK, Place()))
        begins = offset_of_last(text, self.begun.get(number, len(text)))
        is_usual = not begins and not any(place) and number not in self.markers
        if is_usual and number not in self.below:
            if kind is Kind.BLANK:
                return _BLANK
            if kind is Kind.PROSE:
                return _PROSE
        return Line(
            kind,
            begins,
            *place[:3],
            tuple(self.markers.get(number, ())),
            self.languages.get(number, ""),
            number in self.open,
            self.outdents.get(number, 0),
            kind is Kind.CODE and (number in self.doubtful or self._is_prose_inside(number, place)),
            number in self.below,
        )

    def _is_prose_inside(self, number: int, place: Place) -> bool:
        """Whether code that something holds begins here by its indent, and reads as prose."""
        above = self.kinds.get(number - 1, (Kind.BLANK, place))[0]
        is_first = above is not Kind.CODE and number not in self.fenced
        return bool(place.level) and is_first and may_be_prose(self.written[number])


def _normal(line: str) -> str:
    """A line as Python-Markdown reads it: TABs are spaces, spaces alone are nothing."""
    if "\t" in line:
        line = line.expandtabs(CODE_INDENT)
    if STANDS_FOR in line:
        line = line.replace(STANDS_FOR, "")
    return line if line.strip(" ") else ""


def _number(rows: list[Row], index: int) -> int:
    """The number of the line after those before a row."""
    return rows[index][0] if index < len(rows) else rows[-1][0] + 1


def offset_of_last(text: str, left: int) -> int:
    """Where the last `left` columns of a line begin."""
    if "\t" not in text:
        return max(0, len(text) - left)
    columns = len(text.expandtabs(CODE_INDENT)) - left
    column = 0
    for offset, sign in enumerate(text):
        if column >= columns:
            return offset
        column += CODE_INDENT - column % CODE_INDENT if sign == "\t" else 1
    return len(text)
