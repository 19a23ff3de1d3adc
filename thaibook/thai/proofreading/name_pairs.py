"""A name that a text writes in two ways, which differ in one letter.

Enters: a text. Leaves: each place that has the rarer way, with the other. A name is what recurs
and what no other text would lead one to expect; of common words that look alike (ปลูก and ปลุก),
either is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple, TypeAlias

import numpy as np

from thaibook.thai.proofreading.letter_model import (
    BITS,
    FIRST,
    FIRST_THAI,
    Codes,
    keys_of,
    letter_codes,
    load_letters,
)
from thaibook.thai.proofreading.look_alikes import LETTERS, RELATED, REPLACING
from thaibook.thai.proofreading.word_costs import load_costs, parted

Sums: TypeAlias = "np.ndarray[Any, np.dtype[np.float64]]"

FORM = 6  # letters of a form that is looked for
LEAST_TIMES = 3  # that the more frequent way stands in the text
MOST_EXPECTED = -2.2  # nats a letter: forms likelier than this are no names
SHORTEST = 5  # letters of a name
LOOKED_AT = 8  # places of a name that are looked at
MOST_OFTEN = 0.75  # the rarer way, as a part of the more frequent one
REACH = 24  # letters around a place in which the whole name is looked for
ALWAYS = 0.8  # of the places with the form, so many have the letters beside it that belong to it


class TwoWays(NamedTuple):
    """Letters from start up to end are the rarer way; `better` is the more frequent one;
    times, better_times: how often each stands in the text."""

    start: int
    end: int
    better: str
    times: int
    better_times: int


def two_ways(text: str) -> list[TwoWays]:
    """Every place with the rarer way, in order."""
    codes = letter_codes(text)
    if len(codes) < FORM:
        return []
    log = load_letters().log(keys_of(codes))
    summed = np.concatenate((np.zeros(1), np.cumsum(log, dtype=np.float64)))
    places: dict[int, TwoWays] = {}
    strange: dict[str, bool] = {}
    for letter_place, code in _pairs(codes, summed):
        if letter_place in places:
            continue
        letter = chr(code - FIRST + FIRST_THAI)
        start, end = _name(text, letter_place, letter)
        better = f"{text[start:letter_place]}{letter}{text[letter_place + 1 : end]}"
        if better not in strange:
            strange[better] = len(better) >= SHORTEST and _is_strange(text, better, summed)
        if strange[better]:
            times, better_times = _count(text, text[start:end]), _count(text, better)
            if better_times >= LEAST_TIMES and times <= MOST_OFTEN * better_times:
                places[letter_place] = TwoWays(start, end, better, times, better_times)
    return [places[place] for place in sorted(places)]


def _is_strange(text: str, name: str, summed: Sums) -> bool:
    """Whether one would not expect the name's letters where they stand."""
    places = [found.start() for found in islice(re.finditer(re.escape(name), text), LOOKED_AT)]
    expected = [(summed[place + len(name)] - summed[place]) / len(name) for place in places]
    return bool(expected) and sum(expected) / len(expected) < MOST_EXPECTED


def _pairs(codes: Codes, summed: Sums) -> Iterator[tuple[int, int]]:
    """(place of a letter, the letter of the other way), the most frequent others first."""
    keys = keys_of(codes, FORM)[FORM - 1 :]
    thai: Any = np.concatenate((np.zeros(1, np.int64), np.cumsum(codes >= FIRST)))
    forms, first, counts = np.unique(keys, return_index=True, return_counts=True)
    all_thai = thai[first + FORM] - thai[first] == FORM
    strange = (summed[first + FORM] - summed[first]) / FORM < MOST_EXPECTED
    names = np.nonzero(all_thai & strange & (counts >= LEAST_TIMES))[0]
    names = names[np.argsort(-counts[names], kind="stable")]
    order = np.argsort(keys, kind="stable")
    lows = np.concatenate((np.zeros(1, np.int64), np.cumsum(counts)))
    for name in names.tolist():
        form = int(forms[name])
        for place in range(FORM):
            shift = BITS * (FORM - 1 - place)
            code = (form >> shift) & ((1 << BITS) - 1)
            alike = LETTERS[(REPLACING[code, LETTERS] >= RELATED) & (LETTERS != code)]
            others = np.uint64(form - (code << shift)) + (
                alike.astype(np.uint64) << np.uint64(shift)
            )
            rows = np.searchsorted(forms, others)
            rows[rows == len(forms)] = 0
            for row in rows[forms[rows] == others].tolist():
                if counts[row] <= MOST_OFTEN * counts[name]:
                    for at in order[lows[row] : lows[row + 1]].tolist():
                        yield at + place, code


def _name(text: str, place: int, letter: str) -> tuple[int, int]:
    """Where the whole name stands whose letter at `place` should be `letter`: the word with it,
    and the words beside it that nearly always stand there."""
    low = max(0, place - REACH)
    around = f"{text[low:place]}{letter}{text[place + 1 : place + REACH]}"
    at = place - low
    first, last = at, at + 1
    while first and _is_thai(around[first - 1]):
        first -= 1
    while last < len(around) and _is_thai(around[last]):
        last += 1
    starts = parted(around[first:last], load_costs())[2]
    bounds = [first + start for start in starts] + [last]
    begin = max(bound for bound in bounds if bound <= at)
    end = min(bound for bound in bounds if bound > at)
    always = ALWAYS * _count(text, around[begin:end])
    for bound in reversed([bound for bound in bounds if bound < begin]):
        if _count(text, around[bound:end]) < max(LEAST_TIMES, always):
            break
        begin = bound
    for bound in [bound for bound in bounds if bound > end]:
        if _count(text, around[begin:bound]) < max(LEAST_TIMES, always):
            break
        end = bound
    return low + begin, low + end


def _is_thai(letter: str) -> bool:
    return "\u0e01" <= letter <= "\u0e4e" and letter not in "ฯๆ"


@lru_cache(maxsize=10_000)
def _count(text: str, piece: str) -> int:
    """How often a piece stands in a text; asked at each of its places."""
    return text.count(piece)
