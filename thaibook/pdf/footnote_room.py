"""How much of a page its notes take: pure choice, without an engine.

A note stands at the foot of the page of its call. Where both do not fit, the line of the
call goes to the next page with its note, as in TeX, and a long note that would leave the
page short begins there and goes on at the foot of the next. Enters: a Sheet, which can lay
the page's text above any room for notes. Leaves: the text as it is laid, and that room.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

SHORT = 3  # lines by which a page may end early rather than part a note
TRIES = 3  # line ends at which a parted note is tried: a heading or an orphan may need them
MOST_WAITING = 0.8  # of a page, for the rest of notes from the page before
HAIR = 0.5  # pixels


@dataclass(frozen=True)
class Call:
    """The call of a note: where what holds it ends, and how high a line is there."""

    note: Any
    bottom: float
    line: float


@dataclass(frozen=True)
class Laid:
    """The text of a page above a room for notes; `ended`: what follows has to begin a page."""

    calls: tuple[Call, ...]
    bottom: float
    ended: bool
    room: float
    layout: Any = None  # the sheet's own


class Sheet(Protocol):
    """A page to fill. Places are measured from its top."""

    height: float

    def text(self, room: float) -> Laid:
        """The page's text, with `room` left for notes."""

    def needs(self, calls: Sequence[Call]) -> list[float]:
        """The height of what waits from the page before; with the first note; with two…"""

    def leaves(self, laid: Laid) -> tuple[bool, bool]:
        """Whether notes or parts of them do not fit in the room; whether each begins there."""


def fill(sheet: Sheet) -> Laid:
    """Lay the page so that it holds as much as it can with the notes that it calls."""
    waiting = _waiting_room(sheet)
    first = sheet.text(waiting)
    if not first.calls:
        return first
    calls, needs = first.calls, sheet.needs(first.calls)
    kept = _kept(sheet, calls, needs)
    if kept == len(calls):
        whole = sheet.text(needs[kept])
    else:  # the line of the next call does not stay
        whole = sheet.text(max(needs[kept], waiting, sheet.height - calls[kept].bottom + HAIR))
    needed = sheet.needs(whole.calls)[-1]
    fits = not whole.calls or needed <= whole.room
    following = calls[min(kept, len(calls) - 1)]
    gap = sheet.height - needed - whole.bottom
    if fits and (kept == len(calls) or gap <= SHORT * following.line):
        return whole
    parted = _parted(sheet, following, needs[kept])
    if parted or fits:
        return parted or whole
    return sheet.text(max(waiting, _room_below(sheet, following)))  # a note comes late


def _waiting_room(sheet: Sheet) -> float:
    """Text goes on, however much waits."""
    return min(sheet.needs(())[0], MOST_WAITING * sheet.height)


def _kept(sheet: Sheet, calls: Sequence[Call], needs: Sequence[float]) -> int:
    """How many of the calls fit with their notes; those of one line go together."""
    # Where a sheet makes notes of what holds notes, fewer of them come to the foot.
    for kept in range(min(len(calls), len(needs) - 1), 0, -1):
        parts_line = kept < len(calls) and calls[kept].bottom <= calls[kept - 1].bottom
        if not parts_line and calls[kept - 1].bottom + needs[kept] <= sheet.height:
            return kept
    return 0


def _room_below(sheet: Sheet, call: Call) -> float:
    """What is left below the line of the call; no page begins with a line alone."""
    return sheet.height - max(call.bottom, 2 * call.line)


def _parted(sheet: Sheet, call: Call, least: float) -> Laid | None:
    """The page with the line of the call and the beginning of its note, if there is room."""
    for more in range(TRIES):
        room = _room_below(sheet, call) - more * call.line
        if room <= least:
            break
        laid = sheet.text(room)
        left, begun = sheet.leaves(laid)
        if begun and not (left and laid.ended) and call.note in [c.note for c in laid.calls]:
            return laid
    return None
