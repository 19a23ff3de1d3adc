"""One PDF, looked at as a print shop does.

Enters: a .pdf file. Leaves: what is wrong with it, and lines that say what was seen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pypdfium2
from pikepdf import PikepdfError

from thaibook.check.apart import edges_apart
from thaibook.check.print_shop.pdfx_clauses import broken_clauses
from thaibook.check.print_shop.print_report import print_lines
from thaibook.check.print_shop.seen import Seen, look_at
from thaibook.messages import BookError, Phrase, Problem, problem

# The most ink on one place of some pages of a PDF, in percent, and the index of that page.
MeasureInk = Callable[[bytes, Sequence[int]], tuple[float, int]]
# What a damaged file ends in: an object of it is of another kind than it should be, or missing.
DAMAGED = (
    pypdfium2.PdfiumError, AttributeError, TypeError, KeyError, IndexError, ValueError,
    OverflowError, ZeroDivisionError,
)  # fmt: skip
MOST_PLATES = 60  # pages whose plates are drawn: those with the most ink in one object


def look_over(
    path: Path, measure_ink: MeasureInk | None
) -> tuple[list[Problem], Callable[[str], list[str]]]:
    """What is wrong with the PDF, and what was seen, as lines in a language.

    measure_ink: draws plates. Raises BookError: pdf-unreadable."""
    try:
        seen, edges = look_at(path), edges_apart(path)
    except DAMAGED as error:
        raise BookError([problem("pdf-unreadable", path, reason=Phrase(error))]) from None
    if not seen.pages or len(edges) != len(seen.pages):  # two readers find other pages in it
        raise BookError([problem("pdf-unreadable", path, reason=Phrase("it has no pages"))])
    problems = [
        problem(
            "pdfx-broken", path, 0, standard=seen.claims, where=clause.where,
            what=Phrase(clause.what), details=", ".join(details),
        )
        for clause, details in broken_clauses(seen, seen.claims)
    ]  # fmt: skip
    # A file without any bleed is one to read, or the printer adds what he needs.
    bleeds = [page.has_bleed for page in seen.pages]
    pages_bare = [number for number, page in enumerate(edges, 1) if page.bare]
    if bare := [number for number in pages_bare if bleeds[number - 1] or seen.claims]:
        pages = ", ".join(map(str, bare[:8])) + (", …" if len(bare) > 8 else "")
        problems.append(problem("pdf-bleed", path, 0, pages=pages))
    return problems, partial(print_lines, seen, edges, _ink(path, seen, measure_ink))


def _ink(path: Path, seen: Seen, measure_ink: MeasureInk | None) -> tuple[float, int] | None:
    """The most ink on one place, and the index of its page: measured on the plates of the pages
    that have the most in one object; that of the object where plates cannot be drawn."""
    heaviest = sorted(seen.inked, key=lambda index: -seen.pages[index].drawn.ink)
    if not heaviest:
        return None
    if measure_ink:
        try:
            return measure_ink(path.read_bytes(), sorted(heaviest[:MOST_PLATES]))
        except (*DAMAGED, PikepdfError, NotImplementedError, OSError):
            pass  # pictures and shadings of kinds that are not read
    return seen.pages[heaviest[0]].drawn.ink, heaviest[0]
