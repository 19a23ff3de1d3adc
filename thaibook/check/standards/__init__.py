"""Whether a PDF holds the standards that it claims: PDF/A and PDF/UA."""

from thaibook.check.standards.verifying import Verified, standard_line, verify

__all__ = ["Verified", "standard_line", "verify"]
