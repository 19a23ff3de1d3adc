"""Of a text that stood on pages, the pages are taken away."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from conftest import ROOT
from faults import joins, on_pages

from thaibook.clean import applied, clean

ARTICLE = (ROOT / "book" / "article.md").read_text("utf-8")
PARAGRAPHS = [line for line in ARTICLE.split("\n") if line.strip() and not line.startswith("#")]


def cleaned(text: str) -> str:
    made = clean(text, (), Path("corrections.yaml"), doubting=False)
    assert applied(text, made.changes) == made.text
    return made.text


@pytest.mark.parametrize(("feeds", "width"), [(False, 0), (True, 0), (False, 60), (True, 60)])
def test_heads_and_numbers_go_and_half_of_the_cuts_are_joined(feeds: bool, width: int) -> None:
    """Over three sizes of page, since one has seven cuts: too few to tell a half. How many are
    joined in longer texts, `python -m faults` says."""
    found = cuts = 0
    for size in (500, 600, 700):
        pages = on_pages(PARAGRAPHS, random.Random(4), size, feeds, width)
        text = cleaned(pages.text)
        lines = text.split("\n")
        assert [line for line in pages.furniture if line in lines] == []
        joined, wrong = joins(PARAGRAPHS, pages.cuts, text)
        assert wrong == 0
        found, cuts = found + joined, cuts + len(pages.cuts)
    assert found >= cuts / 2


@pytest.mark.parametrize(
    ("raw", "clean_text"),
    [
        ("คำแรก \nคำสอง\n", "คำแรก คำสอง\n"),  # the space stays
        ("ประ-\nเทศไทย\n", "ประเทศไทย\n"),
        ("ประ\u00ad\nเทศไทย\n", "ประเทศไทย\n"),
        ("ไทย-จีน และไทย-\nจีน\n", "ไทย-จีน และไทย-จีน\n"),
        ("the infor-\nmation\n", "the information\n"),
        ("ถ\nึง\n", "ถึง\n"),
    ],
)
def test_line_ends_are_joined(raw: str, clean_text: str) -> None:
    assert cleaned(raw) == clean_text


@pytest.mark.parametrize(
    "text",
    [
        "- ข้อแรก\n- ข้อสอง\n",
        "1. ข้อแรก\n2. ข้อสอง\n3. ข้อสาม\n",
        "กลอนบทแรก\nวรรคที่สอง\n",
        "ราคา 10-\n20 บาท\n",
        "1\n\n2\n\n3\n",  # too near for pages
        "# บทที่ ๑\n\nเนื้อหา\n\n# บทที่ ๒\n\nเนื้อหา\n\n# บทที่ ๓\n\nเนื้อหา\n",
        "สรุป\n\nเรื่องแรก\n\nสรุป\n\nเรื่องที่สอง\n\nสรุป\n\nเรื่องที่สาม\n",
    ],
)
def test_what_is_no_page_s_stays(text: str) -> None:
    assert cleaned(text) == text
