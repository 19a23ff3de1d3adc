"""The lines of a PDF's pages, with the looks of their letters.

Enters: an open document of pypdfium2. Leaves: lines from the top of each page to its foot; pieces
of one line, which a PDF may draw in any order, are one. Letters that stand higher and smaller than
those around them are raised: calls of notes. Source: PDF 32000-1:2008, 9 (text).
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise
from statistics import median
from typing import Any, NamedTuple, TypeVar

import pypdfium2.raw as raw

from thaibook.importing.source_document import PLAIN, Look, Text

SMALLER, HIGHER = 0.8, 0.12  # of the size of the line: a raised letter
RAISED = 0.7  # how far up the call of a note may stand
ONE_LINE = 0.35  # of the size: how far the feet of two pieces may be apart
COLUMN_GAP = 0.28  # of the width of the page: what is further apart are columns
NEAR = 40  # lines among which that of a piece is looked for
SPACE_WITHIN = 0.17  # of the size: tracking is less
SPACE, COLUMNS = 0.15, 1.5  # of the size: gaps that are seen, and that part columns
THAI = re.compile("[\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46]")
MARKS = frozenset(map(chr, (0xE31, *range(0xE34, 0xE3B), *range(0xE47, 0xE4F))))
NAME_LENGTH = 200
STRING = 3  # the kind of a value, as pdfium numbers it


Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class PdfLine:
    """A line of a page. left, right, top: in points from the left and the top of the page;
    height: of the page; words: where each of them begins and ends."""

    runs: tuple[Text, ...]
    page: int
    left: float
    right: float
    top: float
    size: float
    height: float
    words: tuple[tuple[float, float], ...] = ()

    @property
    def text(self) -> str:
        """Its letters."""
        return "".join(run.text for run in self.runs)

    @property
    def is_parted(self) -> bool:
        """Whether it goes over columns, as the row of a table does."""
        return "\t" in self.text

    @property
    def is_bold(self) -> bool:
        """Whether all of it is bold."""
        return all(run.look.bold for run in self.runs if run.text.strip())


class _Letter(NamedTuple):
    letter: str
    left: float
    foot: float
    right: float
    size: float
    bold: bool
    italic: bool
    link: str = ""


def lines_of_page(
    page: Any,
    number: int,
    cell_at: Callable[[float, float], Key],
    link_at: Callable[[float, float], str],
) -> dict[Key, list[PdfLine]]:
    """The lines of a page, from its top to its foot, those of each cell of its tables apart.

    cell_at, link_at: in which cell a place lies, from the left and up from the foot of the page,
    and where it leads; cells are keys of the lines that are returned.
    """
    width, height = page.get_width(), page.get_height()
    text_page = page.get_textpage()
    try:
        pieces = list(_pieces(text_page, _Spans(page, text_page), cell_at, link_at))
    finally:
        text_page.close()
    rows: dict[Key, list[list[list[_Letter]]]] = {}  # the pieces of each line, by cell
    for key, piece in pieces:
        own = rows.setdefault(key, [])
        row = next((r for r in own[-NEAR:] if any(_are_one(p, piece, width) for p in r)), None)
        if row is None:
            own.append([piece])
        else:
            row.append(piece)
    made = {}
    for key, own in rows.items():
        lines = [_line(_in_order(row), number, height) for row in own]
        is_one = _is_one_column(lines)
        made[key] = sorted(lines, key=lambda line: round(line.top)) if is_one else lines
    return made


def _in_order(row: list[list[_Letter]]) -> list[_Letter]:
    """The letters of a line, its pieces from left to right with the gaps between them."""
    first, *further = sorted(row, key=_left)
    letters = list(first)
    for piece in further:
        letters += [*_gap(letters, piece), *piece]
    return letters


def _is_one_column(lines: list[PdfLine]) -> bool:
    """Whether no two lines stand side by side, so that their order is that of their tops."""
    tops = sorted((round(line.top), line.left, line.right) for line in lines)
    return all(b[0] - a[0] > 2 for a, b in pairwise(tops))


def _pieces(
    text_page: Any,
    spans: _Spans,
    cell_at: Callable[[float, float], Key],
    link_at: Callable[[float, float], str],
) -> Iterator[tuple[Key, list[_Letter]]]:
    """The lines as pdfium parts them, each with the cell that it stands in."""
    piece: list[_Letter] = []
    key = cell_at(-1.0, -1.0)
    is_guess = False  # pdfium guesses that there is a space
    font = lru_cache(maxsize=64)(_font)
    for at in range(text_page.count_chars()):
        code = raw.FPDFText_GetUnicode(text_page.raw, at)
        if code in (0x0A, 0x0D):
            if code == 0x0A and _is_seen(piece):
                yield key, piece
            piece = piece if code == 0x0D else []
            continue
        if not 0 < code < 0x110000 or 0xD800 <= code < 0xE000 or code in (0xFFFE, 0xFFFF, 2):
            continue
        if spans.is_said(at, code):
            is_guess = True
            continue
        left, _, right, _ = text_page.get_charbox(at)
        right = spans.right_of(at, right)
        foot = _foot_of(text_page, at)
        bold, italic = font(*_font_of(text_page, at))
        size = raw.FPDFText_GetFontSize(text_page.raw, at)
        letter = _Letter(chr(code), left, foot, right, size, bold, italic, link_at(left, foot))
        own = key if letter.letter.isspace() else cell_at((left + right) / 2, foot + size / 4)
        if _is_apart(piece, letter) or own != key:
            if _is_seen(piece):
                yield key, piece
            piece = []
        elif _lacks_space(piece, letter, is_guess):
            piece.append(letter._replace(letter=" "))
        is_guess = False
        key = own
        piece.append(letter)
    if _is_seen(piece):
        yield key, piece


def _is_seen(piece: list[_Letter]) -> bool:
    return any(not each.letter.isspace() for each in piece)


class _Spans:
    """Spans of a page that say what their glyphs are (ActualText), as Chromium's PDFs have around
    a letter with its marks. Where such a mark is drawn after the next letter, pdfium gives the
    words of the span once more with it. Source: PDF 32000-1:2008, 14.9.4."""

    def __init__(self, page: Any, text_page: Any) -> None:
        self._whole, self._page = page, text_page.raw
        self._begun: dict[int, int] = {}  # by span, the piece of the page that came first
        self._of_piece: dict[int, int] = {}  # by piece of the page, its span
        self._ends: dict[int, float] | None = None  # by span, how far to the right it reaches
        self._is_inside = False

    def is_said(self, at: int, code: int) -> bool:
        """Whether a letter has come with its span before, or is the space that pdfium guesses
        behind a span."""
        if self._is_inside and code == 0x20 and raw.FPDFText_IsGenerated(self._page, at) == 1:
            return True
        piece = raw.FPDFText_GetTextObject(self._page, at)
        span = self._span(piece)
        self._is_inside = bool(span)
        address = ctypes.addressof(piece.contents) if piece else 0
        return bool(span) and self._begun.setdefault(span, address) != address

    def right_of(self, at: int, right: float) -> float:
        """Where a letter ends: with all that its span draws, where it stands in one."""
        if not self._is_inside:
            return right
        if self._ends is None:
            self._ends = {}
            for thing in self._whole.get_objects(filter=(raw.FPDF_PAGEOBJ_TEXT,), max_depth=1):
                if span := _span_of(thing.raw):
                    self._ends[span] = max(self._ends.get(span, 0.0), thing.get_bounds()[2])
        span = self._span(raw.FPDFText_GetTextObject(self._page, at))
        return max(right, self._ends.get(span, right))

    def _span(self, piece: Any) -> int:
        address = ctypes.addressof(piece.contents) if piece else 0
        if address not in self._of_piece:
            self._of_piece[address] = _span_of(piece) if piece else 0
        return self._of_piece[address]


def _span_of(piece: Any) -> int:
    """The innermost span with words around a piece of a page, 0 for none."""
    for at in reversed(range(raw.FPDFPageObj_CountMarks(piece))):
        mark = raw.FPDFPageObj_GetMark(piece, at)
        if mark and raw.FPDFPageObjMark_GetParamValueType(mark, b"ActualText") == STRING:
            return ctypes.addressof(mark.contents)
    return 0


def _is_apart(piece: list[_Letter], letter: _Letter) -> bool:
    """Whether a letter stands in another column, or on another line, than those before it."""
    seen = _seen(piece[-6:])
    if not seen or letter.letter.isspace() or letter.letter in MARKS:
        return False
    last, size = seen[-1], max(seen[-1].size, letter.size)
    return not -size * 2 < letter.left - last.right < size * COLUMNS


def _lacks_space(piece: list[_Letter], letter: _Letter, is_guess: bool) -> bool:
    """Whether a space is seen before a letter that the file does not have. is_guess: or that it
    may have."""
    if not piece or piece[-1].letter.isspace() or letter.letter.isspace():
        return False
    seen = _seen(piece[-6:])
    are_thai = bool(seen) and THAI.match(seen[-1].letter) and THAI.match(letter.letter)
    if not seen or not (are_thai or is_guess):
        return False
    return letter.left - max(each.right for each in piece[-3:]) > letter.size * SPACE_WITHIN


def _foot_of(text_page: Any, at: int) -> float:
    """Where the line is that a letter stands on: its box would hang below it."""
    across, up = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text_page.raw, at, ctypes.byref(across), ctypes.byref(up))
    return up.value


def _font_of(text_page: Any, at: int) -> tuple[bytes, int]:
    """The name and the flags of a letter's font."""
    name, flags = ctypes.create_string_buffer(NAME_LENGTH), ctypes.c_int()
    raw.FPDFText_GetFontInfo(text_page.raw, at, name, NAME_LENGTH, ctypes.byref(flags))
    return name.value, flags.value


def _font(name: bytes, flags: int) -> tuple[bool, bool]:
    """Whether a font is bold, and italic, by its name or its flags (table 123)."""
    said = name.decode("utf-8", "replace").lower()
    bold = any(word in said for word in ("bold", "black", "heavy")) or bool(flags & 1 << 18)
    italic = any(word in said for word in ("italic", "oblique")) or bool(flags & 1 << 6)
    return bold, italic


def _seen(letters: list[_Letter]) -> list[_Letter]:
    return [each for each in letters if not each.letter.isspace() and each.letter not in MARKS]


def _left(letters: list[_Letter]) -> float:
    return min(each.left for each in _seen(letters) or letters)


def _right(letters: list[_Letter]) -> float:
    return max(each.right for each in _seen(letters) or letters)


def _foot(letters: list[_Letter]) -> float:
    return median(each.foot for each in _seen(letters) or letters)


def _size(letters: list[_Letter]) -> float:
    return median(each.size for each in _seen(letters) or letters)


def _are_one(line: list[_Letter], piece: list[_Letter], width: float) -> bool:
    """Whether two pieces stand on one line, side by side."""
    size = max(_size(line), _size(piece))
    raised = abs(_size(line) - _size(piece)) > size * (1 - SMALLER)
    if abs(_foot(line) - _foot(piece)) > size * (RAISED if raised else ONE_LINE):
        return False
    gap = max(_left(piece) - _right(line), _left(line) - _right(piece))
    return -size < gap < width * COLUMN_GAP


def _gap(before: list[_Letter], after: list[_Letter]) -> list[_Letter]:
    """A space where one is seen between two pieces."""
    last = before[-1]
    width = (_left(after) - _right(before)) / _size(before)
    sign = "\t" if width > COLUMNS else " "
    space = _Letter(sign, last.right, last.foot, last.right, last.size, last.bold, last.italic)
    is_seen = width > SPACE and last.letter != " " and after[0].letter != " "
    return [space] if is_seen or sign == "\t" else []


def _line(letters: list[_Letter], page: int, height: float) -> PdfLine:
    size, foot = _size(letters), _foot(letters)
    runs: list[Text] = []
    look, link = PLAIN, ""
    for each in letters:
        if not each.letter.isspace() and each.letter not in MARKS:
            raised = each.size < size * SMALLER and each.foot > foot + size * HIGHER
            look = Look(bold=each.bold, italic=each.italic, script="sup" if raised else "")
            link = each.link
        if runs and runs[-1].look == look and runs[-1].link == link:
            runs[-1] = Text(runs[-1].text + each.letter, look, link)
        else:
            runs.append(Text(each.letter, look, link))
    words = [
        list(own) for is_gap, own in groupby(letters, lambda e: e.letter.isspace()) if not is_gap
    ]
    return PdfLine(
        tuple(runs),
        page,
        _left(letters),
        _right(letters),
        height - foot,
        round(sorted(each.size for each in _seen(letters) or letters)[len(_seen(letters)) // 4], 1),
        height,
        tuple((_left(own), _right(own)) for own in words),
    )
