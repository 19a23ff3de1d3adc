"""The text of a section as e-readers need it.

Enters: the XHTML of a section. Leaves: the same text with break marks between words (most
engines know no Thai words, and let lines run off the page), with what a line must not part
kept together, with Latin words tagged, so that a voice reads them as English, and with the
places where the pages of the printed book begin. Only text nodes are touched: no title, no
attribute, no address, no code.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from thaibook.letters import letters
from thaibook.model import PageStart
from thaibook.navigation import page_id
from thaibook.thai import SAFE_COST, Break, advancing, breaks_of
from thaibook.thai.model import BEGINNING

MARKS = {"zwsp": "\u200b", "wbr": "<wbr/>", "none": ""}

SPECIAL = re.compile("[&<>]")
TAG = re.compile(r"<(/?)([A-Za-z][\w:-]*)([^<>]*?)(/?)>")
# Elements that a word may run through (HTML Standard, 3.2.5.2.5, phrasing content).
INLINE = frozenset(
    "a abbr b bdi bdo cite code del dfn em i ins kbd mark q s samp small span strong sub sup "
    "time u var".split()
)
# What is not prose, and not changed.
VERBATIM = frozenset("code kbd math pre samp script style svg var".split())
NARROW = frozenset("table li dd figcaption aside".split())
ADDRESS = re.compile(r'\bclass="(?:[^"]* )?url(?: [^"]*)?"')
NOTE_CALL = ('<sup class="noteref"', '<a class="call"')
LANGUAGE = re.compile(r'\blang="')

THAI = re.compile("[\u0e01-\u0e5b]")
# Words of two letters or more; single letters are labels, read as letters in any voice.
_LETTER = "A-Za-z\u00c0-\u024f"
_WORD = f"[{_LETTER}][{_LETTER}0-9\u2019'.&+/-]*[{_LETTER}0-9]"
LATIN = re.compile(f"{_WORD}(?:,? (?:{_WORD}|[{_LETTER}&]))*")
URL = re.compile(r"(?:https?://|www\.)\S+")
ENOUGH = (40, 12)  # letters that tell a place; fewer where paper adds something between
KEPT_GAP = re.compile("(?<=[^ ]) (?=[^ ])")  # a space at which no line ends
LONGEST_KEPT = 16  # letters: half a line of a telephone at twice the size
# Letters that take room, of what may stand between two marks: more do not fit a telephone's
# line at twice the size (360 px, 32 px to the em), and are lost where nothing else parts them.
LONGEST_PIECE, LONGEST_IN_HEADING = 16, 10
LONGEST_WORD = 14  # that may not wrap: the first line of a paragraph is two em shorter
DEAREST = 95.0  # percent: dearer breaks are inside words beyond doubt
HEADING = re.compile("h[1-3]")


@dataclass
class _Piece:
    """One tag, or one text between tags; text is unescaped."""

    text: str
    is_tag: bool = False
    frozen: bool = False  # text that is not changed: code, an address
    heading: bool = False
    narrow: bool = False  # in a column that may be narrower than the page
    foreign: bool = False  # text that has a language of its own
    inserts: list[tuple[int, int, str]] = field(default_factory=list)  # offset, order, markup

    def insert(self, offset: int, markup: str, first: bool = False) -> None:
        """Put `markup` at `offset`: after all that is there, or before it."""
        order = len(self.inserts) + 1
        self.inserts.append((offset, -order if first else order, markup))

    def written(self) -> str:
        if self.is_tag:
            return self.text
        plain = not SPECIAL.search(self.text)
        parts, done = [], 0
        for offset, _, markup in (*sorted(self.inserts), (len(self.text), 0, "")):
            if done < offset:
                part = self.text[done:offset]
                parts.append(part if plain else html.escape(part, quote=False))
                done = offset
            parts.append(markup)
        return "".join(parts)


def marked(
    body: str,
    profile: str,
    words: frozenset[str],
    language: str,
    starts: Sequence[PageStart] = (),
) -> str:
    """`body` with break marks of `profile` (a key of MARKS), Latin tagged in a book whose
    language is Thai, and page breaks for the `starts` that are found in it."""
    pieces, paragraphs = _taken_apart(body)
    whole = ["".join(piece.text for piece in paragraph) for paragraph in paragraphs]
    places = _places(paragraphs, whole, words)
    for paragraph, text, (ends, forced) in zip(paragraphs, whole, places, strict=True):
        _mark(paragraph, text, ends, forced, MARKS[profile])
        if language.split("-")[0] == "th":
            _tag_latin(paragraph)
    # The calls of notes are not in the text that the pages of the PDF are known by.
    texts = [
        piece
        for before, piece in pairwise((_Piece(""), *pieces))
        if not piece.is_tag and not before.text.startswith(NOTE_CALL)
    ]
    _break_pages(texts, starts)
    return "".join(piece.written() for piece in pieces)


def _taken_apart(body: str) -> tuple[list[_Piece], list[list[_Piece]]]:
    """The tags and texts of a body; and its texts again, those of each paragraph together."""
    pieces: list[_Piece] = []
    paragraphs: list[list[_Piece]] = [[]]
    open_tags: list[tuple[str, bool, bool]] = []  # name, is verbatim, has a language
    at = 0
    for tag in (*TAG.finditer(body), None):
        text = html.unescape(body[at : tag.start() if tag else len(body)])
        if text:
            frozen = any(verbatim for _, verbatim, _ in open_tags)
            foreign = any(language for _, _, language in open_tags)
            heading = any(HEADING.fullmatch(name) for name, _, _ in open_tags)
            narrow = any(name in NARROW for name, _, _ in open_tags)
            pieces.append(_Piece(text, False, frozen, heading, narrow, foreign))
            paragraphs[-1].append(pieces[-1])
        if tag is None:
            break
        at = tag.end()
        closing, name, attributes, empty = tag.groups()
        if name not in INLINE and paragraphs[-1]:
            paragraphs.append([])
        if closing:
            while open_tags and open_tags.pop()[0] != name:
                pass
        elif not empty:
            verbatim = name in VERBATIM or bool(ADDRESS.search(attributes))
            open_tags.append((name, verbatim, bool(LANGUAGE.search(attributes))))
        pieces.append(_Piece(tag[0], is_tag=True))
    return pieces, [paragraph for paragraph in paragraphs if paragraph]


def _places(
    paragraphs: list[list[_Piece]], texts: list[str], words: frozenset[str]
) -> Iterator[tuple[list[int], list[int]]]:
    """For each paragraph, where its lines may safely end; and where they may end besides,
    so that no piece is longer than a line of a telephone."""
    ends = [[offset for offset, _ in found] for found in breaks_of(texts, words, SAFE_COST)]
    long: list[tuple[int, int, str]] = []  # number of the paragraph, offset, text
    for number, text in enumerate(texts):
        most = _longest(paragraphs[number])
        for first, last in pairwise((0, *ends[number], len(text))):
            if last - first > most and _width(text[first:last]) > most:
                long.append((number, first, text[first:last]))
    forced: list[list[int]] = [[] for _ in texts]
    possible = breaks_of([text for *_, text in long], words, DEAREST)
    for (number, begin, text), found in zip(long, possible, strict=True):
        parts = _parts(text, found, _longest(paragraphs[number]))
        forced[number] += [begin + offset for offset in parts]
    return zip(ends, forced, strict=True)


def _longest(paragraph: list[_Piece]) -> int:
    return LONGEST_IN_HEADING if paragraph[0].heading else LONGEST_PIECE


def _width(text: str) -> int:
    """The letters that take room."""
    return len(advancing(text.rstrip()))


def _mark(
    paragraph: list[_Piece], text: str, ends: list[int], forced: list[int], mark: str
) -> None:
    """Put `mark` where a line may safely end, and keep together what a rule keeps."""
    if not THAI.search(text):
        return
    wanted = [
        at
        for at in sorted({*ends, *forced})
        if not text[at - 1].isspace()
        and text[at - 1] != "\u200b"
        and (THAI.match(text, at - 1) or THAI.match(text, at))
    ]
    kept = [(*span, "keep") for span in _kept_together(text, {0, len(text), *ends})]
    if mark and not paragraph[0].narrow:
        whole = (0, *sorted({*ends, *forced}), len(text))
        longest = min(_longest(paragraph), LONGEST_WORD)
        kept += [(*span, "word") for span in _whole_words(text, whole, kept, longest)]
    wanted.reverse()
    begin, after_frozen = 0, False
    for piece in paragraph:
        end = begin + len(piece.text)
        while wanted and wanted[-1] <= end and not (piece.frozen and wanted[-1] == end):
            at = wanted.pop()
            if mark and not piece.frozen and (at > begin or after_frozen):
                piece.insert(at - begin, mark)
        if not piece.frozen:
            for first, last, name in kept:
                if begin <= first and last <= end:
                    # MuPDF counts the space before what is kept as a part of it.
                    space = name == "keep" and first > begin and text[first - 1].isspace()
                    opening = f'<span class="{name}">'
                    piece.insert(first - begin, (mark if space else "") + opening)
                    piece.insert(last - begin, "</span>", first=True)
        begin, after_frozen = end, piece.frozen


def _whole_words(
    text: str, ends: Sequence[int], kept: Sequence[tuple[int, int, str]], longest: int
) -> list[tuple[int, int]]:
    """(from, to) of the words, between two of `ends`, that another engine may cut.

    Chromium and WebKit add the breaks of a dictionary of their own to our marks, and so cut
    a fourth of the line ends inside a word: หาง|โจว. Nothing in CSS turns that off, but no
    line ends in what must not wrap. A word wider than a telephone's line is left to wrap.
    """
    taken = {at for first, last, _ in kept for at in range(first, last)}
    found = []
    for first, last in pairwise(ends):
        word = text[first:last].strip()
        first = text.index(word, first)
        last = first + len(word)
        inside = BEGINNING.search(text, first + 1, last)
        if not inside or " " in word or "\n" in word or first in taken or last - 1 in taken:
            continue
        if len(word) <= longest or _width(word) <= longest:
            found.append((first, last))
    return found


def _parts(text: str, possible: Sequence[Break], longest: int) -> list[int]:
    """Those of the `possible` breaks that part `text` until no piece is longer than
    `longest`, or no better place than the inside of a word is left."""

    def part(first: int, last: int) -> list[int]:
        inside = [b for b in possible if first < b.offset < last]
        if not inside or _width(text[first:last]) <= longest:
            return []
        # Of like breaks the one nearest to the middle.
        half, middle = (last - first) / 2, (first + last) / 2
        best = min(inside, key=lambda b: b.cost * (1 + abs(b.offset - middle) / half)).offset
        return [*part(first, best), best, *part(best, last)]

    return part(0, len(text))


def _kept_together(text: str, ends: set[int]) -> list[tuple[int, int]]:
    """(from, to) of the words on both sides of a space at which no line may end.

    Engines end lines at every space: ๆ would begin one, and พ.ศ. part from its year.
    """
    found: list[tuple[int, int]] = []
    for gap in KEPT_GAP.finditer(text):
        if gap.end() in ends:
            continue
        first, last = gap.start(), gap.end()
        while first not in ends and gap.start() - first < LONGEST_KEPT:
            first -= 1
        while last not in ends and last - gap.end() < LONGEST_KEPT:
            last += 1
        if first not in ends or last not in ends or "\n" in text[first:last]:
            continue
        last = first + len(text[first:last].rstrip())
        if found and first < found[-1][1]:
            first = found.pop()[0]
        if 0 < last - first <= LONGEST_KEPT:  # nothing but spaces is not kept together
            found.append((first, last))
    return found


def _tag_latin(paragraph: list[_Piece]) -> None:
    """Say of Latin words in Thai text that they are English."""
    for piece in paragraph:
        if piece.frozen or piece.foreign:
            continue
        addresses = [found.span() for found in URL.finditer(piece.text)]
        places = {offset for offset, *_ in piece.inserts}
        for found in LATIN.finditer(piece.text):
            if not places.isdisjoint(range(found.start() + 1, found.end())) or any(
                first <= found.start() < last for first, last in addresses
            ):
                continue
            piece.insert(found.start(), '<span lang="en" xml:lang="en">')
            piece.insert(found.end(), "</span>", first=True)


def _break_pages(texts: list[_Piece], starts: Sequence[PageStart]) -> None:
    """Mark in `texts` where each page begins; a page that is not found is left out."""
    if not starts:
        return
    where: list[tuple[_Piece, int]] = []
    stream: list[str] = []
    for piece in texts:
        for offset, character in enumerate(piece.text):
            for letter in letters(character):
                stream.append(letter)
                where.append((piece, offset))
    whole, at = "".join(stream), 0
    for number, start in enumerate(starts):
        tried = (whole.find(start.letters[:size], at) for size in ENOUGH)
        found = next((place for place in tried if place >= 0), -1)
        if found < 0 or not start.letters:
            if number or not where:
                continue
            found = 0  # a section begins on a page of its own
        at = found
        piece, offset = where[found]
        label = html.escape(start.folio)
        piece.insert(
            offset,
            f'<span epub:type="pagebreak" role="doc-pagebreak" id="{page_id(start)}" '
            f'aria-label="{label}"></span>',
        )
