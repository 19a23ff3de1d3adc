"""Pages are drawn on larger sheets.

Enters: a finished PDF and a Profile. Leaves: a PDF of sheets; each page is a form, so that its
text and fonts stay what they are. Pages lie against the fold, those of inner sheets nearer to it:
folded into one another, inner sheets stick out by the thickness of the outer ones (creep).
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any, NamedTuple

from pikepdf import Array, Dictionary, Name, Pdf, Stream
from pikepdf import Page as PdfPage

from thaibook.load import Profile
from thaibook.model import Measures, Paper
from thaibook.pdf.imposition.page_order import (
    PAGES_OF_A_SHEET,
    Side,
    booklet_sides,
    section_sizes,
    several_sides,
)
from thaibook.pdf.page_boxes import POINTS_PER_MM
from thaibook.pdf.print_note import PrintNote

# ISO 216: the shorter side and the longer.
SHEETS = {"A4": (210.0, 297.0), "A3": (297.0, 420.0)}
FITS = 1.001  # rounding of millimetres and points
# What a sheet of office paper of 80 grams is as thick as, where the author does not say.
USUAL_CALIPER = 0.1
NOT_OF_SHEETS = ("/Outlines", "/PageLabels", "/Names", "/Dests", "/OpenAction", "/StructTreeRoot",
                 "/MarkInfo", "/AcroForm", "/PageMode", "/OutputIntents", "/Metadata")  # fmt: skip


class Grid(NamedTuple):
    """Where the places of a side are, in points. width, height: of the sheet; columns and rows:
    of pages; scale: of a page."""

    width: float
    height: float
    columns: int
    rows: int
    scale: float


def imposed(
    data: bytes, profile: Profile, paper: Paper, measures: Measures
) -> tuple[bytes, PrintNote]:
    """The pages of a PDF on the sheets of a profile, and what is to be told of them."""
    pdf = Pdf.open(io.BytesIO(data))
    pages = len(pdf.pages)
    sizes = [[float(edge) for edge in page.get("/TrimBox", page.MediaBox)] for page in pdf.pages]
    width = max(box[2] - box[0] for box in sizes)
    height = max(box[3] - box[1] for box in sizes)
    forms = [pdf.make_indirect(page.as_form_xobject()) for page in pdf.pages]
    grid = grid_of(width, height, profile)
    if profile.folded:
        sides = booklet_sides(pages, profile.sheets)
    else:
        sides = several_sides(pages, profile.on_sheet)
    caliper = (paper.caliper_mm or USUAL_CALIPER) * POINTS_PER_MM
    drawing = _Drawing(grid, forms, sizes, caliper if profile.folded else 0.0, measures)
    for side in sides:
        content, used = drawing.side(side)
        _add(pdf, grid, content, used)
    del pdf.pages[:pages]
    for key in NOT_OF_SHEETS:
        if key in pdf.Root:
            del pdf.Root[key]
    preferences = Dictionary(PrintScaling=Name("/None"))
    if profile.folded:
        preferences.Duplex = Name.DuplexFlipShortEdge
    pdf.Root.ViewerPreferences = preferences
    written = io.BytesIO()
    pdf.save(written, deterministic_id=True, fix_metadata_version=False)
    sections = len(section_sizes(pages, profile.sheets)) if profile.folded else 0
    sheets = len(sides) // 2 if profile.folded else len(sides)
    blanks = PAGES_OF_A_SHEET * sheets - pages if profile.folded else 0
    note = PrintNote(pages, blanks, sheets=sheets, scale=grid.scale, sections=sections)
    return written.getvalue(), note


def grid_of(width: float, height: float, profile: Profile) -> Grid:
    """The sheet on which pages of that size stand, as large as can be but never enlarged: the
    one that the author named, or else the smallest that takes them as they are."""
    grids = []
    for name in (profile.sheet,) if profile.sheet else SHEETS:
        short, long = (edge * POINTS_PER_MM for edge in SHEETS[name])
        shapes = [(long, short, 2, 1)]
        if not profile.folded:
            half = profile.on_sheet // 2
            shapes = [(short, long, half, 2), (long, short, 2, half)]
        best = max(
            (min(w / columns / width, h / rows / height), w, h, columns, rows)
            for w, h, columns, rows in shapes
        )
        scale, sheet_width, sheet_height, columns, rows = best
        scale = 1.0 if scale * FITS >= 1 else scale
        grids.append(Grid(sheet_width, sheet_height, columns, rows, scale))
        if scale == 1.0 or not profile.folded:
            break
    return max(grids, key=lambda grid: grid.scale)


class _Drawing:
    """Draws sides. boxes: the trim of each page; caliper: the thickness of a sheet in points."""

    def __init__(
        self,
        grid: Grid,
        forms: Sequence[Any],
        boxes: Sequence[Sequence[float]],
        caliper: float,
        measures: Measures,
    ) -> None:
        self._grid, self._forms, self._boxes = grid, forms, boxes
        self._caliper, self._measures = caliper, measures

    def side(self, side: Side) -> tuple[bytes, dict[str, Any]]:
        """What is drawn on a side, and the forms that it names."""
        parts, used = [], {}
        for place, page in enumerate(side.places):
            if page is None:
                continue
            name = f"/P{page}"
            used[name] = self._forms[page]
            x, y = self._corner(place, page, side.depth)
            scale = self._grid.scale
            parts.append(f"q {scale:.6g} 0 0 {scale:.6g} {x:.4f} {y:.4f} cm {name} Do Q")
        if side.outer and self._caliper:
            parts.append(self._fold_marks(side.section))
        return "\n".join(parts).encode(), used

    def _corner(self, place: int, page: int, depth: int) -> tuple[float, float]:
        """Where the origin of a page goes, so that its trim lies where it should."""
        grid, box = self._grid, self._boxes[page]
        column, row = place % grid.columns, place // grid.columns
        cell_width, cell_height = grid.width / grid.columns, grid.height / grid.rows
        width, height = (box[2] - box[0]) * grid.scale, (box[3] - box[1]) * grid.scale
        left = column * cell_width + (cell_width - width) / 2
        if self._caliper:  # against the fold, and inner sheets nearer to it
            creep = depth * self._caliper
            left = cell_width - width + creep if column == 0 else cell_width - creep
        bottom = grid.height - (row + 1) * cell_height + (cell_height - height) / 2
        return left - box[0] * grid.scale, bottom - box[1] * grid.scale

    def _fold_marks(self, section: int) -> str:
        """On the outside of a section: where to fold, where to staple, and a bar that stands one
        step lower on each section, so that one that is missing or misplaced is seen."""
        grid, measures = self._grid, self._measures
        fold, length = grid.width / 2, measures.mark_gap_mm * POINTS_PER_MM
        lines = [(0.0, length), (grid.height - length, grid.height)]
        for quarter in (1, 3):
            middle = grid.height * quarter / 4
            lines.append((middle - length, middle + length))
        drawn = [f"{fold:.4f} {y:.4f} m {fold:.4f} {to:.4f} l S" for y, to in lines]
        step = grid.height / 3 - 2 * length * (section % 16)
        bar = f"{fold - length / 4:.4f} {step:.4f} {length / 2:.4f} {length:.4f} re f"
        marks = "\n".join([*drawn, *([bar] if section else [])])
        return f"q 0 G 0 g {measures.mark_line_pt:g} w\n{marks}\nQ"


def _add(pdf: Pdf, grid: Grid, content: bytes, used: dict[str, Any]) -> None:
    page = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, round(grid.width, 4), round(grid.height, 4)]),
        Resources=Dictionary(XObject=Dictionary(used)),
        Contents=pdf.make_indirect(Stream(pdf, content)),
    )
    pdf.pages.append(PdfPage(pdf.make_indirect(page)))
