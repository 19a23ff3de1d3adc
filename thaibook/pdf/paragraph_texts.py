"""The texts of a section's paragraphs, as the layout will ask for their breaks.

Enters: the tree of a section, as it is printed. Leaves: texts. Breaks that are looked up for
many texts at once take a fraction of the time; a text that is missing here, or put otherwise,
costs that time and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import lxml.html

from thaibook.pdf.paper_body import FOOTNOTE, WAS_BLOCK

OBJECT = "\ufffc"  # a picture or a formula in the text counts as one letter, as in Unicode
TEXT_BLOCKS = frozenset("p li dd dt td th h1 h2 h3 h4 h5 h6 figcaption caption".split())
BLOCKS = TEXT_BLOCKS | frozenset(("ul", "ol", "table", "pre", "blockquote", "div"))
SPACE = re.compile("[ \t\n]+")


def paragraph_texts(root: lxml.html.HtmlElement) -> Iterator[str]:
    """The text of each paragraph, item, cell and heading, up to a block inside of it."""
    for node in root.iter(*TEXT_BLOCKS, "span"):
        if node.tag == "span" and not _was_block(node):
            continue
        parts: list[str] = []
        _gather(node, parts)
        if text := SPACE.sub(" ", "".join(parts)).strip(" "):
            yield text


def _gather(node: lxml.html.HtmlElement, parts: list[str]) -> bool:
    """Add the text of `node` to the parts; False where a block has ended it."""
    parts.append(node.text or "")
    for child in node:
        if child.tag in BLOCKS or (child.tag == "span" and _was_block(child)):
            return False
        if child.tag == "img":
            parts.append(OBJECT)
        elif child.get("class") == FOOTNOTE:  # here its call stands
            parts.append(f"\u2060{child.get('data-number', '')}")
        elif not _gather(child, parts):
            return False
        parts.append(child.tail or "")
    return True


def _was_block(span: lxml.html.HtmlElement) -> bool:
    return WAS_BLOCK in span.get("class", "")
