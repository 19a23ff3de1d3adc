"""Whatever kind of font an author has, as the one kind that the book is set with: TrueType.

Enters: the bytes of a TrueType, OpenType or WOFF2 file. Leaves: a font of fontTools, and the bytes
of a TrueType file of it that has an empty glyph, as EPUBs need. Rules: OpenType specification 1.9;
WOFF2 (W3C), 4.1 and 5.2. fontTools takes 50 ms to load: only books with fonts of their own
import this module.
"""

from __future__ import annotations

import io
import struct
from typing import Any

import brotli
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._g_l_y_f import Glyph

WOFF2 = b"wOF2"
MAX_UNPACKED = 64_000_000  # bytes: the largest faces of Chinese have half of it
# WOFF2, 5.2: a table by its name; glyf and loca, and how they say that they are as they were.
OTHER_TABLE, TRANSFORMED, NO_TRANSFORM = 0x3F, (10, 11), 3
NEEDED = ("cmap", "head", "hhea", "hmtx", "maxp", "name", "OS/2", "post")
OUTLINE_ERROR = 0.001  # of the em, by which a converted curve may be off
# What a font tells of other designs in it; without it, it is what its maker chose for all.
VARIATIONS = ("fvar", "gvar", "avar", "HVAR", "MVAR", "STAT", "cvar", "VVAR")


class RefusedError(Exception):
    """Raised with the reason for which a file is no font for a book."""


def opened(data: bytes) -> Any:
    """The font, of which nothing is read yet but its tables' places."""
    if data[:4] == WOFF2:
        _unpack_within(data)
    font = TTFont(io.BytesIO(data), lazy=True, recalcTimestamp=False, recalcBBoxes=False)
    if any(tag not in font for tag in NEEDED) or not ("glyf" in font or "CFF " in font):
        raise RefusedError("it is broken, or no font at all")
    return font


def _unpack_within(data: bytes) -> None:
    """See that no more comes out of a WOFF2 file than a font can have."""
    place = 48  # of the first entry of the table directory
    for _ in range(struct.unpack_from(">H", data, 12)[0]):
        flags = data[place]
        table, version = flags & 0x3F, flags >> 6
        place = _after_number(data, place + (5 if table == OTHER_TABLE else 1))
        if (version != NO_TRANSFORM) if table in TRANSFORMED else version:
            place = _after_number(data, place)
    packed = data[place : place + struct.unpack_from(">L", data, 20)[0]]
    unpacker = brotli.Decompressor()
    size = len(unpacker.process(packed, output_buffer_limit=MAX_UNPACKED))
    if not unpacker.is_finished():
        is_large = size >= MAX_UNPACKED
        raise RefusedError("it is too large when it is unpacked") if is_large else ValueError


def _after_number(data: bytes, place: int) -> int:
    """The place behind a UIntBase128, whose bytes but the last have their first bit set."""
    while data[place] & 0x80:
        place += 1
    return place + 1


def as_truetype(font: Any) -> bytes:
    """The font as one TrueType file that has an empty glyph, whatever it came as."""
    font.flavor = None
    if "CFF " in font:
        _convert_outlines(font)
    for tag in (*VARIATIONS, "DSIG"):
        if tag in font:
            del font[tag]
    _add_empty_glyph(font)
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()


def _convert_outlines(font: Any) -> None:
    """PostScript outlines (cubic) as TrueType has them (quadratic)."""
    drawn, em = font.getGlyphSet(), font["head"].unitsPerEm
    glyphs = {}
    for name in font.getGlyphOrder():
        pen = TTGlyphPen(drawn)
        drawn[name].draw(Cu2QuPen(pen, OUTLINE_ERROR * em, reverse_direction=True))
        glyphs[name] = pen.glyph()
    font["loca"], font["glyf"] = newTable("loca"), newTable("glyf")
    font["glyf"].glyphOrder, font["glyf"].glyphs = font.getGlyphOrder(), glyphs
    for glyph in glyphs.values():
        glyph.recalcBounds(font["glyf"])
    _set_limits(font["maxp"])
    font["head"].glyphDataFormat = 0
    font["post"].formatType, font["post"].extraNames = 2.0, []
    font["post"].mapping, font["post"].glyphOrder = {}, font.getGlyphOrder()
    for tag in ("CFF ", "VORG"):
        if tag in font:
            del font[tag]
    metrics = font["hmtx"].metrics
    for name, glyph in glyphs.items():
        metrics[name] = metrics[name][0], getattr(glyph, "xMin", 0)
    font.sfntVersion = "\000\001\000\000"


def _set_limits(limits: Any) -> None:
    """What maxp has to say of TrueType outlines; fontTools reckons the rest."""
    limits.tableVersion = 0x00010000
    limits.maxZones = 1
    for name in (
        "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs",
        "maxStackElements", "maxSizeOfInstructions", "maxComponentElements", "maxPoints",
        "maxContours", "maxCompositePoints", "maxCompositeContours", "maxComponentDepth",
    ):  # fmt: skip
        setattr(limits, name, 0)


def _add_empty_glyph(font: Any) -> None:
    """Give the font a glyph that draws nothing and takes no room, where it has none."""
    metrics, glyf = font["hmtx"].metrics, font["glyf"]
    for name, (advance, _) in metrics.items():
        if advance == 0 and name != ".notdef" and glyf[name].numberOfContours == 0:
            return
    name = "uni200B.empty"
    glyf[name] = Glyph()
    metrics[name] = 0, 0
    font["maxp"].recalc(font)
