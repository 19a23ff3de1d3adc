"""How much of a page its notes take, on pages whose lines are one unit high."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from thaibook.pdf.footnote_room import SHORT, Call, Laid, fill

HEIGHT = 30


class Lines:
    """A page of lines; `notes` says how high the notes are that a line calls.

    Text and notes may end after any line; a note is parted so that two lines or more stand
    on each page. The first line stays, whatever room is left.
    """

    def __init__(self, notes: dict[int, list[int]], waiting: int = 0, ends: int = 99) -> None:
        self.height = float(HEIGHT)
        self._notes, self._waiting, self._ends = notes, waiting, ends
        self.tries = 0

    def text(self, room: float) -> Laid:
        self.tries += 1
        lines = min(max(int(HEIGHT - room), 1), self._ends)
        calls = [
            Call((line, number, height), line + 1.0, 1.0)
            for line in range(lines)
            for number, height in enumerate(self._notes.get(line, []))
        ]
        return Laid(tuple(calls), float(lines), lines == self._ends, room)

    def needs(self, calls: Sequence[Call]) -> list[float]:
        heights = [float(self._waiting)]
        for call in calls:
            heights.append(heights[-1] + call.note[2])
        return heights

    def leaves(self, laid: Laid) -> tuple[bool, bool]:
        needs = self.needs(laid.calls)
        starts = needs[-2] + 2 if laid.calls and needs[-1] - needs[-2] > 3 else needs[-1]
        return needs[-1] > laid.room, starts <= laid.room

    def filled(self) -> tuple[int, int, float]:
        """The lines on the page, the notes they call, and the room for these."""
        laid = fill(self)
        return int(laid.bottom), len(laid.calls), laid.room


def test_a_page_without_notes_is_laid_once() -> None:
    page = Lines({})
    assert page.filled() == (HEIGHT, 0, 0)
    assert page.tries == 1


def test_text_makes_room_for_its_notes() -> None:
    assert Lines({3: [2], 5: [1, 1]}).filled() == (26, 3, 4)


def test_a_line_whose_note_does_not_fit_goes_to_the_next_page_with_it() -> None:
    assert Lines({28: [2]}).filled()[:2] == (28, 0)
    assert Lines({3: [2], 26: [3]}).filled()[:2] == (26, 1)


def test_two_notes_of_one_line_are_not_separated() -> None:
    assert Lines({27: [1, 2]}).filled()[:2] == (27, 0)


def test_a_long_note_begins_on_the_page_of_its_call_rather_than_leave_the_page_short() -> None:
    assert Lines({20: [15]}).filled() == (21, 1, 9)


def test_a_short_note_is_not_parted() -> None:
    assert Lines({HEIGHT - SHORT: [6]}).filled()[:2] == (HEIGHT - SHORT, 0)


def test_no_note_is_parted_where_a_chapter_ends() -> None:
    """Its rest would stand under the beginning of the next."""
    assert Lines({20: [15]}, ends=25).filled()[:2] == (21, 1)
    assert Lines({20: [15]}, ends=21).filled()[:2] == (20, 0)


def test_what_waits_comes_first_and_leaves_room_for_text() -> None:
    assert Lines({3: [2]}, waiting=5).filled() == (23, 1, 7)
    assert Lines({}, waiting=100).filled() == (6, 0, 24)


def test_a_first_line_whose_notes_are_too_many_stays_with_the_next() -> None:
    assert Lines({0: [20, 20]}).filled()[:2] == (2, 2)


@given(
    st.dictionaries(st.integers(0, 40), st.lists(st.integers(1, 40), min_size=1, max_size=3)),
    st.integers(0, 60),
    st.integers(1, 60),
)
def test_text_and_notes_never_meet(notes: dict[int, list[int]], waiting: int, ends: int) -> None:
    page = Lines(notes, waiting, ends)
    lines, _, room = page.filled()
    assert lines == 1 or lines + room <= HEIGHT
    assert page.tries <= 6
