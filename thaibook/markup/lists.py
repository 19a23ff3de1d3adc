"""Lists as Thai authors write them: a Python-Markdown block processor.

Where they begin and end, thaibook.grammar.items says. A list keeps the number it starts with,
and what plain HTML cannot show (Thai digits, letters, a bracket) stands in the text as the
author wrote it, in <span class="marker">; so does `[x]` of a task, in <span class="task">
(GitHub Flavored Markdown 0.29, 5.3).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import chain
from xml.etree import ElementTree

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.util import AtomicString, nearing_recursion_limit

from thaibook.grammar import (
    ITEM,
    LOOK_AHEAD,
    TASK,
    Part,
    dedent,
    first_item,
    is_list,
    kind_of,
    part_of_list,
    text_indent,
)
from thaibook.vocabulary import MARKER

SIGN_OF_TASK = re.compile(rf"({TASK})\s+(?=\S)")
DEEPEST = 30  # lists and quotations inside each other


@dataclass
class Item:
    """One item: its marker, how far its text is indented, and its lines."""

    marker: str
    offset: int
    lines: list[str] = field(default_factory=list)


class ListsExtension(Extension):
    """Puts ListProcessor in the place of Python-Markdown's three."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        processors = md.parser.blockprocessors
        for name in ("indent", "ulist"):
            processors.deregister(name)
        processors.register(ListProcessor(md.parser), "olist", 40)


class ListProcessor(BlockProcessor):
    """Makes a <ul> or <ol> of the blocks that belong to it."""

    def test(self, parent: ElementTree.Element, block: str) -> bool:
        """Whether a list begins in this block; one that is nested too deeply is text."""
        if len(self.parser.state) > DEEPEST or nearing_recursion_limit():
            return False
        return first_item(block.split("\n")) is not None

    def run(self, parent: ElementTree.Element, blocks: list[str]) -> bool:
        """Make the list, and give back what follows it."""
        lines = blocks[0].split("\n")
        first = first_item(lines)
        if first is None:
            return False
        below = chain(lines[first + 1 :], map(_first_line, blocks[1 : 1 + LOOK_AHEAD]))
        if not is_list(lines[first], below):
            return False
        blocks.pop(0)
        if first and "\n".join(lines[:first]).strip():
            self.parser.parseBlocks(parent, ["\n".join(lines[:first])])
        kind, items, loose, rest = _read_list(lines[first:], blocks)
        if rest:
            blocks.insert(0, "\n".join(rest))
        self._build(parent, kind, items, loose)
        return True

    def _build(
        self, parent: ElementTree.Element, kind: str, items: list[Item], loose: bool
    ) -> None:
        """Add the list to `parent`. loose: its items are paragraphs, since blank lines part
        them."""
        markers = _typed_markers(kind, items)
        element = ElementTree.SubElement(parent, "ul" if len(kind) == 1 else "ol")
        if markers:
            element.set("class", "marked")
        elif element.tag == "ol" and int(items[0].marker) != 1:
            element.set("start", str(int(items[0].marker)))
        for number, item in enumerate(items):
            li = ElementTree.SubElement(element, "li")
            text = "\n".join(item.lines).strip("\n")
            self.parser.state.set("looselist" if loose or "\n\n" in text else "list")
            self.parser.parseChunk(li, text)
            self.parser.state.reset()
            words = _first_words(li)
            if task := SIGN_OF_TASK.match(words.text or ""):
                words.text = (words.text or "")[task.end() :]
                _insert_marker(words, task[1], "task")
            if markers:
                _insert_marker(words, markers[number], MARKER)


def _read_list(lines: list[str], blocks: list[str]) -> tuple[str, list[Item], bool, list[str]]:
    """The list that begins in `lines` and may go on in `blocks`, from which it is taken:
    its kind, items, whether blank lines part them, and the lines left over."""
    start = ITEM.match(lines[0])
    assert start
    kind, base = kind_of(start), len(start["indent"])
    items: list[Item] = []
    loose, blank = False, False
    while True:
        for index, line in enumerate(lines):
            if not line.strip():
                blank = True
                continue
            part = part_of_list(line, kind, base, blank)
            if part is Part.BEYOND:
                return kind, _dedented(items, base), loose, lines[index:]
            if part is Part.ITEM:
                loose = loose or (blank and bool(items))
                marker = ITEM.match(line)
                assert marker
                items.append(Item(marker["number"] or "", marker.end()))
                line = line[marker.end() :]
            elif blank:
                items[-1].lines.append("")
            items[-1].lines.append(line)
            blank = False
        first = _first_line(blocks[0]) if blocks else ""
        if not blocks or (first and part_of_list(first, kind, base, True) is Part.BEYOND):
            return kind, _dedented(items, base), loose, []
        lines, blank = blocks.pop(0).split("\n"), True


def _first_line(block: str) -> str:
    return block.lstrip("\n").split("\n", 1)[0]


def _dedented(items: list[Item], base: int) -> list[Item]:
    """The items with the indent of their further lines taken off."""
    for item in items:
        indents = [
            len(line) - len(line.lstrip(" ")) - base for line in item.lines[1:] if line.strip()
        ]
        indent = base + text_indent(indents, item.offset - base)
        item.lines[1:] = [dedent(line, indent) for line in item.lines[1:]]
    return items


def _typed_markers(kind: str, items: list[Item]) -> list[str]:
    """The markers to be shown, where HTML's own would not do."""
    if len(kind) == 1 or kind == "arabic.":
        return []
    sign = kind[-1]
    if kind.startswith("letter"):
        return [item.marker + sign for item in items]
    first = int(items[0].marker)
    digits = "๐๑๒๓๔๕๖๗๘๙" if kind.startswith("thai") else "0123456789"
    table = str.maketrans("0123456789", digits)
    return [str(first + index).translate(table) + sign for index in range(len(items))]


def _first_words(li: ElementTree.Element) -> ElementTree.Element:
    """What holds the first words of an item: its first paragraph, or itself."""
    return li[0] if not (li.text or "").strip() and len(li) and li[0].tag == "p" else li


def _insert_marker(inside: ElementTree.Element, marker: str, name: str) -> None:
    """Put a marker, in a span of the class `name`, before the words of an item."""
    span = ElementTree.Element("span", {"class": name})
    span.text = AtomicString(marker)
    span.tail = " " + (inside.text or "").lstrip()
    inside.text = ""
    inside.insert(0, span)
