"""What the style sheets of a page say of its elements, as far as a manuscript can keep it.

Enters: the tree of a page. Leaves: for each element the properties that its own attribute, its
classes, its id and its name give it. Google Docs says bold and headings' sizes so, and Word does.
Only plain selectors are read (p, .c1, p.c1, #a): what these programs write.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import tinycss2
from lxml import etree

SELECTOR = re.compile(
    r"(?P<tag>[a-z][a-z0-9]*)?(?P<sign>[.#])?(?P<name>(?<=[.#])[\w-]+)?", re.IGNORECASE
)
LENGTH = re.compile(r"([\d.]+)(pt|px|em|rem|%)")
IN_POINTS = {"pt": 1.0, "px": 0.75, "em": 12.0, "rem": 12.0, "%": 0.12}
SHIFT = re.compile(r"-?(?:[1-9][\d.]*|0?\.\d*[1-9]\d*|0\.\d*[1-9]\d*)(?:pt|px|em|ex|%)")
SMALLER = 0.85  # than the letters around: what is raised and set like that is a script
NO_COLOUR = re.compile(
    r"(?:transparent|none|inherit|initial|unset|white|#fff(?:fff)?\b|auto"
    r"|rgba?\(\s*255[\s,]+255[\s,]+255\b|rgba\([^)]*,\s*0(?:\.0*)?\))",
)
HEX = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})")
DARK = 0x60  # of red, green and blue: text that is darker is as good as black
BLACK = ("black", "inherit", "initial", "unset", "currentcolor", "windowtext", "auto",
         "rgb(0, 0, 0)", "rgb(0,0,0)")  # fmt: skip
KEPT = (
    "font-weight", "font-style", "text-decoration", "text-decoration-line", "vertical-align",
    "text-align", "font-size", "display", "visibility", "page-break-before", "break-before",
    "white-space", "list-style-type", "background-color", "background", "color", "font-family",
    "position", "top", "bottom", "font-variant",
)  # fmt: skip
MAX_STYLE_LETTERS = 2_000_000

Properties = dict[str, str]


class PageStyles:
    """The style sheets of one page."""

    def __init__(self, sheets: Iterator[str]) -> None:
        self._rules: dict[tuple[str, str, str], Properties] = {}
        for sheet in sheets:
            self._read(sheet[:MAX_STYLE_LETTERS])

    def _read(self, sheet: str) -> None:
        for rule in tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True):
            if rule.type != "qualified-rule":
                continue
            found = declarations(tinycss2.serialize(rule.content))
            if not found:
                continue
            for selector in tinycss2.serialize(rule.prelude).split(","):
                match = SELECTOR.fullmatch(selector.strip())
                if match and match[0]:
                    key = ((match["tag"] or "").lower(), match["sign"] or "", match["name"] or "")
                    self._rules.setdefault(key, {}).update(found)

    def of(self, element: etree._Element) -> Properties:
        """The properties of an element, without those that it inherits."""
        tag = str(element.tag).lower()
        found: Properties = {}
        if self._rules:
            keys = [(tag, "", "")]
            for name in (element.get("class") or "").split():
                keys += [("", ".", name), (tag, ".", name)]
            if own := element.get("id"):
                keys += [("", "#", own), (tag, "#", own)]
            for key in keys:
                found |= self._rules.get(key, {})
        if style := element.get("style"):
            found |= declarations(style[:10_000])
        return found


def declarations(text: str) -> Properties:
    """The properties that are kept, of declarations."""
    found = {}
    for part in text.split(";"):
        name, _, value = part.partition(":")
        name = name.strip().lower()
        if name in KEPT or name == "mso-list":
            found[name] = value.replace("!important", "").strip().lower()
    return found


def is_bold(properties: Mapping[str, str]) -> bool | None:
    """Whether they make letters bold; None where they do not say."""
    weight = properties.get("font-weight", "")
    if not weight:
        return None
    return weight in ("bold", "bolder") or (weight.isdigit() and int(weight) >= 600)


def is_italic(properties: Mapping[str, str]) -> bool | None:
    """The same of italic."""
    style = properties.get("font-style", "")
    return style in ("italic", "oblique") if style else None


def points(properties: Mapping[str, str]) -> float:
    """The size of letters, 0 where they do not say."""
    size = LENGTH.fullmatch(properties.get("font-size", ""))
    try:
        return float(size[1]) * IN_POINTS[size[2]] if size else 0.0
    except ValueError:
        return 0.0


def is_marked(properties: Mapping[str, str]) -> bool:
    """Whether they put a colour behind letters, as a marker pen does."""
    colour = properties.get("background-color") or properties.get("background", "")
    # LibreOffice shows fields so: the number of a page, a reference.
    is_field = properties.get("background") == "#c0c0c0"
    return bool(colour) and not is_field and not NO_COLOUR.match(colour) and "url(" not in colour


def is_coloured(colour: str) -> bool:
    """Whether a colour of letters is another than black or a dark grey."""
    found = HEX.fullmatch(colour.strip().lower())
    if not found:
        return bool(colour) and colour.strip().lower() not in BLACK
    digits = found[1] if len(found[1]) == 6 else "".join(digit * 2 for digit in found[1])
    return any(int(digits[at : at + 2], 16) > DARK for at in (0, 2, 4))


def raised(properties: Mapping[str, str]) -> str:
    """ "sup" or "sub" of letters that are smaller and moved from their line, as LibreOffice moves
    them in e-books; "" of others."""
    size = LENGTH.fullmatch(properties.get("font-size", ""))
    if not size or size[2] not in ("em", "%") or points(properties) >= 12.0 * SMALLER:
        return ""
    if properties.get("position") != "relative":
        return ""
    top, bottom = properties.get("top", ""), properties.get("bottom", "")
    if SHIFT.fullmatch(top):
        return "sup" if top.startswith("-") else "sub"
    if SHIFT.fullmatch(bottom):
        return "sub" if bottom.startswith("-") else "sup"
    return ""


def is_hidden(properties: Mapping[str, str]) -> bool:
    """Whether nobody sees the element."""
    return properties.get("display") == "none" or properties.get("visibility") == "hidden"


def breaks_page(properties: Mapping[str, str]) -> bool:
    """Whether a new page begins before the element."""
    said = {properties.get("page-break-before", ""), properties.get("break-before", "")}
    return bool(said & {"always", "page", "left", "right", "recto", "verso"})
