"""The pages of a PDF, drawn one by one when somebody looks at them.

Enters: a PDF. Leaves: a page as a PNG, a digest of what it shows, and where its lines stand.
PDFium draws: it is needed for the cover of every book already (BSD-3-Clause and Apache-2.0,
3 MB), it shows what readers in Chrome see, and a page takes a few hundredths of a second.
pdf.js would be 1.5 MB more in every installation, fetch the whole file after each change, and
draw it on the computer of whoever looks, which may be a telephone.
"""

from __future__ import annotations

import hashlib
import io
import threading
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pypdfium2

from thaibook.commands.preview.source_lines import Places
from thaibook.grammar import bare

WIDEST = 2400  # pixels
LOOKED_AT = 0.5  # the scale at which two pages are compared
SURE = 12  # letters by which a line is found whose other letters paper has changed
LONG = 30  # such a line is sure to be the right one wherever it is
SHORT, NEAR = 8, 60  # so few letters are looked for only so near
FAR = 50_000  # so many at most from a page to its notes at the end of the chapter
AROUND = 600  # letters before and after those of the page, where lines are looked for
PDFIUM = threading.Lock()  # it can do one thing at a time


@dataclass(frozen=True)
class PrintedLine:
    """A line on its page, in shares of the page's width and height from the left and the top;
    place: the number of its paragraph in the book."""

    left: float
    top: float
    width: float
    height: float
    place: int


class Paper:
    """The pages of one PDF. Pages are counted from 0. Raises IndexError where there is none,
    or the PDF is closed already."""

    def __init__(self, pdf: bytes, places: Places) -> None:
        self._places = places
        self._digests: dict[int, str] = {}
        with PDFIUM:
            document = pypdfium2.PdfDocument(pdf)
            self.sizes = [document.get_page_size(index) for index in range(len(document))]
            self.labels = [document.get_page_label(index) for index in range(len(document))]
            self._document: pypdfium2.PdfDocument | None = document
        self.firsts = self._first_places()

    def _first_places(self) -> list[float]:
        """For each page the number of the first paragraph on it, as Places has it; for one that
        does not say, that of the page before."""
        page_one = next((i for i, label in enumerate(self.labels) if label == "1"), 0)
        # Folios may be in Thai digits, which int reads as well.
        known = {
            page_one + int(folio) - 1: place
            for folio, place in self._places.page_starts
            if folio.isdecimal()
        }
        firsts: list[float] = []
        for index in range(len(self.sizes)):
            firsts.append(known.get(index, firsts[-1] if firsts else 0))
        return firsts

    def close(self) -> None:
        """Give the memory back."""
        with PDFIUM:
            document, self._document = self._document, None
            if document:
                document.close()

    @contextmanager
    def _opened(self, index: int) -> Iterator[pypdfium2.PdfPage]:
        """The page, while no other thread uses PDFium; closed before one may."""
        with PDFIUM:
            if self._document is None or not 0 <= index < len(self.sizes):
                raise IndexError(index)
            page = self._document[index]
            try:
                yield page
            finally:
                page.close()

    def picture(self, index: int, width: int) -> bytes:
        """The page as a PNG, `width` pixels wide."""
        width = min(max(width, 1), WIDEST)
        with self._opened(index) as page:
            bitmap = page.render(scale=width / page.get_width())
            image = bitmap.to_pil().convert("RGB").copy()
            bitmap.close()
        red, green, blue = image.split()
        if red.tobytes() == green.tobytes() == blue.tobytes():
            image = red  # most pages are black ink alone: a third of the work
        written = io.BytesIO()
        image.save(written, "PNG", compress_level=1)
        return written.getvalue()

    def digest(self, index: int) -> str:
        """The same for two pages that look the same."""
        if index not in self._digests:
            with self._opened(index) as page:
                bitmap = page.render(scale=LOOKED_AT)
                seen = hashlib.blake2b(bytes(bitmap.buffer), digest_size=12)
                bitmap.close()
            seen.update(f" {self.sizes[index]}".encode())
            self._digests[index] = seen.hexdigest()
        return self._digests[index]

    def lines(self, index: int) -> list[PrintedLine]:
        """The lines of text on the page that are found in the book."""
        with self._opened(index) as page:
            lines = _lines_of(page)
        start = self._offset(self.firsts[index])
        following = bisect_left(self.firsts, int(self.firsts[index]) + 1)
        end = self._offset(self.firsts[following]) if following < len(self.firsts) else -1
        end = end if end >= 0 else len(self._places.letters)
        reached = max(start - 1, 0)
        found = []
        for box, letters in lines:
            offset = self._find(letters, reached, max(start - AROUND, 0), end + AROUND)
            if offset >= 0:
                found.append(PrintedLine(*box, self._places.at(offset)))
                if reached <= offset < end:
                    reached = offset + max(len(letters) - SURE, 0)
        return found

    def _offset(self, place: float) -> int:
        starts = self._places.starts
        return starts[int(place)] if place < len(starts) else 0

    def _find(self, letters: str, reached: int, first: int, last: int) -> int:
        """Where a line stands in the letters of the book; -1 for nowhere."""
        text = self._places.letters
        if len(letters) < SHORT:
            return text.find(letters, reached, reached + NEAR) if letters else -1
        # Its beginning or its end is enough: there may be the number of a note in the middle.
        for wanted in (letters, letters[:SURE], letters[-SURE:]):
            for begin in (reached, first):
                if (offset := text.find(wanted, begin, last)) >= 0:
                    return offset
        # A note, which the EPUB has further on; a short line is a running head.
        return text.find(letters, first, first + FAR) if len(letters) >= LONG else -1


def _lines_of(page: pypdfium2.PdfPage) -> list[tuple[tuple[float, float, float, float], str]]:
    """(box, letters) of each line: what PDFium gives are pieces of one face."""
    left, bottom, right, top = page.get_bbox()
    width, height = right - left, top - bottom
    text = page.get_textpage()
    lines: list[tuple[list[float], str]] = []
    for index in range(text.count_rects()):
        x0, y0, x1, y1 = text.get_rect(index)
        letters = bare(unicodedata.normalize("NFKC", text.get_text_bounded(x0, y0, x1, y1)))
        box = lines[-1][0] if lines else [0.0, 0.0, 0.0, 0.0]
        middle = (y0 + y1) / 2
        if lines and box[1] < middle < box[3] and x0 > box[0]:
            box[:] = [min(box[0], x0), min(box[1], y0), max(box[2], x1), max(box[3], y1)]
            lines[-1] = (box, lines[-1][1] + letters)
        else:
            lines.append(([x0, y0, x1, y1], letters))
    text.close()
    return [
        (
            (
                (x0 - left) / width,
                (top - y1) / height,
                (x1 - x0) / width,
                (y1 - y0) / height,
            ),
            letters,
        )
        for (x0, y0, x1, y1), letters in lines
    ]
