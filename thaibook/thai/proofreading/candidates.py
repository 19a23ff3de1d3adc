"""Edits of one letter that make a text likelier.

Enters: a text as numbers of letters, and a model. Leaves: edits, each with how much likelier the
text around it is with it, in nats, its cost taken off. All places are looked at at once, as
arrays, in steps that drop whatever can no longer be good.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from thaibook.thai.proofreading.letter_model import (
    BITS,
    DIGIT,
    EDGE,
    FIRST,
    LATIN,
    SIZE,
    Codes,
    Keys,
    LetterModel,
    Logs,
    keys_of,
)
from thaibook.thai.proofreading.look_alikes import (
    ADDING,
    DOUBLED,
    LETTERS,
    LOSING,
    REPLACING,
    SWAPPED,
)

# What the reader did: read another, left one out, read one too many, took the next one first.
REPLACE, LOSE, ADD, SWAP = 0, 1, 2, 3
MASK = np.uint64((1 << BITS * SIZE) - 1)
LEAST_SURPRISE = np.float32(-1.7)  # of a letter, for its place to be looked at
TYPICAL = np.float32(-0.45)  # of a letter in good text: what is hoped for of those not yet counted
KEPT = 14  # candidates of one place and kind after their first letter
AT_ONCE = 40_000  # places worked on at once, which bounds the memory


class Edits(NamedTuple):
    """at: place in the text; kind: REPLACE (the letter there), LOSE (one before it is missing),
    ADD (it does not belong there), SWAP (the next one belongs before it); letter: what belongs
    there; gain: in nats."""

    at: Any
    kind: Any
    letter: Any
    gain: Logs


def edits(codes: Codes, model: LetterModel, least: float) -> tuple[Edits, Logs]:
    """All edits whose gain is `least` or more, in the order of their places; and how likely
    each letter of the text is."""
    padded = np.concatenate((codes, np.full(SIZE + 1, EDGE, np.uint8)))
    keys = keys_of(padded)
    log = model.log(keys)
    places = _surprising(padded, log, len(codes), least)
    parts = [
        found
        for first in range(0, len(places), AT_ONCE)
        for found in _edits_at(places[first : first + AT_ONCE], padded, keys, log, model, least)
    ]
    if not parts:
        nothing = np.zeros(0, np.int64)
        return Edits(nothing, nothing, nothing, np.zeros(0, np.float32)), log[: len(codes)]
    joined = Edits(*(np.concatenate(column) for column in zip(*parts, strict=True)))
    order = np.lexsort((-joined.gain, joined.at))
    return Edits(*(column[order] for column in joined)), log[: len(codes)]


def _surprising(padded: Codes, log: Logs, size: int, least: float) -> Any:
    """The places where an edit could gain something."""
    summed = np.concatenate((np.zeros(1, np.float64), np.cumsum(log, dtype=np.float64)))
    here = np.arange(size)
    whole = summed[here + SIZE] - summed[here]  # of the letters that an edit there changes
    lowest = np.minimum(np.minimum(log[:size], log[1 : size + 1]), log[2 : size + 2])
    thai = padded >= FIRST
    foreign = (padded == DIGIT) | (padded == LATIN)
    near = np.concatenate((np.zeros(1, np.bool_), thai[:-1]))  # a Thai letter before it
    after = np.concatenate((thai[1:], np.zeros(1, np.bool_)))
    may = (thai | (foreign & near & after) | near)[:size]
    good = (lowest < LEAST_SURPRISE) & (whole < TYPICAL * SIZE - least)
    return np.nonzero(may & good)[0]


def _edits_at(
    places: Any, padded: Codes, keys: Keys, log: Logs, model: LetterModel, least: float
) -> list[Edits]:
    """The edits at some places, kind by kind."""
    before = np.where(places > 0, keys[places - 1], keys_of(np.array([EDGE], np.uint8))[0])
    summed = np.concatenate((np.zeros(1, np.float64), np.cumsum(log, dtype=np.float64)))
    here, thai = padded[places], padded[places] >= FIRST
    editable = thai | (here == DIGIT) | (here == LATIN)
    found = []
    # Every letter in the place of this one, or before it, after the letters that stand there.
    first_keys = ((before[:, None] << np.uint64(BITS)) | LETTERS[None, :].astype(np.uint64)) & MASK
    first = model.log(first_keys.ravel()).reshape(first_keys.shape)
    for kind, cost in ((REPLACE, REPLACING[LETTERS][:, here].T), (LOSE, LOSING[LETTERS][None, :])):
        hope = first + cost
        if kind == REPLACE:
            hope = np.where((LETTERS[None, :] == here[:, None]) | ~editable[:, None], -99, hope)
        doubled = kind == LOSE
        after = places + (1 if kind == REPLACE else 0)
        old = summed[places + SIZE - doubled] - summed[places]
        rest = SIZE - 1
        least_hope = old[:, None] + least - rest * TYPICAL
        row, column = np.nonzero(hope >= least_hope)
        row, column = _best(row, column, hope)
        found.append(
            _followed(
                places[row], kind, LETTERS[column], hope[row, column] - old[row],
                first_keys[row, column], after[row], rest, padded, model, least,
            )
        )  # fmt: skip
    own = np.nonzero(thai)[0]
    twice = np.where((places > 0) & (padded[places - 1] == here), DOUBLED, ADDING[here])
    old = summed[places + SIZE] - summed[places]
    found.append(
        _followed(
            places[own], ADD, here[own], (twice - old)[own].astype(np.float32), before[own],
            places[own] + 1, SIZE - 1, padded, model, least,
        )
    )  # fmt: skip
    two = np.nonzero(thai & (padded[places + 1] >= FIRST) & (padded[places + 1] != here))[0]
    found.append(_swaps(places[two], before[two], padded, summed, model, least))
    return found


def _swaps(
    places: Any, before: Any, padded: Codes, summed: Any, model: LetterModel, least: float
) -> Edits:
    """Each two letters in each other's place."""
    letter, next_letter = padded[places], padded[places + 1]
    gain = SWAPPED - (summed[places + SIZE + 1] - summed[places])
    keys = before
    for code in (next_letter, letter):
        keys = ((keys << np.uint64(BITS)) | code.astype(np.uint64)) & MASK
        gain = gain + model.log(keys)
    return _followed(
        places, SWAP, next_letter, gain.astype(np.float32), keys, places + 2, SIZE - 1,
        padded, model, least,
    )  # fmt: skip


def _best(row: Any, column: Any, hope: Logs) -> tuple[Any, Any]:
    """Of the candidates of each row, the KEPT best."""
    order = np.lexsort((-hope[row, column], row))
    row, column = row[order], column[order]
    starts = np.concatenate((np.ones(1, np.bool_), row[1:] != row[:-1])) if len(row) else row
    first = np.nonzero(starts)[0]
    rank = np.arange(len(row)) - np.repeat(first, np.diff(np.append(first, len(row))))
    return row[rank < KEPT], column[rank < KEPT]


def _followed(
    at: Any, kind: int, letter: Any, gain: Logs, keys: Keys, after: Any, rest: int,
    padded: Codes, model: LetterModel, least: float,
) -> Edits:  # fmt: skip
    """The candidates with the `rest` letters after each counted, but those that fall behind."""
    for step in range(rest):
        keep = gain + (rest - step) * TYPICAL >= least
        at, letter, gain, keys, after = at[keep], letter[keep], gain[keep], keys[keep], after[keep]
        keys = ((keys << np.uint64(BITS)) | padded[after + step].astype(np.uint64)) & MASK
        gain = gain + model.log(keys)
    keep = gain >= least
    at, letter, gain = at[keep], letter[keep], gain[keep]
    return Edits(at, np.full(len(at), kind), letter, gain.astype(np.float32))
