"""Drawing an SVG, in place of weasyprint.images.SVGImage.draw.

That method hides every fault, and the rest of the page is then drawn moved, clipped or
turned as the unfinished drawing left it. Enters: what SVGImage has. Leaves: the drawing,
or a NotDrawnError.
"""

from __future__ import annotations

from typing import Any

from thaibook.pdf.svg_fault import NotDrawnError


def draw_svg(figure: Any, stream: Any, width: float, height: float, _style: object) -> None:
    """Draw `figure` (an SVGImage) so large on the stream. Raises NotDrawnError."""
    states = len(stream._ctm_stack)
    try:
        figure._svg.draw(stream, width, height, figure._base_url, figure._context)
    except Exception:
        raise NotDrawnError(figure._base_url) from None
    if len(stream._ctm_stack) != states:
        raise NotDrawnError(figure._base_url)
