"""Whether letters that were drawn can be seen.

Enters: the boxes of a page from the outermost inwards. Leaves: of a text box, whether nobody
can see it: it has the colour of what lies below it or none, is too faint or too small, or lies
outside of the box that cuts it off. What lies on a picture is taken as seen.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from weasyprint.css.properties import INITIAL_VALUES

FAINTEST = 0.1  # of what is drawn: opacity, alpha
NEAREST = 0.04  # of 1: how alike two colours may be in each part and still be told apart
SMALLEST = 2.0  # CSS pixels of type
TOLERANCE = 1.0  # CSS pixels

Colour = tuple[float, ...]
Rectangle = tuple[float, float, float, float]  # left, top, right, bottom


class Looks(NamedTuple):
    """What is below the letters of a box. paper: its colour, None for a picture."""

    paper: Colour | None
    is_faint: bool = False
    cut: Rectangle | None = None  # what lies outside of it is not drawn
    is_turned: bool = False  # it is drawn elsewhere than it was laid out

    def inside(self, box: Any) -> Looks:
        """The looks of what stands in a box that has these."""
        style = box.style
        background, opacity = style["background_color"], style["opacity"]
        overflow = style["overflow"]
        has_picture = style["background_image"][0][0] != "none"
        is_turned = self.is_turned or bool(style["transform"])
        plain = background is _CLEAR and opacity == 1 and overflow == "visible"
        if plain and not has_picture and is_turned == self.is_turned:
            return self
        paper = self.paper
        colour, alpha = _colour(background)
        if colour is not None and alpha > 1 - FAINTEST:
            paper = colour
        if has_picture:
            paper = None
        cut = self.cut
        if overflow == "hidden" and box.element is not None:
            x, y = box.padding_box_x(), box.padding_box_y()
            cut = x, y, x + box.padding_width(), y + box.padding_height()
        return Looks(paper, self.is_faint or opacity < FAINTEST, cut, is_turned)

    def hide(self, text: Any) -> bool:
        """Whether nobody can see a text box."""
        style = text.style
        if self.is_faint or style["font_size"] < SMALLEST:
            return True
        colour, alpha = _colour(style["color"])
        if colour is not None and alpha < FAINTEST:
            return True
        if colour is not None and self.paper is not None and _alike(colour, self.paper):
            return True
        return self.cut is not None and _is_outside(text, self.cut)


PAPER = Looks((1.0, 1.0, 1.0))
_CLEAR = INITIAL_VALUES["background_color"]  # transparent, as nearly every box is
_COLOURS: dict[Any, tuple[Colour | None, float]] = {}


def _colour(colour: Any) -> tuple[Colour | None, float]:
    """Red, green and blue of a colour of WeasyPrint's, and how opaque it is; None for none."""
    if not hasattr(colour, "to"):
        return None, 0.0
    key = str(colour.space), tuple(colour.coordinates), colour.alpha
    if key not in _COLOURS:
        red, green, blue = colour.to("srgb").coordinates
        _COLOURS[key] = (float(red), float(green), float(blue)), float(colour.alpha)
    return _COLOURS[key]


def _alike(one: Colour, other: Colour) -> bool:
    return all(abs(a - b) < NEAREST for a, b in zip(one, other, strict=True))


def _is_outside(text: Any, cut: Rectangle) -> bool:
    left, top, right, bottom = cut
    line = text.position_y + text.baseline
    return not (
        left - TOLERANCE <= text.position_x
        and text.position_x + text.width <= right + TOLERANCE
        and top - TOLERANCE <= line <= bottom + TOLERANCE
    )
