"""Lists as Thai authors write them: a Python-Markdown block processor.

`-`, `*`, `+`; `1.` and `1)`; `๑.` and `๑)`; `ก.` and `ก)`. A list keeps the number it
starts with, and what plain HTML cannot show (Thai digits, letters, a bracket) stands in
the text as the author wrote it, in <span class="marker">; so does `[x]` of a task, in
<span class="task"> (GitHub Flavored Markdown 0.29, 5.3). Where lists begin and end and
what belongs to an item: CommonMark 0.31, 5.2 and 5.3, with the four spaces of older
Markdown as well. A number of more than three digits is a year and begins no list; one
letter alone is an initial: a list of letters has at least two, in the order of the
alphabet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree import ElementTree

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.util import STX, AtomicString, nearing_recursion_limit

from thaibook.vocabulary import MARKER

# At most three digits: a longer number is a year or an amount.
LINE = re.compile(
    r"(?P<indent> *)(?:(?P<bullet>[*+-])|(?P<number>[0-9๐-๙]{1,3}|[\u0e01-\u0e2e])(?P<sign>[.)]))"
    r"(?P<gap> +)(?=\S)"
)
TASK = re.compile(r"(\[[ xX]\])\s+(?=\S)")
NEW_BLOCK = re.compile(rf" {{0,3}}(?:#{{1,6}} |>|:::|\+\+\+ *$|{STX})")
CHILD_INDENT = 2  # spaces from which a line belongs to the item above
DEEPEST = 30  # lists and quotations inside each other
NEXT_LETTER = 7  # ก ข ค ง: lists leave out letters that are rare, five in a row at most


@dataclass
class Item:
    """One item: its marker, how far its text is indented, and its lines."""

    marker: str
    offset: int
    lines: list[str] = field(default_factory=list)


def kind_of(match: re.Match[str]) -> str:
    """What kind of list a marker belongs to: the bullet itself, or kind and sign."""
    if match["bullet"]:
        return match["bullet"]
    number = match["number"]
    kind = "letter" if not number[0].isdigit() else "arabic" if number.isascii() else "thai"
    return kind + match["sign"]


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
        return _first(block.split("\n")) is not None

    def run(self, parent: ElementTree.Element, blocks: list[str]) -> bool:
        """Make the list, and give back what follows it."""
        lines = blocks[0].split("\n")
        first = _first(lines)
        if first is None or not _is_list(lines[first:], blocks[1:]):
            return False
        blocks.pop(0)
        if first and "\n".join(lines[:first]).strip():
            self.parser.parseBlocks(parent, ["\n".join(lines[:first])])
        kind, items, loose, rest = _gather(lines[first:], blocks)
        if rest:
            blocks.insert(0, "\n".join(rest))
        self._build(parent, kind, items, loose)
        return True

    def _build(
        self, parent: ElementTree.Element, kind: str, items: list[Item], loose: bool
    ) -> None:
        markers = _markers(kind, items)
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
            words = _words(li)
            if task := TASK.match(words.text or ""):
                words.text = (words.text or "")[task.end() :]
                _mark(words, task[1], "task")
            if markers:
                _mark(words, markers[number], MARKER)


def _first(lines: list[str]) -> int | None:
    """The first line that begins a list: a bullet or a number 1 may do so after a line of
    text (CommonMark 5.3), any marker on the first line."""
    for index, line in enumerate(lines):
        match = LINE.match(line)
        if not match or len(match["indent"]) > 3:
            continue
        number = match["number"]
        if not number:
            return index
        if not number[0].isdigit():
            if index == 0 or number == "ก":
                return index
        elif index == 0 or int(number) == 1:
            return index
    return None


def _is_list(lines: list[str], following: list[str]) -> bool:
    """False for a lone letter, which is somebody's initial."""
    match = LINE.match(lines[0])
    if not match or match["bullet"] or match["number"][0].isdigit():
        return True
    sign, letter = match["sign"], match["number"]
    for line in (*lines[1:], *(block.lstrip("\n").split("\n", 1)[0] for block in following[:8])):
        other = LINE.match(line)
        if other and other["sign"] == sign and not other["bullet"]:
            return 0 < ord(other["number"][0]) - ord(letter) < NEXT_LETTER
    return False


def _gather(lines: list[str], blocks: list[str]) -> tuple[str, list[Item], bool, list[str]]:
    """The list that begins in `lines` and may go on in `blocks`, from which it is taken:
    its kind, items, whether blank lines part them, and the lines left over."""
    start = LINE.match(lines[0])
    assert start
    kind, base = kind_of(start), len(start["indent"])
    items: list[Item] = []
    loose, blank = False, False
    while True:
        for index, line in enumerate(lines):
            if not line.strip():
                blank = True
                continue
            match, indent = LINE.match(line), len(line) - len(line.lstrip(" "))
            if match and indent < base + CHILD_INDENT:
                if kind_of(match) != kind:
                    return kind, _dedented(items, base), loose, lines[index:]
                loose = loose or (blank and bool(items))
                items.append(Item(match["number"] or "", match.end()))
                line = line[match.end() :]
            elif indent < base + CHILD_INDENT and (blank or NEW_BLOCK.match(line)):
                return kind, _dedented(items, base), loose, lines[index:]
            elif blank:
                items[-1].lines.append("")
            items[-1].lines.append(line)
            blank = False
        if not blocks or not _belongs(blocks[0], kind, base):
            return kind, _dedented(items, base), loose, []
        lines, blank = blocks.pop(0).split("\n"), True


def _belongs(block: str, kind: str, base: int) -> bool:
    line = block.lstrip("\n").split("\n", 1)[0]
    match, indent = LINE.match(line), len(line) - len(line.lstrip(" "))
    if indent >= base + CHILD_INDENT or not line:
        return True
    return bool(match and kind_of(match) == kind)


def _dedented(items: list[Item], base: int) -> list[Item]:
    """The items with the indent of their further lines taken off: that of the item's text,
    or the four spaces of older Markdown."""
    for item in items:
        indents = [
            len(line) - len(line.lstrip(" ")) - base for line in item.lines[1:] if line.strip()
        ]
        least = min((indent for indent in indents if indent >= CHILD_INDENT), default=0)
        if least > 4:
            least = item.offset - base if least == item.offset - base + 4 else 4
        item.lines[1:] = [_without(line, base + least) for line in item.lines[1:]]
    return items


def _without(line: str, indent: int) -> str:
    return line[min(indent, len(line) - len(line.lstrip(" "))) :]


def _markers(kind: str, items: list[Item]) -> list[str]:
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


def _words(li: ElementTree.Element) -> ElementTree.Element:
    """What holds the first words of an item: its first paragraph, or itself."""
    return li[0] if not (li.text or "").strip() and len(li) and li[0].tag == "p" else li


def _mark(inside: ElementTree.Element, marker: str, name: str) -> None:
    """Put a marker, in a span of the class `name`, before the words of an item."""
    span = ElementTree.Element("span", {"class": name})
    span.text = AtomicString(marker)
    span.tail = " " + (inside.text or "").lstrip()
    inside.text = ""
    inside.insert(0, span)
