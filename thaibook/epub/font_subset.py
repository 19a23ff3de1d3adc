"""Fonts as an EPUB carries them: subset to the book, with glyphs for what is invisible.

Enters: a font file of fonts/ and the characters of the book. Leaves: a TrueType file that
draws them, its shaping tables (GSUB, GPOS, GDEF) whole for what is left. No obfuscation,
no WOFF: old engines read neither. Hints are left out, since they double a face's size and
no e-reader made for Thai needs them.
"""

from __future__ import annotations

import hashlib
import io
from functools import lru_cache

import uharfbuzz

from thaibook import __version__
from thaibook.design import USUAL
from thaibook.storage import cached

# Readers that do not know these draw what the font has: without a glyph, a box.
INVISIBLE = frozenset((0x200B, 0x2060))


@lru_cache(maxsize=64)
def subset_font(font: bytes, characters: frozenset[int]) -> bytes:
    """`font` for a book of these code points: smaller, and empty for INVISIBLE.

    Kept in the cache: most builds change no character. Raises ValueError for a font without
    an empty glyph of no width, such as .null.
    """
    # A reader's own words (a search, a note) are Thai or Latin.
    wanted = sorted((characters | USUAL) - INVISIBLE)
    digest = hashlib.sha256(font)
    digest.update(f"{__version__} {uharfbuzz.__version__} {wanted}".encode())
    return cached("fonts", digest.hexdigest(), lambda: _harfbuzz_subset(font, wanted))


def _harfbuzz_subset(font: bytes, characters: list[int]) -> bytes:
    """The font without the glyphs that none of the characters needs."""
    face = uharfbuzz.Face(font)
    empty = _empty_glyph(face)
    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update(characters)
    wanted.glyph_set.add(empty)
    wanted.layout_feature_tag_set.clear()
    wanted.layout_feature_tag_set.invert()  # every feature
    wanted.name_id_set.clear()
    wanted.name_id_set.invert()  # every name, and with them the licence
    flags = uharfbuzz.SubsetFlags
    wanted.flags = flags.NOTDEF_OUTLINE | flags.NO_HINTING
    plan = uharfbuzz.SubsetPlan(face, wanted)
    return _with_invisible(plan.execute().blob.data, plan.old_to_new_glyph_mapping[empty])


def _empty_glyph(face: uharfbuzz.Face) -> int:
    """A glyph that draws nothing and takes no room."""
    font = uharfbuzz.Font(face)
    for glyph in range(1, face.glyph_count):
        if font.get_glyph_h_advance(glyph) == 0 and font.get_glyph_extents(glyph).width == 0:
            return glyph
    raise ValueError("the font has no empty glyph")


def _with_invisible(font: bytes, empty: int) -> bytes:
    """The font with its empty glyph for each of INVISIBLE; other tables are left as bytes."""
    from fontTools.ttLib import TTFont

    subset = TTFont(io.BytesIO(font), lazy=True, recalcTimestamp=False)
    empty_name = subset.getGlyphName(empty)
    for table in subset["cmap"].tables:
        if table.isUnicode():
            table.cmap.update(dict.fromkeys(INVISIBLE, empty_name))
    written = io.BytesIO()
    subset.save(written)
    return written.getvalue()
