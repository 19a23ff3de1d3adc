"""Blocks between `:::` lines, and the line that begins a new page.

    ::: กลอน             kinds: the forms of verse, epigraph, center, right, note, tip,
    ...                  warning, their Thai names, or any class of the author's own
    :::

    /// note | title     PyMdown's blocks: a box, or what PLAIN names
    ...
    ///

The kinds of verse are those of thaibook.grammar.verse_forms. Where else each line stays a line,
thaibook.grammar.divisions says.
`+++`, `\\newpage` or `\\pagebreak`, alone on a line, begins a new page.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from thaibook.grammar import (
    BRACES,
    CLOSING,
    NEW_PAGE,
    OPENING,
    SOURCE,
    Form,
    form_of,
    is_bare_verse,
    is_held,
    is_lined,
    kind_of_division,
    with_colons,
    with_wide_tabs,
)
from thaibook.markup.attributes import assign
from thaibook.markup.verse import set_verse, titled
from thaibook.text import late_pattern

EITHER = late_pattern(f"{OPENING.pattern}|{CLOSING.pattern}", re.M)
# Blocks of PyMdown that are no box; for `html`, what follows is an element and no title.
PLAIN = frozenset(("html", "caption", "figure-caption", "table-caption", "define"))
LINE_END = late_pattern(r"(?<! {2})(?<!\\)\n(?! {4})")  # not in code
NAME = late_pattern(rf"{BRACES}$")


class BlocksExtension(Extension):
    """Registers what this module has."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        processors = md.parser.blockprocessors
        # before a box by its indent, which may stand inside
        processors.register(FencedDivProcessor(md.parser), "fenced_div", 86)
        md.preprocessors.register(SlashesPreprocessor(md), "slashes", 24)
        # before tabs become spaces
        md.preprocessors.register(TabsPreprocessor(md), "tabs_of_verse", 31)
        processors.register(NewPageProcessor(md.parser), "new_page", 55)
        # what nothing else has a use for, before it is a paragraph
        processors.register(BareVerseProcessor(md.parser), "bare_verse", 11)


class SlashesPreprocessor(Preprocessor):
    """`/// note | title` becomes `::: /note title`."""

    def run(self, lines: list[str]) -> list[str]:
        """The lines with such blocks written with colons."""
        return with_colons(lines)


class TabsPreprocessor(Preprocessor):
    """Tabs in verse part a line, wherever they stand in it."""

    def run(self, lines: list[str]) -> list[str]:
        """The lines with such tabs made wide."""
        return with_wide_tabs(lines)


class NewPageProcessor(BlockProcessor):
    """`+++` becomes <div class="new-page"></div>."""

    def test(self, parent: ElementTree.Element, block: str) -> bool:
        """Whether the block has such a line."""
        return bool(NEW_PAGE.search(block))

    def run(self, parent: ElementTree.Element, blocks: list[str]) -> bool:
        """Parse what stands before, make the break, give back what follows."""
        before, after = _around(NEW_PAGE, blocks.pop(0))
        if before:
            self.parser.parseBlocks(parent, [before])
        ElementTree.SubElement(parent, "div", {"class": "new-page"})
        if after:
            blocks.insert(0, after)
        return True


class BareVerseProcessor(BlockProcessor):
    """A paragraph that is surely a poem becomes <div class="verse">."""

    def test(self, parent: ElementTree.Element, block: str) -> bool:
        """Whether its lines are those of a poem."""
        return "\n" in block and is_bare_verse(block.strip("\n").split("\n"))

    def run(self, parent: ElementTree.Element, blocks: list[str]) -> bool:
        """Set the poem; stanzas that follow it at once belong to it."""
        poem = [blocks.pop(0)]
        while blocks and not _has_source(poem[-1]) and self.test(parent, blocks[0]):
            poem.append(blocks.pop(0))
        div = ElementTree.SubElement(parent, "div", {"class": _class(Form.VERSE)})
        set_verse(div, poem, Form.VERSE)
        return True


class FencedDivProcessor(BlockProcessor):
    """`::: kind` to `:::` becomes <div class="kind">."""

    def test(self, parent: ElementTree.Element, block: str) -> bool:
        """Whether the block opens a div, and no item holds it."""
        opening = OPENING.search(block)
        if not opening:
            return False
        return not is_held(block[: opening.start()].split("\n"), opening[0])

    def run(self, parent: ElementTree.Element, blocks: list[str]) -> bool:
        """Make the div of the blocks up to its closing line, or to the end."""
        opening = OPENING.search(blocks[0])
        assert opening
        before, after = _around(OPENING, blocks.pop(0))
        if before:
            self.parser.parseBlocks(parent, [before])
        inside, rest = _inside([after, *blocks])
        blocks[:] = rest
        kind, title = _kind_and_title(opening)
        form = None if opening["slash"] else form_of(opening["kind"])
        div = ElementTree.SubElement(parent, "div", {"class": kind})
        if name := NAME.search(title):  # ::: note title {#name}
            assign(div, name[1])
            title = title[: name.start()].rstrip()
            if not title and "box" in kind.split():
                div.set("class", kind.replace("box", "box untitled", 1))
        if title:
            ElementTree.SubElement(div, "p", {"class": "block-title"}).text = title
        if form:
            set_verse(div, inside, form)
        else:
            if is_lined(kind):
                inside = [LINE_END.sub("  \n", block.strip("\n")) for block in inside]
            self.parser.state.set("div")
            self.parser.parseBlocks(div, inside)
            self.parser.state.reset()
        return True


def _kind_and_title(opening: re.Match[str]) -> tuple[str, str]:
    """The class of a div, and its title."""
    kind = kind_of_division(opening["kind"])
    title = opening["title"].strip()
    if opening["slash"]:
        return kind if kind in PLAIN else f"box {kind}" if title else f"box untitled {kind}", title
    if title.startswith("[") and title.endswith("]"):  # as Docusaurus has it
        title = title[1:-1]
    if form := form_of(opening["kind"]):
        return _class(form), titled(opening["kind"], title)
    return (kind, title) if kind.isascii() else ("box", f"{kind} {title}".strip())


def _has_source(stanza: str) -> bool:
    """Whether the last line of a stanza says whose poem it is."""
    return bool(SOURCE.fullmatch(stanza.strip().rsplit("\n", 1)[-1].strip()))


def _class(form: Form) -> str:
    return "verse" if form is Form.VERSE else f"verse {form.value}"


def _around(pattern: re.Pattern[str], block: str) -> tuple[str, str]:
    found = pattern.search(block)
    assert found
    return block[: found.start()].rstrip("\n"), block[found.end() :].lstrip("\n")


def _inside(blocks: list[str]) -> tuple[list[str], list[str]]:
    """The blocks up to the line that closes, and those after it."""
    depth = 1
    for index, block in enumerate(blocks):
        at = 0
        while found := EITHER.search(block, at):
            depth += 1 if found["kind"] else -1
            if depth == 0:
                inside = [*blocks[:index], block[: found.start()].rstrip("\n")]
                after = block[found.end() :].lstrip("\n")
                return inside, [*([after] if after else []), *blocks[index + 1 :]]
            at = found.end()
    return blocks, []
