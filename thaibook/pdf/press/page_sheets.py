"""A page as a printer wants it: its boxes, crop marks, and where its content stands.

Enters: the trim of a page, which side of a leaf it is, and what a profile asks for. Leaves: the
boxes of ISO 32000-1, 14.11.2, and what is drawn before and after the content. The origin of all
coordinates is where the trim begins.
"""

from __future__ import annotations

from typing import NamedTuple

from thaibook.load import Profile
from thaibook.model import Measures

POINTS_PER_MM = 72 / 25.4
MARKS = "/ThaibookMarks"  # the colour space that marks are drawn in: all inks there are
Box = tuple[float, float, float, float]  # left, bottom, right, top


class Sheet(NamedTuple):
    """The boxes of a page in points, and whether marks are drawn."""

    media: Box
    bleed: Box
    trim: Box
    marks: bool


def sheet_of(
    trim: Box, profile: Profile, bleeds: bool, marks: bool, left: bool, measures: Measures
) -> Sheet:
    """The boxes of a page. bleeds: whether anything in the book reaches the trim; left: the page
    is a left-hand one, whose spine is on its right."""
    bleed_mm = profile.bleed_mm if bleeds or profile.bleed_always else 0.0
    edges = [bleed_mm] * 4
    if profile.bleed_sides == "three":
        edges[2 if left else 0] = 0.0
    bleed = _wider(trim, edges)
    room = measures.crop_marks_mm if marks else 0.0
    return Sheet(_wider(bleed, [room] * 4), bleed, trim, marks)


def _wider(box: Box, edges_mm: list[float]) -> Box:
    left, bottom, right, top = (edge * POINTS_PER_MM for edge in edges_mm)
    return (
        round(box[0] - left, 4), round(box[1] - bottom, 4),
        round(box[2] + right, 4), round(box[3] + top, 4),
    )  # fmt: skip


def placed(content: bytes, sheet: Sheet, moved: float, measures: Measures) -> bytes:
    """The content of a page with what stands around it. moved: points to the right. What is
    beyond the bleed is cut off, as marks that are drawn already."""
    left, bottom, right, top = sheet.bleed
    clip = f"{left:g} {bottom:g} {right - left:g} {top - bottom:g} re W n"
    shift = f"1 0 0 1 {moved:g} 0 cm" if moved else ""
    before = f"q {clip}\nq {shift}\n".encode()
    drawn = before + content + b"\nQ\nQ\n"
    return drawn + _marks(sheet, measures) if sheet.marks else drawn


def _marks(sheet: Sheet, measures: Measures) -> bytes:
    """Crop marks at the corners and register marks in the middle of each side, on all plates;
    they keep away from the bleed."""
    trim, bleed, media = sheet.trim, sheet.bleed, sheet.media
    gap = measures.mark_gap_mm * POINTS_PER_MM
    lines = []
    for x in (trim[0], trim[2]):
        lines += [(x, media[1], x, bleed[1] - gap), (x, bleed[3] + gap, x, media[3])]
    for y in (trim[1], trim[3]):
        lines += [(media[0], y, bleed[0] - gap, y), (bleed[2] + gap, y, media[2], y)]
    middle_x, middle_y = (trim[0] + trim[2]) / 2, (trim[1] + trim[3]) / 2
    arm = (bleed[1] - media[1] - gap) / 2
    centres = [
        (middle_x, media[1] + arm), (middle_x, media[3] - arm),
        (media[0] + arm, middle_y), (media[2] - arm, middle_y),
    ]  # fmt: skip
    parts = [f"q {MARKS} CS 1 SCN {measures.mark_line_pt:g} w"]
    for x, y in centres:
        lines += [(x - arm, y, x + arm, y), (x, y - arm, x, y + arm)]
        parts.append(_circle(x, y, arm / 2))
    parts += [f"{x:.4f} {y:.4f} m {to_x:.4f} {to_y:.4f} l S" for x, y, to_x, to_y in lines]
    return "\n".join([*parts, "Q\n"]).encode()


def _circle(x: float, y: float, radius: float) -> str:
    """A circle of four Bézier curves; 0.5523 of the radius makes the nearest."""
    k = 0.5523 * radius
    r = radius
    curves = [
        (x + r, y + k, x + k, y + r, x, y + r), (x - k, y + r, x - r, y + k, x - r, y),
        (x - r, y - k, x - k, y - r, x, y - r), (x + k, y - r, x + r, y - k, x + r, y),
    ]  # fmt: skip
    drawn = " ".join(" ".join(f"{each:.4f}" for each in curve) + " c" for curve in curves)
    return f"{x + r:.4f} {y:.4f} m {drawn} s"
