"""A Book and a Design become a PDF, and the cover a picture."""

from thaibook.pdf.cover_cache import cover_picture
from thaibook.pdf.exporting import cover_jpeg, pdf_bytes
from thaibook.pdf.paper_document import cover_sheet, cover_sheets
from thaibook.pdf.renderer import load_weasyprint
from thaibook.pdf.shim_pages import Pages, lay_out, write_pdf

__all__ = [
    "Pages",
    "cover_jpeg",
    "cover_picture",
    "cover_sheet",
    "cover_sheets",
    "lay_out",
    "load_weasyprint",
    "pdf_bytes",
    "write_pdf",
]
