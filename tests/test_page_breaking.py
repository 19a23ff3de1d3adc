"""The pages of a chapter are chosen together: thaibook.pdf.page_breaking."""

from __future__ import annotations

import pytest

from thaibook.pdf.chapter_rows import Float, Page, Place, Row
from thaibook.pdf.page_breaking import Chapter

LINE, LINES = 10.0, 20
HEIGHT = LINE * LINES


def _paragraph(lines: int) -> list[Row]:
    """Two lines are kept together at each of its ends."""
    return [
        Row(0.0, 0.0, LINE, 0.0, number == 0, number == 0 or 2 <= number <= lines - 2, 7.0)
        for number in range(lines)
    ]


def _block(lines: float, white: float = 0.0, **told: bool) -> Row:
    return Row(white, 0.0, lines * LINE, 0.0, **told)


def _pages(chapter: Chapter, is_right: bool = False) -> list[Page]:
    steps = chapter.spreads(Place(0), is_right)
    return [page for step in steps for page in step.spread if page is not None]


def _chapter(*rows: Row | list[Row]) -> Chapter:
    flat = [row for each in rows for row in (each if isinstance(each, list) else [each])]
    return Chapter(flat, LINE, HEIGHT)


def test_facing_pages_end_on_one_line_though_the_first_has_to_end_early() -> None:
    # The left page ends a line early, or its last paragraph would begin with a line alone.
    chapter = _chapter(_paragraph(19), *[_paragraph(5) for _ in range(12)])
    left, right, *_ = _pages(chapter)
    assert left.bottom is not None
    assert left.bottom == right.bottom
    assert left.lines in (-1, 1, 2)


def test_what_is_as_high_as_it_is_gives_back_the_rest_before_the_next_paragraph() -> None:
    chapter = _chapter(_paragraph(4), _block(3.3), *[_paragraph(6) for _ in range(8)])
    left, right, *_ = _pages(chapter)
    assert left.bottom is not None
    assert (left.bottom - 7) % LINE == pytest.approx(0)
    assert left.bottom == right.bottom


def test_a_chapter_does_not_end_with_a_few_lines_on_a_page() -> None:
    chapter = _chapter(*[_paragraph(7) for _ in range(6)])  # 42 lines: two pages and two lines
    *_, before, last = _pages(chapter)
    assert before.following is not None
    assert len(chapter.rows) - before.following.row >= 4
    assert last.following is None


@pytest.mark.parametrize("above", [18, 19, 20])
def test_a_break_between_scenes_stands_inside_a_page(above: int) -> None:
    scene = Row(0.0, 0.0, LINE, 0.0, is_scene=True)
    rows = [*_paragraph(above), scene, *[row for _ in range(6) for row in _paragraph(9)]]
    first, *_ = _pages(_chapter(rows))
    assert first.following is not None
    # Three lines at least stand between it and the edge, on its page or the next.
    assert abs(first.following.row - above) >= 2


def test_paragraphs_that_can_be_longer_are_made_so_where_nothing_else_helps() -> None:
    rows = [*_paragraph(18), _block(1), _block(18), *_paragraph(3), *_paragraph(40)]
    chapter = _chapter(rows)
    chapter.willing_again({17: (0, frozenset({1, -1}))})
    assert any(page.more and page.paragraphs == (17,) for page in chapter.pages(Place(0)))


def test_text_fills_the_hole_that_a_table_leaves() -> None:
    rows = [*_paragraph(12), _block(10, may_begin=True), *_paragraph(8), *_paragraph(30)]
    chapter = Chapter(
        rows, LINE, HEIGHT, floats={12: Float(12, 13, len(rows), 100.0, False, 12, 100.0)}
    )
    full = [page for page in chapter.pages(Place(0)) if page.room == HEIGHT]
    assert full[0].following == Place(21, waiting=12)
    # There the table stands at the head of the page, and as many lines less below it.
    (below,) = [page for page in chapter.pages(Place(21, 12)) if page.room == HEIGHT]
    assert below.following == Place(31)


def test_a_spread_that_would_be_short_takes_lines_above_its_headings() -> None:
    """Each page ends three lines short, since a picture follows."""
    page = [*_paragraph(8), _block(1), *_paragraph(8)]
    rows = [*page, _block(19), *page, _block(19), *_paragraph(4)]
    spaces = dict.fromkeys((8, 9, 26, 27), 0.5)
    short, spaced = (_pages(Chapter(rows, LINE, HEIGHT, spaces=each)) for each in ({}, spaces))
    assert [round(page.lines) for page in short] == [3, 1, 3, 1, 0]
    assert [round(page.lines) for page in spaced] == [1, 1, 1, 1, 0]
    assert spaced[0].spaces == (8, 9)


def test_what_nothing_may_pass_stands_at_the_foot_and_text_before_it_moves_on() -> None:
    rows = [*_paragraph(14), _block(10, may_begin=True), _block(2), *_paragraph(30)]
    chapter = Chapter(rows, LINE, HEIGHT, floats={14: Float(14, 15, 15, 100.0, False, 0, 100.0)})
    full = [page for page in chapter.pages(Place(0)) if page.room == HEIGHT]
    assert full[0].following == Place(10, done=14)
    assert full[0].lines == 0
    # Then four lines of text, the two of the heading, and fourteen more.
    (below,) = [page for page in chapter.pages(Place(10, done=14)) if page.room == HEIGHT]
    assert below.following == Place(30)


def test_no_way_is_chosen_through_what_is_higher_than_a_page() -> None:
    assert _chapter(_paragraph(4), _block(30), _paragraph(4)).spreads(Place(0), False) == []
