"""A Book and a Design become a PDF, and the cover a picture.

Lay out, then write: `lay_out` says where pages begin, `write_pdf` gives the file.
"""

from thaibook.pdf.cover_cache import cover_picture
from thaibook.pdf.exporting import Pages, lay_out, pdf_bytes, printed, write_pdf

__all__ = [
    "Pages",
    "cover_picture",
    "lay_out",
    "pdf_bytes",
    "printed",
    "write_pdf",
]
