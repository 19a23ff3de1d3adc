"""Drawings without end: one that refers to itself, or to parts of parts of parts.

Enters: the clean tree of a drawing. Leaves: nothing, or the reason why it is refused.
"""

from __future__ import annotations

from lxml import etree

from thaibook.images.svg.values import LOCAL_URL

MAX_DRAWN = 50_000  # elements, each counted as often as it is referred to
MAX_DEPTH = 100
NS = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
HREF = f"{{{XLINK}}}href"


class SvgError(ValueError):
    """The file cannot be used; the words say why, in a way an author understands."""


def check_bounds(root: etree._Element, ids: dict[str, etree._Element]) -> None:
    """Refuse a drawing that refers to itself, or to parts of parts without end.

    A style sheet may name gradients (fill, stroke) alone: they refer to nothing that draws.
    """
    painted = {i for e in root.iter(f"{{{NS}}}style") for i in _ids_in(e.text or "")}
    for name in painted & ids.keys():
        if not etree.QName(ids[name]).localname.endswith("Gradient"):
            raise SvgError(f"its style sheet fills with #{name}, which is no gradient")
    known: dict[etree._Element, tuple[int, int]] = {}

    def measure(element: etree._Element, depth: int) -> tuple[int, int]:
        """(elements drawn, levels) of an element with all that it refers to."""
        if element in known:
            return known[element]
        if depth > MAX_DEPTH:
            raise SvgError(f"its parts refer to one another more than {MAX_DEPTH} deep")
        drawn, levels = 1, 0
        below = [*element, *(ids[name] for name in _references(element) if name in ids)]
        for other in below:
            more, deeper = measure(other, depth + 1)
            drawn, levels = drawn + more, max(levels, deeper)
        if drawn > MAX_DRAWN or depth + levels > MAX_DEPTH:
            raise SvgError("its parts are repeated too often")
        known[element] = drawn, levels + 1
        return known[element]

    measure(root, 1)


def _references(element: etree._Element) -> list[str]:
    """The ids that an element names."""
    ids = []
    for name, value in element.attrib.items():
        if name == HREF:
            ids.append(str(value)[1:])
        elif "url(" in value:
            ids += _ids_in(str(value))
    return ids


def _ids_in(text: str) -> list[str]:
    return [next(filter(None, quotings)) for quotings in LOCAL_URL.findall(text)]
