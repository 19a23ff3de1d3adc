"""Each part of a book is drawn for the side that it begins on, however many parts there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import pytest

from thaibook.pdf.drawn_section import DrawnPage, DrawnSection, FramePage, PageKind
from thaibook.pdf.page_counting import Counted, counted
from thaibook.pdf.printing import Wanted

PARTS = 40
SIDES = "right", "left"


def _page(side: str) -> DrawnPage:
    return DrawnPage(PageKind(side, False, ""), 1.0, 1.0, {}, b"", (), (), {}, {}, None)


def _part(wanted: Wanted, lengths: tuple[int, int]) -> DrawnSection:
    """A part of so many pages where it begins on the right, and on the left."""
    pages = range(wanted.left, wanted.left + lengths[wanted.left])
    return DrawnSection(pages=tuple(_page(SIDES[number % 2]) for number in pages))


def _number(pages: Sequence[DrawnPage]) -> list[FramePage]:
    return [
        FramePage(page.kind, 1.0, 1.0, {}, at, {"page": [at + 1]}, {}, {})
        for at, page in enumerate(pages)
    ]


def _counted(lengths: tuple[int, int], often: Counter[tuple[int, bool]]) -> Counted:
    def draw(wanted: Sequence[Wanted]) -> Iterator[DrawnSection]:
        for each in wanted:
            often[each.part, each.left] += 1
            yield _part(each, lengths)

    blank = DrawnSection(pages=(_page("left"),))
    return counted(PARTS, draw, _number, lambda left: blank)


# A chapter often has a page more on one side, since facing pages are to end alike.
@pytest.mark.parametrize("lengths", [(3, 2), (2, 3), (3, 3), (4, 4), (1, 2), (2, 1)])
def test_every_page_is_drawn_for_its_side(lengths: tuple[int, int]) -> None:
    often: Counter[tuple[int, bool]] = Counter()
    book = _counted(lengths, often)
    sides = [page.kind.side for _, page in book.pages]
    assert sides == [SIDES[at % 2] for at in range(len(sides))]
    assert set(often.values()) == {1}  # no part is drawn for one side twice
