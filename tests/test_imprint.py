"""The imprint page: what Thai publishers print, what the law and the National Library ask."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from thaibook.build import build, prepare
from thaibook.compose.cataloguing import drafted_record
from thaibook.load import load_manuscript
from thaibook.messages import BookError
from thaibook.text import hyphenated_isbn

Files = Callable[..., Path]
PUBLISHED = """
subtitle: จดหมายจากแม่สอด
creators: [นิด พรหมมา, {name: Ada King, role: trl}, {name: แก้ว ใจงาม, role: edt}]
publisher: สำนักพิมพ์ดอยหลวง
date: 2027-03
subjects: [จดหมาย, แม่สอด (ตาก)]
isbn: {print: 9786162345678, ebook: 978-616-00-0000-5}
price: 1250
printings:
  - {number: 1, date: 2027-03, copies: 3000}
  - {date: 2027-11-02, copies: 800}
series: {name: คนชายแดน, number: 2}
imprint:
  printer: {name: โรงพิมพ์เหนือฟ้า, address: [1 ถนนช้างเผือก, อ.เมือง จ.เชียงใหม่ 50300], phone: 053 000 000}
  publisher: |
    สำนักพิมพ์ดอยหลวง
    7/1 ถนนห้วยแก้ว จ.เชียงใหม่ 50200
  distributor: บริษัท สายเหนือ จำกัด
  team: [{ออกแบบปก: วาด สวยดี}, {พิสูจน์อักษร: [ก ข, ค ง]}]
paper: {caliper: 0.1mm}
"""
RECORD = """cip: |
  นิด พรหมมา.
     จดหมายจากแม่สอด. -- เชียงใหม่ : ดอยหลวง, 2570.
     192 หน้า.
     1. จดหมาย. I. ชื่อเรื่อง.
  895.9169
"""


def lines_of(folder: Path) -> list[str]:
    """The lines of the imprint page, without tags."""
    book = prepare(folder)[1]
    body = next(s.body for s in book.sections if s.kind == "copyright-page")
    texts = (re.sub(r"<[^>]+>", "", line) for line in re.split(r"</p>|<br\s*/>", body))
    return [" ".join(text.split()) for text in texts if text.strip()]


def test_the_page_says_what_a_publisher_s_says_in_its_order(manuscript: Files) -> None:
    folder = manuscript(yaml=PUBLISHED + RECORD)
    lines = lines_of(folder)
    assert lines == [
        "เล่มทดสอบ", "จดหมายจากแม่สอด", "ชุด คนชายแดน ลำดับที่ 2",
        "ผู้เขียน นิด พรหมมา", "ผู้แปล Ada King", "บรรณาธิการ แก้ว ใจงาม",
        "ISBN (หนังสือเล่ม) 978-616-234-567-8", "ISBN (อีบุ๊ก) 978-616-00-0000-5",
        "พิมพ์ครั้งที่ 1 มีนาคม 2570 จำนวน 3,000 เล่ม",
        "พิมพ์ครั้งที่ 2 2 พฤศจิกายน 2570 จำนวน 800 เล่ม",
        "ราคา 1,250 บาท",
        "© พ.ศ. 2570 นิด พรหมมา", "สงวนลิขสิทธิ์ตามพระราชบัญญัติลิขสิทธิ์ พ.ศ. 2537",
        "ข้อมูลทางบรรณานุกรมของหอสมุดแห่งชาติ",
        "National Library of Thailand Cataloging in Publication Data",
        "นิด พรหมมา.", "จดหมายจากแม่สอด. -- เชียงใหม่ : ดอยหลวง, 2570.", "192 หน้า.",
        "1. จดหมาย. I. ชื่อเรื่อง.", "895.9169",
        "ออกแบบปก วาด สวยดี", "พิสูจน์อักษร ก ข", "ค ง",
        "จัดพิมพ์โดย สำนักพิมพ์ดอยหลวง", "7/1 ถนนห้วยแก้ว จ.เชียงใหม่ 50200",
        "พิมพ์ที่ โรงพิมพ์เหนือฟ้า", "1 ถนนช้างเผือก", "อ.เมือง จ.เชียงใหม่ 50300", "โทร. 053 000 000",
        "จัดจำหน่ายโดย บริษัท สายเหนือ จำกัด",
    ]  # fmt: skip


def test_it_stands_behind_the_title_page_in_both_files_and_in_no_contents(
    manuscript: Files, tmp_path: Path
) -> None:
    folder = manuscript(yaml=PUBLISHED + RECORD)  # an article, too
    made = build(folder, tmp_path / "made", pdf=False, strict=True).files[0]
    with zipfile.ZipFile(made) as archive:
        package = archive.read("EPUB/content.opf").decode()
        contents = archive.read("EPUB/nav.xhtml").decode()
        page = archive.read("EPUB/text/credits.xhtml").decode()
    assert re.findall(r'itemref idref="(\w[\w-]*)"', package)[:3] == [
        "cover",
        "titlepage",
        "credits",
    ]
    assert "credits.xhtml" not in contents.partition("landmarks")[0]
    assert 'epub:type="copyright-page"' in page
    assert 'class="cip"' in page
    assert '<meta property="belongs-to-collection" id="series">คนชายแดน</meta>' in package


def test_thai_digits_and_lines_of_other_words(manuscript: Files) -> None:
    yaml = (
        "price: ๓๕๐ บาท\nprintings: 2027\nrights: CC BY 4.0\npublisher: Silkworm\n"
        "typography: {digits: thai}\ncip: none\nimprint: {copyright: ทายาทของผู้เขียน}\n"
    )
    assert lines_of(manuscript(yaml=yaml)) == [
        "เล่มทดสอบ", "พิมพ์ครั้งที่ ๑ พ.ศ. ๒๕๗๐", "ราคา ๓๕๐ บาท",
        "© พ.ศ. ๒๕๗๐ ทายาทของผู้เขียน", "CC BY 4.0", "จัดพิมพ์โดย Silkworm",
    ]  # fmt: skip


def test_a_record_is_drafted_in_the_library_s_order_and_says_that_it_is_a_draft(
    manuscript: Files,
) -> None:
    folder = manuscript(yaml=PUBLISHED)
    assert list(drafted_record(load_manuscript(folder))) == [
        "นิด พรหมมา.",
        "   เล่มทดสอบ : จดหมายจากแม่สอด. -- พิมพ์ครั้งที่ 2. -- เชียงใหม่ : ดอยหลวง, 2570.",
        "   … หน้า. -- (คนชายแดน ; 2).",
        "   1. จดหมาย. 2. แม่สอด (ตาก). I. King, Ada, ผู้แปล. II. แก้ว ใจงาม, บรรณาธิการ. III. ชื่อเรื่อง.",
        "ISBN 978-616-234-567-8",
        "ISBN (e-book) 978-616-00-0000-5",
    ]
    _, book, _, warnings = prepare(folder)
    page = next(s.body for s in book.sections if s.kind == "copyright-page")
    assert "ฉบับร่าง" in page
    assert [(each.code, each.line) for each in warnings] == [("cip-draft", 16)]


def test_what_the_law_asks_and_the_page_lacks_is_told(manuscript: Files) -> None:
    warnings = prepare(manuscript(yaml="printings: 2027\ncip: none\npublisher: ก\n"))[3]
    told = {each.code: dict(each.words)["keys"] for each in warnings}
    assert told == {"imprint-law": "imprint.publisher, imprint.printer, isbn"}


@pytest.mark.parametrize("name", ["copyright.md", "หน้าลิขสิทธิ์.md"])
@pytest.mark.parametrize("listed", [True, False])
def test_a_page_of_the_author_s_own_stands_in_its_place(
    name: str, listed: bool, manuscript: Files, tmp_path: Path
) -> None:
    own = "# หนังสือของเรา\n\nพิมพ์ครั้งแรก 2570\nจำนวน 500 เล่ม\nISBN 000\n".encode()
    front = f"front: [{name}]\n" if listed else ""
    folder = manuscript(yaml=f"{front}{PUBLISHED}", **{name: own})
    built = build(folder, tmp_path / "made", strict=True).files
    with zipfile.ZipFile(built[0]) as archive:
        contents = archive.read("EPUB/nav.xhtml").decode()
        page = archive.read("EPUB/text/copyright-page.xhtml").decode()
        assert "EPUB/text/credits.xhtml" not in archive.namelist()
    told = re.sub(r"[\u200b\u2060]|</?span[^>]*>", "", page)
    assert "<p>พิมพ์ครั้งแรก 2570<br/>จำนวน 500 เล่ม<br/>ISBN 000</p>" in told.replace("\n", "")
    assert "หนังสือของเรา" in told
    assert "หนังสือของเรา" not in contents
    assert "copyright-page.xhtml" not in contents.partition("landmarks")[0]
    assert [s.name for s in prepare(folder)[1].sections][:2] == ["titlepage", "copyright-page"]


def test_labels_and_values_have_one_size_and_no_label_is_said_twice(manuscript: Files) -> None:
    folder = manuscript(yaml="publisher: สำนักพิมพ์ริมน้ำ\n")
    book, design = prepare(folder)[1:3]
    body = book.sections[-1].body
    assert "<dt>จัดพิมพ์โดย</dt>\n<dd>สำนักพิมพ์ริมน้ำ</dd>" in body
    rules = re.findall(r"\.credits dt \{[^}]*\}", dict(design.print_css)["print.css"])
    assert rules
    assert not any("font-size" in rule for rule in rules)


@pytest.mark.parametrize(
    ("number", "hyphenated"),
    [
        ("9786162345678", "978-616-234-567-8"),
        ("9789740201854", "978-974-02-0185-4"),
        ("978 616 382 000 6", "978-616-382-000-6"),
        ("0306406152", "0-306-40615-2"),
        ("978-616-2345-67-8", "978-616-2345-67-8"),  # as it was issued
    ],
)
def test_hyphens_are_those_of_the_registered_ranges(number: str, hyphenated: str) -> None:
    assert hyphenated_isbn(number) == hyphenated


@pytest.mark.parametrize(
    ("yaml", "line"),
    [
        ("price: ฟรี", 3),
        ("printings: [{date: 2570-03}]", 3),
        ("printings: [{number: แรก}]", 3),
        ("logo: images/none.svg", 3),
        ("imprint: {printer: {address: ก}}", 3),
        ("imprint: {ผู้พิมพ์: ก}", 3),
        ("paper: {caliper: บาง}", 3),
        ("paper: {binding: tape}", 3),
        ('cover: {colour: "#12"}', 3),
        ("cover:\n  colour: #17324d", 4),
        ("cover: {design: baroque}", 3),
    ],
)
def test_what_cannot_be_is_told_at_its_line(yaml: str, line: int, manuscript: Files) -> None:
    with pytest.raises(BookError) as told:
        prepare(manuscript(yaml=f"{yaml}\n"))
    assert [each.line for each in told.value.problems if each.is_error] == [line]
