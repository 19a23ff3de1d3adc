"""What an engine showed, held against what the book says.

Enters: Opened and Reading. Leaves: Verdict. A word is cut where a line ends between two
letters at none of the safe breaks of thaibook.thai; where the piece between two safe breaks
is wider than the line, the cut was forced and is counted apart.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from thaibook.thai import SAFE_COST, breaks

from .book import KIND_NAMES, Opened, letters
from .engines import Layout, Reading

EDGE = 1.0  # pixels: a rounding, not a line off the page
WIDE = 1.0  # em: a hole
NOTE = 20  # letters of a note that have to be seen
NEAR = 2000  # letters: how far from the last line the next one may be found
READINGS = {KIND_NAMES.index("readings")}
# What engines set before an item of a list.
MARKER = re.compile("^(?:[•◦▪■●○]|[0-9๐-๙]+[.)]?|[ก-ฮ][.)])")


class Count(NamedTuple):
    """Of one kind of text: lines off the page, of `lines`; words cut, of `ends`."""

    off: int = 0
    lines: int = 0
    cut: int = 0
    ends: int = 0


class Verdict(NamedTuple):
    """off: lines off the page, of `lines`; cut: (before, after) of each line end inside a
    word; forced: such ends that nothing could help; ends: line ends judged; unplaced: lines
    that are not in the book; boxes: characters drawn as a box; reached and noted: links of
    the contents and notes that lead to their place; found: phrases found; foreign: glyphs of
    faces that the book does not bring, in percent; kinds: the same counts for each kind of text;
    widest: of the widest space in a line that is followed by another, in em; wide: how many
    lines have a space of more than WIDE em, in percent."""

    off: int
    lines: int
    cut: tuple[tuple[str, str], ...]
    forced: int
    ends: int
    unplaced: tuple[str, ...]
    boxes: frozenset[str]
    reached: int
    noted: int
    found: int
    foreign: float
    kinds: dict[str, Count]
    widest: float
    wide: float


def judge(book: Opened, reading: Reading, words: frozenset[str] = frozenset()) -> Verdict:
    """All screens and sizes of one engine together."""
    text = _Text(book, words)
    ends = [_line_ends(text, layout) for layout in reading.layouts]
    reached = sum(
        letters(title) in letters(shown)
        for (_, title), (_, shown) in zip(book.contents, reading.contents, strict=False)
    )
    shown_notes = {href: (shown, back) for href, shown, back in reading.notes}
    noted = sum(
        href in shown_notes
        and letters(note)[:NOTE] in letters(shown_notes[href][0])
        and (shown_notes[href][1] or not back)
        for href, note, back in book.notes
    )
    strange = sum(
        count for name, count in reading.fonts.items() if not name.startswith(tuple(book.families))
    )
    spaces = [space for found in ends for space in found.spaces]
    return Verdict(
        sum(over > EDGE for layout in reading.layouts for _, over, *_ in layout.lines),
        sum(len(layout.lines) for layout in reading.layouts),
        tuple(cut for found in ends for cut in found.cut),
        sum(found.forced for found in ends),
        sum(found.ends for found in ends),
        tuple(line for found in ends for line in found.unplaced),
        frozenset[str]().union(*(layout.boxes for layout in reading.layouts)),
        reached,
        noted,
        len(reading.found & set(book.phrases)),
        100 * strange / max(1, sum(reading.fonts.values())),
        _by_kind(ends),
        max(spaces, default=0),
        100 * sum(space > WIDE for space in spaces) / max(1, len(spaces)),
    )


def _by_kind(layouts: Sequence[_Ends]) -> dict[str, Count]:
    """What was counted, by the names of the kinds; only kinds that there are."""
    names = KIND_NAMES
    counted = {
        name: Count(
            *(
                sum(counter[number] for counter in counters)
                for counters in zip(*(found.counters for found in layouts), strict=True)
            )
        )
        for number, name in enumerate(names)
    }
    return {name: count for name, count in counted.items() if count.lines}


class _Text:
    """The whole book as one run of letters, and where in its paragraph each one stands."""

    def __init__(self, book: Opened, words: frozenset[str]) -> None:
        self.paragraphs, self.kinds = book.paragraphs, book.kinds
        self.safe = [
            {offset for offset, cost in breaks(text, words) if cost <= SAFE_COST}
            for text in book.paragraphs
        ]
        self.places = [
            (number, offset)
            for number, text in enumerate(book.paragraphs)
            for offset, character in enumerate(text)
            if letters(character)
        ]
        self.letters = "".join(letters(text) for text in book.paragraphs)

    def find(self, line: str, at: int) -> tuple[int, int]:
        """(where the letters of a line stand, how many they are), looked for from `at` on,
        then before it: cells that go on over the page come later. (-1, 0): nowhere."""
        for wanted in (line, MARKER.sub("", line)):
            for begin in (at, max(0, at - NEAR)):
                found = self.letters.find(wanted, begin, at + len(wanted) + NEAR)
                if found >= 0:
                    return found, len(wanted)
        return -1, 0


class _Ends(NamedTuple):
    """What one layout gave. counters: of each kind, the lines off the page, the lines, the words
    cut, the line ends judged; spaces: the widest of each line that goes on."""

    cut: list[tuple[str, str]]
    forced: int
    ends: int
    unplaced: list[str]
    counters: tuple[Counter[int], Counter[int], Counter[int], Counter[int]]
    spaces: list[float]


def _line_ends(text: _Text, layout: Layout) -> _Ends:
    cut: list[tuple[str, str]] = []
    unplaced: list[str] = []
    spaces: list[float] = []
    forced = ends = at = 0
    off, lines = Counter[int](), Counter[int]()
    cut_of_kind, ends_of_kind = Counter[int](), Counter[int]()
    for shown, over, *space in layout.lines:
        if not (line := letters(shown)):
            continue
        start, length = text.find(line, at)
        if start < 0:
            unplaced.append(shown)
            continue
        number, offset = text.places[start]
        kind = text.kinds[number][offset]
        lines[kind] += 1
        off[kind] += over > EDGE
        at = start + length
        if at >= len(text.places) or not length:
            continue
        (number, offset), (before, last) = text.places[at], text.places[at - 1]
        kinds = text.kinds[number]
        if number != before or {kinds[last], kinds[offset]} & READINGS:
            continue  # a reading above the text is a line of its own, and no end of one
        ends += 1
        spaces += space
        kind = kinds[offset]
        ends_of_kind[kind] += 1
        paragraph = text.paragraphs[number]
        if offset in text.safe[number] or not inside_word(paragraph, last, offset):
            continue
        first = text.places[start][1] if text.places[start][0] == number else 0
        if any(first < place < offset for place in text.safe[number]):
            end, after = paragraph[max(0, offset - 12) : offset], paragraph[offset : offset + 12]
            cut.append((end, f"{after} ({KIND_NAMES[kind]})"))
            cut_of_kind[kind] += 1
        else:
            forced += 1
    counters = (off, lines, cut_of_kind, ends_of_kind)
    return _Ends(cut, forced, ends, unplaced, counters, spaces)


def inside_word(text: str, last: int, offset: int) -> bool:
    """Whether only letters stand between the base at `last` and the one at `offset`."""
    return all(unicodedata.category(c)[0] in "LMN" for c in text[last : offset + 1])
