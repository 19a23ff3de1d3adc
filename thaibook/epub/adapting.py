"""The body of a section as an EPUB has it, but for its marks.

Enters: the XHTML of a section, the same for every format. Leaves: XHTML whose links lead from
file to file, whose pictures are the copies for a screen, and whose notes are named as EPUB and
ARIA name them (EPUB 3 Structural Semantics Vocabulary; DPUB-ARIA 1.1).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from thaibook.model import Section
from thaibook.text import Tag, texts_and_tags
from thaibook.vocabulary import BACKLINK, CALL_LINK, NOTE, NOTES

# (element, class) -> what the element is
SEMANTICS = {
    ("a", CALL_LINK): 'epub:type="noteref" role="doc-noteref"',
    ("section", NOTES): 'epub:type="footnotes"',
    ("aside", NOTE): 'epub:type="footnote" role="doc-footnote"',
    ("a", BACKLINK): 'epub:type="backlink" role="doc-backlink"',
}
# What a body has that an EPUB needs otherwise; most bodies of prose have none of it.
SIGNS = ("<a ", "<section ", "<aside ", "<img ")
PICTURES = "../images/"


class Addresses(NamedTuple):
    """Where things lie in the EPUB: the section of each id, the file of each picture's name."""

    sections: Mapping[str, str]
    pictures: Mapping[str, str]


def ids(sections: Iterable[Section]) -> dict[str, str]:
    """The name of the section of each id; nothing for a book without links to ids."""
    sections = list(sections)
    if not any('href="#' in section.body for section in sections):
        return {}
    return {
        name: section.name
        for section in sections
        if ' id="' in section.body
        for _, tag in texts_and_tags(section.body)
        if tag and " id=" in tag.rest and (name := tag.get("id"))
    }


def is_plain(body: str) -> bool:
    """Whether an EPUB has the body as it is, whatever the rest of the book is."""
    return not any(sign in body for sign in SIGNS)


def adapted(body: str, addresses: Addresses) -> str:
    """`body` for the EPUB."""
    if is_plain(body):
        return body
    parts = []
    for text, tag in texts_and_tags(body):
        parts += [text, _adapted(tag, addresses) if tag else ""]
    return "".join(parts)


def _adapted(tag: Tag, addresses: Addresses) -> str:
    """The source of one tag: with what it means, with the address that it has in an EPUB."""
    source = tag.source
    if tag.is_end or tag.name not in ("a", "section", "aside", "img"):
        return source
    if meaning := SEMANTICS.get((tag.name, tag.get("class"))):
        named = f'class="{tag.get("class")}"'
        source = source.replace(named, f"{named} {meaning}", 1)
    if tag.name == "a" and (href := tag.get("href")).startswith("#"):
        section = addresses.sections.get(href[1:], "")
        source = source.replace('href="#', f'href="{section}.xhtml#', 1)
    if tag.name == "img" and (src := tag.get("src")).startswith(PICTURES):
        name = src.removeprefix("../")
        source = source.replace(f'src="../{name}"', f'src="../{addresses.pictures[name]}"', 1)
    return source
