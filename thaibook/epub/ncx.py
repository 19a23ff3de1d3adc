"""The NCX, the contents of EPUB 2, for the readers and shops that still look for it.

Enters: the NCX as EbookLib writes it, and where the pages of the printed book begin. Leaves: the
same with the list of pages and with the numbers that some readers miss. Rules: OPF 2.0.1, 2.4.1;
ANSI/NISO Z39.86-2005, 8.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from lxml import etree

from thaibook.epub.documents import Documents
from thaibook.epub.navigation import page_id
from thaibook.epub.splitting import relinked
from thaibook.model import PageStart

ID = re.compile(r' id="([^"]*)"')
NCX = "http://www.daisy.org/z3986/2005/ncx/"


def completed_ncx(data: bytes, documents: Documents, label: str) -> bytes:
    """The NCX `data` with its list of pages, which is called `label`, and its play order."""
    ncx = etree.fromstring(relinked(data.decode(), documents.places).encode())
    if documents.pages:
        ncx.append(_page_list(documents.pages, label))
    _number(ncx, dict(documents.spine))
    points = list(ncx.iter(f"{{{NCX}}}navPoint"))
    depths = (1 + sum(1 for _ in p.iterancestors(f"{{{NCX}}}navPoint")) for p in points)
    numbers = [int(page.get("value", "0")) for page in ncx.iter(f"{{{NCX}}}pageTarget")]
    known = {
        "dtb:depth": max(depths, default=0),
        "dtb:totalPageCount": len(numbers),
        "dtb:maxPageNumber": max(numbers, default=0),
    }
    for meta in ncx.iterfind("{*}head/{*}meta"):
        if meta.get("name") in known:
            meta.set("content", str(known[meta.get("name", "")]))
    etree.indent(ncx)
    return etree.tostring(ncx, encoding="utf-8", xml_declaration=True)


def _page_list(pages: Sequence[tuple[str, PageStart]], label: str) -> etree._Element:
    listed = etree.Element(f"{{{NCX}}}pageList", id="pages")
    listed.set("class", "pages")  # EPUBCheck asks for one
    _label(listed, label)
    for name, start in pages:
        plain = page_id(start).removeprefix("page-")  # ASCII, where the folio is in Thai digits
        target = etree.SubElement(listed, f"{{{NCX}}}pageTarget", id=page_id(start))
        target.set("type", "normal" if plain.isdigit() else "front")
        if plain.isdigit():
            target.set("value", plain)
        _label(target, start.folio)
        place = f"text/{name}.xhtml#{page_id(start)}"
        etree.SubElement(target, f"{{{NCX}}}content", src=place)
    return listed


def _label(parent: etree._Element, text: str) -> None:
    label = etree.SubElement(parent, f"{{{NCX}}}navLabel")
    etree.SubElement(label, f"{{{NCX}}}text").text = text


def _number(ncx: etree._Element, texts: Mapping[str, str]) -> None:
    """Number all places in the order in which they are read; one place has one number."""
    order = {f"text/{name}.xhtml": number for number, name in enumerate(texts)}
    names = dict(zip(order, texts, strict=True))
    ids = {name: {found[1]: found.start() for found in ID.finditer(texts[name])} for name in texts}

    def place(src: str) -> tuple[int, int]:
        path, _, anchor = src.partition("#")
        return order[path], ids[names[path]].get(anchor, -1)

    targets = [*ncx.iter(f"{{{NCX}}}navPoint"), *ncx.iter(f"{{{NCX}}}pageTarget")]
    sources = [content.get("src", "") for t in targets for content in t.iterfind("{*}content")]
    numbers = {src: n for n, src in enumerate(sorted(dict.fromkeys(sources), key=place), 1)}
    for target, src in zip(targets, sources, strict=True):
        target.set("playOrder", str(numbers[src]))
