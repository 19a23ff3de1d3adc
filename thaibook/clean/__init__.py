"""A raw text becomes clean Markdown."""

from thaibook.clean.cleaning import clean, load_corrections, refuse_overwriting, report, total

__all__ = [
    "clean",
    "load_corrections",
    "refuse_overwriting",
    "report",
    "total",
]
