"""The author's own fonts: TrueType, OpenType and WOFF2 files of the book's folder fonts/.

Enters: the files. Leaves: an OwnFont of each, with all that is wrong with it, and the TrueType
file that the book is set with. Rules: OpenType specification 1.9, OS/2 fsType (what the licence
allows), name IDs 1, 2, 16 and 17.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from thaibook import __version__
from thaibook.design.font_tests import misplaced_mark, missing_letters
from thaibook.messages import Phrase
from thaibook.model import OwnFile
from thaibook.storage import cached
from thaibook.text import late_pattern

RESTRICTED, PREVIEW, NO_SUBSET, BITMAP_ONLY = 0x0002, 0x0004, 0x0100, 0x0200  # OS/2 fsType
ITALIC = 1  # OS/2 fsSelection
NOT_IN_NAMES = late_pattern(r"[\x00-\x1f\x7f\"'\\<>{};,]")


class OwnFont(NamedTuple):
    """One font of the author's.

    name: as it lies in the book; family: what book.yaml calls it; weight: 400, 700; faults:
    why it cannot be used; has_thai: whether it has Thai letters at all; in_epub: its licence
    allows it there.
    """

    name: str
    family: str
    weight: int = 400
    italic: bool = False
    faults: tuple[Phrase, ...] = ()
    has_thai: bool = True
    in_epub: bool = True
    data: bytes = b""


@lru_cache(maxsize=64)
def own_font(file: OwnFile) -> OwnFont:
    """What a file of fonts/ is."""
    stem = PurePosixPath(file.name).stem
    from thaibook.design import font_conversion  # fontTools: few books have fonts of their own

    try:
        font = font_conversion.opened(file.data)
        facts = _facts(file.name, font)
        data = cached("fonts", _key(file.data), lambda: font_conversion.as_truetype(font))
        return _judged(facts, font, data)
    except font_conversion.RefusedError as error:
        return OwnFont(file.name, stem, faults=(Phrase(str(error)),))
    except Exception:  # whatever fontTools says of strange bytes, they are no font
        return OwnFont(file.name, stem, faults=(Phrase("it is broken, or no font at all"),))


def _key(data: bytes) -> str:
    digest = hashlib.sha256(data)
    digest.update(f"own {__version__}".encode())
    return digest.hexdigest()


def _facts(name: str, font: Any) -> OwnFont:
    names, os2 = font["name"], font["OS/2"]
    family = names.getDebugName(16) or names.getDebugName(1) or PurePosixPath(name).stem
    style = (names.getDebugName(17) or names.getDebugName(2) or "").lower()
    italic = bool(os2.fsSelection & ITALIC) or "italic" in style or "oblique" in style
    weight = min(max(round(os2.usWeightClass / 100) * 100, 100), 900)
    family = NOT_IN_NAMES.sub("", " ".join(family.split()))  # it is written into style sheets
    return OwnFont(name, family or PurePosixPath(name).stem, weight, italic)


def _judged(facts: OwnFont, font: Any, data: bytes) -> OwnFont:
    """The font with all that is wrong with it."""
    characters = frozenset(font.getBestCmap() or {})
    flags = font["OS/2"].fsType
    faults = []
    if flags & RESTRICTED and not flags & (PREVIEW | 8):
        faults.append(Phrase("its licence allows no embedding (fsType 2)"))
    if flags & BITMAP_ONLY:
        faults.append(Phrase("its licence allows only bitmaps to be embedded (fsType 512)"))
    if flags & NO_SUBSET:
        faults.append(Phrase("its licence allows no part of it to be embedded (fsType 256)"))
    lacking = missing_letters(characters)
    has_thai = ord("ก") in characters
    if has_thai and lacking:
        faults.append(Phrase(f"it lacks the letters {' '.join(lacking)}"))
    if has_thai and "GPOS" not in font:
        faults.append(Phrase("it has no GPOS table, which puts Thai marks in their places"))
    elif has_thai and not lacking and (cluster := misplaced_mark(data)):
        faults.append(Phrase(f"its marks do not stand where they should: {cluster}"))
    in_epub = not flags & PREVIEW
    return facts._replace(
        faults=tuple(faults), has_thai=has_thai, in_epub=in_epub, data=b"" if faults else data
    )
