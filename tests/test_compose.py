"""Composing: Markdown becomes clean XHTML with stable ids."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import places
from lxml import etree

from thaibook.compose.joining import compose
from thaibook.load.manuscript import load_manuscript
from thaibook.model import Book, Heading

Write = Callable[..., Path]


def _book(folder: Path) -> Book:
    return compose(load_manuscript(folder))[0]


def _chapter(folder: Path) -> str:
    return next(s.body for s in _book(folder).sections if s.kind == "chapter")


def test_the_book_is_title_page_contents_chapters_credits(manuscript: Write) -> None:
    names = [section.name for section in _book(manuscript()).sections]
    assert names == ["titlepage", "contents", "chapter-1", "credits"]


def test_the_contents_list_chapters_and_what_is_below_them(manuscript: Write) -> None:
    contents = _book(manuscript("# ก & ข\n\n## ค\n\n### ง\n")).sections[1].body
    assert re.findall(r'<a href="([^"]+)">([^<]+)', contents) == [
        ("#chapter-1-title", "ก &amp; ข"),
        ("#chapter-1-2", "ค"),
        ("#credits-title", "ที่มาและเครดิต"),
    ]


def test_headings_have_stable_ascii_ids(manuscript: Write) -> None:
    book = _book(manuscript("# ก\n\n## ข\n\n### ค\n\n## ข\n"))
    assert book.sections[2].headings == (
        Heading(1, "chapter-1-title", "ก"),
        Heading(2, "chapter-1-2", "ข"),
        Heading(3, "chapter-1-3", "ค"),
        Heading(2, "chapter-1-4", "ข"),
    )


def test_a_chapter_without_title_takes_the_name_of_its_file(manuscript: Write) -> None:
    book, warnings = compose(load_manuscript(manuscript("ข้อความ\n")))
    assert book.sections[2].title == "a"
    assert places(warnings) == [("no-title", 1)]


@pytest.mark.parametrize(
    ("markdown", "wanted"),
    [
        ("คำ**หนา**คำ", "<p>คำ<strong>หนา</strong>คำ</p>"),
        ("ก<br>ข", "<p>ก<br/>ข</p>"),
        ("ก <b>ข", "<p>ก <b>ข</b></p>"),
        ("ก & ข &lt; ค", "<p>ก &amp; ข &lt; ค</p>"),
        ("<https://a.th/?b=1&c=2>", '<a href="https://a.th/?b=1&amp;c=2" class="url">https://a.th/?b=1&amp;c=2<'),
        ("[ก](javascript:alert(1))", "<p><a>ก</a></p>"),
        ("<p onclick='x()'>ก</p>", "<p>ก</p>"),
        ("<span></span>ก", "<p><span></span>ก</p>"),
    ],
)  # fmt: skip
def test_text_becomes_clean_xhtml(manuscript: Write, markdown: str, wanted: str) -> None:
    body = _chapter(manuscript(f"# หัว\n\n{markdown}\n"))
    assert wanted in body
    etree.fromstring(f"<div>{body}</div>")  # well-formed


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<iframe src='file:///etc/passwd'></iframe>",
        "<style>@import 'http://a'</style>",
        "<object data='x'></object>",
        "<svg onload='x()'></svg>",
        "<a href='data:text/html,x'>ก</a>",
        "<p style='background:url(http://a)'>ก</p>",
    ],
)
def test_nothing_that_runs_or_loads_passes(manuscript: Write, hostile: str) -> None:
    body = _chapter(manuscript(f"# หัว\n\n{hostile}\n\nต่อ\n"))
    for word in ("script", "iframe", "file:", "@import", "object", "onload", "data:", "style="):
        assert word not in body
    assert "ต่อ" in body


def test_a_remote_picture_becomes_a_link(manuscript: Write) -> None:
    body = _chapter(manuscript("# หัว\n\nก ![ภาพ](https://a.th/b.png) ข\n"))
    assert 'ก <a href="https://a.th/b.png">ภาพ</a> ข' in body


def test_credits_tell_what_is_known_and_nothing_else(manuscript: Write) -> None:
    link = "https://a.th/?a=1&b=2"
    yaml = f'source: ผู้ออก\ncover: {{image_link: "{link}", credit: ช่างภาพ}}\n'
    body = _book(manuscript(yaml=yaml)).sections[-1].body
    assert "<dt>ที่มา</dt>\n<dd>ผู้ออก</dd>" in body
    assert "<dt>เครดิตภาพปก</dt>\n<dd>ช่างภาพ</dd>" in body
    assert '<a class="url" href="https://a.th/?a=1&amp;b=2">' in body
    assert "ลิขสิทธิ์" not in body
