"""A PDF for a printer, made of the book's own.

Enters: the finished PDF of the book (or of its cover) and a Profile. Leaves: the file that the
printer takes, and what is to be told of it. Nothing is laid out again: pages are moved from the
spine where the binding needs room, their colours become inks, and blank pages fill the last sheet.
"""

from __future__ import annotations

import io
from typing import Any, NamedTuple

from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf, Stream, String
from pikepdf import Page as PdfPage

from thaibook.load import Profile
from thaibook.model import Measures, Metadata, Page, Paper
from thaibook.pdf.press.converting import Converting
from thaibook.pdf.press.declaring import VERSIONS, declare, strip
from thaibook.pdf.press.flattening import flatten
from thaibook.pdf.press.inks import PressInks, bundled_icc, inks_of
from thaibook.pdf.press.page_sheets import MARKS, POINTS_PER_MM, Box, placed, sheet_of
from thaibook.pdf.press.reaching import reaches_trim
from thaibook.pdf.print_note import PrintNote


class Job(NamedTuple):
    """What is the same for all profiles of a book. icc: the author's own profile of a press,
    b"" for the bundled one."""

    metadata: Metadata
    measures: Measures
    page: Page
    paper: Paper
    icc: bytes = b""


def press_pdf(
    data: bytes, profile: Profile, job: Job, first: int | None
) -> tuple[bytes, PrintNote]:
    """The PDF `data` as a profile asks for it. first: of the pages that are printed, where those
    before it are a cover; None for the cover itself, which is its first page and is not bound.
    Leaves the file, and what is to be told of it."""
    pdf = Pdf.open(io.BytesIO(data))
    if first is None:
        del pdf.pages[1:]
    else:
        del pdf.pages[:first]
    strip(pdf)
    flattened = flatten(pdf, profile.dpi, only_blended=profile.transparency)
    is_cover = first is None
    if is_cover:  # there is a printed side on both sides of its spine
        profile = profile._replace(bleed_sides="four")
    bleeds = is_cover or profile.bleed_always or reaches_trim(data, first or 0)
    printed = len(pdf.pages)
    blanks = 0 if is_cover else blank_pages(printed, profile, job.paper)
    icc = job.icc or bundled_icc()
    inks = inks_of(profile, icc)
    converting = Converting(pdf, inks, isinstance(inks, PressInks), profile.transparency)
    contents = [converting.page(page) for page in pdf.pages]
    converting.finish()
    margin = Margin(0.0, 0.0, 0.0) if is_cover else margin_of(printed + blanks, profile, job)
    marks = job.page.marks if profile.marks is None else profile.marks
    trim = _box(pdf.pages[0].obj.get("/TrimBox", pdf.pages[0].MediaBox))
    for _ in range(blanks):
        _add_blank(pdf, trim)
        contents.append(b"")
    plates = pdf.make_indirect(_all_plates()) if marks else None
    for index, (page, content) in enumerate(zip(pdf.pages, contents, strict=True)):
        left = index % 2 == 1
        trim = _box(page.obj.get("/TrimBox", page.MediaBox))
        sheet = sheet_of(trim, profile, bleeds, marks, left, job.measures)
        moved = margin.moved_mm * POINTS_PER_MM * (-1 if left else 1)
        drawn = placed(content, sheet, round(moved, 4), job.measures)
        _set_page(pdf, page, drawn, sheet.media, sheet.bleed, trim)
        if plates is not None:
            _name_space(page, MARKS, plates)
    declare(pdf, profile, icc, job.metadata)
    note = PrintNote(
        printed + blanks, blanks, margin.moved_mm, margin.inside_mm, margin.least_mm, flattened
    )
    return saved(pdf, profile, job.metadata), note


def blank_pages(count: int, profile: Profile, paper: Paper) -> int:
    """How many empty pages come after the last, so that the sheets are whole."""
    multiple = paper.signature or profile.multiple
    if paper.binding == "saddle":
        multiple = max(multiple, 4)  # a folded sheet has four pages
    filled = count + profile.blank_last
    return -(-filled // multiple) * multiple - count


class Margin(NamedTuple):
    """The margin at the spine: as it is after pages were moved, what it should be at least, and
    how far they were moved."""

    inside_mm: float
    least_mm: float
    moved_mm: float


def margin_of(pages: int, profile: Profile, job: Job) -> Margin:
    """How far the pages of a book of so many are moved from the spine. A stapled book lies flat,
    so that there the safety distance is enough."""
    margins, width = job.page.margins, job.page.width_mm
    inside = margins.inside_mm if margins.inside_mm is not None else width * job.measures.inside
    outside = margins.outside_mm if margins.outside_mm is not None else width * job.measures.outside
    least = profile.safety_mm
    if job.paper.binding != "saddle":
        least = next((mm for most, mm in profile.gutters if not most or pages <= most), least)
    moved = max(0.0, min(least - inside, outside - profile.safety_mm))
    return Margin(round(inside + moved, 2), least, round(moved, 2))


def _box(box: Any) -> Box:
    left, bottom, right, top = (float(edge) for edge in box)
    return left, bottom, right, top


def _add_blank(pdf: Pdf, trim: Box) -> None:
    box = Array(list(trim))
    page = Dictionary(Type=Name.Page, MediaBox=box, TrimBox=box, Resources=Dictionary())
    pdf.pages.append(PdfPage(pdf.make_indirect(page)))


def _set_page(pdf: Pdf, page: Any, content: bytes, media: Box, bleed: Box, trim: Box) -> None:
    page.obj.Contents = pdf.make_indirect(Stream(pdf, content))
    page.obj.MediaBox, page.obj.BleedBox = Array(list(media)), Array(list(bleed))
    page.obj.TrimBox = Array(list(trim))
    for key in ("/CropBox", "/ArtBox", "/Group", "/UserUnit"):
        if key in page:
            del page.obj[key]


def _all_plates() -> Array:
    """The colour space of what every plate has (8.6.6.4)."""
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 1, 1, 1], N=1)
    return Array([Name.Separation, Name.All, Name.DeviceCMYK, tint])


def _name_space(page: Any, name: str, space: Any) -> None:
    resources = Dictionary(dict(page.Resources.items()))
    spaces = resources.get("/ColorSpace", Dictionary())
    resources.ColorSpace = Dictionary({**dict(spaces.items()), name: space})
    page.obj.Resources = resources


def saved(pdf: Pdf, profile: Profile, metadata: Metadata) -> bytes:
    """The file, the same bytes each time. PDF 1.3 and 1.4 know no compressed objects."""
    pdf.trailer.ID = Array([String(metadata.identifier.encode()), String(b"0" * 16)])
    version = VERSIONS.get(profile.standard, "1.4")
    old = profile.standard not in ("", "PDF/X-4")
    written = io.BytesIO()
    pdf.save(
        written,
        force_version="1.6" if profile.standard == "" else version,
        object_stream_mode=ObjectStreamMode.disable if old else ObjectStreamMode.generate,
        deterministic_id=True,
        compress_streams=True,
        fix_metadata_version=False,
    )
    return written.getvalue()
