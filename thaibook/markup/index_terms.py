"""The words that authors marked for the index.

Enters: a tree with <span class="index">, as `[คำ]{.index}` makes them. Leaves: the same with
an id and an entry for each, data-term; and, of the finished tree of a chapter, the IndexTerms.
`term="จีน!หางโจว"` stands under another entry; `[]{.index term="…"}` marks a place without
words.
"""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from thaibook.markup.elements import classes, has_class, take, text_of
from thaibook.markup.references import HEADINGS, heading_text
from thaibook.markup.source import Source
from thaibook.vocabulary import INDEX_TERM


class IndexTerm(NamedTuple):
    """One place that the index names.

    entry: the words of the entry, below those that it stands under; place: an id; heading:
    the title of the heading above it.
    """

    entry: tuple[str, ...]
    place: str
    heading: str


def mark_terms(root: etree._Element, source: Source) -> None:
    """Give each marked word of a chapter its id and its entry."""
    for number, node in enumerate(classes(root, INDEX_TERM), 1):
        node.set("id", source.own_id(f"index-{number}"))
        node.set("data-term", take(node, "term") or text_of(node))


def marked_terms(root: etree._Element, title: str) -> tuple[IndexTerm, ...]:
    """The places of a chapter that the index names; title: the chapter's own."""
    if not classes(root, INDEX_TERM):
        return ()
    terms = []
    for node in root.iter(etree.Element):
        if node.tag in HEADINGS:
            title = heading_text(node)
        if has_class(node, INDEX_TERM):
            parts = (" ".join(part.split()) for part in node.get("data-term", "").split("!"))
            if entry := tuple(part for part in parts if part):
                terms.append(IndexTerm(entry, node.get("id", ""), title))
    return tuple(terms)
