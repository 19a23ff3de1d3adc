"""Web pages, as browsers, Word, Google Docs and pandoc save them, become a SourceDocument."""

from thaibook.importing.html.html_notes import Page, kinds
from thaibook.importing.html.html_reading import ReadPages, page_tree, read_html, read_pages

__all__ = ["Page", "ReadPages", "kinds", "page_tree", "read_html", "read_pages"]
