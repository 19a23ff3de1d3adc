"""A finished PDF as a printer looks at it.

Enters: a .pdf file. Leaves: Printed, what is in it; the Problems that a printer would send it
back for; and lines that say what was looked at. Colours are not looked at.
"""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from thaibook.images import COARSE_DPI
from thaibook.messages import BookError, Phrase, Problem, problem

MM = 72 / 25.4  # points
GOOD_DPI = 200  # what printers like to have; a build warns of what is coarse
SLACK_MM = 0.5  # of rounding, at an edge
NAME_BYTES = 200

Box = tuple[float, float, float, float]  # left, bottom, right, top


@dataclass
class Printed:
    """Pages are counted from 1, sizes in mm after trimming."""

    sizes: list[tuple[int, int]] = field(default_factory=list)  # of each page
    bleed: float = 0  # mm, the least of all pages
    fonts: dict[str, bool] = field(default_factory=dict)  # name -> embedded
    letters: int = 0
    pictures: list[tuple[int, int]] = field(default_factory=list)  # page, dots per inch
    off: list[int] = field(default_factory=list)  # pages on which a picture is cut off


def look(path: Path) -> Printed:
    """What is in the PDF. Raises BookError: pdf-unreadable."""
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(path) as document:
            if len(document) == 0:
                raise BookError([problem("pdf-unreadable", path, reason=Phrase("it has no pages"))])
            found = Printed(bleed=float("inf"))
            for number, page in enumerate(document, 1):
                _look_at(page, number, found)
                page.close()
    except pypdfium2.PdfiumError as error:
        raise BookError([problem("pdf-unreadable", path, reason=Phrase(error))]) from None
    return found


def _look_at(page: Any, number: int, found: Printed) -> None:
    import pypdfium2.raw as pdfium

    trim, bleed = page.get_trimbox(), page.get_bleedbox()
    found.sizes.append((round((trim[2] - trim[0]) / MM), round((trim[3] - trim[1]) / MM)))
    found.bleed = min(found.bleed, max(0.0, trim[0] - bleed[0]) / MM)
    text = page.get_textpage()
    found.letters += text.count_chars()
    text.close()
    kinds = [pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_IMAGE]
    for thing in page.get_objects(filter=kinds, max_depth=1):
        if thing.type == pdfium.FPDF_PAGEOBJ_TEXT:
            name, embedded = _font(thing)
            found.fonts[name] = embedded and found.fonts.get(name, True)
            continue
        box = thing.get_bounds()
        wide = max(box[2] - box[0], 1.0)
        found.pictures.append((number, round(thing.get_px_size()[0] / wide * 72)))
        # The cover's picture is larger than the page on purpose: what stands out is cut off.
        if number > 1 and number not in found.off and _runs_off(box, trim, bleed):
            found.off.append(number)


def _font(text: Any) -> tuple[str, bool]:
    import pypdfium2.raw as pdfium

    font = pdfium.FPDFTextObj_GetFont(text.raw)
    name = ctypes.create_string_buffer(NAME_BYTES)
    pdfium.FPDFFont_GetBaseFontName(font, name, NAME_BYTES)
    named = name.value.decode("utf-8", "replace")
    return named.partition("+")[2] or named, pdfium.FPDFFont_GetIsEmbedded(font) == 1


def _runs_off(box: Box, trim: Box, bleed: Box) -> bool:
    """Whether a picture ends beyond the trimmed page; one that fills the bleed is meant to."""
    slack = SLACK_MM * MM
    for at, sign in enumerate((-1, -1, 1, 1)):
        over, wanted = sign * (box[at] - trim[at]), sign * (bleed[at] - trim[at])
        if over > slack and (wanted < slack or over < wanted - slack):
            return True
    return False


def faults(printed: Printed, path: Path) -> Iterator[Problem]:
    """What a printer would send the file back for."""
    for name, embedded in sorted(printed.fonts.items()):
        if not embedded:
            yield problem("pdf-font", path, name=name)
    usual = Counter(printed.sizes).most_common(1)[0][0]
    others = [number for number, size in enumerate(printed.sizes, 1) if size != usual]
    if others:
        yield problem("pdf-sizes", path, pages=_some(others), size=_size(usual))
    if not printed.letters:
        yield problem("pdf-no-text", path)
    coarse = {page: dpi for page, dpi in sorted(printed.pictures, key=lambda p: -p[1])
              if dpi < COARSE_DPI}  # fmt: skip
    if coarse:
        words = {"pages": _some(sorted(coarse)), "dpi": min(coarse.values()), "least": COARSE_DPI}
        yield problem("pdf-coarse", path, 0, **words)
    if printed.off:
        yield problem("pdf-off-page", path, pages=_some(printed.off))


def preflight_lines(printed: Printed, language: str) -> list[str]:
    """What was looked at and how it is, one thing a line."""
    thai = language == "th"
    usual = Counter(printed.sizes).most_common(1)[0][0]
    bleed = f"{printed.bleed:.0f} mm" if printed.bleed >= SLACK_MM else ""
    loose = sum(not embedded for embedded in printed.fonts.values())
    least = min((dpi for _, dpi in printed.pictures), default=0)
    pages, fonts, pictures = len(printed.sizes), len(printed.fonts), len(printed.pictures)
    advice = "โรงพิมพ์ชอบ {} ขึ้นไป" if thai else "printers like {} or more"
    good = f" ({advice.format(GOOD_DPI)})" if least < GOOD_DPI else ""
    if thai:
        return [
            f"{pages} หน้า ขนาด {_size(usual)} {f'ระยะตัดตก {bleed}' if bleed else 'ไม่มีระยะตัดตก'}",
            f"ฟอนต์ {fonts} แบบ {f'ไม่ได้ฝัง {loose} แบบ' if loose else 'ฝังครบ'}",
            f"ข้อความที่ค้นและคัดลอกได้ {printed.letters:,} ตัวอักษร",
            f"รูป {pictures} รูป" + (f" หยาบที่สุด {least} จุดต่อนิ้ว{good}" if pictures else ""),
            "ไม่ได้ตรวจสี: ไฟล์ที่โปรแกรมนี้สร้างพิมพ์สีดำด้วยหมึกดำล้วน สีอื่นเป็น RGB ถามโรงพิมพ์ว่ารับหรือแปลงให้หรือไม่",
        ]
    return [
        f"{pages} pages of {_size(usual)}, {f'bleed {bleed}' if bleed else 'no bleed'}",
        f"{fonts} fonts, {f'{loose} not embedded' if loose else 'all embedded'}",
        f"{printed.letters:,} letters can be searched and copied",
        f"{pictures} pictures"
        + (f", the coarsest of {least} dots per inch{good}" if pictures else ""),
        "colours were not looked at: this program writes black as black, and colours in RGB; "
        "ask whether the printer converts those",
    ]


def _size(size: tuple[int, int]) -> str:
    return f"{size[0]} × {size[1]} mm"


def _some(pages: list[int], most: int = 8) -> str:
    return ", ".join(map(str, pages[:most])) + (", …" if len(pages) > most else "")
