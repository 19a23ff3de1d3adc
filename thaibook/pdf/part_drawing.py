"""What another process is asked for: a part of a printing, drawn, or its heads and folios.

Light to import: WeasyPrint is loaded when the first part is drawn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from thaibook.pdf.engine_loading import load_weasyprint
from thaibook.pdf.printing import printing_at

if TYPE_CHECKING:
    from thaibook.pdf.drawn_section import DrawnFrames, DrawnSection, FramePage
    from thaibook.pdf.printing import Wanted


def load_ahead() -> None:
    """Load what drawing takes, which is half a second. Raises BookError as draw_part does."""
    load_weasyprint()
    import thaibook.pdf.engine  # noqa: F401  (stands on WeasyPrint)


def draw_part(given: tuple[str, Wanted]) -> DrawnSection:
    """(the file of a printing, what is wanted of it) -> that part.

    Raises BookError: pango-missing, package-missing, disk-full, output-unwritable.
    """
    path, wanted = given
    return printing_at(path).draw(wanted)


def draw_frames(given: tuple[str, list[FramePage]]) -> DrawnFrames:
    """(the file of a printing, pages) -> what stands around the text of each. Raises BookError
    as draw_part does."""
    path, pages = given
    return printing_at(path).draw_frames(pages)
