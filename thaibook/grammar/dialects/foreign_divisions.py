"""Divisions, lines and lists as Pandoc and Quarto write them.

    ::: {.callout-note title="…"}     a box
    :::: {#id .class key=value}       a division with a name
    | line                            lines that stay lines
    (@) item, #. item                 items that the program numbers

Enters: a Draft. Leaves: in it, the same in the words of this program.
"""

from __future__ import annotations

import re

from thaibook.grammar.dialects.draft import Draft
from thaibook.grammar.kinds import Kind

OPENING = re.compile(
    r"^(?P<colons> {0,3}:{3,})[ \t]*\{(?P<inside>[^{}\n]{0,500})\}[ \t]*(?P<more>:*[ \t]*)$",
    re.MULTILINE,
)
CALLOUT = re.compile(r"callout-(note|tip|warning|important|caution)$")
CLASS = re.compile(r"(?:^|\s)\.([A-Za-z\u0e00-\u0e7f][\w\u0e00-\u0e7f-]*)")
ID = re.compile(r"(?:^|\s)#([^\s#.{}=\"']+)")
TITLE = re.compile(r"\btitle=(?:\"([^\"]*)\"|'([^']*)')")
HEADING_IN_BOX = re.compile(
    r"^( {0,3}:{3,} */(?:note|tip|warning|important|caution))[ \t]*\n"
    r"((?:[ \t]*\n)*)#{1,6} +([^\n]*)$",
    re.MULTILINE,
)
LINE = re.compile(r" {0,3}\|(?: (?P<words>[^\n]*)|)$")
EXAMPLE = re.compile(r"^( {0,3})\(@([\w\u0e00-\u0e7f-]*)\)(?=[ \t]+\S)", re.MULTILINE)
REFERENCE = re.compile(r"\(@([\w\u0e00-\u0e7f-]+)\)")
HASHED = re.compile(r"^( {0,12})#\.(?=[ \t]+\S)", re.MULTILINE)
INDENT = "\u2003"  # EM SPACE: an indented line of a block of lines


def read_divisions(draft: Draft) -> None:
    """Everything of this module."""
    if ":::" in draft.text:
        draft.replace(OPENING, _division)
        draft.replace(HEADING_IN_BOX, lambda box: f"{box[1]} {box[3]}\n{box[2]}")
    if "| " in draft.text:
        _lines(draft)
    if "(@" in draft.text:
        _examples(draft)
    draft.replace(HASHED, lambda item: f"{item[1]}1.")


def _division(opening: re.Match[str]) -> str:
    inside = opening["inside"]
    names = CLASS.findall(inside)
    title = TITLE.search(inside)
    words = (title[1] or title[2] or "") if title else ""
    callout = next((CALLOUT.match(name) for name in names if CALLOUT.match(name)), None)
    name = ID.search(inside)
    kind = f"/{callout[1]}" if callout else names[0] if names else "division"
    own = f"{{#{name[1]}}}" if name else ""
    return " ".join(filter(None, (opening["colons"], kind, words, own)))


def _lines(draft: Draft) -> None:
    """Blocks of lines that begin with a bar, and are no table."""
    lines = draft.text.split("\n")
    number = 0
    while number < len(lines):
        end = number
        while end < len(lines) and _is_line(draft, lines, end, number):
            end += 1
        block = lines[number:end]
        if block and not any("|" in line.lstrip(" ")[1:] for line in block):
            lines[number:end] = _hard(block)
        number = max(end, number + 1)
    draft.text = "\n".join(lines)


def _is_line(draft: Draft, lines: list[str], number: int, first: int) -> bool:
    kind = draft.kinds[number] if number < len(draft.kinds) else Kind.PROSE
    if kind in (Kind.VERSE, Kind.ROW, Kind.DASHES):
        return False
    if LINE.match(lines[number]):
        return True
    # A line goes on where the next one begins with spaces.
    return number > first and lines[number].startswith(" ") and bool(lines[number].strip())


def _hard(block: list[str]) -> list[str]:
    written: list[str] = []
    for number, line in enumerate(block):
        bar = LINE.match(line)
        words = (bar["words"] or "") if bar else line.strip()
        indent = len(words) - len(words.lstrip(" "))
        words = INDENT * ((indent + 1) // 2) + words.strip(" ")
        following = LINE.match(block[number + 1]) if number + 1 < len(block) else None
        hard = words.strip() and following and (following["words"] or "").strip()
        written.append(f"{words}\\" if hard else words)
    return written


def _examples(draft: Draft) -> None:
    numbers: dict[str, int] = {}
    count = 0

    def item(found: re.Match[str]) -> str:
        nonlocal count
        count += 1
        if found[2]:
            numbers.setdefault(found[2], count)
        return f"{found[1]}{count}."

    draft.replace(EXAMPLE, item)
    draft.replace(REFERENCE, lambda to: f"({numbers[to[1]]})" if to[1] in numbers else None)
