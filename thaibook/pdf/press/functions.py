"""A shading that runs through colours, in other colours.

Enters: a shading whose function has one input (axial and radial: all that is drawn for CSS and
SVG). Leaves: the same shading with a sampled function, each sample in the inks of a profile.
Source: ISO 32000-1, 7.10 (functions), 8.7.4.5 (shadings).
"""

from __future__ import annotations

from typing import Any

from pikepdf import Array, Name, Pdf, Stream

from thaibook.pdf.press.colour_spaces import reader_of
from thaibook.pdf.press.inks import Inks

SAMPLES = 129  # a step is less than one level of eight bits for most runs
SPACES = {1: "/DeviceGray", 3: "/DeviceRGB", 4: "/DeviceCMYK"}
SMOOTH = (2, 3)  # axial and radial shadings


class UnknownFunctionError(Exception):
    """A function that is not understood, such as a program in PostScript."""


def convert_shading(pdf: Pdf, shading: Any, inks: Inks) -> float:
    """Give a shading the colours of `inks`; the most ink on one place of it, in percent. Raises
    UnknownFunctionError."""
    space = reader_of(shading.ColorSpace)
    if space is None:
        return 0.0
    if int(shading.ShadingType) not in SMOOTH:
        raise UnknownFunctionError
    reader, _ = space
    start, end = (float(each) for each in shading.get("/Domain", [0, 1]))
    runs = (start + (end - start) * step / (SAMPLES - 1) for step in range(SAMPLES))
    values = (_value(shading.Function, at) for at in runs)
    colours = [reader(inks, [min(1.0, max(0.0, each)) for each in value]) for value in values]
    count = max(map(len, colours))
    if count == 3:  # some are grey
        colours = [colour * 3 if len(colour) == 1 else colour for colour in colours]
    samples = bytes(round(channel * 255) for colour in colours for channel in colour)
    function = Stream(pdf, samples)
    function.FunctionType, function.Size, function.BitsPerSample = 0, Array([SAMPLES]), 8
    function.Domain, function.Range = Array([start, end]), Array([0, 1] * count)
    shading.Function = pdf.make_indirect(function)
    shading.ColorSpace = Name(SPACES[count])
    if "/Background" in shading:
        background = reader(inks, [float(each) for each in shading.Background])
        shading.Background = Array(list(background * (count if len(background) == 1 else 1)))
    return max(100 * sum(colour) for colour in colours) if count == 4 else 0.0


def _value(function: Any, at: float) -> list[float]:
    """The values of a function, or of one function for each output."""
    if isinstance(function, Array):
        return [value for each in function for value in _value(each, at)]
    kind = int(function.FunctionType)
    start, end = (float(each) for each in list(function.Domain)[:2])
    at = min(max(at, start), end)
    if kind == 2:
        return _exponential(function, at)
    if kind == 3:
        return _stitched(function, at, start, end)
    if kind == 0 and int(function.BitsPerSample) == 8:
        return _sampled(function, at, start, end)
    raise UnknownFunctionError


def _exponential(function: Any, at: float) -> list[float]:
    first = [float(each) for each in function.get("/C0", [0])]
    last = [float(each) for each in function.get("/C1", [1])]
    share = at ** float(function.N)
    return [a + share * (b - a) for a, b in zip(first, last, strict=True)]


def _stitched(function: Any, at: float, start: float, end: float) -> list[float]:
    bounds = [float(each) for each in function.Bounds]
    number = sum(at >= bound for bound in bounds)
    number = min(number, len(function.Functions) - 1)
    edges = [start, *bounds, end]
    low, high = edges[number], edges[number + 1]
    encode = [float(each) for each in function.Encode][2 * number : 2 * number + 2]
    share = (at - low) / (high - low) if high > low else 0.0
    return _value(function.Functions[number], encode[0] + share * (encode[1] - encode[0]))


def _sampled(function: Any, at: float, start: float, end: float) -> list[float]:
    ranges = [float(each) for each in function.Range]
    count, size = len(ranges) // 2, int(function.Size[0])
    data = function.read_bytes()
    place = (at - start) / (end - start) * (size - 1) if end > start else 0.0
    low = min(int(place), size - 1)
    high = min(low + 1, size - 1)

    def levels(sample: int) -> list[int]:
        return list(data[sample * count : (sample + 1) * count])

    mixed = [a + (place - low) * (b - a) for a, b in zip(levels(low), levels(high), strict=True)]
    return [
        ranges[2 * n] + level / 255 * (ranges[2 * n + 1] - ranges[2 * n])
        for n, level in enumerate(mixed)
    ]
