"""Break marks in the text of sections, for engines that know no Thai words."""

from thaibook.epub.break_marks.marking import SIGNS, Marks, marked, marks_of
from thaibook.epub.break_marks.whole_text import NOTE_CALLS

__all__ = [
    "NOTE_CALLS",
    "SIGNS",
    "Marks",
    "marked",
    "marks_of",
]
