"""What an e-reader needs in the text, and what must stay as it is."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

import pytest
from lxml import etree

from thaibook.break_marks import SIGNS, Marks, marked_texts
from thaibook.epub.apart_marks import with_marks_apart
from thaibook.epub.page_breaks import with_page_breaks
from thaibook.model import PageStart
from thaibook.thai import advancing, segment

NONE = frozenset[str]()
CELL = "<table><tr><td>{}</td></tr></table>"
HELD = re.compile("<w->(.*?)</w->")


def _one(
    body: str, profile: str, words: frozenset[str], language: str, starts: Sequence[PageStart] = ()
) -> str:
    (text,) = marked_texts([body], Marks(SIGNS[profile], words, language))
    return with_page_breaks(text, starts)


def _marked(body: str, profile: str = "zwsp", words: frozenset[str] = NONE) -> str:
    text = _one(body, profile, words, "th").replace("\u200b", "|")
    return re.sub("</?w-[^>]*>", "", text)  # has a test of its own


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("<p>ประชาชนในเมือง</p>", "<p>ประชาชน|ใน|เมือง</p>"),
        # a word that runs through an element is still one word
        ("<p>ประ<b>ชา</b>ชนในเมือง</p>", "<p>ประ<b>ชา</b>ชน|ใน|เมือง</p>"),
        # paragraphs do not know each other
        ("<p>ประชา</p><p>ชน</p>", "<p>ประชา</p><p>ชน</p>"),
        ("<p>ประชาชนเมือง<br/>เมืองประชาชน</p>", "<p>ประชาชน|เมือง<br/>เมือง|ประชาชน</p>"),
        ("<h2>สมองของเมือง</h2>", "<h2>สมอง|ของ|เมือง</h2>"),
        # spaces are opportunities already
        ("<p>เมืองประชาชน เมืองประชาชน</p>", "<p>เมือง|ประชาชน เมือง|ประชาชน</p>"),
        ("<p>ใน\u200bเมือง</p>", "<p>ใน|เมือง</p>"),
        # code, addresses and formulas are left alone
        ("<pre><code>ในเมือง</code></pre>", "<pre><code>ในเมือง</code></pre>"),
        ("<p>ใน<code>ในเมือง</code>เมือง</p>", "<p>ใน|<code>ในเมือง</code>|เมือง</p>"),
        ('<a class="url" href="http://ไทย.th/ใน">ในเมือง</a>',
         '<a class="url" href="http://ไทย.th/ใน">ในเมือง</a>'),
        ("<math><mtext>ในเมือง</mtext></math>", "<math><mtext>ในเมือง</mtext></math>"),
        # nothing inside a tag
        ('<p title="ในเมือง"><img alt="ในเมือง" src="a.png"/></p>',
         '<p title="ในเมือง"><img alt="ในเมือง" src="a.png"/></p>'),
        ("<p>ใน&lt;เมือง&gt; &amp; ใน</p>", "<p>ใน&lt;เมือง&gt; &amp; ใน</p>"),
        ("<p>plain Latin</p>", '<p><span lang="en" xml:lang="en">plain Latin</span></p>'),
    ],
)  # fmt: skip
def test_marks_stand_between_words(body: str, wanted: str) -> None:
    """In a narrow column, which has them all."""
    assert _marked(CELL.format(body)) == CELL.format(wanted)


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        # 22 letters: wider than a telephone's line at twice the size
        ("<p>การบูรณาการทางอุตสาหกรรม</p>", "<p>การบูรณาการทาง|อุตสาหกรรม</p>"),
        ("<p>เครื่องอ่านหนังสือ</p>", "<p>เครื่องอ่านหนังสือ</p>"),
        # the letters of a heading are larger
        ("<h1>เครื่องอ่านหนังสือ</h1>", "<h1>เครื่องอ่าน|หนังสือ</h1>"),
        # a word with no place to part it stays whole
        ("<h1>คลาวด์คอมพิวเตอร์</h1>", "<h1>คลาวด์คอมพิวเตอร์</h1>"),
    ],
)
def test_what_is_wider_than_a_narrow_line_is_parted_at_its_best_place(
    body: str, wanted: str
) -> None:
    assert _marked(body, words=frozenset({"คลาวด์คอมพิวเตอร์"})) == wanted


def test_what_is_kept_together_does_not_keep_the_word_before_it() -> None:
    """MuPDF counts the space before an element as a part of it."""
    assert ' |<span class="keep">602 กิโลกรัม</span>' in _marked("<p>ข้าว 602 กิโลกรัม</p>")


def test_words_that_another_engine_would_cut_do_not_wrap() -> None:
    """Chromium and WebKit part หาง|โจว by a dictionary of their own, Firefox even น|คร; nobody
    parts ประเทศ."""
    text = _one("<p>ใน<b>ประเทศ</b>ไทยนครหางโจว ต่าง ๆ</p>", "zwsp", frozenset({"หางโจว"}), "th")
    assert HELD.findall(text) == ["นคร", "หางโจว"]
    assert "<w-" not in _one("<p>นครหางโจว</p>", "none", NONE, "th")  # nothing else is marked


@pytest.mark.parametrize(
    "body",
    [
        "<ul><li>การพัฒนา</li></ul>", "<dl><dt>การพัฒนา</dt><dd>การพัฒนา</dd></dl>",
        "<figure><figcaption>การพัฒนา</figcaption></figure>",
        "<table><caption>การพัฒนา</caption><tr><td>การพัฒนา</td></tr></table>",
        "<aside><p>การพัฒนา<sup>1</sup></p></aside>", "<blockquote><p>การพัฒนา</p></blockquote>",
    ],
)  # fmt: skip
def test_lists_notes_captions_and_cells_are_held_as_paragraphs_are(body: str) -> None:
    text = _one(body, "zwsp", NONE, "th")
    assert len(HELD.findall(text)) == body.count("การพัฒนา")


def test_what_is_held_fits_its_line() -> None:
    """A telephone at twice the size; the deeper a list, the less room it has."""
    words = "ความรับผิดชอบ การกระจาย การเมือง การค้า "
    held = [
        HELD.findall(_one(f"{'<ul><li>' * depth}{words}{'</li></ul>' * depth}", "zwsp", NONE, "th"))
        for depth in (1, 3)
    ]
    assert held == [words.split(), ["การค้า"]]
    wide = _one(f"<p>{'กขคง' * 9}</p>", "zwsp", NONE, "th")
    assert all(len(word) <= 14 for word in HELD.findall(wide))


def test_what_only_a_wide_line_has_room_for_is_held_there() -> None:
    text = _one("<p>ความรับผิดชอบร่วมกัน</p>", "zwsp", frozenset({"ความรับผิดชอบร่วมกัน"}), "th")
    assert re.findall('<w- class="far">(.*?)</w->', text)


def test_marks_are_few_and_no_line_is_without_one() -> None:
    """Letters of half a telephone's line stand together, since engines with a dictionary find the
    ends between, and others need no more; fewer before the first mark, since a paragraph's first
    line is indented, and in what is narrower; a narrow column has all marks."""
    words = "เมืองของเราและบ้านของเขาอยู่ในที่เดียวกันมาตั้งแต่ก่อนที่เราจะเกิดและจะอยู่ต่อไป"
    text = _marked(f"<p>{words}</p>")
    assert text.replace("|", "") == f"<p>{words}</p>"
    pieces = text.removeprefix("<p>").removesuffix("</p>").split("|")
    assert all(len(advancing(piece)) <= 18 for piece in pieces)
    assert len(advancing(pieces[0])) <= 14
    assert len(pieces) < len(segment(words)) * 0.4
    deep = "<ul><li>" * 3 + words + "</li></ul>" * 3
    verse = f'<p><span class="line">{words}</span></p>'
    assert _marked(deep).count("|") > len(pieces)
    assert all(len(advancing(piece)) <= 14 for piece in _marked(verse)[22:-11].split("|"))
    cell = _marked(CELL.format(words))
    assert cell.count("|") == len(segment(words)) - 1


def test_a_word_of_the_author_is_not_parted() -> None:
    assert "หางโจว" in _marked("<p>นครหางโจวเดินทาง</p>", words=frozenset({"หางโจว"}))


@pytest.mark.parametrize(
    ("profile", "wanted"),
    [
        ("wbr", "ประชาชน<wbr/>เมือง"),
        ("none", "ประชาชนเมือง"),
        ("zwsp", "ประชาชน|เมือง"),
    ],
)
def test_the_mark_is_the_profile_s(profile: str, wanted: str) -> None:
    assert _marked(CELL.format("ประชาชนเมือง"), profile) == CELL.format(wanted)


def test_marks_beside_the_text_are_no_text_for_a_script_and_text_for_everybody_else() -> None:
    """Readers in JavaScript look for words in text nodes, and sections are none."""
    body = '<p title="ก\u200bข">ใน\u200bเมือง \u200b<b>ต่อ\u200b</b></p>'
    apart = with_marks_apart(body)
    assert apart == (
        '<p title="ก\u200bข">ใน<![CDATA[\u200b]]>เมือง \u200b<b>ต่อ<![CDATA[\u200b]]></b></p>'
    )
    assert etree.tostring(etree.fromstring(apart)) == etree.tostring(etree.fromstring(body))


@pytest.mark.parametrize("kept", ["ต่าง ๆ", "พ.ศ. 2565", "5 ปี"])
def test_what_a_line_must_not_part_is_kept_together(kept: str) -> None:
    """Engines end lines at every space; ๆ would begin one."""
    assert f'<span class="keep">{kept}</span>' in _marked(f"<p>เมื่อก่อน {kept} จากนั้น</p>", "none")


def test_what_is_kept_is_never_wider_than_a_telephone() -> None:
    for letters in range(1, 40):
        body = _marked(f"<p>มี {'ก' * letters} ๆ {'ข' * 40}</p>", "none")
        kept = re.findall(r'"keep">([^<]*)<', body)
        assert all(len(words) <= 16 for words in kept)
        assert bool(kept) is (letters + len(" ๆ") <= 16)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("บริษัท Alibaba Group ทำ 602 รายการ", ["Alibaba Group"]),
        ("ใช้ AT&T, Inc. และ COVID-19 กับ People’s Bank", ["AT&T, Inc", "COVID-19", "People’s Bank"]),
        ("แผน B และ http://example.org/a ที่ café", ["café"]),
    ],
)
def test_latin_words_are_tagged_for_the_voice(text: str, wanted: list[str]) -> None:
    body = _one(f"<p>{html.escape(text, quote=False)}</p>", "none", NONE, "th")
    found = re.findall(r'<span lang="en" xml:lang="en">(.*?)</span>', body)
    assert [html.unescape(words) for words in found] == wanted


def test_the_author_s_own_language_is_left() -> None:
    body = '<p>คำว่า <i lang="fr">bon mot</i></p>'
    assert _one(body, "none", NONE, "th") == body
    assert _one("<p>plain Latin</p>", "none", NONE, "en") == "<p>plain Latin</p>"


def test_pages_begin_where_their_first_letters_stand() -> None:
    """Also where the first letters stand on an earlier page, or in an element."""
    body = "<p>ซ้ำ หนึ่ง</p><p>ซ้ำ <b>สอง</b> น้ำ</p>"
    starts = [
        PageStart("c", "๑", "ซ้ำ".replace("ำ", "ํา") + "หนึ่ง"),
        PageStart("c", "๒", "สองน้ํา"),
        PageStart("c", "๓", "ไม่มี"),
    ]
    text = _one(body, "none", NONE, "th", starts)
    breaks = re.findall(r'<span epub:type="pagebreak" role="doc-pagebreak" id="([^"]*)" '
                        r'aria-label="([^"]*)"></span>(..)', text)  # fmt: skip
    assert breaks == [("page-1", "๑", "ซ้"), ("page-2", "๒", "สอ")]


def test_the_text_is_the_same_but_for_the_marks() -> None:
    body = "<p>ประชาชน <b>ใน</b>เมือง ต่าง ๆ &amp; <i>City Brain</i> พ.ศ. 2565</p>"
    plain = [re.sub("<[^>]*>|\u200b", "", text) for text in (body, _marked(body).replace("|", ""))]
    assert plain[0] == plain[1]


def test_sections_marked_together_are_as_if_each_were_alone() -> None:
    bodies = [
        "<h1>ประชา</h1><p>ชนในเมือง &amp; Bangkok</p>",
        "",
        "<p></p>",
        "ต่าง ๆ",
        "<p>ประ<b>ชา</b>ชน <code>a&lt;b</code> ใน ค.ศ. 2000</p><hr/>",
        "<hr/>",
        "<p>ชน</p>",
    ]
    alone = [_one(body, "zwsp", NONE, "th") for body in bodies]
    marks = Marks(SIGNS["zwsp"], NONE, "th")
    assert marked_texts(bodies, marks) == alone
    assert marked_texts(["<hr/>", ""], marks) == ["<hr/>", ""]
    assert marked_texts([], marks) == []
