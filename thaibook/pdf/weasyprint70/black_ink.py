"""Black and grey as such, and not as a mixture of three colours.

A press prints grey with its black ink alone. The same black in RGB may become four inks
on top of each other, and small letters then have coloured edges. Screens show no difference.
Source: ISO 32000-2, 8.6.4, device colour spaces.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Setter = Callable[..., None]


def grey_as_grey(set_color_rgb: Setter) -> Setter:
    """What stands in the place of pydyf.Stream.set_color_rgb."""

    def ours(stream: Any, red: float, green: float, blue: float, stroke: bool = False) -> None:
        set_color_rgb(stream, red, green, blue, stroke)
        if red == green == blue:
            number, *_ = stream.stream.pop().split()
            stream.stream.append(number + (b" G" if stroke else b" g"))

    return ours
