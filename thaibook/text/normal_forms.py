"""Forms in which texts are compared, and characters that no text holds.

Enters: a text. Leaves: its letters alone, in one spelling. Source: Unicode Standard Annex 15.
"""

from __future__ import annotations

import re
import unicodedata

# Control characters no text file holds (Unicode category Cc but tab, line feed, return).
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


def letters(text: str) -> str:
    """The text as places are looked for: each character after NFKC, without white space."""
    return "".join(unicodedata.normalize("NFKC", c) for c in text if not c.isspace())
