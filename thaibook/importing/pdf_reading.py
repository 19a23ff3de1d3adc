"""A PDF with a text layer becomes a SourceDocument: lines joined to paragraphs, page by page.

Enters: bytes. Leaves: paragraphs with the sizes of their letters, from which headings are found,
notes from the feet of pages, and Remarks on running heads and numbers of pages. pypdfium2, which
the program has for its own PDFs, reads the text. Marks that a font's codes have displaced are put
where Unicode has them (thaibook.thai). A scan has no text and is refused with what to do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

import pypdfium2

from thaibook.importing.gathering import Remarks, merged, seen, trimmed
from thaibook.importing.items_by_look import TYPED
from thaibook.importing.pdf_lines import PdfLine
from thaibook.importing.pdf_pages import PdfPage, read_page
from thaibook.importing.pdf_placing import Placed, joined_tables
from thaibook.importing.source_document import (
    Block,
    Facts,
    Finding,
    Inline,
    NoteCall,
    Paragraph,
    SourceDocument,
    Text,
)
from thaibook.importing.untrusted import too_large
from thaibook.messages import BookError, problem
from thaibook.thai import repairs

# Marks and their order are the fonts' faults; digits are the author's.
OF_FONTS = [repair for repair in repairs() if "number" not in repair.why]
MAX_PAGES = 3_000
FEW_LETTERS = 8  # on a page: a folio, a stamp
NUMBER = re.compile(r"[-–—\s(\[]*(?:หน้า\s*)?[0-9๐-๙ivxlc]{1,5}(?:\s*/\s*[0-9๐-๙]{1,5})?[-–—\s)\]]*")
DIGITS = re.compile(r"[0-9๐-๙]+")
NOTE = re.compile(r"\s*[\[(]?([0-9๐-๙]{1,3}|[*†‡])[\])]?[.\s]?\s*(?=\S)")
THAI_END = re.compile(r"[\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e45\u0e47-\u0e4e]")
ENTRY = re.compile(r"(?:[.…·_]\s*){4,}[0-9๐-๙ivxlc]{1,5}\s*$")  # a line of a contents list
EDGE = 0.12  # of the height of a page, where heads and feet stand
REPEATED = 3  # pages on which a head stands
NOTE_SIZE = 0.93  # of the letters of the text: what is smaller at the foot may be a note
HEADING_SIZE = 1.12  # of the letters of the text
STANDS_OFF = 1.35  # usual distances of lines
MOST_FULL = 0.95  # of the lines end before the edge of the text
JUSTIFIED = 0.4  # of the lines end at that edge, where it is straight
FULL, FULL_JUSTIFIED = 4.0, 1.5  # letters that a full line may lack


@dataclass
class _Measures:
    """What is usual on the pages: the size of letters, distance of lines, edges of the text."""

    body: float
    distance: float
    right: float
    is_justified: bool
    left: dict[int, float] = field(default_factory=dict)


def read_pdf(data: bytes, path: Path) -> SourceDocument:
    """The document in the bytes of a PDF. Raises BookError: import-encrypted, import-damaged,
    import-scan, import-too-large."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        code = "import-encrypted" if "assword" in str(error) else "import-damaged"
        raise BookError([problem(code, path, reason=str(error))]) from None
    try:
        pages = len(document)
        if pages > MAX_PAGES:
            raise too_large(path, "pages", pages, MAX_PAGES)
        read = [read_page(document, number + 1) for number in range(pages)]
        facts = _facts(document)
    finally:
        document.close()
    if sum(map(_is_scan, read)) == pages:
        raise BookError([problem("import-scan", path)])
    remarks = Remarks()
    every = [line for page in read for line in page.lines]
    least = _measured(every).body * HEADING_SIZE
    # A heading of two lines is one of one line at the head of the page.
    titles = {
        facts.title,
        *(line.text.strip() for line in every if line.size > least),
        *(f"{a.text.strip()} {b.text.strip()}" for a, b in pairwise(every) if b.size > least),
    }
    kept = _without_heads(every, titles, remarks)
    measures = _measured(kept)
    kept, notes = _without_notes(kept, measures)
    kept = _without_stretched(kept, measures)
    placed = Placed(read, lambda lines: _joined(lines, remarks, frozenset(notes)), remarks)
    items = placed.among(kept)
    _tell_columns([each for each in items if isinstance(each, PdfLine)], remarks)
    blocks = joined_tables(_paragraphs(items, measures, remarks, frozenset(notes)))
    return SourceDocument(
        path.name,
        tuple(blocks),
        {key: tuple(_paragraphs(lines, measures, remarks)) for key, lines in notes.items()},
        placed.files,
        facts=facts,
        remarks=tuple(remarks.every),
    )


def _is_scan(page: PdfPage) -> bool:
    """Whether a page has hardly a letter."""
    in_cells = (
        line for table in page.tables for row in table.rows for _, own in row for line in own
    )
    return sum(len(line.text) for line in (*page.lines, *in_cells)) <= FEW_LETTERS


def _without_stretched(lines: Sequence[PdfLine], measures: _Measures) -> list[PdfLine]:
    """The lines, a wide gap in a full one between lines without gaps as a space: justification
    has stretched it."""
    made = list(lines)
    for at, line in enumerate(lines):
        near = [*lines[max(0, at - 1) : at], *lines[at + 1 : at + 2]]
        is_full = line.right > measures.right - measures.body * 1.5
        if not line.is_parted or not is_full or any(each.is_parted for each in near):
            continue
        if line.left - measures.left.get(line.page, line.left) > measures.body * 3:
            continue
        runs = tuple(replace(run, text=run.text.replace("\t", " ")) for run in line.runs)
        made[at] = replace(line, runs=runs)
    return made


def _tell_columns(lines: Sequence[PdfLine], remarks: Remarks) -> None:
    """Say on which pages lines stand in columns: a PDF does not say what is a table."""
    told = {line.page: line for line in reversed(lines) if line.is_parted}
    for page, line in sorted(told.items()):
        remarks.add(Finding.CHANGED, "columns", line.text, page)


def _without_heads(lines: Sequence[PdfLine], titles: set[str], remarks: Remarks) -> list[PdfLine]:
    """The lines without those that stand at the same edge of page after page, and without the
    numbers of pages."""
    usual = _measured(lines).body * 1.05
    at_edge: Counter[tuple[str, str]] = Counter()
    for line in lines:
        if edge := _edge(line):
            at_edge[DIGITS.sub("0", line.text.strip()), edge] += 1
    kept = []
    for line in lines:
        edge, words = _edge(line), line.text.strip()
        count = at_edge[DIGITS.sub("0", words), edge]
        if edge and NUMBER.fullmatch(words):
            remarks.add(Finding.LEFT_OUT, "page-number", words, line.page)
        elif edge and line.size <= usual and (count >= REPEATED or words in titles):
            remarks.add(Finding.LEFT_OUT, "running-head", words, line.page)
        else:
            kept.append(line)
    return kept


def _edge(line: PdfLine) -> str:
    if line.top < line.height * EDGE:
        return "head"
    return "foot" if line.top > line.height * (1 - EDGE) else ""


def _measured(lines: Sequence[PdfLine]) -> _Measures:
    letters: Counter[float] = Counter()
    for line in lines:
        letters[line.size] += len(line.text)
    body = letters.most_common(1)[0][0] if letters else 12.0
    full = sorted(line.right for line in lines)
    right = full[int(len(full) * MOST_FULL)] if full else 0.0
    gaps = [b.top - a.top for a, b in pairwise(lines) if b.page == a.page and b.top > a.top]
    measures = _Measures(
        body,
        median(gaps) if gaps else body * 1.5,
        right,
        sum(abs(line.right - right) < body / 2 for line in lines) > len(lines) * JUSTIFIED,
    )
    for line in lines:
        if abs(line.size - body) < 1:
            measures.left[line.page] = min(line.left, measures.left.get(line.page, line.left))
    return measures


def _without_notes(
    lines: Sequence[PdfLine], measures: _Measures
) -> tuple[list[PdfLine], dict[str, list[PdfLine]]]:
    """The lines of the text, and those of notes by page and label: small lines below the text
    of a page, the first of which begins with a label that is called on it."""
    notes: dict[str, list[PdfLine]] = {}
    kept: list[PdfLine] = []
    by_page: dict[int, list[PdfLine]] = {}
    for line in lines:
        by_page.setdefault(line.page, []).append(line)
    for page, own in by_page.items():
        called = {run.text.strip() for line in own for run in line.runs if run.look.script == "sup"}
        at = len(own)
        while at and own[at - 1].size <= measures.body * NOTE_SIZE:
            at -= 1
        labelled = (
            place
            for place, line in enumerate(own)
            if line.top > line.height / 2
            and line.runs[0].look.script == "sup"
            and line.runs[0].text.strip() in called
        )
        at = min(at, next(labelled, at))
        key = ""
        for line in own[at:]:
            label = NOTE.match(line.text)
            own_key = f"{page}:{label[1]}" if label and label[1] in called else ""
            if label and own_key and own_key not in notes:
                key = own_key
                notes[key] = [_without_label(line, label.end())]
            elif key:
                notes[key].append(line)
            else:
                kept.append(line)
        kept[len(kept) : len(kept)] = own[:at]
    order = {id(line): at for at, line in enumerate(lines)}
    return sorted(kept, key=lambda line: order[id(line)]), notes


def _without_label(line: PdfLine, end: int) -> PdfLine:
    """The line without its first letters."""
    runs = []
    for run in line.runs:
        cut = min(end, len(run.text))
        end -= cut
        runs.append(replace(run, text=run.text[cut:]))
    return replace(line, runs=tuple(runs))


def _paragraphs(
    items: Sequence[PdfLine | Block],
    measures: _Measures,
    remarks: Remarks,
    notes: frozenset[str] = frozenset(),
) -> list[Block]:
    """The paragraphs: a line that is indented, follows a short one, or stands off begins one."""
    blocks: list[Block] = []
    gathered: list[PdfLine] = []
    for item in items:
        if gathered and (not isinstance(item, PdfLine) or _begins(gathered, item, measures)):
            blocks.append(_joined(gathered, remarks, notes))
            gathered = []
        if isinstance(item, PdfLine):
            gathered.append(item)
        else:
            blocks.append(item)
    if gathered:
        blocks.append(_joined(gathered, remarks, notes))
    return blocks


def _begins(above: Sequence[PdfLine], line: PdfLine, measures: _Measures) -> bool:
    """Whether a line begins a paragraph."""
    last, body = above[-1], measures.body
    apart = line.top - last.top if line.page == last.page else 0.0
    if min(line.size, last.size) > body * HEADING_SIZE and abs(line.size - last.size) < 0.6:
        return not 0 < apart < line.size * 1.9  # a heading of several lines
    if abs(line.size - last.size) > 0.6 or line.is_bold != last.is_bold:
        return True
    if ENTRY.search(last.text):
        return True
    if apart > measures.distance * STANDS_OFF or line.is_parted or last.is_parted:
        return True
    lacks = FULL_JUSTIFIED if measures.is_justified else FULL
    is_full = last.right > measures.right - body * lacks
    if TYPED.match(above[0].text):  # an item, whose lines hang below its words
        return not is_full or bool(TYPED.match(line.text)) or line.left < above[0].left - body / 2
    left = measures.left.get(line.page, line.left)
    last_left = measures.left.get(last.page, last.left)
    is_indented = line.left - left > body * 0.9
    if TYPED.match(line.text) and is_indented:
        return True
    was_indented = last.left - last_left > body * 0.9
    if is_indented and not was_indented:
        return True
    if is_indented and was_indented and abs((line.left - left) - (last.left - last_left)) < body:
        return not is_full or len(above) == 1
    return not is_full


def _joined(lines: Sequence[PdfLine], remarks: Remarks, notes: frozenset[str]) -> Paragraph:
    """The paragraph of its lines: between Thai letters a line end is nothing."""
    first = lines[0]
    remarks.place = first.page
    runs: list[Inline] = []
    for line in lines:
        before = runs[-1] if runs else None
        if isinstance(before, Text):
            words, following = before.text.rstrip(), line.text.lstrip()
            if words.endswith("-") and following[:1].islower() and following[:1].isascii():
                runs[-1] = replace(before, text=words[:-1])
            elif not (THAI_END.match(words[-1:]) and THAI_END.match(following[:1])):
                runs[-1] = replace(before, text=f"{words} ")
            else:
                runs[-1] = replace(before, text=words)
        for run in line.runs:
            key = f"{line.page}:{run.text.strip()}"
            if run.look.script == "sup" and key in notes:
                runs += [NoteCall(key), Text(" " if run.text[-1:].isspace() else "")]
            else:
                runs.append(run)
    made = trimmed(merged(_mended(merged(runs), remarks)))
    return Paragraph(made, first.page, size=first.size)


def _mended(runs: Iterable[Inline], remarks: Remarks) -> Iterable[Inline]:
    """The runs, their marks as Unicode has them."""
    for run in runs:
        if isinstance(run, Text):
            text = seen(run.text, remarks)
            better = text
            for repair in OF_FONTS:
                better = repair.pattern.sub(repair.better, better)
            if better != text:
                remarks.changed("marks", f"{text} → {better}" if len(text) < 60 else better)
            yield replace(run, text=better)
        else:
            yield run


def _facts(document: Any) -> Facts:
    said = {key: " ".join(value.split()) for key, value in document.get_metadata_dict().items()}
    author = said.get("Author", "")
    return Facts(
        title=said.get("Title", ""),
        creators=((author, "aut"),) if author else (),
        description=said.get("Subject", ""),
        subjects=tuple(filter(None, (w.strip() for w in said.get("Keywords", "").split(",")))),
    )
