"""The style sheets of an EPUB: one for each kind of its pages.

Enters: a Design. Leaves: (name, CSS). What is written for people, in many files and with
comments, is read by an engine in one; and a length as the engines of old devices know it.
"""

from __future__ import annotations

import re

from thaibook.model import Design

TEXT_SHEET, COVER_SHEET = "book.css", "cover.css"
COVER_RULES = "cover-page.css"  # of styles/
# Okular reads .7em as 7em. Strings and addresses are left as they are.
SPOKEN = re.compile(
    r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|url\([^)]*\))|(/\*.*?\*/\n?)|(?<![\w.)\]])\.(?=\d)""",
    re.DOTALL,
)


def style_sheets(design: Design) -> tuple[tuple[str, str], ...]:
    """The sheet of the texts, and that of the cover."""
    texts = [css for name, css in (*design.shared_css, *design.epub_css) if name != COVER_RULES]
    cover = [css for name, css in design.epub_css if name == COVER_RULES]
    return (TEXT_SHEET, _joined(texts)), (COVER_SHEET, _joined(cover))


def _joined(sheets: list[str]) -> str:
    return SPOKEN.sub(_plain, "\n".join(sheets))


def _plain(found: re.Match[str]) -> str:
    return "" if found[2] else found[1] or "0."
