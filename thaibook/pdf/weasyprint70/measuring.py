"""How wide text is, measured by Pango through WeasyPrint.

Enters: styles and boxes of WeasyPrint. Leaves: functions that measure a text in pixels.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from weasyprint.layout.percent import resolve_percentages
from weasyprint.layout.replaced import inline_replaced_box_layout
from weasyprint.text import line_break

from thaibook.pdf.breakpoints import Measured, cluster_count
from thaibook.pdf.weasyprint70.steady_letters import PLAIN, SteadyFonts, SteadyLetters

Ruler = Callable[[str], Measured]
WORTH_LETTERS = 50  # so many texts of one style are measured before its letters are looked at


class Rulers:
    """A ruler for each style; styles that set text alike share one."""

    def __init__(self) -> None:
        # The style is kept beside its ruler, so that no other style gets its id.
        self._by_style: dict[int, tuple[Any, _Known]] = {}
        self._by_face: dict[str, _Known] = {}
        self._fonts = SteadyFonts()

    def forget_styles(self) -> None:
        """Let go of the styles of a document; what was measured is kept."""
        self._by_style.clear()

    def of(self, style: Any) -> Ruler:
        """A function that measures text in `style`, in pixels."""
        return self._of(style).__getitem__

    def letters(self, style: Any) -> SteadyLetters | None:
        """What a line of text in `style` can be put together of; None where it cannot."""
        return self._of(style).letters

    def _of(self, style: Any) -> _Known:
        known = self._by_style.get(id(style))
        if known:
            return known[1]
        own = [style[name] for name in PLAIN]
        face = f"{line_break._font_style_cache_key(style, include_size=True)} {own}"
        ruler = self._by_face.get(face)
        if ruler is None:
            ruler = self._by_face[face] = _Known(style, self._fonts)
        self._by_style[id(style)] = style, ruler
        return ruler


def fixed_ruler(picture: Any, block: Any) -> Ruler:
    """What measures a picture or a formula in the text of `block`."""
    copy = picture.copy()
    resolve_percentages(copy, block)
    inline_replaced_box_layout(copy, block)
    measured = Measured(copy.margin_width(), 0.0, 0, 0, 0)
    return lambda text: measured if text else Measured(0.0, 0.0, 0, 0, 0)


class _Known(dict[str, Measured]):
    """What was measured in a style: a paragraph asks for the same words as the one before it."""

    def __init__(self, style: Any, fonts: SteadyFonts) -> None:
        super().__init__()
        self._style, self._layout, self._fonts = style, line_break.Layout(style), fonts
        self.letters: SteadyLetters | None = None

    def __missing__(self, text: str) -> Measured:
        visible = text.rstrip("\n")
        discarded = len(visible) - len(visible.rstrip(" "))
        spaces = text.count(" ") + text.count("\u00a0")
        width = self._advance(visible) if visible else 0.0
        discarded_width = self._advance(" ") * discarded if discarded else 0.0
        measured = Measured(width, discarded_width, spaces, discarded, cluster_count(text))
        self[text] = measured
        if len(self) == WORTH_LETTERS:
            self.letters = self._fonts.of(self._style)
        return measured

    def _advance(self, text: str) -> float:
        if self.letters and (width := self.letters.width(text)) is not None:
            return width
        self._layout.set_text(text)
        line, _ = self._layout.get_first_line()
        return float(line_break.line_size(line, self._style)[0])
