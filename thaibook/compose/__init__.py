"""A Manuscript becomes a Book, the same for every format."""

from thaibook.compose.chapters import compose
from thaibook.compose.generated_pages import makers, on_lines
from thaibook.compose.outline_entries import Entry, nested, outline

__all__ = [
    "Entry",
    "compose",
    "makers",
    "nested",
    "on_lines",
    "outline",
]
