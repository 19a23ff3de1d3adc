"""Formulas as drawings.

Enters: MathML. Leaves: SVG with the lengths that set it on the line. ziamath draws, with
the glyphs of STIX Two Math as outlines.
"""

from __future__ import annotations

import warnings
from functools import lru_cache
from typing import NamedTuple
from xml.etree import ElementTree

from lxml import etree

SIZE = 10.0  # units of the drawing in an em


class Drawing(NamedTuple):
    """An SVG, its size, and how far it reaches below the baseline."""

    svg: bytes
    width_em: float
    height_em: float
    depth_em: float


@lru_cache(maxsize=256)
def drawn(mathml: str) -> Drawing | None:
    """The drawing of one <math> element, or None where ziamath knows no way."""
    with warnings.catch_warnings():  # it finds its font by a call that Python may drop
        warnings.simplefilter("ignore", DeprecationWarning)
        from ziamath.config import config
        from ziamath.zmath import Math
    config.svg2 = False  # outlines in their place, without <use>
    try:
        svg = Math(ElementTree.fromstring(mathml), size=SIZE).svg()
    except Exception:  # it raises whatever its tables of glyphs and rules raise
        return None
    root = etree.fromstring(svg.encode())
    _, top, width, height = (float(number) for number in root.get("viewBox", "").split())
    return Drawing(svg.encode(), width / SIZE, height / SIZE, (top + height) / SIZE)
