"""Large first letters are whole, and drawn where they are read.

WeasyPrint's first letter is a single character, which parts a Thai consonant from its marks. And
WeasyPrint draws what floats before all running text of its page (CSS 2.2, appendix E), so that a
reader of the PDF finds the first cluster of a chapter before its title. Enters: a document that
is laid out. Leaves: the same document, in which a drop cap counts as a part of its line. Nothing
moves: the places are those of the layout.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.formatting_structure import boxes

from thaibook.thai import clusters
from thaibook.vocabulary import DROP_CAP

OPENING = ("Ps", "Pe", "Pi", "Pf", "Po")  # what belongs to the first letter (CSS 2.2, 5.12.2)
FIRST_LETTER = "::first-letter"  # how WeasyPrint names its box


def first_cluster(text: str) -> str:
    """What `::first-letter` is: the first cluster, with the punctuation around it."""
    pieces = clusters(text)
    count, found = 0, False
    for piece in pieces:
        if unicodedata.category(piece[0]) not in OPENING:
            if found:
                break
            found = True
        count += 1
    return "".join(pieces[:count])


@contextmanager
def caps_in_line(document: Any) -> Iterator[None]:
    """While it lasts, the drop caps of a document are parts of the lines beside them."""
    undo: list[tuple[Any, str, Any]] = []

    def change(box: Any, name: str, value: Any) -> None:
        undo.append((box, name, getattr(box, name)))
        setattr(box, name, value)

    for block, cap in list(_caps(document)):
        rest = [child for child in block.children if child is not cap]
        inside = (each for child in rest for each in (child, *child.descendants()))
        line = next((each for each in inside if isinstance(each, boxes.LineBox)), None)
        if line is None:
            continue
        style = cap.style.copy()
        style["float"] = "none"
        change(cap, "style", style)
        change(cap, "__class__", boxes.InlineBlockBox)
        change(line, "children", (cap, *(child for child in line.children if child is not cap)))
        change(block, "children", tuple(rest))
    try:
        yield
    finally:
        for box, name, value in reversed(undo):
            setattr(box, name, value)


def _caps(document: Any) -> Iterator[tuple[Any, Any]]:
    """Each block that begins with a drop cap, and the cap."""
    for page in document.pages:
        for box in page._page_box.descendants():
            for child in box.children if isinstance(box, boxes.BlockContainerBox) else ():
                if child.element is not None and child.is_floated():
                    if DROP_CAP in child.element.get("class", "").split():
                        yield box, child
