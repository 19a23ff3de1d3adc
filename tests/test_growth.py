"""Time grows with the text, and no faster: a part of tests/growth.py, which tries everything."""

from __future__ import annotations

import pytest
from growth import CONSTRUCTS, MOST, PAIRS, SIGNS, Stages, growths

# What was slow once, of which the letters alone would not tell.
ONCE_SLOW = ["==a", ">/", "#-", "->", "=/", '">-', "[^", "<a", ")[", "[}", "ก\u2028"]


@pytest.fixture(scope="module")
def stages(tmp_path_factory: pytest.TempPathFactory) -> Stages:
    return Stages(tmp_path_factory.mktemp("growth"))


def _slow(stages: Stages, names: tuple[str, ...], units: dict[str, str], letters: int) -> list[str]:
    wanted = {name: getattr(stages, name) for name in names}
    return [
        f"{stage} {unit}: {ratio:.1f} times, {took:.2f} s"
        for stage, unit, ratio, took in growths(wanted, units, letters)
        if ratio > MOST
    ]


def test_there_are_enough_of_them() -> None:
    assert len(SIGNS) >= 95
    assert len(PAIRS) >= 900
    assert len(CONSTRUCTS) >= 40


def test_every_sign(stages: Stages) -> None:
    assert _slow(stages, ("text",), {repr(s): s for s in SIGNS}, 1_000) == []


def test_every_third_sign_in_a_raw_text(stages: Stages) -> None:
    assert _slow(stages, ("clean",), {repr(s): s for s in SIGNS[::3]}, 2_000) == []


def test_some_pairs_of_signs(stages: Stages) -> None:
    units = {repr(pair): pair for pair in (*ONCE_SLOW, *PAIRS[::40])}
    assert _slow(stages, ("text",), units, 1_500) == []


def test_every_construct(stages: Stages) -> None:
    assert _slow(stages, ("text",), CONSTRUCTS, 800) == []


def test_some_constructs_in_an_epub(stages: Stages) -> None:
    units = {name: CONSTRUCTS[name] for name in ("footnotes", "links", "list items", "quotations")}
    assert _slow(stages, ("epub",), units, 2_000) == []
