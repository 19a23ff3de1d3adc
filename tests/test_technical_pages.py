"""Pages of a technical book: what floats, listings, long tables, contents, index, small finish.

One book is built for all of it; what can be said of a tree is said of the tree.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import lxml.html
import pypdfium2
import pytest
from PIL import Image

from thaibook.build import build, prepare
from thaibook.check.pages.printed_lines import PrintedPage, printed_pages
from thaibook.compose.index_page import _initial
from thaibook.compose.outline_entries import Entry, fitting_depth, outline, outline_list
from thaibook.design import load_design
from thaibook.model import Heading, Section
from thaibook.pdf.code_lines import hang_code
from thaibook.pdf.paper_tables import name_continued, size_tables
from thaibook.text import typographic

Write = Callable[..., Path]
WORDS = "แม่น้ำสายนี้ไหลผ่านเมืองมาตั้งแต่ก่อนมีถนน คนริมน้ำจึงรู้จักกันดี "
LINE = "รวม = หา(ค่าแรก, ค่าที่สอง)  # " + "ความเห็นที่ยาวมาก " * 4
ROWS = "".join(f"| แถวที่ {number} | {number} |\n" for number in range(40))
TEXT = f"""# บทแรก[^1]

{WORDS * 9}

## หัวข้อใหญ่

{WORDS * 22}

![ภาพ](a.png "ท่าน้ำยามเช้า")

{WORDS * 8}หลังภาพ

### หัวข้อรอง

{WORDS}[^1]

#### หัวข้อย่อย

```python
def หา():
    {LINE}
    x = 1
```

ตาราง: ราคาตลาด

| ชื่อ | จำนวน |
|---|---|
{ROWS}
{WORDS}

+++

## หลังขึ้นหน้าใหม่

จบ

[^1]: เชิงอรรถ
"""


def _png(width: int, height: int) -> bytes:
    stream = io.BytesIO()
    Image.new("L", (width, height), 200).save(stream, "PNG")
    return stream.getvalue()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("technical")
    (folder / "a.md").write_text(TEXT, "utf-8")
    before = f"# บทสอง\n\n{WORDS * 8}\n\n{WORDS * 3}ก่อนภาพ\n\n"
    picture = '![ภาพ](b.png "ท่าน้ำยามเย็น")\n\n### หัวข้อถัดไป\n\nจบ\n'
    (folder / "b.md").write_text(before + picture, "utf-8")
    (folder / "b.png").write_bytes(_png(600, 450))
    (folder / "a.png").write_bytes(_png(600, 600))
    (folder / "book.yaml").write_text(
        'title: เรื่องของ "แม่"\nslug: b\nchapters: [a.md, b.md]\n', "utf-8"
    )
    return build(folder, folder / "dist", epub=False).files[0]


@pytest.fixture(scope="module")
def pages(made: Path) -> list[PrintedPage]:
    return printed_pages(made)


def _page_of(pages: list[PrintedPage], words: str) -> PrintedPage:
    flat = ((page, "".join(li.text for li in page.lines).replace(" ", "")) for page in pages)
    return next(page for page, text in flat if words.replace(" ", "") in text)


# --- what floats


def test_a_picture_that_leaves_a_hole_stands_at_the_head_of_the_next_page(
    made: Path, pages: list[PrintedPage]
) -> None:
    page = _page_of(pages, "ท่าน้ำยามเช้า")
    with pypdfium2.PdfDocument(made) as document:
        drawn = document[page.number - 1]
        (picture,) = drawn.get_objects(filter=[3], max_depth=3)
        assert picture.get_bounds()[3] > drawn.get_height() - 62  # at the head
    before = pages[page.number - 2]
    lowest = min(li.height for li in before.lines if len(li.text) > 3)
    assert lowest < 110  # its place is taken by text: the page before is full
    assert _page_of(pages, "หลังภาพ").number >= page.number


def test_a_picture_that_nothing_may_pass_stands_at_the_foot_of_its_page(
    made: Path, pages: list[PrintedPage]
) -> None:
    """A heading follows: the last lines before the picture move to the next page."""
    page, following = _page_of(pages, "ท่าน้ำยามเย็น"), _page_of(pages, "ก่อนภาพ")
    assert (following.number, page.begins_chapter) == (page.number + 1, True)
    with pypdfium2.PdfDocument(made) as document:
        (picture,) = document[page.number - 1].get_objects(filter=[3], max_depth=3)
        assert picture.get_bounds()[1] < 110
        assert not list(document[following.number - 1].get_objects(filter=[3], max_depth=3))
    assert "หัวข้อถัดไป" in [line.text for line in following.lines]


def test_what_stays_where_it_stands_is_the_authors_to_say(manuscript: Write) -> None:
    picture = '![ก](a.png "คำ"){float=here}\n\n![ก](a.png){float=auto width=40%}\n\n'
    table = "ตาราง: คำ {#t float=here}\n\n| ก |\n|---|\n| ข |\n"
    _, book, _, _ = prepare(manuscript(f"# บท\n\n{picture}{table}", **{"a.png": _png(9, 9)}))
    root = lxml.html.fragment_fromstring(book.sections[2].body, create_parent="div")
    assert [set(f.classes) & {"stays", "floats"} for f in root.iter("figure", "table")] == [
        {"stays"}, {"floats"}, {"stays"},
    ]  # fmt: skip
    assert root.find(".//table").get("id") == "chapter-1-t"
    for yaml in ("float: here\n", "typography: {float: here}\n"):
        manuscript_ = manuscript(yaml=yaml)
        assert prepare(manuscript_)[1].typography.floats == "here"


# --- listings


def _listing(code: str) -> list[lxml.html.HtmlElement]:
    root = lxml.html.fragment_fromstring(f"<pre><code>{code}</code></pre>", create_parent="div")
    hang_code(root)
    return list(root.iter("span"))


def test_each_line_of_a_listing_hangs_below_its_own_beginning() -> None:
    lines = _listing("def f():\n    x = 1\n\n\treturn x\n")
    assert [line.text_content() for line in lines] == [
        "def f():",
        "    x = 1",
        "\u00a0",
        "\treturn x",
    ]
    assert [line.get("style") for line in lines] == [
        "--indent: 0", "--indent: 4", None, "--indent: 8",
    ]  # fmt: skip
    assert [sorted(line.classes) for line in lines[::3]] == [
        ["code-line", "first"], ["code-line", "last"],
    ]  # fmt: skip


def test_a_word_of_a_listing_that_goes_over_lines_is_on_each() -> None:
    lines = [
        span
        for span in _listing('a <span class="c">/* one\n<b>two</b> */</span> z')
        if "code-line" in span.classes
    ]
    assert [line.text_content() for line in lines] == ["a /* one", "two */ z"]
    assert [len(line.find_class("c")) for line in lines] == [1, 1]
    assert lines[1].find("span/b").text == "two"
    assert lines[1][-1].tail == " z"


def test_a_line_too_long_goes_on_deeper_than_it_begins(pages: list[PrintedPage]) -> None:
    page = _page_of(pages, "def หา")
    at = next(n for n, li in enumerate(page.lines) if "def" in li.text)
    begun, below = page.lines[at + 1 : at + 3]
    assert below.left > begun.left + 8


# --- tables


def test_a_table_says_where_it_goes_on_and_only_there(pages: list[PrintedPage]) -> None:
    told = [(page.number, li.text) for page in pages for li in page.lines if "(ต่อ)" in li.text]
    first = _page_of(pages, "ราคาตลาด").number
    assert told
    assert [number for number, _ in told] == list(range(first + 1, first + 1 + len(told)))
    assert all(text == "ตารางที่ 1 (ต่อ)" for _, text in told)


def test_a_short_table_never_goes_on() -> None:
    root = lxml.html.fragment_fromstring(
        '<table class="brief"><tr><td>ก</td></tr><tr><td>ข</td></tr></table>'
        "<table><tr><td>ก</td></tr><tr><td>ข</td><td>ค</td></tr></table>",
        create_parent="div",
    )
    name_continued(root, "(ต่อ)")
    brief, other = root.iter("table")
    assert brief.find("thead") is None
    assert other.find("thead/tr/th").get("colspan") == "2"


@pytest.mark.parametrize(
    ("name", "fits"),
    [("fits-20-29", None), ("fits-40-40", "--fits: 0.750"), ("fits-20-33", "--fits: 0.909"),
     ("fits-20-80", "--fits: 0.800"), ("fits-90-90", "--fits: 0.540")],
)  # fmt: skip
def test_a_table_is_as_large_as_its_column_allows(name: str, fits: str | None) -> None:
    root = lxml.html.fragment_fromstring(f'<table class="{name}"></table>', create_parent="div")
    size_tables(root, 30.0)
    assert root[0].get("style") == fits


# --- headings and notes


def test_headings_are_told_apart_and_calls_are_not(pages: list[PrintedPage]) -> None:
    lines = [li for page in pages for li in page.lines]
    sizes = [
        next(li.size for li in lines if words in li.text and ". ." not in li.text)
        for words in ("หัวข้อใหญ่", "หัวข้อรอง", "หัวข้อย่อย", "คนริมน้ำ")
    ]
    assert sizes[0] > sizes[1] + 1.5 > sizes[2] + 2
    assert sizes[2] == sizes[3]


def test_what_a_page_begins_with_stands_as_high_as_on_any_other(pages: list[PrintedPage]) -> None:
    asked, usual = (_page_of(pages, words) for words in ("หลังขึ้นหน้าใหม่จบ", "(ต่อ)"))
    heading = next(li for li in asked.lines if "หลังขึ้นหน้าใหม่" in li.text and li.size > 12)
    top = next(li for li in usual.lines if "(ต่อ)" in li.text)
    assert abs(heading.height - top.height) < 9


# --- contents and index


def _sections(letters: int, chapters: int, headings: int) -> list[Section]:
    return [
        Section(
            f"c{n}", "chapter", "บท", "ก" * letters,
            (Heading(1, f"c{n}", "บท"), *(Heading(2, f"h{n}-{k}", "ข้อ") for k in range(headings))),
        )
        for n in range(chapters)
    ]  # fmt: skip


def test_contents_of_a_long_book_are_no_deeper_than_it_bears() -> None:
    assert fitting_depth(_sections(9000, 40, 4), 2, 1.0) == 2
    assert fitting_depth(_sections(4000, 60, 9), 2, 1.0) == 1
    assert fitting_depth(_sections(500, 4, 8), 2, 1.0) == 2  # a spread is no burden


def test_what_the_author_says_of_the_contents_holds(manuscript: Write) -> None:
    text = ("# บท\n\n" + "## ข้อ\n\nก\n\n" * 20) * 5
    for yaml, is_deep in (("", False), ("contents: {depth: 2}\n", True)):
        _, book, _, _ = prepare(manuscript(text, yaml=yaml))
        contents = next(section for section in book.sections if section.kind == "toc")
        assert ("ข้อ" in contents.body) == is_deep


def test_parts_chapters_and_sections_have_voices() -> None:
    part = Section("p", "part", "ภาค", "", (Heading(1, "p", "ภาค"),))
    entries = outline([part, *_sections(9, 1, 1)], 2)
    assert [entry.voice for entry in entries] == ["of-part", "of-chapter", "in-chapter"]
    listed = outline_list(entries, lambda entry: f"#{entry.heading.id}", "contents")
    assert [item.get("class") for item in listed.iter("li")] == [e.voice for e in entries]
    unnamed = outline_list([Entry(1, "s", Heading(1, "h", "ก"), "of-chapter")], lambda _: "#h")
    assert [item.get("class") for item in unnamed.iter("li")] == [None]


def test_contents_stand_on_one_pitch(pages: list[PrintedPage]) -> None:
    page = _page_of(pages, "สารบัญ")
    rows = [li.height for li in page.lines if ". . ." in li.text]
    steps = {round(one - two, 1) for one, two in pairwise(rows)}
    assert len(rows) == 4
    assert max(steps) - min(steps) < 0.3


@pytest.mark.parametrize(
    ("words", "initial"),
    [("กาแฟ", "ก"), ("เกลือ", "ก"), ("ไหม", "ห"), ("ฤดู", "ฤ"), ("éclair", "E"), ("python", "P"),
     ("“คำ”", "ค"), ("2475", "0–9"), ("๑๐๘", "0–9"), ("…", "#")],
)  # fmt: skip
def test_the_index_has_a_head_for_each_letter(words: str, initial: str) -> None:
    assert _initial(words) == initial


# --- small finish


def test_titles_have_the_marks_of_print(pages: list[PrintedPage]) -> None:
    assert typographic("Don't 'go' \"home\"") == "Don’t ‘go’ “home”"
    assert _page_of(pages, "เรื่องของ “แม่”").number == 1


def test_running_heads_are_black() -> None:
    css = "\n".join(text for _, text in load_design().print_css)
    heads = [line for line in css.split("\n") if "@top-" in line]
    assert heads
    assert not any("color: #4" in line for line in heads)
