"""What the styles of a .docx say of a paragraph and of its letters.

Enters: the part with the styles, and the properties that stand at a paragraph or a run. Leaves: a
RunLook, and what a paragraph is. Thai is "complex script" to Word: its bold, italic and size are
bCs, iCs and szCs. Sources: ECMA-376 part 1, 17.7.2 (style hierarchy), 17.7.3 (toggle properties),
17.3.2.26 (which letters are complex script).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from thaibook.importing.docx.docx_parts import Part, W, is_on, number_of, value
from thaibook.importing.style_names import StyleRole, role_of

# What is switched again where a character style switches what its paragraph has.
TOGGLES = ("b", "bCs", "i", "iCs", "strike", "vanish", "caps", "smallCaps")
VALUES = ("sz", "szCs", "u", "vertAlign", "highlight", "color", "dstrike")
MOST_LOOKS = 5_000  # that are kept
DEEPEST = 50  # styles that are based on one another


class Style(NamedTuple):
    """A style as it stands in its part."""

    kind: str
    name: str
    based_on: str
    of_run: etree._Element | None
    of_paragraph: etree._Element | None


class RunLook(NamedTuple):
    """How letters look. *_cs: the same of Thai and other complex scripts, which Word keeps
    apart; None: nobody said. sizes in points, 0 for unknown."""

    bold: bool
    bold_cs: bool | None
    italic: bool
    italic_cs: bool | None
    underline: bool
    strike: bool
    mark: bool
    script: str
    size: float
    size_cs: float
    hidden: bool
    coloured: bool
    is_code: bool
    capitals: bool
    font: str = ""


class Styles:
    """The styles of one document."""

    def __init__(self, part: Part | None) -> None:
        self._styles: dict[str, Style] = {}
        self._default: dict[str, str] = {}
        root = part.root if part else etree.Element(f"{W}styles")
        for element in root.findall(f"{W}style"):
            name, kind = element.get(f"{W}styleId", ""), element.get(f"{W}type", "paragraph")
            self._styles[name] = Style(
                kind,
                value(element, "name"),
                value(element, "basedOn"),
                element.find(f"{W}rPr"),
                element.find(f"{W}pPr"),
            )
            if element.get(f"{W}default", "0") in ("1", "true", "on"):
                self._default[kind] = name
        self._of_runs = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._of_paragraphs = root.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr")
        self._looks: dict[tuple[str, bytes], RunLook] = {}
        self.base_of_run = lru_cache(maxsize=500)(self._base_of_run)
        self.role = lru_cache(maxsize=500)(self._role)

    def style_of(self, properties: etree._Element | None) -> str:
        """The style of a paragraph, by its properties."""
        return value(properties, "pStyle") or self._default.get("paragraph", "")

    def _chain(self, name: str) -> Iterator[Style]:
        """The style and those that it is based on."""
        for _ in range(DEEPEST):
            if (style := self._styles.get(name)) is None:
                return
            yield style
            name = style.based_on

    def is_of_list(self, name: str) -> bool:
        """Whether it is a style of what goes on in an item of a list."""
        words = (style.name.lower() for style in self._chain(name))
        return any(each.startswith(("list paragraph", "list continue")) for each in words)

    def list_of(self, name: str) -> str:
        """The list that a style of lists means."""
        style = self._styles.get(name)
        numbered = style.of_paragraph if style else None
        return value(numbered.find(f"{W}numPr"), "numId") if numbered is not None else ""

    def _role(self, name: str) -> StyleRole:
        """What the paragraphs or the letters of a style are, by its outline level or its name."""
        chain = list(self._chain(name))
        by_name = role_of(style.name or name for style in chain)
        if by_name.level or by_name.is_contents or by_name.role.value:
            return by_name
        level = self.paragraph_value(None, name, "outlineLvl")
        if level.isdigit() and int(level) < 9:
            return by_name._replace(level=min(int(level) + 1, 6))
        return by_name

    def paragraph_property(
        self, own: etree._Element | None, style: str, name: str
    ) -> etree._Element | None:
        """The property `name` of a paragraph: its own, that of its style, or of all."""
        for place in (
            own,
            *(each.of_paragraph for each in self._chain(style)),
            self._of_paragraphs,
        ):
            if place is not None and (found := place.find(f"{W}{name}")) is not None:
                return found
        return None

    def paragraph_value(self, own: etree._Element | None, style: str, name: str) -> str:
        """The w:val of such a property, or ""."""
        found = self.paragraph_property(own, style, name)
        return found.get(f"{W}val", "") if found is not None else ""

    def look(self, own: etree._Element | None, style: str) -> RunLook:
        """How a run looks whose own properties are `own`, in a paragraph of the style `style`."""
        # A document has few looks and many runs.
        key = style, etree.tostring(own, with_tail=False) if own is not None else b""
        if key not in self._looks:
            if len(self._looks) > MOST_LOOKS:
                self._looks.clear()
            self._looks[key] = self._look(own, style)
        return self._looks[key]

    def _look(self, own: etree._Element | None, style: str) -> RunLook:
        switched, values = self.base_of_run(style, value(own, "rStyle"))
        toggles = {
            name: own_value if (own_value := is_on(own, name)) is not None else switched.get(name)
            for name in TOGGLES
        }
        values = {**values, **_values(own)}
        colour = value(own, "color").lower()
        return RunLook(
            bold=bool(toggles["b"]),
            bold_cs=toggles["bCs"],
            italic=bool(toggles["i"]),
            italic_cs=toggles["iCs"],
            underline=values.get("u", "none") != "none",
            strike=bool(toggles["strike"]) or values.get("dstrike", "0") not in ("0", "false"),
            mark=values.get("highlight", "none") != "none",
            script={"superscript": "sup", "subscript": "sub"}.get(values.get("vertAlign", ""), ""),
            size=number_of(values.get("sz", "")) / 2,
            size_cs=number_of(values.get("szCs", "")) / 2,
            hidden=bool(toggles["vanish"]),
            coloured=colour not in ("", "auto", "000000"),
            is_code=self.role(value(own, "rStyle")).is_code,
            capitals=bool(toggles["caps"] or toggles["smallCaps"]),
            font=values.get("rFonts", ""),
        )

    def _base_of_run(
        self, paragraph_style: str, run_style: str
    ) -> tuple[dict[str, bool | None], dict[str, str]]:
        """What the styles say: what is switched on, and the values."""
        levels = [
            [style.of_run for style in self._chain(paragraph_style)],
            [style.of_run for style in self._chain(run_style)] if run_style else [],
        ]
        switched: dict[str, bool | None] = {}
        for name in TOGGLES:
            said = [_nearest(level, name) for level in levels]
            known = [each for each in said if each is not None]
            always = is_on(self._of_runs, name)
            if always:
                switched[name] = True
            elif known:
                switched[name] = sum(known) % 2 == 1
            else:
                switched[name] = always
        values = _values(self._of_runs)
        for level in levels:
            for properties in reversed(level):
                values.update(_values(properties))
        return switched, values


def _nearest(level: list[etree._Element | None], name: str) -> bool | None:
    return next((on for each in level if (on := is_on(each, name)) is not None), None)


def _values(properties: etree._Element | None) -> dict[str, str]:
    """The values that stand among properties of a run; shading of one is a mark, too."""
    if properties is None:
        return {}
    found = {
        name: child.get(f"{W}val", "single" if name == "u" else "1")
        for name in VALUES
        if (child := properties.find(f"{W}{name}")) is not None
    }
    fonts = properties.find(f"{W}rFonts")
    if fonts is not None and (font := fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi")):
        found["rFonts"] = font
    shade = properties.find(f"{W}shd")
    if shade is not None and "highlight" not in found:
        fill = shade.get(f"{W}fill", "auto").lower()
        found["highlight"] = "none" if fill in ("auto", "ffffff") else "shade"
    return found
