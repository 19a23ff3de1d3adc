"""How a line is filled, and how ugly that makes it.

Enters: how far a line has to be stretched, and what can stretch in it. Leaves: what its spaces,
the places between its clusters and its letters get, and its badness. Lengths are in em of the
text.

Thai has few spaces, and they are punctuation: a phrase space is set at PHRASE_SPACE_EM more
than the face's own (a quarter em in most), so that it can give as well as take. Where spaces
have given what they should, tracking (space between clusters) goes along, and letters are set a
little wider or narrower: two hundredths are not seen (Hàn Thế Thành, "Micro-typographic
extensions to the TeX typesetting system", 2000), and in a script with few spaces they are worth
as much as the spaces. The limits are our own: they were chosen by eye on printed pages, and
benchmarks/pages.py measures what they give.
Order: thai-lreq, Justification; sealreq issues 19 and 48.
"""

from __future__ import annotations

from math import inf
from typing import NamedTuple

HOPELESS = 1e6
PHRASE_SPACE_EM = 0.15  # added to each space before anything is stretched or shrunk
LAST_SPACE = 0.20  # at least, in a last line: as wide as most are in full lines


class Stage(NamedTuple):
    """Up to where spaces, tracking and the width of letters (the share by which they are set
    wider) go together, and how bad a line is at its end."""

    space: float
    tracking: float
    wider: float
    badness: float


STRETCH = (
    Stage(0.35, 0.0, 0.004, 3.0),  # a little over half an em, as printers set it
    Stage(0.50, 0.016, 0.012, 12.0),  # not seen by a reader
    Stage(0.61, 0.028, 0.020, 70.0),
    Stage(0.67, 0.045, 0.025, 600.0),  # seen, but better than a line that reads badly
    Stage(0.69, 0.055, 0.030, 1800.0),
    Stage(0.69, 0.060, 0.030, 4500.0),  # only where a word would be cut otherwise
)
SHRINK = (  # a space is never narrower than the face's own: Poppler reads none under 0.15 em
    Stage(0.03, 0.0, -0.004, 4.5),
    Stage(0.01, -0.008, -0.012, 20.0),
    Stage(0.0, -0.015, -0.020, 90.0),
    Stage(0.0, -0.018, -0.025, 250.0),  # only so that no word is cut, or stands alone
)


class Setting(NamedTuple):
    """What each space and each place between clusters gets, in em; the share by which letters
    are set wider; and the line's badness: 0 perfect, 100 the limit of what is good, inf
    impossible."""

    space: float
    tracking: float
    wider: float
    badness: float


PHRASES = Setting(PHRASE_SPACE_EM, 0.0, 0.0, 0.0)  # of a line that is as wide as it likes


def followed(before: Setting) -> Setting:
    """How a last line is set after a line that was set like `before`: like it, since grey that
    changes is seen, but never wider than what is good, nor its spaces narrow."""
    most = STRETCH[2]
    return Setting(
        max(min(before.space, most.space), LAST_SPACE),
        min(before.tracking, most.tracking),
        min(before.wider, most.wider),
        0.0,
    )


def _steps(stages: tuple[Stage, ...], sign: float) -> list[tuple[float, ...]]:
    """For each stage: how much more it gives to spaces, to tracking and to letters, counted in
    the direction of the stretch; then what the stage before it reaches, and how much more this
    one does."""
    before = Stage(PHRASE_SPACE_EM, 0.0, 0.0, 0.0)
    rows = []
    for stage in stages:
        more = [now - then for now, then in zip(stage, before, strict=True)]
        rows.append((*(sign * each for each in more[:3]), *before, *more))
        before = stage
    return rows


STRETCHING, SHRINKING = _steps(STRETCH, 1.0), _steps(SHRINK, -1.0)


def set_glue(stretch_em: float, spaces: int, places: int, text_em: float) -> Setting:
    """The setting of a line that is `stretch_em` too short (negative: too long) for its room.

    spaces: how many it has; places: between how many clusters tracking may go; text_em: how
    wide its text is. What the limits do not allow is not given.
    """
    return Setting(*plain_setting(stretch_em, spaces, places, text_em))


def plain_setting(
    stretch_em: float, spaces: int, places: int, text_em: float
) -> tuple[float, float, float, float]:
    """The same as a plain tuple: a paragraph asks for hundreds of them."""
    left = stretch_em - PHRASE_SPACE_EM * spaces
    widens = left >= 0
    if not widens:
        left = -left
    for (
        to_space, to_place, to_text, space, tracking, wider, bad,
        more_space, more_tracking, more_wider, worse,
    ) in STRETCHING if widens else SHRINKING:  # fmt: skip
        given = to_space * spaces + to_place * places + to_text * text_em
        if left <= given:
            ratio = left / given if given else 0.0
            return (
                space + ratio * more_space,
                tracking + ratio * more_tracking,
                wider + ratio * more_wider,
                bad + ratio * ratio * worse,
            )
        left -= given
    most = STRETCH[-1] if widens else SHRINK[-1]
    return most.space, most.tracking, most.wider, HOPELESS * (1 + left) if widens else inf
