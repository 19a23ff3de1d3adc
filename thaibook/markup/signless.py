"""Texts without a sign of markup: most paragraphs, and Markdown looks for none in them.

Enters: blocks, and the tree of blocks. Leaves: the same tree; Python-Markdown would look for
twenty kinds of blocks and two dozen patterns in every text, which takes half of its time.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockprocessors import ParagraphProcessor
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import STX, AtomicString

# Every pattern of a line needs one of these; a test tries each on texts that have none.
SIGN = re.compile(rf"[\\`$\[!<&*_~^=@wW{STX}]")
SIGNS = ("://", "  \n")
# What a line of prose begins with: no kind of block but a paragraph does. ก. and a) are items.
PROSE = re.compile("[A-Za-z“\u0e01-\u0e2e\u0e40-\u0e44][^.)]")


class PlainExtension(Extension):
    """Registers what this module has: before all blocks, and around the patterns of lines."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        md.parser.blockprocessors.register(PlainParagraph(md.parser), "plain", 200)
        plain: list[Element] = []
        md.treeprocessors.register(Hide(md, plain), "hide-plain", 20.1)
        md.treeprocessors.register(Show(md, plain), "show-plain", 19.9)


def is_plain(text: str) -> bool:
    """Whether no pattern of a line can match in `text`."""
    return not SIGN.search(text) and not any(sign in text for sign in SIGNS)


class PlainParagraph(ParagraphProcessor):
    """A paragraph of one line, which nothing else can be."""

    def test(self, parent: Element, block: str) -> bool:
        """Whether it is one, and stands in nothing else."""
        return not self.parser.state and "\n" not in block and bool(PROSE.match(block))


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
