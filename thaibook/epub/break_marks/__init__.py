"""Break marks in the text of sections, for engines that know no Thai words."""

from thaibook.epub.break_marks.marking import Marking, marked

__all__ = [
    "Marking",
    "marked",
]
