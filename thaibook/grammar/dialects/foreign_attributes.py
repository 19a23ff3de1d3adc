"""Lists of attributes as kramdown and Hugo have them, where this program reads none.

    {: .class}       below a list within a list, below code, behind an item, before a block
    {.class}         below a table (Hugo)

They say how something looks elsewhere and are never text. Those that thaibook.markup reads
stay: behind a heading, a picture, emphasis, and below a paragraph.

Enters: a Draft. Leaves: in it, none of the others; a Remark for each.
"""

from __future__ import annotations

from thaibook.grammar.dialects.draft import Draft
from thaibook.grammar.kinds import Kind
from thaibook.grammar.signs import BRACES, ITEM, OF_PICTURE, OF_TABLE
from thaibook.text import late_pattern

ALONE = late_pattern(r"[ \t>]*\{(?::[^{}\n]{0,300}|[^{}\n]{1,300})\}[ \t]*$")
OF_BLOCK = late_pattern(rf"[ \t>]*{BRACES}[ \t]*$")
# Right behind what has attributes of its own: a link, emphasis, code behind its mark.
OF_SPAN = late_pattern(rf"(?<=[)*_\]>\x03~=]){BRACES}(?!\{{:)")
WITH_COLON = late_pattern(r"[ \t]*(?<!\\)\{:[ ]*(?:[.#][\w-]|[a-z-]+(?=[=:\s}]))[^{}\n]{0,300}\}")
# What Notion says of a block behind it; a caption, a heading and a fence have attributes of ours.
OF_NOTION = late_pattern(r"(?<![^\s])[ \t]?\{(?:[a-z_]+=\"[^\"\n{}]*\" ?){1,9}\}(?=[ \t]|$)")
OURS = late_pattern(rf"[ \t>]*(?:#{{1,6}} |{OF_PICTURE}|{OF_TABLE}|:::|`|~|!\[)")
START = late_pattern(r"\{:?[^{}\n]{0,200}\bstart=[\"']?(\d{1,3})[\"' }]")
UNREAD = (Kind.ROW, Kind.DASHES, Kind.FENCE, Kind.CODE, Kind.HTML, Kind.COMMENT, Kind.FORMULA)


def read_attributes(draft: Draft) -> None:
    """Everything of this module."""
    if not any(sign in draft.text for sign in ("{:", "{.", "{#", "=")) or "{" not in draft.text:
        return
    lines = draft.text.split("\n")
    for number, line in enumerate(lines):
        if "{" not in line:
            continue
        if ALONE.match(line):
            _alone(draft, lines, number)
        elif "{:" in line and not line.lstrip(" >").startswith("#"):
            lines[number] = _behind(draft, line, number)
        if '="' in line and OF_NOTION.search(line) and not OURS.match(line):
            sign = OF_NOTION.findall(line)[0].strip()
            draft.tell_line(number + 1, "Notion", sign, "attributes", is_left_out=True)
            lines[number] = OF_NOTION.sub("", lines[number])
    draft.text = "\n".join(lines)


def _alone(draft: Draft, lines: list[str], number: int) -> None:
    """A line that is nothing else: it stays where it is that of the paragraph above."""
    line, above = lines[number], lines[number - 1] if number else ""
    if (start := START.search(line)) and _begin_list(lines, number, start[1]):
        lines[number] = ""
        return
    kind = draft.kinds[number - 1] if 0 < number <= len(draft.kinds) else Kind.BLANK
    has_colon = line.lstrip(" \t>").startswith("{:")
    is_ours = bool(OF_BLOCK.match(line))
    if not has_colon and (not is_ours or not above.strip(" \t>")):
        return
    is_read = kind not in UNREAD and "://" not in line and not (has_colon and line[:1] in " \t")
    if (is_ours and above.strip(" \t>") and is_read) or kind is Kind.FORMULA:
        return
    dialect = "kramdown" if has_colon else "Hugo"
    draft.tell_line(number + 1, dialect, line.strip(), "attributes", is_left_out=True)
    lines[number] = ">" * line.count(">")


def _begin_list(lines: list[str], number: int, start: str) -> bool:
    """Write the number with which the list below or above a line begins; whether there is one."""
    above = number - 1
    while above > 0 and lines[above - 1].strip():
        above -= 1
    for at in (number + 1, above):
        item = ITEM.match(lines[at]) if 0 <= at < len(lines) and at != number else None
        if item and item["number"] and item["number"].isascii():
            lines[at] = f"{item['indent']}{start}{lines[at][item.start('sign') :]}"
            return True
    return False


def _behind(draft: Draft, line: str, number: int) -> str:
    """A line without those behind words that have none."""
    parts, at = [], 0
    is_row = line.lstrip(" ").startswith("|")
    for found in WITH_COLON.finditer(line):
        begin = found.start() + found[0].index("{")
        if OF_SPAN.match(line, begin) or is_row:
            continue
        draft.tell_line(number + 1, "kramdown", found[0].strip(), "attributes", is_left_out=True)
        parts.append(line[at : found.start()])
        at = found.end()
    return "".join([*parts, line[at:]])
