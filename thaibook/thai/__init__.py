"""Where lines of Thai may end, and what each end costs."""

from thaibook.thai.break_model import beginnings
from thaibook.thai.dictionary import Flags, Numbers, code_points
from thaibook.thai.doubtful_words import SpellingDoubt, spelling_doubts
from thaibook.thai.letter_repairs import Repair, repaired, repairs
from thaibook.thai.line_joining import going_on
from thaibook.thai.rules import PARTING, WIDTHLESS
from thaibook.thai.segmentation import (
    SAFE_COST,
    Break,
    advancing,
    breaks,
    breaks_of,
    clusters,
    line_ends,
    segment,
    segments,
)

__all__ = [
    "PARTING",
    "SAFE_COST",
    "WIDTHLESS",
    "Break",
    "Flags",
    "Numbers",
    "Repair",
    "SpellingDoubt",
    "advancing",
    "beginnings",
    "breaks",
    "breaks_of",
    "clusters",
    "code_points",
    "going_on",
    "line_ends",
    "repaired",
    "repairs",
    "segment",
    "segments",
    "spelling_doubts",
]
