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

from thaibook.pdf.structure import LinkMark, Marked, Tagged
from thaibook.pdf.structure_types import HEADINGS


class Part(NamedTuple):
    """The structure of a section, and the index of its first page in the book."""

    structure: Tagged
    first: int


class _Element(pydyf.Object):  # type: ignore[misc]  # pydyf has no types
    """An object that is written already, in the end."""

    data = b""


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

    def _added(self) -> Any:
        element = _Element()
        self._pdf.add_object(element)
        return element

    def write(self, parts: Sequence[Part]) -> None:
        """Write the whole tree."""
        document = self._added()
        kids = []
        for self._part, (structure, self._first) in enumerate(parts):
            kids += [
                self._element(kid, document) for kid in structure.kids if isinstance(kid, Tagged)
            ]
        document.data = b"<</S/Document/P %s/K[%s]>>" % (self.root.reference, b" ".join(kids))
        numbers = []
        for index, (page, owners) in enumerate(zip(self._pages, self._owners, strict=True)):
            page["Tabs"] = "/S"
            if owners:
                page["StructParents"] = index
                numbers.append(b"%d[%s]" % (index, b" ".join(owners[n] for n in sorted(owners))))
        count = len(self._pages)
        numbers += [b"%d %s" % pair for pair in enumerate(self._of_links, count)]
        parents = self._added()
        parents.data = b"<</Nums[%s]>>" % b"\n".join(numbers)
        next_key = count + len(self._of_links)
        names = b""
        if self._names:
            pairs = sorted((name.encode(), element) for name, element in self._names.items())
            tree = self._added()
            limits = b"(%s)(%s)" % (pairs[0][0], pairs[-1][0])
            inside = b"".join(b"(%s) %s " % pair for pair in pairs)
            leaf = self._added()
            leaf.data = b"<</Limits[%s]/Names[%s]>>" % (limits, inside)
            tree.data = b"<</Kids[%s]>>" % leaf.reference
            names = b"/IDTree %s" % tree.reference
        self.root.data = b"<</Type/StructTreeRoot/K[%s]/ParentTree %s/ParentTreeNextKey %d%s>>" % (
            document.reference, parents.reference, next_key, names,
        )  # fmt: skip

    def _element(self, tagged: Tagged, parent: Any) -> bytes:
        """Write an element and what is in it; its reference."""
        element = self._added()
        reference: bytes = element.reference
        kind = tagged.kind
        if kind in HEADINGS:
            self._level = min(int(kind[1]), self._level + 1)
            kind = f"H{self._level}"
        page, kids = self._kids(tagged, element, reference)
        element.data = b"<</S/%s/P %s%s%s/K%s>>" % (
            kind.encode(), parent.reference, page, self._facts(tagged, reference), kids,
        )  # fmt: skip
        return reference

    def _kids(self, tagged: Tagged, element: Any, reference: bytes) -> tuple[bytes, bytes]:
        """The page of most marks of an element, and what is in it."""
        marks = [kid for kid in tagged.kids if isinstance(kid, Marked)]
        own = self._first + marks[0].page if marks else None
        kids = []
        for kid in tagged.kids:
            if isinstance(kid, Tagged):
                kids.append(self._element(kid, element))
            elif isinstance(kid, Marked):
                index = self._first + kid.page
                self._owners[index][kid.number] = reference
                if index == own:
                    kids.append(b"%d" % kid.number)
                else:
                    at = self._pages[index].reference
                    kids.append(b"<</Type/MCR/Pg %s/MCID %d>>" % (at, kid.number))
            elif (annotation := self._annotation(kid)) is not None:
                kids.append(self._linked(annotation, kid, tagged, reference))
        page = b"" if own is None else b"/Pg %s" % self._pages[own].reference
        single = len(kids) == 1 and not kids[0].startswith(b"<")
        return page, b" " + kids[0] if single else b"[%s]" % b" ".join(kids)

    def _annotation(self, mark: LinkMark) -> Any:
        return self._links[self._first + mark.page][mark.place]

    def _linked(self, annotation: Any, mark: LinkMark, tagged: Tagged, reference: bytes) -> bytes:
        """Bind a link annotation to its element; what the element says of it."""
        annotation["StructParent"] = len(self._pages) + len(self._of_links)
        self._of_links.append(reference)
        if tagged.says:
            annotation["Contents"] = pydyf.String(tagged.says)
        page = self._pages[self._first + mark.page].reference
        return b"<</Type/OBJR/Obj %s/Pg %s>>" % (annotation.reference, page)

    def _facts(self, tagged: Tagged, reference: bytes) -> bytes:
        """What an element says of itself."""
        texts = (("Lang", tagged.lang), ("Alt", tagged.alt), ("E", tagged.full))
        facts = [
            b"/%s %s" % (name.encode(), pydyf.String(text).data) for name, text in texts if text
        ]
        if tagged.name:
            name = self._name(tagged.name)
            self._names[name] = reference
            facts.append(b"/ID(%s)" % name.encode())
        if attributes := b"".join(self._attributes(tagged)):
            facts.append(b"/A[%s]" % attributes)
        return b"".join(facts)

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
