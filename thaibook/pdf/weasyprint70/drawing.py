"""Drawing a line of text, in place of weasyprint.draw.text.draw_first_line.

Enters: a laid-out text box. Leaves: the operators of a PDF content stream whose glyphs
come in the order of writing (glyph_writing).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from weasyprint.matrix import Matrix
from weasyprint.text.ffi import pango

from thaibook.pdf.text_layer import SARA_AM, FontLayer
from thaibook.pdf.weasyprint70.glyph_runs import placed, runs_of, shape, unknown
from thaibook.pdf.weasyprint70.glyph_writing import GlyphWriter
from thaibook.pdf.weasyprint70.justification import Tracked, keep_solid, part_sara_am, widened
from thaibook.pdf.weasyprint70.printed_texts import Ink
from thaibook.pdf.weasyprint70.steady_letters import Unshaped

OFTEN = 40  # letters: what is longer seldom comes twice
UNSEEN = 0.01  # px: for Pango, letters that are smaller have no size


class Drawn(NamedTuple):
    """A text as it was drawn: the show operators, each with its font and size; what it says, and
    what its fonts lack. style: kept, so that no other gets its id."""

    style: Any
    shown: list[tuple[str, float, str]]
    said: str
    missing: str


class Drawer:
    """Draws the texts of one document, and keeps what its fonts need."""

    def __init__(self, draw_text: Callable[..., Any], draw_first_line: Callable[..., Any]) -> None:
        self._draw_text, self._draw_first_line = draw_text, draw_first_line
        self.layers: dict[str, FontLayer] = {}
        self.ink = Ink()
        self._known: dict[tuple[str, int], Drawn] = {}
        self._fonts: dict[Any, tuple[Any, float]] = {}  # and their sizes, by letters

    def draw_text(self, stream: Any, textbox: Any, *rest: Any) -> None:
        """Draw a text box whose ำ is parted, so that its glyphs have a character each."""
        layout, style = textbox.pango_layout, textbox.style
        if (
            known := self._known.get((textbox.text, id(style)))
        ) and not layout.justification_spacing:
            self._draw_again(stream, textbox, known)
            return
        if SARA_AM in layout.text:
            layout.text = part_sara_am(layout.text)
        if not self._draw_letters(stream, textbox, *rest):
            self._draw_text(stream, textbox, *rest)

    def _draw_letters(
        self, stream: Any, textbox: Any, _offset_x: Any, text_overflow: str, block_ellipsis: Any
    ) -> bool:
        """Draw a text that is put together of its letters, if it is one."""
        layout, style = textbox.pango_layout, textbox.style
        if not isinstance(layout, Unshaped) or style["visibility"] != "visible":
            return False
        if text_overflow == "ellipsis" or block_ellipsis != "none" or not textbox.text.strip():
            return False
        tracking = style["letter_spacing"] if isinstance(style, Tracked) else 0.0
        runs = layout.letters.runs(layout.text, tracking, layout.justification_spacing)
        if runs is None or style["font_size"] < UNSEEN:
            return False
        stream.set_color(style["color"])
        stream.begin_text()
        with stream.text(textbox):
            x, y = textbox.position_x, textbox.position_y + textbox.baseline
            stream.set_text_matrix(*Matrix(a=widened(layout), d=-1, e=x, f=y).values)
            writer = self._writer(stream, layout.letters.font, tracking != 0, layout.letters)
            for run in runs:
                writer.show(placed(run, writer.font, writer.layer, writer.size))
            writer.finish()
            self.ink.note(textbox, textbox.text, "")
            if not layout.justification_spacing:
                self._keep(textbox, [writer], textbox.text, "")
        stream.end_text()
        return True

    def _draw_again(self, stream: Any, textbox: Any, known: Drawn) -> None:
        """Draw a text as it was drawn before elsewhere: dots of the contents, running heads."""
        stream.set_color(textbox.style["color"])
        stream.begin_text()
        with stream.text(textbox):
            x, y = textbox.position_x, textbox.position_y + textbox.baseline
            stream.set_text_matrix(*Matrix(d=-1, e=x, f=y).values)
            for font, size, text in known.shown:
                stream.set_font_size(font, size)
                stream.show_text(text)
            self.ink.note(textbox, known.said, known.missing)
        stream.end_text()

    def draw_first_line(
        self, stream: Any, textbox: Any, text_overflow: str, block_ellipsis: Any, matrix: Any
    ) -> Any:
        """Draw the line; the list of pictures among its glyphs, which is always empty."""
        with stream.text(textbox):
            return self._line(stream, textbox, text_overflow, block_ellipsis, matrix)

    def _line(
        self, stream: Any, textbox: Any, text_overflow: str, block_ellipsis: Any, matrix: Any
    ) -> Any:
        if not textbox.text.strip() or textbox.style["font_size"] < UNSEEN:
            return []
        layout = textbox.pango_layout
        pango.pango_layout_set_single_paragraph_mode(layout.layout, True)
        if isinstance(textbox.style, Tracked):
            keep_solid(layout, textbox.style.untracked)
        line, _ = layout.get_first_line()
        runs = list(runs_of(line))
        plain = text_overflow != "ellipsis" and block_ellipsis == "none"
        text = layout.text.encode()
        said = textbox.text if line.length >= len(text) else text[: line.length].decode()
        if not plain:
            self.ink.note(textbox, said, unknown(runs))
            return self._draw_first_line(stream, textbox, text_overflow, block_ellipsis, matrix)
        tracked = textbox.style["letter_spacing"] not in ("normal", 0)
        missing = ""
        writers: list[GlyphWriter] = []
        stream.set_text_matrix(*(Matrix(a=widened(layout)) @ matrix).values)
        writer: GlyphWriter | None = None
        for run in runs:
            pango_font = run.item.analysis.font
            if writer is None or pango_font != writer.pango_font:
                if writer:
                    writer.finish()
                writer = self._writer(stream, pango_font, tracked)
                writers.append(writer)
            missing += writer.show(shape(run, writer.font, writer.layer, writer.size, text))
        if writer:
            writer.finish()
        self.ink.note(textbox, said, missing)
        if not layout.justification_spacing:
            self._keep(textbox, writers, said, missing)
        return []

    def _writer(
        self, stream: Any, pango_font: Any, tracked: bool, letters: Any = None
    ) -> GlyphWriter:
        """What writes glyphs of a font from here on. letters: of which the font is, if of any."""
        font, size = self._fonts.get(letters) or stream.add_font(pango_font)
        if letters:
            self._fonts[letters] = font, size
        stream.set_font_size(font.hash, size)
        layer = self.layers.setdefault(font.hash, FontLayer())
        return GlyphWriter(stream, font, layer, tracked, pango_font, size)

    def _keep(self, textbox: Any, writers: list[GlyphWriter], said: str, missing: str) -> None:
        """Remember how a text was drawn, if it may be drawn so again."""
        style = textbox.style
        plain = style["text_decoration_line"] == "none" and style["visibility"] == "visible"
        if not plain or isinstance(style, Tracked) or len(said) > OFTEN:
            return
        shown: list[tuple[str, float, str]] = []
        for writer in writers:
            if writer.shown is None:
                return
            shown += [(writer.font.hash, writer.size, text) for text in writer.shown]
        self._known[textbox.text, id(style)] = Drawn(style, shown, said, missing)
