"""Thai text: where its lines may end, and how bad each end would be.

Pure text in, offsets out; no engine, no file of the author's. The words are found by
thai.model, the rules of the edges and of what stays together are thai.rules.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple

from thaibook.thai import model
from thaibook.thai.rules import (
    CLUSTER,
    CONNECTIVE_COST,
    CONNECTIVES,
    KEEP,
    OPPORTUNITIES,
    PREFIX_COST,
    PREFIXES,
)

# A break that costs more is not offered to engines that know no costs.
SAFE_COST = 9.0
COMPOUND_COST = 3.5  # a dictionary word stays whole where the line allows (LREQ)
LONG_COMPOUND_COST = 10.0  # สภาพแวดล้อม, ผู้ประกอบการ: the longer, the more it is one word
COMPOUND_LETTERS, LONG_COMPOUND_LETTERS = 5, 9

# Of what leads on to the next word; looked at first, for speed.
LAST_TWO = frozenset(word[-2:] for word in (*PREFIXES, *CONNECTIVES))

Probabilities = Callable[[str, frozenset[str]], list[tuple[int, float, int]]]


class Break(NamedTuple):
    """A place where a line may end.

    offset: between characters of the text; cost: percent, the chance that a reader finds
    the break wrong. 0 is a space between phrases, 100 the inside of a word.
    """

    offset: int
    cost: float


def breaks(
    text: str, words: Iterable[str] = (), probabilities: Probabilities = model.probabilities
) -> list[Break]:
    """Every place where a line of `text` may end, in order.

    words: the author's own, never cut. probabilities: the segmenter, for a run of Thai
    letters. A line's end takes the spaces before it along.
    """
    known = words if isinstance(words, frozenset) else frozenset(words)
    found: dict[int, float] = {}
    for match in model.RUN.finditer(text):
        run, start = match[0], match.start()
        for at, likely, over in probabilities(run, known):
            cost = 100 * (1 - likely)
            if over >= COMPOUND_LETTERS:
                cost += COMPOUND_COST if over < LONG_COMPOUND_LETTERS else LONG_COMPOUND_COST
            if run[at - 2 : at] in LAST_TWO:
                if run.endswith(PREFIXES, 0, at):
                    cost += PREFIX_COST
                elif run.endswith(CONNECTIVES, 0, at):
                    cost += CONNECTIVE_COST
            found[start + at] = cost
    for (_, _, pattern), cost in OPPORTUNITIES:
        for match in pattern.finditer(text):
            found[match.end()] = cost
    _keep(text, known, found)
    found.pop(0, None)
    found.pop(len(text), None)
    return [Break(offset, found[offset]) for offset in sorted(found)]


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
    text: str, words: Iterable[str] = (), probabilities: Probabilities = model.probabilities
) -> list[str]:
    """The pieces between which a line may safely end; joined, they are `text`."""
    pieces, start = [], 0
    for offset, cost in breaks(text, words, probabilities):
        if cost <= SAFE_COST:
            pieces.append(text[start:offset])
            start = offset
    return [*pieces, text[start:]] if text else []


def clusters(text: str) -> list[str]:
    """The smallest pieces that are ever parted: a base with its marks; joined, `text`."""
    return [match[0] for match in CLUSTER.finditer(text)]
