"""A finished PDF as a print shop looks at it: what is drawn, with which inks, and how near to the
trim; and whether it is the PDF/X that it claims to be."""

from thaibook.check.print_shop.edges import contact_sheet
from thaibook.check.print_shop.looking import MeasureInk, look_over
from thaibook.check.print_shop.pdfx_clauses import CLAUSES, NOT_LOOKED_AT

__all__ = ["CLAUSES", "NOT_LOOKED_AT", "MeasureInk", "contact_sheet", "look_over"]
