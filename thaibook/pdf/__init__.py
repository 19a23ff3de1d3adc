"""A Book and a Design become a PDF, and the cover a picture.

Lay out, then write: `lay_out` says where pages begin, `write_pdf` gives the file.
"""

from thaibook.pdf.cover_cache import cover_picture
from thaibook.pdf.cover_legible import made_legible
from thaibook.pdf.exporting import (
    Pages,
    Share,
    cover_breaks,
    cover_pdf,
    lay_out,
    most_inked,
    pdf_bytes,
    profile_files,
    with_room,
    write_pdf,
)
from thaibook.pdf.part_drawing import load_ahead
from thaibook.pdf.print_note import PrintNote
from thaibook.pdf.screen_pages import screen_pdf
from thaibook.pdf.sheet_reading import ignored_styles, style_faults

__all__ = [
    "Pages",
    "PrintNote",
    "Share",
    "cover_breaks",
    "cover_pdf",
    "cover_picture",
    "ignored_styles",
    "lay_out",
    "load_ahead",
    "made_legible",
    "most_inked",
    "pdf_bytes",
    "profile_files",
    "screen_pdf",
    "style_faults",
    "with_room",
    "write_pdf",
]
