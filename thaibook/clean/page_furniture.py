"""What is of a page and not of the text: running heads, page numbers, line ends, hyphens.

Enters: a text as it stood on pages. Leaves: edits that take the page away. A line is furniture
of a page if it returns from page to page where pages end: numbers that count up, and words that
stand beside them or beside form feeds. Text that a page or a line cut is joined again, with the
space that stood there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from difflib import get_close_matches
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from thaibook.clean.traced import Edit
from thaibook.thai import WIDTHLESS, going_on, segment

HEADS, NUMBERS = "a running head", "a page number"
HYPHEN, LINE_END, PAGE_END = "a hyphen of the line end", "a line end", "the end of a page"
PAGE = "\f"  # stands where the furniture of a page was
LONGEST_HEAD = 90  # letters
LEAST_TIMES = 3  # that a head or a number returns
LONGEST_PAGE = 6_000  # letters
MOST_UNEVEN = 4.0  # the longest distance of page numbers, in usual ones
MOST_LOST = 5  # numbers between two that were read
ALIKE = 0.75  # of a head that was misread, to one that was not
NEAR = 2  # lines with text between a head and its page's end
DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
NUMBER = re.compile(
    r"[^\S\n]*(?:[-–—~•|.\[(<·]\s*)*(?:หน้า(?:ที่)?\s*|[Pp]age\s+)?([0-9๐-๙]{1,4})(?:\s*(?:/|จาก|of)\s*[0-9๐-๙]{1,4})?"
    r"(?:\s*[-–—~•|.\])>·])*[^\S\n]*"
)
NUMBERED_HEAD = re.compile(r"([0-9๐-๙]{1,4})[\s|•·–—-]+\D.*|.*\D[\s|•·–—-]+([0-9๐-๙]{1,4})")
THAI = "ก-ฮะ-ฺเ-ๅ็-๎"
HYPHENS = "-\u2010\u00ad¬"
HYPHENED = re.compile(f"[^\\W\\d_]|[{THAI}]")
SPACED = re.compile(" \n")
STARTS_BLOCK = re.compile(r"\s*(?:[#>|:`~]|[-*+•‣▪]\s|[0-9๐-๙]{1,3}[.)]\s|\[\^|!\[|---|\*\*\*|<)")
CLOSED = re.compile(r"[.!?:…”\"’')\]}»๚๛|]\s*$|ฯลฯ\s*$")
FULL = 0.8  # of the usual longest line: such a line goes on in the next
WRAPPED = 0.6  # of the lines that another follows: so many are full in wrapped text
WRAPPED_AT_EDGE, EDGE = 0.4, 1.15  # or so many, where none is wider than that, in full lines
SURE_AT_PAGE, SURE_IN_PARAGRAPH, SURE_IF_FULL = 1.45, 2.5, 0.9  # log odds (going_on)
SURE_IF_SHORT = 1.6  # at a page's end, where lines end that are full, and this one is not
ALL_SPACED = 0.6  # of the line ends: more with a space mean nothing


class _Line:
    """A line with text: its place, its words, and what of them returns on other pages."""

    def __init__(self, start: int, text: str) -> None:
        self.start, self.end, self.text = start, start + len(text), text
        self.words = re.sub(r"\s+", " ", text.replace(PAGE, "")).strip()
        self.kind = re.sub(r"[0-9๐-๙]+", "", self.words).strip(" -–—|•·.[]()")
        short = len(self.words) <= LONGEST_HEAD  # what is longer is no head, whatever it says
        number = NUMBER.fullmatch(self.words) if short else None
        numbered = NUMBERED_HEAD.fullmatch(self.words) if short and not number else None
        digits = number[1] if number else (numbered[1] or numbered[2]) if numbered else ""
        self.number = int(digits.translate(DIGITS)) if digits else -1
        self.alone = number is not None


def page_furniture(text: str) -> list[Edit]:
    """Edits that put the sign of a page's end in the place of its heads and numbers."""
    lines = [_Line(found.start(), found[0]) for found in re.finditer(r"[^\n]*\S[^\n]*", text)]
    feeds = {number for number, line in enumerate(lines) if PAGE in line.text}
    feeds |= {n for n in range(1, len(lines)) if PAGE in text[lines[n - 1].end : lines[n].start]}
    numbers = _page_numbers(lines, feeds)
    heads = _running_heads(lines, feeds, numbers)
    # A number beside a head is its page's, even if the count was broken there.
    beside = {n for head in heads for n in (head - 1, head + 1) if 0 <= n < len(lines)}
    numbers |= {n for n in beside if lines[n].alone}
    edits = []
    for place in sorted(numbers | heads):
        line = lines[place]
        end = line.end + (text[line.end : line.end + 1] == "\n")
        edits.append(Edit(line.start, end, PAGE, NUMBERS if line.alone else HEADS))
    return edits


def _page_numbers(lines: list[_Line], feeds: set[int]) -> set[int]:
    """The lines with the numbers of pages: they count up, at even distances."""
    kinds = Counter(line.kind for line in lines if line.number >= 0 and not line.alone)
    candidates = [
        n
        for n, line in enumerate(lines)
        if (line.alone and _stands_alone(lines, n))
        or (line.number >= 0 and kinds[line.kind] >= LEAST_TIMES and _may_be_head(line))
    ]
    # The longest chain that counts up by one, or by a few where numbers were lost.
    best: dict[int, tuple[int, int]] = {}  # candidate -> (length of the chain, the one before)
    by_number: dict[int, int] = {}  # number -> the last candidate with it
    for place in candidates:
        length, before = 1, -1
        for step in range(1, MOST_LOST + 2):
            other = by_number.get(lines[place].number - step, -1)
            if other >= 0 and best[other][0] + 1 > length:
                length, before = best[other][0] + 1, other
        best[place] = (length, before)
        by_number[lines[place].number] = place
    place = max(candidates, key=lambda candidate: best[candidate][0], default=-1)
    chain = []
    while place >= 0:
        chain.append(place)
        place = best[place][1]
    chain.reverse()
    if len(chain) < LEAST_TIMES or not _is_even(lines, chain):
        return set()
    on_feeds = sum(1 for n in chain if n in feeds or n + 1 in feeds)
    distance = median(lines[b].start - lines[a].end for a, b in pairwise(chain))
    return set(chain) if on_feeds > len(chain) / 2 or distance <= LONGEST_PAGE else set()


def _stands_alone(lines: list[_Line], place: int) -> bool:
    """Whether a number is no item of a list: none stands beside it."""
    return not any(
        0 <= other < len(lines) and lines[other].alone for other in (place - 1, place + 1)
    )


def _is_even(lines: list[_Line], chain: list[int]) -> bool:
    """Whether as much text stands between each two as between others."""
    gaps = [
        (lines[b].start - lines[a].end) / (lines[b].number - lines[a].number)
        for a, b in pairwise(chain)
    ]
    usual = median(gaps)
    return usual > 40 and sum(gap <= MOST_UNEVEN * usual for gap in gaps) >= 0.9 * len(gaps)


def _running_heads(lines: list[_Line], feeds: set[int], numbers: set[int]) -> set[int]:
    """The lines that return where pages end."""
    ends = numbers | feeds
    near = {n for end in ends for n in range(end - NEAR, end + NEAR + 1) if 0 <= n < len(lines)}
    kinds = Counter(lines[n].kind for n in near if _may_be_head(lines[n]))
    known = {kind for kind, times in kinds.items() if times >= LEAST_TIMES}
    # The first page has no other before it. With its head there may be enough of them, and it is
    # kept, since it may be the title as well.
    first = {lines[n].kind: n for n in reversed(range(min(NEAR, len(lines)))) if n not in near}
    kept = {
        first[kind]
        for kind, times in kinds.items()
        if kind in first and times + 1 == LEAST_TIMES and ends
    }
    known |= {lines[n].kind for n in kept}
    by_kind: dict[str, list[int]] = {}
    for n, line in enumerate(lines):
        if n not in numbers and _may_be_head(line):
            by_kind.setdefault(line.kind, []).append(n)
    heads = {n for n in numbers if not lines[n].alone}
    for kind, places in by_kind.items():
        if kind in known or (not ends and _returns_evenly(lines, places)):
            heads.update(places)
        else:
            # Misread once or twice, it is still the head of its page.
            heads |= {n for n in places if n in near and _is_like(kind, known)}
    return heads - kept


def _may_be_head(line: _Line) -> bool:
    has_letters = any(c.isalpha() for c in line.kind)
    return has_letters and len(line.words) <= LONGEST_HEAD and not line.words.startswith("#")


def _is_like(kind: str, known: set[str]) -> bool:
    return bool(get_close_matches(kind, known, 1, ALIKE))


def _returns_evenly(lines: list[_Line], places: list[int]) -> bool:
    """Whether a line without a number returns as pages do, in the midst of the text."""
    if len(places) <= LEAST_TIMES:
        return False
    gaps = [lines[b].start - lines[a].end for a, b in pairwise(places)]
    usual = median(gaps)
    even = sum(0.5 * usual <= gap <= 1.6 * usual for gap in gaps) >= 0.8 * len(gaps)
    return 500 <= usual <= LONGEST_PAGE and even


def joined_lines(text: str) -> list[Edit]:
    """Edits that join what line ends and page ends cut."""
    ends = list(_line_ends(text))
    if not ends:
        return []
    usual, wrapped = _usual_width(text)
    spaced = [SPACED.match(text, start) is not None for start, _ in ends]
    if wrapped and sum(spaced) > ALL_SPACED * len(ends):
        spaced = [False] * len(ends)
    judged = going_on([(text[max(0, a - 40) : a], text[b : b + 40]) for a, b in ends])
    edits = []
    for (start, end), has_space, (odds, way) in zip(ends, spaced, judged, strict=True):
        line_start = text.rfind("\n", 0, start) + 1
        full = wrapped and _width(text[line_start:start]) >= FULL * usual
        way = " " if has_space else way
        edit = _joined(text, start, end, _End(odds, way, has_space, full, wrapped))
        if edit:
            edits.append(edit)
    return edits


def _line_ends(text: str) -> Iterator[tuple[int, int]]:
    """(end of the words before, beginning of the words after) of each line end between lines of
    running text."""
    for found in re.finditer(r"(?<=\S)[^\S\n\f]*[\n\f]\s*(?=\S)", text):
        start, end = found.span()
        if "\n\n" in found[0].replace(" ", "") and PAGE not in found[0]:
            continue  # the end of a paragraph
        before = text[text.rfind("\n", 0, start) + 1 : start]
        if STARTS_BLOCK.match(text, end) or before.startswith("#") or before.startswith("|"):
            continue
        yield start, end


def _usual_width(text: str) -> tuple[float, bool]:
    """The width of a full line, and whether lines end where the page was full."""
    followed = [
        _width(line)
        for line, after in zip(text.split("\n"), text.split("\n")[1:], strict=False)
        if line.strip() and after.strip() and not STARTS_BLOCK.match(line)
    ]
    if len(followed) < 5:
        return 0.0, False
    usual = sorted(followed)[int(len(followed) * 0.9)]
    full = sum(width >= FULL * usual for width in followed)
    # Of short paragraphs many lines are the last; but no line is wider than the page then.
    least = WRAPPED_AT_EDGE if max(followed) <= EDGE * usual else WRAPPED
    return usual, usual >= 20 and full >= least * len(followed)


def _width(line: str) -> int:
    """The columns that a line takes; marks stand above and below letters."""
    return len(WIDTHLESS.sub("", line.rstrip()))


class _End(NamedTuple):
    """A line end: the odds that the text goes on, and with what between; whether a single space
    stands there; whether the line is full; whether the text's lines end where they are full."""

    odds: float
    way: str
    has_space: bool
    full: bool
    wrapped: bool


def _joined(text: str, start: int, end: int, line_end: _End) -> Edit | None:
    """What becomes of one line end; None where it stays."""
    at_page = PAGE in text[start:end]
    last, first = text[start - 1], text[end]
    why = PAGE_END if at_page else LINE_END
    is_thai = re.match(f"[{THAI}]", first) is not None
    if HYPHENED.match(text, max(0, start - 2)) and last in HYPHENS and start > 1:
        if is_thai or first.islower():
            return Edit(start - 1 + _is_hyphenated(text, start, end), end, "", HYPHEN)
    elif re.match("[ัิ-ฺ็-๎ะาำๅ]", first) and re.match(f"[{THAI}]", last):
        return Edit(start, end, "", why)
    between = line_end.way if is_thai and re.match(f"[{THAI}]", last) else " "
    if line_end.full and not at_page and not line_end.has_space and between == " " and is_thai:
        between = "" if re.match(f"[{THAI}]", last) else " "
    if at_page:
        goes_on = line_end.full and re.match(f"[{THAI}]", last)
        least = SURE_IF_SHORT if line_end.wrapped else SURE_AT_PAGE
        least = SURE_IF_FULL if goes_on else least
        joins = line_end.odds >= least and not CLOSED.search(text, max(0, start - 8), start)
    else:
        surely = not line_end.wrapped and line_end.odds >= SURE_IN_PARAGRAPH and is_thai
        joins = line_end.has_space or line_end.full or surely
    return Edit(start, end, between, why) if joins else None


def _is_hyphenated(text: str, start: int, end: int) -> bool:
    """Whether the text has the hyphen of this line end elsewhere within a line: ไทย-จีน."""
    before, after = (
        segment(text[max(0, start - 20) : start - 1]),
        segment(text[end : end + 20].partition("\n")[0]),
    )
    return bool(before and after) and f"{before[-1]}-{after[0]}" in text
