"""What a proof-reader of the pages would mark: loose lines, doubtful ends, holes."""

from thaibook.check.pages.proof_reading import PageMark, page_marks, page_report

__all__ = ["PageMark", "page_marks", "page_report"]
