"""What an author asked of a paragraph, and could not have.

{.loose} and {.tight} ask for a line more or less, {.keep-with-next} for the page of what follows.
Where no line may become so bad, or where a page has no room, it is told. Enters: laid-out pages.
Leaves: (what was asked, the name of the section, the first letters) of each paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes

LENGTHS = frozenset(("loose", "tight"))
KEPT = "keep-with-next"
FORCED = frozenset(("page", "left", "right", "recto", "verso", "always"))
LETTERS = 24
Refused = tuple[str, str, str]


def refused(block: Any, section: str) -> Iterator[Refused]:
    """Whether a paragraph, the box of its lines, has not the length that was asked for."""
    paragraph, start, _ = block.children[0].__dict__.get("_thaibook_line", (None, 0, 0))
    asked = LENGTHS.intersection(_classes(block))
    if not asked or start:
        return
    if paragraph is None or paragraph.is_refused or block.style["text_align_all"] != "justify":
        yield min(asked), section, _letters(block)


def parted(page: Any, following: Any) -> Iterator[Refused]:
    """Whether the last paragraph of a page is not on the page of what follows it."""
    last, first = list(_edge(page, -1)), list(_edge(following, 0))
    goes_on = {id(box.element) for box in first if box.element is not None}
    sections = [box for box in last if box.element_tag == "section" and id(box.element) in goes_on]
    inside = [box for box in first if box.element_tag != "section"]
    forced = any(box.style["break_before"] in FORCED for box in inside)
    if not sections or forced:
        return
    for box in last:
        if KEPT in _classes(box) and id(box.element) not in goes_on:
            yield KEPT, str(sections[-1].element.get("id", "")), _letters(box)


def _edge(page: Any, end: int) -> Iterator[Any]:
    """The blocks of the text with which a page begins (0) or ends (-1), from the outermost on."""
    box = next((child for child in page.children if isinstance(child, boxes.BlockBox)), None)
    while box is not None:
        yield box
        inner = [c for c in box.children if isinstance(c, boxes.BlockBox) and c.is_in_normal_flow()]
        box = inner[end] if inner else None


def _classes(box: Any) -> list[str]:
    return [] if box.element is None else (box.element.get("class") or "").split()


def _letters(block: Any) -> str:
    return "".join("".join(block.element.itertext()).split("\n"))[:LETTERS]
