"""The show operators of a PDF for the glyphs of a line.

Enters: runs of glyphs in one font, as Pango placed them. Leaves: glyph codes and steps between
them on a content stream, in the order of writing, with no steps inside a cluster. Where clusters
are parted (tracking), a mark of no width would be taken for a copy of the letter after it, and
that letter for a word of its own; there the mark takes MARK_WIDTH from its base.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

from thaibook.pdf.drawn_section import ADDED_MARK
from thaibook.pdf.text_layer import NIKHAHIT, SARA_AA, SARA_AM, SIGNS, Added, FontLayer
from thaibook.pdf.weasyprint70.glyph_runs import NOTDEF, Foreign, Glyph, Shaped, metrics

MARK_WIDTH = 120  # thousandths of an em; Poppler takes glyphs within 100 for copies
ROUNDING = 20  # thousandths of an em: a step back of less after a mark can wait


class GlyphWriter:
    """The show operators of runs in one font: glyph codes, and steps between them."""

    def __init__(
        self, stream: Any, font: Any, layer: FontLayer, tracked: bool, pango_font: Any, size: float
    ) -> None:
        # The show operators so far; None where glyphs say something else than they are.
        self.shown: list[str] | None = []
        self.font, self.pango_font, self.size = font, pango_font, size
        self._stream, self.layer = stream, layer
        self._metrics = metrics(font)
        self._share = MARK_WIDTH if tracked else 0
        self._parts: list[str] = []
        self._codes: list[str] = []
        self._pen = 0.0  # where the PDF's own pen stands
        self._origin = 0.0  # where the run begins
        self._after_mark = False

    def show(self, run: Shaped) -> str:
        """Write the glyphs of a run; what the font lacks of it."""
        glyphs, end, foreign = run
        marks, widths, codes = self.layer.marks, self.font.widths, self._codes
        index, total = 0, len(glyphs)
        while index < total:
            code, pen, right, up = glyphs[index]
            last = index + 1
            if index in foreign:
                while last < total and last in foreign and foreign[last].of == foreign[index].of:
                    last += 1
                self._foreign(glyphs[index:last], [foreign[each] for each in range(index, last)])
            elif last < total and glyphs[last][0] in marks:
                last = self._marked(glyphs, index)
            elif abs(up) >= 1 and code not in marks:
                self._raised(glyphs[index])
            else:  # nearly all glyphs: what _step and _put do
                step = self._pen - (pen + right) - self._origin
                if not (-1 < step < 1 or (self._after_mark and 0 < step < ROUNDING)):
                    self._step(pen + right)
                codes.append(f"{code:04x}")
                self._pen += widths[code] if code in widths else self._width(code)
                self._after_mark = code in marks
            index = last
        self._origin += end
        return "".join([each.letter for each in foreign.values()])

    def _marked(self, glyphs: list[Glyph], index: int) -> int:
        """A glyph with the marks after it; the index of the one that follows."""
        marks, text, total = self.layer.marks, self.layer.text, len(glyphs)
        last, parted = index + 1, False
        while last < total and glyphs[last][0] in marks:
            parted = parted or NIKHAHIT in text[glyphs[last][0]]
            last += 1
        if parted and last < total and text.get(glyphs[last][0]) == SARA_AA:
            self._sara_am(glyphs[index : last + 1])
            return last + 1
        self._cluster(glyphs[index:last])
        return last

    def finish(self) -> None:
        """Step to where the last run ends, and write what is waiting."""
        self._after_mark = False
        self._step(0.0)
        self._flush()

    def _plain(self, glyph: Glyph) -> None:
        """A glyph on its own."""
        code, pen, right, up = glyph
        if abs(up) >= 1 and code not in self.layer.marks:
            self._raised(glyph)
            return
        self._step(pen + right)
        self._put(code, self._width(code))
        self._after_mark = code in self.layer.marks

    def _raised(self, glyph: Glyph) -> None:
        """A glyph that stands higher or lower than the line."""
        code, pen, right, up = glyph
        self._step(pen + right)
        self._add(Added(code, 0, round(up), 0, self.font.to_unicode[code]), self._width(code))

    def _foreign(self, glyphs: list[Glyph], letters: list[Foreign]) -> None:
        """A cluster that the font lacks: boxes, which say its letters in their order."""
        self.font.missing[ord(letters[0].letter)] = NOTDEF  # WeasyPrint: keep the box
        text = letters[0].of[1]
        said = [each.letter for each in letters]
        # HarfBuzz parts and reorders, as NFKC does, but not to the same order.
        if sorted(said) == sorted(unicodedata.normalize("NFKC", text)):
            said = list(unicodedata.normalize("NFKC", text))
        with nullcontext() if "".join(said) == text else self._saying(text):
            for (_, pen, right, _), each, letter in zip(glyphs, letters, said, strict=True):
                self._step(pen + right)
                narrower = each.wide - round(self._width(NOTDEF))
                self._add(Added(NOTDEF, 0, 0, narrower, letter), each.wide)

    @contextmanager
    def _saying(self, text: str) -> Iterator[None]:
        """Glyphs that say `text`, whatever they are."""
        self._flush()
        self.shown = None
        with self._stream.saying(text):
            yield
            self._flush()

    def _cluster(self, glyphs: list[Glyph]) -> None:
        """A base and its marks."""
        layer, widths = self.layer, self.font.widths
        base, pen, right, _ = glyphs[0]
        said = [layer.text[glyph[0]] for glyph in glyphs[1:]]
        if NIKHAHIT in said:
            for k in range(len(said) - 1):  # nikhahit, tone mark: written the other way round
                if said[k] == NIKHAHIT and said[k + 1] in SIGNS and said[k + 1] != NIKHAHIT:
                    said[k], said[k + 1] = said[k + 1], said[k]
        share = self._share if base in layer.text and base not in layer.marks else 0
        self._step(pen + right)
        width = self._width(base)
        if share:
            narrow = share * len(said)
            self._add(Added(base, 0, 0, -narrow, layer.text[base]), width - narrow)
        else:
            self._put(base, width)
        for (code, pen, right, up), text in zip(glyphs[1:], said, strict=True):
            moved = round(self._origin + pen + right - self._pen)
            raised = round(up)
            if code not in widths:
                self._width(code)
            if moved or raised or share or text != layer.text[code]:
                self._add(Added(code, moved, raised, share, text), share)
            else:
                self._put(code, self._width(code))
        self._after_mark = True

    def _sara_am(self, glyphs: list[Glyph]) -> None:
        """A base, its marks, and the า that makes ำ of the circle among them."""
        text = self.layer.text
        marks = "".join(text[glyph[0]] for glyph in glyphs[1:-1]).replace(NIKHAHIT, "", 1)
        base = text.get(glyphs[0][0])
        if base is None:  # not Thai: it keeps its own text
            base = self.font.to_unicode[glyphs[0][0]]
        self._step(glyphs[0][1] + glyphs[0][2])
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
            text = "".join(self._parts)
            if self.shown is not None:
                self.shown.append(text)
            self._stream.show_text(text)
            self._parts.clear()
