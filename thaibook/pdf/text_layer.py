"""The text layer: what is copied, searched or read aloud is what the author wrote.

Enters: the finished PDF before it is written (WeasyPrint's finisher), and what drawing
noted of each font. Leaves: the same PDF in which every Thai glyph maps to its own
character. ำ, which is two glyphs, is drawn with ActualText (ISO 32000-1, 14.9.4); readers
that ignore it find, after NFKC, the same letters in the same order.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Mapping
from typing import Any

import pydyf

from thaibook.pdf.truetype import Moved, TrueType

NIKHAHIT, SARA_AA, SARA_AM = "\u0e4d", "\u0e32", "\u0e33"
SIGNS = "\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4d\u0e4e"
MARKS = frozenset("\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e3a\u0e47" + SIGNS)
THAI = range(0x0E01, 0x0E5C)

ENTRY = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]*)>")
# Codes that no glyph of a Thai face has, and that WeasyPrint does not give to others.
FIRST_CODE, LAST_CODE = 0x4000, 0xFFFF


class FontLayer:
    """One font of the PDF, and the glyphs that we add to it.

    Where the font's positioning moves a mark, a PDF would step back, raise the text, draw
    the mark, and step forward again. Readers take the steps for spaces and the raised
    marks for another line. A glyph of ours is the same mark with the shift in its outline,
    so that nothing has to be stepped; and it may say another text, where the order of
    drawing is not that of writing.
    """

    def __init__(self) -> None:
        self.text: dict[int, str] = {}  # of every Thai glyph that was drawn
        self.marks: set[int] = set()  # those that stand on or below the glyph before
        self.added: dict[tuple[int, int, int, int, str], int] = {}

    def note(self, glyph: int, said: str) -> None:
        """Remember the text of a glyph, alternates and ligatures included.

        A ligature of nikhahit and tone mark says the tone mark first, the order in which
        NFKC writes ำ after a tone mark.
        """
        if said and all(ord(c) in THAI for c in said):
            turned = said.startswith(NIKHAHIT) and len(said) > 1
            self.text[glyph] = said[1:] + NIKHAHIT if turned else said
            if MARKS.issuperset(said):
                self.marks.add(glyph)

    def code(self, glyph: int, right: int, up: int, wider: int, said: str) -> int:
        """The code for `glyph` moved and widened by so many thousandths of an em, saying
        `said`."""
        key = (glyph, right, up, wider, said)
        code = self.added.get(key)
        if code is None and FIRST_CODE + len(self.added) <= LAST_CODE:
            code = self.added[key] = FIRST_CODE + len(self.added)
        return code or LAST_CODE  # forty thousand characters that the font lacks: no book


def mend(pdf: Any, layers: Mapping[str, FontLayer]) -> None:
    """Put the glyphs and texts of `layers`, by name of the font resource, into a pydyf.PDF."""
    for item in list(pdf.objects):
        if isinstance(item, dict) and item and all(name in layers for name in item):
            for name, reference in item.items():
                _mend_font(pdf, _object(pdf, reference), layers[name])


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def _mend_font(pdf: Any, dictionary: Any, layer: FontLayer) -> None:
    """Give every Thai glyph its own text, and put our codes into the font's tables."""
    to_unicode = _object(pdf, dictionary["ToUnicode"])
    for index, token in enumerate(to_unicode.stream):
        entry = ENTRY.fullmatch(token)
        if entry and (said := layer.text.get(int(entry[1], 16))):
            to_unicode.stream[index] = _entry(int(entry[1], 16), said)
    if not layer.added:
        return
    texts = [_entry(code, said) for (*_, said), code in layer.added.items()]
    _extend_cmap(to_unicode, b"bfchar", texts)
    if not isinstance(dictionary["Encoding"], str):
        # A font that lacks characters names the codes that it has.
        codes = [b"<%04x> %d" % (code, code) for code in layer.added.values()]
        _extend_cmap(_object(pdf, dictionary["Encoding"]), b"cidchar", codes)
    _add_glyphs(pdf, _object(pdf, dictionary["DescendantFonts"][0]), layer)


def _extend_cmap(cmap: Any, kind: bytes, lines: list[bytes]) -> None:
    """Add sections of `lines` to a CMap; a section holds a hundred at the most."""
    for first in range(0, len(lines), 100):
        part = lines[first : first + 100]
        end = cmap.stream.index(b"endcmap")
        cmap.stream[end:end] = [b"%d begin%s" % (len(part), kind), *part, b"end" + kind]


def _entry(code: int, said: str) -> bytes:
    return b"<%04x> <%s>" % (code, utf16(said))


def utf16(text: str) -> bytes:
    """The text in hexadecimal UTF-16, as ToUnicode and ActualText hold it."""
    return text.encode("utf-16-be").hex().encode()


def _add_glyphs(pdf: Any, descendant: Any, layer: FontLayer) -> None:
    """Put our glyphs at the end of the TrueType file, and codes for them into the PDF."""
    file = _object(pdf, _object(pdf, descendant["FontDescriptor"])["FontFile2"])
    font = TrueType(b"".join(file.stream))
    em, count = font.units_per_em, font.glyph_count
    advances = font.add([
        Moved(glyph, *(round(length * em / 1000) for length in lengths))
        for glyph, *lengths, _ in layer.added
    ])  # fmt: skip
    file.stream = [font.written()]
    file.extra["Length1"] = len(file.stream[0])
    widths = [round(advance * 1000 / em) for advance in advances]
    descendant["W"].extend([FIRST_CODE, pydyf.Array(widths)])
    glyphs = [*range(count), *([0] * (FIRST_CODE - count)), *range(count, font.glyph_count)]
    mapping = pydyf.Stream([struct.pack(f">{len(glyphs)}H", *glyphs)], compress=True)
    pdf.add_object(mapping)
    descendant["CIDToGIDMap"] = mapping.reference
