"""Straight quotation marks become the right ones: “ ” ‘ ’.

Enters: a paragraph, as one text. Leaves: the same, letter for letter, with its marks turned. In
Thai no space stands around a quotation, so what opens and what closes is decided for a paragraph
as a whole: by the spaces where there are any, else by turns. A mark that is neither (5" wide, an
apostrophe at the end of a quotation that never began) is left or becomes ’. Source: Royal
Society, หลักเกณฑ์การใช้เครื่องหมายวรรคตอน (อัญประกาศ); Unicode Standard, 6.2, Apostrophes.
"""

from __future__ import annotations

import re
from itertools import cycle

BEFORE_OPENING = frozenset(" \t\n\u00a0([{<“‘«—–-=/")
AFTER_CLOSING = frozenset(" \t\n\u00a0)]}>”’»—–-.,;:!?ๆฯ%/…")
LATIN = re.compile(r"[^\W\d_\u0e00-\u0e7f]")
DECADE = re.compile(r"\d0s\b")
DIGITS = frozenset("0123456789๐๑๒๓๔๕๖๗๘๙")
OPEN, CLOSE, NEITHER, EITHER = "open", "close", "neither", "either"


def typographic(text: str) -> str:
    """The text with the marks of print in the place of those of a typewriter."""
    turned = _turn_double(text) if '"' in text else text
    return _turn_single(turned) if "'" in turned else turned


def _turn_double(text: str) -> str:
    """The paragraph with its double marks turned."""
    places = [place for place, c in enumerate(text) if c == '"']
    sides = [_side_of(text, place) for place in places]
    turned = _by_context(sides) or _by_turns(sides)
    letters = list(text)
    for place, side in zip(places, turned, strict=True):
        letters[place] = {OPEN: "“", CLOSE: "”", NEITHER: '"'}[side]
    return "".join(letters)


def _side_of(text: str, place: int) -> str:
    """What the letters around a mark say that it does."""
    before = text[place - 1] if place else " "
    after = text[place + 1] if place + 1 < len(text) else " "
    opens = before in BEFORE_OPENING and after not in AFTER_CLOSING
    closes = after in AFTER_CLOSING and before not in BEFORE_OPENING
    if closes and before in DIGITS:
        return NEITHER  # inches, unless a quotation is open
    return OPEN if opens else CLOSE if closes else EITHER


def _by_context(sides: list[str]) -> list[str]:
    """The sides decided one after the other; nothing where that comes out uneven."""
    turned: list[str] = []
    depth = 0
    for side in sides:
        if side == NEITHER and depth == 0:
            turned.append(NEITHER)
            continue
        if side in (EITHER, NEITHER):
            side = CLOSE if depth else OPEN
        elif side == CLOSE and depth == 0:
            return []
        depth += 1 if side == OPEN else -1
        turned.append(side)
    # A quotation that goes on in the next paragraph is open at the end of this one.
    return turned if depth <= 1 else []


def _by_turns(sides: list[str]) -> list[str]:
    """The sides as opening and closing in turn, whatever stands around them."""
    if len(sides) == 1:
        return [side if side in (OPEN, CLOSE) else NEITHER for side in sides]
    return [side for _, side in zip(sides, cycle((OPEN, CLOSE)), strict=False)]


def _turn_single(text: str) -> str:
    """The paragraph with its single marks turned: quotations inside others, and apostrophes."""
    letters = list(text)
    places = [place for place, c in enumerate(text) if c == "'"]
    opened = False
    last_closing = max((place for place in places if _may_close(text, place)), default=-1)
    for place in places:
        before = text[place - 1] if place else " "
        after = text[place + 1] if place + 1 < len(text) else " "
        if LATIN.match(after) and (LATIN.match(before) or before in DIGITS):
            letters[place] = "’"  # don't, 1990's
        elif DECADE.match(text, place + 1):
            letters[place] = "’"
        elif opened and before not in BEFORE_OPENING:
            letters[place], opened = "’", False
        elif before in DIGITS:
            continue  # minutes, feet
        elif after not in AFTER_CLOSING and not LATIN.match(before):
            letters[place], opened = ("‘", True) if last_closing > place else ("’", opened)
        elif before not in BEFORE_OPENING:
            letters[place] = "’"
    return "".join(letters)


def _may_close(text: str, place: int) -> bool:
    """Whether a single mark can end a quotation: no apostrophe inside a word."""
    before = text[place - 1] if place else " "
    after = text[place + 1] if place + 1 < len(text) else " "
    return before not in BEFORE_OPENING and not (LATIN.match(before) and LATIN.match(after))
