"""The article in book/ is the raw text and its listed corrections, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

from conftest import ROOT, run

from thaibook.clean import clean, load_corrections
from thaibook.load.manuscript import load_manuscript
from thaibook.storage.files import read_text

BOOK = ROOT / "book"
RAW = BOOK / "source" / "000_60a66775eddd75c9.txt"
CORRECTIONS = BOOK / "corrections.yaml"
ARTICLE = BOOK / "article.md"


def test_raw_and_corrections_make_the_article_exactly() -> None:
    made = clean(read_text(RAW), load_corrections(CORRECTIONS), CORRECTIONS, doubting=False)
    assert made.text == ARTICLE.read_text("utf-8")


def test_every_word_of_the_article_is_the_raw_text_s_or_a_correction_s() -> None:
    """Without Markdown's signs, only the listed raw words are gone and clean words come."""

    def words(text: str) -> str:
        return re.sub(r"[\s#<>]+", "", text)

    expected = words(read_text(RAW))
    for correction in load_corrections(CORRECTIONS):
        old, new = words(correction.raw), words(correction.clean)
        if old != new:
            assert expected.count(old) == correction.count
            expected = expected.replace(old, new)
    assert words(ARTICLE.read_text("utf-8")) == expected


def test_every_correction_has_a_reason() -> None:
    corrections = load_corrections(CORRECTIONS)
    assert len(corrections) >= 14
    assert all(len(c.why) > 5 for c in corrections)


def test_the_article_is_one_title_and_three_sections() -> None:
    lines = ARTICLE.read_text("utf-8").split("\n")
    assert [line for line in lines if line.startswith("# ")] == [lines[0]]
    assert lines[0].endswith("เมืองเศรษฐกิจดิจิทัลแห่งแรกของจีน")
    sections = [line[3:] for line in lines if line.startswith("## ")]
    assert sections == ["ก้าวสู่ความเป็นหนึ่ง", "นครหางโจวที่เปี่ยมประสิทธิภาพ", "สมองของเมือง"]


def test_nothing_of_the_scan_is_left() -> None:
    text = ARTICLE.read_text("utf-8")
    for fault in ("ทางโจว", "✖", "ผ่นกลางวัน", "หลับลี", "ลิงค์", "แตกกร้าว", "  ", "\t"):
        assert fault not in text
    assert text.count("หางโจว") == 34


def test_the_credit_and_the_link_are_those_of_the_source() -> None:
    manuscript = load_manuscript(BOOK)
    raw = read_text(RAW)
    assert f"ที่มา: {manuscript.metadata.source}" in raw
    assert f"<{manuscript.cover.image_link}>" in raw
    assert manuscript.metadata.date == ""  # the source gives none
    assert manuscript.metadata.creators == ()


def test_the_record_is_what_the_command_writes(tmp_path: Path) -> None:
    """Made once more from the raw text and the corrections, text and record are the same."""
    record, raw = tmp_path / "corrections.yaml", tmp_path / "source" / RAW.name
    raw.parent.mkdir()
    raw.write_bytes(RAW.read_bytes())
    record.write_bytes(CORRECTIONS.read_bytes())
    done = run("clean", str(raw), "-o", "article.md", "--corrections", record.name, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "article.md").read_bytes() == ARTICLE.read_bytes()
    assert record.read_bytes() == CORRECTIONS.read_bytes()


def test_of_the_raw_text_alone_most_misread_letters_are_named() -> None:
    """15 of 19, and hardly anything else."""
    made = clean(read_text(RAW), (), CORRECTIONS)
    named = [doubt.raw for doubt in made.doubts]
    assert named.count("ทางโจว") == 12
    assert {"แตกกร้าว", "ลิงค์"} <= set(named)
    assert any("ลี" in raw for raw in named)
    assert len(named) - 15 <= 2 * len(read_text(RAW)) / 1000
