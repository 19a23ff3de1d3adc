"""A finished PDF becomes what a printer takes: its inks, boxes, marks, and what it says it is."""

from thaibook.pdf.press.inks import is_usable
from thaibook.pdf.press.plates import measured
from thaibook.pdf.press.press_making import Job, press_pdf

__all__ = ["Job", "is_usable", "measured", "press_pdf"]
