"""The EPUB: valid, accessible, embedded fonts, the same bytes every time."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import PIL.Image
import PIL.ImageCms
import pypdfium2
import pytest
import uharfbuzz
from conftest import ROOT
from lxml import etree
from validator import faults_of_epub

from thaibook.build import build
from thaibook.check.validation import check_epub

Write = Callable[..., Path]
NS = {
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "x": "http://www.w3.org/1999/xhtml",
    "ncx": "http://www.daisy.org/z3986/2005/ncx/",
}
TYPE = "{http://www.idpf.org/2007/ops}type"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture(scope="module")
def article(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("epub")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1538352000")
        return build(ROOT / "book", folder, pdf=False).files[0]


@pytest.fixture(scope="module")
def parts(article: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(article) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_epubcheck_finds_nothing_in_the_article(article: Path) -> None:
    assert check_epub(article) == []


def test_epubcheck_would_find_a_fault(article: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.epub"
    broken.write_bytes(
        article.read_bytes().replace(b"application/epub+zip", b"application/epub+zap")
    )
    assert any("PKG-007" in p.message() for p in check_epub(broken))


def test_two_builds_give_the_same_bytes(article: Path, tmp_path: Path, manuscript: Write) -> None:
    again = build(ROOT / "book", tmp_path, pdf=False).files[0]
    assert again.read_bytes() == article.read_bytes()
    with zipfile.ZipFile(article) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "mimetype"


def test_the_package_says_what_the_book_is(parts: dict[str, bytes]) -> None:
    package = etree.fromstring(parts["EPUB/content.opf"])
    assert package.get("version") == "3.0"
    assert package.get(LANG) == "th"

    def texts(path: str) -> list[str]:
        return [element.text or "" for element in package.iterfind(path, NS)]

    assert texts(".//dc:language") == ["th"]
    assert texts(".//dc:source") == [
        "The Information Office of Hangzhou Municipal People's Government"
    ]
    assert texts(".//opf:meta[@property='dcterms:modified']") == ["2018-10-01T00:00:00Z"]
    properties = {str(m.get("property")) for m in package.iterfind(".//opf:meta", NS)}
    for name in ("accessMode", "accessModeSufficient", "accessibilityFeature",
                 "accessibilityHazard", "accessibilitySummary"):  # fmt: skip
        assert f"schema:{name}" in properties


def test_roles_are_marc_relators(manuscript: Write) -> None:
    folder = manuscript(yaml="creators: [ก, {name: ข, role: trl}]\n")
    path = build(folder, folder / "dist", pdf=False).files[0]
    package = etree.fromstring(zipfile.ZipFile(path).read("EPUB/content.opf"))
    assert [e.text for e in package.iterfind(".//dc:creator", NS)] == ["ก"]
    assert [e.text for e in package.iterfind(".//dc:contributor", NS)] == ["ข"]
    roles = package.iterfind(".//opf:meta[@property='role']", NS)
    assert [(e.get("scheme"), e.text) for e in roles] == [
        ("marc:relators", "aut"),
        ("marc:relators", "trl"),
    ]


def test_every_document_is_thai_and_named_in_ascii(parts: dict[str, bytes]) -> None:
    documents = [name for name in parts if name.endswith(".xhtml")]
    assert len(documents) == 6
    for name in documents:
        root = etree.fromstring(parts[name])
        assert (root.get("lang"), root.get(LANG)) == ("th", "th")
        assert root.findtext(".//x:title", namespaces=NS)
    assert all(name.isascii() for name in parts)


def test_the_order_is_cover_title_page_article_credits(parts: dict[str, bytes]) -> None:
    package = etree.fromstring(parts["EPUB/content.opf"])
    spine = [e.get("idref") for e in package.iterfind(".//opf:itemref", NS)]
    assert spine == ["cover", "titlepage", "contents", "chapter-1", "credits"]
    assert all(e.get("linear") is None for e in package.iterfind(".//opf:itemref", NS))


def test_contents_and_landmarks(parts: dict[str, bytes]) -> None:
    nav = etree.fromstring(parts["EPUB/nav.xhtml"])
    lists = {e.get(TYPE): e for e in nav.iterfind(".//x:nav", NS)}
    titles = [a.text for a in lists["toc"].iterfind(".//x:a", NS)]
    assert titles[1:4] == ["ก้าวสู่ความเป็นหนึ่ง", "นครหางโจวที่เปี่ยมประสิทธิภาพ", "สมองของเมือง"]
    marks = [a.get(TYPE) for a in lists["landmarks"].iterfind(".//x:a", NS)]
    assert marks == ["cover", "titlepage", "toc", "bodymatter", "colophon"]
    ncx = etree.fromstring(parts["EPUB/toc.ncx"])
    assert [e.text for e in ncx.iterfind(".//ncx:navLabel/ncx:text", NS)] == titles
    points = ncx.iterfind(".//ncx:navPoint", NS)
    assert [int(p.get("playOrder", "0")) for p in points] == list(range(1, len(titles) + 1))
    depths = [meta.get("content") for meta in ncx.iterfind(".//ncx:meta[@name='dtb:depth']", NS)]
    assert depths == ["2"]  # the title, and its headings
    for name in ("EPUB/nav.xhtml", "EPUB/toc.ncx", "EPUB/content.opf"):
        assert not re.search("[\u200b\u2060]", parts[name].decode())


def test_the_cover_is_a_picture_in_its_own_page(parts: dict[str, bytes]) -> None:
    data = parts["EPUB/cover.jpg"]
    assert len(data) < 1_000_000
    picture = PIL.Image.open(io.BytesIO(data))
    assert (picture.format, picture.size, picture.mode) == ("JPEG", (1600, 2560), "RGB")
    profile = PIL.ImageCms.ImageCmsProfile(io.BytesIO(picture.info["icc_profile"]))
    assert "sRGB" in PIL.ImageCms.getProfileDescription(profile)
    package = etree.fromstring(parts["EPUB/content.opf"])
    item = package.find(".//opf:item[@properties='cover-image']", NS)
    assert item is not None
    assert item.get("href") == "cover.jpg"
    image = etree.fromstring(parts["EPUB/text/cover.xhtml"]).find(".//x:img", NS)
    assert image is not None
    alt = image.get("alt", "")
    assert "หางโจว" in alt
    assert "http://asianetnews.net/view-attachment?attach-id=322457" in alt


def test_the_credits_are_text_and_the_link_is_live(parts: dict[str, bytes]) -> None:
    page = etree.fromstring(parts["EPUB/text/credits.xhtml"])
    link = page.find(".//x:a", NS)
    assert link is not None
    assert (
        link.get("href") == link.text == "http://asianetnews.net/view-attachment?attach-id=322457"
    )
    assert "The Information Office of Hangzhou" in "".join(map(str, page.itertext()))


def test_fonts_are_embedded_and_named_by_the_styles(parts: dict[str, bytes]) -> None:
    fonts = {name for name in parts if name.endswith(".ttf")}
    styles = b"".join(data for name, data in parts.items() if name.endswith(".css")).decode()
    named = {"EPUB/" + name for name in re.findall(r"url\(\.\./([^)]+)\)", styles)}
    assert fonts == named
    assert len(fonts) == 5
    assert {name for name in parts if name.endswith("OFL.txt")} == {
        "EPUB/fonts/Pridi/OFL.txt",
        "EPUB/fonts/Sarabun/OFL.txt",
    }


def test_every_embedded_font_shapes_as_the_whole_one_and_draws_nothing_for_marks(
    parts: dict[str, bytes],
) -> None:
    for name, data in parts.items():
        if not name.endswith(".ttf"):
            continue
        whole = (ROOT / name.removeprefix("EPUB/")).read_bytes()
        small = uharfbuzz.Font(uharfbuzz.Face(data))
        for character in (0x200B, 0x2060):
            glyph = small.get_nominal_glyph(character)
            assert glyph
            assert small.get_glyph_h_advance(glyph) == 0
            assert small.get_glyph_extents(glyph).width == 0
        for text in ("กำลังป่ปิ๊ฝั่งญู่ฐุ", "ที่ปรึกษา “fi” 48.9%", "น้ำจ้ำม่ำ ฟ้า ฬ้ำ พุทฺธํ"):
            assert _shape(data, text) == _shape(whole, text), (name, text)
        assert len(data) < len(whole) * 0.55


def _shape(font: bytes, text: str) -> list[tuple[int, int, int, int]]:
    """(advance, offsets, cluster) of each glyph: glyph numbers differ in a subset."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(uharfbuzz.Font(uharfbuzz.Face(font)), buffer)
    return [
        (place.x_advance, place.x_offset, place.y_offset, glyph.cluster)
        for glyph, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    ]


def test_the_article_is_small(article: Path) -> None:
    assert article.stat().st_size < 400_000


def test_pages_of_the_pdf_built_beside_it_are_found_in_the_epub(manuscript: Write) -> None:
    text = "# บท\n\n" + "".join(f"ย่อหน้าที่ {n} " + "คำไทย ต่าง ๆ " * 60 + "\n\n" for n in range(9))
    folder = manuscript(text, "typography: {digits: thai}\n")
    path, printed = build(folder, folder / "dist").files
    with zipfile.ZipFile(path) as archive:
        nav = etree.fromstring(archive.read("EPUB/nav.xhtml"))
        chapter = archive.read("EPUB/text/chapter-1.xhtml").decode()
        package = etree.fromstring(archive.read("EPUB/content.opf"))
    pages = {
        str(a.text): str(a.get("href")).partition("#")[2]
        for a in nav.iterfind(".//x:nav[@id='page-list']//x:a", NS)
    }
    with pypdfium2.PdfDocument(printed) as document:
        labels = {str(int(folio)): i for folio in pages for i in range(len(document))
                  if document.get_page_label(i) == str(int(folio))}  # fmt: skip
        assert len(pages) >= 4
        assert list(pages)[-1] == "".join(chr(0x0E50 + int(d)) for d in str(max(map(int, labels))))
        inside = {folio: place for folio, place in pages.items() if place in chapter}
        assert len(inside) >= 4
        for folio, place in inside.items():
            there = re.sub("<[^>]*>|\u200b|\\s", "", chapter[chapter.index(f'id="{place}"') :])
            there = there.partition(">")[2][:12]
            sheet = document[labels[str(int(folio))]].get_textpage().get_text_range()
            assert there in re.sub(r"\s", "", sheet), folio
    source = package.findtext(".//opf:meta[@property='pageBreakSource']", namespaces=NS)
    assert source
    assert "PDF" in source
    assert faults_of_epub(path.read_bytes()) == []


def test_without_a_pdf_there_is_no_page_list(parts: dict[str, bytes]) -> None:
    assert b"page-list" not in parts["EPUB/nav.xhtml"]
    assert b"pageBreakSource" not in parts["EPUB/content.opf"]
