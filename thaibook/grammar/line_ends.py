"""Which line ends of a paragraph the author meant: the one place that decides it.

Enters: the text of a chapter, and how its author wants lines taken (`typography.lines`).
Leaves: for each line whose end is meant, how it stays; and the lines that may have been meant.
Markdown joins all lines of a paragraph. That is right for prose that an editor has wrapped:
every line is about as wide as the others, and the next word did not fit on it. Texts from
word processors, web novels and chats have one paragraph, one speech or one item per line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from thaibook.grammar.divisions import LINED, OPENING
from thaibook.grammar.kinds import Kind
from thaibook.grammar.lines import KEPT, Line, scan
from thaibook.grammar.signs import TYPED_BULLET
from thaibook.grammar.typed_items import Mark, is_first, items, marks_of, refers

MODES = ("join", "keep", "paragraphs")  # what an author may ask for

NARROWEST = 36  # columns: no editor wraps prose at less
WIDEST = 120  # nor at more
MOSTLY = 0.7  # of the line ends of a wrapped text are where the next word did not fit
NEAR = 0.65  # of the widest line: lines of wrapped prose are at least so wide
TINY = 8  # columns: words rather than lines
FEW = 40  # columns of prose that tell nothing of a text yet; neither do lines of
SMALL = 24  # columns
SHORT = 0.5  # of the widest line: those of addresses and heads of letters are at most so wide
ROOM = 0.8  # of the widest line: a word that fits into so much would have stood on the line
FEW_GAPS = 0.1  # empty lines between paragraphs, for each line end within one
LONG_MEAN = 45  # columns from which lines are paragraphs rather than lines of one
MARKS = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u200b]")  # above and below letters

# A line that is no prose of its own: a picture, a component, attributes, a template, HTML.
APART = re.compile(r"\s*(?:!\[|!\[\[|<|\{|%%|\||\[\[|\$\$|\[[^\]]*\]:|:)")
CAPTION = re.compile(r"\s*(?:ภาพ|ภาพที่|รูป|รูปที่|ตาราง|ตารางที่|Figure|Fig\.|Image|Table)\s*:")
OPENS = re.compile(r"\s*[“‘«„「『\"]")
CLOSES = re.compile(r"[”’»」』\"][.!?…]*\s*$")
DASH = re.compile(r"\s*(?:[–—―]|-(?=[^\s\d-]))\s*\S")
INTRODUCES = re.compile(r"(?::|ดังนี้|ดังต่อไปนี้|ต่อไปนี้|ได้แก่|คือ)(?:\*\*|__)?\s*$")
SENTENCE_END = re.compile(r"[.!?…:ฯ”’»」』\"](?:\*\*|__)?\s*$")
BOLD_LABEL = re.compile(r"\s*(\*\*|__)(?=\S)[^*_\n]{1,60}?(?::\s*\1|\1\s*:)")
ALL_BOLD = re.compile(r"\s*(\*\*|__)(?=\S)[^*_\n]{1,60}\1\s*$")
LABEL = re.compile(r"\s*(?!https?:|ftp:)[^\s:|][^:|\n]{0,28}:(?:\s|$)")
CHAT = re.compile(r"\s*[\[(]?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s*น\.?)?[\])]?(?:\s|$)")
LETTER_HEAD = re.compile(
    r"\s*(?:เรื่อง|เรียน|กราบเรียน|อ้างถึง|สิ่งที่ส่งมาด้วย|ส่วนราชการ|สำเนาเรียน|เขียนที่|ขอแสดงความนับถือ"
    r"|โทร\.|โทรศัพท์|โทรสาร|อีเมล|E-?mail|Tel\.)(?:\s|$|:)"
)
INDENTED = re.compile(r"(?:\t| {2,}|[\u00a0\u3000]+)\s*(?=\S)")
# What goes on with the sentence of the line above.
GOES_ON = re.compile(r"\s*(?:ก็|และ|หรือ|ซึ่ง|จึง|ว่า|ด้วย|ที่(?!\s)|โดย|อัน(?!ที่)|[)\],.])")
GAPPED = re.compile(r"\s*\S[^\n]*?\S(?: {2,}|\t)\s*\S")  # two parts of a verse, or columns
BULLET = re.compile(rf"\s*{TYPED_BULLET}")
HARD_BREAK = re.compile(r"(?: {2,}|\\|<br\s*/?>\s*)$")


class End(Enum):
    """What the end of a line is."""

    LINE = "the next line begins a new line of the paragraph"
    PARAGRAPH = "the next line begins a new paragraph"


@dataclass(frozen=True)
class LineEnds:
    """meant: by the number of a line (from 0) what its end is, where it is more than a space.
    doubtful: the lines that are joined with the next one and may not have been meant so."""

    meant: dict[int, End]
    doubtful: tuple[int, ...] = ()


class _Row(NamedTuple):
    """A line of a paragraph: its number, its own words, its indent and how wide it is."""

    number: int
    text: str
    is_indented: bool
    width: int
    first: int  # the width of its first word
    is_broken: bool  # its end is a line break already
    is_lazy: bool  # it belongs to an item and is not indented


class _Block(NamedTuple):
    """The lines that Markdown makes one paragraph. is_free: it stands in nothing else."""

    rows: list[_Row]
    is_free: bool

    @property
    def widest(self) -> int:
        return max(row.width for row in self.rows)


@lru_cache(maxsize=KEPT)
def line_ends(text: str, mode: str = "") -> LineEnds:
    """Which line ends are meant. mode: one of MODES, or "" to find out."""
    if mode == "join":
        return LineEnds({})
    lines, written = scan(text), text.split("\n")
    every = list(_blocks(lines, written))
    several = [block for block in every if len(block.rows) > 1]
    if not several:
        return LineEnds({})
    if mode:
        whole = End.LINE if mode == "keep" else End.PARAGRAPH
        return LineEnds(_all(several, whole))
    listed = {number for number, line in enumerate(lines) if line.items}
    return _Judge(every, several, _marks(lines, written), listed).judged()


def _all(blocks: Sequence[_Block], end: End) -> dict[int, End]:
    """Every line end of the blocks."""
    return {
        row.number: end if block.is_free else End.LINE
        for block in blocks
        for row in block.rows[:-1]
    }


def _blocks(lines: Sequence[Line], written: Sequence[str]) -> Iterator[_Block]:
    """The paragraphs of prose. A line that has a hard break already ends a run of lines."""
    rows: list[_Row] = []
    place: tuple[int, ...] = ()
    lined = _lined(lines, written)
    for number, line in enumerate(lines):
        if number in lined:
            line = Line(Kind.VERSE)
        text = written[number][line.begins :] if line.kind is Kind.PROSE else ""
        own = (line.quotations, line.items, line.notes)
        here = own if any(own) else (0, 0, 0, 0 if line.outdent else line.begins)
        usable = line.kind is Kind.PROSE and not APART.match(text) and not CAPTION.match(text)
        defines = written[number][: line.begins].strip() == ":"
        if rows and (not usable or line.markers or here != place or defines):
            # What follows at once and is a definition has these lines as its words.
            if line.kind is not Kind.PROSE or not text.startswith(":"):
                if not (usable and place[-1] == 0 and here[-1] and not any(own)):
                    yield _Block(rows, len(place) == 4 and not place[-1])
            rows = []
        if usable:
            place = here
            indented = bool(line.outdent) or bool(INDENTED.match(text))
            is_broken = bool(HARD_BREAK.search(text))
            is_lazy = bool(line.items and not line.begins)
            text = text.strip()
            rows.append(_Row(number, text, indented, *_widths(text), is_broken, is_lazy))
    if rows:
        yield _Block(rows, len(place) == 4 and not place[-1])


def _widths(text: str) -> tuple[int, int]:
    """The columns of a line, and those of its first word."""
    columns = MARKS.sub("", text)
    return len(columns), len(columns.split(" ", 1)[0])


def _lined(lines: Sequence[Line], written: Sequence[str]) -> set[int]:
    """The lines in divisions that keep their lines anyhow."""
    inside: set[int] = set()
    opened: list[bool] = []
    for number, line in enumerate(lines):
        if line.kind is Kind.DIVISION:
            if opening := OPENING.match(written[number][line.begins :]):
                opened.append(opening["kind"] in LINED)
            elif opened:
                opened.pop()
        elif any(opened):
            inside.add(number)
    return inside


def _marks(lines: Sequence[Line], written: Sequence[str]) -> list[Mark]:
    """The markers of items at the beginnings of lines, those of Markdown's lists among them."""
    marks: list[Mark] = []
    for number, line in enumerate(lines):
        for marker in line.markers:
            marks += marks_of(number, f"{marker} ")
        if line.kind is Kind.PROSE:
            marks += marks_of(number, written[number][line.begins :])
        elif line.kind is Kind.HEADING:
            marks += marks_of(number, written[number][line.begins :].lstrip("# "))
    return marks


class _Judge:
    """What the lines of one text are, by what all of them are."""

    def __init__(
        self,
        every: Sequence[_Block],
        several: Sequence[_Block],
        marks: Sequence[Mark],
        listed: AbstractSet[int],
    ) -> None:
        self.blocks = several
        self.items = items(marks)
        # Items below a list that are none of it: ข้อ ๒ below the answers to ข้อ ๑.
        self.outer = {
            line for line, before in self.items.items() if before != line and before not in listed
        }
        self.first_items = {mark.line for mark in marks if is_first(mark)}
        self.marked = {mark.line for mark in marks}
        inner = sum(len(block.rows) - 1 for block in several)
        self.width, self.is_wrapped = _wrapped(several)
        free = [block for block in every if block.is_free]
        self.long = sum(row.width > WIDEST for block in free for row in block.rows)
        gaps = len(free) - 1
        self.per_line = (
            not self.is_wrapped and inner >= 4 and gaps <= inner * FEW_GAPS and _differ(several)
        )
        self.columns = sum(row.width for block in every for row in block.rows)
        self.meant: dict[int, End] = {}
        self.doubtful: list[int] = []

    def judged(self) -> LineEnds:
        """The line ends of all blocks."""
        for block in self.blocks:
            self._signs(block)
            self._indents(block)
            self._widths(block)
        return LineEnds(self.meant, tuple(self.doubtful))

    def _signs(self, block: _Block) -> None:
        """Ends that the signs of a line settle: items, speeches, labels, heads of letters."""
        rows = block.rows
        for at in range(len(rows) - 1):
            row, below = rows[at], rows[at + 1]
            further = rows[at + 2].text if at + 2 < len(rows) else ""
            before = rows[at - 1].text if at else ""
            if (
                self._is_item(block, at)
                or _is_speech(row, below, further, self._has_room(block, at))
                or _is_labelled(before, row.text, below.text, further)
            ):
                leaves = below.is_lazy and below.number in self.outer
                self.meant[row.number] = End.PARAGRAPH if leaves else End.LINE

    def _is_item(self, block: _Block, at: int) -> bool:
        row, below = block.rows[at], block.rows[at + 1]
        if below.number not in self.marked or refers(row.text):
            return False
        if below.number in self.items:
            return True
        return below.number in self.first_items and bool(INTRODUCES.search(row.text))

    def _indents(self, block: _Block) -> None:
        """An indented line begins a paragraph, where not all further lines are indented."""
        rows = block.rows
        indented = [row.is_indented for row in rows]
        if not block.is_free or not any(indented) or (all(indented) and _is_wrapped(rows)):
            return
        if all(indented):
            self._keep(block, range(len(rows) - 1), _paragraphs_of([block]))
            return
        if all(indented[indented.index(True) :]) and not indented[0]:
            return  # an indent that hangs
        for row, below in pairwise(rows):
            if below.is_indented:
                self.meant.setdefault(row.number, End.PARAGRAPH)

    def _widths(self, block: _Block) -> None:
        """Ends that nothing but the widths of lines speaks of."""
        rows = block.rows
        left = [
            at
            for at in range(len(rows) - 1)
            if rows[at].number not in self.meant and not rows[at].is_broken
        ]
        if not left or block.widest < TINY:
            return
        if self.per_line:
            self._keep(block, left, _paragraphs_of(self.blocks))
        elif len(rows) == 2 and GOES_ON.match(rows[1].text):
            return
        elif self.is_wrapped:
            self._among_wrapped(block, left)
        elif len(rows) > 3 and _is_wrapped(rows):
            return
        elif self.long > 2 or block.widest > WIDEST + NARROWEST:
            self._keep(block, left, block.widest > WIDEST * SHORT)
        elif len(rows) > 2 and block.widest <= NARROWEST:
            self._keep(block, left, False)
        elif not _is_wrapped(rows) and (self.columns > FEW or block.widest > SMALL):
            self.doubtful.append(rows[left[0]].number)

    def _among_wrapped(self, block: _Block, left: Sequence[int]) -> None:
        """The ends of a block in a text that an editor has wrapped."""
        rows = block.rows
        room = [at for at in left if self._has_room(block, at)]
        if len(rows) > 2 and len(room) == len(left) and block.widest <= self.width * SHORT:
            self._keep(block, left, False)
        elif room:
            self.doubtful.append(rows[room[0]].number)

    def _has_room(self, block: _Block, at: int) -> bool:
        """Whether the line is short, and the first words of the next one would have fitted."""
        row, below = block.rows[at], block.rows[at + 1]
        width = self.width or block.widest
        return row.width <= width * SHORT and row.width + 1 + below.first <= width * ROOM

    def _keep(self, block: _Block, left: Sequence[int], paragraphs: bool) -> None:
        """Keep the ends of lines as such, or of all lines of the block as paragraphs."""
        if paragraphs and block.is_free:
            self.meant |= {
                row.number: End.PARAGRAPH for row in block.rows[:-1] if not row.is_broken
            }
        else:
            self.meant |= {block.rows[at].number: End.LINE for at in left}


def _is_wrapped(rows: Sequence[_Row]) -> bool:
    """Whether an editor may have wrapped these lines: all but the last are about as wide."""
    inner = [row.width for row in rows[:-1]]
    widest = max(inner)
    return (
        NARROWEST <= widest <= WIDEST
        and min(inner) >= widest * NEAR
        and rows[-1].width <= max(widest * 1.15, widest + 6)
    )


def _wrapped(blocks: Sequence[_Block]) -> tuple[int, bool]:
    """How wide the lines are that an editor has wrapped, and whether one has: either they are
    all about as wide, or the first word of the next line did not fit, as words of Thai between
    spaces may be long."""
    equal = [row.width for block in blocks if _is_wrapped(block.rows) for row in block.rows[:-1]]
    ends = [pair for block in blocks for pair in pairwise(block.rows)]
    if len(equal) >= 2 and len(equal) * 2 >= len(ends):
        return max(equal), True
    widths = sorted(row.width for row, _ in ends if " " in row.text)
    width = widths[-1 - len(widths) // 20] if widths else 0
    full = sum(row.width + 1 + below.first > width for row, below in ends)
    if len(ends) > 2 and NARROWEST <= width <= WIDEST and full >= len(ends) * MOSTLY:
        return width, True
    return max(equal, default=0), False


def _differ(blocks: Sequence[_Block]) -> bool:
    """Whether nearly all lines of the blocks are far from being equally wide."""
    widths = sorted(row.width for block in blocks for row in block.rows)
    middle = widths[len(widths) // 2]
    far = sum(abs(width - middle) > middle * 0.15 for width in widths)
    return far * 2 >= len(widths) or middle > WIDEST or middle < NARROWEST


def _paragraphs_of(blocks: Sequence[_Block]) -> bool:
    """Whether the lines are as long as paragraphs."""
    widths = [row.width for block in blocks for row in block.rows]
    return sum(widths) > LONG_MEAN * len(widths) or max(widths) > WIDEST * SHORT


def _is_speech(row: _Row, below: _Row, further: str, has_room: bool) -> bool:
    """Whether the end of a line parts speeches, or a speech from what is told."""
    if DASH.match(below.text):
        return bool(DASH.match(row.text) or DASH.match(further))
    if OPENS.match(below.text):
        return (
            bool(CLOSES.search(row.text))
            or row.text.endswith(":")
            or (has_room and bool(OPENS.match(row.text) or SENTENCE_END.search(row.text)))
        )
    if DASH.match(row.text) or (OPENS.match(row.text) and CLOSES.search(row.text)):
        return has_room
    return False


def _is_labelled(before: str, text: str, below: str, further: str) -> bool:
    """Whether the end of a line parts what has labels: **ชื่อ:** …, ชื่อ: …, 10:30 …, เรื่อง …"""
    if BOLD_LABEL.match(below) or ALL_BOLD.match(below) or ALL_BOLD.match(text):
        return True
    for label in (BULLET, GAPPED, LABEL, CHAT, LETTER_HEAD):
        if label.match(below) and (label.match(text) or label.match(further)):
            return True
        if label in (CHAT, LETTER_HEAD) and label.match(text) and label.match(before):
            return True  # the last of them
    return False


def arranged(text: str, mode: str = "") -> str:
    """The text as Markdown is to read it: with a hard break or an empty line where a line end
    is meant, and without the indent of lines that are prose."""
    meant = line_ends(text, mode).meant
    lines = scan(text) if meant or "\n    " in f"\n{text}" or "\t" in text else ()
    if not meant and not any(line.outdent for line in lines):
        return text
    arranged: list[str] = []
    begins = False  # a paragraph, of which an indent would make code
    for number, (line, written) in enumerate(zip(lines, text.split("\n"), strict=True)):
        if line.outdent:
            written = written.expandtabs(4)[line.outdent :]
        elif begins:
            written = written.lstrip()
        end = meant.get(number)
        begins = end is End.PARAGRAPH
        if end is End.LINE and not HARD_BREAK.search(written):
            written = f"{written.rstrip()}  "
        arranged.append(written)
        if begins:
            arranged.append("")
    return "\n".join(arranged)
