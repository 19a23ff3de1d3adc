"""Choosing all line ends of a paragraph together."""

from __future__ import annotations

from itertools import pairwise
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thaibook.pdf.breakpoints import Measured, Stretch, breakpoints_of, cluster_count
from thaibook.pdf.glue import HOPELESS, PHRASE_SPACE_EM, SHRINK, STRETCH, set_glue
from thaibook.pdf.line_breaking import Breakpoints, best_breakpoints
from thaibook.pdf.optical_edges import PUNCTUATION, hung
from thaibook.thai import Break


def ruler(text: str) -> Measured:
    """Every letter half an em, every space a quarter."""
    width = sum(0.25 if c == " " else 0.5 for c in text)
    trimmed = len(text) - len(text.rstrip(" "))
    return Measured(width, trimmed * 0.25, text.count(" "), trimmed, cluster_count(text))


def points(text: str, costs: dict[int, float]) -> tuple[list[int], Breakpoints]:
    found = [Break(at, cost) for at, cost in sorted(costs.items())]
    return breakpoints_of([Stretch(text, ruler)], found, 1000.0, 0.0)


def lines(text: str, costs: dict[int, float], room: float, justify: bool = True) -> list[str]:
    offsets, found = points(text, costs)
    chosen, _ = best_breakpoints(found, room, room, justify, desperate=True)
    ends = [0, *(offsets[k] for k in chosen)]
    return [text[a:b] for a, b in pairwise(ends)]


def every(text: str, step: int, cost: float = 0.0) -> dict[int, float]:
    return {at: cost for at in range(step, len(text), step)}


def test_lines_are_as_full_as_they_can_be() -> None:
    text = "กกกก " * 8
    assert lines(text, every(text, 5), 9.0) == [text[:20], text[20:]]


def test_a_costly_break_is_better_than_a_hole_but_worse_than_a_safe_one() -> None:
    text = "ก" * 60
    safe = {20: 0.0, 40: 0.0}
    assert [len(line) for line in lines(text, safe | {19: 30.0, 21: 30.0}, 10.0)] == [20, 20, 20]
    # with the safe ones too far away, the costly one is taken
    assert [len(line) for line in lines(text, {12: 0.0, 20: 30.0, 40: 30.0}, 10.0)] == [20, 20, 20]


def test_a_line_has_room_for_what_hangs_at_its_end() -> None:
    text = "กกกกก. กกกกก. กกกกก. กกกกก."
    at = {7: 0.0, 14: 0.0, 21: 0.0}
    offsets, plain = points(text, at)
    half = hung(plain, offsets, text, PUNCTUATION, lambda letter: 0.5)
    shorter = [a - b for a, b in zip(half.discarded_width, plain.discarded_width, strict=True)]
    assert shorter == [0.0, 0.25, 0.25, 0.25, 0.25]
    assert hung(plain, offsets, text, "none", lambda letter: 0.5) == plain


def test_a_paragraph_has_a_line_more_or_less_where_each_line_costs_otherwise() -> None:
    text = "กก " * 60
    _, found = points(text, every(text, 3))
    counts = [
        len(best_breakpoints(found, 20.0, 20.0, True, line_demerits=each)[0])
        for each in (1000.0, 8.0, -1000.0)
    ]
    assert counts == sorted(counts, reverse=False)
    assert counts[0] < counts[-1]


def test_no_word_stands_alone_on_the_last_line() -> None:
    text = "กกกก " * 9
    last = lines(text, every(text, 5), 11.5, justify=False)[-1]
    assert len(last) > 5


def test_a_forced_end_is_an_end() -> None:
    text = "กกกก\nกกกก"
    assert lines(text, {}, 50.0) == ["กกกก\n", "กกกก"]


def test_a_word_wider_than_the_column_runs_over_and_nothing_is_lost() -> None:
    text = "ก" * 100 + " " + "ข" * 4
    assert "".join(lines(text, {101: 0.0}, 10.0)) == text


def test_an_emergency_parts_a_word_between_clusters() -> None:
    text = "กี่" * 60
    offsets, found = breakpoints_of([Stretch(text, ruler)], [], 1000.0, 2.0)
    chosen, worst = best_breakpoints(found, 30.2, 30.2, True, desperate=True)
    assert len(chosen) == 3
    assert all(offsets[k] % 3 == 0 for k in chosen)
    assert worst < 1000


def test_headings_are_balanced() -> None:
    text = "กกกก " * 6
    offsets, found = points(text, every(text, 5))
    chosen, _ = best_breakpoints(found, 11.5, 11.5, justify=False, balance=True, desperate=True)
    assert [offsets[k] for k in chosen] == [15, 30]


def test_what_cannot_be_filled_is_not_tried_unless_desperate() -> None:
    _, found = points("กก " + "ก" * 200 + " กก", {3: 0.0, 204: 0.0})
    assert best_breakpoints(found, 10.0, 10.0, True) == ([], inf)
    assert best_breakpoints(found, 10.0, 10.0, True, desperate=True)[0]


@given(st.floats(-3, 12, allow_nan=False), st.integers(0, 12), st.integers(0, 80))
def test_spaces_tracking_and_letters_keep_their_limits(
    missing: float, spaces: int, places: int
) -> None:
    text_em = places / 2
    space, tracking, wider, bad = set_glue(missing, spaces, places, text_em)
    assert SHRINK[-1].space <= space <= STRETCH[-1].space
    assert SHRINK[-1].tracking <= tracking <= STRETCH[-1].tracking
    assert SHRINK[-1].wider <= wider <= STRETCH[-1].wider
    if bad < HOPELESS:  # within the limits: the line is filled
        given_em = space * spaces + tracking * places + wider * text_em
        assert given_em == pytest.approx(missing, abs=1e-6)


@given(st.floats(-1, 6), st.floats(0, 3), st.integers(0, 6), st.integers(10, 60))
def test_the_farther_a_line_is_stretched_the_worse_it_is(
    missing: float, more: float, spaces: int, places: int
) -> None:
    natural = PHRASE_SPACE_EM * spaces
    nearer, farther = (
        set_glue(natural + d, spaces, places, places / 2) for d in (missing, missing + more)
    )
    if missing >= 0:
        assert nearer.badness <= farther.badness
        assert nearer.tracking <= farther.tracking
        assert nearer.wider <= farther.wider
    elif missing + more <= 0:
        assert nearer.badness >= farther.badness


def test_a_phrase_space_gives_and_takes_before_letters_part() -> None:
    assert set_glue(PHRASE_SPACE_EM * 5, 5, 40, 20.0) == (PHRASE_SPACE_EM, 0.0, 0.0, 0.0)
    for missing in (1.2, 0.4):
        space, tracking, wider, _ = set_glue(missing, 5, 40, 20.0)
        assert tracking == 0.0
        assert abs(space - PHRASE_SPACE_EM) * 5 > 2 * abs(wider) * 20.0
    space, tracking, wider, _ = set_glue(2.5, 5, 40, 20.0)
    assert 0.3 < space < 0.5
    assert 0.0 < tracking < 0.02
    assert 0.0 < wider < 0.015


def test_neighbouring_lines_are_tracked_alike() -> None:
    # Three lines of 20 letters in a room for 20.4, with a choice of 19 or 21 for each: the
    # second line could be perfect, but not beside a loose first one.
    text = "ก" * 59
    ends = {19: 0.0, 20: 40.0, 39: 0.0, 40: 0.0}
    assert [len(line) for line in lines(text, ends, 10.2)][:2] in ([19, 20], [19, 21])


def test_an_end_after_few_letters_is_no_last_line() -> None:
    text = "กกกก " * 8 + "กก"
    assert len(lines(text, every(text, 5), 9.9)[-1]) > 4


def test_words_in_latin_and_numbers_are_not_parted() -> None:
    assert cluster_count("ปี ") == 2
    assert cluster_count("Thailand") == cluster_count("๒๕๖๕") == cluster_count("3.14") == 0
    assert cluster_count("https://example.org/a?b=1") == 0
    assert cluster_count("ใช้ WiFi ที่บ้าน") == cluster_count("ใช้  ที่บ้าน")


@given(st.text("กขค ่ี้", max_size=80), st.floats(3, 20))
def test_no_letter_is_lost_whatever_the_text(text: str, room: float) -> None:
    costs = {at: 1.0 for at in range(1, len(text)) if text[at] not in "่ี้"}
    if text:
        assert "".join(lines(text, costs, room)) == text
