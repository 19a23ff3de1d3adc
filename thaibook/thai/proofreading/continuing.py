"""Whether a text goes on at a line end.

Enters: what stands before and after each line end. Leaves: the odds that the text goes on there
and does not end and begin anew, and whether with a space.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from thaibook.thai.proofreading.letter_model import SIZE, keys_of, letter_codes, load_letters

LOOKED_AT = 10  # letters after the line end
# What each counts for, learnt from paragraphs that were cut and from ends of paragraphs: nothing;
# the likelier way to go on; that an end is likely here; that a beginning is; that the text goes on
# without a space; that a space is likely here.
WEIGHTS = (-0.17, 0.23, -0.28, -0.33, 0.1, -0.11)


def likelier_joined(ends: Sequence[tuple[str, str]]) -> list[tuple[float, str]]:
    """For each (before, after): the logarithm of the odds that they are one text, and what stands
    between its parts: "" or " "."""
    ways = ("", " ", "\n")
    pieces, places = [], []
    at = 0
    for before, after in ends:
        tail, head = before.rstrip()[-(SIZE - 1) :], after.lstrip()[:LOOKED_AT]
        for way in ways:
            piece = f"{tail}{way}{head}\n"
            places.append((at + len(tail), at + len(tail) + len(way), at + len(piece) - 1))
            pieces.append(piece)
            at += len(piece)
    log = load_letters().log(keys_of(letter_codes("".join(pieces))))
    summed = np.concatenate((np.zeros(1), np.cumsum(log, dtype=np.float64)))
    sums = [
        (float(summed[middle] - summed[first]), float(summed[last] - summed[middle]))
        for first, middle, last in places
    ]
    result = []
    for row in range(0, len(sums), len(ways)):
        (_, close), (space, spaced), (edge, beginning) = sums[row : row + len(ways)]
        best = max(close, space + spaced)
        features = (1.0, best, edge, beginning, close, space)
        odds = sum(weight * value for weight, value in zip(WEIGHTS, features, strict=True))
        result.append((odds, "" if close >= space + spaced else " "))
    return result
