"""Which words an engine with a dictionary of its own would cut at a line's end, and which it would
not.

Chromium and WebKit (ICU) and Firefox (ICU4X) add the breaks of their dictionaries to our marks,
and part หาง|โจว and การ|พัฒนา. No property of CSS turns that off, but no line ends in what must
not wrap. Words that none of them cuts need nothing: data/uncut-th.txt has those; benchmarks/
learn_uncut.py has asked the engines. Of all others, names first of all, it is to be feared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from thaibook.break_marks.whole_text import UNMARKED, JoinedText
from thaibook.thai import beginnings

if TYPE_CHECKING:
    from thaibook.thai import Flags, Numbers

RUN = re.compile("[\u0e01-\u0e3a\u0e40-\u0e4e]{2,}")  # what a dictionary is asked about
LONGEST_ON_WIDE = 24  # letters that may not wrap where a line has 16 em: styles/epub.css
UNCUT = Path(__file__).parent / "data" / "uncut-th.txt"


@cache
def _uncut() -> frozenset[str]:
    return frozenset(UNCUT.read_text("utf-8").split())


def words_at_risk(
    whole: JoinedText, stops: Flags, marks: Flags, excluded: Flags
) -> tuple[list[list[int]], list[list[int]]]:
    """From and to of the words, between two of `stops`, that another engine may cut; and of those
    that are held only where a line has room for them.

    marks: where marks are put; words without one between them, of UNMARKED letters together,
    are held as one. excluded: characters that are left alone. What is wider than any line is left
    to be parted.
    """
    uncut, text, find = _uncut(), whole.text, RUN.findall
    held, long = list[list[int]](), list[list[int]]()
    same = total = 0
    end = -1  # of the last word, if it is one that more may be held with
    for first, last, width, longest, piece, marked in _candidates(whole, stops, marks, excluded):
        word = text[first:last]
        if word in uncut or uncut.issuperset(find(word)):
            continue
        if width > longest:
            long.append([first, last])
            end = -1
        elif first == end and not marked and piece == same and total + width <= UNMARKED:
            held[-1][1] = end = last
            total += width
        else:
            held.append([first, last])
            end, same, total = last, piece, width
    return held, long


def _candidates(
    whole: JoinedText, stops: Flags, marks: Flags, excluded: Flags
) -> Iterator[tuple[int, ...]]:
    """From and to of each piece between two stops, or between tags, that can be cut and may be
    held; how many letters it has and how many may be held on any line there; the number of its
    text; whether a mark stands before it."""
    edges = stops.copy()
    edges[1:-1] |= whole.piece[1:] != whole.piece[:-1]
    bounds, offsets = np.nonzero(edges)[0], np.arange(len(whole.text))
    space = whole.flags(r"\s")
    # Without the spaces at either end.
    first = np.minimum.accumulate(np.where(space, len(offsets), offsets)[::-1])[::-1][bounds[:-1]]
    last = np.maximum.accumulate(np.where(space, 0, offsets + 1))[bounds[1:] - 1]
    first, last = first[first < last], last[first < last]
    longest = np.array([paragraph.longest_word for paragraph in whole.paragraphs])

    def count(flags: Flags, first: Numbers) -> Numbers:
        sums = np.concatenate(([0], np.cumsum(flags)))
        return sums[last] - sums[first]

    inside = count(beginnings(whole.codes), first + 1) > 0
    width = whole.width[last] - whole.width[first]
    fits_line = width <= LONGEST_ON_WIDE
    has_space = count(whole.flags("[ \n]"), first) > 0
    is_candidate = inside & fits_line & ~has_space & ~excluded[first] & ~excluded[last - 1]
    first, last, width = first[is_candidate], last[is_candidate], width[is_candidate]
    limits = longest[whole.paragraph[first]]
    columns = first, last, width, limits, whole.piece[first], marks[first]
    return zip(*(column.tolist() for column in columns), strict=True)


def thinned(whole: JoinedText, stops: Flags, wanted: Flags, most: Sequence[int]) -> Flags:
    """Those of the `wanted` marks without which more than `most` letters (of each paragraph)
    would follow each other: an engine without a dictionary needs no more, and each is one more
    that stands in the way of search and in a copied text. Others find the ends between."""
    kept = np.zeros(len(wanted), np.bool_)
    bounds = np.nonzero(stops)[0]
    widths, is_wanted = whole.width[bounds].tolist(), wanted[bounds].tolist()
    most_here = np.array(most)[whole.paragraph[np.minimum(bounds, len(whole.text) - 1)]].tolist()
    begin, chosen = 0, list[int]()
    for number in range(len(bounds) - 1):
        if not is_wanted[number]:
            begin = widths[number]
        elif widths[number + 1] - begin > most_here[number]:
            begin = widths[number]
            chosen.append(number)
    kept[bounds[chosen]] = True
    return kept
