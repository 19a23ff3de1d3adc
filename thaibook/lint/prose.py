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

from thaibook.grammar import (
    BRACES,
    TARGET,
    TYPED_BULLET,
    Kind,
    Line,
    additions,
    lines_as_read,
    span,
    typed_gaps,
)
from thaibook.lint.silence import line_starts, silences, silent_in_markdown, silent_in_yaml
from thaibook.text import late_pattern

Span = tuple[int, int]  # offsets: from, up to

NO_PROSE = "\ufffc"  # OBJECT REPLACEMENT CHARACTER: something that is no prose
MOST_FINDINGS = 200  # findings of one code in one file: who has more mends those first

BLOCKS = (Kind.HEADING, Kind.ROW, Kind.DASHES)  # lines that are blocks by themselves
DEFINES = re.compile(r"[ \t>]*:[ \t]")
HASHES = re.compile(r"#{1,6}[ \t]+")
NAME = late_pattern(rf"{BRACES}[ \t]*$")  # of a formula
BLANK = late_pattern(r"\n[ \t>]*(?=\n)")  # an empty line: the end of a paragraph
GAP = late_pattern(r"(?<=\S)[ \t\u00a0\u2000-\u200a\u3000]{2,}(?=\S)|\|")
TOKEN = late_pattern(r"\\[\\`$<\[\]*_!#]|`+|<!--|</?[A-Za-z]|\$\$?")
SIGN = re.compile(r"[\\`<$]")  # what a TOKEN begins with
TAG = late_pattern(r"</?([A-Za-z][A-Za-z0-9-]*+)[^<>\n]*+(?:\n[^<>\n]++)*+>")
VERBATIM = ("script", "style", "pre", "code", "kbd", "samp", "math", "svg")
# As TeX-like extensions read it: no space inside the signs, no digit after them (a price).
MATHS = late_pattern(r"\$(?=[^\s$])[^$\n]*(?<=[^\s\\])\$(?!\d)")
# A bullet that was typed.
BEGINNING = re.compile(rf"[ \t>]*{TYPED_BULLET}(?=\S)")
ADDRESSES = late_pattern(
    r"(?:https?://|www\.)[^\s<>\"”’)\]]+"
    rf"|(?<=\]\()\s*{TARGET}"
    r"|^ {0,3}\[[^\]^\n][^\]\n]*\]:[ \t]*\S+"
    rf"|\{{[^{{}}\n]*\}}|^{BEGINNING.pattern}"  # attributes
    r"|\[\^[^\]\n]+\]",  # the call of a note, which the book numbers itself
    re.MULTILINE,
)
SIGNS = ("://", "www.", "](", "[", "{")  # of ADDRESSES; most chapters have none of them


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
    the author silenced there. lines: what each line of a chapter is.
    """

    path: Path
    text: str
    marked: str
    prose: str
    silent: dict[int, frozenset[str]]
    lines: tuple[Line, ...] = ()

    @cached_property
    def _starts(self) -> list[int]:
        return line_starts(self.text)

    def line(self, offset: int) -> int:
        """The line of an offset, counted from 1."""
        return bisect_right(self._starts, offset)

    def silences(self, code: str, line: int) -> bool:
        """Whether the author silenced `code` at `line`, by its number, its name or both."""
        return silences(self.silent, code, line)

    def own(self, number: int) -> str:
        """What is `marked` of a line, counted from 0, behind the signs of what it stands in."""
        if number >= len(self.lines):
            return ""
        return self._marked_lines[number][self.lines[number].begins :]

    @cached_property
    def _marked_lines(self) -> list[str]:
        return self.marked.split("\n")

    @cached_property
    def blocks(self) -> tuple[Span, ...]:
        """The paragraphs, headings, list items and rows, by their offsets."""
        return tuple(self._blocks())

    def _blocks(self) -> Iterator[Span]:
        begin = end = 0
        for written, line, masked in zip(
            self.text.split("\n"), self.lines, self._marked_lines, strict=True
        ):
            empty = not masked.strip(f" \t>{NO_PROSE}")
            begins = line.markers or line.kind in BLOCKS or DEFINES.match(written)
            if empty or begins:
                if begin < end:
                    yield begin, end
                begin = end
            end += len(written) + 1
        if begin < end:
            yield begin, min(end, len(self.text))


def read_markdown(path: Path, text: str, mode: str = "") -> Prose:
    """The prose of a chapter. mode: as in model.Chapter.lines."""
    lines = lines_as_read(text, mode)
    rest = _without(_without(text, map(span, additions(text))), _code(text, lines))
    spans, comments = _inline(rest)
    marked = _without(rest, spans)
    rest_of = _without(_without(marked, _no_prose(marked)), _signs(text, lines))
    prose = _without(rest_of, _gaps(text, lines))
    return Prose(path, text, marked, prose, silent_in_markdown(text, comments), lines)


def _no_prose(marked: str) -> Iterator[Span]:
    """The addresses, and the signs that begin lines."""
    if any(sign in marked for sign in SIGNS):
        yield from (found.span() for found in ADDRESSES.finditer(marked))
        return
    for start in line_starts(marked):
        if found := BEGINNING.match(marked, start):
            yield found.span()


def read_yaml(path: Path, text: str) -> Prose:
    """The prose of book.yaml or words.txt: all but comments and addresses."""
    comments = (match.span() for match in re.finditer(r"(?:^|(?<=\s))#.*", text, re.MULTILINE))
    marked = _without(text, comments)
    addresses = (match.span() for match in re.finditer(r"https?://\S+", marked))
    return Prose(path, text, marked, _without(marked, addresses), silent_in_yaml(text))


def _without(text: str, spans: Iterator[Span] | list[Span]) -> str:
    """`text` with the spans, which are in order, masked; line ends stay."""
    parts, last = [], 0
    for begin, end in spans:
        parts.append(text[last:begin])
        parts.append(re.sub(".+", lambda found: NO_PROSE * len(found[0]), text[begin:end]))
        last = end
    return "".join([*parts, text[last:]])


def _code(text: str, lines: tuple[Line, ...]) -> Iterator[Span]:
    """The lines of code, and those of formulas, without the names of formulas."""
    begin = 0
    for line, written in zip(lines, text.split("\n"), strict=True):
        if line.kind in (Kind.CODE, Kind.FENCE):
            yield begin, begin + len(written)
        elif line.kind is Kind.FORMULA:
            name = NAME.search(written)
            yield begin, begin + (name.start() if name else len(written))
        begin += len(written) + 1


def _signs(text: str, lines: tuple[Line, ...]) -> Iterator[Span]:
    """What lines begin with that is no word: the signs of what they stand in, and of headings."""
    begin = 0
    for line, written in zip(lines, text.split("\n"), strict=True):
        end = line.begins if written[: line.begins].strip() else 0
        if line.kind is Kind.HEADING and (hashes := HASHES.match(written, line.begins)):
            end = hashes.end()
        if end:
            yield begin, begin + end
        begin += len(written) + 1


def _gaps(text: str, lines: tuple[Line, ...]) -> Iterator[Span]:
    """What parts the lines of verse, and what sets off items: no white space too much."""
    begin = 0
    for line, written in zip(lines, text.split("\n"), strict=True):
        if line.kind is Kind.VERSE:
            for gap in GAP.finditer(written):
                yield begin + gap.start(), begin + gap.end()
        elif line.kind is Kind.PROSE and "  " in written:
            own = begin + line.begins
            yield from ((own + a, own + b) for a, b in typed_gaps(written[line.begins :]))
        begin += len(written) + 1


def _inline(text: str) -> tuple[list[Span], list[Span]]:
    """Code spans, mathematics, comments and tags; and the comments alone."""
    spans: list[Span] = []
    comments: list[Span] = []
    if not SIGN.search(text):
        return spans, comments
    closing = _code_span_ends(text)
    unclosed: set[str] = set()  # what is never closed from here on; not looked for twice
    search_from = 0
    while token := TOKEN.search(text, search_from):
        begin, kind = token.start(), token[0]
        end = 0
        if kind[0] == "`":
            end = closing.get(begin, 0)
        elif kind == "<!--":
            end = _end_of(text, re.compile("-->"), token.end(), unclosed)
            if end:
                comments.append((begin, end))
        elif kind[0] == "<":
            end = _end_of_tag(text, begin, unclosed)
        elif kind == "$$":
            end_or_blank = re.compile(r"\$\$|\n[ \t]*\n").search(text, token.end())
            end = end_or_blank.end() if end_or_blank and end_or_blank[0] == "$$" else 0
        elif kind == "$":
            maths = MATHS.match(text, begin)
            end = maths.end() if maths else 0
        if end:
            spans.append((begin, end))
        search_from = end or token.end()
    return spans, comments


def _end_of(text: str, closing: re.Pattern[str], search_from: int, unclosed: set[str]) -> int:
    """Where the next `closing` ends; 0 for none, which is noted in `unclosed`."""
    if closing.pattern in unclosed:
        return 0
    match = closing.search(text, search_from)
    if not match:
        unclosed.add(closing.pattern)
    return match.end() if match else 0


def _end_of_tag(text: str, begin: int, unclosed: set[str]) -> int:
    """Where a tag ends, or the element that it begins where that is no prose; 0 for no tag."""
    tag = TAG.match(text, begin)
    if not tag:
        return 0
    name = tag[1].lower()
    if name not in VERBATIM or tag[0][1] == "/" or tag[0].endswith("/>"):
        return tag.end()
    return _end_of(text, re.compile(f"(?i)</{name}\\s*>"), tag.end(), unclosed) or tag.end()


def _code_span_ends(text: str) -> dict[int, int]:
    """For each run of backticks the end of the next equal run in the same paragraph."""
    blanks = [blank.start() for blank in BLANK.finditer(text)]
    ends: dict[int, int] = {}
    nearest: dict[int, tuple[int, int]] = {}  # by length: paragraph and end
    for run in reversed(list(re.finditer("`+", text))):
        paragraph, length = bisect_right(blanks, run.start()), len(run[0])
        if length in nearest and nearest[length][0] == paragraph:
            ends[run.start()] = nearest[length][1]
        nearest[length] = (paragraph, run.end())
    return ends
