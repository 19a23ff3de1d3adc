"""docs/markdown.md is true: every example in it is made, and is what the words beside it promise.

CASES has a row for what stands between backticks, CHAPTERS one for each block of Markdown. An
example of the page that has no row here fails, and so does a row that the page no longer has.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import PIL.Image
import pypdfium2
import pytest
from conftest import ROOT, run, told
from lxml import etree
from test_typed_verse import UNSEEN, Paper, read_paper

from thaibook.compose.joining import compose
from thaibook.grammar import form_of
from thaibook.lint import lint
from thaibook.load.manuscript import load_manuscript

PAGE = (ROOT / "docs" / "markdown.md").read_text("utf-8")
FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
SPAN = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")
A5_COLUMN_MM = 108.0
MARKS = re.compile("[\u200b\u2060]")


class Section(NamedTuple):
    """What stands below a heading: its words, its blocks of Markdown, what is in backticks."""

    words: str
    blocks: list[str]
    spans: set[str]


def _sections() -> dict[str, Section]:
    found: dict[str, Section] = {}
    for part in re.split(r"^## ", PAGE, flags=re.MULTILINE)[1:]:
        title, _, below = part.partition("\n")
        words = FENCED.sub("", below)
        spans = {span[2].strip().replace("\\|", "|") for span in SPAN.finditer(words)}
        blocks = [block[2] for block in FENCED.finditer(below) if block[1] == "markdown"]
        found[title] = Section(words.replace("\\|", "|"), blocks, spans)
    return found


SECTIONS = _sections()


class Case(NamedTuple):
    """An example: what of the page it is, what is typed for it ("" for that itself), and what
    has to stand in the chapter."""

    quoted: str
    typed: str
    becomes: str


CASES: dict[str, list[Case]] = {
    "ย่อหน้าและการขึ้นบรรทัด": [
        Case("บรรทัดว่างหนึ่งบรรทัด", "ก\n\nข", "<p>ก</p>\n<p>ข</p>"),
        Case("ระหว่างอักษรไทย", "บ้านของ\nเรา", "<p>บ้านของเรา</p>"),
        Case("ข้างอักษรโรมัน ตัวเลข ๆ ฯ",
             "---\nlines: join\n---\n# ก\n\nปี\n2565 ของ\nABC ต่าง ๆ\nนี้",
             "<p>ปี 2565 ของ ABC ต่าง ๆ นี้</p>"),
        Case("ช่องว่างหนึ่งช่องท้ายบรรทัด", "บ้าน \nเรา", "<p>บ้าน  เรา</p>"),
        Case("ช่องว่างสองช่องท้ายบรรทัด", "ก  \nข", "<p>ก<br/>\nข</p>"),
        Case("\\", "ก\\\nข", "<p>ก<br/>\nข</p>"),
        Case("<br>", "ก<br>ข", "<p>ก<br/>ข</p>"),
        Case("***", "ก\n\n***\n\nข", "<hr/>"),
        Case("* * *", "ก\n\n* * *\n\nข", "<hr/>"),
        Case("---", "ก\n\n---\n\nข", "<hr/>"),
        Case("~~~", "ก\n\n~~~\n\nเช้าวันใหม่", "<hr/>"),
        Case("ขึ้นต้นด้วยวันและเวลาในวงเล็บ",
             "[20:30, 3/5/2567] ก: ไป\n[20:31, 3/5/2567] ข: มา", "<br/>"),
        Case("ป.ล. ท้ายจดหมาย", "รักและคิดถึงเสมอ\nป.ล. รดน้ำต้นไม้ด้วย", "<br/>\nป.ล."),
        Case("ใต้ (ก) เลขอย่าง 1)", "(ก) หนึ่ง\n1) สอง\n2) สาม\n(ข) สี่", 'class="item level-2"'),
        Case("คอร์ดเพลง", "    C    Am\nลมพัดมา", "<p>C\u2003\u2003Am<br/>\nลมพัดมา</p>"),
        Case("+++", "ก\n\n+++\n\nข", '<div class="new-page"></div>'),
        Case("\\newpage", "ก\n\n\\newpage\n\nข", '<div class="new-page"></div>'),
        Case("\\pagebreak", "ก\n\n\\pagebreak\n\nข", '<div class="new-page"></div>'),
        Case("**ชื่อ:**", "**ชื่อ:** ก\n**บ้าน:** ข", "</strong> ก<br/>"),
        Case("คำพูดที่ขึ้นต้นด้วย “ – หรือ -", "– ไปไหน\n– ไปตลาด", "<p>– ไปไหน<br/>\n– ไปตลาด</p>"),
        Case("แชตที่ขึ้นต้นด้วยเวลาหรือชื่อ", "07:45 ปลา: ตื่นหรือยัง\n07:46 นก: ยัง", "<br/>"),
        Case("ถาม–ตอบ", "ถาม ใครเขียน\nตอบ ยายเขียน", "<p>ถาม ใครเขียน<br/>\nตอบ ยายเขียน</p>"),
        Case("อยู่ในวงเล็บทั้งบรรทัด", "กมลลงชื่อ\n(นางสาวกมล ใจดี)", "<br/>"),
        Case("• ● ➤ → ✓ ① ๏ หรืออีโมจิ", "➤ ไป\n➤ กลับ", "<p>➤ ไป<br/>\n➤ กลับ</p>"),
        Case("........", "ชื่อ ........\nอายุ ........", "<br/>"),
        Case("____", "ชื่อ____ชั้น____", "<p>ชื่อ____ชั้น____</p>"),
        Case("วาระที่ ๑ กิจกรรมที่ ๑", "วาระที่ ๑ ก\nวาระที่ ๒ ข", 'class="item level-1"'),
        Case("ข้อย่อยเยื้องใต้ข้อใหญ่", "ข้อ ๑ ก\n(๑) ข\n(๒) ค\nข้อ ๒ ง", 'class="item level-2"'),
        Case("เยื้องอยู่ใต้ข้ออย่าง (ก)", "(ก) ข้อแรก\n    - ของ\n(ข) ข้อสอง", "<li>ของ</li>"),
        Case("ตัวเลือกหลายข้อในบรรทัดเดียว", "สีใดร้อน\nก. แดง ข. ฟ้า", "สีใดร้อน<br/>"),
        Case("บรรณานุกรม", "กมล ใจดี. เรือจ้างเก่า.\n    ตราด: ท่าน้ำ.\nชูใจ รัก. หมึก.\n    เลย: โขง.",
             "</p>\n<p>ชูใจ"),
        Case("ย่อหน้าไทยที่เยื้องด้วยแท็บหรือสี่ช่องไม่ใช่โค้ด", "\tย่อหน้านี้เยื้อง", "<p>ย่อหน้านี้เยื้อง</p>"),
        Case("ถ้ามีเครื่องหมายของโค้ดจึงเป็นโค้ด", "    for x in y:\n        print(x)", "<pre>"),
    ],
    "ตัวเน้น": [
        Case("*เอน*", "คำ*เอน*คำ", "คำ<em>เอน</em>คำ"),
        Case("_เอน_", "คำ_เอน_คำ", "คำ<em>เอน</em>คำ"),
        Case("**หนา**", "คำ**หนา**คำ", "คำ<strong>หนา</strong>คำ"),
        Case("__หนา__", "คำ__หนา__คำ", "คำ<strong>หนา</strong>คำ"),
        Case("~~ขีดฆ่า~~", "คำ~~ขีดฆ่า~~คำ", "คำ<del>ขีดฆ่า</del>คำ"),
        Case("==เน้นสี==", "คำ==เน้นสี==คำ", "คำ<mark>เน้นสี</mark>คำ"),
        Case("`โค้ด`", "คำ`โค้ด`คำ", "คำ<code>โค้ด</code>คำ"),
        Case("snake_case", "ชื่อ snake_case_name", "<p>ชื่อ snake_case_name</p>"),
        Case("a == b", "ถ้า a == b และ c == d", "<p>ถ้า a == b และ c == d</p>"),
        Case("H~2~O", "", "H<sub>2</sub>O"),
        Case("x^2^", "", "x<sup>2</sup>"),
        Case("10^-3^", "", "10<sup>-3</sup>"),
        Case("^14^C", "ธาตุ ^14^C", "<sup>14</sup>C"),
        Case("~/path", "ที่ ~/path และ ~/b", "<p>ที่ ~/path และ ~/b</p>"),
        Case("8~9 น.", "", "<p>8~9 น.</p>"),
        Case("a^b", "a^b และ b^c", "<p>a^b และ b^c</p>"),
        Case("^_^", "", "<p>^_^</p>"),
    ],
    "เครื่องหมายคำพูด": [
        Case('"คำ"', 'พูด"คำ"แล้ว', "พูด“คำ”แล้ว"),
        Case("'คำ'", "พูด'คำ'แล้ว", "พูด‘คำ’แล้ว"),
        Case("don't", "", "don’t"),
        Case('5"', 'จอ 5" และ "คำ"', 'จอ 5" และ “คำ”'),
        Case('\\"', 'ก\\"ข', '<span class="straight">"</span>'),
        Case("ในโค้ดคงเดิม", '`"คำ"`', '<code>"คำ"</code>'),
    ],
    "ลิงก์": [
        Case("[ข้อความ](https://example.org)", "", '<a href="https://example.org">ข้อความ</a>'),
        Case("[ข้อความ][ป้าย]", "[ข้อความ][ป้าย]\n\n[ป้าย]: https://example.org", ">ข้อความ</a>"),
        Case("[ป้าย]: https://example.org", "[ข้อความ][ป้าย]\n\n[ป้าย]: https://example.org",
             'href="https://example.org"'),
        Case("https://example.org/ก-ข", "", 'class="url">https://example.org/ก-ข</a>'),
        Case("www.example.org", "", 'class="url">www.example.org</a>'),
        Case("name@example.org", "", 'href="mailto:name@example.org"'),
        Case("https://example.org/pageและ", "", "https://example.org/page</a>และ"),
        Case("/", "https://example.org/ก", "https://example.org/ก</a>"),
        Case("-", "https://example.org/a-ก", "https://example.org/a-ก</a>"),
        Case("_", "https://example.org/a_ก", "https://example.org/a_ก</a>"),
        Case("=", "https://example.org/?a=ก", "https://example.org/?a=ก</a>"),
        Case("<https://example.org/ก>", "ดู<https://example.org/ก>นะ", "https://example.org/ก</a>นะ"),
        Case("เครื่องหมายจบประโยคและวงเล็บที่ครอบอยู่ไม่นับ", "(ดู https://example.org/a).",
             "https://example.org/a</a>)."),
    ],
    "รายการ": [
        Case("1.", "3. ก\n4. ข", '<ol start="3">'),
        Case("2568. เป็นปีที่…", "2568. เป็นปีที่ดี", "<p>2568. เป็นปีที่ดี</p>"),
        Case("ก. ศรีสุข", "ก. ศรีสุข เป็นครู", "<p>ก. ศรีสุข เป็นครู</p>"),
        Case("- [ ] งาน", "- [ ] งาน\n- [x] เสร็จ", 'aria-label="ยังไม่เสร็จ"'),
        Case("- [x] งาน", "- [ ] รอ\n- [x] งาน", 'aria-label="เสร็จแล้ว"'),
        Case("-", "สิ่งของ\n- ก\n- ข", "<p>สิ่งของ</p>\n<ul>"),
    ],
    "หัวข้อ": [
        Case("# ชื่อบท", "", ">ชื่อบท</h1>"),
        Case("## หัวข้อ", "", ">หัวข้อ</h2>"),
        Case("### หัวข้อย่อย", "## ก\n\n### หัวข้อย่อย", ">หัวข้อย่อย</h3>"),
        Case("## หัวข้อ {#ชื่อ}", "## หัวข้อ {#ชื่อ}\n\n[](#ชื่อ)", 'ref auto">หัวข้อ</a>'),
    ],
    "รูปภาพ": [
        Case("ภาพ: คำบรรยาย {#fig-a}", "![ก](a.png)\n\nภาพ: *คำ*บรรยาย {#fig-a}\n\n[](#fig-a)",
             "<em>คำ</em>บรรยาย</figcaption>"),
    ],
    "ตาราง": [
        Case("เซลล์คั่นด้วยแท็บ", "ข้อ\tก\tข\n1\tX\t\n2\t\tX", "<th>ก</th>"),
        Case("ตาราง:", "| ก | ข |\n|---|---|\n| ค | ง |\n\nตาราง: ราคา", "ตารางที่ 1</span> ราคา"),
        Case("Table:", "Table: ราคา\n\n| ก | ข |\n|---|---|\n| ค | ง |", "ตารางที่ 1</span> ราคา"),
    ],
    "โค้ด": [
        Case("```", "```\nx\n```", "<pre><code>x\n</code></pre>"),
        Case("~~~", "~~~\nx\n~~~", "<pre><code>x\n</code></pre>"),
        Case("```python", "```python\nfor x in y:\n```", '<span class="k">for</span>'),
        Case("อยู่ในรายการหรือข้ออ้างอิงได้", "> ```\n> x\n> ```", "<blockquote>\n<pre>"),
    ],
    "บล็อก": [
        *(Case(name, f"::: {name}\nก\n:::", becomes) for name, becomes in {
            "กลอน": 'class="verse klon', "กาพย์": 'class="verse kap', "โคลง": 'class="verse khlong',
            "ฉันท์": 'class="verse chan', "ร่าย": 'class="verse rai', "verse": 'class="verse',
            "epigraph": 'class="epigraph"', "คำคม": 'class="epigraph"', "center": 'class="center"',
            "กลาง": 'class="center"', "right": 'class="right"', "ขวา": 'class="right"',
            "note": 'class="note"', "หมายเหตุ": 'class="note"', "tip": 'class="tip"',
            "เกร็ด": 'class="tip"', "warning": 'class="warning"',
            "คำเตือน": 'class="warning"',
        }.items()),
        Case("ชื่ออื่นภาษาไทย", "::: เกร็ดประวัติ\nก\n:::", '<p class="block-title">เกร็ดประวัติ</p>'),
        Case('<div class="ชื่อ">', "::: letter\nก\n:::", '<div class="letter">'),
        Case("คงบรรทัด", "::: center\nก\nข\n:::", "ก<br/>\nข"),
        Case(">", "> ก", "<blockquote>\n<p>ก</p>\n</blockquote>"),
        Case('!!! note "ชื่อ"', '!!! note "ชื่อ"\n    ก', '<p class="block-title">ชื่อ</p>\n<p>ก</p>'),
        Case("??? note", '??? note "ชื่อ"\n    ก', '<p class="block-title">ชื่อ</p>'),
        Case('=== "แท็บ"', '=== "แท็บ"\n    ก', '<p class="block-title">แท็บ</p>'),
        Case("/// note | ชื่อ", "/// note | ชื่อ\nก\n///", '<p class="block-title">ชื่อ</p>\n<p>ก</p>'),
        Case("///", "/// note | ชื่อ\nก\n///\n\nข", "</div>\n<p>ข</p>"),
        Case("> [!NOTE]", "> [!NOTE]\n> ก", 'class="box note"'),
        Case("<details>", "<details><summary>ชื่อ</summary>ก</details>", "ชื่อ"),
    ],
    "บล็อกของหนังสือ": [
        *(Case(name, f"::: {name} หัว\nยาวพอสมควร\n\nท้าย\n:::", becomes) for name, becomes in {
            "จดหมาย": '<p class="letter-head">หัว</p>', "letter": '<p class="letter-sign">ท้าย</p>',
            "ป้าย": '<div class="placard">', "placard": '<div class="placard">',
            "ประกาศ": '<div class="notice">', "notice": '<div class="notice">',
            "แบบฝึกหัด": '<span class="auto">แบบฝึกหัดที่ 1</span> หัว</p>',
            "exercise": '<span class="auto">แบบฝึกหัดที่ 1</span> หัว</p>',
            "เฉลย": '<span class="auto">เฉลย</span></h2><div class="answer">',
            "answer": '<span class="auto">เฉลย</span></h2><div class="answer">',
            "แนวนอน": '<div class="landscape"><div class="turned">',
            "landscape": '<div class="landscape"><div class="turned">',
            "บรรณานุกรม": '<div class="bibliography">', "bibliography": '<div class="bibliography">',
        }.items()),
        *(Case(name, f"::: {name}\n![ก](a.png)\n\n![ข](a.png)\n:::", 'class="side-by-side two"')
          for name in ("ภาพคู่", "side-by-side")),
        *(Case(name, f"::: {name}\n![ก](a.png)\n\nคำ\n:::", '<div class="words"><p>คำ</p>')
          for name in ("ผู้เขียน", "about-author")),
        *(Case(name, f"::: {name} ๒\n:::", 2 * '<div class="answer-line"></div>')
          for name in ("เส้น", "answer-lines")),
        Case("![ภาพ](a.png){.left}", "", 'class="picture around around-left"'),
        Case("![ภาพ](a.png){.right}", "", 'class="picture around around-right"'),
        Case(".ซ้าย", "![ภาพ](a.png){.ซ้าย}", "around-left"),
        Case(".ขวา", "![ภาพ](a.png){.ขวา}", "around-right"),
        Case("![ภาพ](a.png){.plate}", "", 'class="picture plate"'),
        Case(".เต็มหน้า", "![ภาพ](a.png){.เต็มหน้า}", 'class="picture plate"'),
        Case("![ภาพ](a.png){.spread}", "", 'class="picture plate spread"'),
        Case(".หน้าคู่", "![ภาพ](a.png){.หน้าคู่}", "plate spread"),
        Case("![ภาพ](a.png){.plate .whole}", "", 'class="picture plate whole-picture"'),
        Case(".ทั้งภาพ", "![ภาพ](a.png){.เต็มหน้า .ทั้งภาพ}", "plate whole-picture"),
        Case(".ตัดได้", "![ภาพ](a.png){.plate .ตัดได้}", "plate cropped"),
        Case("[คำข้าง]{.margin}", "", '<span class="margin-note">คำข้าง</span>'),
        Case(".ขอบ", "[คำข้าง]{.ขอบ}", '<span class="margin-note">คำข้าง</span>'),
        Case("หมายเหตุ:", "| ก | ข |\n|---|---|\n| ค | ง |\n\nหมายเหตุ: คำ", "table-note"),
        Case("ที่มา:", "| ก | ข |\n|---|---|\n| ค | ง |\nที่มา: คำ", '<p class="table-note">'),
        Case(">", "> คำ\n>\n> — ใคร", '<p class="source">— ใคร</p>'),
        Case("คำคม", "::: คำคม\nคำ\n\n— ใคร\n:::", '<p class="source">— ใคร</p>'),
        Case("—", "> คำ\n>\n> — ใคร", '<p class="source">'),
    ],
    "การอ้างอิงและบรรณานุกรม": [
        Case("[@มาลี]", "", "<p>(มาลี ศรีอักษร, 2569)</p>"),
        Case("[@มาลี, น. 12]", "", "<p>(มาลี ศรีอักษร, 2569, น. 12)</p>"),
        Case("[ดู @มาลี; @smith]", "", "<p>(ดู มาลี ศรีอักษร, 2569; Smith &amp; Lee, 2019)</p>"),
        Case("[-@มาลี]", "", "<p>(2569)</p>"),
        Case("@มาลี กล่าวว่า", "", "<p>มาลี ศรีอักษร (2569) กล่าวว่า</p>"),
        Case("::: บรรณานุกรม", "[@มาลี]\n\n::: บรรณานุกรม\n:::",
             "<p>มาลี ศรีอักษร. (2569). <i>บ้านริมคลอง</i>. ริมคลอง.</p>"),
    ],
    "บทร้อยกรอง": [
        *(Case(name, f"::: {name}\nแล้วสอนว่า  มันแสนสุด\n:::", f'class="verse {form}')
          for name, form in {
            "กลอน": "klon", "เพลงยาว": "klon", "สักวา": "klon", "ดอกสร้อย": "klon", "กาพย์": "kap",
            "ฉันท์": "chan", "โคลง": "khlong", "ร่าย": "rai", "ร่ายสุภาพ": "rai", "ร่ายยาว": "rai",
            "ร่ายดั้น": "rai", "verse": "", "บทกวี": "", "กลอนเปล่า": "",
        }.items()),
        Case("กาพย์ยานี ๑๑", "::: กาพย์ยานี ๑๑\nลมเย็น  ฟ้าสี\n:::",
             '<p class="block-title">กาพย์ยานี ๑๑</p>'),
        Case("| บรรทัด", "::: กลอน\n| แล้วสอนว่า  มันแสนสุด\n:::", 'em-6">แล้วสอนว่า</span>'),
        Case("| วรรค", "::: กลอน\n| แล้วสอนว่า\n| มันแสนสุด\n:::", 'em-6">แล้วสอนว่า</span>'),
        Case("ช่องเดียวก็แบ่งวรรค", "::: กลอน\nแล้วสอนว่า มันแสนสุด\nถึงเถาวัลย์ ก็ไม่คด\n:::",
             ">มันแสนสุด</span>"),
        Case("—", "::: กลอน\nแล้วสอนว่า  มันแสนสุด\n\n— สุนทรภู่\n:::", '<p class="source">— สุนทรภู่</p>'),
        Case(":::", "แล้วสอนว่าอย่า  มันแสนสุดลึก\nถึงเถาวัลย์พัน  ก็ไม่คดเหมือน", '<div class="verse'),
    ],
    "อ้างถึงที่อื่นในเล่ม": [
        Case("[](#ชื่อ)", "## หัว ก {#ชื่อ}\n\nดู [](#ชื่อ)", 'ref auto">หัว ก</a>'),
        Case("[](#ชื่อ){.page}", "## หัว ก {#ชื่อ}\n\n[](#ชื่อ){.page}", "page"),
        Case("[ดูที่นี่](#ชื่อ)", "## หัว ก {#ชื่อ}\n\n[ดูที่นี่](#ชื่อ)", 'ref">ดูที่นี่</a>'),
        Case("[](บทอื่น.md)", "", 'ref auto">บทอื่น</a>'),
        Case("[](บทอื่น.md#ชื่อ)", "", 'ref auto">หัวของบทอื่น</a>'),
        Case("{#ชื่อ}", "[](#ชื่อ)", 'ref auto">หัวของบทอื่น</a>'),
        Case("#หัวข้อ-ย่อย", "## หัวข้อ ย่อย\n\n[](#หัวข้อ-ย่อย)", 'ref auto">หัวข้อ ย่อย</a>'),
    ],
    "ดัชนี": [
        Case("[หางโจว]{.index}", "", ">หางโจว</span>"),
        Case('[นายโจว]{.index term="โจว เจียงหยง"}', "", ">นายโจว</span>"),
        Case('[รถไฟ]{.index term="ขนส่ง!รถไฟ"}', "", ">รถไฟ</span>"),
        Case('[]{.index term="หางโจว"}', 'ก[]{.index term="หางโจว"}ข', "</span>ข"),
        Case("[Latin words]{lang=en}", "", '<span lang="en">Latin words</span>'),
        Case("[คำ]{.ชื่อแบบ}", "", '<span class="ชื่อแบบ">คำ</span>'),
        Case("#ชื่อ", "[คำ]{#ชื่อ}", ">คำ</span>"),
        Case(".แบบ", "[คำ]{.แบบ}", '<span class="แบบ">คำ</span>'),
        Case("คีย์=ค่า", "[คำ]{lang=pi}", '<span lang="pi">คำ</span>'),
        Case("ปีกกาที่มีอย่างอื่นเป็นข้อความธรรมดา", "[คำ]{อย่างอื่น}", "[คำ]{อย่างอื่น}"),
    ],
    "คณิตศาสตร์": [
        Case("$E = mc^2$", "สูตร $E = mc^2$ นี้", "<math"),
        Case("$$", "$$\nE = mc^2\n$$", 'display="block"'),
        Case("```math", "```math\nE = mc^2\n```", 'display="block"'),
        Case("\\text{…}", "$\\text{แรง} = ma$", "<mtext>แรง</mtext>"),
        Case("ราคาเช่น $5 และ $6", "ราคา $5 และ $6", "<p>ราคา $5 และ $6</p>"),
        Case("\\$", "\\$a\\$", "<p>$a$</p>"),
        Case("[](#eq-a)", "$$\nE = mc^2\n$$ {#eq-a}\n\n[](#eq-a)", 'auto">สมการที่ 1</a>'),
        Case("\\begin{align} … \\end{align}", "\\begin{align}\na &= b\n\\end{align}",
             'display="block"'),
        Case("\\label{eq:a}", "$$a \\label{eq:a}$$\n\n[](#eq:a)", 'auto">สมการที่ 1</a>'),
        Case("\\eqref{eq:a}", "$$a \\label{eq:a}$$\n\n\\eqref{eq:a}", 'auto">สมการที่ 1</a>'),
        Case("\\tag{2.1}", "$$a \\tag{2.1}$$", '<span class="label">(2.1)</span>'),
        Case("$$E = mc^2$$ {#eq-a}", "", '<span class="label">(1)</span>'),
    ],
    "HTML": [
        Case("<b>", "<b>ก</b>", "<b>ก</b>"),
        Case("<sub>", "ก<sub>2</sub>", "<sub>2</sub>"),
        Case("<table>", "<table><tr><td>ก</td></tr></table>", "<td>ก</td>"),
        Case("<ruby>", "<ruby>ก<rt>ข</rt></ruby>", "<rt>ข</rt>"),
        Case('<div markdown="1">', '<div markdown="1">\n**ก**\n</div>', "<strong>ก</strong>"),
        Case("<path>", "`<path>`", "<code>&lt;path&gt;</code>"),
        Case("{/* … */}", "ก {/* ลับ */}ข", "<p>ก ข</p>"),
    ],
    "จากโปรแกรมอื่น": [
        Case("[[หน้า]]", "[[บทอื่น]]", 'ref">บทอื่น</a>'),
        Case("[[หน้า#หัวข้อ|คำ]]", "[[บทอื่น#หัวของบทอื่น|คำ]]", 'ref">คำ</a>'),
        Case("![[ภาพ.png]]", "![[a.png|ภาพของก]]", 'alt="ภาพของก"'),
        Case("![[ภาพ.png|300]]", "![[a.png|ก|10]]", "width: 1%"),
        Case("> [!tip]+ หัว", "> [!tip]+ หัว **หนา**\n> ก", "หัว <strong>หนา</strong></p>"),
        Case("> [!คำไทย]", "> [!คำไทย]\n> ก", 'block-title">คำไทย</p>'),
        Case("%% … %%", "ก %% ลับ %% ข", "<p>ก ข</p>"),
        Case("{# … #}", "ก {# ลับ #} ข", "<p>ก ข</p>"),
        Case("{% comment %} … {% endcomment %}", "ก {% comment %} ลับ {% endcomment %} ข",
             "<p>ก ข</p>"),
        Case("^[ข้อความ]", "ก^[ข้อความ]", 'class="noteref"'),
        Case('::: {.callout-note title="หัว"}', '::: {.callout-note title="หัว"}\nก\n:::',
             '<p class="block-title">หัว</p>'),
        Case('{% hint style="info" %}', '{% hint style="info" %}\nก\n{% endhint %}',
             'class="box info"'),
        Case("{{% notice note %}}", "{{% notice note %}}\nก\n{{% /notice %}}", 'class="box note"'),
        Case("<aside>", "<aside>\nก\n</aside>", 'class="box aside"'),
        Case("|", "| ก\n| ข", "<p>ก<br/>\nข</p>"),
        Case("+---+", "+---+---+\n| ก | ข |\n+---+---+", "<td>ข</td>"),
        Case("--- ---", "ก    ข\n---  ---\n๑    ๒\n", "<td>๒</td>"),
        Case("<center>", "<center>ก</center>", '<div class="center">'),
        Case('<p align="center">', '<p align="center">ก</p>', '<p class="center">ก</p>'),
        Case('style="text-align: right"', '<p style="text-align: right">ก</p>',
             '<p class="right">ก</p>'),
        Case("/", "![ภาพ](/a.png)", "<img"),
        Case("\\(x^2\\)", "", "<math"),
        Case("\\[x = 1\\]", "", "<math"),
        Case("{: start=5}", "{: start=5}\n1. ห้า\n2. หก", '<ol start="5">'),
        Case("## 1\\. บทนำ {#1.-บทนำ}", "[ไป](#1.-บทนำ)\n\n## 1\\. บทนำ {#1.-บทนำ}",
             'class="ref">ไป</a>'),
    ],
}  # fmt: skip
# What stands in backticks and is no example: settings, messages, names of files and of places.
NAMES = {
    "ย่อหน้าและการขึ้นบรรทัด": {"L415-lines-joined", "lines: keep", "lines: paragraphs",
                            "lines: join", "typography: {lines: keep}", "*", "**", "/"},
    "รายการ": {"typography.digits: thai"},
    "เชิงอรรถ": {"typography.digits: thai"},
    "รูปภาพ": {"float: here", "{float=here}", "{float=auto}", "ตาราง:"},
    "ตาราง": {"table-wide"},
    "อ้างถึงที่อื่นในเล่ม": {"ชื่อ"},
    "คณิตศาสตร์": {"typography.digits: thai"},
    "ตอบผู้ตรวจปรู๊ฟ": {"make_book.py check BOOK --pages", "{.tight}", "{.loose}",
                     "{.keep-with-next}", "&NoBreak;", "words.txt"},
    "บล็อกของหนังสือ": {"answers", "page.margins", "typography: {sections: true}"},
    "การอ้างอิงและบรรณานุกรม": {"bibliography: refs.bib", ".bib", "citation-missing"},
    "HTML": {"import"},
    "จากโปรแกรมอื่น": {"+++", "% ชื่อเรื่อง", "---", "[[ ]]",
                   "static", "public", "assets", "{{ site.title }}", "[@key]"},
}  # fmt: skip
WORKS = """@book{มาลี, author={มาลี ศรีอักษร}, title={บ้านริมคลอง}, publisher={ริมคลอง}, year=2026}
@article{smith, author={Smith, John and Lee, Ann}, title={Breaks}, journal={Type}, year=2019}
"""
OTHER = "# บทอื่น\n\n## หัวของบทอื่น {#ชื่อ}\n\nข้อความ\n"
Write = Callable[..., Path]


def _png() -> bytes:
    written = io.BytesIO()
    PIL.Image.new("RGB", (30, 20)).save(written, "PNG")
    return written.getvalue()


@pytest.mark.parametrize(
    ("section", "case"),
    [(section, case) for section, cases in CASES.items() for case in cases],
    ids=lambda value: value.quoted if isinstance(value, Case) else value[:8],
)
def test_an_example_becomes_what_the_page_says(section: str, case: Case, manuscript: Write) -> None:
    assert case.quoted in SECTIONS[section].spans or case.quoted in SECTIONS[section].words
    typed = case.typed or case.quoted
    text = typed if typed.startswith(("# ", "---\n")) else f"# หัว\n\n{typed}\n"
    more = {"a.png": _png(), "บทอื่น.md": OTHER.encode(), "refs.bib": WORKS.encode()}
    folder = manuscript(text, yaml="bibliography: refs.bib\n", **more)
    settings = folder / "book.yaml"
    settings.write_text(settings.read_text("utf-8").replace("[a.md]", "[a.md, บทอื่น.md]"), "utf-8")
    loaded = load_manuscript(folder)
    book, problems = compose(loaded, A5_COLUMN_MM)
    body = next(each.body for each in book.sections if each.kind == "chapter")
    assert case.becomes in MARKS.sub("", body)
    told = [*loaded.warnings, *problems, *lint(loaded).problems]
    assert [each.code for each in told if not each.code.startswith(("L2", "L3", "L4"))] == []


# The sections that have blocks of Markdown, and how many; each block has a test below.
BLOCKS = {
    "ย่อหน้าและการขึ้นบรรทัด": 2, "รายการ": 1, "เชิงอรรถ": 1, "รูปภาพ": 1, "ตาราง": 1, "บล็อก": 1,
    "บล็อกของหนังสือ": 1, "บทร้อยกรอง": 1, "คำจำกัดความและคำย่อ": 1, "คณิตศาสตร์": 1,
}  # fmt: skip


@pytest.mark.parametrize("section", SECTIONS)
def test_no_example_is_left_out(section: str) -> None:
    rows = {case.quoted for case in CASES.get(section, ())}
    assert SECTIONS[section].spans - rows - NAMES.get(section, set()) == set()
    assert len(SECTIONS[section].blocks) == BLOCKS.get(section, 0)


class Made(NamedTuple):
    """The blocks of the page as a book: the body of each chapter of the EPUB by the section of
    the page, and what is drawn in the PDF."""

    bodies: dict[str, etree._Element]
    paper: Paper
    lines: list[str]


def _columns_of_lists(block: str) -> str:
    """The four lists that the page shows beside each other, one below the other."""
    rows = [re.split(r"(?<=\S) {2,}", line) for line in block.rstrip("\n").split("\n")]
    assert {len(row) for row in rows} == {4}
    return "\n\n<!-- -->\n\n".join("\n".join(column) for column in zip(*rows, strict=True))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("page")
    (folder / "images").mkdir()
    PIL.Image.new("RGB", (900, 600)).save(folder / "images" / "a.jpg")
    files = []
    for number, section in enumerate(BLOCKS):
        block = SECTIONS[section].blocks[0]
        block = _columns_of_lists(block) if section == "รายการ" else block
        more = "\n[](#fig-a) [](#tab-a) [](#eq-a) กทม.\n" if section == "คณิตศาสตร์" else ""
        more = "\nกทม.\n" if section == "คำจำกัดความและคำย่อ" else more
        files.append(f"{number}.md")
        (folder / files[-1]).write_text(f"# {section}\n\n{block}{more}", "utf-8")
    settings = f"title: หน้าตัวอย่าง\nslug: page\nchapters: [{', '.join(files)}]\n"
    (folder / "book.yaml").write_text(settings, "utf-8")
    done = run(str(folder), "-o", str(folder), "--strict", "--lang", "en")
    assert (done.returncode, told(done.stderr)) == (0, "")
    bodies = {}
    with zipfile.ZipFile(folder / "page.epub") as archive:
        for number, section in enumerate(BLOCKS, 1):
            chapter = MARKS.sub("", archive.read(f"EPUB/text/chapter-{number}.xhtml").decode())
            bodies[section] = etree.fromstring(chapter.encode())
    document = pypdfium2.PdfDocument(folder / "page.pdf")
    drawn = "\n".join(page.get_textpage().get_text_range() for page in document)
    lines = ["".join(line.split()) for line in UNSEEN.sub("", drawn).splitlines()]
    return Made(bodies, read_paper(folder / "page.pdf"), lines)


def _texts(node: etree._Element, *tags: str) -> list[str]:
    """The words of each element of these names, line by line."""
    for br in node.iter("{*}br"):
        br.tail = "⏎" + (br.tail or "").lstrip("⏎ \n")
    found = node.iter(*(f"{{*}}{tag}" for tag in tags))
    return [" ".join("".join(map(str, each.itertext())).split()) for each in found]


def test_lines_that_were_meant_stay_lines(made: Made) -> None:
    section = "ย่อหน้าและการขึ้นบรรทัด"
    typed = [line.replace("*", "") for line in SECTIONS[section].blocks[0].split("\n") if line]
    set_lines = [line for words in _texts(made.bodies[section], "p") for line in words.split("⏎")]
    assert set_lines == typed
    assert [line for line in typed if "".join(line.split()) not in made.lines] == []


def test_signs_of_lists_are_kept(made: Made) -> None:
    body = made.bodies["รายการ"]
    first, nested, arabic, *thai = body.iter("{*}ul", "{*}ol")
    assert [len(each) for each in (first, nested, arabic)] == [2, 1, 2]
    assert nested in list(first.iter())
    assert _texts(nested, "li") == ["ข้อย่อย"]
    assert "1.2.3)๑.๒.๓.ก.ข.ค." in "".join(made.lines)
    assert len(thai) == 3  # 3) goes on with another sign


def test_notes_are_called_and_stand_below(made: Made) -> None:
    body = made.bodies["เชิงอรรถ"]
    calls = [
        each for each in body.iter("{*}a") if "noteref" in str(each.get("{*}type") or each.attrib)
    ]
    assert len(calls) == 2
    notes = _texts(body, "aside", "li")
    assert any("เชิงอรรถสั้น" in note for note in notes)
    paragraphs = [p for p in _texts(body, "p") if "ย่อหน้า" in p]
    assert [p.partition("ย่อหน้า")[2][:6] for p in paragraphs] == ["แรก", "ที่สอง"[:6]]
    call, note = made.paper.where("ข้อความ1และอีกแห่ง2"), made.paper.where("เชิงอรรถสั้น")
    assert call.page == note.page
    assert note.top > call.top + 100


def test_a_picture_has_its_number_its_width_and_its_credit(made: Made) -> None:
    figure = next(made.bodies["รูปภาพ"].iter("{*}figure"))
    assert "60%" in figure.get("style", "")
    assert _texts(figure, "figcaption") == ["ภาพที่ 1 คำบรรยายใต้ภาพ ภาพ: ชื่อ"]
    assert next(figure.iter("{*}img")).get("alt") == "บอกว่าภาพแสดงอะไร"
    made.paper.where("ภาพที่1คำบรรยายใต้ภาพ")


def test_a_table_has_its_caption_and_its_alignment(made: Made) -> None:
    table = next(made.bodies["ตาราง"].iter("{*}table"))
    assert _texts(table, "caption") == ["ตารางที่ 1 ราคาสินค้า"]
    assert [cell.get("class") for cell in table.iter("{*}th")] == [
        "align-left", "align-right", "align-center",
    ]  # fmt: skip
    assert _texts(table, "td") == ["ข้าว", "12.50", "ดี"]


def test_a_block_is_a_box_with_its_title(made: Made) -> None:
    box = next(
        each for each in made.bodies["บล็อก"].iter("{*}div") if "note" in each.get("class", "")
    )
    assert _texts(box, "p") == ["ชื่อกรอบ", "ข้อความในกรอบ"]


def test_blocks_of_books_stand_in_both_files(made: Made) -> None:
    body = made.bodies["บล็อกของหนังสือ"]
    classes = {name for each in body.iter("{*}div") for name in each.get("class", "").split()}
    assert classes >= {
        "letter", "placard", "notice", "side-by-side", "beside-text", "exercise", "answer",
        "about-author", "author-row", "answer-line",
    }  # fmt: skip
    left, right = made.paper.where("ตอนเช้า"), made.paper.where("ตอนค่ำ")
    assert left.top == pytest.approx(right.top, abs=2)
    assert left.left + 50 < right.left
    head, text = made.paper.where("ท่าเตียน12มีนาคม"), made.paper.where("ถึงลูก")
    assert head.left > text.left + 40
    assert made.paper.where("แม่และวันที่30").page >= made.paper.where("ใครเป็นคนเขียน").page


def test_definitions_and_abbreviations(made: Made) -> None:
    body = made.bodies["คำจำกัดความและคำย่อ"]
    assert (_texts(body, "dt"), _texts(body, "dd")) == (["คำ"], ["ความหมาย"])
    assert [each.get("title") for each in body.iter("{*}abbr")] == ["กรุงเทพมหานคร"]


def test_a_formula_with_a_name_has_a_number(made: Made) -> None:
    body = made.bodies["คณิตศาสตร์"]
    assert len(list(body.iter("{*}math"))) == 1
    links = [words for words in _texts(body, "a") if words]
    assert links[:3] == ["ภาพที่ 1", "ตารางที่ 1", "สมการที่ 1"]


# By its title in the block: the parts that stand below each other at the second place.
POEMS = {
    "กลอนแปด": ["มันแสนสุด", "ก็ไม่คด"],
    "กาพย์ยานี ๑๑": ["ฟ้าสีทอง", "สู่รังเก่า"],
    "กาพย์ฉบัง ๑๖": ["เพียงฆ้อง"],
    "กาพย์สุรางคนางค์ ๒๘": ["ขึ้นใหม่ในกน", "ระคนกันไป", "มานอนในไพร", "แทนไพชยนต์"],
    "โคลงสี่สุภาพ": ["อันใด", "ทั่วหล้า", "ลืมตื่น", "อย่าได้ถามเผือ"],
    "โคลงสอง": ["ตะวันทาบ", "แลนา"],
    "อินทรวิเชียรฉันท์ ๑๑": ["ดุจใจ", "ประลุค่าณ"],
}


def test_every_poem_of_the_page_is_set_as_its_form(made: Made) -> None:
    section = "บทร้อยกรอง"
    kinds = re.findall(r"^::: (.+)$", SECTIONS[section].blocks[0], re.MULTILINE)
    poems = [
        each for each in made.bodies[section].iter("{*}div") if "verse" in each.get("class", "")
    ]
    classes = [each.get("class", "").split()[1] for each in poems]
    forms = [form_of(kind.partition(" ")[0]) for kind in kinds]
    assert classes == [form.value for form in forms if form]
    assert kinds == [*POEMS, "ร่าย"]


@pytest.mark.parametrize("kind", POEMS)
def test_second_parts_of_a_poem_stand_below_each_other(made: Made, kind: str) -> None:
    places = [made.paper.where(words) for words in POEMS[kind]]
    if kind == "โคลงสอง":  # its last part is what floats behind
        assert places[0].left > 100
        return
    lefts = [place.left for place in places]
    assert max(lefts) - min(lefts) < 2  # the white before a letter


def test_what_the_page_says_of_refrain_source_and_running_on(made: Made) -> None:
    first, second, refrain = map(made.paper.where, ("เสียงลือเสียงเล่า", "อันใด", "พี่เอยเสียงย่อม"))
    assert first.top == pytest.approx(refrain.top, abs=4)
    assert first.left < second.left < refrain.left - 20
    assert made.paper.where("ฤๅพี่สอง").left == pytest.approx(refrain.left, abs=1.5)
    assert made.paper.where("—สุนทรภู่").left > made.paper.where("ก็ไม่คด").left
    phrases = ("ศรีสวัสดิเดชะ", "ชำนะราชอรินทร์", "ยินพระยศ", "เพียงพกแผ่น", "หล้าหล่ม")
    tops = [made.paper.where(phrase).top for phrase in phrases]
    assert tops[0] == pytest.approx(tops[1], abs=4)  # on one line
    assert tops[0] + 8 < tops[-1]
