"""Manuscripts of other programs: built, or named; what comes of them is read from the files.

tests/data/manuscripts/<dialect>/ has a page of a dialect's constructs. What no warning shows
may not stand in the EPUB or in the PDF.
"""

from __future__ import annotations

import html
import re
import time
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
from conftest import DATA

from thaibook.build import build, prepare
from thaibook.grammar import understood
from thaibook.lint import lint
from thaibook.load import load_manuscript
from thaibook.load.vault import Vault
from thaibook.markup.converter import to_html
from thaibook.messages.problems import BookError, Problem

FOLDER = DATA / "manuscripts"
DIALECTS = ("obsidian", "pandoc", "gitbook", "hugo", "jekyll", "mdbook", "notion",
            "google_docs", "github")  # fmt: skip
# What no reader should see, and who writes about it puts into code.
RAW = re.compile(
    r"\[\[|\]\]|%%|\{%|%\}|\{\{|\}\}|\{:"
    r"|\{#|\{=|\{\.|\{-\}|:::|\+\+\+|\^\[|\[\^|\[!|\[@|\+--|--\+|\*\*"
    r"|~~|==|!\[|\]\(|</?(?:aside|center|div|p|details)\b|align=|data:image|\\[()\[\]]|\(@|#\."
    r"|^\s*\|\s|\^abc|\$\$"
)
CODE = re.compile(r"<(pre|code)\b.*?</\1>", re.DOTALL)
SECRET = re.compile("ความลับ|ไม่พิมพ์")
# What each page says of its constructs that have a meaning here.
BUILT = {
    "obsidian": ['href="chapter-2.xhtml#chapter-2-title" class="ref">บทที่สอง</a>', "<mark>"],
    "pandoc": ["<td>ที่นี่</td>", "<th>จำนวน</th>", "<td>นกสีดำ ตัวใหญ่</td>", "<br/>", "(2)",
               'class="box note"', '<div class="column">', 'id="chapter-1-fig-a"'],
    "gitbook": ['class="box info"', 'class="box danger"', ">แท็บหนึ่ง</p>", "<strong>"],
    "hugo": ["ชื่อจาก TOML", 'class="box warning"', "<figure", "dQw4w9WgXcQ", 'class="center"'],
    "jekyll": ["<pre", "ข้อความ {{ ดิบ }}", 'id="chapter-1-named"'],
    "mdbook": ["<math", 'class="warning"', 'class="noteref"'],
    "notion": ['class="box aside"', "<strong>หนา</strong>", "<math"],
    "google_docs": ["<strong>หนา</strong> ติด", "[วงเล็บ]", "{ปีกกา}"],
    "github": ['class="center"', 'class="right"', "<strong>หนาสาม</strong>", "a &lt; b"],
}  # fmt: skip


@cache
def _built(dialect: str, out: Path) -> tuple[str, str, tuple[Problem, ...]]:
    """The XHTML of the first chapter, the text of the PDF, the warnings."""
    built = build(FOLDER / dialect, out)
    epub, pdf = sorted(out.glob("*.epub"))[0], sorted(out.glob("*.pdf"))[0]
    with zipfile.ZipFile(epub) as archive:
        xhtml = archive.read("EPUB/text/chapter-1.xhtml").decode()
    document = pypdfium2.PdfDocument(pdf)
    paper = "\n".join(page.get_textpage().get_text_range() for page in document)
    return xhtml, paper, tuple(built.warnings)


def _text(xhtml: str) -> str:
    body = CODE.sub("", xhtml[xhtml.index("<body") :])
    alts = re.sub(r"<(?:img|math)[^>]*>", "", body)
    return html.unescape(re.sub(r"<[^>]*>", "", alts))


def _without_told(text: str, problems: tuple[Problem, ...], code: list[str]) -> str:
    """A text without white space and without the constructs that a warning shows, each of them
    taken away once for each warning; and without each piece of code once."""
    text = _bare(text)
    told = [dict(problem.words).get("sign", "") for problem in problems]
    for words in sorted(filter(None, [*told, *code]), key=len, reverse=True):
        text = text.replace(_bare(words).removesuffix("..."), "", 1)
    return text


def _bare(text: str) -> str:
    """A text without white space and marks, its quotation marks straight."""
    text = re.sub("[\\s\u200b\u2060\u00ad\ufffe]+", "", text)
    return re.sub("[“”]", '"', re.sub("[‘’]", "'", text)).replace("…", "...").replace("***", "")


@pytest.mark.parametrize("dialect", DIALECTS)
def test_no_sign_of_a_dialect_is_printed_in_silence(
    dialect: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    xhtml, paper, problems = _built(dialect, tmp_path_factory.getbasetemp() / dialect)
    assert not [problem for problem in problems if problem.is_error]
    shown = [html.unescape(re.sub(r"<[^>]*>", "", code[0])) for code in CODE.finditer(xhtml)]
    for text, code in ((_text(xhtml), []), (paper, shown)):
        # What the page has in code, or shows on purpose: Jekyll's `raw`, escaped brackets.
        left = _without_told(text, problems, code).replace("{{ดิบ}}", "", 1)
        raw = [left[max(0, sign.start() - 30) : sign.end() + 30] for sign in RAW.finditer(left)]
        assert raw == []
        assert not SECRET.search(text)
    for words in BUILT[dialect]:
        without_marks = re.sub(r"</?w-[^>]*>|<!\[CDATA\[|\]\]>|\u200b", "", xhtml)
        assert words in re.sub(r"<span class=\"keep\">(.*?)</span>", r"\1", without_marks)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_page_has_twenty_constructs_and_keeps_its_lines(dialect: str) -> None:
    text = (FOLDER / dialect / "a.md").read_text("utf-8")
    assert len(re.split(r"\n\n+", text)) >= 20
    assert understood(text)[0].count("\n") == text.count("\n")


# What only looks like a construct, and stays as it is.
WORDS = (
    "ลด 50%% และ 60%% ในปีนี้",
    "ส่งที่ a@example.org หรือ @ชื่อ และ @name",
    "x[[1]] และ [[1]](https://example.org)",
    "เวลา 10:30:45 น. และ ดังนี้: ก: ข",
    "ยกกำลัง 2^10 และ 5 ^ 2",
    "`[[a]]` และ `{% x %}` และ `%%a%%`",
    "```\n[[a]] %%b%% {{ c }} ^[d]\n```",
    "    {% hint %}\n    [[a]]",
    "$x_{{a}}$ และ $$\\frac{{a}}{b}$$",
    "| ก | ข |\n|---|---|\n| ๑ | ๒ |",
    "ก\n\n- - -\n\nข\n\n---\n\nค",
    "::: verse\nก  ข\n:::",
    "**ก** ข **ค** ง",
    "5 * 3 ** 2 ** 1",
    "คำ\\[\\[ก]] และ \\^[ก]",
    "<!-- [[a]] %%b%% -->",
    # People, addresses, paths and signs are neither sources nor commands.
    "ติดต่อ @somchai1999 หรือไลน์ @shop2020",
    "ตามข่าวได้ที่ @nok และ @nok2010",
    "อีเมล a.b2020@example.org กับ #ปีใหม่2020 #read",
    "ไฟล์ C:\\input\\color\\a.txt และ D:\\section\\part",
    "ขึ้นบรรทัดด้วย \\n และ \\t ส่วน \\\\server\\share",
    "ก\n\n\\newpage\n\nข",
    "ราคา \\$5 และ \\{ก\\}",
)


@pytest.mark.parametrize("text", WORDS)
def test_words_are_no_construct(text: str) -> None:
    assert understood(text) == (text, ())


READ = {
    "ก >_< ข ^_^": "ก \\>\\_\\< ข \\^\\_\\^",
    ">_< ก": "\\>\\_\\< ก",
    "ก\n\n#แฮชแท็ก ข": "ก\n\n\\#แฮชแท็ก ข",
    "ห*า และ ส*ตว์": "ห\\*า และ ส\\*ตว์",
    "f**k กับ ส**ว์": "f\\*\\*k กับ ส\\*\\*ว์",
    "คำว่า*บ้าน ใหญ่*นั้น": "คำว่า*บ้าน ใหญ่*นั้น",
    "2*3*4 ก*หนา*ก": "2\\*3\\*4 ก*หนา*ก",
    "(-_-)zzz (*^_^*)": "(-\\_-)zzz (\\*\\^\\_\\^\\*)",
    "[[ก ข#หัว ค|คำ]]": "[คำ](<ก ข.md#หัว-ค>)",
    "![[a b.png|คำ]]": "![คำ](<a b.png>)",
    "ก %%ข%% ค": "ก ค",
    "%%\nก\n\nข\n%%\nค": "\n\n\n\n\nค",
    "| ก\n| ข": "ก\\\nข",
    "+---+---+\n| a | b |\n+---+---+": "|   |   |\n| --- | --- |\n| a | b |",
    "ก    ข\n---  ---\n1    2\n": "| ก | ข |\n| --- | --- |\n| 1 | 2 |\n",
    "::: {.callout-tip title='ก'}\nข\n:::": "::: /tip ก\nข\n:::",
    '<p align="center" id="a">ก</p>': '<p class="center" id="a">ก</p>',
    "<td>**ก** `a<b`</td>": "<td><strong>ก</strong> <code>a&lt;b</code></td>",
    "**ก **ข": "**ก** ข",
    "{% highlight py %}\nx\n{% endhighlight %}": "```py\nx\n```",
    "{# ก\nข #}": "\n",
    "ก\\ ข": "ก ข",
    "## ก\n{: .x}": "## ก\n",
    "ก^[ข\nค]ง": "ก^[ขค]\nง",
    "\\href{https://a.org/b}{คำ}": "[คำ](<https://a.org/b>)",
    "ดู \\url{https://a.org}": "ดู <https://a.org>",
    "\\begin{align}\na &= b\n\\end{align}": "$$\n\\begin{align} a &= b \\end{align}\n$$",
    "> \\begin{equation*}a\\end{equation*}": "> $$\\begin{equation*}a\\end{equation*}$$",
    "$$a =\n1 & 2 \\\\\n3$$": "$$\na = 1 & 2 \\\\ 3\n$$",
    "$$\na\nb\n$$": "$$\na\nb\n$$",
    "$a\\label{x}$ สมการที่ \\eqref{x}": "$a\\label{x}$ [](#x)",
    '<img src="a.png"\n     alt="ก"\n/>\nข': '<img src="a.png" alt="ก" />\nข\n\n',
    'ก <a\nhref="b">ข</a> ค\nง': 'ก <a href="b">ข</a> ค\nง\n',
    "ก {/* ลับ */} ข": "ก ข",
    "[ก]: <https://a.org/ข ค>": "[ก]: <https://a.org/ข%20ค>",
    "ดู [คู่มือ] (https://a.org)": "ดู [คู่มือ](https://a.org)",
    "ใช้ \\LaTeX\\ กับ \\TeX{}": "ใช้ LaTeX กับ TeX",
}


@pytest.mark.parametrize("typed", READ)
def test_a_construct_is_read(typed: str) -> None:
    assert understood(typed) == (READ[typed], ())


def test_a_remark_has_its_line_and_its_advice(manuscript: Callable[..., Path]) -> None:
    found = load_manuscript(manuscript("# ก\n\nข [@a2000]\n\n%%ค\n\nง {{ x }}\n")).warnings
    told = [(each.code, each.line, dict(each.words)["dialect"]) for each in found]
    assert told == [
        ("dialect-unknown", 3, "Pandoc"),
        ("dialect-unknown", 5, "Obsidian"),
        ("dialect-unknown", 7, "Jekyll/Hugo"),
    ]
    assert "`[^1]`" in found[0].hint()
    assert "เชิงอรรถ" in found[0].hint("th")


# What a wiki link becomes in the chapter parts/b.md of a book with these files.
FILES = ("Parts/b.md", "Parts/Sub/บันทึก.md", "Old/deep/บันทึก.md", "att/Photo One.PNG",
         "att/deep/x.png", "Parts/x.png", ".trash/ลับ.png")  # fmt: skip
WIKI = {
    "[[บันทึก]]": "[บันทึก](Sub/บันทึก.md)",
    "[[บันทึก#หัว ก|คำ]]": "[คำ](Sub/บันทึก.md#หัว-ก)",
    "[[deep/บันทึก]]": "[deep/บันทึก](../Old/deep/บันทึก.md)",
    "[[OLD/DEEP/บันทึก.md|เก่า]]": "[เก่า](../Old/deep/บันทึก.md)",
    "[[B]]": "[B](b.md)",
    "[[#หัว ก]]": "[หัว ก](#หัว-ก)",
    "[[ไม่มี]]": "[ไม่มี](ไม่มี.md)",
    "![[photo one.png|300]]": "![](<../att/Photo One.PNG>){width=42%}",
    "![[photo one.png|ภาพหนึ่ง|300x200]]": "![ภาพหนึ่ง](<../att/Photo One.PNG>){width=42%}",
    "![[x.png|ก]]": "![ก](x.png)",
    "![[att/deep/x.png|ก]]": "![ก](../att/deep/x.png)",
    "![[ลับ.png|ก]]": "![ก](ลับ.png)",
    "![[../secret.png|ก]]": "![ก](../secret.png)",
    "![[นอก.png|ก]]": "![ก](นอก.png)",
}


def test_wiki_links_find_their_files_anywhere_in_the_book(tmp_path: Path) -> None:
    book = tmp_path / "book"
    for name in FILES:
        (book / name).parent.mkdir(parents=True, exist_ok=True)
        (book / name).write_bytes(b"x")
    (tmp_path / "secret.png").write_bytes(b"x")
    (book / "นอก.png").symlink_to(tmp_path / "secret.png")
    (book / "out").symlink_to(tmp_path)
    vault = Vault(book)
    for typed, becomes in WIKI.items():
        text, _ = understood(typed, lambda name: vault.address(name, book / "Parts" / "b.md"))
        assert text == becomes


def test_a_picture_of_a_vault_is_shown_and_one_outside_is_told(tmp_path: Path) -> None:
    png = (DATA / "markup" / "pic.png").read_bytes()
    for name in ("book/att/รูป.png", "book/static/img/a.png", "secret.png"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(png)
    chapter = tmp_path / "book" / "a.md"
    chapter.write_text("# ก\n\n![[รูป.PNG|ภาพ]] ![ภาพ](/img/a.png)\n", "utf-8")
    assert len(prepare(chapter).book.images) == 2
    chapter.write_text("# ก\n\n![[../secret.png|ภาพ]]\n\n![ก](/img/none.png)\n", "utf-8")
    with pytest.raises(BookError) as raised:
        prepare(chapter)
    told = {each.code: each.hint() for each in raised.value.problems}
    assert told.keys() == {"outside-book", "image-missing"}
    assert "static/img/a.png" in told["image-missing"]


def test_what_makes_no_link_and_no_formula_is_told(manuscript: Callable[..., Path]) -> None:
    folder = manuscript(
        "# ก\n\n[คำ](ไฟล์ ข) และ [คำ](ไฟล์ ข.png) [คำ](b.md 'ก')\n\n$$x = 1\n\n`$$y`\n"
    )
    found = [(each.code, each.line) for each in lint(load_manuscript(folder)).problems]
    assert ("L310-link-space", 3) in found
    assert ("L417-formula-open", 5) in found
    assert [code for code, _ in found if code in ("L310-link-space", "L417-formula-open")] == [
        "L417-formula-open",
        "L310-link-space",
    ]


COMMANDS = (
    "ก \\newpage ข", "คำ\\hl{ก}", "\\noindent ก", "\\section*{ก}",
    "\\includegraphics[width=5cm]{a.png}",
    "\\ref{ไม่มี}", "\\begin{itemize}", "ดู @smith2020 ว่า", "[@smith]", "[ดู @a, หน้า 3]",
)  # fmt: skip


@pytest.mark.parametrize("typed", COMMANDS)
def test_a_command_and_a_source_are_told(typed: str) -> None:
    text, remarks = understood(typed)
    assert text == typed
    assert len(remarks) == 1
    assert remarks[0].sign in typed


FORMULAS = """# ก

$$
\\begin{equation}
V = IR \\tag{2.1} \\label{eq:ohm}
\\end{equation}
$$

จากสมการที่ \\eqref{eq:ohm} ได้

\\begin{align}
a &= b \\\\\\\\
c &= d \\notag
\\end{align}

$$
E = mc^2 \\label{eq:e}
$$
"""


def test_formulas_of_tex_have_their_numbers_and_names(manuscript: Callable[..., Path]) -> None:
    prepared = prepare(manuscript(FORMULAS))
    assert prepared.warnings == ()
    body = next(each.body for each in prepared.book.sections if each.kind == "chapter")
    assert re.findall(r'<span class="label">(.*?)</span>', body) == ["(2.1)", "(1)"]
    assert re.findall(r">([^<>]*)</a>", body) == ["สมการที่ 2.1"]
    assert body.count("<mtr>") == 2
    assert "จาก<a" in body


def test_a_division_ends_behind_html(manuscript: Callable[..., Path]) -> None:
    text = '::: note\n<p align="center">\nก\n</p>\n:::\n\nข\n'
    prepared = prepare(manuscript(f"# ก\n\n{text}"))
    body = next(each.body for each in prepared.book.sections if each.kind == "chapter")
    assert body.endswith('<p class="center">\nก\n</p>\n</div>\n<p>ข</p>')


def test_a_header_of_another_program_is_told_once(manuscript: Callable[..., Path]) -> None:
    header = 'layout: post\nweight: 3\ntitel: ข\ndate: "`r Sys.Date()`"\ndraft: true\n'
    found = load_manuscript(manuscript(f"---\n{header}---\n\n# ก\n\nข\n")).warnings
    assert sorted((each.code, each.line) for each in found) == [
        ("dialect-left-out", 5),
        ("front-matter-key", 4),
        ("front-matter-keys", 2),
    ]
    one = next(each for each in found if each.code == "front-matter-keys")
    assert one.message().startswith("`layout`, `weight`, `draft` at the top")
    assert "title" in one.hint("th")


def test_rows_without_a_head_are_told_with_or_without_their_last_bar(
    manuscript: Callable[..., Path],
) -> None:
    rows = "| จันทร์ | อังคาร\n| ขึ้น | แรม\n\nก\n\n| ก | ข\n|---|---\n| ค | ง\n"
    found = lint(load_manuscript(manuscript(f"# ก\n\n{rows}"))).problems
    assert [(each.code, each.line) for each in found] == [("L411-table-line", 3)]


def test_what_is_left_out_is_told(manuscript: Callable[..., Path]) -> None:
    found = load_manuscript(manuscript("# ก\n\n[[TOC]]\n\nข\n")).warnings
    assert [(each.code, each.line) for each in found] == [("dialect-left-out", 3)]


@pytest.mark.parametrize(
    "sign", ["[[", "%%", "{%", "{{", "^[", "{#", "**ก", "| ", "<p ", "`", "![", "\\\\("]
)
def test_it_takes_as_long_as_the_text(sign: str) -> None:
    started = time.process_time()
    understood(sign * 20_000)
    understood(f"{sign} ก\n" * 10_000)
    assert time.process_time() - started < 8


@pytest.mark.parametrize(
    ("typed", "sign"),
    [
        ("ให้ \\[ x + 1 มา", "\\["),
        ("ให้ \\( a/b มา", "\\("),
        ("\\[\nx = 1", "\\["),
        ("ให้ $$ x = 1", "$$"),
        ("ให้ \\[ไม่ใช่สูตร", ""),
        ("ใช้ \\[a-z] กับ \\(x + 1) และ `\\[ x + 1`", ""),
        ("ราคา $$ แพง", ""),
        ("\\[\nx = 1\n\n+ 2\n\\]", ""),
    ],
)
def test_a_formula_that_nothing_ends_is_told(
    typed: str, sign: str, manuscript: Callable[..., Path]
) -> None:
    told = lint(load_manuscript(manuscript(f"# ก\n\n{typed}\n\nจบ\n"))).problems
    open_ones = [each for each in told if each.code == "L417-formula-open"]
    assert [dict(each.words)["sign"] for each in open_ones] == [sign] * bool(sign)


@pytest.mark.parametrize("tex", ["f(x)", "n!", "(a, b)", "2n", "sin(x)", "x", "x \\\\ y"])
def test_what_stands_in_brackets_of_tex_is_a_formula(tex: str) -> None:
    assert 'class="math"' in to_html(f"ให้ \\({tex}\\) มา")


@pytest.mark.parametrize("words", ["1", "see note", "คำ", "2561"])
def test_escaped_brackets_around_words_are_no_formula(words: str) -> None:
    assert f"({words})" in to_html(f"ให้ \\({words}\\) มา")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("ข้าว* ปลา**\n\n* ก\n** ข", "<p>* ก<br />\n** ข</p>"),
        ("ข้าว* ปลา\n\n*ก ข\n**ค\n***ง", "<p>*ก ข<br />\n**ค<br />\n***ง</p>"),
        ("ข้าว* แพง\n\n* ก", "<p>* ก</p>"),
        ("ข้าว\n\n* ก", "<ul>"),
        ("ข้าว* แพง\n\n* ก\n* ข", "<ul>"),
        ("*เอน\nต่อ*", "<em>"),
    ],
)
def test_stars_before_notes_stay(typed: str, shown: str) -> None:
    assert shown in to_html(understood(typed)[0])


def test_stars_that_come_back_are_items_within_items() -> None:
    markup = to_html(understood("* ก\n** ข\n** ค\n* ง")[0])
    assert markup.count("<ul>") == 2
    assert "*" not in markup


def test_tabs_of_mdx_are_boxes_with_their_labels() -> None:
    text, told = understood("<Tabs>\n<TabItem value=\"a\" label={'ส้ม'}>\nคำ\n</TabItem>\n</Tabs>")
    assert text.split("\n") == ["", "::: /tab ส้ม", "คำ", ":::", ""]
    assert not told
