"""A PDF with a text layer becomes a SourceDocument: lines joined to paragraphs, page by page.

Enters: bytes. Leaves: paragraphs with the sizes of their letters, from which headings are found,
and Remarks on heads, feet and page numbers, which repeat from page to page. pypdfium2, which the
program has for its own PDFs, reads the text: Thai in it is whole where the file says which letters
its glyphs are. A scan has no text and is refused with what to do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

import pypdfium2
import pypdfium2.raw as raw

from thaibook.importing.gathering import Remarks, seen
from thaibook.importing.source_document import (
    Block,
    Facts,
    Finding,
    Look,
    Paragraph,
    SourceDocument,
    Text,
)
from thaibook.importing.untrusted import too_large
from thaibook.messages import BookError, problem

MAX_PAGES = 3_000
FEW_LETTERS = 8  # on a page: a folio, a stamp
NUMBER = re.compile(r"[-–—\s(\[]*(?:หน้า\s*)?[0-9๐-๙ivxlc]{1,5}(?:\s*/\s*[0-9๐-๙]{1,5})?[-–—\s)\]]*")
DIGITS = re.compile(r"[0-9๐-๙]+")
THAI_END = re.compile(r"[\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e45\u0e47-\u0e4e]")
BOLD = 1 << 18  # FPDFFont_GetFlags: force bold
EDGE = 0.12  # of the height of a page, where heads and feet stand
REPEATED = 3  # pages on which a head stands


@dataclass(frozen=True)
class _Line:
    """A line of a page. left, right, top: in points; from the top of the page."""

    text: str
    page: int
    left: float
    right: float
    top: float
    size: float
    height: float  # of the page
    is_bold: bool = False


def read_pdf(data: bytes, path: Path) -> SourceDocument:
    """The document in the bytes of a PDF. Raises BookError: import-encrypted, import-damaged,
    import-scan, import-too-large."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        code = "import-encrypted" if "assword" in str(error) else "import-damaged"
        raise BookError([problem(code, path, reason=str(error))]) from None
    try:
        if len(document) > MAX_PAGES:
            raise too_large(path, "pages", len(document), MAX_PAGES)
        lines: list[_Line] = []
        empty = 0
        for number in range(len(document)):
            own = _lines_of(document, number)
            empty += sum(len(line.text) for line in own) <= FEW_LETTERS
            lines += own
        facts = _facts(document)
        pages = len(document)
    finally:
        document.close()
    if not lines or empty == pages:
        raise BookError([problem("import-scan", path)])
    remarks = Remarks()
    kept = _without_heads(lines, remarks)
    blocks = _paragraphs(kept, remarks)
    return SourceDocument(path.name, tuple(blocks), facts=facts, remarks=tuple(remarks.every))


def _lines_of(document: Any, number: int) -> list[_Line]:
    """The lines of a page from its top to its foot."""
    page = document[number]
    try:
        height = page.get_height()
        text_page = page.get_textpage()
        try:
            return _gathered(text_page, number + 1, height)
        finally:
            text_page.close()
    finally:
        page.close()


def _gathered(text_page: Any, number: int, height: float) -> list[_Line]:
    lines: list[_Line] = []
    count = text_page.count_chars()
    letters: list[str] = []
    boxes: list[tuple[float, float, float, float]] = []
    sizes: list[float] = []
    weights: list[bool] = []

    def end() -> None:
        text = "".join(letters).strip()
        if text and boxes:
            lines.append(
                _Line(
                    text,
                    number,
                    min(b[0] for b in boxes),
                    max(b[2] for b in boxes),
                    height - median(b[1] for b in boxes),
                    round(median(sizes), 1),
                    height,
                    sum(weights) * 2 > len(weights),
                )
            )
        letters.clear()
        boxes.clear()
        sizes.clear()
        weights.clear()

    for at in range(count):
        code = raw.FPDFText_GetUnicode(text_page.raw, at)
        letter = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
        if letter in "\r\n":
            if letter == "\n":
                end()
            continue
        if not letter or code in (0xFFFE, 0xFFFF):
            continue
        letters.append(letter)
        if not letter.isspace():
            boxes.append(text_page.get_charbox(at))
            sizes.append(raw.FPDFText_GetFontSize(text_page.raw, at))
            weights.append(raw.FPDFText_GetFontWeight(text_page.raw, at) >= 600)
    end()
    return lines


def _without_heads(lines: Sequence[_Line], remarks: Remarks) -> list[_Line]:
    """The lines without those that stand at the same edge of page after page, and numbers of
    pages."""
    seen_at: Counter[tuple[str, bool]] = Counter()
    for line in lines:
        if edge := _edge(line):
            seen_at[DIGITS.sub("0", line.text), edge == "head"] += 1
    kept = []
    for line in lines:
        edge = _edge(line)
        pattern = DIGITS.sub("0", line.text)
        if edge and NUMBER.fullmatch(line.text):
            remarks.add(Finding.LEFT_OUT, "page-number", line.text, line.page)
        elif edge and seen_at[pattern, edge == "head"] >= REPEATED:
            remarks.add(Finding.LEFT_OUT, "running-head", line.text, line.page)
        else:
            kept.append(line)
    return kept


def _edge(line: _Line) -> str:
    if line.top < line.height * EDGE:
        return "head"
    return "foot" if line.top > line.height * (1 - EDGE) else ""


def _paragraphs(lines: Sequence[_Line], remarks: Remarks) -> list[Block]:
    """The paragraphs: a line that is indented, follows a short one, or stands off begins one."""
    if not lines:
        return []
    body = Counter(line.size for line in lines for _ in range(len(line.text))).most_common(1)[0][0]
    left = {p: min(line.left for line in lines if line.page == p) for p in {x.page for x in lines}}
    right = median(sorted((line.right for line in lines), reverse=True)[: max(1, len(lines) // 2)])
    gaps = [b.top - a.top for a, b in pairwise(lines) if b.page == a.page]
    usual = median([g for g in gaps if g > 0] or [body * 1.5])
    blocks: list[Block] = []
    gathered: list[_Line] = []
    for line in lines:
        if gathered and _begins(gathered, line, left[line.page], right, usual, body):
            blocks.append(_joined(gathered, remarks))
            gathered = []
        gathered.append(line)
    blocks.append(_joined(gathered, remarks))
    return blocks


def _begins(
    above: Sequence[_Line], line: _Line, left: float, right: float, usual: float, body: float
) -> bool:
    """Whether a line begins a paragraph."""
    last = above[-1]
    if abs(line.size - last.size) > 0.6 or line.is_bold != last.is_bold:
        return True
    indent = body * 0.9
    if line.page == last.page and line.top - last.top > usual * 1.35:
        return True
    if line.left > left + indent and last.left <= left + indent:
        return True
    is_short = last.right < right - body * 4
    return is_short and (
        line.left > left + indent or len(above) == 1 or last.right < right - body * 8
    )


def _joined(lines: Sequence[_Line], remarks: Remarks) -> Paragraph:
    """The paragraph of its lines: between Thai letters a line end is nothing."""
    text = ""
    for line in lines:
        words = line.text
        if text.endswith("-") and words[:1].islower():
            text = text[:-1] + words
        elif THAI_END.match(text[-1:]) and THAI_END.match(words[:1]):
            text += words
        else:
            text += f" {words}" if text else words
    first = lines[0]
    remarks.place = first.page
    return Paragraph(
        (Text(seen(text, remarks), Look(bold=first.is_bold)),), first.page, size=first.size
    )


def _facts(document: Any) -> Facts:
    said = {key: " ".join(value.split()) for key, value in document.get_metadata_dict().items()}
    author = said.get("Author", "")
    return Facts(
        title=said.get("Title", ""),
        creators=((author, "aut"),) if author else (),
        description=said.get("Subject", ""),
        subjects=tuple(filter(None, (w.strip() for w in said.get("Keywords", "").split(",")))),
    )
