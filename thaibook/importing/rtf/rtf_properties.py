"""What control words of RTF set: of letters, and of paragraphs.

Enters: a control word and its number. Leaves: Letters and Settings changed by it. Source: Rich Text
Format Specification 1.9.1, Font (Character) and Paragraph Formatting Properties.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

SIGNS = {
    "tab": "\t", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005",
    "zwj": "\u200d", "zwnj": "\u200c",
}  # fmt: skip
OF_SIGN = {"~": "\u00a0", "-": "\u00ad", "_": "\u2011", "\\": "\\", "{": "{", "}": "}"}
# Groups whose words are not the text's.
SKIPPED = frozenset(
    "fonttbl colortbl nonesttables listtable listoverridetable rsidtbl generator xmlnstbl "
    "themedata do sp latentstyles colorschememapping datastore wgrffmtfilter pgptbl revtbl "
    "filetbl mmathPr pntext "
    "pn pntxta pntxtb bkmkend nonshppict mmathPict footnotesep ftnsep ftnsepc aftnsep aftnsepc "
    "objdata blipuid picprop template passwordhash protusertbl fldtype datafield atnid atnauthor "
    "atntime atnref atndate atnparent atrfstart atrfend xe tc formfield background listname "
    "userprops docvar objclass objname shprslt".split()
)
HEADS = frozenset("header headerl headerr headerf footer footerl footerr footerf".split())
FACTS = frozenset(("title", "author", "subject", "keywords", "doccomm"))


@dataclass
class Letters:
    """How letters look: until the group ends. kind: of a group whose words are no text."""

    bold: bool = False
    italic: bool = False
    bold_cs: bool | None = None
    italic_cs: bool | None = None
    underline: bool = False
    strike: bool = False
    script: str = ""
    mark: bool = False
    hidden: bool = False
    deleted: bool = False
    inserted: bool = False
    font: int = 0
    size: float = 12.0
    size_cs: float = 0.0  # of Thai; 0: as of Latin
    colour: int = 0
    skip: int = 1  # bytes after \u
    kind: str = ""

    def plain(self) -> Letters:
        """The same group, looks as at its beginning."""
        return Letters(kind=self.kind, skip=self.skip)

    def copied(self) -> Letters:
        """The beginning of a group in this one."""
        return replace(self)


@dataclass
class Settings:
    """What a paragraph is: until \\pard, or until the group ends."""

    style: int = 0
    level: int = 0
    align: str = ""
    tables: int = 0  # in how many, within one another, it stands
    depth: int = 0
    breaks_page: bool = False
    left: int = 0
    right: int = 0


def _switch(name: str) -> Callable[[Letters, int | None], None]:
    return lambda letters, number: setattr(letters, name, number != 0)


def _set(name: str, value: object) -> Callable[[object, int | None], None]:
    return lambda holder, number: setattr(holder, name, value)


def _measured(name: str, most: int = 31_680) -> Callable[[Settings, int | None], None]:
    return lambda own, number: setattr(own, name, max(0, min(number or 0, most)))


OF_LETTERS: dict[str, Callable[[Letters, int | None], None]] = {
    "b": _switch("bold"), "i": _switch("italic"), "ab": _switch("bold_cs"),
    "ai": _switch("italic_cs"), "ul": _switch("underline"), "strike": _switch("strike"),
    "striked": _switch("strike"), "v": _switch("hidden"), "deleted": _switch("deleted"),
    "revised": _switch("inserted"), "super": _set("script", "sup"), "sub": _set("script", "sub"),
    "nosupersub": _set("script", ""), "uldb": _switch("underline"), "ulw": _switch("underline"),
    "ulnone": _set("underline", False),
    "highlight": lambda letters, number: setattr(letters, "mark", bool(number)),
    "chcbpat": lambda letters, number: setattr(letters, "mark", bool(number)),
    "uc": lambda letters, number: setattr(letters, "skip", max(0, min(number or 0, 9))),
    "fs": lambda letters, number: setattr(letters, "size", (number or 24) / 2),
    "afs": lambda letters, number: setattr(letters, "size_cs", (number or 24) / 2),
    "f": lambda letters, number: setattr(letters, "font", number or 0),
    "cf": lambda letters, number: setattr(letters, "colour", number or 0),
}  # fmt: skip
OF_PARAGRAPHS: dict[str, Callable[[Settings, int | None], None]] = {
    "qc": _set("align", "center"), "qr": _set("align", "right"), "ql": _set("align", ""),
    "qj": _set("align", ""),
    "intbl": lambda own, number: setattr(own, "tables", max(own.tables, 1)),
    "itap": _measured("tables", 20),
    "pagebb": _set("breaks_page", True), "s": _measured("style"),
    "outlinelevel": lambda own, number: setattr(own, "level", min((number or 0) + 1, 10)),
    "ilvl": _measured("depth", 8), "li": _measured("left"), "ri": _measured("right"),
}  # fmt: skip
