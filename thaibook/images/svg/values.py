"""What the attributes and style sheets of a drawing may say.

Enters: names and values of SVG attributes, and CSS. Leaves: whether a value is harmless,
and CSS that is. WeasyPrint takes a property for an attribute of the same name, so that
here a rule may set nothing but what paints.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import tinycss2

PROPERTIES = frozenset(
    "alignment-baseline baseline-shift clip-path clip-rule color direction display "
    "dominant-baseline fill fill-opacity fill-rule font font-family font-size font-stretch "
    "font-style font-variant font-weight image-rendering letter-spacing marker marker-end "
    "marker-mid marker-start mask opacity overflow paint-order shape-rendering stop-color "
    "stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin "
    "stroke-miterlimit stroke-opacity stroke-width text-anchor text-decoration text-rendering "
    "unicode-bidi vector-effect visibility word-spacing writing-mode".split()
)
# spreadMethod is not among them: a gradient that repeats a thousandth of a pixel fills memory.
ATTRIBUTES = PROPERTIES | frozenset(
    "class clipPathUnits cx cy d dx dy fr fx fy gradientTransform gradientUnits height "
    "lengthAdjust markerHeight markerUnits markerWidth maskContentUnits maskUnits offset orient "
    "pathLength patternContentUnits patternTransform patternUnits points preserveAspectRatio r "
    "refX refY rotate rx ry startOffset textLength transform version viewBox width "
    "x x1 x2 y y1 y2".split()
)
FUNCTIONS = {"rgb", "rgba", "hsl", "hsla", "matrix", "translate", "scale", "rotate", "skewx",
             "skewy"}  # fmt: skip
FUNCTION = re.compile(r"([\w-]*)\s*\(")
LOCAL_URL = re.compile(r"""url\(\s*(?:#([\w.:-]+)|'#([\w.:-]+)'|"#([\w.:-]+)")\s*\)""")
# Numbers with units, keywords and lists of them; whatever else CSS can say is not needed.
NUMBERS = re.compile(r"[\s,\w.+%-]*", re.ASCII)
PATH = re.compile(r"[\sMmZzLlHhVvCcSsQqTtAaEe\d.,+-]*", re.ASCII)


class CssDepthError(Exception):
    """Brackets within brackets, deeper than tinycss2 can follow."""


def is_harmless(name: str, value: str) -> bool:
    """Whether the value of an attribute or property draws, and neither loads nor runs."""
    if name in ("d", "points"):
        return bool(PATH.fullmatch(value))
    if "\\" in value or "/*" in value or "<" in value:
        return False
    rest = LOCAL_URL.sub("", value)
    if any(function.lower() not in FUNCTIONS for function in FUNCTION.findall(rest)):
        return False
    if name == "class" or name.startswith("font"):
        return ":" not in rest
    plain = rest.replace("(", " ").replace(")", " ").replace("#", " ")
    return bool(NUMBERS.fullmatch(plain))


def declarations(css: str, removed: set[str], in_sheet: bool = False) -> str:
    """The harmless declarations of a rule or of a style attribute.

    Raises CssDepthError.
    """
    kept = []
    for node in _parsed(tinycss2.parse_blocks_contents, css):
        if node.type != "declaration" or node.lower_name not in PROPERTIES:
            if node.type == "declaration" and node.lower_name == "filter":
                removed.add("filter")
            continue
        value = _written(node.value).strip()
        if not is_harmless(node.lower_name, value):
            removed.add(node.lower_name)
        elif not (
            in_sheet and LOCAL_URL.search(value) and node.lower_name not in ("fill", "stroke")
        ):
            kept.append(f"{node.lower_name}:{value}{'!important' if node.important else ''}")
    return ";".join(kept)


def sheet(css: str, removed: set[str]) -> str:
    """The harmless rules of a style sheet. Raises CssDepthError."""
    rules = []
    for rule in _parsed(tinycss2.parse_stylesheet, css):
        if rule.type == "at-rule":
            removed.add(f"@{rule.lower_at_keyword}")
        elif rule.type == "qualified-rule":
            selector = _written(rule.prelude).strip()
            body = declarations(_written(rule.content), removed, in_sheet=True)
            if re.fullmatch(r"[\w\s.#*,>+~:()-]+", selector) and body:
                rules.append(f"{selector}{{{body}}}")
    return "\n".join(rules)


def _parsed(parser: Callable[..., list[Any]], css: str) -> list[Any]:
    """What tinycss2 makes of `css`, without comments and space. Raises CssDepthError."""
    try:
        return parser(css, skip_comments=True, skip_whitespace=True)
    except RecursionError:
        raise CssDepthError from None


def _written(nodes: list[Any]) -> str:
    """Nodes of tinycss2 as CSS text. Raises CssDepthError."""
    try:
        return str(tinycss2.serialize(nodes))
    except RecursionError:
        raise CssDepthError from None
