"""What a page looks like near the trim: how much white there is, and whether the bleed is filled.

Enters: a .pdf file. Leaves: PageEdges for each page, read off its pixels as PDFium draws them;
and the contact sheet, on which all pages are one picture.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image, ImageDraw

from thaibook.check.preflight import PageEdges

Picture = Image.Image
DPI = 72  # a pixel is a third of a millimetre
MM_PER_PIXEL = 25.4 / DPI
INKED = 245  # levels: lighter is paper
BARE = 0.02  # share of what reaches the trim that may be white at the edge of the bleed
SHEET_PIXELS = 4000  # the longer side of a contact sheet, at most
THUMBNAIL = 240  # pixels: the width of a page on it, at most
GROUND, GAP = "#777777", 8


def inspect_edges(path: Path, after_page: Callable[[], None] = lambda: None) -> list[PageEdges]:
    """The edges of each page. after_page: is called after each."""
    found = []
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            found.append(_edges(page))
            after_page()
    return found


def _edges(page: Any) -> PageEdges:
    media = page.get_cropbox()
    trim, bleed = page.get_trimbox(), page.get_bleedbox()
    picture = page.render(scale=DPI / 72, grayscale=True).to_pil().convert("L")
    page.close()
    inked = picture.point([255] * INKED + [0] * (256 - INKED))

    def pixels(box: tuple[float, ...]) -> tuple[int, int, int, int]:
        left, top = round(box[0] - media[0]), round(media[3] - box[3])
        return left, top, round(box[2] - media[0]), round(media[3] - box[1])

    inside = inked.crop(pixels(trim))
    found = inside.getbbox()
    if found is None:
        return PageEdges(math.inf, (), ())
    gaps = (found[0], found[1], inside.width - found[2], inside.height - found[3])
    names = ("left", "top", "right", "bottom")
    reaches = tuple(name for name, gap in zip(names, gaps, strict=True) if gap <= 1)
    bare = tuple(name for name in reaches if _is_bare(inked, pixels(trim), pixels(bleed), name))
    free = [gap for gap in gaps if gap > 1]
    return PageEdges(min(free, default=0) * MM_PER_PIXEL if not reaches else 0.0, reaches, bare)


def _is_bare(inked: Picture, trim: tuple[int, ...], bleed: tuple[int, ...], side: str) -> bool:
    """Whether what reaches the trim on a side does not reach the edge of the bleed."""
    left, top, right, bottom = trim
    lines = {
        "left": ((left + 1, top, left + 2, bottom), (bleed[0], top, bleed[0] + 1, bottom)),
        "right": ((right - 2, top, right - 1, bottom), (bleed[2] - 1, top, bleed[2], bottom)),
        "top": ((left, top + 1, right, top + 2), (left, bleed[1], right, bleed[1] + 1)),
        "bottom": ((left, bottom - 2, right, bottom - 1), (left, bleed[3] - 1, right, bleed[3])),
    }
    at_trim, at_edge = (inked.crop(line).tobytes() for line in lines[side])
    wanted = [edge for ink, edge in zip(at_trim, at_edge, strict=True) if ink]
    outward = {"left": left - bleed[0], "right": bleed[2] - right, "top": top - bleed[1],
               "bottom": bleed[3] - bottom}  # fmt: skip
    if outward[side] <= 0:
        return bool(wanted)
    return wanted.count(0) > BARE * len(wanted)


def contact_sheet(path: Path) -> Picture:
    """All pages of a PDF as one picture, in rows, with a number on the first of each row. The
    first place stays empty, so that facing pages stand side by side."""
    with pypdfium2.PdfDocument(path) as document:
        count = len(document)
        sizes = [document.get_page_size(index) for index in range(count)]
        width, height = (max(edges) for edges in zip(*sizes, strict=True))
        columns = max(1, round(math.sqrt(count * height / width * 1.4)))
        columns += columns % 2
        rows = -(-(count + 1) // columns)
        # Facing pages touch, and a gap is between them and the next two.
        across = min(THUMBNAIL, SHEET_PIXELS // columns - GAP,
                     round((SHEET_PIXELS // rows - GAP) * width / height))  # fmt: skip
        across = max(across, 8)
        down = round(across * height / width)
        size = columns * (across + 1) + (columns // 2 + 1) * GAP, rows * (down + GAP) + GAP
        sheet = Image.new("RGB", size, GROUND)
        for number, thumbnail in enumerate(_thumbnails(document, across / width), 1):
            column = number % columns
            x = GAP + column * (across + 1) + column // 2 * GAP
            y = GAP + number // columns * (down + GAP)
            sheet.paste(thumbnail, (x, y))
            if number % columns == 0:
                ImageDraw.Draw(sheet).text((x + 2, y + 1), str(number), fill=GROUND)
    return sheet


def _thumbnails(document: Any, scale: float) -> Iterator[Picture]:
    for page in document:
        # Twice as large and then smaller: thin lines stay.
        picture = page.render(scale=2 * scale).to_pil().convert("RGB")
        page.close()
        yield picture.resize((max(1, picture.width // 2), max(1, picture.height // 2)))
