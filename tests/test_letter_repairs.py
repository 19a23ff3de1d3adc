"""Thai letters that fonts, PDFs and typing broke become what Unicode has, and nothing else does."""

from __future__ import annotations

import pytest

from thaibook.thai.letter_repairs import repaired


@pytest.mark.parametrize(
    ("broken", "right"),
    [
        # sara am in pieces, in every order that PDFs give
        (
            "ท\u0e4d\u0e32 น\u0e49\u0e4d\u0e32 น\u0e4d\u0e49\u0e32 ทำา ท\u0e4d \u0e32",
            "ทำ น้ำ น้ำ ทำ ทำ",
        ),
        ("ก าหนด น้ า น ้า ก ำลัง น้ ำ ท°างาน", "กำหนด น้ำ น้ำ กำลัง น้ำ ทำงาน"),
        ("นำ้", "น้ำ"),
        # marks that stand apart, in the wrong order, twice, or one too many
        ("ถ ึง ที ่ดี อ\u00a0ีก แล ะเขา", "ถึง ที่ดี อีก และเขา"),
        # a final letter apart from a vowel that cannot be without one; a leading vowel apart
        ("ฝั่ งได้ วั น มื ด คื่ อ เป็ นไป จะ เ ป็นคน", "ฝั่งได้ วัน มืด คื่อ เป็นไป จะ เป็นคน"),
        ("ท่ี สิทธ์ิ ที่่ เเม่ เ่กา", "ที่ สิทธิ์ ที่ แม่ เก่า"),
        # codes of old fonts: Windows and Adobe
        ("ป\uf701\uf70aน \uf70fาติ ก\uf712", "ปิ่น ญาติ ก็"),
        ("ป\uf885\uf88c", "ปิ่"),
        # what nobody sees
        ("ก\u200bา\u00adร\ufeff \x07ดี", "การ ดี"),
        # numbers
        ("ปี 2O19 พ.ศ. ๒o๑๙ 25๖5 1,OOO", "ปี 2019 พ.ศ. ๒๐๑๙ 2565 1,000"),
        ("มๅก ฤๅษี", "มาก ฤๅษี"),
    ],
)
def test_what_can_be_read_in_one_way_is_mended(broken: str, right: str) -> None:
    assert repaired(broken) == right


@pytest.mark.parametrize(
    "text",
    ["สระ ิ ี ึ ื และ ไม้เอก ่ กับไม้โท ้", "อากาศ 30° วันนี้ H2O O157 เบอร์ 1O", "น้ำ ก็ ฤๅษี ที่ รื้อ ม.๑/2 มากกกก",
     "น้า ข้า ว่า", "\u00a0ิ"],
)  # fmt: skip
def test_what_is_right_stays(text: str) -> None:
    assert repaired(text) == text


def test_a_mark_apart_before_sara_aa_is_of_sara_am_only_where_circles_are_lost() -> None:
    assert repaired("น ้าของฉัน") == "น้าของฉัน"
    assert repaired("ด าเนินการเรื่องน ้า") == "ดำเนินการเรื่องน้ำ"
