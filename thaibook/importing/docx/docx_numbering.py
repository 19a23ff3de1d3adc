"""The numbers of lists in a .docx, as Word counts them.

Enters: the part with the definitions, and the list and level of each paragraph in order. Leaves:
the marker that stands before the paragraph. Source: ECMA-376 part 1, 17.9 Numbering.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from lxml import etree

from thaibook.importing.docx.docx_parts import Part, W, is_on, number_of, value
from thaibook.importing.numerals_of_lists import shown

LEVELS = 9
BLANK = re.compile("%([1-9])")
BULLET = "-"


class Level(NamedTuple):
    """How one level of a list is numbered. text: with %1 … for the numbers; restarts: after
    which level, counted from 1; 0 for never."""

    form: str
    text: str
    start: int
    restarts: int
    is_legal: bool


class Numbering:
    """The lists of one document, and how far each was counted."""

    def __init__(self, part: Part | None, number_style: Callable[[str], str]) -> None:
        root = part.root if part else etree.Element(f"{W}numbering")
        self._number_style = number_style  # a style of lists -> the list that it means
        self._kinds = {
            each.get(f"{W}abstractNumId", ""): each for each in root.findall(f"{W}abstractNum")
        }
        self._lists = {each.get(f"{W}numId", ""): each for each in root.findall(f"{W}num")}
        self._levels: dict[tuple[str, int], Level | None] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def marker(self, number: str, depth: int) -> str | None:
        """The marker of the next paragraph of the list `number` at the level `depth` (from 0):
        `-` for a bullet, "" for none to be seen, None where there is no such list."""
        depth = max(0, min(depth, LEVELS - 1))
        level = self._level(number, depth)
        if level is None:
            return None
        counts = self._counts.setdefault(self._kind_of(number), {})
        self._restart(number, depth, counts)
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in range(depth + 1, LEVELS):
            below = self._level(number, deeper)
            if below and (below.restarts < 0 or 0 < below.restarts >= depth + 1):
                counts.pop(deeper, None)
        if level.form == "bullet":
            return BULLET if level.text.strip() else ""
        return BLANK.sub(lambda blank: self._number(number, int(blank[1]) - 1, level), level.text)

    def _restart(self, number: str, depth: int, counts: dict[int, int]) -> None:
        """A list that has a start of its own begins there when it is first met."""
        if (number, depth) in self._begun:
            return
        self._begun.add((number, depth))
        override = self._override(number, depth)
        if override is not None and (start := value(override, "startOverride")):
            counts[depth] = number_of(start, 1) - 1

    def _number(self, number: str, depth: int, shown_in: Level) -> str:
        level = self._level(number, depth)
        counts = self._counts.get(self._kind_of(number), {})
        if level is None:
            return ""
        form = "decimal" if shown_in.is_legal and level.form != "thaiNumbers" else level.form
        return shown(counts.get(depth, level.start), form)

    def _kind_of(self, number: str) -> str:
        return value(self._lists.get(number), "abstractNumId")

    def _override(self, number: str, depth: int) -> etree._Element | None:
        found = self._lists.get(number)
        for each in found.findall(f"{W}lvlOverride") if found is not None else ():
            if each.get(f"{W}ilvl") == str(depth):
                return each
        return None

    def _level(self, number: str, depth: int) -> Level | None:
        key = number, depth
        if key not in self._levels:
            self._levels[key] = self._read_level(number, depth)
        return self._levels[key]

    def _read_level(self, number: str, depth: int, further: int = 3) -> Level | None:
        kind = self._kinds.get(self._kind_of(number))
        if kind is None:
            return None
        if (style := value(kind, "numStyleLink")) and further:
            linked = self._number_style(style)
            return self._read_level(linked, depth, further - 1) if linked != number else None
        override = self._override(number, depth)
        own = override.find(f"{W}lvl") if override is not None else None
        places = (each for each in kind.findall(f"{W}lvl") if each.get(f"{W}ilvl") == str(depth))
        found = own if own is not None else next(places, None)
        if found is None:
            return None
        return Level(
            value(found, "numFmt", "decimal") or _custom_format(found),
            value(found, "lvlText"),
            number_of(value(found, "start", "1"), 1),
            number_of(value(found, "lvlRestart", "-1"), -1),
            bool(is_on(found, "isLgl")),
        )


def _custom_format(level: etree._Element) -> str:
    """The format of a level that newer Word writes beside an older one."""
    found = level.find(f".//{W}numFmt")
    return found.get(f"{W}val", "decimal") if found is not None else "decimal"
