"""The running text of a tree: paragraph by paragraph, across the elements in it.

Enters: an lxml tree of XHTML. Leaves: for each paragraph the places that hold its text,
so that a rule can look at the letter before and after, whichever element it is in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from thaibook.vocabulary import MARKER, URL

# What stands in a line of text (HTML Standard, 3.2.5.2.5 Phrasing content).
INLINE = frozenset(
    "a abbr b bdi bdo br cite code del dfn em i img ins kbd math mark q rp rt ruby s samp small "
    "span strong sub sup svg time u var".split()
)
# Text that is not prose: no rule touches it.
VERBATIM = frozenset("code kbd samp pre math svg var script style".split())
OBJECT = "\ufffc"  # stands for what is no text, as in Unicode


@dataclass
class Slot:
    """One piece of text: the .text of an element, or its .tail. fixed: not to be changed."""

    element: etree._Element
    tail: bool
    text: str
    fixed: bool = False

    def put(self, text: str) -> None:
        """Write `text` in its place."""
        if self.fixed or text == self.text:
            return
        self.text = text
        if self.tail:
            self.element.tail = text
        else:
            self.element.text = text


@dataclass
class Run:
    """The text of one paragraph, as the slots that make it up."""

    slots: list[Slot] = field(default_factory=list)

    def text(self) -> str:
        """The joined text."""
        return "".join(slot.text for slot in self.slots)

    def put(self, text: str) -> None:
        """Write a text of the same length over the old one."""
        start = 0
        for slot in self.slots:
            end = start + len(slot.text)
            slot.put(text[start:end])
            start = end


def runs(root: etree._Element) -> Iterator[Run]:
    """Each paragraph of the tree that has text, in the order of the text."""
    gathered: list[Run] = [Run()]
    _gather(root, gathered)
    return (run for run in gathered if run.slots)


def _gather(element: etree._Element, gathered: list[Run]) -> None:
    """Add the slots of an element to the last run; a block begins a run, and ends it."""
    block = element.tag not in INLINE
    if block:
        gathered.append(Run())
    if element.tag in VERBATIM or is_fixed(element):
        gathered[-1].slots.append(Slot(element, False, _inner_text(element), fixed=True))
    elif element.tag in ("br", "img"):
        text = "\n" if element.tag == "br" else OBJECT
        gathered[-1].slots.append(Slot(element, False, text, fixed=True))
    else:
        if element.text:
            gathered[-1].slots.append(Slot(element, False, element.text))
        for child in element:
            if isinstance(child.tag, str):
                _gather(child, gathered)
            if child.tail:
                gathered[-1].slots.append(Slot(child, True, child.tail))
    if block:
        gathered.append(Run())


def is_fixed(element: etree._Element) -> bool:
    """Whether the text of an element is not prose, by its class."""
    classes = (element.get("class") or "").split()
    return any(name in classes for name in ("math", MARKER, "straight", URL))


def _inner_text(element: etree._Element) -> str:
    """All the text in an element; the sign for an object where it has none."""
    text = "".join(map(str, element.itertext()))
    return text if text else OBJECT
