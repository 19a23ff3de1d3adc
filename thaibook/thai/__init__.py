"""Thai text: where its lines may end, and how bad each end would be.

Pure text in, offsets out; no engine, no file of the author's. The words are found by
thai.model, the rules of the edges and of what stays together are thai.rules.
"""

from __future__ import annotations

import math
import os
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import starmap
from typing import NamedTuple

# Half of the time of importing numpy goes into threads for matrices, which nothing uses.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from thaibook.thai import model
from thaibook.thai.rules import (
    CLUSTER,
    CONNECTIVE_COST,
    CONNECTIVES,
    KEEP,
    OPPORTUNITIES,
    PREFIX_COST,
    PREFIXES,
    WIDTHLESS,
)

# A break that costs more is not offered to engines that know no costs.
SAFE_COST = 9.0
COMPOUND_COST = 3.5  # a dictionary word stays whole where the line allows (LREQ)
LONG_COMPOUND_COST = 10.0  # สภาพแวดล้อม, ผู้ประกอบการ: the longer, the more it is one word
COMPOUND_LETTERS, LONG_COMPOUND_LETTERS = 5, 9

# Of what leads on to the next word; looked at first, for speed.
LAST_TWO = frozenset(word[-2:] for word in (*PREFIXES, *CONNECTIVES))

# Finds words: of a text, and words of the author's that it may lack.
Segmenter = Callable[[str, frozenset[str]], model.Likely]


class Break(NamedTuple):
    """A place where a line may end.

    offset: between characters of the text; cost: percent, the chance that a reader finds
    the break wrong. 0 is a space between phrases, 100 the inside of a word.
    """

    offset: int
    cost: float


def breaks(
    text: str,
    words: Iterable[str] = (),
    segmenter: Segmenter = model.probabilities,
    dearest: float = math.inf,
) -> list[Break]:
    """Every place where a line of `text` may end at a cost up to `dearest`, in order.

    words: the author's own, never cut. A line's end takes the spaces before it along.
    """
    return list(starmap(Break, _found(text, words, segmenter, dearest)))


def _found(
    text: str, words: Iterable[str], segmenter: Segmenter, dearest: float
) -> list[tuple[int, float]]:
    known = words if isinstance(words, frozenset) else frozenset(words)
    found = _between_words(text, segmenter(text, known), dearest)
    for (_, _, pattern), cost in OPPORTUNITIES:
        if cost <= dearest:
            for match in pattern.finditer(text):
                found[match.end(1)] = cost
    _keep(text, known, found)
    found.pop(0, None)
    found.pop(len(text), None)
    return sorted(found.items())


def breaks_of(
    texts: Sequence[str], words: Iterable[str] = (), dearest: float = math.inf
) -> Iterator[list[Break]]:
    """The breaks of each text; of many short ones several times as fast as one by one."""
    # A line of a text has no say in the breaks of the next.
    found = _found("\n".join(texts), words, model.probabilities, dearest)
    offsets, begin = [offset for offset, _ in found], 0
    for text in texts:
        end = begin + len(text)
        first, last = bisect_right(offsets, begin), bisect_left(offsets, end)
        yield [Break(offset - begin, cost) for offset, cost in found[first:last]]
        begin = end + 1


def _between_words(text: str, likely: model.Likely, dearest: float) -> dict[int, float]:
    """The cost at each offset where a word may end, of those up to `dearest`."""
    found: dict[int, float] = {}
    costs = 100 * (1 - np.asarray(likely.probability))
    cheap = costs <= dearest
    columns = (np.asarray(likely.at)[cheap], costs[cheap], np.asarray(likely.over)[cheap])
    for at, cost, over in zip(*(column.tolist() for column in columns), strict=True):
        if over >= COMPOUND_LETTERS:
            cost += COMPOUND_COST if over < LONG_COMPOUND_LETTERS else LONG_COMPOUND_COST
        if text[at - 2 : at] in LAST_TWO:
            if text.endswith(PREFIXES, 0, at):
                cost += PREFIX_COST
            elif text.endswith(CONNECTIVES, 0, at):
                cost += CONNECTIVE_COST
        if cost <= dearest:
            found[at] = cost
    return found


def _keep(text: str, words: frozenset[str], found: dict[int, float]) -> None:
    """Take out of `found` every offset at which a rule or a word of the author forbids."""
    for _, _, pattern in KEEP:
        for match in pattern.finditer(text):
            for group in range(1, pattern.groups + 1):
                first, last = match.span(group)
                for offset in range(first, last + 1):
                    found.pop(offset, None)
    if words:
        for match in _any_of(words).finditer(text):
            word = match[1]
            for offset in range(match.start() + 1, match.start() + len(word)):
                found.pop(offset, None)


@lru_cache(maxsize=8)
def _any_of(words: frozenset[str]) -> re.Pattern[str]:
    longest_first = sorted((word for word in words if word), key=lambda word: (-len(word), word))
    return re.compile(f"(?=({'|'.join(map(re.escape, longest_first)) or '(?!)'}))")


def segment(
    text: str, words: Iterable[str] = (), segmenter: Segmenter = model.probabilities
) -> list[str]:
    """The pieces between which a line may safely end; joined, they are `text`."""
    pieces, start = [], 0
    for offset, _ in breaks(text, words, segmenter, SAFE_COST):
        pieces.append(text[start:offset])
        start = offset
    return [*pieces, text[start:]] if text else []


def advancing(text: str) -> str:
    """The letters of a text that take room in a line: all but the marks on them."""
    return WIDTHLESS.sub("", text)


def clusters(text: str) -> list[str]:
    """The smallest pieces that are ever parted: a base with its marks; joined, `text`."""
    return [match[0] for match in CLUSTER.finditer(text)]
