"""Pages of a finished PDF are put on larger sheets, to be folded or cut."""

from thaibook.pdf.imposition.placing import imposed

__all__ = ["imposed"]
