"""The breaks of a book's paragraphs, many at a time: one by one takes several times as long.

Enters: the texts of the paragraphs. Leaves: a function that gives the breaks of a text.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from thaibook.thai import Break, breaks, breaks_of

PARAGRAPHS = 40  # read at a time

Packed = tuple["array[int]", "array[float]"]  # offsets and costs: a tenth of the room
NONE_KNOWN: Mapping[str, Packed] = MappingProxyType({})


def breaks_ahead(
    texts: Sequence[str], words: frozenset[str], found: Mapping[str, Packed] = NONE_KNOWN
) -> Callable[[str], Sequence[Break]]:
    """A function like thai.breaks with `words`, quickest with one of `texts`. found: the breaks
    of texts that another process has found."""
    places = {text: number for number, text in enumerate(texts)}
    known = dict(found)

    @lru_cache(maxsize=64)
    def alone(text: str) -> Sequence[Break]:
        return breaks(text, words, choosy=True)

    @lru_cache(maxsize=8)  # a paragraph is looked up several times
    def ahead(text: str) -> Sequence[Break]:
        if text not in places and text not in known:
            return alone(text)
        if text not in known:
            first = places[text]
            part = texts[first : first + PARAGRAPHS]
            known.update(zip(part, map(_packed, breaks_of(part, words, choosy=True)), strict=True))
        return list(map(Break, *known[text]))

    return ahead


def packed_breaks(texts: Sequence[str], words: frozenset[str]) -> dict[str, Packed]:
    """The breaks of the texts, for breaks_ahead."""
    return dict(zip(texts, map(_packed, breaks_of(texts, words, choosy=True)), strict=True))


def _packed(ends: Sequence[Break]) -> Packed:
    return array("I", [b.offset for b in ends]), array("d", [b.cost for b in ends])
