"""The dictionary: which of many words stand at many places of a text, all at once.

Enters: lists of words; letters as arrays. Leaves: indices of words. A word is known by a
hash of its letters (64 bits; no two words of the dictionary share one), looked up in
tables, since arrays have no dict.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[Any]  # whole ones, of the size that is enough
    Hashes = NDArray[Any]  # uint64
    Flags = NDArray[np.bool_]

LONGEST = 16  # letters of the longest word that is looked up
FACTOR = np.uint64(0x9E3779B97F4A7C15)  # 2^64 by the golden ratio (Knuth, TAOCP 3, 6.4)
BITS = 18  # of a table's size: four times as many rows as words
TRIES = 3  # rows that a word may stand in


class Words(NamedTuple):
    """Words by number, from 1; 0 is none.

    hashes, often: of each word, by number; often: its class of frequency, 0 unseen to 6.
    rows: TRIES tables that lead from a part of a hash to the number of a word. heads: for
    each count of letters, whether a word begins with letters of that part of a hash.
    """

    hashes: Hashes
    often: Numbers
    rows: tuple[Numbers, ...]
    heads: tuple[Flags, ...]


def words_of(often: dict[str, int]) -> Words:
    """The words that are the keys of `often`, but those of more than LONGEST letters."""
    often = {word: frequency for word, frequency in often.items() if len(word) <= LONGEST}
    letters = _letters(list(often))
    hashes = np.zeros(len(often), np.uint64)
    heads = []
    for column in range(LONGEST):
        longer = np.nonzero(letters[:, column])[0]
        hashes[longer] = extend(hashes[longer], letters[longer, column])
        head = np.zeros(1 << BITS, np.bool_)
        head[row(hashes[longer], 0)] = True
        heads.append(head)
    hashes = np.concatenate((np.zeros(1, np.uint64), hashes))
    classes = np.array([0, *often.values()], np.int64)
    return Words(hashes, classes, tuple(_tables(hashes)), tuple(heads))


def _tables(hashes: Hashes) -> Iterator[Numbers]:
    left = np.arange(1, len(hashes), dtype=np.int32)
    for level in range(TRIES):
        table = np.zeros(1 << BITS, np.int32)
        rows = row(hashes[left], level)
        table[rows] = left
        left = left[table[rows] != left]  # another word stands there
        yield table
    if len(left):  # learn_breaks.py would have to take another FACTOR
        raise ValueError("too many words share the rows of a table")


def _letters(listed: list[str]) -> Numbers:
    """The code points of each word, a row of LONGEST with zeros at its end."""
    return np.array(listed, f"<U{LONGEST}").view("<u4").reshape(len(listed), LONGEST)


def hashed(listed: list[str]) -> Hashes:
    """The hash of each word."""
    hashes = np.zeros(len(listed), np.uint64)
    for column in _letters(listed).T:
        hashes = np.where(column, extend(hashes, column), hashes)
    return hashes


def extend(hashes: Hashes, letters: Numbers) -> Hashes:
    """The hashes of words that have one letter more."""
    return (hashes + letters) * FACTOR


def row(hashes: Hashes, level: int) -> Hashes:
    """The row of each hash in a table: the highest bits, or those below them."""
    return (hashes >> np.uint64(64 - BITS * (level + 1))) & np.uint64((1 << BITS) - 1)


def find(words: Words, hashes: Hashes) -> Numbers:
    """The number of the word with each hash, 0 where there is none."""
    found = words.rows[0][row(hashes, 0)]
    found[words.hashes[found] != hashes] = 0
    for level in range(1, TRIES):
        missing = np.nonzero(found == 0)[0]
        tried = words.rows[level][row(hashes[missing], level)]
        right = words.hashes[tried] == hashes[missing]
        found[missing[right]] = tried[right]
    return found
