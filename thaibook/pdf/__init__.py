"""A Book and a Design become a PDF, and the cover a picture.

Lay out, then write: `lay_out` says where pages begin, `write_pdf` gives the file.
"""

from thaibook.pdf.engine_loading import load_weasyprint
from thaibook.pdf.exporting import Pages, cover_jpeg, lay_out, pdf_bytes, write_pdf
from thaibook.pdf.paper_document import cover_sheet, cover_sheets

__all__ = [
    "Pages",
    "cover_jpeg",
    "cover_sheet",
    "cover_sheets",
    "lay_out",
    "load_weasyprint",
    "pdf_bytes",
    "write_pdf",
]
