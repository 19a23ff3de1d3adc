"""Notes of web pages and e-books: links to a small text that leads back.

Enters: pages. Leaves: which links call a note, and which element each note is. EPUB and ARIA say
so (epub:type, role); Word, Google Docs, LibreOffice and pandoc are told by how they name things.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

LABEL = re.compile(r"[\[(]?\s*(?:[0-9๐-๙]{1,4}|[*†‡§¶]{1,3}|[a-z]|[ivxl]{1,6})\s*[\])]?")
NOTE_NAME = re.compile(
    r"(?i)(?:foot|end|rear|side)?notes?|ftn|edn|fn|_ftn|sdfootnote|sdendnote|ftnt|cmnt"
)
OF_NOTE = re.compile(
    r"(?i)(?:_?ftn|_?edn|fn|footnote|endnote|note|sdfootnote|sdendnote|ftnt|user-content-fn)[-_:.]?\w{0,20}"
)
NOTE_KINDS = ("footnote", "endnote", "rearnote", "note", "doc-footnote", "doc-endnote")
CALL_KINDS = ("noteref", "doc-noteref")
BACK_KINDS = ("backlink", "doc-backlink", "referrer")
HOLDERS = ("li", "aside", "div", "p", "dd", "section", "td", "tr")
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"


class Page(NamedTuple):
    """A page. name: its path, by which links of other pages call it."""

    name: str
    root: etree._Element


@dataclass
class Notes:
    """calls: the link that calls -> the key; holders: the element of a note -> its key; backs:
    links that lead back, which nobody needs; labels: by key, what its call shows."""

    calls: dict[etree._Element, str] = field(default_factory=dict)
    holders: dict[etree._Element, str] = field(default_factory=dict)
    backs: set[etree._Element] = field(default_factory=set)
    labels: dict[str, str] = field(default_factory=dict)


def kinds(element: etree._Element) -> set[str]:
    """What an element says that it is: epub:type, role, class."""
    written = (element.get(name) or "" for name in (EPUB_TYPE, "epub:type", "role", "class"))
    return {word.lower() for each in written for word in each.split()}


def place_of(href: str, page: str) -> str:
    """The place that an address inside the document means: `page#id`; "" for another one."""
    address, _, fragment = href.partition("#")
    if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//", address):
        return ""
    target = page
    if address:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(address)))
    return f"{target}#{unquote(fragment)}"


def named(pages: Sequence[Page]) -> dict[str, etree._Element]:
    """Each element that has a name, by its place."""
    found: dict[str, etree._Element] = {}
    for page in pages:
        for element in page.root.iter(etree.Element):
            for name in (element.get("id"), element.get("name") if element.tag == "a" else None):
                if name:
                    found.setdefault(f"{page.name}#{name}", element)
    return found


def notes_of(pages: Sequence[Page], places: Mapping[str, etree._Element]) -> Notes:
    """The notes of the pages."""
    notes = Notes()
    links = list(_links(pages))
    targets = {place for _, place in links}
    for link, place in links:
        target = places.get(place)
        if target is None or link in notes.backs:
            continue
        holder = _holder(target, places, targets)
        if holder is None or _holds(holder, link) or not _is_call(link):
            continue
        back = next((each for each in holder.iter("a") if _leads_back(each, link, target)), None)
        if not (_is_note(target, holder) or back is not None):
            continue
        if NOTE_NAME.fullmatch(_words(link)) is None and place.rpartition("#")[2].startswith(
            "cmnt"
        ):
            continue  # comments of Google Docs
        notes.calls[link] = place
        notes.holders.setdefault(holder, place)
        notes.calls[link] = notes.holders[holder]
        notes.labels.setdefault(notes.holders[holder], _words(link).strip("[]() "))
        notes.backs |= {each for each in holder.iter("a") if _leads_back(each, link, target)}
    notes.calls = {link: key for link, key in notes.calls.items() if link not in notes.backs}
    return notes


def _links(pages: Sequence[Page]) -> Iterator[tuple[etree._Element, str]]:
    for page in pages:
        for link in page.root.iter("a"):
            href = link.get("href") or ""
            if "#" in href and (place := place_of(href, page.name)):
                yield link, place


def _is_call(link: etree._Element) -> bool:
    """Whether a link looks like the call of a note."""
    if kinds(link) & set(CALL_KINDS):
        return True
    if kinds(link) & set(BACK_KINDS):
        return False
    words = _words(link)
    return bool(LABEL.fullmatch(words)) and bool(words)


def _is_note(target: etree._Element, holder: etree._Element) -> bool:
    """Whether an element says that it is a note."""
    for element in (target, holder, *list(holder.iterancestors())[:3]):
        if kinds(element) & set(NOTE_KINDS):
            return True
        own = element.get("id") or element.get("name") or ""
        if element in (target, holder) and own and OF_NOTE.fullmatch(own):
            return True
        if any(NOTE_NAME.fullmatch(word) for word in kinds(element)):
            return True
    return False


def _holder(
    target: etree._Element, places: Mapping[str, etree._Element], targets: set[str]
) -> etree._Element | None:
    """The element that holds the whole note that begins at `target`."""
    element: etree._Element | None = target
    while element is not None and element.tag not in HOLDERS:
        element = element.getparent()
    if element is None:
        return None
    outer = element.getparent()
    own = {target}
    while (
        outer is not None
        and outer.tag in ("li", "aside", "div")
        and len(outer) <= 12
        and outer.getparent() is not None
        and not _has_other_targets(outer, own, places, targets)
        and _first_words(outer, target)
    ):
        element, outer = outer, outer.getparent()
    return element


def _has_other_targets(
    outer: etree._Element,
    own: set[etree._Element],
    places: Mapping[str, etree._Element],
    targets: set[str],
) -> bool:
    """Whether links lead to another place in `outer`, so that it holds more than one note."""
    names = {
        name
        for element in outer.iter(etree.Element)
        if element is not outer and element not in own
        for name in (element.get("id"), element.get("name"))
        if name
    }
    return any(place.rpartition("#")[2] in names for place in targets if place in places)


def _first_words(outer: etree._Element, target: etree._Element) -> bool:
    """Whether nothing stands in `outer` before the target."""
    for element in outer.iter(etree.Element):
        if element is target:
            return True
        if element is not outer and ((element.text or "").strip() or element.tag == "hr"):
            return False
    return False


def _leads_back(link: etree._Element, call: etree._Element, target: etree._Element) -> bool:
    """Whether a link in a note leads to where it was called."""
    if kinds(link) & set(BACK_KINDS):
        return True
    name = (link.get("href") or "").rpartition("#")[2]
    if not name:
        return False
    around = [call, *list(call.iterancestors())[:2], *call.iter(etree.Element)]
    return any(name in (each.get("id"), each.get("name")) for each in around)


def _holds(holder: etree._Element, link: etree._Element) -> bool:
    return any(each is holder for each in link.iterancestors())


def _words(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def line_of(element: etree._Element) -> int:
    """The line on which an element begins, 0 for unknown."""
    line = element.sourceline
    return line if isinstance(line, int) else 0


def kinds_around(element: etree._Element) -> set[str]:
    """What the element around this one says that it is."""
    outer = element.getparent()
    return kinds(outer) if outer is not None else set()
