"""Texts that were once read in the wrong encoding are turned back, where that is certain.

Enters: a text. Leaves: the same with what can only be mojibake as it was, and which kinds there
were. Certain means: the letters, as bytes, are Thai in the other encoding, and nobody writes them
in this order. Sources: RFC 3629 (the bytes of UTF-8), WHATWG Encoding Standard (windows-874 and
windows-1252, whose missing bytes are control characters), Unicode Standard 16.1 (the order of
Thai marks).
"""

from __future__ import annotations

import re
from functools import lru_cache

from thaibook.text.late_patterns import late_pattern


@lru_cache(maxsize=2)
def _page(name: str) -> dict[str, int]:
    """The byte of each character of a code page. Bytes without a character are read as control
    characters, and so does Latin-1 read what 1252 has quotation marks for."""
    shown = {
        bytes([byte]).decode(name, "ignore") or chr(byte): byte
        for byte in (*range(0xA0, 0x100), *range(0x80, 0xA0))
    }
    return shown | {chr(byte): byte for byte in range(0x80, 0xA0)}


@lru_cache(maxsize=1)
def _latin_as_thai() -> dict[int, str]:
    """What each letter of Latin-1 is in Windows-874."""
    return {byte: bytes([byte]).decode("cp874", "ignore") or chr(byte) for byte in range(256)}


def _class(page: str, first: int, last: int) -> str:
    """What a pattern takes for the bytes from first to last, as a code page shows them."""
    shown = (re.escape(c) for c, byte in _page(page).items() if first <= byte <= last)
    return f"[{''.join(shown)}]"


def _of_utf8(page: str, least: int) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What `least` Thai letters and what one letter beyond ASCII look like, in UTF-8 read as
    `page`."""
    more = _class(page, 0x80, 0xBF)
    head, low, high = (_class(page, byte, byte) for byte in (0xE0, 0xB8, 0xB9))
    thai = f"{head}(?:{low}{_class(page, 0x81, 0xBF)}|{high}{_class(page, 0x80, 0x9B)})"
    two, three = _class(page, 0xC2, 0xDF), _class(page, 0xE1, 0xEF)
    four = _class(page, 0xF0, 0xF4)
    letter = f"{thai}|{three}{more}{more}|{two}{more}|{four}{more}{more}{more}"
    return re.compile(f"(?:{thai}){{{least}}}"), re.compile(letter)


UTF8_AS_1252 = "mojibake-utf8-1252"
UTF8_AS_874 = "mojibake-utf8-874"
THAI_AS_1252 = "mojibake-874-1252"
LEFT = "mojibake-left"
# One Thai letter is enough where nobody writes à and a cedilla; เธ begins Thai words, too.
UTF8_READ_AS = {UTF8_AS_1252: ("cp1252", "àÃ", 1), UTF8_AS_874: ("cp874", "เ", 3)}
REMAINS = late_pattern("à[¸¹]|(?:เ[ธน][€…‘-”•–—\x80-\x9f]){2}")
LATIN_RUN = late_pattern("[\xa1-\xda\xdf-\xfb]{3,}")
LATIN_ALONE = late_pattern("[\x80-\x9f\xa1-\xda\xdf-\xfb]+")
THAI = late_pattern("[ก-๛]")
# A Thai syllable's letters in an order that a reader could read.
ORDERLY = late_pattern("(?:[เ-ไ]?[ก-ฮ](?:[ัิ-ฺ็]?[่-์]?|ํ[่-๋]?)[ะาำๅ]?|[่-๋]?[ะาำๅ]|[ฯๆ๐-๙฿])+")
TWICE = "Ã\xa0Â"  # à and what follows it, themselves in UTF-8 that was read wrongly
MOST_TURNS = 3  # a text may have been read wrongly more than once


def turned_back(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without its mojibake, and the kinds that were in it."""
    kinds: dict[str, None] = {}
    for _ in range(MOST_TURNS):
        before = text
        for kind, (page, heads, least) in UTF8_READ_AS.items():
            if (
                any(head in text for head in heads)
                and (turned := _utf8_back(text, page, least)) != text
            ):
                text, kinds[kind] = turned, None
        if text == before and (turned := _thai_back(text)) != text:
            text, kinds[THAI_AS_1252] = turned, None
        if text == before:
            break
    if REMAINS.search(text):
        kinds[LEFT] = None
    return text, tuple(kinds)


def _utf8_back(text: str, page: str, least: int) -> str:
    """The text with the lines that are UTF-8 read as `page`, read as what they are."""
    certain, letter = _patterns(page, least)
    if TWICE in text:
        certain = letter
    read = [line for line in text.split("\n") if certain.search(line)]
    in_utf8 = sum(len(shown) for line in read for shown in letter.findall(line))
    if in_utf8 <= sum(not c.isascii() for line in read for c in line) / 2:
        return text
    bytes_of = _page(page)

    def back(shown: re.Match[str]) -> str:
        try:
            return bytes(map(bytes_of.__getitem__, shown[0])).decode("utf-8")
        except UnicodeDecodeError:
            return shown[0]

    lines = text.split("\n")
    no_thai = not THAI.search(letter.sub("", text))
    for number, line in enumerate(lines):
        if no_thai or certain.search(line):
            lines[number] = letter.sub(back, line)
    return "\n".join(lines)


@lru_cache(maxsize=2)
def _patterns(page: str, least: int) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Compiled when they are first needed: few texts have mojibake."""
    return _of_utf8(page, least)


def _thai_back(text: str) -> str:
    """TIS-620 that was read as Latin-1 or Windows-1252, read as what it is.

    A line is one where its accented letters stand in runs that are orderly Thai; the text, where
    the runs of all its lines are.
    """
    if not LATIN_RUN.search(text):
        return text
    lines, as_thai = text.split("\n"), _latin_as_thai()
    runs = [(number, run) for number, line in enumerate(lines) for run in LATIN_RUN.findall(line)]
    letters = sum(len(run) for _, run in runs)
    orderly = {run: _is_orderly(run.translate(as_thai)) for _, run in runs}
    if letters < 8 or sum(len(run) for _, run in runs if orderly[run]) < 0.9 * letters:
        return text
    certain = {number for number, run in runs if orderly[run]}
    for number in certain if THAI.search(text) else range(len(lines)):
        lines[number] = LATIN_ALONE.sub(lambda run: run[0].translate(as_thai), lines[number])
    return "\n".join(lines)


def _is_orderly(thai: str) -> bool:
    """Whether nearly all of it can be read as Thai syllables."""
    read = sum(len(run[0]) for run in ORDERLY.finditer(thai))
    return read >= 0.9 * len(thai)
