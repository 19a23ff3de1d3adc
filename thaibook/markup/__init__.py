"""The author's Markdown becomes a tree of HTML in a book's own words."""

from thaibook.markup.dressing import (
    PENDING,
    Counters,
    Places,
    Source,
    dress,
    headings,
    index_section,
    link_addresses,
    resolve,
    to_html,
)
from thaibook.markup.maths import undrawn

__all__ = [
    "PENDING",
    "Counters",
    "Places",
    "Source",
    "dress",
    "headings",
    "index_section",
    "link_addresses",
    "resolve",
    "to_html",
    "undrawn",
]
