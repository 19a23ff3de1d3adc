"""Formulas as drawings.

Enters: MathML, and the face of the text. Leaves: SVG with the lengths that set it on the
line. ziamath draws, with the glyphs of STIX Two Math as outlines; it shapes no Thai, so
Thai words in a formula are shaped by HarfBuzz and put where ziamath would have put them.
"""

from __future__ import annotations

import re
import warnings
from functools import cache, lru_cache
from typing import Any, NamedTuple
from xml.etree import ElementTree

from thaibook.pdf.own_faults import is_own

SIZE = 10.0  # units of the drawing in an em
DEEPEST = 60  # elements within one another; a fraction in a root in a matrix has fifteen
THAI = re.compile("[\u0e01-\u0e5b]")
WORDS = "words"  # our element for text that ziamath cannot shape


class Drawing(NamedTuple):
    """An SVG, its size, and how far it reaches below the baseline."""

    svg: bytes
    width_em: float
    height_em: float
    depth_em: float


@lru_cache(maxsize=256)
def draw_formula(mathml: str, face: bytes) -> Drawing | None:
    """The drawing of one <math> element, or None where ziamath knows no way.

    face: the TrueType file for Thai words.
    """
    formula = _math()
    try:
        root = ElementTree.fromstring(re.sub(r'\sxmlns="[^"]*"', "", mathml))
    except ElementTree.ParseError:
        return None
    if _is_too_deep(root):
        return None
    for text in root.iter("mtext"):
        if THAI.search(text.text or ""):
            text.tag = WORDS
            shaped = outline(text.text or "", face)
            text.attrib |= {key: str(value) for key, value in shaped._asdict().items()}
    try:
        svg = formula(root, size=SIZE).svg()
    except MemoryError:  # the formula may be a good one
        raise
    except Exception as error:
        # For a formula that it knows no way to draw, ziamath raises whatever its tables of glyphs
        # and rules raise. It also calls our Words, whose bugs no author can mend.
        if is_own(error):
            raise
        return None
    try:
        box = ElementTree.fromstring(svg).get("viewBox", "")
        _, top, width, height = (float(number) for number in box.split())
    except (ElementTree.ParseError, ValueError):  # a drawing without a size
        return None
    return Drawing(svg.encode(), width / SIZE, height / SIZE, (top + height) / SIZE)


def _is_too_deep(root: ElementTree.Element) -> bool:
    """Whether its elements stand within one another deeper than ziamath draws soon."""
    level = [root]
    for _ in range(DEEPEST):
        level = [child for element in level for child in element]
    return bool(level)


@cache
def _math() -> Any:
    """ziamath's Math, which from now on knows the element `words`.

    Imported only for a book with formulas: it reads its font, which takes a while.
    """
    with warnings.catch_warnings():  # it finds its font by a call that Python may drop
        warnings.simplefilter("ignore", DeprecationWarning)
        from ziafont.fonttypes import BBox
        from ziamath.config import config
        from ziamath.nodes.mnode import Mnode
        from ziamath.nodes.mrow import Mrow
        from ziamath.zmath import Math
    config.svg2 = False  # outlines in their place, without <use>
    row: Any = Mrow
    height = row._get_height_nostretch

    def height_once(self: Any, line: list[Any], **kwargs: Any) -> tuple[float, float]:
        """How far a row reaches without the signs that stretch. ziamath asks it of each row
        within a row that it asks, and so twice as often with each level; there, where it is
        told to leave those signs out, they may stretch to nothing."""
        asked: tuple[float, float] = (0.0, 0.0)
        return asked if kwargs.get("nostretch") else height(self, line, **kwargs)

    row._get_height_nostretch = height_once

    class Words(Mnode, tag=WORDS):
        """Text of which the Outline is known."""

        def __init__(self, element: Any, parent: Any, **kwargs: Any) -> None:
            super().__init__(element, parent, **kwargs)
            lengths = (float(element.get(key, "0")) for key in ("advance", "bottom", "top"))
            advance, bottom, top = (length * self.glyphsize for length in lengths)
            self.bbox = BBox(0, advance, bottom, top)

        def draw(self, x: float, y: float, svg: Any) -> tuple[float, float]:
            moved = f"translate({x:g} {y:g}) scale({self.glyphsize:g})"
            ElementTree.SubElement(
                svg, "path", {"d": self.element.get("path", ""), "transform": moved}
            )
            return x + self.bbox.xmax, y

    return Math


class Outline(NamedTuple):
    """A text as the data of an SVG path, and how far it reaches, all in ems."""

    path: str
    advance: float
    bottom: float
    top: float


def outline(text: str, face: bytes) -> Outline:
    """The outlines of a text, shaped."""
    import uharfbuzz  # only for formulas with Thai words

    font = uharfbuzz.Font(uharfbuzz.Face(face))
    em = font.face.upem
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer)
    parts: list[str] = []
    heights = [0.0]
    origin = (0, 0)

    def write(sign: str, *numbers: float) -> None:
        """Each pair of numbers from the glyph's origin to the path's, which points down."""
        for index, value in enumerate(numbers):
            moved = (value + origin[index % 2]) / em
            if index % 2:
                heights.append(moved)
            parts.append(f"{sign if index == 0 else ' '}{-moved if index % 2 else moved:.4f}")

    draw = uharfbuzz.DrawFuncs()
    draw.set_move_to_func(lambda x, y, _: write("M", x, y))
    draw.set_line_to_func(lambda x, y, _: write("L", x, y))
    draw.set_quadratic_to_func(lambda *numbers: write("Q", *numbers[:4]))
    draw.set_cubic_to_func(lambda *numbers: write("C", *numbers[:6]))
    draw.set_close_path_func(lambda _: parts.append("Z"))
    pen = 0
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        origin = (pen + place.x_offset, place.y_offset)
        font.draw_glyph(info.codepoint, draw)
        pen += place.x_advance
    return Outline("".join(parts), pen / em, min(heights), max(heights))
