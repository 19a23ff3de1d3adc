"""Which line ends of a paragraph the author meant: the one place that decides it.

Enters: the text of a chapter, and how its author wants lines taken (`typography.lines`).
Leaves: for each line whose end is meant, how it stays; and the lines that may have been meant.
Markdown joins all lines of a paragraph. That is right for prose that an editor has wrapped:
every line is about as wide as the others, and the next word did not fit on it. Texts from
word processors, web novels and chats have one paragraph, one speech or one item per line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from enum import Enum
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from thaibook.grammar.kinds import Kind
from thaibook.grammar.line_blocks import (
    FEW,
    FEW_GAPS,
    LONG,
    LONG_MEAN,
    MANY,
    NARROWEST,
    NEARLY,
    ROOM,
    SHORT,
    SMALL,
    TINY,
    USUAL,
    WIDEST,
    Block,
    Row,
    are_paragraphs,
    blocks_of,
    differ,
    hangs,
    is_overrun,
    is_wrapped,
    wrapped_width,
)
from thaibook.grammar.line_signs import (
    ENTRY,
    GOES_ON,
    INTRODUCES,
    OPENS,
    has_head,
    is_bracketed,
    is_labelled,
    is_speech,
)
from thaibook.grammar.lines import KEPT, Line, scan
from thaibook.grammar.typed_items import Mark, is_first, items, marks_of, refers

MODES = ("join", "keep", "paragraphs")  # what an author may ask for


class End(Enum):
    """What the end of a line is."""

    LINE = "the next line begins a new line of the paragraph"
    PARAGRAPH = "the next line begins a new paragraph"


class LineEnds(NamedTuple):
    """meant: by the number of a line (from 0) what its end is, where it is more than a space.
    doubtful: for each paragraph with such lines those that are joined with the next one and may
    not have been meant so."""

    meant: dict[int, End]
    doubtful: tuple[tuple[int, ...], ...] = ()


@lru_cache(maxsize=KEPT)
def line_ends(text: str, mode: str = "") -> LineEnds:
    """Which line ends are meant. mode: one of MODES, or "" to find out."""
    if mode == "join":
        return LineEnds({})
    written = text.split("\n")
    filled = [bool(line.strip(" \t")) for line in written]
    if not any(above and below for above, below in pairwise(filled)):
        return LineEnds({})  # each line is a paragraph
    lines = scan(text)
    every = list(blocks_of(lines, written))
    several = [block for block in every if len(block.rows) > 1]
    if not several:
        return LineEnds({})
    if mode:
        whole = End.LINE if mode == "keep" else End.PARAGRAPH
        return LineEnds(_all(several, whole))
    listed = {number for number, line in enumerate(lines) if line.items}
    return _Judge(every, several, _marks(lines, written), listed).judged()


def _all(blocks: Sequence[Block], end: End) -> dict[int, End]:
    """Every line end of the blocks."""
    return {
        row.number: end if block.is_free else End.LINE
        for block in blocks
        for row in block.rows[:-1]
    }


def _ends(blocks: Sequence[Block]) -> int:
    """How many line ends there are within the blocks."""
    return sum(len(block.rows) - 1 for block in blocks)


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
        every: Sequence[Block],
        several: Sequence[Block],
        marks: Sequence[Mark],
        listed: AbstractSet[int],
    ) -> None:
        self.blocks = several
        self.items = items(marks)
        # Items below a list that are none of it: ข้อ ๒ below the answers to ข้อ ๑.
        self.outer = {
            line
            for line, before in self.items.items()
            if line in listed and before != line and before not in listed
        }
        self.first_items = {mark.line for mark in marks if is_first(mark)}
        self.marked = {mark.line for mark in marks}
        self.width, self.is_wrapped, self.is_overrun = 0, True, False  # until the text has told
        free = [block for block in every if block.is_free]
        # Lines that signs part, hard breaks or indents, say nothing of an editor.
        self.plain = [
            block
            for block in several
            if not (
                self._is_signed(block)
                or any(row.is_broken for row in block.rows[:-1])
                or any(row.is_indented for row in block.rows[1:])
            )
        ]
        self.width, self.is_wrapped = wrapped_width(self.plain)
        self.is_overrun = is_overrun(_ends(self.plain), free, self.width or NARROWEST)
        self.long = sum(row.width > LONG for block in free for row in block.rows)
        ends = _ends(several)
        self.per_line = (
            not self.is_wrapped
            and ends >= 4
            and len(free) - 1 <= ends * FEW_GAPS
            and differ(several)
        )
        self.columns = sum(row.width for block in every for row in block.rows)
        self.meant: dict[int, End] = {}
        self.doubtful: list[tuple[int, ...]] = []
        self.joined: set[int] = set()  # by an indent that hangs

    def judged(self) -> LineEnds:
        """The line ends of all blocks."""
        for block in self.blocks:
            self._signs(block)
            self._indents(block)
            self._widths(block)
        return LineEnds(self.meant, tuple(self.doubtful))

    def _signs(self, block: Block) -> None:
        """Ends that the signs of a line settle: items, speeches, labels, heads of letters."""
        for at in self._signed(block):
            row, below = block.rows[at], block.rows[at + 1]
            leaves = below.number in self.outer
            self.meant[row.number] = End.PARAGRAPH if leaves else End.LINE

    def _signed(self, block: Block) -> Iterator[int]:
        """The rows of a block whose ends signs settle."""
        texts = ["", *(row.text for row in block.rows), ""]
        is_wrapped = self.is_wrapped and not self.is_overrun
        for at in range(len(block.rows) - 1):
            before, text, below, further = texts[at : at + 4]
            if (
                self._is_item(block, at)
                or is_speech(texts[at : at + 4], self._has_room(block, at), is_wrapped)
                or is_labelled(before, text, below, further)
                or (
                    is_bracketed(text, below) and (not self.is_wrapped or self._has_room(block, at))
                )
            ):
                yield at

    def _is_signed(self, block: Block) -> bool:
        """Whether signs settle most ends of a block."""
        return sum(1 for _ in self._signed(block)) * 2 >= len(block.rows) - 1

    def _is_item(self, block: Block, at: int) -> bool:
        row, below = block.rows[at], block.rows[at + 1]
        if below.number not in self.marked:
            return False
        if refers(row.text, below.text) and not self._goes_on_with(block, at):
            return False
        if below.number in self.items:
            return True
        return below.number in self.first_items and bool(INTRODUCES.search(row.text))

    def _goes_on_with(self, block: Block, at: int) -> bool:
        """Whether the line is an item and the one below is the next: (๑) … หรือ, and (๒) …"""
        before = self.items.get(block.rows[at + 1].number)
        return before == block.rows[at].number

    def _indents(self, block: Block) -> None:
        """An indented line begins a paragraph, where not all further lines are indented."""
        rows = block.rows
        indented = [row.is_indented for row in rows]
        if not block.is_free or not any(indented):
            return
        if all(indented):
            self._indented_block(block)
        elif not indented[0] and hangs(rows):
            self._hanging(block)
        else:
            for row, below in pairwise(rows):
                if below.is_indented:
                    self.meant.setdefault(row.number, End.PARAGRAPH)

    def _indented_block(self, block: Block) -> None:
        """The ends of a block whose lines are all indented."""
        rows = block.rows
        if not is_wrapped(rows):
            self._keep(block, range(len(rows) - 1), are_paragraphs([block]))
        elif len(rows) == 2 and not self.is_wrapped:  # which tell little
            if OPENS.match(rows[1].text):
                self._keep(block, [0], True)
            else:
                self.doubtful.append((rows[0].number,))
                self.joined.add(rows[0].number)

    def _hanging(self, block: Block) -> None:
        """An indented line goes on with the entry above it; but not where that is short among
        speeches, or all are short: nobody wraps so."""
        rows = block.rows
        is_short = block.widest < NARROWEST and not any(ENTRY.search(row.text) for row in rows[:-1])
        heads = [row.text for row in rows if not row.is_indented]
        is_short = is_short or sum(map(has_head, heads)) > 1 or self._is_signed(block)
        for row, below in pairwise(rows):
            if below.is_indented:
                if is_short and row.width < NARROWEST:
                    self.meant.setdefault(row.number, End.LINE)
                else:
                    self.joined.add(row.number)
            elif row.is_indented:
                self.meant.setdefault(row.number, End.PARAGRAPH)

    def _widths(self, block: Block) -> None:
        """Ends that nothing but the widths of lines speaks of."""
        rows = block.rows
        left = self._left(rows)
        few = self.columns <= FEW or not block.is_free  # words tell nothing
        if not left or (few and block.widest < TINY) or self._are_wrapped_items(block, left):
            return
        if block.widest < TINY:
            self._keep(block, left, False)
        elif self.per_line:
            self._keep(block, left, are_paragraphs(self.blocks))
        elif len(rows) == 2 and GOES_ON.match(rows[1].text):
            return
        elif self.is_wrapped:
            self._among_wrapped(block, left)
        elif len(rows) > (MANY if self.is_overrun else 3) and is_wrapped(rows):
            return
        elif self.long > 2 or block.widest > WIDEST + NARROWEST:
            self._keep(block, left, block.widest > WIDEST * SHORT)
        elif len(rows) > 2 and block.widest <= NARROWEST:
            self._keep(block, left, False)
        elif (not is_wrapped(rows) or (self.is_overrun and len(rows) > 2)) and (
            self.columns > FEW or block.widest > SMALL
        ):
            self._doubt(block, left)

    def _are_wrapped_items(self, block: Block, left: Sequence[int]) -> bool:
        """Whether items were wrapped: every line but the last of each is about as wide."""
        return (
            1 < len(left) < len(block.rows) - 1
            and NARROWEST < block.widest <= WIDEST
            and any(row.number in self.items for row in block.rows)
            and all(block.rows[at].width >= block.widest * NEARLY for at in left)
        )

    def _left(self, rows: Sequence[Row]) -> list[int]:
        """The rows whose ends nothing has settled yet."""
        return [
            at
            for at, row in enumerate(rows[:-1])
            if not row.is_broken and row.number not in self.meant and row.number not in self.joined
        ]

    def _among_wrapped(self, block: Block, left: Sequence[int]) -> None:
        """The ends of a block in a text that an editor has wrapped."""
        rows = block.rows
        room = [at for at in left if self._has_room(block, at)]
        if len(rows) > 2 and len(room) == len(left) and block.widest <= self.width * SHORT:
            self._keep(block, left, False)
        elif room:
            self._doubt(block, room)
        elif len(rows) > 2 and (
            self.is_overrun or (_ends(self.plain) <= MANY and self.width < USUAL)
        ):
            self._doubt(block, left)  # little speaks for an editor

    def _doubt(self, block: Block, ends: Sequence[int]) -> None:
        """Join at the ends of these rows, and say so."""
        self.doubtful.append(tuple(block.rows[at].number for at in ends))

    def _has_room(self, block: Block, at: int) -> bool:
        """Whether the line is short, and the first words of the next one would have fitted."""
        row, below = block.rows[at], block.rows[at + 1]
        width = self.width or block.widest
        return row.width <= width * SHORT and row.width + 1 + below.first <= width * ROOM

    def _keep(self, block: Block, left: Sequence[int], paragraphs: bool) -> None:
        """Keep the ends of lines as such, or of all lines of the block as paragraphs."""
        if paragraphs and block.is_free:
            self.meant |= {
                row.number: End.PARAGRAPH for row in block.rows[:-1] if not row.is_broken
            }
        else:
            self.meant |= {
                block.rows[at].number: _kept_end(block.rows[at], block.rows[at + 1]) for at in left
            }


def _kept_end(row: Row, below: Row) -> End:
    """What is kept and has no sign of the item or the quotation above leaves it, but for the
    rest of a long sentence."""
    return End.PARAGRAPH if below.is_lazy and row.width <= LONG_MEAN else End.LINE
