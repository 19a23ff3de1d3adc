"""The PDF for telephones.

Enters: a Book that was composed for a telephone's page (thaibook.load, for_telephones), and its
Design. Leaves: a PDF in whose order nothing stands for the sake of facing pages.
"""

from __future__ import annotations

from thaibook.design import screen_design
from thaibook.model import Book, Design, Printed
from thaibook.pdf.exporting import Share, lay_out, write_pdf


def screen_pdf(book: Book, design: Design, share: Share) -> tuple[bytes, Printed, int]:
    """The file, what stands on its pages, and the index of page 1. A half title guards paper
    from dirt, and has no place here. Raises BookError, as lay_out and write_pdf do."""
    shown = tuple(section for section in book.sections if section.kind != "halftitlepage")
    with lay_out(book._replace(sections=shown), screen_design(design), share) as pages:
        return *write_pdf(pages), pages.first
