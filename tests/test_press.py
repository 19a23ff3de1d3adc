"""Files for printers: every figure that a profile promises is read off the PDF."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from conftest import EPOCH, ROOT, run
from PIL import Image, ImageChops

from thaibook.build import Built, build, prepare
from thaibook.check.print_shop.seen import Seen, look_at
from thaibook.design import load_design
from thaibook.load.manuscript import load_manuscript
from thaibook.load.profiles import PROFILES, chosen_profiles
from thaibook.load.profiles.profile_table import OURS, Profile
from thaibook.messages.problems import BookError
from thaibook.model import Margins, Metadata, Page, Paper, Typography
from thaibook.pdf.files_for_printers import _faults, _paper, _whole
from thaibook.pdf.imposition import imposed
from thaibook.pdf.press import Job, press_pdf
from thaibook.pdf.press.contents import Names, rewritten
from thaibook.pdf.press.converting import content_of
from thaibook.pdf.press.inks import PressInks, ScreenInks, as_grey, bundled_icc, most_ink
from thaibook.pdf.press.press_making import blank_pages, margin_of
from thaibook.pdf.print_note import PrintNote
from thaibook.pdf.printing import printing
from thaibook.text import pdf_operators

Write = Callable[..., Path]
MM = 72 / 25.4
PRESS = [profile for profile in PROFILES if profile.kind == "press" and profile.name != "custom"]
NAMES = [profile.name for profile in PRESS]
SETTINGS = """title: เล่มสำหรับโรงพิมพ์
slug: book
chapters: [one.md, two.md]
page: {size: A5, marks: true}
paper: {caliper: 0.1mm, cover: 0.3mm}
profiles:
  - thai-offset
  - thai-digital: {marks: false}
  - ingram
  - kdp
  - lulu
  - custom: {standard: PDF/X-3:2002, condition: FOGRA39, bleed: 5mm, ink: 260%, signature: 16}
"""
ONE = """# บทที่หนึ่ง

คนเรียงพิมพ์เรียงตัวตะกั่วทีละตัว[^1] เร็วเท่าคนพูด น้ำหมึกดำสนิทอยู่บนกระดาษขาว

![รูปดำ](black.png)

![รูปสี](colour.jpg)

<p class="half">น้ำหมึกจางลงครึ่งหนึ่ง กำลังทำงานซ้ำ</p>

<p class="glass">ตัวอักษรบนกระจกสี</p>

[^1]: ตัวตะกั่วหนัก ถาดหนึ่งหนักราวห้ากิโลกรัม
"""
STYLES = """.half {opacity: .5}
.half::first-letter {font-size: 1.2em}
.glass {background: oklch(.6 .2 30 / .4)}
"""
TWO = """# บทที่สอง

![ภาพวาด](drawing.svg)

ข้อความใต้ภาพวาด ซึ่งมีส่วนโปร่งใสกับตัวอักษรอยู่ข้างใน

![ตรา](alpha.png)
"""
DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" width="300" height="160">
<defs><linearGradient id="g"><stop offset="0" stop-color="#d9a441"/>
<stop offset="1" stop-color="#17324d"/></linearGradient></defs>
<rect x="0" y="0" width="300" height="60" fill="url(#g)"/>
<rect x="20" y="30" width="200" height="90" fill="#c8553d" opacity="0.5"/>
<line x1="0" y1="150" x2="300" y2="150" stroke="#000" stroke-width="2"/></svg>"""
has_gs = pytest.mark.skipif(not shutil.which("gs"), reason="Ghostscript is not installed")


def _picture(kind: str) -> bytes:
    """A picture that would take 400 % of ink, a photograph, one that can be seen through."""
    width, height = 240, 160
    if kind == "black":  # almost black, of all colours, so that no channel can be left out
        picture = Image.merge("RGB", [
            Image.linear_gradient("L").resize((width, height)).rotate(turn).point(lambda v: v // 16)
            for turn in (0, 90, 180)
        ])  # fmt: skip
    else:
        gradient = Image.linear_gradient("L").resize((width, height))
        picture = Image.merge("RGB", (gradient, gradient.rotate(180), gradient.rotate(90)))
    if kind == "alpha":
        picture.putalpha(Image.radial_gradient("L").resize((width, height)))
    written = io.BytesIO()
    picture.save(written, "JPEG" if kind == "colour" else "PNG", quality=90)
    return written.getvalue()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Built, Path]]:
    """A small book with all that is hard for a press, and its files."""
    folder = tmp_path_factory.mktemp("press")
    (folder / "book.yaml").write_text(SETTINGS, "utf-8")
    (folder / "one.md").write_text(ONE, "utf-8")
    (folder / "two.md").write_text(TWO, "utf-8")
    (folder / "drawing.svg").write_text(DRAWING, "utf-8")
    (folder / "styles").mkdir()
    (folder / "styles" / "print.css").write_text(STYLES, "utf-8")
    for name in ("black.png", "colour.jpg", "alpha.png"):
        (folder / name).write_bytes(_picture(name.partition(".")[0]))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        yield build(folder, folder / "dist", epub=False), folder / "dist"


@pytest.fixture(scope="module")
def seen(made: tuple[Built, Path]) -> dict[str, Seen]:
    """What is drawn in each file, by what its name ends with."""
    files = made[0].files
    return {path.name.removeprefix("book."): look_at(path) for path in files}


def _open(made: tuple[Built, Path], name: str) -> pikepdf.Pdf:
    return pikepdf.open(made[1] / f"book.{name}.pdf")


# --- the table


def test_each_row_has_its_source() -> None:
    for profile in PROFILES:
        assert profile.source, profile.name
        for words, where in profile.source:
            assert where == OURS or where.startswith(("http", "IngramSpark", "KDP")), words
    assert len({profile.name for profile in PROFILES}) == len(PROFILES)


def test_the_page_on_printing_tells_each_row() -> None:
    page = (ROOT / "docs" / "printing.md").read_text("utf-8")
    for profile in PRESS:
        (row,) = re.findall(rf"^\| `{profile.name}` \|.*$", page, re.MULTILINE)
        assert not profile.standard or profile.standard in row
        assert f"{profile.bleed_mm:.2g} มม." in row
        assert not profile.ink or f"{profile.ink} %" in row


def test_the_files_have_the_names_that_are_promised(made: tuple[Built, Path]) -> None:
    names = {path.name for path in made[0].files}
    for name in (*NAMES, "custom"):
        assert {f"book.{name}.pdf", f"book.{name}.cover.pdf"} <= names
    assert "book.pdf" in names


@pytest.mark.parametrize("profile", PRESS, ids=NAMES)
@pytest.mark.parametrize("cover", [False, True], ids=["inside", "cover"])
def test_every_figure_of_a_profile_is_in_its_file(
    profile: Profile, cover: bool, made: tuple[Built, Path], seen: dict[str, Seen]
) -> None:
    name = f"{profile.name}.cover" if cover else profile.name
    file = seen[f"{name}.pdf"]
    assert file.claims == profile.standard
    if profile.standard:
        intent = file.intents[0]
        assert intent["/S"] == "/GTS_PDFX"
        assert intent["/OutputConditionIdentifier"] == profile.condition
        assert intent["/RegistryName"] == "http://www.color.org"
        assert (intent["class"], intent["space"], intent["N"]) == ("prtr", "CMYK", "4")
        assert file.info["/Trapped"] == "/False"
        assert file.version == {"PDF/X-4": "1.6"}.get(profile.standard, "1.3")
    assert file.annotated == ()
    assert not file.catalog & {"/Outlines", "/Names", "/OpenAction", "/StructTreeRoot"}
    if not profile.transparency:
        assert file.pages_with("transparent") == []
    marks = profile.marks is None  # as book.yaml asks for them
    with _open(made, name) as pdf:
        for index, page in enumerate(pdf.pages):
            bleed = [profile.bleed_mm if cover or profile.bleed_always else 0.0] * 4
            if profile.bleed_sides == "three" and not cover:
                bleed[2 if index % 2 else 0] = 0.0
            room = 7.0 if marks else 0.0  # --crop-marks of styles/page.css
            width = 148.0
            if cover:  # back, spine and front
                width = 2 * 148 + _spine(profile, len(seen[f"{profile.name}.pdf"].pages))
            trim = [0.0, 0.0, width * MM, 210 * MM]
            out = [-bleed[0], -bleed[1], bleed[2], bleed[3]]
            expected = [edge + more * MM for edge, more in zip(trim, out, strict=True)]
            way = (-1, -1, 1, 1)
            wider = [edge + more * room * MM for edge, more in zip(expected, way, strict=True)]
            assert [float(each) for each in page.TrimBox] == pytest.approx(trim, abs=0.01)
            assert [float(each) for each in page.BleedBox] == pytest.approx(expected, abs=0.01)
            assert [float(each) for each in page.MediaBox] == pytest.approx(wider, abs=0.01)
    if not cover:
        note = made[0].notes[made[1] / f"book.{name}.pdf"]
        assert len(file.pages) == note.pages
        assert note.pages % profile.multiple == 0
        empty = [not (page.drawn.texts or page.drawn.pictures) for page in file.pages]
        assert empty[len(empty) - note.blanks :] == [True] * note.blanks
        if profile.blank_last:
            assert empty[-1]


def _spine(profile: Profile, pages: int) -> float:
    """The width of the spine in millimetres: of KDP's own paper, or of the author's."""
    if profile.name == "kdp":
        return pages * 0.002252 * 25.4
    return -(-pages // 2) * 0.1 + 2 * 0.3


def test_a_profile_of_the_author_s_own(seen: dict[str, Seen]) -> None:
    file = seen["custom.pdf"]
    assert (file.claims, file.version) == ("PDF/X-3:2002", "1.3")
    assert file.info["/GTS_PDFXVersion"] == "PDF/X-3:2002"
    assert len(file.pages) % 16 == 0
    trim, bleed = file.pages[0].boxes["TrimBox"], file.pages[0].boxes["BleedBox"]
    assert trim[0] - bleed[0] == pytest.approx(5 * MM, abs=0.01)


def test_pdf_x_1a_names_itself_in_two_places(seen: dict[str, Seen]) -> None:
    info = seen["ingram.pdf"].info
    assert info["/GTS_PDFXVersion"] == "PDF/X-1:2001"
    assert info["/GTS_PDFXConformance"] == "PDF/X-1a:2001"


def test_pdf_x_4_names_itself_in_its_xmp(seen: dict[str, Seen]) -> None:
    file = seen["thai-offset.pdf"]
    assert "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>" in file.xmp
    assert "<xmp:CreateDate>2018-10-01T00:00:00Z</xmp:CreateDate>" in file.xmp
    assert "เล่มสำหรับโรงพิมพ์" in file.xmp
    assert file.info["/GTS_PDFXVersion"] == "PDF/X-4"


# --- colours


def _streams(pdf: pikepdf.Pdf) -> Iterator[bytes]:
    """All content streams: of pages, forms, patterns."""
    for page in pdf.pages:
        yield content_of(page)
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream) and (
            thing.get("/Subtype") == "/Form" or "/PatternType" in thing
        ):
            yield thing.read_bytes()


@pytest.mark.parametrize("name", ["thai-offset", "thai-digital", "ingram", "custom"])
def test_nothing_is_rgb(name: str, made: tuple[Built, Path], seen: dict[str, Seen]) -> None:
    for file in (name, f"{name}.cover"):
        with _open(made, file) as pdf:
            for content in _streams(pdf):
                assert {b"rg", b"RG"}.isdisjoint(each.name for each in pdf_operators(content))
            for thing in pdf.objects:
                if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
                    assert thing.get("/ColorSpace") != "/DeviceRGB"
                    assert thing.get("/CS") != "/DeviceRGB"
        spaces = {space for each in seen[f"{file}.pdf"].colours.values() for space in each}
        assert spaces <= {"black", "grey", "white", "CMYK", "pattern", "registration"}


@pytest.mark.parametrize("name", NAMES)
def test_text_and_lines_are_black_alone(name: str, seen: dict[str, Seen]) -> None:
    file = seen[f"{name}.pdf"]
    assert set(file.colours["text"]) <= {"black", "grey"}
    assert file.pages_with("tinted") == []
    assert file.colours["line"]["black"] >= 1  # the line of the drawing


def test_black_text_prints_over_what_is_below(
    made: tuple[Built, Path], seen: dict[str, Seen]
) -> None:
    assert seen["thai-offset.pdf"].pages_with("over")
    with _open(made, "thai-offset") as pdf:
        states = [page.Resources.ExtGState["/ThaibookOver"] for page in pdf.pages[:2]]
        assert all(state.op and state.OPM == 1 for state in states)
    assert seen["kdp.pdf"].pages_with("over") == []


@pytest.mark.parametrize("most", [240, 260, 300])
@pytest.mark.parametrize("kind", ["black", "colour"])
def test_pictures_keep_below_the_limit_of_ink(most: int, kind: str) -> None:
    inks = PressInks(bundled_icc(), most)
    picture = Image.open(io.BytesIO(_picture(kind)))
    assert as_grey(picture) is None
    converted = inks.picture(picture)
    assert most_ink(converted) <= most
    assert most_ink(inks.inked_picture(Image.new("CMYK", (9, 9), (255,) * 4))) <= most
    assert sum(inks.of_cmyk((1.0, 1.0, 1.0, 1.0))) * 100 <= most
    assert inks.of_rgb(0.0, 0.0, 0.0) == (0.0, 0.0, 0.0, 1.0)
    white = inks.picture(Image.new("RGB", (1, 1), (255, 255, 255)))
    assert as_grey(white) or white.getpixel((0, 0)) == (0, 0, 0, 0)


def test_a_picture_of_inks_keeps_them_where_they_are_not_too_much() -> None:
    picture = Image.new("CMYK", (20, 10), (200, 0, 0, 0))
    picture.paste((255, 255, 255, 255), (0, 0, 10, 10))
    less = PressInks(bundled_icc(), 240).inked_picture(picture)
    assert less.getpixel((15, 5)) == (200, 0, 0, 0)
    black = less.getpixel((5, 5))
    assert isinstance(black, tuple)
    assert sum(black) <= 240 * 2.55
    assert black[3] == 255
    # A shop that takes RGB gets what the press would print: 78 % of cyan is no neon.
    red, green, blue = ScreenInks().inked_picture(picture).crop((15, 5, 16, 6)).tobytes()
    assert red < 100 < green < blue


@pytest.mark.parametrize(("side", "is_rich"), [(300, True), (30, False)])
def test_a_large_black_area_is_rich_where_that_is_asked_for(side: int, is_rich: bool) -> None:
    content = b"0 g q 1 0 0 1 9 9 cm 0 0 %d %d re f Q BT 9 9 Td (a) Tj ET" % (side, side)
    for rich in (False, True):
        inks = PressInks(bundled_icc(), 240, rich)
        written, ink = rewritten(content, Names(), inks, overprint=False, is_page=True)
        inked = [op for op in pdf_operators(written) if op.name == b"k" and op.operands[0] != b"0"]
        assert bool(inked) == (rich and is_rich)
        assert ink <= 240
        last = [op for op in pdf_operators(written) if op.name in (b"k", b"BT")][-2:]
        if inked:  # text is black alone again
            assert (last[0].operands, last[1].name) == ([b"0", b"0", b"0", b"1"], b"BT")


def test_a_grey_picture_is_black_ink_as_light_as_it_prints() -> None:
    ramp = PressInks(bundled_icc(), 300).picture(Image.linear_gradient("L"))
    levels = list(ramp.resize((1, 256)).tobytes())
    assert ramp.mode == "L"
    assert (levels[0], levels[255]) == (0, 255)
    assert levels == sorted(levels)
    assert 90 < levels[128] < 128  # black ink is not as dark as a screen


def test_a_shop_that_takes_rgb_gets_srgb_and_grey(
    made: tuple[Built, Path], seen: dict[str, Seen]
) -> None:
    for name in ("kdp", "lulu"):
        pictures = {each.space for _, each in seen[f"{name}.pdf"].pictures}
        assert pictures <= {"RGB", "grey", "black"}
        with _open(made, name) as pdf:
            resources = [page.Resources for page in pdf.pages]
            assert any("/DefaultRGB" in each.get("/ColorSpace", {}) for each in resources)


def _separations(path: Path, folder: Path, page: int, dpi: int = 72) -> dict[str, Image.Image]:
    """The plates of a page as Ghostscript makes them: 0 is all of an ink."""
    words = [
        "gs", "-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-sDEVICE=tiffsep", f"-r{dpi}",
        "-dUseTrimBox", f"-dFirstPage={page}", f"-dLastPage={page}",
        f"-sOutputFile={folder}/sep.tif", str(path),
    ]  # fmt: skip
    subprocess.run(words, check=True, capture_output=True)
    names = ("Cyan", "Magenta", "Yellow", "Black")
    return {name: Image.open(folder / f"sep({name}).tif").convert("L") for name in names}


@has_gs
def test_ghostscript_finds_text_on_black_alone(
    made: tuple[Built, Path], seen: dict[str, Seen], tmp_path: Path
) -> None:
    file = seen["thai-offset.pdf"]
    page = next(
        number for number, each in enumerate(file.pages, 1)
        if each.drawn.texts > 3 and not each.drawn.pictures and each.drawn.ink <= 100
    )  # fmt: skip
    plates = _separations(made[1] / "book.thai-offset.pdf", tmp_path, page)
    for name in ("Cyan", "Magenta", "Yellow"):
        assert plates[name].getextrema() == (255, 255), name
    assert min(plates["Black"].tobytes()) < 40


@has_gs
@pytest.mark.parametrize(("name", "most"), [("ingram", 240), ("custom", 260), ("thai-offset", 300)])
def test_ghostscript_finds_no_more_ink_than_is_allowed(
    name: str, most: int, made: tuple[Built, Path], seen: dict[str, Seen], tmp_path: Path
) -> None:
    file = seen[f"{name}.pdf"]
    page = 1 + max(range(len(file.pages)), key=lambda index: file.pages[index].drawn.ink)
    assert file.pages[page - 1].drawn.ink > 200  # the picture that is all black is there
    plates = _separations(made[1] / f"book.{name}.pdf", tmp_path, page)
    total = [0] * len(plates["Black"].tobytes())
    for plate in plates.values():
        total = [ink + 255 - level for ink, level in zip(total, plate.tobytes(), strict=True)]
    assert max(total) / 2.55 <= most


# --- edges


def test_marks_stand_outside_the_bleed_on_all_plates(made: tuple[Built, Path]) -> None:
    with pypdfium2.PdfDocument(made[1] / "book.thai-offset.pdf") as document:
        page = document[0]
        picture = page.render(scale=4).to_pil().convert("L")
        media, trim, bleed = page.get_mediabox(), page.get_trimbox(), page.get_bleedbox()
    x = round((trim[0] - media[0]) * 4)
    room = round((bleed[1] - media[1]) * 4)
    above = [picture.getpixel((x, y)) for y in range(round((media[3] - bleed[3]) * 4))]
    assert min(int(str(level)) for level in above) < 128  # a crop mark stands over the trim
    gap = [picture.getpixel((x, y)) for y in range(room - 8, room + 8)]
    assert min(int(str(level)) for level in gap) > 250  # and keeps away from the bleed
    with _open(made, "thai-offset") as pdf:
        assert pdf.pages[0].Resources.ColorSpace["/ThaibookMarks"][1] == "/All"
        assert "/ThaibookMarks" not in pdf.pages[0].Resources.get("/XObject", {})
    with _open(made, "thai-digital") as pdf:
        assert "/ThaibookMarks" not in pdf.pages[0].Resources.get("/ColorSpace", {})


def test_the_folds_of_a_cover_are_marked_outside(made: tuple[Built, Path]) -> None:
    with pypdfium2.PdfDocument(made[1] / "book.thai-offset.cover.pdf") as document:
        page = document[0]
        picture = page.render(scale=4).to_pil().convert("L")
        media, trim = page.get_mediabox(), page.get_trimbox()
    spine = (trim[2] - trim[0]) / MM - 2 * 148
    for fold in (148.0, 148.0 + spine):
        x = round((trim[0] - media[0] + fold * MM) * 4)
        column = picture.crop((x - 1, 0, x + 2, 30)).tobytes()
        assert min(column) < 128, fold


@pytest.mark.parametrize("name", NAMES)
def test_the_cover_fills_its_bleed(name: str, made: tuple[Built, Path]) -> None:
    with pypdfium2.PdfDocument(made[1] / f"book.{name}.cover.pdf") as document:
        page = document[0]
        media, bleed = page.get_mediabox(), page.get_bleedbox()
        cut = (bleed[0] - media[0], bleed[1] - media[1], media[2] - bleed[2], media[3] - bleed[3])
        picture = page.render(scale=2, crop=cut).to_pil().convert("RGB")
    width, height = picture.size
    for place in ((1, 1), (width - 2, 1), (1, height - 2), (width - 2, height - 2)):
        red, green, blue = picture.getpixel(place)
        assert max(red, green, blue) < 140, place  # the dark ground of styles/cover.css


# --- what stays


@pytest.mark.parametrize("name", [*NAMES, "custom"])
def test_the_text_layer_is_whole(name: str, made: tuple[Built, Path]) -> None:
    """In Poppler and in PDFium, the page of the cover aside."""

    book, file = made[1] / "book.pdf", made[1] / f"book.{name}.pdf"
    for read in (_poppler, _pdfium):
        inside = read(book, 2)
        assert "ข้อความใต้ภาพวาด" in inside
        assert "น้ำหมึกดำสนิท" in inside
        assert read(file, 0) == inside


def test_the_text_layer_of_sheets_is_whole(made: tuple[Built, Path], tmp_path: Path) -> None:
    """Pages stand in another order there, so that their letters are counted."""
    data = (made[1] / "book.pdf").read_bytes()
    sheets = [profile for profile in PROFILES if profile.kind == "sheets"]
    for profile in sheets:
        written, _ = imposed(data, profile, Paper(), load_design("Sarabun").measures)
        path = tmp_path / f"{profile.name}.pdf"
        path.write_bytes(written)
        for read in (_poppler, _pdfium):
            found, wanted = (Counter(read(each, 0)) for each in (path, made[1] / "book.pdf"))
            assert found == wanted, (profile.name, read)


def _poppler(path: Path, first: int) -> str:
    words = ["pdftotext", "-f", str(first + 1), str(path), "-"]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    return re.sub(r"\s", "", done.stdout)


def _pdfium(path: Path, first: int) -> str:
    with pypdfium2.PdfDocument(path) as document:
        pages = (document[index] for index in range(first, len(document)))
        return re.sub(r"\s", "", "".join(page.get_textpage().get_text_range() for page in pages))


def _job(**page: object) -> Job:
    metadata = Metadata("เล่ม", "th", "urn:uuid:1", "2018-10-01T00:00:00Z", "book")
    whole = Page(148.0, 210.0)._replace(**page)  # type: ignore[arg-type]
    return Job(metadata, load_design(Typography()).measures, whole, Paper())


@pytest.mark.parametrize("profile", PRESS, ids=NAMES)
def test_the_same_bytes_twice(profile: Profile, made: tuple[Built, Path]) -> None:
    data = (made[1] / "book.pdf").read_bytes()
    once, again = (press_pdf(data, profile, _job(), 2)[0] for _ in range(2))
    assert once == again


def test_what_was_seen_through_looks_the_same(
    made: tuple[Built, Path],
) -> None:
    def drawn(name: str, page: int) -> Image.Image:
        with pypdfium2.PdfDocument(made[1] / f"book{name}.pdf") as document:
            found = document[page]
            media, trim = found.get_mediabox(), found.get_trimbox()
            cut = (trim[0] - media[0], trim[1] - media[1], media[2] - trim[2], media[3] - trim[3])
            picture: Image.Image = found.render(scale=2, crop=cut).to_pil()
            # As from afar: the pages do not begin at the same pixel.
            return picture.convert("RGB").resize((74, 105))

    with pikepdf.open(made[1] / "book.pdf") as pdf:
        pages = range(2, len(pdf.pages))
    worst = 0.0
    for page in pages:
        before, after = drawn("", page), drawn(".lulu", page - 2)
        difference = ImageChops.difference(before, after).convert("L")
        histogram = difference.histogram()
        worst = max(worst, sum(n * level for level, n in enumerate(histogram)) / sum(histogram))
    assert worst < 1.0  # levels of 255, on average


# --- pages and binding


@pytest.mark.parametrize(
    ("count", "paper", "blanks"),
    [
        (41, Paper(), 7), (48, Paper(), 0), (49, Paper(signature=16), 15),
        (1, Paper(signature=4), 3), (42, Paper(binding="saddle"), 6),
    ],
)  # fmt: skip
def test_pages_fill_the_signature(count: int, paper: Paper, blanks: int) -> None:
    assert blank_pages(count, PRESS[0], paper) == blanks


def test_the_last_page_is_empty_where_the_printer_wants_that() -> None:
    ingram = next(profile for profile in PRESS if profile.name == "ingram")
    assert [blank_pages(count, ingram, Paper()) for count in (41, 42)] == [1, 2]
    stapled = Paper(binding="saddle")
    assert blank_pages(42, ingram, stapled) == 2


def test_words_stand_on_a_spine_from_the_printer_s_count_on(tmp_path: Path) -> None:
    """KDP: 79 pages. The spine itself is wider than 4 mm from 70 on."""
    kdp = next(profile for profile in PRESS if profile.name == "kdp")
    book = prepare(ROOT / "book").book
    paper = _paper(kdp, Paper())
    assert paper.spine_mm(78) > 4.4
    with printing(book, load_design(Typography())) as at_work:
        for pages, is_there in ((78, False), (80, True)):
            data = _whole(at_work, kdp, paper, pages)
            with pypdfium2.PdfDocument(data) as document:
                text = document[0].get_textpage()
                title = text.get_text_range().count(book.metadata.title[:8])
                assert (title == 2) == is_there


def test_pages_move_from_the_spine_of_a_thick_book() -> None:
    kdp = next(profile for profile in PRESS if profile.name == "kdp")
    job = _job(margins=Margins(inside_mm=12.0, outside_mm=15.0))
    thin, thick = margin_of(100, kdp, job), margin_of(400, kdp, job)
    assert thin.least_mm == pytest.approx(0.375 * 25.4)
    assert thin.moved_mm == 0.0
    assert thick.inside_mm == pytest.approx(0.625 * 25.4, abs=0.01)
    assert thick.moved_mm == pytest.approx(3.88)
    narrow = _job(margins=Margins(inside_mm=12.0, outside_mm=8.0))
    assert margin_of(800, kdp, narrow).moved_mm == pytest.approx(1.65)  # as far as it goes
    stapled = job._replace(paper=Paper(binding="saddle"))
    assert margin_of(800, kdp, stapled).moved_mm == 0.0


def test_content_stands_where_it_was_moved_to(made: tuple[Built, Path]) -> None:
    data = (made[1] / "book.pdf").read_bytes()
    kdp = next(profile for profile in PRESS if profile.name == "kdp")
    wide = kdp._replace(gutters=((0, 25.0),))
    moved, note = press_pdf(data, wide, _job(), 2)
    still, _ = press_pdf(data, kdp, _job(), 2)

    def left(file: bytes, index: int) -> float:
        with pypdfium2.PdfDocument(file) as document:
            text = document[index].get_textpage()
            return float(min(text.get_charbox(n)[0] for n in range(text.count_chars())))

    with pypdfium2.PdfDocument(still) as document:
        full = [n for n, page in enumerate(document) if page.get_textpage().count_chars() > 40]
    shift = note.moved_mm * MM
    assert shift > 5
    for index in full:
        way = -1 if index % 2 else 1
        assert left(moved, index) - left(still, index) == pytest.approx(way * shift, abs=0.01)


def test_a_margin_that_cannot_grow_and_a_book_too_thin_are_told(
    manuscript: Write, tmp_path: Path
) -> None:
    margins = "page: {size: 16 หน้ายก, margins: {inside: 5mm, outside: 6mm}}\nprofiles: [kdp]\n"
    built = build(manuscript(yaml=margins), tmp_path / "out", epub=False)
    codes = {each.code for each in built.warnings}
    assert {"press-pages", "press-margin"} <= codes


# --- what authors type


@pytest.mark.parametrize(
    ("yaml", "code"),
    [
        ("profiles: [thai-ofset]", "profile-unknown"),
        ("profiles: [custom]", "profile-undefined"),
        ("custom: {condition: FOGRA51}", "profile-icc"),
        ("custom: {icc: no.icc}", "profile-icc-file"),
        ("custom: {icc: a.md}", "profile-icc-file"),
        ("custom: {standard: PDF/X-9}", "wrong-value"),
        ("custom: {ink: 900%}", "wrong-value"),
        ("profiles: [kdp: {bled: 3mm}]", "unknown-key"),
        ("paper: {binding: wire}", "wrong-value"),
    ],
)
def test_what_is_wrong_with_a_profile_is_told(yaml: str, code: str, manuscript: Write) -> None:
    with pytest.raises(BookError) as caught:
        load_manuscript(manuscript(yaml=f"{yaml}\n"))
    assert [each.code for each in caught.value.problems] == [code]
    assert caught.value.problems[0].line == 3


def test_all_that_is_wrong_with_profiles_is_told_at_once(manuscript: Write, tmp_path: Path) -> None:
    yaml = (
        "profiles: [custom, nosuch]\ncustom:\n  condtion: FOGRA39\n  icc: no.icc\n  bleed: 50mm\n"
    )
    with pytest.raises(BookError) as caught:
        build(manuscript(yaml=yaml), tmp_path / "out")
    found = [(each.line, each.code) for each in caught.value.problems]
    wanted = ["profile-unknown", "unknown-key", "profile-icc-file", "wrong-value"]
    assert sorted(found) == list(zip((3, 5, 6, 7), wanted, strict=True))


def test_a_file_larger_than_a_printer_takes_is_told() -> None:
    kdp = next(profile for profile in PROFILES if profile.name == "kdp")
    assert kdp.most_mb == 650  # KDP's own words: source
    book = PrintNote(100)
    (told,) = _faults(kdp, book, 650_000_001, Path("book.yaml"))
    assert (told.code, dict(told.words)["have"]) == ("press-size", "651")
    assert list(_faults(kdp, book, 650_000_000, Path("book.yaml"))) == []


def test_a_profile_of_a_press_that_cannot_be_used_is_told(
    manuscript: Write, tmp_path: Path
) -> None:
    whole = bundled_icc()
    settings = "slug: book\nprofiles: [custom]\ncustom: {icc: own.icc}\n"
    book = manuscript(yaml=settings, **{"own.icc": whole})
    warnings = build(book, tmp_path / "out", epub=False).warnings
    assert [each.code for each in warnings] == ["press-spine"]  # the front alone
    with pikepdf.open(tmp_path / "out" / "book.custom.cover.pdf") as pdf:
        assert float(pdf.pages[0].TrimBox[2]) == pytest.approx(148 * MM, abs=0.01)
    (book / "own.icc").write_bytes(whole[:3000])
    with pytest.raises(BookError, match="profile-icc-file"):
        build(book, tmp_path / "out", epub=False)


def test_profiles_are_asked_for_in_many_ways(manuscript: Write) -> None:
    book = load_manuscript(manuscript(yaml="profiles: kdp\ncustom: {standard: x-1a, ink: 250}\n"))
    assert [each.name for each in chosen_profiles(book)] == ["kdp"]
    typed = chosen_profiles(book, ["custom", "2up", "custom"])
    assert [each.name for each in typed] == ["custom", "2up"]
    assert (typed[0].standard, typed[0].ink, typed[0].transparency) == ("PDF/X-1a:2001", 250, False)


def test_profiles_are_typed_before_or_after_the_book(manuscript: Write, tmp_path: Path) -> None:
    book = str(manuscript())
    for words in ([book, "--profile", "2up", "booklet"], ["--profile", "2up", "booklet", book]):
        done = run(*words, "-o", str(tmp_path / "out"), "--pdf")
        assert done.returncode == 0, done.stderr
        names = sorted(path.name.split(".", 1)[1] for path in (tmp_path / "out").iterdir())
        assert names == ["2up.pdf", "booklet.pdf", "pdf"]
    assert "at 100 %" in done.stdout
    wrong = run(book, "--profile", "bookle", "-o", str(tmp_path / "none"))
    assert (wrong.returncode, "profile-unknown" in wrong.stderr) == (1, True)
    assert "`booklet`" in wrong.stderr
    assert not (tmp_path / "none").exists()
