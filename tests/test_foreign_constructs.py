"""Constructs of other programs one by one, in the places where authors nest them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from thaibook.build import prepare

Write = Callable[..., Path]
PICTURE = (Path(__file__).parent / "data" / "manuscripts" / "hugo" / "p.png").read_bytes()

# What is typed, what stands in the book, and what may not.
READ = {
    "x <y ข\n\n<!-- ลับ\n\nลับ -->\n\nจบ": ("<p>x &lt;y ข</p>", "ลับ"),
    "1. ก\n\n    <!-- ลับ\n\n    ลับ -->\n\n    ข": ("<p>ข</p>", "ลับ"),
    "> [!tip]+ คำ **หนา**\n> ใน": ('title">คำ <strong>หนา</strong></p><p>ใน</p>', "[!"),
    "> [!สำคัญ]\n> ใน": ('title">สำคัญ</p><p>ใน</p>', "[!"),
    "> [!note|left] หัว\n> ใน": ('title">หัว</p><p>ใน</p>', "[!"),
    "> [!note] หัว\n> ใน\n\n> อื่น": ("<blockquote>\n<p>อื่น</p>", "[!"),
    "คำ\n\n  ~ หนึ่ง\n\n  ~ สอง": ("<p>สอง</p>\n</dd>", "~"),
    "คำ\n:   หนึ่ง\n\n    ```\n    ก\n    ```": ("<pre><code>ก\n</code></pre>", "`"),
    '::: {.theorem name="พีทาโกรัส"}\nก\n:::': ('title">พีทาโกรัส</p>', "name"),
    "::: Warning ::::::\nก\n:::": ('class="warning"', ":::"),
    '![ก](p.png "ก"){#fig-a}\n\n[@fig-a] และ [ภาพ @fig-a]': ("ภาพที่ 1</a> และ <a", "@"),
    "## ข {#b}\n\nดู \\@ref(b)": (">ข</a>", "@ref"),
    '| ก | ข |\n|--|--|\n| 1 | 2 |\n\n: คำ {#tbl-x w="[60,40]"}': ("</span> คำ</caption>", "60"),
    "- ก{: .a}\n- {:.b} ข\n- ค\n  {: .c}": ("<li>ก</li>\n<li>ข</li>\n<li>ค</li>", "{:"),
    '```\nก\n```\n{: .x file="a"}': ("ก\n</code></pre>", "{:"),
    "![ก](p.png){: .a }{: .b }": ("<img", "{:"),
    "| ก | ข |\n|--|--|\n| 1 | 2 |\n{.x}": ("<td>2</td>", "{.x}"),
    '{{< img src="p.png" title="ก" >}}{{< /img >}}': ("<figcaption>", "{{"),
    '{{< figure src="p.png" caption="ก **ข**" attr="ค" >}}': ("<strong>ข</strong>", "{{"),
    "{{</* figure */>}}": ("{{&lt; figure &gt;}}", "*"),
    "{{< katex >}}x_1{{< /katex >}}": ("<math", "{{"),
    "{% # ลับ %}ก {#ลับ#}": ("<p>ก", "ลับ"),
    "\\\\[\n\\frac{1}{2}\n\\\\]": ("<math", "\\\\"),
    "```admonish tip title='หัว'\n**ก**\n```": ('title">หัว</p>', "admonish"),
    "ก $`\\sqrt{3}`$": ("<math", "`"),
    "| **ก ** | ข |\n|--|--|\n| a | $x|y$ |": ("<strong>ก</strong></th>", "**"),
    '## ก <a href="#x" id="x"></a>': ('<a id="chapter-1-x"></a>', "href"),
    '<h2 align="center">\n  <img src="p.png" alt="">\n  **ก**\n</h2>': (
        "ก</strong>\n</h2>",
        "**",
    ),
    "ก <img src={require('./p.png').default} alt=\"ก\" />": ("<img", "require"),
    "export const a = () => (\n  <b>ลับ</b>\n);\n\nก": ("<p>ก</p>", "ลับ"),
    "ก\n\n---\n---\n\nข": ("<hr/>\n<hr/>", "---"),
    "## ก\n\tย่อหน้าไทยที่เยื้อง": ("<p>ย่อหน้าไทยที่เยื้อง</p>", "<pre"),
    "![[p.png|ก|180]]": ("width: 25%", "[["),
}  # fmt: skip
# What is told, with its line.
TOLD = {
    '{% include a.html x="1\n2" %}': "dialect-unknown",
    "@smith [หน้า 3] ว่า": "dialect-unknown",
    "(ref:long) คำ": "dialect-unknown",
    "ก {props.title} ข": "dialect-unknown",
    "- ก{: .a}": "dialect-left-out",
    "| ก | ข |\n|--|--|\n| 1 | 2 |\n{.x}": "dialect-left-out",
}


@pytest.mark.parametrize("typed", READ)
def test_constructs_are_read_where_they_are_nested(manuscript: Write, typed: str) -> None:
    folder = manuscript(f"# บท\n\n{typed}\n", **{"p.png": PICTURE})
    bodies = [str(each.body) for each in prepare(folder).book.sections]
    body = next(each for each in bodies if each.startswith('<h1 id="chapter-1-title">'))
    body = re.sub(r"<annotation.*?</annotation>", "", body, flags=re.DOTALL)
    wanted, raw = READ[typed]
    assert wanted in body
    assert raw not in body


@pytest.mark.parametrize("typed", TOLD)
def test_what_only_its_program_knows_is_told(manuscript: Write, typed: str) -> None:
    told = prepare(manuscript(f"# บท\n\n{typed}\n")).warnings
    line = 2 + typed.count("\n") + 1 if "{.x}" in typed else 3
    assert (TOLD[typed], line) in [(each.code, each.line) for each in told]


@pytest.mark.parametrize(
    "header",
    [
        '{"title": "หัว", "author": ["ก", "ข"]}\n',
        ';;;\n{"title": "หัว", "author": ["ก", "ข"]}\n;;;\n',
        "---\ntitle: หัว\nauthor:\n  - name: ก\n    orcid: 1\n  - name: {given: ข}\n---\n",
    ],
)
def test_headers_of_others_are_read(manuscript: Write, header: str) -> None:
    book = prepare(manuscript(f"{header}\nเนื้อ\n")).book
    bodies = [str(each.body) for each in book.sections]
    assert any('class="byline">ก · ข</p>' in body and ">หัว</h1>" in body for body in bodies)
