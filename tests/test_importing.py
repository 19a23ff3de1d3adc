"""Files of other programs become manuscripts: everything is kept, or named with its place."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import PIL.Image
import pytest
from conftest import DATA
from conftest import run as run_program
from import_samples import docx, paragraph, run, zipped
from lxml import etree

from thaibook.build import build
from thaibook.importing import import_book
from thaibook.importing.reading_back import reads_as
from thaibook.importing.source_document import Text
from thaibook.messages import BookError, Problem

IMPORTS = DATA / "imports"
FILES = sorted(
    p.name for p in IMPORTS.iterdir() if p.name != "README.md" and p.suffix not in (".gif", ".png")
)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
READ = re.compile(r"(document|footnotes|endnotes|comments|content|header\d*)\.xml$|\.xhtml$")
LETTERS = re.compile(r"[^\W_]|[\u0e30-\u0e4e]")


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every file of tests/data/imports as a manuscript."""
    base = tmp_path_factory.mktemp("imported")
    for name in FILES:
        import_book(base / name, [IMPORTS / name], "book", "en")
    return {name: base / name for name in FILES}


def of(tmp_path: Path, data: bytes, name: str = "a.docx") -> tuple[str, list[Problem]]:
    """The Markdown of a file's bytes, all chapters one after the other, and what was told."""
    source = tmp_path / name
    source.write_bytes(data)
    told = import_book(tmp_path / "book", [source], "book", "en")
    texts = (p.read_text("utf-8") for p in sorted((tmp_path / "book").glob("*.md")))
    return "\n".join(texts), list(told)


def bare(text: str) -> str:
    """The letters alone, marks of vowels and tones among them."""
    return "".join(LETTERS.findall(text))


# --- every letter of the source is in the manuscript, or in the report


def _texts(path: Path) -> Iterator[str]:
    """The pieces of text in a source, found without the readers that are tested: those of the
    XML's text nodes that people read, or of the words of an RTF file and a page."""
    if path.suffix in (".docx", ".odt", ".epub"):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if READ.search(name) and "nav" not in name:
                    yield from _of_xml(archive.read(name))
    elif path.suffix == ".fodt":
        yield from _of_xml(path.read_bytes())
    elif path.suffix == ".html":
        data = path.read_bytes()
        text = data.decode("cp874" if b"windows-874" in data else "utf-8")
        text = re.sub(r"(?is)<(style|script|head)\b.*?</\1>", "", text)
        yield from map(html.unescape, re.split(r"<[^>]*>", text))


@cache
def _unread() -> re.Pattern[str]:
    """Elements whose text nobody reads: looks, instructions, dates, names of programs."""
    return re.compile(
        r"(style|instrText|binary-data|date|creator|initials|generator|annotation-xml|annotation|"
        r"head|script|title|meta|posOffset|align|sizeRel\w*|pct\w+|note-citation|Fallback)$"
    )


def _of_xml(data: bytes) -> Iterator[str]:
    root = etree.fromstring(data)
    for element in root.iter(etree.Element):
        tag = etree.QName(element).localname
        inside = [tag, *(etree.QName(e).localname for e in element.iterancestors())]
        if not any(_unread().match(each) for each in inside) and element.text:
            yield element.text
        if not any(_unread().match(each) for each in inside[1:]) and element.tail:
            yield element.tail


@pytest.mark.parametrize("name", FILES)
def test_every_letter_arrives_or_is_named(name: str, imported: dict[str, Path]) -> None:
    folder = imported[name]
    written = (p.read_text("utf-8") for p in (*sorted(folder.glob("*.md")), folder / "book.yaml"))
    said = (folder / "import-report.txt").read_text("utf-8")
    arrived = bare(html.unescape("".join((*written, said))))
    lost = [text for text in _texts(IMPORTS / name) if bare(text) and bare(text) not in arrived]
    assert lost == []


@pytest.mark.parametrize("name", [n for n in FILES if "word" in n or n.endswith(".rtf")])
def test_what_was_made_builds_without_an_error(
    name: str, imported: dict[str, Path], tmp_path: Path
) -> None:
    build(imported[name], tmp_path, pdf=False)


# --- what Word says in ways of its own


def test_thai_bold_and_italic_are_those_of_complex_scripts(tmp_path: Path) -> None:
    text, _ = of(
        tmp_path,
        docx(
            paragraph(run("ปกติ", "<w:b/><w:bCs w:val='0'/>"), run("หนา word", "<w:bCs/>"))
            + paragraph(run("ธรรมดา "), run("เอน", "<w:iCs/>"))
        ),
    )
    assert "ปกติ**หนา** word" in text
    assert "ธรรมดา *เอน*" in text


def test_a_word_in_several_runs_is_one_word(tmp_path: Path) -> None:
    bold = "<w:b/><w:bCs/>"
    text, _ = of(tmp_path, docx(paragraph(run("สวั", bold), run("สดี", bold), run("ครับ"))))
    assert "**สวัสดี**ครับ" in text


@pytest.mark.parametrize(
    "typed",
    ["# ก", "1. ก", "- ก", "*ก*", "** ก", "_ก_", "[ก](ข)", "> ก", "`ก`", "a | b", "--- ก",
     "$x$ $y$", "<b>ก</b>", "&amp;", "{{ ก }}", "::: note", "ภาพ: ก", ": ก", "~~ก~~", "==ก==",
     "[^1]", "\\", "x^2^", "%% ก %%", "[[ก]]", "import x from 'y'", "![ก](ข.png)", "๑. ก", "ก. ก"],
)  # fmt: skip
def test_what_looks_like_markdown_arrives_as_typed(typed: str, tmp_path: Path) -> None:
    text, _ = of(tmp_path, docx(paragraph(run(html.escape(typed))) + paragraph(run("ต่อ"))))
    body = text.split("---\n\n", 1)[1].split("\n\nต่อ")[0]
    assert reads_as(body, [Text(typed)]), body


# --- what the report says


def test_each_change_is_named_with_its_place(imported: dict[str, Path], tmp_path: Path) -> None:
    told = import_book(tmp_path / "book", [IMPORTS / "word-novel.docx"], "book", "en")
    found = {(each.code, each.line) for each in told}
    assert ("import-comment", 8) in found
    assert ("import-accepted", 8) in found  # two runs, and the end of a paragraph
    assert ("import-left-out", 7) in found  # a colour, hidden letters
    assert ("import-changed", 36) in found  # cells that stretch
    assert {each.path for each in told} == {"word-novel.docx"}


def test_headings_without_styles_are_found_and_told(tmp_path: Path) -> None:
    large = "<w:b/><w:bCs/><w:szCs w:val='48'/>"
    body = "".join(
        paragraph(run(f"บทที่ {number}", large)) + paragraph("เนื้อความ" * 30) * 3 for number in "๑๒"
    )
    source = tmp_path / "a.docx"
    source.write_bytes(docx(body))
    told = import_book(tmp_path / "book", [source], "book", "en")
    assert [each.code for each in told] == ["import-guessed"] * 2
    assert sorted(p.name for p in (tmp_path / "book").glob("chapter*")) == [
        "chapter-01.md",
        "chapter-02.md",
    ]


def test_files_of_a_folder_are_read_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    folder = tmp_path / "ต้นฉบับ"
    folder.mkdir()
    for number in (10, 9, 1):
        (folder / f"บทที่ {number}.txt").write_text(f"เรื่องที่ {number} ของเล่ม")
    import_book(tmp_path / "book", [folder], "book", "th")
    first, second, third = sorted((tmp_path / "book").glob("*.md"))
    assert "บทที่ 1" in first.read_text("utf-8")
    assert "บทที่ 9" in second.read_text("utf-8")
    assert "บทที่ 10" in third.read_text("utf-8")


def test_a_folder_without_such_files_is_told(tmp_path: Path) -> None:
    (tmp_path / "ว่าง").mkdir()
    with pytest.raises(BookError, match="import-nothing"):
        import_book(tmp_path / "book", [tmp_path / "ว่าง"], "book", "en")


def _once_misread(text: str) -> bytes:
    """UTF-8 that a program took for Windows-1252 and saved again."""
    return "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in text.encode()).encode()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp874", "utf-16", "misread"])
def test_a_text_of_any_encoding_is_the_same_manuscript(encoding: str, tmp_path: Path) -> None:
    words = "บทที่ ๑\r\n\r\nเขาพายเรือไป * ตลาด\r\n\r\n# ไม่ใช่หัวข้อ\r\n"
    data = _once_misread(words) if encoding == "misread" else words.encode(encoding)
    text, _ = of(tmp_path, data, "a.txt")
    assert text == "# บทที่ ๑\n\nเขาพายเรือไป \\* ตลาด\n\n\\# ไม่ใช่หัวข้อ\n"


def test_a_pdf_has_the_tables_lists_links_and_pictures_that_it_shows(
    imported: dict[str, Path],
) -> None:
    """Chromium draws bullets, and marks after the letters that follow them."""
    folder = imported["chromium-page.pdf"]
    text = "\n".join(p.read_text("utf-8") for p in sorted(folder.glob("*.md")))
    assert "คลองเก่าแก่ที่ขุดขึ้นในสมัยกรุงศรีอยุธยา" in text
    assert "เป็นแม่น้ำเจ้าพระยา" in text
    assert "[เว็บไซต์คลอง](https://example.com/khlong)" in text
    assert "| ท่าวัดปากน้ำภาษีเจริญฝั่งธนบุรีตรงข้ามตลาดเก่า | ๐๖.๐๐ น. | ๑๙.๐๐ น. |\n" in text
    assert "| ท่าบางไผ่ |  | ๒๐.๐๐ น. |\n" in text
    assert "| เด็ก | 8 บาท | ต่ำกว่าสิบปี |\n" in text
    assert "แรงกว่าที่คิด\n- ห้ามยืนขณะเรือแล่น\n- ทิ้งขยะในถัง\n\n1. ซื้อตั๋วที่ท่า\n2. รอเรียกชื่อ\n" in text
    assert "](images/page3-1.png){width=51%}\n\nภาพ: เรือในคลอง\n" in text
    assert "\n## ค่าโดยสาร\n" in text  # a heading by its weight alone
    told = (folder / "import-report.txt").read_text("utf-8")
    assert "ประเภท | ราคา | หมายเหตุ" in told


def test_a_pdf_becomes_paragraphs_without_its_heads(imported: dict[str, Path]) -> None:
    folder = imported["libreoffice-novel.pdf"]
    first, second = (p.read_text("utf-8") for p in sorted(folder.glob("*.md")))
    assert first.startswith("# บทที่ ๑ ท่าน้ำ\n")
    assert "หมอกยัง**หนา**จนมอง*ไม่เห็น*ฝั่ง น้ำขึ้นสูงกว่าทุกวัน" in first  # a line ends within
    assert second.startswith("# บทที่ ๒ ตลาดน้ำ\n\n## ของขาย\n")
    assert "เรือจ้าง —" not in first + second
    said = (folder / "import-report.txt").read_text("utf-8")
    assert "the head or the foot of the pages (เรือจ้าง — กมล ใจดี)" in said
    assert "the number of a page (หน้า 2)" in said


def test_a_scan_is_told_what_to_do(tmp_path: Path) -> None:
    scan = tmp_path / "scan.pdf"
    PIL.Image.new("L", (200, 300), 255).save(scan)
    with pytest.raises(BookError, match="import-scan") as refused:
        import_book(tmp_path / "book", [scan], "book", "en")
    assert "ocrmypdf -l tha+eng" in refused.value.problems[0].hint("en")


# --- what is refused


def test_nothing_that_is_there_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "a.md").write_text("ของเดิม")
    (tmp_path / "a.txt").write_text("ข้อความ")
    with pytest.raises(BookError, match="already-there"):
        import_book(tmp_path / "book", [tmp_path / "a.txt"], "book", "en")


def bomb() -> bytes:
    """Small outside, 100 million letters inside; made by the test alone, since it takes a while."""
    return zipped({"word/document.xml": b"<a>" + b" " * 100_000_000 + b"</a>"})


LAUGHS = (
    '<!DOCTYPE a [<!ENTITY a "ฮา">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise("abcdefghi"))
    + "]><a>&i;</a>"
)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "import-old-word"),
        (
            "a.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "import-encrypted",
        ),
        ("a.docx", bomb, "import-too-large"),
        ("a.docx", zipped({"../../evil.xml": "x", "word/document.xml": "<a/>"}), "import-climbs"),
        ("a.docx", zipped({"word/document.xml": LAUGHS}), "import-damaged"),
        ("a.docx", b"PK\x03\x04" + b"\0" * 100, "import-damaged"),
        ("a.xlsx", zipped({"xl/workbook.xml": "<a/>"}), "import-unknown"),
        ("a.png", b"\x89PNG\r\n\x1a\n\0\0", "import-unknown"),
        ("a.txt", b"  \n", "import-no-text"),
        (
            "a.odt",
            zipped({"mimetype": "application/vnd.oasis.opendocument.text",
                    "META-INF/manifest.xml": "<a><encryption-data/></a>"}),
            "import-encrypted",
        ),
        ("a.pdf", b"%PDF-1.4\nrubbish", "import-damaged"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_words(
    name: str, data: bytes | Callable[[], bytes], code: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(data() if callable(data) else data)
    with pytest.raises(BookError) as refused:
        import_book(tmp_path / "book", [tmp_path / name], "book", "en")
    assert [each.code for each in refused.value.problems] == [code]
    assert not (tmp_path / "book").exists()


def test_the_command_prints_the_report_and_writes_it(tmp_path: Path) -> None:
    words = ("new", str(tmp_path / "book"), "--from", str(IMPORTS / "word-novel.docx"))
    ended = run_program(*words)
    assert ended.returncode == 0
    assert "import-comment" in ended.stderr
    assert "ใช้คำอื่นดีไหม" in (tmp_path / "book" / "import-report.txt").read_text("utf-8")


def test_a_text_with_a_paragraph_on_each_line_keeps_them(tmp_path: Path) -> None:
    """Only lines that a program has wrapped are joined."""
    long = "ทั้งสองเดินกลับบ้านด้วยกันตามทางที่เคยเดินมาตั้งแต่เด็ก ผ่านวัด ผ่านโรงเรียน แล้วก็ถึงบ้าน"
    one, two = tmp_path / "one", tmp_path / "two"
    one.mkdir()
    two.mkdir()
    novel, told = of(one, f"ฝนตก\n{long}\nเขายืนรอ\n".encode(), "a.txt")
    assert "ฝนตก\n\nทั้งสอง" in novel
    assert "ถึงบ้าน\n\nเขายืน" in novel
    assert any("of their own" in problem.message() for problem in told)
    wrapped = (
        "ทั้งสองเดินกลับบ้านด้วยกันตามทางที่เคย\nเดินมาตั้งแต่เด็กผ่านวัดแล้วผ่านโรงเรียน\nแล้วก็ถึงบ้านของยายที่ปลายซอย\n"
    )
    joined, _ = of(two, wrapped.encode(), "b.txt")
    assert "ที่เคยเดินมา" in joined.replace("\\\n", "")


def test_an_rtf_keeps_what_word_puts_into_one(tmp_path: Path) -> None:
    """Styles with Thai names, places, boxes, words of pictures, tables in tables, formulas."""
    png = "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154"
    png += "08d763f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
    rows = (
        r"\trowd\cellx2000\cellx6000\pard\intbl A\cell B\cell\row"
        r"\trowd\cellx2000\cellx4000\cellx6000\pard\intbl C\cell D\cell"
        r"\pard\intbl\itap2 E\nestcell F\nestcell"
        r"{\*\nesttableprops\trowd\cellx4500\cellx5500\nestrow}{\nonesttables\par}"
        r"\pard\intbl\itap1 G\cell\row"
    )
    source = (
        r"{\rtf1\ansi{\fonttbl{\f0 Sarabun;}{\f1\fcharset2 Wingdings;}}"
        r"{\colortbl;\red255\green0\blue0;}"
        r"{\stylesheet{\s1\outlinelevel0 heading 1;}{\s6 \u3585?\u3621?\u3629?\u3609?;}}"
        r"{\footer\pard page {\field{\*\fldinst PAGE}{\fldrslt 3}}\par}"
        r"\pard\s1{\*\bkmkstart one}First\par"
        r'\pard {\field{\*\fldinst HYPERLINK \\l "one"}{\fldrslt back}} {\f1 J} {\cf1 red}'
        r" {\fs60 big} {\v hid}{\v den} tail of it\par\pard\s6 verse\line two\par"
        r"\pard\plain {\shp{\*\shpinst{\shptxt\pard boxed\par}}}around\par"
        r"\pard {\shp{\*\shpinst{\sp{\sn shapeType}{\sv 12}}}}star\par"
        r"\pard {\pict{\*\picprop{\sp{\sn wzDescription}{\sv a boat}}}\pngblip\picwgoal4320 "
        + png
        + r"}\par "
        + rows
        + r"\pard\plain {\mmath{\*\moMath{\mr E=m}{\msSup{\me{\mr c}}{\msup{\mr 2}}}}} done\par}"
    )
    text, told = of(tmp_path, source.encode(), "a.rtf")
    assert "# First {#p1}\n\n[back](#p1) ☺ red big  tail of it\n" in text
    assert "::: กลอน\nverse\ntwo\n:::" in text
    assert "around\n\n::: box\nboxed\n:::" in text
    assert "![a boat](images/picture-1.png){width=50%}" in text
    assert "| A | B |  |\n| --- | --- | --- |\n| C | D | E<br>F<br>G |" in text
    assert "$E=m{c}^{2}$ done" in text
    said = " ".join(problem.message() for problem in told)
    for words in ("(page 3)", "(hidden)", "a colour of letters", "larger or smaller",
                  "a drawn shape", "2 × 1: B", "(E / F)"):  # fmt: skip
        assert words in said, words


def test_what_a_file_refers_to_by_entities_is_left_out_by_name(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(docx(paragraph(run("one FAR two"))))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    declared = '<!DOCTYPE w [<!ENTITY far SYSTEM "file:///etc/passwd">]><w:document'
    document = parts["word/document.xml"].decode().replace("FAR", "&far;")
    text, told = of(
        tmp_path,
        zipped({**parts, "word/document.xml": document.replace("<w:document", declared, 1)}),
    )
    assert "one  two" in text
    assert any("(&far;)" in problem.message() for problem in told)


def test_no_paragraph_is_lost_in_what_stands_around_it(tmp_path: Path) -> None:
    """In an element that no reader knows, and behind what only a page of a browser has."""
    formula = "<m:oMathPara><m:oMath><m:r><m:t>y</m:t></m:r></m:oMath></m:oMathPara>"
    text, told = of(tmp_path, docx(f"{formula}<w:altChunk/><w:x>{paragraph('inside')}</w:x>"))
    assert "$$\ny\n$$\n\ninside" in text
    assert any("altChunk" in problem.message() for problem in told)
    page = (
        "<p>some <span style='font-size:30px'>large</span> <span style='color:red'>red</span> "
        "<span style='background:#ff0'>marked</span> <font face=Symbol>a</font> "
        "<span class='math inline'>\\(x^2\\)</span> <input value=typed></p>"
        "<img src='data:image/png;base64,iVBORw0KGgo=' alt='file.png'>"
    )
    (tmp_path / "two").mkdir()
    text, told = of(tmp_path / "two", page.encode(), "a.html")
    assert "some large red ==marked== α $x^2$" in text
    said = " ".join(problem.message() for problem in told)
    for words in ("larger or smaller", "a colour of letters", "(typed)"):
        assert words in said, words
