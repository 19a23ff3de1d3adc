"""The author's Markdown becomes a tree of HTML in a book's own words."""

from thaibook.markup.autolinks import link_addresses
from thaibook.markup.book_blocks import number_sections
from thaibook.markup.converter import to_html
from thaibook.markup.dressing import dress, headings
from thaibook.markup.elements import element, has_class, one_per_line, replace, to_tree, to_xhtml
from thaibook.markup.index_terms import IndexTerm, marked_terms
from thaibook.markup.maths import undrawn
from thaibook.markup.numbers import Counts, write_numbers
from thaibook.markup.references import Places, has_references, resolve_references
from thaibook.markup.setting import Setting
from thaibook.markup.source import Source

__all__ = [
    "Counts",
    "IndexTerm",
    "Places",
    "Setting",
    "Source",
    "dress",
    "element",
    "has_class",
    "has_references",
    "headings",
    "link_addresses",
    "marked_terms",
    "number_sections",
    "one_per_line",
    "replace",
    "resolve_references",
    "to_html",
    "to_tree",
    "to_xhtml",
    "undrawn",
    "write_numbers",
]
