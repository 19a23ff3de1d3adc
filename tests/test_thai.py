"""Thai line breaking: words, edges, what stays together."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

from thaibook.thai import SAFE_COST, Break, breaks, clusters, model, segment
from thaibook.thai.model import EDGE, TEMPLATES, places, shapes
from thaibook.thai.rules import KEEP, OPPORTUNITIES

ARTICLE = (ROOT / "book" / "article.md").read_text("utf-8")
TREEBANK = ROOT.parent / "shared" / "data" / "th_tud-ud-dev.conllu"


def pieces(text: str, *words: str) -> str:
    return "|".join(segment(text, words))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("ฉันรักเมืองไทย", "ฉัน|รัก|เมือง|ไทย"),
        ("เขาไปโรงเรียนด้วยรถไฟ", "เขา|ไป|โรงเรียน|ด้วย|รถไฟ"),
        ("เราสามารถขึ้นรถไฟฟ้าใต้ดิน", "เรา|สามารถ|ขึ้น|รถไฟฟ้า|ใต้ดิน"),
        # prefixes make one word with what follows
        ("มีความรับผิดชอบต่อการศึกษา", "มี|ความรับผิดชอบ|ต่อ|การศึกษา"),
    ],
)
def test_lines_end_between_words(text: str, wanted: str) -> None:
    assert pieces(text) == wanted


def _places(text: str) -> set[int]:
    return {at for at, _ in breaks(text)}


# ‸ is where a line must never end, whatever it costs otherwise.
NEVER = [
    "เขาพูดว่า “‸สวัสดี‸” แล้วไป",
    "ดู (‸ข้อความ‸) นี้",
    "อะไรนะ‸? จริงหรือ‸! ใช่‸; ไม่‸: ก‸, ข‸.",
    'เขาพูดว่า "‸สวัสดี‸" แล้ว',
    "ของ Hangzhou Municipal People‸’‸s Government",
    "เมืองต่าง‸ๆ มากมาย",
    "เมืองต่าง‸ ‸ๆ มากมาย",  # sealreq#45
    "ผัก ผลไม้‸ ‸ฯ‸ล‸ฯ มากมาย",
    "กรุงเทพ‸ฯ งาม",
    "เมื่อ 5‸ ‸ปีก่อน",
    "มี 602‸ ‸รายการ",
    "ลดลง 48.9‸%",
    "ราคา 20‸ ‸บาท ราคา ฿‸ ‸20",
    "เมื่อ พ.ศ.‸ ‸2565 และ ค.ศ.‸ ‸2022 และ พ.ศ.‸๒๕๖๕",
    "ใน วันที่‸ ‸12 มกราคม",
    "ดู หน้า‸ ‸15 ข้อ‸ ‸3 อันดับ‸ ‸57",
    "เป็น ที่‸ ‸1 ของ",
    "โดย นาย‸ ‸เจ็ค และ ดร.‸ ‸สมชาย และ พล.อ.‸ ‸มานะ และ น.ส.‸ ‸มาลี",
    "เวลา 08.30‸ ‸น. ตรง",
    "ระยะ 10‸ ‸กม. หนัก 5‸ ‸kg",
    "คำ\u00a0‸ติดกัน และ คำ\u2060‸ติด",
    "1‸2‸3‸,‸4‸5‸6",
    "People‸’‸s Government และ don‸’‸t",
]


@pytest.mark.parametrize("marked", NEVER)
def test_no_line_ends_where_it_must_not(marked: str) -> None:
    text = marked.replace("‸", "")
    found = _places(text)
    at = 0
    for part in marked.split("‸")[:-1]:
        at += len(part)
        assert at not in found, f"{text[:at]}|{text[at:]}"


@pytest.mark.parametrize(
    "marked",
    [
        "ปัจจุบัน ‸หางโจว",
        "เมืองต่างๆ ‸ทั่วโลก",
        "ต่างๆ‸ของ",
        "ใช้‸Facebook‸ทุกวัน",
        "ที่นี่‸“เมือง”‸นี้",
        "中‸文",
        "คำ\u200b‸คำ",
    ],
)
def test_a_line_may_end_here(marked: str) -> None:
    text = marked.replace("‸", "")
    safe = {at for at, cost in breaks(text) if cost <= SAFE_COST}
    at = 0
    for part in marked.split("‸")[:-1]:
        at += len(part)
        assert at in safe, f"{text[:at]}|{text[at:]}"


def test_the_author_s_words_always_win() -> None:
    text = "ที่เมืองกัวลาลัมเปอร์และนครหางโจวกับแคมบริดจ์เชอร์"
    words = ("กัวลาลัมเปอร์", "หางโจว", "แคมบริดจ์เชอร์", "โจว")
    found = {at for at, _ in breaks(text, words)}
    for word in words:
        at = text.index(word)
        assert not found & set(range(at + 1, at + len(word)))


def test_pieces_joined_are_the_text() -> None:
    for text in (ARTICLE, "", " ", "ก", "a b", "😀👩‍👩‍👧", "ພາສາລາວ", "่้๊๋ ัั เเ", "\n\nก\n"):
        assert "".join(segment(text)) == text
        assert "".join(clusters(text)) == text


def test_costs_grow_with_the_risk() -> None:
    by_place = dict(breaks("ปัจจุบัน เมืองผู้ใหญ่ใจดี"))
    text = "ปัจจุบัน เมืองผู้ใหญ่ใจดี"
    space, word = by_place[text.index("เมือง")], by_place[text.index("ผู้ใหญ่")]
    compound = by_place[text.index("ใหญ่")]
    assert space == 0 < word < SAFE_COST < compound


def test_a_segmenter_can_be_passed_in() -> None:
    found = breaks("กขคง", (), lambda run, words: [(2, 0.99, 0)])
    assert found == [Break(2, pytest.approx(1.0))]


@pytest.mark.parametrize("text", ["ที่", "น้ำ", "เป้า", "เกาะ", "กี่", "ภาพยนตร์", "ศักดิ์สิทธิ์", "สัมพันธ์"])
def test_no_break_parts_a_cluster(text: str) -> None:
    inside = {i for i in range(1, len(text)) if text[i] in "ะาำิีึืัุู็่้๊๋์" or text[i - 1] in "เแโใไ"}
    assert not _places(text * 3) & {i + k * len(text) for i in inside for k in range(3)}


def test_the_quick_reckoning_is_the_plain_one() -> None:
    """probabilities() writes shapes() out and remembers sums; the score is the plain one."""
    import json
    from math import exp

    found = model.load()
    around = json.loads((model.DATA / "breaks-th.json").read_text("utf-8"))["around"]
    run = "ประชาชนในนครหางโจวได้อาศัยอยู่ในเมืองแห่งอนาคตแล้ว"
    text = EDGE[0] + run + EDGE[1]
    quick = model.probabilities(run)
    for (at, likely, _), place in zip(quick, places(run, found.words), strict=True):
        here = at + len(EDGE[0])
        score = found.bias + found.before.get(place[1], 0.0) + found.after.get(place[2], 0.0)
        for table, (a, b) in zip(around, TEMPLATES, strict=True):
            score += table.get(text[here + a : here + b], 0.0)
        for weights, index in zip(found.shapes, shapes(place, found.words.classes), strict=True):
            score += weights[index]
        assert likely == pytest.approx(1 / (1 + exp(-score)))


def test_every_rule_has_a_source() -> None:
    for rule in (*KEEP, *(rule for rule, _ in OPPORTUNITIES)):
        assert rule.name
        assert rule.source


def test_the_module_needs_no_engine() -> None:
    code = (
        "import sys; from thaibook.thai import segment; segment('ทดสอบ');"
        "bad = {'weasyprint', 'lxml', 'yaml', 'numpy', 'uharfbuzz'} & set(sys.modules);"
        "sys.exit(str(bad) if bad else 0)"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


@pytest.mark.skipif(
    not TREEBANK.exists() and not os.environ.get("CI"), reason="the treebank is not beside us"
)
def test_breaks_agree_with_hand_segmented_sentences() -> None:
    """UD Thai TUD, the part that the model has not seen."""
    sys.path.insert(0, str(ROOT / "benchmarks"))
    from learn_breaks import sentences

    chosen = wrong = there = 0
    for text, ends in sentences(Path(TREEBANK)):
        found = {at for at, cost in breaks(text) if cost <= SAFE_COST}
        chosen += len(found)
        wrong += len(found - ends)
        there += sum(0 < at < len(text) and text[at] != " " for at in ends)
    assert wrong / chosen <= 0.012
    assert (chosen - wrong) / there >= 0.72
