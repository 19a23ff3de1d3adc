"""What a proof-reader of the pages would mark, by page and line.

Enters: a finished PDF, and of its manuscript the chapters and the words that are never cut, where
they are known. Leaves: Problems, each with the page and the line in its words, and the place in
the manuscript where the line was found there. All is read off the pages; nothing that was laid
out is asked, so that it is true of any PDF.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from thaibook.check.pages.page_frame import Frame, frame_of
from thaibook.check.pages.printed_lines import PrintedLine, PrintedPage, printed_pages
from thaibook.check.pages.sources import Source, Sources
from thaibook.messages import Problem, problem
from thaibook.model import Chapter
from thaibook.thai import breaks

# From here on a line is named. Em; what it is called loose for, and dense for.
LOOSE_LETTERS, LOOSE_SPACE = 0.045, 0.9
DENSE_LETTERS = -0.03
STUB = 2.0  # em: a last line that is shorter is hardly one
DOUBTFUL = 30.0  # percent: the chance that the end of a line is a bad one
HOLE = 4.0  # lines that are missing at the foot of a page
FEWEST_ENDING, FEWEST_BELOW = 4, 2  # lines on a chapter's last page; lines below a heading
SAME_HEIGHT = 1.0  # points: rounding, not another height
REACHED = 2.5  # points from the edge of the text: a line is full
MOST_OF_KIND = 20  # the worst of a kind are named; more nobody reads
SHOWN = 12  # letters at each side of a line's end
FEWEST_LETTERS, MOST_LETTERS = 32, 75  # of a line that reads well (docs/typesetting.md)
SURE = 5  # letters on each side of an end by which it is known again in the manuscript
LEADERS = ". . ."  # of a table of contents
THAI = re.compile("[\u0e01-\u0e4e]")
SCENE = re.compile("[*\u2022\u25c6\u2756\u0e4f\u2042\\s]+")  # the signs of a break between scenes
LEADS = re.compile("(:|ดังนี้|ต่อไปนี้|ได้แก่)$")  # what is not parted from its list
INDENT = 0.8  # em: a line that begins so far in begins a paragraph


class Finding(NamedTuple):
    """Something to be marked. weight: how bad it is among those of its code; line: the number of
    the line on its page, 0 for the whole page."""

    code: str
    weight: float
    page: PrintedPage
    line: int = 0
    words: tuple[tuple[str, str], ...] = ()


class PageMark(NamedTuple):
    """Where something is to be marked. number: of the page, from 1; box: left, foot, right and top
    of the line in points from the foot of the page, None for the whole page."""

    number: int
    box: tuple[float, float, float, float] | None
    problem: Problem


def page_report(
    pdf: Path,
    path: Path,
    chapters: Sequence[Chapter] = (),
    words: frozenset[str] = frozenset(),
) -> list[Problem]:
    """All that is to be marked in the PDF, page by page. path: what was asked about, which stands
    for what is not found in the manuscript. Raises BookError: pdf-unreadable."""
    return [mark.problem for mark in page_marks(pdf, path, chapters, words)]


def page_marks(
    pdf: Path | bytes,
    path: Path,
    chapters: Sequence[Chapter] = (),
    words: frozenset[str] = frozenset(),
) -> list[PageMark]:
    """The same, with the places on the pages."""
    pages = printed_pages(pdf)
    frame = frame_of(pages)
    if frame is None:
        return []
    sources = Sources(chapters)
    found = [
        *_of_lines(pages, frame, words, sources),
        *_of_pages(pages, frame),
        *_of_measure(pages, frame),
    ]
    kept: list[Finding] = []
    for code in dict.fromkeys(each.code for each in found):
        alike = sorted((f for f in found if f.code == code), key=lambda f: -f.weight)
        kept += alike[:MOST_OF_KIND]
    kept.sort(key=lambda each: (each.page.number, each.line))
    return [_mark(each, sources.source_of(each.page, each.line), path) for each in kept]


def _mark(found: Finding, source: Source | None, path: Path) -> PageMark:
    box = None
    if found.line:
        line = found.page.lines[found.line - 1]
        foot, top = line.height - 0.35 * line.size, line.height + 1.05 * line.size
        box = line.left, foot, line.right, top
    return PageMark(found.page.number, box, _told(found, source, path))


def _told(found: Finding, source: Source | None, path: Path) -> Problem:
    words = {"page": found.page.folio, "sheet": str(found.page.number), **dict(found.words)}
    if found.line:
        words |= {"row": str(found.line), "text": found.page.lines[found.line - 1].text}
    place, line = (source.path, source.line) if source else (path, 0)
    return problem(found.code, place, line, **words)


def _paragraphs(page: PrintedPage, frame: Frame) -> Iterator[list[int]]:
    """The numbers (from 0) of the lines of each paragraph of running text on the page, as far as
    they stand on it."""
    run: list[int] = []
    left, right = frame.left[page.number % 2], frame.right[page.number % 2]
    for number, line in enumerate(page.lines):
        flush = abs(line.left - left) < REACHED
        above = page.lines[run[-1]] if run else None
        goes_on = (
            above is not None
            and line.size == frame.size
            and flush
            and abs(above.right - right) < REACHED
            and 0 < above.height - line.height < 1.5 * frame.leading
        )
        if not goes_on:
            if run:
                yield run
            run = []
        is_text = line.size == frame.size and left - REACHED < line.left < right
        if is_text and LEADERS not in line.text:
            run.append(number)
    if run:
        yield run


def _of_lines(
    pages: Sequence[PrintedPage], frame: Frame, words: frozenset[str], sources: Sources
) -> Iterator[Finding]:
    for page in pages:
        right = frame.right[page.number % 2]
        for run in _paragraphs(page, frame):
            lines = [page.lines[number] for number in run]
            full = [li for li in lines if abs(li.right - right) < REACHED]
            for number, line in zip(run, lines, strict=True):
                if line in full:
                    yield from _of_filling(page, number, line)
            ending = lines[-1]
            if (
                len(lines) > 1
                and ending not in full
                and ending.right - ending.left < (STUB * frame.size)
            ):
                yield Finding("page-stub", 1 / len(ending.text), page, run[-1] + 1)
            yield from _of_ends(page, run, words, sources)


def _of_filling(page: PrintedPage, number: int, line: PrintedLine) -> Iterator[Finding]:
    spaced, tracked = line.widest_space, line.tracking
    if tracked >= LOOSE_LETTERS or spaced >= LOOSE_SPACE:
        said = (("letters", f"{tracked:.3f}"), ("space", f"{spaced:.2f}"))
        weight = max(tracked / LOOSE_LETTERS, spaced / LOOSE_SPACE)
        yield Finding("page-loose", weight, page, number + 1, said)


def _of_ends(
    page: PrintedPage, run: list[int], words: frozenset[str], sources: Sources
) -> Iterator[Finding]:
    """Ends of lines that a reader may stumble over. Only between two letters of Thai: whether a
    space stood at another end is not printed."""
    lines = [page.lines[number].text for number in run]
    text = "".join(lines)
    if len(lines) < 2:
        return
    costs = {each.offset: each.cost for each in breaks(text, words)}
    end = 0
    for number, (line, following) in zip(run, pairwise(lines), strict=False):
        end += len(line)
        cost = costs.get(end, 100.0)
        parted = THAI.match(line[-1]) and THAI.match(following[0])
        if cost < DOUBTFUL or not parted or sources.has(f"{line[-SURE:]} {following[:SURE]}"):
            continue
        around = f"{text[max(0, end - SHOWN) : end]}|{text[end : end + SHOWN]}"
        yield Finding("page-doubtful-end", cost, page, number + 1, (("around", around),))


def _of_pages(pages: Sequence[PrintedPage], frame: Frame) -> Iterator[Finding]:
    bodies = [_body(page, frame) for page in pages]
    most = max(map(len, bodies))
    for index, (page, body) in enumerate(zip(pages, bodies, strict=True)):
        if not body:
            continue
        after = pages[index + 1] if index + 1 < len(pages) else None
        last = page.lines[body[-1]]
        if after is None or after.begins_chapter or not bodies[index + 1]:
            runs_over = not page.begins_chapter and index and len(bodies[index - 1]) > most / 2
            if len(body) < FEWEST_ENDING and runs_over:
                said = (("count", str(len(body))),)
                yield Finding("page-short-ending", 1 / len(body), page, 0, said)
            continue
        lowest = min(last.height, page.lowest or last.height)
        missing = (lowest - frame.foot) / frame.leading
        if len(body) < most / 4:  # a title page
            continue
        if missing > HOLE:
            yield Finding("page-hole", missing, page, 0, (("count", f"{missing:.0f}"),))
        yield from _below_headings(page, body, frame)
        yield from _parted(page, body, after, bodies[index + 1], frame)
        if (
            page.folio.isdigit()
            and not int(page.folio) % 2
            and (min(len(body), len(bodies[index + 1])) > most / 2)
        ):
            yield from _facing(page, after, body, frame, pages)


def _facing(
    page: PrintedPage,
    beside: PrintedPage,
    body: list[int],
    frame: Frame,
    pages: Sequence[PrintedPage],
) -> Iterator[Finding]:
    """A left-hand page and the page beside it that do not end at one height."""
    other = _body(beside, frame)
    index = pages.index(beside)
    ends = index + 1 == len(pages) or pages[index + 1].begins_chapter
    lasts = page.lines[body[-1]], beside.lines[other[-1]]
    if ends or page.lowest or beside.lowest or any(li.size != frame.size for li in lasts):
        return
    apart = abs(lasts[0].height - lasts[1].height)
    if apart > SAME_HEIGHT:
        said = (("beside", beside.folio), ("apart", f"{apart / frame.leading:.1f}"))
        yield Finding("page-uneven", apart, page, 0, said)


def _below_headings(page: PrintedPage, body: list[int], frame: Frame) -> Iterator[Finding]:
    """Headings near the foot of a page with too little below."""
    for place, number in enumerate(body):
        below = len(body) - place - 1
        if page.lines[number].size > frame.largest and below < FEWEST_BELOW:
            yield Finding("page-heading-low", 1, page, number + 1, (("count", str(below)),))
            return


def _parted(
    page: PrintedPage, body: list[int], after: PrintedPage, others: list[int], frame: Frame
) -> Iterator[Finding]:
    """What should not stand at the edge of a page: a line alone, a break between scenes, words
    that lead to what follows."""
    for sheet, edge in ((page, body[-2:]), (after, others[:2])):
        for number in edge:
            line, side = sheet.lines[number], sheet.number % 2
            off = line.left + line.right - frame.left[side] - frame.right[side]
            # In the middle; a dot at the left is that of a list.
            if SCENE.fullmatch(line.text) and abs(off) < 2 * frame.size:
                yield Finding("page-scene-edge", 1, sheet, number + 1)
    last, first = page.lines[body[-1]], after.lines[others[0]]
    if LEADS.search(last.text):
        yield Finding("page-parted-lead", 1, page, body[-1] + 1)
    if last.size != frame.size or first.size != frame.size:
        return
    left, right = frame.left[page.number % 2], frame.right[page.number % 2]
    other_left, other_right = frame.left[after.number % 2], frame.right[after.number % 2]
    goes_on = abs(last.right - right) < REACHED and abs(first.left - other_left) < REACHED
    if goes_on and other_right - first.right > REACHED and abs(last.left - left) < REACHED:
        yield Finding("page-lone-line", 2, after, others[0] + 1)
    elif goes_on and last.left - left > INDENT * frame.size:
        yield Finding("page-lone-line", 1, page, body[-1] + 1)


def _body(page: PrintedPage, frame: Frame) -> list[int]:
    """The numbers (from 0) of the lines inside the frame of the text, from top to bottom; running
    heads and folios stand outside."""
    # A spread may be a line longer than usual.
    lowest = frame.foot - 1.2 * frame.leading
    inside = [
        (-line.height, number)
        for number, line in enumerate(page.lines)
        if lowest <= line.height <= frame.top + frame.leading / 2
    ]
    return [number for _, number in sorted(inside)]


def _of_measure(pages: Sequence[PrintedPage], frame: Frame) -> Iterator[Finding]:
    """A line that has too few letters, or too many, with the size that would serve."""
    if not frame.letters or FEWEST_LETTERS <= frame.letters <= MOST_LETTERS:
        return
    is_short = frame.letters < FEWEST_LETTERS
    limit = FEWEST_LETTERS if is_short else MOST_LETTERS
    half_points = 2 * frame.size * frame.letters / limit
    serving = (math.floor if is_short else math.ceil)(half_points) / 2
    first = next(page for page in pages if _body(page, frame))
    said = (("count", f"{frame.letters:.0f}"), ("size", f"{frame.size:g}"),
            ("serving", f"{serving:g}"))  # fmt: skip
    yield Finding("page-measure", 1, first, 0, said)
