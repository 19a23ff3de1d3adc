"""The markers of lists on a page.

Enters: a list, or a paragraph that Word's HTML makes an item. Leaves: its items with their markers.
Source: HTML Standard, 4.4.5 (ordinal values), CSS Counter Styles 3, 6 (thai).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from thaibook.importing.numerals_of_lists import shown

FORMS = {
    "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
    "lower-alpha": "lowerLetter", "lower-latin": "lowerLetter", "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter", "lower-roman": "lowerRoman", "upper-roman": "upperRoman",
    "thai": "thaiNumbers",
}  # fmt: skip
OF_DOCS = re.compile(r"lst-kix_\w+-(\d)")
OF_WORD = re.compile(r"mso-list:\s*\S+\s+level(\d)")
BULLETS = "·•o§●○■▪–-◦"
MAX_NUMBER = 100_000


def markers_of(element: etree._Element, style: str) -> Iterator[tuple[etree._Element, str]]:
    """The items of a list, each with its marker. style: what the style sheet says of it."""
    items = [child for child in element if isinstance(child.tag, str)]
    if element.tag != "ol" or style in ("none", "disc", "circle", "square"):
        yield from ((item, "-") for item in items)
        return
    form = FORMS.get(style) or FORMS.get(element.get("type") or "", "decimal")
    count = sum(item.tag == "li" for item in items)
    step = -1 if element.get("reversed") is not None else 1
    number = _number(element.get("start"), count if step < 0 else 1)
    for item in items:
        if item.tag == "li":
            number = _number(item.get("value"), number)
            yield item, f"{shown(number, form)}."
            number += step
        else:
            yield item, ""


def typed_marker(item: etree._Element) -> str:
    """The marker that an item shows in an element of its own, as the books of this program have
    it; it is taken out."""
    for span in item.iter("span"):
        if "marker" in (span.get("class") or "").split():
            marker, span.text = (span.text or "").strip(), None
            return marker
        if (span.text or "").strip():
            break
    return ""


def _number(written: str | None, default: int) -> int:
    if written and re.fullmatch(r"-?\d{1,6}", written.strip()):
        return int(written)
    return default


def depth_of_docs(element: etree._Element) -> int | None:
    """The depth of a list of Google Docs, which writes nested ones one after the other."""
    found = OF_DOCS.search(element.get("class") or "")
    return int(found[1]) if found else None


def marker_of_word(element: etree._Element) -> tuple[int, str, etree._Element | None]:
    """Depth and marker of an item of Word's, and the element that shows the marker."""
    found = OF_WORD.search((element.get("style") or "").lower())
    depth = int(found[1]) - 1 if found else 0
    for span in element.iter("span"):
        if "mso-list:ignore" in (span.get("style") or "").lower().replace(" ", ""):
            sign = "".join(map(str, span.itertext())).strip(" \u00a0\n\t")
            return depth, "-" if sign in BULLETS else sign, span
    return depth, "", None
