"""A few of the rules of PDF/A and PDF/UA, where veraPDF is not.

Enters: a PDF. Leaves: the Faults that are found without an engine: that the file is tagged and
says its language and title, that pictures and links have their words (ISO 14289-1, 7.1 to 7.18),
and that colours have their profile (ISO 19005-2, 6.2.3). It is no validator, and is never called
one.
"""

from __future__ import annotations

import ctypes
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from thaibook.check.standards.verapdf import Fault

PICTURES = ("Figure", "Formula")
OBJECTS = re.compile(rb"/Type\s*/ObjStm\b[^>]*>>\s*stream\r?\n")
MOST = 1 << 26  # bytes that are unpacked
DEEPEST = 200
Getter = Any  # a function of PDFium that writes UTF-16 into a buffer


def faults_of_ua(path: Path) -> list[Fault]:
    """What breaks rules of PDF/UA."""
    with pypdfium2.PdfDocument(path) as document:
        found = []
        if not pdfium.FPDFCatalog_IsTagged(document.raw):
            found.append(("7.1-11", "the file has no structure"))
        if not document.get_metadata_dict().get("Title"):
            found.append(("7.1-9", "the file does not say its title"))
        for number, page in enumerate(document, 1):
            found += [(clause, f"{says} (page {number})") for clause, says in _of_page(page)]
            page.close()
    plain = _unpacked(path)
    if not re.search(rb"/DisplayDocTitle\s+true", plain):
        found.append(("7.1-10", "readers are not told to show the title"))
    if not re.search(rb"/Lang\s*[(<]", plain):
        found.append(("7.2-34", "the file does not say its language"))
    return _counted(found)


def faults_of_a(path: Path) -> list[Fault]:
    """What breaks rules of PDF/A."""
    plain = _unpacked(path)
    found = []
    if b"/OutputIntent" not in plain or b"/GTS_PDFA1" not in plain:
        found.append(("6.2.3", "no output intent says what the colours are"))
    for name in (b"JavaScript", b"Launch", b"Encrypt"):
        if re.search(rb"/%s\b" % name, plain):
            found.append(("6.5.1", f"the file has /{name.decode()}"))
    return _counted(found)


def _counted(found: list[tuple[str, str]]) -> list[Fault]:
    """One Fault for each rule, with its first place."""
    first: dict[str, tuple[str, int]] = {}
    for clause, says in found:
        told, times = first.get(clause, (says, 0))
        first[clause] = told, times + 1
    return [Fault(clause, says, "", times) for clause, (says, times) in first.items()]


def _of_page(page: Any) -> Iterator[tuple[str, str]]:
    tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
    if tree:
        for number in range(pdfium.FPDF_StructTree_CountChildren(tree)):
            yield from _of_element(pdfium.FPDF_StructTree_GetChildAtIndex(tree, number), 0)
        pdfium.FPDF_StructTree_Close(tree)
    for number in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, number)
        link = pdfium.FPDFAnnot_GetSubtype(annotation) == pdfium.FPDF_ANNOT_LINK
        if link and not _text(pdfium.FPDFAnnot_GetStringValue, annotation, b"Contents"):
            yield "7.18.5-2", "a link does not say what it leads to"
        pdfium.FPDFPage_CloseAnnot(annotation)


def _of_element(element: Any, depth: int) -> Iterator[tuple[str, str]]:
    if not element or depth > DEEPEST:
        return
    if _text(pdfium.FPDF_StructElement_GetType, element) in PICTURES:
        said = _text(pdfium.FPDF_StructElement_GetAltText, element)
        if not (said or _text(pdfium.FPDF_StructElement_GetActualText, element)):
            yield "7.3-1", "a picture has no alternative text"
    for number in range(pdfium.FPDF_StructElement_CountChildren(element)):
        child = pdfium.FPDF_StructElement_GetChildAtIndex(element, number)
        yield from _of_element(child, depth + 1)


def _text(get: Getter, *of: Any) -> str:
    """A text of PDFium's."""
    length = get(*of, None, 0)
    buffer = ctypes.create_string_buffer(max(length, 2))
    if get is pdfium.FPDFAnnot_GetStringValue:
        get(*of, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
    else:
        get(*of, buffer, length)
    return buffer.raw[:length].decode("utf-16-le", "replace").rstrip("\0")


def _unpacked(path: Path) -> bytes:
    """The bytes of the file, and the objects that are packed in it."""
    data = path.read_bytes()
    parts, left = [data], MOST
    for begin in OBJECTS.finditer(data):
        try:
            part = zlib.decompressobj().decompress(data[begin.end() : begin.end() + left], left)
        except zlib.error:
            continue
        parts.append(part)
        left -= len(part)
        if left <= 0:
            break
    return b"\n".join(parts)
