"""Word's .docx, as Word, Google Docs, LibreOffice and pandoc write it, becomes a SourceDocument."""

from thaibook.importing.docx.docx_reading import read_docx

__all__ = ["read_docx"]
