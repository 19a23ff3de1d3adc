"""Names of places, and references to them in any chapter of the book.

Enters: the ids that authors wrote, and links `[…](#id)`, `[…](other.md)`,
`[…](other.md#id)`. Leaves: of a chapter alone, ids that are ASCII and unique in the book
(chapter-1-id), and what they name; when the places of all chapters are known, links to them:
<a class="ref" href="#chapter-1-id">. A link without words takes the title of its target, and
class `auto`; each format adds the page or not. GitHub's names of headings are known too. A
reference that leads nowhere is reported and becomes plain text.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

from thaibook.markup.elements import (
    add_class,
    append_text,
    element,
    has_class,
    move_inside,
    replace,
    take,
    text_of,
)
from thaibook.markup.figures import label_of
from thaibook.markup.numbers import Counts, with_numbers
from thaibook.markup.source import Source
from thaibook.text import late_pattern
from thaibook.vocabulary import AUTOMATIC, BACKLINK, NOTE_CALL, REFERENCE

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
NAME = late_pattern(r"[A-Za-z0-9][A-Za-z0-9._-]*")
GIVEN_BY_BOOK = late_pattern(r"(?:(?:note|call|index|x)-)?[\d-]+|title")


@dataclass(frozen=True)
class Places:
    """The named places of one chapter.

    path, name: of its file, and of its section; ids: the id in the book by the author's;
    slugs: the same by GitHub's name of a heading; titles: what a reference without words
    says, by id in the book; first: the id of the first heading.
    """

    path: Path
    name: str
    ids: Mapping[str, str] = field(default_factory=dict)
    slugs: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    first: str = ""

    def numbered(self, before: Counts, digits: str) -> Places:
        """The places with the numbers of the book in their titles (markup.numbers)."""
        titles = {key: with_numbers(title, before, digits) for key, title in self.titles.items()}
        return Places(self.path, self.name, self.ids, self.slugs, titles, self.first)


def name_places(root: etree._Element, source: Source) -> Places:
    """Make the ids of a chapter ASCII and unique in the book, and note what they name."""
    naming = _Naming(source, set(source.own_ids))
    for number, node in enumerate(root.iter(etree.Element), 1):
        typed = node.get("id") or (node.get("name") if node.tag == "a" else "") or ""
        take(node, "name")
        if typed and typed not in source.own_ids and node.tag not in HEADINGS:
            naming.name(node, typed, number)
    headings = list(root.iter(*HEADINGS))
    for number, node in enumerate(headings, 1):
        naming.name_heading(node, number)
    naming.name_silent(root)
    slugs = naming.slugs
    for slug, new_id in list(slugs.items()):  # as others than GitHub name them
        slugs.setdefault(slug.strip("-"), new_id)
    first = headings[0].get("id", "") if headings else ""
    chapter = source.chapter
    return Places(chapter.path, chapter.name, naming.ids, slugs, naming.titles, first)


@dataclass
class _Naming:
    """The names of the places of one chapter, so far."""

    source: Source
    used: set[str]
    ids: dict[str, str] = field(default_factory=dict)
    slugs: dict[str, str] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    _slug_counts: Counter[str] = field(default_factory=Counter)

    def name(self, node: etree._Element, typed: str, number: int) -> None:
        """Give a place an id for the one that its author wrote; number: of the element."""
        if typed in self.ids:
            pattern = (
                rf"(?:\b(?:id|name)\s*=\s*[\"']?|\{{[^{{}}\n]*#){re.escape(typed)}(?=[\s\"'>}}/])"
            )
            line = self.source.line_like(pattern, first=2)
            self.source.report_at(line, "id-twice", name=typed)
            take(node, "id")
            return
        known = NAME.fullmatch(typed) and not GIVEN_BY_BOOK.fullmatch(typed)
        new_id = f"{self.source.chapter.name}-{typed if known else f'x-{number}'}"
        while new_id in self.used:
            new_id += "-x"
        self.used.add(new_id)
        node.set("id", new_id)
        self.ids[typed] = new_id
        if node.tag in ("figure", "table"):
            self.titles[new_id] = label_of(node) or _pictured(node)
        elif has_class(node, "equation") and (number_alone := label_of(node).strip("()")):
            self.titles[new_id] = f"{self.source.label('equation')} {number_alone}"
        elif node.tag not in HEADINGS:
            self.titles[new_id] = text_of(node) or _pictured(node)

    def name_heading(self, node: etree._Element, number: int) -> None:
        """Give the heading with this number in the chapter an id, and note its title."""
        if typed := take(node, "id"):
            self.name(node, typed, number)
        if not node.get("id"):  # not even one that stands twice
            name = self.source.chapter.name
            node.set("id", f"{name}-title" if number == 1 else f"{name}-{number}")
        new_id, title = node.get("id", ""), heading_text(node)
        self.titles[new_id] = title
        slug = _slug(title)
        self._slug_counts[slug] += 1
        count = self._slug_counts[slug]
        self.slugs.setdefault(slug if count == 1 else f"{slug}-{count - 1}", new_id)

    def name_silent(self, root: etree._Element) -> None:
        """Let a place without words, such as a table without a caption, be called as the heading
        that it stands below: a link to it has to say something."""
        heading = ""
        for node in root.iter(etree.Element):
            place = node.get("id", "")
            if node.tag in HEADINGS:
                heading = self.titles.get(place, "")
            elif self.titles.get(place) == "":
                self.titles[place] = heading


def _pictured(node: etree._Element) -> str:
    """What a picture, or the pictures in an element, show."""
    return " ".join(" ".join(picture.get("alt") or "" for picture in node.iter("img")).split())


def heading_text(node: etree._Element) -> str:
    """The words of a heading as the contents show them: without calls of notes; what its
    pictures show, where it has nothing else."""
    parts: list[str] = []
    for event, inner in etree.iterwalk(node, events=("start", "end")):
        if any(has_class(outer, NOTE_CALL) for outer in (inner, *inner.iterancestors())):
            if event == "end" and has_class(inner, NOTE_CALL):
                parts.append(inner.tail or "")
            continue
        if event == "start":
            parts.append(inner.text or "")
        elif inner is not node:
            parts.append(inner.tail or "")
    words = "".join(parts).replace("\u2060", "")  # of scripts, which a line may not begin with
    return " ".join(words.split()) or _pictured(node)


def _slug(title: str) -> str:
    """GitHub's name of a heading: lower case, no punctuation, hyphens for spaces; one at the
    edge where an emoji or an empty bracket was."""
    kept = (c for c in title.lower() if unicodedata.category(c)[0] in "LMN" or c in " -_")
    return "".join(kept).replace(" ", "-")


def mark_references(root: etree._Element) -> None:
    """Give the links that stay inside the book the class `ref`."""
    for link in list(root.iter("a")):
        href = link.get("href")
        if href is None or has_class(link, BACKLINK) or _is_call(link):
            continue
        parts = urlsplit(href)
        if not parts.scheme and not parts.netloc:
            link.set("class", f"{REFERENCE} {link.get('class', '')}".strip())


def _is_call(link: etree._Element) -> bool:
    parent = link.getparent()
    return parent is not None and has_class(parent, NOTE_CALL)


def has_references(root: etree._Element) -> bool:
    """Whether a chapter has references that wait for the places of the book."""
    return any(has_class(link, REFERENCE) for link in root.iter("a"))


def resolve_references(
    root: etree._Element, source: Source, own: Places, book: Sequence[Places]
) -> None:
    """Point the references of one chapter at their targets; own: the places of the chapter,
    book: those of all chapters."""
    for link in list(root.iter("a")):
        if not has_class(link, REFERENCE):
            continue
        href = link.get("href", "")
        target = _find_target(href, own, book)
        if target is None:
            line = source.line_like(_pattern_of_link(href))
            source.report_at(line, "reference-missing", name=unquote(href))
            plain = element("span", id=link.get("id", ""))
            move_inside(link, plain)
            if not len(plain) and not plain.text:
                plain.text = unquote(href).lstrip("#")
                plain.set("class", AUTOMATIC)
            replace(link, plain)
            continue
        target_id, title = target
        link.set("href", f"#{target_id}")
        if not text_of(link) and link.find(".//img") is None:
            add_class(link, AUTOMATIC)
            append_text(link, title)


def _pattern_of_link(href: str) -> str:
    """A pattern for the link to `href`: in brackets, in HTML, or where a label is defined."""
    spellings = "|".join(re.escape(spelling) for spelling in dict.fromkeys((href, unquote(href))))
    return rf"(?:\]\(\s*<?|\bhref\s*=\s*[\"']?|\]:\s*<?)(?:{spellings})(?=[\s)>\"']|$)"


def _find_target(href: str, own: Places, book: Sequence[Places]) -> tuple[str, str] | None:
    """(id, title) of what a link means: in its own chapter first, then in any."""
    parts = urlsplit(href)
    path, name = unquote(parts.path), unquote(parts.fragment)
    if path:
        wanted = Path(posixpath.join(own.path.parent.as_posix(), path))
        chapters = [p for p in book if _is_same_file(p.path, wanted)]
        if chapters and chapters[0].first and not name:
            return chapters[0].first, chapters[0].titles[chapters[0].first]
    elif not name:
        return None
    else:
        chapters = [own, *(p for p in book if p is not own)]
    slug = name.lower()
    for places in chapters:
        target = places.ids.get(name) or places.slugs.get(slug) or places.slugs.get(slug.strip("-"))
        if target:
            return target, places.titles.get(target, "")
    return None


def _is_same_file(path: Path, wanted: Path) -> bool:
    """Whether two paths, with any `..` in them, name one file."""
    return posixpath.normpath(path.as_posix()) == posixpath.normpath(wanted.as_posix())
