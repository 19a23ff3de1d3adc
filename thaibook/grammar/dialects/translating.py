"""The steps in which a text with constructs of other programs is made our own Markdown.

Enters: the text of a chapter that has signs of them. Leaves: the same as understood.
"""

from __future__ import annotations

from thaibook.grammar.dialects.constructs import read_constructs
from thaibook.grammar.dialects.draft import Draft, Remark
from thaibook.grammar.dialects.drawn_tables import read_tables
from thaibook.grammar.dialects.foreign_divisions import read_divisions
from thaibook.grammar.dialects.foreign_html import read_html
from thaibook.grammar.dialects.template_tags import read_tags
from thaibook.grammar.dialects.typed_words import read_words
from thaibook.grammar.dialects.wiki_links import Find
from thaibook.text import late_pattern

INCLUDED = late_pattern(r"^\s*\{\{#[A-Za-z_]+[^{}\n]*\}\}")
RAW_FENCE = late_pattern(r"[ >]*[`~]{3,} *\{=(\w+)\}")


def translated(text: str, find: Find) -> tuple[str, tuple[Remark, ...]]:
    """The text in our own Markdown, and what could not be said in it.

    find: where a page or a picture of a wiki link lies."""
    draft = Draft(text)
    for step in (read_tags, read_words, read_divisions, read_tables):
        step(draft)
    read_constructs(draft, find)
    read_html(draft)
    _in_code(draft)
    return draft.shown(draft.text), tuple(sorted(draft.remarks.values()))


def _in_code(draft: Draft) -> None:
    """What stands between fences for a program to replace it."""
    if not any("{{#" in words or "{=" in words for words in draft.kept):
        return
    for number, line in enumerate(draft.shown(draft.text).split("\n"), 1):
        if INCLUDED.match(line):
            draft.tell_line(number, "mdBook", line, "include")
        elif RAW_FENCE.match(line):
            draft.tell_line(number, "Pandoc", line, "raw")
