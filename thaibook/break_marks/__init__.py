"""Break marks in XHTML, for engines that know no Thai words."""

from thaibook.break_marks.marks import PLAIN_READERS, SIGNS, Marks, learn, marked_texts, marks_of

__all__ = ["PLAIN_READERS", "SIGNS", "Marks", "learn", "marked_texts", "marks_of"]
