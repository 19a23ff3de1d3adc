"""What each box of a laid-out section is in the structure of the PDF.

Enters: WeasyPrint's document. Leaves: a Plan, which says to which structure element each text
and picture belongs, and after the drawing the elements as plain data. It follows the elements of
the HTML and not the boxes, so that a paragraph, a list or a table that goes over two pages is
one. What is planned nowhere is an artifact: leaders, the head of a table once more, pictures
that say nothing.
"""

from __future__ import annotations

from typing import Any

from weasyprint.formatting_structure import boxes

from thaibook.pdf.structure_nodes import Leaf, Node, frozen, spaced
from thaibook.pdf.structure_types import HEADINGS, NUMBERINGS, OF_TEXT, PARTS, type_of
from thaibook.pdf.table_headers import finish_table
from thaibook.pdf.tagged import Attributes, LinkMark, Tagged
from thaibook.pdf.weasyprint70.continued_tables import is_continued

POINTS_PER_PIXEL = 0.75
# What stands around something else than its parts.
AROUND = {
    "L": ("LI", "LBody"), "LI": ("LBody",), "TOC": ("TOCI",), "TR": ("TD",), "Table": ("TR", "TD"),
    "THead": ("TR", "TD"), "TBody": ("TR", "TD"), "TFoot": ("TR", "TD"),
}  # fmt: skip
# Lines of a block in one of these are a paragraph of their own.
OF_BLOCKS = frozenset(
    ("Sect", "Div", "BlockQuote", "Index", "LBody", "TD", "TH", "Note", "Document")
)
SVG = "{http://www.w3.org/2000/svg}svg"


class Plan:
    """The structure of one document."""

    def __init__(self, document: Any) -> None:
        self.leaves: dict[Any, Leaf] = {}  # by the box of a text, or of a picture
        self.drawings: dict[Any, Leaf] = {}  # by the element of what style sheets draw
        self._nodes: dict[tuple[int, str], Node] = {}
        self._items: dict[int, Node] = {}  # by the identity of <li>: its LI
        self._heads: dict[int, int] = {}  # the page of the first copy of a table's head
        self._names = 0
        self._page = 0
        first = document.pages[0]._page_box.children[0]
        self._parents = {kid: parent for parent in first.element.iter() for kid in parent}
        self.root = Node("Document", None, first.style["lang"] or "")
        for self._page, page in enumerate(document.pages):
            self._height = page.height
            for box in page._page_box.children:
                self._visit(box, self.root)
            links = [link for link in page.links if link[0] != "attachment"]
            for place, link in enumerate(links):
                self._link(link[3]).kids.append(LinkMark(self._page, place))

    def tree(self) -> Tagged:
        """The elements as plain data, when everything is drawn."""
        for node in dict.fromkeys(self._nodes.values()):
            if node.kind == "Table":
                finish_table(node, self._new_name)
        return frozen(self.root) or Tagged("Document", ())

    def _new_name(self) -> str:
        self._names += 1
        return str(self._names)

    def _visit(self, box: Any, node: Node) -> None:
        box = getattr(box, "_box", box)  # absolutely placed boxes stand behind a placeholder
        if isinstance(box, boxes.TextBox):
            if not box.text.isspace():
                self._leaf(box, self._for_text(node), box.text)
        elif isinstance(box, boxes.ReplacedBox):
            self._picture(box, node)
        elif isinstance(box, boxes.ParentBox) and not box.is_leader and not self._is_copy(box):
            inside = self._node(box, self._above(box, node))
            for child in box.children:
                self._visit(child, inside)

    def _above(self, box: Any, node: Node) -> Node:
        """What a box is in. A block in a link stands beside the box of the link."""
        parent = self._parents.get(box.element)
        if parent is None or "::" in box.element_tag:
            return node
        return self._nodes.get((id(parent), parent.tag), node)

    def _leaf(self, box: Any, owner: Node, said: str) -> None:
        self.leaves[box] = Leaf(owner, self._page, said)

    def _for_text(self, node: Node) -> Node:
        """Where a text stands that is in `node`: in a paragraph, if need be."""
        if node.kind in OF_TEXT:
            return node
        node = _around(node, "P")
        last = node.kids[-1] if node.kids else None
        if isinstance(last, Node) and "anonymous" in last.facts:
            return last
        paragraph = node.add("P")
        paragraph.facts["anonymous"] = True
        return paragraph

    def _picture(self, box: Any, node: Node) -> None:
        element = box.element
        if element is None:
            return
        drawing = element.tag == SVG
        alt = element.findtext(f"{SVG[:-3]}title") if drawing else element.get("alt")
        if not (alt or "").strip():
            return
        node = self._above(box, node)
        kind = "Figure" if drawing else type_of(element.tag, _classes(element), node.kind)
        figure = self._figure(box, _around(node, kind), kind, (alt or "").strip())
        self._leaf(box, figure, alt or "")

    def _figure(self, box: Any, parent: Node, kind: str, alt: str) -> Node:
        """A new element for what is a picture."""
        figure = parent.add(kind, box.style["lang"])
        x, y = box.content_box_x(), box.content_box_y()
        corners = (x, self._height - y - box.height, x + box.width, self._height - y)
        figure.facts |= {
            "alt": alt,
            "box": (self._page, *(round(each * POINTS_PER_PIXEL, 2) for each in corners)),
        }
        return figure

    def _drawing(self, box: Any, parent: Node) -> Node:
        """A picture that style sheets draw, such as the box of a task, which is the label of its
        item."""
        element, alt = box.element, box.element.get("aria-label", "")
        items = [item for item in parent.way() if item.kind == "LI"]
        label = Node("Lbl", items[-1], items[-1].tongue) if items else parent
        if items:
            items[-1].kids.insert(0, label)
        figure = self._figure(box, label, "Figure", alt)
        self.drawings[element] = Leaf(figure, self._page, alt)
        return figure

    def _is_copy(self, box: Any) -> bool:
        """Whether the box is the head or foot of a table once more, on a later page, or is there
        for those alone."""
        if is_continued(box):
            return True
        if not isinstance(box, boxes.TableRowGroupBox) or not (box.is_header or box.is_footer):
            return False
        return self._heads.setdefault(id(box.element), self._page) != self._page

    def _link(self, box: Any) -> Node:
        """The Link of a link's box."""
        node = self._nodes.get((id(box.element), box.element_tag), self.root)
        links = [above for above in node.way() if above.kind == "Link"]
        return links[-1] if links else self._for_text(node).add("Link")

    def _node(self, box: Any, parent: Node) -> Node:
        """The element that what is in a box belongs to."""
        if box.element is None:
            return parent
        key = id(box.element), box.element_tag
        node = self._nodes.get(key)
        if node is None:
            node = self._nodes[key] = self._made(box, parent)
        return node

    def _made(self, box: Any, parent: Node) -> Node:
        element, tongue = box.element, box.style["lang"] or parent.tongue
        tag, _, pseudo = box.element_tag.partition("::")
        if pseudo:
            return self._generated(element, pseudo, parent)
        if element.get("role") == "img" and element.get("aria-label"):
            return self._drawing(box, parent)
        kind = type_of(tag, _classes(element), parent.kind)
        if kind == "Link" and not box.link:
            kind = ""
        if not kind and tag == "abbr" and element.get("title"):
            kind = "Span"
        if not kind and _has_lines(box) and parent.kind in OF_BLOCKS:
            kind = "P"
        if not kind and tongue != parent.tongue:
            kind = "Span" if isinstance(box, boxes.InlineLevelBox) else "Div"
        if not kind:
            return parent
        if kind == "Link" and parent.kind == "TOCI":
            parent = parent.add("Reference")
        if kind in ("Lbl", "LBody") and parent.kind == "L":
            parent = _described(kind, parent)
        node = _around(parent, kind).add(kind, tongue)
        return self._begun(box, node, kind)

    def _begun(self, box: Any, node: Node, kind: str) -> Node:
        """Say of a new element what it is; the element that its text belongs to."""
        element = box.element
        if kind == "LI":
            self._items[id(element)] = node
            assert node.parent is not None
            if not node.parent.attributes:
                node.parent.attributes = _numbering(box.style["list_style_type"])
            return node.add("LBody")
        if kind == "Note":
            node.name = self._new_name()
        elif kind in ("TD", "TH"):
            node.facts["span"] = box.colspan, box.rowspan
            node.facts["scope"] = element.get("scope", "")
        elif kind == "Link":
            node.facts["says"] = spaced("".join(element.itertext()))
        elif kind == "Span":
            node.facts["full"] = element.get("title", "") if element.tag == "abbr" else ""
        return node

    def _generated(self, element: Any, pseudo: str, parent: Node) -> Node:
        """The element of what a style sheet adds."""
        if pseudo == "footnote-call":
            call = parent.add("Reference")
            # A note in a heading would be a part of its words.
            place = next((above for above in parent.way() if above.kind in HEADINGS), call)
            assert place.parent is not None
            note = Node("Note", place.parent, parent.tongue)
            place.parent.kids.insert(place.parent.kids.index(place) + 1, note)
            note.name = self._new_name()
            self._nodes[id(element), element.tag] = note
            return call
        if pseudo == "footnote-marker":
            return parent.add("Lbl")
        item = self._items.get(id(element)) if pseudo == "marker" else None
        if item is None:
            return parent
        label = Node("Lbl", item, item.tongue)
        item.kids.insert(0, label)
        return label


def _described(kind: str, listed: Node) -> Node:
    """The item of a term or of what is said of it: a term begins one."""
    last = listed.kids[-1] if listed.kids else None
    if kind == "LBody" and isinstance(last, Node) and last.kind == "LI":
        return last
    return listed.add("LI")


def _classes(element: Any) -> list[str]:
    return (element.get("class") or "").split()


def _has_lines(box: Any) -> bool:
    """Whether a block has lines of text."""
    return isinstance(box, boxes.BlockContainerBox) and any(
        isinstance(child, boxes.LineBox) for child in box.children
    )


def _around(parent: Node, kind: str) -> Node:
    """Where an element may stand in `parent`: what a list or a table may not have stands in an
    item or a cell."""
    if kind in PARTS.get(parent.kind, (kind,)):
        return parent
    for around in AROUND.get(parent.kind, ()):
        parent = parent.add(around)
    return parent


def _numbering(style: Any) -> Attributes:
    """How a list counts; style: CSS's list-style-type."""
    if isinstance(style, tuple):  # the item's own words
        text = str(style[1]).strip()
        name = (
            "Disc" if not text[:-1].isalnum() else "Decimal" if text[:1].isdigit() else "LowerAlpha"
        )
    else:
        name = NUMBERINGS.get(str(style), "Decimal")
    return (("List", "ListNumbering", f"/{name}"),)
