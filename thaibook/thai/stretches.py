"""The stretches of letters that may be words, of all places of a text at once.

Enters: letters as an array, and where a word may begin or end. Leaves: where the stretches are,
and what the longest of them are over each letter.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from thaibook.thai.dictionary import FACTOR, INVERSE, LONGEST_TITLE, may_be_known, powers

if TYPE_CHECKING:
    from thaibook.thai.dictionary import Flags, Hashes, Numbers, Titles


def stretches(codes: Numbers, point: Flags, titles: Titles) -> tuple[Numbers, Numbers, Hashes]:
    """Start, length and hash of each stretch of letters that may be a word or a title: it stands
    between two points of one run."""
    places = np.nonzero(point)[0]
    # A hash is the difference of two sums: of the letters before its end, and before its start.
    sums = np.concatenate((np.zeros(1, np.uint64), np.cumsum(codes * powers(INVERSE, len(codes)))))
    sums, up = sums[places], powers(FACTOR, len(codes) + 1)[places]
    outside = np.concatenate(([0], np.cumsum(codes < 0x0E00)))[places]
    found: list[tuple[Numbers, ...]] = []
    for by in range(1, LONGEST_TITLE + 1):
        length = places[by:] - places[:-by]
        first = np.nonzero((length <= LONGEST_TITLE) & (outside[by:] == outside[:-by]))[0]
        hashes = (sums[first + by] - sums[first]) * up[first + by]
        likely = np.nonzero(may_be_known(titles, hashes))[0]
        first = first[likely]
        found.append((places[first], length[first], hashes[likely]))
    start, length, hashes = map(np.concatenate, zip(*found, strict=True))
    return start, length, hashes


def by_length(length: Numbers) -> Iterator[Numbers]:
    """The indices of each length, from short to long: the longest is the one that stays."""
    short = length.astype(np.int8)
    in_order = np.argsort(short, kind="stable")
    bounds = np.cumsum(np.bincount(short, minlength=1)).tolist()
    for first, last in pairwise(bounds):
        if first < last:
            yield in_order[first:last]


def covered(start: Numbers, length: Numbers, size: int) -> tuple[Numbers, ...]:
    """For every letter the longest that ends there and that begins there, the longest that
    passes over it and how many of its letters come before; of those as long as each other over
    one place, the one that begins first."""
    ends, begins, over, into = np.zeros((4, size), np.int8)
    for these in by_length(length):
        starts, letters = start[these], int(length[these[0]])
        begins[starts] = ends[starts + letters] = letters
        parts = np.arange(1, letters)
        inside = (starts + parts[:, None]).ravel()
        over[inside], into[inside] = letters, np.repeat(parts, len(starts))
    return ends, begins, over, into
