"""Signs, bullets, boxes and heads: what comes out of both formats, read from the files."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from conftest import DATA, EPOCH
from fontTools.ttLib import TTFont

from thaibook.build import Built, build

FOLDER = DATA / "manuscripts" / "signs"
UNKNOWN = set("中한ဪסﷺس𓀀")
INVISIBLE = set("\u200b\u2060\ufe0f")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        return build(FOLDER, tmp_path_factory.mktemp("signs"))


def _pages(built: Built) -> list[str]:
    with pypdfium2.PdfDocument(built.files[1]) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def _typed(name: str) -> str:
    """The signs that the author typed in a file: no letter, no Markdown, nothing usual."""
    text = (FOLDER / name).read_text("utf-8")
    return "".join(sorted(set(re.findall(r"[^\u0e00-\u0e7f\x00-\x7f\ufe0f]", text))))


def test_only_what_no_font_has_is_warned_of(built: Built) -> None:
    told = {dict(p.words)["character"][0] for p in built.warnings if p.code == "missing-glyph"}
    assert told == UNKNOWN | {"𝒳"}
    others = {p.code for p in built.warnings if not re.match("L[0-9]", p.code)}
    assert others == {"missing-glyph"}


def test_every_sign_has_a_glyph_in_the_epub(built: Built) -> None:
    with zipfile.ZipFile(built.files[0]) as archive:
        fonts = [
            set(TTFont(io.BytesIO(archive.read(name))).getBestCmap())
            for name in archive.namelist()
            if name.endswith(".ttf")
        ]
        names = {Path(name).name for name in archive.namelist() if "/fonts/" in name}
        text = archive.read("EPUB/text/chapter-1.xhtml").decode()
        sheets = [archive.read(n).decode() for n in archive.namelist() if n.endswith(".css")]
    lists = re.findall(r"font-family: ([^;]*,[^;]*);", "".join(sheets))
    assert all('"DejaVu Signs", "Noto Emoji"' in faces for faces in lists), lists
    assert {"LICENSE.txt", "OFL.txt"} <= names
    for sign in _typed("signs.md"):
        assert sign in text
        assert any(ord(sign) in font for font in fonts), sign


def test_every_sign_is_on_paper_and_drawn_by_a_face_that_has_it(built: Built) -> None:
    text = "".join(_pages(built))
    assert [sign for sign in _typed("signs.md") if sign not in text] == []
    with pypdfium2.PdfDocument(built.files[1]) as document:
        fonts = {
            item.get_font().get_base_name().partition("+")[2] or item.get_font().get_base_name()
            for page in document
            for item in page.get_objects()
            if isinstance(item, pypdfium2.PdfTextObj)
        }
    assert any("DejaVu" in name for name in fonts), fonts
    assert any("Emoji" in name for name in fonts), fonts


def test_bullets_within_numbers_are_no_boxes(built: Built) -> None:
    page = next(page for page in _pages(built) if "รายการซ้อน" in page and "ลึกสุด" in page)
    assert "\u25e6" not in page
    assert "\u25aa" not in page
    assert (page.count("–"), page.count("•")) == (7, 1)


def test_heads_stay_where_pictures_fill_the_page(built: Built) -> None:
    pages = _pages(built)
    assert all(
        "รูปประกอบของขั้นตอน" in page for page in pages if "ตากแห้ง" in page or "เก็บใส่โหล" in page
    )
    assert any("ตากแห้ง" in page and "ขั้นตอนทั้งหมด" in page for page in pages)
    assert any("กินหลายบรรทัด" in page for page in pages)


def test_no_line_runs_off_the_page(built: Built) -> None:
    with pypdfium2.PdfDocument(built.files[1]) as document:
        for page in document:
            text, width = page.get_textpage(), page.get_width()
            boxes = [text.get_charbox(index) for index in range(text.count_chars())]
            assert all(left > -1 and right < width + 1 for left, _, right, _ in boxes)


def test_a_book_without_signs_has_no_face_of_signs(tmp_path: Path) -> None:
    (tmp_path / "book.yaml").write_text("title: ก\nchapters: [a.md]\n", "utf-8")
    (tmp_path / "a.md").write_text("# ก\n\n1. ข\n    - ค\n", "utf-8")
    made = build(tmp_path, tmp_path / "out", pdf=False)
    with zipfile.ZipFile(made.files[0]) as archive:
        names = " ".join(archive.namelist())
    assert "DejaVu" not in names
    assert "Emoji" not in names
