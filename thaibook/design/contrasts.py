"""Whether letters can be told from what lies under them.

Enters: colours. Leaves: contrasts. Source: WCAG 2.2, relative luminance and contrast ratio;
1.4.3 asks for 4.5 : 1.
"""

from __future__ import annotations

LEAST = 4.5
Colour = tuple[int, int, int]  # red, green, blue: 0 to 255


def colour_of(written: str) -> Colour:
    """The colour of #rgb or #rrggbb."""
    digits = written.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(2 * digit for digit in digits)
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)


def luminance(colour: Colour) -> float:
    """How light it is, from 0 to 1."""
    shares = [value / 255 for value in colour]
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: float, other: float) -> float:
    """The contrast of two luminances, from 1 to 21."""
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def is_light(colour: Colour) -> bool:
    """Whether black letters stand out on it more than white ones."""
    return contrast(luminance(colour), 0.0) > contrast(luminance(colour), 1.0)
