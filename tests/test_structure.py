"""Whole books: what stands where, how chapters are numbered, and whose they are."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from conftest import places
from lxml import etree
from validator import faults_of_epub

from thaibook.build import build, prepare
from thaibook.compose.joining import compose
from thaibook.compose.outline_entries import Entry, outline_list
from thaibook.design.cover import cover_html
from thaibook.load.manuscript import load_manuscript
from thaibook.messages.problems import BookError
from thaibook.model import Book, Heading
from thaibook.text.labels import LABELS
from thaibook.text.numerals import dated, in_words, numeral

Files = Callable[..., Path]
X = "{http://www.w3.org/1999/xhtml}"

WHOLE = {
    "book.yaml": "title: เล่มรวม\nslug: whole\ncreators: [ผู้รวม]\ndedication: แด่แม่\n"
    "typography: {numbering: thai, digits: thai}\nfront: [คำนำ.md]\n"
    "parts:\n  - title: ต้น\n    chapters: [a.md, b.md]\n  - {title: ปลาย, chapters: [c.md]}\n"
    "back: [glossary.md, more.md]\n",
    "คำนำ.md": "# คำนำ\n\nขอขอบคุณ\n",
    "a.md": "---\ntitle: บทแรก\nsubtitle: ชื่อรอง\nauthor: สมชาย\nsource: นิตยสาร\ndate: 2018\n"
    "image_link: https://a.th/p\ncredit: ช่างภาพ\n---\n\nข้อความ\n\n## หัวข้อ\n\nต่อ\n",
    "b.md": "# บทสอง\n\nข้อความ\n",
    "c.md": "---\nnumbered: false\n---\n# บทส่งท้าย\n\nข้อความ\n",
    "glossary.md": "# อภิธานศัพท์\n\nคำ\n: ความหมาย\n",
    "more.md": "---\nkind: bibliography\n---\n# บรรณานุกรม\n\nหนังสือ\n",
}


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """files({name: text}) writes a manuscript and gives its folder."""

    def write(texts: dict[str, str]) -> Path:
        folder = tmp_path / "book"
        folder.mkdir(exist_ok=True)
        for name, text in texts.items():
            (folder / name).write_text(text, "utf-8")
        return folder

    return write


def _book(folder: Path) -> Book:
    return compose(load_manuscript(folder))[0]


def test_front_matter_text_and_back_matter_stand_in_order(files: Files) -> None:
    book = _book(files(WHOLE))
    assert [(s.name, s.kind, s.level) for s in book.sections] == [
        ("halftitle", "halftitlepage", 1),
        ("titlepage", "titlepage", 1),
        ("credits", "copyright-page", 1),
        ("dedication", "dedication", 1),
        ("contents", "toc", 1),
        ("preface", "preface", 1),
        ("part-1", "part", 1),
        ("chapter-1", "chapter", 2),
        ("chapter-2", "chapter", 2),
        ("part-2", "part", 1),
        ("chapter-3", "chapter", 2),
        ("glossary", "glossary", 1),
        ("bibliography", "bibliography", 1),
    ]


def test_an_article_alone_has_no_more_than_it_needs(manuscript: Files) -> None:
    names = [section.name for section in _book(manuscript()).sections]
    assert names == ["titlepage", "contents", "chapter-1", "credits"]


@pytest.mark.parametrize("lines", [["แด่แม่"], ["แด่แม่", "และ  พ่อ"]])
def test_an_article_has_its_dedication_line_by_line(lines: list[str], manuscript: Files) -> None:
    given = "".join(f"  {line}\n" for line in lines)
    folder = manuscript("# ก\n\nข\n", f"dedication: |\n{given}")
    bodies = {section.kind: section.body for section in _book(folder).sections}
    assert list(bodies)[:3] == ["titlepage", "dedication", "toc"]
    assert bodies["dedication"] == f"<p>{'<br/>'.join(lines).replace('  ', ' ')}</p>"


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("บทที่ ๓ ปลายราง", "บทที่ ๓ ปลายราง"),
        ("บทที่หนึ่ง", "บทที่หนึ่ง"),
        ("บทที่หนึ่งร้อย", "บทที่หนึ่ง บทที่หนึ่งร้อย"),
        ("บทที่หายไป", "บทที่หนึ่ง บทที่หายไป"),
    ],
)
def test_a_title_that_says_its_number_says_it_once(
    title: str, shown: str, manuscript: Files
) -> None:
    folder = manuscript(f"# {title}\n\nข\n", "typography: {numbering: words}\n")
    assert [s.title for s in _book(folder).sections if s.kind == "chapter"] == [shown]


@pytest.mark.parametrize("yaml", ["chapters: []", "parts: [ภาคหนึ่ง]"])
def test_a_book_has_a_chapter(yaml: str, files: Files) -> None:
    folder = files({"book.yaml": f"title: ก\n{yaml}\n", "a.md": "# ก\n"})
    with pytest.raises(BookError) as error:
        load_manuscript(folder)
    assert [p.code for p in error.value.problems] == ["missing-key"]


@pytest.mark.parametrize(
    ("numbering", "titles"),
    [
        ("thai", ["ภาค ๑ ต้น", "บทที่ ๑ บทแรก", "บทที่ ๒ บทสอง", "ภาค ๒ ปลาย", "บทส่งท้าย"]),
        ("arabic", ["ภาค 1 ต้น", "บทที่ 1 บทแรก", "บทที่ 2 บทสอง", "ภาค 2 ปลาย", "บทส่งท้าย"]),
        ("words", ["ภาคหนึ่ง ต้น", "บทที่หนึ่ง บทแรก", "บทที่สอง บทสอง", "ภาคสอง ปลาย", "บทส่งท้าย"]),
        ("none", ["ต้น", "บทแรก", "บทสอง", "ปลาย", "บทส่งท้าย"]),
    ],
)  # fmt: skip
def test_chapters_and_parts_are_numbered_as_the_author_wishes(
    numbering: str, titles: list[str], files: Files
) -> None:
    yaml = WHOLE["book.yaml"].replace("numbering: thai", f"numbering: {numbering}")
    book = _book(files({**WHOLE, "book.yaml": yaml}))
    assert [s.title for s in book.sections if s.kind in ("part", "chapter")] == titles


@pytest.mark.parametrize(
    ("value", "words"),
    [(0, "ศูนย์"), (1, "หนึ่ง"), (10, "สิบ"), (11, "สิบเอ็ด"), (20, "ยี่สิบ"), (21, "ยี่สิบเอ็ด"),
     (101, "หนึ่งร้อยเอ็ด"), (110, "หนึ่งร้อยสิบ"), (2568, "สองพันห้าร้อยหกสิบแปด"),
     (1_000_001, "หนึ่งล้านเอ็ด")],
)  # fmt: skip
def test_numbers_in_words(value: int, words: str) -> None:
    assert in_words(value) == numeral(value, "words") == words


def test_each_article_keeps_its_own_credit(files: Files) -> None:
    book = _book(files(WHOLE))
    body = next(s.body for s in book.sections if s.name == "chapter-1")
    text = re.sub("<[^>]*>", "", body)
    assert text.index("สมชาย") < text.index("ข้อความ") < text.index("นิตยสาร")
    assert '<a class="url" href="https://a.th/p">' in body
    assert "ช่างภาพ" in text
    other = next(s.body for s in book.sections if s.name == "chapter-2")
    assert "credits" not in other


def test_lines_are_counted_from_the_top_of_the_file(files: Files) -> None:
    manuscript = load_manuscript(
        files({**WHOLE, "b.md": "---\ntitle: ก\nnavbar: 3\n---\n\n![](none.png)\n"})
    )
    assert places(manuscript.warnings) == [("front-matter-key", 3)]
    with pytest.raises(BookError) as caught:
        compose(manuscript)
    assert places(caught.value.problems) == [("image-missing", 6)]


@pytest.mark.parametrize(
    "text", ["---\n\n# ก\n\nข\n\n---\n", "---\nไม่ใช่คีย์\n---\n\n# ก\n", "# ก\n\n---\nx: 1\n---\n"]
)
def test_a_scene_break_is_no_front_matter(text: str, manuscript: Files) -> None:
    assert load_manuscript(manuscript(text)).chapters[0].text == text


def test_a_single_file_says_of_itself_what_book_yaml_says(tmp_path: Path) -> None:
    path = tmp_path / "เรื่องสั้น.md"
    path.write_text(
        "---\ntitle: เรื่องสั้น\nauthor: สมหญิง\nsource: นิตยสาร\nslug: short\n"
        "cover: {credit: ช่างภาพ}\npage: {size: A4}\ntypography: {digits: thai}\n---\n\n"
        "# บท\n\nความ\n",
        "utf-8",
    )
    manuscript = load_manuscript(path)
    assert (manuscript.metadata.title, manuscript.metadata.slug) == ("เรื่องสั้น", "short")
    assert [c.name for c in manuscript.metadata.creators] == ["สมหญิง"]
    assert manuscript.page.width_mm == 210
    assert manuscript.typography.digits == "thai"
    made = build(path, tmp_path / "dist")
    assert [file.name for file in made.files] == ["short.epub", "short.pdf"]
    assert made.warnings == ()


def test_the_outline_nests_whatever_its_levels() -> None:
    levels = [1, 2, 3, 2, 1]
    entries = [Entry(d, "s", Heading(1, f"h{i}", str(i)), "") for i, d in enumerate(levels)]
    tree = outline_list(entries, lambda e: f"#{e.heading.id}")
    assert [len(list(li.iterancestors("ol"))) for li in tree.iter("li")] == levels
    assert [li.findtext("a") for li in tree.iter("li")] == list("01234")


def test_both_files_have_the_whole_book_and_its_contents(files: Files) -> None:
    folder = files(WHOLE)
    epub, printed = build(folder, folder / "dist").files
    assert faults_of_epub(epub.read_bytes()) == []
    with zipfile.ZipFile(epub) as archive:
        nav = etree.fromstring(archive.read("EPUB/nav.xhtml"))
        names = archive.namelist()
    toc = next(nav.iter(f"{X}nav"))
    depths = {
        "".join(map(str, a.itertext())): len(list(a.iterancestors(f"{X}ol")))
        for a in toc.iter(f"{X}a")
    }
    assert depths["ภาค ๑ ต้น"] == 1
    assert depths["บทที่ ๑ บทแรก"] == 2
    assert depths["หัวข้อ"] == 3
    assert "EPUB/text/halftitle.xhtml" not in names
    with pypdfium2.PdfDocument(printed) as document:
        texts = [sheet.get_textpage().get_text_range() for sheet in document]
        labels = {document.get_page_label(i): text for i, text in enumerate(texts)}
        outline = [(item.level, item.get_title()) for item in document.get_toc()]
    contents = next(text for text in texts if text.startswith("สารบัญ"))
    for title in ("คำนำ", "บทที่ ๑ บทแรก", "หัวข้อ", "อภิธานศัพท์"):
        folio = re.search(rf"{title}[ .]*([๐-๙]+)", contents)
        assert folio, title
        assert title.split()[-1] in labels[str(int(folio[1]))]
    assert (0, "คำนำ") in outline
    assert "เล่มรวม" in labels["1"]  # the half title
    assert "เล่มรวม" in labels["3"]  # the title page
    assert "ผู้รวม" in labels["4"]  # the credits, on its back
    assert "แด่แม่" in labels["5"]


def test_the_credits_are_what_a_thai_book_prints(manuscript: Files) -> None:
    yaml = (
        "creators: [ก, {name: ข, role: trl}, {name: ค, role: trl}, {name: ง, role: edt}]\n"
        "date: 2026-10-01\nidentifier: urn:isbn:978-616-00-0000-5\npublisher: สำนักพิมพ์\n"
        "typography: {digits: thai}\n"
    )
    book = prepare(manuscript(yaml=yaml))[1]
    bodies = {section.kind: section.body for section in book.sections}
    assert "<dd>๑ ตุลาคม ๒๕๖๙</dd>" in bodies["colophon"]
    assert "<dt>ISBN</dt>\n<dd>978-616-00-0000-5</dd>" in bodies["colophon"]
    lines = re.findall(r'<p class="maker">(.*?)</p>', bodies["titlepage"])
    assert lines == ["แปลโดย ข · ค", "บรรณาธิการ ง"]
    cover = cover_html(book, on_paper=True)
    shown = [line for line in (*lines, "สำนักพิมพ์") if f">{line}</p>" in cover]
    assert shown == ["แปลโดย ข · ค", "สำนักพิมพ์"]  # an editor stands there only where asked for
    plain = prepare(manuscript())[1]
    assert "urn:" not in "".join(section.body for section in plain.sections)


@pytest.mark.parametrize(
    ("date", "digits", "shown"),
    [
        ("2026-10-01", "arabic", "1 ตุลาคม 2569"),
        ("2026-10", "thai", "ตุลาคม ๒๕๖๙"),
        ("2026", "arabic", "พ.ศ. 2569"),
        ("เมื่อวาน", "arabic", "เมื่อวาน"),
    ],
)
def test_dates_are_of_the_buddhist_era(date: str, digits: str, shown: str) -> None:
    assert dated(date, LABELS["th"]["months"], digits) == shown
    assert dated(date, LABELS["en"]["months"], digits) == date
