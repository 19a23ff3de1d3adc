"""The index as a page: the marked words in the order of the Thai alphabet.

Enters: the IndexTerms of all chapters. Leaves: a Section for the back matter, with the letters of
the alphabet as heads. Order: Unicode Collation Algorithm (UTS #10), which reads เ แ โ ใ ไ after
their consonant as Thai dictionaries
do.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from typing import Any

from lxml import etree

from thaibook.markup import IndexTerm, element, one_per_line, to_xhtml
from thaibook.model import Heading, Section
from thaibook.vocabulary import INDEX_LINK

NAME = "index"
VOWELS_BEFORE = "เแโใไ"  # written before the consonant after which they are said
DIGITS, OTHERS = "0–9", "#"  # the heads of what begins with no letter


@dataclass
class _Entry:
    """One entry: the places that it names, and the entries below it by their words."""

    places: list[IndexTerm] = field(default_factory=list)
    below: dict[str, _Entry] = field(default_factory=dict)


def index_page(terms: Iterable[IndexTerm], labels: Mapping[str, str]) -> Section | None:
    """The index of the places in `terms`, or None where there are none.

    Each place is <a class="index-ref" href="#id">title of the heading above</a>, or a
    number where that heading was named before: a link in the EPUB, a page in the PDF.
    """
    top = _Entry()
    for term in terms:
        entry = top
        for words in term.entry:
            entry = entry.below.setdefault(words, _Entry())
        entry.places.append(term)
    if not top.below:
        return None
    heading = Heading(1, f"{NAME}-title", labels["index"])
    title = element("h1", heading.title, id=heading.id)
    groups = element("div", "\n", cls="index-columns")
    for initial, entries in groupby(sorted(top.below, key=collation()), _initial):
        of_letter = _Entry(below={each: top.below[each] for each in entries})
        for block in (element("p", initial, cls="initial"), _entries(of_letter)):
            block.tail = "\n"
            groups.append(block)
    body = to_xhtml(one_per_line(title, groups))
    return Section(NAME, "index", heading.title, body, (heading,))


def _initial(words: str) -> str:
    """The letter under which an entry stands: in Thai the consonant, before which a vowel may be
    written (Royal Society's dictionary, how words are ordered)."""
    letters = (letter for letter in unicodedata.normalize("NFKD", words) if letter.isalnum())
    first = next((letter for letter in letters if letter not in VOWELS_BEFORE), "")
    return DIGITS if first.isdigit() else first.upper() or OTHERS


def _entries(entry: _Entry) -> etree._Element:
    """The entries below an entry, in the order of the alphabet."""
    listed = element("ul", "\n", cls="entries")
    for words in sorted(entry.below, key=collation()):
        inner = entry.below[words]
        item = etree.SubElement(listed, "li")
        item.tail = "\n"
        item.append(element("span", words, cls="term"))
        for place, title in _told_apart(inner.places):
            item[-1].tail = " " if len(item) == 1 else ", "
            item.append(element("a", title, cls=INDEX_LINK, href=f"#{place}"))
        if inner.below:
            item[-1].tail = "\n"
            item.append(_entries(inner))
            item[-1].tail = "\n"
    return listed


def _told_apart(places: list[IndexTerm]) -> Iterator[tuple[str, str]]:
    """The places, with 2, 3 … for the title of a heading that has been named."""
    counts: Counter[str] = Counter()
    for term in places:
        counts[term.heading] += 1
        count = counts[term.heading]
        yield term.place, term.heading if count == 1 else str(count)


@cache
def collation() -> Callable[[str], Any]:
    """A sort key for words in Thai, Latin and other scripts."""
    from pyuca import Collator  # a book without an index need not read its table

    key: Callable[[str], Any] = Collator().sort_key
    return key
