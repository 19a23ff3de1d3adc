"""Is a number an ISBN? The last digit proves the others (ISO 2108, annex C).

Enters: an identifier. Leaves: whether it claims to be an ISBN, whether it can be one, and where its
hyphens stand.
"""

from __future__ import annotations

import re

CLAIM = re.compile(r"(?:urn:isbn:|isbn[:\s]*)([\d\s‐‑–-]*x?)", re.IGNORECASE)


def digits_of(identifier: str) -> str | None:
    """The digits of what claims to be an ISBN, without hyphens; None for other identifiers."""
    claim = CLAIM.fullmatch(identifier.strip())
    if claim is None:
        return "" if identifier.lower().startswith("urn:isbn:") else None
    numbers = (str(int(sign)) if sign.isdecimal() else sign for sign in claim[1])
    return re.sub(r"[\s‐‑–-]", "", "".join(numbers)).upper()


def with_check_digit(digits: str) -> str:
    """The ISBN that begins as `digits` does; "" where their number is not that of an ISBN."""
    if re.fullmatch(r"97[89]\d{10}", digits):
        total = sum(int(d) * (3 if place % 2 else 1) for place, d in enumerate(digits[:12]))
        return f"{digits[:12]}{-total % 10}"
    if re.fullmatch(r"\d{9}[\dX]", digits):
        total = sum(int(d) * (10 - place) for place, d in enumerate(digits[:9]))
        return f"{digits[:9]}{'0123456789X'[-total % 11]}"
    return ""


def is_isbn(identifier: str) -> bool:
    """Whether it is an ISBN of 13 or 10 digits whose last one is right."""
    digits = digits_of(identifier)
    return bool(digits) and with_check_digit(digits or "") == digits


def hyphenated_isbn(number: str) -> str:
    """The ISBN with its hyphens: as the author has them, or else by the ranges that the
    International ISBN Agency has registered; without where it has not registered any."""
    if re.search(r"[‐‑–-]", number):
        return number
    # Imported late: 40 ms, for a number that was typed without hyphens.
    from stdnum import isbn

    digits = digits_of(f"urn:isbn:{number}") or ""
    parts = [part for part in isbn.split(digits) if part]
    return "-".join(parts) if len(parts) > 3 else digits


def isbn13(digits: str) -> str:
    """The ISBN of 13 digits that an ISBN of 10 became; one of 13 is itself."""
    return with_check_digit(f"978{digits[:9]}0") if len(digits) == 10 else digits
