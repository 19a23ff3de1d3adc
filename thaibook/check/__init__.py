"""Finished files are looked at as a reader, a shop or a printer would."""

from thaibook.check.ace import why_uncertified
from thaibook.check.apart import TOO_MUCH, is_harmless
from thaibook.check.inspection import pdf_identity
from thaibook.check.pages import PageMark, page_marks, page_report
from thaibook.check.preflight import preflight_lines
from thaibook.check.shops import Judgement, refusals, shop_lines
from thaibook.check.standards import Verified, standard_line, verify
from thaibook.check.validation import DID_NOT_RUN, Checked, check_file, picture_of_all

__all__ = [
    "DID_NOT_RUN",
    "TOO_MUCH",
    "Checked",
    "Judgement",
    "PageMark",
    "Verified",
    "check_file",
    "is_harmless",
    "page_marks",
    "page_report",
    "pdf_identity",
    "picture_of_all",
    "preflight_lines",
    "refusals",
    "shop_lines",
    "standard_line",
    "verify",
    "why_uncertified",
]
