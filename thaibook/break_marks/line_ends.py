"""Where the lines of a text may end on an e-reader, and what must not wrap.

Enters: a JoinedText. Leaves: break marks and spans, put into it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from thaibook.break_marks.whole_text import Inserts, JoinedText, Order
from thaibook.break_marks.whole_words import thinned, words_at_risk
from thaibook.thai import SAFE_COST, Break, advancing, breaks_of, line_ends
from thaibook.vocabulary import KEEP, LONG, WORD

if TYPE_CHECKING:
    from thaibook.thai import Flags

THAI = re.compile("[\u0e01-\u0e5b]")
LONGEST_KEPT = 16  # letters: half a line of a telephone at twice the size
HELD, LONG_HELD = f"<{WORD}>", f'<{WORD} class="{LONG}">'
MOST_COST = 95.0  # percent, of a break that parts a piece: dearer ones are surely inside words


def mark_ends(
    whole: JoinedText, words: frozenset[str], mark: str, inserts: Inserts, held: bool
) -> None:
    """Put `mark` where a line may safely end, and keep together what a rule keeps and, where
    words are `held`, what another engine would cut."""
    stops = np.zeros(len(whole.text) + 1, np.bool_)
    stops[line_ends(whole.text, words, SAFE_COST)[0]] = True
    edges = [edge for paragraph in whole.paragraphs for edge in paragraph[:2]]
    stops[edges] = True
    kept = _kept_together(whole, stops)
    unparted = stops.copy()
    stops[_parting_stops(whole, stops, words)] = True
    wanted = stops.copy()
    wanted[edges] = False
    thai, space = whole.flags(THAI.pattern), whole.flags("[\\s\u200b]")
    wanted[1:-1] &= (thai[:-1] | thai[1:]) & ~space[:-1]
    frozen = np.array([piece.frozen for piece in whole.pieces])[whole.piece]
    if mark:
        marks = thinned(whole, stops, wanted)
        offsets = np.nonzero(marks)[0]
        before, after = frozen[offsets - 1], frozen[offsets]
        inserts.put_all(offsets[~before], Order.MARK, mark)
        inserts.put_all(offsets[before & ~after], Order.MARK_AFTER_TAGS, mark)
        for begin, end in kept:
            frozen[begin:end] = True
        frozen |= np.array([piece.ruby for piece in whole.pieces])[whole.piece]
        at_risk = words_at_risk(whole, unparted, marks, frozen) if held else ((), ())
        for words_held, opening in zip(at_risk, (HELD, LONG_HELD), strict=True):
            bounds = np.array(words_held, np.int64).reshape(-1, 2)
            inserts.put_all(bounds[:, 0], Order.SPAN, opening)
            inserts.put_all(bounds[:, 1], Order.SPAN_ENDS, f"</{WORD}>")
    for first, last in kept:
        piece = whole.pieces[whole.piece[first]]
        if last <= piece.end and not piece.frozen:
            # MuPDF counts the space before what is kept as a part of it.
            space_before = first > piece.begin and whole.text[first - 1].isspace()
            inserts.put(first, Order.SPAN, f'{mark if space_before else ""}<span class="{KEEP}">')
            inserts.put(last, Order.SPAN_ENDS, "</span>")


def _kept_together(whole: JoinedText, stops: Flags) -> list[tuple[int, int]]:
    """(from, to) of the words on both sides of a space at which no line may end.

    Engines end lines at every space: ๆ would begin one, and พ.ศ. part from its year.
    """
    text, kept = whole.text, list[tuple[int, int]]()
    space = whole.codes == ord(" ")
    single = space[1:-1] & ~space[:-2] & ~space[2:] & ~stops[2:-1]
    single &= whole.paragraph[:-2] == whole.paragraph[1:-1]
    for gap in (np.nonzero(single)[0] + 1).tolist():
        first, last = gap, gap + 1
        while not stops[first] and gap - first < LONGEST_KEPT:
            first -= 1
        while not stops[last] and last - gap <= LONGEST_KEPT:
            last += 1
        if not (stops[first] and stops[last]) or "\n" in text[first:last]:
            continue
        paragraph = whole.paragraphs[whole.paragraph[gap]]
        if not THAI.search(text, paragraph.begin, paragraph.end):
            continue
        last = first + len(text[first:last].rstrip())
        if kept and first < kept[-1][1]:
            first = kept.pop()[0]
        if 0 < last - first <= LONGEST_KEPT:  # nothing but spaces is not kept together
            kept.append((first, last))
    return kept


def _parting_stops(whole: JoinedText, stops: Flags, words: frozenset[str]) -> list[int]:
    """Offsets of further line ends, which part each piece that is longer than a telephone's
    line."""
    bounds = np.nonzero(stops)[0]
    longest_pieces = np.array([paragraph.longest_piece for paragraph in whole.paragraphs])
    longest_pieces = longest_pieces[whole.paragraph[bounds[:-1]]]
    long_pieces: list[tuple[int, str, int]] = []
    for index in np.nonzero(np.diff(bounds) > longest_pieces)[0].tolist():
        first, longest = int(bounds[index]), int(longest_pieces[index])
        text = whole.text[first : bounds[index + 1]]
        if len(advancing(text.rstrip())) > longest:
            long_pieces.append((first, text, longest))
    possible = breaks_of([text for _, text, _ in long_pieces], words, MOST_COST)
    return [
        first + offset
        for (first, text, longest), breaks in zip(long_pieces, possible, strict=True)
        for offset in _parts(text, breaks, longest)
    ]


def _parts(text: str, breaks: Sequence[Break], longest: int) -> list[int]:
    """Those of the `breaks` that part `text` until no piece is longer than
    `longest`, or no better place than the inside of a word is left."""

    def part(first: int, last: int) -> list[int]:
        inside = [b for b in breaks if first < b.offset < last]
        if not inside or len(advancing(text[first:last].rstrip())) <= longest:
            return []
        # Of like breaks the one nearest to the middle.
        half, middle = (last - first) / 2, (first + last) / 2
        best = min(inside, key=lambda b: b.cost * (1 + abs(b.offset - middle) / half)).offset
        return [*part(first, best), best, *part(best, last)]

    return part(0, len(text))
