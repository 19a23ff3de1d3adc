"""The PDF of the book in the newer standards of the same two kinds: PDF/UA-2 and PDF/A-4.

Enters: a PDF that holds PDF/UA-1 and PDF/A-2a. Leaves: what it says and shows unchanged, as PDF
2.0 with the structure that the newer standards ask for: whoever follows a link comes to an element
and not to a place, contents and notes know what they belong to, and both say which names are those
of PDF 2.0. Sources: ISO 14289-2 (clauses beside the functions), ISO 19005-4, 6.1.3 (no Info),
ISO 32000-2, 12.3.2.3 (structure destinations), 14.7.4.2 (namespaces).
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium
from pikepdf import Array, Dictionary, Name, Pdf, String

NAMESPACE = "http://iso.org/pdf2/ssn"
CLAIMS = (
    (r"<pdfuaid:part>1</pdfuaid:part>",
     "<pdfuaid:part>2</pdfuaid:part><pdfuaid:rev>2024</pdfuaid:rev>"),
    (r"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>",
     "<pdfaid:part>4</pdfaid:part><pdfaid:rev>2020</pdfaid:rev>"),
    # PDF/A-4 asks for no description of a schema (ISO 19005-4, 6.7.2).
    (r"(?s)<rdf:Description rdf:about=\"\"\s+xmlns:pdfaExtension=.*?</rdf:Description>\s*", ""),
)  # fmt: skip
ABOVE = 3.0  # points: a place is this much above what stands there, at most


class _Content(NamedTuple):
    """Marked content as it stands on a page, in points from its lower left corner."""

    number: int
    left: float
    top: float


def as_ua2(data: bytes) -> bytes:
    """The PDF as PDF/UA-2 and PDF/A-4, the same bytes each time."""
    with Pdf.open(io.BytesIO(data)) as pdf, pypdfium2.PdfDocument(data) as drawn:
        root = pdf.Root.StructTreeRoot
        namespace = pdf.make_indirect(Dictionary(Type=Name.Namespace, NS=String(NAMESPACE)))
        root.Namespaces = Array([namespace])
        root.K[0].NS = namespace
        elements = list(_elements(root.K[0]))
        named = _lead_to_elements(pdf, _Targets(pdf, drawn))
        for element in elements:
            if element.S == Name.L:
                _say_how_it_counts(element)
            elif element.S == Name.TOCI:
                if (spoken_of := _led_to(element, named)) is not None:  # 8.2.5.8
                    element.Ref = Array([spoken_of])
            _captions_at_an_end(element)
        _bind_notes(elements, named, namespace)
        _claim(pdf)
        written = io.BytesIO()
        pdf.save(written, force_version="2.0", fix_metadata_version=False, deterministic_id=True)
    return written.getvalue()


def _claim(pdf: Pdf) -> None:
    """Say what the file is; it has no Info, whose texts stand in XMP."""
    packet = pdf.Root.Metadata.read_bytes().decode()
    for old, new in CLAIMS:
        packet = re.sub(old, new, packet)
    pdf.Root.Metadata.write(packet.encode())
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]


def _kids(element: Any) -> list[Any]:
    """What is in an element: elements, marked content, references to objects."""
    inside = element.get("/K")
    if inside is None:
        return []
    return list(inside) if isinstance(inside, Array) else [inside]


def _is_element(kid: Any) -> bool:
    return isinstance(kid, Dictionary) and "/S" in kid


def _elements(element: Any) -> Iterator[Any]:
    """An element and all in it, in the order of reading."""
    waiting = [element]
    while waiting:
        each = waiting.pop()
        yield each
        waiting += [kid for kid in reversed(_kids(each)) if _is_element(kid)]


class _Targets:
    """Finds the element that stands where a link leads. pages: by their objects."""

    def __init__(self, pdf: Pdf, drawn: pypdfium2.PdfDocument) -> None:
        self._drawn = drawn
        self._pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        self._owners = _numbers(pdf.Root.StructTreeRoot.ParentTree)
        self._on: dict[int, list[_Content]] = {}
        dests = pdf.Root.get("/Names", Dictionary()).get("/Dests", Dictionary())
        names = dests.get("/Names", Array())
        self.named = {bytes(names[n]): names[n + 1] for n in range(0, len(names), 2)}
        self._last = pdf.Root.StructTreeRoot.K[0]

    def element(self, place: Any) -> Any:
        """The element at a place, or the first one below it; on a page without any, the last
        that was found, or the whole."""
        page = place[0]
        across, up = (float(each) for each in list(place)[2:4])
        owners = list(self._owners.get(int(page.get("/StructParents", -1)), ()))
        below = [
            each
            for each in self._contents(self._pages[page.objgen])
            if each.top <= up + ABOVE and each.number < len(owners)
        ]
        highest = max((each.top for each in below), default=0.0)
        line = [each for each in below if each.top > highest - ABOVE]
        line.sort(key=lambda each: (abs(each.left - across), each.number))
        found = [owners[each.number] for each in line] or owners
        self._last = next(filter(_is_element, found), self._last)
        return self._last

    def _contents(self, number: int) -> list[_Content]:
        if number not in self._on:
            page = self._drawn[number]
            self._on[number] = [
                _Content(mark, each.get_bounds()[0], each.get_bounds()[3])
                for each in page.get_objects(max_depth=2)
                if (mark := pdfium.FPDFPageObj_GetMarkedContentID(each.raw)) >= 0
            ]
            page.close()
        return self._on[number]


def _lead_to_elements(pdf: Pdf, targets: _Targets) -> dict[bytes, Any]:
    """Beside each place in the file, the element that stands there (8.8). The elements of the
    places that have names."""
    elements = {}
    for name, place in targets.named.items():
        elements[name] = targets.element(place)
        targets.named[name] = Dictionary(D=place, SD=_of_element(elements[name], place))
    if targets.named:
        pairs = [each for name, value in targets.named.items() for each in (String(name), value)]
        pdf.Root.Names.Dests.Names = Array(pairs)
    item = pdf.Root.get("/Outlines", Dictionary()).get("/First")
    waiting = [item] if item is not None else []
    while waiting:
        item = waiting.pop()
        waiting += [item[key] for key in ("/First", "/Next") if key in item]
        if isinstance(item.get("/Dest"), Array):
            place = item.Dest
            where = _of_element(targets.element(place), place)
            item.A = Dictionary(S=Name.GoTo, D=place, SD=where)
            del item["/Dest"]
    return elements


def _of_element(element: Any, place: Any) -> Array:
    return Array([element, *list(place)[1:]])


def _numbers(tree: Any) -> dict[int, Any]:
    """A number tree as a dictionary (ISO 32000-2, 7.9.7)."""
    found: dict[int, Any] = {}
    for kid in tree.get("/Kids", ()):
        found |= _numbers(kid)
    numbers = tree.get("/Nums", ())
    return found | {int(numbers[n]): numbers[n + 1] for n in range(0, len(numbers), 2)}


def _say_how_it_counts(items: Any) -> None:
    """A list with labels says of which kind they are (8.2.5.25)."""
    parts = [part for item in _kids(items) if _is_element(item) for part in [item, *_kids(item)]]
    if not any(_is_element(part) and part.S == Name.Lbl for part in parts):
        return
    said = items.get("/A")
    if isinstance(said, Dictionary) and said.get("/ListNumbering", Name("/None")) != Name("/None"):
        return
    kind = Name.Description if said is None else Name.Unordered
    items.A = Dictionary(O=Name.List, ListNumbering=kind)


def _led_to(element: Any, named: Mapping[bytes, Any]) -> Any:
    """The element to which the first link in an element leads, None where it leads nowhere."""
    for part in _elements(element):
        for kid in _kids(part):
            link = kid.get("/Obj") if isinstance(kid, Dictionary) else None
            target = link.get("/Dest") if link is not None else None
            if isinstance(target, String) and bytes(target) in named:
                return named[bytes(target)]
    return None


def _captions_at_an_end(element: Any) -> None:
    """A caption is the first or the last of what it belongs to, which is no Div: that is as if it
    were not there (8.2.5.27)."""
    kids = _kids(element)
    captions = [kid for kid in kids if _is_element(kid) and kid.S == Name.Caption]
    if not captions:
        return
    if element.S == Name.Div:
        element.S = Name.Sect
    if kids[0] is not captions[0] or len(captions) > 1:
        others = [kid for kid in kids if not any(kid is each for each in captions)]
        element.K = Array([*others, *captions])


def _bind_notes(elements: Sequence[Any], named: Mapping[bytes, Any], namespace: Any) -> None:
    """Notes are those of PDF 2.0; each knows its calls, and each call its note (8.2.5.14)."""
    calls: dict[Any, list[Any]] = {}
    notes = {element.objgen: element for element in elements if element.S == Name.Note}
    last = None
    for element in elements:
        if element.S == Name.Reference:
            last = element
            around = _led_to(element, named)
            while around is not None and around.objgen not in notes:
                around = around.get("/P")
            if around is not None:
                calls.setdefault(around.objgen, []).append(element)
        elif element.objgen in notes and last is not None:
            calls.setdefault(element.objgen, []).insert(0, last)
            last = None
    for key, note in notes.items():
        note.S, note.NS = Name.Aside if key not in calls else Name.FENote, namespace
        if key not in calls:  # nobody calls it
            continue
        note.A = Dictionary(O=Name.FENote, NoteType=Name.Footnote)
        note.Ref = Array(calls[key])
        for call in calls[key]:
            call.Ref = Array([note])
