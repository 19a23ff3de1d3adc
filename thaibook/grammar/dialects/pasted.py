"""What authors paste or type that Markdown takes for something else: tables whose cells TABs part,
chords above the words of a song, and lines of waves between scenes.

Enters: the text of a chapter. Leaves: the text with as many lines: tables as HTML, whose rows
have a line each; chords and words on lines of their own, the gaps between chords as wide as they
were; `***` between scenes. A spreadsheet that is copied gives cells with TABs between them;
`~~~` alone between empty lines, with prose in Thai below, fences no code.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import dropwhile, takewhile

from thaibook.grammar.kinds import Kind
from thaibook.grammar.line_signs import CHAT
from thaibook.grammar.lines import scan
from thaibook.text import late_pattern

WAVES = late_pattern(r" {0,3}~{3,}[ \t]*$")
FENCE = late_pattern(r"[ >]*(?:`{3,}|~{3,})")
THAI = late_pattern(r"[^A-Za-z\u0e01-\u0e5b]*[\u0e01-\u0e5b]")
CODE_END = late_pattern(r"[;{}]\s*$")
SCENE = "***"
CHORD = r"[A-G](?:#|b)?(?:m(?:aj|in)?|dim|aug|sus|add)?[0-9]{0,2}(?:sus[24])?(?:/[A-G](?:#|b)?)?"
# One that is indented, or several.
CHORDS = late_pattern(rf"(?:[ \t]+{CHORD}|{CHORD}[ \t]+{CHORD})(?:[ \t]+{CHORD}){{0,20}}[ \t]*$")
GAP = late_pattern(r"^[ \t]+|[ \t]{2,}")
WIDE = "\u2003"  # EM SPACE: about two letters
LEAST_TABS = 2  # in a row: a poem has one
NO_ROW = late_pattern(r"[\s>|#:]")
NUMBER = late_pattern(r"[\d๐-๙.,%฿-]+")


def with_scenes(text: str) -> str:
    """The text with *** where lines of waves part scenes."""
    lines = text.split("\n")
    number = 0
    while number < len(lines):
        if WAVES.match(lines[number]):
            end = next((n for n in range(number + 1, len(lines)) if WAVES.match(lines[n])), 0)
            if not _parts_scenes(lines, number, end):
                number = end or len(lines)
            else:
                lines[number] = SCENE
        elif FENCE.match(lines[number]):
            sign = lines[number].lstrip(" >")[:3]
            after = range(number + 1, len(lines))
            number = next((n for n in after if lines[n].lstrip(" >").startswith(sign)), len(lines))
        number += 1
    return "\n".join(lines)


def _parts_scenes(lines: Sequence[str], begin: int, end: int) -> bool:
    """Whether a line of waves stands alone, above a paragraph of prose or at the end."""
    beside = [*lines[max(begin - 1, 0) : begin], *lines[begin + 1 : begin + 2]]
    if any(line.strip() for line in beside) or (end and lines[end - 1].strip()):
        return False
    after = iter(lines[begin + 1 : end or len(lines)])
    below = list(takewhile(str.strip, dropwhile(lambda line: not line.strip(), after)))
    if not below:
        return not end
    return all(map(THAI.match, below)) and not any(map(CODE_END.search, below))


def with_songs(text: str) -> str:
    """The text with the chords of songs above their words."""
    lines = text.split("\n")
    chords = [
        number
        for number, line in enumerate(lines[:-1])
        if CHORDS.match(line) and THAI.match(lines[number + 1])
    ]
    kinds = [line.kind for line in scan(text)] if chords else []
    for number in chords:
        above = lines[number - 1] if number else ""
        if kinds[number] in (Kind.PROSE, Kind.CODE) and kinds[number + 1] is Kind.PROSE:
            if above.strip() and kinds[number - 1] is not Kind.PROSE:
                continue
            if above.strip() and not above.endswith("\\"):
                lines[number - 1] = f"{above.rstrip()}\\"
            lines[number] = f"{GAP.sub(_as_wide, lines[number].expandtabs(4).rstrip())}\\"
    return "\n".join(lines)


def _as_wide(gap: re.Match[str]) -> str:
    return WIDE * max(1, len(gap[0]) // 2)


def with_tables(text: str) -> str:
    """The text with the tables whose cells TABs part."""
    lines, kinds = text.split("\n"), [line.kind for line in scan(text)]
    number = 0
    while number < len(lines):
        end = number
        while end < len(lines) and _may_be_row(lines[end], kinds[end]):
            end += 1
        if end > number:
            number -= _has_corner(lines, kinds, number)
        if end - number > 1 and _is_table(lines[number:end]):
            lines[number:end] = _rows(lines[number:end])
        number = max(end, number + 1)
    return "\n".join(lines)


def _may_be_row(line: str, kind: Kind) -> bool:
    return (
        kind is Kind.PROSE
        and line.count("\t") >= LEAST_TABS
        and not NO_ROW.match(line)
        and not CHAT.match(line)
    )


def _has_corner(lines: Sequence[str], kinds: Sequence[Kind], first: int) -> bool:
    """Whether the line above the first row is a head whose first cell is empty."""
    above = lines[first - 1] if first else ""
    return (
        above.startswith("\t")
        and kinds[first - 1] in (Kind.PROSE, Kind.CODE)
        and above.count("\t") == lines[first].count("\t")
    )


def _is_table(lines: Sequence[str]) -> bool:
    """Whether all rows have as many cells."""
    return len({line.count("\t") for line in lines}) == 1


def _rows(lines: Sequence[str]) -> list[str]:
    """The rows as HTML. The first is the head where it has no number; numbers stand on the
    right."""
    cells = [[cell.strip() for cell in line.split("\t")] for line in lines]
    has_head = any(cells[0]) and not any(map(NUMBER.fullmatch, cells[0]))
    columns = zip(*cells[has_head:], strict=True)
    are_numbers = [all(map(NUMBER.fullmatch, filter(None, each))) and any(each) for each in columns]
    looks = [' align="right"' if at and each else "" for at, each in enumerate(are_numbers)]
    rows = [
        _row(each, "th" if has_head and not at else "td", looks) for at, each in enumerate(cells)
    ]
    if has_head:
        rows[0] = f"<thead>{rows[0]}</thead>"
        rows[1] = f"<tbody>{rows[1]}"
        rows[-1] += "</tbody>"
    rows[0] = f"<table>{rows[0]}"
    rows[-1] += "</table>"
    return rows


def _row(cells: Sequence[str], tag: str, looks: Sequence[str]) -> str:
    made = (f"<{tag}{look}>{cell}</{tag}>" for cell, look in zip(cells, looks, strict=True))
    return f"<tr>{''.join(made)}</tr>"
