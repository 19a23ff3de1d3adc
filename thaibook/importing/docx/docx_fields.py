"""Fields of a .docx: what their instructions say (ECMA-376 part 1, 17.16).

Enters: instructions. Leaves: their kinds, and the places that references lead to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

ADDRESS = re.compile(r'HYPERLINK\s+(?:\\[a-z]\s+)*(?:"([^"]*)"|([^\s\\"]+))?', re.IGNORECASE)
REFERENCE = re.compile(r"\s*(?:REF|PAGEREF|NOTEREF)\s+([^\s\\]+)", re.IGNORECASE)
PLACE = re.compile(r'\\l\s+"([^"]*)"')
ENTRY = re.compile(r'XE\s+"([^"]+)"', re.IGNORECASE)
SIGN = re.compile(
    r'SYMBOL\s+(\d+|0x[0-9a-f]+)(?:.*?\\f\s+"?([^"\\]+?)"?\s*(?:\\|$))?', re.IGNORECASE
)
# Fields whose result the book makes anew, or that stand for a page that is another one now.
CONTENTS, COUNTED = ("TOC", "INDEX", "TOA"), ("PAGE", "NUMPAGES", "SECTIONPAGES")
PAGES_OF = ("PAGEREF", "NOTEREF")


@dataclass
class OpenField:
    """A field that has begun. shows: whether its result is on the page now."""

    instruction: str = ""
    shows: bool = False

    @property
    def kind(self) -> str:
        """Its name: TOC, HYPERLINK …"""
        return (self.instruction.split() or [""])[0].upper()


def place_of(instruction: str) -> str:
    """The bookmark that a reference of Word leads to, "" where it is no link."""
    found = REFERENCE.match(instruction)
    return found[1] if found and r"\h" in instruction else ""
