"""What of a Markdown text is prose, and where the author asks for silence.

Enters: the Markdown of one file. Leaves: a Prose, in which all that is not prose stands
as U+FFFC, so that every place keeps its offset. Every scan is linear, whatever the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from thaibook.grammar import SPACED, additions, span
from thaibook.lint.silence import line_starts, silences, silent_in_markdown, silent_in_yaml

Span = tuple[int, int]  # offsets: from, up to

GONE = "\ufffc"  # OBJECT REPLACEMENT CHARACTER: something that is no prose
MOST = 200  # findings of one code in one file: who has more mends those first

FRONT_MATTER = re.compile(r"---[ \t]*\n(?=[\w-]+:)(?:.*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
FENCE = re.compile(r"[ \t>]*(?:[-*+][ \t]+)?(`{3,}(?=[^`]*$)|~{3,})")
# A list item, a note, a definition or an aside: what is indented below it is still prose.
CONTAINER = re.compile(r" {0,3}(?:[-*+:]|[0-9๐-๙]{1,9}[.)]|[ก-ฮ][.)]|\[\^[^\]]+\]:|!!!|\?\?\?|:::)")
ITEM = re.compile(r"[ \t]*(?:[-*+]|[0-9๐-๙]{1,9}[.)]|[ก-ฮ][.)])[ \t]")
CODE_IN_ITEM = 8  # spaces further in than the item's sign
BLOCK = re.compile(r"[ \t>]*(?:[-*+:][ \t]|#|\||[0-9๐-๙]{1,9}[.)][ \t]|[ก-ฮ][.)][ \t]|\[\^)")
BLANK = re.compile(r"\n[ \t>]*(?=\n)")
TOKEN = re.compile(r"\\[\\`$<\[\]*_!#]|`+|<!--|</?[A-Za-z]|\$\$?")
SIGN = re.compile(r"[\\`<$]")  # what a TOKEN begins with
TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)[^<>\n]*(?:\n[^<>\n]+)*>")
VERBATIM = ("script", "style", "pre", "code", "kbd", "samp", "math", "svg")
# As TeX-like extensions read it: no space inside the signs, no digit after them (a price).
MATHS = re.compile(r"\$(?=[^\s$])[^$\n]*(?<=[^\s\\])\$(?!\d)")
# What word processors put before an item, some as a code of their own fonts; o only with a TAB.
BULLET = r"(?:[•‣▪◦·\uf076\uf0a7\uf0b7\uf0d8\uf0fc][ \t]*|o\t[ \t]*)"
ADDRESSES = re.compile(
    r"(?:https?://|www\.)[^\s<>\"”’)\]]+"
    rf"|(?<=\]\()\s*(?:<[^<>\n]*>|{SPACED}|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)"
    r"|^ {0,3}\[[^\]^\n][^\]\n]*\]:[ \t]*\S+"
    r"|\{[^{}\n]*\}"  # attributes
    # with them, what begins a list item, a heading or a note
    r"|^[ \t>]*(?:[-*+:]|\#{1,6}|[0-9๐-๙]{1,9}[.)]|[ก-ฮ][.)]|\[\^[^\]\n]+\]:)[ \t]+"
    rf"|^[ \t>]*{BULLET}(?=\S)"
    r"|\[\^[^\]\n]+\]",  # the call of a note, which the book numbers itself
    re.MULTILINE,
)

# In verse, two spaces part the halves of a line.
VERSE = re.compile(
    r"^ {0,3}:{3,} *\{?\.?(?:verse|กลอน|บทกวี)\b.*\n(?:(?! {0,3}:{3,} *$).*\n)*", re.MULTILINE
)


class Finding(NamedTuple):
    """What a rule found: its code, the line, the words for the message."""

    code: str
    line: int
    words: dict[str, str] = {}  # noqa: RUF012 - never written to


@dataclass(frozen=True)
class Prose:
    """One file as the rules read it; the three texts have the same offsets.

    text: as written; marked: without code, mathematics, comments and HTML; prose: also
    without addresses and the signs that begin a line. silent: for a line, the rules that
    the author silenced there. open_fence: the line of a code fence without end, or 0.
    """

    path: Path
    text: str
    marked: str
    prose: str
    silent: dict[int, frozenset[str]]
    open_fence: int = 0

    @cached_property
    def _starts(self) -> list[int]:
        return line_starts(self.text)

    def line(self, at: int) -> int:
        """The line of an offset, counted from 1."""
        return bisect_right(self._starts, at)

    def silences(self, code: str, line: int) -> bool:
        """Whether the author silenced `code` at `line`, by its number, its name or both."""
        return silences(self.silent, code, line)

    @cached_property
    def blocks(self) -> tuple[Span, ...]:
        """The paragraphs, headings, list items and rows, by their offsets."""
        return tuple(self._blocks())

    def _blocks(self) -> Iterator[Span]:
        begin = end = 0
        for line, masked in zip(self.text.split("\n"), self.marked.split("\n"), strict=True):
            empty = not masked.strip(f" \t>{GONE}")
            if empty or BLOCK.match(line):
                if begin < end:
                    yield begin, end
                begin = end
            end += len(line) + 1
        if begin < end:
            yield begin, min(end, len(self.text))


def read_markdown(path: Path, text: str) -> Prose:
    """The prose of a chapter."""
    rest = _without(text, map(span, additions(text)))
    code, open_fence = _code_lines(rest)
    rest = _without(rest, code)
    spans, comments = _inline(rest)
    marked = _without(rest, spans)
    addresses = (found.span() for found in ADDRESSES.finditer(marked))
    prose = VERSE.sub(lambda found: re.sub("  ", GONE * 2, found[0]), _without(marked, addresses))
    return Prose(path, text, marked, prose, silent_in_markdown(text, comments), open_fence)


def read_yaml(path: Path, text: str) -> Prose:
    """The prose of book.yaml or words.txt: all but comments and addresses."""
    comments = (found.span() for found in re.finditer(r"(?:^|(?<=\s))#.*", text, re.MULTILINE))
    marked = _without(text, comments)
    addresses = (found.span() for found in re.finditer(r"https?://\S+", marked))
    return Prose(path, text, marked, _without(marked, addresses), silent_in_yaml(text))


def _without(text: str, spans: Iterator[Span] | list[Span]) -> str:
    """`text` with the spans, which are in order, masked; line ends stay."""
    parts, last = [], 0
    for begin, end in spans:
        parts.append(text[last:begin])
        parts.append(re.sub(".+", lambda found: GONE * len(found[0]), text[begin:end]))
        last = end
    return "".join([*parts, text[last:]])


def _code_lines(text: str) -> tuple[list[Span], int]:
    """Front matter, fenced and indented code, and the line of a fence that never ends."""
    spans: list[Span] = []
    front = FRONT_MATTER.match(text)
    at = front.end() if front else 0
    if front:
        spans.append((0, at))
    fence, opened, opened_at, contained, after_blank, item = "", 0, 0, False, True, 0
    for number, line in enumerate(text[at:].split("\n"), text.count("\n", 0, at) + 1):
        end = at + len(line)
        found = FENCE.match(line)
        bare = line.strip(" \t>")
        if fence:
            if found and found[1].startswith(fence) and not bare.strip(fence[0]):
                spans.append((opened_at, end))
                fence = ""
        elif found:
            fence, opened, opened_at = found[1], number, at
        elif bare and not line.startswith(("    ", "\t")):
            contained = bool(CONTAINER.match(line)) or (contained and not after_blank)
            item = _indent(line)
        elif bare and after_blank and (not contained or _indent(line) >= item + CODE_IN_ITEM):
            spans.append((at, end))
        elif bare and ITEM.match(line):
            item = _indent(line)
        # after a line of indented code the next one is code, too
        after_blank = not bare or (bool(spans) and spans[-1][1] == end)
        at = end + 1
    if fence:  # the rest is masked: whether it is code, nobody can say
        spans.append((opened_at, len(text)))
    return spans, opened if fence else 0


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _inline(text: str) -> tuple[list[Span], list[Span]]:
    """Code spans, mathematics, comments and tags; and the comments alone."""
    spans: list[Span] = []
    comments: list[Span] = []
    if not SIGN.search(text):
        return spans, comments
    closing = _code_span_ends(text)
    endless: set[str] = set()  # what is never closed from here on; not looked for twice
    at = 0
    while token := TOKEN.search(text, at):
        begin, kind = token.start(), token[0]
        end = 0
        if kind[0] == "`":
            end = closing.get(begin, 0)
        elif kind == "<!--":
            end = _end_of(text, re.compile("-->"), token.end(), endless)
            if end:
                comments.append((begin, end))
        elif kind[0] == "<":
            end = _end_of_tag(text, begin, endless)
        elif kind == "$$":
            found = re.compile(r"\$\$|\n[ \t]*\n").search(text, token.end())
            end = found.end() if found and found[0] == "$$" else 0
        elif kind == "$":
            maths = MATHS.match(text, begin)
            end = maths.end() if maths else 0
        if end:
            spans.append((begin, end))
        at = end or token.end()
    return spans, comments


def _end_of(text: str, closing: re.Pattern[str], at: int, endless: set[str]) -> int:
    if closing.pattern in endless:
        return 0
    found = closing.search(text, at)
    if not found:
        endless.add(closing.pattern)
    return found.end() if found else 0


def _end_of_tag(text: str, begin: int, endless: set[str]) -> int:
    tag = TAG.match(text, begin)
    if not tag:
        return 0
    name = tag[1].lower()
    if name not in VERBATIM or tag[0][1] == "/" or tag[0].endswith("/>"):
        return tag.end()
    return _end_of(text, re.compile(f"(?i)</{name}\\s*>"), tag.end(), endless) or tag.end()


def _code_span_ends(text: str) -> dict[int, int]:
    """For each run of backticks the end of the next equal run in the same paragraph."""
    blanks = [found.start() for found in BLANK.finditer(text)]
    ends: dict[int, int] = {}
    nearest: dict[int, tuple[int, int]] = {}  # by length: paragraph and end
    for run in reversed(list(re.finditer("`+", text))):
        paragraph, length = bisect_right(blanks, run.start()), len(run[0])
        if length in nearest and nearest[length][0] == paragraph:
            ends[run.start()] = nearest[length][1]
        nearest[length] = (paragraph, run.end())
    return ends
