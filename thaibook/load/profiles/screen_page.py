"""The page of a telephone: most Thai books that people send each other are a PDF, read there.

Enters: a Manuscript. Leaves: the same, to be set on a page as tall and narrow as a telephone, in
type that is read without drawing it larger.
"""

from __future__ import annotations

from thaibook.model import Manuscript, Margins, Page

PAGE = Page(90.0, 160.0, margins=Margins(9.0, 12.0, 7.0, 7.0))
SIZE_PT = 12.0


def for_telephones(manuscript: Manuscript) -> Manuscript:
    """The manuscript with the page of a telephone; the author's own leading stays."""
    typography = manuscript.typography._replace(size_pt=SIZE_PT)
    return manuscript._replace(page=PAGE, typography=typography)
