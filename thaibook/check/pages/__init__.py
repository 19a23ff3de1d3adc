"""What a proof-reader of the pages would mark: loose lines, doubtful ends, uneven spreads, holes."""

from thaibook.check.pages.report import page_report

__all__ = ["page_report"]
