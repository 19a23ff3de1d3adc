"""Indented lines that are no code: a paragraph that begins with a TAB, as Thai writers type it.

Enters: rows without TABs, fences and raw HTML. Leaves: the rows, with the indent taken from those
that surely are prose in Thai; how much was taken; and where it may be either. What may belong
to an item, a box, a note or a definition above stays as it is, and so does a poem.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from thaibook.grammar.divisions import CLOSING, OPENING, divided
from thaibook.grammar.kinds import Row
from thaibook.grammar.signs import CODE_INDENT, DEFINITION, HEADING, HOLDER, ITEM, NOTE
from thaibook.grammar.verse_forms import form_of, is_bare_verse
from thaibook.text import late_pattern

A_FEW = 8  # letters: more than a word
INDENT = " " * CODE_INDENT
# What a sentence in Thai may begin with before its first letter: quotes, numbers, markers.
THAI_BEGINS = late_pattern(r"[\s\d“”‘’\"'«(\[*_~=>.)\]:–—…+/%•●○-]*[\u0e01-\u0e5b]")
# What no prose has, or seldom: operators, calls, statements, comments, columns.
CODE = late_pattern(
    r"[{};]|(?<!=)=(?!=)|[=!<>]=|->|=>|::|//(?<!:..)|/\*|\w\(\)|\w\[\w*\]|</?\w|^[#$@%>|+├└│]"
    r"|\b(?:def|return|print|import|echo|sudo|SELECT|FROM|var|let|const|function|int|void)\b"
    r"|\S {3,}\S"
)
MORE = late_pattern(rf" *(?:{NOTE.pattern}|{DEFINITION.pattern})")


def may_be_prose(line: str) -> bool:
    """Whether an indented line begins as Thai prose does, is more than a word, and has no sign
    of code."""
    text = line.strip()
    return len(text) >= A_FEW and bool(THAI_BEGINS.match(text)) and not CODE.search(text)


class Indents:
    """What of the rows is indented, and no code.

    rows: as they are to be read; taken: by line, how many columns its indent had; doubtful:
    the first lines of code that may be prose.
    """

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = list(rows)
        self.taken: dict[int, int] = {}
        self.doubtful: list[int] = []
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
                held = bool(HOLDER.match(text) or MORE.match(text)) or (
                    held and (not after_blank or text.startswith(" "))
                )
            after_blank = bool(HEADING.match(text))  # which is a block by itself
        if run:
            yield run

    def _judge(self, run: list[int]) -> None:
        paragraphs = [each for each in self._paragraphs(run) if not self._take_poem(each)]
        run = [index for paragraph in paragraphs for index in paragraph]
        texts = [self.rows[index][1].strip() for index in run]
        if all(map(THAI_BEGINS.match, texts)):  # one = in it makes no code of all the others
            for paragraph in paragraphs:
                self._judge_lines(paragraph)
        else:
            self._judge_lines(run)

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

    def _judge_lines(self, run: Sequence[int]) -> None:
        texts = [self.rows[index][1].strip() for index in run]
        thai = [bool(THAI_BEGINS.match(text)) for text in texts]
        code = [bool(CODE.search(text)) for text in texts]
        if not any(thai) or (any(code) and sum(thai) * 2 < len(texts)):
            return
        if any(code) or sum(thai) * 2 <= len(texts):
            self.doubtful.append(self.rows[run[0]][0])
            return
        self._take(run)

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


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" "))
