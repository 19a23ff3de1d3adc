"""Web pages become a SourceDocument: one page, or those of an e-book one after the other.

Enters: trees of pages. Leaves: blocks, notes, pictures. Nothing is loaded that lies outside of the
folder or the archive, nothing is run.
"""

from __future__ import annotations

import base64
import binascii
import posixpath
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes

import lxml.html
from lxml import etree

from thaibook.importing.bytes_as_text import text_of
from thaibook.importing.gathering import Remarks, merged, trimmed
from thaibook.importing.html.html_blocks import PageReader
from thaibook.importing.html.html_notes import Page, kinds, line_of, named, notes_of, place_of
from thaibook.importing.html.html_styles import PageStyles
from thaibook.importing.source_document import (
    Block,
    Facts,
    Finding,
    Paragraph,
    PictureFile,
    SourceDocument,
    Text,
)
from thaibook.importing.untrusted import (
    DEEPEST,
    MAX_PICTURE_MB,
    MAX_TAGS,
    MEGABYTE,
    Archive,
    is_too_deep,
    too_large,
)
from thaibook.messages import BookError, problem
from thaibook.storage import is_file, locate

DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
# An empty element that HTML would take for one that goes on.
SHORT = re.compile(
    r"<(a|span|div|p|title|script|style|i|b|em|strong|sup|td|th|li)((?:\s[^<>]*?)?)/>"
)
COMMENT_OF_DOCS = re.compile(r"cmnt\d+")
MAX_LETTERS = 60_000_000
Fetch = Callable[[str], PictureFile | None]


@dataclass
class ReadPages:
    """What was read of pages: blocks by page, notes and pictures of all."""

    blocks: list[list[Block]]
    notes: dict[str, tuple[Block, ...]]
    pictures: dict[str, PictureFile]


def read_html(data: bytes, path: Path, archive: Archive | None = None) -> SourceDocument:
    """The document in the bytes of a page; pictures lie beside it, or in `archive`.
    Raises BookError."""
    remarks = Remarks()
    root = page_tree(text_of(data, path, remarks), path)
    page = Page(path.name, root)

    def fetch(name: str) -> PictureFile | None:
        if archive is not None:
            found = archive.read(name, MAX_PICTURE_MB)
            return PictureFile(posixpath.basename(name), found) if found else None
        return _beside(path, name)

    sheets = (str(style.text or "") for style in root.iter("style"))
    read = read_pages([page], {page.name: list(sheets)}, fetch, remarks)
    if not read.blocks[0]:
        raise BookError([problem("import-no-text", path)])
    facts = _facts(root)
    return SourceDocument(
        path.name, tuple(read.blocks[0]), read.notes, read.pictures, facts, tuple(remarks.every)
    )


def page_tree(text: str, path: Path) -> etree._Element:
    """The tree of a page. Raises BookError: import-damaged, import-too-large."""
    if len(text) > MAX_LETTERS or text.count("<") > MAX_TAGS:
        raise too_large(path, "tags", text.count("<"), MAX_TAGS)
    is_xhtml = bool(DECLARATION.match(text)) or "http://www.w3.org/1999/xhtml" in text[:2000]
    text = DECLARATION.sub("", text)
    if is_xhtml:
        text = SHORT.sub(r"<\1\2></\1>", text)
    parser = lxml.html.HTMLParser(
        no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = lxml.html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise BookError([problem("import-damaged", path, reason=str(error))]) from None
    if is_too_deep(root):
        raise too_large(path, "levels within one another", DEEPEST + 1, DEEPEST)
    return root


def read_pages(
    pages: Sequence[Page], sheets: dict[str, list[str]], fetch: Fetch, remarks: Remarks
) -> ReadPages:
    """Read pages that may mention each other. sheets: the style sheets of each page."""
    places = named(pages)
    notes = notes_of(pages, places)
    linked = {
        place
        for page in pages
        for link in page.root.iter("a")
        if link not in notes.calls and link not in notes.backs
        if (place := place_of(link.get("href") or "x:", page.name))
    }
    pictures: dict[str, PictureFile] = {}

    def key_of(source: str, page: str) -> str:
        if source.startswith("data:"):
            name = f"data{len(pictures) + 1}"
            found = _inline_data(source)
        else:
            place = place_of(source.partition("#")[0], page)
            name = place.rstrip("#")
            found = pictures.get(name) or (fetch(name) if place else None)
        if found is None:
            return ""
        pictures[name] = found
        return name

    read = ReadPages([], {}, pictures)
    readers = []
    for page in pages:
        _tell_comments(page.root, remarks)
        styles = PageStyles(iter(sheets.get(page.name, [])))
        reader = PageReader(page.name, styles, notes, linked, key_of, remarks)
        readers.append(reader)
        body = page.root.find(".//body")
        read.blocks.append(reader.read(body if body is not None else page.root))
    owners = {page.root: reader for page, reader in zip(pages, readers, strict=True)}
    for holder, key in notes.holders.items():
        owner = owners.get(list(holder.iterancestors())[-1])
        if owner is not None:
            read.notes[key] = _unlabelled(owner.read(holder), notes.labels.get(key, ""))
    return read


def _unlabelled(blocks: list[Block], label: str) -> tuple[Block, ...]:
    """The blocks of a note without the number that it begins with."""
    first = blocks[0] if blocks else None
    if not label or not isinstance(first, Paragraph) or not isinstance(first.inlines[0], Text):
        return tuple(blocks)
    own = re.match(rf"\s*[\[(]?{re.escape(label)}[\])]?(?:[.:]?\s+|$)", first.inlines[0].text)
    if not own:
        return tuple(blocks)
    text = replace(first.inlines[0], text=first.inlines[0].text[own.end() :])
    runs = trimmed(merged((text, *first.inlines[1:])))
    return (replace(first, inlines=runs), *blocks[1:])


def _tell_comments(root: etree._Element, remarks: Remarks) -> None:
    """Comments of Word and of Google Docs go into the report and out of the tree."""
    for element in list(root.iter(etree.Element)):
        is_comment = "msocomtxt" in kinds(element) or bool(
            element.tag == "div"
            and any(COMMENT_OF_DOCS.fullmatch(a.get("id") or "") for a in element.iter("a"))
            and len(element) <= 12
        )
        if is_comment and element.tag != "body" and element.getparent() is not None:
            words = " ".join("".join(map(str, element.itertext())).split())
            remarks.add(Finding.COMMENT, "comment", words, line_of(element))
            _drop(element)
    for link in list(root.iter("a")):
        reference = (link.get("href") or "").lstrip("#")
        if COMMENT_OF_DOCS.fullmatch(reference) or "msocomanchor" in kinds(link):
            mark = "".join(map(str, link.itertext()))
            remarks.add(Finding.COMMENT, "comment", mark, line_of(link))
            _drop(link)


def _drop(element: etree._Element) -> None:
    """Take an element out of its tree, and leave the text after it."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    parent.remove(element)


def _inline_data(source: str) -> PictureFile | None:
    """The picture in a data: address."""
    head, _, body = source.partition(",")
    if len(body) > MAX_PICTURE_MB * MEGABYTE * 2 or not head.lower().startswith("data:image/"):
        return None
    kind = re.split(r"[;+/]", head)[1]
    try:
        is_base64 = head.lower().endswith(";base64")
        data = base64.b64decode(unquote(body)) if is_base64 else unquote_to_bytes(body)
    except (binascii.Error, ValueError):
        return None
    return PictureFile(f"picture.{kind}", data)


def _beside(path: Path, name: str) -> PictureFile | None:
    """A picture that lies in the folder of the page."""
    found = locate(path.parent, name)
    if found is None or not is_file(found):
        return None
    try:
        if found.stat().st_size > MAX_PICTURE_MB * MEGABYTE:
            return None
        return PictureFile(found.name, found.read_bytes())
    except OSError:
        return None


def _facts(root: etree._Element) -> Facts:
    """What the head of a page says."""
    said = {
        (meta.get("name") or meta.get("property") or "").lower(): " ".join(
            (meta.get("content") or "").split()
        )
        for meta in root.iter("meta")
    }
    title = " ".join("".join(_title(root)).split()) or said.get("og:title", "")
    author = said.get("author") or said.get("dc.creator") or said.get("article:author", "")
    return Facts(
        title=title,
        creators=((author, "aut"),) if author and "://" not in author else (),
        language=root.get("lang") or "",
        description=said.get("description") or said.get("og:description", ""),
        subjects=tuple(filter(None, (w.strip() for w in said.get("keywords", "").split(",")))),
    )


def _title(root: etree._Element) -> Iterator[str]:
    head = root.find("head")
    title = head.find("title") if head is not None else None
    yield (title.text or "") if title is not None else ""
