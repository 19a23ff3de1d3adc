"""Blocks that are taken as they stand, before any other Markdown is read.

Enters: the lines of a chapter. Leaves: the same lines, where code between fences
(``` or ~~~) and mathematics between lines of $$, or after ```math, are HTML that nothing
changes. The name of a formula, `{#name}`, ends its last line or stands on the next. Fences
may stand in lists and quotations (CommonMark 0.31, 4.5), which Python-Markdown's own
fenced_code does not know.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from thaibook.markup.attributes import BRACES, assign

PREFIX = r"(?P<prefix>(?: {0,3}> ?)*)(?P<indent> *)"
FENCE = re.compile(PREFIX + r"(?P<fence>`{3,}|~{3,}) *(?P<info>[^`\n]*)$")
DOLLARS = re.compile(PREFIX + r"(?P<fence>\$\$)(?P<info>)\s*$")
NAME = re.compile(rf"[> ]*(?P<fence>\$\$)?[ ]*{BRACES}[ ]*$")
# What lines may be indented below: an item, or a box (thaibook.markup.admonitions).
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
                names, after = _names(lines, after) if _is_math(opening) else ("", after)
                block = self.md.htmlStash.store(_html(opening, inside, names))
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
        named = NAME.match(text) if fence == "$$" else None
        if (named and named["fence"]) or _closes(text, fence):
            return inside, number + 1
        inside.append(line[min(len(opening["indent"]), len(line) - len(line.lstrip(" "))) :])
    return inside, len(lines) + (fence == "$$")


def _closes(text: str, fence: str) -> bool:
    return len(text) >= len(fence) and text == fence[0] * len(text)


def _is_math(opening: re.Match[str]) -> bool:
    language = LANGUAGE.match(opening["info"])
    return opening["fence"] == "$$" or bool(language and language[1] == "math")  # GitHub's ```math


def _names(lines: list[str], after: int) -> tuple[str, int]:
    """The attributes of the formula that ends before the line `after`, which are on its last
    line or on that one, and the number of the line after them."""
    found = NAME.match(lines[after - 1])
    if found and found["fence"]:
        return found[2], after
    found = NAME.match(lines[after]) if after < len(lines) else None
    return (found[2], after + 1) if found and not found["fence"] else ("", after)


def _html(opening: re.Match[str], lines: list[str], names: str) -> str:
    if _is_math(opening):
        div = ElementTree.Element("div", {"class": "math display"})
        div.text = "\n".join(lines)
        assign(div, names)
        return ElementTree.tostring(div, encoding="unicode", short_empty_elements=False)
    text = html.escape("\n".join(lines), quote=False)
    language = LANGUAGE.match(opening["info"])
    name = f' class="language-{html.escape(language[1].lower())}"' if language else ""
    return f"<pre><code{name}>{text}\n</code></pre>"


def fenced_lines(lines: list[str]) -> Iterator[tuple[int, bool]]:
    """For each line, its index and whether it is code between fences or a fence itself."""
    closing = ""
    for index, line in enumerate(lines):
        opening = None if closing else FENCE.match(line)
        if closing:
            yield index, True
            if _closes(line.lstrip("> ").rstrip(), closing):
                closing = ""
        else:
            yield index, bool(opening)
            closing = opening["fence"] if opening else ""
