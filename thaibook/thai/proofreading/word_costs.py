"""How well a stretch of Thai letters is made of words.

Enters: letters without anything between them. Leaves: the cost of the best way to part them into
words, in nats: the rarer a word, the dearer, and letters that are in no word are dearest; and how
many letters are in no word on that way.
"""

from __future__ import annotations

import lzma
import math
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

Costs: TypeAlias = Mapping[str, float]  # of words, in nats

DATA = Path(__file__).parent.parent / "data"
LONGEST = 20  # letters of the longest word that is looked up
CLASSES = 7  # of frequency in words-th.txt: each is ten times as frequent as the one before
WORD = 1.5  # of each word, whichever it is
RARE = 2.3026 * (CLASSES + 0.5)  # ln 10 for each class that a word lies below the highest
UNSEEN_LETTER, UNSEEN_START = 3.5, 9.0
OWN_CLASS = 5  # of the author's own words
NOTHING: Costs = MappingProxyType({})


@lru_cache(maxsize=4)
def load_costs(own: frozenset[str] = frozenset()) -> Costs:
    """The cost of each word that is known; own: words of the author's, known as well."""
    costs: dict[str, float] = {}
    for word in lzma.decompress((DATA / "names-th.xz").read_bytes()).decode().split():
        costs[word] = WORD + RARE
    for line in (DATA / "words-th.txt").read_text("utf-8").splitlines():
        often, *words = line.split()
        costs.update(dict.fromkeys(words, WORD + RARE - 2.3026 * int(often)))
    costs |= dict.fromkeys(own, WORD + RARE - 2.3026 * OWN_CLASS)
    return costs


def parted(letters: str, costs: Costs, more: Costs = NOTHING) -> tuple[float, int, list[int]]:
    """(cost, letters in no word, where each word or unknown letter begins). more: words, each
    with its cost, that are known as well."""
    size = len(letters)
    best = [0.0] + [math.inf] * size
    back, unknown = [0] * (size + 1), [False] * (size + 1)
    get = costs.get
    for end in range(1, size + 1):
        lowest, begin, strange = math.inf, end - 1, True
        for start in range(max(0, end - LONGEST), end):
            cost = get(letters[start:end])
            if cost is not None and best[start] + cost < lowest:
                lowest, begin, strange = best[start] + cost, start, False
        for word, cost in more.items():
            start = end - len(word)
            if letters.startswith(word, start) and best[start] + cost < lowest:
                lowest, begin, strange = best[start] + cost, start, False
        # An unknown letter goes on from an unknown one, or begins a stretch of them.
        price = best[end - 1] + UNSEEN_LETTER + (0 if unknown[end - 1] else UNSEEN_START)
        if price < lowest:
            lowest, begin, strange = price, end - 1, True
        best[end], back[end], unknown[end] = lowest, begin, strange
    starts, count, end = [], 0, size
    while end:
        starts.append(back[end])
        count += unknown[end]
        end = back[end]
    return best[size], count, starts[::-1]
