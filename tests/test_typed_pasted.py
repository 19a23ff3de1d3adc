"""What authors paste and type in other shapes: tables with TABs, chords, waves, messages, laws."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from thaibook.grammar import Kind, arranged, scan, understood
from thaibook.lint import lint
from thaibook.load import load_manuscript
from thaibook.markup.converter import to_html

Write = Callable[..., Path]


def _body(text: str) -> str:
    return to_html(arranged(understood(text)[0]))


@pytest.mark.parametrize(
    ("typed", "rows"),
    [
        ("ข้อ\tก\tข\n1\tX\t\n2\t\tX", [["ข้อ", "ก", "ข"], ["1", "X", ""], ["2", "", "X"]]),
        ("ลำดับ\tชื่อ\tราคา\n1.\t**สมุด**\t5", [["ลำดับ", "ชื่อ", "ราคา"], ["1.", "สมุด", "5"]]),
        ("\tก\tข\nแถว\t1\t2", [["", "ก", "ข"], ["แถว", "1", "2"]]),
        ("1\t2\t3\n4\t5\t6", [["1", "2", "3"], ["4", "5", "6"]]),
    ],
)
def test_rows_that_tabs_part_are_a_table(typed: str, rows: list[list[str]]) -> None:
    table = _body(f"ก่อน\n\n{typed}\n\nหลัง")
    made = [
        re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row) for row in re.findall(r"<tr>.*?</tr>", table)
    ]
    assert [[re.sub("<[^>]+>", "", cell) for cell in row] for row in made] == rows
    assert ("<th" in table.replace("<thead", "")) == (not rows[0][-1].isdigit())
    assert understood(typed)[0].count("\n") == typed.count("\n")


@pytest.mark.parametrize(
    "typed",
    [
        "8:05\tนก\tอรุณสวัสดิ์\n8:07\tเต้\tหวัดดี",  # LINE
        "```\na\tb\tc\nd\te\tf\n```",
        "ก\tข\tค\nง\tจ",
        "ก\tข\nค\tง",
    ],
)
def test_what_else_has_tabs_is_no_table(typed: str) -> None:
    assert "<table" not in _body(typed)


@pytest.mark.parametrize(
    ("typed", "scenes", "code"),
    [
        ("จบ\n\n~~~\n\nเช้าวันรุ่งขึ้น", 1, 0),
        ("~~~\n\nเช้า\n\n~~~~~\n\nเย็น\n\n~~~", 3, 0),
        ("~~~\n\nเช้า\n\n~~~\nprint('ก')\n~~~", 1, 1),
        ("~~~\nโค้ด ไทย\n~~~", 0, 1),
        ("~~~\n\nx = 1;\nก = 2;\n\n~~~", 0, 1),
        ("```\n~~~\n\nก\n\n~~~\n```", 0, 1),
    ],
)
def test_waves_between_scenes_are_no_fences(typed: str, scenes: int, code: int) -> None:
    body = _body(typed)
    assert (body.count("<hr"), body.count("<pre")) == (scenes, code)


def test_chords_stand_above_their_words() -> None:
    body = _body("    C          Am\nลมพัดเบาเบา\n    F      G7/B\nคิดถึงเธอ\n\nA\nคำตอบ")
    assert [line.split() for line in re.split(r"<br />\n", body.split("</p>")[0][3:])] == [
        ["C", "Am"], ["ลมพัดเบาเบา"], ["F", "G7/B"], ["คิดถึงเธอ"],
    ]  # fmt: skip
    assert "<pre" not in body


LAW = "(๑) จัดให้มี\n(ก) ป้าย\n(ข) ใบเสร็จ ซึ่งระบุ\n1) วันที่\n2) จำนวน\n(ค) ที่อยู่\n(๒) ไม่เอาเปรียบ"


def test_numbers_with_brackets_are_items_of_the_law_above() -> None:
    assert _body(LAW).count("<br") == LAW.count("\n")
    assert "<ol" not in _body(LAW)
    assert "<ol" in _body("ตาม (๑) และ\n1) วันที่\n2) จำนวน")


def test_what_is_indented_below_an_indented_item_stands_in_it() -> None:
    text = "งาน\n   ขั้นที่ 1 นำ\n   ขั้นที่ 2 สอน\n      - อธิบาย\n      - ยกตัวอย่าง\n   ขั้นที่ 3 สรุป"
    assert [line.is_below for line in scan(text)] == [False] * 3 + [True, True, False]
    assert _body(text).count("<li>") == 2


def test_the_body_of_a_letter_below_enclosures_is_no_code() -> None:
    letter = "สิ่งที่ส่งมาด้วย  ๑. กำหนดการ\n                 ๒. แบบตอบรับ\n\n\tด้วยโรงเรียนจะจัดอบรมครู\n"
    letter += (
        "\n                ขอแสดงความนับถือ\n\n                (นายสมชาย ใจดี)\n           ผู้อำนวยการ"
    )
    assert Kind.CODE not in {line.kind for line in scan(letter)}


KEPT = (
    "[20:30, 3/5/2567] แดง: อยู่ไหน\n[20:31, 3/5/2567] ดำ: บ้าน\nกินข้าวอยู่\n[20:32, 3/5/2567] แดง: ค่ะ",
    "3/5/67, 20:30 - แดง: อยู่ไหน\n3/5/67, 20:31 - ดำ: บ้าน",
    "แม่: ลูกจะไปจริงหรือ\nลูก: ครับ\n\tเสียงฝนดังขึ้น",
    "รัก\n    คิดถึง\n        ห่วงใย",
    "รักเธอเสมอมาไม่เคยลืม\nป.ล. อย่าลืมรดน้ำต้นไม้\nปล. ให้ข้าวแมวด้วย",
)


@pytest.mark.parametrize("typed", KEPT)
def test_lines_that_are_surely_lines_are_kept(typed: str) -> None:
    assert _body(typed).count("<br") == typed.count("\n")


def test_the_further_lines_of_an_entry_hang_still() -> None:
    entry = "ชูใจ เลิศล้ำ. (2564). *ตำราต้มหมึกพิมพ์*.\n    เลย: ร้านสมุดริมโขง."
    assert "<br" not in _body(entry)


CLEAN = (
    "มาตรา ๑  พระราชบัญญัตินี้เรียกว่า\nมาตรา ๒  ให้ใช้บังคับ",
    "เรื่อง  ขอความอนุเคราะห์\nเรียน  ผู้อำนวยการ",
    "..... ๑. แมว          ก. เห่า\n..... ๒. หมา          ข. ร้องเหมียว",
    "คำว่า เ*ี้ย และ ไอ้ส**์ กับ แ*่ง",
    "( / ) ใช่\n( ) ไม่ใช่",
)


@pytest.mark.parametrize("typed", CLEAN)
def test_what_thai_typists_mean_is_not_asked_away(typed: str, manuscript: Write) -> None:
    found = lint(load_manuscript(manuscript(f"# ก\n\n{typed}\n"))).problems
    assert [each.code for each in found if each.code[:2] in ("L1", "L2")] == []


EXPORTED = {
    # Google Docs names its headings after all that they say.
    "[1\\. ก](#1.-ก-\\(ข\\))\n\n# 1\\. ก {#1.-ก-(ข)}": '<h1 id="1--ก--ข-">1. ก</h1>',
    "{: start=5}\n1. ห้า\n2. หก": '<ol start="5">',
    "1. เจ็ด\n2. แปด\n{:start='7' .x}": '<ol start="7">',
    "¯\\_(ツ)_/¯": "¯\\_(ツ)_/¯",
    "@_@ กับ (;_;) ¯\\_(ツ)_/¯": "@_@ กับ (;_;) ¯\\_(ツ)_/¯",
    "ถ้า x<y และ y>z แล้ว": "ถ้า x&lt;y และ y&gt;z แล้ว",
}


@pytest.mark.parametrize("typed", EXPORTED)
def test_what_is_exported_is_read(typed: str) -> None:
    assert EXPORTED[typed] in _body(typed)
    assert "{" not in _body(typed)


@pytest.mark.parametrize(
    ("typed", "sign"),
    [
        ('::: {.content-visible when-format="html"}\nก\n:::', 'when-format="html"'),
        ('▶ หัวพับ {toggle="true"}', '{toggle="true"}'),
        ('คำ {color="red"}', '{color="red"}'),
    ],
)
def test_what_only_its_program_shows_is_told_and_left_out(typed: str, sign: str) -> None:
    text, told = understood(typed)
    assert sign not in text
    assert [each.sign for each in told] == [sign]


def test_stars_with_a_space_inside_are_told(manuscript: Write) -> None:
    text = "# ก\n\n*เอียง *ติด และ **หนา**\n\nดู *ก และ *ข* กับ 2 * 3\n\n~~ขีด ~~ และ ~~ดี~~\n"
    found = lint(load_manuscript(manuscript(text))).problems
    signs = sorted((each.line, dict(each.words)["sign"]) for each in found)
    assert signs == [(3, "*"), (7, "~~")]
