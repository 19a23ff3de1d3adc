"""Words of a text that were hardly meant, and what was meant instead.

Enters: a text, and the author's own words. Leaves: the places, each with suggestions, best first,
and how sure they are. A candidate edit is judged by how much likelier it makes the letters around
it, how much better they are made of words, and how often the text has either form: what recurs is
meant (a name), and what stands once beside a form that recurs is not.
benchmarks/weigh_proofreading.py weighs these against one another on faults put into text that the
model has not seen. How many faults a text has is learnt from the text itself: where many places
are surely wrong, one that may be so is likelier wrong as well; in a clean text it is hardly.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from thaibook.thai.proofreading.candidates import ADD, LOSE, REPLACE, SWAP, Edits, edits
from thaibook.thai.proofreading.letter_model import (
    BITS,
    FIRST,
    FIRST_THAI,
    SIZE,
    Codes,
    Keys,
    Logs,
    keys_of,
    letter_codes,
    load_letters,
)
from thaibook.thai.proofreading.word_costs import load_costs, parted

RUN = re.compile("[ก-ฮะ-ฺเ-ๅ็-๎]+")
PIECE = re.compile(f"{RUN.pattern}|[^ก-ฮะ-ฺเ-ๅ็-๎]+")
LEAST_GAIN = 1.0  # nats: below it an edit is not looked at
AROUND = 14  # letters on either side that words are looked for in
COUNTED = 6  # letters of the forms that are counted
FOREIGN = 12.0  # nats: the cost of a digit or a Latin letter among Thai ones
MOST_SUGGESTIONS = 5
APART = 3  # letters between two edits of different places
SHORT_WORD = 3  # letters of a word that stands by itself
CHUNK = 60_000  # letters worked on at once
DOUBTFUL = -2.8  # of the score, with the text's share of faults: above it a place is told
USUAL_SHARE = 0.006  # of a text's letters that are faults, for which the score is right as it is
CLEAN_SHARE, CLEAN_LETTERS = 0.003, 1000  # what is thought of a text before it is read
LEAST_SHIFT, MOST_SHIFT = -2.2, 0.3  # of the score, by the share of faults
NEAR_BEST = 4.0  # of the score: suggestions that much worse than the first are told, too
# Of each row of features: what it adds to the score.
WEIGHTS = (
    -0.58, 1.68, 1.63, -0.28, -0.66, -0.34, 0.62, 0.77, 1.31, 0.65, -0.80, 0.88, -0.22, 1.58, -1.89
)  # fmt: skip


class Misreading(NamedTuple):
    """The letters of the text from start up to end; what was meant, best first; how sure that
    is, from 0 to 1; whether what stands there is a word or
    two, as well."""

    start: int
    end: int
    suggestions: tuple[str, ...]
    sure: float
    is_word: bool


class Judged(NamedTuple):
    """One edit of a text: the letters from `at` up to `after` become `put`; start and end of the
    stretch of Thai letters around it; the stretch as it would be; what it is judged by; its
    score."""

    at: int
    after: int
    put: str
    start: int
    end: int
    clean: str
    features: tuple[float, ...]
    score: float


class Forms(NamedTuple):
    """How often each sequence of COUNTED letters stands in a text."""

    keys: Keys
    counts: Any

    def count(self, codes: list[int]) -> int:
        """How often these letters stand there."""
        key = 0
        for code in codes:
            key = (key << BITS) | code
        place = int(np.searchsorted(self.keys, np.uint64(key)))
        return int(self.counts[place]) if place < len(self.keys) and self.keys[place] == key else 0


def misreadings(
    text: str,
    own: Collection[str] = frozenset(),
    tell: Callable[[int, int], None] = lambda done, of: None,
    seen: Sequence[int] = (),
) -> list[Misreading]:
    """Every doubtful word of a text, in order. own: the author's words, which are right; tell:
    called with how many letters are done, and of how many; seen: where faults of other kinds are,
    which says how much the text is to be trusted."""
    places: list[Misreading] = []
    for first, last, found in _chunks(text, own):
        others = sum(first <= place < last for place in seen)
        told = _chosen(text, found, last - first, others)
        places += (each for each in told if not _is_own(text, each, own))
        tell(last, len(text))
    return places


def judged(text: str, own: Collection[str] = frozenset()) -> list[Judged]:
    """Every edit of a text that could be one, with its score."""
    return [each for _, _, found in _chunks(text, own) for each in found]


def _chunks(text: str, own: Collection[str]) -> Iterator[tuple[int, int, list[Judged]]]:
    """(from, up to, the edits there) of parts of a text that end with a line, if one does."""
    model, costs = load_letters(), load_costs(frozenset(own))
    codes = letter_codes(text)
    forms = Forms(*np.unique(keys_of(codes, COUNTED), return_counts=True))
    first = 0
    while first < len(text):
        last = min(first + CHUNK, len(text))
        if last < len(text):
            end = text.rfind("\n", first, last) + 1
            last = end if end > first else last
        found, log = edits(codes[first:last], model, LEAST_GAIN)
        yield first, last, _judged(text, codes, first, found, log, costs, forms)
        first = last


def _judged(
    text: str, codes: Codes, first: int, found: Edits, log: Logs, costs: Any, forms: Forms
) -> list[Judged]:
    cost: dict[str, tuple[float, int]] = {}

    def price(letters: str) -> tuple[float, int]:
        if letters not in cost:
            cost[letters] = _price(letters, costs)
        return cost[letters]

    result = []
    summed = np.concatenate((np.zeros(1), np.cumsum(log, dtype=np.float64), np.zeros(SIZE)))
    summed[len(log) :] = summed[len(log)]
    for at, kind, code, gain in zip(*(column.tolist() for column in found), strict=True):
        place = at + first
        end = place + (0 if kind == LOSE else 2 if kind == SWAP else 1)
        start, stop = _stretch(text, place, end)
        put = _put(text, place, kind, code)
        clean = f"{text[start:place]}{put}{text[end:stop]}"
        old_cost, old_unknown = price(text[start:stop])
        new_cost, new_unknown = price(clean)
        old_count, new_count = _counts(codes, place, end, letter_codes(put).tolist(), forms)
        features = (
            1.0, gain / 10, (old_cost - new_cost) / 10, min(old_unknown, 8) / 8,
            min(new_unknown, 8) / 8, math.log1p(max(old_count - 1, 0)),
            math.log1p(new_count) if new_count > old_count else 0.0,
            float(kind == REPLACE), float(kind == LOSE), float(kind == SWAP),
            float(old_unknown == 0),
            gain / 10 if old_unknown == 0 else 0.0, float(new_unknown == 0),
            (gain + summed[at + SIZE] - summed[at]) / 10, new_cost / max(len(clean), 4) / 4,
        )  # fmt: skip
        score = sum(weight * value for weight, value in zip(WEIGHTS, features, strict=True))
        result.append(Judged(place, end, put, start, stop, clean, features, score))
    return result


def _stretch(text: str, start: int, end: int) -> tuple[int, int]:
    """The Thai letters around a place, up to AROUND on either side."""
    before = text[max(0, start - AROUND) : start]
    size = 0
    while size < len(before) and RUN.match(before[-1 - size]):
        size += 1
    after = RUN.match(text, end, min(len(text), end + AROUND))
    return start - size, after.end() if after else end


def _price(letters: str, costs: Any) -> tuple[float, int]:
    """The cost of letters as words, and how many are in none."""
    cost, unknown = 0.0, 0
    for piece in PIECE.finditer(letters):
        if RUN.match(piece[0]):
            more, strange, _ = parted(piece[0], costs)
        else:
            more, strange = FOREIGN, 1
        cost, unknown = cost + more, unknown + strange
    return cost, unknown


def _counts(codes: Codes, start: int, end: int, put: list[int], forms: Forms) -> tuple[int, int]:
    """How often the text has the letters there, and how often those that would be there: the
    most of the forms that end, that have in the middle, and that begin with the edit."""
    low = max(0, start - COUNTED)
    before, after = codes[low:start].tolist(), codes[end : end + COUNTED + 1].tolist()
    old, new = before + codes[start:end].tolist() + after, before + put + after
    most_old = most_new = 0
    for back in (COUNTED - 1, COUNTED // 2, 0):
        first = max(0, len(before) - back)
        as_is, as_meant = old[first : first + COUNTED], new[first : first + COUNTED]
        if len(as_is) == len(as_meant) == COUNTED:
            most_old = max(most_old, forms.count(as_is))
            most_new = max(most_new, forms.count(as_meant))
    return most_old, most_new


def _chosen(text: str, found: list[Judged], letters: int, seen: int) -> Iterator[Misreading]:
    """The places whose best edit is likely enough, each with the other edits of the place.
    letters: in how many letters the edits were found; seen: faults of other kinds there."""
    best = _best_of_places(found)
    shift = _shift([each.score for each in best], letters, seen)
    found = sorted(found, key=lambda each: each.at)
    places = [each.at for each in found]
    for first in sorted(best, key=lambda each: each.at):
        if first.score + shift > DOUBTFUL:
            near = slice(
                bisect_left(places, first.at - APART), bisect_right(places, first.at + APART)
            )
            others = [each for each in found[near] if each.score > first.score - NEAR_BEST]
            yield _misreading(text, first, others, shift)


def _best_of_places(found: list[Judged]) -> list[Judged]:
    """The best edit of each place; places are more than APART letters from one another."""
    taken: set[int] = set()
    best = []
    for each in sorted(found, key=lambda each: -each.score):
        if each.at not in taken:
            taken.update(range(each.at - APART, each.at + APART + 1))
            best.append(each)
    return best


def _shift(scores: list[float], letters: int, seen: int) -> float:
    """What the share of faults in a text adds to each score: the share is what the scores add up
    to, with it, and so on until both agree."""
    values, shift = np.array(scores), 0.0
    for _ in range(8):
        faults = seen + float((1 / (1 + np.exp(-(values + shift)))).sum())
        share = (faults + CLEAN_SHARE * CLEAN_LETTERS) / (letters + CLEAN_LETTERS)
        shift = min(max(math.log(share / USUAL_SHARE), LEAST_SHIFT), MOST_SHIFT)
    return shift


def _misreading(text: str, first: Judged, others: list[Judged], shift: float) -> Misreading:
    """The words that an edit touches, with what each edit of the place makes of them."""
    start, end = _words(first)
    best = f"{text[start : first.at]}{first.put}{text[first.after : end]}"
    suggestions = {best: None}
    for each in sorted(others, key=lambda each: -each.score):
        if start <= each.at and each.after <= end:
            made = f"{text[start : each.at]}{each.put}{text[each.after : end]}"
            suggestions.setdefault(made)
    is_word = _is_made_of_words(text[start:end])
    sure = 1 / (1 + math.exp(-first.score - shift))
    return Misreading(start, end, tuple(suggestions)[:MOST_SUGGESTIONS], round(sure, 3), is_word)


def _is_made_of_words(letters: str) -> bool:
    """Whether letters are words; nearly anything is made of words of two letters."""
    if not RUN.fullmatch(letters):
        return False
    _, unknown, starts = parted(letters, load_costs())
    ends = [*starts[1:], len(letters)]
    return not unknown and min(b - a for a, b in zip(starts, ends, strict=True)) >= SHORT_WORD


def _put(text: str, place: int, kind: int, code: int) -> str:
    """What belongs where an edit is (see Edits)."""
    if kind == SWAP:
        return text[place + 1] + text[place]
    return "" if kind == ADD else chr(code - FIRST + FIRST_THAI)


def _words(edit: Judged) -> tuple[int, int]:
    """Where in the text the words of the corrected stretch stand that the edit touches."""
    costs = load_costs()
    place = edit.at - edit.start
    bounds = [0]
    for piece in PIECE.finditer(edit.clean):
        if RUN.match(piece[0]):
            starts = parted(piece[0], costs)[2]
            bounds += [
                piece.start() + start
                for start, after in zip(starts, [*starts[1:], len(piece[0])], strict=True)
                if after - start > 1 or start == 0
            ]
        else:
            bounds.append(piece.start())
    bounds = sorted({*bounds, len(edit.clean)})
    # What was added stood between two letters: the words on both sides are meant.
    first_letter = max(0, place - (not edit.put))
    last_letter = min(place + max(0, len(edit.put) - 1), len(edit.clean) - 1)
    start = max(bound for bound in bounds if bound <= first_letter)
    end = min((bound for bound in bounds if bound > last_letter), default=len(edit.clean))
    longer = (edit.end - edit.start) - len(edit.clean)
    return edit.start + start, edit.start + end + longer


def _is_own(text: str, place: Misreading, own: Collection[str]) -> bool:
    """Whether the letters that would change are part of one of the author's own words."""
    begin, end = _changed(text[place.start : place.end], place.suggestions[0])
    begin, end = place.start + begin, place.start + end
    return any(
        first <= begin and end <= first + len(word)
        for word in own
        for first in _places_of(word, text, begin, end)
    )


def _changed(old: str, new: str) -> tuple[int, int]:
    """From where to where `old` is not as in `new`."""
    shorter = min(len(old), len(new))
    begin = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    most = shorter - begin
    same = next((at for at in range(most) if old[-1 - at] != new[-1 - at]), most)
    return begin, len(old) - same


def _places_of(word: str, text: str, begin: int, end: int) -> Iterator[int]:
    """Where the word stands over the letters from begin up to end."""
    first = max(0, end - len(word))
    while 0 <= (first := text.find(word, first, begin + len(word))) <= begin:
        yield first
        first += 1
