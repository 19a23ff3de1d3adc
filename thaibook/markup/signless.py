"""Texts without a sign of markup: most paragraphs, and Markdown looks for none in them.

Enters: the tree of blocks. Leaves: the same tree; Python-Markdown would look for each of
two dozen patterns in every text, which takes half of its time.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import STX, AtomicString

# Every pattern of a line needs one of these; a test tries each on texts that have none.
SIGN = re.compile(rf"[\\`$\[!<&*_~^=@wW{STX}]")
SIGNS = ("://", "  \n")


class PlainExtension(Extension):
    """Registers what this module has: right before and right after the patterns of lines."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        plain: list[Element] = []
        md.treeprocessors.register(Hide(md, plain), "hide-plain", 20.1)
        md.treeprocessors.register(Show(md, plain), "show-plain", 19.9)


def is_plain(text: str) -> bool:
    """Whether no pattern of a line can match in `text`."""
    return not SIGN.search(text) and not any(sign in text for sign in SIGNS)


class _Plain(Treeprocessor):
    def __init__(self, md: Markdown, plain: list[Element]) -> None:
        super().__init__(md)
        self.plain = plain


class Hide(_Plain):
    """Hides the plain texts: in an AtomicString, nothing is looked for."""

    def run(self, root: Element) -> None:
        """Make AtomicStrings of the plain texts of the tree."""
        self.plain.clear()
        for element in root.iter():
            text = element.text
            if text and not isinstance(text, AtomicString) and is_plain(text):
                element.text = AtomicString(text)
                self.plain.append(element)


class Show(_Plain):
    """Shows them again to those who look for words: abbreviations."""

    def run(self, root: Element) -> None:
        """Make strings of them again."""
        for element in self.plain:
            element.text = str(element.text)
        self.plain.clear()
