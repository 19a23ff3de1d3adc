"""Dates as an author may write them in book.yaml.

Enters: a date. Leaves: the date that there is.
"""

from __future__ import annotations

from calendar import monthrange

from thaibook.text import BUDDHIST_ERA

DATE = r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?"  # ISO 8601 as W3C profiles it
LATEST_YEAR = 2400  # a later year is of the Buddhist Era


def possible_date(date: str) -> str:
    """The date if there is such a one; else the one that was meant: 2561-02-31 is 2018-02-28."""
    year, *rest = date.split("-")
    if year and int(year) > LATEST_YEAR:
        year = f"{int(year) - BUDDHIST_ERA}"
    if len(rest) == 2:
        month, day = map(int, rest)
        rest[1] = f"{min(day, monthrange(int(year), month)[1]):02}"
    return "-".join((year, *rest))
