"""Numbers as a Thai book writes them: Arabic digits, Thai digits, words.

Enters: a number, or a date. Leaves: text. Words follow the Royal Society's way of reading numbers:
one at the end of a larger number is เอ็ด, ten is สิบ, twenty ยี่สิบ.
"""

from __future__ import annotations

import re

DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
BUDDHIST_ERA = 543
THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
ONES = ("", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")
PLACES = ("", "สิบ", "ร้อย", "พัน", "หมื่น", "แสน")
MILLION = 1_000_000


def numeral(value: int | str, digits: str) -> str:
    """A number in Arabic or Thai digits ("arabic" or "thai"), or in words ("words")."""
    if digits == "words":
        return in_words(int(value))
    text = str(value)
    return text.translate(THAI_DIGITS) if digits == "thai" else text


def dated(text: str, months: str, digits: str) -> str:
    """A date of ISO 8601 as Thai books have it, in the Buddhist Era: 1 ตุลาคม 2569; anything
    else as it is. months: the names of the twelve, "" where dates stay as they are."""
    date = DATE.fullmatch(text.strip())
    names = ("", *months.split())
    if not date or int(date[2] or 0) >= len(names) or not months:
        return text
    year, month, day = (int(part or 0) for part in date.groups())
    if not month:
        return numeral(f"พ.ศ. {year + BUDDHIST_ERA}", digits)
    day_and_month = f"{day} {names[month]}" if day else names[month]
    return numeral(f"{day_and_month} {year + BUDDHIST_ERA}", digits)


def in_words(value: int) -> str:
    """A whole number from 0 in Thai words: 21 is ยี่สิบเอ็ด."""
    if value == 0:
        return "ศูนย์"
    if value >= MILLION:
        rest = value % MILLION
        return f"{in_words(value // MILLION)}ล้าน{_below_million(rest, True) if rest else ''}"
    return _below_million(value, False)


def _below_million(value: int, has_more: bool) -> str:
    """has_more: whether millions stand before it, so that one is read เอ็ด."""
    words = ""
    for place in reversed(range(len(PLACES))):
        digit = value // 10**place % 10
        if not digit:
            continue
        if place == 1 and digit <= 2:
            words += ("", "สิบ", "ยี่สิบ")[digit]
        elif place == 0 and digit == 1 and (words or has_more):
            words += "เอ็ด"
        else:
            words += ONES[digit] + PLACES[place]
    return words
