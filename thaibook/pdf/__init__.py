"""A Book and a Design become a PDF, and the cover a picture."""

from thaibook.pdf.exporting import cover_jpeg, pdf_bytes
from thaibook.pdf.paper_document import cover_sheet, cover_sheets
from thaibook.pdf.renderer import load_weasyprint

__all__ = [
    "cover_jpeg",
    "cover_sheet",
    "cover_sheets",
    "load_weasyprint",
    "pdf_bytes",
]
