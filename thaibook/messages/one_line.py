"""Words of strangers within a line of ours.

Enters: a text or a name that anybody may have given. Leaves: what is shown of it.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

MAX_SHOWN = 500  # letters of a value that a message repeats
LONGEST_PATH = 4096  # on Linux
# Unicode categories: control, and line and paragraph separators, and half characters.
STEERING = {"Cc", "Zl", "Zp", "Cs"}
# Marks of direction (Unicode Standard Annex 9), which turn what follows around.
TURNING = {*"\u061c\u200e\u200f", *map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A)))}


def in_one_line(text: str, most: int = MAX_SHOWN) -> str:
    """A text that cannot pass for a message, nor steer the terminal; so many letters of it."""
    text = text if len(text) <= most else f"{text[:most]}…"
    if text.isprintable():  # nothing of STEERING and TURNING is; most texts are
        return text
    return "".join(
        f"‹U+{ord(c):04X}›" if c in TURNING or unicodedata.category(c) in STEERING else c
        for c in text.replace("\n", "⏎")
    )


def shown_path(path: Path) -> str:
    """A path in a line of its own, whatever its folders are called."""
    return in_one_line(str(path), LONGEST_PATH)
