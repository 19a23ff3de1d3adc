"""The proof that no letter of the manuscript is lost on the way.

Enters: the chapters as the author wrote them and the finished EPUB. Leaves: a Problem
for each line whose letters are not in the EPUB.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import cast

from lxml import etree

from thaibook.grammar import PlainText, bare, plain_lines
from thaibook.messages import Problem, problem
from thaibook.model import Chapter
from thaibook.vocabulary import ADDED, KEEP

XHTML = "{http://www.w3.org/1999/xhtml}"
MATHML = "{http://www.w3.org/1998/Math/MathML}"
# The attribute that holds the author's words for an element which draws instead of saying them.
INSTEAD = {f"{XHTML}img": "alt", f"{MATHML}math": "alttext"}
# Elements that may be one or the other; those of break_marks are on most words.
PREFIXES = {"x": XHTML.strip("{}"), "m": MATHML.strip("{}")}
NOT_PLAIN = f".//x:img|.//m:math|.//*[@class!='{KEEP}']"

# How many letters further on than the last line the next one is looked for first: what the
# book adds in between; a long line is sure to be the right one wherever it is.
NEAR, LONG, FAR = 100, 30, 20_000

Line = tuple[int, tuple[PlainText, ...]]  # its number, and what it may say
Stretch = tuple[int, int]  # offsets in what arrived: from, up to


def documents(chapters: Sequence[Chapter], epub: bytes) -> list[tuple[Chapter, bytes]]:
    """Each chapter, and the XHTML that it is in `epub`."""
    with zipfile.ZipFile(io.BytesIO(epub)) as archive:
        return [(each, archive.read(f"EPUB/text/{each.name}.xhtml")) for each in chapters]


def lost_from(chapter: Chapter, document: str, answers: str = "") -> list[Problem]:
    """A problem text-lost for each line of `chapter` that did not arrive in `document`, or in that
    of the `answers` at the end of the book, "" where there is none. Each line
    takes the letters it found, so a line that stands twice has to arrive twice; one that
    moved (a note) may come later."""
    documents = filter(None, (document, answers))
    texts = (_text(etree.fromstring(each.encode())) for each in documents)
    return lost_in(chapter, "".join(map(bare, texts)), "EPUB")


def lost_in(chapter: Chapter, arrived: str, file_format: str) -> list[Problem]:
    """lost_from, of the letters that arrived in a file of this format. A style sheet may have made
    capitals of them."""
    lines = plain_lines(chapter.text, chapter.lines)
    lost = _lost(lines, arrived)
    if lost and any("A" <= letter <= "Z" for _, letters in lost for letter in letters.upper()):
        lost = _lost(list(map(_folded, lines)), arrived.casefold())
    return [
        problem("text-lost", chapter.path, line, format=file_format, letters=missing[:60])
        for line, missing in lost
    ]


def _folded(line: Line) -> Line:
    number, readings = line
    return number, tuple(
        PlainText(each.letters.casefold(), tuple(map(str.casefold, each.apart)))
        for each in readings
    )


def lost_letters(
    written: Sequence[tuple[Chapter, str] | tuple[Chapter, str, str]],
) -> list[Problem]:
    """lost_from, of several chapters and their documents."""
    return [problem for each in written for problem in lost_from(*each)]


def _lost(lines: list[Line], arrived: str) -> list[tuple[int, str]]:
    """(line, letters) of each line that finds no letters of its own."""
    moved, unspent, gaps = _in_order(lines, arrived)
    lost = _anywhere(moved, arrived, unspent)
    if lost:  # a line that moved may have left its letters to another: all of them again
        lost = _anywhere(lines, arrived, [(0, len(arrived))])
    if lost:
        scattered = _scattered(lines, lost, arrived, gaps)
        lost = [each for each in lost if each[0] not in scattered]
    return sorted(lost)


def _in_order(
    lines: list[Line], arrived: str
) -> tuple[list[Line], list[Stretch], dict[int, Stretch]]:
    """The lines that do not stand right after the one before, the letters left over, and between
    which letters each line stands, or would stand."""
    moved: list[Line] = []
    unspent: list[Stretch] = []
    gaps: dict[int, Stretch] = {}
    waiting: list[int] = []
    reached = 0  # the end of the last line that was found in its place
    for number, line in lines:
        places = []
        for reading in line:
            length = len(reading.letters)
            limit = reached + length + (FAR if length >= LONG else NEAR)
            start = arrived.find(reading.letters, reached, limit)
            if start >= 0:
                places.append((start, length, reading))
        if not places:
            moved.append((number, line))
            waiting.append(number)
            continue
        start, length, reading = min(places)
        moved += ((number, (PlainText(title),)) for title in reading.apart)
        unspent.append((reached, start))
        gaps |= dict.fromkeys(waiting, (reached, start))
        gaps[number] = (start, start + length)
        waiting.clear()
        reached = start + length
    end = (reached, len(arrived))
    return moved, [*unspent, end], gaps | dict.fromkeys(waiting, end)


def _scattered(
    lines: list[Line], lost: list[tuple[int, str]], arrived: str, gaps: dict[int, Stretch]
) -> set[int]:
    """Of lost lines, those of which each run of letters stands in its order where the line would:
    with letters between them that no reading has, such as a sign that had no meaning there."""
    found: set[int] = set()
    parts: dict[int, list[str]] = {}
    for number, part in lost:
        parts.setdefault(number, []).append(part)
    reached = 0
    for number, line in lines:
        if number in parts and number in gaps:
            start, end = gaps[number]
            reached = max(reached, start)
            ends = [_end_of(each, parts[number], arrived, reached, end) for each in line]
            if good := [each for each in ends if each >= 0]:
                reached = min(good)
                found.add(number)
    return found


def _end_of(reading: PlainText, lost: list[str], arrived: str, start: int, end: int) -> int:
    """Where the last run of a reading ends, -1 where one does not arrive, or where of what may
    stand apart and is lost something stands not among them."""
    reached = start
    for run in reading.runs:
        if (place := arrived.find(run, reached, end)) < 0:
            return -1
        reached = place + len(run)
    titles = (title for title in reading.apart if title in lost)
    is_whole = all(arrived.find(title, start, reached) >= 0 for title in titles)
    return reached if reading.runs and is_whole else -1


def _anywhere(lines: list[Line], arrived: str, unspent: list[Stretch]) -> list[tuple[int, str]]:
    """What no letters are left for. Long texts choose first: a short one may stand in them."""
    likely = [
        (number, sorted(line, key=lambda reading: len(reading.letters))) for number, line in lines
    ]
    parts = [(part, index) for index, (_, line) in enumerate(likely) for part in _parts(line[0])]
    lost = []
    for part, index in sorted(parts, key=lambda part: -len(part[0])):
        if not _spend(part, arrived, unspent):
            number, (first, *others) = likely[index]
            # What is no title may have another reading: so many letters in another form.
            if part != first.letters or not any(
                _spend(other.letters, arrived, unspent) for other in others
            ):
                lost.append((number, part))
    return lost


def _parts(reading: PlainText) -> tuple[str, ...]:
    return reading.letters, *reading.apart


def _spend(wanted: str, arrived: str, unspent: list[Stretch]) -> bool:
    """Take the first unspent place of `wanted` in `arrived` out of the `unspent` stretches."""
    for index, (start, end) in enumerate(unspent):
        place = arrived.find(wanted, start, end)
        if place >= 0:
            rest = [(start, place), (place + len(wanted), end)]
            unspent[index : index + 1] = [(a, b) for a, b in rest if a < b]
            return True
    return False


def _text(root: etree._Element) -> str:
    """The text of a document in reading order, alternative texts in their place, titles at
    the end; without the words and numbers that the book adds. Takes `root` apart."""
    body = root.find(f"{XHTML}body")
    if body is None:
        return ""
    titles = cast("list[str]", body.xpath(".//@title"))
    for element in cast("list[etree._Element]", body.xpath(NOT_PLAIN, namespaces=PREFIXES)):
        added = ADDED.intersection((element.get("class") or "").split())
        if added or element.tag in INSTEAD:
            element.text = "" if added else element.get(INSTEAD[str(element.tag)], "")
            del element[:]
    body.tail = None
    return "".join((etree.tostring(body, encoding="unicode", method="text"), *titles))
