"""Cleaning a raw text: the editor's corrections, and faults that no Thai spelling has."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import run

from thaibook.clean import Change, Cleaned, Correction, applied, report
from thaibook.clean import clean as clean_text
from thaibook.clean.cleaning import MENDED_AT_LAST, MENDED_UNASKED
from thaibook.messages.fragments import in_thai
from thaibook.messages.problems import BookError

HERE = Path("corrections.yaml")


def clean(raw: str, corrections: tuple[Correction, ...] = ()) -> Cleaned:
    """What is made without looking for doubts."""
    made = clean_text(raw, corrections, HERE, doubting=False)
    assert applied(raw, made.changes) == made.text
    return made


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("ท\u0e4d\u0e32งาน", "ทำงาน"),
        ("น\u0e4d\u0e49\u0e32", "น\u0e49\u0e33"),  # the tone mark stays on the consonant
        ("เเม่", "แม่"),
        ("ที่่นี่", "ที่นี่"),
        ("ท\u0e48\u0e35", "ที่"),
        ("ก\u200bข\ufeff", "กข"),
        ("ก\n✖\n✖\nข", "ก\nข"),
        ("ก  \n\n\n\nข", "ก\n\nข"),
        ("คำว่า\u00a0ไทย", "คำว่า ไทย"),
        (
            "•\tข้อแรก\n•\u00a0ข้อสอง\n\uf0b7 ข้อสาม\no\tข้อย่อย",
            "- ข้อแรก\n- ข้อสอง\n- ข้อสาม\n    - ข้อย่อย",
        ),
    ],
)
def test_what_no_thai_spelling_has_is_mended(raw: str, wanted: str) -> None:
    assert clean(raw).text == wanted + "\n"


@pytest.mark.parametrize(
    "text", ["เมืองต่างๆ ทั่วโลก", "ก • ข  o ok", "\u00a0ิ สระ", "น้ำ แม่น้ำ ที่ ปี่ ตั้ง ✖ ในประโยค", "กก ขข 11"]
)
def test_right_text_stays_as_it_is(text: str) -> None:
    made = clean(text + "\n")
    assert (made.text, made.changes) == (text + "\n", ())


def test_corrections_are_made_in_order_and_counted() -> None:
    first, second = Correction("แมว", "หมา", 2, ""), Correction("หมา", "ม้า", 2, "")
    assert clean("แมวกับแมว\n", (first, second)).text == "ม้ากับม้า\n"


def test_a_correction_that_stands_elsewhere_often_is_refused() -> None:
    with pytest.raises(BookError) as caught:
        clean("แมวกับแมว", (Correction("แมว", "หมา", 1, "", 7),))
    (found,) = caught.value.problems
    assert (found.code, found.line) == ("correction-count", 7)


def test_the_report_tells_every_change() -> None:
    changes = (Change(0, 1, "ก", "ข", ("เหตุผล",)), Change(5, 6, "ก", "ข", ("เหตุผล",)))
    text = report(Cleaned("ขxxxxข", changes, (), (), (6, 6)))
    assert "2 × ‘ก’ → ‘ข’  เหตุผล" in text
    assert text.endswith("2 changes\n")


def test_the_report_is_for_people() -> None:
    """No pattern of the program's, but what stood there first and what it became."""
    made = clean("ท\u0e4d\u0e32งาน ท\u0e4d\u0e32ดี\u200b\n✖\nจบ\n\n\n\nก\n")
    lines = [line.strip() for line in report(made, "th").splitlines()]
    assert lines == [
        "2 × ‘\u0e4d\u0e32’ → ‘ำ’  สระอำที่แยกเป็นสองตัว",
        "1 × ‘‹U+200B›’ → (ลบ)  อักขระที่มองไม่เห็น",
        "1 × ‘✖⏎’ → (ลบ)  รอยเปื้อนจากการสแกน",
        "1 × ‘⏎⏎⏎⏎’ → ‘⏎⏎’  บรรทัดว่างเกินหนึ่งบรรทัด",
        "แก้ 5 แห่ง",
    ]
    for _, _, why in (*MENDED_UNASKED, *MENDED_AT_LAST):
        assert not re.search("[a-z]", in_thai(why)), why


def test_the_command_writes_text_and_report(tmp_path: Path) -> None:
    (tmp_path / "raw.txt").write_text("ท\u0e4d\u0e32งาน\n", "utf-8")
    done = run("clean", "raw.txt", "-o", "out.md", "--report", "report.txt", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out.md").read_text("utf-8") == "ทำงาน\n"
    assert "sara am" in (tmp_path / "report.txt").read_text("utf-8")


def test_neither_the_raw_text_nor_an_edited_one_is_lost(tmp_path: Path) -> None:
    raw, out = tmp_path / "raw.txt", tmp_path / "out.md"
    raw.write_text("ท\u0e4d\u0e32งาน\n", "utf-8")
    words = ["clean", "raw.txt", "-o", "out.md"]
    assert run(*words, cwd=tmp_path).returncode == 0
    assert run(*words, cwd=tmp_path).returncode == 0  # the same text again
    out.write_text("แก้ด้วยมือ\n", "utf-8")
    done = run(*words, "--report", "report.txt", cwd=tmp_path)
    assert (done.returncode, "out.md: over-edited" in done.stderr) == (1, True)
    assert out.read_text("utf-8") == "แก้ด้วยมือ\n"
    assert not (tmp_path / "report.txt").exists()  # all or nothing
    assert run(*words, "--force", cwd=tmp_path).returncode == 0
    assert out.read_text("utf-8") == "ทำงาน\n"


@pytest.mark.parametrize("more", [["-o", "../here/raw.txt"], ["-o", "a.md", "--report", "raw.txt"],
                                  ["-o", "a.md", "--report", "a.md"]])  # fmt: skip
def test_what_is_read_is_never_written_whatever_is_said(tmp_path: Path, more: list[str]) -> None:
    folder = tmp_path / "here"
    folder.mkdir()
    (folder / "raw.txt").write_text("เเม่\n", "utf-8")
    done = run("clean", "raw.txt", *more, "--force", cwd=folder)
    assert (done.returncode, "over-source" in done.stderr) == (1, True)
    assert [path.name for path in folder.iterdir()] == ["raw.txt"]
    assert (folder / "raw.txt").read_text("utf-8") == "เเม่\n"


def test_a_finished_manuscript_is_read_with_the_same_eyes(tmp_path: Path) -> None:
    """And words.txt teaches them."""
    folder = tmp_path / "book"
    folder.mkdir()
    (folder / "book.yaml").write_text("title: ก\nchapters: [a.md]\n", "utf-8")
    (folder / "a.md").write_text("# บท\n\nเขาได้รับอนุญาติให้เข้าไปในบ้านหลังนั้นทั้งวัน\n", "utf-8")
    done = run("check", str(folder), "--spelling")
    assert "a.md:3: L115-doubtful-word" in done.stderr
    assert "อนุญาต" in done.stderr
    (folder / "words.txt").write_text("อนุญาติ\n", "utf-8")
    taught = run("check", str(folder), "--spelling")
    assert (taught.returncode, "L115" in taught.stderr) == (0, False)
