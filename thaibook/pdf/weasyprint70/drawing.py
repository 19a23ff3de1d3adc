"""Drawing a line of text, in place of weasyprint.draw.text.draw_first_line.

Enters: a laid-out text box. Leaves: the operators of a PDF content stream whose glyphs
come in the order of writing, with no steps inside a cluster. Where clusters are parted
(tracking), a mark of no width would be taken for a copy of the letter after it, and that
letter for a word of its own; there the mark takes MARK_WIDTH from its base.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from itertools import pairwise
from typing import Any, NamedTuple

import uharfbuzz
from weasyprint.text.ffi import FROM_UNITS, ffi, pango

from thaibook.pdf.drawn_section import ADDED_MARK
from thaibook.pdf.text_layer import NIKHAHIT, SARA_AA, SARA_AM, SIGNS, Added, FontLayer
from thaibook.pdf.weasyprint70.justification import Tracked, keep_solid, part_sara_am
from thaibook.pdf.weasyprint70.printed_texts import Ink

MARK_WIDTH = 120  # thousandths of an em; Poppler takes glyphs within 100 for copies
ROUNDING = 20  # thousandths of an em: a step back of less after a mark can wait
NOTDEF = 0  # the glyph that every font has for what it lacks: a box
GLYPH = struct.Struct("<Iiii4x")  # PangoGlyphInfo: glyph, width, x and y offset, attributes


class Shaped(NamedTuple):
    """One glyph as Pango placed it, in thousandths of an em; pen is where it begins.

    foreign: the character, where the font lacks it, in a box so `wide`; of: its cluster,
    as (offset, text).
    """

    code: int
    pen: float
    right: float
    up: float
    foreign: str = ""
    of: tuple[int, str] = (0, "")
    wide: int = 0


class Drawer:
    """Draws the texts of one document, and keeps what its fonts need."""

    def __init__(self, draw_text: Callable[..., Any], draw_first_line: Callable[..., Any]) -> None:
        self._draw_text, self._draw_first_line = draw_text, draw_first_line
        self.layers: dict[str, FontLayer] = {}
        self.ink = Ink()

    def draw_text(self, stream: Any, textbox: Any, *rest: Any) -> None:
        """Draw a text box whose ำ is parted, so that its glyphs have a character each."""
        layout = textbox.pango_layout
        if SARA_AM in layout.text:
            layout.text = part_sara_am(layout.text)
        self._draw_text(stream, textbox, *rest)

    def draw_first_line(
        self, stream: Any, textbox: Any, text_overflow: str, block_ellipsis: Any, matrix: Any
    ) -> Any:
        """Draw the line; the list of pictures among its glyphs, which is always empty."""
        with stream.text(textbox):
            return self._line(stream, textbox, text_overflow, block_ellipsis, matrix)

    def _line(
        self, stream: Any, textbox: Any, text_overflow: str, block_ellipsis: Any, matrix: Any
    ) -> Any:
        if not textbox.text.strip() or textbox.style["font_size"] < 1e-6:
            return []
        layout = textbox.pango_layout
        pango.pango_layout_set_single_paragraph_mode(layout.layout, True)
        if isinstance(textbox.style, Tracked):
            keep_solid(layout, textbox.style.untracked)
        line, _ = layout.get_first_line()
        runs = list(_runs(line))
        plain = text_overflow != "ellipsis" and block_ellipsis == "none"
        text = layout.text.encode()
        said = textbox.text if line.length >= len(text) else text[: line.length].decode()
        if not plain:
            self.ink.note(textbox, said, _unknown(runs))
            return self._draw_first_line(stream, textbox, text_overflow, block_ellipsis, matrix)
        tracked = textbox.style["letter_spacing"] not in ("normal", 0)
        missing = ""
        stream.set_text_matrix(*matrix.values)
        writer: _Writer | None = None
        for run in runs:
            pango_font = run.item.analysis.font
            if writer is None or pango_font != writer.pango_font:
                if writer:
                    writer.finish()
                font, size = stream.add_font(pango_font)
                stream.set_font_size(font.hash, size)
                layer = self.layers.setdefault(font.hash, FontLayer())
                writer = _Writer(stream, font, layer, tracked, pango_font, size)
            glyphs, end = _shape(run, writer, text)
            missing += "".join([glyph.foreign for glyph in glyphs])
            writer.show(glyphs, end)
        if writer:
            writer.finish()
        self.ink.note(textbox, said, missing)
        return []


def _runs(line: Any) -> Iterator[Any]:
    run = line.runs
    while run != ffi.NULL:
        yield run.data
        run = run.next


def _unknown(runs: list[Any]) -> str:
    """The characters of the runs that their fonts lack."""
    codes = [
        code
        for run in runs
        for code, *_ in GLYPH.iter_unpack(
            ffi.buffer(run.glyphs.glyphs, run.glyphs.num_glyphs * GLYPH.size)
        )
    ]
    flag = pango.PANGO_GLYPH_UNKNOWN_FLAG
    return "".join(
        chr(code - flag) for code in codes if code & flag and code != pango.PANGO_GLYPH_EMPTY
    )


def _shape(run: Any, writer: _Writer, text: bytes) -> tuple[list[Shaped], float]:
    """The glyphs of a run, and where the pen ends; new glyphs are noted in the font."""
    font, size, glyphs = writer.font, writer.size, run.glyphs
    count = glyphs.num_glyphs
    scale = 1000 * FROM_UNITS / size
    shaped: list[Shaped] = []
    pen = 0.0
    clusters: list[int] = []
    backwards = run.item.analysis.level % 2
    data = ffi.buffer(glyphs.glyphs, count * GLYPH.size)
    for number, (code, width, right, up) in enumerate(GLYPH.iter_unpack(data)):
        if code == pango.PANGO_GLYPH_EMPTY:
            pen += width * scale
            continue
        foreign, of = "", (0, "")
        if code not in font.to_unicode:
            if not clusters:
                clusters = [*ffi.unpack(glyphs.log_clusters, count), run.item.length]
                ends = _ends(clusters) if backwards else {}
            first = run.item.offset
            begin = clusters[number]
            end = ends[begin] if backwards else clusters[number + 1]
            if code & pango.PANGO_GLYPH_UNKNOWN_FLAG:
                foreign, code = chr(code - pango.PANGO_GLYPH_UNKNOWN_FLAG), NOTDEF
                if not backwards:
                    end = next((other for other in clusters[number:] if other > begin), end)
                of = begin, text[first + begin : first + end].decode()
            else:
                said = text[first + begin : first + end].decode()
                font.to_unicode[code] = said
                writer.layer.note(code, said)
        shaped.append(
            Shaped(code, pen, right * scale, -up * scale, foreign, of, round(width * scale))
        )
        pen += width * scale
    return shaped, pen


def _ends(clusters: list[int]) -> dict[int, int]:
    """Where each cluster ends, by its begin; they may stand in any order."""
    begins = sorted(set(clusters))
    return dict(pairwise(begins))


def _metrics(font: Any) -> uharfbuzz.Font:
    """The file of a WeasyPrint font, as one that tells the advances of its glyphs."""
    metrics: uharfbuzz.Font | None = font.__dict__.get("_thaibook")
    if metrics is None:
        face = uharfbuzz.Face(font.file_content, font.index)
        metrics = font._thaibook = uharfbuzz.Font(face)
    return metrics


class _Writer:
    """The show operators of runs in one font: glyph codes, and steps between them."""

    def __init__(
        self, stream: Any, font: Any, layer: FontLayer, tracked: bool, pango_font: Any, size: float
    ) -> None:
        self.font, self.pango_font, self.size = font, pango_font, size
        self._stream, self.layer = stream, layer
        self._metrics = _metrics(font)
        self._share = MARK_WIDTH if tracked else 0
        self._parts: list[str] = []
        self._codes: list[str] = []
        self._pen = 0.0  # where the PDF's own pen stands
        self._origin = 0.0  # where the run begins
        self._after_mark = False

    def show(self, glyphs: list[Shaped], end: float) -> None:
        """Write the glyphs of a run that is `end` wide."""
        marks, text, total = self.layer.marks, self.layer.text, len(glyphs)
        index = 0
        while index < total:
            if glyphs[index].foreign:
                whole = index
                while index < total and glyphs[index].of == glyphs[whole].of:
                    index += 1
                self._foreign(glyphs[whole:index])
                continue
            last = index + 1
            while last < total and glyphs[last].code in marks:
                last += 1
            if last == index + 1:
                glyph = glyphs[index]
                self._plain(glyph)
            else:
                parted = any(NIKHAHIT in text[g.code] for g in glyphs[index + 1 : last])
                if parted and last < total and text.get(glyphs[last].code) == SARA_AA:
                    self._sara_am(glyphs[index : last + 1])
                    last += 1
                else:
                    self._cluster(glyphs[index:last])
            index = last
        self._origin += end

    def finish(self) -> None:
        """Step to where the last run ends, and write what is waiting."""
        self._after_mark = False
        self._step(0.0)
        self._flush()

    def _plain(self, glyph: Shaped) -> None:
        """A glyph on its own."""
        self._step(glyph.pen + glyph.right)
        if abs(glyph.up) >= 1 and glyph.code not in self.layer.marks:
            said = self.font.to_unicode[glyph.code]
            self._add(Added(glyph.code, 0, round(glyph.up), 0, said), self._width(glyph.code))
            return
        self._put(glyph.code, self._width(glyph.code))
        self._after_mark = glyph.code in self.layer.marks

    def _foreign(self, glyphs: list[Shaped]) -> None:
        """A cluster that the font lacks: boxes, which say its letters in their order."""
        self.font.missing[ord(glyphs[0].foreign)] = NOTDEF  # WeasyPrint: keep the box
        text = glyphs[0].of[1]
        said = [glyph.foreign for glyph in glyphs]
        # HarfBuzz parts and reorders, as NFKC does, but not to the same order.
        if sorted(said) == sorted(unicodedata.normalize("NFKC", text)):
            said = list(unicodedata.normalize("NFKC", text))
        with nullcontext() if "".join(said) == text else self._saying(text):
            for glyph, letter in zip(glyphs, said, strict=True):
                self._step(glyph.pen + glyph.right)
                narrower = glyph.wide - round(self._width(NOTDEF))
                self._add(Added(NOTDEF, 0, 0, narrower, letter), glyph.wide)

    @contextmanager
    def _saying(self, text: str) -> Iterator[None]:
        """Glyphs that say `text`, whatever they are."""
        self._flush()
        with self._stream.saying(text):
            yield
            self._flush()

    def _cluster(self, glyphs: list[Shaped]) -> None:
        """A base and its marks."""
        base, *marks = glyphs
        layer = self.layer
        said = [layer.text[mark.code] for mark in marks]
        for k in range(len(said) - 1):  # nikhahit, tone mark: written the other way round
            if said[k] == NIKHAHIT and said[k + 1] in SIGNS and said[k + 1] != NIKHAHIT:
                said[k], said[k + 1] = said[k + 1], said[k]
        share = self._share if base.code in layer.text and base.code not in layer.marks else 0
        self._step(base.pen + base.right)
        width = self._width(base.code)
        if share:
            narrow = share * len(marks)
            self._add(Added(base.code, 0, 0, -narrow, layer.text[base.code]), width - narrow)
        else:
            self._put(base.code, width)
        for mark, text in zip(marks, said, strict=True):
            right = round(self._origin + mark.pen + mark.right - self._pen)
            up = round(mark.up)
            if right or up or share or text != layer.text[mark.code]:
                self._add(Added(mark.code, right, up, share, text), share)
                self._width(mark.code)
            else:
                self._put(mark.code, self._width(mark.code))
        self._after_mark = True

    def _sara_am(self, glyphs: list[Shaped]) -> None:
        """A base, its marks, and the า that makes ำ of the circle among them."""
        text = self.layer.text
        marks = "".join(text[glyph.code] for glyph in glyphs[1:-1]).replace(NIKHAHIT, "")
        base = text.get(glyphs[0].code)
        if base is None:  # not Thai: it keeps its own text
            base = self.font.to_unicode[glyphs[0].code]
        self._step(glyphs[0].pen + glyphs[0].right)
        with self._saying(base + marks + SARA_AM):
            self._cluster(glyphs[:-1])
            self._plain(glyphs[-1])

    def _width(self, code: int) -> float:
        """The advance of a glyph as the PDF's table of widths has it: that of the font file,
        which is the same in all sections, whatever the size of their text."""
        widths = self.font.widths
        if code not in widths:
            widths[code] = round(self._metrics.get_glyph_h_advance(code) * 1000 / self.font.upem)
        return float(widths[code])

    def _step(self, target: float) -> None:
        step = self._pen - target - self._origin
        if self._after_mark and 0 < step < ROUNDING:
            return  # a letter left of the mark before it would be read before it: later
        if abs(step) >= 1:
            self._close()
            number = round(step)
            self._parts.append(str(number))
            self._pen -= number

    def _put(self, code: int, width: float) -> None:
        self._codes.append(f"{code:04x}")
        self._pen += width
        self._after_mark = False

    def _add(self, added: Added, width: float) -> None:
        """A glyph that is added to the font; its code is known when all pages are."""
        self._codes.append(f"{ADDED_MARK}{self.font.hash}{self.layer.place(added):04x}")
        self._pen += width
        self._after_mark = False

    def _close(self) -> None:
        if self._codes:
            self._parts.append(f"<{''.join(self._codes)}>")
            self._codes.clear()

    def _flush(self) -> None:
        self._close()
        if self._parts:
            self._stream.show_text("".join(self._parts))
            self._parts.clear()
