"""What an EPUB says of itself, read without any engine: the measure for what engines show.

Enters: an EPUB file. Leaves: Opened. Sources: EPUB 3.3 (package, navigation document),
DPUB-ARIA 1.1 (doc-noteref).
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from thaibook.thai import segment

OPF = "{http://www.idpf.org/2007/opf}"
HTML = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"
# Invisible characters that only say where a line may or may not end.
MARKS = re.compile("[\u200b\u2060\u00ad\ufeff]")
BLOCKS = frozenset(
    f"{HTML}{name}"
    for name in "p h1 h2 h3 h4 h5 h6 li dt dd td th pre blockquote figcaption caption aside "
    "div section nav ol ul dl table tr figure header footer br hr".split()
)
# What a text stands in, and what it is counted as: what is nearest decides.
KINDS = {
    **dict.fromkeys(("pre", "code", "kbd", "samp", "math"), "code"),
    **dict.fromkeys(("td", "th"), "cells"),
    **dict.fromkeys(("caption", "figcaption"), "captions"),
    "aside": "notes",
    **dict.fromkeys(("rt", "rp"), "readings"),
    **dict.fromkeys(("dt", "dd"), "definitions"),
    "li": "lists",
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "headings"),
}
KIND_NAMES = (
    "paragraphs", "lists", "notes", "captions", "cells", "definitions", "headings", "code",
    "readings",
)  # fmt: skip
START = 12  # letters by which a document is known
PHRASES = 8  # phrases that every engine's search has to find
PHRASE_WORDS = 3  # so that two break marks stand inside
PHRASE_LETTERS = range(8, 33)


class Opened(NamedTuple):
    """path: the file; nav: where its navigation is; documents: the spine, in order; starts:
    the first letters of each; contents: (href, text of the link); notes: (href, text of the
    note, href of its way back, or nothing); paragraphs: the text, without marks; kinds: of each
    of them a number of KIND_NAMES for each character; phrases: words that stand in it without a
    space; families: the faces it brings."""

    path: Path
    nav: str
    documents: tuple[str, ...]
    starts: tuple[str, ...]
    contents: tuple[tuple[str, str], ...]
    notes: tuple[tuple[str, str, str], ...]
    paragraphs: tuple[str, ...]
    kinds: tuple[bytes, ...]
    phrases: tuple[str, ...]
    families: frozenset[str]


def open_epub(path: Path) -> Opened:
    """Everything of `path` that a reader must be able to show or find."""
    with zipfile.ZipFile(path) as archive:
        container = etree.fromstring(archive.read("META-INF/container.xml"))
        opf = next(e.get("full-path", "") for e in container.iter("{*}rootfile"))
        package = etree.fromstring(archive.read(opf))
        items = {item.get("id"): item for item in package.iter(f"{OPF}item")}
        hrefs = {key: _join(opf, item.get("href", "")) for key, item in items.items()}
        documents = tuple(hrefs[item.get("idref")] for item in package.iter(f"{OPF}itemref"))
        trees = {name: etree.fromstring(archive.read(name)) for name in documents}
        nav = next(hrefs[k] for k, i in items.items() if "nav" in i.get("properties", "").split())
        tree = etree.fromstring(archive.read(nav))
        sheets = [archive.read(n).decode() for n in archive.namelist() if n.endswith(".css")]
    texts = {name: list(_paragraphs(trees[name])) for name in documents}
    paragraphs = tuple(text for name in documents for text, _ in texts[name])
    kinds = tuple(each for name in documents for _, each in texts[name])
    starts = tuple(letters("".join(text for text, _ in texts[name]))[:START] for name in documents)
    faces = re.findall(r"@font-face\s*{[^}]*?font-family:\s*[\"']?([^;\"'}]+)", "".join(sheets))
    return Opened(
        path, nav, documents, starts, tuple(_contents(tree, nav)), tuple(_notes(trees)), paragraphs,
        kinds, tuple(_phrases(paragraphs)), frozenset(face.strip() for face in faces),
    )  # fmt: skip


def _join(base: str, href: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), href))


def _resolved(document: str, href: str) -> str:
    name, _, place = href.partition("#")
    whole = _join(document, name) if name else document
    return f"{whole}#{place}" if place else whole


def letters(text: str) -> str:
    """What stays the same however an engine orders marks and spaces: bases only."""
    return "".join(
        c
        for c in text.replace("\u0e33", "\u0e32")
        if not c.isspace() and unicodedata.category(c) not in ("Mn", "Cf", "Cc")
    )


def words_of(element: etree._Element) -> str:
    """The text of an element, without marks, its spaces run together."""
    return " ".join(MARKS.sub("", "".join(map(str, element.itertext()))).split())


def _contents(tree: etree._Element, document: str) -> Iterator[tuple[str, str]]:
    for nav in tree.iter(f"{HTML}nav"):
        if nav.get(TYPE) == "toc":
            for link in nav.iter(f"{HTML}a"):
                yield _resolved(document, link.get("href", "")), words_of(link)


def _notes(trees: dict[str, etree._Element]) -> Iterator[tuple[str, str, str]]:
    for document, tree in trees.items():
        for link in tree.iter(f"{HTML}a"):
            if "noteref" in link.get(TYPE, "") or "doc-noteref" in link.get("role", ""):
                href = _resolved(document, link.get("href", ""))
                name, _, place = href.partition("#")
                for target in trees[name].iter():
                    if target.get("id") == place:
                        yield href, words_of(target), _way_back(target, name)


def _way_back(note: etree._Element, document: str) -> str:
    for link in note.iter(f"{HTML}a"):
        if "backlink" in f"{link.get(TYPE, '')} {link.get('role', '')}":
            return _resolved(document, link.get("href", ""))
    return ""


def _paragraphs(tree: etree._Element) -> Iterator[tuple[str, bytes]]:
    """The runs of text between the edges of blocks, in the order of the document, and the kind
    of each of their characters."""
    pieces: list[tuple[str, int]] = []

    def walk(element: etree._Element, outer: int) -> Iterator[tuple[str, bytes]]:
        block = element.tag in BLOCKS
        if block:
            yield from flush()
        if isinstance(element.tag, str):
            inner = _kind(element, outer)
            pieces.append((element.text or "", inner))
            for child in element:
                yield from walk(child, inner)
        if block:
            yield from flush()
        pieces.append((element.tail or "", outer))

    def flush() -> Iterator[tuple[str, bytes]]:
        characters = [
            (" " if c.isspace() else c, kind) for text, kind in pieces for c in MARKS.sub("", text)
        ]
        pieces.clear()
        single = [
            (c, kind)
            for (before, _), (c, kind) in pairwise([(" ", 0), *characters])
            if (before, c) != (" ", " ")
        ]
        if single and single[-1][0] == " ":
            single.pop()
        if single:
            yield "".join(c for c, _ in single), bytes(kind for _, kind in single)

    body = tree.find(f"{HTML}body")
    if body is not None:
        yield from walk(body, 0)
        yield from flush()


def _kind(element: etree._Element, outer: int) -> int:
    """The kind of an element's text: that of its name, or that of what is around it."""
    name = str(element.tag).rpartition("}")[2]
    if "url" in element.get("class", "").split():
        name = "code"
    if name == "aside" and "footnote" not in element.get("role", ""):
        return outer
    return KIND_NAMES.index(KINDS[name]) if name in KINDS else outer


def _phrases(paragraphs: tuple[str, ...]) -> Iterator[str]:
    """Thai words that follow each other without a space, spread over the book."""
    long = [text for text in paragraphs if len(text) > 100] or list(paragraphs)
    for text in long[:: max(1, len(long) // PHRASES)][:PHRASES]:
        pieces = segment(text)
        for at in range(len(pieces) - PHRASE_WORDS):
            phrase = "".join(pieces[at : at + PHRASE_WORDS])
            if len(phrase) in PHRASE_LETTERS and re.fullmatch("[ก-ฺเ-ๅ็-๎]+", phrase):
                yield phrase
                break
