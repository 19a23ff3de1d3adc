"""A line break inside a paragraph: between Thai letters it is nothing, else a space.

Enters: a tree. Leaves: the same tree with such line breaks taken out. Source: CSS Text 3,
4.1.2 Segment break transformation, with the rule that it leaves to the user agent for
scripts that put no space between words. ๆ and ฯ are signs, and a space follows them
(Royal Society, หลักเกณฑ์การเว้นวรรค).
"""

from __future__ import annotations

import re

from lxml import etree

from thaibook.markup.runs import runs

LETTER = "\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e45\u0e47-\u0e4e"
# A space before the break is one that the author typed, and it stays; the indent of the
# next line is none.
BETWEEN_THAI = re.compile(f"(?<=[{LETTER}])\n[ \t]*(?=[{LETTER}])")
# A browser that finds U+200B beside a line break takes both for nothing: it becomes a space.
THAI = "\u0e01-\u0e5b"
BESIDE_THAI = re.compile(rf"(?<=[{THAI}])[ \t]*\n[ \t]*(?=\S)|(?<=\S)[ \t]*\n[ \t]*(?=[{THAI}])")


def join_lines(root: etree._Element) -> None:
    """Take the line breaks between Thai letters out of the paragraphs of a tree."""
    for run in runs(root):
        text = run.text()
        if "\n" not in text:
            continue
        removed = {i for match in BETWEEN_THAI.finditer(text) for i in range(*match.span())}
        text = BESIDE_THAI.sub(lambda match: match[0].replace("\n", " "), text)
        start = 0
        for slot in run.slots:
            end = start + len(slot.text)
            slot.put("".join(text[i] for i in range(start, end) if i not in removed))
            start = end
