"""Markdown to HTML: Python-Markdown with its extensions and ours.

Enters: the Markdown of one chapter. Leaves: HTML that may still hold anything that the
author wrote; it has to be cleaned before it is used.
"""

from __future__ import annotations

import re
from functools import cache

from markdown import Markdown
from markdown.extensions.abbr import AbbrExtension, AbbrTreeprocessor
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.md_in_html import MarkdownInHtmlExtension
from markdown.extensions.tables import TableExtension

from thaibook.markup.attributes import AttributesExtension
from thaibook.markup.blocks import BlocksExtension
from thaibook.markup.fences import FencesExtension
from thaibook.markup.inline import NOT_THAI_WORD, InlineExtension
from thaibook.markup.lists import ListsExtension


class ThaiAbbreviations(AbbrTreeprocessor):
    """Finds abbreviations beside Thai letters, which have no word boundary."""

    def run(self, root):  # type: ignore[no-untyped-def]
        """Wrap each abbreviation in an <abbr>."""
        if not self.abbrs:
            return
        longest_first = sorted(self.abbrs, key=lambda word: (-len(word), word))
        self.RE = re.compile("|".join(map(_whole, longest_first)))
        self.iter_element(root)


def _whole(word: str) -> str:
    """A pattern of an abbreviation that is no part of a longer word: กทม. but not ก.กทม."""
    thai = "[\u0e01-\u0e2e]\\."
    before = f"(?<!{NOT_THAI_WORD})(?<!{thai})"
    after = f"(?!{NOT_THAI_WORD})(?![\u0e30-\u0e3a\u0e45\u0e47-\u0e4e])"
    return f"{before}{re.escape(word)}{after}"


class AbbreviationsExtension(AbbrExtension):
    """Python-Markdown's abbreviations, for Thai as well."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        super().extendMarkdown(md)
        md.treeprocessors.register(ThaiAbbreviations(md, self.abbrs), "abbr", 7)  # type: ignore[attr-defined]


@cache
def _converter() -> Markdown:
    # As objects: to find one by its name, every installed package would be looked at.
    return Markdown(
        output_format="xhtml",
        extensions=[
            TableExtension(use_align_attribute=True),
            FootnoteExtension(USE_DEFINITION_ORDER=True),
            DefListExtension(),
            AbbreviationsExtension(),
            MarkdownInHtmlExtension(),
            AttributesExtension(),
            FencesExtension(),
            ListsExtension(),
            BlocksExtension(),
            InlineExtension(),
        ],
    )


def to_html(text: str) -> str:
    """The HTML of a chapter in Markdown, not yet clean."""
    return _converter().reset().convert(text)
