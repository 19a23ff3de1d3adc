"""How well the words of a drawn page stand out from what lies under them.

Enters: a PDF of one page. Leaves: the contrast of each line of words, measured on the pixels of the
page as it is without its words, around each letter. Source: WCAG 2.2, 1.4.3.
"""

from __future__ import annotations

import ctypes
from functools import lru_cache
from typing import Any, NamedTuple

import PIL.Image
import pypdfium2
from pypdfium2 import raw

from thaibook.design import contrast, luminance

PIXELS = 360  # of the width of a page that is measured
FEW = 20  # of the pixels under a line, one in so many may be worse: grain, a bright spot


class Letter(NamedTuple):
    """A letter on a page: its colour, and its box in points, from the lower left corner."""

    sign: str
    colour: tuple[int, int, int]
    box: tuple[float, float, float, float]  # left, bottom, right, top


class LineContrast(NamedTuple):
    """Words of one colour on one line, and how they stand out: from 1 to 21."""

    words: str
    contrast: float


def line_contrasts(pdf: bytes) -> list[LineContrast]:
    """The contrast of each line of the first page."""
    document = pypdfium2.PdfDocument(pdf)
    page = document[0]
    letters = _letters(page)
    scale, height = PIXELS / page.get_width(), page.get_height()
    _take_words_away(page)
    ground = page.render(scale=scale).to_pil().convert("RGB")
    document.close()
    contrasts = []
    for line in _lines(letters):
        own = luminance(line[0].colour)
        under = sorted(
            contrast(own, each) for letter in line for each in _under(ground, letter, scale, height)
        )
        if under:
            words = "".join(letter.sign for letter in line)
            contrasts.append(LineContrast(words, under[len(under) // FEW]))
    return contrasts


def _lines(letters: list[Letter]) -> list[list[Letter]]:
    """The letters line by line: each goes on to the right, in one colour."""
    lines: list[list[Letter]] = []
    for letter in letters:
        last = lines[-1][-1] if lines else None
        step = (letter.box[3] - letter.box[1]) + (last.box[3] - last.box[1]) if last else 0.0
        if last and last.colour == letter.colour and letter.box[0] > last.box[0] - step:
            lines[-1].append(letter)
        else:
            lines.append([letter])
    return lines


def _letters(page: Any) -> list[Letter]:
    """The letters of a page that show, in the order in which they are drawn."""
    text = page.get_textpage()
    letters = []
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, index)
        colour = [ctypes.c_uint() for _ in range(4)]
        left, right, bottom, top = text_box = [ctypes.c_double() for _ in range(4)]
        known = raw.FPDFText_GetFillColor(text, index, *map(ctypes.byref, colour))
        boxed = raw.FPDFText_GetCharBox(text, index, *map(ctypes.byref, text_box))
        if known and boxed and chr(code).isprintable() and not chr(code).isspace():
            red, green, blue = (part.value for part in colour[:3])
            box = left.value, bottom.value, right.value, top.value
            letters.append(Letter(chr(code), (red, green, blue), box))
    return letters


def _take_words_away(page: Any) -> None:
    """Leave of a page what is not text."""
    for item in list(page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=1)):
        page.remove_obj(item)


def _under(ground: PIL.Image.Image, letter: Letter, scale: float, height: float) -> list[float]:
    """The luminances of the pixels in the box of a letter."""
    left, bottom, right, top = letter.box
    box = (
        max(0, int(left * scale)),
        max(0, int((height - top) * scale)),
        min(ground.width, int(right * scale) + 1),
        min(ground.height, int((height - bottom) * scale) + 1),
    )
    if box[0] >= box[2] or box[1] >= box[3]:
        return []
    data = ground.crop(box).tobytes()
    pixels = zip(data[::3], data[1::3], data[2::3], strict=True)
    return [_luminance(pixel) for pixel in pixels]


@lru_cache(maxsize=1 << 16)
def _luminance(pixel: tuple[int, int, int]) -> float:
    return luminance(pixel)
