"""Fields of an RTF file: where their results lead, and which of them the book makes anew.

Enters: the instruction of a field. Leaves: a link, or what the result is. Source: Rich Text Format
Specification 1.9.1, Fields; the instructions are Word's (ECMA-376 part 1, 17.16.5).
"""

from __future__ import annotations

import re

HYPERLINK = re.compile(r'HYPERLINK\s+(?P<local>\\l\s+)?(?:\\[a-z]\s+)*"(?P<target>[^"]+)"')
MADE_ANEW = {
    "TOC": "contents",
    "INDEX": "contents",
    "PAGE": "page-number",
    "NUMPAGES": "page-number",
}
OF_PAGES = ("PAGEREF", "NOTEREF")
DRAWN = ("EQ",)  # fields that Word draws by their instruction


def name_of(instruction: str) -> str:
    """The name of a field: TOC, HYPERLINK …"""
    return (instruction.split() or [""])[0].upper()


def link_of(instruction: str) -> str:
    """Where the result of a field leads: an address or "#name"; "" for nowhere."""
    found = HYPERLINK.search(instruction)
    if not found:
        return ""
    return f"#{found['target']}" if found["local"] else found["target"]
