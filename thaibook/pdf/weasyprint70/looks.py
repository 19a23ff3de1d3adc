"""Whether letters that were drawn can be seen, and where they stand when all is turned.

Enters: the boxes of a page from the outermost inwards. Leaves: of a text box, whether nobody
can see it: it has the colour of what lies below it or none, is too faint or too small, or lies
outside of the box that cuts it off. What lies on a picture is taken as seen; what lies below a
box is found by `covered`.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from weasyprint.css.properties import INITIAL_VALUES

from thaibook.pdf.weasyprint70.screen_colours import on_screen

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
    cut: Rectangle | None = None  # of the page; what lies outside of it is not drawn
    turned: Any = None  # the matrix by which all is drawn elsewhere than it was laid out

    def inside(self, box: Any) -> Looks:
        """The looks of what stands in a box that has these."""
        style = box.style
        background, opacity = style["background_color"], style["opacity"]
        overflow = style["overflow"]
        has_picture = style["background_image"][0][0] != "none"
        is_plain = background is _CLEAR and opacity == 1 and overflow == "visible"
        if is_plain and not has_picture and not style["transform"] and not style["clip"]:
            return self
        paper = self.paper
        colour, alpha = _colour(background)
        if colour is not None and paper is not None:
            paper = _mixed(colour, paper, alpha)
        elif colour is not None and alpha > 1 - FAINTEST:
            paper = colour
        if has_picture:
            paper = None
        turned = self.turned
        looks = self
        if style["clip"] and box.is_absolutely_positioned():
            looks = looks._cut_by(_clip(box))
        if (matrix := box.transformation_matrix) is not None:
            turned = matrix if turned is None else matrix @ turned
            looks = looks._replace(turned=turned)
        if overflow != "visible" and box.element is not None:
            x, y = box.padding_box_x(), box.padding_box_y()
            looks = looks._cut_by((x, y, x + box.padding_width(), y + box.padding_height()))
        return Looks(paper, self.is_faint or opacity < FAINTEST, looks.cut, turned)

    def _cut_by(self, rectangle: Rectangle) -> Looks:
        """The looks of what is cut off by a rectangle too."""
        cut = self.on_page(rectangle)
        if self.cut is not None:
            pairs = zip(cut, self.cut, (max, max, min, min), strict=True)
            left, top, right, bottom = (which(a, b) for a, b, which in pairs)
            cut = left, top, right, bottom
        return self._replace(cut=cut)

    def on_page(self, rectangle: Rectangle) -> Rectangle:
        """Where a rectangle of the layout is drawn on the page."""
        if self.turned is None:
            return rectangle
        left, top, right, bottom = rectangle
        corners = ((left, top), (right, top), (left, bottom), (right, bottom))
        points = [self.turned.transform_point(*corner) for corner in corners]
        across, down = zip(*points, strict=True)
        return min(across), min(down), max(across), max(down)

    def hide(self, text: Any) -> bool:
        """Whether nobody can see a text box."""
        style = text.style
        size = style["font_size"]
        if self.turned is not None:
            size *= abs(self.turned.determinant) ** 0.5
        if self.is_faint or size < SMALLEST:
            return True
        colour, alpha = _colour(style["color"])
        if colour is not None and alpha < FAINTEST:
            return True
        if colour is not None and self.paper is not None:
            seen = _mixed(colour, self.paper, alpha)
            if _alike(seen, self.paper):
                return True
        return self.cut is not None and not is_within(self.on_page(line_of(text)), self.cut)


PAPER = Looks((1.0, 1.0, 1.0))
_CLEAR = INITIAL_VALUES["background_color"]  # transparent, as nearly every box is
_COLOURS: dict[Any, tuple[Colour | None, float]] = {}


def is_opaque(box: Any) -> bool:
    """Whether the background of a box lets nothing through."""
    colour, alpha = _colour(box.style["background_color"])
    return colour is not None and alpha > 1 - FAINTEST and box.style["opacity"] > 1 - FAINTEST


def line_of(text: Any) -> Rectangle:
    """The baseline of a text box, as a rectangle without height."""
    line = text.position_y + text.baseline
    return text.position_x, line, text.position_x + text.width, line


def is_within(inner: Rectangle, outer: Rectangle, tolerance: float = TOLERANCE) -> bool:
    """Whether a rectangle lies in another."""
    return (
        outer[0] - tolerance <= inner[0]
        and outer[1] - tolerance <= inner[1]
        and inner[2] <= outer[2] + tolerance
        and inner[3] <= outer[3] + tolerance
    )


def _clip(box: Any) -> Rectangle:
    """What the property `clip` leaves of a box, as WeasyPrint 70 draws it."""
    top, right, bottom, left = box.style["clip"]
    x, y = box.border_box_x(), box.border_box_y()
    one = 0.0 if right == "auto" else float(right)
    other = box.border_width() if left == "auto" else float(left)
    upper = 0.0 if top == "auto" else float(top)
    lower = box.border_height() if bottom == "auto" else float(bottom)
    return x + min(one, other), y + upper, x + max(one, other), y + lower


def _colour(colour: Any) -> tuple[Colour | None, float]:
    """Red, green and blue of a colour of WeasyPrint's, and how opaque it is; None for none."""
    if not hasattr(colour, "to"):
        return None, 0.0
    key = str(colour.space), tuple(colour.coordinates), colour.alpha
    if key not in _COLOURS:
        _COLOURS[key] = on_screen(colour), float(colour.alpha)
    return _COLOURS[key]


def _mixed(colour: Colour, paper: Colour, alpha: float) -> Colour:
    """A colour over another one, through which that is seen."""
    return tuple(alpha * a + (1 - alpha) * b for a, b in zip(colour, paper, strict=True))


def _alike(one: Colour, other: Colour) -> bool:
    return all(abs(a - b) < NEAREST for a, b in zip(one, other, strict=True))
