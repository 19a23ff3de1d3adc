"""Two pages that face each other end on the same line, and all their lines stand on one grid."""

from __future__ import annotations

import ctypes
import random
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from conftest import ROOT
from pypdfium2 import raw

from thaibook.build import prepare
from thaibook.pdf import pdf_bytes

LEADING = 11 * 1.7  # points: styles/print.css and text-Sarabun.css
NEAR = 0.3  # points
COLUMN_TOP = 190 * 72 / 25.4  # points from the foot of an A5 page; above are the running heads
BLOCKS = (
    "## Section", "- one\n- two\n- three", "### Part", "> Quoted.", "```\ncode\n```", "$$ x^2 $$",
    "| a | b |\n|---|---|\n| 1 | 2 |", "***",
)  # fmt: skip


def _sentences() -> list[str]:
    text = (ROOT / "book" / "article.md").read_text("utf-8")
    return [line for line in text.split("\n") if len(line) > 150]


def _book(folder: Path, blocks: tuple[str, ...]) -> list[list[float]]:
    """The baselines of Thai text on each page of a long chapter, from the top down."""
    chance = random.Random(7)
    parts = ["# บทที่ยาวมาก"]
    for number in range(90):
        words = chance.choice(_sentences()).split(" ")
        first = chance.randrange(max(1, len(words) - 4))
        parts.append(" ".join(words[first : first + chance.choice((12, 20, 30))]))
        if blocks and number % 2:
            parts.append(blocks[number // 2 % len(blocks)])
    (folder / "a.md").write_text("\n\n".join(parts) + "\n", "utf-8")
    (folder / "book.yaml").write_text("title: ก\nchapters: [a.md]\n", "utf-8")
    _, book, design, _ = prepare(folder)
    with pypdfium2.PdfDocument(pdf_bytes(book, design)) as document:
        pages = [sorted(set(_baselines(page)), reverse=True) for page in document]
    begins = next(n for n, lines in enumerate(pages) if len(lines) > 8)
    return pages[begins:-1]  # behind the chapter stand the credits


def _baselines(page: pypdfium2.PdfPage) -> Iterator[float]:
    layer = page.get_textpage()
    across, up = ctypes.c_double(), ctypes.c_double()
    for index, letter in enumerate(layer.get_text_range()):
        if "ก" <= letter <= "ฮ":
            raw.FPDFText_GetCharOrigin(layer, index, across, up)
            if up.value < COLUMN_TOP:
                yield round(up.value, 1)


def _spreads(pages: list[list[float]]) -> Iterator[tuple[list[float], list[float]]]:
    """Left and right; not that on which the chapter ends."""
    for left in range(1, len(pages) - 2, 2):  # a chapter begins on a right-hand page
        yield pages[left], pages[left + 1]


@pytest.fixture(scope="module")
def prose(tmp_path_factory: pytest.TempPathFactory) -> list[list[float]]:
    return _book(tmp_path_factory.mktemp("prose"), ())


def test_facing_pages_of_prose_end_on_the_same_line(prose: list[list[float]]) -> None:
    spreads = list(_spreads(prose))
    assert len(spreads) > 3
    uneven = [abs(left[-1] - right[-1]) > NEAR for left, right in spreads]
    assert sum(uneven) <= 1  # where none of the ways tried helps
    # It does not come by itself: some pages are a line shorter or longer than others.
    assert len({len(left) for left, _ in spreads}) > 1


def test_all_lines_of_prose_stand_on_one_grid(prose: list[list[float]]) -> None:
    for left, right in _spreads(prose):
        top = left[0]
        for line in (*left, *right):
            off = (top - line + LEADING / 2) % LEADING - LEADING / 2
            assert abs(off) < NEAR


def test_what_stands_between_paragraphs_gives_back_what_it_took(tmp_path: Path) -> None:
    pages = _book(tmp_path, BLOCKS)
    lines = [line for page in pages for line in page]
    top = max(lines)
    off = [abs((top - line + LEADING / 2) % LEADING - LEADING / 2) for line in lines]
    assert len(lines) > 100
    assert sum(each < NEAR for each in off) / len(off) > 0.97  # all but words in tables and lists
