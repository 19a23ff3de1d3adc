"""A raw text becomes clean Markdown, and what is doubtful is told."""

from thaibook.clean.answering import OpenDoubt, OpenDoubts, open_doubts
from thaibook.clean.cleaning import Cleaned, clean, refuse_overwriting
from thaibook.clean.corrections import (
    Answer,
    Correction,
    Doubt,
    Record,
    load_corrections,
    load_record,
    text_digest,
    written,
)
from thaibook.clean.reporting import OURS, doubt_line, report, report_data, total
from thaibook.clean.side_by_side import report_page
from thaibook.clean.traced import Change, applied

__all__ = [
    "OURS",
    "Answer",
    "Change",
    "Cleaned",
    "Correction",
    "Doubt",
    "OpenDoubt",
    "OpenDoubts",
    "Record",
    "applied",
    "clean",
    "doubt_line",
    "load_corrections",
    "load_record",
    "open_doubts",
    "refuse_overwriting",
    "report",
    "report_data",
    "report_page",
    "text_digest",
    "total",
    "written",
]
