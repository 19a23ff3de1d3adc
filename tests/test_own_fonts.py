"""The author's own fonts: used where they set Thai right, else refused with words."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.qu2cuPen import Qu2CuPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont

from thaibook.design import face_names, font_problems, load_design
from thaibook.design.font_tests import heights, misplaced_mark
from thaibook.design.own_fonts import own_font
from thaibook.load import load_manuscript
from thaibook.model import OwnFile, Typography

KANIT = ROOT / "fonts" / "Kanit" / "Kanit-Medium.ttf"
FACES = sorted(
    path
    for path in ROOT.glob("fonts/*/*.ttf")
    if path.parent.name not in ("JetBrainsMono", "DejaVu", "NotoEmoji")
)


def font(family: str, change: Callable[[TTFont], None] = lambda font: None) -> bytes:
    """Kanit under another name, changed."""
    kanit = TTFont(KANIT)
    for number in (1, 16):
        kanit["name"].setName(family, number, 3, 1, 0x409)
    change(kanit)
    written = io.BytesIO()
    kanit.save(written)
    return written.getvalue()


def without(table: str) -> Callable[[TTFont], None]:
    def change(kanit: TTFont) -> None:
        del kanit[table]

    return change


def licensed(bits: int) -> Callable[[TTFont], None]:
    def change(kanit: TTFont) -> None:
        kanit["OS/2"].fsType = bits

    return change


def lacking(kanit: TTFont) -> None:
    for table in kanit["cmap"].tables:
        for letter in "ฌ๋":
            table.cmap.pop(ord(letter), None)


def marks_aside(kanit: TTFont) -> None:
    """Tables that say nothing of marks, as those of a font that was made for Latin."""
    del kanit["GSUB"]
    for record in kanit["GPOS"].table.FeatureList.FeatureRecord:
        record.FeatureTag = "none"


def unpacked(kanit: TTFont) -> None:
    kanit.flavor = "woff2"


def cubic(kanit: TTFont) -> None:
    """The outlines as OpenType with PostScript has them."""
    drawn, shapes = kanit.getGlyphSet(), {}
    for name in kanit.getGlyphOrder():
        pen = T2CharStringPen(drawn[name].width, drawn)
        drawn[name].draw(Qu2CuPen(pen, 1, all_cubic=True, reverse_direction=True))
        shapes[name] = pen.getCharString()
    builder = FontBuilder(font=kanit)
    for tag in ("glyf", "loca", "cvt ", "fpgm", "prep", "gasp"):
        if tag in kanit:
            del kanit[tag]
    kanit.sfntVersion, builder.isTTF = "OTTO", False
    builder.setupCFF("Kanit", {}, shapes, {})
    kanit["maxp"].tableVersion = 0x00005000


def file(name: str, data: bytes) -> OwnFile:
    return OwnFile(f"fonts/{name}", Path("fonts") / name, data)


BROKEN = ("it is broken, or no font at all",)
NO_GPOS = ("it has no GPOS table, which puts Thai marks in their places",)
NO_BITS = "its licence allows no embedding (fsType 2)"
BITMAPS = "its licence allows only bitmaps to be embedded (fsType 512)"
WHOLE = "its licence allows no part of it to be embedded (fsType 256)"


@pytest.mark.parametrize(
    ("name", "made", "said"),
    [
        ("a.ttf", lambda: font("Own"), ()),
        ("a.otf", lambda: font("Own", cubic), ()),
        ("a.woff2", lambda: font("Own", unpacked), ()),
        ("a.ttf", lambda: KANIT.read_bytes()[:3000], BROKEN),
        ("a.otf", lambda: b"<html>404</html>", BROKEN),
        ("a.woff2", lambda: font("Own", unpacked)[:900], BROKEN),
        ("a.ttf", lambda: font("Own", lacking), ("it lacks the letters ฌ ๋",)),
        ("a.ttf", lambda: font("Own", without("GPOS")), NO_GPOS),
        (
            "a.ttf",
            lambda: font("Own", marks_aside),
            ("its marks do not stand where they should: กิ่",),
        ),
        ("a.ttf", lambda: font("Own", licensed(2)), (NO_BITS,)),
        ("a.ttf", lambda: font("Own", licensed(0x202)), (NO_BITS, BITMAPS)),
        ("a.ttf", lambda: font("Own", licensed(0x100)), (WHOLE,)),
    ],
)
def test_what_is_wrong_with_a_font_is_said(
    name: str, made: Callable[[], bytes], said: tuple[str, ...]
) -> None:
    assert own_font(file(name, made())).faults == said


@pytest.mark.parametrize("face", FACES, ids=lambda path: path.stem)
def test_our_own_faces_put_marks_where_they_belong(face: Path) -> None:
    assert misplaced_mark(face.read_bytes()) == ""


def test_only_what_the_book_is_set_in_has_to_be_right() -> None:
    files = [file("good.otf", font("Good", cubic)), file("bad.ttf", b"no font")]

    def codes(**typography: str) -> list[str]:
        return [each.code for each in font_problems(Typography(**typography), files)]  # type: ignore[arg-type]

    assert face_names(files).text[-2:] == ("Good", "bad")
    assert codes(body="Good") == ["font-unusable"]
    assert codes(body="Good", headings="bad") == ["font-refused"]


def test_a_latin_font_sets_latin_alone() -> None:
    files = [file("l.ttf", font("Latin", lambda f: _keep(f, range(0x20, 0x7F))))]
    assert [p.code for p in font_problems(Typography("Latin"), files)] == ["font-without-thai"]
    assert font_problems(Typography(latin="Latin"), files) == []
    design = load_design(Typography(latin="Latin"), own_files=files)
    assert (
        'font-family: "Latin Latin", Sarabun, Pridi, serif'
        in dict(design.shared_css)["text-Sarabun.css"]
    )
    (latin,) = [each for each in design.fonts if each.name.startswith("own/")]
    assert ord("A") in latin.characters
    assert ord(" ") not in latin.characters
    sarabun = next(each for each in design.fonts if each.name.endswith("Sarabun-Regular.ttf"))
    assert heights(latin.data).latin == pytest.approx(heights(sarabun.data).latin, rel=0.01)


def _keep(kanit: TTFont, characters: range) -> None:
    for table in kanit["cmap"].tables:
        table.cmap = {code: name for code, name in table.cmap.items() if code in characters}


def test_what_may_be_printed_only_stays_out_of_the_epub() -> None:
    files = [file("p.ttf", font("Printed", licensed(4)))]
    typography = Typography(body="Printed")
    assert [p.code for p in font_problems(typography, files)] == ["font-not-in-epub"]
    design = load_design(typography, own_files=files)
    assert "Printed" not in "".join(css for _, css in design.shared_css)
    assert '"Printed", Pridi' in "".join(css for _, css in design.print_css)


@pytest.mark.parametrize("family", ["Trirong", "Maitree", "Niramit", "NotoSansThaiLooped", "Pridi"])
def test_eleven_points_are_as_large_in_every_family(family: str) -> None:
    design, usual = load_design(Typography(body=family)), load_design()
    found, wanted = heights(design.text_face), heights(usual.text_face)
    assert found.thai == pytest.approx(wanted.thai, rel=0.005)


def test_one_markdown_file_has_the_looks_beside_it(tmp_path: Path) -> None:
    for name in ("fonts", "styles"):
        (tmp_path / name).mkdir()
    (tmp_path / "fonts" / "own.otf").write_bytes(font("Own", cubic))
    (tmp_path / "fonts" / "title.ttf").write_bytes(font("On the cover"))
    (tmp_path / "styles" / "print.css").write_text("p { color: #036 }", "utf-8")
    (tmp_path / "styles" / "site.css").write_text("another's", "utf-8")  # no fault: not this book's
    header = "typography: {body: Own}\ncover: {design: frame, title: {face: On the cover}}\n"
    (tmp_path / "a.md").write_text(f"---\ntitle: ก\n{header}---\n# บท\n\nน้ำ\n", "utf-8")
    manuscript = load_manuscript(tmp_path / "a.md", face_names)
    names = [each.name for each in manuscript.own_files]
    assert names == ["fonts/own.otf", "fonts/title.ttf", "styles/print.css"]
    face = manuscript.cover.title_face
    design = load_design(manuscript.typography, manuscript.looks, manuscript.own_files, face)
    assert any('"On the cover"' in css for _, css in design.cover_css)
    assert len([each for each in design.fonts if each.name.startswith("own/")]) == 2
