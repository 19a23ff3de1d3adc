"""The blocks of a text, one within another, as Python-Markdown's processors part them.

Enters: rows, which are the lines of a text that has no fences and no raw HTML any more.
Leaves: in a Sink, what each row is and what it stands in. Each block is what the first
of the processors that has a use for it makes of it; the order is that of their priority in
thaibook.markup. Where signs stand is looked up once for all the rows of a level.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from thaibook.grammar.divisions import OPENING, divided
from thaibook.grammar.items import (
    LOOK_AHEAD,
    STANDS_FOR,
    first_item,
    is_held,
    is_list,
    items_of,
    outdented,
)
from thaibook.grammar.kinds import Kind, Place, Row, Sink
from thaibook.grammar.signs import (
    ABBREVIATION,
    BARS,
    BOX,
    CODE_INDENT,
    DEFINITION,
    HEADING,
    ITEM,
    LABEL,
    LINK,
    NEW_PAGE,
    NOTE,
    QUOTATION,
    RULE,
    UNDERLINE,
    unquoted,
)
from thaibook.grammar.table_rows import BELOW_HEAD, is_table
from thaibook.grammar.verse_forms import form_of, is_bare_verse

INDENT = " " * CODE_INDENT
DEEPEST = 30  # lists within one another that thaibook.markup reads
DEEPEST_LEVEL = 60  # of anything: what lies deeper is refused (thaibook.load.limits)


# By the first sign of a line: what it may be.
_BY_SIGN: dict[str, tuple[tuple[str, re.Pattern[str]], ...]] = {
    "#": (("heading", HEADING),),
    ">": (("quotation", QUOTATION),),
    "=": (("underline", UNDERLINE), ("box", BOX)),
    "-": (("item", ITEM), ("rule", RULE), ("underline", UNDERLINE), ("bars", BARS)),
    "*": (("item", ITEM), ("rule", RULE), ("abbreviation", ABBREVIATION)),
    "_": (("rule", RULE),),
    "+": (("item", ITEM), ("page", NEW_PAGE)),
    "\\": (("page", NEW_PAGE),),
    ":": (("division", OPENING), ("definition", DEFINITION), ("bars", BARS)),
    "|": (("bars", BARS),),
    "!": (("box", BOX),),
    "?": (("box", BOX),),
    "[": (("note", NOTE), ("link", LABEL)),
    **{sign: (("item", ITEM),) for sign in "0123456789๐๑๒๓๔๕๖๗๘๙"},
    **{chr(code): (("item", ITEM),) for code in range(0x0E01, 0x0E2F)},
}


def read(rows: Sequence[Row], place: Place, sink: Sink) -> None:
    """Say of each of the rows, which stand in one place, what it is."""
    _Level(rows, place, sink).read()


class _Level:
    """The rows between the same signs: those of the text, of a quotation, of an item."""

    def __init__(
        self, rows: Sequence[Row], place: Place, sink: Sink, above: _Level | None = None
    ) -> None:
        self.rows, self.place, self.sink = rows, place, sink
        self.texts = [text for _, text in rows]
        self.empty = [at for at, text in enumerate(self.texts) if not text] + [len(rows)]
        self.signs: dict[str, list[int]] = {}
        for at, text in enumerate(self.texts):
            for name, pattern in _BY_SIGN.get(text.lstrip(" ")[:1], ()):
                if pattern.match(text):
                    self.signs.setdefault(name, []).append(at)
        self.signed = sorted(set(chain(*self.signs.values())))
        self.begin = next((at for at, text in enumerate(self.texts) if text), 0)
        self.divisions = divided(self.texts) if "division" in self.signs else {}
        self.ends = [len(rows)]  # of the divisions that are open
        # What the last block was, if what is indented below it belongs to it; quotations
        # that only empty lines part are one, and go on where the one `above` ended.
        self.list: str = above.list if above else ""
        self.held: _Level | None = above.held if above else None  # the last item of that list
        self.quoted: _Level | None = above.quoted if above else None
        self.quoted_above: _Level | None = None

    def read(self) -> None:
        """Say of each row what it is."""
        at = 0
        while at < len(self.rows):
            if at >= self.ends[-1]:
                self.ends.pop()
                self._is(at, Kind.DIVISION)
                self.list, self.quoted = "", None  # what stood in it goes on no further
                at += 1
            elif not self.texts[at]:
                self._is(at, Kind.BLANK)
                at += 1
            else:
                at = self._block(at, self._end_of_block(at), self.ends[-1])

    def _end_of_block(self, at: int) -> int:
        return min(self.empty[bisect_left(self.empty, at)], self.ends[-1])

    def _is(self, at: int, kind: Kind) -> None:
        self.sink.is_a(self.rows[at], kind, self.place)

    def _are(self, first: int, end: int, kind: Kind) -> int:
        for at in range(first, end):
            self._is(at, kind if self.texts[at] else Kind.BLANK)
        return end

    def _within(self, rows: Sequence[Row], above: _Level | None = None, **more: int) -> _Level:
        """Read rows that stand in something more than those of this level."""
        if self.place.level >= DEEPEST_LEVEL:
            for row in rows:
                self.sink.is_a(row, Kind.PROSE, self.place)
            return self
        deeper = {name: getattr(self.place, name) + count for name, count in more.items()}
        place = self.place._replace(**deeper, level=self.place.level + 1)
        inside = _Level(rows, place, self.sink, above)
        inside.read()
        return inside

    def _before(self, first: int, end: int) -> None:
        """Read what stands in a block above something else."""
        while first < end:
            first = self._block(first, end, end)

    def _first(self, name: str, first: int, end: int) -> int | None:
        """The first row from `first` up to `end` that begins with a sign."""
        places = self.signs.get(name)
        if not places:
            return None
        index = bisect_left(places, first)
        return places[index] if index < len(places) and places[index] < end else None

    def _block(self, first: int, end: int, limit: int) -> int:
        """Read the rows of one block, and those further down that belong to it, at most up to
        `limit`; the row after them."""
        above, held, self.list, self.held = self.list, self.held, "", None
        self.quoted_above, self.quoted = self.quoted, None
        if self.texts[first].startswith(INDENT) and self._first("division", first, end) is None:
            if not above:
                return self._indented_code(first, end)
            inner, self.list = outdented(self.rows[first:end]), above
            self.held = self._within(inner, held, items=above == "items")
            return end
        if self.texts[first].startswith(STANDS_FOR):
            self._is(first, Kind.HTML)
            return first + 1
        index = bisect_left(self.signed, first)
        if index == len(self.signed) or self.signed[index] >= end:
            return self._paragraph(first, end)
        for name, step in _STEPS:
            at = self._first(name, first, end)
            if at is not None and (after := step(self, first, at, end, limit)) is not None:
                return after
        return self._paragraph(first, end)

    def _paragraph(self, first: int, end: int) -> int:
        verse = is_bare_verse(self.texts[first:end])
        return self._are(first, end, Kind.VERSE if verse else Kind.PROSE)

    # --- What the processors do, in their order. Each gets the first row of the block, that of
    # the sign, the row after the block and that which nothing may pass; and gives the row
    # that is to be read next, or None where the sign says nothing.

    def _division(self, first: int, at: int, _end: int, _limit: int) -> int | None:
        if is_held(self.texts[first:at], self.texts[at]):
            return None
        self._before(first, at)
        self._is(at, Kind.DIVISION)
        end = self.divisions[at]
        self.ends.append(end)
        opening = OPENING.match(self.texts[at])
        if opening and form_of(opening["kind"]):
            return self._are(at + 1, end, Kind.VERSE)
        return at + 1

    def _box(self, first: int, at: int, _end: int, limit: int) -> int | None:
        self._before(first, at)
        self._is(at, Kind.BOX)
        after = at + 1
        while after < limit and (not self.texts[after] or self.texts[after].startswith(INDENT)):
            after += 1
        self._within(outdented(self.rows[at + 1 : after]))
        return after

    def _indented_code(self, first: int, end: int) -> int:
        at = first
        while at < end and self.texts[at].startswith(INDENT):
            self._is(at, Kind.CODE)
            at += 1
        return at

    def _table(self, first: int, _at: int, end: int, _limit: int) -> int | None:
        head, dashes = first, self._first("bars", first + 2, end)
        while dashes is not None:
            above = self.texts[dashes - 1]
            if (
                "|" in above
                and not above.startswith(INDENT)
                and BELOW_HEAD.match(self.texts[dashes])
                and not is_held(self.texts[first : dashes - 1], above)
            ):
                head = dashes - 1
                break
            dashes = self._first("bars", dashes + 1, end)
        if end - head < 2 or not is_table(self.texts[head:end]):
            return None
        self._before(first, head)
        self._is(head, Kind.ROW)
        self._is(head + 1, Kind.DASHES)
        return self._are(head + 2, end, Kind.ROW)

    def alone(self, first: int, at: int, kind: Kind) -> int:
        """A line that is a block by itself wherever it stands."""
        self._before(first, at)
        self._is(at, kind)
        return at + 1

    def _underlined(self, first: int, at: int, end: int, _limit: int) -> int | None:
        if self._first("underline", first + 1, min(end, first + 2)) is None:
            return None
        if RULE.match(self.texts[first]):
            return None  # two rules
        self._is(first, Kind.HEADING)
        self._is(first + 1, Kind.UNDERLINE)
        return first + 2

    def _list(self, first: int, _at: int, end: int, limit: int) -> int | None:
        index = first_item(self.texts[at] for at in range(first, end))
        if index is None or self.place.level > DEEPEST:
            return None
        begin = first + index
        below = (self.texts[at] for at in range(begin + 1, end))
        if not is_list(self.texts[begin], chain(below, self._first_lines(end, limit))):
            return None
        self._before(first, begin)
        items, after = items_of(self.rows, begin, limit)
        for marker, rows in items:
            self.sink.begins(rows[0][0], marker)
            self._within(rows, items=1)
        self.list = "items"
        return after

    def _first_lines(self, at: int, limit: int) -> Iterator[str]:
        """The first lines of the blocks below."""
        count = 0
        while at < limit and count < LOOK_AHEAD:
            if self.texts[at] and not self.texts[at - 1]:
                count += 1
                yield self.texts[at]
            at += 1

    def _definition(self, first: int, at: int, end: int, _limit: int) -> int | None:
        if at == self.begin:
            return None  # nothing stands above it
        self._are(first, at, Kind.PROSE)
        number, text = self.rows[at]
        sign = DEFINITION.match(text)
        assert sign
        after = at + 1
        if after < end and re.match(r" {0,3}[^ :]", self.texts[after]):
            after = end
        while after < end and self.texts[after].startswith(INDENT):
            after += 1
        below = (
            (n, t[CODE_INDENT:] if t.startswith(INDENT) else t)
            for n, t in self.rows[at + 1 : after]
        )
        self.held = self._within([(number, text[sign.end() :]), *below])
        self.list = "definitions"
        return after

    def _quotation(self, first: int, at: int, end: int, _limit: int) -> int | None:
        above = self.quoted_above if at == first else None
        self._before(first, at)
        rows = [(number, unquoted(text)) for number, text in self.rows[at:end]]
        self.quoted = self._within(rows, above, quotations=1)
        return end

    def _note(self, first: int, at: int, end: int, limit: int) -> int | None:
        self._before(first, at)
        number, text = self.rows[at]
        sign = NOTE.match(text)
        assert sign
        self.sink.begins(number, text[: sign.end()].strip())
        following = self._first("note", at + 1, end)
        after = end if following is None else following
        while following is None and after < limit:
            begin = after
            while begin < limit and not self.texts[begin]:
                begin += 1
            if begin == limit or not self.texts[begin].startswith(INDENT):
                break
            block = self._end_of_block(begin)
            following = self._first("note", begin, min(block, limit))
            after = min(block, limit) if following is None else following
        below = (
            (n, t[CODE_INDENT:] if t.startswith(INDENT) else t)
            for n, t in self.rows[at + 1 : after]
        )
        self._within([(number, text[sign.end() :]), *below], notes=1)
        return after

    def _link(self, first: int, at: int, end: int, _limit: int) -> int | None:
        definition = LINK.match("\n".join(self.texts[at : min(at + 3, end)]))
        if not definition:
            return None
        self._before(first, at)
        return self._are(at, at + 1 + definition[0].count("\n"), Kind.LINK)


def _alone(kind: Kind) -> Callable[[_Level, int, int, int, int], int]:
    return lambda level, first, at, _end, _limit: level.alone(first, at, kind)


_STEPS = (
    ("division", _Level._division),
    ("box", _Level._box),
    ("bars", _Level._table),
    ("heading", _alone(Kind.HEADING)),
    ("underline", _Level._underlined),
    ("page", _alone(Kind.PAGE)),
    ("rule", _alone(Kind.RULE)),
    ("item", _Level._list),
    ("definition", _Level._definition),
    ("quotation", _Level._quotation),
    ("note", _Level._note),
    ("abbreviation", _alone(Kind.ABBREVIATION)),
    ("link", _Level._link),
)
