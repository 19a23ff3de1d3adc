"""The proof that every letter arrives, and that the proof can fail: text-lost."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT, lost_letters, places

from thaibook.build import prepare
from thaibook.epub import write_epub
from thaibook.load.manuscript import load_manuscript
from thaibook.model import Chapter

Write = Callable[..., Path]


def _epub(folder: Path) -> tuple[tuple[Chapter, ...], bytes]:
    manuscript, book, design, _ = prepare(folder)
    return manuscript.chapters, write_epub(book, design, b"jpeg")


def test_the_article_arrives_whole() -> None:
    chapters, data = _epub(ROOT / "book")
    assert lost_letters(chapters, data) == []


def test_captions_and_credits_of_pictures_have_to_arrive(manuscript: Write) -> None:
    text = '# หัว\n\n![ภาพ](a.png "คำ "ใน" คำ"){credit="ช่าง"}\n\nก ![ภาพ](a.png "ชื่อ") ข\n'
    png = (ROOT / "tests" / "data" / "markup" / "pic.png").read_bytes()
    chapters, data = _epub(manuscript(text, **{"a.png": png}))
    assert lost_letters(chapters, data) == []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        document = archive.read("EPUB/text/chapter-1.xhtml").decode()
    for word, line in (("ช่าง", 3), ("“ใน”", 3), ("ชื่อ", 5)):
        lost = lost_letters(chapters, _archive(re.sub(f"{word}|&quot;ใน&quot;", "", document)))
        assert ("text-lost", line) in places(lost), word


def test_a_caption_may_stand_in_a_longer_one(manuscript: Write) -> None:
    """Texts of pictures that begin or end like others are no letters of those."""
    text = (
        '# หัว\n\n![ภาพ](a.png "ภาพท่าเรือ"){credit="ภาพท่าเรือ"}\n\n'
        '![ท่าเรือ](a.png "ภาพท่าเรือ")\n\nย่อหน้า ภาพท่าเรือ\n\n'
        '![ภาพ](a.png){credit="ภาพท่าเรือเก่า"}\n\nภาพ: ภาพท่าเรือ\n\n'
        '![ท่าเรือ](a.png){credit="ภาพท่าเรือเก่า"}\n\nภาพ: ภาพท่าเรือเก่า\n'
    )
    png = (ROOT / "tests" / "data" / "markup" / "pic.png").read_bytes()
    chapters, data = _epub(manuscript(text, **{"a.png": png}))
    assert lost_letters(chapters, data) == []


@pytest.mark.parametrize("fault", ["", "ก", "ประชาชน", "การ"])
def test_a_letter_taken_from_the_epub_is_missed(fault: str) -> None:
    """Take one occurrence of each from the middle of the chapter: the line is named."""
    chapters, data = _epub(ROOT / "book")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        document = archive.read("EPUB/text/chapter-1.xhtml").decode()
    document = re.sub("\u200b|</?span[^>]*>", "", document)
    middle = document.index("สมองของเมือง")
    at = document.index(fault, middle) if fault else 0
    broken = document[:at] + document[at + len(fault) :]
    found = lost_letters(chapters, _archive(broken))
    assert [p.code for p in found] == (["text-lost"] if fault else [])
    if fault:
        line = chapters[0].text.split("\n")[found[0].line - 1]
        assert fault in line


def test_a_line_that_stands_twice_has_to_arrive_twice(manuscript: Write) -> None:
    text = "# ก\n\nซ้ำกัน\n\nคั่น\n\nซ้ำกัน\n"
    chapters = load_manuscript(manuscript(text)).chapters
    once = _archive(_page("<h1>ก</h1><p>ซ้ำกัน</p><p>คั่น</p>"))
    assert places(lost_letters(chapters, once)) == [("text-lost", 7)]


@pytest.mark.parametrize("text", ["[x] ก", "- ก [x]", "- [xก] ก"])
def test_only_the_sign_of_a_task_is_no_letter(manuscript: Write, text: str) -> None:
    chapters = load_manuscript(manuscript(f"# ข\n\n{text}\n")).chapters
    arrived = _archive(_page(f"<h1>ข</h1><p>{text.replace('x', '')}</p>"))
    assert places(lost_letters(chapters, arrived)) == [("text-lost", 3)]


@pytest.mark.parametrize(
    ("text", "arrived"),
    [
        ("2568. ก", "<p>ก</p>"),  # a year, and no item
        ("ก. ง", "<p>ง</p>"),  # letters stay as they were written
        ("> ข) ง", "<blockquote><p>ง</p></blockquote>"),
        ("ง {-a=ก}", "<p>ง</p>"),  # no attributes
        ("![[ก]{.x} ข]{.y} ง", "<p>!กx งy</p>"),  # signs that may be none
        ("[ก {.x} ข](y) ค {.z}", "<p>ข กx คz</p>"),
        ("ง[^a]\n\n```\nฉ\n[^a]: ข\n```", "<p>ง</p><pre>ฉ\n[^a]: ข</pre>"),  # in code is no note
    ],
)
def test_what_markdown_keeps_has_to_arrive(manuscript: Write, text: str, arrived: str) -> None:
    chapters = load_manuscript(manuscript(f"# ค\n\n{text}\n")).chapters
    document = _archive(_page(f"<h1>ค</h1>{arrived}"))
    assert places(lost_letters(chapters, document)) == [("text-lost", 3)]


def _page(body: str) -> str:
    return f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{body}</body></html>'


def _archive(document: str) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("EPUB/text/chapter-1.xhtml", document)
    return written.getvalue()


@pytest.mark.parametrize(
    "markdown",
    [
        "**หนา** *เอน* `โค้ด` [ลิงก์](https://a.th/x_(y)) \\*ดาว\\*",
        "[ลิงก์][ป้าย]\n\n[ป้าย]: https://a.th/ก",
        "1. หนึ่ง\n1. สอง\n7. สาม",
        "- ก\n    - ข\n\n> ค",
        "| ก | ข |\n|---|--:|\n| ค | 12 |",
        "<https://a.th/?b=1&c=2> <b>ก</b> &amp; &#3585; <!-- ความเห็น -->",
        "<!--\nหลายบรรทัด\n-->\n\nต่อ",
        "    โค้ด 1\n    โค้ด 2",
        "ก  \nข\nค",
        "หัว\n===\n\nรอง\n---",
        "๑๒๓ ½ 😀 中",
        "ก[^1] ข[^ป้าย] ค\n\n[^1]: โน้ต\n\n    ต่อ\n\n[^ป้าย]: โน้ต",
        "ก[^1] ข[^ไม่มี] ค\n\n[^1]: โน้ต",
        "ก[^9]\n\n[^9]: โน้ต\n[^8]: ไม่เรียก",
        "[^1]: ขา\n\nเดินด้วยขาสองข้าง[^1]",  # the note's letters are in the line too
        '## หัว {#ป้าย .x}\n\n[](#ป้าย) และ [ดู](#ป้าย) กับ [](#ไม่มี) [คำ]{.index term="อื่น"}',
        "*[กทม.]: กรุงเทพ\n\nใน กทม. มี",
        "๑. ก\n    ก) ข\n    ข) ค\n๒. ง\n\n7. จ\n7. ฉ",
        "::: กลอน ชื่อ\nก  ข\n:::\n\n::: ตัวอย่าง ที่หนึ่ง\nค\n:::\n\n::: note\nง\n:::",
        "$x^2$ และ $5 กับ $6 $\\text{คำ}$\n\n$$\n\\frac{a}{b}\n$$\n\n$\\nonsense$",
        "ตาราง: คำ {#t}\n\n| ก |\n|---|\n| ข |",
        "```python\n# ก {#x} [^1] $x$\n```\n\n````\n```\nข\n````",
        'ก\\\nข ~~ค~~ \\"ง\\" "จ"\n\n\\newpage\n\n+++',
        "`[^1]` `[ก](ข)` `{.x}` `<ค>` ``a`b`` `&amp;` ง[^1]\n\n[^1]: โน้ต",
        '[ก]{.index}[ข]{.index term="ค!ข"} [ง](#h){.page}[จ]{.x}\n\n## ฉ {#h}',
        "คำ\n:   ความหมาย",
        "ที่https://a.th/ก-ข?q=ก&amp;b=<b>1</b>และ www.a.co.thค (ง@a.th, a@b.th)",
        "- [x] ก\n- [ ] ข\n\n    - [X] x\n\n> 1. [x] `ค`\n\n[x] ง\n\n- [x]\n- จ [x] ฉ",
        "H~2~O x^2^ ==ก **ข**== ~~ค~3~~~ ^14^C \\^ง\\^ `^x^`^จ^ ~/ฉ a^b==c",
        "$$\nx\n$$ {#a}\n\n$$y$$ {#b}\n\n$$\nz\n$$\n{#c}\n\n[](#a) [](#c) (1)",
        "ก. ข\nค. 2. ง\n   3. จ\n\n2568. ฉ\n\nช {-a=ซ}\n\n๑. ก) ข\n   ข) ค",
        "ความเร็ว $\\frac{ระยะทาง}{เวลา}$ คือ $ก$ $$ข = ๑$$ {#ค} ง",
        """จ <img src="http://a.th/a.png" alt="ภาพ 'นี้'"> ฉ <img class=x alt=นั้น
        src=http://a.th/b.png > ช <img src="http://a.th/c.png"> ซ""",
        "ก $$\\sum_{i=1}^n i$$ {#ข} ค {.x}[^ไม่มี] ![[[ง]{.index} &#3585;]{.index}](http://a.th/)",
        "ก <svg><text>ข</text></svg> ค <math><mi>x</mi></math> ง <textarea>จ</textarea>",
        '<span class="label">ก</span> [ข]{.auto} <sup class="noteref">ค</sup>',
    ],
)
def test_markup_is_no_text(manuscript: Write, markdown: str) -> None:
    chapters, data = _epub(manuscript(f"# หัว\n\n{markdown}\n"))
    assert lost_letters(chapters, data) == []
