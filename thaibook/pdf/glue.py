"""How a line is filled, and how ugly that makes it.

Enters: how far a line has to be stretched, and what can stretch in it. Leaves: what its spaces
and the places between its clusters get, and its badness. Lengths are in em of the text.

Thai has few spaces, and they are punctuation: a phrase space is set at PHRASE_SPACE_EM more
than the face's own (a quarter em in most), so that it can give as well as take. Where spaces
have given what they should, tracking (space between clusters) goes along. The limits are our
own: they were chosen by eye on printed pages, and benchmarks/pages.py measures what they give.
Order: thai-lreq, Justification; sealreq issues 19 and 48.
"""

from __future__ import annotations

from math import inf
from typing import NamedTuple

HOPELESS = 1e6
PHRASE_SPACE_EM = 0.15  # added to each space before anything is stretched or shrunk


class Stage(NamedTuple):
    """Up to where spaces and tracking go together, and how bad a line is at its end."""

    space: float
    tracking: float
    badness: float


STRETCH = (
    Stage(0.30, 0.0, 3.0),  # a little over half an em, as printers set it
    Stage(0.40, 0.020, 20.0),  # not seen by a reader
    Stage(0.50, 0.034, 70.0),
    Stage(0.55, 0.050, 250.0),  # seen, but better than a line that reads badly
    Stage(0.65, 0.060, 900.0),
    Stage(0.70, 0.080, 6000.0),  # only where a word would be cut otherwise
)
SHRINK = (
    Stage(0.03, 0.0, 4.0),
    Stage(0.0, -0.010, 20.0),
    Stage(-0.05, -0.018, 90.0),
)


class Setting(NamedTuple):
    """What each space and each place between clusters gets, in em, and the line's badness:
    0 perfect, 100 the limit of what is good, inf impossible."""

    space: float
    tracking: float
    badness: float


PHRASES = Setting(PHRASE_SPACE_EM, 0.0, 0.0)  # of a line that is as wide as it likes


def followed(before: Setting) -> Setting:
    """How a last line is set after a line that was set like `before`: like it, since grey that
    changes is seen, but never wider than what is good."""
    most = STRETCH[2]
    return Setting(min(before.space, most.space), min(before.tracking, most.tracking), 0.0)


def set_glue(stretch_em: float, spaces: int, places: int) -> Setting:
    """The setting of a line that is `stretch_em` too short (negative: too long) for its room.

    spaces: how many it has; places: between how many clusters tracking may go. What the limits
    do not allow is not given.
    """
    space, tracking, bad = PHRASE_SPACE_EM, 0.0, 0.0
    left = stretch_em - space * spaces
    stages, sign = (STRETCH, 1.0) if left >= 0 else (SHRINK, -1.0)
    left *= sign
    for most_space, most_tracking, most_bad in stages:
        given = sign * ((most_space - space) * spaces + (most_tracking - tracking) * places)
        if left <= given:
            ratio = left / given if given else 0.0
            return Setting(
                space + ratio * (most_space - space),
                tracking + ratio * (most_tracking - tracking),
                bad + ratio * ratio * (most_bad - bad),
            )
        left -= given
        space, tracking, bad = most_space, most_tracking, most_bad
    return Setting(space, tracking, HOPELESS * (1 + left) if sign > 0 else inf)
