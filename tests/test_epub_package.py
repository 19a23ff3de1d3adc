"""What an EPUB says of itself, beside what Standard Ebooks and the shops ask of one."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from lxml import etree

from thaibook.build import build
from thaibook.check.validation import check_epub
from thaibook.text import without_title

Write = Callable[..., Path]
Parts = dict[str, bytes]
NS = {
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "x": "http://www.w3.org/1999/xhtml",
    "ncx": "http://www.daisy.org/z3986/2005/ncx/",
}
TYPE = "{http://www.idpf.org/2007/ops}type"
SETTINGS = """\
title: บ้านสวนปลายน้ำ
subtitle: ปีที่น้ำมาก
creators:
  - ม.ร.ว. จันทรา วารี
  - {name: Henrik Dahl, role: trl}
publisher: สำนักพิมพ์ทุ่งนา
isbn: {print: 978-616-000-000-5, ebook: 978-616-000-001-2}
series: {name: ชุดสายน้ำ, number: ๓}
subjects: [ชนบท, {name: นวนิยาย, bisac: FIC000000, thema: FB}, "Thema: 1FMT ประเทศไทย"]
chapters: [one.md, two.md]
front: [preface.md]
back: [glossary.md]
"""
TEXT = """\
# บทแรก

| | ข้าว | ปลา |
|---|---|---|
| ปีก่อน | 1 | 2 |

ข้อความ ==เน้น==[^1]

[^1]: บันทึก
"""


@pytest.fixture(scope="module")
def epub(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("package")
    texts = {
        "book.yaml": SETTINGS,
        "one.md": TEXT,
        "two.md": "# บทสอง\n\n## ในบ้าน\n\nข้อความ\n",
        "preface.md": "# คำนำ\n\nก่อนอ่าน\n",
        "glossary.md": "# คำศัพท์\n\nนา\n: ที่ปลูกข้าว\n",
    }
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    return build(folder, folder / "dist").files[0]


@pytest.fixture(scope="module")
def parts(epub: Path) -> Parts:
    return _parts(epub)


def _parts(epub: Path) -> Parts:
    with zipfile.ZipFile(epub) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _package(parts: Parts) -> etree._Element:
    return etree.fromstring(parts["EPUB/content.opf"])


def _texts(package: etree._Element, path: str) -> list[str]:
    return [element.text or "" for element in package.iterfind(f".//{path}", NS)]


def _said_of(package: etree._Element, path: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Each element, and what is said of it: property -> value."""
    for element in package.iterfind(f".//{path}", NS):
        more = package.iterfind(f".//opf:meta[@refines='#{element.get('id')}']", NS)
        yield element.text or "", {str(m.get("property")): m.text or "" for m in more}


def _of_property(package: etree._Element, name: str) -> list[str]:
    return _texts(package, f"opf:meta[@property='{name}']")


def test_epubcheck_finds_nothing(epub: Path) -> None:
    assert check_epub(epub) == []


def test_the_title_comes_first_and_the_subtitle_is_never_last(parts: Parts) -> None:
    """EPUB 3 takes the first title; FBReader the last."""
    titles = [(t, said["title-type"]) for t, said in _said_of(_package(parts), "dc:title")]
    assert titles == [
        ("บ้านสวนปลายน้ำ", "main"),
        ("ปีที่น้ำมาก", "subtitle"),
        ("บ้านสวนปลายน้ำ: ปีที่น้ำมาก", "extended"),
    ]


def test_names_are_filed_by_the_given_name(parts: Parts) -> None:
    package = _package(parts)
    assert [(n, said["file-as"]) for n, said in _said_of(package, "dc:creator")] == [
        ("ม.ร.ว. จันทรา วารี", "จันทรา วารี, ม.ร.ว.")
    ]
    assert [said["file-as"] for _, said in _said_of(package, "dc:contributor")] == ["Henrik Dahl"]


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("ศ.ดร.มานี ใจดี", ("ศ.ดร.", "มานี ใจดี")),
        ("พล.อ. เปรม สินสมุทร", ("พล.อ.", "เปรม สินสมุทร")),
        ("มาลี ตัวเรียง", ("", "มาลี ตัวเรียง")),
        ("นายิกา ใจดี", ("", "นายิกา ใจดี")),  # a given name, not นาย
        ("น.ม.ส.", ("", "น.ม.ส.")),  # a pen name
        ("ส.ธรรมยศ", ("", "ส.ธรรมยศ")),
    ],
)
def test_titles_before_a_name(name: str, wanted: tuple[str, str]) -> None:
    assert without_title(name) == wanted


def test_the_isbn_of_the_e_book_is_its_own_and_that_of_the_print_its_source(parts: Parts) -> None:
    package = _package(parts)
    assert list(_said_of(package, "dc:identifier")) == [
        ("urn:isbn:9786160000012", {"identifier-type": "15"})
    ]
    assert _texts(package, "dc:source") == ["urn:isbn:9786160000005"]
    assert _of_property(package, "pageBreakSource") == ["urn:isbn:9786160000005"]


def test_the_series_and_the_subjects_of_the_trade(parts: Parts) -> None:
    package = _package(parts)
    series = "opf:meta[@property='belongs-to-collection']"
    assert list(_said_of(package, series)) == [
        ("ชุดสายน้ำ", {"collection-type": "series", "group-position": "3"})
    ]
    assert list(_said_of(package, "dc:subject")) == [
        ("ชนบท", {}),
        ("นวนิยาย", {"authority": "BISAC", "term": "FIC000000"}),
        ("นวนิยาย", {"authority": "Thema", "term": "FB"}),
        ("ประเทศไทย", {"authority": "Thema", "term": "1FMT"}),
    ]


def test_apple_shows_the_fonts_of_the_book_and_no_prefix_is_idle(parts: Parts) -> None:
    package = _package(parts)
    assert _of_property(package, "ibooks:specified-fonts") == ["true"]
    declared = set(re.findall(r"(\S+):\s", package.get("prefix", "")))
    used = {str(meta.get("property")).partition(":")[0]
            for meta in package.iterfind(".//opf:meta[@property]", NS)
            if ":" in str(meta.get("property"))}  # fmt: skip
    # EPUB 3.3, D.1.2: reserved prefixes are not declared.
    assert declared == used - {"a11y", "dcterms", "schema"} == {"ibooks"}
    assert set(package.find("opf:metadata", NS).nsmap) == {None, "dc"}  # type: ignore[union-attr]


def test_every_document_has_its_part_of_the_book_and_one_style_sheet(parts: Parts) -> None:
    matter, sheets = {}, {}
    for name, data in parts.items():
        if name.startswith("EPUB/text/"):
            root = etree.fromstring(data)
            stem = Path(name).stem
            matter[stem] = root.find("x:body", NS).get(TYPE)  # type: ignore[union-attr]
            sheets[stem] = [link.get("href") for link in root.iterfind(".//x:link", NS)]
    front = ["cover", "titlepage", "credits", "contents", "preface"]
    assert matter == dict.fromkeys(front, "frontmatter") | {
        "chapter-1": "bodymatter", "chapter-2": "bodymatter", "glossary": "backmatter",
    }  # fmt: skip
    assert sheets.pop("cover") == ["../styles/cover.css"]
    assert set(map(tuple, sheets.values())) == {("../styles/book.css",)}


def test_landmarks_name_each_kind_of_page(parts: Parts) -> None:
    nav = etree.fromstring(parts["EPUB/nav.xhtml"])
    links = nav.iterfind(".//x:nav[@id='landmarks']//x:a", NS)
    assert [(a.get(TYPE), a.text) for a in links] == [
        ("cover", "ปก"), ("titlepage", "หน้าชื่อเรื่อง"), ("copyright-page", "หน้าลิขสิทธิ์"),
        ("toc", "สารบัญ"), ("preface", "คำนำ"), ("bodymatter", "เริ่มเรื่อง"), ("glossary", "คำศัพท์"),
    ]  # fmt: skip


def test_the_ncx_lists_the_pages_too(parts: Parts) -> None:
    nav, ncx = etree.fromstring(parts["EPUB/nav.xhtml"]), etree.fromstring(parts["EPUB/toc.ncx"])
    pages = [(a.text, a.get("href")) for a in nav.iterfind(".//x:nav[@id='page-list']//x:a", NS)]
    targets = list(ncx.iterfind("ncx:pageList/ncx:pageTarget", NS))
    assert len(pages) > 4
    assert [(t.findtext("ncx:navLabel/ncx:text", "", NS), t.find("ncx:content", NS).get("src"))  # type: ignore[union-attr]
            for t in targets] == pages  # fmt: skip
    assert [t.get("value") for t in targets] == [text for text, _ in pages]
    order = sorted(
        (int(e.get("playOrder", 0)), e.find("ncx:content", NS).get("src", ""))  # type: ignore[union-attr]
        for e in ncx.iter("{*}navPoint", "{*}pageTarget")
    )
    assert [number for number, _ in order] == list(range(1, len(order) + 1))
    # Read in the order of the spine: the page of chapter-1 before the headings of chapter-2.
    places = [src.partition(".xhtml")[0].removeprefix("text/") for _, src in order]
    assert places.index("chapter-1") < places.index("chapter-2") < places.index("glossary")
    totals = {m.get("name"): m.get("content") for m in ncx.iterfind("ncx:head/ncx:meta", NS)}
    assert totals["dtb:totalPageCount"] == str(len(pages))
    assert totals["dtb:maxPageNumber"] == pages[-1][0]


def test_what_is_said_of_its_accessibility_is_true_of_this_book(
    parts: Parts, manuscript: Write
) -> None:
    package = _package(parts)
    assert _of_property(package, "schema:accessMode") == ["textual"]
    assert _of_property(package, "schema:accessModeSufficient") == ["textual"]
    (summary,) = _of_property(package, "schema:accessibilitySummary")
    assert "เชิงอรรถ" in summary
    assert "ภาพ" not in summary.replace("ไม่ใช่ภาพ", "")
    folder = manuscript("# บท\n\n![](dot.png)\n\n![จุดสีดำ](dot.png)\n", "language: en\n")
    _picture(folder / "dot.png")
    package = _package(_parts(build(folder, folder / "dist", pdf=False).files[0]))
    assert _of_property(package, "schema:accessMode") == ["textual", "visual"]
    assert _of_property(package, "schema:accessModeSufficient") == ["textual,visual"]
    (summary,) = _of_property(package, "schema:accessibilitySummary")
    assert "1 of 2 pictures are not described" in summary
    assert "alternativeText" not in _of_property(package, "schema:accessibilityFeature")


def _picture(path: Path) -> None:
    import PIL.Image

    PIL.Image.new("RGB", (300, 200)).save(path)


@pytest.mark.parametrize(
    ("yaml", "wanted"),
    [
        ("creators: []\nsource: กรมศิลปากร\npublisher: สำนักพิมพ์ทุ่งนา\n", ("กรมศิลปากร", "isb")),
        ("creators: []\npublisher: สำนักพิมพ์ทุ่งนา\n", ("สำนักพิมพ์ทุ่งนา", "pbl")),
        ("creators: [{name: มาลี รักเรียน, role: trl}]\n", ("มาลี รักเรียน", "trl")),
    ],
)
def test_no_shelf_says_unknown(yaml: str, wanted: tuple[str, str], manuscript: Write) -> None:
    folder = manuscript(yaml=yaml)
    package = _package(_parts(build(folder, folder / "dist", pdf=False).files[0]))
    assert [(n, said["role"]) for n, said in _said_of(package, "dc:creator")] == [wanted]


def test_old_engines_read_lengths_and_marks(parts: Parts) -> None:
    css = parts["EPUB/styles/book.css"].decode()
    assert not re.search(r"[\s:,(-]\.\d", css)
    assert re.search(r"mark\s*{[^}]*background-color: transparent", css)
    assert "/*" not in css
    # The rule above the notes goes where the notes go.
    assert not re.search(r"\.notes::?before|\.notes\s*{[^}]*border", css)


def test_no_header_of_a_table_is_empty(parts: Parts) -> None:
    chapter = etree.fromstring(parts["EPUB/text/chapter-1.xhtml"])
    heads = ["".join(map(str, th.itertext())) for th in chapter.iterfind(".//x:th", NS)]
    assert [re.sub("\u200b", "", head) for head in heads] == ["ข้าว", "ปลา"]


@pytest.mark.parametrize(
    ("reader", "marks", "held", "conditions"),
    [("all", True, True, True), ("kobo", True, True, True), ("kindle", True, False, False),
     ("adobe", False, False, False)],
)  # fmt: skip
def test_whom_it_is_for_decides_what_it_has(
    reader: str, marks: bool, held: bool, conditions: bool, manuscript: Write
) -> None:
    folder = manuscript("# บท\n\nการพัฒนาเมืองของประชาชนในประเทศ\n", f"epub: {{for: {reader}}}\n")
    parts = _parts(build(folder, folder / "dist", pdf=False).files[0])
    text, css = (parts[f"EPUB/{n}"].decode() for n in ("text/chapter-1.xhtml", "styles/book.css"))
    assert ("\u200b" in text, "<w-" in text, "@supports" in css) == (marks, held, conditions)
    assert ("<![CDATA[" in text) == (reader == "all")  # the others may read XHTML as HTML
    assert "@font-face" in css
    assert ("min(" in css, "@container" in css, ":is(" in css) == (conditions,) * 3
    assert css.count("{") == css.count("}")


def test_the_author_s_own_marks_go_before_those_of_the_reader(manuscript: Write) -> None:
    folder = manuscript("# บท\n\nประชาชนในประเทศเดียวกัน\n", "epub: {for: adobe, breaks: wbr}\n")
    text = _parts(build(folder, folder / "dist", pdf=False).files[0])["EPUB/text/chapter-1.xhtml"]
    assert b"<wbr/>" in text
