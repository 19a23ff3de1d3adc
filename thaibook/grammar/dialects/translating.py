"""The steps in which a text with constructs of other programs is made our own Markdown.

Enters: the text of a chapter that has signs of them. Leaves: the same as understood.
"""

from __future__ import annotations

import re

from thaibook.grammar.dialects.constructs import read_constructs
from thaibook.grammar.dialects.draft import HIDDEN, MARK, Draft, Remark
from thaibook.grammar.dialects.drawn_tables import read_tables
from thaibook.grammar.dialects.foreign_divisions import read_divisions
from thaibook.grammar.dialects.foreign_html import read_html
from thaibook.grammar.dialects.pasted import with_scenes, with_songs, with_tables
from thaibook.grammar.dialects.template_tags import read_tags
from thaibook.grammar.dialects.typed_words import read_words
from thaibook.grammar.dialects.wiki_links import Find
from thaibook.text import late_pattern

INCLUDED = late_pattern(r"^\s*\{\{#[A-Za-z_]+[^{}\n]*\}\}")
# mdbook-admonish: a box between fences.
ADMONISHED = late_pattern(
    r"^(?P<indent>[ ]{0,3})(?P<fence>`{3,}|~{3,})[ ]*admonish(?:[ ]+(?P<kind>[a-z]+)(?![\w=]))?"
    r"(?P<more>[^\n]*)\n(?P<inside>(?:(?![ ]{0,3}(?P=fence))[^\n]*\n){0,2000}?)"
    r"[ ]{0,3}(?P=fence)[`~]*[ \t]*$",
    re.MULTILINE,
)
TITLE = late_pattern(r"(?:title[ ]*=[ ]*)?(?:\"([^\"\n]*)\"|'([^'\n]*)')")
# What a program puts the result of into the line: of R, of Quarto, of Obsidian's Dataview.
RECKONED = late_pattern(
    r"`(?:(?P<quarto>r [^`\n]+|\{\{?(?:r|python|julia)\}?\} [^`\n]+)"
    r"|\$?= ?(?:this\.|dv\.|[a-z]+\()[^`\n]*)`"
)
RAW_FENCE = late_pattern(r"[ >]*[`~]{3,} *\{=(\w+)\}")


def translated(text: str, find: Find) -> tuple[str, tuple[Remark, ...]]:
    """The text in our own Markdown, and what could not be said in it.

    find: where a page or a picture of a wiki link lies."""
    text = ADMONISHED.sub(_admonished, text)
    text = with_scenes(text) if "~~~" in text else text
    text = with_tables(with_songs(text)) if "\t" in text or "  " in text else text
    draft = Draft(text)
    for step in (read_tags, read_words, read_divisions, read_tables):
        step(draft)
    read_constructs(draft, find)
    read_html(draft)
    _in_code(draft)
    return draft.shown(draft.text), tuple(sorted(draft.remarks.values()))


def _admonished(box: re.Match[str]) -> str:
    title = TITLE.search(box["more"])
    words = (title[1] or title[2] or "") if title else ""
    opening = f"{box['indent']}::: /{box['kind'] or 'note'} {words}".rstrip()
    return f"{opening}\n{box['inside']}{box['indent']}:::"


def _in_code(draft: Draft) -> None:
    """What stands between fences, or in a line, for a program to replace it."""
    if any(map(RECKONED.fullmatch, draft.kept)):
        for number, line in enumerate(draft.text.split("\n"), 1):
            for mark in HIDDEN.finditer(line):
                if found := RECKONED.fullmatch(draft.kept[int(mark[1])]):
                    whose = "Quarto" if found["quarto"] else "Obsidian"
                    draft.tell_line(number, whose, found[0].strip("`"), "variable")
    if not any("{{#" in words or "{=" in words for words in draft.kept):
        return
    hidden = draft.text.split("\n")
    for number, line in enumerate(draft.shown(draft.text).split("\n"), 1):
        if not hidden[number - 1].lstrip(" \t>").startswith(MARK):
            continue
        if INCLUDED.match(line):
            draft.tell_line(number, "mdBook", line, "include")
        elif RAW_FENCE.match(line):
            draft.tell_line(number, "Pandoc", line, "raw")
