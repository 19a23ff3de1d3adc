"""What all chapters of a book have in common when one of them is composed.

Plain data, so that a chapter can be composed in any process, and so that what was composed can
be kept as long as its chapter and this stay the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from thaibook.model import Looks

MM_IN_POINT = 25.4 / 72


class Setting(NamedTuple):
    """The choices of the book that show in the body of a chapter.

    folder: where pictures are looked for; labels: the words that the book adds, by key;
    digits, maiyamok, numbering, size_pt, sections: as in model.Typography; words: of words.txt;
    column_mm: how wide the text is on paper; references: the works that were cited, as HTML;
    looks: how chapters begin; answers: where those to exercises stand, as in model.Typography.
    """

    folder: Path
    labels: Mapping[str, str]
    digits: str
    maiyamok: str
    numbering: str
    words: frozenset[str]
    column_mm: float
    size_pt: float
    references: tuple[str, ...] = ()
    sections: bool = False
    looks: Looks = Looks()
    answers: str = "chapter"

    @property
    def column_em(self) -> float:
        """How wide the text is on paper, in em of its type."""
        return self.column_mm / (self.size_pt * MM_IN_POINT)
