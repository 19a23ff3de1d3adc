"""Manuscripts that were written for other programs: what shows, what is said, and where."""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from conftest import DATA, lost_letters, places
from lxml import etree

from thaibook.build import prepare
from thaibook.compose.joining import compose
from thaibook.compose.sanitise import sanitised
from thaibook.epub import write_epub
from thaibook.grammar.mdx import without_mdx
from thaibook.lint import lint
from thaibook.load.manuscript import load_manuscript
from thaibook.messages.problems import Problem
from thaibook.pdf import pdf_bytes

Write = Callable[..., Path]
Made = Callable[..., tuple[str, list[Problem]]]


@pytest.fixture
def made(manuscript: Write) -> Made:
    """made(markdown) gives a chapter as the EPUB has it after its title (in line 1), and the
    problems; every letter has arrived."""

    def make(text: str, **files: bytes) -> tuple[str, list[Problem]]:
        folder = manuscript(f"# หัว\n\n{text}\n", **files)
        loaded, book, design, problems = prepare(folder)
        data = write_epub(book, design, b"jpeg")
        assert lost_letters(loaded.chapters, data) == []
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            document = archive.read("EPUB/text/chapter-1.xhtml").decode()
        etree.fromstring(document.encode())
        body = document.partition("</h1>")[2].partition("</section>")[0].replace("\u200b", "")
        return body.strip(), list(problems)

    return make


COMPONENT = """<Cards>
  <Card
    title="ชื่อ"
    code={[
      { text: '<List items={1} />' },
      { text: '</List>' },
    ]}
  />
</Cards>

ข้อความ"""


def test_components_of_mdx_leave_no_code_behind(made: Made) -> None:
    body, problems = made(COMPONENT)
    assert "text" not in body
    assert "ชื่อ" not in body
    assert "ข้อความ" in body
    assert places(problems) == [("html-removed", 3), ("html-removed", 4)]


@pytest.mark.parametrize("text", ["{/* ก */}", "{/* ก\n\n```py\nข */}", "{/* <A b={1}> */}"])
def test_comments_of_mdx_are_not_shown(made: Made, text: str) -> None:
    body, problems = made(f"ค\n\n{text}\n\nง")
    assert body == "<p>ค</p>\n<p>ง</p>"
    assert problems == []
    assert made(f"ค {text}\n\nง")[0] == body


def test_html_with_properties_of_mdx_keeps_its_words(made: Made) -> None:
    body, problems = made("<b style={{\n  color: 'red',\n}}>ก</b>")
    assert (body, problems) == ("<p><b>ก</b></p>", [])


def test_imports_of_mdx_are_left_out_and_said(made: Made) -> None:
    text = "import Tabs from '@theme/Tabs';\nimport { a, b } from \"./x\"\n\nก\n\nimport ข จาก ค"
    body, problems = made(text)
    assert "Tabs" not in body
    assert "import" in body
    assert places(problems) == [("html-removed", 3), ("html-removed", 4)]
    assert dict(problems[0].words)["tags"] == "import Tabs from '@theme/Tabs';"


def test_code_of_mdx_stays_as_it_is() -> None:
    for text in (
        "```jsx\n<Foo\n  a={1}\n/>\n{/* ก */}\nimport a from 'b'\n```",
        "- ก\n\n  ~~~\n  <Foo a={1} />\n",
        "    <Foo a={1} />",
        "ก `<Foo a={1} />`",
        '<TABLE border="1">\n<Foo bar="1">',
    ):
        assert without_mdx(text) == text
    assert without_mdx("```\nก\n```\n<Foo a={1} />") == "```\nก\n```\n<Foo />"


@pytest.mark.parametrize(
    "text", ["\n<Aa a={", "<Aa {", "\n{/*", "\n```x\n~~~", "\n<Aa a='", "\n<Aa\n", "\n<Aa x={{{{"]
)
def test_endless_mdx_takes_no_time(text: str) -> None:
    began = time.process_time()
    without_mdx("<A b={1} />" + text * 5000)
    assert time.process_time() - began < 5


def test_blocks_of_slashes_are_boxes(made: Made) -> None:
    text = """/// note | ชื่อ
ก

//// tip
ข
////
///

/// html | div.result
ค
///

/// ง จ

/// alone"""
    body, problems = made(text)
    assert problems == []
    assert '<div class="box note">\n<p class="block-title">ชื่อ</p>' in body.replace(
        '<span class="word">ชื่อ</span>', "ชื่อ"
    )
    assert '<div class="box tip">' in body
    assert "เกร็ด" in body
    assert '<div class="html">\n<p>ค</p>\n</div>' in body
    assert body.count("///") == 2  # what nothing closes is text


def test_boxes_stand_in_blocks(made: Made) -> None:
    body, problems = made(
        '::: x\n!!! note "ก"\n    ข\n:::\n\n!!! tip "ค"\n    ::: y\n    ง\n    :::'
    )
    assert problems == []
    assert ":::" not in body
    assert body.startswith('<div class="x">\n<div class="box note">')
    assert '<div class="y">\n<p>ง</p>' in body.partition('<div class="box tip">')[2]


def test_blocks_of_slashes_stand_in_lists(made: Made) -> None:
    body, problems = made(
        "1. ก\n\n    /// tip | ข\n    ค\n    ///\n\n2. ง\n\nจ\n\n    /// ฉ\n    ///"
    )
    assert [problem.code for problem in problems] == ["L416-indent-code"]  # Thai, and code
    assert '<div class="box tip">' in body.partition("</li>")[0]
    assert "<pre><code>/// ฉ\n///\n</code></pre>" in body


def test_references_side_by_side_are_two(made: Made) -> None:
    body, problems = made("[ก] [ข] [ค] [ก]\n\n[ก]: https://a.th/1\n[ข]: https://a.th/2")
    assert problems == []
    assert [link.partition('"')[0] for link in body.split('href="')[1:]] == [
        "https://a.th/1",
        "https://a.th/2",
        "https://a.th/1",
    ]
    assert "[ค]" in body


def test_a_title_that_is_a_picture_has_its_words(manuscript: Write, tmp_path: Path) -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><path d="M0 0h2v1z"/></svg>'
    for text, title in (("# ![ชอล์ก](a.svg)", "ชอล์ก"), ("<h1><br></h1>", "a")):
        folder = manuscript(f"{text}\n\nก\n", **{"a.svg": svg})
        book, _ = compose(load_manuscript(folder))
        chapter = next(section for section in book.sections if section.kind == "chapter")
        assert chapter.title == chapter.headings[0].title == title


@pytest.mark.parametrize(
    "name", "path list set g image title textarea iframe template script select foo o:p".split()
)
def test_a_word_in_angle_brackets_takes_no_text(made: Made, name: str) -> None:
    """A parser of HTML drops what follows <path>, and takes for text what follows <title>."""
    body, problems = made(f"ก <{name}> ข\n\nค **ง** จ")
    assert "<p>ค <strong>ง</strong> จ</p>" in body
    assert "&lt;" not in body
    assert ("html-removed", 3) in places(problems) or name == "image"


def test_what_stands_in_strange_elements() -> None:
    for html, clean in (
        ("<script>1</script><style>2</style>3", "3"),
        ("<title>1</title>2", "12"),
        ("<list>1</list>2<x-y>3</x-y>", "123"),
        ("<svg><path/><title>1</title></svg>2", "12"),
        ("<svg>1<path>2", "12"),
        ("<plaintext>1</plaintext><b>2</b>", "1<b>2</b>"),
        ("<script>alert(1)", "alert(1)"),
    ):
        assert sanitised(html) == clean


@pytest.mark.parametrize("link", ["-docs", "docs", "f--a-b-", "fa-b"])
def test_headings_are_found_by_the_name_that_github_gives(made: Made, link: str) -> None:
    body, problems = made(f"## 📖 Docs\n\n[ก](#{link})\n\n## `f-[, a][, b][, ...]`\n\n## fa b")
    assert [p.code for p in problems if "missing" in p.code and p.code != "missing-glyph"] == []
    assert 'class="ref' in body


PNG = (Path(__file__).parent / "data" / "markup" / "pic.png").read_bytes()
# The text begins in line 3.
LINES = [
    # the words stand in code first, or in a comment, or within other words
    ("`<foo>`\n\n```\n<foo>\n```\n\n<!-- <foo> --> <foobar/>\n<foo>ก</foo>",
     [("html-removed", 10), ("html-removed", 9)]),
    ("<!-- <foo> -->ก", []),
    ("[ก](#x1)\n[ข](#x)", [("reference-missing", 3), ("reference-missing", 4)]),
    ("`[ก](x)` และ\n[ข](x)", [("reference-missing", 4)]),
    ("[ก][a]\n\n[a]: x.txt", [("reference-missing", 5)]),
    ('ก\n<a href="#x">ข</a>', [("reference-missing", 4)]),
    ("least\n\n## ก {#least}\n\n## ข {#least}", [("id-twice", 7)]),
    ('least\n\n<a name="least"></a>\n<a id="least"></a>', [("id-twice", 6)]),
    ("`a.png` ba.png\n\n![](a.png)\n\n![](a.png)", [("image-alt", 5), ("image-alt", 7)]),
    ("```nono\n```\n\n```nono\n```", [("code-language", 3), ("code-language", 6)]),
    # code that its indent makes, and code that ends with its quotation
    ("    f(x) = [ก](x);\n\n[ก](x)", [("reference-missing", 5)]),
    ("> ```\n> [ก](x)\n\n[ก](x)", [("reference-missing", 6)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), LINES, ids=[f"{n}" for n in range(len(LINES))])
def test_the_line_is_the_one_to_mend(
    manuscript: Write, text: str, wanted: list[tuple[str, int]]
) -> None:
    folder = manuscript(f"# หัว\n\n{text}\n", **{"a.png": PNG})
    _, problems = compose(load_manuscript(folder))
    assert places([p for p in problems if p.code != "image-coarse"]) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "- | ก | ข |\n  |---|---|\n  | ค | ง |",
        "ก | ข\n--|--\nค | ง\n///",
        "โหมด 0o644 และ 0o17",
        "- ก\n\n        [ [ a, d ]\n        , [ b,  c ] ]\n\n    ต่อ",
        "1. ก\n    - ข\n\n            เเ  ก",
        "bl.indexOf(value[, byteOffset][, encoding])",
        "d3.rollup(<i>a</i>, <i>...keys</i>) f(...x) g(a, ...<i>b</i>)",
        "{/* เเ  ก... */}\n\n<Foo a={'เเ'} />",
        "[ก] [ข] ค",
    ],
)
def test_what_other_programs_mean_is_left_alone(manuscript: Write, text: str) -> None:
    assert lint(load_manuscript(manuscript(f"# หัว\n\n{text}\n"))).problems == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("- ก\n\n    เเ", "L106-sara-ae"),
        ("- ก\n    - ข\n\n        เเ", "L106-sara-ae"),
        ("ก (...และ) ข, ...ค", "L208-dots"),
        ("ปี 2O18", "L113-letter-in-number"),
        ("- | ก | ข |\n  |---|---|\n  | ค |", "L407-table-cells"),
        ("[ก][ข]", "L304-label-unknown"),
    ],
)
def test_what_is_wrong_is_still_named(manuscript: Write, text: str, code: str) -> None:
    found = lint(load_manuscript(manuscript(f"# หัว\n\n{text}\n")))
    assert [p.code for p in found.problems] == [code]


@pytest.mark.parametrize("info", ["mjs", "jsonc", "csv", ' linenums="1"', "{.py linenums='1'}"])
def test_names_of_languages_that_others_know(made: Made, info: str) -> None:
    assert made(f"```{info}\n1\n```")[1] == []


def test_mathematics_between_fences(made: Made) -> None:
    body, problems = made("```math\nx^2\n```")
    assert problems == []
    assert "<math" in body


@pytest.mark.parametrize(
    ("header", "wide"),
    [
        ("| `skipTrailingSlashRedirect:` | `skipProxyUrlNormalize:` | `trailingSlash:` |", True),
        ('| `--python-version` | `"3.12"` | Python version in CI |', False),
        (f"| {'ตารางภาษาไทย' * 9} | https://example.org/{'a' * 60} | ก |", False),
    ],
)
def test_a_table_of_long_words_is_set_smaller(made: Made, header: str, wide: bool) -> None:
    body, _ = made(f"{header}\n|---|---|---|\n| /about | 200 | 308 |")
    classes = " ".join(re.findall('<table class="([^"]*)">', body))
    assert ("wide" in classes.split()) == wide


def test_a_bar_in_the_code_of_a_table(made: Made) -> None:
    body, problems = made(r"| ก | ข |" + "\n|---|---|\n" + r"| `a \| b` `c || d` | ค \| ง |")
    assert problems == []
    assert "<td><code>a | b</code> <code>c || d</code></td>\n<td>ค | ง</td>" in body


def test_a_wide_table_stays_on_its_page_and_parts_only_long_words(manuscript: Write) -> None:
    long = "turbopackFileSystemCacheForBuild"
    row = f"| `{long}` | `false` | `{long}` | เก็บแคชในแฟ้ม | `{long}` |\n"
    folder = manuscript(f"# ก\n\n| ก | ข | ค | ง | จ |\n|---|---|---|---|---|\n{row * 2}")
    _, book, design, _ = prepare(folder)
    document = pypdfium2.PdfDocument(pdf_bytes(book, design))
    (layer,) = (
        sheet.get_textpage()
        for sheet in document
        if "turbo" in sheet.get_textpage().get_text_range()
    )
    text = layer.get_text_range()
    right = max(layer.get_charbox(index)[2] for index in range(len(text)) if text[index].strip())
    assert right < document[0].get_width() - 30  # points, within the margin
    assert text.count("false") == 2


def test_files_with_spaces_in_their_names_are_linked_and_shown(made: Made) -> None:
    picture = (DATA / "broken" / "image-coarse" / "small.png").read_bytes()
    body, problems = made(
        '![รูป](รูป 1.png "ค")\n\n[ต่อ](a.md) [บท](บทที่ ๒.md#ค) [ก](ข ค) [ก](ข\nค)',
        **{"รูป 1.png": picture, "บทที่ ๒.md": b""},
    )
    assert 'src="../images/1-' in body
    assert "[ก](ข" in body.replace('<span class="word">', "")
    assert "image-missing" not in [p.code for p in problems]


def test_a_picture_of_the_network_within_a_line_is_a_link(made: Made) -> None:
    body, problems = made('ก<img src="https://a.th/b.jpg">ข ก![](https://a.th/c.jpg)ข')
    assert body.count('class="address"') == 2
    assert [p.code for p in problems].count("image-remote") == 2


def test_code_about_links_and_pictures_stays_as_it_is(made: Made) -> None:
    code = '<h1 id="x"><a class="y" href="#x"><img alt="" src="../images/a"/></a></h1>'
    body, _ = made(f"```\n{code}\n```\n\n```html\n{code}\n```\n\n[ไป](#x) {{#y}}")
    root = etree.fromstring(f"<p>{body}</p>".replace("epub:", ""))
    text = "".join(map(str, root.itertext()))
    assert text.count(code) == 2


def test_cells_beyond_the_last_column_stay(made: Made) -> None:
    body, problems = made("| ก | ข |\n|---|---|\n| 1 | 2 | สาม |")
    assert "<td>สาม</td>" in body
    assert "L407-table-cells" in [p.code for p in problems]


def test_a_table_may_follow_a_line_of_text_at_once(made: Made) -> None:
    body, problems = made(
        "ราคา\nวันนี้\n| ก | ข |\n|---|---|\n| 1 | 2 |\n\n> ตาราง: ค\n> |ก|\n> |-|\n> |1|"
    )
    assert body.count("<table") == 2
    assert "<caption>" in body
    assert problems == []


@pytest.mark.parametrize(
    "block",
    [
        '<p align="center">{}</p>',
        "<center>{}</center>",
        "<table>\n    <tr>\n        <td>{}</td>\n    </tr>\n</table>",
        "<ul>\n  <li>ก\n    <ul>\n      <li>{}</li>\n    </ul>\n  </li>\n</ul>",
        "<blockquote>\n{}\n</blockquote>",
        "> <div>ก</div> {}",
        "<details><summary>ก</summary>{}</details>",
    ],
)
def test_all_of_markdown_is_read_inside_html(block: str, made: Made) -> None:
    typed = "ข[^1] ==ค== __ง__ $x^2$ \\* H~2~O"
    body, problems = made(f"{block.format(typed)}\n\n[^1]: โน้ต")
    assert problems == []
    assert "<mark>ค</mark> <strong>ง</strong> <math" in body
    assert "* H<sub>2</sub>O" in body
    assert 'class="noteref"' in body
