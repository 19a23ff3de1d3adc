"""Items that Markdown has no list for, as Thai laws and school books number them.

(๑) (ก) ๑.๑ 1.1.1 a) i. 1- ข้อ ๑ มาตรา ๑. Enters: the lines of a text, without the signs
of what they stand in. Leaves: which of them surely begin an item. One alone may be a part of a
sentence that goes on from the line above; two that follow each other are items.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from thaibook.text import late_pattern

DIGITS = "0-9๐-๙"
NUMBER = rf"[{DIGITS}]{{1,3}}"
SIMPLE = rf"{NUMBER}|[ก-ฮ]|[a-zA-Z]|[ivxl]{{2,5}}"
# A marker of a law is set off by a space, or by the Thai letter that follows it at once.
AFTER = r"(?=\s|[ก-ฮเ-ไ“\"‘*_]|$)"
MARKERS = late_pattern(
    r"[ \t]*(?:\*\*|__)?(?:"
    rf"\((?P<inside>{SIMPLE})\)"
    rf"|(?P<dotted>{NUMBER}(?:\.{NUMBER}){{1,5}})[.)]?{AFTER}"
    rf"|(?P<before>{SIMPLE})(?P<sign>[.)])(?=\s|\*\*|(?<=[{DIGITS}][.)])[ก-ฮเ-ไ])"
    rf"|(?P<dashed>{NUMBER})-(?![{DIGITS}]){AFTER}"
    r"|(?P<word>ข้อ|มาตรา|หมวด|ส่วน|ลักษณะ|บท|ตอน|ขั้น|วาระ|[ก-ฮเ-ไ][ก-ฮะ-์]{0,20}?ที่)"
    rf"[ ]?(?P<number>{NUMBER})(?P<more>/[{DIGITS}]{{1,2}})?(?:[.)](?=\s)|(?=\s|[.:)*]|$))"
    r")"
)
# What the sentence lacks that names an article: the line below goes on with it. Of (๑) and the
# like words before a list may stand there too, and so may whole words that end alike.
REFERS = late_pattern(
    r"(?:ตาม|ใน|และ|หรือ|แห่ง|ของ|กับ|ถึง|จาก|ที่|โดย|เว้นแต่|แต่|คือ|ได้แก่|วรรคหนึ่ง|[,(])\s*$"
)
REFERS_TO_PART = late_pattern(r"(?:ตาม|ใน|และ|หรือ|แห่ง|วรรคหนึ่ง|[,(])\s*$")
ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
LETTERS_LEFT_OUT = 3  # ก ข ค ง: from a letter to the next in use
NEAR = 60  # lines in which the next item stands


class Mark(NamedTuple):
    """A marker: of the kind `kind` the one that has the number `value`, on a line."""

    line: int
    kind: tuple[str, ...]
    value: int


def marks_of(line: int, text: str) -> Iterator[Mark]:
    """What the beginning of a line may be as a marker: `i)` is a letter and a number."""
    marker = MARKERS.match(text)
    if not marker:
        return
    if dotted := marker["dotted"]:
        parts = dotted.split(".")
        kind = ("dotted", _script(dotted), *(str(int(part)) for part in parts[:-1]))
        yield Mark(line, kind, int(parts[-1]))
    elif word := marker["word"]:
        yield Mark(line, ("word", word, _script(marker["number"])), int(marker["number"]))
    elif dashed := marker["dashed"]:
        yield Mark(line, ("-", _script(dashed)), int(dashed))
    else:
        sign = marker["sign"] or "()"
        own = marker["inside"] or marker["before"]
        if own[0].isdigit():
            yield Mark(line, (sign, _script(own)), int(own))
            return
        if own.strip("ivxl") == "":
            yield Mark(line, (sign, "roman"), _roman(own))
        if len(own) == 1:
            yield Mark(line, (sign, "letter", "A" if own.isupper() else "a"), ord(own))


def items(marks: Sequence[Mark]) -> dict[int, int]:
    """The lines whose markers stand in a row with another, one of them at least; for each the
    line of the one before, or its own."""
    sure: dict[int, int] = {}
    last: dict[tuple[str, ...], Mark] = {}
    for mark in marks:
        before = last.get(mark.kind)
        if before and before.line < mark.line <= before.line + NEAR and _follows(before, mark):
            sure.setdefault(before.line, before.line)
            sure[mark.line] = before.line
        if mark.kind[0] == "dotted" and mark.value == 1 and _has_parent(mark, last):
            sure.setdefault(mark.line, mark.line)
        last[mark.kind] = mark
    return sure


def are_items(above: Sequence[str], lines: Sequence[str]) -> bool:
    """Whether one of the lines `above`, which Markdown has no list for, begins an item, by what
    all lines of its paragraph are."""
    own = {line for line in above if MARKERS.match(line)}
    if not own:
        return False
    marks = [mark for number, line in enumerate(lines) for mark in marks_of(number, line)]
    return any(lines[number] in own for number in items(marks))


def typed_levels(texts: Sequence[str]) -> list[tuple[int, int]]:
    """For each line of a paragraph how deep it stands among typed items, and how long its marker
    is: (0, 0) above the first item, and no marker where a line goes on with the item above.
    Nothing where fewer than two lines begin items."""
    found = [list(marks_of(number, text)) for number, text in enumerate(texts)]
    sure = items([mark for marks in found for mark in marks])
    levels: list[tuple[int, int]] = []
    open_kinds: list[tuple[str, ...]] = []
    for number, text in enumerate(texts):
        marker = MARKERS.match(text)
        if number not in sure or not marker:
            levels.append((len(open_kinds), 0))
            continue
        kind = _kind_of_level(found[number][0].kind)
        if kind in open_kinds:
            del open_kinds[open_kinds.index(kind) + 1 :]
        else:
            open_kinds.append(kind)
        levels.append((len(open_kinds), marker.end()))
    return levels if sum(length > 0 for _, length in levels) > 1 else []


def _kind_of_level(kind: tuple[str, ...]) -> tuple[str, ...]:
    """The kind of a marker without its parents' numbers: ๑.๑ and ๒.๑ stand at one depth."""
    return ("dotted", str(len(kind))) if kind[0] == "dotted" else kind


def is_first(mark: Mark) -> bool:
    """Whether a list may begin with it."""
    return mark.value in (1, ord("ก"), ord("a"), ord("A"))


def refers(text: str, below: str) -> bool:
    """Whether a line ends with what an article is named after, ตาม, แห่ง, and `below` names one."""
    marker = MARKERS.match(below)
    pattern = REFERS if marker and marker["word"] else REFERS_TO_PART
    return bool(pattern.search(text))


def _follows(before: Mark, mark: Mark) -> bool:
    most = LETTERS_LEFT_OUT if mark.kind[1] == "letter" and mark.value >= ord("ก") else 1
    return 0 < mark.value - before.value <= most


def _has_parent(mark: Mark, last: dict[tuple[str, ...], Mark]) -> bool:
    """Whether ๑.๑ stands below ๑. or ๑.๑.๑ below ๑.๑."""
    *above, own = mark.kind[2:]
    kinds = (
        (("dotted", mark.kind[1], *above),)
        if above
        else tuple((sign, mark.kind[1]) for sign in (".", ")", "-"))
    )
    return any(
        kind in last and last[kind].value == int(own) and last[kind].line + NEAR >= mark.line
        for kind in kinds
    )


def _script(number: str) -> str:
    return "arabic" if number.isascii() else "thai"


def _roman(letters: str) -> int:
    values = [ROMAN[letter] for letter in letters]
    following = [*values[1:], 0]
    return sum(-v if v < n else v for v, n in zip(values, following, strict=True))
