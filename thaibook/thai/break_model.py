"""How likely a word ends at each place of a Thai text.

Enters: a text. Leaves: for each place inside a run of Thai letters where the script allows
a word to end at all, how likely one does. The model is a logistic regression over the
letters around the place, the dictionary words that end, begin and pass there, how frequent
they are, and the names and titles that do; benchmarks/learn_breaks.py learns it
(data/README.md says from what).

All runs of a text are read at once, as arrays: a chapter takes hardly longer than a
paragraph. Weights are whole thousandths, so that a score is the same on every machine.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import numpy as np

from thaibook.thai.dictionary import (
    LONGEST,
    Titles,
    Words,
    are_titles,
    code_points,
    extend,
    find,
    hashed,
    read_titles,
    read_words,
    words_of,
)
from thaibook.thai.stretches import by_length, covered, stretches

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from thaibook.thai.dictionary import Flags, Numbers

Values = TypeVar("Values", bound="Numbers | Flags")
DATA = Path(__file__).parent / "data"

# Letters and marks that words are made of: consonants, vowels, tone marks and signs.
# Not in it: digits, ฯ, ๆ, ฿ and the like, which have rules of their own.
RUN = re.compile("[\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e45\u0e47-\u0e4e]+")
# A word begins with a consonant or a leading vowel; not after a leading vowel, and not
# with a silenced letter (Unicode 16.1; thai-lreq, Text segmentation).
BEGINNING = re.compile("(?<![\u0e40-\u0e44])[\u0e01-\u0e2e\u0e40-\u0e44](?![\u0e34\u0e38]?\u0e4c)")
EDGE = "^" * 4, "$" * 4  # what stands before and after a run
NEVER_FINAL = [ord(letter) for letter in "ฉผฝหฮ"]  # no syllable ends with these

# (from, to) of the letters that each table of weights looks at, counted from the place.
TEMPLATES = ((-3, 0), (-2, 0), (0, 2), (0, 3), (-1, 1), (-2, 1), (-1, 2), (-2, 2))
# Sizes of the tables of shapes: lengths and frequencies of the words at a place, as one
# number for each of five tables; then three of the lengths of titles. Each part is cut off at
# what the table still tells apart.
SHAPES = (8 * 8 * 10, 8 * 8 * 10, 13 * 16, 8 * 10, 8 * 10, 21 * 16, 25 * 2, 13 * 13)
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
    titles: Titles


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
    ending: Numbers
    beginning: Numbers
    title: Numbers
    into_title: Numbers


class WordEnds(NamedTuple):
    """What a segmenter says of a text: the offsets in order; the probability that a word ends
    at each; and the letters of the longest dictionary word, and of the longest title, that
    passes over it, 0 for none.
    """

    offsets: Sequence[int] | Numbers
    probability: Sequence[float] | NDArray[np.float64]
    over: Sequence[int] | Numbers
    title: Sequence[int] | Numbers = ()


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
    titles = read_titles(np.load(DATA / "titles-th.npy"), words)
    bias = round(1000 * data["bias"])
    return Model(bias, tuple(around), fours, shapes, before, after, words, titles)


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


def places(text: str, words: Words, titles: Titles) -> tuple[Numbers, Places]:
    """The letters of the runs of `text` with their edges, and every place where a word of
    them may end, with the dictionary words and the titles around it."""
    codes, back = _runs(text)
    thai, beginning = codes >= 0x0E00, beginnings(codes)
    following = np.append(code_points(text), 0)[back + 1]
    inside = beginning & thai & _shifted(thai, 1) & ~_unfinished(codes, following == ord("."))
    edge = thai != _shifted(thai, 1)  # where a run begins, and where it has ended
    found = _found(codes, beginning | edge, words, titles)
    here = np.nonzero(inside)[0]
    return codes, Places(back[here], here, *(column[here] for column in found))


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


def _shifted(values: Values, by: int) -> Values:
    """What the letter `by` places before has; after, where it is negative. 0 beyond the ends."""
    moved = np.zeros_like(values)
    if by > 0:
        moved[by:] = values[:-by]
    else:
        moved[:by] = values[-by:]
    return moved


def beginnings(codes: Numbers) -> Flags:
    """Whether BEGINNING matches at each letter."""
    leading = (codes >= 0x0E40) & (codes <= 0x0E44)
    letter = leading | ((codes >= 0x0E01) & (codes <= 0x0E2E))
    silencing = codes == 0x0E4C
    vowel = (codes == 0x0E34) | (codes == 0x0E38)
    silenced = _shifted(silencing, -1) | (_shifted(vowel, -1) & _shifted(silencing, -2))
    found: Flags = letter & ~_shifted(leading, 1) & ~silenced
    return found


def _unfinished(codes: Numbers, dotted: Flags) -> Flags:
    """Whether a syllable goes on at each letter, whatever the word.

    dotted: whether a full stop follows, as after an abbreviation. A syllable goes on after a
    vowel that wants a final consonant, after a consonant that is never one, and before or after
    a single consonant at an edge of a run (ณ alone is a word, as is ก็).
    """
    before, two_before, three_before = (_shifted(codes, by) for by in (1, 2, 3))
    after_tone = (before >= 0x0E48) & (before <= 0x0E4B)
    vowel = np.where(after_tone, two_before, before)
    base = np.where(after_tone, three_before, two_before)
    wants_final = (vowel == 0x0E31) | (vowel == 0x0E37) | ((vowel == 0x0E47) & (base != 0x0E01))
    leading = (two_before >= 0x0E40) & (two_before <= 0x0E44)
    never_final = np.isin(before, NEVER_FINAL) & ~leading
    last = (_shifted(codes, -1) == ord(EDGE[1][0])) & (codes <= 0x0E2E) & (codes != ord("ณ"))
    first = (two_before == ord(EDGE[0][0])) & (before <= 0x0E2E) & (before != ord("ณ"))
    goes_on: Flags = wants_final | never_final | (last & ~dotted) | first
    return goes_on


def _found(codes: Numbers, point: Flags, words: Words, titles: Titles) -> Iterator[Numbers]:
    """before, left, after, right, over and into of Places, then ending, beginning, title and
    into_title, for every letter."""
    start, length, hashes = stretches(codes, point, titles)
    title = are_titles(titles, hashes)
    number = find(words, hashes)
    number[length > LONGEST] = 0
    known = np.nonzero(number)[0]
    number, begins = number[known], start[known]
    ends = begins + length[known]
    before, after = np.zeros((2, len(codes)), np.int32)
    for these in by_length(length[known]):
        after[begins[these]] = before[ends[these]] = number[these]
    left, right, *over = covered(begins, length[known], len(codes))
    yield from (before, left, after, right, *over)
    yield from covered(start[title], length[title], len(codes))


def shapes(place: Places, words: Words) -> tuple[Numbers, ...]:
    """For each place, its row in each of the tables of SHAPES: what the lengths and the
    frequencies of the dictionary words around it are, and the lengths of the titles."""
    left, right, over, into, *titles = (
        column.astype(np.int64) for column in (place.left, place.right, *place[6:])
    )
    ending, beginning, title, into_title = titles
    often_left = np.where(place.before, words.often[place.before] + 1, 0)
    often_right = np.where(place.after, words.often[place.after] + 1, 0)
    near = np.minimum(over, 9)
    return (
        (np.minimum(left, 7) * 8 + np.minimum(right, 7)) * 10 + near,
        (often_left * 8 + often_right) * 10 + near,
        np.minimum(over, 12) * 16 + into,
        often_left * 10 + np.minimum(left, 9),
        often_right * 10 + np.minimum(right, 9),
        np.minimum(title, 20) * 16 + np.minimum(into_title, 15),
        title * 2 + (over > 2),
        np.minimum(ending, 12) * 13 + np.minimum(beginning, 12),
    )


def probabilities(text: str, extra: Collection[str] = frozenset()) -> WordEnds:
    """How likely a word ends at each place inside a run of `text`.

    extra: words that the dictionary lacks, taken for frequent ones.
    """
    model = load(frozenset(extra))
    codes, at_place = places(text, model.words, model.titles)
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
    return WordEnds(at_place.offset, probability, at_place.over, at_place.title)
