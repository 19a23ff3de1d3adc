"""A text that remembers where each of its letters stood before it was changed.

Enters: a raw text, and edits of it, pass after pass. Leaves: the text as it is now, and what
differs between the two, as places of the raw text. Both texts and these differences agree: put
into the raw text, they give the other.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Edit(NamedTuple):
    """The letters from start up to end become `clean`, because of `why`."""

    start: int
    end: int
    clean: str
    why: str


class Change(NamedTuple):
    """What of the raw text (from start up to end) became something else, and why."""

    start: int
    end: int
    raw: str
    clean: str
    why: tuple[str, ...]


class TracedText:
    """`text` is the text as it is now, `raw` as it was."""

    def __init__(self, raw: str) -> None:
        self.raw = self.text = raw
        # Of each letter, where in the raw text it begins and ends; and whether it is its own.
        self._starts = array("q", range(len(raw)))
        self._ends = array("q", range(1, len(raw) + 1))
        self._own = bytearray(b"\1") * len(raw)
        self._reasons: list[tuple[int, int, str]] = []

    def edit(self, edits: Iterable[Edit]) -> int:
        """Make edits, which are in order and do not overlap; how many change something."""
        parts: list[str] = []
        starts, ends, own = array("q"), array("q"), bytearray()
        end = count = 0
        for edit in edits:
            if self.text[edit.start : edit.end] == edit.clean:
                continue
            count += 1
            first, last = self.place(edit.start, edit.end)
            parts += [self.text[end : edit.start], edit.clean]
            starts += self._starts[end : edit.start]
            ends += self._ends[end : edit.start]
            own += self._own[end : edit.start]
            size = len(edit.clean)
            starts += array("q", [first]) * size
            ends += array("q", [last]) * size
            own += bytes(size)
            self._reasons.append((first, last, edit.why))
            end = edit.end
        if count:
            self.text = "".join([*parts, self.text[end:]])
            self._starts = starts + self._starts[end:]
            self._ends = ends + self._ends[end:]
            self._own = own + self._own[end:]
        return count

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where in the raw text the letters from start up to end stand."""
        if start < end:
            return self._starts[start], self._ends[end - 1]
        if start < len(self.text):
            return self._starts[start], self._starts[start]
        return len(self.raw), len(self.raw)

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Where that which the letters from start up to end of the raw text have become stands
        now; None where a change goes over their edge, or nothing is left."""
        first, last = bisect_left(self._starts, start), bisect_right(self._ends, end)
        if last <= first or self._ends[first] > end or self._starts[last - 1] < start:
            return None
        return first, last

    def changes(self) -> Iterator[Change]:
        """All that differs, in order; what was changed twice, or side by side, is one change."""
        reasons = sorted(self._reasons)
        begins = [reason[0] for reason in reasons]
        longest = max((last - first for first, last, _ in reasons), default=0)
        raw_end = here_end = 0
        places = [*(n for n, own in enumerate(self._own) if own), len(self.text)]
        for place in places:
            at_end = place == len(self.text)
            start = len(self.raw) if at_end else self._starts[place]
            if start > raw_end or place > here_end:
                near = reasons[bisect_left(begins, raw_end - longest) : bisect_right(begins, start)]
                why = dict.fromkeys(
                    text for first, last, text in near if first <= start and last >= raw_end
                )
                yield Change(
                    raw_end, start, self.raw[raw_end:start], self.text[here_end:place], tuple(why)
                )
            if not at_end:
                raw_end, here_end = self._ends[place], place + 1


def applied(raw: str, changes: Iterable[Change]) -> str:
    """The raw text with the changes made."""
    parts, end = [], 0
    for change in changes:
        parts += [raw[end : change.start], change.clean]
        end = change.end
    return "".join([*parts, raw[end:]])
