"""What is drawn in a PDF, object by object, and what the file says of itself.

Enters: a .pdf file. Leaves: Seen. Content streams are read with all forms in them; a file that
draws more than anybody would look at is read as far as that. Pages are counted from 1. Source:
ISO 32000-1. To be loaded late: pikepdf takes 0.1 s.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Dictionary, Pdf

from thaibook.check.print_shop.walking import Drawn, Picture, walk_page
from thaibook.messages import BookError, Phrase, problem

BOXES = ("MediaBox", "BleedBox", "TrimBox", "CropBox")
Box = tuple[float, float, float, float]
CLAIM = re.compile(r"<pdfxid:GTS_PDFXVersion>([^<]+)<|pdfxid:GTS_PDFXVersion=\"([^\"]+)\"")
LEAST_BLEED = 1.0  # points
MOST_OPERATORS = 5_000_000  # of all pages: a book of 1200 has a fifth of them


@dataclass(frozen=True)
class SeenPage:
    """One page: its boxes in points by their names, and what is drawn on it."""

    boxes: dict[str, Box]
    drawn: Drawn

    @property
    def has_bleed(self) -> bool:
        """Whether the page goes beyond the trim."""
        trim, bleed = self.boxes.get("TrimBox"), self.boxes.get("BleedBox")
        if not trim or not bleed:
            return False
        return any(abs(a - b) > LEAST_BLEED for a, b in zip(trim, bleed, strict=True))


@dataclass(frozen=True)
class Seen:
    """A PDF. claims: the PDF/X version it says it is, "" for none; version: of PDF; catalog and
    info: what it says of itself; intents: of its colours; fonts: name -> whether it is embedded;
    is_whole: all of it was read."""

    pages: tuple[SeenPage, ...]
    version: str
    claims: str
    info: dict[str, str]
    catalog: frozenset[str]
    intents: tuple[dict[str, Any], ...]
    fonts: dict[str, bool]
    has_id: bool
    is_encrypted: bool
    annotated: tuple[int, ...]
    xmp: str = ""
    is_whole: bool = True
    filters: frozenset[str] = field(default_factory=frozenset)

    def pages_with(self, what: str) -> list[int]:
        """The numbers of the pages whose Drawn has something in the field `what`."""
        return [n for n, page in enumerate(self.pages, 1) if getattr(page.drawn, what)]

    @property
    def colours(self) -> dict[str, dict[str, int]]:
        """kind of object -> colour space -> how many."""
        found: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for page in self.pages:
            for (kind, space), count in page.drawn.colours.items():
                found[kind][space] += count
        return {kind: dict(spaces) for kind, spaces in found.items()}

    @property
    def pictures(self) -> list[tuple[int, Picture]]:
        """(page, picture) of each."""
        return [(n, each) for n, page in enumerate(self.pages, 1) for each in page.drawn.pictures]

    @property
    def inked(self) -> list[int]:
        """The indices of the pages that have other inks than black."""
        return [n for n, page in enumerate(self.pages) if page.drawn.is_inked]


def look_at(path: Path) -> Seen:
    """What is drawn in the PDF. Raises BookError: pdf-unreadable."""
    try:
        with Pdf.open(path) as pdf:
            return _seen(pdf)
    except (pikepdf.PikepdfError, ValueError) as error:
        raise BookError([problem("pdf-unreadable", path, reason=Phrase(error))]) from None


def _seen(pdf: Pdf) -> Seen:
    left = [MOST_OPERATORS]
    fonts: dict[str, bool] = {}
    pages, annotated = [], []
    known: dict[Any, Any] = {}
    for number, page in enumerate(pdf.pages, 1):
        drawn = walk_page(page, known, fonts, left)
        pages.append(SeenPage(_boxes(page), drawn))
        if len(page.get("/Annots", [])):
            annotated.append(number)
    info = {key: str(value) for key, value in pdf.docinfo.items()}
    xmp = _xmp(pdf)
    return Seen(
        pages=tuple(pages),
        version=pdf.pdf_version,
        claims=_claim(info, xmp),
        info=info,
        catalog=frozenset(pdf.Root.keys()),
        intents=tuple(_intent(each) for each in pdf.Root.get("/OutputIntents", [])),
        fonts=fonts,
        has_id="/ID" in pdf.trailer,
        is_encrypted=pdf.is_encrypted,
        annotated=tuple(annotated),
        xmp=xmp,
        is_whole=left[0] > 0,
        filters=_filters(pdf),
    )


def _boxes(page: Any) -> dict[str, Box]:
    boxes = {"MediaBox": _box(page.mediabox)}  # which pages may have from their parent
    for name in BOXES[1:]:
        if f"/{name}" in page:
            boxes[name] = _box(page[f"/{name}"])
    return boxes


def _box(box: Any) -> Box:
    left, bottom, right, top = (float(edge) for edge in box)
    return left, bottom, right, top


def _xmp(pdf: Pdf) -> str:
    metadata = pdf.Root.get("/Metadata")
    return "" if metadata is None else metadata.read_bytes().decode("utf-8", "replace")


def _claim(info: dict[str, str], xmp: str) -> str:
    """What the file says it is: the conformance where it names one, else the version."""
    found = CLAIM.search(xmp)
    in_xmp = (found[1] or found[2]) if found else ""
    return info.get("/GTS_PDFXConformance") or info.get("/GTS_PDFXVersion") or in_xmp


def _intent(intent: Any) -> dict[str, Any]:
    """What an output intent says; of its profile the header."""
    says = {key: str(value) for key, value in intent.items() if key != "/DestOutputProfile"}
    profile = intent.get("/DestOutputProfile")
    if profile is not None:
        header = profile.read_bytes()[:40]
        says |= {"class": header[12:16].decode("latin-1"), "space": header[16:20].decode("latin-1")}
        says["N"] = str(profile.get("/N", ""))
    return says


def _filters(pdf: Pdf) -> frozenset[str]:
    """The compressions that streams have."""
    found: set[str] = set()
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream):
            filters = thing.get("/Filter")
            names = filters if isinstance(filters, pikepdf.Array) else [filters] if filters else []
            found |= {str(name) for name in names}
            if thing.get("/Type") == "/XObject" and isinstance(thing.get("/OPI"), Dictionary):
                found.add("/OPI")
    return frozenset(found)
