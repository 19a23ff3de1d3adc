"""How likely a word ends at each place of a Thai text.

Enters: a text. Leaves: for each place inside a run of Thai letters where the script allows
a word to end at all, how likely one does. The model is a logistic regression over the
letters around the place, the dictionary words that end, begin and pass there, and how
frequent they are; benchmarks/learn_breaks.py learns it (data/README.md says from what).

All runs of a text are read at once, as arrays: a chapter takes hardly longer than a
paragraph. Weights are whole thousandths, so that a score is the same on every machine.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from thaibook.thai.dictionary import (
    LONGEST,
    Words,
    code_points,
    extend,
    find,
    hashed,
    read_words,
    row,
    words_of,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from thaibook.thai.dictionary import Flags, Numbers

DATA = Path(__file__).parent / "data"

# Letters and marks that words are made of: consonants, vowels, tone marks and signs.
# Not in it: digits, ฯ, ๆ, ฿ and the like, which have rules of their own.
RUN = re.compile("[\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e45\u0e47-\u0e4e]+")
# A word begins with a consonant or a leading vowel; not after a leading vowel, and not
# with a silenced letter (Unicode 16.1; thai-lreq, Text segmentation).
BEGINNING = re.compile("(?<![\u0e40-\u0e44])[\u0e01-\u0e2e\u0e40-\u0e44](?![\u0e34\u0e38]?\u0e4c)")
EDGE = "^" * 4, "$" * 4  # what stands before and after a run

# (from, to) of the letters that each table of weights looks at, counted from the place.
TEMPLATES = ((-3, 0), (-2, 0), (0, 2), (0, 3), (-1, 1), (-2, 1), (-1, 2), (-2, 2))
# Sizes of the tables of shapes: lengths and frequencies of the words at a place, as one
# number for each of five tables. Each part is cut off at what the table still tells apart.
SHAPES = (8 * 8 * 10, 8 * 8 * 10, 13 * 16, 8 * 10, 8 * 10)
EXTRA = 4  # class of frequency of the author's own words
DIRECT = 3  # letters of which a table has a row for every combination

# The letters of runs as numbers from 1, for tables that they are the rows of.
LETTERS = np.zeros(0x0E50, np.int64)
LETTERS[0x0E01:0x0E4F] = np.arange(1, 0x4F)
LETTERS[[ord("^"), ord("$")]] = 79, 80
ALPHABET = 81
IN_RUN = np.zeros(0x0E50, np.bool_)  # RUN, by code point; the last row stands for all others
IN_RUN[[code for code in range(0x0E01, 0x0E4F) if RUN.match(chr(code))]] = True


class Model(NamedTuple):
    """Weights, in thousandths.

    around: for each of TEMPLATES; its rows are combinations of letters, or, of more than
    DIRECT, the numbers that `fours` gives them. before, after: by the number of a word.
    """

    bias: int
    around: tuple[Numbers, ...]
    fours: Words
    shapes: tuple[Numbers, ...]
    before: Numbers
    after: Numbers
    words: Words


class Places(NamedTuple):
    """Places where a word may end; an array has one number for each.

    offset: in the text; here: among the letters of the runs and their edges.
    before, after: the longest dictionary word that ends there, and that begins there (its
    number in Words); left, right: how many letters they have. over: letters of the longest
    that passes over the place, 0 for none; into: how many of them come before it.
    """

    offset: Numbers
    here: Numbers
    before: Numbers
    left: Numbers
    after: Numbers
    right: Numbers
    over: Numbers
    into: Numbers


class WordEnds(NamedTuple):
    """What a segmenter says of a text: the offsets in order; the probability that a word ends
    at each; and the letters of the longest dictionary word that passes over it, 0 for none.
    """

    offsets: Sequence[int] | Numbers
    probability: Sequence[float] | NDArray[np.float64]
    over: Sequence[int] | Numbers


@lru_cache(maxsize=4)
def load(extra: frozenset[str] = frozenset()) -> Model:
    """The model, read once. extra: words that the dictionary lacks, taken for frequent ones."""
    data = json.loads((DATA / "breaks-th.json").read_text("utf-8"))
    extras = dict.fromkeys(filter(RUN.fullmatch, extra), EXTRA)
    words = read_words((DATA / "words-th.txt").read_text("utf-8"), extras)
    fours, around = words_of({}), []
    for (first, last), weights in zip(TEMPLATES, data["around"], strict=True):
        letters, size = list(weights), last - first
        if size > DIRECT:
            fours = words_of(dict.fromkeys(letters, 0))
            around.append(_table(weights, find(fours, hashed(letters)), len(fours.hashes)))
        else:
            codes = LETTERS[code_points("".join(letters))].reshape(-1, size)
            around.append(_table(weights, _combined(list(codes.T)), ALPHABET**size))
    shapes = tuple(
        _table(weights, np.array(list(map(int, weights))), size)
        for size, weights in zip(SHAPES, data["shapes"], strict=True)
    )
    before, after = (
        _table(weights, find(words, hashed(list(weights))), len(words.hashes))
        for weights in (data["before"], data["after"])
    )
    return Model(round(1000 * data["bias"]), tuple(around), fours, shapes, before, after, words)


def _table(weights: dict[str, float], rows: Numbers, size: int) -> Numbers:
    """A table of `size` rows with the weights, in thousandths, in `rows`; 0 in all others."""
    table = np.zeros(size, np.int32)
    table[rows] = np.rint(1000 * np.array(list(weights.values())))
    return table


def _combined(letters: Sequence[Numbers]) -> Numbers:
    """Letters, first to last, as one number for each place."""
    number = letters[0]
    for letter in letters[1:]:
        number = number * ALPHABET + letter
    return number


def places(text: str, words: Words) -> tuple[Numbers, Places]:
    """The letters of the runs of `text` with their edges, and every place where a word of
    them may end, with the dictionary words around it."""
    codes, back = _runs(text)
    thai, beginning = codes >= 0x0E00, beginnings(codes)
    inside = beginning & thai & _shifted(thai, 1)
    edge = thai != _shifted(thai, 1)  # where a run begins, and where it has ended
    matches = _matches(codes, np.nonzero((beginning | edge) & thai)[0], beginning | edge, words)
    here = np.nonzero(inside)[0]
    return codes, Places(back[here], here, *(column[here] for column in matches))


def _runs(text: str) -> tuple[Numbers, Numbers]:
    """The letters of the runs of `text`, each run between its edges; and for each letter
    its offset in the text."""
    codes = code_points(text)
    inside = IN_RUN[np.minimum(codes, len(IN_RUN) - 1)]
    begins = inside & ~_shifted(inside, 1)
    offsets = np.nonzero(inside)[0]
    edge = len(EDGE[0])
    number = np.cumsum(begins)[offsets]  # of its run, from 1
    places = np.arange(len(offsets)) + (2 * number - 1) * edge
    letters = np.full(len(offsets) + 2 * edge * np.count_nonzero(begins), ord(EDGE[1][0]), "<u2")
    letters[places] = codes[offsets]
    first = places[begins[offsets]]
    for by in range(1, edge + 1):
        letters[first - by] = ord(EDGE[0][0])
    back = np.zeros(len(letters), np.int64)
    back[places] = offsets
    return letters, back


def _shifted(flags: Flags, by: int) -> Flags:
    """The flag of the letter `by` places before; after, where it is negative."""
    moved = np.zeros_like(flags)
    if by > 0:
        moved[by:] = flags[:-by]
    else:
        moved[:by] = flags[-by:]
    return moved


def beginnings(codes: Numbers) -> Flags:
    """Whether BEGINNING matches at each letter."""
    leading = (codes >= 0x0E40) & (codes <= 0x0E44)
    letter = leading | ((codes >= 0x0E01) & (codes <= 0x0E2E))
    silencing = codes == 0x0E4C
    vowel = (codes == 0x0E34) | (codes == 0x0E38)
    silenced = _shifted(silencing, -1) | (_shifted(vowel, -1) & _shifted(silencing, -2))
    return letter & ~_shifted(leading, 1) & ~silenced


def _matches(codes: Numbers, starts: Numbers, point: Flags, words: Words) -> tuple[Numbers, ...]:
    """before, left, after, right, over and into of Places, for every letter.

    Words are met from short to long, so the longest is the one that stays; of words as
    long as each other over one place, the one that begins first.
    """
    before, after = np.zeros((2, len(codes)), np.int32)
    left, right, over, into = np.zeros((4, len(codes)), np.int8)
    hashes = np.zeros(len(starts), np.uint64)
    for length in range(1, LONGEST + 1):
        hashes = extend(hashes, codes[starts + length - 1])
        # A hash may agree by chance: what would go on beyond the text is no word.
        may_go_on = words.heads[length - 1][row(hashes, 0)] & (starts + length < len(codes))
        starts, hashes = starts[may_go_on], hashes[may_go_on]
        ending = np.nonzero(point[starts + length])[0]
        number = find(words, hashes[ending])
        is_word = number > 0
        start, number = starts[ending[is_word]], number[is_word]
        after[start], right[start] = number, length
        before[start + length], left[start + length] = number, length
        for part in range(1, length):
            over[start + part], into[start + part] = length, part
    return before, left, after, right, over, into


def shapes(place: Places, words: Words) -> tuple[Numbers, ...]:
    """For each place, its row in each of the five tables of SHAPES: what the lengths and the
    frequencies of the dictionary words around it are."""
    left, right, over, into = (
        column.astype(np.int64) for column in (place.left, place.right, place.over, place.into)
    )
    often_left = np.where(place.before, words.often[place.before] + 1, 0)
    often_right = np.where(place.after, words.often[place.after] + 1, 0)
    near = np.minimum(over, 9)
    return (
        (np.minimum(left, 7) * 8 + np.minimum(right, 7)) * 10 + near,
        (often_left * 8 + often_right) * 10 + near,
        np.minimum(over, 12) * 16 + into,
        often_left * 10 + np.minimum(left, 9),
        often_right * 10 + np.minimum(right, 9),
    )


def probabilities(text: str, extra: Collection[str] = frozenset()) -> WordEnds:
    """How likely a word ends at each place inside a run of `text`.

    extra: words that the dictionary lacks, taken for frequent ones.
    """
    model = load(frozenset(extra))
    codes, at_place = places(text, model.words)
    letters = {by: LETTERS[codes[at_place.here + by]] for by in range(-3, 3)}
    score = model.bias + model.before[at_place.before] + model.after[at_place.after]
    for (first, last), table in zip(TEMPLATES, model.around, strict=True):
        if last - first > DIRECT:
            hashes = np.zeros(len(at_place.here), np.uint64)
            for by in range(first, last):
                hashes = extend(hashes, codes[at_place.here + by])
            score += table[find(model.fours, hashes)]
        else:
            score += table[_combined([letters[by] for by in range(first, last)])]
    for table, rows in zip(model.shapes, shapes(at_place, model.words), strict=True):
        score += table[rows]
    # Rounded, since the last bit of an exponential is not the same on every machine.
    probability = np.round(1 / (1 + np.exp(score / -1000)), 9)
    return WordEnds(at_place.offset, probability, at_place.over)
