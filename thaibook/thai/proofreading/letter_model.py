"""How likely each letter of a text is after the letters before it.

Enters: letters, as numbers. Leaves: the logarithm of the probability of each. The model is an
n-gram model of SIZE letters with absolute discounting and back-off weights (Chen and Goodman,
An Empirical Study of Smoothing Techniques, 1998); benchmarks/learn_proofreading.py learns it, and
thaibook/thai/data/README.md says from what.

The sequences are a trie: those of one length stand in the order of their letters, and those that
go on from one of them stand together. A file of it has, for each length, how many go on from
each, the last letter, the probability and the weight, a byte each, compressed.
"""

from __future__ import annotations

import lzma
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import numpy as np

Keys: TypeAlias = "np.ndarray[Any, np.dtype[np.uint64]]"
Logs: TypeAlias = "np.ndarray[Any, np.dtype[np.float32]]"
Codes: TypeAlias = "np.ndarray[Any, np.dtype[np.uint8]]"

FILE = Path(__file__).parent.parent / "data" / "letters-th.xz"
SIZE = 7  # letters of the longest sequence
BITS = 7  # of a letter's number
STEPS, WEIGHT_STEPS = 8, 4  # of a probability and of a weight: parts of a nat
WEIGHT_ZERO = 64  # the byte of the weight 1
UNSEEN = np.float32(-16)  # of a letter that the model has never seen

# The numbers of letters. All digits are one, all Latin letters are one, all else is another.
EDGE, SPACE, DIGIT, LATIN, OTHER, FIRST = 1, 2, 3, 4, 5, 6
FIRST_THAI, LAST_THAI = 0x0E01, 0x0E4E


def _numbers() -> Codes:
    """The number of each character of the basic plane."""
    table = np.full(0x10000, OTHER, np.uint8)
    table[FIRST_THAI : LAST_THAI + 1] = np.arange(FIRST, FIRST + LAST_THAI - FIRST_THAI + 1)
    table[[0, ord("\n"), ord("\f")]] = EDGE
    table[[ord(" "), ord("\t"), 0xA0]] = SPACE
    for first, last, number in (
        ("0", "9", DIGIT),
        ("๐", "๙", DIGIT),
        ("a", "z", LATIN),
        ("A", "Z", LATIN),
    ):
        table[ord(first) : ord(last) + 1] = number
    return table


NUMBERS = _numbers()


def letter_codes(text: str) -> Codes:
    """The number of each character."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    numbers: Codes = NUMBERS[np.minimum(points, 0xFFFF)]
    return numbers


class Length(NamedTuple):
    """Sequences of one length.

    table: an open hash table of their numbers, 0 for none; keys, log, weight: by number (0 is
    none): the letters, BITS for each; the logarithm of the probability of the last after the
    others; that of what is left for letters that do not go on from it.
    """

    table: Any
    shift: Any
    keys: Keys
    log: Logs
    weight: Logs


FACTOR = np.uint64(0x9E3779B97F4A7C15)  # 2^64 by the golden ratio (Knuth, TAOCP 3, 6.4)


class LetterModel(NamedTuple):
    """The sequences, by their length; the first of the tuple is empty."""

    lengths: tuple[Length, ...]

    def log(self, keys: Keys, size: int = SIZE) -> Logs:
        """The logarithm of the probability of the last of `size` letters after the others."""
        result = np.zeros(len(keys), np.float32)
        open_ = np.arange(len(keys))
        keys = keys & np.uint64((1 << BITS * size) - 1)
        for length in range(size, 0, -1):
            number = find(self.lengths[length], keys)
            hit = number > 0
            result[open_[hit]] += self.lengths[length].log[number[hit]]
            open_, keys = open_[~hit], keys[~hit]
            if not len(open_):
                return result
            if length > 1:
                context = find(self.lengths[length - 1], keys >> np.uint64(BITS))
                result[open_] += self.lengths[length - 1].weight[context]
                keys = keys & np.uint64((1 << BITS * (length - 1)) - 1)
        result[open_] += UNSEEN
        return result


def find(length: Length, keys: Keys) -> Any:
    """The number of each sequence, 0 where it is not there."""
    place = (keys * FACTOR) >> length.shift
    mask = np.uint64(len(length.table) - 1)
    number = length.table[place]
    waiting = np.nonzero((number > 0) & (length.keys[number] != keys))[0]
    while len(waiting):
        place[waiting] = (place[waiting] + np.uint64(1)) & mask
        again = length.table[place[waiting]]
        number[waiting] = again
        waiting = waiting[(again > 0) & (length.keys[again] != keys[waiting])]
    return number


def keys_of(codes: Codes, size: int = SIZE) -> Keys:
    """For each letter, it and those before it as one number; edges stand before the first."""
    padded = np.concatenate((np.full(size - 1, EDGE, np.uint8), codes)).astype(np.uint64)
    keys = np.zeros(len(codes), np.uint64)
    for place in range(size):
        keys = (keys << np.uint64(BITS)) | padded[place : len(codes) + place]
    return keys


@lru_cache(maxsize=1)
def load_letters() -> LetterModel:
    """The model, read once."""
    return read_letters(FILE.read_bytes())


def read_letters(packed: bytes) -> LetterModel:
    """The model out of a file's bytes (see pack)."""
    data = np.frombuffer(lzma.decompress(packed), np.uint8)
    sizes = data[: 4 * SIZE].view("<u4")
    at = 4 * SIZE
    lengths: list[Length] = [_length(np.zeros(0, np.uint64), *[np.zeros(0, np.float32)] * 2)]
    before = np.zeros(1, np.uint64)
    for length in range(1, SIZE + 1):
        size = int(sizes[length - 1])
        follow, at = data[at : at + len(before)], at + len(before)
        last, at = data[at : at + size], at + size
        log, at = data[at : at + size], at + size
        weight = np.full(size, WEIGHT_ZERO, np.uint8)
        if length < SIZE:
            weight, at = data[at : at + size], at + size
        before = (np.repeat(before, follow) << np.uint64(BITS)) | last
        lengths.append(
            _length(
                before,
                log.astype(np.float32) / np.float32(-STEPS),
                (weight.astype(np.float32) - np.float32(WEIGHT_ZERO)) / np.float32(WEIGHT_STEPS),
            )
        )
    return LetterModel(tuple(lengths))


def _length(keys: Keys, log: Logs, weight: Logs) -> Length:
    """Sequences with the table by which they are looked up."""
    bits = max(4, int(len(keys) * 2).bit_length())
    table = np.zeros(1 << bits, np.int32)
    shift = np.uint64(64 - bits)
    waiting = np.arange(1, len(keys) + 1, dtype=np.int32)
    place = (keys * FACTOR) >> shift
    while len(waiting):
        free = table[place] == 0
        table[place[free]] = waiting[free]
        left = table[place] != waiting  # another stands there
        waiting, place = waiting[left], (place[left] + np.uint64(1)) & np.uint64(len(table) - 1)
    zero = np.zeros(1, np.float32)
    return Length(
        table, shift, np.concatenate((np.zeros(1, np.uint64), keys)),
        np.concatenate((zero, log)), np.concatenate((zero, weight)),
    )  # fmt: skip


def pack(lengths: list[tuple[Keys, Codes, Codes]]) -> bytes:
    """A file of sequences: for each length their keys, in order, the bytes of the logarithms
    and those of the weights. Every sequence goes on from one of the length before."""
    parts = [np.array([len(keys) for keys, _, _ in lengths], "<u4").view(np.uint8)]
    before = np.zeros(1, np.uint64)
    for number, (keys, log, weight) in enumerate(lengths, 1):
        parent = np.searchsorted(before, keys >> np.uint64(BITS))
        parts += [
            np.bincount(parent, minlength=len(before)).astype(np.uint8),
            (keys & np.uint64((1 << BITS) - 1)).astype(np.uint8), log,
        ]  # fmt: skip
        if number < len(lengths):
            parts.append(weight)
        before = keys
    return lzma.compress(np.concatenate(parts).tobytes(), preset=9 | lzma.PRESET_EXTREME)
