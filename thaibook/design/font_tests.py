"""Whether a font sets Thai right, found by shaping it.

Enters: a font file that can be read. Leaves: what it lacks, as (kind, example); and how high its
letters are. Marks are looked at as HarfBuzz places them for the page: they take no room, stand
on their letter and not beside it, and a tone mark stands clear of the vowel below it (W3C Thai
Layout Requirements, 2.2; OpenType specification 1.9, GPOS lookup types 4 and 6).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import uharfbuzz

# Letters, vowels, marks and digits; ฿ ๏ ๚ ๛ may come from another face.
THAI = frozenset((*range(0x0E01, 0x0E3B), *range(0x0E40, 0x0E4F), *range(0x0E50, 0x0E5A)))
BASES, VOWELS, TONES, BELOW = "กขป", "ิีึืั", "่้๊๋์", "ุู"
ASCENDING = "ป"  # has an ascender, beside which marks stand
# Shares of the height of ก: what a careful font keeps to, with room for slanted ones.
MOST_OVERLAP, MOST_ASIDE, MOST_ADVANCE = 0.12, 0.6, 0.12
LEAST_RISE = 0.4  # of a tone mark above the vowel that it stands on, in heights of the vowel


class Heights(NamedTuple):
    """How high ก and x are, in shares of the em; 0 for what the font lacks."""

    thai: float
    latin: float


class _Ink(NamedTuple):
    """Where a glyph is drawn, in font units."""

    left: float
    bottom: float
    right: float
    top: float


def heights(font: bytes) -> Heights:
    """The heights by which sizes are matched."""
    face = uharfbuzz.Face(font)
    drawn = uharfbuzz.Font(face)
    tops = [next((ink.top for ink in _shaped(drawn, sign)[0]), 0.0) for sign in "กx"]
    known = [ord(sign) in face.unicodes for sign in "กx"]
    return Heights(*(top / face.upem * there for top, there in zip(tops, known, strict=True)))


def reach(font: bytes) -> float:
    """How far marks reach above and below the line together, in shares of the em."""
    face = uharfbuzz.Face(font)
    drawn = uharfbuzz.Font(face)
    inks = [ink for text in ("ปี่", "ที่", "ฟ้", "ญู", "ฐุ") for ink in _shaped(drawn, text)[0]]
    if not inks:
        return 0.0
    return (max(ink.top for ink in inks) - min(ink.bottom for ink in inks)) / float(face.upem)


def middle_of(font: bytes) -> float:
    """How far the middle of the font's line lies above the baseline, in shares of the em."""
    if not font:
        return 0.0
    face = uharfbuzz.Face(font)
    line = uharfbuzz.Font(face).get_font_extents("ltr")
    return float(line.ascender + line.descender) / 2 / float(face.upem)


def missing_letters(characters: frozenset[int]) -> str:
    """The Thai letters that a font of these characters lacks."""
    return "".join(map(chr, sorted(THAI - characters)))


def misplaced_mark(font: bytes) -> str:
    """A cluster whose marks do not stand where they should, "" where all do."""
    face = uharfbuzz.Face(font)
    drawn = uharfbuzz.Font(face)
    for base in BASES:
        (alone, *_), width = _shaped(drawn, base) if _shaped(drawn, base)[0] else ([None], 0.0)
        if alone is None:
            return base
        for text in _clusters(base):
            inks, advance = _shaped(drawn, text)
            height = alone.top - alone.bottom
            if abs(advance - width) > MOST_ADVANCE * height:
                return text
            if len(inks) == len(text) and not _well_placed(inks, text, height):
                return text
    return ""


def _clusters(base: str) -> Iterator[str]:
    yield from (base + mark for mark in VOWELS + TONES + BELOW)
    yield from (base + vowel + tone for vowel in VOWELS for tone in TONES[:4])


def _well_placed(inks: list[_Ink], text: str, height: float) -> bool:
    base, *marks = inks
    for mark, sign in zip(marks, text[1:], strict=True):
        if not base.left - MOST_ASIDE * height < mark.left < base.right + MOST_ASIDE * height:
            return False
        if sign in BELOW and mark.bottom > base.bottom - MOST_OVERLAP * height:
            return False
        lowest = base.top - 2 * MOST_OVERLAP * height
        if sign not in BELOW and text[0] != ASCENDING and mark.bottom < lowest:
            return False
    if len(marks) == 2:
        vowel, tone = marks
        beside = tone.left > vowel.right or tone.right < vowel.left
        return beside or tone.bottom > vowel.bottom + LEAST_RISE * (vowel.top - vowel.bottom)
    return True


def _shaped(font: uharfbuzz.Font, text: str) -> tuple[list[_Ink], float]:
    """Where the glyphs of a text are drawn, and how wide it is."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer)
    inks, pen = [], 0.0
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        ink = font.get_glyph_extents(info.codepoint)
        if ink and ink.height:
            left, top = pen + place.x_offset + ink.x_bearing, place.y_offset + ink.y_bearing
            inks.append(_Ink(left, top + ink.height, left + ink.width, top))
        pen += place.x_advance
    return inks, pen
