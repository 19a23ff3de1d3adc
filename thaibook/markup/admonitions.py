"""Boxes as other programs write them, made into the book's own.

    !!! note "title"       Python-Markdown and MkDocs: what is indented below is inside;
    ??? note "title"       likewise, and `=== "title"` for one of several tabs
    > [!NOTE] title        GitHub and Obsidian: a quotation that begins with its kind
    <details><summary>     a book cannot be opened and closed: all is shown

Enters: the lines of a chapter, then its tree. Leaves: <div class="box kind"> with a
<p class="block-title">, which says the kind where the author gave no title.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree

from lxml import etree
from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension

from thaibook.grammar import ALERT, BOX, CODE_INDENT
from thaibook.markup.elements import classes, element
from thaibook.markup.source import Source
from thaibook.vocabulary import AUTOMATIC

INDENT = " " * CODE_INDENT
FIRST_OF_ALERT = re.compile(rf"\s*{ALERT}[ \t]*")


class BoxesExtension(Extension):
    """Registers BoxProcessor."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        md.parser.blockprocessors.register(BoxProcessor(md.parser), "box", 85)


class BoxProcessor(BlockProcessor):
    """`!!! kind "title"` and what is indented below it becomes <div class="box kind">."""

    def test(self, parent: ElementTree.Element, block: str) -> bool:
        """Whether the block has such a line."""
        return bool(BOX.search(block))

    def run(self, parent: ElementTree.Element, blocks: list[str]) -> bool:
        """Make the box of what is indented, and give back what follows."""
        block = blocks.pop(0)
        opening = BOX.search(block)
        assert opening
        if before := block[: opening.start()].rstrip("\n"):
            self.parser.parseBlocks(parent, [before])
        blocks.insert(0, block[opening.end() :].removeprefix("\n"))
        inside = _indented(blocks)
        kind = (opening["kind"] or "tab").lower()
        div = ElementTree.SubElement(parent, "div", {"class": f"box untitled {kind}"})
        if title := opening["title"] or opening["tab"]:
            ElementTree.SubElement(div, "p", {"class": "block-title"}).text = title
            div.set("class", f"box {kind}")
        self.parser.state.set("div")
        self.parser.parseBlocks(div, inside)
        self.parser.state.reset()
        return True


def _indented(blocks: list[str]) -> list[str]:
    """The lines at the beginning of `blocks` that are indented, without their indent; they
    are taken from it."""
    inside = []
    while blocks and (blocks[0].lstrip("\n").startswith(INDENT) or not blocks[0].strip()):
        lines = blocks.pop(0).strip("\n").split("\n")
        end = next((n for n, line in enumerate(lines) if not line.startswith(INDENT)), len(lines))
        inside.append("\n".join(line.removeprefix(INDENT) for line in lines[:end]))
        if rest := "\n".join(lines[end:]).strip("\n"):
            blocks.insert(0, rest)
            break
    return inside


def make_boxes(root: etree._Element, source: Source) -> None:
    """Make the boxes of a chapter's tree, in place."""
    for node in list(root.iter("details", "blockquote")):
        if node.tag == "details":
            _unfold(node)
        elif node.tag == "blockquote":
            _part_alerts(node)
    for box in classes(root, "untitled"):
        _add_kind_as_title(box, source)


def _unfold(details: etree._Element) -> None:
    """Make a box, all of which is shown, of what opens on a click."""
    details.tag = "div"
    details.set("class", "box details")
    for summary in details.iterfind("summary"):
        summary.tag = "p" if not any(_is_block(child) for child in summary) else "div"
        summary.set("class", "block-title")


def _is_block(node: etree._Element) -> bool:
    return str(node.tag) in ("h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "ul", "ol")


def _part_alerts(quotation: etree._Element) -> None:
    """Markdown joins quotations that only an empty line parts: each alert is its own."""
    for child in reversed(quotation):
        if child.tag != "p" or not (opening := FIRST_OF_ALERT.match(child.text or "")):
            continue
        alert = quotation
        if child.getprevious() is not None:
            alert = element("blockquote")
            quotation.addnext(alert)
            alert.extend([child, *child.itersiblings()])
        _make_alert(alert, child, opening)


def _make_alert(quotation: etree._Element, first: etree._Element, opening: re.Match[str]) -> None:
    """Make a box of a quotation whose first paragraph is opened by `[!KIND] title`."""
    first.text = (first.text or "")[opening.end() :]
    title = _first_line(first)
    has_title = bool(len(title) or (title.text or "").strip())
    kind = opening[1].strip().lower()
    if not kind.isascii():  # a kind of the author's own, with a name that readers can read
        if not has_title:
            title.text, has_title = opening[1].strip(), True
        kind = "note"
    quotation.tag = "div"
    quotation.set("class", f"box {'' if has_title else 'untitled '}{kind.replace(' ', '-')}")
    if has_title:
        quotation.insert(0, title)
    if not (first.text or "").strip() and not len(first):
        quotation.remove(first)


def _first_line(paragraph: etree._Element) -> etree._Element:
    """The title that stands on the first line of a paragraph, which is taken from it."""
    title = element("p", cls="block-title")
    title.text, line_end, rest = (paragraph.text or "").partition("\n")
    for child in [] if line_end else list(paragraph):
        if child.tag == "br":
            rest = (child.tail or "").removeprefix("\n")
            paragraph.remove(child)
            break
        tail, line_end, rest = (child.tail or "").partition("\n")
        child.tail = tail
        title.append(child)
        if line_end:
            break
    paragraph.text = rest
    last = title[-1] if len(title) else None
    if last is None:
        title.text = (title.text or "").rstrip()
    else:
        last.tail = (last.tail or "").rstrip()
    return title


def _add_kind_as_title(box: etree._Element, source: Source) -> None:
    """Give a box without a title the name of its kind, in the language of the book."""
    names = (box.get("class") or "").split()
    names.remove("untitled")
    box.set("class", " ".join(names))
    kind = names[-1]
    title = element("p", cls="block-title")
    words = source.setting.labels.get(f"box {kind}", kind.replace("-", " ").title())
    title.append(element("span", words, cls=AUTOMATIC))
    box.insert(0, title)
