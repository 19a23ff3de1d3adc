"""What the styles of an OpenDocument text say.

Enters: content.xml and styles.xml. Leaves: the look of letters, what a paragraph is, how lists are
numbered. Thai has attributes of its own here, too: style:font-weight-complex and its like.
Source: OpenDocument 1.3 part 3, 16 (styles), 20.200 ff. (formatting properties).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from thaibook.importing.style_names import StyleRole, role_of

STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
DEEPEST = 50
ENCODED = re.compile(r"_([0-9a-f]{1,4})_")
BREAKS = ("page", "column")
LENGTH = re.compile(r"(-?[\d.]+)(cm|mm|in|pt|pc)?")
IN_POINTS = {"cm": 28.35, "mm": 2.835, "in": 72.0, "pt": 1.0, "pc": 12.0}


class OdtLook(NamedTuple):
    """How letters look; *_cs: of Thai and other complex scripts; None: nobody said."""

    bold: bool = False
    bold_cs: bool | None = None
    italic: bool = False
    italic_cs: bool | None = None
    underline: bool = False
    strike: bool = False
    script: str = ""
    mark: bool = False
    hidden: bool = False
    size: float = 0.0
    size_cs: float = 0.0
    coloured: bool = False
    is_code: bool = False
    font: str = ""


class ListLevel(NamedTuple):
    """How a level of a list is numbered. levels: how many numbers are shown."""

    form: str
    prefix: str
    suffix: str
    start: int
    levels: int


FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman",
         "I": "upperRoman", "": "none", "๑": "thaiNumbers", "๑, ๒, ๓, ...": "thaiNumbers",
         "ก": "thaiLetters", "ก, ข, ค, ...": "thaiLetters", "ก, ข, ฃ, ...": "thaiLetters",
         "๑, ๒, ๓": "thaiNumbers", "ก, ข, ค": "thaiLetters"}  # fmt: skip


class OdtStyles:
    """The styles of one document."""

    def __init__(self, *roots: etree._Element | None) -> None:
        self._styles: dict[tuple[str, str], etree._Element] = {}
        self._lists: dict[str, etree._Element] = {}
        self.outline: etree._Element | None = None
        for root in roots:
            if root is None:
                continue
            for element in root.iter(f"{STYLE}style"):
                key = element.get(f"{STYLE}family", ""), element.get(f"{STYLE}name", "")
                self._styles[key] = element
            for element in root.iter(f"{TEXT}list-style"):
                self._lists[element.get(f"{STYLE}name", "")] = element
            for element in root.iter(f"{TEXT}outline-style"):
                self.outline = element
            for element in root.iter(f"{STYLE}default-style"):
                self._styles[element.get(f"{STYLE}family", ""), ""] = element
        self.look = lru_cache(maxsize=1000)(self._look)
        self.role = lru_cache(maxsize=1000)(self._role)

    def chain(self, family: str, name: str) -> Iterator[etree._Element]:
        """A style and those that it is based on."""
        for _ in range(DEEPEST):
            if (style := self._styles.get((family, name))) is None:
                return
            yield style
            if not (name := style.get(f"{STYLE}parent-style-name", "")):
                return

    def _role(self, name: str) -> StyleRole:
        """What the paragraphs of a style are, by the names of their styles."""
        chain = list(self.chain("paragraph", name))
        names = [
            shown
            for style in chain
            for shown in (
                style.get(f"{STYLE}display-name"),
                _decoded(style.get(f"{STYLE}name", "")),
            )
            if shown
        ]
        role = role_of(names or [_decoded(name)])
        if role.level or role.is_contents:
            return role
        for style in chain:
            level = style.get(f"{STYLE}default-outline-level", "")
            if level.isdigit() and int(level):
                return role._replace(level=min(int(level), 6))
        return role

    def paragraph(self, name: str, attribute: str) -> str:
        """A property of the paragraphs of a style."""
        for style in (*self.chain("paragraph", name), *self.chain("paragraph", "")):
            properties = style.find(f"{STYLE}paragraph-properties")
            if properties is not None and (value := properties.get(attribute)) is not None:
                return value
        return ""

    def breaks_page(self, name: str) -> bool:
        """Whether a paragraph of that style begins a new page."""
        for style in self.chain("paragraph", name):
            properties = style.find(f"{STYLE}paragraph-properties")
            if properties is not None and properties.get(f"{FO}break-before") in BREAKS:
                return True
            if style.get(f"{STYLE}master-page-name"):
                return True
        return False

    def list_of(self, name: str) -> str:
        """The list style that a paragraph style names."""
        return next(
            (v for s in self.chain("paragraph", name) if (v := s.get(f"{STYLE}list-style-name"))),
            "",
        )

    def level(self, list_style: str, depth: int) -> ListLevel | None:
        """How the level `depth` (from 0) of a list is numbered; None for a bullet."""
        return _level(self._lists.get(list_style), depth)

    def heading_level(self, level: int) -> ListLevel | None:
        """How headings of a level (from 1) are numbered; None where they are not."""
        found = _level(self.outline, level - 1)
        return found if found and (found.form != "none" or found.prefix) else None

    def _look(self, paragraph: str, texts: tuple[str, ...]) -> OdtLook:
        """How letters look in a paragraph of a style, in spans of styles, outermost first."""
        chains = [list(self.chain("paragraph", ""))]
        chains.append(list(self.chain("paragraph", paragraph)))
        chains += [list(self.chain("text", name)) for name in texts]
        said: dict[str, str] = {}
        is_code = False
        for chain in chains:
            for style in reversed(chain):
                properties = style.find(f"{STYLE}text-properties")
                if properties is not None:
                    own = {str(k): str(v) for k, v in properties.attrib.items()}
                    if f"{FO}color" in own:
                        said.pop(f"{STYLE}use-window-font-color", None)
                    said |= own
        for name in texts:
            shown = [_decoded(style.get(f"{STYLE}name", "")) for style in self.chain("text", name)]
            is_code = is_code or role_of(shown).is_code
        return _look_of(said, is_code)


def _look_of(said: dict[str, str], is_code: bool) -> OdtLook:
    def bold(name: str) -> bool | None:
        weight = said.get(name)
        return (
            None if weight is None else weight == "bold" or (weight.isdigit() and int(weight) > 500)
        )

    def italic(name: str) -> bool | None:
        style = said.get(name)
        return None if style is None else style in ("italic", "oblique")

    position = said.get(f"{STYLE}text-position", "")
    first = position.split()[0] if position.split() else ""
    script = ""
    if first == "super" or (first.endswith("%") and first[:1].isdigit() and first != "0%"):
        script = "sup"
    elif first == "sub" or first.startswith("-"):
        script = "sub"
    colour = said.get(f"{FO}color", "#000000")
    return OdtLook(
        bold=bool(bold(f"{FO}font-weight")),
        bold_cs=bold(f"{STYLE}font-weight-complex"),
        italic=bool(italic(f"{FO}font-style")),
        italic_cs=italic(f"{STYLE}font-style-complex"),
        underline=said.get(f"{STYLE}text-underline-style", "none") != "none",
        strike=said.get(f"{STYLE}text-line-through-style", "none") != "none"
        or said.get(f"{STYLE}text-line-through-type", "none") != "none",
        script=script,
        mark=said.get(f"{FO}background-color", "transparent") not in ("transparent", "#ffffff"),
        hidden=said.get(f"{TEXT}display") == "none",
        size=points(said.get(f"{FO}font-size", "")),
        size_cs=points(said.get(f"{STYLE}font-size-complex", "")),
        coloured=colour.lower() not in ("#000000", "#00000a")
        and said.get(f"{STYLE}use-window-font-color") != "true",
        is_code=is_code,
        font=said.get(f"{STYLE}font-name") or said.get(f"{FO}font-family", ""),
    )


def points(length: str) -> float:
    """A length in points; 0 for one that is relative or none."""
    found = LENGTH.fullmatch(length.strip())
    if not found or not found[2]:
        return 0.0
    try:
        return float(found[1]) * IN_POINTS[found[2]]
    except ValueError:
        return 0.0


def _level(style: etree._Element | None, depth: int) -> ListLevel | None:
    for element in style if style is not None else ():
        if element.get(f"{TEXT}level") != str(depth + 1):
            continue
        if element.tag.endswith(("list-level-style-bullet", "list-level-style-image")):
            return None
        start = element.get(f"{TEXT}start-value", "1")
        shown = element.get(f"{TEXT}display-levels", "1")
        return ListLevel(
            FORMS.get(element.get(f"{STYLE}num-format", ""), "decimal"),
            element.get(f"{STYLE}num-prefix", ""),
            element.get(f"{STYLE}num-suffix", ""),
            int(start) if start.isdigit() and len(start) < 7 else 1,
            int(shown) if shown.isdigit() and len(shown) < 3 else 1,
        )
    return None


def _decoded(name: str) -> str:
    """The name of a style as it is shown: Heading_20_1 is Heading 1."""
    return ENCODED.sub(lambda code: chr(int(code[1], 16)), name)
