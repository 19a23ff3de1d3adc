"""What an engine showed, held against what the book says.

Enters: Opened and Reading. Leaves: Verdict. A word is cut where a line ends between two
letters at none of the safe breaks of thaibook.thai; where the piece between two safe breaks
is wider than the line, the cut was forced and is counted apart.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from thaibook.thai import SAFE_COST, breaks

from .book import Opened, letters
from .engines import Layout, Reading

EDGE = 1.0  # pixels: a rounding, not a line off the page
NOTE = 20  # letters of a note that have to be seen
NEAR = 2000  # letters: how far from the last line the next one may be found
# What engines set before an item of a list.
MARKER = re.compile("^(?:[•◦▪■●○]|[0-9๐-๙]+[.)]?|[ก-ฮ][.)])")


class Verdict(NamedTuple):
    """off: lines off the page, of `lines`; cut: (before, after) of each line end inside a
    word; forced: such ends that nothing could help; ends: line ends judged; unplaced: lines
    that are not in the book; boxes: characters drawn as a box; reached and noted: links of
    the contents and notes that lead to their place; found: phrases found; foreign: glyphs of
    faces that the book does not bring, in percent."""

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
    return Verdict(
        sum(over > EDGE for layout in reading.layouts for _, over in layout.lines),
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
    )


class _Text:
    """The whole book as one run of letters, and where in its paragraph each one stands."""

    def __init__(self, book: Opened, words: frozenset[str]) -> None:
        self.paragraphs = book.paragraphs
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
    cut: list[tuple[str, str]]
    forced: int
    ends: int
    unplaced: list[str]


def _line_ends(text: _Text, layout: Layout) -> _Ends:
    cut, forced, ends, unplaced, at = [], 0, 0, [], 0
    for shown, _ in layout.lines:
        if not (line := letters(shown)):
            continue
        start, length = text.find(line, at)
        if start < 0:
            unplaced.append(shown)
            continue
        at = start + length
        if at >= len(text.places) or not length:
            continue
        (number, offset), (before, last) = text.places[at], text.places[at - 1]
        if number != before:
            continue
        ends += 1
        paragraph = text.paragraphs[number]
        if offset in text.safe[number] or not inside_word(paragraph, last, offset):
            continue
        first = text.places[start][1] if text.places[start][0] == number else 0
        if any(first < place < offset for place in text.safe[number]):
            cut.append((paragraph[max(0, offset - 12) : offset], paragraph[offset : offset + 12]))
        else:
            forced += 1
    return _Ends(cut, forced, ends, unplaced)


def inside_word(text: str, last: int, offset: int) -> bool:
    """Whether only letters stand between the base at `last` and the one at `offset`."""
    return all(unicodedata.category(c)[0] in "LMN" for c in text[last : offset + 1])
