"""How much of anything one chapter may hold: more is a mistake or an attack.

Enters: a Chapter. Leaves: a Problem, with its line, for what would take minutes or
gigabytes to read as Markdown. All is counted on the text alone, in one pass, whatever
Markdown later makes of it; a book of any size passes when it is divided into chapters.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice

from thaibook.grammar import CONTAINER, CONTAINERS, Kind, lines_as_read
from thaibook.messages import Phrase, Problem, problem
from thaibook.model import Chapter

MAX_BLOCKS = 20_000  # runs of lines between empty lines: a novel of a thousand pages has 10 000
MAX_LINES = 200_000
MAX_HEADINGS = 2_000
MAX_BLOCK_LINES = 5_000  # of a table, a list, a poem without an empty line
MAX_BLOCK_LETTERS = 200_000  # a hundred pages without an empty line
MAX_SIGNS = 10_000  # of markup in one block: Markdown looks from each for its partner
MAX_OPEN = 100  # brackets that are open at once
MAX_NESTING = 40  # quotations and lists within one another
MAX_COLUMNS = 200
MAX_MARKS = 40  # vowels, tones and accents on one letter; Thai needs two
MAX_DIGITS = 100  # of a numeric reference, &#…;: the last character of Unicode has seven
MAX_BLANKS = 1_000  # in a row: an exporter that fills its columns writes 200
MAX_SEPARATORS = 500  # U+2028 in a block: for each, the engine sets what follows again
MAX_LEVELS = 100  # of HTML elements within one another

SIGNS = re.compile(r"[*_`<&~^$\[\\]")
BRACKETS = re.compile(r"[\[\](){}]")
OPENING, PARTNER = "[({", {"]": "[", ")": "(", "}": "{"}
# Of one chapter: (what, signs that each has, what it looks like, how many). Each takes far more
# time and memory than its letters: a page 100 KB, a note 15 ms. A thesis has a tenth.
BY_CHAPTER: tuple[tuple[str, tuple[str, ...], str, int], ...] = (
    ("new pages", ("\\newpage", "\\pagebreak", "+++", "\\clear"),
     r"(?m)^[ >]*+(?:\+\+\+|\\(?:newpage|pagebreak|clear\w*+))", 2_000),
    ("tables", ("-|", "- |", "-:|", "-: |", "--+", "==+", "<table"),
     r"(?m)^[ >]*+\|?[ \t]*+:?-++:?[ \t]*+\||(?i:<table\b)|^[ >]*+\+[-=:+]{3,}+", 2_000),
    ("formulas", ("$", "\\(", "\\["), r"\$\$?|\\[(\[]", 10_000),
    ("index terms", (".index",), r"\.index\b", 10_000),
    ("names", ("{#", " #", "id="), r"\{[^{}\n#]{0,200}#|\bid=", 5_000),
    ("captions", (":",),
     r"(?m)^[ >]*+(?:ภาพ|ภาพที่|รูป|รูปที่|ตาราง|ตารางที่|Figure|Image|Table)[ \t]*+:", 2_000),
    ("footnotes", ("[^", "^["), r"\[\^|\^\[", 5_000),
)  # fmt: skip
HTML_HEADING = re.compile(r"\s*<h[1-6]", re.IGNORECASE)
LEADING = re.compile(CONTAINERS)
MAY_BE_HEADING = re.compile(rf"{CONTAINERS}(?:#|<h[1-6]|[-=]+ *$)", re.IGNORECASE)
HOLDING = re.compile(CONTAINER)
MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u1ab0-\u1aff\u20d0-\u20f0]"
    f"{{{MAX_MARKS + 1},}}"
)
BLANKS = re.compile(rf"[^\S\n]{{{MAX_BLANKS + 1},}}")
SEPARATORS = re.compile("[\u2028\u2029]")
REFERENCE = re.compile(rf"&#[xX]?([0-9a-fA-F]{{{MAX_DIGITS + 1},}})")
TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)[^<>]*?(/?)>")
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source",
        "track", "wbr"}  # fmt: skip


def exceeded_limits(chapter: Chapter) -> list[Problem]:
    """The first thing of which `chapter` has too much, at its line, or nothing."""
    counts = chain(_counts(chapter.text, chapter.lines), _by_chapter(chapter.text))
    for line, what, count, limit in counts:
        if count <= limit:
            continue
        words = {"what": Phrase(what), "count": count, "limit": limit}
        return [problem("too-much", chapter.path, line, **words)]
    return []


def too_deep(chapter: Chapter) -> Problem:
    """The problem of a text that no parser could follow to the bottom, at its deepest line."""
    lines = chapter.text.split("\n")
    deepest = max(range(len(lines)), key=lambda n: _depth(lines[n]) + lines[n].count("<"))
    words = {
        "what": Phrase("levels within one another"),
        "count": Phrase(f"more than {MAX_NESTING}"),
        "limit": MAX_NESTING,
    }
    return problem("too-much", chapter.path, deepest + 1, **words)


Count = tuple[int, str, int, int]  # line, of what, how many, the most


def _counts(text: str, mode: str) -> Iterator[Count]:
    """Every count of a text, as it grows from line to line. mode: as in model.Chapter.lines."""
    first, in_block, letters, signs = 1, 0, 0, 0
    blocks = headings = separators = 0
    still_open = Counter[str]()
    yield 1, "lines", text.count("\n"), MAX_LINES
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            in_block = 0
            continue
        if not in_block:
            first, letters, signs, blocks, separators = number, 0, 0, blocks + 1, 0
            still_open.clear()
        in_block += 1
        letters += len(line)
        if letters > MAX_BLOCK_LETTERS:
            yield first, "letters without an empty line", letters, MAX_BLOCK_LETTERS
            return
        may_be = bool(MAY_BE_HEADING.match(line))
        headings += may_be
        separators += len(SEPARATORS.findall(line))
        signs += len(SIGNS.findall(line))
        most_open = _open(line, still_open)
        marks = max(map(len, MARKS.findall(line)), default=0)
        yield first, "lines without an empty one", in_block, MAX_BLOCK_LINES
        yield first, "signs of markup in one paragraph", signs, MAX_SIGNS
        yield first, "open brackets in one paragraph", most_open, MAX_OPEN
        yield number, "paragraphs", blocks, MAX_BLOCKS
        if may_be and headings == MAX_HEADINGS + 1:
            yield from _headings(text, mode)
        yield number, "columns", line.count("|"), MAX_COLUMNS
        yield number, "levels within one another", _depth(line), MAX_NESTING
        blanks = max(map(len, BLANKS.findall(line)), default=0) if len(line) > MAX_BLANKS else 0
        yield number, "blanks in a row", blanks, MAX_BLANKS
        yield first, "line separators in one paragraph", separators, MAX_SEPARATORS
        digits = max(map(len, REFERENCE.findall(line)), default=0) if "&#" in line else 0
        yield number, "digits in one numeric reference", digits, MAX_DIGITS
        yield number, "marks on one letter", marks, MAX_MARKS


def _by_chapter(text: str) -> Iterator[Count]:
    """What a chapter has more of than it may, where its signs say that it could."""
    for what, signs, form, limit in BY_CHAPTER:
        if sum(map(text.count, signs)) > limit:
            every = re.compile(form).finditer(text)
            if last := next(islice(every, limit, None), None):
                line = text.count("\n", 0, last.start()) + 1
                yield line, what, limit + 1 + sum(1 for _ in every), limit


def _headings(text: str, mode: str) -> Iterator[Count]:
    """What Markdown takes for the heading that is one too many, if there is one."""
    count = 0
    lines = lines_as_read(text, mode)
    for number, (line, written) in enumerate(zip(lines, text.split("\n"), strict=True), 1):
        is_html = line.kind is Kind.HTML and bool(HTML_HEADING.match(written))
        count += is_html or line.kind is Kind.HEADING
        if count > MAX_HEADINGS:
            yield number, "headings", count, MAX_HEADINGS
            return


def _open(line: str, still_open: Counter[str]) -> int:
    """The most brackets that were open at once in a line; those that are open after it are left
    in `still_open`. Markdown looks for the partner of each in all that follows, and an interval
    such as [0, 1) has none."""
    most = still_open.total()
    for bracket in BRACKETS.findall(line):
        if bracket in OPENING:
            still_open[bracket] += 1
            most = max(most, still_open.total())
        elif still_open[PARTNER[bracket]]:
            still_open[PARTNER[bracket]] -= 1
    return most


def _depth(line: str) -> int:
    """How many quotations and lists the beginning of a line opens."""
    leading = LEADING.match(line)
    start = leading[0].expandtabs(4) if leading else ""
    return len(HOLDING.findall(start)) + start.count(" ") // 4


def levels(html: str) -> int:
    """How deep the elements of well-formed HTML lie within one another."""
    level = most = 0
    for tag in TAG.finditer(html):
        if tag[2].lower() not in VOID and not tag[3]:
            level += -1 if tag[1] else 1
            most = max(most, level)
    return most
