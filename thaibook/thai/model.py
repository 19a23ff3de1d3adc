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


class Words(NamedTuple):
    """The dictionary: word -> class of frequency, 0 unseen to 6; and how words begin.

    heads: the first HEADS letters of every longer word. Most places begin no such word.
    """

    classes: dict[str, int]
    heads: tuple[frozenset[str], frozenset[str]]


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
    known = with_heads(words)
    return Model(data["bias"], left, right, across, shapes, data["before"], data["after"], known)


def with_heads(classes: dict[str, int]) -> Words:
    """The dictionary of these words."""
    short, long = HEADS
    return Words(
        classes,
        (
            frozenset(word[:short] for word in classes if len(word) > short),
            frozenset(word[:long] for word in classes if len(word) > long),
        ),
    )


def _weigher(tables: list[dict[str, float]], first: int, last: int) -> Callable[[str], float]:
    """What the templates that look only at letters `first` to `last` say together."""
    parts = [
        (table.get, a - first, b - first)
        for table, (a, b), widest in zip(tables, TEMPLATES, WIDEST, strict=True)
        if widest == (first, last)
    ]
    return lambda letters: sum(get(letters[a:b], 0.0) for get, a, b in parts)


def places(run: str, words: Words) -> list[Place]:
    """Every place where a word of `run` may end, with the dictionary words around it."""
    points = [match.start() for match in BEGINNING.finditer(run)]
    if not points or points[0] != 0:
        points.insert(0, 0)
    size = len(run)
    points.append(size)
    count = len(points)
    before, after, over, into = [0] * count, [0] * count, [0] * count, [0] * count
    classes, (short_heads, long_heads) = words
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


def probabilities(run: str, extra: frozenset[str] = frozenset()) -> list[tuple[int, float, int]]:
    """(offset, probability that a word ends there, letters of a word that passes over it)
    for the places inside `run`.

    extra: words that the dictionary lacks, taken for frequent ones.
    """
    model = load()
    words = _with(extra) if extra else model.words
    text = EDGE[0] + run + EDGE[1]
    shift = len(EDGE[0])
    bias, left3, right3, across = model.bias, model.left, model.right, model.across
    ending, beginning = model.before.get, model.after.get
    s1, s2, s3, s4, s5 = model.shapes
    found = []
    often = words.classes.get
    for offset, before, after, over, into in places(run, words):
        at = offset + shift
        # The shapes of the place, as in shapes(); written out here, since a call for each
        # place would take a quarter of the time.
        left, right = len(before), len(after)
        near = over if over < 9 else 9
        often_left = often(before, -1) + 1
        often_right = often(after, -1) + 1
        score = (
            bias
            + left3[text[at - 3 : at]]
            + right3[text[at : at + 3]]
            + across[text[at - 2 : at + 2]]
            + ending(before, 0.0)
            + beginning(after, 0.0)
            + s1[((left if left < 7 else 7) * 8 + (right if right < 7 else 7)) * 10 + near]
            + s2[(often_left * 8 + often_right) * 10 + near]
            + s3[(over if over < 12 else 12) * 16 + into]
            + s4[often_left * 10 + (left if left < 9 else 9)]
            + s5[often_right * 10 + (right if right < 9 else 9)]
        )
        found.append((offset, 1 / (1 + exp(-score)), over))
    return found


@lru_cache(maxsize=8)
def _with(extra: frozenset[str]) -> Words:
    return with_heads({**load().words.classes, **dict.fromkeys(extra, 4)})
