"""What no Thai spelling has, and what it was meant to be: faults of codes, fonts and PDFs.

Enters: a text. Leaves: the same with the marks in the order and form that Unicode has. A row is
here only if a reader could read it in one way. Sources: Unicode Standard 16.1 (order of marks),
WTT 2.0 (what may follow what), the code tables of Windows' and Adobe's old Thai fonts (the private
letters U+F700 to F71A, and those that the Adobe Glyph List gives to shifted marks), Royal
Institute Dictionary 2554 (ๅ only after ฤ and ฦ).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

CONSONANT = "\u0e01-\u0e2e"
VOWEL_MARK = "\u0e31\u0e34-\u0e3a\u0e47"
TONE = "\u0e48-\u0e4b"
MARK = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
LETTER = "\u0e01-\u0e3a\u0e40-\u0e4e"

# The letters that fonts keep a second shape for: a mark moved left or down, a letter without
# its foot. Windows: 27 codes from U+F700; Adobe: 22 from U+F884.
OVER_VOWELS = "\u0e48\u0e49\u0e4a\u0e4b\u0e4c"
WINDOWS = (
    f"ฐ\u0e34\u0e35\u0e36\u0e37{OVER_VOWELS * 2}ญ\u0e31\u0e4d\u0e47{OVER_VOWELS}\u0e38\u0e39\u0e3a"
)
ADOBE = "\u0e31\u0e34\u0e35\u0e36\u0e37\u0e47" + "".join(c * 3 for c in OVER_VOWELS) + "\u0e4d"
SHAPES = {0xF700 + n: c for n, c in enumerate(WINDOWS)} | {
    0xF884 + n: c for n, c in enumerate(ADOBE)
}

# Before a mark that stands alone, these say that it is shown on purpose.
SHOWN = (
    "(?:ไม้(?:เอก|โท|ตรี|จัตวา|ไต่คู้|หันอากาศ|ผัด|ไต่)|วรรณยุกต์|สระ|สระ[ก-์]{1,4}|ทัณฑฆาต|การันต์|พินทุ|นิคหิต"
    "|หยาดน้ำค้าง|ฝนทอง|ฟันหนู|ตัว|รูป|เครื่องหมาย|คือ|และ|หรือ|กับ)$"
)
SHOWN_LETTERS = 14  # of the longest of SHOWN, and a little


class Repair(NamedTuple):
    """What is looked for, what becomes of it, and why, as the report says it."""

    pattern: re.Pattern[str]
    better: str | Callable[[re.Match[str]], str]
    why: str


def _shape(found: re.Match[str]) -> str:
    return found[0].translate(SHAPES)


def _attached(found: re.Match[str]) -> str:
    """The gap before a mark is no gap, unless the mark is shown alone on purpose."""
    text, start, end = found.string, found.start(), found.end()
    alone = not re.match(f"[{MARK}ะ]+[{LETTER}]", text[end : end + 3])
    if alone and re.match(f"[{MARK}ะาำ]+[ ,/]+[{MARK}ะาำๅ](?![{LETTER}])", text[end : end + 5]):
        return found[0]  # one of a list of marks
    if alone and re.search(SHOWN, text[max(0, start - SHOWN_LETTERS) : start]):
        return found[0]
    return ""


def _leading(found: re.Match[str]) -> str:
    """A vowel that stands before its letter, unless the vowel is shown alone on purpose."""
    before = found.string[max(0, found.start() - SHOWN_LETTERS) : found.start()].rstrip()
    is_shown = re.search(SHOWN, before) or (before and before[-1] in "“‘\"'(,/")
    return found[0] if is_shown else found[1]


def _one_kind_of_digits(found: re.Match[str]) -> str:
    thai = sum("๐" <= c <= "๙" for c in found[0])
    arabic = len(found[0]) - thai
    first = "๐" if thai > arabic or (thai == arabic and found[0][0] >= "๐") else "0"
    return "".join(chr(ord(first) + int(c)) for c in found[0])


def _digits(found: re.Match[str]) -> str:
    return re.sub("[Oo]", "0", re.sub("[lI|]", "1", found[0]))


@lru_cache(maxsize=2)
def _loses_circles(text: str) -> bool:
    """Whether the text has sara aa after a gap: then its ำ have lost their circles."""
    return re.search(f"[{CONSONANT}][ \u00a0]+า", text) is not None


def _toned(found: re.Match[str]) -> str:
    """Sara aa after a tone mark that stands apart: of ำ where the text has others of its kind."""
    return found[1] + ("ำ" if _loses_circles(found.string) else "า")


SARA_AM = "nikhahit and sara aa are one letter, sara am"
DETACHED = "a mark stands on its letter"
ORDER = "the tone mark comes after the vowel"
ROWS: tuple[tuple[str, str | Callable[[re.Match[str]], str], str], ...] = (
    ("[\uf700-\uf71a\uf884-\uf899]", _shape, "a code of an old font"),
    ("[\u200b\u2060\ufeff]|\u00ad(?!\n)|[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff]", "",
     "invisible characters"),
    (f"(?<=[{LETTER}])[\u200c\u200d\u200e\u200f]+|[\u200c\u200d\u200e\u200f]+(?=[{LETTER}])",
     "", "invisible characters"),
    (f"(?<=[{CONSONANT}])[ \u00a0]+([{TONE}])[ \u00a0]*า", _toned, DETACHED),
    (f"(?<=[{CONSONANT}])[ \u00a0]+(?=[{MARK}])", _attached, DETACHED),
    (f"(?<=[{CONSONANT}][{VOWEL_MARK}])[ \u00a0]+(?=[{TONE}\u0e4c])", _attached, DETACHED),
    (f"(?<=[{CONSONANT}{TONE}])[ \u00a0]+(?=ะ[{LETTER} ])", _attached, DETACHED),
    # ฝั่ ง, มื ด, เป็ น: no syllable ends with these vowels, but ก็.
    (f"(?:(?<=[{CONSONANT}][\u0e31\u0e37])|(?<=[{CONSONANT}][\u0e31\u0e37][{TONE}])"
     f"|(?<=[\u0e02-\u0e2e]\u0e47))[ \u00a0]+(?=[{CONSONANT}](?![{MARK}ะาำ]))", "", DETACHED),
    (f"(?<![{LETTER}])([เ-ไ])[ \u00a0]+(?=[{CONSONANT}][{LETTER}])", _leading, DETACHED),
    (f"[\u0e4d°˚º] *(?:([{TONE}]) *)?(?:(?<=[{CONSONANT}{TONE}].)|(?<=[{CONSONANT}{TONE}]..)"
     f"|(?<=[{CONSONANT}{TONE}]...)|(?<=\u0e4d)|(?<=\u0e4d.)|(?<=\u0e4d..))า",
     r"\1ำ", SARA_AM),
    (f"(?<=[{CONSONANT}])[ \u00a0]+(?:([{TONE}])[ \u00a0]*)?ำ", r"\1ำ", SARA_AM),
    (f"(?<=[{CONSONANT}][{TONE}])[ \u00a0]+ำ", "ำ", SARA_AM),
    (f"(?<=[{CONSONANT}])[ \u00a0]+า(?![ ,/]+[{MARK}ะ])", "ำ", "sara am that lost its circle"),
    (f"(?<=[{CONSONANT}][{TONE}])[ \u00a0]+า", "ำ", "sara am that lost its circle"),
    ("ำ[ำา]+|าํ", "ำ", SARA_AM),
    ("เเ", "แ", "two sara e are one letter, sara ae"),
    (f"([{MARK}])\\1+", r"\1", "a mark written twice"),
    ("([\u0e48-\u0e4c])([\u0e31\u0e34-\u0e3a\u0e47])", r"\2\1", ORDER),
    (f"(?<=[{CONSONANT}])([ะาำ])([{TONE}])", r"\2\1", ORDER),
    (f"([เ-ไ])([{MARK}])([{CONSONANT}])(?![{MARK}])", r"\1\3\2", ORDER),
    (f"(?<=[{CONSONANT}{TONE}])(?<![ฤฦ])ๅ", "า", "ๅ stands after ฤ and ฦ alone"),
    (r"(?<![A-Za-z\d.])(?!0o)\d+(?:[OolI|]+\d+)+(?![A-Za-z\d])", _digits,
     "a letter in a number"),
    (r"(?<=\d),[Oo]{3}(?!\w)|(?<![A-Za-z\d.])l\d{3}(?!\w)", _digits, "a letter in a number"),
    ("(?<=[๐-๙])[oO0](?=[๐-๙])", "๐", "a letter in a number"),
    ("(?<![0-9๐-๙])(?:[0-9]+[๐-๙]|[๐-๙]+[0-9])[0-9๐-๙]*", _one_kind_of_digits,
     "two kinds of digits in one number"),
)  # fmt: skip


@lru_cache(maxsize=1)
def repairs() -> tuple[Repair, ...]:
    """All repairs, in the order in which they are made. Compiled when first needed: a build
    needs none."""
    return tuple(Repair(re.compile(pattern), better, why) for pattern, better, why in ROWS)


def repaired(text: str) -> str:
    """The text with every repair made."""
    for pattern, better, _ in repairs():
        text = pattern.sub(better, text)
    return text
