"""The tables at the top of an RTF file: fonts, colours and styles, by their numbers.

Enters: control words and letters of these groups. Leaves: what a number means. Source: Rich Text
Format Specification 1.9.1, Font Table, Color Table, Style Sheet.
"""

from __future__ import annotations

from dataclasses import dataclass, field

# By the number of a font's \fcharset.
CODE_PAGES = {
    222: "cp874", 0: "cp1252", 238: "cp1250", 204: "cp1251", 161: "cp1253", 162: "cp1254",
    128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 163: "cp1258",
}  # fmt: skip
OF_SYMBOLS = 2
DARK = 60  # of 765: what has less light is as good as black


@dataclass
class Header:
    """What the tables have said so far. styles: the names of paragraph styles."""

    styles: dict[int, str] = field(default_factory=dict)
    _pages: dict[int, str] = field(default_factory=dict)
    _names: dict[int, str] = field(default_factory=dict)
    _symbols: set[int] = field(default_factory=set)
    _light: list[int] = field(default_factory=lambda: [0])
    _font: int = 0
    _style: int = 0

    def word(self, kind: str, word: str, number: int) -> bool:
        """A control word of the group `kind`; whether a style begins with it."""
        if kind == "fonttbl":
            if word == "f":
                self._font = number
            elif word == "fcharset" and number == OF_SYMBOLS:
                self._symbols.add(self._font)
            elif word == "fcharset":
                self._pages[self._font] = CODE_PAGES.get(number, "")
        elif kind == "colortbl" and word in ("red", "green", "blue"):
            self._light[-1] += max(0, min(number, 255))
        elif kind in ("stylesheet", "style") and word in ("s", "cs", "ds", "ts"):
            self._style = number if word == "s" else -1 - number
            return True
        return False

    def letters(self, kind: str, text: str) -> None:
        """Letters of the group `kind`."""
        if kind == "fonttbl":
            own = self._names.setdefault(self._font, "")
            if not own.endswith(";"):
                self._names[self._font] = own + text
        elif kind == "colortbl":
            self._light += [0] * text.count(";")

    def end_style(self, words: str) -> None:
        """A style has ended; its name."""
        self.styles[self._style] = words.strip().rstrip(";")

    def code_page(self, font: int) -> str:
        """The encoding of the bytes of a font, "" where that of the file is meant."""
        return "cp1252" if font in self._symbols else self._pages.get(font, "")

    def name(self, font: int) -> str:
        """The name of a font."""
        return self._names.get(font, "").rstrip("; ")

    def is_coloured(self, colour: int) -> bool:
        """Whether a colour is another than black."""
        return 0 < colour < len(self._light) and self._light[colour] > DARK
