"""Whose a finished PDF is: the identifier and the title that are in the file."""

from __future__ import annotations

from pathlib import Path


def whose(path: Path) -> tuple[str, str] | None:
    """Identifier and title of the PDF, or None where it has not both."""
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(path) as document:
            identifier = (document.get_identifier() or b"").decode("utf-8", "replace")
            title = document.get_metadata_dict().get("Title", "")
    except (OSError, pypdfium2.PdfiumError):
        return None
    return (identifier, title) if identifier and title else None
