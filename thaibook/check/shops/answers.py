"""What a question about an EPUB is, and what an answer to it.

The questions are functions: of the package, of links and notes,
of pictures, of styles. Who asks what, and where they say so, is in demands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from thaibook.check.shops.unzipped import Unzipped

MB = 1_000_000


@dataclass(frozen=True)
class Answer:
    """met: True, False, or None where the file cannot tell; found: what was looked at."""

    met: bool | None
    found: str = ""


Question = Callable[[Unzipped], Answer]


def without(faults: Iterable[str], found: str = "") -> Answer:
    """Met where there are no faults; else the first of them, and how many more."""
    wrong = list(dict.fromkeys(faults))
    more = f" (+{len(wrong) - 1})" if len(wrong) > 1 else ""
    return Answer(not wrong, f"{wrong[0][:80]}{more}" if wrong else found)


def size(number: int) -> str:
    """A number of bytes, as a person says it."""
    return f"{number / MB:.1f} MB" if number >= MB else f"{number / 1000:.0f} KB"
