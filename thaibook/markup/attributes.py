"""Attribute lists, `{#id .class key=value}`: only what clearly is one.

Python-Markdown's own attr_list takes any words in braces for attributes, and the words
are lost; here they have to be ids, classes and `key=value`. What comes of them is cleaned
by the sanitiser like everything else.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.attr_list import AttrListTreeprocessor

from thaibook.grammar import BRACES, CLASS, VALUE
from thaibook.text import late_pattern

ONE = late_pattern(
    rf"#(?P<id>[^\s#.{{}}=\"']+)|\.(?P<cls>{CLASS})|(?P<key>[a-z-]+)=(?P<value>{VALUE})"
)


def assign(element: ElementTree.Element, attributes: str) -> None:
    """Give an element the attributes of a list."""
    for attribute in ONE.finditer(attributes):
        if attribute["id"]:
            element.set("id", attribute["id"])
        elif attribute["cls"]:
            element.set("class", f"{element.get('class', '')} {attribute['cls']}".strip())
        else:
            element.set(attribute["key"], attribute["value"].strip("\"'"))


class StrictAttributes(AttrListTreeprocessor):
    """Python-Markdown's treeprocessor with a stricter grammar."""

    # Right after a picture or a link, they are its own, not the cell's or the heading's.
    HEADER_RE = re.compile(rf"(?:[ ]+|(?<=\S)){BRACES}[ ]*$")  # type: ignore[misc]  # Final there
    BLOCK_RE = re.compile(rf"\n[ ]*{BRACES}[ ]*$")  # type: ignore[misc]
    INLINE_RE = re.compile(rf"^{BRACES}")  # type: ignore[misc]

    def assign_attrs(
        self, elem: ElementTree.Element, attrs_string: str, *, strict: bool = False
    ) -> str:
        """Give an element its attributes; nothing remains."""
        assign(elem, attrs_string)
        return ""


class AttributesExtension(Extension):
    """Registers StrictAttributes where attr_list would stand."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        md.treeprocessors.register(StrictAttributes(md), "attr_list", 8)
        md.registerExtension(self)
