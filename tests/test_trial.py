"""The trial: its judge sees what it has to see, and what is sound passes a small run of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from trial import Placed, Printed, Writer, judge, marked, report, run_trial
from trial_constructs import CONSTRUCTS, Construct

NAMED = {construct.name: construct for construct in CONSTRUCTS}


def _placed(*names: str) -> list[Placed]:
    """The constructs of these names, one below the other, in one file; words from 1 on."""
    placed, line, number = [], 3, 0
    for name in names:
        words = []
        for typed in NAMED[name].text.split("\n"):
            words.append(tuple(marked(number := number + 1) for _ in range(typed.count("@"))))
        last, ends = line + len(words) - 1, (("", ""),) * len(words)
        placed.append(Placed(NAMED[name], "a.md", line, last, tuple(words), ends))
        line += len(words) + 1
    return placed


def _faults(
    placed: list[Placed], epub: str, pdf: str = "", code: str = "", *told: int
) -> list[str]:
    """What the judge finds in the last construct; told: the lines with a message."""
    messages = [("a.md", line, "L000") for line in told]
    verdict = judge(placed, Printed({"a.md": epub}, code, pdf or epub, messages))
    return sorted(verdict.faults[placed[-1].construct.name].elements())


A, B, C, D = (marked(number) for number in range(1, 5))


@pytest.mark.parametrize(
    ("name", "epub", "pdf", "faults"),
    [
        ("prose", f"{A} x\n{B}", "", []),
        ("prose", f"{A} x", "", ["lost epub", "lost pdf"]),
        ("prose", f"{A} x {B}", f"{A} x", ["lost pdf"]),
        ("prose", f"{A} x {B}", f"{A[:6]}\n{A[6:]}{B}", []),  # broken at the end of a line
        ("Obsidian block", f"{A} x {B}", "", []),
        ("Obsidian block", f"{A} x {B} ^block-one", "", ["raw epub", "raw pdf"]),
        ("Obsidian comment", f"{A} เห็น แล้ว {C}", "", []),
        ("Obsidian comment", f"{A} เห็น {B} แล้ว {C}", "", ["leaked"]),
        ("verse, tab", f"{A}\n{B}\n{C}\n{D}", "", []),
        ("verse, tab", f"{A}\n{B}{C}\n{D}", f"{A}\n{B}\n{C}\n{D}", ["joined epub"]),
        ("verse, tab", f"{A}\n{B} {C}\n{D}", "", ["run on"]),
    ],
)
def test_the_judge_sees_what_happened(name: str, epub: str, pdf: str, faults: list[str]) -> None:
    placed = _placed(name)
    assert _faults(placed, epub, pdf) == faults
    assert _faults(placed, epub, pdf, "", placed[0].last) == []  # the author was told
    assert _faults(placed, epub, pdf, "", placed[0].last + 1) == faults  # of another line


def test_signs_of_a_neighbour_are_not_those_of_a_construct() -> None:
    placed = _placed("prose", "Obsidian block", "prose")
    words = [word for each in placed for word in each.words]
    text = "{} x {}\n{} y {}\n{}^block {}".format(*words)
    verdict = judge(placed, Printed({"a.md": text}, "", text, []))
    assert not verdict.faults["Obsidian block"]
    beyond = judge(placed[:2], Printed({"a.md": text.replace(words[4], "")}, "", text, []))
    assert beyond.faults["Obsidian block"]["raw epub"] == 1


def test_prose_that_is_set_as_code_is_seen_and_false_alarms_are_counted() -> None:
    placed = _placed("indented prose, tab")
    assert _faults(placed, f"{A} {B}", "", f"{A} {B}") == ["as code", "as code"]
    clean = _placed("prose")
    verdict = judge(clean, Printed({"a.md": f"{A} {B}"}, "", f"{A} {B}", [("a.md", 3, "L1")]))
    assert verdict.alarms.total() == 1
    assert "false alarms: 1" in report(verdict, [])


def test_the_same_seed_writes_the_same_and_every_construct_comes() -> None:
    def written(seed: int) -> list[str]:
        writer = Writer(seed)
        return [writer.chapter("a.md")[0] for _ in range(6)]

    assert written(1) == written(1) != written(2)
    writer = Writer(3)
    placed = [each for _ in range(8) for each in writer.chapter("a.md")[1]]
    names = {each.construct.name for each in placed}
    assert names == NAMED.keys()
    words = [word for each in placed for word in each.words]
    assert len(words) == len(set(words))


def test_each_line_of_a_construct_is_where_the_trial_says() -> None:
    text, placed = Writer(4).chapter("a.md")
    lines = text.split("\n")
    for each in placed:
        for number, words in enumerate(each.lines, each.first):
            assert all(word in lines[number - 1] for word in words)


def test_nothing_happens_in_silence(tmp_path: Path) -> None:
    verdict, refused = run_trial(tmp_path, 8, 7)
    assert refused == []
    assert verdict.count.keys() == NAMED.keys()
    assert verdict.silent + verdict.run_on == 0, report(verdict, refused)
    assert verdict.alarms.total() == 0, report(verdict, refused)


def test_names_are_given_once() -> None:
    names = [construct.name for construct in CONSTRUCTS]
    assert len(names) == len(set(names)) >= 80
    assert all(isinstance(construct, Construct) for construct in CONSTRUCTS)
