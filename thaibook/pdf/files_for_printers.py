"""The files of a book for printers, beside its own PDF.

Enters: the pages of the book, its finished PDF, the profiles that were asked for. Leaves: the
files by what their names end with, what is to be told of them, and warnings. The book is laid out
once; the files are made of what was laid out.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from thaibook.design import sheet_size
from thaibook.load import Profile
from thaibook.messages import BookError, Problem, problem
from thaibook.model import Manuscript, Paper
from thaibook.pdf.accessible_2 import as_ua2
from thaibook.pdf.book_writing import section_pdf
from thaibook.pdf.covers import sheet_pdf
from thaibook.pdf.imposition import imposed
from thaibook.pdf.page_counting import Counted
from thaibook.pdf.press import Job, is_usable, press_pdf
from thaibook.pdf.print_note import PrintNote
from thaibook.pdf.printing import Printing, Wanted

BYTES_IN_MB = 1_000_000


class ProfileFile(NamedTuple):
    """One file. kind: what its name ends with, such as "kdp.pdf"."""

    kind: str
    data: bytes
    note: PrintNote


def files_for(
    printing: Printing,
    counted: Counted,
    data: bytes,
    profiles: Sequence[Profile],
    manuscript: Manuscript,
) -> tuple[list[ProfileFile], list[Problem]]:
    """The files for all `profiles`, and what is wrong with them. data: the book's own PDF."""
    problems: list[Problem] = []
    files: list[ProfileFile] = []
    for profile in profiles:
        if profile.kind == "sheets":
            made, note = imposed(data, profile, manuscript.paper, printing.design.measures)
            files.append(ProfileFile(f"{profile.name}.pdf", made, note))
        elif profile.kind == "standard":
            note = PrintNote(len(counted.pages))
            files.append(ProfileFile(f"{profile.name}.pdf", as_ua2(data), note))
        elif profile.kind == "press":
            files += _for_press(printing, counted, data, profile, manuscript, problems)
    return files, problems


def _for_press(
    printing: Printing,
    counted: Counted,
    data: bytes,
    profile: Profile,
    manuscript: Manuscript,
    problems: list[Problem],
) -> Iterator[ProfileFile]:
    """The inside of the book, and its cover."""
    book = printing.book
    icc = _icc(profile, manuscript)
    job = Job(book.metadata, printing.design.measures, manuscript.page, manuscript.paper, icc)
    made, note = press_pdf(data, profile, job, counted.firsts[int(book.page.cover)])
    problems += _faults(profile, note, len(made), manuscript.settings_path)
    yield ProfileFile(f"{profile.name}.pdf", made, note)
    paper = _paper(profile, manuscript.paper)
    if not paper.caliper_mm and paper.binding != "saddle":
        problems.append(problem("press-spine", manuscript.settings_path, 0, name=profile.name))
        cover = _front(printing, data)
    else:
        cover = _whole(printing, profile, paper, note.pages)
        size = sheet_size(printing.book._replace(paper=paper), note.pages)
        job = job._replace(folds_mm=size.folds_mm)
    made, note = press_pdf(cover, profile, job, None)
    yield ProfileFile(f"{profile.name}.cover.pdf", made, note)


def _icc(profile: Profile, manuscript: Manuscript) -> bytes:
    """The author's own profile of a press, b"" for none. Raises BookError: profile-icc-file."""
    if not profile.icc:
        return b""
    data = (manuscript.folder / profile.icc).read_bytes()
    if not is_usable(data):
        path = manuscript.settings_path
        raise BookError([problem("profile-icc-file", path, 0, name=profile.icc)])
    return data


def _paper(profile: Profile, paper: Paper) -> Paper:
    """What the spine goes by: the paper of a printer who brings his own, or the author's."""
    of_printer = dict(profile.spine)
    if profile.stock not in of_printer:
        return paper
    return paper._replace(caliper_mm=2 * of_printer[profile.stock], cover_mm=0.0)


def _whole(printing: Printing, profile: Profile, paper: Paper, pages: int) -> bytes:
    """The whole cover in the colours of a screen, with the bleed of a printer: front, spine and
    back of a book of so many pages. A spine too thin for the printer has no words."""
    page = printing.book.page._replace(bleed_mm=profile.bleed_mm, marks=False)
    book = printing.book._replace(page=page, paper=paper)
    if pages < profile.spine_pages:
        book = book._replace(cover=book.cover._replace(back=book.cover.back._replace(spine="")))
    return sheet_pdf(book, printing.design, pages)


def _front(printing: Printing, data: bytes) -> bytes:
    """The front of the cover alone, with bleed, as the first page of a PDF. data: the book's own
    PDF, which begins with it where the author wants that."""
    if printing.book.page.cover:
        return data
    book = printing.book._replace(page=printing.book.page._replace(cover=True))
    alone = Printing(book, printing.design, printing.folder, printing.area)
    fonts = [font.data for font in alone.design.fonts]
    drawn = alone.draw(Wanted(0, False))
    return section_pdf(alone.engine, alone.sheet.html(""), drawn, fonts, lambda pdf: None)


def _faults(profile: Profile, note: PrintNote, size: int, path: Path) -> Iterator[Problem]:
    """What the printer would say to the number of pages, the margin at the spine and the size of
    the file in bytes."""
    if profile.most_mb and size > profile.most_mb * BYTES_IN_MB:
        words = {
            "name": profile.name,
            "have": math.ceil(size / BYTES_IN_MB),
            "most": profile.most_mb,
        }
        yield problem("press-size", path, 0, **words)
    least, most = profile.pages
    if note.pages < least or (most and note.pages > most):
        words = {"name": profile.name, "count": note.pages, "least": least, "most": most}
        yield problem("press-pages", path, 0, **words)
    if note.margin_mm and note.margin_mm < note.least_mm - 0.05:
        words = {
            "name": profile.name, "count": note.pages,
            "have": f"{note.margin_mm:.1f}", "least": f"{note.least_mm:.1f}",
        }  # fmt: skip
        yield problem("press-margin", path, 0, **words)
