"""Letters that do not act on one another: the width of a text is the sum of theirs.

Pango shapes a text as a whole, and looks for its words each time, which costs several times as
much as the shaping. Most Thai fonts have no kerning between Thai letters, and no ligature but
those of ฤๅ and ฦๅ: there each cluster (a letter with its marks) is shaped once, and a text is
put together of its clusters. Whether that is so for a font is tried with all pairs of letters.

Enters: a style of WeasyPrint. Leaves: widths in Pango's units, the same as Pango gives.
"""

from __future__ import annotations

import hashlib
import re
from math import inf
from typing import Any, ClassVar

import uharfbuzz
from weasyprint.text import line_break
from weasyprint.text.ffi import FROM_UNITS, pango
from weasyprint.text.fonts import font_features, get_hb_object_data, get_pango_font_hb_face

from thaibook.pdf.weasyprint70.glyph_runs import Steady, glyphs_of, runs_of
from thaibook.pdf.weasyprint70.spaced_runs import parts_of, spaced
from thaibook.pdf.weasyprint70.text_layouts import FEATURES, METRICS

# Letters of Thai but ฤ, ฦ and ๅ, and what stands between them; marks; and what becomes two glyphs.
LETTERS = "กขฃคฅฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮฯะาเแโใไๆ๐๑๒๓๔๕๖๗๘๙"
OTHERS = " \u00a0()“”‘’–…,.:;!?/%-0123456789"
MARKS = "\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e3a\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4d"
SARA_AM = "\u0e33"
SAMPLE = "ก"

Advance = tuple[int, int]  # a glyph, and how far it advances
# What else a style may ask for, without which a text is its font's letters beside each other.
PLAIN = {
    "letter_spacing": "normal", "word_spacing": 0, "text_decoration_line": "none",
    "direction": "ltr", "font_variation_settings": "normal", "font_language_override": "normal",
}  # fmt: skip


class SteadyLetters:
    """The clusters of one style; height and baseline: those of any line of them, in pixels;
    font: Pango's."""

    def __init__(self, style: Any, layout: Any, letters: str, font: uharfbuzz.Font) -> None:
        """layout: of SAMPLE; letters: those that do not act on one another."""
        self._known = _Clusters(style, font)
        self._clusters = re.compile(f"[{re.escape(letters)}][{MARKS}]*{SARA_AM}?").findall
        line, _ = layout.get_first_line()
        self._layout = layout  # which keeps the font
        self.font = line.runs.data.item.analysis.font
        self.height = line_break.line_size(line, style)[1]
        self.baseline = pango.pango_layout_get_baseline(layout.layout) * FROM_UNITS

    def width(self, text: str) -> float | None:
        """The width of a text in pixels; None where it holds other letters, too."""
        clusters = self._clusters(text)
        if sum(map(len, clusters)) != len(text):
            return None
        widths = self._known.widths
        return float(sum(map(widths.__getitem__, clusters)) * FROM_UNITS)

    def runs(self, text: str, tracking: float, per_space: float) -> list[list[Steady]] | None:
        """The glyphs of a line in its runs; None where it holds other letters, too.

        tracking, per_space: what is added to each cluster and to each space, in pixels."""
        parts = parts_of(text, tracking, per_space)
        if parts is None:
            return None
        runs = []
        for start, end, spacing in parts:
            clusters = self._clusters(text[start:end])
            if sum(map(len, clusters)) != end - start:
                return None
            shaped = [self._known[cluster] for cluster in clusters]
            runs.append(spaced(shaped, spacing, start == 0, end == len(text)))
        return runs


class _Clusters(dict[str, tuple[Steady, ...]]):
    """The glyphs of each cluster; widths: that of each cluster, in Pango's units."""

    def __init__(self, style: Any, font: uharfbuzz.Font) -> None:
        super().__init__()
        self._font = font
        self._layout = line_break.Layout(style)
        self.widths = _Widths(self)

    def __missing__(self, cluster: str) -> tuple[Steady, ...]:
        self._layout.set_text(cluster)
        line, _ = self._layout.get_first_line()
        glyphs = self[cluster] = tuple(
            glyph for run in runs_of(line) for glyph in glyphs_of(run, cluster.encode(), self._font)
        )
        return glyphs


class _Widths(dict[str, int]):
    """The width of each cluster."""

    def __init__(self, clusters: _Clusters) -> None:
        super().__init__()
        self._of = clusters

    def __missing__(self, cluster: str) -> int:
        width = self[cluster] = sum(glyph[1] for glyph in self._of[cluster])
        return width


class SteadyFonts:
    """The steady letters of styles; which letters of a font they are, is tried once."""

    _letters: ClassVar[dict[bytes, tuple[str, uharfbuzz.Font]]] = {}  # by the digest of the font

    def of(self, style: Any) -> SteadyLetters | None:
        """The steady letters of a style; None where its text may be set otherwise."""
        if style["font_size"] <= 0 or any(style[name] != value for name, value in PLAIN.items()):
            return None
        if font_features(*(style[feature] for feature in FEATURES)):
            return None
        layout = line_break.Layout(style)
        layout.set_text(SAMPLE)
        (run,) = runs_of(layout.get_first_line()[0])
        data = get_hb_object_data(get_pango_font_hb_face(run.item.analysis.font))
        key = hashlib.sha256(data).digest()
        if key not in self._letters:
            font = uharfbuzz.Font(uharfbuzz.Face(data))
            self._letters[key] = _steady(font), font
        letters, font = self._letters[key]
        layout.set_text(letters or SAMPLE)
        if not letters or len(list(runs_of(layout.get_first_line()[0]))) > 1:
            return None  # another font of the style has some of them, too
        layout.set_text(SAMPLE)
        return SteadyLetters(style, layout, letters, font)


def _steady(font: uharfbuzz.Font) -> str:
    """The letters that look and advance beside all others, and beside marks, as they do alone;
    none where those of Thai do not."""
    if not all(font.get_nominal_glyph(ord(each)) for each in MARKS + SARA_AM + SAMPLE):
        return ""
    tried = [each for each in LETTERS + OTHERS if font.get_nominal_glyph(ord(each))]
    alone = {letter: _shaped(font, letter) for letter in tried}
    odd: set[str] = set()
    for letter in tried:
        row = [each for other in tried for each in (letter, other)]
        odd |= _changed(font, row, alone)
        if odd & set(LETTERS):
            return ""
    for mark in MARKS:
        with_mark = SAMPLE + mark
        alone[with_mark] = _shaped(font, with_mark)
        if _changed(font, [each for other in tried for each in (with_mark, other)], alone):
            return ""
    return "".join(letter for letter in tried if letter not in odd)


def _changed(font: uharfbuzz.Font, row: list[str], alone: dict[str, list[Advance]]) -> set[str]:
    """Which parts of a row are not what they are alone."""
    glyphs, at, odd = _shaped(font, "".join(row)), 0, set[str]()
    wanted = [glyph for part in row for glyph in alone[part]]
    if glyphs == wanted:
        return odd
    if len(glyphs) != len(wanted):
        return set(row)
    for number, part in enumerate(row):
        end = at + len(alone[part])
        if glyphs[at:end] != alone[part]:
            odd |= {part, *row[number - 1 : number], *row[number + 1 : number + 2]}
        at = end
    return odd


def _shaped(font: uharfbuzz.Font, text: str) -> list[Advance]:
    """The glyphs of a text, and how far each advances."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.script, buffer.direction, buffer.language = "Thai", "ltr", "th"
    uharfbuzz.shape(font, buffer)
    codes = [info.codepoint for info in buffer.glyph_infos]
    return list(zip(codes, [each.x_advance for each in buffer.glyph_positions], strict=True))


class Unshaped(line_break.Layout):
    """What WeasyPrint keeps of a line: a layout of Pango's that is made only if it is drawn as
    others are. letters: those that it is put together of."""

    def __init__(self, text: str, letters: SteadyLetters) -> None:
        self.text, self.letters, self.max_width = text, letters, inf
        self.justification_spacing = self.first_line_direction = 0
        self.__dict__.update(dict.fromkeys(METRICS))
