"""Doubtful places are named and not changed; answers are kept; the record says everything."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
import yaml
from conftest import ROOT, run
from faults import broken_marks, good_slice, misread, named

from thaibook.clean import Answer, Change, Cleaned, Correction, applied, clean, open_doubts
from thaibook.messages import BookError

HERE = Path("corrections.yaml")
ARTICLE = (ROOT / "book" / "article.md").read_text("utf-8")
SENTENCE = "เขาขออนุญาติแม่ไปโรงเรียนแต่เช้า\n"


def cleaned(
    text: str, answers: tuple[Answer, ...] = (), own: frozenset[str] = frozenset()
) -> Cleaned:
    made = clean(text, (), HERE, answers, own)
    assert applied(text, made.changes) == made.text
    return made


@pytest.mark.parametrize(
    ("text", "raw", "suggestion", "why"),
    [
        ("รัฐบาลประกาศนโยบายเศรษฐกิจใหม่เพื่อประซาชน\n", "ประซาชน", "ประชาชน", "no dictionary"),
        ("การพัฒนาปรnเทศต้องอาศัยความร่วมมือ\n", "ปรnเทศ", "ประเทศ", "no dictionary"),
        ("นักเรีนทุกคนต้องมาโรงเรียน\n", "นักเรีน", "นักเรียน", "no dictionary"),
        ("ชาวบ้านช่วยกันปลุกต้นไม้ในป่า\n", "ปลุก", "ปลูก", "a word, but"),
        (SENTENCE, "อนุญาติ", "อนุญาต", "often written wrong"),
        ("ลองสังเกตุดู ผลลัพท์ก็เหมือนกัน\n", "สังเกตุ", "สังเกต", "often written wrong"),
    ],
)
def test_a_doubt_has_its_word_and_the_right_one_first(
    text: str, raw: str, suggestion: str, why: str
) -> None:
    made = cleaned(text)
    assert made.text == text
    doubt = made.doubts[0]
    assert raw in doubt.raw or doubt.raw in raw
    fixed = text[: doubt.start] + doubt.suggestions[0] + text[doubt.end :]
    assert fixed == text.replace(raw, suggestion)
    assert why in doubt.why
    assert 0 < doubt.sure <= 1


def test_right_words_are_not_doubted() -> None:
    for text in ("ปรากฏว่าผัดไทยอร่อยกว่าราดหน้า\n", ARTICLE):
        made = cleaned(text)
        assert (made.text, made.changes) == (text, ())
        assert len(made.doubts) <= len(text) / 2000


def test_faults_of_another_s_making_are_found() -> None:
    bad, faults = misread(ARTICLE, random.Random(11))
    seen, right = named(bad, faults, cleaned(bad))
    assert seen >= 0.75 * len(faults)
    assert right >= 0.70 * len(faults)


def test_broken_marks_are_mended() -> None:
    bad, faults = broken_marks(ARTICLE, random.Random(11))
    text = clean(bad, (), HERE, doubting=False).text
    around = [(max(0, f.start - 6), f.start + len(f.bad) + 6) for f in faults]
    mended = [good_slice(bad, faults, low, high)[3:-3] in text for low, high in around]
    assert sum(mended) >= 0.98 * len(mended)


def test_a_name_in_two_ways_is_seen_and_the_rarer_one_named() -> None:
    text = "".join(f"เมืองหางโจวเรื่องที่ {n} ของจีน\n\n" for n in range(5)) + "กลับมาที่ทางโจวอีกครั้ง\n"
    doubts = [doubt for doubt in cleaned(text).doubts if "two ways" in doubt.why]
    assert [(doubt.raw, doubt.suggestions) for doubt in doubts] == [("ทางโจว", ("หางโจว",))]


def test_a_space_that_the_text_has_elsewhere() -> None:
    text = "".join(f"ปี 256{n} มีคน {n} คน\n\n" for n in range(9)) + "ปี2570 มีคน 7 คน\n"
    (doubt,) = [doubt for doubt in cleaned(text).doubts if "space" in doubt.why]
    assert (doubt.raw, doubt.suggestions) == ("ี2", ("ี 2",))


def test_own_words_are_right() -> None:
    text = "ซอยลิงค์เก่าอยู่ใกล้ตลาด\n"
    assert cleaned(text).doubts
    assert cleaned(text, own=frozenset({"ลิงค์"})).doubts == ()


def test_answers_are_made_and_what_is_answered_is_not_asked_again() -> None:
    (doubt,) = cleaned(SENTENCE).doubts
    accepted = Answer(doubt.raw, "อนุญาต", at=(doubt.start,), why=doubt.why)
    made = cleaned(SENTENCE, (accepted,))
    assert made.text == SENTENCE.replace("อนุญาติ", "อนุญาต")
    assert made.doubts == ()
    assert made.changes[0].why[0].endswith("answered by a person")
    refused = Answer(doubt.raw, doubt.raw, at=(doubt.start,))
    assert (cleaned(SENTENCE, (refused,)).text, cleaned(SENTENCE, (refused,)).doubts) == (
        SENTENCE,
        (),
    )


def test_an_answer_to_all_is_for_those_that_come_later_too() -> None:
    text = SENTENCE * 3
    made = cleaned(text, (Answer("อนุญาติ", "อนุญาต", whole=True, at=(5,)),))
    assert made.text == text.replace("อนุญาติ", "อนุญาต")
    assert len(made.answers[0].at) == 3


def test_an_answer_finds_its_place_in_a_raw_text_that_has_changed() -> None:
    answer = Answer("อนุญาติ", "อนุญาต", at=(5,), before="เขาขอ", after="แม่ไป")
    made = cleaned(f"ย่อหน้าใหม่\n\n{SENTENCE}", (answer,))
    assert made.text.endswith(SENTENCE.replace("อนุญาติ", "อนุญาต"))
    lost = cleaned("ข้อความอื่น\n", (answer,))
    assert [warning.code for warning in lost.warnings] == ["answer-lost"]


def test_what_an_editor_corrects_is_on_record_with_its_reason() -> None:
    made = clean("แมวกับแมว\n", (Correction("แมว", "หมา", 2, "เหตุผล"),), HERE, doubting=False)
    assert made.changes == (
        Change(0, 3, "แมว", "หมา", ("เหตุผล",)),
        Change(6, 9, "แมว", "หมา", ("เหตุผล",)),
    )
    assert made.letters == (9, 9)


def test_the_command_keeps_a_record_and_asks_only_what_is_new(tmp_path: Path) -> None:
    (tmp_path / "raw.txt").write_text(SENTENCE + "ท\u0e4d\u0e32งาน", "utf-8")
    (tmp_path / "c.yaml").write_text("# ของบรรณาธิการ\nqueries: [ถามผู้เขียน]\n", "utf-8")
    words = ["clean", "raw.txt", "-o", "out.md", "--corrections", "c.yaml"]
    done = run(*words, "--report", "r.json", "--report", "r.html", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    record = (tmp_path / "c.yaml").read_text("utf-8")
    assert record.startswith("# ของบรรณาธิการ\nqueries: [ถามผู้เขียน]\n")
    assert yaml.safe_load(record)["doubts"][0]["raw"] == "อนุญาติ"
    raw, data = SENTENCE + "ท\u0e4d\u0e32งาน", json.loads((tmp_path / "r.json").read_text("utf-8"))
    for each in (*data["changes"], *data["doubts"]):
        assert raw[each["start"] : each["end"]] == each["raw"]
        assert {"suggestions", "sure", "why"} <= each.keys()
    assert "<script" not in (tmp_path / "r.html").read_text("utf-8")
    # The editor writes an answer beside the doubt; the next run makes it and has nothing to ask.
    (tmp_path / "c.yaml").write_text(record.replace('answer: ""', "answer: accept"), "utf-8")
    assert run(*words, cwd=tmp_path).returncode == 0
    assert (tmp_path / "out.md").read_text("utf-8").startswith("เขาขออนุญาตแม่")
    again = (tmp_path / "c.yaml").read_bytes()
    assert "doubts" not in yaml.safe_load(again)
    assert run(*words, cwd=tmp_path).returncode == 0
    assert (tmp_path / "c.yaml").read_bytes() == again


def test_a_raw_text_in_an_old_encoding(tmp_path: Path) -> None:
    (tmp_path / "raw.txt").write_bytes(SENTENCE.encode("cp874"))
    done = run("clean", "raw.txt", "-o", "out.md", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Windows-874" in done.stdout
    assert (tmp_path / "out.md").read_text("utf-8") == SENTENCE


def test_one_doubt_is_answered_without_the_model_and_clean_says_the_same_afterwards(
    tmp_path: Path,
) -> None:
    raw = "\ufeffเขาขออนุญาติแม่แล้ว  \r\nน้ำต\u0e4dาท่ี่ลิงค์ของเขา\r\n\r\nอีกคนก็ขออนุญาติเหมือนกัน"
    (tmp_path / "raw.txt").write_text(raw, "utf-8", newline="")
    record, out = tmp_path / "corrections.yaml", tmp_path / "story.md"
    words = ["clean", str(tmp_path / "raw.txt"), "-o", str(out), "--corrections", str(record)]
    assert run(*words).returncode == 0
    opened = open_doubts(record)
    assert opened
    first = opened.doubts[0]
    assert (first.doubt.raw, first.line) == ("อนุญาติ", 1)
    assert (
        opened.doubts[-1].line
        == out.read_text("utf-8").split("\n").index("อีกคนก็ขออนุญาติเหมือนกัน") + 1
    )
    for path, data in opened.answered(first.doubt.start, "อนุญาต", whole=True).items():
        path.write_bytes(data)
    opened = open_doubts(record)
    assert opened
    assert [each.doubt.raw for each in opened.doubts] == ["ลิงค์"]
    for path, data in opened.answered(opened.doubts[0].doubt.start, "ลิงค์").items():  # it is right
        path.write_bytes(data)
    answered = out.read_text("utf-8")
    assert (answered.count("อนุญาต"), answered.count("ลิงค์"), "อนุญาติ" in answered) == (2, 1, False)
    assert run(*words).returncode == 0
    assert out.read_text("utf-8") == answered
    assert "doubts:" not in record.read_text("utf-8")


def test_answers_are_refused_where_the_texts_are_others(tmp_path: Path) -> None:
    (tmp_path / "raw.txt").write_text("เขาขออนุญาติแม่แล้ว\n", "utf-8")
    record, out = tmp_path / "corrections.yaml", tmp_path / "story.md"
    run("clean", str(tmp_path / "raw.txt"), "-o", str(out), "--corrections", str(record))
    opened = open_doubts(record)
    assert opened
    with pytest.raises(BookError) as gone:
        opened.answered(999, "อนุญาต")
    assert [each.code for each in gone.value.problems] == ["doubt-gone"]
    outside = record.read_text("utf-8").replace('"story.md"', '"../story.md"')
    for text, changed in ((outside, ""), (record.read_text("utf-8"), "คำของผู้เขียน\n")):
        record.write_text(text, "utf-8")
        out.write_text(changed or out.read_text("utf-8"), "utf-8")
        with pytest.raises(BookError) as stale:
            open_doubts(record)
        assert [each.code for each in stale.value.problems] == ["record-stale"]
