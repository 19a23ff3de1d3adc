"""Blocks of raw HTML, which end at an empty line: what follows is Markdown again.

Enters: the lines of a chapter. Leaves: the same lines, where each run of lines that begins
with the tag of a block is HTML that nothing changes. Rule: CommonMark 0.31, 4.6, kind 6,
by which authors write Markdown between <details> and </details>; Python-Markdown's own
rule takes all that stands between two tags as it is. What has `markdown="1"` is left to it.
"""

from __future__ import annotations

import re

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from thaibook.markup.fences import CODE_INDENT, ITEM

BLOCKS = (
    "address article aside blockquote body caption center col colgroup dd details dialog dir div "
    "dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html iframe "
    "legend li link main menu nav ol optgroup option p param search section summary table tbody "
    "td tfoot th thead title tr track ul"
).split()
# Those that HTML closes itself: an open one says nothing of what follows.
UNCLOSED = "col colgroup dd dt hr li link option p param tbody td tfoot th thead tr track".split()
BEGINS = re.compile(rf" *</?({'|'.join(BLOCKS)})(?=[\s/>]|$)", re.IGNORECASE)
TAG = re.compile(rf"<(/?)({'|'.join(set(BLOCKS) - set(UNCLOSED))})(?=[\s/>])", re.IGNORECASE)
MARKDOWN = re.compile(r"<[^>]*\smarkdown(?=[\s=>])", re.IGNORECASE)
VERBATIM = re.compile(r"<(/?)(pre|script|style|textarea)(?=[\s>])", re.IGNORECASE)


class RawHtmlExtension(Extension):
    """Registers RawHtmlPreprocessor before Python-Markdown looks for HTML."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        md.preprocessors.register(RawHtmlPreprocessor(md), "raw_html", 22)


class RawHtmlPreprocessor(Preprocessor):
    """Puts blocks of HTML into Python-Markdown's stash."""

    def run(self, lines: list[str]) -> list[str]:
        """The lines with one placeholder for each block of HTML."""
        made: list[str] = []
        at, listed, depth = 0, False, 0
        while at < len(lines):
            line = lines[at]
            if ITEM.match(line):
                listed = True
            elif line[:1].strip() and not (made and made[-1].strip()):
                listed = False
            indent = len(line) - len(line.lstrip(" "))
            if not BEGINS.match(line) or not (listed or depth or indent < CODE_INDENT):
                made.append(line)
                at += 1
                continue
            end = _end(lines, at)
            block = "\n".join(lines[at:end])
            if MARKDOWN.match(line.lstrip()):
                made += lines[at:end]
            else:
                depth = max(0, depth + sum(-1 if tag[1] else 1 for tag in TAG.finditer(block)))
                margin = " " * indent if listed else ""
                made += ["", margin + self.md.htmlStash.store(block.lstrip()), ""]
            at = end
        return made


def _end(lines: list[str], at: int) -> int:
    """The number of the line after the block that begins at `at`."""
    found = MARKDOWN.match(lines[at].lstrip()) and BEGINS.match(lines[at])
    tags = re.compile(rf"<(/?){found[1]}(?=[\s>])", re.IGNORECASE) if found else VERBATIM
    is_open = 0
    for number, line in enumerate(lines[at:], at):
        if not is_open and number > at and (found or not line.strip()):
            return number
        for tag in tags.finditer(line):
            is_open = max(0, is_open + (-1 if tag[1] else 1))
    return len(lines)
