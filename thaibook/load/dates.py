"""Dates as an author may write them in book.yaml.

Enters: a date. Leaves: the date that there is.
"""

from __future__ import annotations

import re
from calendar import monthrange

from thaibook.text import BUDDHIST_ERA, LABELS

DATE = r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?"  # ISO 8601 as W3C profiles it
MONTHS = LABELS["th"]["months"].split()
THAI_DATE = (
    rf"(?:วันที่\s*)?(?P<day>\d\d?)?\s*(?P<month>{'|'.join(MONTHS)})"
    r"\s*(?:พ\.\s*ศ\.)?\s*(?P<year>2[4-6]\d\d)"
)
LATEST_YEAR = 2400  # a later year is of the Buddhist Era


def iso_date(text: str) -> str:
    """A date as Thai authors type it, 1 ตุลาคม พ.ศ. ๒๕๖๙, in ISO 8601; another as it is."""
    typed = re.fullmatch(THAI_DATE, text)
    if not typed:
        return text
    day = f"-{int(typed['day']):02}" if typed["day"] else ""
    return f"{int(typed['year']) - BUDDHIST_ERA}-{MONTHS.index(typed['month']) + 1:02}{day}"


def possible_date(date: str) -> str:
    """The date if there is such a one; else the one that was meant: 2561-02-31 is 2018-02-28."""
    year, *rest = date.split("-")
    if year and int(year) > LATEST_YEAR:
        year = f"{int(year) - BUDDHIST_ERA}"
    if len(rest) == 2:
        month, day = map(int, rest)
        rest[1] = f"{min(day, monthrange(int(year), month)[1]):02}"
    return "-".join((year, *rest))
