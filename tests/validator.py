"""A light validator: what must be true of every EPUB and PDF, whatever went in.

EPUBCheck knows far more, and takes a second for each file; this takes a millisecond.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

import PIL.Image
import pypdfium2
from lxml import etree

OPF = "{http://www.idpf.org/2007/opf}"
XHTML = "{http://www.w3.org/1999/xhtml}"
NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}href"
# Elements that run, embed, load or ask: none of them is in a book.
ACTIVE = frozenset(
    "script iframe frame frameset object embed applet form input button textarea select base meta "
    "style video audio source track portal template noscript foreignObject animate set "
    "animateTransform handler".split()
)
LINKS = ("http", "https", "mailto")
LOADING = ("src", "srcset", "data", "poster", "background", "action", "formaction", "ping", "cite",
           "longdesc", "srcdoc", "manifest", "profile")  # fmt: skip
CSS_URL = re.compile(r"url\(\s*['\"]?([^)'\"]*)|@import")


Targets = dict[str, set[str | None]]  # file -> the ids in it


def faults_of_epub(data: bytes) -> list[str]:
    """What is wrong with an EPUB, in words; nothing for a good one."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        files = {name: archive.read(name) for name in names}
    faults = [f"{n} twice" for n, c in Counter(n.lower() for n in names).items() if c > 1]
    if names[0] != "mimetype" or files["mimetype"] != b"application/epub+zip":
        faults.append("the mimetype is not first")
    package = etree.fromstring(files["EPUB/content.opf"])
    ids = [e.get("id") for e in package.iter() if isinstance(e.tag, str) and e.get("id")]
    faults += [f"id {name} twice in the package" for name, c in Counter(ids).items() if c > 1]
    items = {i.get("href", ""): i for i in package.iter(f"{OPF}item")}
    listed = {f"EPUB/{href}" for href in items} | {"EPUB/content.opf"}
    found = {name for name in names if name.startswith("EPUB/")}
    faults += [f"{name} is not in the manifest" for name in found - listed]
    faults += [f"{name} is not in the archive" for name in listed - found]
    faults += [f"{n} is not ASCII" for n in names if not re.fullmatch(r"[\x21-\x7e]+", n)]
    spine = [i.get("idref") for i in package.iter(f"{OPF}itemref")]
    faults += [f"spine names {ref}" for ref in spine if ref not in ids]
    if not spine or sum("nav" == i.get("properties") for i in items.values()) != 1:
        faults.append("no spine or no nav")
    documents = _documents(files, faults)
    targets = {
        name: {e.get("id") for e in root.iter() if e.get("id")} for name, root in documents.items()
    }
    for name, root in documents.items():
        faults += [f"{name}: {fault}" for fault in _of_document(name, root, files, targets)]
    for name, content in files.items():
        faults += [f"{name}: {fault}" for fault in _of_file(name, content, files)]
    return faults


def _documents(files: dict[str, bytes], faults: list[str]) -> dict[str, etree._Element]:
    found = {}
    for name, content in files.items():
        if name.endswith((".xhtml", ".ncx", ".opf", ".xml", ".svg")):
            try:
                found[name] = etree.fromstring(content)
            except etree.XMLSyntaxError as error:
                faults.append(f"{name}: {error}")
    return found


def _of_document(
    name: str, root: etree._Element, files: dict[str, bytes], targets: Targets
) -> Iterator[str]:
    ids = Counter(e.get("id") for e in root.iter() if isinstance(e.tag, str) and e.get("id"))
    yield from (f"id {i} twice" for i, count in ids.items() if count > 1)
    yield from (f"id {i!r}" for i in ids if not i or re.search(r"\s", i))
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        kind = etree.QName(element).localname
        if name.endswith((".xhtml", ".svg")) and kind in ACTIVE and not _is_ours(name, kind):
            yield f"<{kind}>"
        for key, value in element.attrib.items():
            yield from _of_attribute(name, kind, str(key), str(value), files, targets)


def _is_ours(name: str, kind: str) -> bool:
    return kind == "style" and name.endswith(".svg")  # its rules are looked at as text, below


def _of_attribute(
    name: str, kind: str, key: str, value: str, files: dict[str, bytes], targets: Targets
) -> Iterator[str]:
    plain = key.rpartition("}")[2].lower()
    said = f"{kind} {key}={value[:60]}"
    if plain.startswith("on"):
        yield said
    if name.endswith(".opf"):
        return
    if plain == "style":
        if "url(" in value.replace("url(#", "") or "\\" in value:
            yield said
    elif plain in LOADING and (kind, plain) not in (("img", "src"), ("content", "src")):
        yield said
    elif plain in ("href", "src") and name.endswith(".svg"):
        if not (value.startswith("#") or (kind == "image" and value.startswith("data:image/"))):
            yield said
    elif plain in ("href", "src"):
        yield from (f"{said} {fault}" for fault in _of_address(name, kind, value, files, targets))


def _of_address(
    name: str, kind: str, value: str, files: dict[str, bytes], targets: Targets
) -> Iterator[str]:
    parts = urlsplit(value)
    if parts.scheme in LINKS and kind == "a" and (parts.netloc or parts.scheme == "mailto"):
        return
    if parts.scheme or parts.netloc or value.startswith(("/", "\\")):
        yield "leads out of the book"
        return
    place = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path)))
    target = place if parts.path else name
    if target not in files:
        yield "leads nowhere"
    elif parts.fragment and unquote(parts.fragment) not in targets.get(target, ()):
        yield "has no such place"


def _of_file(name: str, content: bytes, files: dict[str, bytes]) -> Iterator[str]:
    if name.endswith((".jpg", ".png")):
        with PIL.Image.open(io.BytesIO(content)) as picture:
            picture.load()
            if {"jpg": "JPEG", "png": "PNG"}[name[-3:]] != picture.format:
                yield f"is {picture.format}"
            if picture.width * picture.height > 5_600_000:  # Apple Books Asset Guide
                yield f"is {picture.size}"
    elif name.endswith((".css", ".svg")):
        for found in CSS_URL.finditer(content.decode()):
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), found[1] or "?"))
            if not (found[1] or "").startswith("#") and target not in files:
                yield found[0]


def faults_of_pdf(data: bytes) -> list[str]:
    """What is wrong with a PDF, in words; nothing for a good one."""
    faults = []
    with pypdfium2.PdfDocument(data) as document:
        if len(document) < 2:
            faults.append("it has no pages")
        for number in range(len(document)):
            document[number].get_textpage().close()
    for address in addresses(data):
        if urlsplit(address).scheme not in LINKS:
            faults.append(f"it links to {address[:60]}")
    raw = plain_pdf(data)
    faults += [f"it has {name}" for name in ("/JavaScript", "/Launch", "/EmbeddedFile", "/GoToR")
               if re.search(name.encode() + rb"\b", raw)]  # fmt: skip
    return faults


def plain_pdf(data: bytes) -> bytes:
    """The PDF with what is packed in it unpacked after it."""
    unpacked = []
    for stream in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL):
        try:
            unpacked.append(zlib.decompress(stream[1]))
        except zlib.error:
            continue
    return b"\n".join([data, *unpacked])


def addresses(data: bytes) -> list[str]:
    """Where the links of a PDF lead."""
    found = re.findall(rb"/URI\s*\(((?:\\.|[^()\\])*)\)", plain_pdf(data))
    return [re.sub(rb"\\(.)", rb"\1", address).decode("utf-8", "replace") for address in found]
