"""Every block within everything that holds blocks, as authors indent it.

`cases()` gives small manuscripts; each has one marked word in its block, and says in which element
of the XHTML that word has to stand. A `@` is where the word goes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

# A block: what is typed, and the elements in which its word stands, from the outside in.
BLOCKS = {
    "paragraph": ("@ คำ", "p"),
    "fence": ("```python\n@ = 1\n```", "pre"),
    "tildes": ("~~~\n@ คำ\n\n  คำ\n~~~", "pre"),
    "table": ("| @ | คำ |\n|---|---|\n| คำ | คำ |", "table"),
    "quotation": ("> @ คำ\n> คำ", "blockquote"),
    "dollars": ("$$\n\\text{@} = 1\n$$", "math"),
    "brackets": ("\\[\n\\text{@} = 1\n\n+ 2\n\\]", "math"),
    "division": ("::: note\n@ คำ\n\nคำ\n:::", "div.note"),
    "slashes": ("/// tip | หัว\n@ คำ\n///", "div.tip"),
    "poem": ("::: กลอน\n@ คำ   คำ\nคำ   คำ\n:::", "div.verse"),
    "picture": ("![@ คำ](pic.png)", "img"),
    "bullets": ("* @ คำ\n* คำ", "ul li"),
    "numbers": ("1. @ คำ\n2. คำ", "ol li"),
    "box": ("!!! note\n    @ คำ", "div.note"),
    "html": ('<div class="x">@ คำ</div>', "div.x"),
}  # fmt: skip
GOES_ON = ("paragraph", "picture", "html", "numbers")  # where the text above them goes on
# What holds: what it begins with, and its element.
ITEMS = {"-": "ul li", "1.": "ol li", "๑.": "ol li", "2)": "ol li"}
INDENTS = ("  ", "   ", "    ", "\t")
SIGNS = ("```", "~~~", "|", ":::", "$$", "\\[", "\\]", "![", ">", "///", "!!!", "* ", "<")


@dataclass(frozen=True)
class Case:
    """One manuscript: its name, its text, with @ for the marked word, and the way to the word."""

    name: str
    text: str
    way: str


def _indented(text: str, indent: str) -> str:
    return "\n".join(f"{indent}{line}" if line else "" for line in text.split("\n"))


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def _in_items(marker: str, block: str, indent: str) -> Iterator[tuple[str, str]]:
    yield "after an empty line", f"{marker} ข้อ\n\n{_indented(block, indent)}\n\n{marker} ต่อ"
    yield "at once", f"{marker} ข้อ\n{_indented(block, indent)}\n{marker} ต่อ"


def _beside(marker: str, block: str) -> str:
    first, _, more = block.partition("\n")
    return f"{marker} {first}\n{_indented(more, ' ' * (len(marker) + 1))}\n{marker} ต่อ"


def cases() -> Iterator[Case]:
    """All of them."""
    for kind, (block, element) in BLOCKS.items():
        for marker, item in ITEMS.items():
            way = f"{item} {element}"
            yield Case(f"{kind} beside {marker}", _beside(marker, block), way)
            for indent in INDENTS:
                for how, text in _in_items(marker, block, indent):
                    if how == "at once" and kind in GOES_ON:
                        continue
                    if len(indent.expandtabs(4)) < len(marker) + 1 - (marker != "-"):
                        continue
                    yield Case(f"{kind} in {marker} {how} by {indent!r}", text, way)
        yield Case(f"{kind} in a quotation", _quoted(block), f"blockquote {element}")
        quoted = _quoted(f"คำ\n\n{block}\n\nคำ")
        yield Case(f"{kind} within a quotation", quoted, f"blockquote {element}")
        for indent in ("    ", "\t"):
            note = f"คำ[^n]\n\n[^n]: หมาย\n\n{_indented(block, indent)}\n\nคำ"
            yield Case(f"{kind} in a note by {indent!r}", note, f"div.footnote li {element}")
        for indent in INDENTS[::2]:
            deep = _indented(f"- รอง\n\n{_indented(block, indent)}", indent)
            yield Case(f"{kind} in an item of an item by {indent!r}", f"- ข้อ\n\n{deep}",
                       f"ul li ul li {element}")  # fmt: skip
            held = f"- ข้อ\n\n{_indented(_quoted(block), indent)}\n"
            yield Case(f"{kind} in a quotation of an item by {indent!r}", held,
                       f"ul li blockquote {element}")  # fmt: skip
            held = f"- ข้อ\n\n{_indented(f'::: note{chr(10)}{block}{chr(10)}:::', indent)}\n"
            yield Case(f"{kind} in a division of an item by {indent!r}", held,
                       f"ul li div.note {element}")  # fmt: skip
        held = _quoted(f"- ข้อ\n\n{_indented(block, '  ')}\n\n- ต่อ")
        yield Case(f"{kind} in an item of a quotation", held, f"blockquote ul li {element}")
        held = f"::: tip\n- ข้อ\n\n{_indented(block, '  ')}\n:::"
        yield Case(f"{kind} in an item of a division", held, f"div.tip ul li {element}")
        yield from _below_typed(kind, block, element)


def _below_typed(kind: str, block: str, element: str) -> Iterator[Case]:
    """Below items that Markdown has no list for."""
    yield Case(f"{kind} below (ก)", f"(ก) คำ\n\n{block}\n\n(ข) คำ", element)
    if kind == "html":  # which is code there, as everywhere by its indent
        return
    held = f"(ก) คำ\n\n{_indented(block, '    ')}\n\n(ข) คำ"
    yield Case(f"{kind} indented below (ก)", held, f"div.below-item {element}")
    if kind not in (*GOES_ON, "brackets"):
        held = f"ข้อ ๑ คำ\n{_indented(block, '    ')}\nข้อ ๒ คำ"
        yield Case(f"{kind} indented at once below ข้อ ๑", held, f"div.below-item {element}")
