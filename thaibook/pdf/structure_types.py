"""Which structure type of a PDF an element of the section's HTML is.

Enters: the name and the classes of an element, and the type of what it is in. Leaves: a
standard structure type (ISO 32000-1, 14.8.4), or "" where the element is none of its own and
what is in it belongs to what it is in. PDF/UA-1 asks that lists, tables and contents have
nothing but their own parts (ISO 14289-1, 7.2).
"""

from __future__ import annotations

from collections.abc import Collection

from thaibook.pdf.paper_body import FORMULA, WAS_BLOCK
from thaibook.vocabulary import NOTE, NOTE_CALL, NOTE_NUMBER

TYPES = {
    "section": "Sect", "p": "P", "pre": "P", "hr": "P", "blockquote": "BlockQuote",
    "ul": "L", "ol": "L", "dl": "L", "li": "LI", "dt": "Lbl", "dd": "LBody",
    "table": "Table", "caption": "Caption", "thead": "THead", "tbody": "TBody", "tfoot": "TFoot",
    "tr": "TR", "th": "TH", "td": "TD", "figure": "Div", "figcaption": "Caption",
    "a": "Link", "q": "Quote", "code": "Code", "kbd": "Code", "samp": "Code", "img": "Figure",
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
}  # fmt: skip
BY_CLASS = {
    (NOTE_CALL, "sup"): "Reference", (NOTE, "aside"): "Note", (NOTE_NUMBER, "span"): "Lbl",
    (FORMULA, "img"): "Formula", ("contents", "ol"): "TOC", ("index", "section"): "Index",
}  # fmt: skip
HEADINGS = frozenset(f"H{level}" for level in range(1, 7))
# What may hold text of its own; elsewhere text is a paragraph.
OF_TEXT = HEADINGS | frozenset(
    "P Lbl LBody TH TD Caption Note Reference Link Span Code Quote Figure Formula".split()
)
# What is in these is one of those, and those are in nothing else.
PARTS = {
    "L": frozenset(("LI", "L", "Caption")),
    "LI": frozenset(("Lbl", "LBody")),
    "TOC": frozenset(("TOCI", "TOC", "Caption")),
    "Table": frozenset(("THead", "TBody", "TFoot", "TR", "Caption")),
    "THead": frozenset(("TR",)), "TBody": frozenset(("TR",)), "TFoot": frozenset(("TR",)),
    "TR": frozenset(("TH", "TD")),
}  # fmt: skip
WHOLES = {
    "LI": ("L",), "TOCI": ("TOC",), "THead": ("Table",), "TBody": ("Table",), "TFoot": ("Table",),
    "TR": ("Table", "THead", "TBody", "TFoot"), "TH": ("TR",), "TD": ("TR",), "LBody": ("L", "LI"),
}  # fmt: skip


def type_of(tag: str, classes: Collection[str], parent: str) -> str:
    """The type of an element in one of type `parent`."""
    was = next((name for name in classes if name.startswith(WAS_BLOCK)), "")
    tag = was.removeprefix(WAS_BLOCK) or tag
    kind = next((BY_CLASS[name, tag] for name in classes if (name, tag) in BY_CLASS), "")
    kind = kind or TYPES.get(tag, "")
    if parent in ("TOC", "TOCI") and kind in ("L", "LI"):
        kind = "TOC" if kind == "L" else "TOCI"
    if kind in WHOLES and parent not in WHOLES[kind]:
        return "P" if kind == "LBody" else ""
    if kind == "Lbl" and tag == "dt" and parent not in ("L", "LI"):
        return "P"
    return kind


# How a list counts, by what CSS calls it (ISO 32000-1, table 347).
NUMBERINGS = {
    "none": "None", "disc": "Disc", "circle": "Circle", "square": "Square",
    "decimal": "Decimal", "lower-roman": "LowerRoman", "upper-roman": "UpperRoman",
    "lower-alpha": "LowerAlpha", "upper-alpha": "UpperAlpha",
}  # fmt: skip
