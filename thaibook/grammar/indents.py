"""Indented lines that are no code: a paragraph that begins with a TAB, as Thai writers type it.

Enters: rows without TABs, fences and raw HTML. Leaves: the rows, with the indent taken from those
that surely are prose in Thai; how much was taken; and where it may be either. What may belong
to an item, a box, a note or a definition above stays as it is, and so does a poem.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum

from thaibook.grammar.divisions import CLOSING, OPENING, divided
from thaibook.grammar.items import first_item
from thaibook.grammar.kinds import Row
from thaibook.grammar.signs import CODE_INDENT, DEFINITION, HEADING, HOLDER, ITEM, NOTE
from thaibook.grammar.verse_forms import form_of, is_bare_verse
from thaibook.text import late_pattern

A_FEW = 8  # letters: more than a word
A_SENTENCE = 48  # columns: more than a program prints on a line of an example
INDENT = " " * CODE_INDENT
# What a sentence in Thai may begin with before its first letter: quotes, numbers, markers.
THAI_BEGINS = late_pattern(r"[\s\d“”‘’\"'«(\[*_~=>.)\]:–—…+/%•●○-]*[\u0e01-\u0e5b]")
# A command may begin so, and say something in Thai; a sentence begins with a capital.
LATIN_BEGINS = re.compile(r"[a-z./~-]")
LATIN = re.compile("[A-Za-z]")
# What no prose has, or seldom: operators, calls, statements, comments, columns.
CODE = late_pattern(
    r"[{};]|(?<![=\d])(?<!\d )=(?!=)|[=!<>]=| [<>] |->|=>|::|//(?<!:..)|/\*"
    r"|\w\(\)|\w\[\w*\]|</?\w|^[#$@%>|+├└│]"
    r"|\b(?:def|return|print|import|echo|sudo|SELECT|FROM|var|let|const|function|int|void)\b"
    r"|\S {3,}\S"
)
# What only code has, with Thai names and words in it, too.
SURE_CODE = late_pattern(
    r"[;{}]$|\):$|</\w|^[\w\u0e00-\u0e7f.]+ ?[-+*/]?= ?(?:[\"'\[{]|[-\d.]+$)|^[#$├└│]"
    r"|^(?:for|while|if|elif|else|class|def|with|try|except)\b.*:$"
)
MORE = late_pattern(rf" *(?:{NOTE.pattern}|{DEFINITION.pattern})")


def may_be_prose(line: str) -> bool:
    """Whether an indented line begins as Thai prose does, is more than a word, and has no sign
    of code."""
    text = line.strip()
    return len(text) >= A_FEW and bool(THAI_BEGINS.match(text)) and not CODE.search(text)


class _Is(Enum):
    """What indented lines are."""

    PROSE, CODE, DOUBTFUL = range(3)


class Indents:
    """What of the rows is indented, and no code.

    rows: as they are to be read; taken: by line, how many columns its indent had; doubtful:
    the first lines of code that may be prose.
    """

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = list(rows)
        self.taken: dict[int, int] = {}
        self.doubtful: list[int] = []
        self._paragraph_end = self._first_item = 0  # of the paragraph that was asked about last
        if any(text.startswith(INDENT) for _, text in rows):
            for run in self._runs():
                self._judge(run)

    def _runs(self) -> Iterator[list[int]]:
        """Indented lines between those that are not, with what is empty among them; none that
        something above may hold."""
        run: list[int] = []
        poems = _poems([text for _, text in self.rows])
        held, after_blank = False, True
        for index, (_, text) in enumerate(self.rows):
            if not text:
                after_blank = True
                continue
            if index in poems or OPENING.match(text) or CLOSING.match(text):
                if run:
                    yield run
                    run = []
                held, after_blank = False, True
                continue
            if text.startswith(INDENT) and (after_blank or run):
                if not held:
                    run.append(index)
            else:
                if run:
                    yield run
                    run = []
                held = self._may_hold(index, held) or (
                    held and (not after_blank or text.startswith(" "))
                )
            after_blank = bool(HEADING.match(text))  # which is a block by itself
        if run:
            yield run

    def _may_hold(self, index: int, held: bool) -> bool:
        """Whether what is indented below a line may belong to it: an item, a box, a note. Where a
        paragraph goes on, only what begins a list there (items.first_item) is an item."""
        text = self.rows[index][1]
        if not (HOLDER.match(text) or MORE.match(text)):
            return False
        if held or not ITEM.match(text):
            return True
        if index >= self._paragraph_end:
            begin, end = index, index
            while begin and self.rows[begin - 1][1]:
                begin -= 1
            while end < len(self.rows) and self.rows[end][1]:
                end += 1
            first = first_item(line for _, line in self.rows[begin:end])
            self._first_item = end if first is None else begin + first
            self._paragraph_end = end
        return index >= self._first_item

    def _judge(self, run: list[int]) -> None:
        """What stands between empty lines is judged by itself: one = makes no code of all."""
        paragraphs = [each for each in self._paragraphs(run) if not self._take_poem(each)]
        least = min((_indent(self.rows[each[0]][1]) for each in paragraphs), default=0)
        found = [self._what_is(each) for each in paragraphs]
        for at, (paragraph, what) in enumerate(zip(paragraphs, found, strict=True)):
            beside = found[max(at - 1, 0) : at] + found[at + 1 : at + 2]
            columns = [_indent(self.rows[index][1]) for index in paragraph]
            if what is _Is.PROSE and _Is.CODE in beside:
                if min(columns) > least:
                    continue  # a text within the code, as of a docstring
                if beside == [_Is.CODE] * 2 and all(
                    len(self.rows[index][1]) < A_SENTENCE for index in paragraph
                ):
                    what = _Is.DOUBTFUL  # what a program prints, perhaps
            if what is _Is.PROSE:
                self._take(paragraph)
            elif what is _Is.DOUBTFUL:
                self.doubtful.append(self.rows[paragraph[0]][0])

    def _paragraphs(self, run: list[int]) -> Iterator[list[int]]:
        """The lines of a run, parted where something empty stands between them."""
        begin = 0
        for at in range(1, len(run) + 1):
            if at == len(run) or run[at] != run[at - 1] + 1:
                yield run[begin:at]
                begin = at

    def _take_poem(self, run: Sequence[int]) -> bool:
        """Take the indent from the lines of a poem, the first one alone or all of them."""
        end = run[-1] + 1
        while end < len(self.rows) and self.rows[end][1]:
            end += 1
        if not is_bare_verse([text for _, text in self.rows[run[0] : end]]):
            return False
        self._take(run)
        return True

    def _what_is(self, paragraph: Sequence[int]) -> _Is:
        texts = [self.rows[index][1].strip() for index in paragraph]
        thai = sum(bool(THAI_BEGINS.match(text)) or _is_mostly_thai(text) for text in texts)
        has_code = any(map(CODE.search, texts))
        if not thai or (has_code and thai * 2 < len(texts)) or any(map(SURE_CODE.search, texts)):
            return _Is.CODE
        if has_code or thai * 2 <= len(texts) or LATIN_BEGINS.match(texts[0]):
            return _Is.DOUBTFUL
        return _Is.PROSE

    def _take(self, run: Sequence[int]) -> None:
        """Take the indent from lines that are no code; items keep what they have more."""
        least = min(_indent(self.rows[index][1]) for index in run)
        for index in run:
            number, text = self.rows[index]
            columns = least if ITEM.match(text) else _indent(text)
            self.rows[index] = number, text[columns:]
            self.taken[number] = columns


def _poems(texts: Sequence[str]) -> set[int]:
    """The lines between those of `::: กลอน`, whose indents are a part of the poem."""
    inside: set[int] = set()
    for first, end in divided(texts).items():
        opening = OPENING.match(texts[first])
        if opening and form_of(opening["kind"]):
            inside.update(range(first, end))
    return inside


def _is_mostly_thai(text: str) -> bool:
    """Whether a line that begins with a Latin word goes on in Thai: LINE คือโปรแกรมคุย"""
    thai = sum("\u0e01" <= letter <= "\u0e5b" for letter in text)
    return thai >= A_FEW and thai > 2 * len(LATIN.findall(text))


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" "))
