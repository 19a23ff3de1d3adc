"""Whether a text goes on at a line end.

Enters: what stands before and after each line end. Leaves: the odds that the text goes on there
and does not end and begin anew, and whether with a space.
"""

from __future__ import annotations

import lzma
import math
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from thaibook.thai.proofreading.letter_model import SIZE, keys_of, letter_codes, load_letters
from thaibook.thai.proofreading.word_costs import DATA
from thaibook.thai.segmentation import segments

LOOKED_AT = 10  # letters after the line end that the letter model reads
REACH = 40  # letters on either side that words are looked for in
LEAST_APART = 16  # letters between two spaces: what is shorter says no more
END, TWO_AT_END, BEGINNING, TWO_AT_BEGINNING = "1234"  # the kinds of rows in ends-th.xz
# What each feature counts for (see features_of); benchmarks/learn_continuing.py learns them from
# paragraphs that were cut, and from ends of paragraphs.
WEIGHTS = (
    3.12, 1.65, -1.41, -2.08, 0.61, -1.28, -0.94, -0.9, -0.87, -0.47, -0.19, -0.61, -0.57
)  # fmt: skip


def likelier_joined(ends: Sequence[tuple[str, str]]) -> list[tuple[float, str]]:
    """For each (before, after): the logarithm of the odds that they are one text, and what stands
    between its parts: "" or " "."""
    features, spaced = features_of(ends)
    odds = features @ np.array(WEIGHTS)
    return [(float(one), " " if space else "") for one, space in zip(odds, spaced, strict=True)]


def features_of(ends: Sequence[tuple[str, str]]) -> tuple[np.ndarray, list[bool]]:
    """A row for each (before, after), and whether a space is likelier between them than nothing.

    Of a row: 1; by the letters how likely the text goes on, that it ends here, that it begins
    here, that it goes on without a space, that a space is here (all in tens of nats); the letters
    between the spaces around; whether a mark or a foreign letter is before, and after; how much
    likelier the last word, the last two, the first and the first two are where a text ends or
    begins than elsewhere."""
    trimmed = [(_trimmed_end(before), _trimmed_start(after)) for before, after in ends]
    rows = []
    likely = _likely(trimmed)
    for (before, after), letters_say, words_say in zip(
        trimmed, likely, _by_words(trimmed), strict=True
    ):
        close, space, spaced, edge, beginning = letters_say
        best = max(close, space + spaced)
        apart = len(before) - before.rfind(" ") + (after.find(" ") + 1 or len(after))
        letters = [each / 10 for each in (best, edge, beginning, close, space)]
        strange = (_is_strange(before[-1:]), _is_strange(after[:1]))
        rows.append((1.0, *letters, math.log(max(apart, LEAST_APART)), *strange, *words_say))
    return (
        np.array(rows, float).reshape(len(rows), len(WEIGHTS)),
        [close < space + spaced for close, space, spaced, *_ in likely],
    )


def _trimmed_end(before: str) -> str:
    """The last letters of a paragraph, whose lines are joined."""
    return before.rstrip()[-REACH:].rpartition("\n\n")[2].replace("\n", "")


def _trimmed_start(after: str) -> str:
    return after.lstrip()[:REACH].partition("\n\n")[0].replace("\n", "")


def _is_strange(letter: str) -> float:
    return float(not "\u0e01" <= letter <= "\u0e4e")


def _likely(ends: Sequence[tuple[str, str]]) -> list[tuple[float, float, float, float, float]]:
    """How likely, in nats: what comes after without a space; a space; what comes after it; the
    end of a paragraph; what comes after that."""
    ways = ("", " ", "\n")
    pieces, places = [], []
    at = 0
    for before, after in ends:
        tail, head = before[-(SIZE - 1) :], after[:LOOKED_AT]
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
    return [
        (sums[row][1], *sums[row + 1], *sums[row + 2]) for row in range(0, len(sums), len(ways))
    ]


def _by_words(ends: Sequence[tuple[str, str]]) -> list[tuple[float, ...]]:
    """How much likelier the last and the first words of each are at an end."""
    table = _words_of_ends()
    before, after = (segments([end[side] for end in ends]) for side in (0, 1))
    return [
        tuple(table.get(key, 0.0) for key in keys_of_words(last, first))
        for last, first in zip(before, after, strict=True)
    ]


def keys_of_words(before: Sequence[str], after: Sequence[str]) -> tuple[str, ...]:
    """The keys in ends-th.xz of the words before an end and after it."""
    last = [word for word in before[-4:] if word.strip()][-2:]
    first = [word for word in after[:4] if word.strip()][:2]
    return (
        END + "".join(last[-1:]), TWO_AT_END + "|".join(last),
        BEGINNING + "".join(first[:1]), TWO_AT_BEGINNING + "|".join(first),
    )  # fmt: skip


@lru_cache(maxsize=1)
def _words_of_ends() -> dict[str, float]:
    """Words -> the logarithm of how much likelier they are at an end (or a beginning)."""
    lines = lzma.decompress((DATA / "ends-th.xz").read_bytes()).decode("utf-8").splitlines()
    return {key: int(value) / 10 for key, _, value in (line.rpartition("\t") for line in lines)}
