"""Letters of Symbol and Wingdings, which are pictures under codes of their own, as Unicode.

Enters: the font and the code. Leaves: the character, or "". Sources: Unicode's mapping tables
(VENDORS/ADOBE/symbol.txt) and the names of Wingdings' glyphs; those that authors put into texts.
"""

from __future__ import annotations

GREEK = dict(zip("ABGDEZHQIKLMNXOPRSTUFCYW", "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ", strict=True))
SYMBOL = {
    **{ord(latin): greek for latin, greek in GREEK.items()},
    **{ord(latin.lower()): greek.lower() for latin, greek in GREEK.items()},
    0x56: "ς", 0x61: "α", 0x22: "∀", 0x24: "∃", 0x27: "∋", 0x2A: "∗", 0x2D: "−", 0x40: "≅",
    0x5C: "∴", 0x5E: "⊥", 0x7E: "∼", 0xA2: "′", 0xA3: "≤", 0xA4: "⁄", 0xA5: "∞", 0xA7: "♣",
    0xA8: "♦", 0xA9: "♥", 0xAA: "♠", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓",
    0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB5: "∝", 0xB6: "∂", 0xB7: "•",
    0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xC5: "⊕", 0xC6: "∅", 0xC7: "∩",
    0xC8: "∪", 0xC9: "⊃", 0xCC: "⊂", 0xCE: "∈", 0xCF: "∉", 0xD0: "∠", 0xD1: "∇", 0xD2: "®",
    0xD3: "©", 0xD4: "™", 0xD5: "∏", 0xD6: "√", 0xD7: "⋅", 0xD8: "¬", 0xD9: "∧", 0xDA: "∨",
    0xDB: "⇔", 0xDC: "⇐", 0xDE: "⇒", 0xE5: "∑", 0xF2: "∫",
}  # fmt: skip
WINGDINGS = {
    0x22: "✂", 0x28: "☎", 0x2A: "✉", 0x36: "⌛", 0x3F: "✍", 0x43: "👍", 0x44: "👎", 0x45: "☜",
    0x46: "☞", 0x47: "☝", 0x48: "☟", 0x4A: "☺", 0x4C: "☹", 0x51: "✈", 0x52: "☼", 0x54: "❄",
    0x58: "✠", 0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x73: "⬧", 0x75: "◆",
    0x76: "❖", 0x77: "◆", 0x7B: "❀", 0x7C: "✿", 0x80: "⓪", 0x81: "①", 0x82: "②", 0x83: "③",
    0x84: "④", 0x85: "⑤", 0x86: "⑥", 0x87: "⑦", 0x88: "⑧", 0x89: "⑨", 0x8A: "⑩", 0x8C: "❶",
    0x8D: "❷", 0x8E: "❸", 0x8F: "❹", 0x90: "❺", 0x91: "❻", 0x92: "❼", 0x93: "❽", 0x94: "❾",
    0x95: "❿", 0x9E: "·", 0x9F: "•", 0xA1: "○", 0xA7: "▪", 0xA8: "□", 0xAB: "★", 0xB2: "⟡",
    0xD5: "⌫", 0xD6: "⌦", 0xD8: "➢", 0xDC: "➲", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓",
    0xE8: "➔", 0xEF: "⇦", 0xF0: "⇨", 0xF1: "⇧", 0xF2: "⇩", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒",
    0xFE: "☑",
}  # fmt: skip
WINGDINGS_2 = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0xA3: "□"}
FONTS = {"symbol": SYMBOL, "wingdings": WINGDINGS, "wingdings 2": WINGDINGS_2}
PRIVATE = 0xF000  # Word adds it to the codes of such fonts
UNREAD = ("wingdings 3", "webdings", "zapfdingbats", "marlett")  # whose letters are pictures, too


def character_of(font: str, code: int) -> str:
    """The Unicode character of a glyph; "" where nobody knows it."""
    table = FONTS.get(font.strip().lower())
    if table is not None:
        return table.get(code - PRIVATE if code >= PRIVATE else code, "")
    private = 0xE000 <= code < 0xF900 or code >= 0xF0000
    return chr(code) if 0x20 <= code < 0x110000 and not private else ""


def is_symbol_font(font: str) -> bool:
    """Whether the letters of a font are pictures, so that its text is no text. font: its name, as
    a program writes it ("Wingdings", "Symbol1")."""
    return _family(font) in FONTS or _family(font) in UNREAD


def characters_of(font: str, text: str) -> tuple[str, str]:
    """The text of a symbol font in Unicode, and those of its letters that nobody knows."""
    known, unknown = [], []
    for letter in text:
        sign = letter if letter.isspace() else character_of(_family(font), ord(letter))
        # A letter beyond the codes of such a font is shown in another one.
        if not sign and 0x100 <= ord(letter) < PRIVATE:
            sign = letter
        known.append(sign)
        unknown += [] if sign else [letter]
    return "".join(known), "".join(unknown)


def _family(font: str) -> str:
    name = font.split(",")[0].strip().strip("'\"").lower()
    return name if name in FONTS else name.rstrip("0123456789").rstrip()
