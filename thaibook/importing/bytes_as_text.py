"""The bytes of a text become letters, whatever encoding they are in.

Enters: bytes. Leaves: text, and Remarks where it was not UTF-8. The one place here that decodes.
"""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from thaibook.importing.gathering import Remarks
from thaibook.importing.source_document import Finding
from thaibook.messages import BookError, Phrase, problem


def text_of(data: bytes, path: Path, remarks: Remarks) -> str:
    """The text of a file. Raises BookError: not-utf8."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        remarks.add(Finding.CHANGED, "encoding", "UTF-16", 0)
        return _with_line_ends(data.decode("utf-16", "replace"))
    try:
        return _with_line_ends(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        pass
    text = data.decode("cp874", "replace")
    if not re.search("[ก-๛]{3}", text):
        raise BookError([problem("not-utf8", path, encoding=Phrase("another encoding"))])
    remarks.add(Finding.CHANGED, "encoding", "Windows-874 (TIS-620)", 0)
    return _with_line_ends(text)


def _with_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
