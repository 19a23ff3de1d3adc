"""What is drawn on a PDF's page beside letters: straight rules, pictures, and areas that are links.

Enters: an open page of pypdfium2. Leaves: rules across and down, as tables have them, pictures with
their places, and the addresses behind places. Lengths in points; `up` is counted from the foot of
the page. Sources: PDF 32000-1:2008, 8.5 (paths), 8.9 (images), 12.5.6.5 (links).
"""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2.raw as raw
from pypdfium2 import PdfImage, PdfiumError

MAX_OBJECTS, MAX_POINTS = 20_000, 60_000  # of a page: what has more is a map or a chart
THIN = 3.0  # points: a filled area that is thinner is a rule
STRAIGHT = 1.0  # points that a rule may lean
DOT = (1.8, 8.0)  # points: how wide a bullet is
SMALLEST = 24.0  # points: a smaller picture is an ornament
WHOLE_PAGE = 0.85  # of a page: what covers more is a scan, or the paper
MAX_PIXELS = 40_000_000
MAX_LINKS, LONGEST_ADDRESS = 2_000, 2_000
PLAIN = (
    raw.FPDF_COLORSPACE_DEVICERGB,
    raw.FPDF_COLORSPACE_DEVICEGRAY,
    raw.FPDF_COLORSPACE_ICCBASED,
    raw.FPDF_COLORSPACE_CALRGB,
    raw.FPDF_COLORSPACE_CALGRAY,
)
BAND = 20.0  # points: links are looked up by the band of the page in which they lie


class Rule(NamedTuple):
    """A straight line. at: how far from the left (or up), begin and end: along it."""

    at: float
    begin: float
    end: float


@dataclass(frozen=True)
class PlacedPicture:
    """A picture as it lies on a page. data: as in its file; top: from the top of the page."""

    page: int
    top: float
    left: float
    width: float
    height: float
    data: bytes
    suffix: str


@dataclass
class Drawings:
    """across, down: rules; dots: the middles of bullets that are drawn and no letters; pictures:
    those that could be read; lost: how many could not."""

    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)
    dots: list[tuple[float, float]] = field(default_factory=list)
    pictures: list[PlacedPicture] = field(default_factory=list)
    lost: int = 0


def drawings_of(page: Any, number: int) -> Drawings:
    """What is drawn on a page."""
    found = Drawings()
    width, height = page.get_width(), page.get_height()
    points = 0
    for at, thing in enumerate(page.get_objects(max_depth=1)):
        if at > MAX_OBJECTS or points > MAX_POINTS:
            found.across, found.down, found.dots = [], [], []
            break
        if thing.type == raw.FPDF_PAGEOBJ_PATH:
            points += _add_rules(thing.raw, found)
        elif thing.type == raw.FPDF_PAGEOBJ_IMAGE and isinstance(thing, PdfImage):
            left, foot, right, top = thing.get_bounds()
            if right - left < SMALLEST or top - foot < SMALLEST:
                continue
            if (right - left) * (top - foot) > width * height * WHOLE_PAGE:
                continue
            if read := _picture(thing):
                place = (number, height - top, left, right - left, top - foot)
                found.pictures.append(PlacedPicture(*place, *read))
            else:
                found.lost += 1
    return found


def _add_rules(path: Any, found: Drawings) -> int:
    """Add the rules that a path draws, and say how many points it has."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    count = 0
    for points in _outlines(path):
        count += len(points)
        if stroke.value:
            for (x, y), (other_x, other_y) in pairwise(points):
                _add(x, y, other_x, other_y, found)
        elif fill.value:
            xs, ys = [x for x, _ in points], [y for _, y in points]
            wide, high = max(xs) - min(xs), max(ys) - min(ys)
            middle_x, middle_y = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
            if high <= THIN < wide:
                found.across.append(Rule(middle_y, min(xs), max(xs)))
            elif wide <= THIN < high:
                found.down.append(Rule(middle_x, min(ys), max(ys)))
            elif DOT[0] <= wide <= DOT[1] and abs(wide - high) < wide / 4:
                found.dots.append((middle_x, middle_y))
    return count


def _add(x: float, y: float, other_x: float, other_y: float, found: Drawings) -> None:
    if abs(y - other_y) <= STRAIGHT < abs(x - other_x):
        found.across.append(Rule((y + other_y) / 2, min(x, other_x), max(x, other_x)))
    elif abs(x - other_x) <= STRAIGHT < abs(y - other_y):
        found.down.append(Rule((x + other_x) / 2, min(y, other_y), max(y, other_y)))


def _outlines(path: Any) -> Iterator[list[tuple[float, float]]]:
    """The outlines of a path, each the points of its corners as they lie on the page."""
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(path, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    for at in range(min(raw.FPDFPath_CountSegments(path), MAX_POINTS)):
        segment = raw.FPDFPath_GetPathSegment(path, at)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        points.append(
            (
                matrix.a * x.value + matrix.c * y.value + matrix.e,
                matrix.b * x.value + matrix.d * y.value + matrix.f,
            )
        )
        if raw.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if points:
        yield points


def _picture(image: Any) -> tuple[bytes, str] | None:
    """The bytes of a picture and the suffix of its file; None where nobody can read it."""
    try:
        wide, high = image.get_px_size()
        if wide * high > MAX_PIXELS:
            return None
        if image.get_filters() == ["DCTDecode"] and image.get_metadata().colorspace in PLAIN:
            return bytes(image.get_data(decode_simple=False)), ".jpg"
        bitmap = image.get_bitmap(render=True, scale_to_original=True)
        written = io.BytesIO()
        bitmap.to_pil().save(written, "PNG")
    except (PdfiumError, OSError, ValueError):
        return None
    return written.getvalue(), ".png"


class Links:
    """The areas of a page that are links to addresses."""

    def __init__(self, page: Any, document: Any) -> None:
        self._bands: dict[int, list[tuple[Any, str]]] = {}
        start, link = ctypes.c_int(0), raw.FPDF_LINK()
        for _ in range(MAX_LINKS):
            if not raw.FPDFLink_Enumerate(page.raw, start, link):
                break
            area = raw.FS_RECTF()
            address = _address(link, document)
            if address and raw.FPDFLink_GetAnnotRect(link, area):
                foot, top = sorted((area.bottom, area.top))
                for band in range(int(foot // BAND), min(int(top // BAND), 1000) + 1):
                    self._bands.setdefault(band, []).append((area, address))

    def at(self, across: float, up: float) -> str:
        """The address behind a place, "" for none."""
        for area, address in self._bands.get(int(up // BAND), ()):
            low, high = sorted((area.bottom, area.top))
            if area.left <= across <= area.right and low <= up <= high:
                return address
        return ""


def _address(link: Any, document: Any) -> str:
    action = raw.FPDFLink_GetAction(link)
    if not action:
        return ""
    length = raw.FPDFAction_GetURIPath(document.raw, action, None, 0)
    if not 1 < length <= LONGEST_ADDRESS:
        return ""
    text = ctypes.create_string_buffer(length)
    raw.FPDFAction_GetURIPath(document.raw, action, text, length)
    return text.value.decode("utf-8", "replace")
