"""The lines of a finished PDF, as they were printed.

Enters: a .pdf file. Leaves: for each page its lines from top to bottom, with the places of their
letters. Lengths are in points, heights from the foot of the page up. Only the text layer is read,
so that any PDF can be looked at that has one.
"""

from __future__ import annotations

import ctypes
import math
import statistics
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from thaibook.messages import BookError, Phrase, problem
from thaibook.thai import WIDTHLESS

SAME_LINE = 0.45  # of the size: marks and small figures stand so far off the line at most
HYPHEN = "\ufffe"  # what PDFium says for a hyphen at the end of a line
LARGE = 1.4  # times the size of the text: the heading of a chapter
SPACE = 0.12  # em more than between two letters: what stands between phrases


class PrintedLine:
    """One line. text: its letters in reading order, with its spaces; size: of its letters;
    left, right, height: of its ends and of its baseline."""

    def __init__(self, text: str, size: float, height: float, spans: list[tuple[float, float]]):
        self.text, self.size, self.height, self._spans = text, size, height, sorted(spans)
        self.left = self._spans[0][0]
        self.right = max(right for _, right in self._spans)

    @cached_property
    def gaps(self) -> list[float]:
        """What stands between two letters beside each other, in em."""
        return [max(two[0] - one[1], 0.0) / self.size for one, two in pairwise(self._spans)]

    @cached_property
    def tracking(self) -> float:
        """What stands between the letters of a word, in em."""
        return statistics.median(self.gaps) if self.gaps else 0.0

    @property
    def widest_space(self) -> float:
        """The widest gap between two phrases, in em."""
        return max((gap for gap in self.gaps if gap > self.tracking + SPACE), default=0.0)


class PrintedPage:
    """One page. number: from 1 as a viewer counts; folio: as the file calls the page; lowest: the
    lowest end of a picture or rule, 0 for none."""

    def __init__(self, number: int, folio: str, lines: list[PrintedLine], lowest: float) -> None:
        self.number, self.folio, self.lines, self.lowest = number, folio, lines, lowest
        self.begins_chapter = False


def printed_pages(path: Path | bytes) -> list[PrintedPage]:
    """All pages of a PDF, of a file or in memory. Raises BookError: pdf-unreadable."""
    try:
        with pypdfium2.PdfDocument(path) as document:
            pages = [_page(document, number) for number in range(len(document))]
            for entry in document.get_toc(max_depth=2):
                target = entry.get_dest()
                index = target.get_index() if target else None
                if index is not None and index < len(pages):
                    page = pages[index]
                    page.begins_chapter |= entry.level == 0 or _opens_large(page, pages)
    except pypdfium2.PdfiumError as error:
        raise BookError(
            [
                problem(
                    "pdf-unreadable", path if isinstance(path, Path) else "", reason=Phrase(error)
                )
            ]
        ) from None
    return pages


def _opens_large(page: PrintedPage, pages: list[PrintedPage]) -> bool:
    """Whether a page begins with words as large as the headings of chapters are."""
    usual = statistics.mode(line.size for each in pages for line in each.lines)
    return bool(page.lines) and page.lines[0].size >= LARGE * usual


def _page(document: Any, index: int) -> PrintedPage:
    page = document[index]
    layer = page.get_textpage()
    lines = list(_lines(layer))
    pictures = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=2)
    lowest = min((drawn.get_bounds()[1] for drawn in pictures), default=0.0)
    folio = document.get_page_label(index) or str(index + 1)
    layer.close()
    page.close()
    return PrintedPage(index + 1, folio, lines, lowest)


def _lines(layer: Any) -> Iterator[PrintedLine]:
    """Letters come in reading order; one that stands at another height begins a line."""
    across, up = ctypes.c_double(), ctypes.c_double()
    matrix = pdfium.FS_MATRIX()
    text, spans, height, size = "", list[tuple[float, float]](), 0.0, 0.0
    whole = layer.get_text_range()
    is_whole = layer.count_chars() == len(whole)
    for index in range(layer.count_chars()):
        letter = whole[index] if is_whole else layer.get_text_range(index, 1)
        if not letter.strip():
            text += " " if text and not text.endswith(" ") else ""
            continue
        pdfium.FPDFText_GetCharOrigin(layer.raw, index, across, up)
        if spans and abs(up.value - height) > SAME_LINE * size:
            yield PrintedLine(text.strip(), size, height, spans)
            text, spans = "", []
        left, _, right, _ = layer.get_charbox(index, loose=True)
        is_mark = WIDTHLESS.match(letter)
        if not spans:
            if is_mark:
                continue
            pdfium.FPDFText_GetMatrix(layer.raw, index, matrix)
            scale = math.hypot(matrix.c, matrix.d)  # up: letters may be set a little wider
            height = up.value
            size = round(scale * pdfium.FPDFText_GetFontSize(layer.raw, index), 1)
        text += "-" if letter == HYPHEN else letter
        if not is_mark and right > left:
            spans.append((left, right))
    if spans:
        yield PrintedLine(text.strip(), size, height, spans)
