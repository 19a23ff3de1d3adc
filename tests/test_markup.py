"""The Markdown that Thai authors write: what each sign becomes, and what stays as it is."""

from __future__ import annotations

import html
import io
import random
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import lxml.html
import PIL.Image
import pypdfium2
import pytest
from conftest import DATA, ROOT, lost_letters, places
from lxml import etree

from thaibook.build import build, prepare
from thaibook.check.validation import check_epub
from thaibook.compose.index_page import collation
from thaibook.compose.joining import compose
from thaibook.design import load_design
from thaibook.images.pictures import name_in_book
from thaibook.load.manuscript import load_manuscript
from thaibook.markup.maths import mathml
from thaibook.markup.runs import runs
from thaibook.messages.problems import Problem
from thaibook.model import Book, Section
from thaibook.pdf import pdf_bytes
from thaibook.pdf.formula_drawing import Drawing, draw_formula, outline
from thaibook.pdf.index_pages import with_pages
from thaibook.pdf.paper_body import PaperSetting
from thaibook.pdf.paper_document import paper_sections
from thaibook.pdf.paper_section import PaperSection, paper_section

Write = Callable[..., Path]
BOOK = DATA / "markup"
A5_COLUMN_MM = 108.0
# A body on a page of A5.
SETTING = PaperSetting("", b"", 2400, 64, 45, load_design().measures.table_em, "(ต่อ)")


def on_paper(body: str) -> str:
    return paper_section(Section("a", "chapter", "", body), SETTING).body


@pytest.fixture
def chapter(manuscript: Write) -> Callable[[str], tuple[str, list[Problem]]]:
    """chapter(markdown) gives the body of a chapter after its title, and the problems."""
    png = io.BytesIO()
    PIL.Image.new("RGB", (3, 2)).save(png, "PNG")

    def made(markdown: str, yaml: str = "") -> tuple[str, list[Problem]]:
        folder = manuscript(f"# หัว\n\n{markdown}\n", yaml, **{"a.png": png.getvalue()})
        book, problems = compose(load_manuscript(folder), A5_COLUMN_MM)
        body = next(s.body for s in book.sections if s.kind == "chapter")
        etree.fromstring(f"<div>{body}</div>")  # well-formed
        body = body.replace(f"../{name_in_book('a.png')}", "../a.png")
        return body.partition("</h1>")[2].strip(), problems

    return made


Chapter = Callable[..., tuple[str, list[Problem]]]


def test_braces_after_a_picture_in_a_cell_are_the_picture_s(chapter: Chapter) -> None:
    body, _ = chapter('| ภาพ |\n|---|\n| ![ก](a.png "ข"){width=50% credit="ค"} |')
    assert 'style="width: 50%"' in body
    assert 'title="ข ค"' in body


def _link(words: str, href: str = "") -> str:
    """An address in the text, as a link."""
    return f'<a href="{href or words}" class="url">{words}</a>'


def _tick(done: bool = False) -> str:
    """The box of a task, with what a voice says of it."""
    words = "เสร็จแล้ว" if done else "ยังไม่เสร็จ"
    return f'<span class="tick{" done" * done}" role="img" aria-label="{words}"></span>'


# (Markdown, XHTML): the whole of the chapter after its title.
SAME = [
    # --- a line break between Thai letters is nothing, elsewhere a space
    ("บรรทัดแรก\nต่อกัน", "<p>บรรทัดแรกต่อกัน</p>"),
    ("น้ำ\nเป็น", "<p>น้ำเป็น</p>"),
    ("ไทย\nLatin\nไทย", "<p>ไทย Latin ไทย</p>"),
    ("ปี\n๒๕๖๕", "<p>ปี ๒๕๖๕</p>"),
    ("ต่างๆ\nของ", "<p>ต่างๆ ของ</p>"),
    ("คำ \nคำ", "<p>คำ  คำ</p>"),
    ("ก **ข**\nค", "<p>ก <strong>ข</strong>ค</p>"),
    ("`ก\nข`", "<p><code>ก\nข</code></p>"),
    # --- breaks that are meant
    ("ก\\\nข", "<p>ก<br/>\nข</p>"),
    ("ก  \nข", "<p>ก<br/>\nข</p>"),
    ("ก\n\n* * *\n\nข", "<p>ก</p>\n<hr/>\n<p>ข</p>"),
    ("ก\n\n+++\n\nข", '<p>ก</p>\n<div class="new-page"></div>\n<p>ข</p>'),
    ("ก\n\n\\pagebreak\n\nข", '<p>ก</p>\n<div class="new-page"></div>\n<p>ข</p>'),
    # --- emphasis
    ("คำ_เอน_คำ", "<p>คำ<em>เอน</em>คำ</p>"),
    ("คำ__หนา__คำ", "<p>คำ<strong>หนา</strong>คำ</p>"),
    ("snake_case_name และ ไฟล์ my_คำ_x", "<p>snake_case_name และ ไฟล์ my_คำ_x</p>"),
    ("~~ลบ~~ ~คำ~", "<p><del>ลบ</del> ~คำ~</p>"),
    # --- lists
    ("1. ก\n2. ข", "<ol>\n<li>ก</li>\n<li>ข</li>\n</ol>"),
    ("3. ก\n4. ข", '<ol start="3">\n<li>ก</li>\n<li>ข</li>\n</ol>'),
    ("2568. เป็นปี", "<p>2568. เป็นปี</p>"),
    ("๒๕๖๘. เป็นปี", "<p>๒๕๖๘. เป็นปี</p>"),
    ("ก. ศรีสุข เป็นคน", "<p>ก. ศรีสุข เป็นคน</p>"),
    ("น. 5 เข้านอน\nก. เป็นคน", "<p>น. 5 เข้านอนก. เป็นคน</p>"),
    ("สิ่งของ:\n- ก\n- ข\n\nจบ", "<p>สิ่งของ:</p>\n<ul>\n<li>ก</li>\n<li>ข</li>\n</ul>\n<p>จบ</p>"),
    ("- ก\n  - ข\n- ค", "<ul>\n<li>ก<ul>\n<li>ข</li>\n</ul>\n</li>\n<li>ค</li>\n</ul>"),
    ("- ก\n    - ข\n- ค", "<ul>\n<li>ก<ul>\n<li>ข</li>\n</ul>\n</li>\n<li>ค</li>\n</ul>"),
    ("- ก\n\n- ข", "<ul>\n<li>\n<p>ก</p>\n</li>\n<li>\n<p>ข</p>\n</li>\n</ul>"),
    # --- tasks: the sign stands before the words of an item
    ("- [ ] ก\n- [x] ข\n- ค", f'<ul>\n<li class="task">{_tick()}ก</li>\n'
     f'<li class="task">{_tick(True)}ข</li>\n<li>ค</li>\n</ul>'),
    ("1. [X] ก\n\n2. [ ] *ข*", f'<ol>\n<li class="task">\n<p>{_tick(True)}ก</p>\n</li>\n'
     f'<li class="task">\n<p>{_tick()}<em>ข</em></p>\n</li>\n</ol>'),
    ("๑. [x] ก", '<ol class="marked">\n<li class="task"><span class="marker">๑.</span> '
     f"{_tick(True)}ก</li>\n</ol>"),
    ("- [ ] 1. ก", f'<ul>\n<li class="task">{_tick()}1. ก</li>\n</ul>'),
    ("[x] ก\n\n- [x]\n- ก [x]\n- [y] ก\n- \\[x] ก", "<p>[x] ก</p>\n<ul>\n<li>[x]</li>\n"
     "<li>ก [x]</li>\n<li>[y] ก</li>\n<li>[x] ก</li>\n</ul>"),
    # --- quotation marks
    ('พูด"สวัสดี"แล้ว', "<p>พูด“สวัสดี”แล้ว</p>"),
    ('เขาว่า "ก" และ "ข"', "<p>เขาว่า “ก” และ “ข”</p>"),
    ('"คำ \'ใน\' คำ"', "<p>“คำ ‘ใน’ คำ”</p>"),
    ('**"ก"** ("ข")', "<p><strong>“ก”</strong> (“ข”)</p>"),
    ("don't People's students' '90s", "<p>don’t People’s students’ ’90s</p>"),
    ('กว้าง 5" ยาว 6\'', "<p>กว้าง 5\" ยาว 6'</p>"),
    ('`"ก"` และ \\"ข\\"', '<p><code>"ก"</code> และ <span class="straight">"</span>ข'
                          '<span class="straight">"</span></p>'),
    ('"ย่อหน้าที่ยังไม่จบ', "<p>“ย่อหน้าที่ยังไม่จบ</p>"),
    ("“ก” ‘ข’", "<p>“ก” ‘ข’</p>"),
    # --- attribute lists are only what clearly is one
    ("ข้อความ {ก ข} และ {ค}", "<p>ข้อความ {ก ข} และ {ค}</p>"),
    ("## หัว {ก ข}", '<h2 id="chapter-1-2">หัว {ก ข}</h2>'),
    ("## หัว {#my-id .x}", '<h2 class="x" id="chapter-1-my-id">หัว</h2>'),
    ("[คำ]{.x} [a]{lang=en} [ข]", '<p><span class="x">คำ</span> <span lang="en">a</span> [ข]</p>'),
    ('[คำ]{onclick="x()" style="x"}', "<p><span>คำ</span></p>"),
    # --- dollar signs that are money
    ("ราคา $5 และ $6", "<p>ราคา $5 และ $6</p>"),
    ("US$5 ถึง US$6 $ 7 $ \\$8", "<p>US$5 ถึง US$6 $ 7 $ $8</p>"),
    ("$HOME/$USER", "<p>$HOME/$USER</p>"),
    # --- addresses in the text, as GitHub finds them; Thai may follow without a space
    ("ดู https://a.th/ก-ข และ", f"<p>ดู {_link('https://a.th/ก-ข')} และ</p>"),
    ("ที่https://a.co.thและ", f"<p>ที่{_link('https://a.co.th')}และ</p>"),
    ("https://a.th/pageและ", f"<p>{_link('https://a.th/page')}และ</p>"),
    ("https://a.th/พ.ศ._2568?q=ก", f"<p>{_link('https://a.th/พ.ศ._2568?q=ก')}</p>"),
    ("https://คน.ไทยและ", f"<p>{_link('https://คน.ไทย')}และ</p>"),
    ("www.a.co.th.", f"<p>{_link('www.a.co.th', 'http://www.a.co.th')}.</p>"),
    ("a.b_c@d.thนะ", f"<p>{_link('a.b_c@d.th', 'mailto:a.b_c@d.th')}นะ</p>"),
    ("(https://a.th/ก_(ข))ค", f"<p>({_link('https://a.th/ก_(ข)')})ค</p>"),
    ('"https://a.th/it\'s"', f"<p>“{_link('https://a.th/it' + chr(39) + 's')}”</p>"),
    ("**https://a.th/_x**", f"<p><strong>{_link('https://a.th/_x')}</strong></p>"),
    ("https://a.th/?a=1&amp;b=2&lt;", f"<p>{_link('https://a.th/?a=1&amp;b=2')}&lt;</p>"),
    ("<https://a.th/ก>", f"<p>{_link('https://a.th/ก')}</p>"),
    ("<a@b.th>", f"<p>{_link('a@b.th', 'mailto:a@b.th')}</p>"),
    ("`https://a.th` <code>www.a.co.th</code> git@a.th:b/c a@1.2",
     "<p><code>https://a.th</code> <code>www.a.co.th</code> git@a.th:b/c a@1.2</p>"),
    ('[https://a.th](#ก) <a href="https://b.th">a@b.th</a>\n\n## ก',
     '<p><a href="#chapter-1-2" class="ref">https://a.th</a> <a href="https://b.th">a@b.th</a></p>\n'
     '<h2 id="chapter-1-2">ก</h2>'),
    # --- what stands below and above the line, and what is marked
    ("H~2~O x^2^ SO~4~^2-^", "<p>H<sub>2</sub>O x<sup>2</sup> SO<sub>4</sub><sup>2-</sup></p>"),
    # no line begins with one: a word joiner stands where it might
    ("ม.^๒^ (CH)~n~", "<p>ม.<sup>\u2060๒</sup> (CH)<sub>\u2060n</sub></p>"),
    ("10^-3^ e^-x^", "<p>10<sup>\u2060-3</sup> e<sup>\u2060-\u2060x</sup></p>"),
    ("V~ต้น~ ม.<sup>2</sup>", "<p>V<sub>\u2060ต้น</sub> ม.<sup>\u20602</sup></p>"),
    ("^14^C ^14^~6~C", "<p><sup>14</sup>C <sup>14</sup><sub>6</sub>C</p>"),
    ("~~H~2~O~~ **x^n+1^**", "<p><del>H<sub>2</sub>O</del> <strong>x<sup>n+1</sup></strong></p>"),
    ("คำ==เน้น **สี**==คำ", "<p>คำ<mark>เน้น <strong>สี</strong></mark>คำ</p>"),
    ("**==ก== `==ข==`**", "<p><strong><mark>ก</mark> <code>==ข==</code></strong></p>"),
    ("H\\~2\\~O x\\^2\\^ \\==ก\\==", "<p>H~2~O x^2^ ==ก==</p>"),
    *((text, f"<p>{text}</p>") for text in (
        "~5 ถึง ~6 บาท ~/ก ~/a:~/b ก~1 ก~ 8~9~10 น. ราคา~5~6 ดี~มาก~ จัง",
        "a^b และ c^d x^2+y^2=z^2 a^2b^2 ดี^_^ค่ะ ดี^o^ค่ะ ^^ และ^^",
        "a == b and c == d a==b และ c==d (a)==(b) และ (c)==(d) ก==",
    )),
    ("`a`==`b` และ `c`==`d` ==> ก ==>", "<p><code>a</code>==<code>b</code> และ <code>c</code>=="
     "<code>d</code> ==&gt; ก ==&gt;</p>"),
    # --- abbreviations and definitions
    ("*[กทม.]: กรุงเทพ\n\nในกทม.มี", '<p>ใน<abbr title="กรุงเทพ">กทม.</abbr>มี</p>'),
    ("*[HTML]: x\n\nHTMLนะ XHTML", '<p><abbr title="x">HTML</abbr>นะ XHTML</p>'),
    ("คำ\n:   ความหมาย", "<dl>\n<dt>คำ</dt>\n<dd>ความหมาย</dd>\n</dl>"),
    # --- code
    ('```\nก <b>\n\n  _ข_ "ค"\n```', '<pre><code>ก &lt;b&gt;\n\n  _ข_ "ค"\n</code></pre>'),
    ("> ```\n> ก\n> ```", "<blockquote>\n<pre><code>ก\n</code></pre>\n\n</blockquote>"),
    (
        "```py\nif 1\n```",
        '<pre><code class="language-py"><span class="k">if</span> 1\n</code></pre>',
    ),
    ("    ```\n    ก", "<pre><code>```\nก\n</code></pre>"),
]  # fmt: skip


@pytest.mark.parametrize(("markdown", "wanted"), SAME, ids=[repr(m)[:40] for m, _ in SAME])
def test_markdown_becomes_xhtml(chapter: Chapter, markdown: str, wanted: str) -> None:
    body, problems = chapter(markdown)
    assert body == wanted
    assert problems == []


@pytest.mark.parametrize(
    ("markdown", "markers"),
    [
        ("๑. ก\n๒. ข", ["๑.", "๒."]),
        ("๓. ก\n๔. ข", ["๓.", "๔."]),
        ("๑. ก\n๑. ข", ["๑.", "๒."]),
        ("ก. หนึ่ง\nข. สอง\nค. สาม\nง. สี่", ["ก.", "ข.", "ค.", "ง."]),
        ("ค) สาม\n\nง) สี่", ["ค)", "ง)"]),
        ("5) ก\n6) ข", ["5)", "6)"]),
        ("๑. ก\n    ก. ข\n    ข. ค\n๒. ง", ["๑.", "ก.", "ข.", "๒."]),
    ],
)
def test_lists_keep_the_markers_of_the_author(
    chapter: Chapter, markdown: str, markers: list[str]
) -> None:
    body, _ = chapter(markdown)
    assert re.findall(r'<span class="marker">(.*?)</span>', body) == markers
    assert body.startswith('<ol class="marked">')
    # on paper the marker is the item's own, beside its text
    paper = on_paper(body)
    assert re.findall(r"list-style-type: '(.*?)\u00a0 '", paper) == markers
    assert "marker" not in paper


@pytest.mark.parametrize(
    ("way", "wanted"),
    [("keep", "ต่างๆของ เร็ว ๆ นี้"), ("spaced", "ต่าง ๆ ของ เร็ว ๆ นี้"), ("tight", "ต่างๆของ เร็วๆ นี้")],
)
def test_the_space_before_maiyamok_is_the_author_s_choice(
    chapter: Chapter, way: str, wanted: str
) -> None:
    body, _ = chapter("ต่างๆของ เร็ว ๆ นี้ `ต่างๆ`", f"typography: {{maiyamok: {way}}}\n")
    assert body == f"<p>{wanted} <code>ต่างๆ</code></p>"


def test_code_and_paragraphs_stand_in_lists(chapter: Chapter) -> None:
    body, _ = chapter("1. ก\n\n    ย่อหน้า\n\n    ```\n    x\n\n      y\n    ```\n\n2. ข")
    assert body == (
        "<ol>\n<li>\n<p>ก</p>\n<p>ย่อหน้า</p>\n<pre><code>x\n\n  y\n</code></pre>\n</li>\n"
        "<li>\n<p>ข</p>\n</li>\n</ol>"
    )


def test_ids_are_ascii_and_unique_in_the_book(chapter: Chapter) -> None:
    body, problems = chapter(
        "## ก {#บท}\n\n## ข {#2}\n\n## ค {#x}\n\n<a id='x'></a>[ง]{#note-1} จ[^1]\n\n[^1]: ฉ"
    )
    ids = re.findall(r' id="([^"]+)"', body)
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"chapter-1-[A-Za-z0-9-]+", name) for name in ids)
    assert places(problems) == [("id-twice", 9)]


def test_notes_are_numbered_by_their_calls(chapter: Chapter) -> None:
    body, problems = chapter(
        "ก[^ข] ค[^1] ง[^ข]\n\n[^1]: หนึ่ง\n\n[^ข]: สอง\n\n    ต่อ\n\n[^z]: ไม่มีใครเรียก",
        "typography: {digits: thai}\n",
    )
    root = lxml.html.fragment_fromstring(body, create_parent="div")
    calls = root.xpath("//sup[@class='noteref']/a")
    assert [call.text for call in calls] == ["๑", "๒", "๑"]
    notes = root.xpath("//section[@class='notes']/aside[@class='note']")
    texts = ["".join(note.itertext()).split() for note in notes]
    assert texts == [["๑", "สอง", "ต่อ", "↑", "↑"], ["๒", "หนึ่ง", "↑"], ["๓", "ไม่มีใครเรียก"]]
    ids = {element.get("id") for element in root.iter() if element.get("id")}
    for link in root.iter("a"):
        assert link.get("href")[1:] in ids
    backs = root.xpath("//a[@class='backref']/@aria-label")
    assert backs[0] == "กลับไปยังข้อความที่มีเชิงอรรถ ๑"
    assert problems == []


def test_a_note_on_paper_stands_where_it_is_called() -> None:
    longest = int(SETTING.note_letters)

    def placed(call: str, note: str) -> bool:
        sup = '<sup class="noteref" id="c">\u2060<a class="call" href="#n">1</a></sup>'
        body = (
            f'{call.replace("*", sup)}\n<section class="notes"><aside class="note" id="n">'
            f'<p><span class="note-number">1</span> {note}</p></aside></section>'
        )
        return 'class="footnote"' in on_paper(body)

    assert placed("<p>ก*</p>", "ข")
    assert placed("<h2>ก*</h2>", "ข")
    assert placed("<table><tr><td>ก*</td></tr></table>", "ข")
    assert placed("<figure><figcaption>ก*</figcaption></figure>", "ข")
    assert not placed("<p>ก*</p>", "ข" * (longest + 1))


def test_running_heads_and_outline_have_no_numbers_of_notes(manuscript: Write) -> None:
    notes = "\n\n[^a]: หนึ่ง\n\n[^b]: สอง\n"
    folder = manuscript(f"# หัว[^a]\n\n{'เนื้อความ ' * 600}\n\n## ย่อย[^b]\n\nก{notes}")
    _, book, design, _ = prepare(folder)
    with pypdfium2.PdfDocument(pdf_bytes(book, design)) as document:
        names = [mark.get_title() for mark in document.get_toc()]
        texts = [sheet.get_textpage().get_text_range() for sheet in document]
    assert "หัว" in names
    assert "ย่อย" in names
    heads = [line for text in texts for line in text.split() if line.startswith("หัว")]
    assert set(heads) >= {"หัว"}
    assert len([head for head in heads if head != "หัว"]) == 1  # the heading itself


def test_pictures_with_titles_are_figures(chapter: Chapter) -> None:
    body, _ = chapter(
        '![ภาพ](a.png "คำ "ใน" ภาพ"){#fig width=60% credit="ช่าง"}\n\n'
        "![ภาพ](a.png)\n\nภาพ: สอง *เอน* {#two}\n\n![ภาพ](a.png)\n\n"
        'ก ![ภาพ](a.png "t"){width=10%} ข ![ภาพ](a.png){width=500px}'
    )
    assert body == (
        '<figure id="chapter-1-fig" style="width: 60%" class="numbered"><img alt="ภาพ" '
        'src="../a.png"/><figcaption><span class="label">ภาพที่ 1</span> คำ “ใน” ภาพ '
        '<span class="credit">ช่าง</span></figcaption></figure>\n'
        '<figure class="numbered" id="chapter-1-two"><img alt="ภาพ" src="../a.png"/>'
        '<figcaption><span class="label">ภาพที่ 2</span> สอง <em>เอน</em></figcaption></figure>\n'
        '\n<p class="picture"><img alt="ภาพ" src="../a.png"/></p>\n'
        '<p>ก <img alt="ภาพ" src="../a.png" title="t" style="width: 10%"/> ข '
        '<img alt="ภาพ" src="../a.png"/></p>'
    )


def test_what_is_marked_in_the_words_of_a_picture_is_its_words(chapter: Chapter) -> None:
    body, _ = chapter("ก ![[ *คำ* &#3585;](#ก) `ค`](http://b.th/) ข")
    assert '<p>ก <a href="http://b.th/">คำ ก ค</a> ข</p>' in body


@pytest.mark.parametrize("width", ["0%", "101%", "-5%", "5em"])
def test_a_picture_of_no_width_has_its_own(chapter: Chapter, width: str) -> None:
    body, _ = chapter(f'![ภาพ](a.png "คำ"){{width={width}}}')
    assert "<figcaption>" in body
    assert "style" not in body


@pytest.mark.parametrize("caption", ["Table: คำ {#t}\n\nTABLE", "TABLE\n\nตาราง: คำ {#t}"])
def test_tables_have_captions_and_alignment(chapter: Chapter, caption: str) -> None:
    body, _ = chapter(caption.replace("TABLE", "| ก | ข |\n|--:|:-:|\n| 1 | 2 |"))
    assert body.startswith(
        '<table class="brief numbered caption-8" id="chapter-1-t">\n'
        '<caption><span class="label">ตารางที่ 1</span> '
        'คำ</caption><thead>\n<tr>\n<th class="align-right">ก</th>\n<th class="align-center">ข</th>'
    )


def test_verse_keeps_its_lines_and_halves(chapter: Chapter) -> None:
    body, _ = chapter("::: กลอน\nวรรคหนึ่ง  วรรคสอง\nวรรค_เอน_\n\nบทสอง\n:::\n\n::: note ชื่อ\nก\n:::")
    assert body == (
        '<div class="verse klon of-10">\n<p>'
        '<span class="line"><span class="half em-5">วรรคหนึ่ง</span> '
        '<span class="half em-4">วรรคสอง</span></span>'
        '<span class="line">วรรค<em>เอน</em></span></p>\n'
        '<p><span class="line">บทสอง</span></p>\n</div>\n'
        '<div class="note">\n<p class="block-title">ชื่อ</p>\n<p>ก</p>\n</div>'
    )


@pytest.mark.parametrize("kind", ["ขวา", "กลาง", "คำคม", "right"])
def test_a_signature_keeps_its_lines(chapter: Chapter, kind: str) -> None:
    body, _ = chapter(f"::: {kind}\nสำนักพิมพ์\nริมคลอง\\\n*ตุลาคม* 2569\n\nกทม.\n:::\n\nก\nข")
    lines = body.replace("\n", "")
    assert "<p>สำนักพิมพ์<br/>ริมคลอง<br/><em>ตุลาคม</em> 2569</p><p>กทม.</p>" in lines
    assert "<p>กข</p>" in body


def test_formulas_are_mathml_with_their_tex(chapter: Chapter) -> None:
    body, problems = chapter(
        '$x^2$ "$y$" $\\text{คำ}$\n\n$$\n\\frac{a}{b}\n$$\n\n$$E$$\n\nเสีย $\\nonsense$'
    )
    assert re.findall(r'alttext="(.*?)"', body) == ["x^2", "y", "\\text{คำ}", "\\frac{a}{b}", "E"]
    assert body.count('<div class="equation"><math display="block"') == 2
    assert "“<math" in body
    assert "$\\nonsense$" in body
    assert places(problems) == [("math-unreadable", 11)]


@pytest.mark.parametrize(
    ("typed", "tex", "words"),
    [
        ("$ก = ๑๒ + ๓$", "ก = ๑๒ + ๓", ["ก"]),
        (r"\[ความเร็ว = \frac{ระยะทาง}{t}\]", r"ความเร็ว = \frac{ระยะทาง}{t}",
         ["ความเร็ว", "ระยะทาง"]),
        ("$$\n\\frac{ระยะทาง รวม}{เวลา}\n$$", r"\frac{ระยะทาง รวม}{เวลา}", ["ระยะทาง รวม", "เวลา"]),
        (r"$\text{เร็ว มาก} > x$", r"\text{เร็ว มาก} > x", ["เร็ว มาก"]),
        (r"$\operatorname{ผล}(x)$", r"\operatorname{ผล}(x)", []),
        ("$5 ต่อ$ ห้า", "", []),
        (r"\[หมายเหตุ\] \[ \\ \]", "", []),
    ],
)  # fmt: skip
def test_thai_words_in_a_formula_are_its_text(
    chapter: Chapter, typed: str, tex: str, words: list[str]
) -> None:
    """And what is told of the formula is what the author typed, or the proof would miss it."""
    body, problems = chapter(typed)
    assert problems == []
    told = [html.unescape(each) for each in re.findall('alttext="([^"]*)"', body)]
    assert told == ([tex] if tex else [])
    assert [each.replace("\u00a0", " ") for each in re.findall("<mtext>([^<]*)", body)] == words


@pytest.mark.parametrize(
    "formula",
    [
        "$$\nx\n$$ {#eq}",
        "$$\nx\n$$\n{#eq}",
        "$$x$$ {#eq}",
        "$$x$$\n{#eq}",
        "```math\nx\n```\n{#eq}",
        "> $$\n> x\n> $$ {#eq}",
        "- ก\n\n    $$\n    x\n    $$ {#eq}",
    ],
)
def test_a_formula_with_a_name_has_a_number(chapter: Chapter, formula: str) -> None:
    body, problems = chapter(f"$$\ny\n$$\n\n{formula}\n\nดู [](#eq) กับ [ข้อนี้](#eq)")
    root = lxml.html.fragment_fromstring(body, create_parent="div")
    (block,) = root.xpath("//div[@class='equation numbered']")
    assert block.get("id") == "chapter-1-eq"
    assert [part.get("class") for part in block] == ["formula", "label"]
    assert block.find("span/math").get("alttext") == "x"
    assert block[1].text == "(1)"
    links = [link.text_content() for link in root.iter("a")]
    assert links == ["สมการที่ 1", "ข้อนี้"]
    assert "{" not in root.text_content()
    assert problems == []


def test_formulas_are_numbered_through_the_book_in_its_digits(manuscript: Write) -> None:
    folder = manuscript("# ก\n\n$$x$$ {#a}\n\n$$y$$\n\n$$z$$ {#b}\n", "language: en\n")
    (folder / "b.md").write_text("# ข\n\n$$\nx\n$$ {#c}\n\n[](#a) [](#c)\n", "utf-8")
    settings = (folder / "book.yaml").read_text("utf-8").replace("[a.md]", "[a.md, b.md]")
    (folder / "book.yaml").write_text(settings + "typography: {digits: thai}\n", "utf-8")
    made, _ = compose(load_manuscript(folder))
    whole = "".join(section.body for section in made.sections)
    assert re.findall(r'class="label">(.*?)<', whole) == ["(๑)", "(๒)", "(๓)"]
    assert re.findall(r'class="ref auto">(.*?)<', whole) == ["Equation ๑", "Equation ๓"]


def test_braces_that_are_no_name_and_formulas_in_a_line_bring_no_number(chapter: Chapter) -> None:
    body, _ = chapter("$$\nx\n$$\n{ก ข}\n\nใน $y${#y} และ $$z$$ {#z}\n\n[](#z)")
    assert "label" not in body
    assert "{ก ข}" in body
    assert 'alttext="z" id="chapter-1-z"' in body
    assert '<a href="#chapter-1-z" class="ref auto">z</a>' in body


def test_the_number_of_a_formula_stays_on_the_page(manuscript: Write, tmp_path: Path) -> None:
    """Also of one that is wider than the page, which is set smaller."""
    long = " + ".join(["x_1 + x_2"] * 12)
    folder = manuscript(f"# ก\n\n$$\n{long}\n$$ {{#a}}\n\n$$y$$ {{#b}}\n\nดู [](#b)\n")
    with pypdfium2.PdfDocument(build(folder, tmp_path / "out", epub=False).files[0]) as document:
        sheet = next(s for s in document if "(1)" in s.get_textpage().get_text_range())
        text, width = sheet.get_textpage(), sheet.get_size()[0]
        whole = text.get_text_range()
        ends = [text.get_charbox(whole.index(sign) + 2)[2] for sign in ("(1)", "(2)")]
    assert ends[0] == pytest.approx(ends[1], abs=0.5)  # both at the right edge of the text
    assert 0.8 * width < ends[0] < 0.9 * width
    assert "สมการที่ 2 (หน้า\u00a03)" in whole


def test_formulas_are_drawn_on_their_baseline_and_thai_words_are_shaped() -> None:
    face = (ROOT / "fonts" / "Sarabun" / "Sarabun-Regular.ttf").read_bytes()

    def picture(tex: str) -> Drawing:
        math = mathml(tex, display=True)
        assert math is not None
        made = draw_formula(etree.tostring(math, encoding="unicode"), face)
        assert made is not None
        return made

    two_lines = picture(r"\begin{aligned} a &= b \\ &= c \end{aligned}")
    assert two_lines.height_em > 1.8 * picture("a = b").height_em
    assert picture("x").depth_em < 0.2 < picture(r"\frac{a}{b}").depth_em
    assert picture(r"\text{น้ำ}").width_em < picture(r"\text{น้ำน้ำ}").width_em
    one, two = outline("น", face), outline("นี้", face)
    assert two.advance == one.advance  # marks stand on their letter
    assert outline("นี", face).top < two.top  # and on each other
    assert draw_formula("<math><mtable><mtr></mtr></mtable>", face) is None


def test_no_markup_of_the_book_can_be_forged(chapter: Chapter) -> None:
    """A class of ours in an author's HTML is none: its words would not be proved to arrive."""
    body, _ = chapter(
        '<span class="label x">ก</span> [ข]{.auto} <sup class="noteref">ค</sup>'
        '<span class="math"><b>ง</b></span> <span class="marker">\'); }</span>'
    )
    assert "label" not in body
    assert "auto" not in body
    assert "noteref" not in body
    assert "<b>ง</b>" in body
    assert "style=" not in on_paper(body)


def test_faults_are_told_with_their_lines(chapter: Chapter) -> None:
    _, problems = chapter(
        "ก[^x]\n\n[ดู](#no) [](b.md)\n\n```nolanguage\nx\n```\n\n[ดู](#no)\n\n$\\x{$"
    )
    assert sorted(places(problems), key=lambda p: p[1]) == [
        ("note-missing", 3),
        ("reference-missing", 5),
        ("reference-missing", 5),
        ("code-language", 7),
        ("reference-missing", 11),
        ("math-unreadable", 13),
    ]


# --- a whole book


@pytest.fixture(scope="module")
def book() -> Book:
    return prepare(BOOK)[1]


def test_references_find_their_targets_in_any_chapter(book: Book) -> None:
    one, two = (s.body for s in book.sections if s.kind == "chapter")
    assert '<a href="#chapter-1-fig-a" class="ref auto">ภาพที่ ๑</a>' in one
    assert '<a href="#chapter-1-tab-a" class="ref auto">ตารางที่ ๑</a>' in one
    assert '<a href="#chapter-2-title" class="ref auto">บทที่สอง</a>' in one
    assert '<a href="#chapter-1-code" class="ref auto">โค้ด</a>' in two
    assert '<a href="#chapter-1-code" class="ref">หัวข้อโค้ด</a>' in two
    assert '<span class="label">ตารางที่ ๒</span>' in two


def test_a_reference_to_what_has_no_words_says_something(chapter: Chapter) -> None:
    body, _ = chapter("## หัวเรื่อง\n\n[](#ภาพ) [](#ที่)\n\n![แผนผัง](a.png){#ภาพ}\n\n<a id=ที่></a>คำ")
    links = etree.fromstring(f"<div>{body}</div>").findall(".//a[@class='ref auto']")
    assert [link.text for link in links] == ["แผนผัง", "หัวเรื่อง"]


def test_names_of_headings_as_github_makes_them_are_known(chapter: Chapter) -> None:
    body, _ = chapter("## หัวข้อ ที่ 1: Ab!\n\n## ซ้ำ\n\n## ซ้ำ\n\n[ก](#หัวข้อ-ที่-1-ab) [ข](#ซ้ำ-1)")
    assert (
        '<a href="#chapter-1-2" class="ref">ก</a> <a href="#chapter-1-4" class="ref">ข</a>' in body
    )


def test_the_index_is_in_thai_order() -> None:
    words = ["แกง", "กา", "เกา", "ไก่", "ก้าว", "เขา", "ขา", "ABC", "12"]
    wanted = ["12", "ABC", "กา", "ก้าว", "เกา", "แกง", "ไก่", "ขา", "เขา"]
    assert sorted(words, key=collation()) == wanted


def test_the_index_names_each_place(manuscript: Write) -> None:
    text = (
        '# บท\n\n[เขา]{.index} [ขา]{.index}\n\n## หัวรอง\n\n[ไป]{.index term="ขา!เดิน"} '
        '[]{.index term="ขา"} <i>x</i>\n'
    )
    made, _ = compose(load_manuscript(manuscript(text)))
    section = made.sections[-2]  # before the credits
    assert section.kind == "index"
    items = etree.fromstring(f"<div>{section.body}</div>").findall(".//li")
    terms = [item.findtext("span[@class='term']") for item in items]
    assert terms == ["ขา", "เดิน", "เขา"]
    assert [[a.text for a in item.findall("a")] for item in items] == [
        ["บท", "หัวรอง"],
        ["หัวรอง"],
        ["บท"],
    ]
    body = next(s.body for s in made.sections if s.kind == "chapter")
    for link in re.findall(r'href="#(.*?)"', section.body):
        assert f'id="{link}"' in body
    without, _ = compose(load_manuscript(manuscript("# บท\n\nเขา\n")))
    assert "index" not in [s.kind for s in without.sections]


def test_a_word_of_the_index_may_have_other_classes(manuscript: Write) -> None:
    made, _ = compose(load_manuscript(manuscript("# บท\n\n[เขา]{.index .name}\n")))
    assert "index" in [section.kind for section in made.sections]


def test_the_index_on_paper_names_each_page_once() -> None:
    refs = ", ".join(f'<a class="index-ref" href="#{name}"></a>' for name in "abcdef")
    pages = {"a": 3, "b": 3, "c": 5, "d": 6, "e": 7, "f": 9}
    section = PaperSection("index", "index", f"<ul><li>ก {refs}</li></ul>", ())
    made = with_pages(section, pages, "thai").body
    assert re.sub("<[^>]*>", "", made) == "ก ๓, ๕–๗, ๙"
    assert 'href="#c">๕–๗' in made


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The EPUB and the PDF of the whole book."""
    built = build(BOOK, tmp_path_factory.mktemp("markup"))
    assert [p.code for p in built.warnings] == ["L114-digits-other", "L307-note-unused"]
    epub, pdf = built.files
    assert lost_letters(load_manuscript(BOOK).chapters, epub.read_bytes()) == []
    return epub, pdf


def test_epubcheck_finds_nothing_in_the_book(made: tuple[Path, Path]) -> None:
    assert check_epub(made[0]) == []


def test_notes_open_as_notes_in_e_readers(made: tuple[Path, Path]) -> None:
    with zipfile.ZipFile(made[0]) as archive:
        text = archive.read("EPUB/text/chapter-2.xhtml").decode()
        package = archive.read("EPUB/content.opf").decode()
    assert 'epub:type="noteref" role="doc-noteref"' in text
    assert '<aside class="note" epub:type="footnote" role="doc-footnote"' in text
    assert 'role="doc-backlink"' in text
    assert package.count('properties="mathml"') == 2


def test_code_brings_its_font_and_prose_does_not(made: tuple[Path, Path]) -> None:
    with zipfile.ZipFile(made[0]) as archive:
        assert "EPUB/fonts/JetBrainsMono/JetBrainsMono-Regular.ttf" in archive.namelist()
    _, _, design, _ = prepare(ROOT / "book")
    assert not [font.name for font in design.fonts if "Mono" in font.name]


def _pages(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as document:
        texts = [sheet.get_textpage().get_text_range() for sheet in document]
    return [re.sub(r"[\s\ufffe\u2060]", "", text) for text in texts]


def test_every_word_of_the_book_is_on_paper(made: tuple[Path, Path], book: Book) -> None:
    """Words are looked for one by one, since notes stand apart from their calls."""
    whole = "".join(_pages(made[1]))
    for section in book.sections:
        if section.kind != "chapter":
            continue
        root = lxml.html.fragment_fromstring(section.body, create_parent="div")
        for math in list(root.iter("math")):
            math.clear(keep_tail=True)
        for link in root.xpath("//a[@class='backref']"):
            link.text = ""
        for run in runs(root):
            for word in re.split(r"[\s\u2060]+", run.text().replace("\ufffc", " ")):
                assert word in whole, word


def test_notes_are_at_the_foot_of_the_page_of_their_call(made: tuple[Path, Path]) -> None:
    page = next(text for text in _pages(made[1]) if "เมืองชั้นนำ๑ใน" in text)
    for words in ("๑เชิงอรรถแรก", "๒ย่อหน้าแรกของเชิงอรรถที่สอง", "ย่อหน้าที่สองของเชิงอรรถ", "รายการหนึ่งสอง"):
        assert page.index(words) > page.index("เมืองชั้นนำ๑ใน")


def test_pages_that_begin_among_notes_are_found_in_the_epub(made: tuple[Path, Path]) -> None:
    with zipfile.ZipFile(made[0]) as archive:
        nav = archive.read("EPUB/nav.xhtml").decode()
    found = set(re.findall(r'#page-(\d+)"', nav))
    inside = [str(n) for n, text in enumerate(_pages(made[1])[2:], 1) if text]  # without the cover
    assert len(inside) > 4
    assert found >= {number for number in inside if number != "1"}


@pytest.mark.parametrize(
    ("words", "alt"),
    [
        ("น้ำ<br>ใส", "น้ำ ใส"),
        ('คำ <b title="x">หนา</b> นี้', "คำ หนา นี้"),
        ("ซ้าย <!-- ลับ --> ขวา", "ซ้าย  ขวา"),
        (r"ก \<b\> ข", "ก &lt;b&gt; ข"),
        ("© &copy;", "© ©"),
    ],
)
def test_the_words_of_a_picture_hold_no_tags(
    words: str, alt: str, chapter: Callable[[str], tuple[str, list[Problem]]]
) -> None:
    for picture in (f"![{words}](a.png)", f"![{words}][p]\n\n[p]: a.png"):
        assert f'<img alt="{alt}"' in chapter(picture)[0]


def test_references_on_paper_say_the_page(made: tuple[Path, Path]) -> None:
    whole = "".join(_pages(made[1]))
    # A page may end behind the number of the picture.
    assert re.search("\\(หน้า[๐-๙]\\)และตารางที่๑\\(หน้า[๐-๙]\\)", whole)
    assert re.search("อ้างถึงหน้า[๐-๙]", whole)  # {.page}: the number alone


def test_references_at_the_ends_of_lines_say_the_page_too(
    manuscript: Write, tmp_path: Path
) -> None:
    """The page becomes known when the line is set already, and is set again."""
    prose = "ประชาชนเดินทางไปทำงานทุกวัน เพราะบ้านอยู่ไกล "
    text = "".join(f"{'ไป' * n}{prose}[](#end){{.page}} {prose * 3}\n\n" for n in range(24))
    folder = manuscript(f"# บท\n\n{text}## หัว {{#end}}\n\n{text}จบ\n")
    whole = "".join(_pages(build(folder, tmp_path / "out", epub=False).files[0]))
    found = re.findall(r"หน้า(\d+)ประชาชน", whole)
    assert len(found) == 48
    assert len(set(found)) == 1
    assert found[0] != "0"


def test_a_formula_in_a_caption_keeps_its_size() -> None:
    """The caption tells its height to the picture above it, and to nothing else."""
    formula = '<math xmlns="http://www.w3.org/1998/Math/MathML" alttext="x"><mi>x</mi></math>'
    body = f'<figure><img src="a.png" alt="ก"/><figcaption>สูตร {formula}</figcaption></figure>'
    paper = on_paper(body)
    assert re.search(r'src="a\.png"[^>]*style="--caption-lines: 1"', paper)
    assert re.search(r'class="formula"[^>]*style="width: [\d.]+em; height: [\d.]+em', paper)


def test_lines_beside_formulas_end_between_words(manuscript: Write, tmp_path: Path) -> None:
    words = ("ประชาชน", "เดินทาง", "ไป", "ทำงาน", "ทุกวัน", "สัญญาณ", "ครอบ", "ด้วย")
    text = "".join(f"{'ไป' * n} $x^2$ {''.join(words * 3)}\n\n" for n in range(12))
    folder = manuscript(f"# บท\n\n{text}")
    with pypdfium2.PdfDocument(build(folder, tmp_path / "out", epub=False).files[0]) as document:
        pages = [sheet.get_textpage().get_text_range() for sheet in document]
    lines = [line for page in pages for line in page.replace("\r", "").split("\n")]
    cut = [line for line in lines if re.search("ประชาชน|สัญญาณ", line)]
    assert len(cut) > 24
    pattern = re.compile(rf"\W*(({'|'.join(words)})\s*)*")
    assert [line for line in cut if not pattern.fullmatch(line.strip())] == []


def test_texts_read_ahead_are_those_of_the_layout(book: Book) -> None:
    sections = paper_sections(book, load_design())
    found = [text for section in sections for text in section.texts]
    for wanted in (
        "รายการที่สอง",  # without its marker
        "กลับไปที่ โค้ด และ หัวข้อโค้ด หางโจว อีกครั้ง\u2060๑ และอีกครั้ง\u2060๑ ๆ",
        "๑ หมายเหตุ ๆ มี โค้ด และ \ufffc",  # a formula is one letter
        "ตารางที่ ๒ ตารางกว้าง",
    ):
        assert wanted in found


def test_no_footnote_is_lost_however_many_there_are(tmp_path: Path) -> None:
    """Many notes of many lengths, and page numbers that make WeasyPrint begin again."""
    chance = random.Random(7)
    words = (ROOT / "book" / "article.md").read_text("utf-8").split("\n")
    prose = [line for line in words if len(line) > 200]
    names, chapters = [], []
    for number in range(2):
        text: list[str] = [f"# บทที่ {number}\n"]
        notes: list[str] = []
        for paragraph in range(8):
            line = chance.choice(prose)
            for _ in range(chance.choice((0, 1, 2, 3))):
                name = "ฆ" + "".join(chance.choice("ฐฒณฌฎฏ") for _ in range(9)) + "ฆ"
                names.append(name)
                line += f" ดู[^{len(notes)}] " + chance.choice(prose)[:120]
                more = [f"\n\n    {chance.choice(prose)[:300]}"] * chance.choice((0, 0, 2))
                notes.append(
                    f"[^{len(notes)}]: {name} {chance.choice(prose)[:200]}{''.join(more)}\n"
                )
            text.append(line + (f" [](c{paragraph // 2 % 2}.md)\n" if paragraph % 2 else "\n"))
        (tmp_path / f"c{number}.md").write_text("\n".join(text + notes), "utf-8")
        chapters.append(f"c{number}.md")
    settings = f"title: ก\nchapters: [{', '.join(chapters)}]\n"
    (tmp_path / "book.yaml").write_text(settings, "utf-8")
    _, book, design, _ = prepare(tmp_path)
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_bytes(book, design))
    whole = "".join(_pages(path))
    assert len(names) > 20
    assert [name for name in names if whole.count(name) != 1] == []


@pytest.mark.parametrize(
    ("tex", "rows", "text"),
    [
        (r"\begin{align} ก &= ๑ \\ ข &= ๒ \nonumber \end{align}", 2, "ก=๑ข=๒"),
        (r"\begin{gather*} a = ๑ \\ b = ๒ \end{gather*}", 2, "a=๑b=๒"),
        (r"\begin{multline} a + b \\ + c \end{multline}", 2, "a+b+c"),
        (r"\begin{eqnarray} a &=& b \\ c &=& d \end{eqnarray}", 2, "a=bc=d"),
        (r"\begin{alignat}{2} a &= b & c &= d \end{alignat}", 1, "a=bc=d"),
        (r"a = ๒๕ \tag{ก}", 0, "a=๒๕(ก)"),
        (r"a = b \tag*{★} \label{eq:a}", 0, "a=b★"),
    ],
)
def test_environments_of_tex_have_their_lines_and_no_number_of_their_own(
    tex: str, rows: int, text: str
) -> None:
    from thaibook.markup.maths import mathml

    formula = mathml(tex, display=True)
    assert formula is not None
    assert "".join(map(str, formula.itertext())) == text
    assert len(list(formula.iter("mtr"))) == rows
