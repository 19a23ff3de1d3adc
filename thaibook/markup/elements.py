"""Small tools for a tree of XHTML: reading and writing it, making elements, taking them away,
asking for a class.

Enters and leaves: lxml elements. Text around an element is never lost.
"""

from __future__ import annotations

import html
from typing import cast

import lxml.html
from lxml import etree

VOID = {"br", "col", "hr", "img"}  # what HTML closes without being told, so XML may write it short


def to_tree(body: str) -> etree._Element:
    """The tree of a body, below a <div> of its own."""
    root: etree._Element = lxml.html.fragment_fromstring(body, create_parent="div")
    return root


def to_xhtml(root: etree._Element) -> str:
    """The inside of `root` as XHTML that an HTML parser reads the same way."""
    for node in root.iter():
        if node.text is None and len(node) == 0 and node.tag not in VOID:
            node.text = ""  # written <p></p>, since HTML knows no <p/>
    parts = [html.escape(root.text or "", quote=False)]
    parts += [etree.tostring(child, encoding="unicode") for child in root]
    return "".join(parts).strip()


def element(tag: str, text: str = "", **attributes: str) -> etree._Element:
    """A new element; cls is its class, and data_x the attribute data-x."""
    node = etree.Element(tag)
    for key, value in attributes.items():
        if value:
            node.set("class" if key == "cls" else key.replace("_", "-"), value)
    node.text = text or None
    return node


def one_per_line(*blocks: etree._Element) -> etree._Element:
    """A new <div> that holds the blocks, each on a line of its own."""
    outer = etree.Element("div")
    for block in blocks[:-1]:
        block.tail = "\n"
    outer.extend(blocks)
    return outer


def has_class(node: etree._Element, name: str) -> bool:
    """Whether the element has the class."""
    return name in (node.get("class") or "").split()


_CLASSED = etree.XPath("descendant-or-self::*[@class]")


def classes(root: etree._Element, name: str) -> list[etree._Element]:
    """Every element of the tree that has the class, in order."""
    classed = cast("list[etree._Element]", _CLASSED(root))
    return [node for node in classed if has_class(node, name)]


def add_class(node: etree._Element, name: str) -> None:
    """Give the element one class more."""
    if not has_class(node, name):
        node.set("class", f"{node.get('class', '')} {name}".strip())


def drop_class(node: etree._Element, name: str) -> None:
    """Take a class off the element."""
    rest = " ".join(c for c in (node.get("class") or "").split() if c != name)
    if rest:
        node.set("class", rest)
    else:
        take(node, "class")


def take(node: etree._Element, key: str) -> str:
    """The value of an attribute, which is taken off; "" where there is none."""
    value = node.get(key, "").strip()
    if key in node.attrib:
        del node.attrib[key]
    return value


def append_text(parent: etree._Element, text: str | None) -> None:
    """Add text at the end of what is inside an element."""
    if text:
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + text
        else:
            parent.text = (parent.text or "") + text


def remove(node: etree._Element) -> None:
    """Take an element out; the text after it stays."""
    parent = node.getparent()
    if parent is None:
        return
    before = node.getprevious()
    if node.tail:
        if before is not None:
            before.tail = (before.tail or "") + node.tail
        else:
            parent.text = (parent.text or "") + node.tail
    node.tail = None
    parent.remove(node)


def replace(old: etree._Element, new: etree._Element) -> None:
    """Put an element in another's place; the text after it stays."""
    parent = old.getparent()
    if parent is not None:
        new.tail, old.tail = old.tail, None
        parent.replace(old, new)


def move_inside(source: etree._Element, target: etree._Element) -> None:
    """Move everything inside `source` to the end of `target`."""
    append_text(target, source.text)
    source.text = None
    for child in list(source):
        target.append(child)


def text_of(node: etree._Element) -> str:
    """The text inside an element, white space collapsed."""
    return " ".join("".join(map(str, node.itertext())).split())


def only(parent: etree._Element, node: etree._Element) -> bool:
    """Whether the element is the only thing inside its parent."""
    blank = not (parent.text or "").strip() and not (node.tail or "").strip()
    return blank and len(parent) == 1


def alone(node: etree._Element) -> etree._Element | None:
    """The paragraph in which the element is the only thing, or None."""
    parent = node.getparent()
    return parent if parent is not None and parent.tag == "p" and only(parent, node) else None
