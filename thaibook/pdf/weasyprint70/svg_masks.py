"""The mask of a drawing lies where its figure is, in place of weasyprint.svg.paint_mask.

A mask without units of its own is as large as the box of what it masks, and a tenth more on each
side (SVG 1.1, 14.4). That function takes the box to begin at the origin of the drawing: a figure
that stands elsewhere is masked away. Enters: what it gets. Leaves: the mask, on the stream.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

MORE = 0.1  # of the box, on each side
PLACE = ("x", "y", "width", "height")
PaintMask = Callable[[Any, Any, Any, float], None]


def over_the_figure(paint_mask: PaintMask) -> PaintMask:
    """A paint_mask that takes the box of the figure for that of the mask."""

    def paint(svg: Any, node: Any, mask: Any, size: float) -> None:
        box = svg.calculate_bounding_box(node, size)
        if mask.get("maskUnits") == "userSpaceOnUse" or not box:
            paint_mask(svg, node, mask, size)
            return
        before = dict(mask.attrib)
        x, y, width, height = box
        wider, higher = MORE * width, MORE * height
        edges = (x - wider, y - higher, width + 2 * wider, height + 2 * higher)
        mask.attrib.update(zip(PLACE, map(str, edges), strict=True), maskUnits="userSpaceOnUse")
        paint_mask(svg, node, mask, size)
        mask.attrib.clear()
        mask.attrib.update(before)

    return paint
