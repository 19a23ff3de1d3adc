"""Thai text: where its lines may end, and how bad each end would be.

Pure text in, offsets out; no engine, no file of the author's. break_model finds the words; rules
has what may end or begin a line, and what stays together.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from thaibook.thai import break_model as model
from thaibook.thai.dictionary import code_points
from thaibook.thai.rules import (
    CLUSTER,
    CONNECTIVE_COST,
    CONNECTIVES,
    KEEP,
    OPPORTUNITIES,
    PARTING,
    PREFIX_COST,
    PREFIXES,
    WIDTHLESS,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from thaibook.thai.dictionary import Flags, Numbers

    Costs = NDArray[np.float64]

# A break that costs more is not offered to engines that know no costs.
SAFE_COST = 9.0
COMPOUND_COST = 3.5  # a dictionary word stays whole where the line allows (LREQ)
LONG_COMPOUND_COST = 10.0  # สภาพแวดล้อม, ผู้ประกอบการ: the longer, the more it is one word
COMPOUND_LETTERS, LONG_COMPOUND_LETTERS = 5, 9

LONGEST_LEADING = max(map(len, (*PREFIXES, *CONNECTIVES)))

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
    max_cost: float = math.inf,
) -> list[Break]:
    """Every place where a line of `text` may end at a cost up to `max_cost`, in order.

    words: the author's own, never cut. A line's end takes the spaces before it along.
    """
    offsets, costs = line_ends(text, words, max_cost, segmenter)
    return list(map(Break, offsets.tolist(), costs.tolist()))


def line_ends(
    text: str,
    words: Iterable[str] = (),
    max_cost: float = math.inf,
    segmenter: Segmenter = model.probabilities,
) -> tuple[Numbers, Costs]:
    """The offsets and the costs of breaks(), as arrays."""
    known = words if isinstance(words, frozenset) else frozenset(words)
    found = np.full(len(text) + 1, math.inf)
    at, costs = _between_words(text, segmenter(text, known))
    found[at] = costs
    letters = "".join(map(chr, np.nonzero(np.bincount(code_points(text)))[0].tolist()))
    for rule, cost in OPPORTUNITIES:
        if cost <= max_cost and rule.sign.search(letters):
            found[[match.end(1) for match in rule.pattern.finditer(text)]] = cost
    _keep(text, letters, known, found)
    found[[0, -1]] = math.inf
    offsets = np.nonzero((found <= max_cost) & (found < math.inf))[0]
    return offsets, found[offsets]


def breaks_of(
    texts: Sequence[str], words: Iterable[str] = (), max_cost: float = math.inf
) -> Iterator[list[Break]]:
    """The breaks of each text; of many short ones several times as fast as one by one."""
    found, costs = line_ends(PARTING.join(texts), words, max_cost)
    edges = np.cumsum([0, *(len(text) + 1 for text in texts)])
    firsts = np.searchsorted(found, edges[:-1], "right").tolist()
    lasts = np.searchsorted(found, edges[1:] - 1, "left").tolist()
    for begin, first, last in zip(edges.tolist(), firsts, lasts, strict=False):
        offsets = (found[first:last] - begin).tolist()
        yield list(map(Break, offsets, costs[first:last].tolist()))


def _between_words(text: str, likely: model.Likely) -> tuple[Numbers, Costs]:
    """Each offset where a word may end, and the cost of a line's end there."""
    at, over = np.asarray(likely.at), np.asarray(likely.over)
    costs = 100 * (1 - np.asarray(likely.probability))
    costs += np.select(
        (over >= LONG_COMPOUND_LETTERS, over >= COMPOUND_LETTERS),
        (LONG_COMPOUND_COST, COMPOUND_COST),
    )
    # Before its beginning a text has no letter; a place is never its end.
    codes = np.concatenate((code_points(text), np.zeros(LONGEST_LEADING, np.uint32)))
    prefix = _end_at(PREFIXES, codes, at)
    costs[prefix] += PREFIX_COST
    costs[_end_at(CONNECTIVES, codes, at) & ~prefix] += CONNECTIVE_COST
    return at, costs


def _end_at(words: Sequence[str], codes: Numbers, at: Numbers) -> Flags:
    """Whether one of the words ends at each place."""
    found = np.zeros(len(at), np.bool_)
    for word in words:
        places = np.nonzero(codes[at - 1] == ord(word[-1]))[0]
        for by, letter in enumerate(reversed(word[:-1]), 2):
            places = places[codes[at[places] - by] == ord(letter)]
        found[places] = True
    return found


def _keep(text: str, letters: str, words: frozenset[str], found: Costs) -> None:
    """Take out of `found` every offset at which a rule or a word of the author forbids.

    letters: those that `text` has, each once.
    """
    for rule in KEEP:
        for match in rule.pattern.finditer(text) if rule.sign.search(letters) else ():
            for group in range(1, rule.pattern.groups + 1):
                first, last = match.span(group)
                found[first : last + 1] = math.inf
    if words:
        for match in _any_of(words).finditer(text):
            found[match.start() + 1 : match.end(1)] = math.inf


@lru_cache(maxsize=8)
def _any_of(words: frozenset[str]) -> re.Pattern[str]:
    longest_first = sorted((word for word in words if word), key=lambda word: (-len(word), word))
    return re.compile(f"(?=({'|'.join(map(re.escape, longest_first)) or '(?!)'}))")


def segment(
    text: str, words: Iterable[str] = (), segmenter: Segmenter = model.probabilities
) -> list[str]:
    """The pieces between which a line may safely end; joined, they are `text`."""
    return _pieces(text, breaks(text, words, segmenter, SAFE_COST))


def segments(texts: Sequence[str], words: Iterable[str] = ()) -> list[list[str]]:
    """segment() of each text, read at once."""
    return list(map(_pieces, texts, breaks_of(texts, words, SAFE_COST)))


def _pieces(text: str, ends: Sequence[Break]) -> list[str]:
    pieces, start = [], 0
    for offset, _ in ends:
        pieces.append(text[start:offset])
        start = offset
    return [*pieces, text[start:]] if text else []


def advancing(text: str) -> str:
    """The letters of a text that take room in a line: all but the marks on them."""
    return WIDTHLESS.sub("", text)


def clusters(text: str) -> list[str]:
    """The smallest pieces that are ever parted: a base with its marks; joined, `text`."""
    return [match[0] for match in CLUSTER.finditer(text)]
