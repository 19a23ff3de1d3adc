"""The structure of a section while it grows.

Enters: elements, texts and pictures, as they come on the pages. Leaves: a Tagged.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from thaibook.pdf.tagged import Attributes, LinkMark, Marked, Tagged

EMPTY_CELLS = frozenset(("TD", "TH", "TR"))  # a table has them, whether anything is in them or not
BLOCKS = frozenset(("P", "Div", "BlockQuote", "L", "Table"))
WORD_JOINER = "\u2060"


class Node:
    """A structure element while it grows. tongue: the language of its text."""

    __slots__ = ("attributes", "facts", "headers", "kids", "kind", "name", "parent", "tongue")

    def __init__(self, kind: str, parent: Node | None, tongue: str) -> None:
        self.kind, self.parent, self.tongue = kind, parent, tongue
        self.kids: list[Node | Leaf | LinkMark] = []
        self.facts: dict[str, Any] = {}
        self.attributes: Attributes = ()
        self.name = ""
        self.headers: tuple[str, ...] = ()

    def add(self, kind: str, tongue: str | None = None) -> Node:
        """A new element, the last in it."""
        node = Node(kind, self, tongue or self.tongue)
        self.kids.append(node)
        return node

    def way(self) -> list[Node]:
        """The elements that it is in, from the first to itself."""
        way = [self]
        while (above := way[-1].parent) is not None:
            way.append(above)
        return way[::-1]

    def nodes(self) -> list[Node]:
        """The elements in it."""
        return [kid for kid in self.kids if isinstance(kid, Node)]


class Leaf:
    """A text or a picture of an element, and what it says; before: what stands before it in the
    element; numbers: of its marked content, once it is drawn."""

    __slots__ = ("before", "numbers", "owner", "page", "said")

    def __init__(self, owner: Node, page: int, said: str = "") -> None:
        self.owner, self.page, self.said = owner, page, said
        self.before = owner.kids[-1] if owner.kids else None
        owner.kids.append(self)
        self.numbers: list[int] = []


def frozen(node: Node) -> Tagged | None:
    """The element as plain data, None where nothing is in it."""
    kids = tuple(_kids(node))
    if not kids and node.kind not in EMPTY_CELLS:
        return None
    parent, facts = node.parent, node.facts
    # A line of pictures, each with its caption, is no paragraph.
    is_of_blocks = node.kind == "P" and all(_is_block(kid) for kid in kids)
    return Tagged(
        "Div" if is_of_blocks else node.kind,
        kids,
        lang=node.tongue if parent is not None and node.tongue != parent.tongue else "",
        alt=facts.get("alt", ""),
        full=facts.get("full", ""),
        name=node.name,
        headers=node.headers,
        attributes=node.attributes,
        box=facts.get("box", ()),
        says=facts.get("says") or (spaced(_said(node)) if node.kind == "Link" else ""),
    )


def _is_block(kid: Tagged | Marked | LinkMark) -> bool:
    return isinstance(kid, Tagged) and kid.kind in BLOCKS


def _said(node: Node) -> str:
    """What the texts and pictures of an element say."""
    said = ""
    for kid in node.kids:
        said += _said(kid) if isinstance(kid, Node) else kid.said if isinstance(kid, Leaf) else ""
    return said


def spaced(text: str) -> str:
    """A text with single spaces, and without marks that nobody sees."""
    return " ".join(text.replace(WORD_JOINER, "").split())


def _kids(node: Node) -> Iterator[Tagged | Marked | LinkMark]:
    for kid in node.kids:
        if isinstance(kid, Node):
            if (made := frozen(kid)) is not None:
                yield made
        elif isinstance(kid, LinkMark):
            yield kid
        else:
            yield from (Marked(kid.page, number) for number in kid.numbers)
