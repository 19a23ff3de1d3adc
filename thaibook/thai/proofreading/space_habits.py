"""Spaces that a text has elsewhere and not here.

Enters: a text. Leaves: the places without a space where the text nearly always has one: between
Thai and Latin letters, between Thai letters and digits, after ๆ and after ฯลฯ. Source: the Royal
Society's หลักเกณฑ์การเว้นวรรค. Who never parts them means it, and is not asked.
"""

from __future__ import annotations

import re
from typing import NamedTuple

THAI = "ก-ฮะ-ฺเ-ๅ็-์"
LEAST = 10  # places with a space that make a habit
HABIT = 0.93  # of all such places
# What stands before the space, and after it.
PAIRS = (
    (f"[{THAI}]", "[A-Za-z]"), ("[A-Za-z]", f"[{THAI}]"),
    (f"[{THAI}]", "[0-9๐-๙]"), ("[0-9๐-๙]", "[ก-ฮเ-ไ]"),
    ("ๆ", f"[{THAI}]"), ("ฯลฯ", f"[{THAI}]"),
)  # fmt: skip


class MissingSpace(NamedTuple):
    """A space is missing at `place`; share: of the like places, so many have one."""

    place: int
    share: float


def missing_spaces(text: str) -> list[MissingSpace]:
    """Every such place, in order."""
    places = []
    for before, after in PAIRS:
        there = len(re.findall(f"(?<={before}) +(?={after})", text))
        missing = [found.start() for found in re.finditer(f"(?<={before})(?={after})", text)]
        if there >= LEAST and there >= HABIT * (there + len(missing)):
            share = there / (there + len(missing))
            places += [MissingSpace(place, share) for place in missing]
    return sorted(places)
