"""What a proof-reader of the pages would mark: loose lines, doubtful ends, holes."""

from thaibook.check.pages.proof_reading import page_report

__all__ = ["page_report"]
