"""What an editor would mark in a Thai manuscript, and what is right as it stands."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import DATA, ROOT, places

from thaibook.build import prepare
from thaibook.commands.main import main
from thaibook.lint import lint
from thaibook.lint.prose import MOST_FINDINGS, read_markdown
from thaibook.lint.spelling import LETTERS, SPACES
from thaibook.load.manuscript import load_manuscript
from thaibook.messages.lint_catalogue import LINT
from thaibook.messages.problems import Problem

Write = Callable[..., Path]


@pytest.fixture
def linted(manuscript: Write) -> Callable[..., list[Problem]]:
    """linted(text) gives the problems of a chapter whose title stands in line 1."""

    def run(text: str, yaml: str = "", **files: bytes) -> list[Problem]:
        folder = manuscript(f"# ชื่อบท\n{text}\n", yaml, **files)
        return sorted(
            lint(load_manuscript(folder)).problems, key=lambda p: (p.path, p.line, p.code)
        )

    return run


# The text begins in line 2.
WRONG = [
    # marks
    ("ที่นี", []),
    ("ท่ีนี่", [("L101-mark-order", 2)]),
    ("สิทธ์ิ พันธ์ุ", [("L101-mark-order", 2)]),
    ("นำ้ แม่นำ้", [("L101-mark-order", 2)]),
    ("มา่ ไ่ก", [("L101-mark-order", 2)]),
    ("นี้้", [("L102-mark-twice", 2)]),
    ("ปีี ทำำ", [("L102-mark-twice", 2)]),
    ("เหมืิอน กั้่น พันธ่์", [("L103-mark-clash", 2)]),
    ("่ก เขา ี ก", [("L104-mark-stray", 2)]),
    ("uั่น", [("L104-mark-stray", 2)]),
    ("รักษาู", [("L104-mark-stray", 2)]),
    ("นํ้า คํา น้ํา", [("L105-sara-am", 2)]),
    ("ท ำงาน ส ำหรับ", [("L105-sara-am", 2)]),
    ("เเม่", [("L106-sara-ae", 2)]),
    ("กๅ ฤาษี", [("L107-lakkhang", 2)]),
    ("คำ\u200bคำ\ufeff", [("L108-invisible", 2)]),
    ("คำ\u00adคำ \u202eคำ", [("L108-invisible", 2)]),
    ("คำ \u2028 คำ", [("L108-invisible", 2)]),
    ("\uf70aก", [("L109-lost-letter", 2)]),
    ("ค\ufffdำ", [("L109-lost-letter", 2)]),
    ("ภาษາ mา Аlibaba น๐้า", [("L110-look-alike", 2)]),
    ("พ.ศ. 25๖5", [("L111-mixed-number", 2), ("L112-mixed-digits", 2)]),
    ("ปี 2565 และ 2566\n\nปี ๒๕๖๗", [("L112-mixed-digits", 4)]),
    ("ปี 2O18 ถึง l997 รวม 1,OOO", [("L113-letter-in-number", 2)]),
    # spaces and signs
    ("ต่างๆของ", [("L201-maiyamok", 2)]),
    ("ต่างๆ นานา อื่นๆ ด้วย\nอื่น ๆ", [("L202-maiyamok-mixed", 3)]),
    ("ผักฯลฯ ผัก ฯ ล ฯ ผัก ฯลฯและ", [("L203-paiyan-yai", 2)]),
    ("กรุงเทพฯเป็น", [("L204-paiyan-noi", 2)]),
    ('เขาพูดว่า "ไป\n\nแล้ว', [("L205-quote-open", 2)]),
    ("คำ  คำ", [("L206-double-space", 2)]),
    ("( คำ) คำ ”คำ , คำ", [("L207-bracket-space", 2)]),
    ("แล้ว...", [("L208-dots", 2)]),
    ("คำว่า\u00a0ไทย และ\u202fIoT", [("L209-no-break-space", 2)]),
    # links and notes
    ("[ก](#ไม่มี)", [("L301-link-target", 2)]),
    ("[ก](b.md)", [("L302-link-missing", 2)]),
    ("[ก](../outside.md)", [("L302-link-missing", 2)]),
    ("[ก](book.yaml)", [("L303-link-outside", 2)]),
    ("[ก][ข]", [("L304-label-unknown", 2)]),
    ("ก\n\n[ข]: https://example.org", [("L305-label-unused", 4)]),
    ("ก[^1]", [("L306-note-unknown", 2)]),
    ("ก\n\n[^1]: ข", [("L307-note-unused", 4)]),
    ("ก[^1]\n\n[^1]: ข\n[^1]: ค", [("L308-defined-twice", 5)]),
    # headings and Markdown
    ("##\n\nก", [("L401-heading-empty", 2)]),
    ("## <!-- ก -->\n\nก", [("L401-heading-empty", 2)]),
    ("### ก\n\nข", [("L402-heading-skipped", 2)]),
    ("## ก\n\n#### ข\n\nค", [("L402-heading-skipped", 4)]),
    ("ก\n\nข\n===", [("L403-title-twice", 4)]),
    ("## สรุปความเห็น.\n\nก", [("L404-heading-period", 2)]),
    ("", [("L408-chapter-empty", 1)]),
    ("<!-- เขียนต่อ\nพรุ่งนี้ -->\n\n## ก\n\nข\n---\n", [("L408-chapter-empty", 1)]),
    (
        "•\tข้อแรก\n•\tข้อสอง\n\nก\n\n\uf0b7 ข้อ\n\no\tข้อย่อย",
        [("L409-typed-bullet", 2), ("L409-typed-bullet", 7), ("L409-typed-bullet", 9)],
    ),
    ("```python\nก  ข", [("L405-fence-open", 2)]),
    ("นี่ **ตัวหนา\n\nก", [("L406-bold-open", 2)]),
    ("คำ ** หนา ** และ **หนา** กับ 2 ** 3 และ 4 ** 5", [("L414-bold-spaced", 2)]),
    ("ก[^1] ข[^2]\n\n[^1]:\n\n[^2]:\n    มี\n\nค", [("L309-note-empty", 4)]),
    ("::: กลอน\nก\n\n::: note ข\nค\n:::\n\nง", [("L410-block-open", 2)]),
    ("| ก | ข |\n---|---\n| 1 | 2 |\n| 3 | 4 |", []),
    ("| ก | ข |\n| ค | ง |\n\nก\n| ก | ข |\n|---|---|\n| ค | ง |", [("L411-table-line", 2)]),
    ("ก\n\nเขาจากไป\n---\nรุ่งเช้า\n\n---\n\nก\n---\n\nข", [("L412-rule-heading", 5)]),
    (
        "1.ข้อแรก\n2.ข้อสอง\n\nก\n1.ข้อ\n2.ข้อ\n\n-ไป\n-มา\n\n1.5 ล้าน\n2.5 ล้าน",
        [("L413-item-glued", n) for n in (2, 6, 9)],
    ),
    ("|ก|ข|\n|-|-|\n|ก|\n|ก|ข|ค|", [("L407-table-cells", 4), ("L407-table-cells", 5)]),
    # lines are what the book makes of them
    ("> ### ก\n\nข", [("L402-heading-skipped", 2)]),
    ("- ### ก\n\nข", [("L402-heading-skipped", 2)]),
    ("## ก\nข\n===\n\nค", [("L403-title-twice", 3)]),
    ("> ```\n> เเ\n\nเเ\n\n```\n```", [("L405-fence-open", 2), ("L106-sara-ae", 5)]),
    ("- ```\n  เเ\n  ```\n\nเเ", [("L106-sara-ae", 6)]),
    ("2568.  ก ๒๕๖๙", [("L112-mixed-digits", 2), ("L206-double-space", 2)]),
    ("{/* เขียนต่อ */}", [("L408-chapter-empty", 1)]),
]


@pytest.mark.parametrize(("text", "wanted"), WRONG, ids=[f"{n}" for n in range(len(WRONG))])
def test_a_fault_is_named_at_its_line(
    text: str, wanted: list[tuple[str, int]], linted: Callable[..., list[Problem]]
) -> None:
    assert places(linted(text)) == wanted


RIGHT = [
    "ก๊วยเตี๋ยว น้ำ ก๋วยเตี๋ยว เปี๊ยะ เก๊าะ จ้ะ ค่ะ นะคะ ก็ เป็น สิทธิ์ พันธุ์ ศักดิ์สิทธิ์ กษัตริย์",
    "พุทฺธํ สรณํ คจฺฉามิ นโม ตสฺส ภควโต อรหโต สมฺมาสมฺพุทฺธสฺส สฺวากฺขาโต",
    "ฤๅษี ฤๅสาย ฤๅ ฦๅชา ฤทธิ์ ฤดู พฤกษ์ ถือ ลือชา",
    "ฯพณฯ นายกรัฐมนตรี กรุงเทพฯ งาม โปรดเกล้าฯ ให้ ผัก ผลไม้ ฯลฯ และ (หมู ไก่ ฯลฯ)",
    "ต่าง ๆ นานา เด็ก ๆ หลาย ๆ คน",
    "เมืองต่างๆ (ใหญ่ๆ) เล็กๆ, “เก่าๆ” ใหม่ๆ!",
    "เอ็นดู เก๋ เจ๊ ธ ณ เธอ เออ แม่",
    "สระ ◌ั และ -ิ กับ –ี ใช้กับพยัญชนะ",
    "มี 1,234.56 บาท กับ 10.30 น. ห้อง 2B H2O2 CO2 A4 5l 10O",
    "พ.ศ. ๒๕๖๕ ข้อ ๑.๒ หน้า ๑๐๐",
    "ภาษา C++ กับ OKนะ iPhoneของ วิตามินซีC αคือμm",
    "ลาว ພາສາລາວ รัสเซีย Алиса ยิว \u200fשלום\u200f จบ ครอบครัว 👩\u200d👩\u200d👧",
    'เขาพูดว่า "ไป" จอ 5" กว้าง',
    '"วรรคแรก\n\n"วรรคสอง"',
    "จบบรรทัด  \nขึ้นบรรทัด\n\n-   รายการ\n1.  รายการ\n๑.  รายการ",
    "(  ) ใช่ ( ) ไม่ใช่ [ ] ยิ้ม ;)",
    "ชื่อ ........................ นามสกุล ....",
    "::: กลอน\nก้าว  ก้าว  ก้าว\n:::",
    "5\u00a0ปี พ.ศ.\u00a02565 ว่า \u00a0ิ",
    "ก • ข กับ · และ o ok\n\nเขา\n– ไป",
    # what is no prose
    "`เเ  ก่ิ` กับ ``เเ ` เเ``",
    "```\nเเ  ก่ิ\n[ก][ข]\n# ก\n```",
    "> ~~~\n> เเ\n> ~~~",
    "ก\n\n    print('เเ  ก่ิ')\n    x = 1  # เเ\n\nข",
    ">     เเ  ก่ิ\n\n!!! note\n        เเ",
    "::: กลอน\n### ก\n:::",
    "$$\nเเ\n\nเเ\n$$ {#a}\n\n[](#a)",
    "    ```\n\nก",  # no fence
    "<span title='เเ'>ก</span> <!-- เเ  ก่ิ -->",
    "<pre>\nเเ  ก่ิ\n</pre>",
    "$เเ  ก่ิ$ กับ\n\n$$\nเเ  x\n$$",
    "ราคา $5 และ 10$ บาท",
    "<https://example.org/เเ> https://example.org/เเ [ก](https://example.org/เเ) www.a.th/เเ",
    "https://a.th/[ก]/(ข).. a@b.th www.a.th/x[0], (https://a.th/ก_(ข))",
    "$$\nx\n$$ {#a}\n\n$$y$$ {#b}\n\n[](#a) [ก](#b) H~2~O x^2^ ==ก==\n\n- [x] ข",
    "- ก\n\n    ต่อจากรายการ\n\n[^1]: ก[^1]\n\n    ต่อจากหมายเหตุ",
    # links, notes, headings
    "## ก้าว แรก! {#one}\n\n[ก](#one) [ข](#ก้าว-แรก) [ค](a.md) [ง](a.md#one)",
    "[ก](mailto:a@b.th) [ข](#)",
    "<a id='x'></a>[ก](#x) [ข](#chapter-1-title)",
    "## ก\n\n## ก\n\n[ก](#%E0%B8%81) [ข](#ก-1)",
    "[ก][ข] [ข] [ค][]\n\n[ข]: https://example.org\n[ค]: <https://example.org> 'ก'",
    "ดังนั้น[1][2] และ [หมายเหตุ]: เป็นดังนี้ [x] a[0] \\[ก][ข]",
    "ก[^1] ข[^ก] ๒\n\n[^1]: ค\n[^ก]: ง",
    "## ก `ข` **ค**\n\n[ง](#ก-ข-ค)",
    "## ก่อน พ.ศ.\n\n## ดร.\n\n## กสทช.\n\n## โทร.\n\n## บทที่ 1.\n\n## จริงหรือ…\n\n### ข\n\n## ค\n\nง",
    "## `โค้ด`\n\nก\n---\n\nข้อความ\n\n---\n\n***",
    "**ก** ข**ค**ง ***จ*** 2**3 ก ** ข \\**\n\n* **ก**: ข\n\n**ก\nข**",
    "|ก|ข|\n|-|:-:|\n|`|`|\\||\nตาราง: ชื่อ\n\nก | ข\n--|--\nค | ง",
]


@pytest.mark.parametrize("text", RIGHT, ids=[f"{n}" for n in range(len(RIGHT))])
def test_what_is_right_is_left_alone(text: str, linted: Callable[..., list[Problem]]) -> None:
    assert places(linted(text)) == []


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("ท่ีนี่", "ที่นี่"),
        ("แม่นำ้", "แม่น้ำ"),
        ("นํ้า", "น้ำ"),
        ("น้ํา", "น้ำ"),
        ("ท ำงาน", "ทำงาน"),
        ("เเม่", "แม่"),
        ("ผักฯ ล ฯและ", "ผัก ฯลฯ และ"),
        ("(ผักฯลฯ)", "(ผัก ฯลฯ)"),
        ("คำว่า\u00a0ไทย", "คำว่า ไทย"),
        ("l997 กับ 1,OOO", "1997, 1,000"),
        ("เเก้ เเก้ เเก้ เเก้", "แก้, แก้, แก้ +1"),
    ],
)
def test_the_hint_shows_what_to_write(
    text: str, better: str, linted: Callable[..., list[Problem]]
) -> None:
    (found,) = linted(text)
    assert found.hint().endswith(f": {better}")
    assert found.hint("th").endswith(f": {better}")


@pytest.mark.parametrize(
    ("text", "yaml", "wanted"),
    [
        ("ปี 2565\n\nปี 2566", "typography: {digits: thai}", [("L114-digits-other", 2)]),
        ("ปี ๒๕๖๕\n\n1. ข้อ\n2. ข้อ", "typography: {digits: thai}", []),  # lists are not text
        ("๑ " * 10, "", [("L114-digits-other", 2)]),
        ("๑ " * 10, "typography: {digits: thai}", []),
        ("หน้า ๑ กับ ๒", "", []),  # a few are no habit
    ],
)
def test_digits_that_are_not_those_of_the_book_are_told_once(
    text: str, yaml: str, wanted: list[tuple[str, int]], linted: Callable[..., list[Problem]]
) -> None:
    assert places(linted(text, yaml)) == wanted


def test_what_nobody_sees_is_shown_by_its_number(linted: Callable[..., list[Problem]]) -> None:
    (found,) = linted("คำ\u200bคำ\u202eก")
    assert "คำ‹U+200B›คำ‹U+202E›ก" in found.message()


@pytest.mark.parametrize(
    "text",
    [
        "เเก <!-- thaibook: ignore -->",
        "เเก <!-- # thaibook: ignore -->",
        "เเก <!-- thaibook: ignore sara-ae -->",
        "เเก <!--thaibook: ignore L106-->",
        "เเก <!-- thaibook: ignore mark-order, L106-sara-ae -->",
        "<!-- thaibook: ignore -->\nเเก",
        "<!-- thaibook: ignore mark-order -->\n<!-- thaibook: ignore L106 -->\n\nเเก",
        "> <!-- thaibook: ignore -->\n> เเก",
    ],
)
def test_an_author_can_silence_a_place(text: str, linted: Callable[..., list[Problem]]) -> None:
    assert linted(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "เเก <!-- thaibook: ignore mark-order -->",
        "ข <!-- thaibook: ignore -->\nเเก",
        "<!-- thaibook: ignore -->\nข\nเเก",
        "`<!-- thaibook: ignore -->` เเก",
        "เเก <!-- ignore -->",
    ],
)
def test_silence_reaches_no_further(text: str, linted: Callable[..., list[Problem]]) -> None:
    assert [p.code for p in linted(text)] == ["L106-sara-ae"]


def test_warnings_of_other_stages_are_silenced_too(manuscript: Write) -> None:
    text = "# ก\n\n<b>ข</b><form>ค</form> <!-- thaibook: ignore{} -->\n"
    assert places(prepare(manuscript(text.format(" html-removed")))[3]) == []
    assert places(prepare(manuscript(text.format(" image-alt")))[3]) == [("html-removed", 3)]


def test_the_comment_is_not_in_the_book(manuscript: Write) -> None:
    comment = "<!-- thaibook: ignore -->"
    text = f"# ก {comment}\n\n{comment}\nข\n\nค {comment}\n"
    _, book, _, warnings = prepare(manuscript(text))
    section = next(section for section in book.sections if section.kind == "chapter")
    assert not warnings
    assert section.title == "ก"
    assert "thaibook" not in section.body
    assert re.sub(r"<[^>]+>|\s", "", section.body) == "กขค"


def test_titles_and_words_are_read_too(linted: Callable[..., list[Problem]]) -> None:
    words = "เเม่\nเเก # thaibook: ignore\n# เเ\n"
    found = linted(
        "ก", "subtitle: เเม่\nsource: เเก # thaibook: ignore\n", **{"words.txt": words.encode()}
    )
    assert [(Path(p.path).name, p.line, p.code) for p in found] == [
        ("book.yaml", 3, "L106-sara-ae"),
        ("words.txt", 1, "L106-sara-ae"),
    ]


def test_links_lead_into_other_chapters(manuscript: Write) -> None:
    folder = manuscript("# ก\n\n[ข](part/b.md#there) [ค](part/b.md#away)\n")
    (folder / "part").mkdir()
    (folder / "part" / "b.md").write_text(
        "# ข\n\n[ก](../a.md) [ค](c.md)\n\n## ค {#there}\n", "utf-8"
    )
    (folder / "book.yaml").write_text("title: ก\nchapters: [a.md, part/b.md]\n", "utf-8")
    found = lint(load_manuscript(folder)).problems
    assert places(found) == [("L301-link-target", 3), ("L302-link-missing", 3)]


def test_a_file_full_of_faults_is_not_a_wall_of_messages(
    linted: Callable[..., list[Problem]],
) -> None:
    found = linted("\n".join(["เเก"] * (MOST_FINDINGS + 5)))
    assert [p.code for p in found] == ["L100-more", *["L106-sara-ae"] * MOST_FINDINGS]
    assert found[0].message().startswith("5 more places of L106-sara-ae ")


def test_strict_makes_them_fail(
    manuscript: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = manuscript("# ก\n\nเเม่\n")
    assert main(["check", str(folder)]) == 0
    assert main(["check", str(folder), "--strict"]) == 1
    assert "a.md:3: L106-sara-ae " in capsys.readouterr().err
    assert main([str(folder), "-o", str(tmp_path / "dist"), "--epub", "--strict"]) == 1
    assert not (tmp_path / "dist").exists()


@pytest.mark.parametrize("name", ["book", "starter"])
def test_our_own_books_raise_nothing(name: str, tmp_path: Path) -> None:
    folder = ROOT / "book"
    if name == "starter":
        folder = tmp_path / "starter"
        assert main(["new", str(folder), "-q"]) == 0
    assert places(lint(load_manuscript(folder)).problems) == []


# Texts that a careless pattern reads again and again, from every place to the end.
HOSTILE = [
    "เเ", "`", "` ", "$", "$a", "$$ ", "<", "<a ", "<!--", "<!-- ", "<pre>", "<a id= ", "[", "]",
    "![", "[a](", "[a](b", "[a]:", "{", "{#a", "*", "**a ", "|", "-", '"', "ฯ ", " ", "1O",
    "\u200b", "่", ">", "\n", "<!-- thaibook: ignore -->", "<!-- thaibook: ignore -->\n",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE, ids=[f"{n}" for n in range(len(HOSTILE))])
def test_no_text_takes_long(piece: str, linted: Callable[..., list[Problem]]) -> None:
    """Four times the text may not take sixteen times as long; slow machines are allowed for."""
    size = 20_000

    def seconds(length: int) -> float:
        text = "ก" + piece * (length // len(piece)) + "\nก"
        begin = time.process_time()
        linted(text)
        return time.process_time() - begin

    assert seconds(4 * size) < 0.2 + 10 * seconds(size)


def test_no_rule_finds_anything_in_a_text_without_its_sign() -> None:
    found = "ํา ก່ ข­ข  1๑ ก ข"
    rules = [rule for rule in (*LETTERS, *SPACES) if rule.sign]
    assert len(rules) > 5
    for rule in rules:
        assert rule.pattern.search(found), rule.code
        assert not rule.pattern.search(re.sub(f"[{rule.sign}]", "", found)), rule.code


def test_offsets_stay() -> None:
    text = (ROOT / "README.th.md").read_text("utf-8")
    prose = read_markdown(Path("a.md"), text)
    for masked in (prose.marked, prose.prose):
        assert len(masked) == len(text)
        assert [at for at, c in enumerate(masked) if c == "\n"] == [
            at for at, c in enumerate(text) if c == "\n"
        ]


def test_the_page_lists_every_message() -> None:
    page = (ROOT / "docs" / "lint.md").read_text("utf-8")
    listed = re.findall(r"^\| `(L\d{3}-[a-z-]+)` \|", page, re.MULTILINE)
    assert sorted(listed) == sorted(LINT)


def test_every_code_has_a_number_of_its_own_and_every_rule_a_source() -> None:
    assert len({code.partition("-")[0] for code in LINT}) == len(LINT)
    assert {rule.code for rule in LETTERS + SPACES} <= LINT.keys()
    assert all(rule.source for rule in LETTERS + SPACES)


def test_examples_of_the_page_are_true(linted: Callable[..., list[Problem]]) -> None:
    """Each row's wrong example raises its code, and its right one does not."""
    page = (ROOT / "docs" / "lint.md").read_text("utf-8")
    rows = re.findall(r"^\| `(L[12]\d\d-[a-z-]+)` \|[^|]*\| `([^`]+)` \| `([^`]+)` \|", page, re.M)
    assert len(rows) > 15
    for code, wrong, right in rows:
        assert code in [p.code for p in linted(wrong)], wrong
        assert linted(right) == [], right


def test_the_message_folder_is_there() -> None:
    assert (DATA / "broken" / "L101-mark-order" / "expected.txt").exists()
