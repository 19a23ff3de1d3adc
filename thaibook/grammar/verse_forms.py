"""The forms of Thai verse, and how one line of a poem is parted.

Enters: the name of a division, and the lines in it. Leaves: the form, and each line as its
parts (วรรค). Tabs, two spaces or more, or a wide space part a line; in a form that always
has parts a single space does, where the author has nothing wider. Forms and parts are those
of หลักภาษาไทย: คำประพันธ์ (กำชัย ทองหล่อ) and of the school books of the Ministry.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum

from thaibook.text import late_pattern


class Form(Enum):
    """A form of verse, by the name of its class."""

    VERSE = "verse"
    KLON = "klon"
    KAP = "kap"
    KHLONG = "khlong"
    CHAN = "chan"
    RAI = "rai"


SOURCE = re.compile(r"[—–(].*\S|-{2,3}\s.*\S")  # — สุนทรภู่, or (พระอภัยมณี)
_FORMS = (
    (late_pattern("verse|บทกวี|กวี|บทร้อยกรอง|ร้อยกรอง|คำประพันธ์|กลอนเปล่า|ไฮกุ|แคนโต้"), Form.VERSE),
    (late_pattern("กลอน.*|เพลงยาว|สักวา|(?:บท)?ดอกสร้อย"), Form.KLON),
    (late_pattern("กาพย์.*"), Form.KAP),
    (late_pattern("โคลง.*"), Form.KHLONG),
    (late_pattern(".*ฉันท์"), Form.CHAN),
    (late_pattern("ร่าย(?:สุภาพ|ยาว|ดั้น|โบราณ)?"), Form.RAI),
)
# ๏ begins a poem and ๚ะ๛ ends it: they stay with the words beside them. So does ๆ.
_JOINED_AFTER, _JOINED_BEFORE = "(?<![๏๚๛ \t\u00a0])", "(?![๚๛])"
_WIDE_SIGN = "[\u2001-\u2003\u3000]|&emsp;|&ensp;"
_WIDE = late_pattern(
    rf"{_JOINED_AFTER}(?:(?:[ \u00a0]|&nbsp;){{2,}}+|\t|{_WIDE_SIGN})"
    rf"(?:[ \t\u00a0]|&nbsp;|{_WIDE_SIGN})*+{_JOINED_BEFORE}"
)
_SINGLE = late_pattern("(?<![๏๚๛ๆ ]) (?![๚๛ๆฯ ])")
_BAR = late_pattern(r"\A *\|(?= |\t|$) ?")  # | line, as Pandoc has it
_LINE_END = late_pattern(r"(?:\\|<br */?>)$")
_EMPHASIS = late_pattern(r"([*_]{1,3})(?=\S)([^*_]+)(?<=\S)\1$")
_INDENT = 4  # columns more than the others: the part stands below the second one
_TAB = late_pattern("(?<=\\S)[ ]*\t[ \t]*(?=\\S)")
_INNER_GAP = late_pattern(r"[^ |](?:[ \u00a0]{2,}|[\t\u2001-\u2003\u3000])[^ ]")
# Of a poem without a division around it: no part longer than ten syllables, and no digits.
_ITEM = late_pattern(r"[-*_]+ |\(?[\u0e01-\u0e2e]{1,2}\)")
_THAI_PART = late_pattern("[\u0e01-\u0e3a\u0e40-\u0e4f\u0e5a\u0e5b “”‘’\"'()!?,…*_-]{2,40}")
_CALL = re.compile(r"\[\^[^\[\]\s]+\]")  # of a note
_MOST_BARE_PARTS = 3
_SURELY = 4  # lines from which parts need not be in each of them
_PARTS_OF_STANZA = {Form.KLON: 2, Form.KAP: 4, Form.KHLONG: 8, Form.CHAN: 4}
_LINES_OF_KHLONG = 4
_MOST_PARTS = {Form.KLON: 2, Form.KAP: 4, Form.KHLONG: 3, Form.CHAN: 4}
# The advance of a letter in em, about that of Sarabun; Pridi is narrower. How much wider than
# the sum a part may be drawn is markup.verse.ROOM; a test measures it in the faces themselves.
_NARROW, _LIGHT, _BROAD = frozenset("เโใไ"), frozenset("ะาำๅงรว"), frozenset("ฌญฒณ๛")
_NO_WIDTH = late_pattern("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u200b-\u200d\u2060]+")
_BOLD = re.compile(r"\*\*|__|<(?:b|strong)>")
_BROADER = 1.04  # how much wider bold letters are
_SIGNS = late_pattern(r"\[\^[^\[\]\s]+\]|[*_~`\\]+|<[^<>]*>|\]\([^()\s]*\)|\{[^{}]*\}")


def form_of(kind: str) -> Form | None:
    """The form of verse that a division of this name has."""
    return next((form for pattern, form in _FORMS if pattern.fullmatch(kind)), None)


def is_bare_verse(lines: Sequence[str]) -> bool:
    """Whether the lines of a paragraph are surely a poem: two or more, each of short Thai
    parts with gaps between them, all with bars before them (as Pandoc has it) or none. The
    last may be its source."""
    if len(lines) < 2 or not any(map(_INNER_GAP.search, lines[: 1 + (len(lines) >= _SURELY)])):
        return False
    if len(lines) > 2 and SOURCE.fullmatch(lines[-1].strip()):
        lines = lines[:-1]
    barred = [bool(_BAR.match(line)) for line in lines]
    if any(barred) and not all(barred):
        return False
    counts: list[int] = []
    for line in lines:
        words = _CALL.sub("", _bare(line)).strip()
        parts = _WIDE.split(words) if words else []
        if _ITEM.match(words) or not all(_THAI_PART.fullmatch(part) for part in parts):
            return False
        counts.append(len(parts))
    return barred[0] or _are_parted(counts)


def _are_parted(counts: Sequence[int]) -> bool:
    """Whether lines of so many parts are those of a poem: every line has gaps, or every second
    one as in กาพย์ฉบัง, or three of four as in กาพย์สุรางคนางค์."""
    if min(counts) > 1:
        return max(counts) <= _MOST_BARE_PARTS
    return len(counts) >= _SURELY and any(
        all(count == form[at % len(form)] for at, count in enumerate(counts))
        for form in ((2, 1), (1, 2, 2, 2))
    )


def wide_tabs(line: str) -> str:
    """A line of verse whose tabs stay apart: at a tab stop one would be a single space."""
    return _TAB.sub("    ", line) if "\t" in line else line


def stanzas(lines: Sequence[str], form: Form) -> list[list[str]]:
    """The lines of a poem by its stanzas, without bars and the signs of a line's end. Where
    each part has a line with a bar of its own, two parts are a line."""
    parted: list[list[str]] = []
    gaps: list[int] = []  # how many empty lines stand before each
    empty = 1
    for line in lines:
        if not _bare(line).strip():
            empty += 1
        elif empty:
            parted.append([line])
            gaps.append(empty)
            empty = 0
        else:
            parted[-1].append(line)
    if len(parted) > 1 + (form is Form.VERSE) and all(len(stanza) == 1 for stanza in parted):
        parted = _without_gaps(parted, gaps, form)
    return [_lines(stanza, form) for stanza in parted]


def _without_gaps(parted: Sequence[list[str]], gaps: Sequence[int], form: Form) -> list[list[str]]:
    """The stanzas of a poem that has an empty line after each line, as word processors leave it:
    more of them part stanzas; โคลง has four lines in each. A source stays by itself."""
    joined: list[list[str]] = []
    least = min(gaps[1:])
    for lines, gap in zip(parted, gaps, strict=True):
        is_full = form is Form.KHLONG and bool(joined) and len(joined[-1]) == _LINES_OF_KHLONG
        if not joined or gap > least or is_full or SOURCE.fullmatch(lines[0].strip()):
            joined.append([])
        joined[-1] += lines
    return joined


def _lines(stanza: Sequence[str], form: Form) -> list[str]:
    lines = [_bare(line) for line in stanza]
    unit = _PARTS_OF_STANZA.get(form, 0)
    if not unit or len(lines) % unit or not all(map(_BAR.match, stanza)):
        return lines
    if any(_SINGLE.search(line.strip()) or _WIDE.search(line.strip()) for line in lines):
        return lines
    return [
        f"{first}    {second.strip()}"
        for first, second in zip(lines[::2], lines[1::2], strict=True)
    ]


def _bare(line: str) -> str:
    return _LINE_END.sub("", _BAR.sub("", line, count=1).rstrip()).rstrip()


def parts_of(stanza: Sequence[str], form: Form) -> list[list[str]]:
    """The parts of each line; an empty one first where the line stands below second parts."""
    lines = [_parts(line, _WIDE) for line in stanza]
    if form == Form.RAI:
        return [[part for each in line for part in _SINGLE.split(each)] for line in lines]
    if form in _MOST_PARTS and len(lines) > 1 and all(len(line) == 1 for line in lines):
        narrow = [_parts(line, _SINGLE) for line in stanza]
        if all(2 <= len(line) <= _MOST_PARTS[form] for line in narrow):
            lines = narrow
    if form == Form.KHLONG:
        lines = [_with_refrain(line) for line in lines]
    indents = [len(line) - len(line.lstrip()) for line in stanza]
    if max(map(len, lines)) > 1:
        for number, indent in enumerate(indents):
            if indent - min(indents) >= _INDENT and len(lines[number]) == 1:
                lines[number].insert(0, "")
    return lines


def _parts(line: str, gap: re.Pattern[str]) -> list[str]:
    line = line.strip()
    emphasis = _EMPHASIS.match(line)
    if emphasis and gap.search(emphasis[2]):
        return [f"{emphasis[1]}{part}{emphasis[1]}" for part in gap.split(emphasis[2])]
    return gap.split(line)


def _with_refrain(line: list[str]) -> list[str]:
    """A line of โคลง whose second part may have คำสร้อย behind a single space."""
    if len(line) != 2:
        return line
    words = _SINGLE.split(line[1])
    return [line[0], *words] if len(words) == 2 else line


def ems(text: str) -> float:
    """About as many em as the words are wide."""
    width = 0.0
    for letter in _NO_WIDTH.sub("", _SIGNS.sub("", text)):
        if letter in _NARROW:
            width += 0.36
        elif letter in _LIGHT:
            width += 0.5
        else:
            width += 0.83 if letter in _BROAD else 0.6 if letter != " " else 0.25
    return width * _BROADER if _BOLD.search(text) else width
