"""Letters that lie below something: a box with a background that is drawn over them.

Enters: what was drawn on a page, in the order of its tree, and when. Leaves: the text boxes that
nobody can see. Only boxes that are placed (CSS 2.2, appendix E, steps 8 and 9) are drawn over the
letters of others; nearly no page has one with a background, and then nothing is done.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from weasyprint.formatting_structure import boxes

from thaibook.pdf.weasyprint70.looks import Looks, Rectangle, is_opaque, is_within, line_of


class Cover(NamedTuple):
    """A box that is drawn over others. after: how many texts come before it in the tree."""

    box: Any
    looks: Looks
    after: int


def may_cover(box: Any) -> bool:
    """Whether a box is drawn over the letters of others, and lets nothing through."""
    style = box.style
    if style["position"] == "static" or not is_opaque(box):
        return False
    return style["z_index"] == "auto" or int(style["z_index"]) >= 0


def covered(
    texts: Sequence[tuple[Any, Looks]],
    covers: Sequence[Cover],
    order: Mapping[int, int],
    page: Any,
) -> Iterator[int]:
    """The numbers of the texts that covers hide. order: by the identity of a text box, when it was
    drawn."""
    stacked = [(list(_all(box)), {id(text) for text in _texts(box)}) for box in _placed(page)]
    for cover in covers:
        box = cover.box
        # Those of placed boxes beside it, not of one around it.
        placed = set[int]().union(*(
            own for inside, own in stacked if not any(each is box for each in inside)
        ))  # fmt: skip
        x, y = box.border_box_x(), box.border_box_y()
        place = cover.looks.on_page((x, y, x + box.border_width(), y + box.border_height()))
        own = {id(text) for text in _texts(box)}
        drawn = min((order[each] for each in own if each in order), default=None)
        for number, (text, looks) in enumerate(texts):
            if id(text) in own or not is_within(looks.on_page(_middle(text)), place):
                continue
            if drawn is not None:
                is_below = order.get(id(text), drawn) < drawn
            else:  # it draws no letter that says when
                is_below = number < cover.after or id(text) not in placed
            if is_below:
                yield number


def _middle(text: Any) -> Rectangle:
    """The middle of a text box: what lies below something lies there with half of its letters."""
    left, line, right, _ = line_of(text)
    quarter, half = (right - left) / 4, float(text.style["font_size"]) / 4
    return left + quarter, line - half, right - quarter, line - half


def _all(box: Any) -> Iterator[Any]:
    box = getattr(box, "_box", box)  # absolutely placed boxes stand behind a placeholder
    yield box
    for child in getattr(box, "children", ()):
        yield from _all(child)


def _texts(box: Any) -> Iterator[Any]:
    return (each for each in _all(box) if isinstance(each, boxes.TextBox))


def _placed(page: Any) -> Iterator[Any]:
    return (
        each
        for each in _all(page)
        if isinstance(each, boxes.ParentBox) and each.style["position"] != "static"
    )
