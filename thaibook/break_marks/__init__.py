"""Break marks in XHTML, for engines that know no Thai words."""

from thaibook.break_marks.marks import SIGNS, Marks, learn, marked_texts, marks_of

__all__ = ["SIGNS", "Marks", "learn", "marked_texts", "marks_of"]
