"""Words that are often written wrong.

The pairs were written down for this project from what is commonly known of the Royal Institute's
lists, not copied from one: held against how often both forms stand in the corpora, and no more.

Enters: a text. Leaves: the places where one stands as a word of its own, with the right form.
data/misspelt-th.txt has the pairs; data/README.md says from where.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from thaibook.thai.proofreading.word_costs import DATA, load_costs, parted

UNLISTED = 12.0  # nats: the cost of a right form that no list has
REACH = 24  # letters on either side that words are looked for in
THAI = "ก-ฮะ-ฺเ-ๅ็-๎"
RUN_BEFORE, RUN_AFTER = re.compile(f"[{THAI}]*$"), re.compile(f"[{THAI}]*")


class Misspelt(NamedTuple):
    """The letters from start up to end are a word often written wrong; `better` is right."""

    start: int
    end: int
    better: str


@lru_cache(maxsize=1)
def _pairs() -> tuple[dict[str, str], re.Pattern[str]]:
    """Wrong form -> right form, and a pattern of all wrong forms, longest first."""
    lines = (DATA / "misspelt-th.txt").read_text("utf-8").splitlines()
    pairs = dict(line.split() for line in lines)
    return pairs, re.compile("|".join(map(re.escape, sorted(pairs, key=lambda w: (-len(w), w)))))


def misspelt(text: str) -> Iterator[Misspelt]:
    """Every such word of a text, in order."""
    pairs, pattern = _pairs()
    for found in pattern.finditer(text):
        if _is_word(text, found.start(), found.end(), pairs[found[0]]):
            yield Misspelt(found.start(), found.end(), pairs[found[0]])


def _is_word(text: str, start: int, end: int, right: str) -> bool:
    """Whether words begin and end there, where the wrong form is taken for a word."""
    wrong = text[start:end]
    place = right.find(wrong)
    if place >= 0 and text.startswith(right, start - place):
        return False  # it is a part of the right form, which stands there
    before = RUN_BEFORE.search(text, max(0, start - REACH), start)
    after = RUN_AFTER.match(text, end, end + REACH)
    assert before
    assert after
    low, stretch = before.start(), text[before.start() : after.end()]
    costs = load_costs()
    starts = parted(stretch, costs, {wrong: costs.get(right, UNLISTED)})[2]
    bounds = {*starts, len(stretch)}
    return start - low in bounds and end - low in bounds
