"""Blocks that are taken as they stand, before any other Markdown is read.

Enters: the lines of a chapter. Leaves: the same lines, where code between fences
(``` or ~~~) and mathematics between lines of $$, or after ```math, are HTML that nothing
changes. Fences may stand in lists and quotations (CommonMark 0.31, 4.5), which
Python-Markdown's own fenced_code does not know.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

PREFIX = r"(?P<prefix>(?: {0,3}> ?)*)(?P<indent> *)"
FENCE = re.compile(PREFIX + r"(?P<fence>`{3,}|~{3,}) *(?P<info>[^`\n]*)$")
DOLLARS = re.compile(PREFIX + r"(?P<fence>\$\$)(?P<info>)\s*$")
# What lines may be indented below: an item, or a box (thaibook.markup.boxes).
ITEM = re.compile(r"\s*(?:[*+-]|[0-9๐-๙]{1,3}[.)]|[ก-ฮ][.)]|!!!|\?\?\?\+?|===[!+]?) ")
# `python`, `{.python}` or `python title="…"`: the language is the first word, but for `title="…"`.
LANGUAGE = re.compile(r"\{?\.?([A-Za-z0-9_+#.-]++)(?!=)")
CODE_INDENT = 4  # outside of lists, four spaces make a line code, fences or not


class FencesExtension(Extension):
    """Registers FencesPreprocessor where fenced_code would stand."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        md.preprocessors.register(FencesPreprocessor(md), "fenced_code_block", 25)


class FencesPreprocessor(Preprocessor):
    """Puts fenced blocks into Python-Markdown's stash of HTML."""

    def run(self, lines: list[str]) -> list[str]:
        """The lines with one placeholder for each fenced block."""
        made: list[str] = []
        at, listed = 0, False
        while at < len(lines):
            line = lines[at]
            opening = FENCE.match(line) or DOLLARS.match(line)
            if ITEM.match(line):
                listed = True
            elif line[:1].strip() and not (made and made[-1].strip()):
                listed = False  # a paragraph at the margin ends every list
            if opening and (listed or len(opening["indent"]) < CODE_INDENT):
                inside, after = _inside(lines, at + 1, opening)
                if opening["fence"] == "$$" and after > len(lines):
                    made.append(line)  # dollar signs that nothing closes
                    at += 1
                    continue
                block = self.md.htmlStash.store(_html(opening, inside))
                blank = opening["prefix"].rstrip()
                made += [blank, f"{opening['prefix']}{opening['indent']}{block}", blank]
                at = after
            else:
                made.append(line)
                at += 1
        return made


def _inside(lines: list[str], at: int, opening: re.Match[str]) -> tuple[list[str], int]:
    """The lines up to the closing fence, and the number of the line after it. A block that
    nothing closes ends with its quotation or the text; then, for `$$`, the number is one
    beyond the last line."""
    inside: list[str] = []
    fence, prefix = opening["fence"], opening["prefix"].strip()
    for number, line in enumerate(lines[at:], at):
        if prefix:
            found = re.match(rf"(?: {{0,3}}> ?){{{prefix.count('>')}}}", line)
            if not found:
                return inside, number
            line = line[found.end() :]
        text = line.strip()
        if len(text) >= len(fence) and text == fence[0] * len(text):
            return inside, number + 1
        inside.append(line[min(len(opening["indent"]), len(line) - len(line.lstrip(" "))) :])
    return inside, len(lines) + (fence == "$$")


def _html(opening: re.Match[str], lines: list[str]) -> str:
    text = html.escape("\n".join(lines), quote=False)
    language = LANGUAGE.match(opening["info"])
    if opening["fence"] == "$$" or (language and language[1] == "math"):  # GitHub's ```math
        return f'<div class="math display">{text}</div>'
    name = f' class="language-{html.escape(language[1].lower())}"' if language else ""
    return f"<pre><code{name}>{text}\n</code></pre>"


def fenced_lines(lines: list[str]) -> Iterator[tuple[int, bool]]:
    """For each line, its index and whether it is code between fences or a fence itself."""
    closing = ""
    for index, line in enumerate(lines):
        opening = None if closing else FENCE.match(line)
        if closing:
            text = line.lstrip("> ").rstrip()
            yield index, True
            if len(text) >= len(closing) and text == closing[0] * len(text):
                closing = ""
        else:
            yield index, bool(opening)
            closing = opening["fence"] if opening else ""
