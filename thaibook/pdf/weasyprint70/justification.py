"""Filling a justified line: wider spaces, space between clusters, and letters a little wider.

Enters: a laid-out LineBox and what it lacks. Leaves: the same box, filled in place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.text.ffi import TO_UNITS, pango

from thaibook.pdf.breakpoints import SOLID, cluster_count
from thaibook.pdf.glue import Setting, set_glue

SARA_AM = re.compile("([\u0e48-\u0e4b]?)\u0e33")
PARTED_SARA_AM = "\u0e4d\\1\u0e32"  # circle on the consonant, then a cluster of its own


def part_sara_am(text: str) -> str:
    """The text with every ำ as the two characters that it is drawn with."""
    return SARA_AM.sub(PARTED_SARA_AM, text)


def keep_solid(layout: Any, spacing: float) -> None:
    """Take the tracking out of Latin words, digits and addresses; spacing: in pixels, their own.
    Pango parts the letters on both sides by half, so that a word stands as one cluster."""
    solid = list(SOLID.finditer(layout.text))
    if not solid:
        return
    attributes = pango.pango_layout_get_attributes(layout.layout)
    for match in solid:
        attribute = pango.pango_attr_letter_spacing_new(int(spacing * TO_UNITS))
        attribute.start_index = len(layout.text[: match.start()].encode())
        attribute.end_index = attribute.start_index + len(match[0].encode())
        pango.pango_attr_list_change(attributes, attribute)
    pango.pango_layout_set_attributes(layout.layout, attributes)


def fill(line: Any, missing: float, like: Setting | None = None) -> Setting:
    """Widen (or narrow) a line by `missing` pixels; how it was set.

    like: of a last line, the setting of the line before: it is set the same where it has the
    room, and need not be filled.
    """
    texts = list(_texts(line))
    spaces = sum(box.text.count(" ") + box.text.count("\u00a0") for box in texts)
    clusters = sum(cluster_count(box.text) for box in texts)
    ends_solid = not texts or not cluster_count(texts[-1].text[-2:])
    places = max(clusters - (not ends_solid), 0)  # nothing follows the last cluster
    em = line.style["font_size"]
    text_em = sum(box.width for box in texts) / em
    setting = like
    if like is None or _given(like, spaces, places, text_em) > missing / em:
        setting = set_glue(missing / em, spaces, places, text_em)
    assert setting is not None
    # What is added to a text is set wider with its letters.
    wider = 1 + setting.wider
    per_space, tracking = setting.space * em / wider, setting.tracking * em / wider
    _shift(line, 0.0, per_space, tracking, wider)
    if tracking and not ends_solid:
        texts[-1].width -= tracking * wider
        line.width -= tracking * wider
    return setting


def _given(setting: Setting, spaces: int, places: int, text_em: float) -> float:
    """By how many em a setting widens a line."""
    return setting.space * spaces + setting.tracking * places + setting.wider * text_em


def _texts(box: Any) -> Iterator[Any]:
    for child in box.children:
        if isinstance(child, boxes.TextBox):
            yield child
        elif isinstance(child, boxes.InlineBox) and child.is_in_normal_flow():
            yield from _texts(child)


def _shift(box: Any, moved: float, per_space: float, tracking: float, wider: float) -> float:
    """Move the box by `moved` and widen the texts in it; how far what follows has to move."""
    if isinstance(box, boxes.TextBox):
        box.position_x += moved
        text = box.text
        grown = per_space * (text.count(" ") + text.count("\u00a0"))
        if tracking:
            grown += tracking * cluster_count(text)
            spacing = box.style["letter_spacing"]
            own = 0.0 if spacing == "normal" else spacing
            box.style = Tracked(box.style, own + tracking, own)
            box.pango_layout.text = part_sara_am(text)
        box.justification_spacing = per_space
        box.pango_layout.justification_spacing = per_space
        box.pango_layout.wider = wider
        grown = (box.width + grown) * wider - box.width
        box.width += grown
        return float(moved + grown)
    if isinstance(box, (boxes.LineBox, boxes.InlineBox)):
        box.position_x += moved
        before = moved
        for child in box.children:
            if child.is_in_normal_flow():
                moved = _shift(child, moved, per_space, tracking, wider)
        box.width += moved - before
        return moved
    box.translate(moved, 0)
    return moved


def widened(layout: Any) -> float:
    """By what the letters of a layout are multiplied across."""
    return float(layout.__dict__.get("wider", 1.0))


class Tracked:
    """A style with a letter spacing of its own; everything else is the style's.

    untracked: the letter spacing of what is never tracked.
    """

    __slots__ = ("_style", "_tracking", "untracked")

    def __init__(self, style: Any, tracking: float, untracked: float) -> None:
        self._style, self._tracking, self.untracked = style, tracking, untracked

    def __getitem__(self, key: str) -> Any:
        return self._tracking if key == "letter_spacing" else self._style[key]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._style, name)
