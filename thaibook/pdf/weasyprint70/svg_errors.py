"""Drawing an SVG, in place of weasyprint.images.SVGImage.draw.

That method hides every fault, and the rest of the page is then drawn moved, clipped or
turned as the unfinished drawing left it. Enters: what SVGImage has. Leaves: the drawing,
or a NotDrawnError; a bug of ours is raised as it is.
"""

from __future__ import annotations

from typing import Any

from thaibook.pdf.own_faults import is_own
from thaibook.pdf.svg_fault import NotDrawnError


def draw_svg(figure: Any, stream: Any, width: float, height: float, _style: object) -> None:
    """Draw `figure` (an SVGImage) so large on the stream. Raises NotDrawnError."""
    states = len(stream._ctm_stack)
    try:
        figure._svg.draw(stream, width, height, figure._base_url, figure._context)
    except MemoryError:  # the drawing may be a good one
        raise
    except Exception as error:
        # WeasyPrint reads the drawing while it draws it: a number that is none, a reference that
        # leads nowhere or in a circle may raise anything. It also calls back what we put in its
        # place (the text of the drawing, its greys), whose bugs no author can mend.
        if is_own(error):
            raise
        raise NotDrawnError(figure._base_url) from None
    if len(stream._ctm_stack) != states:
        raise NotDrawnError(figure._base_url)
