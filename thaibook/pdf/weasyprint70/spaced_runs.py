"""The glyphs of a line with its spacing, as Pango would place them.

WeasyPrint sets the letter spacing of a text, and that of its spaces, as attributes of a Pango
layout. Pango then shapes the parts between two attributes as runs of their own, gives half of the
spacing to each side of a letter, and takes it away at the ends of the line (shape_run and
adjust_line_letter_spacing of pango-layout.c, pango_glyph_item_letter_space of glyph-item.c).
Here the same is counted for clusters that are shaped already; tests/test_steady_letters.py
compares.

Enters: clusters of glyphs. Leaves: runs of glyphs. All lengths are in Pango's units.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from thaibook.pdf.breakpoints import SOLID
from thaibook.pdf.weasyprint70.glyph_runs import Steady

UNIT = 1024  # Pango's units in a pixel
SPACE = re.compile("[ \u00a0]")


def parts_of(text: str, tracking: float, per_space: float) -> list[tuple[int, int, int]] | None:
    """The parts of a text that are spaced alike: (start, end, spacing of its clusters).

    tracking, per_space: what is added to each cluster and to each space, in pixels. None where
    that is so little that Pango parts the text for nothing.
    """
    if not (tracking or per_space):
        return [(0, len(text), 0)]
    letters = int(tracking * UNIT)
    space = int(per_space * UNIT + letters)  # as Layout.set_text has it
    if (tracking and not letters) or (per_space and not space):
        return None
    parts: list[tuple[int, int, int]] = []
    if per_space:
        ends = (0, len(text) - 1)
        for match in SPACE.finditer(text):
            at = match.start()
            at_end = at == 0 or (at == ends[1] and match[0] == " ")  # counted in bytes
            parts.append((at, at + 1, space * (1 + at_end)))
    if tracking:
        parts += [(*match.span(), 0) for match in SOLID.finditer(text)]
        parts.sort()
    return _joined(parts, letters, len(text))


def _joined(
    parts: Sequence[tuple[int, int, int]], letters: int, length: int
) -> list[tuple[int, int, int]]:
    """The parts with what lies between them; neighbours that are spaced alike are one."""
    found: list[tuple[int, int, int]] = []
    for start, end, spacing in (*parts, (length, length, 0)):
        before = found[-1][1] if found else 0
        for part in ((before, start, letters), (start, end, spacing)):
            if part[0] == part[1]:
                continue
            if found and found[-1][2] == part[2]:
                found[-1] = found[-1][0], part[1], part[2]
            else:
                found.append(part)
    return found


def shares(spacing: int) -> tuple[int, int]:
    """How much of a spacing stands left of a cluster, and right of it."""
    left = int(spacing / 2)
    if not spacing % UNIT:
        left = (left + UNIT // 2) // UNIT * UNIT
    return left, spacing - left


def spaced(
    clusters: Sequence[tuple[Steady, ...]], spacing: int, begins: bool, ends: bool
) -> list[Steady]:
    """The glyphs of a run; begins, ends: the line begins or ends with it."""
    if not spacing:
        return [glyph for cluster in clusters for glyph in cluster]
    left, right = shares(spacing)
    glyphs: list[Steady] = []
    for cluster in clusters:
        code, width, moved, down, said = cluster[0]
        glyphs.append((code, width + spacing, moved + left, down, said))
        for code, width, moved, down, said in cluster[1:]:  # marks stay where they are
            glyphs.append((code, width, moved if width else moved - right, down, said))
    # The ends of a run are parted from what is beside it, but for those of the line.
    if begins:
        _widen(glyphs, 0, -left, -left)
    if ends and len(clusters[-1]) == 1:
        _widen(glyphs, -1, -right, 0)
    if not ends and len(clusters[-1]) > 1:
        _widen(glyphs, -1, right, 0)
    return glyphs


def _widen(glyphs: list[Steady], at: int, wider: int, moved: int) -> None:
    code, width, right, down, said = glyphs[at]
    glyphs[at] = code, width + wider, right + moved, down, said
