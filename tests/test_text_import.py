"""What a plain text becomes: nothing in it says what is a heading, a list or a wrapped line."""

from __future__ import annotations

from pathlib import Path

import pytest

from thaibook.importing import import_book

PROSE = (
    "ถนนหน้าบ้านยังเปียกอยู่เมื่อรถคันแรกแล่นผ่านไป เสียงล้อบดน้ำดังซ่า แล้วทุกอย่างก็กลับไปเงียบเหมือนเดิม"
    " มีเพียงแสงไฟจากร้านหัวมุมที่ยังส่องอยู่"
)


def files_of(tmp_path: Path, text: str) -> dict[str, str]:
    """The files of the manuscript that a text becomes."""
    source = tmp_path / "ต้นฉบับ.txt"
    source.write_text(text, "utf-8")
    import_book(tmp_path / "book", [source], "book", "en")
    return {p.name: p.read_text("utf-8") for p in (tmp_path / "book").iterdir() if p.is_file()}


def test_lines_above_the_first_heading_are_the_title_page(tmp_path: Path) -> None:
    files = files_of(
        tmp_path, f"ถนนสายเก่า\n\nโดย แก้ว ใจดี\n\nคำนำ\n\n{PROSE}\n\nบทที่ ๑ เช้า\n\n{PROSE}\n"
    )
    assert 'title: "ถนนสายเก่า"' in files["book.yaml"]
    assert "แก้ว ใจดี" in files["book.yaml"]
    assert files["preface.md"].startswith("# คำนำ\n")
    assert files["chapter-01.md"].startswith("# บทที่ ๑ เช้า\n")


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_short_line_below_a_number_is_the_title_of_its_chapter(
    tmp_path: Path, between: str
) -> None:
    text = "\n\n".join(
        f"ตอนที่ {number}{between}{title}\n\n{PROSE}\n\n{PROSE}"
        for number, title in enumerate(("รถคันแรก", "ร้านหัวมุม"), 1)
    )
    files = files_of(tmp_path, text)
    assert files["chapter-01.md"].startswith("# ตอนที่ 1 รถคันแรก\n")
    assert files["chapter-02.md"].startswith("# ตอนที่ 2 ร้านหัวมุม\n")


def test_short_and_numbered_lines_between_prose_are_headings(tmp_path: Path) -> None:
    short = f"บทที่ ๑\n\n{PROSE}\n\nตลาดเช้า\n\n{PROSE}\n\nร้านหัวมุม\n\n{PROSE}\n"
    numbered = f"บทที่ ๒\n\n๑. ไม้เก่า\n{PROSE}\n\n๑.๑ ไม้สัก\n{PROSE}\n\n๒. ไม้ใหม่\n{PROSE}\n"
    files = files_of(tmp_path, short)
    assert "\n## ตลาดเช้า\n" in files["chapter-01.md"]
    assert "(ร้านหัวมุม)" in files["import-report.txt"]
    (tmp_path / "two").mkdir()
    chapter = files_of(tmp_path / "two", numbered)["chapter-01.md"]
    assert "\n## ๑. ไม้เก่า\n" in chapter
    assert "\n### ๑.๑ ไม้สัก\n" in chapter
    assert "\n## ๒. ไม้ใหม่\n" in chapter


def test_what_people_say_and_tell_is_no_heading(tmp_path: Path) -> None:
    said = ("“ไปไหน”", "เขายิ้ม", "ไม่มีใครตอบ", "เธอหัวเราะออกมาเบา ๆ", "“อืม”")
    text = "".join(f"{PROSE}\n\n{each}\n\n" for each in said)
    chapter = files_of(tmp_path, f"{text}{PROSE}\n")["chapter-01.md"]
    assert "#" not in chapter


def test_numbers_alone_count_chapters(tmp_path: Path) -> None:
    files = files_of(tmp_path, f"๑\n\n{PROSE}\n\n{PROSE}\n\n๒\n\n{PROSE}\n\n๓\n\n{PROSE}\n")
    assert [files[f"chapter-0{n}.md"][:4] for n in (1, 2, 3)] == ["# ๑\n", "# ๒\n", "# ๓\n"]


def test_typed_lists_keep_their_markers_and_what_stands_below(tmp_path: Path) -> None:
    listed = "๑. เสื้อผ้า\n(ก) เสื้อกันหนาว\n(ข) ถุงเท้า\n๒. ยา\n- ยาแก้ปวด\n- ยาแก้แพ้\n๓. เงินสด"
    chapter = files_of(tmp_path, f"{PROSE}\n\n{listed}\n\n• แผนที่\n• เข็มทิศ\n")["chapter-01.md"]
    assert (
        "๑. เสื้อผ้า\n    (ก) เสื้อกันหนาว\n    (ข) ถุงเท้า\n๒. ยา\n    - ยาแก้ปวด\n    - ยาแก้แพ้\n๓. เงินสด\n"
        in chapter
    )
    assert "\n\n- แผนที่\n- เข็มทิศ\n" in chapter


def test_lines_are_joined_only_where_a_program_has_wrapped_them(tmp_path: Path) -> None:
    """A line of prose with another below it is wrapped where the text has no wider line."""
    first, _, second = PROSE.rpartition(" ")
    apart = files_of(tmp_path, f"{first}\n{second}\n\n{PROSE * 2}\n")["chapter-01.md"]
    assert f"{first}\n\n{second}" in apart
    (tmp_path / "two").mkdir()
    wrapped = "\n".join(("ก" * 60, "ข" * 58, "ค" * 59, "ง" * 20))
    joined = files_of(tmp_path / "two", f"บทที่ ๑\n{wrapped}\n")["chapter-01.md"]
    assert "ก" * 60 + "ข" * 58 + "ค" * 59 + "ง" * 20 in joined
