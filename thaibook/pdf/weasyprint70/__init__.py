"""The one place that touches WeasyPrint beyond its public API. Made for WeasyPrint 70."""

from thaibook.pdf.weasyprint70.line_setter import LineSetter
from thaibook.pdf.weasyprint70.page_starts import anchors, page_texts
from thaibook.pdf.weasyprint70.printed_texts import Ink, printed
from thaibook.pdf.weasyprint70.replacements import our_drawing, our_layout

__all__ = [
    "Ink",
    "LineSetter",
    "anchors",
    "our_drawing",
    "our_layout",
    "page_texts",
    "printed",
]
