"""Fonts as an EPUB carries them: subset to the book, with glyphs for what is invisible.

Enters: a font file of fonts/ and the characters of the book. Leaves: a TrueType file that
draws them, its shaping tables (GSUB, GPOS, GDEF) whole for what is left. No obfuscation,
no WOFF: old engines read neither. Hints are left out, since they double a face's size and
no e-reader made for Thai needs them.
"""

from __future__ import annotations

import io
from functools import lru_cache

import uharfbuzz

# Readers that do not know these draw what the font has: without a glyph, a box.
INVISIBLE = {0x200B: "uni200B", 0x2060: "uni2060"}
# Always there: a reader's own words (a search, a note) are Thai or Latin.
ALWAYS = frozenset((*range(0x20, 0x7F), *range(0x0E01, 0x0E3B), *range(0x0E3F, 0x0E5C)))


@lru_cache(maxsize=64)
def embedded(font: bytes, characters: frozenset[int]) -> bytes:
    """`font` for a book of these code points: smaller, and empty for INVISIBLE."""
    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update(characters | ALWAYS)
    wanted.layout_feature_tag_set.clear()
    wanted.layout_feature_tag_set.invert()  # every feature
    wanted.name_id_set.invert()  # names, and with them the licence
    flags = uharfbuzz.SubsetFlags
    wanted.flags = flags.NOTDEF_OUTLINE | flags.NO_HINTING
    return _with_invisible(uharfbuzz.subset(uharfbuzz.Face(font), wanted).blob.data)


def _with_invisible(font: bytes) -> bytes:
    """The font with an empty glyph of no width for each of INVISIBLE."""
    from fontTools.ttLib import TTFont
    from fontTools.ttLib.tables._g_l_y_f import Glyph

    made = TTFont(io.BytesIO(font), recalcTimestamp=False)
    order = made.getGlyphOrder()
    glyphs, metrics = made["glyf"], made["hmtx"]
    for character, name in INVISIBLE.items():
        for table in made["cmap"].tables:
            if table.isUnicode():
                table.cmap[character] = name
        if name not in order:
            order = [*order, name]
            made.setGlyphOrder(order)
        glyphs.glyphOrder = order
        glyphs[name] = Glyph()
        metrics[name] = (0, 0)
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()
