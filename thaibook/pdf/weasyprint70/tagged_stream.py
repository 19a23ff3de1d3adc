"""Content streams in which everything is marked: as what it is in the structure, or as an
artifact.

WeasyPrint says where a text or picture begins and ends, and which of its drawing is decoration.
Here it becomes marked content, as the Plan of the document has it. What follows on without
anything between goes into the same mark, so that a paragraph takes one, and few bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.pdf.stream import Stream

from thaibook.pdf.weasyprint70.tagging import Leaf, Node, Plan

END = b"EMC"


class TaggedStream(Stream):  # type: ignore[misc]  # WeasyPrint has no types
    """The stream of a page; without a plan nothing is marked."""

    plan: Plan | None = None
    page = 0
    _open = False
    _marks = 0  # how many there are that have a number
    _ended: tuple[int, Node | None] = (-1, None)

    def clone(self, **given: Any) -> Inside:
        """A stream for what is drawn in one piece: transparent, or again and again."""
        kept = {
            name: getattr(self, f"_{name}")
            for name in ("fonts", "resources", "images", "color_profiles", "output_intent")
        }
        more = {"page_rectangle": self.page_rectangle, "compress": self.compress, "tags": None}
        inside = Inside(**(kept | more | given))
        inside.plan = self.plan
        return inside

    @contextmanager
    def marked(self, box: Any, _tag: str) -> Iterator[None]:
        """Mark what is drawn as the text or picture of a box."""
        if self.plan is None or self._open:
            yield
            return
        with self._mark(self.plan.leaves.get(box)):
            yield

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """Mark what is drawn as decoration; in a text it is a part of that."""
        if self.plan is None or self._open:
            yield
            return
        with self._mark(None):
            yield

    def draw_x_object(self, name: str) -> None:
        """Draw what was drawn in one piece: it belongs to all that has a text in it."""
        group = self._resources["XObject"].get(name)
        if self.plan is None or self._open or not isinstance(group, Inside):
            super().draw_x_object(name)
            return
        owner = _common(group.owners)
        leaf = Leaf(owner, self.page) if owner else None
        if owner and leaf:
            owner.kids.append(leaf)
        with self._mark(leaf):
            super().draw_x_object(name)

    @contextmanager
    def _mark(self, leaf: Leaf | None) -> Iterator[None]:
        owner = leaf.owner if leaf else None
        if self._ended == (len(self.stream), owner):
            self.stream.pop()
        elif leaf is None or owner is None:
            self.stream.append(b"/Artifact BMC")
        else:
            leaf.number = self._marks
            self._marks += 1
            self.stream.append(b"/%s <</MCID %d>> BDC" % (owner.kind.encode(), leaf.number))
        self._open = True
        try:
            yield
        finally:
            self._open = False
            self.stream.append(END)
            self._ended = len(self.stream), owner


class Inside(TaggedStream):
    """What is drawn in one piece: it is marked where it is put on the page. owners: the elements
    whose text is in it."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.owners: list[Node] = []

    @contextmanager
    def marked(self, box: Any, _tag: str) -> Iterator[None]:
        """Note whose text or picture it is."""
        leaf = self.plan.leaves.get(box) if self.plan else None
        if leaf:
            self.owners.append(leaf.owner)
        yield

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """Nothing."""
        yield

    def draw_x_object(self, name: str) -> None:
        """The same, one deeper."""
        group = self._resources["XObject"].get(name)
        if isinstance(group, Inside):
            self.owners += group.owners
        Stream.draw_x_object(self, name)


def _common(owners: list[Node]) -> Node | None:
    """The element that all of them are in, or are."""
    common: list[Node] | None = None
    for owner in owners:
        way = []
        above: Node | None = owner
        while above is not None:
            way.append(above)
            above = above.parent
        way.reverse()
        common = way if common is None else [a for a, b in zip(common, way, strict=False) if a is b]
    return common[-1] if common else None
