"""How likely a word ends at each place of a run of Thai letters.

Enters: a run of Thai letters. Leaves: (offset, probability) for each place where Thai
script allows a word to end at all. The model is a logistic regression over the letters
around the place, the dictionary words that end, begin and pass there, and how frequent
they are; benchmarks/learn_breaks.py learns it (data/README.md says from what).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache, lru_cache
from math import exp
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).parent.parent / "data"

# Letters and marks that words are made of: consonants, vowels, tone marks and signs.
# Not in it: digits, ฯ, ๆ, ฿ and the like, which have rules of their own.
RUN = re.compile("[\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e45\u0e47-\u0e4e]+")
# A word begins with a consonant or a leading vowel; not after a leading vowel, and not
# with a silenced letter (Unicode 16.1; thai-lreq, Text segmentation).
BEGINNING = re.compile("(?<![\u0e40-\u0e44])[\u0e01-\u0e2e\u0e40-\u0e44](?![\u0e34\u0e38]?\u0e4c)")
LONGEST = 16  # letters of the longest dictionary word that is looked up
LONG = 9  # letters of a word inside which no break is safe
EDGE = "^" * 4, "$" * 4  # what stands before and after a run

# (from, to) of the letters that each table of weights looks at, counted from the place.
TEMPLATES = ((-3, 0), (-2, 0), (0, 2), (0, 3), (-1, 1), (-2, 1), (-1, 2), (-2, 2))
# The widest that looks at the same letters; what they all say is remembered as one weight.
WIDEST = ((-3, 0), (-3, 0), (0, 3), (0, 3), (-2, 2), (-2, 2), (-2, 2), (-2, 2))


class Remembered(dict[str, float]):
    """What `weigh` says of a few letters; few combinations make up most of a text."""

    MOST = 100_000

    def __init__(self, weigh: Callable[[str], float]) -> None:
        """Empty at first."""
        self.weigh = weigh

    def __missing__(self, letters: str) -> float:
        """Weigh letters that were not met before."""
        if len(self) >= self.MOST:
            self.clear()
        self[letters] = weight = self.weigh(letters)
        return weight


class Side(dict[str, tuple[float, int, int]]):
    """What the longest word on one side of a place adds: its weight, and its share of the
    indices of the tables of lengths and of classes (SHAPES)."""

    def __init__(
        self, classes: dict[str, int], weights: dict[str, float], alone: list[float], step: int
    ) -> None:
        """alone: the table of the shapes of this word alone; step: how its share counts."""
        self.classes, self.weights, self.alone, self.step = classes, weights, alone, step

    def __missing__(self, word: str) -> tuple[float, int, int]:
        """Work it out for a word that was not met before."""
        length, often = len(word), self.classes.get(word, -1) + 1
        weight = self.weights.get(word, 0.0) + self.alone[often * 10 + min(length, 9)]
        self[word] = found = (weight, min(length, 7) * self.step, often * self.step)
        return found


class Words(NamedTuple):
    """The dictionary: word -> class of frequency, 0 unseen to 6; and how words begin.

    heads: the first HEADS letters of every word. Most places begin no such word.
    """

    classes: dict[str, int]
    heads: tuple[frozenset[str], frozenset[str]]
    ends: Side
    begins: Side


HEADS = 3, 6


class Model(NamedTuple):
    """Weights: of the letters around a place, of shapes, of words.

    left, right: of three letters before and after it; across: of two on each side.
    """

    bias: float
    left: Remembered
    right: Remembered
    across: Remembered
    shapes: tuple[list[float], ...]
    before: dict[str, float]
    after: dict[str, float]
    words: Words


# What the dictionary says of one place of a run: its offset; the longest word that ends
# there, "" for none; the longest that begins there; the letters of the longest that passes
# over it, 0 for none; and how many of those come before it.
Place = tuple[int, str, str, int, int]


@cache
def load() -> Model:
    """The model, read once."""
    data = json.loads((DATA / "breaks-th.json").read_text("utf-8"))
    words: dict[str, int] = {}
    for line in (DATA / "words-th.txt").read_text("utf-8").splitlines():
        frequency, _, listed = line.partition(" ")
        words.update(dict.fromkeys(listed.split(" "), int(frequency)))
    shapes = tuple([0.0] * size for size in SHAPES)
    for table, weights in zip(shapes, data["shapes"], strict=True):
        for index, weight in weights.items():
            table[int(index)] = weight
    left, right, across = (
        Remembered(_weigher(data["around"], *span)) for span in ((-3, 0), (0, 3), (-2, 2))
    )
    known = dictionary(words, data["before"], data["after"], shapes)
    return Model(data["bias"], left, right, across, shapes, data["before"], data["after"], known)


def dictionary(
    classes: dict[str, int],
    before: dict[str, float],
    after: dict[str, float],
    shapes: tuple[list[float], ...],
) -> Words:
    """The dictionary of these words, with the weights of each."""
    short, long = (frozenset(map(itemgetter(slice(size)), classes)) for size in HEADS)
    sides = Side(classes, before, shapes[3], 80), Side(classes, after, shapes[4], 10)
    return Words(classes, (short, long), *sides)


def _weigher(tables: list[dict[str, float]], first: int, last: int) -> Callable[[str], float]:
    """What the templates that look only at letters `first` to `last` say together."""
    parts = [
        (table.get, a - first, b - first)
        for table, (a, b), widest in zip(tables, TEMPLATES, WIDEST, strict=True)
        if widest == (first, last)
    ]
    return lambda letters: sum(get(letters[a:b], 0.0) for get, a, b in parts)


def places(run: str, words: Words, sure: bool = False) -> list[Place]:
    """Every place where a word of `run` may end, with the dictionary words around it.

    sure: only those where a word ends, a word begins, and no LONG word passes.
    """
    points = [match.start() for match in BEGINNING.finditer(run)]
    if not points or points[0] != 0:
        points.insert(0, 0)
    size = len(run)
    points.append(size)
    count = len(points)
    before, after, over, into = [0] * count, [0] * count, [0] * count, [0] * count
    classes, (short_heads, long_heads) = words.classes, words.heads
    short, long = HEADS
    for first in range(count - 1):
        start = points[first]
        begins = run[start : start + short] in short_heads
        longer = begins and run[start : start + long] in long_heads
        most = start + (LONGEST if longer else long if begins else short)
        last = first
        for end in points[first + 1 : first + LONGEST + 1]:
            last += 1
            if end > most:
                break
            if run[start:end] in classes:
                length = end - start
                after[first] = length
                if length > before[last]:
                    before[last] = length
                for inner in range(first + 1, last):
                    if length > over[inner]:
                        over[inner], into[inner] = length, points[inner] - start
    return [
        (at, run[at - before[k] : at], run[at : at + after[k]], over[k], into[k])
        for k, at in enumerate(points[1:-1], 1)
        if not sure or (before[k] and after[k] and over[k] < LONG)
    ]


# The shape of a place: lengths and frequencies of its words, as one number for each of
# five tables. Every part is first cut off at what the table still tells apart.
SHAPES = (8 * 8 * 10, 8 * 8 * 10, 13 * 16, 8 * 10, 8 * 10)


def shapes(place: Place, words: dict[str, int]) -> tuple[int, int, int, int, int]:
    """The place's index in each of the five tables of SHAPES."""
    _, before, after, over, into = place
    left, right = len(before), len(after)
    often_left = words[before] + 1 if before else 0
    often_right = words[after] + 1 if after else 0
    near = over if over < 9 else 9
    return (
        ((left if left < 7 else 7) * 8 + (right if right < 7 else 7)) * 10 + near,
        (often_left * 8 + often_right) * 10 + near,
        (over if over < 12 else 12) * 16 + into,
        often_left * 10 + (left if left < 9 else 9),
        often_right * 10 + (right if right < 9 else 9),
    )


def sure(run: str, extra: frozenset[str] = frozenset()) -> list[tuple[int, float, int]]:
    """As probabilities(), only for places that can be safe: a third of the work.

    On UD Thai TUD dev it leaves out 6 of 4941 safe breaks.
    """
    return probabilities(run, extra, True)


def probabilities(
    run: str, extra: frozenset[str] = frozenset(), only_sure: bool = False
) -> list[tuple[int, float, int]]:
    """(offset, probability that a word ends there, letters of a word that passes over it)
    for the places inside `run`.

    extra: words that the dictionary lacks, taken for frequent ones.
    """
    model = load()
    words = _with(extra) if extra else model.words
    text = EDGE[0] + run + EDGE[1]
    shift = len(EDGE[0])
    bias, left3, right3, across = model.bias, model.left, model.right, model.across
    lengths, classes, passing = model.shapes[:3]
    ends, begins = words.ends, words.begins
    found = []
    for offset, before, after, over, into in places(run, words, only_sure):
        at = offset + shift
        # The shapes of the place, as in shapes(), put together from what is known of each
        # word: a call for each place would take a quarter of the time.
        near = over if over < 9 else 9
        left, left_length, left_class = ends[before]
        right, right_length, right_class = begins[after]
        score = (
            bias
            + left3[text[at - 3 : at]]
            + right3[text[at : at + 3]]
            + across[text[at - 2 : at + 2]]
            + left
            + right
            + lengths[left_length + right_length + near]
            + classes[left_class + right_class + near]
            + passing[(over if over < 12 else 12) * 16 + into]
        )
        found.append((offset, 1 / (1 + exp(-score)), over))
    return found


@lru_cache(maxsize=8)
def _with(extra: frozenset[str]) -> Words:
    model = load()
    classes = {**model.words.classes, **dict.fromkeys(extra, 4)}
    short, long = (
        heads | {word[:size] for word in extra}
        for heads, size in zip(model.words.heads, HEADS, strict=True)
    )
    sides = (
        Side(classes, model.before, model.shapes[3], 80),
        Side(classes, model.after, model.shapes[4], 10),
    )
    return Words(classes, (short, long), *sides)
