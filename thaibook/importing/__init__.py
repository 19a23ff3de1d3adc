"""Files that authors have, Word, web pages, e-books, PDFs, become a manuscript."""

from thaibook.importing.new_manuscript import import_book

__all__ = ["import_book"]
