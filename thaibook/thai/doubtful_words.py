"""The eyes that see misspelt words, for whoever looks through a text.

Enters: a text, and the author's own words. Leaves: every doubtful place, in order, none over
another, each with suggestions, how sure they are, and why.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

UNKNOWN = "no dictionary has this word"
HERE = "a word, but hardly the one that is meant here"
TWO_WAYS = "a name that the text writes in two ways"
OFTEN_WRONG = "a word that is often written wrong"
NO_SPACE = "a space is missing"


@dataclass(frozen=True)
class SpellingDoubt:
    """The letters of a text from start up to end; what was hardly meant so; what was, best first;
    how sure that is, from 0 to 1; and why, one of the sentences above."""

    start: int
    end: int
    suggestions: tuple[str, ...]
    sure: float
    why: str


def spelling_doubts(
    text: str,
    own: Collection[str] = frozenset(),
    tell: Callable[[int, int], None] = lambda done, of: None,
) -> list[SpellingDoubt]:
    """Every doubtful place. own: the author's words, which are right; tell: called with how many
    letters are done, and of how many."""
    taken = bytearray(len(text) + 1)
    chosen = []
    for doubt in _doubts(text, own, tell):
        if not any(taken[doubt.start : doubt.end + 1]):
            taken[doubt.start : doubt.end] = b"\1" * max(1, doubt.end - doubt.start)
            chosen.append(doubt)
    return sorted(chosen, key=lambda doubt: (doubt.start, doubt.end))


def _doubts(
    text: str, own: Collection[str], tell: Callable[[int, int], None]
) -> Iterator[SpellingDoubt]:
    """Those that speak first are believed where two speak of one place."""
    # Imported late: a build needs none of it, and a few thousand words of tables take 20 ms.
    from thaibook.thai.proofreading import misreadings, missing_spaces, misspelt, two_ways

    seen = []  # faults, by where they begin
    for start, end, better in misspelt(text):
        if text[start:end] not in own:
            seen.append(start)
            yield SpellingDoubt(start, end, (better,), 0.95, OFTEN_WRONG)
    others = two_ways(text)
    for start, end, better, times, better_times in others:
        if text[start:end] not in own:
            seen.append(start)
            sure = round(better_times / (times + better_times), 3)
            yield SpellingDoubt(start, end, (better,), sure, TWO_WAYS)
    names = {other.better for other in others}
    for found in misreadings(text, {*own, *names}, tell, seen):
        why = HERE if found.is_word else UNKNOWN
        yield SpellingDoubt(found.start, found.end, found.suggestions, found.sure, why)
    for place, share in missing_spaces(text):
        before, after = max(0, place - 1), min(len(text), place + 1)
        better = f"{text[before:place]} {text[place:after]}"
        yield SpellingDoubt(before, after, (better,), round(share, 3), NO_SPACE)
