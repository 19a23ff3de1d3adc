"""OpenDocument texts, of LibreOffice and others, become a SourceDocument."""

from thaibook.importing.odt.odt_reading import read_odt

__all__ = ["read_odt"]
