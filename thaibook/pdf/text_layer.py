"""The text layer: what is copied, searched or read aloud is what the author wrote.

Enters: the glyphs that are drawn, and the text of each. Leaves: what each glyph of a font says,
its own character and no other, and which glyphs have to be added to it. ำ, which is two glyphs,
is drawn with ActualText (ISO 32000-1, 14.9.4); readers that ignore it find, after NFKC, the
same letters in the same order.
"""

from __future__ import annotations

from typing import NamedTuple

NIKHAHIT, SARA_AA, SARA_AM = "\u0e4d", "\u0e32", "\u0e33"
SIGNS = "\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4d\u0e4e"
MARKS = frozenset("\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e3a\u0e47" + SIGNS)
THAI = range(0x0E01, 0x0E5C)


class Added(NamedTuple):
    """A glyph that is added to a font: `glyph` moved and widened by so many thousandths of an
    em, saying `said`."""

    glyph: int
    right: int
    up: int
    wider: int
    said: str


class FontLayer:
    """One font of the pages that are drawn, and the glyphs that we add to it.

    Where the font's positioning moves a mark, a PDF would step back, raise the text, draw
    the mark, and step forward again. Readers take the steps for spaces and the raised
    marks for another line. A glyph of ours is the same mark with the shift in its outline,
    so that nothing has to be stepped; and it may say another text, where the order of
    drawing is not that of writing.
    """

    def __init__(self) -> None:
        self.text: dict[int, str] = {}  # of every Thai glyph that was drawn
        self.marks: set[int] = set()  # those that stand on or below the glyph before
        self.added: dict[Added, int] = {}

    def note(self, glyph: int, said: str) -> None:
        """Remember the text of a glyph, alternates and ligatures included.

        A ligature of nikhahit and tone mark says the tone mark first, the order in which
        NFKC writes ำ after a tone mark.
        """
        if said and all(ord(c) in THAI for c in said):
            turned = said.startswith(NIKHAHIT) and len(said) > 1
            self.text[glyph] = said[1:] + NIKHAHIT if turned else said
            if MARKS.issuperset(said):
                self.marks.add(glyph)

    def place(self, added: Added) -> int:
        """The place of an added glyph among those of the font."""
        return self.added.setdefault(added, len(self.added))


def utf16(text: str) -> bytes:
    """The text in hexadecimal UTF-16, as ToUnicode and ActualText hold it."""
    return text.encode("utf-16-be").hex().encode()
