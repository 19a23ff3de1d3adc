"""Content streams in which everything is marked: as what it is in the structure, or as an
artifact.

WeasyPrint says where a text or picture begins and ends, and which of its drawing is decoration.
Here it becomes marked content, as the Plan of the document has it. What follows on without
anything between, on the page and in the order of reading, goes into the same mark, so that a
paragraph takes one, and few bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.pdf.stream import Stream

from thaibook.pdf.structure_nodes import Leaf, Node
from thaibook.pdf.text_layer import utf16
from thaibook.pdf.weasyprint70.tagging import Plan

END = b"EMC"


class TaggedStream(Stream):
    """The stream of a page; without a plan nothing is marked."""

    plan: Plan | None = None
    page = 0
    _leaf: Leaf | None = None  # what is marked now
    _open = False  # whether anything is
    _in_text = False  # whether a text is
    _waiting = False  # for the first glyph, before which the mark begins
    _marks = 0  # how many there are that have a number
    _ended: tuple[int, Leaf | None] = (-1, None)

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
        """Mark what is drawn as the picture of a box. A text marks its glyphs itself."""
        if self.plan is None or self._open or isinstance(box, boxes.TextBox):
            yield
            return
        with self._mark(self.plan.leaves.get(box)):
            yield

    @contextmanager
    def text(self, box: Any) -> Iterator[None]:
        """Mark the glyphs that are drawn as the text of a box."""
        if self.plan is None or self._open:  # in a drawing, it is a part of that
            yield
            return
        self._in_text = True
        with self._mark(self.plan.leaves.get(box), waiting=True):
            yield
        self._in_text = False

    @contextmanager
    def drawing(self, box: Any) -> Iterator[None]:
        """Mark what style sheets draw of a box, where that is a picture."""
        leaf = self.plan.drawings.get(box.element) if self.plan and not self._open else None
        if leaf is None or "::" in box.element_tag:
            yield
            return
        with self._mark(leaf):
            yield

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """Mark what is drawn as decoration; in a picture it is a part of that."""
        if self.plan is None or self._open:
            yield
            return
        with self._mark(None):
            yield

    @contextmanager
    def saying(self, text: str) -> Iterator[None]:
        """Glyphs that say something else than they are.

        They have a mark of their own: Poppler takes the end of a mark in a mark for the end of
        both, and what follows for no text of the element.
        """
        actual = b"/ActualText <feff%s>" % utf16(text)
        leaf = self._leaf if self._in_text else None
        if leaf is None:
            if self._waiting:  # a text that is decoration: its own mark is around this one
                self._begin()
            self.stream.append(b"/Span <<%s>> BDC" % actual)
        else:
            if not self._waiting:
                self.stream.append(END)
            self.stream.append(b"/Span <</MCID %d%s>> BDC" % (self._number(leaf), actual))
            self._waiting = False
        yield
        self.stream.append(END)
        self._waiting = leaf is not None

    def show_text(self, text: Any) -> None:
        """Show glyphs, in a mark that is to begin with them."""
        if self._waiting:
            self._begin()
        super().show_text(text)

    def draw_x_object(self, name: str) -> None:
        """Draw what was drawn in one piece: it belongs to all that has a text in it."""
        group = self._resources["XObject"].get(name)
        if self.plan is None or self._open or not isinstance(group, Inside):
            super().draw_x_object(name)
            return
        owner = _common(group.owners)
        with self._mark(Leaf(owner, self.page) if owner else None):
            super().draw_x_object(name)

    @contextmanager
    def _mark(self, leaf: Leaf | None, waiting: bool = False) -> Iterator[None]:
        self._leaf, self._open, self._waiting = leaf, True, False
        length, last = self._ended
        goes_on = leaf is last if leaf is None or last is None else leaf.before is last
        if length == len(self.stream) and goes_on:
            self.stream.pop()
        elif waiting:
            self._waiting = True
        else:
            self._begin()
        try:
            yield
        finally:
            if not self._waiting:
                self.stream.append(END)
                self._ended = len(self.stream), leaf
            self._leaf, self._open, self._waiting = None, False, False

    def _begin(self) -> None:
        """Begin the mark of what is drawn now."""
        self._waiting = False
        if self._leaf is None:
            self.stream.append(b"/Artifact BMC")
            return
        kind = self._leaf.owner.kind.encode()
        self.stream.append(b"/%s <</MCID %d>> BDC" % (kind, self._number(self._leaf)))

    def _number(self, leaf: Leaf) -> int:
        leaf.numbers.append(self._marks)
        self._marks += 1
        return leaf.numbers[-1]


class Inside(TaggedStream):
    """What is drawn in one piece: it is marked where it is put on the page. owners: the elements
    whose text is in it."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.owners: list[Node] = []

    @contextmanager
    def marked(self, box: Any, _tag: str) -> Iterator[None]:
        """Note whose picture it is."""
        with self.text(box):
            yield

    @contextmanager
    def text(self, box: Any) -> Iterator[None]:
        """Note whose text it is."""
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
    for way in (owner.way() for owner in owners):
        common = way if common is None else [a for a, b in zip(common, way, strict=False) if a is b]
    return common[-1] if common else None


def as_artifact(theirs: Callable[..., None]) -> Callable[..., None]:
    """What stands in the place of draw.text.draw_text_decoration."""

    def ours(stream: Any, *given: Any) -> None:
        with stream.artifact():
            theirs(stream, *given)

    return ours


def as_drawing(theirs: Callable[..., None]) -> Callable[..., None]:
    """What stands in the place of draw.draw_stacking_context."""

    def ours(stream: Any, context: Any) -> None:
        with stream.drawing(context.box):
            theirs(stream, context)

    return ours
