"""Where lines of Thai may end, and what each end costs."""

from thaibook.thai.break_model import beginnings
from thaibook.thai.dictionary import Flags, Numbers, code_points
from thaibook.thai.repairs import REPAIRS, Repair, repaired
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
    "REPAIRS",
    "SAFE_COST",
    "WIDTHLESS",
    "Break",
    "Flags",
    "Numbers",
    "Repair",
    "advancing",
    "beginnings",
    "breaks",
    "breaks_of",
    "clusters",
    "code_points",
    "line_ends",
    "repaired",
    "segment",
    "segments",
]
