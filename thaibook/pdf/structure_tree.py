"""The structure of the whole book, written into its PDF.

Enters: a Tagged of each section, and where its pages stand in the book. Leaves, in a pydyf.PDF:
the tree of structure elements with one /Document, the parent tree, by which marked content and
links find their elements, and the tree of names (ISO 32000-1, 14.7). What only the book knows is
settled here: no level of headings is left out (ISO 14289-1, 7.4.2), and names are those of the
book.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

import pydyf

from thaibook.pdf.structure_types import HEADINGS
from thaibook.pdf.tagged import LinkMark, Marked, Tagged


class Part(NamedTuple):
    """The structure of a section, and the index of its first page in the book."""

    structure: Tagged
    first: int


def add_structure(
    pdf: Any, parts: Sequence[Part], pages: Sequence[Any], links: Sequence[Sequence[Any]]
) -> None:
    """Write the structure of the book. pages: their dictionaries; links: of each page, its
    annotations in the place where its section counted them, None for one that is left out."""
    tree = _Tree(pdf, pages, links)
    tree.write(parts)
    pdf.catalog["StructTreeRoot"] = tree.root.reference
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})


class _Tree:
    def __init__(self, pdf: Any, pages: Sequence[Any], links: Sequence[Sequence[Any]]) -> None:
        self._pdf, self._pages, self._links = pdf, pages, links
        self._owners: list[dict[int, bytes]] = [{} for _ in pages]  # of the marks of each page
        self._of_links: list[bytes] = []  # the elements of link annotations
        self._names: dict[str, bytes] = {}
        self._level = 0  # of the last heading
        self._part = 0
        self._first = 0
        self.root = self._added()

    def _added(self, **values: object) -> Any:
        added = pydyf.Dictionary(values)
        self._pdf.add_object(added)
        return added

    def write(self, parts: Sequence[Part]) -> None:
        """Write the whole tree."""
        document = self._added(S="/Document", P=self.root.reference)
        kids = []
        for self._part, (structure, self._first) in enumerate(parts):
            tagged = (kid for kid in structure.kids if isinstance(kid, Tagged))
            kids += [self._element(kid, document.reference) for kid in tagged]
        document["K"] = pydyf.Array(kids)
        count = len(self._pages)
        self.root |= {
            "Type": "/StructTreeRoot",
            "K": pydyf.Array([document.reference]),
            "ParentTree": self._parent_tree(count),
            "ParentTreeNextKey": count + len(self._of_links),
        }
        if self._names:
            self.root["IDTree"] = self._name_tree()

    def _parent_tree(self, count: int) -> bytes:
        """What finds the elements of the marks on each page, and those of links."""
        numbers: list[object] = []
        for index, (page, owners) in enumerate(zip(self._pages, self._owners, strict=True)):
            page["Tabs"] = "/S"
            if owners:
                page["StructParents"] = index
                every = [owners.get(number, b"null") for number in range(max(owners) + 1)]
                numbers += [index, pydyf.Array(every)]
        for number, owner in enumerate(self._of_links, count):
            numbers += [number, owner]
        reference: bytes = self._added(Nums=pydyf.Array(numbers)).reference
        return reference

    def _name_tree(self) -> bytes:
        """What finds the elements that have names."""
        pairs = sorted((name.encode(), element) for name, element in self._names.items())
        limits = pydyf.Array([_string(pairs[0][0]), _string(pairs[-1][0])])
        inside = [each for name, element in pairs for each in (_string(name), element)]
        leaf = self._added(Limits=limits, Names=pydyf.Array(inside))
        reference: bytes = self._added(Kids=pydyf.Array([leaf.reference])).reference
        return reference

    def _element(self, tagged: Tagged, parent: bytes) -> bytes:
        """Write an element and what is in it; its reference."""
        kind = tagged.kind
        if kind in HEADINGS:
            self._level = min(int(kind[1]), self._level + 1)
            kind = f"H{self._level}"
        element = self._added(S=f"/{kind}", P=parent)
        reference: bytes = element.reference
        marks = [kid for kid in tagged.kids if isinstance(kid, Marked)]
        own = self._first + marks[0].page if marks else None
        if own is not None:
            element["Pg"] = self._pages[own].reference
        kids = [kid for kid in self._kids(tagged, reference, own) if kid is not None]
        element["K"] = kids[0] if len(kids) == 1 else pydyf.Array(kids)
        element |= self._facts(tagged, reference)
        return reference

    def _kids(self, tagged: Tagged, reference: bytes, own: int | None) -> Iterator[object]:
        """What is in an element; own: the page that it names."""
        for kid in tagged.kids:
            if isinstance(kid, Tagged):
                yield self._element(kid, reference)
            elif isinstance(kid, Marked):
                index = self._first + kid.page
                self._owners[index][kid.number] = reference
                at = self._pages[index].reference
                yield (
                    kid.number
                    if index == own
                    else b"<</Type/MCR/Pg %s/MCID %d>>" % (at, kid.number)
                )
            else:
                yield self._linked(kid, tagged, reference)

    def _linked(self, mark: LinkMark, tagged: Tagged, reference: bytes) -> bytes | None:
        """Bind a link annotation to its element; what the element says of it."""
        index = self._first + mark.page
        annotation = self._links[index][mark.place]
        if annotation is None:
            return None
        annotation["StructParent"] = len(self._pages) + len(self._of_links)
        self._of_links.append(reference)
        if tagged.says:
            annotation["Contents"] = pydyf.String(tagged.says)
        return b"<</Type/OBJR/Obj %s/Pg %s>>" % (annotation.reference, self._pages[index].reference)

    def _facts(self, tagged: Tagged, reference: bytes) -> dict[str, object]:
        """What an element says of itself."""
        texts = {"Lang": tagged.lang, "Alt": tagged.alt, "E": tagged.full}
        facts: dict[str, object] = {
            name: pydyf.String(text) for name, text in texts.items() if text
        }
        if tagged.name:
            name = self._name(tagged.name)
            self._names[name] = reference
            facts["ID"] = _string(name.encode())
        if attributes := list(self._attributes(tagged)):
            facts["A"] = attributes[0] if len(attributes) == 1 else pydyf.Array(attributes)
        return facts

    def _attributes(self, tagged: Tagged) -> Iterator[bytes]:
        for owner, group in groupby(tagged.attributes, key=lambda each: each[0]):
            values = b"".join(b"/%s %s" % (n.encode(), str(v).encode()) for _, n, v in group)
            if owner == "Table" and tagged.headers:
                values += self._headers(tagged)
            yield b"<</O/%s%s>>" % (owner.encode(), values)
        if tagged.headers and not tagged.attributes:
            yield b"<</O/Table%s>>" % self._headers(tagged)
        if tagged.box:
            corners = " ".join(f"{corner:g}" for corner in tagged.box[1:])
            yield b"<</O/Layout/BBox[%s]>>" % corners.encode()

    def _headers(self, tagged: Tagged) -> bytes:
        return b"/Headers[%s]" % b"".join(b"(%s)" % self._name(n).encode() for n in tagged.headers)

    def _name(self, name: str) -> str:
        """A name of the section as one of the book."""
        return f"{self._part}.{name}"


def _string(name: bytes) -> bytes:
    """A name without signs that PDF would take for its own, as PDF writes it."""
    return b"(%s)" % name
