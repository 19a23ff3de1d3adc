"""Whether a text goes on at a line end.

Enters: what stands before and after each line end. Leaves: how much likelier it is that the text
goes on there than that it ends and begins anew, and whether with a space.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from thaibook.thai.proofreading.letter_model import SIZE, keys_of, letter_codes, load_letters

LOOKED_AT = 8  # letters after the line end


def likelier_joined(ends: Sequence[tuple[str, str]]) -> list[tuple[float, str]]:
    """For each (before, after): how many nats likelier one text is than two, and what stands
    between the parts of the one: "" or " "."""
    ways = ("", " ", "\n")
    pieces, places = [], []
    at = 0
    for before, after in ends:
        tail, head = before.rstrip()[-(SIZE - 1) :], after.lstrip()[:LOOKED_AT]
        for way in ways:
            piece = f"{tail}{way}{head}\n"
            places.append((at + len(tail), at + len(piece) - 1))
            pieces.append(piece)
            at += len(piece)
    log = load_letters().log(keys_of(letter_codes("".join(pieces))))
    summed = np.concatenate((np.zeros(1), np.cumsum(log, dtype=np.float64)))
    sums = [float(summed[last] - summed[first]) for first, last in places]
    result = []
    for row in range(0, len(sums), len(ways)):
        close, spaced, parted = sums[row : row + len(ways)]
        result.append((max(close, spaced) - parted, "" if close >= spaced else " "))
    return result
