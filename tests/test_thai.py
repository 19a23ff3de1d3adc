"""Thai line breaking: words, edges, what stays together."""

from __future__ import annotations

import json
import math
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from itertools import accumulate, combinations
from typing import Any

import pytest
from conftest import DATA, ROOT

from thaibook.thai import SAFE_COST, breaks, breaks_of, clusters, segment
from thaibook.thai import break_model as model
from thaibook.thai.break_model import BEGINNING, EDGE, RUN, TEMPLATES, WordEnds
from thaibook.thai.dictionary import FACTOR, LONGEST, LONGEST_TITLE, TITLE_BITS
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
    "ใน วัน‸ที่‸ ‸12 มกราคม ดูภาพ‸ที่‸ ‸๓ ในสมรภูมิ‸ที่ 2",
    "แพ้ครั้ง‸ที่‸สองใน ศตวรรษ‸ที่‸ยี่สิบ",
    "ดู หน้า‸ ‸15 ข้อ‸ ‸3 อันดับ‸ ‸57",
    "เป็น ที่‸ ‸1 ของ",
    "โดย นาย‸ ‸เจ็ค และ ดร.‸ ‸สมชาย และ พล.อ.‸ ‸มานะ และ น.ส.‸ ‸มาลี",
    "พบ นางสาว‸ยิ่งลักษณ์ ของนาย‸สมชาย และหม่อมหลวง‸ภาณุพงศ์ กับพระยา‸เพชรพิไชย",
    "เวลา 08.30‸ ‸น. ตรง ราว 8‸ ‸โมงเช้า วันที่ 5‸ ‸ธันวาคม 2566 หรือ 5‸ ‸ธ.ค. 60",
    "มูลค่า 8.5‸ ‸ล้าน‸ล้าน‸บาท หรือร้อยละ‸ ‸47.2",
    "ที่ https:‸/‸/‸www.example.com",
    "ระยะ 10‸ ‸กม. หนัก 5‸ ‸kg",
    "ต้มที่ 100‸ ‸°C ลดลง 5‸ ‸% ราคา 20‸ ‸฿",
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


@pytest.mark.parametrize("text", ["มีชื่อร", "ความประมาทหมายถึงการกระทำการใดๆโดยปราศจากความระมัดร"])
def test_a_text_may_end_in_the_middle_of_a_word(text: str) -> None:
    """Its end, too, when its hash agrees by chance with that of a longer word's beginning."""
    assert "".join(segment(text)) == text


def test_every_beginning_of_a_text_can_be_read() -> None:
    for end in range(1500):
        text = ARTICLE[max(0, end - 150) : end]
        assert "".join(segment(text)) == text


def test_costs_grow_with_the_risk() -> None:
    by_place = dict(breaks("ปัจจุบัน เมืองผู้ใหญ่ใจดี"))
    text = "ปัจจุบัน เมืองผู้ใหญ่ใจดี"
    space, word = by_place[text.index("เมือง")], by_place[text.index("ผู้ใหญ่")]
    compound = by_place[text.index("ใหญ่")]
    assert space == 0 < word < SAFE_COST < compound


def test_a_segmenter_can_be_passed_in() -> None:
    ((offset, cost),) = breaks("กขคง", (), lambda text, words: WordEnds([2], [0.99], [0]))
    assert offset == 2
    assert cost == pytest.approx(1.0)


@pytest.mark.parametrize("text", ["ที่", "น้ำ", "เป้า", "เกาะ", "กี่", "ภาพยนตร์", "ศักดิ์สิทธิ์", "สัมพันธ์"])
def test_no_break_parts_a_cluster(text: str) -> None:
    inside = {i for i in range(1, len(text)) if text[i] in "ะาำิีึืัุู็่้๊๋์" or text[i - 1] in "เแโใไ"}
    assert not _places(text * 3) & {i + k * len(text) for i in inside for k in range(3)}


def test_arrays_say_what_the_weights_and_the_dictionary_say() -> None:
    """The score of every place, reckoned letter by letter and word by word."""
    weights = json.loads((model.DATA / "breaks-th.json").read_text("utf-8"))
    often = {
        word: int(step)
        for line in (model.DATA / "words-th.txt").read_text("utf-8").splitlines()
        for step, _, words in [line.partition(" ")]
        for word in words.split(" ")
    }
    text = "ประชาชนใน “นครหางโจว” 12 คน ได้อาศัยอยู่ในเมืองแห่งอนาคตแล้ว ที่จุฬาลงกรณ์มหาวิทยาลัยหอ"
    said = {at: tuple(of_it) for at, *of_it in zip(*model.probabilities(text), strict=True)}
    wanted = {}
    for run in RUN.finditer(text):
        for at, score, *over in _by_hand(run[0], weights, often):
            wanted[run.start() + at] = (pytest.approx(1 / (1 + math.exp(-score)), abs=1e-9), *over)
    assert said == wanted
    assert max(title for _, _, title in said.values()) == len("จุฬาลงกรณ์มหาวิทยาลัย")


# Where a syllable goes on, whatever the word.
UNFINISHED = re.compile(
    "(?<=[ัื])(?!$)|(?<=[ัื][่-๋])(?!$)|(?<=(?<!ก)็)(?!$)|(?<=(?<![เแโใไ])[ฉผฝหฮ])(?!$)|(?<=^[ก-ฮ])|(?=[ก-ฮ]$)"
)


def _is_title(word: str, titles: set[int]) -> bool:
    number = 0
    for letter in word:
        number = (number + ord(letter)) * int(FACTOR) % 2**64
    return number >> (64 - TITLE_BITS) in titles


def _by_hand(
    run: str, weights: dict[str, Any], often: dict[str, int]
) -> Iterator[tuple[int, float, int, int]]:
    """(offset, score, letters of the longest word and of the longest title over it) of each
    place in a run."""
    points = sorted({0, len(run), *(found.start() for found in BEGINNING.finditer(run))})
    words = [(a, b) for a, b in combinations(points, 2) if b - a <= LONGEST and run[a:b] in often]
    known = set(model.load().titles.hashes.tolist())
    titles = [(a, b) for a, b in combinations(points, 2)
              if b - a <= LONGEST_TITLE and _is_title(run[a:b], known)]  # fmt: skip
    text = EDGE[0] + run + EDGE[1]
    for at in points[1:-1]:
        if UNFINISHED.match(run, at):
            continue
        before = max((run[a:b] for a, b in words if b == at), key=len, default="")
        after = max((run[a:b] for a, b in words if a == at), key=len, default="")
        over, into = max(((b - a, at - a) for a, b in words if a < at < b), default=(0, 0))
        title, into_title = max(((b - a, at - a) for a, b in titles if a < at < b), default=(0, 0))
        ending = max((b - a for a, b in titles if b == at), default=0)
        beginning = max((b - a for a, b in titles if a == at), default=0)
        left, right = len(before), len(after)
        often_left, often_right = (often.get(word, -1) + 1 for word in (before, after))
        near = min(over, 9)
        rows = (
            (min(left, 7) * 8 + min(right, 7)) * 10 + near,
            (often_left * 8 + often_right) * 10 + near,
            min(over, 12) * 16 + into,
            often_left * 10 + min(left, 9),
            often_right * 10 + min(right, 9),
            min(title, 20) * 16 + min(into_title, 15),
            title * 2 + (over > 2),
            min(ending, 12) * 13 + min(beginning, 12),
        )
        here = at + len(EDGE[0])
        around = (text[here + a : here + b] for a, b in TEMPLATES)
        score = weights["bias"]
        score += weights["before"].get(before, 0.0) + weights["after"].get(after, 0.0)
        score += sum(
            t.get(letters, 0.0) for t, letters in zip(weights["around"], around, strict=True)
        )
        score += sum(t.get(str(row), 0.0) for t, row in zip(weights["shapes"], rows, strict=True))
        yield at, score, over, title


@pytest.mark.parametrize(
    "cut",
    [
        "จั|กร",
        "มื|อ",
        "เห็|น",
        "ตั้|งใจ",
        "ห|ลง",
        "ถ|นน ",
        "หม|ก ",
        "หลอ|ก ",
        "สมฺมาส|มฺพุทฺธ",
        "สมฺมา|สมฺพุทฺธ",
        "ซิ่วเฉฺ|วียนก็ได้เปลี่ยนไป",
    ],
)
def test_a_syllable_is_never_parted(cut: str) -> None:
    before, _, after = cut.partition("|")
    assert len(before) not in {b.offset for b in breaks(before + after)}


def test_a_name_with_a_phinthu_holds_no_thai_words_together() -> None:
    said = "ซิ่วเฉฺวียนก็ได้เปลี่ยนไปเป็นคนละคน"
    assert said.index("เปลี่ยน") in {b.offset for b in breaks(said, max_cost=SAFE_COST)}


def test_no_two_words_of_the_dictionary_share_a_hash() -> None:
    hashes = model.load().words.hashes
    assert len(set(hashes.tolist())) == len(hashes) > 50_000


def test_a_text_is_read_as_its_paragraphs_are() -> None:
    paragraphs = [
        *ARTICLE.split("\n"),
        "",
        " ",
        "ๆ",
        '"ก"',
        "- ก",
        "5",
        "ปี",
        "(",
        " ต่าง ๆ",
        "ก \nๆ",
    ]
    assert list(breaks_of(paragraphs)) == [breaks(paragraph) for paragraph in paragraphs]


def test_no_rule_holds_in_a_text_without_its_sign() -> None:
    text = f"{ARTICLE} ก’ข a’b \u2060 ก漢a字ก ก☺ก a🙂‍↔️a 1\u00a0ก ธมฺโม"
    rules = [rule for rule in (*KEEP, *(rule for rule, _ in OPPORTUNITIES)) if rule.sign]
    assert len(rules) > 5
    for rule in rules:
        assert rule.pattern.search(text), rule.name
        assert not rule.pattern.search(re.sub(rule.sign, "", text)), rule.name


def test_every_rule_has_a_source() -> None:
    for rule in (*KEEP, *(rule for rule, _ in OPPORTUNITIES)):
        assert rule.name
        assert rule.source


def test_the_module_needs_no_engine() -> None:
    code = (
        "import sys; from thaibook.thai import segment; segment('ทดสอบ');"
        "bad = {'weasyprint', 'lxml', 'yaml', 'uharfbuzz'} & set(sys.modules);"
        "sys.exit(str(bad) if bad else 0)"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


def by_hand() -> Iterator[tuple[str, set[int]]]:
    """(text, offsets at which a word ends or a space stands) of each of our own sentences."""
    for line in (DATA / "segmented.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            text = line.replace("|", "")
            ends = {at for at in range(1, len(text)) if " " in text[at - 1 : at + 1]}
            yield text, ends | set(accumulate(map(len, line.split("|"))))


def agreement(sentences: Iterable[tuple[str, set[int]]]) -> tuple[float, float]:
    """Of sentences with their hand-made ends: the share of our safe breaks that are wrong, and
    the share of the ends, but for those before a space, that are found."""
    chosen = wrong = there = 0
    for text, ends in sentences:
        found = {at for at, cost in breaks(text) if cost <= SAFE_COST}
        chosen += len(found)
        wrong += len(found - ends)
        there += sum(0 < at < len(text) and text[at] != " " for at in ends)
    return wrong / chosen, (chosen - wrong) / there


def test_breaks_agree_with_sentences_parted_by_hand() -> None:
    assert len(list(by_hand())) > 60
    wrong, found = agreement(by_hand())
    assert wrong <= 0.015
    assert found >= 0.8


def test_the_measure_of_agreement_sees_what_is_wrong_and_what_is_missing() -> None:
    text = "ฉันรักเมืองไทย"  # ฉัน|รัก|เมือง|ไทย
    assert agreement([(text, {3, 6, 11})]) == (0, 1)
    assert agreement([(text, {3, 6})]) == pytest.approx((1 / 3, 1))
    assert agreement([(text, {3, 6, 8, 11})]) == pytest.approx((0, 3 / 4))


@pytest.mark.skipif(
    not TREEBANK.exists() and not os.environ.get("CI"), reason="the treebank is not beside us"
)
def test_breaks_agree_with_a_treebank() -> None:
    """UD Thai TUD, the part that the model has not seen. In CI it has to be there."""
    from benchmarks.learn_breaks import sentences

    wrong, found = agreement(sentences(TREEBANK))
    assert wrong <= 0.012
    assert found >= 0.72


def test_who_can_choose_pays_for_ends_that_read_badly() -> None:
    """A page breaks all lines of a paragraph together, and has many ends to choose from."""

    def costs(text: str, choosy: bool) -> dict[str, float]:
        return {text[:offset]: cost for offset, cost in breaks(text, choosy=choosy)}

    for text, bad, good in (
        ("เขาเดินทางไปตลาดเพราะอยากพบเพื่อน", "เขาเดินทางไปตลาดเพราะ", "เขาเดินทางไปตลาด"),
        ("วันนี้เขาไม่มาโรงเรียน", "วันนี้เขาไม่", "วันนี้เขา"),
    ):
        plain, choosy = costs(text, choosy=False), costs(text, choosy=True)
        assert plain.keys() == choosy.keys()
        assert choosy[bad] > plain[bad] + 4
        assert choosy[good] == plain[good]
