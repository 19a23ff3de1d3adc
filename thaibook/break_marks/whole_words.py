"""Which words an engine with a dictionary of its own would cut at a line's end, and which it would
not.

Chromium and WebKit (ICU) and Firefox (ICU4X) add the breaks of their dictionaries to our marks,
and part หาง|โจว and การ|พัฒนา. No property of CSS turns that off, but no line ends in what must
not wrap. Words that none of them cuts need nothing: data/uncut-th.txt has those; benchmarks/
learn_uncut.py has asked the engines. Of all others, names first of all, it is to be feared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from thaibook.break_marks.whole_text import JoinedText
from thaibook.thai import beginnings

if TYPE_CHECKING:
    from thaibook.thai import Flags, Numbers

RUN = re.compile("[\u0e01-\u0e3a\u0e40-\u0e4e]{2,}")  # what a dictionary is asked about
LONGEST_ON_WIDE = 24  # letters that may not wrap where a line has 16 em: styles/epub.css
UNCUT = Path(__file__).parent / "data" / "uncut-th.txt"


@cache
def _uncut() -> frozenset[str]:
    return frozenset(UNCUT.read_text("utf-8").split())


@lru_cache(maxsize=1 << 16)  # a book says most of its words again and again
def _is_uncut(word: str) -> bool:
    return word in _uncut() or _uncut().issuperset(RUN.findall(word))


def words_at_risk(
    whole: JoinedText, stops: Flags, marks: Flags, excluded: Flags
) -> tuple[list[list[int]], list[list[int]]]:
    """From and to of the words, between two of `stops`, that another engine may cut; and of those
    that are held only where a line has room for them.

    marks: where marks are put; words without one between them, and what is between them, are held
    as one as far as a line has room. excluded: characters that are left alone. What is wider than
    any line is left to be parted.
    """
    text = whole.text
    held, long = list[list[int]](), list[list[int]]()
    parted = np.cumsum(marks[:-1] | whole.flags(r"\s") | excluded).tolist()
    widths, pieces = whole.width.tolist(), whole.piece.tolist()
    for first, last, width, longest in _candidates(whole, stops, excluded):
        if _is_uncut(text[first:last]):
            continue
        if width > longest:
            long.append([first, last])
            continue
        if held:
            begin, end = held[-1]
            if (
                parted[first] == parted[end - 1]
                and pieces[begin] == pieces[first]
                and widths[last] - widths[begin] <= longest
            ):
                held[-1][1] = last
                continue
        held.append([first, last])
    return held, long


def _candidates(whole: JoinedText, stops: Flags, excluded: Flags) -> Iterator[tuple[int, ...]]:
    """From and to of each piece between two stops, or between tags, that can be cut and may be
    held; how many letters it has and how many may be held on any line there."""
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
    columns = first, last, width, limits
    return zip(*(column.tolist() for column in columns), strict=True)


def thinned(whole: JoinedText, stops: Flags, wanted: Flags) -> Flags:
    """Those of the `wanted` marks without which more letters would follow each other than a line
    has room for: an engine without a dictionary needs no more, and each is one more that stands
    in the way of search and in a copied text. Others find the ends between."""
    kept = np.zeros(len(wanted), np.bool_)
    bounds = np.nonzero(stops)[0]
    widths, is_wanted = whole.width[bounds].tolist(), wanted[bounds].tolist()
    paragraphs = whole.paragraph[np.minimum(bounds, len(whole.text) - 1)].tolist()
    most = [paragraph.most_unmarked for paragraph in whole.paragraphs]
    begin, room, last, chosen = 0, 0, -1, list[int]()
    for number, paragraph in enumerate(paragraphs[:-1]):
        if not is_wanted[number]:
            begin, room = widths[number], most[paragraph]
            if paragraph != last:
                room = whole.paragraphs[paragraph].first_unmarked
        elif widths[number + 1] - begin > room:
            begin, room = widths[number], most[paragraph]
            chosen.append(number)
        last = paragraph
    kept[bounds[chosen]] = True
    return kept
