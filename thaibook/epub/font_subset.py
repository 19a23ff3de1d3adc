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
from typing import Any

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
    if empty is not None:
        wanted.glyph_set.add(empty)
    wanted.layout_feature_tag_set.clear()
    wanted.layout_feature_tag_set.invert()  # every feature
    wanted.name_id_set.clear()
    wanted.name_id_set.invert()  # every name, and with them the licence
    flags = uharfbuzz.SubsetFlags
    wanted.flags = flags.NOTDEF_OUTLINE | flags.NO_HINTING
    plan = uharfbuzz.SubsetPlan(face, wanted)
    place = None if empty is None else plan.old_to_new_glyph_mapping[empty]
    return _with_invisible(plan.execute().blob.data, place)


def _empty_glyph(face: uharfbuzz.Face) -> int | None:
    """A glyph that draws nothing and takes no room; None where the font has none."""
    font = uharfbuzz.Font(face)
    for glyph in range(1, face.glyph_count):
        if font.get_glyph_h_advance(glyph) == 0 and font.get_glyph_extents(glyph).width == 0:
            return glyph
    return None


def _with_invisible(font: bytes, empty: int | None) -> bytes:
    """The font with its empty glyph for each of INVISIBLE, or with a new one; other tables are
    left as bytes."""
    from fontTools.ttLib import TTFont

    subset = TTFont(io.BytesIO(font), lazy=True, recalcTimestamp=False)
    empty_name = _added_glyph(subset) if empty is None else subset.getGlyphName(empty)
    for table in subset["cmap"].tables:
        if table.isUnicode():
            table.cmap.update(dict.fromkeys(INVISIBLE, empty_name))
    written = io.BytesIO()
    subset.save(written)
    return written.getvalue()


def _added_glyph(font: Any) -> str:
    """The name of a new glyph that draws nothing and takes no room."""
    from fontTools.ttLib.tables._g_l_y_f import Glyph

    name = "uni200B.empty"
    font["glyf"][name] = Glyph()
    font["hmtx"].metrics[name] = 0, 0
    return name
