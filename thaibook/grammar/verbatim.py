"""Blocks that are taken as they stand, before any other Markdown is read.

Enters: the lines of a chapter, without TABs. Leaves: where code stands between fences
(``` or ~~~), where a formula stands between lines of $$, between \\[ and \\], or after ```math,
and where blocks of raw HTML stand. The name of a formula, `{#name}`, ends its last line or stands
on the next. Fences may stand in lists and quotations, and right behind the sign of an item
(CommonMark 0.31, 4.5 and 5.2). A block of HTML begins with
the tag of a block and ends at an empty line, what follows is Markdown again (ibid., 4.6, kind 6).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from thaibook.grammar.signs import BRACES, CODE_INDENT, DEFINITION, HOLDER, ITEM, MARKER
from thaibook.text import late_pattern

# Quotations, an indent, and the signs of items that begin on the line.
PREFIX = rf"(?P<prefix>(?: *> ?)*+)(?P<indent> *(?:{MARKER} +)*+)"
FENCE = late_pattern(PREFIX + r"(?P<fence>`{3,}|~{3,}) *(?P<info>[^`\n]*)$")
DOLLARS = late_pattern(PREFIX + r"(?P<fence>\$\$)(?P<info>)\s*$")
BRACKETS = re.compile(PREFIX + r"(?P<fence>\\\[)(?P<info>)\s*$")
NAME = late_pattern(rf"[> ]*(?P<fence>\$\$|\\\])?[ ]*{BRACES}[ ]*$")
# `python`, `{.python}` or `python title="…"`: the language is the first word, but for `title="…"`.
LANGUAGE = late_pattern(r"\{?\.?([A-Za-z0-9_+#.-]++)(?!=)")

HTML_BLOCKS = (
    "address article aside blockquote body caption center col colgroup dd details dialog dir div "
    "dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html iframe "
    "legend li link main menu nav ol optgroup option p param search section summary table tbody "
    "td tfoot th thead title tr track ul"
).split()
# Those that HTML closes itself: an open one says nothing of what follows.
UNCLOSED = "col colgroup dd dt hr li link option p param tbody td tfoot th thead tr track".split()
BEGINS = late_pattern(rf" *</?({'|'.join(HTML_BLOCKS)})(?=[\s/>]|$)", re.IGNORECASE)
TAG = late_pattern(rf"<(/?)({'|'.join(set(HTML_BLOCKS) - set(UNCLOSED))})(?=[\s/>])", re.IGNORECASE)
MARKDOWN = late_pattern(r"<[^>]*\smarkdown(?=[\s=>])", re.IGNORECASE)
VERBATIM = late_pattern(r"<(/?)(pre|script|style|textarea)(?=[\s>])", re.IGNORECASE)

# A tag that has its line for itself, and below it a line with signs of Markdown: who writes so
# means them, though for CommonMark (4.6) all is HTML up to the empty line.
ALONE = late_pattern(
    r" *<(?!/?(?:table|thead|tbody|tr|ul|ol|dl|pre)\b)[A-Za-z/][^\n]*> *$", re.IGNORECASE
)
BLOCK_SIGN = late_pattern(r" {0,3}(?:#{1,6} |[-*+] |\d{1,3}[.)] |> |\|)")
OF_WORDS = late_pattern(r" *<(h[1-6]|p)(?=[\s>])", re.IGNORECASE)  # they hold words, no blocks
COLONS = re.compile(r" {0,3}:{3,}[ \t]*$")  # what ends a division ends the HTML in it
MARKED = late_pattern(r" {0,3}(?:#{1,6} |[-*+] |\d{1,3}[.)] |> |\||!\[)|[^<\n]*(?:\*\*\S|\]\()")

RAW = late_pattern(r" {0,3}<(?:!--|(pre|script|style|textarea|math)(?=[\s>]))", re.IGNORECASE)
COMMENT_END = late_pattern("-->")


class Fenced(NamedTuple):
    """Code or a formula between fences.

    first, after: the numbers of its first line and of the line after it. language: the word
    after the fence, or "". closed: whether its last line closes it. names: the attributes of a
    formula.
    """

    first: int
    after: int
    prefix: str  # the signs of the quotations in which it stands
    indent: str
    language: str
    is_formula: bool
    inside: list[str]
    closed: bool
    names: str

    def placed(self, stands_for: str, lines: Sequence[str]) -> list[str]:
        """What is put in its place among the lines: `stands_for`, between empty ones. Two empty
        lines would end a note."""
        blank, deep = self.prefix.rstrip(), len(self.indent) >= CODE_INDENT
        begins_item = bool(self.indent.strip())
        above = lines[self.first - 1] if self.first else ""
        below = lines[self.after] if self.after < len(lines) else ""
        ends = not below.strip() or (begins_item and ITEM.match(below[len(self.prefix) :]))
        return [
            *([] if begins_item or (deep and not above.strip()) else [blank]),
            f"{self.prefix}{self.indent}{stands_for}",
            *([] if (deep or begins_item) and ends else [blank]),
        ]


class HtmlBlock(NamedTuple):
    """A block of raw HTML, from the line `first` up to the line `after`.

    indent: the spaces that put it into a list. markdown: it has `markdown="1"`, and Markdown
    in it.
    """

    first: int
    after: int
    indent: str
    markdown: bool

    def placed(self, stands_for: str, lines: Sequence[str]) -> list[str]:
        """What is put in its place among the lines, as with Fenced."""
        deep = len(self.indent) >= CODE_INDENT
        above = lines[self.first - 1] if self.first else ""
        below = lines[self.after] if self.after < len(lines) else ""
        return [
            *([] if deep and not above.strip() else [""]),
            self.indent + stands_for,
            *([] if deep and not below.strip() else [""]),
        ]


class RawBlock(NamedTuple):
    """A comment at the beginning of a line, or an element whose content is no Markdown.

    tail: what follows it on its last line.
    """

    first: int
    after: int
    tail: str
    is_comment: bool


class Lists:
    """Whether a line may belong to a list, and be indented without being code."""

    def __init__(self) -> None:
        self.listed = False

    def meet(self, line: str, above: str) -> bool:
        """Go on to `line`, below `above`: a paragraph at the margin ends every list."""
        if HOLDER.match(line) or (above.strip() and DEFINITION.match(line)):
            self.listed = True
        elif line[:1].strip() and not above.strip():
            self.listed = False
        return self.listed


def fenced_blocks(lines: Sequence[str]) -> Iterator[Fenced]:
    """The blocks between fences, in order."""
    if not any(map(_may_open, lines)):
        return
    lists, above, number = Lists(), "", 0
    while number < len(lines):
        line = lines[number]
        opening = _opening(line) if _may_open(line) else None
        listed = lists.meet(line, above)
        if opening and (listed or _is_near(line, opening)):
            inside, after, closed = _inside(lines, number + 1, opening)
            if (
                closed
                or opening["fence"] not in ("$$", "\\[")
                or (after < len(lines) and opening["fence"] == "$$")
            ):
                block = _fenced(lines, opening, (number, after), inside, closed)
                yield block
                number, above = block.after, block.prefix
                continue  # else they are dollar signs that nothing closes
        above = line
        number += 1


def _may_open(line: str) -> bool:
    return "```" in line or "~~~" in line or "$$" in line or "\\[" in line


def _opening(line: str) -> re.Match[str] | None:
    return FENCE.match(line) or DOLLARS.match(line) or BRACKETS.match(line)


def _is_near(line: str, opening: re.Match[str]) -> bool:
    """Whether it is not indented as code is, before and behind the signs of quotations."""
    indents = (len(text) - len(text.lstrip(" ")) for text in (line, opening["indent"]))
    return all(indent < CODE_INDENT for indent in indents)


def _fenced(
    lines: Sequence[str],
    opening: re.Match[str],
    numbers: tuple[int, int],
    inside: list[str],
    closed: bool,
) -> Fenced:
    first, after = numbers
    language = LANGUAGE.match(opening["info"])
    word = language[1] if language else ""
    is_formula = opening["fence"] in ("$$", "\\[") or word == "math"  # GitHub's ```math
    names, after = _names(lines, after) if is_formula else ("", after)
    where = (opening["prefix"], opening["indent"])
    return Fenced(first, after, *where, word, is_formula, inside, closed, names)


def _inside(
    lines: Sequence[str], first: int, opening: re.Match[str]
) -> tuple[list[str], int, bool]:
    """The lines up to the closing fence, the number of the line after it, and whether there
    is one: a block that nothing closes ends with its quotation or the text."""
    inside: list[str] = []
    fence, prefix = opening["fence"], opening["prefix"].strip()
    quoted = re.compile(rf"(?: *> ?){{{prefix.count('>')}}}")
    closing = "\\]" if fence == "\\[" else fence
    for number in range(first, len(lines)):
        line = lines[number]
        if prefix:
            signs = quoted.match(line)
            if not signs:
                return inside, number, False
            line = line[signs.end() :]
        text = line.strip()
        named = NAME.match(text) if fence in ("$$", "\\[") else None
        if (named and named["fence"] == closing) or _closes(text, closing):
            return inside, number + 1, True
        inside.append(line[min(len(opening["indent"]), len(line) - len(line.lstrip(" "))) :])
    return inside, len(lines), False


def _closes(text: str, fence: str) -> bool:
    return text == fence or (len(text) > len(fence) and text == fence[0] * len(text))


def _names(lines: Sequence[str], after: int) -> tuple[str, int]:
    """The attributes of the formula that ends before the line `after`, which are on its last
    line or on that one, and the number of the line after them."""
    last = NAME.match(lines[after - 1])
    if last and last["fence"]:
        return last[2], after
    below = NAME.match(lines[after]) if after < len(lines) else None
    return (below[2], after + 1) if below and not below["fence"] else ("", after)


def html_blocks(lines: Sequence[str]) -> Iterator[HtmlBlock]:
    """The blocks of raw HTML in lines without fences, in order."""
    if not any("<" in line for line in lines):
        return
    lists, above, number, depth = Lists(), "", 0, 0
    while number < len(lines):
        line = lines[number]
        listed = lists.meet(line, above)
        indent = len(line) - len(line.lstrip(" "))
        begins = BEGINS.match(line) if "<" in line else None
        if not begins or not (listed or depth or indent < CODE_INDENT):
            above = line
            number += 1
            continue
        markdown = bool(MARKDOWN.match(line.lstrip()))
        after = _end(lines, number, begins[1] if markdown else "")
        if not markdown:
            block = "\n".join(lines[number:after])
            depth = max(0, depth + sum(-1 if tag[1] else 1 for tag in TAG.finditer(block)))
        yield HtmlBlock(number, after, " " * indent if listed else "", markdown)
        above = lines[after - 1] if markdown else ""
        number = after


def _end(lines: Sequence[str], first: int, name: str) -> int:
    """The number of the line after the block that begins at `first`: an empty one, or, for the
    element `name` with Markdown in it, the one after its end."""
    tags = re.compile(rf"<(/?){name}(?=[\s>])", re.IGNORECASE) if name else VERBATIM
    is_open = 0
    for number in range(first, len(lines)):
        line = lines[number]
        if not is_open and number > first and (name or not line.strip()):
            return number
        if not is_open and number > first and line.lstrip(" ").startswith(":::"):
            return number  # the end of a division that holds it, or a new one
        if not is_open and number > first and MARKED.match(line) and ALONE.match(lines[number - 1]):
            if BLOCK_SIGN.match(line) or not _is_inside(lines, first, number):
                return number
        if not is_open and number > first and COLONS.match(line):
            return number
        for tag in tags.finditer(line):
            is_open = max(0, is_open + (-1 if tag[1] else 1))
    return len(lines)


def _is_inside(lines: Sequence[str], first: int, number: int) -> bool:
    """Whether the heading or paragraph of HTML that begins at `first` is open at a line."""
    begins = OF_WORDS.match(lines[first])
    end = f"</{begins[1].lower()}" if begins else ""
    return bool(begins) and not any(end in line.lower() for line in lines[first:number])


def raw_blocks(lines: Sequence[str]) -> Iterator[RawBlock]:
    """Comments, and elements whose content is no Markdown, that begin a line."""
    number, endless = 0, False
    while number < len(lines):
        begins = RAW.match(lines[number]) if "<" in lines[number] else None
        if begins and (begins[1] or not endless):
            block = _raw(lines, number, begins)
            if block:
                yield block
                number = block.after
                continue
            endless = True  # a comment that nothing closes is text; the next one as well
        number += 1


def _raw(lines: Sequence[str], first: int, begins: re.Match[str]) -> RawBlock | None:
    end = re.compile(rf"</{begins[1]}\s*>", re.IGNORECASE) if begins[1] else COMMENT_END
    start = begins.end()
    for number in range(first, len(lines)):
        if closing := end.search(lines[number], start):
            tail = lines[number][closing.end() :].strip()
            return RawBlock(first, number + 1, tail, not begins[1])
        start = 0
    return RawBlock(first, len(lines), "", False) if begins[1] else None
