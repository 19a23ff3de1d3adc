"""The dictionary: which of many words stand at many places of a text, all at once.

Enters: lists of words; letters as arrays. Leaves: indices of words. A word is known by a
hash of its letters (64 bits; no two words of the dictionary share one), looked up in
tables, since arrays have no dict.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple, TypeAlias

import numpy as np

# numpy.typing takes long to import, and says the same.
Numbers: TypeAlias = "np.ndarray[Any, np.dtype[Any]]"  # whole ones, of the size that is enough
Hashes: TypeAlias = "np.ndarray[Any, np.dtype[np.uint64]]"
Flags: TypeAlias = "np.ndarray[Any, np.dtype[np.bool_]]"

LONGEST = 16  # letters of the longest word that is looked up
FACTOR = np.uint64(0x9E3779B97F4A7C15)  # 2^64 by the golden ratio (Knuth, TAOCP 3, 6.4)
INVERSE = np.uint64(pow(int(FACTOR), -1, 1 << 64))  # by which FACTOR is 1, beyond 64 bits
BITS = 18  # of a table's size: four times as many rows as words


class Words(NamedTuple):
    """Words by number, from 1; 0 is none.

    hashes, often: of each word, by number; often: its class of frequency, 0 unseen to 6.
    rows: tables that lead from a part of a hash to the number of a word.
    """

    hashes: Hashes
    often: Numbers
    rows: tuple[Numbers, ...]


class Titles(NamedTuple):
    """Names, titles and compounds of up to LONGEST_TITLE letters, hundreds of thousands of them:
    too many to be looked up by number, so that only whether one is among them is known.

    hashes: the highest TITLE_BITS of each, in order. known: bits, by the highest bits of a hash,
    whether one of these or of the dictionary's words begins so; ends: by the lowest of those in
    `hashes`, whether one of these ends so. Whoever asks about all stretches of a text asks these
    first, which lie in the processor's own memory.
    """

    hashes: Hashes
    known: Numbers
    ends: Numbers


LONGEST_TITLE = 24
TITLE_BITS = 40  # two of a million words that are no titles are taken for some
ROW_BITS = 22  # of a row of known and of ends: one row in ten is set


def read_titles(steps: Numbers, words: Words) -> Titles:
    """The titles from the differences of their hashes, each to the one before; words: of the
    dictionary."""
    hashes = np.cumsum(steps, dtype=np.uint64)
    beginnings = (
        hashes >> np.uint64(TITLE_BITS - ROW_BITS),
        words.hashes[1:] >> np.uint64(64 - ROW_BITS),
    )
    return Titles(hashes, _bits(*beginnings), _bits(hashes & np.uint64((1 << ROW_BITS) - 1)))


def _bits(*rows: Hashes) -> Numbers:
    """A bit for each row, set for those that are given."""
    flags = np.zeros(1 << ROW_BITS, np.bool_)
    for some in rows:
        flags[some] = True
    return np.packbits(flags, bitorder="little")


def _is_set(bits: Numbers, rows: Hashes) -> Numbers:
    """For each row, 1 where its bit is set, else 0."""
    places = rows.astype(np.uint32)
    is_set: Numbers = bits[places >> np.uint32(3)] >> (places & np.uint32(7)).astype(np.uint8) & 1
    return is_set


def may_be_known(titles: Titles, hashes: Hashes) -> Numbers:
    """For each hash, 0 where it is surely that of no title and of no word of the dictionary."""
    return _is_set(titles.known, hashes >> np.uint64(64 - ROW_BITS))


def title_steps(listed: list[str]) -> Numbers:
    """What read_titles reads, of words of up to LONGEST_TITLE letters."""
    codes = np.array(listed, f"<U{LONGEST_TITLE}").view("<u4").reshape(len(listed), -1)
    short = np.unique(_hashes(codes) >> np.uint64(64 - TITLE_BITS))
    steps: Numbers = np.diff(short, prepend=np.uint64(0)).astype("<u4")
    return steps


def are_titles(titles: Titles, hashes: Hashes) -> Numbers:
    """The places, among the hashes, of those of titles."""
    short = hashes >> np.uint64(64 - TITLE_BITS)
    likely = np.nonzero(_is_set(titles.ends, short & np.uint64((1 << ROW_BITS) - 1)))[0]
    short = short[likely]
    found = np.minimum(np.searchsorted(titles.hashes, short), len(titles.hashes) - 1)
    where: Numbers = likely[titles.hashes[found] == short]
    return where


def code_points(text: str) -> Numbers:
    """The code point of each character."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")


def words_of(often: dict[str, int]) -> Words:
    """The words that are the keys of `often`, of up to LONGEST letters, with the class of
    frequency of each."""
    often = {word: frequency for word, frequency in often.items() if len(word) <= LONGEST}
    return _indexed(_letters(list(often)), np.array(list(often.values()), np.int64))


def read_words(text: str, extra: dict[str, int]) -> Words:
    """The words of a text whose lines are a class of frequency and its words; and `extra`,
    whose class holds where a word is in both."""
    codes = code_points(text)
    gaps = np.nonzero((codes == ord(" ")) | (codes == ord("\n")))[0]
    starts = np.concatenate((np.zeros(1, np.int64), gaps[:-1] + 1))
    lengths = gaps - starts
    classes = codes[starts].astype(np.int64) - ord("0")
    line = np.maximum.accumulate(np.where(lengths == 1, np.arange(len(starts)), 0))
    taken = (lengths > 1) & (lengths <= LONGEST)
    starts, lengths, classes = starts[taken], lengths[taken], classes[line[taken]]
    columns = np.arange(LONGEST)
    letters = codes[np.minimum(starts[:, None] + columns, len(codes) - 1)]
    letters[columns >= lengths[:, None]] = 0
    if more := [word for word in extra if len(word) <= LONGEST]:
        letters = np.concatenate((_letters(more), letters))
        classes = np.concatenate(([extra[word] for word in more], classes))
        _, first = np.unique(_hashes(letters), return_index=True)
        letters, classes = letters[first], classes[first]
    return _indexed(letters, classes)


def _indexed(letters: Numbers, often: Numbers) -> Words:
    """The words with the tables by which they are looked up; each row of `letters` is one."""
    hashes = np.concatenate((np.zeros(1, np.uint64), _hashes(letters)))
    often = np.concatenate((np.zeros(1, np.int64), often))
    return Words(hashes, often, tuple(_hash_tables(hashes)))


def _hash_tables(hashes: Hashes) -> Iterator[Numbers]:
    """Tables that lead from hashes to words, as many as needed for all to have a row."""
    unplaced = np.arange(1, len(hashes), dtype=np.int32)
    level = 0
    while len(unplaced):
        table = np.zeros(1 << BITS, np.int32)
        rows = row(hashes[unplaced], level)
        table[rows] = unplaced
        unplaced = unplaced[
            table[rows] != unplaced
        ]  # another word stands there: into the next table
        level += 1
        yield table


def _letters(listed: list[str]) -> Numbers:
    """The code points of each word, a row of LONGEST with zeros at its end."""
    return np.array(listed, f"<U{LONGEST}").view("<u4").reshape(len(listed), LONGEST)


def hashed(listed: list[str]) -> Hashes:
    """The hash of each word."""
    return _hashes(_letters(listed))


def _hashes(letters: Numbers) -> Hashes:
    hashes = np.zeros(len(letters), np.uint64)
    for column in letters.T:
        hashes = np.where(column, extend(hashes, column), hashes)
    return hashes


def extend(hashes: Hashes, letters: Numbers) -> Hashes:
    """The hashes of words that have one letter more."""
    return (hashes + letters) * FACTOR


def powers(base: np.uint64, number: int) -> Hashes:
    """The powers of the base from 0 on."""
    factors = np.full(number, base, np.uint64)
    factors[:1] = 1
    return np.cumprod(factors, dtype=np.uint64)


def row(hashes: Hashes, level: int) -> Hashes:
    """The row of each hash in a table: its highest bits, mixed anew for each table."""
    mixed = hashes * np.uint64(pow(int(FACTOR), level, 1 << 64)) if level else hashes
    return mixed >> np.uint64(64 - BITS)


def find(words: Words, hashes: Hashes) -> Numbers:
    """The number of the word with each hash, 0 where there is none."""
    numbers = np.zeros(len(hashes), np.int32)
    missing = np.arange(len(hashes))
    for level, table in enumerate(words.rows):
        candidates = table[row(hashes[missing], level)]
        is_same = words.hashes[candidates] == hashes[missing]
        numbers[missing[is_same]] = candidates[is_same]
        # Where nothing stands there is no such word in the other tables, either.
        missing = missing[(candidates > 0) & ~is_same]
    return numbers
