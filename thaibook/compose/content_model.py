"""HTML that is clean, and still not valid: blocks inside words, items without a list.

Enters: the tree of a chapter. Leaves: the same tree with the same words in the same order,
in which each element stands where HTML allows it and each attribute has a value that HTML
knows (HTML Standard, 4.3 to 4.9; what EPUBCheck asks). What stands where it may not becomes
a <div>, or a <span> among words; a value that says nothing is taken away.
"""

from __future__ import annotations

import re

from lxml import etree

from thaibook.text import late_pattern

PHRASING = frozenset(
    "a abbr b bdi bdo br cite code del dfn em i img ins kbd mark math q rp rt ruby s samp small "
    "span strong sub sup svg time u var wbr".split()
)
# Elements that hold words and what stands among words, but no block.
OF_WORDS = PHRASING - {"a", "del", "ins", "math", "svg"} | frozenset(
    "h1 h2 h3 h4 h5 h6 p pre".split()
)
TRANSPARENT = {"a", "del", "ins"}
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
NO_HEADINGS = {"dt", "th"}
NO_PLACE_FOR_HEADINGS = HEADINGS | NO_HEADINGS | {"p", "pre"}
# element -> where it may stand
PLACES = {
    "li": {"ol", "ul"}, "dt": {"dl"}, "dd": {"dl"}, "figcaption": {"figure"},
    "rt": {"ruby"}, "rp": {"ruby"}, "caption": {"table"}, "colgroup": {"table"},
    "col": {"colgroup"}, "thead": {"table"}, "tbody": {"table"}, "tfoot": {"table"},
    "tr": {"table", "thead", "tbody", "tfoot"}, "td": {"tr"}, "th": {"tr"},
}  # fmt: skip
# element -> what it may hold; what else it holds is put into the second
HOLDS = {
    "ul": ({"li"}, "li"), "ol": ({"li"}, "li"), "dl": ({"dt", "dd"}, "dd"),
    "tr": ({"td", "th"}, "td"), "thead": ({"tr"}, ""), "tbody": ({"tr"}, ""),
    "tfoot": ({"tr"}, ""), "colgroup": ({"col"}, ""),
    "table": ({"caption", "colgroup", "thead", "tbody", "tfoot", "tr"}, ""),
}  # fmt: skip
# The order of what an element holds, one letter each, where it has one.
ORDERS = {
    "dl": ({"dt": "t", "dd": "d"}, late_pattern("(t+d+)*")),
    "ruby": ({"rt": "r", "rp": "p"}, late_pattern("(w+(r|pr(pr)*p))+")),
    "table": (
        {"caption": "c", "colgroup": "g", "thead": "h", "tbody": "b", "tfoot": "f", "tr": "r"},
        late_pattern("c?g*h?(b*|r*)f?"),
    ),
}
INTEGER = re.compile(r"-?\d{1,6}")
LANGUAGE = late_pattern(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
VALUES = {
    "colspan": late_pattern(r"[1-9]\d{0,2}"), "rowspan": late_pattern(r"\d{1,4}"), "start": INTEGER,
    "value": INTEGER, "dir": late_pattern("ltr|rtl|auto"), "lang": LANGUAGE,
    "type": late_pattern("[1aAiI]"), "scope": late_pattern("row|col|rowgroup|colgroup"),
    "reversed": late_pattern("|reversed"),
    "datetime": late_pattern(r"\d{4}(-\d{2}(-\d{2})?)?"),
}  # fmt: skip
# Attributes that only these elements have.
OWNERS = {
    "colspan": {"td", "th"}, "rowspan": {"td", "th"}, "scope": {"th"}, "start": {"ol"},
    "reversed": {"ol"}, "type": {"ol"}, "value": {"li"}, "datetime": {"time", "del", "ins"},
    "href": {"a"}, "src": {"img"}, "alt": {"img"},
}  # fmt: skip


def make_valid(root: etree._Element) -> None:
    """Make the tree below `root` (a <div>) valid; no word is lost or moved."""
    for node in list(root.iter(etree.Element)):
        if node.tag in HOLDS and node is not root:
            _give_items(node)
    for node in list(root.iter(etree.Element)):
        if node.tag in ORDERS:
            _check_order(node)
    _check_places(root, blocks=True, headings=True)
    for node in root.iter(etree.Element):
        _check_attributes(node)


def stays_heading(node: etree._Element) -> bool:
    """Whether a heading is still one when its tree is valid."""
    return not any(outer.tag in NO_PLACE_FOR_HEADINGS for outer in node.iterancestors())


def _give_items(node: etree._Element) -> None:
    """Put words and strange elements of a list or a table into items and cells."""
    allowed, wrapper = HOLDS[str(node.tag)]
    stray = [child for child in node if child.tag not in allowed]
    words = [node.text, *(child.tail for child in node)]
    if not stray and not any(text and text.strip() for text in words):
        return
    if wrapper:
        _wrap_strays(node, allowed, wrapper)
        return
    for inner in list(node.iter(etree.Element)):  # a table with words between its rows is none
        if inner.tag in HOLDS or inner.tag in ("td", "th", "caption", "col"):
            inner.tag = "div"


def _wrap_strays(node: etree._Element, allowed: set[str], wrapper: str) -> None:
    """Put what is not `allowed` in a list into items of the kind `wrapper`."""
    children = list(node)
    kept: list[etree._Element] = []
    open_item: etree._Element | None = None
    if node.text and node.text.strip():
        open_item = _wrap(wrapper, kept)
        open_item.text, node.text = node.text, None
    for child in children:
        tail, child.tail = child.tail, None
        if child.tag in allowed:
            kept.append(child)
            open_item = None
        else:
            open_item = open_item if open_item is not None else _wrap(wrapper, kept)
            open_item.append(child)
        if tail and tail.strip():
            open_item = open_item if open_item is not None else _wrap(wrapper, kept)
            if len(open_item):
                open_item[-1].tail = (open_item[-1].tail or "") + tail
            else:
                open_item.text = (open_item.text or "") + tail
        elif tail:
            kept[-1].tail = tail
    node[:] = kept


def _wrap(tag: str, kept: list[etree._Element]) -> etree._Element:
    """A new item at the end of those that are kept."""
    kept.append(etree.Element(tag))
    return kept[-1]


def _check_order(node: etree._Element) -> None:
    """Take the meaning from an element whose parts do not come in its order."""
    letters, pattern = ORDERS[str(node.tag)]
    shape = "w" if (node.text or "").strip() else ""
    for child in node:
        shape += letters.get(str(child.tag), "w")
        if node.tag == "ruby" and (child.tail or "").strip():
            shape += "w"
    if pattern.fullmatch(shape):
        return
    for child in list(node) if node.tag != "table" else list(node.iter(etree.Element)):
        if child.tag in PLACES and (node.tag != "table" or child.tag not in ("li", "dt", "dd")):
            child.tag = "span" if node.tag == "ruby" else "div"
    node.tag = "span" if node.tag == "ruby" else "div"


def _check_places(node: etree._Element, blocks: bool, headings: bool) -> None:
    """Give each child of `node` a place that it may have.

    blocks, headings: whether `node` may hold them.
    """
    for child in node:
        if not isinstance(child.tag, str) or child.tag in ("math", "svg"):
            continue
        if str(node.tag) not in PLACES.get(child.tag, {str(node.tag)}):
            child.tag = "div"
        if child.tag in HEADINGS and not headings:
            child.tag = "div"
        if child.tag == "bdo" and child.get("dir") not in ("ltr", "rtl"):
            child.tag = "span"
        if child.tag == "time" and not VALUES["datetime"].fullmatch(child.get("datetime", "")):
            child.tag = "span"
        if child.tag == "hr" and not blocks:
            child.tag = "br"
        elif child.tag not in PHRASING and not blocks:
            child.tag = "span"
        elif child.tag in OF_WORDS - HEADINGS - {"pre"} and blocks and _has_block(child):
            child.tag = "div"
        inside = blocks if child.tag in TRANSPARENT else child.tag not in OF_WORDS
        _check_places(child, inside and blocks, headings and child.tag not in NO_HEADINGS)


def _has_block(node: etree._Element) -> bool:
    """Whether a block stands in an element that may hold words alone."""
    return any(
        isinstance(inner.tag, str) and inner.tag not in PHRASING and not _in_math(inner)
        for inner in node.iterdescendants()
    )


def _in_math(node: etree._Element) -> bool:
    return any(outer.tag in ("math", "svg") for outer in node.iterancestors())


def _check_attributes(node: etree._Element) -> None:
    """Take away the attributes whose value, or whose element, HTML does not know."""
    for name, pattern in VALUES.items():
        value = node.get(name)
        if value is not None and not pattern.fullmatch(value.strip()):
            del node.attrib[name]
    for name, owners in OWNERS.items():
        if name in node.attrib and node.tag not in owners and not _in_math(node):
            del node.attrib[name]
    if "reversed" in node.attrib:
        node.set("reversed", "reversed")
