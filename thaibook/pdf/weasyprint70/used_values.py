"""What a style comes to in a box, counted once.

The paragraphs of a book have the same few styles and stand in columns of the same few widths. For
each of them, and for each line, WeasyPrint works out anew what its lengths come to, and how high
its line is.

Enters: a box before it is laid out, or a style. Leaves: what WeasyPrint gives.
"""

from __future__ import annotations

from operator import itemgetter
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import percent
from weasyprint.text import line_break

MOST = 100  # kept of one style: a cell of a table is as wide as it likes
SIDES = ("top", "right", "bottom", "left")
SIZES = ("width", "min_width", "max_width", "height", "min_height", "max_height")
BORDERS = tuple(f"border_{side}_width" for side in SIDES)
USED = (
    *(f"{space}_{side}" for space in ("margin", "padding") for side in SIDES), *SIZES, *BORDERS,
)  # fmt: skip
values_of = itemgetter(*USED, "box_sizing", "border_collapse")
OF_A_LINE = itemgetter(
    "font_family", "font_style", "font_stretch", "font_weight", "font_size", "line_height"
)


def resolve_percentages(box: Any, containing_block: Any) -> None:
    """Stands in the place of weasyprint.layout.percent.resolve_percentages."""
    style = box.style
    *_, collapse = values = values_of(style)
    if collapse == "collapse" or isinstance(box, boxes.PageBox):  # it depends on more than those
        percent.resolve_percentages(box, containing_block)
        return
    if isinstance(containing_block, boxes.Box):
        containing_block = containing_block.width, containing_block.height
    key = (*containing_block, *values)
    known = _known(style, "_thaibook_used")
    if key not in known:
        percent.resolve_percentages(box, containing_block)
        known[key] = {name: box.__dict__[name] for name in USED}
    box.__dict__.update(known[key])


def strut(style: Any) -> tuple[float, float]:
    """Stands in the place of weasyprint.text.line_break.strut: (height, baseline) of a line."""
    known, key = _known(style, "_thaibook_strut"), OF_A_LINE(style)
    if key not in known:
        known[key] = line_break.strut(style)
    found: tuple[float, float] = known[key]
    return found


def _known(style: Any, name: str) -> dict[Any, Any]:
    """What is known of a style; it goes with the style."""
    known: dict[Any, Any] | None = style.__dict__.get(name)
    if known is None or len(known) > MOST:
        known = style.__dict__[name] = {}
    return known
