"""`H~2~O`, `x^2^` and `==คำ==`: what stands below and above the line, and what is marked.

Enters: a line of Markdown, its code, formulas, links and tags taken out. Leaves: <sub>,
<sup>, <mark>; and, in a tree, word joiners where a line would part a script from what it
stands on. Syntax: Pandoc's subscript, superscript and mark, of which only those that
clearly are one: ~/path, 8~9 น., a^b, ^_^ and a==b stay as they are.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree

from lxml import etree
from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor

from thaibook.markup.runs import runs
from thaibook.text import late_pattern

# What a script stands on: a letter, a digit, what closes; an isotope's number on nothing.
_BASE = r"(?<=[^\W_]|[\u0e30-\u0e4e)\]}.%°′'”\x03])"
_ISOTOPE = r"(?<![^\s(\[“])(?=[~^]\d{1,3}[~^](?:[~^]\d{1,3}[~^])?[A-Z])"
SCRIPT = rf"(?:{_BASE}|{_ISOTOPE})([~^])(?![~^_])([\w(+*−–′°\x02-][^\s~^<>\[\]|]*)\1(?!\1|\d)"
TAGS = {"~": "sub", "^": "sup"}
# A face (ดี^o^) and a drawn-out word (ดี~มาก~): with a letter before them.
FACE_OR_DRAWN_OUT = late_pattern(r"[\u0e01-\u0e4e](?:\^[oO0vVwWuUxX]\^|[~^][\u0e01-\u0e4e])")
TWO_POWERS = late_pattern(r".+[^\w\s\x03].*[^\W_]$", re.DOTALL)  # x^2+y^n: `2+y` is none
# A word has ends that a mark stands at, but for a Thai one; after what closes, == compares.
_WORD = r"[^\W_\u0e01-\u0e5b]"
MARK = (
    rf"(?<![=)\]}}\"'\x03])(?<!{_WORD})==(?![=\s>])"
    rf"((?:[^=]|=(?!=))+?)(?<![\s<])==(?!=|{_WORD})"
)
WORD_JOINER = "\u2060"
AFTER_HYPHEN = late_pattern(r"(?<=-)(?=[^\W\d_])")  # e^-x^


class ScriptsExtension(Extension):
    """Registers what this module has: when all that is not prose has been taken out, and
    before emphasis, whose ~~ are two."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        md.inlinePatterns.register(MarkProcessor(MARK, md), "mark", 72)
        md.inlinePatterns.register(ScriptProcessor(SCRIPT, md), "script", 71)


class MarkProcessor(InlineProcessor):
    """`==คำ==` becomes <mark>คำ</mark>."""

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[ElementTree.Element, int, int]:
        element = ElementTree.Element("mark")
        element.text = m[1]
        return element, m.start(0), m.end(0)


class ScriptProcessor(InlineProcessor):
    """`~2~` becomes <sub>2</sub>, `^2^` <sup>2</sup>."""

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[ElementTree.Element | None, int, int]:
        following = data[m.end() : m.end() + 1]
        is_two_powers = following.isalnum() and following.isascii() and TWO_POWERS.match(m[2])
        if is_two_powers or (m.start() and FACE_OR_DRAWN_OUT.match(data, m.start() - 1)):
            return None, m.start(0), m.start(0) + 1
        element = ElementTree.Element(TAGS[m[1]])
        element.text = m[2]
        return element, m.start(0), m.end(0)


def join_scripts(root: etree._Element) -> None:
    """Let no line of a tree begin with a <sub> or <sup>: after Thai or a bracket it might."""
    if next(root.iter("sub", "sup"), None) is None:
        return
    for run in runs(root):
        before = " "
        for slot in run.slots:
            if slot.element.tag in TAGS.values() and not slot.tail and not slot.fixed:
                text = AFTER_HYPHEN.sub(WORD_JOINER, slot.text)
                whole = _joins_words(before) and _joins_words(text[:1])
                slot.put(text if whole or before.isspace() else WORD_JOINER + text)
            before = slot.text[-1:] or before


def _joins_words(letter: str) -> bool:
    return letter.isascii() and letter.isalnum()
