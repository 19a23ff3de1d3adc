"""The bytes of a text become letters, whatever encoding they are in.

Enters: bytes. Leaves: text with \\n at the ends of lines, and Remarks where it was not plain UTF-8.
The one place here that decodes; which encoding it is, thaibook.text tells.
"""

from __future__ import annotations

from pathlib import Path

from thaibook.importing.gathering import Remarks
from thaibook.importing.source_document import Finding
from thaibook.messages import BookError, Phrase, problem
from thaibook.text import decode


def text_of(data: bytes, path: Path, remarks: Remarks) -> str:
    """The text of a file. Raises BookError: not-utf8."""
    decoded = decode(data)
    if decoded is None:
        raise BookError([problem("not-utf8", path, encoding=Phrase("another encoding"))])
    if decoded.encoding != "UTF-8":
        remarks.add(Finding.CHANGED, "encoding", decoded.encoding, 0)
    for found in decoded.found:
        if found.startswith("mojibake"):
            what = "mojibake-left" if found == "mojibake-left" else "mojibake"
            remarks.add(Finding.CHANGED, what, found.removeprefix("mojibake-"), 0)
    return decoded.text
