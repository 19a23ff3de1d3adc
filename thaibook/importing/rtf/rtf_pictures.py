"""Pictures and shapes of an RTF file while they are read.

Enters: control words, properties and bytes. Leaves: Pictures and their files. Source: Rich Text
Format Specification 1.9.1, Pictures and Drawing Objects.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from thaibook.importing.source_document import Picture, PictureFile
from thaibook.importing.untrusted import MAX_PICTURE_MB, MEGABYTE

PAPER, MARGIN = 12_240, 1_800  # twips, where the file does not say
DESCRIPTION = ("wzDescription",)
LEAST = 20  # hex digits


@dataclass
class RtfPictures:
    """files: the pictures so far, by their keys."""

    files: dict[str, PictureFile] = field(default_factory=dict)
    _hex: list[bytes] = field(default_factory=list)
    _words: str = ""
    _width: int = 0
    _scale: int = 100
    _property: str = ""
    _page: dict[str, int] = field(default_factory=dict)

    def begin(self) -> None:
        """A picture begins."""
        self._hex, self._width, self._scale = [], 0, 100

    def add(self, data: bytes) -> None:
        """Bytes of a picture, as hex digits."""
        self._hex.append(data)

    def word(self, word: str, number: int) -> None:
        """A control word about a picture, or about the page, whose width is a measure."""
        if word == "picwgoal":
            self._width = number
        elif word == "picscalex":
            self._scale = number
        elif word in ("paperw", "margl", "margr"):
            self._page[word] = number

    def property_named(self, name: str) -> None:
        """A property of a shape begins."""
        self._property = name.strip()

    def property_said(self, value: str) -> None:
        """What the property is."""
        if self._property in DESCRIPTION:
            self._words = " ".join(value.split())

    def end(self) -> Picture | None:
        """The picture that ends here; None where it has no bytes."""
        data = re.sub(rb"[^0-9a-fA-F]", b"", b"".join(self._hex))
        words, self._words, self._hex = self._words, "", []
        if not LEAST < len(data) < MAX_PICTURE_MB * MEGABYTE * 2:
            return None
        name = f"picture-{len(self.files) + 1}.png"
        self.files[name] = PictureFile(name, bytes.fromhex(data[: len(data) // 2 * 2].decode()))
        return Picture(name, words, self._share())

    def _share(self) -> float:
        """Its part of the width of the text."""
        said = self._page.get
        margins = said("margl", MARGIN) + said("margr", MARGIN)
        text = said("paperw", PAPER) - margins
        return self._width * self._scale / 100 / text if text > 0 < self._width else 0.0
