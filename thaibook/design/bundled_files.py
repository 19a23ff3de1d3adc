"""The program's own style sheets and fonts: styles/ and fonts/.

Enters: a name, as sheets call each other. Leaves: the text of the sheet, or the Font. Who edits
these folders is told what does not fit.
"""

from __future__ import annotations

from functools import cache

import uharfbuzz

from thaibook.messages import BookError, Phrase, problem, reason_of
from thaibook.model import Font
from thaibook.storage import FONTS, STYLES, is_file


def read_sheet(name: str) -> str:
    """The text of a sheet of styles/. Raises BookError: sheet-unreadable."""
    try:
        return (STYLES / name).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else Phrase("it is no UTF-8")
        raise BookError([problem("sheet-unreadable", STYLES / name, reason=reason)]) from None


@cache
def bundled_font(name: str) -> Font:
    """A font that a sheet names. Raises BookError: font-missing, font-licence, font-unreadable."""
    path = FONTS / name
    if not is_file(path):
        raise BookError([problem("font-missing", path)])
    # The licence goes along into the EPUB, as that of most fonts asks.
    licence = min(path.parent.glob("*.txt"), default=None)
    if licence is None:
        raise BookError([problem("font-licence", path)])
    font = font_of(name, path.read_bytes(), licence.read_bytes())
    if not font.characters:
        raise BookError([problem("font-unreadable", path)])
    return font


def font_of(name: str, data: bytes, licence: bytes) -> Font:
    """A font with what it can draw; nothing where it is none."""
    return Font(name, data, frozenset(uharfbuzz.Face(data).unicodes), licence)
