"""Rich Text Format, of WordPad, TextEdit and word processors, becomes a SourceDocument."""

from thaibook.importing.rtf.rtf_reading import read_rtf

__all__ = ["read_rtf"]
