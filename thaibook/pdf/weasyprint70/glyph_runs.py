"""The glyphs of a line as Pango placed them.

Enters: a run of a Pango layout (PangoGlyphItem). Leaves: its glyphs, in thousandths of an em.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

import uharfbuzz
from weasyprint.text.ffi import FROM_UNITS, ffi, pango

from thaibook.pdf.text_layer import FontLayer

NOTDEF = 0  # the glyph that every font has for what it lacks: a box
GLYPH = struct.Struct("<Iiii4x")  # PangoGlyphInfo: glyph, width, x and y offset, attributes
EMPTY, UNKNOWN = pango.PANGO_GLYPH_EMPTY, pango.PANGO_GLYPH_UNKNOWN_FLAG

# (code, pen, right, up): the pen is where it begins. A plain tuple, since a book has a million.
Glyph = tuple[int, float, float, float]


# What Pango knows of a glyph: code, width, right, down, in its units; and what the glyph says.
Steady = tuple[int, int, int, int, str]


class Foreign(NamedTuple):
    """A character that the font lacks, in a box so `wide`; of: its cluster, as (offset, text)."""

    letter: str
    of: tuple[int, str]
    wide: int


class Shaped(NamedTuple):
    """The glyphs of a run, where the pen ends, and which of them, by their index, stand for what
    the font lacks."""

    glyphs: list[Glyph]
    end: float
    foreign: dict[int, Foreign]


def shape(run: Any, font: Any, layer: FontLayer, size: float, text: bytes) -> Shaped:
    """The glyphs of a run in a font of WeasyPrint's; new glyphs are noted in the font.

    text: of the whole layout, in UTF-8."""
    count = run.glyphs.num_glyphs
    scale = 1000 * FROM_UNITS / size
    glyphs: list[Glyph] = []
    foreign: dict[int, Foreign] = {}
    pen = 0.0
    known = font.to_unicode
    clusters: _Clusters | None = None
    data = ffi.buffer(run.glyphs.glyphs, count * GLYPH.size)
    for number, (code, width, right, up) in enumerate(GLYPH.iter_unpack(data)):
        if code not in known and code != EMPTY:
            clusters = clusters or _Clusters(run, text)
            if code & UNKNOWN:
                letter, code = chr(code - UNKNOWN), NOTDEF
                foreign[len(glyphs)] = Foreign(letter, clusters.whole(number), round(width * scale))
            else:
                known[code] = clusters.said(number, metrics(font))
                layer.note(code, known[code])
        if code != EMPTY:
            glyphs.append((code, pen, right * scale, -up * scale))
        pen += width * scale
    return Shaped(glyphs, pen, foreign)


def placed(run: list[Steady], font: Any, layer: FontLayer, size: float) -> Shaped:
    """The same for glyphs that were shaped before, of a font that lacks none of them."""
    scale = 1000 * FROM_UNITS / size
    glyphs: list[Glyph] = []
    pen = 0.0
    known = font.to_unicode
    for code, width, right, down, said in run:
        if code not in known:
            known[code] = said
            layer.note(code, said)
        glyphs.append((code, pen, right * scale, -down * scale))
        pen += width * scale
    return Shaped(glyphs, pen, {})


def metrics(font: Any) -> uharfbuzz.Font:
    """The file of a WeasyPrint font, as one that tells advances, and of which letter a glyph is."""
    known: uharfbuzz.Font | None = font.__dict__.get("_thaibook")
    if known is None:
        face = uharfbuzz.Face(font.file_content, font.index)
        known = font._thaibook = uharfbuzz.Font(face)
    return known


class _Clusters:
    """Which text each glyph of a run says."""

    def __init__(self, run: Any, text: bytes) -> None:
        count = run.glyphs.num_glyphs
        self._begins = [*ffi.unpack(run.glyphs.log_clusters, count), run.item.length]
        self._first, self._text = run.item.offset, text
        # Written from right to left, they may stand in any order.
        self._ends = (
            dict(pairwise(sorted(set(self._begins)))) if run.item.analysis.level % 2 else None
        )
        self._codes = [run.glyphs.glyphs[number].glyph for number in range(count)]

    def said(self, number: int, font: uharfbuzz.Font) -> str:
        """The text of a glyph of a font.

        Marks that were typed in another order than they are drawn in are one cluster. There each
        glyph says the letter whose own it is; what is left of them, what is left of the text.
        """
        begin, text = self.whole(number)
        glyphs = [each for each, other in enumerate(self._begins[:-1]) if other == begin]
        letters, said = [*text], dict.fromkeys(glyphs, "")
        for each in glyphs if len(glyphs) > 1 else ():
            code = self._codes[each]
            own = (c for c in letters if font.get_nominal_glyph(ord(c)) == code)
            if letter := next(own, ""):
                letters.remove(letter)
                said[each] = letter
        rest = [each for each in glyphs if not said[each]]
        for each in rest[:-1]:
            said[each] = "".join(letters[:1])
            letters = letters[1:]
        if rest:
            said[rest[-1]] = "".join(letters)
        return said[number]

    def whole(self, number: int) -> tuple[int, str]:
        """The cluster of a glyph for what the font lacks: its offset, and its text."""
        begin = self._begins[number]
        if self._ends is None:
            after = (other for other in self._begins[number:] if other > begin)
            end = next(after, self._begins[number + 1])
        else:
            end = self._ends[begin]
        return begin, self._text[self._first + begin : self._first + end].decode()


def glyphs_of(run: Any, text: bytes, font: uharfbuzz.Font) -> Iterator[Steady]:
    """The glyphs of a run as Pango has them, which are of that font."""
    clusters = _Clusters(run, text)
    data = ffi.buffer(run.glyphs.glyphs, run.glyphs.num_glyphs * GLYPH.size)
    for number, glyph in enumerate(GLYPH.iter_unpack(data)):
        yield (*glyph, clusters.said(number, font))


def runs_of(line: Any) -> Iterator[Any]:
    """The runs of a line of Pango's."""
    run = line.runs
    while run != ffi.NULL:
        yield run.data
        run = run.next


def unknown(runs: list[Any]) -> str:
    """The characters of the runs that their fonts lack."""
    codes = [
        code
        for run in runs
        for code, *_ in GLYPH.iter_unpack(
            ffi.buffer(run.glyphs.glyphs, run.glyphs.num_glyphs * GLYPH.size)
        )
    ]
    return "".join(chr(code - UNKNOWN) for code in codes if code & UNKNOWN and code != EMPTY)
