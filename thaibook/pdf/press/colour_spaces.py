"""What the numbers of a content stream mean as a colour.

Enters: a colour space as a PDF has it (ISO 32000-1, 8.6). Leaves: what makes Channels of the
numbers that an operator has there, or None for a space that stays as it is (patterns, spot
colours).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from pikepdf import Array
from PIL import Image, ImageCms

from thaibook.pdf.press.inks import Channels, Inks

Reader = Callable[[Inks, Sequence[float]], Channels]
GREY = ("/DeviceGray", "/CalGray", "/G")
RGB = ("/DeviceRGB", "/CalRGB", "/RGB")
CMYK = ("/DeviceCMYK", "/CalCMYK", "/CMYK")


def _grey(inks: Inks, numbers: Sequence[float]) -> Channels:
    return inks.of_grey(numbers[0])


def _rgb(inks: Inks, numbers: Sequence[float]) -> Channels:
    red, green, blue = numbers
    return inks.of_rgb(red, green, blue)


def _cmyk(inks: Inks, numbers: Sequence[float]) -> Channels:
    return inks.of_cmyk(tuple(numbers))


def _lab(inks: Inks, numbers: Sequence[float]) -> Channels:
    red, green, blue = _lab_on_screen(*numbers)
    return inks.of_rgb(red, green, blue)


BY_CHANNELS: dict[int, Reader] = {1: _grey, 3: _rgb, 4: _cmyk}


def reader_of(space: Any) -> tuple[Reader, int] | None:
    """What reads the colours of a space, and how many numbers a colour has. An ICC profile of
    three channels is taken for sRGB, which all of ours are."""
    name = str(space[0]) if isinstance(space, Array) else str(space)
    for names, count in ((GREY, 1), (RGB, 3), (CMYK, 4)):
        if name in names:
            return BY_CHANNELS[count], count
    if name == "/ICCBased":
        count = int(space[1].N)
        return BY_CHANNELS[count], count
    if name == "/Lab":
        return _lab, 3
    return None


@cache
def _lab_on_screen(lightness: float, a: float, b: float) -> tuple[float, ...]:
    """A colour of CIELAB in sRGB."""
    levels = (round(lightness * 2.55), round(a) % 256, round(b) % 256)
    transform = ImageCms.buildTransform(
        ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB"), "LAB", "RGB"
    )
    seen = ImageCms.applyTransform(Image.frombytes("LAB", (1, 1), bytes(levels)), transform)
    assert seen
    return tuple(level / 255 for level in seen.tobytes())
