"""A text that is being rewritten: its code is out of reach, and its lines keep their numbers.

Enters: the text of a chapter. Leaves: the text as it was changed, and Remarks on what was not
understood. Code, formulas and comments of HTML stand behind marks while patterns are looked
for; a pattern never sees what is in them, nor reaches across them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from typing import NamedTuple

from thaibook.grammar.kinds import Kind
from thaibook.grammar.lines import scan
from thaibook.text import late_pattern

MARK, MARK_END = "\x02", "\x03"
HIDDEN = late_pattern(f"{MARK}(\\d+){MARK_END}")
APART = (Kind.CODE, Kind.FENCE, Kind.FORMULA, Kind.COMMENT)
# The opening bracket of a formula has no space after it, as in thaibook.markup.inline.
FORMULA = late_pattern(
    r"(?<!\\)\$\$(?:[^$\n]|\n(?![ \t]*\n)){1,3000}+\$\$"
    r"|(?<!\\)\$(?=[^\s$])[^$\n]*(?<=[^\s\\])\$(?!\d)"
    r"|(?<!\\)\\\((?:(?!\\\))[^\n]){1,600}+\\\)|(?<!\\)\\\[(?:(?!\\\])[^\n]){1,600}+\\\]"
)
COMMENT = late_pattern(r"<!--(?:(?!-->)[^\n]){0,2000}+-->")
PARAGRAPH_END = late_pattern(r"\n[ \t>]*(?=\n)")
SHOWN = 60  # letters of a construct that a message repeats


class Remark(NamedTuple):
    """A construct that was not understood, or was left out. advice: a key of messages.ADVICE."""

    line: int
    dialect: str
    sign: str
    advice: str
    is_left_out: bool = False


Becomes = Callable[[re.Match[str]], "str | None"]


class Draft:
    """The text, its code behind marks; whole lines of code are one mark each."""

    def __init__(self, text: str) -> None:
        self.kept: list[str] = []
        self.remarks: dict[tuple[int, str], Remark] = {}
        lines = text.split("\n")
        self.kinds = [line.kind for line in scan(text)]
        for number, kind in enumerate(self.kinds):
            if kind in APART and lines[number]:
                lines[number] = self._mark(lines[number])
        hidden = self._without_spans("\n".join(lines))
        for pattern in (COMMENT, FORMULA):
            hidden = pattern.sub(lambda found: self.keep(found[0]), hidden)
        self.text = hidden

    def _mark(self, words: str) -> str:
        self.kept.append(words)
        return f"{MARK}{len(self.kept) - 1}{MARK_END}"

    def keep(self, words: str) -> str:
        """Marks for words that no pattern may touch, one a line."""
        return "\n".join(self._mark(line) if line else "" for line in words.split("\n"))

    def shown(self, text: str) -> str:
        """The text with what stands behind its marks."""
        while MARK in text:
            text = HIDDEN.sub(lambda mark: self.kept[int(mark[1])], text)
        return text

    def _without_spans(self, text: str) -> str:
        if "`" not in text:
            return text
        parts, at = [], 0
        for begin, end in _code_spans(text):
            parts += [text[at:begin], self.keep(text[begin:end])]
            at = end
        return "".join([*parts, text[at:]])

    def tell(
        self, offset: int, dialect: str, sign: str, advice: str, is_left_out: bool = False
    ) -> None:
        """A remark on what stands at an offset of the text as it is now."""
        self.tell_line(self.text.count("\n", 0, offset) + 1, dialect, sign, advice, is_left_out)

    def tell_line(
        self, line: int, dialect: str, sign: str, advice: str, is_left_out: bool = False
    ) -> None:
        """A remark on a line; one for each construct."""
        sign = " ".join(self.shown(sign).split())
        sign = sign if len(sign) <= SHOWN else f"{sign[:SHOWN]}…"
        self.remarks.setdefault((line, sign), Remark(line, dialect, sign, advice, is_left_out))

    def replace(self, pattern: re.Pattern[str], becomes: Becomes) -> None:
        """Write what `becomes` says for each match; None leaves it. Line ends stay as many."""
        parts, at = [], 0
        for found in pattern.finditer(self.text):
            words = becomes(found)
            if words is None:
                continue
            missing = found[0].count("\n") - words.count("\n")
            parts += [self.text[at : found.start()], words, "\n" * missing]
            at = found.end()
            if not words and self.text[at - len(found[0]) - 1 : found.start()] == " ":
                at += self.text[at : at + 1] == " "  # one of the spaces around it
        self.text = "".join([*parts, self.text[at:]])

    def name_each(
        self, pattern: re.Pattern[str], dialect: str, advice: str, is_left_out: bool = False
    ) -> None:
        """Tell of each match, which stays as it is, or is taken away."""
        starts = [0, *(end.end() for end in re.finditer("\n", self.text))]

        def told(found: re.Match[str]) -> str | None:
            line = bisect_right(starts, found.start())
            self.tell_line(line, dialect, found[0], advice, is_left_out)
            return "" if is_left_out else None

        self.replace(pattern, told)


def _code_spans(text: str) -> list[tuple[int, int]]:
    """Where code stands between equal runs of backticks of one paragraph."""
    ends = [end.start() for end in PARAGRAPH_END.finditer(text)]
    closing: dict[int, int] = {}
    nearest: dict[int, tuple[int, int]] = {}
    runs = list(re.finditer("`+", text))
    for run in reversed(runs):
        paragraph, length = bisect_right(ends, run.start()), len(run[0])
        if length in nearest and nearest[length][0] == paragraph:
            closing[run.start()] = nearest[length][1]
        nearest[length] = paragraph, run.end()
    spans: list[tuple[int, int]] = []
    for run in runs:
        if (not spans or run.start() >= spans[-1][1]) and run.start() in closing:
            spans.append((run.start(), closing[run.start()]))
    return spans
