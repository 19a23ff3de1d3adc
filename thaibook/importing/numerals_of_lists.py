"""How word processors number the items of lists.

Enters: the name of a format and a number. Leaves: the number as it is shown. Sources: ECMA-376 part
1, 17.18.59 ST_NumberFormat, for which letters Thai lists leave out; OpenDocument 1.3, 19.500.
"""

from __future__ import annotations

from collections.abc import Callable

from thaibook.text import numeral

# ฃ ฅ ฆ and ฤ ฦ number nothing in Word.
THAI_LETTERS = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
LATIN = "abcdefghijklmnopqrstuvwxyz"
ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
MOST_REPEATED = 20


def shown(value: int, form: str) -> str:
    """The number `value` in the format `form`, as OOXML names it; one that is unknown is
    decimal."""
    if value < 1:
        return str(value)
    own = FORMS.get(form)
    return own(value) if own else str(value)


def roman(value: int) -> str:
    """A Roman number in small letters."""
    if value >= 4000:
        return str(value)
    written = ""
    for worth, letters in ROMAN:
        while value >= worth:
            written, value = written + letters, value - worth
    return written


def _repeated(value: int, letters: str) -> str:
    """a … z, aa, bb …: after the last letter each stands twice."""
    times, place = divmod(value - 1, len(letters))
    return letters[place] * min(times + 1, MOST_REPEATED)


FORMS: dict[str, Callable[[int], str]] = {
    "thaiNumbers": lambda value: numeral(value, "thai"),
    "thaiCounting": lambda value: numeral(value, "words"),
    "thaiLetters": lambda value: _repeated(value, THAI_LETTERS),
    "lowerLetter": lambda value: _repeated(value, LATIN),
    "upperLetter": lambda value: _repeated(value, LATIN).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda value: roman(value).upper(),
    "decimalZero": lambda value: f"{value:02}",
    "none": lambda value: "",
}
