"""Divisions between lines of `:::` or `///`, which may stand within one another.

    ::: verse            /// note | title
    ...                  ...
    :::                  ///

Enters: the lines of a chapter. Leaves: which lines open and close one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from thaibook.grammar.signs import CODE_INDENT, HOLDER, MARKER
from thaibook.grammar.verbatim import fenced_blocks
from thaibook.grammar.verse_forms import form_of, is_bare_verse, wide_tabs
from thaibook.text import late_pattern

OPENING = re.compile(
    r"^ {0,3}:{3,} *(?P<slash>/?)\{?\.?(?P<kind>[A-Za-z\u0e00-\u0e7f][\w\u0e00-\u0e7f-]*)\}?"
    r"(?P<title>[^\n]*)$",
    re.MULTILINE,
)
CLOSING = re.compile(r"^ {0,3}:{3,} *$", re.MULTILINE)
SLASHES = late_pattern(
    rf"(?P<indent>[ >]*(?:{MARKER} +)*+)/{{3,}} *(?P<kind>[A-Za-z][\w-]*)? *(?P<title>\|[^\n]*)?$"
)
RULED = "answer-lines"  # its title is a number of lines, and no words
BELOW_ITEM = "below-item"  # what stands below an item that Markdown has no list for, (ก)
THAI_KINDS = {
    "คำคม": "epigraph",
    "กลาง": "center",
    "ขวา": "right",
    "หมายเหตุ": "note",
    "เกร็ด": "tip",
    "คำเตือน": "warning",
    "จดหมาย": "letter",
    "ป้าย": "placard",
    "ประกาศ": "notice",
    "ภาพคู่": "side-by-side",
    "ผู้เขียน": "about-author",
    "แนวนอน": "landscape",
    "แบบฝึกหัด": "exercise",
    "เฉลย": "answer",
    "เส้น": RULED,
    "บรรณานุกรม": "bibliography",
}
# The kinds that have a look of their own; others write them with a capital, too.
BOXED = frozenset("note tip warning info danger caution important".split())
LINED = frozenset(("epigraph", "center", "right", "placard", "letter"))
SIGNS_ABOVE = late_pattern(r"[\s>]*")  # of what a division may stand in


def title_of(line: str) -> str | None:
    """What a line says that opens a division: its title, or nothing; None for any other line."""
    if opening := OPENING.match(line):
        return "" if kind_of_division(opening["kind"]) == RULED else opening["title"]
    slashes = SLASHES.match(line) if "///" in line else None
    if not slashes or not slashes["kind"]:
        return None
    return "" if slashes["kind"] == "html" else (slashes["title"] or "")[1:]


def is_lined(kind: str) -> bool:
    """Whether each line stays a line in a division of this name: a signature, a line of thanks."""
    return THAI_KINDS.get(kind, kind) in LINED


def kind_of_division(kind: str) -> str:
    """The class of a division of this name."""
    kind = THAI_KINDS.get(kind, kind)
    return kind.lower() if kind.lower() in BOXED else kind


def with_colons(lines: Sequence[str]) -> list[str]:
    """The lines, where `/// note | title` is `::: /note title` if a line of slashes closes it."""
    written = list(lines)
    if not any("///" in line for line in lines):
        return written
    opened: list[tuple[int, re.Match[str]]] = []
    listed = False
    for number, line in enumerate(lines):
        listed = bool(HOLDER.match(line)) or (listed and not line[:1].strip())
        slashes = SLASHES.match(line) if "///" in line else None
        if not slashes or (line.startswith(" " * CODE_INDENT) and not listed):
            continue
        if slashes["kind"]:
            opened.append((number, slashes))
        elif not slashes["title"] and opened:
            begin, opening = opened.pop()
            title = (title_of(opening[0]) or "").strip()
            written[begin] = f"{opening['indent']}::: /{opening['kind']} {title}"
            written[number] = f"{slashes['indent']}:::"
    return written


def divided(lines: Sequence[str]) -> dict[int, int]:
    """By the number of each line that opens a division the number of the one that closes it,
    or of the end of the lines."""
    ends: dict[int, int] = {}
    opened: list[int] = []
    for number, line in enumerate(lines):
        if ":::" not in line:
            continue
        if OPENING.match(line):
            opened.append(number)
            ends[number] = len(lines)
        elif opened and CLOSING.match(line):
            ends[opened.pop()] = number
    return ends


def with_wide_tabs(lines: Sequence[str]) -> list[str]:
    """The lines, where tabs between the parts of verse are as wide as a gap."""
    written = list(lines)
    if not any("\t" in line for line in lines):
        return written
    inner = [SIGNS_ABOVE.sub("", line, count=1) for line in lines]
    for begin, end in divided(inner).items():
        opening = OPENING.match(inner[begin])
        if opening and form_of(opening["kind"]):
            written[begin:end] = map(wide_tabs, written[begin:end])
    code = {
        number
        for block in fenced_blocks([line.expandtabs(CODE_INDENT) for line in lines])
        for number in range(block.first, block.after)
    }
    begin = 0
    for number, line in enumerate([*inner, ""]):
        if line and number not in code:
            continue
        if is_bare_verse(inner[begin:number]):
            written[begin:number] = map(wide_tabs, written[begin:number])
        begin = number + 1
    return written
