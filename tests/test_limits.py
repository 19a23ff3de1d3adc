"""docs/limits.md tells the limits as they are, and each of a chapter's is one."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest
from conftest import ROOT

from thaibook.load.limits import BY_CHAPTER, exceeded_limits
from thaibook.model import Chapter

ROW = re.compile(r"\| (.+?) \| ([\d ]+) \| `([A-Z_]+)` in `(\S+)\.py` \|")
ROWS = ROW.findall((ROOT / "docs" / "limits.md").read_text("utf-8"))


def _told(text: str) -> tuple[str, int] | None:
    problems = exceeded_limits(Chapter(Path("a.md"), text))
    return (dict(problems[0].words)["what"], problems[0].line) if problems else None


def test_the_page_tells_the_limits_as_they_are() -> None:
    assert len(ROWS) > 40
    by_chapter = {what: limit for what, _, _, limit in BY_CHAPTER}
    for what, number, constant, module in ROWS:
        value = getattr(importlib.import_module(module.replace("/", ".")), constant)
        if constant == "BY_CHAPTER":
            value = by_chapter[re.split(r"[,(]", what)[0].strip()]
        assert value == int(number.replace(" ", "")), what


@pytest.mark.parametrize(
    ("unit", "count", "what"),
    [
        ("\\newpage\n\nก\n\n", 2_001, "new pages"),
        ("+++\n\n", 2_001, "new pages"),
        ("| ก |\n|---|\n\n", 2_001, "tables"),
        ("<table><tr><td>ก</table>\n\n", 2_001, "tables"),
        ("$$\nx\n$$\n\n", 5_001, "formulas"),
        ("ก $x$ ข\n\n", 5_001, "formulas"),
        ("[ก]{.index}\n\n", 10_001, "index terms"),
        ("[ก]{#a}\n\n", 5_001, "names"),
        ('<b id="a">ก</b>\n\n', 5_001, "names"),
        ("ตาราง: ก\n\n", 2_001, "captions"),
        ("ก[^1]\n\n", 5_001, "footnotes"),
        ("ก^[ข]\n\n", 5_001, "footnotes"),
        ("ก", 200_001, "letters without an empty line"),
        ("ก\u00a0", 1, None),
        ("\u2028ก", 501, "line separators in one paragraph"),
        ("[ก)", 101, "open brackets in one paragraph"),
        ("](", 101, "open brackets in one paragraph"),
    ],
)
def test_one_too_many_is_told(unit: str, count: int, what: str | None) -> None:
    found = _told(unit * count)
    assert (found and found[0]) == what
    assert _told(unit * (count - 1)) is None or what is None


@pytest.mark.parametrize("blank", [" ", "\t", "\u00a0", "\u2003", "\u3000", "\u2028"])
def test_blanks_in_a_row(blank: str) -> None:
    assert _told(f"# ก\n\nก{blank * 100_000}ข\n") == ("blanks in a row", 3)
    assert _told(f"# ก\n\nก{blank * 400}ข\n") is None
