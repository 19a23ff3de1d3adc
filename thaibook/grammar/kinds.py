"""The words for what a line is and where it stands."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple, Protocol


class Kind(Enum):
    """What a line is, at the heart of all that it stands in."""

    BLANK = "nothing"
    PROSE = "a line of a paragraph"
    HEADING = "a heading"
    UNDERLINE = "the line below the words of a heading"
    FENCE = "the first or the last line of code between fences"
    CODE = "code, between fences or by its indent"
    FORMULA = "a line of a formula, its fences among them"
    ROW = "a row of a table"
    DASHES = "the line below the head of a table"
    RULE = "a line across the page"
    PAGE = "the beginning of a new page"
    DIVISION = "the beginning or the end of a division"
    VERSE = "a line of a poem"
    BOX = "the first line of a box"
    LINK = "the address of a label"
    ABBREVIATION = "what an abbreviation stands for"
    HTML = "raw HTML"
    COMMENT = "a comment"
    MDX = "an import, a comment or a component of MDX"


class Place(NamedTuple):
    """How many quotations, items of lists and notes a line stands in."""

    quotations: int = 0
    items: int = 0
    notes: int = 0
    level: int = 0


Row = tuple[int, str]  # the number of the line, and what of it is left at this level


class Sink(Protocol):
    """Who wants to know what the rows are."""

    def is_a(self, row: Row, kind: Kind, place: Place) -> None:
        """A row is of a kind."""

    def begins(self, number: int, marker: str) -> None:
        """An item or a note begins on a line, with its marker."""
