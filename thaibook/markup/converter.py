"""Markdown to HTML: Python-Markdown with its extensions and ours.

Enters: the Markdown of one chapter. Leaves: HTML that may still hold anything that the
author wrote; it has to be cleaned before it is used.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Sequence
from functools import cache
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockprocessors import SetextHeaderProcessor
from markdown.extensions.abbr import AbbrExtension, AbbrTreeprocessor
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.md_in_html import MarkdownInHtmlExtension
from markdown.extensions.tables import TableExtension, TableProcessor
from markdown.util import ETX, STX

from thaibook.grammar import HEAD_OF_TABLE, OF_TABLE_NOTE, RULE, arranged, is_held, without_mdx
from thaibook.markup.admonitions import BoxesExtension
from thaibook.markup.attributes import AttributesExtension
from thaibook.markup.autolinks import AutolinksExtension
from thaibook.markup.blocks import BlocksExtension
from thaibook.markup.fences import FencesExtension
from thaibook.markup.inline import NOT_THAI_WORD, InlineExtension
from thaibook.markup.inline_notes import InlineNotesExtension
from thaibook.markup.lists import ListsExtension
from thaibook.markup.rawhtml import RawHtmlExtension
from thaibook.markup.scripts import ScriptsExtension
from thaibook.markup.signless import PlainExtension
from thaibook.text import late_pattern

NOTE_BELOW = late_pattern(rf"\n[ ]{{0,3}}{OF_TABLE_NOTE}")
ESCAPED_BAR = re.compile(r"(?<!\\)\\\|")
# What an abbreviation stands between where it is no part of a longer word: กทม. in ก.กทม.
BEFORE = f"(?<!{NOT_THAI_WORD})(?<![\u0e01-\u0e2e]\\.)"
AFTER = f"(?!{NOT_THAI_WORD})(?![\u0e30-\u0e3a\u0e45\u0e47-\u0e4e])"


class Tables(TableProcessor):
    """Python-Markdown's tables, where `a \\| b` is `a | b` in code as well, and a row with
    too many cells keeps them all."""

    def test(self, parent: Element, block: str) -> bool:
        """Whether the block has a table, which may follow a text at once (ibid.: 4.10)."""
        return bool(super().test(parent, block[self._begin(block) :]))

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Make what stands above the table, and the table."""
        begin = self._begin(blocks[0])
        if begin:
            above, blocks[0] = blocks[0][: begin - 1], blocks[0][begin:]
            self.parser.parseBlocks(parent, [above])
            super().test(parent, blocks[0])  # it remembers the columns
        note = NOTE_BELOW.search(blocks[0])
        if note and "|" not in blocks[0][note.start() :]:  # no row, though no line is between
            blocks[:1] = [blocks[0][: note.start()], blocks[0][note.start() + 1 :]]
        super().run(parent, blocks)

    def _begin(self, block: str) -> int:
        """Where a table begins in a block; 0 where it has none."""
        for head in HEAD_OF_TABLE.finditer(block) if "|" in block else ():
            if not is_held(block[: head.start()].split("\n"), head[0]):
                return head.start()
        return 0

    def _build_row(self, row: str, parent: Element, align: Sequence[str | None]) -> None:
        more = len(self._split_row(row)) - len(align)
        super()._build_row(row, parent, [*align, *([None] * more)])  # type: ignore[misc]

    def _split_row(self, row: str) -> list[str]:
        """The cells of a row (GitHub Flavored Markdown 0.29, 4.10: escapes in other spans)."""
        cells: list[str] = super()._split_row(row)  # type: ignore[misc]
        return [ESCAPED_BAR.sub("|", cell) for cell in cells]


class TablesExtension(TableExtension):
    """Python-Markdown's tables, by Tables."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        super().extendMarkdown(md)
        md.parser.blockprocessors.register(Tables(md.parser, self.getConfigs()), "table", 75)
        md.parser.blockprocessors.register(Underlined(md.parser), "setextheader", 60)


class Underlined(SetextHeaderProcessor):
    """Headings with a line below them; a rule with a rule below it is none."""

    def test(self, parent: Element, block: str) -> bool:
        """Whether the block begins with such a heading."""
        return super().test(parent, block) and not RULE.match(block.partition("\n")[0])


class ThaiAbbreviations(AbbrTreeprocessor):
    """Finds abbreviations beside Thai letters, which have no word boundary."""

    def run(self, root):  # type: ignore[no-untyped-def]
        """Wrap each abbreviation in an <abbr>."""
        if not self.abbrs:
            return
        longest_first = sorted(self.abbrs, key=lambda word: (-len(word), word))
        words = "|".join(map(re.escape, longest_first))
        self.RE = re.compile(f"{BEFORE}(?:{words}){AFTER}")
        self.iter_element(root)


class NotesExtension(FootnoteExtension):
    """Python-Markdown's footnotes; the ids are made by thaibook.markup.notes."""

    def reset(self) -> None:
        """Forget the notes of the text before."""
        super().reset()
        self._read: dict[str, str] | None = None  # those that are being read
        self._within: dict[str, str] = {}  # those that stand within them

    def setFootnote(self, id: str, text: str) -> None:  # noqa: N802
        """Keep a note; one that stands within another is read after the others."""
        if self._read is None:
            self.footnotes[id] = text
        elif id in self._read:
            self._read[id] = text
        else:
            self._within[id] = text

    def makeFootnotesDiv(self, root: Element) -> Element | None:  # noqa: N802
        """All notes. Python-Markdown 3.11 fails on one that stands within another."""
        every = self._read = self.footnotes
        div = super().makeFootnotesDiv(root)
        while div is not None and self._within:
            self.footnotes, self._within = OrderedDict(self._within), {}
            every.update(self.footnotes)
            if (more := super().makeFootnotesDiv(root)) is not None:
                div[-1].extend(more[-1])
        self.footnotes, self._read = every, None
        return div

    def unique_ref(self, reference: str, found: bool = False) -> str:
        """The id of a call: Python-Markdown looks for a free one from the beginning."""
        return reference


class AbbreviationsExtension(AbbrExtension):
    """Python-Markdown's abbreviations, for Thai as well."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        super().extendMarkdown(md)
        md.treeprocessors.register(ThaiAbbreviations(md, self.abbrs), "abbr", 7)  # type: ignore[attr-defined]


@cache
def _converter(emphasis: bool = True) -> Markdown:
    """Python-Markdown with all extensions of the book's Markdown."""
    # As objects: to find one by its name, every installed package would be looked at.
    notes = NotesExtension(USE_DEFINITION_ORDER=True)
    converter = Markdown(
        output_format="xhtml",
        extensions=[
            TablesExtension(use_align_attribute=True),
            notes,
            InlineNotesExtension(notes),
            DefListExtension(),
            AbbreviationsExtension(),
            MarkdownInHtmlExtension(),
            AttributesExtension(),
            FencesExtension(),
            RawHtmlExtension(),
            ListsExtension(),
            BlocksExtension(),
            BoxesExtension(),
            InlineExtension(),
            AutolinksExtension(),
            ScriptsExtension(),
            PlainExtension(),
        ],
    )
    if not emphasis:
        converter.inlinePatterns.deregister("em_strong")
    return converter


def _converted(text: str, emphasis: bool = True) -> str:
    """What Python-Markdown makes of a text. One that failed half-way still holds what it stood in
    (a list, a quotation), and reset() does not take it out: the next text gets a new one."""
    try:
        return _converter(emphasis).reset().convert(text)
    except BaseException:
        _converter.cache_clear()
        raise


def to_html(text: str, lines: str = "") -> str:
    """The HTML of a chapter in Markdown, not yet clean. lines: as in model.Typography."""
    text = without_mdx(arranged(text, lines), keep_lines=False)
    markup = _converted(text)
    if STX in markup or ETX in markup:
        # Signs of emphasis that cross others (Python-Markdown 3.11) have cut a placeholder
        # in two. Then the signs stay in the text, and no word of it is lost.
        markup = _converted(text, emphasis=False)
    return markup.replace(STX, "").replace(ETX, "")
