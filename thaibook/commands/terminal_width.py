"""How many columns of a terminal a text takes, Thai and wide letters too.

Source: Unicode Standard Annex 11 (East Asian Width); marks above and below take no column.
"""

from __future__ import annotations

import unicodedata

NO_COLUMN = ("Mn", "Me", "Cf")  # marks on another letter, and what nobody sees
TWO_COLUMNS = ("W", "F")


def width(text: str) -> int:
    """The columns that the text takes."""
    return sum(
        0 if unicodedata.category(letter) in NO_COLUMN
        else 1 + (unicodedata.east_asian_width(letter) in TWO_COLUMNS)
        for letter in text
    )  # fmt: skip


def shortened(text: str, most: int) -> str:
    """The text, in at most so many columns; no mark is parted from its letter."""
    if width(text) <= most:
        return text
    kept, used = "", 0
    for letter in text:
        used += width(letter)
        if used > most - 1:
            break
        kept += letter
    return f"{kept}…"


def padded(text: str, columns: int) -> str:
    """The text, with spaces up to so many columns."""
    return text + " " * (columns - width(text))


def harmless(text: str) -> str:
    """A text of somebody else's, with nothing in it that steers the terminal or that no
    encoding has."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in text)
