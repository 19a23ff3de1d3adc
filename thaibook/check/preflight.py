"""A finished PDF as a printer looks at it.

Enters: an Inspection of the file. Leaves: the Problems that a printer would send it back for,
and lines that say what was looked at; colours are looked at in print_shop/.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from thaibook.images import COARSE_DPI
from thaibook.messages import Phrase, Problem, problem

GOOD_DPI = 200  # what printers like to have; a build warns of what is coarse
SLACK_MM = 0.5  # of rounding, at an edge


@dataclass(frozen=True)
class InspectedPage:
    """One page after trimming."""

    width_mm: int
    height_mm: int
    bleed_mm: float
    letters: int
    nameless: int  # drawn letters of which nobody can say which they are
    fonts: tuple[tuple[str, bool], ...]  # name, and whether it is embedded
    picture_dpis: tuple[int, ...]  # dots per inch of each picture
    is_picture_cut: bool  # whether one of them runs off the page

    @property
    def size_mm(self) -> tuple[int, int]:
        """Width and height."""
        return self.width_mm, self.height_mm


@dataclass(frozen=True)
class Inspection:
    """What is in a PDF."""

    pages: tuple[InspectedPage, ...]
    locked_against: tuple[str, ...] = ()  # "copying", "printing"

    @property
    def usual_size_mm(self) -> tuple[int, int]:
        """The size of most pages."""
        return Counter(page.size_mm for page in self.pages).most_common(1)[0][0]

    @property
    def letters(self) -> int:
        """How many letters can be searched, and copied where the file is not locked."""
        return sum(page.letters for page in self.pages)

    @property
    def fonts(self) -> dict[str, bool]:
        """name -> whether it is embedded wherever it is used."""
        fonts: dict[str, bool] = {}
        for page in self.pages:
            for name, embedded in page.fonts:
                fonts[name] = embedded and fonts.get(name, True)
        return fonts

    @property
    def picture_dpis(self) -> list[int]:
        """Dots per inch of every picture."""
        return [dpi for page in self.pages for dpi in page.picture_dpis]


class PageEdges(NamedTuple):
    """white_mm: from the trim to the nearest ink inside, inf on an empty page; reaches: the sides
    on which ink goes to the trim; bare: those of them whose bleed is not filled."""

    white_mm: float
    reaches: tuple[str, ...]
    bare: tuple[str, ...]


def print_faults(inspection: Inspection, path: Path) -> Iterator[Problem]:
    """What a printer would send the file back for."""
    for name, embedded in sorted(inspection.fonts.items()):
        if not embedded:
            yield problem("pdf-font", path, name=name)
    usual, numbered = inspection.usual_size_mm, list(enumerate(inspection.pages, 1))
    others = [number for number, page in numbered if page.size_mm != usual]
    if others:
        yield problem("pdf-sizes", path, pages=_some(others), size=_size(usual))
    if inspection.locked_against:
        yield problem("pdf-locked", path, what=Phrase(" and ".join(inspection.locked_against)))
    if not inspection.letters:
        yield problem("pdf-no-text", path)
    elif nameless := sum(page.nameless for page in inspection.pages):
        yield problem("pdf-nameless", path, count=f"{nameless:,}")
    coarsest = {number: min(page.picture_dpis, default=COARSE_DPI) for number, page in numbered}
    coarse = {number: dpi for number, dpi in coarsest.items() if dpi < COARSE_DPI}
    if coarse:
        words = {"pages": _some(list(coarse)), "dpi": min(coarse.values()), "least": COARSE_DPI}
        yield problem("pdf-coarse", path, 0, **words)
    cut = [number for number, page in numbered if page.is_picture_cut]
    if cut:
        yield problem("pdf-off-page", path, pages=_some(cut))


def preflight_lines(inspection: Inspection, language: str) -> list[str]:
    """What was looked at and how it is, one thing a line."""
    thai = language == "th"
    usual, letters = inspection.usual_size_mm, inspection.letters
    least_bleed_mm = min(page.bleed_mm for page in inspection.pages)
    bleed = f"{least_bleed_mm:.0f} mm" if least_bleed_mm >= SLACK_MM else ""
    loose = sum(not embedded for embedded in inspection.fonts.values())
    dpis = inspection.picture_dpis
    least = min(dpis, default=0)
    pages, fonts, pictures = len(inspection.pages), len(inspection.fonts), len(dpis)
    locked = "copying" in inspection.locked_against
    advice = "โรงพิมพ์ชอบ {} ขึ้นไป" if thai else "printers like {} or more"
    good = f" ({advice.format(GOOD_DPI)})" if least < GOOD_DPI else ""
    if thai:
        return [
            f"{pages} หน้า ขนาด {_size(usual)} {f'ระยะตัดตก {bleed}' if bleed else 'ไม่มีระยะตัดตก'}",
            f"ฟอนต์ {fonts} แบบ {f'ไม่ได้ฝัง {loose} แบบ' if loose else 'ฝังครบ'}"
            if fonts
            else "ไม่มีฟอนต์",
            f"ข้อความที่ค้น{'ได้แต่คัดลอกไม่ได้' if locked else 'และคัดลอกได้'} {letters:,} ตัวอักษร",
            f"รูป {pictures} รูป" + (f" หยาบที่สุด {least} จุดต่อนิ้ว{good}" if pictures else ""),
        ]
    return [
        f"{pages} pages of {_size(usual)}, {f'bleed {bleed}' if bleed else 'no bleed'}",
        f"{fonts} fonts, {f'{loose} not embedded' if loose else 'all embedded'}"
        if fonts
        else "no fonts",
        f"{letters:,} letters can be searched{', but not copied' if locked else ' and copied'}",
        f"{pictures} pictures"
        + (f", the coarsest of {least} dots per inch{good}" if pictures else ""),
    ]


def _size(size: tuple[int, int]) -> str:
    return f"{size[0]} × {size[1]} mm"


def _some(pages: list[int], most: int = 8) -> str:
    return ", ".join(map(str, pages[:most])) + (", …" if len(pages) > most else "")
