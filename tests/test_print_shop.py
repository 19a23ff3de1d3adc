"""check FILE.pdf as a print shop does: each fault is put into a file that is right, and found."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from conftest import ROOT, run
from PIL import Image

from thaibook.check.print_shop.edges import contact_sheet, inspect_edges
from thaibook.check.print_shop.looking import look_over
from thaibook.check.print_shop.pdfx_clauses import (
    CLAUSES,
    NOT_LOOKED_AT,
    broken_clauses,
    clauses_of,
)
from thaibook.check.print_shop.seen import look_at
from thaibook.design import load_design
from thaibook.load.profiles import PROFILES
from thaibook.messages import BookError
from thaibook.messages.clause_phrases import CLAUSES as IN_THAI
from thaibook.model import Metadata, Page, Paper, Typography
from thaibook.pdf import most_inked
from thaibook.pdf.press import Job, press_pdf

MM = 72 / 25.4
Spoil = Callable[[pikepdf.Pdf], Any]
FONT = (
    "/Font << /F << /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [1 0 0 1 0 0] "
    "/FirstChar 97 /LastChar 97 /Widths [1] /Encoding << /Differences [97 /a] >> "
    "/CharProcs << >> >> >>"
)


def _page(pdf: pikepdf.Pdf, content: str, resources: str = "") -> None:
    """A page of 100 by 150 mm with 3 mm of bleed."""
    pdf.add_blank_page(page_size=(100 * MM, 150 * MM))
    page = pdf.pages[-1].obj
    page.MediaBox = pikepdf.Array([-3 * MM, -3 * MM, 103 * MM, 153 * MM])
    page.TrimBox = pikepdf.Array([0, 0, 100 * MM, 150 * MM])
    page.BleedBox = page.MediaBox
    page.Contents = pdf.make_stream(content.encode())
    page.Resources = pikepdf.Object.parse(f"<< {FONT} {resources} >>".encode())


@pytest.fixture(scope="module")
def right(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A file of two pages for each standard, which holds all that can be looked at."""
    pdf = pikepdf.new()
    _page(pdf, "0 g BT /F 10 Tf 60 60 Td (a) Tj ET 0.5 w 60 50 m 120 50 l S")
    _page(pdf, "0.2 0.4 0.8 rg -20 -20 400 500 re f")
    data = io.BytesIO()
    pdf.save(data)
    metadata = Metadata("เล่ม", "th", "urn:uuid:1", "2018-10-01T00:00:00Z", "book")
    job = Job(metadata, load_design(Typography()).measures, Page(100, 150), Paper(signature=2))
    folder = tmp_path_factory.mktemp("shop")
    files = {}
    base = next(profile for profile in PROFILES if profile.name == "thai-digital")
    for standard in ("PDF/X-4", "PDF/X-1a:2001", "PDF/X-3:2002"):
        profile = base._replace(standard=standard, gutters=())
        files[standard] = folder / f"{standard[-4:].strip('-:')}.pdf"
        files[standard].write_bytes(press_pdf(data.getvalue(), profile, job, 0)[0])
    return files


@pytest.mark.parametrize("standard", ["PDF/X-4", "PDF/X-1a:2001", "PDF/X-3:2002"])
def test_a_file_that_is_right_breaks_no_clause(standard: str, right: dict[str, Path]) -> None:
    seen = look_at(right[standard])
    assert seen.claims == standard
    assert broken_clauses(seen, standard) == []
    assert len(clauses_of(standard)) > 15
    problems, lines = look_over(right[standard], most_inked)
    assert problems == []
    said = "\n".join(lines("en"))
    for words in (
        f"{standard} is claimed; {len(clauses_of(standard))} of", "FOGRA39, profile embedded",
        "TrimBox 100.0 × 150.0 mm", "BleedBox 106.0 × 156.0 mm", "number of pages: 2 = 1 × 2",
        "text is black ink alone", "area: CMYK 1", "line: black 1", "ink at most", "page 2",
        "no pictures", "thinnest line 0.50 pt, page 1", "no transparency",
        "black text overprints on pages: 1", "white inside the trim: 17.",
        "bleed filled wherever ink reaches the trim (page 2)", "not looked at",
    ):  # fmt: skip
        assert words in said, (words, said)
    assert len(lines("th")) == len(lines("en"))


def _info(key: str, value: object) -> Spoil:
    return lambda pdf: pdf.trailer.Info.__setitem__(key, value)


def _without(key: str) -> Spoil:
    return lambda pdf: pdf.trailer.Info.__delitem__(key)


def _root(key: str, value: object) -> Spoil:
    return lambda pdf: pdf.Root.__setitem__(key, value)


def _on_page(key: str, value: object) -> Spoil:
    return lambda pdf: pdf.pages[0].obj.__setitem__(key, value)


def _intent(key: str) -> Spoil:
    return lambda pdf: pdf.Root.OutputIntents[0].__delitem__(key)


def _drawn(content: bytes, resources: bytes = b"<< >>") -> Spoil:
    def spoil(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Contents = pdf.make_stream(content)
        pdf.pages[0].obj.Resources = pdf.make_indirect(pikepdf.Object.parse(resources))

    return spoil


def _wrong_class(pdf: pikepdf.Pdf) -> None:
    profile = pdf.Root.OutputIntents[0].DestOutputProfile
    data = profile.read_bytes()
    profile.write(data[:12] + b"scnr" + data[16:])


SPOILT = [
    ("PDF/X-1a:2001", _info("/GTS_PDFXVersion", "PDF/X-9"), "the place for that"),
    ("PDF/X-4", _root("/OutputIntents", pikepdf.Array()), "exactly one output intent"),
    ("PDF/X-4", _intent("/OutputConditionIdentifier"), "names its printing condition"),
    ("PDF/X-4", _wrong_class, "that of an output device"),
    ("PDF/X-3:2002", _on_page("/TrimBox", pikepdf.Array([-20, 0, 200, 200])), "lies in BleedBox"),
    ("PDF/X-1a:2001", _info("/Trapped", pikepdf.Name.Unknown), "Trapped is True or False"),
    ("PDF/X-1a:2001", _without("/Title"), "title and dates"),
    ("PDF/X-4", _on_page("/Annots", pikepdf.Array([pikepdf.Dictionary()])), "no annotation"),
    ("PDF/X-3:2002", _root("/AcroForm", pikepdf.Dictionary()), "nothing acts"),
    ("PDF/X-1a:2001", _drawn(b"1 0 0 rg 9 9 9 9 re f"), "only black, grey, CMYK"),
    ("PDF/X-4", _drawn(b"1 0 0 RG 9 9 m 20 20 l S"), "no RGB without a profile"),
    ("PDF/X-1a:2001", _drawn(b"/G gs 9 9 9 9 re f", b"<< /ExtGState << /G << /ca .5 >> >> >>"),
     "nothing can be seen through"),
    ("PDF/X-3:2002", _drawn(b"/G gs 9 9 9 9 re f", b"<< /ExtGState << /G << /BM /Hue >> >> >>"),
     "nothing can be seen through"),
    ("PDF/X-4", _drawn(b"/G gs 9 9 9 9 re f", b"<< /ExtGState << /G << /TR /Identity >> >> >>"),
     "no transfer functions"),
    ("PDF/X-1a:2001", _root("/OCProperties", pikepdf.Dictionary()), "no optional content"),
    ("PDF/X-4", lambda pdf: pdf.Root.Metadata.write(
        pdf.Root.Metadata.read_bytes().replace(b"xmpMM:VersionID", b"xmpMM:Other")), "XMP has"),
]  # fmt: skip


@pytest.mark.parametrize(("standard", "spoil", "clause"), SPOILT)
def test_each_fault_is_found(
    standard: str, spoil: Spoil, clause: str, right: dict[str, Path], tmp_path: Path
) -> None:
    path = tmp_path / "spoilt.pdf"
    with pikepdf.open(right[standard]) as pdf:
        spoil(pdf)
        pdf.save(path, fix_metadata_version=False)
    broken = broken_clauses(look_at(path), standard)
    assert any(clause in each.what for each, _ in broken), broken
    problems, _ = look_over(path, None)
    assert "pdfx-broken" in {each.code for each in problems}
    assert all("—" in each.message("th") for each in problems if each.code == "pdfx-broken")


def test_a_font_that_is_not_embedded_and_a_newer_version_are_found(
    right: dict[str, Path], tmp_path: Path
) -> None:
    path = tmp_path / "spoilt.pdf"
    font = b"<< /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Times >> >> >>"
    with pikepdf.open(right["PDF/X-1a:2001"]) as pdf:
        _drawn(b"BT /F 9 Tf (a) Tj ET", font)(pdf)
        pdf.save(path, force_version="1.7", fix_metadata_version=False)
    found = {each.what: details for each, details in broken_clauses(look_at(path), "PDF/X-1a:2001")}
    assert found["all fonts are embedded"] == ["Times"]
    assert found["its PDF version is not newer than the standard"] == ["PDF 1.7 > 1.3"]


def test_every_clause_has_its_thai() -> None:
    assert {clause.what for clause in CLAUSES} == {english for english, _ in IN_THAI}
    assert all(clause.where.split(".")[0].isdigit() for clause in CLAUSES)


def test_the_page_on_printing_lists_every_clause() -> None:
    page = (ROOT / "docs" / "printing.md").read_text("utf-8")
    thai = dict(IN_THAI)
    told = re.findall(r"^\| (.+?) \| ([\d.]+) \| ([\d.]+|–) \| .+? \|$", page, re.MULTILINE)
    assert told == [(thai[clause.what], clause.where, clause.in_x4 or "–") for clause in CLAUSES]
    for _, missing in NOT_LOOKED_AT:
        assert f"- {missing}" in page


# --- what is drawn


def _seen(tmp_path: Path, content: str, resources: str = "") -> tuple[Path, Any]:
    pdf = pikepdf.new()
    _page(pdf, content, resources)
    path = tmp_path / "one.pdf"
    pdf.save(path)
    return path, look_at(path).pages[0].drawn


@pytest.mark.parametrize(
    ("content", "colours", "tinted"),
    [
        ("0 0 0 1 k BT /F 9 Tf (a) Tj ET", {("text", "black"): 1}, 0),
        ("0 0 0 .5 k BT /F 9 Tf (a) Tj ET", {("text", "grey"): 1}, 0),
        ("1 1 1 1 k BT /F 9 Tf (a) Tj ET", {("text", "CMYK"): 1}, 1),
        ("0 0 0 rg BT /F 9 Tf (a) Tj ET", {("text", "RGB"): 1}, 1),
        ("0 0 0 rg BT 3 Tr /F 9 Tf (a) Tj ET", {}, 0),  # hidden
        ("q 1 0 0 rg Q BT /F 9 Tf (a) Tj ET", {("text", "black"): 1}, 0),
        ("/DeviceRGB cs 1 0 0 sc 0 0 9 9 re f", {("area", "RGB"): 1}, 0),
        ("1 1 1 rg 0 0 9 9 re f", {("area", "RGB white"): 1}, 0),
    ],
)
def test_the_colour_of_each_object_is_seen(
    content: str, colours: dict[tuple[str, str], int], tinted: int, tmp_path: Path
) -> None:
    _, drawn = _seen(tmp_path, content)
    assert (dict(drawn.colours), drawn.tinted) == (colours, tinted)


def test_hairlines_are_seen_at_their_size(tmp_path: Path) -> None:
    scaled = _seen(tmp_path, "q .1 0 0 .1 0 0 cm 1 w 0 0 m 9 9 l S Q")[1]
    assert scaled.thinnest == pytest.approx(0.1)
    assert _seen(tmp_path, "0 0 50 .15 re f")[1].thinnest == pytest.approx(0.15)
    path, _ = _seen(tmp_path, ".1 w 0 0 m 9 9 l S")
    assert any("may vanish" in line for line in look_over(path, None)[1]("en"))


def test_pictures_are_measured_at_their_size(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    _page(pdf, "q 144 0 0 72 0 0 cm /I Do Q")
    name = pikepdf.Name
    image = pdf.make_stream(
        b"\0" * 300 * 150, Type=name.XObject, Subtype=name.Image, Width=300, Height=150,
        BitsPerComponent=8, ColorSpace=name.DeviceGray,
    )  # fmt: skip
    pdf.pages[0].obj.Resources.XObject = pikepdf.Dictionary(I=image)
    pdf.save(tmp_path / "one.pdf")
    picture = look_at(tmp_path / "one.pdf").pages[0].drawn.pictures[0]
    assert (picture.width, picture.height, picture.dpi, picture.space) == (300, 150, 150, "black")
    said = look_over(tmp_path / "one.pdf", None)[1]("en")
    assert any("300 × 150 px = 150 dpi" in line for line in said)


def _ink_of_a_picture(tmp_path: Path, name: str, **said: Any) -> str:
    """What is said of the ink of a page that is one picture; said: of its image object."""
    pdf = pikepdf.new()
    _page(pdf, "q 280 0 0 400 0 0 cm /I Do Q")
    image = pikepdf.Stream(pdf, said.pop("data"), Subtype=pikepdf.Name.Image, **said)
    pdf.pages[0].obj.Resources.XObject = pikepdf.Dictionary(I=pdf.make_indirect(image))
    pdf.save(tmp_path / name)
    _, lines = look_over(tmp_path / name, most_inked)
    return next(line for line in lines("en") if line.startswith("ink"))


def test_a_jpeg_in_inks_is_a_negative_only_where_the_pdf_says_so(tmp_path: Path) -> None:
    """Ghostscript and InDesign write them as they are, Pillow and WeasyPrint as negatives."""
    data = io.BytesIO()
    Image.new("CMYK", (16, 16), (51, 0, 0, 0)).save(data, "JPEG")  # Pillow writes the negative
    said: dict[str, Any] = {
        "Width": 16, "Height": 16, "BitsPerComponent": 8, "ColorSpace": pikepdf.Name.DeviceCMYK,
        "Filter": pikepdf.Name.DCTDecode, "data": data.getvalue(),
    }  # fmt: skip
    assert _ink_of_a_picture(tmp_path, "a.pdf", **said) == "ink at most 380 %, on page 1"
    negative = {**said, "Decode": pikepdf.Array([1, 0] * 4)}
    assert _ink_of_a_picture(tmp_path, "b.pdf", **negative) == "ink at most 20 %, on page 1"


def test_named_inks_are_on_their_own_plates(tmp_path: Path) -> None:
    """Of an array of inks black counts, and the spot colour beside it does not."""
    space = pikepdf.Object.parse(
        b"[/DeviceN [/Gold /Black] /DeviceCMYK << /FunctionType 4 /Domain [0 1 0 1] "
        b"/Range [0 1 0 1 0 1 0 1] >>]"
    )
    said = {"Width": 1, "Height": 1, "BitsPerComponent": 8, "ColorSpace": space,
            "data": bytes((255, 102))}  # fmt: skip
    told = _ink_of_a_picture(tmp_path, "a.pdf", **said)
    assert told == "ink at most 40 %, on page 1; spot colours come on top"


def test_pictures_far_finer_than_any_press_are_measured_by_their_means(tmp_path: Path) -> None:
    pixels = (bytes((255, 255, 255, 255)) + bytes(12)) * 2400 * 200
    said = {"Width": 2400 * 4, "Height": 200, "BitsPerComponent": 8,
            "ColorSpace": pikepdf.Name.DeviceCMYK, "data": pixels}  # fmt: skip
    assert re.search(r"ink at most 10\d %", _ink_of_a_picture(tmp_path, "a.pdf", **said))


def test_ink_is_measured_where_things_lie_on_one_another(tmp_path: Path) -> None:
    """Half of an ink over another, through transparency: no single object has as much."""
    content = "1 0 0 0 k 50 50 90 90 re f /G gs 0 1 1 0 k 60 60 50 50 re f"
    path, drawn = _seen(tmp_path, content, "/ExtGState << /G << /ca .5 /BM /Multiply >> >>")
    assert drawn.ink == 200
    most, page = most_inked(path.read_bytes(), [0])
    assert page == 0
    assert most == pytest.approx(200, abs=2)  # 100 + 2 × 50
    assert most_inked(_seen(tmp_path, "0.6 0.4 0.4 1 k 50 50 90 90 re f")[0].read_bytes(), [0])[
        0
    ] == pytest.approx(240, abs=1)


# --- edges


@pytest.mark.parametrize(
    ("content", "reaches", "bare"),
    [
        ("50 50 100 100 re f", (), ()),
        ("-20 -20 400 500 re f", ("left", "top", "right", "bottom"), ()),
        ("0 0 100 425.2 re f", ("left", "top", "bottom"), ("left", "top", "bottom")),
        ("-20 50 100 100 re f", ("left",), ()),
        ("-4 50 100 100 re f", ("left",), ("left",)),  # half of the bleed
    ],
)
def test_the_bleed_is_seen_to_be_filled(
    content: str, reaches: tuple[str, ...], bare: tuple[str, ...], tmp_path: Path
) -> None:
    path, _ = _seen(tmp_path, content)
    (edges,) = inspect_edges(path)
    assert (edges.reaches, edges.bare) == (reaches, bare)
    codes = [each.code for each in look_over(path, None)[0]]
    assert codes == (["pdf-bleed"] if bare else [])


def test_the_white_inside_the_trim_is_measured(tmp_path: Path) -> None:
    path, _ = _seen(tmp_path, f"{6 * MM} {20 * MM} 100 100 re f")
    assert inspect_edges(path)[0].white_mm == pytest.approx(6, abs=0.4)


def test_all_pages_are_one_picture(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    for _ in range(7):
        _page(pdf, "30 30 100 100 re f")
    path = tmp_path / "seven.pdf"
    pdf.save(path)
    sheet = contact_sheet(path)
    assert sheet.getextrema() != ((119, 119),) * 3
    done = run("check", str(path), "--sheet")
    assert f"{tmp_path / 'seven.sheet.png'}" in done.stdout
    with Image.open(tmp_path / "seven.sheet.png") as written:
        assert written.size == sheet.size
    with pypdfium2.PdfDocument(path) as document:
        assert len(document) == 7


def test_a_damaged_file_is_told(right: dict[str, Path], tmp_path: Path) -> None:
    """Not with a traceback: a page whose content is a word, one whose boxes are."""
    for key, value in (("/Contents", pikepdf.Array([pikepdf.String("x")])),
                       ("/TrimBox", pikepdf.Array([pikepdf.Name.A] * 4))):  # fmt: skip
        with pikepdf.open(right["PDF/X-4"]) as pdf:
            pdf.pages[0].obj[key] = value
            pdf.save(tmp_path / "bad.pdf", fix_metadata_version=False)
        with pytest.raises(BookError, match="pdf-unreadable"):
            look_over(tmp_path / "bad.pdf", None)


def test_what_no_plate_can_be_drawn_of_is_told_by_its_objects(tmp_path: Path) -> None:
    mesh = "/Shading << /S << /ShadingType 4 /ColorSpace /DeviceRGB >> >>"
    path, _ = _seen(tmp_path, "0.5 0.5 0.5 0.5 k 9 9 90 90 re f /S sh", mesh)
    said = look_over(path, most_inked)[1]("en")
    assert any(line.startswith("ink at most 200 %, on page 1") for line in said)


def test_forms_within_forms_end(tmp_path: Path) -> None:
    """A file that draws itself many times over is read as far as anybody would look."""
    pdf = pikepdf.new()
    _page(pdf, "/X0 Do")
    inner = pdf.make_stream(b"0 0 9 9 re f")
    for _ in range(30):
        outer = pdf.make_stream(b"/X Do " * 9, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form,
                                BBox=[0, 0, 9, 9])  # fmt: skip
        outer.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=inner))
        inner = outer
    pdf.pages[0].obj.Resources.XObject = pikepdf.Dictionary(X0=inner)
    pdf.save(tmp_path / "deep.pdf")
    from thaibook.check.print_shop import seen

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(seen, "MOST_OPERATORS", 20_000)
        assert not look_at(tmp_path / "deep.pdf").is_whole
