"""An EPUB, of version 2 or 3, becomes a SourceDocument.

Enters: the archive. Leaves: the pages of its spine as blocks, one after the other, its notes,
pictures and metadata. Cover, contents and title page are left out: the book makes its own. Sources:
EPUB 3.3, 4 (container) and 5 (package document); EPUB 2.0.1, OPF.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html import entities
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from thaibook.importing.bytes_as_text import text_of
from thaibook.importing.gathering import Remarks, has_content, plain, without_common_look
from thaibook.importing.html import Page, kinds, page_tree, read_pages
from thaibook.importing.source_document import (
    Block,
    Facts,
    Finding,
    PageBreak,
    Paragraph,
    PictureFile,
    SourceDocument,
)
from thaibook.importing.untrusted import MAX_PICTURE_MB, Archive, xml_tree
from thaibook.messages import BookError, problem

OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
ENCRYPTION = "{http://www.w3.org/2001/04/xmlenc#}"
PAGE_KINDS = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")
OBFUSCATED = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
MADE_ANEW = {"toc": "contents", "cover": "cover-page", "titlepage": "title-page",
             "title-page": "title-page", "landmarks": "contents", "page-list": "contents",
             "halftitlepage": "title-page", "loi": "contents", "lot": "contents"}  # fmt: skip
MAX_PAGES = 3_000
NO_TITLE = re.compile(
    r"(?i)(?:section|chapter|page|part|index|split|untitled|start|body|text|unknown)?[ _-]*[0-9_]*"
    r"(?:\.x?html?)?"
)


@dataclass
class _Package:
    """What the package document says. items: id -> (path, media type, properties)."""

    root: etree._Element
    folder: str
    items: dict[str, tuple[str, str, str]] = field(default_factory=dict)

    def path(self, href: str) -> str:
        """The name of a part in the archive."""
        return posixpath.normpath(posixpath.join(self.folder, unquote(href.partition("#")[0])))


def read_epub(archive: Archive, path: Path) -> SourceDocument:
    """The document in `archive`, the file `path`. Raises BookError."""
    _refuse_encrypted(archive, path)
    package = _package(archive, path)
    remarks = Remarks()
    titles = _titles(package, archive, path)
    guide = _guide(package)
    pages: list[Page] = []
    sheets: dict[str, list[str]] = {}
    for name in _spine(package):
        data = archive.read(name)
        if not data:
            continue
        root = page_tree(_without_entities(text_of(data, path, remarks)), path)
        if what := _made_anew(root, name, guide):
            words = " ".join(" ".join(map(str, root.itertext())).split())
            remarks.add(Finding.LEFT_OUT, what, words, 0)
            continue
        pages.append(Page(name, root))
        sheets[name] = list(_sheets(root, name, archive, path, remarks))

    def fetch(name: str) -> PictureFile | None:
        found = archive.read(name, MAX_PICTURE_MB)
        return PictureFile(posixpath.basename(name), found) if found else None

    read = read_pages(pages, sheets, fetch, remarks)
    named = _facts(package).title
    blocks: list[Block] = []
    for page, own in zip(pages, read.blocks, strict=True):
        if own and blocks:
            blocks.append(PageBreak(0))
        has_heading = any(isinstance(b, Paragraph) and b.level for b in own)
        title = titles.get(page.name, "")
        if own and title and not has_heading and title != named:
            own = _titled(own, title, remarks)
        blocks += own
    if not any(isinstance(b, Paragraph) and has_content(b.inlines) for b in blocks):
        raise BookError([problem("import-no-text", path)])
    facts, pictures = _facts(package), dict(read.pictures)
    cover = _cover(package)
    if cover and cover not in pictures and (found := fetch(cover)):
        pictures[cover] = found
    facts = Facts(**{**vars(facts), "cover": cover if cover in pictures else ""})
    return SourceDocument(
        path.name, tuple(blocks), read.notes, pictures, facts, tuple(remarks.every)
    )


def _refuse_encrypted(archive: Archive, path: Path) -> None:
    """Fonts may be obfuscated; what else is encrypted nobody can read."""
    root = archive.tree("META-INF/encryption.xml")
    for each in root.iter(f"{ENCRYPTION}EncryptedData") if root is not None else ():
        method = each.find(f"{ENCRYPTION}EncryptionMethod")
        if method is None or method.get("Algorithm") not in OBFUSCATED:
            raise BookError([problem("import-encrypted", path)])


def _package(archive: Archive, path: Path) -> _Package:
    container = archive.tree("META-INF/container.xml")
    found = container.find(f".//{CONTAINER}rootfile") if container is not None else None
    name = found.get("full-path", "") if found is not None else ""
    if not name:
        name = next((each for each in archive.names if each.lower().endswith(".opf")), "")
    root = archive.tree(name) if name else None
    if root is None:
        raise BookError([problem("import-damaged", path, reason="no package document")])
    package = _Package(root, posixpath.dirname(name))
    for item in root.iter(f"{OPF}item"):
        package.items[item.get("id", "")] = (
            package.path(item.get("href", "")),
            item.get("media-type", ""),
            item.get("properties", ""),
        )
    return package


def _spine(package: _Package) -> Iterator[str]:
    """The pages in the order of reading, without the navigation."""
    names: dict[str, None] = {}
    for reference in package.root.iter(f"{OPF}itemref"):
        name, kind, properties = package.items.get(reference.get("idref", ""), ("", "", ""))
        if name and kind in PAGE_KINDS and "nav" not in properties.split():
            names.setdefault(name)
    yield from list(names)[:MAX_PAGES]


def _guide(package: _Package) -> dict[str, str]:
    """What EPUB 2 says that pages are."""
    return {
        package.path(each.get("href", "")): each.get("type", "").lower()
        for each in package.root.iter(f"{OPF}reference")
    }


def _made_anew(root: etree._Element, name: str, guide: dict[str, str]) -> str:
    """What a page is that the book makes anew, or ""."""
    body = root.find(".//body")
    if body is None:
        return ""
    tops = [body, *[each for each in body if isinstance(each.tag, str)][:1]]
    said = set().union(*(kinds(each) for each in tops)) | {guide.get(name, "")}
    for word in said:
        if what := MADE_ANEW.get(word.removeprefix("doc-")):
            return what
    return ""


def _sheets(
    root: etree._Element, name: str, archive: Archive, path: Path, remarks: Remarks
) -> Iterator[str]:
    """The style sheets of a page."""
    for link in root.iter("link"):
        if "stylesheet" in (link.get("rel") or "").lower() and (href := link.get("href")):
            part = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(href)))
            data = archive.read(part)
            if data:
                yield data.decode("utf-8", "replace")
    for style in root.iter("style"):
        yield str(style.text or "")


def _without_entities(text: str) -> str:
    """The text with the entities of HTML that XML does not know as letters."""
    return re.sub(
        r"&(\w{2,20});",
        lambda name: (
            name[0]
            if name[1] in ("amp", "lt", "gt", "quot", "apos")
            else entities.html5.get(f"{name[1]};", name[0])
        ),
        text,
    )


def _titled(blocks: list[Block], title: str, remarks: Remarks) -> list[Block]:
    """The blocks of a page that has no heading, under the title that the contents give it: its
    first line where that says so already, or a line above it. A program's name for a page is no
    title."""
    for at, block in enumerate(blocks):
        if isinstance(block, Paragraph) and block.text.strip():
            if " ".join(block.text.split()) == title:
                heading = replace(block, level=1, inlines=without_common_look(block.inlines))
                return [*blocks[:at], replace(heading, align=""), *blocks[at + 1 :]]
            break
    if NO_TITLE.fullmatch(title):
        remarks.add(Finding.LEFT_OUT, "contents", title, 0)
        return blocks
    return [Paragraph(plain(title), 0, level=1), *blocks]


def _titles(package: _Package, archive: Archive, path: Path) -> dict[str, str]:
    """The title that the contents of the book give to each page, the first of each."""
    found: dict[str, str] = {}
    for name, kind, properties in package.items.values():
        if "nav" in properties.split():
            data = archive.read(name)
            if not data:
                continue
            root = page_tree(_without_entities(text_of(data, path, Remarks())), path)
            nav = next((n for n in root.iter("nav") if "toc" in kinds(n)), root)
            for link in nav.iter("a"):
                href = unquote((link.get("href") or "").partition("#")[0])
                page = posixpath.normpath(posixpath.join(posixpath.dirname(name), href))
                found.setdefault(page, " ".join("".join(map(str, link.itertext())).split()))
        elif kind == "application/x-dtbncx+xml" and (data := archive.read(name)):
            for point in xml_tree(data, path, name).iter(f"{NCX}navPoint"):
                content, label = point.find(f"{NCX}content"), point.find(f"{NCX}navLabel")
                if content is None or label is None:
                    continue
                href = unquote(content.get("src", "").partition("#")[0])
                page = posixpath.normpath(posixpath.join(posixpath.dirname(name), href))
                found.setdefault(page, " ".join("".join(map(str, label.itertext())).split()))
    return found


def _cover(package: _Package) -> str:
    """The picture of the cover, or ""."""
    for name, kind, properties in package.items.values():
        if "cover-image" in properties.split() and kind.startswith("image/"):
            return name
    for meta in package.root.iter(f"{OPF}meta"):
        if meta.get("name") == "cover":
            name, kind, _ = package.items.get(meta.get("content", ""), ("", "", ""))
            if kind.startswith("image/"):
                return name
    return ""


def _facts(package: _Package) -> Facts:
    """The metadata of the package document."""
    root = package.root

    def said(name: str) -> list[str]:
        return [
            words for e in root.iter(f"{DC}{name}") if (words := " ".join((e.text or "").split()))
        ]

    refined: dict[tuple[str, str], str] = {}
    for meta in root.iter(f"{OPF}meta"):
        if meta.get("refines"):
            key = meta.get("refines", "").lstrip("#"), meta.get("property", "")
            refined[key] = (meta.text or "").strip()
    creators = []
    for name in ("creator", "contributor"):
        for element in root.iter(f"{DC}{name}"):
            role = element.get(f"{OPF}role") or refined.get((element.get("id", ""), "role"), "")
            words = " ".join((element.text or "").split())
            if words and (name == "creator" or role in ("trl", "edt", "ill", "aui")):
                creators.append((words, role if re.fullmatch("[a-z]{3}", role) else "aut"))
    titles = list(root.iter(f"{DC}title"))
    by_type = {refined.get((e.get("id", ""), "title-type"), ""): (e.text or "") for e in titles}
    isbn = next((n for each in said("identifier") if (n := _isbn(each))), "")
    first = {name: (said(name) or [""])[0] for name in
             ("title", "language", "publisher", "date", "rights", "description")}  # fmt: skip
    return Facts(
        title=" ".join(by_type.get("main", "").split()) or first["title"],
        subtitle=" ".join(by_type.get("subtitle", "").split()),
        creators=tuple(creators),
        language=first["language"],
        publisher=first["publisher"],
        date=first["date"][:10],
        rights=first["rights"],
        description=re.sub(r"<[^>]*>", " ", first["description"]).strip(),
        subjects=tuple(said("subject")),
        isbn=isbn,
    )


def _isbn(identifier: str) -> str:
    """The ISBN that an identifier is, or ""."""
    digits = re.sub(r"(?i)^(?:urn:isbn:|isbn[:\s]*)", "", identifier)
    return digits if re.fullmatch(r"97[89][\d-]{10,14}", digits) else ""
