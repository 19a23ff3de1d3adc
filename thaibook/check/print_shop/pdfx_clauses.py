"""The clauses of PDF/X that can be looked at, as a table; and what is not looked at.

Enters: Seen. Leaves: what is broken. The clause beside each row is that of ISO 32000-1, which
says what the thing is; which part of ISO 15930 asks for it stands in `of`. The text of ISO 15930 is
sold, and was not at hand. Of PDF/X-4 the clause stands beside some rows as `in_x4`: its number is
from the contents in ISO's preview of 15930-7:2010, as github.com/eve0415/pdfwright quotes them
(pdfX4.ts, pdfX4Rules.ts), and says where a subject is treated, no more. For the other rows, and for
PDF/X-1a and X-3, no public source gave a number. Rows of PDF/X-1a follow the list of the open
pdfbox-preflight (github.com/Padam87/pdfbox-preflight, issue 1). No open validator of PDF/X exists;
this is none either.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from thaibook.check.print_shop.seen import Seen

X1A, X3, X4 = "PDF/X-1a", "PDF/X-3", "PDF/X-4"
ALL = (X1A, X3, X4)
SLACK = 0.01  # points, of rounding between boxes
CMYK_KINDS = ("black", "grey", "white", "CMYK", "spot", "pattern", "stencil",
              "registration")  # fmt: skip
NESTED = ("TrimBox", "BleedBox", "MediaBox")
LEAST_PAGES = 8  # that a message names


class Clause(NamedTuple):
    """One clause. of: the standards that ask for it; where: in ISO 32000-1; what: it says, in
    Thai in messages/clause_phrases.py; broken: what of a file breaks it; in_x4: where ISO
    15930-7:2010 treats it, "" where no public source says that."""

    of: tuple[str, ...]
    where: str
    what: str
    broken: Callable[[Seen], Iterable[str]]
    in_x4: str = ""


def _pages(numbers: Sequence[int]) -> list[str]:
    some = ", ".join(map(str, numbers[:LEAST_PAGES]))
    return [f"p. {some}{', …' if len(numbers) > LEAST_PAGES else ''}"] if numbers else []


def _intents(seen: Seen) -> list[dict[str, str]]:
    return [each for each in seen.intents if each.get("/S") == "/GTS_PDFX"]


def _claim(seen: Seen) -> Iterator[str]:
    version = seen.info.get("/GTS_PDFXVersion", "")
    if seen.claims.startswith(X1A) and ":2001" in seen.claims and version != "PDF/X-1:2001":
        yield f"GTS_PDFXVersion {version}"
    if seen.claims == X4 and "pdfxid:GTS_PDFXVersion" not in seen.xmp:
        yield "XMP"


def _version(seen: Seen) -> Iterator[str]:
    limit = {"2001": "1.3", "2002": "1.3", "2003": "1.4"}.get(seen.claims[-4:], "1.6")
    if seen.version > limit:
        yield f"PDF {seen.version} > {limit}"


def _one_intent(seen: Seen) -> Iterator[str]:
    if len(_intents(seen)) != 1:
        yield f"{len(_intents(seen))}"


def _condition(seen: Seen) -> Iterator[str]:
    for intent in _intents(seen):
        if not intent.get("/OutputConditionIdentifier"):
            yield "OutputConditionIdentifier"
        if "class" not in intent and not intent.get("/RegistryName"):
            yield "DestOutputProfile, RegistryName"
        if "class" not in intent and not intent.get("/Info"):
            yield "Info"


def _profile(seen: Seen) -> Iterator[str]:
    for intent in _intents(seen):
        if intent.get("class", "prtr") != "prtr":
            yield f"class {intent['class']}"


def _boxes(seen: Seen) -> list[str]:
    return _pages([n for n, page in enumerate(seen.pages, 1) if "TrimBox" not in page.boxes])


def _nested(seen: Seen) -> list[str]:
    wrong = []
    for number, page in enumerate(seen.pages, 1):
        order = [page.boxes[name] for name in NESTED if name in page.boxes]
        for inner, outer in pairwise(order):
            low = all(inner[side] >= outer[side] - SLACK for side in (0, 1))
            if not (low and all(inner[side] <= outer[side] + SLACK for side in (2, 3))):
                wrong.append(number)
                break
    return _pages(wrong)


def _trapped(seen: Seen) -> Iterator[str]:
    if seen.info.get("/Trapped") not in ("/True", "/False"):
        yield seen.info.get("/Trapped", "—")


def _dates(seen: Seen) -> Iterator[str]:
    for key in ("/Title", "/CreationDate", "/ModDate"):
        if not seen.info.get(key):
            yield key[1:]


def _colours(allowed: Sequence[str]) -> Callable[[Seen], Iterator[str]]:
    def broken(seen: Seen) -> Iterator[str]:
        for kind, spaces in sorted(seen.colours.items()):
            for space, count in sorted(spaces.items()):
                if space not in allowed:
                    yield f"{kind}: {space} ({count})"

    return broken


def _rgb_without_profile(seen: Seen) -> Iterator[str]:
    """Of a press that prints CMYK, plain RGB says nothing."""
    if any(intent.get("space", "CMYK") == "CMYK" for intent in _intents(seen)):
        for kind, spaces in sorted(seen.colours.items()):
            if "RGB" in spaces or "RGB white" in spaces:
                yield kind


def _transparent(seen: Seen) -> list[str]:
    return _pages(seen.pages_with("transparent"))


def _named(keys: Sequence[str]) -> Callable[[Seen], list[str]]:
    return lambda seen: [key[1:] for key in keys if key in seen.catalog]


def _xmp(seen: Seen) -> Iterator[str]:
    for name in ("xmpMM:DocumentID", "xmpMM:VersionID", "xmpMM:RenditionClass", "xmp:CreateDate",
                 "xmp:ModifyDate", "xmp:MetadataDate", "dc:title"):  # fmt: skip
        if name not in seen.xmp:
            yield name


CLAUSES: tuple[Clause, ...] = (
    Clause(ALL, "14.3.3", "the file says which PDF/X it is, in the place for that", _claim),
    Clause(ALL, "7.5.2", "its PDF version is not newer than the standard", _version, in_x4="6.1"),
    Clause(ALL, "14.11.5", "there is exactly one output intent of PDF/X", _one_intent),
    Clause(ALL, "14.11.5", "the output intent names its printing condition", _condition),
    Clause(ALL, "14.11.5", "its profile is that of an output device", _profile, in_x4="6.4"),
    Clause(ALL, "14.11.2", "every page has a TrimBox", _boxes),
    Clause(ALL, "14.11.2", "TrimBox lies in BleedBox, and that in MediaBox", _nested),
    Clause(ALL, "14.11.6", "Trapped is True or False", _trapped),
    Clause(ALL, "14.3.3", "title and dates are there", _dates),
    Clause(ALL, "14.4", "the file has an identifier",
           lambda seen: [] if seen.has_id else ["ID"]),
    Clause(ALL, "7.6", "it is not encrypted",
           lambda seen: ["Encrypt"] if seen.is_encrypted else []),
    Clause(ALL, "9.9", "all fonts are embedded",
           lambda seen: [name for name, there in sorted(seen.fonts.items()) if not there],
           in_x4="6.5"),
    Clause(ALL, "12.5", "no annotation lies on a page",
           lambda seen: _pages(seen.annotated), in_x4="6.17"),
    Clause(ALL, "12.6", "nothing acts: no actions, no forms",
           _named(("/OpenAction", "/AA", "/AcroForm")), in_x4="6.18"),
    Clause((X1A,), "8.6", "only black, grey, CMYK and spot colours", _colours(CMYK_KINDS)),
    Clause((X3, X4), "8.6", "no RGB without a profile where the press prints CMYK",
           _rgb_without_profile, in_x4="6.4"),
    Clause((X1A, X3), "11", "nothing can be seen through", _transparent),
    Clause((X1A, X3), "8.11", "no optional content", _named(("/OCProperties",))),
    Clause(ALL, "10.4", "no transfer functions and halftones",
           lambda seen: _pages(seen.pages_with("transfers")), in_x4="6.13"),
    Clause(ALL, "7.4.4", "no LZW compression",
           lambda seen: ["LZWDecode"] if "/LZWDecode" in seen.filters else []),
    Clause((X1A, X3), "7.4.9", "no JPEG 2000",
           lambda seen: ["JPXDecode"] if "/JPXDecode" in seen.filters else []),
    Clause((X4,), "14.3.2", "XMP has identifiers, dates and the title", _xmp, in_x4="6.10"),
)  # fmt: skip
# What a whole validator would look at, too.
NOT_LOOKED_AT = (
    ("glyph widths in fonts and in the file agree", "ความกว้างตัวอักษรในฟอนต์ตรงกับในไฟล์"),
    ("the ICC profile itself is sound", "ความถูกต้องของโพรไฟล์ ICC"),
    ("PostScript, OPI and alternate images", "PostScript OPI และรูปสำรอง"),
    ("viewer preferences for boxes", "การตั้งค่าการแสดงกรอบหน้า"),
    ("rendering intents and black generation functions", "rendering intent และฟังก์ชันสร้างสีดำ"),
)


def clauses_of(standard: str) -> list[Clause]:
    """The rows for a PDF/X version."""
    return [clause for clause in CLAUSES if any(standard.startswith(each) for each in clause.of)]


def broken_clauses(seen: Seen, standard: str) -> list[tuple[Clause, list[str]]]:
    """The clauses of a standard that a file breaks, each with what breaks it."""
    found = ((clause, list(clause.broken(seen))) for clause in clauses_of(standard))
    return [(clause, details) for clause, details in found if details]
