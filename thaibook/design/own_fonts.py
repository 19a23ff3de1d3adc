"""The author's own fonts: TrueType, OpenType and WOFF2 files of the book's folder fonts/.

Enters: the files. Leaves: an OwnFont of each, with all that is wrong with it, and the TrueType
file that the book is set with. Rules: OpenType specification 1.9, OS/2 fsType (what the licence
allows), name IDs 1, 2, 16 and 17; WOFF2 (W3C), 4.1.
"""

from __future__ import annotations

import hashlib
import io
import struct
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from thaibook import __version__
from thaibook.design.font_tests import misplaced_mark, missing_letters
from thaibook.messages import Phrase
from thaibook.model import OwnFile
from thaibook.storage import cached

WOFF2 = b"wOF2"
MAX_UNPACKED = 64_000_000  # bytes: the largest faces of Chinese have half of it
# WOFF2, 5.2: a table by its name; glyf and loca, and how they say that they are as they were.
OTHER_TABLE, TRANSFORMED, NO_TRANSFORM = 0x3F, (10, 11), 3
RESTRICTED, PREVIEW, NO_SUBSET, BITMAP_ONLY = 0x0002, 0x0004, 0x0100, 0x0200  # OS/2 fsType
NEEDED = ("cmap", "head", "hhea", "hmtx", "maxp", "name", "OS/2")
ITALIC = 1  # OS/2 fsSelection
OUTLINE_ERROR = 0.001  # of the em, by which a converted curve may be off
# What a font tells of other designs in it; without it, it is what its maker chose for all.
VARIATIONS = ("fvar", "gvar", "avar", "HVAR", "MVAR", "STAT", "cvar", "VVAR")


class OwnFont(NamedTuple):
    """One font of the author's.

    name: as it lies in the book; family: what book.yaml calls it; weight: 400, 700; faults:
    why it cannot be used; has_thai: whether it has Thai letters at all; in_epub: its licence
    allows it there.
    """

    name: str
    family: str
    weight: int = 400
    italic: bool = False
    faults: tuple[Phrase, ...] = ()
    has_thai: bool = True
    in_epub: bool = True
    data: bytes = b""


@lru_cache(maxsize=64)
def own_font(file: OwnFile) -> OwnFont:
    """What a file of fonts/ is."""
    stem = PurePosixPath(file.name).stem
    try:
        font = _opened(file.data)
        facts = _facts(file.name, font)
        data = cached("fonts", _key(file.data), lambda: _as_truetype(font))
        return _judged(facts, font, data)
    except _RefusedError as error:
        return OwnFont(file.name, stem, faults=(Phrase(str(error)),))
    except Exception:  # whatever fontTools says of strange bytes, they are no font
        return OwnFont(file.name, stem, faults=(Phrase("it is broken, or no font at all"),))


class _RefusedError(Exception):
    """Raised with the reason for which a file is no font for a book."""


def _key(data: bytes) -> str:
    digest = hashlib.sha256(data)
    digest.update(f"own {__version__}".encode())
    return digest.hexdigest()


def _opened(data: bytes) -> Any:
    """The font, of which nothing is read yet but its tables' places."""
    from fontTools.ttLib import TTFont  # takes 50 ms, and few books have fonts of their own

    if data[:4] == WOFF2:
        _unpack_within(data)
    font = TTFont(io.BytesIO(data), lazy=True, recalcTimestamp=False, recalcBBoxes=False)
    if any(tag not in font for tag in NEEDED) or not ("glyf" in font or "CFF " in font):
        raise _RefusedError("it is broken, or no font at all")
    return font


def _unpack_within(data: bytes) -> None:
    """See that no more comes out of a WOFF2 file than a font can have."""
    import brotli  # as fontTools

    place = 48  # of the first entry of the table directory
    for _ in range(struct.unpack_from(">H", data, 12)[0]):
        flags = data[place]
        table, version = flags & 0x3F, flags >> 6
        place = _after_number(data, place + (5 if table == OTHER_TABLE else 1))
        if (version != NO_TRANSFORM) if table in TRANSFORMED else version:
            place = _after_number(data, place)
    packed = data[place : place + struct.unpack_from(">L", data, 20)[0]]
    unpacker = brotli.Decompressor()
    unpacker.process(packed, output_buffer_limit=MAX_UNPACKED)
    if not unpacker.is_finished():
        raise _RefusedError("it is too large when it is unpacked")


def _after_number(data: bytes, place: int) -> int:
    """The place behind a UIntBase128, whose bytes but the last have their first bit set."""
    while data[place] & 0x80:
        place += 1
    return place + 1


def _facts(name: str, font: Any) -> OwnFont:
    names, os2 = font["name"], font["OS/2"]
    family = names.getDebugName(16) or names.getDebugName(1) or PurePosixPath(name).stem
    style = (names.getDebugName(17) or names.getDebugName(2) or "").lower()
    italic = bool(os2.fsSelection & ITALIC) or "italic" in style or "oblique" in style
    weight = min(max(round(os2.usWeightClass / 100) * 100, 100), 900)
    return OwnFont(name, " ".join(family.split()), weight, italic)


def _judged(facts: OwnFont, font: Any, data: bytes) -> OwnFont:
    """The font with all that is wrong with it."""
    characters = frozenset(font.getBestCmap() or {})
    flags = font["OS/2"].fsType
    faults = []
    if flags & RESTRICTED and not flags & (PREVIEW | 8):
        faults.append(Phrase("its licence allows no embedding (fsType 2)"))
    if flags & BITMAP_ONLY:
        faults.append(Phrase("its licence allows only bitmaps to be embedded (fsType 512)"))
    if flags & NO_SUBSET:
        faults.append(Phrase("its licence allows no part of it to be embedded (fsType 256)"))
    lacking = missing_letters(characters)
    has_thai = ord("ก") in characters
    if has_thai and lacking:
        faults.append(Phrase(f"it lacks the letters {' '.join(lacking)}"))
    if has_thai and "GPOS" not in font:
        faults.append(Phrase("it has no GPOS table, which puts Thai marks in their places"))
    elif has_thai and not lacking and (cluster := misplaced_mark(data)):
        faults.append(Phrase(f"its marks do not stand where they should: {cluster}"))
    in_epub = not flags & PREVIEW
    return facts._replace(
        faults=tuple(faults), has_thai=has_thai, in_epub=in_epub, data=b"" if faults else data
    )


def _as_truetype(font: Any) -> bytes:
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
    from fontTools.pens.cu2quPen import Cu2QuPen  # as above
    from fontTools.pens.ttGlyphPen import TTGlyphPen
    from fontTools.ttLib import newTable

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
    from fontTools.ttLib.tables._g_l_y_f import Glyph  # as above

    metrics, glyf = font["hmtx"].metrics, font["glyf"]
    for name, (advance, _) in metrics.items():
        if advance == 0 and name != ".notdef" and glyf[name].numberOfContours == 0:
            return
    name = "uni200B.empty"
    glyf[name] = Glyph()
    metrics[name] = 0, 0
    font["maxp"].recalc(font)
