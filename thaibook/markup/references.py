"""Names of places, and references to them in any chapter of the book.

Enters: the ids that authors wrote, and links `[…](#id)`, `[…](other.md)`,
`[…](other.md#id)`. Leaves: ids that are ASCII and unique in the book (chapter-1-id), and
links to them: <a class="ref" href="#chapter-1-id">. A link without words takes the title
of its target, and class `auto`; each format adds the page or not. GitHub's names of
headings are known too. A reference that leads nowhere is reported and becomes plain text.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
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
from thaibook.markup.source import Source

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
OWN = re.compile(r"(?:(?:note|call|index|x)-)?[\d-]+|title")  # names that the book gives
PENDING = 'class="ref'  # what a body with references to be resolved contains


@dataclass
class Places:
    """The named places of one chapter: id in the book by the author's id, title by id."""

    path: Path
    name: str
    ids: dict[str, str] = field(default_factory=dict)
    slugs: dict[str, str] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    first: str = ""  # the id of the first heading


def name_places(root: etree._Element, source: Source) -> Places:
    """Make the ids of a chapter ASCII and unique in the book, and note what they name."""
    places = Places(source.path, source.name)
    used = set(source.made)
    counts: Counter[str] = Counter()
    for number, node in enumerate(root.iter(etree.Element), 1):
        written = node.get("id") or (node.get("name") if node.tag == "a" else "") or ""
        take(node, "name")
        if written and written not in source.made and node.tag not in HEADINGS:
            _name(node, written, number, places, used, source)
    for number, node in enumerate(root.iter(*HEADINGS), 1):
        written = take(node, "id")
        if written:
            _name(node, written, number, places, used, source)
        if not node.get("id"):  # not even one that stands twice
            node.set("id", f"{source.name}-title" if number == 1 else f"{source.name}-{number}")
        title = heading_text(node)
        places.first = places.first or node.get("id", "")
        places.titles[node.get("id", "")] = title
        slug = _slug(title)
        counts[slug] += 1
        name = slug if counts[slug] == 1 else f"{slug}-{counts[slug] - 1}"
        places.slugs.setdefault(name, node.get("id", ""))
    for name, made in list(places.slugs.items()):  # as others than GitHub name them
        places.slugs.setdefault(name.strip("-"), made)
    return places


def _name(
    node: etree._Element, written: str, number: int, places: Places, used: set[str], source: Source
) -> None:
    if written in places.ids:
        named = rf"(?:\b(?:id|name)\s*=\s*[\"']?|\{{[^{{}}\n]*#){re.escape(written)}(?=[\s\"'>}}/])"
        source.report_at(source.line_like(named, first=2), "id-twice", name=written)
        take(node, "id")
        return
    known = NAME.fullmatch(written) and not OWN.fullmatch(written)
    made = f"{source.name}-{written if known else f'x-{number}'}"
    while made in used:
        made += "-x"
    used.add(made)
    node.set("id", made)
    places.ids[written] = made
    if node.tag in ("figure", "table"):
        places.titles[made] = label_of(node)
    elif has_class(node, "equation") and (mark := label_of(node).strip("()")):
        places.titles[made] = f"{source.labels['equation']} {mark}"
    elif node.tag not in HEADINGS:
        places.titles[made] = text_of(node)


def heading_text(node: etree._Element) -> str:
    """The words of a heading as the contents show them: without calls of notes; what its
    pictures show, where it has nothing else."""
    parts: list[str] = []
    for event, inner in etree.iterwalk(node, events=("start", "end")):
        if any(has_class(outer, "noteref") for outer in (inner, *inner.iterancestors())):
            if event == "end" and has_class(inner, "noteref"):
                parts.append(inner.tail or "")
            continue
        if event == "start":
            parts.append(inner.text or "")
        elif inner is not node:
            parts.append(inner.tail or "")
    pictures = (picture.get("alt") or "" for picture in node.iter("img"))
    words = "".join(parts).replace("\u2060", "")  # of scripts, which a line may not begin with
    return " ".join(words.split()) or " ".join(" ".join(pictures).split())


def _slug(title: str) -> str:
    """GitHub's name of a heading: lower case, no punctuation, hyphens for spaces; one at the
    edge where an emoji or an empty bracket was."""
    kept = (c for c in title.lower() if unicodedata.category(c)[0] in "LMN" or c in " -_")
    return "".join(kept).replace(" ", "-")


def mark_references(root: etree._Element) -> None:
    """Give the links that stay inside the book the class `ref`."""
    for link in list(root.iter("a")):
        href = link.get("href")
        if href is None or has_class(link, "backref") or _is_call(link):
            continue
        parts = urlsplit(href)
        if not parts.scheme and not parts.netloc:
            # First of its classes, so that a body with references is easily told.
            link.set("class", f"ref {link.get('class', '')}".strip())


def _is_call(link: etree._Element) -> bool:
    parent = link.getparent()
    return parent is not None and has_class(parent, "noteref")


def resolve(root: etree._Element, source: Source, own: Places, book: Sequence[Places]) -> None:
    """Point the references of one chapter at their targets, now that all are known."""
    for link in list(root.iter("a")):
        if not has_class(link, "ref"):
            continue
        href = link.get("href", "")
        target = _find(href, own, book)
        if target is None:
            line = source.line_like(_as_written(href))
            source.report_at(line, "reference-missing", name=unquote(href))
            plain = element("span", id=link.get("id", ""))
            move_inside(link, plain)
            if not len(plain) and not plain.text:
                plain.text = unquote(href).lstrip("#")
                plain.set("class", "auto")
            replace(link, plain)
            continue
        made, title = target
        link.set("href", f"#{made}")
        if not text_of(link) and link.find(".//img") is None:
            add_class(link, "auto")
            append_text(link, title)


def _as_written(href: str) -> str:
    """A pattern for the link to `href`: in brackets, in HTML, or where a label is defined."""
    ways = "|".join(re.escape(way) for way in dict.fromkeys((href, unquote(href))))
    return rf"(?:\]\(\s*<?|\bhref\s*=\s*[\"']?|\]:\s*<?)(?:{ways})(?=[\s)>\"']|$)"


def _find(href: str, own: Places, book: Sequence[Places]) -> tuple[str, str] | None:
    """(id, title) of what a link means: in its own chapter first, then in any."""
    parts = urlsplit(href)
    path, name = unquote(parts.path), unquote(parts.fragment)
    if path:
        wanted = Path(posixpath.join(own.path.parent.as_posix(), path))
        chapters = [p for p in book if _same(p.path, wanted)]
        if chapters and chapters[0].first and not name:
            return chapters[0].first, chapters[0].titles[chapters[0].first]
    else:
        chapters = [own, *(p for p in book if p is not own)]
    for places in chapters:
        slug = name.lower()
        made = places.ids.get(name) or places.slugs.get(slug) or places.slugs.get(slug.strip("-"))
        if made:
            return made, places.titles.get(made, "")
    return None


def _same(path: Path, wanted: Path) -> bool:
    return posixpath.normpath(path.as_posix()) == posixpath.normpath(wanted.as_posix())
