"""The index: the words that authors marked, in the order of the Thai alphabet.

Enters: sections with <span class="index" id=… data-term=…>, as `[คำ]{.index}` makes them.
Leaves: a Section for the back matter. `term="จีน!หางโจว"` stands under another entry;
`[]{.index term="…"}` marks a place without words. Order: Unicode Collation Algorithm
(UTS #10), which reads เ แ โ ใ ไ after their consonant as Thai dictionaries do.
"""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import lxml.html
from lxml import etree

from thaibook.markup.elements import classes, has_class, take, text_of
from thaibook.markup.references import HEADINGS, heading_text
from thaibook.markup.source import Source
from thaibook.model import Heading, Section

NAME = "index"


@dataclass
class Entry:
    """One entry: the places that it names, each as (id, title of the heading above it)."""

    places: list[tuple[str, str]] = field(default_factory=list)
    below: dict[str, Entry] = field(default_factory=dict)


def mark_terms(root: etree._Element, source: Source) -> None:
    """Give each marked word of a chapter its id and its entry."""
    for number, node in enumerate(classes(root, "index"), 1):
        node.set("id", source.own(f"index-{number}"))
        term = take(node, "term") or text_of(node)
        node.set("data-term", term)


def index_section(sections: Sequence[Section], labels: Mapping[str, str]) -> Section | None:
    """The index of the marked words in `sections`, or None where there are none.

    Each place is <a class="index-ref" href="#id">title of the heading above</a>, or a
    number where that heading was named before: a link in the EPUB, a page in the PDF.
    """
    top = Entry()
    for section in sections:
        if 'class="index"' in section.body:
            _collect(section, top)
    if not top.below:
        return None
    heading = Heading(1, f"{NAME}-title", labels["index"])
    body = f'<h1 id="{heading.id}">{html.escape(heading.title)}</h1>\n{_list(top)}'
    return Section(NAME, "index", heading.title, body, (heading,))


def _collect(section: Section, top: Entry) -> None:
    root = lxml.html.fragment_fromstring(section.body, create_parent="div")
    title = section.title
    for node in root.iter(etree.Element):
        if node.tag in HEADINGS:
            title = heading_text(node)
        if not has_class(node, "index"):
            continue
        entry = top
        for part in node.get("data-term", "").split("!"):
            if part.strip():
                entry = entry.below.setdefault(" ".join(part.split()), Entry())
        if entry is not top:
            entry.places.append((node.get("id", ""), title))


def _list(entry: Entry) -> str:
    items = []
    for term in sorted(entry.below, key=collation()):
        inner = entry.below[term]
        links = ", ".join(
            f'<a class="index-ref" href="#{place}">{html.escape(title, quote=False)}</a>'
            for place, title in _told_apart(inner.places)
        )
        words = f'<span class="term">{html.escape(term, quote=False)}</span>'
        deeper = f"\n{_list(inner)}\n" if inner.below else ""
        items.append(f"<li>{words}{' ' + links if links else ''}{deeper}</li>")
    return '<ul class="entries">\n' + "\n".join(items) + "\n</ul>"


def _told_apart(places: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The places, with 2, 3 … for the title of a heading that has been named."""
    counts: Counter[str] = Counter()
    for place, title in places:
        counts[title] += 1
        yield place, title if counts[title] == 1 else str(counts[title])


@cache
def collation() -> Callable[[str], Any]:
    """A sort key for words in Thai, Latin and other scripts."""
    from pyuca import Collator

    key: Callable[[str], Any] = Collator().sort_key
    return key
