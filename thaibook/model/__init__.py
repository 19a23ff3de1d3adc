"""The plain frozen data that passes from stage to stage.

load_manuscript gives a Manuscript, load_design a Design, compose a Book; the exporters take Book
and Design. Nothing here does any work.
"""

from thaibook.model.book_data import (
    SHORT,
    Book,
    Chapter,
    Creator,
    Credit,
    Design,
    Font,
    Heading,
    Manuscript,
    Margins,
    Measures,
    Metadata,
    Misprint,
    Page,
    PageStart,
    Printed,
    PrintedSection,
    Reading,
    Section,
    Typography,
)
from thaibook.model.publisher_data import (
    Back,
    Cover,
    Flaps,
    Image,
    Impression,
    Imprint,
    Paper,
    Party,
)

__all__ = [
    "SHORT",
    "Back",
    "Book",
    "Chapter",
    "Cover",
    "Creator",
    "Credit",
    "Design",
    "Flaps",
    "Font",
    "Heading",
    "Image",
    "Impression",
    "Imprint",
    "Manuscript",
    "Margins",
    "Measures",
    "Metadata",
    "Misprint",
    "Page",
    "PageStart",
    "Paper",
    "Party",
    "Printed",
    "PrintedSection",
    "Reading",
    "Section",
    "Typography",
]
