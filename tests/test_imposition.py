"""Booklets and several pages on a sheet: the order is proved by a folded dummy."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from thaibook.check.inspection import inspect_pdf
from thaibook.design import load_design
from thaibook.load.profiles import PROFILES
from thaibook.load.profiles.profile_table import Profile
from thaibook.model import Paper, Typography
from thaibook.pdf.imposition import imposed
from thaibook.pdf.imposition.page_order import Side, booklet_sides, section_sizes, several_sides

MM = 72 / 25.4
MEASURES = load_design(Typography()).measures
BOOKLET, TWO, FOUR = (
    next(profile for profile in PROFILES if profile.name == name)
    for name in ("booklet", "2up", "4up")
)


def _folded(sides: Sequence[Side]) -> list[int | None]:
    """The pages as one reads them, when the sheets are taken from the printer, turned on their
    short edge, laid into one another section by section, and folded with the first side outward.

    A leaf has a page on each side: what stands right on the front has behind it what stands left
    on the back.
    """
    read: list[int | None] = []
    for section in dict.fromkeys(side.section for side in sides):
        printed = [side for side in sides if side.section == section]
        sheets = list(zip(printed[::2], printed[1::2], strict=True))
        for front, back in sheets:  # from the outside in
            read += [front.places[1], back.places[0]]
        for front, back in reversed(sheets):  # and out again
            read += [back.places[1], front.places[0]]
    return read


@pytest.mark.parametrize("pages", [1, 4, 5, 8, 12, 40, 64, 65, 292, 300])
@pytest.mark.parametrize("sheets", [0, 1, 4, 16])
def test_a_folded_booklet_reads_in_order(pages: int, sheets: int) -> None:
    read = _folded(booklet_sides(pages, sheets))
    assert [page for page in read if page is not None] == list(range(pages))
    assert read[:pages] == list(range(pages))  # what is empty comes last
    assert len(read) - pages < 4


def test_a_thick_book_has_sections() -> None:
    assert section_sizes(64) == [16]  # what a stapler takes
    assert section_sizes(292) == [8, 8, 8, 7, 7, 7, 7, 7, 7, 7]
    assert section_sizes(292, 4)[:2] == [4, 4]
    assert sum(section_sizes(292, 5)) == 73


def _numbered(count: int, width_mm: float, height_mm: float) -> bytes:
    """A PDF whose pages have their number in the lower left corner."""
    pdf = pikepdf.new()
    for number in range(1, count + 1):
        pdf.add_blank_page(page_size=(width_mm * MM, height_mm * MM))
        page = pdf.pages[-1]
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        page.Contents = pdf.make_stream(b"BT /F 12 Tf 10 10 Td (%d) Tj ET" % number)
    written = io.BytesIO()
    pdf.save(written)
    return written.getvalue()


def _numbers(data: bytes) -> list[list[tuple[int, float, float]]]:
    """(number, x, y) of what stands on each side, in millimetres, from left to right."""
    found = []
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            text = page.get_textpage()
            side: dict[tuple[float, float], str] = {}
            for index in range(text.count_chars()):
                if not (letter := text.get_text_range(index, 1)).isdigit():
                    continue
                left, bottom, *_ = text.get_charbox(index)
                near = next((p for p in side if abs(p[1] - bottom) < 3 and left - p[0] < 60), None)
                key = near or (left, bottom)
                side[key] = side.get(key, "") + letter
            found.append([(int(said), x / MM, y / MM) for (x, y), said in sorted(side.items())])
    return found


@pytest.mark.parametrize("pages", [8, 12, 40, 292])
def test_a_printed_booklet_reads_in_order(pages: int) -> None:
    data, note = imposed(_numbered(pages, 148, 210), BOOKLET, Paper(), MEASURES)
    sides = [[number for number, _, _ in side] for side in _numbers(data)]
    assert all(len(side) == 2 for side in sides)
    expected = booklet_sides(pages)
    assert sides == [[place + 1 for place in side.places if place is not None] for side in expected]
    assert (note.pages, note.blanks, note.sheets, note.scale) == (pages, 0, pages // 4, 1.0)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert [round(float(edge) / MM) for edge in pdf.pages[0].MediaBox] == [0, 0, 297, 210]
        assert pdf.Root.ViewerPreferences.Duplex == "/DuplexFlipShortEdge"
        assert pdf.Root.ViewerPreferences.PrintScaling == "/None"


def test_inner_sheets_lie_nearer_to_the_fold() -> None:
    """By the thickness of the sheets outside them."""
    paper = Paper(caliper_mm=0.2)
    data, _ = imposed(_numbered(40, 148, 210), BOOKLET, paper, MEASURES)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        fronts = [page.Contents.read_bytes().split(b"\n") for page in pdf.pages[::2]]
    left, right = ([float(front[n].split()[5]) / MM for front in fronts] for n in (0, 1))
    for depth in range(10):
        assert left[depth] - left[0] == pytest.approx(0.2 * depth, abs=0.001)
        assert right[0] - right[depth] == pytest.approx(0.2 * depth, abs=0.001)


@pytest.mark.parametrize(
    ("profile", "trim", "sheet", "scale"),
    [
        (BOOKLET, (148, 210), (297, 210), 1.0),
        (BOOKLET, (130, 185), (297, 210), 1.0),
        (BOOKLET, (182, 257), (420, 297), 1.0),  # what A4 does not take, A3 does
        (BOOKLET._replace(sheet="A4"), (182, 257), (297, 210), 148.5 / 182),
        (TWO, (148, 210), (297, 210), 1.0),
        (TWO, (210, 297), (297, 210), 210 / 297),
        (FOUR, (148, 210), (210, 297), 105 / 148),
        (FOUR._replace(sheet="A3"), (148, 210), (297, 420), 1.0),
    ],
)
def test_pages_are_as_large_as_is_said(
    profile: Profile, trim: tuple[float, float], sheet: tuple[float, float], scale: float
) -> None:
    data, note = imposed(_numbered(4, *trim), profile, Paper(), MEASURES)
    assert note.scale == pytest.approx(scale, abs=0.004)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        page = pdf.pages[0]
        assert [float(edge) / MM for edge in page.MediaBox[2:]] == pytest.approx(sheet, abs=0.2)
        content = page.Contents.read_bytes().split()
        assert float(content[1]) == pytest.approx(note.scale, abs=1e-4)


def test_several_pages_stand_in_reading_order() -> None:
    assert [side.places for side in several_sides(5, 2)] == [(0, 1), (2, 3), (4, None)]
    data, note = imposed(_numbered(6, 148, 210), FOUR, Paper(), MEASURES)
    first = _numbers(data)[0]
    rows = sorted(first, key=lambda each: (-round(each[2]), each[1]))
    assert [number for number, _, _ in rows] == [1, 2, 3, 4]
    assert note.sheets == 2


def test_check_sees_what_stands_on_the_pages_of_a_sheet(tmp_path: Path) -> None:
    """Two pages beside each other, each half as large: a picture of 100 pixels on an inch."""
    with pikepdf.open(io.BytesIO(_numbered(4, 210, 297))) as pdf:
        pixels = pdf.make_stream(
            bytes(100 * 100),
            Subtype=pikepdf.Name.Image,
            Type=pikepdf.Name.XObject,
            Width=100,
            Height=100,
            ColorSpace=pikepdf.Name.DeviceGray,
            BitsPerComponent=8,
        )
        for page in pdf.pages:
            page.Resources.XObject = pikepdf.Dictionary(P=pixels)
            page.Contents = pdf.make_stream(
                page.Contents.read_bytes() + b" q 72 0 0 72 99 99 cm /P Do Q"
            )
        pdf.save(tmp_path / "pages.pdf")
    data, note = imposed((tmp_path / "pages.pdf").read_bytes(), TWO, Paper(), MEASURES)
    (tmp_path / "sheets.pdf").write_bytes(data)
    found = inspect_pdf(tmp_path / "sheets.pdf")
    assert found.fonts == {"Helvetica": False}
    assert found.picture_dpis == [round(100 / note.scale)] * 4
    assert not any(page.is_picture_cut for page in found.pages)


def test_the_fold_and_the_staples_are_marked_outside_alone() -> None:
    data, _ = imposed(_numbered(80, 130, 185), BOOKLET, Paper(), MEASURES)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        marked = [b" l S" in page.Contents.read_bytes() for page in pdf.pages]
    outer = [side.outer for side in booklet_sides(80)]
    assert marked == outer
    assert sum(marked) == len(section_sizes(80)) == 3


def test_the_same_bytes_twice() -> None:
    data = _numbered(9, 148, 210)
    for profile in (BOOKLET, TWO, FOUR):
        once, again = (imposed(data, profile, Paper(), MEASURES)[0] for _ in range(2))
        assert once == again
