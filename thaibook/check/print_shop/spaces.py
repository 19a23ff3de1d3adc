"""What a colour space is to a press: black, grey, CMYK, RGB, a spot colour.

Enters: a colour space as a PDF has it, and the numbers of a colour. Leaves: a word for it and how
much ink it is. Source: ISO 32000-1, 8.6.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pikepdf import Array, Dictionary

NAMED = {
    "/DeviceGray": "grey", "/CalGray": "grey", "/G": "grey", "/DeviceRGB": "RGB",
    "/CalRGB": "RGB", "/RGB": "RGB", "/DeviceCMYK": "CMYK", "/CMYK": "CMYK", "/Lab": "Lab",
    "/Pattern": "pattern", "/Separation": "spot", "/DeviceN": "spot",
}  # fmt: skip
# A separation of these names is no ink of its own (8.6.6.4): marks stand on all plates.
OF_THE_PRESS = {"/All": "registration", "/Black": "black", "/None": "white"}
UNKNOWN_INK = 101.0  # more than black alone, so that its plates are looked at
BY_CHANNELS = {1: "grey", 3: "RGB with profile", 4: "CMYK with profile"}


def space_of(name: str, resources: Any) -> Any:
    """The colour space that a content stream names."""
    if name in NAMED:
        return name
    return resources.get("/ColorSpace", Dictionary()).get(name, "/DeviceGray")


def colour_of(space: Any, numbers: Sequence[float]) -> tuple[str, float]:
    """A word for a colour, and how much ink it is in percent; 0 where only a press knows. No
    numbers: the first colour of the space, which is black in most."""
    first = str(space[0]) if isinstance(space, Array) else str(space)
    if first == "/Indexed":
        return colour_of(space[1], ())
    if first == "/Separation" and str(space[1]) in OF_THE_PRESS:
        return OF_THE_PRESS[str(space[1])], 100 * (numbers[0] if numbers else 1.0)
    kind = NAMED.get(first, "other")
    if first == "/ICCBased":
        kind = BY_CHANNELS.get(int(space[1].get("/N", 0)), "other")
    if kind == "grey":
        light = numbers[0] if numbers else 0.0
        return ("black" if light == 0 else "white" if light >= 1 else "grey"), 100 * (1 - light)
    if kind == "CMYK" and len(numbers) == 4:
        if not any(numbers):
            return "white", 0.0
        if not any(numbers[:3]):
            return ("black" if numbers[3] == 1 else "grey"), 100 * numbers[3]
        return kind, 100 * sum(numbers)
    if kind == "CMYK with profile" and len(numbers) == 4:
        return kind, 100 * sum(numbers)
    if kind.startswith("RGB") and len(numbers) == 3 and min(numbers) >= 1:
        return f"{kind} white", 0.0
    return kind, {"pattern": 0.0, "spot": 100.0}.get(kind, UNKNOWN_INK)
