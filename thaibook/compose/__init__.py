"""A Manuscript becomes a Book, the same for every format: each chapter alone, then all joined."""

from thaibook.compose.generated_pages import credited_makers, grouped_authors
from thaibook.compose.imprint_page import grouped_number
from thaibook.compose.joining import compose, join_sections
from thaibook.compose.outline_entries import Entry, outline, outline_list
from thaibook.compose.picture_places import Picture
from thaibook.compose.section import (
    ComposedSection,
    compose_section,
    compose_sections,
    setting_of,
)

__all__ = [
    "ComposedSection",
    "Entry",
    "Picture",
    "compose",
    "compose_section",
    "compose_sections",
    "credited_makers",
    "grouped_authors",
    "grouped_number",
    "join_sections",
    "outline",
    "outline_list",
    "setting_of",
]
