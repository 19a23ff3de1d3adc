"""Colours of CSS as a screen has them.

Enters: a colour of WeasyPrint's in any space that CSS knows. Leaves: its red, green and blue.
tinycss2 goes to sRGB only from HSL and HWB, and raises NotImplementedError from all others; an
author may write `oklch()` all the same. Source of the matrices: CSS Color 4, section 18, sample
code for colour conversions.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

Colour = tuple[float, ...]
Matrix = tuple[tuple[float, float, float], ...]

FROM_XYZ: dict[str, Matrix] = {  # to linear sRGB, by the white that XYZ is of
    "xyz-d65": ((3.2409699, -1.5373832, -0.4986108), (-0.9692436, 1.8759675, 0.0415551),
                (0.0556301, -0.2039770, 1.0569715)),
    "xyz-d50": ((3.1341359, -1.6173864, -0.4906619), (-0.9787955, 1.9162543, 0.0334427),
                (0.0719554, -0.2289768, 1.4053861)),
}  # fmt: skip
WHITES = {
    "xyz-d65": "xyz-d65", "oklab": "xyz-d65", "oklch": "xyz-d65",
    "xyz-d50": "xyz-d50", "lab": "xyz-d50", "lch": "xyz-d50",
}  # fmt: skip
SHADED = ("inset", "outset", "ridge", "groove")


def on_screen(colour: Any) -> Colour:
    """Red, green and blue from 0 to 1. Of a space that WeasyPrint does not know, the first three
    numbers: it draws them so."""
    if colour.space in ("srgb", "hsl", "hwb"):
        return tuple(colour.to("srgb").coordinates)
    numbers = [float(number or 0) for number in colour.coordinates]
    if colour.space == "device-cmyk":
        return tuple((1 - ink) * (1 - numbers[3]) for ink in numbers[:3])
    if white := WHITES.get(colour.space):
        return _from_xyz(colour.to(white).coordinates, FROM_XYZ[white])
    return tuple([*numbers, 0.0, 0.0, 0.0][:3])


def _from_xyz(xyz: Sequence[float], matrix: Matrix) -> Colour:
    linear = (sum(a * b for a, b in zip(row, xyz, strict=True)) for row in matrix)
    return tuple(_curved(min(max(level, 0.0), 1.0)) for level in linear)


def _curved(level: float) -> float:
    return 12.92 * level if level <= 0.0031308 else 1.055 * level ** (1 / 2.4) - 0.055


def of_any_space(styled_color: Callable[..., Any]) -> Callable[..., Any]:
    """WeasyPrint's colour of a border: a groove has a lighter one and a darker, which it can make
    of sRGB alone."""

    def styled(style: str, colour: Any, side: str) -> Any:
        if style in SHADED and hasattr(colour, "space"):
            colour = type(colour)("srgb", on_screen(colour), colour.alpha)
        return styled_color(style, colour, side)

    return styled
