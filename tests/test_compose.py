"""Composing: Markdown becomes clean XHTML with stable ids."""

from __future__ import annotations

import ast
import io
import multiprocessing
import pickle
import re
from collections.abc import Callable
from pathlib import Path

import PIL.Image
import pytest
from conftest import ROOT, places
from lxml import etree

from thaibook import vocabulary
from thaibook.compose.joining import compose, join_sections
from thaibook.compose.section import ComposedSection, compose_section, setting_of
from thaibook.load.manuscript import load_manuscript
from thaibook.messages.problems import MAX_TOLD, BookError
from thaibook.model import Book, Heading, Manuscript

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
    "where",
    [
        "<dl><dt><h1>ก</h1></dt><dd>ข</dd></dl>",
        "<table><tr><th><h1>ก</h1></th></tr></table>",
        "<pre><h1>ก</h1></pre>",
        "<h2><div><h1>ก</h1></div></h2>",
    ],
)
def test_a_title_where_none_may_stand_is_none(manuscript: Write, where: str) -> None:
    book, warnings = compose(load_manuscript(manuscript(f"{where}\n\nข้อความ\n")))
    assert book.sections[2].title == "a"
    assert "no-title" in [problem.code for problem in warnings]


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


# --- a section is composed alone, and joined with the others

ONE = """# หนึ่ง

![ก](p.png "ภาพแรก"){#pic}

ดู [](#later) และ [](b.md) [คำ]{.index}

$$a^2$$ {#square}

| ก | ข |
|---|---|
| 1 | 2 |

ตาราง: ตารางแรก {#table}
"""
TWO = """# สอง [](a.md#pic)

![ข](p.png "ภาพที่สองของเล่ม"){#later}

![ค](p.png "คำ")

<div id="box" markdown="1">

![ง](p.png "ในกล่อง")

</div>

[](a.md#square) [](#cube) [](#box) [](#nowhere) [คำ]{.index}

$$b^3$$ {#cube}

ตาราง: ตารางหลัง {#after}

| ก | ข |
|---|---|
| 1 | 2 |
"""


@pytest.fixture
def two_chapters(tmp_path: Path) -> Manuscript:
    yaml = "title: ก\ntypography: {digits: thai}\nchapters: [a.md, b.md, c.md]\n"
    (tmp_path / "book.yaml").write_text(yaml, "utf-8")
    for name, text in (("a", ONE), ("b", TWO), ("c", "# สาม\n\nคำ\n")):
        (tmp_path / f"{name}.md").write_text(text, "utf-8")
    picture = io.BytesIO()
    PIL.Image.new("RGB", (30, 20), "teal").save(picture, "png")
    (tmp_path / "p.png").write_bytes(picture.getvalue())
    return load_manuscript(tmp_path)


def _words_of(book: Book, name: str) -> str:
    body = next(section.body for section in book.sections if section.name == name)
    return "".join(map(str, etree.fromstring(f"<div>{body}</div>").itertext()))


def test_numbers_run_through_the_book(two_chapters: Manuscript) -> None:
    book, problems = compose(two_chapters)
    one, two = _words_of(book, "chapter-1"), _words_of(book, "chapter-2")
    for words in ("ภาพที่ ๑ ภาพแรก", "(๑)", "ตารางที่ ๑ ตารางแรก", "ดู ภาพที่ ๒ และ สอง"):
        assert words in one
    for words in ("ภาพที่ ๒ ภาพที่สองของเล่ม", "ภาพที่ ๓ คำ", "ภาพที่ ๔ ในกล่อง", "(๒)", "ตารางที่ ๒"):
        assert words in two
    assert "สมการที่ ๑ สมการที่ ๒ ภาพที่ ๔ ในกล่อง nowhere" in two  # a box has the words inside
    assert "reference-missing" in [problem.code for problem in problems]
    assert len(book.images) == 1
    index = next(section.body for section in book.sections if section.kind == "index")
    assert re.findall(r'index-ref" href="[^"]*">([^<]*)', index) == ["หนึ่ง", "สอง ภาพที่ ๑"]


def test_sections_are_composed_in_any_order(two_chapters: Manuscript) -> None:
    wanted = compose(two_chapters)
    setting = setting_of(two_chapters)
    backward = [compose_section(each, setting) for each in reversed(two_chapters.chapters)]
    assert join_sections(two_chapters, backward[::-1]) == wanted


def test_sections_are_composed_in_any_process(two_chapters: Manuscript) -> None:
    wanted = compose(two_chapters)
    setting = pickle.loads(pickle.dumps(setting_of(two_chapters)))
    tasks = [(chapter, setting) for chapter in two_chapters.chapters]
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        elsewhere: list[ComposedSection] = pool.starmap(compose_section, tasks)
    assert elsewhere == [compose_section(*task) for task in tasks]
    assert join_sections(two_chapters, elsewhere) == wanted


def test_a_section_says_whether_it_waits_for_the_book(two_chapters: Manuscript) -> None:
    setting = setting_of(two_chapters)
    one, two, three = (compose_section(each, setting) for each in two_chapters.chapters)
    assert [each.is_final for each in (one, two, three)] == [False, False, True]
    assert one.numbered == {"figure": 1, "table": 1, "equation": 1}
    book, _ = compose(two_chapters)
    assert three.section in book.sections
    assert one.pictures[0].image is not None
    assert two.pictures[0].image is not None
    assert one.pictures[0].image.data is two.pictures[0].image.data  # read once


def test_of_many_pictures_that_cannot_be_read_not_all_are_told(tmp_path: Path) -> None:
    (tmp_path / "book.yaml").write_text("title: ก\nchapters: [a.md, b.md]\n", "utf-8")
    for name in "ab":
        text = "\n\n".join(f"![ก]({name}{n}.png)" for n in range(MAX_TOLD - 50))
        (tmp_path / f"{name}.md").write_text(f"# หัว\n\n{text}\n", "utf-8")
    with pytest.raises(BookError) as caught:
        compose(load_manuscript(tmp_path))
    assert [problem.code for problem in caught.value.problems] == ["image-missing"] * MAX_TOLD


# --- the vocabulary

TAKE_A_CLASS = {"has_class", "classes", "add_class", "drop_class", "set", "_mark"}
CLASSES = {
    value for name, value in vars(vocabulary).items() if name.isupper() and value != "needs-"
}


def _class_literals(tree: ast.AST) -> list[str]:
    """The strings that calls give as classes."""
    found: list[ast.expr] = []
    for call in ast.walk(tree):
        if isinstance(call, ast.Call):
            name = getattr(call.func, "attr", getattr(call.func, "id", ""))
            found += [word.value for word in call.keywords if word.arg == "cls"]
            if name in TAKE_A_CLASS:
                found += call.args
        if isinstance(call, ast.Dict):
            pairs = zip(call.keys, call.values, strict=True)
            found += [v for k, v in pairs if isinstance(k, ast.Constant) and k.value == "class"]
    return [str(node.value) for node in found if isinstance(node, ast.Constant)]


@pytest.mark.parametrize("room", ["markup", "compose"])
def test_classes_that_others_read_are_named_in_the_vocabulary(room: str) -> None:
    for path in (ROOT / "thaibook" / room).glob("*.py"):
        written = _class_literals(ast.parse(path.read_text("utf-8")))
        assert CLASSES.isdisjoint(written), path


def test_answers_may_stand_at_the_end_of_the_book(tmp_path: Path) -> None:
    exercise = "# บท{n}\n\nดู [](#คำตอบ)\n\n"
    exercise += "::: แบบฝึกหัด\nถาม{n}\n\n::: เฉลย {id}\nตอบ{n}\n:::\n:::\n\nต่อ{n}\n"
    (tmp_path / "a.md").write_text(exercise.format(n="หนึ่ง", id=""), "utf-8")
    (tmp_path / "b.md").write_text(exercise.format(n="สอง", id="{#คำตอบ}"), "utf-8")
    (tmp_path / "ภาคผนวก.md").write_text("# ผนวก\n\nท้าย\n", "utf-8")
    settings = "title: ก\nchapters: [a.md, b.md]\nback: [ภาคผนวก.md]\n"
    (tmp_path / "book.yaml").write_text(settings + "answers: book\n", "utf-8")
    book, _ = compose(load_manuscript(tmp_path))
    kinds = [section.kind for section in book.sections]
    assert kinds[-4:] == ["chapter", "chapter", "answers", "appendix"]
    one, _, answers, _ = book.sections[-4:]
    words = re.sub(r"<[^>]+>", " ", answers.body).split()
    assert words == ["เฉลย", "บทหนึ่ง", "แบบฝึกหัดที่", "1", "ตอบหนึ่ง", "บทสอง", "แบบฝึกหัดที่", "1", "ตอบสอง"]
    assert "ตอบหนึ่ง" not in one.body  # and the second is what the reference says
    (target,) = re.findall(r'<div[^>]* id="([^"]+)"', answers.body)
    assert f'href="#{target}"' in one.body


def test_the_notes_of_answers_go_with_them_to_the_end_of_the_book(tmp_path: Path) -> None:
    """A note that the chapter calls, too, stays in it; the others are numbered on."""
    chapter = "# บท{n}\n\nเรื่อง[^a]\n\n::: แบบฝึกหัด\nถาม\n\n::: เฉลย\nตอบ{n}[^b] ดู[^a]\n:::\n:::\n\n"
    chapter += "[^a]: หมายบท\n[^b]: หมายตอบ{n}\n"
    for name, number in (("a.md", "หนึ่ง"), ("b.md", "สอง")):
        (tmp_path / name).write_text(chapter.format(n=number), "utf-8")
    settings = "title: ก\nchapters: [a.md, b.md]\nanswers: book\n"
    (tmp_path / "book.yaml").write_text(settings, "utf-8")
    book, _ = compose(load_manuscript(tmp_path))
    one, two, answers = book.sections[-3:]
    assert "หมายตอบ" not in one.body + two.body
    assert [body.count("หมายบท") for body in (one.body, two.body, answers.body)] == [1, 1, 0]
    numbers = re.findall(r'class="note-number">(\d)</span> (\S+)', answers.body)
    assert numbers == [("1", "หมายตอบหนึ่ง"), ("2", "หมายตอบสอง")]
    calls = re.findall(r'href="#([^"]+)"[^>]*>(\d)</a></sup>', answers.body)
    assert [number for note, number in calls if f'id="{note}"' in answers.body] == ["1", "2"]
