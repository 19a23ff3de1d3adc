"""The style sheets of an EPUB: one for each kind of its pages.

Enters: a Design. Leaves: (name, CSS). What is written for people, in many files and with
comments, is read by an engine in one; and a length as the engines of old devices know it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from thaibook.model import Design

TEXT_SHEET, COVER_SHEET = "book.css", "cover.css"
COVER_RULES = "cover-page.css"  # of styles/
# Okular reads .7em as 7em. Strings and addresses are left as they are.
SPOKEN = re.compile(
    r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|url\([^)]*\))|(/\*.*?\*/\n?)|(?<![\w.)\]])\.(?=\d)""",
    re.DOTALL,
)
BRACE = re.compile("[{}]")
NEW_RULE = re.compile(r"\s*(?:@(?!font-face|page|media)|[^{]*:(?:is|where|not|has|nth)[-\w]*\()")
NEW_DECLARATION = re.compile(r"[\w-]+\s*:[^;{}]*\b(?:min|max|clamp|calc|var)\([^;{}]*;?\s*")


def style_sheets(design: Design, plain: bool) -> tuple[tuple[str, str], ...]:
    """The sheet of the texts, and that of the cover. plain: with nothing that was not in CSS 2
    (the engine of Adobe leaves out a whole sheet in which it meets what it does not know)."""
    texts = [css for name, css in (*design.shared_css, *design.epub_css) if name != COVER_RULES]
    cover = [css for name, css in design.epub_css if name == COVER_RULES]
    return (TEXT_SHEET, _joined(texts, plain)), (COVER_SHEET, _joined(cover, plain))


def _joined(sheets: list[str], plain: bool) -> str:
    css = SPOKEN.sub(_spoken, "\n".join(sheets))
    return NEW_DECLARATION.sub("", "".join(_unconditional(css))) if plain else css


def _spoken(found: re.Match[str]) -> str:
    return "" if found[2] else found[1] or "0."


def _unconditional(css: str) -> Iterator[str]:
    """The rules that stand under no condition, and have no selector of a later day."""
    begin = depth = 0
    for brace in BRACE.finditer(css):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0 and brace[0] == "}":
            rule = css[begin : brace.end()]
            if not NEW_RULE.match(rule):
                yield rule
            begin = brace.end()
    yield "\n"
