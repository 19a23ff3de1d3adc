"""The parts of a book in their order, and the number of each page.

Enters: parts that can be drawn one by one. Leaves: the drawn parts, and between them the empty
pages that it takes so that each begins on the side that it asks for. A part that mentions pages,
as the contents do, is drawn once with a guess to see how many pages it has, and then with what
is true; so is one that does not begin on the side that was expected. Each round depends on the
book alone, so that parts which are kept from an earlier build change nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from thaibook.pdf.drawn_section import DrawnPage, DrawnSection, FramePage
from thaibook.pdf.printing import Wanted

MOST_ROUNDS = 8  # as WeasyPrint; pages that wander from line to line stop somewhere
SIDES = {"left": "left", "right": "right", "recto": "right", "verso": "left"}


@dataclass(frozen=True)
class Counted:
    """A book whose pages are counted. blanks: parts of one empty page each; pages: each with
    the number of its part, where those of `blanks` go on after the others; firsts: where each
    part begins; frames: each page as its head and folio see it; places, folios: the index and
    the number of the page of each named place. Indexes are counted from 0."""

    parts: tuple[DrawnSection, ...]
    blanks: tuple[DrawnSection, ...]
    pages: tuple[tuple[int, DrawnPage], ...]
    firsts: tuple[int, ...]
    frames: tuple[FramePage, ...]
    places: dict[str, int]
    folios: dict[str, int]


Draw = Callable[[Sequence[Wanted]], Iterator[DrawnSection]]
Number = Callable[[Sequence[DrawnPage]], Sequence[FramePage]]
Blank = Callable[[bool], DrawnSection]


def counted(count: int, draw: Draw, number: Number, blank: Blank, recto: int = 0) -> Counted:
    """`count` parts, drawn by `draw`. number: counts pages; blank: a part of one empty page, on
    the left or on the right; recto: a part that begins on the right, whatever it asks for."""
    wanted = [Wanted(part, left=False) for part in range(count)]
    # The first page is the measure of all: see Engine.area.
    parts = [*draw(wanted[:1]), *draw(wanted[1:])]

    def in_order() -> Counted:
        return _in_order(parts, number, blank, recto)

    for _ in range(MOST_ROUNDS):
        book = _on_their_sides(wanted, parts, draw, in_order)
        again = []
        for part, first in enumerate(book.firsts):
            true = {place: book.folios.get(place) for place in parts[part].asked}
            if parts[part].asked != true:
                known = {place: folio for place, folio in true.items() if folio is not None}
                again.append(Wanted(part, first % 2 == 1, known))
        if not again:
            return book
        for now, drawn in zip(again, draw(again), strict=True):
            wanted[now.part], parts[now.part] = now, drawn
    return _on_their_sides(wanted, parts, draw, in_order)


def _on_their_sides(
    wanted: list[Wanted],
    parts: list[DrawnSection],
    draw: Draw,
    in_order: Callable[[], Counted],
) -> Counted:
    """The book with each part drawn for the side that it begins on; changes `wanted` and `parts`.

    The side of a part depends on the parts before it alone, and one that changes its side may
    have a page more or less. So each round makes one part more right, at least, and none is
    drawn more than twice, once for each side.
    """
    drawn = {(each.part, each.left): part for each, part in zip(wanted, parts, strict=True)}
    while True:
        book = in_order()
        now = [
            each._replace(left=first % 2 == 1)
            for each, first in zip(wanted, book.firsts, strict=True)
        ]
        if now == wanted:
            return book
        new = [each for each in now if (each.part, each.left) not in drawn]
        drawn |= {(each.part, each.left): part for each, part in zip(new, draw(new), strict=True)}
        wanted[:], parts[:] = now, [drawn[each.part, each.left] for each in now]


def _in_order(parts: Sequence[DrawnSection], number: Number, blank: Blank, recto: int) -> Counted:
    """The parts one after another, each from the side on that it asks for."""
    pages: list[tuple[int, DrawnPage]] = []
    blanks: dict[bool, DrawnSection] = {}
    firsts = []
    ends: tuple[str, ...] = ()
    for part, drawn in enumerate(parts):
        side = "right" if part in (0, recto) else _side((*ends, *drawn.begins))
        if side and side != ("left" if len(pages) % 2 else "right"):
            left = len(pages) % 2 == 1
            if left not in blanks:
                blanks[left] = blank(left)
            number_of = len(parts) + list(blanks).index(left)
            pages.append((number_of, blanks[left].pages[0]))
        firsts.append(len(pages))
        pages += [(part, page) for page in drawn.pages]
        ends = drawn.ends
    frames = number([page for _, page in pages])
    places: dict[str, int] = {}
    for index, (_, page) in enumerate(pages):
        for place in page.anchors:
            places.setdefault(place, index)
    folios = {place: frames[index].counters["page"][-1] for place, index in places.items()}
    found = tuple(parts), tuple(blanks.values()), tuple(pages), tuple(firsts), tuple(frames)
    return Counted(*found, places, folios)


def _side(breaks: Sequence[str]) -> str:
    """The side on which what follows the page breaks begins, "" for either: later ones win
    (CSS Fragmentation 3, 3.1)."""
    sides = [SIDES[each] for each in breaks if each in SIDES]
    return sides[-1] if sides else ""
