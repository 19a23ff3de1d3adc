"""The fonts of a book whose sections were drawn apart: one of each, with what all use of it.

Enters: a FontUse of each section, in their order, and the font files. Leaves: JoinedFonts, which
WeasyPrint takes for its own; and then the finished PDF in which the codes of our glyphs lead to
them. A glyph keeps its number in the subset, so that pages that were drawn before stay true.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from typing import Any

import pydyf
import uharfbuzz

from thaibook.pdf.drawn_section import FontUse
from thaibook.pdf.text_layer import Added
from thaibook.pdf.truetype import Moved, TrueType

# Codes that no glyph of a Thai face has, and that WeasyPrint does not give to others.
FIRST_CODE, LAST_CODE = 0x4000, 0xFFFF
FIXED_PITCH = 1  # ISO 32000-1, 9.8.2
# What laying out text takes, and drawing it does not.
UNUSED_TABLES = (
    "BASE", "DSIG", "EBDT", "EBLC", "EBSC", "GPOS", "GSUB", "JSTF", "LTSH", "PCLT", "SVG ",
)  # fmt: skip


class JoinedFont:
    """One font of the book. What has no underscore is what WeasyPrint asks a font for
    (weasyprint.pdf.fonts.build_fonts_dictionary)."""

    bitmap = used_in_forms = False
    type = "ttf"
    italic_angle, stemv, stemh = 0, 80, 80

    def __init__(self, use: FontUse, file: bytes) -> None:
        self.hash, self.file_content = use.name, file
        self.name: bytes = use.facts["name"]
        self.family: str = use.facts["family"]
        self.ascent: int = use.facts["ascent"]
        self.descent: int = use.facts["descent"]
        self._flags: int = use.facts["flags"]
        self._said: dict[int, str] = {}
        self._widths: dict[int, int] = {}
        self.added: dict[Added, int] = {}  # and the code of each
        self.missing: dict[int, int] = {}

    def take(self, use: FontUse) -> list[int]:
        """Add what a section uses; the codes of the glyphs that it adds."""
        self._said = {**use.said, **self._said}
        self._widths |= use.widths
        self.missing |= dict.fromkeys(use.missing, 0)
        return [self._code(added) for added in use.added]

    def _code(self, added: Added) -> int:
        free = FIRST_CODE + len(self.added)
        if free > LAST_CODE and added not in self.added:
            return LAST_CODE  # forty thousand characters that the font lacks: no book
        return self.added.setdefault(added, free)

    @property
    def to_unicode(self) -> dict[int, str]:
        """What each code says."""
        return self._said | {code: added.said for added, code in self.added.items()}

    @property
    def widths(self) -> dict[int, int]:
        """How wide the glyph of each code is, in thousandths of an em."""
        widths = dict(self._widths)
        for added, code in self.added.items():
            widths[code] = max(widths.get(added.glyph, 0) + added.wider, 0)
        return widths

    @property
    def flags(self) -> int:
        """The flags of its descriptor; WeasyPrint adds that of a fixed pitch where all is as
        wide, ours included."""
        own, all_widths = set(self._widths.values()), set(self.widths.values())
        fixed = len(self._widths) > 1 and len(own) == 1 and len(all_widths) > 1
        return self._flags + FIXED_PITCH * fixed

    def clean(self, _to_unicode: object, hinting: bool) -> None:
        """Leave only the glyphs that are used, and add ours."""
        glyphs = {*self._said, *(added.glyph for added in self.added)}
        self.file_content = _subset(self.file_content, glyphs, hinting, bool(self.missing))
        if self.added:
            font = TrueType(self.file_content)
            self._count, em = font.glyph_count, font.units_per_em
            font.add([
                Moved(added.glyph, *(round(length * em / 1000) for length in added[1:4]))
                for added in self.added
            ])  # fmt: skip
            self.file_content = font.written()

    def map_codes(self, pdf: Any, descendant: Any) -> None:
        """Say in the font's dictionary which glyphs our codes lead to."""
        if self.added:
            count, added = self._count, len(self.added)
            glyphs = [*range(count), *([0] * (FIRST_CODE - count)), *range(count, count + added)]
            mapping = pydyf.Stream([struct.pack(f">{len(glyphs)}H", *glyphs)], compress=True)
            pdf.add_object(mapping)
            descendant["CIDToGIDMap"] = mapping.reference


def map_codes(pdf: Any, fonts: Mapping[str, JoinedFont]) -> None:
    """Finish the dictionaries of the fonts, by the names of their resources, in a pydyf.PDF."""
    for item in list(pdf.objects):
        if isinstance(item, dict) and item and all(name in fonts for name in item):
            for name, reference in item.items():
                descendant = _object(pdf, reference)["DescendantFonts"][0]
                fonts[name].map_codes(pdf, _object(pdf, descendant))


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def _subset(file: bytes, glyphs: set[int], hinting: bool, boxes: bool) -> bytes:
    """The font file with these glyphs, each under its number; boxes: and the box for what the
    font lacks."""
    wanted = uharfbuzz.SubsetInput()
    flags = uharfbuzz.SubsetFlags
    wanted.flags = flags.RETAIN_GIDS | flags.PASSTHROUGH_UNRECOGNIZED | flags.DESUBROUTINIZE
    if not hinting:
        wanted.flags |= flags.NO_HINTING
    if boxes:
        wanted.flags |= flags.NOTDEF_OUTLINE
    wanted.glyph_set.update(glyphs)
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode()) for tag in UNUSED_TABLES)
    subset = uharfbuzz.subset(uharfbuzz.Face(file), wanted)
    return bytes(subset.blob.data)
