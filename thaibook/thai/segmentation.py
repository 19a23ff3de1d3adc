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
    MORE_CONNECTIVES,
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
# What a break costs more to who chooses all ends of a paragraph together, and has many to
# choose from. benchmarks/pages.py measures what they give.
CHOOSY_CONNECTIVE_COST = 8.0
CHOOSY_COMPOUND_COST, CHOOSY_LONG_COMPOUND_COST = 2.0, 9.0
RELEASED_COST = 60.0  # between a number and its unit, a title and its name; only in need
TITLE_COST, TITLE_LETTERS = 15.0, 9  # inside a name or a title of so many letters

LONGEST_LEADING = max(map(len, (*PREFIXES, *CONNECTIVES, *MORE_CONNECTIVES)))

# Finds words: of a text, and words of the author's that it may lack.
Segmenter = Callable[[str, frozenset[str]], model.WordEnds]


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
    choosy: bool = False,
) -> list[Break]:
    """Every place where a line of `text` may end at a cost up to `max_cost`, in order.

    words: the author's own, never cut. choosy: ends that are right and read badly (inside a
    compound, after a word that leads on) cost more. A line's end takes the spaces before it
    along.
    """
    offsets, costs = line_ends(text, words, max_cost, segmenter, choosy)
    return list(map(Break, offsets.tolist(), costs.tolist()))


def line_ends(
    text: str,
    words: Iterable[str] = (),
    max_cost: float = math.inf,
    segmenter: Segmenter = model.probabilities,
    choosy: bool = False,
) -> tuple[Numbers, Costs]:
    """The offsets and the costs of breaks(), as arrays."""
    known = words if isinstance(words, frozenset) else frozenset(words)
    cost_at = np.full(len(text) + 1, math.inf)
    offsets, costs = _between_words(text, segmenter(text, known), choosy)
    cost_at[offsets] = costs
    letters = "".join(map(chr, np.nonzero(np.bincount(code_points(text)))[0].tolist()))
    for rule, cost in OPPORTUNITIES:
        if cost <= max_cost and rule.may_hold(letters):
            cost_at[[match.end(1) for match in rule.pattern.finditer(text)]] = cost
    _forbid(text, letters, known, choosy, cost_at)
    cost_at[[0, -1]] = math.inf
    offsets = np.nonzero((cost_at <= max_cost) & (cost_at < math.inf))[0]
    return offsets, cost_at[offsets]


def breaks_of(
    texts: Sequence[str],
    words: Iterable[str] = (),
    max_cost: float = math.inf,
    choosy: bool = False,
) -> Iterator[list[Break]]:
    """The breaks of each text; of many short ones several times as fast as one by one."""
    offsets, costs = line_ends(PARTING.join(texts), words, max_cost, choosy=choosy)
    edges = np.cumsum([0, *(len(text) + 1 for text in texts)])
    firsts = np.searchsorted(offsets, edges[:-1], "right").tolist()
    lasts = np.searchsorted(offsets, edges[1:] - 1, "left").tolist()
    for begin, first, last in zip(edges.tolist(), firsts, lasts, strict=False):
        in_text = (offsets[first:last] - begin).tolist()
        yield list(map(Break, in_text, costs[first:last].tolist()))


def _between_words(text: str, word_ends: model.WordEnds, choosy: bool) -> tuple[Numbers, Costs]:
    """Each offset where a word may end, and the cost of a line's end there.

    The cost grows with the length of a dictionary word over the place, and where the line would
    end with a prefix (PREFIXES) or with a word that leads on (CONNECTIVES).
    """
    offsets, over = np.asarray(word_ends.offsets), np.asarray(word_ends.over)
    costs = 100 * (1 - np.asarray(word_ends.probability))
    costs += np.select(
        (over >= LONG_COMPOUND_LETTERS, over >= COMPOUND_LETTERS),
        (LONG_COMPOUND_COST, COMPOUND_COST),
    )
    # Before its beginning a text has no letter; a place is never its end.
    codes = np.concatenate((code_points(text), np.zeros(LONGEST_LEADING, np.uint32)))
    prefix = _word_ends_at(PREFIXES, codes, offsets)
    costs[prefix] += PREFIX_COST
    leading = _word_ends_at(CONNECTIVES, codes, offsets) & ~prefix
    costs[leading] += CONNECTIVE_COST
    if choosy:
        leading |= _word_ends_at(MORE_CONNECTIVES, codes, offsets) & ~prefix
        costs[leading] += CHOOSY_CONNECTIVE_COST
        costs += np.select(
            (over >= LONG_COMPOUND_LETTERS, over >= COMPOUND_LETTERS),
            (CHOOSY_LONG_COMPOUND_COST, CHOOSY_COMPOUND_COST),
        )
        if len(word_ends.title):
            title = np.asarray(word_ends.title)
            costs[(title >= TITLE_LETTERS) & (title > over)] += TITLE_COST
    return offsets, costs


def _word_ends_at(words: Sequence[str], codes: Numbers, offsets: Numbers) -> Flags:
    """For each offset, whether one of the words ends there."""
    ends_here = np.zeros(len(offsets), np.bool_)
    for word in words:
        places = np.nonzero(codes[offsets - 1] == ord(word[-1]))[0]
        for by, letter in enumerate(reversed(word[:-1]), 2):
            places = places[codes[offsets[places] - by] == ord(letter)]
        ends_here[places] = True
    return ends_here


def _forbid(text: str, letters: str, words: frozenset[str], choosy: bool, cost_at: Costs) -> None:
    """Make the cost infinite at every offset where a rule or an author's word allows no end; who
    is choosy may end a line there in need where the rule releases what it keeps.

    letters: those that `text` has, each once.
    """
    for rule in sorted(KEEP, key=lambda rule: not rule.releases):
        least = RELEASED_COST if choosy and rule.releases else math.inf
        for match in rule.pattern.finditer(text) if rule.may_hold(letters) else ():
            for group in range(1, rule.pattern.groups + 1):
                first, last = match.span(group)
                np.maximum(cost_at[first : last + 1], least, out=cost_at[first : last + 1])
    if words:
        for match in _any_of(words).finditer(text):
            cost_at[match.start() + 1 : match.end(1)] = math.inf


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
