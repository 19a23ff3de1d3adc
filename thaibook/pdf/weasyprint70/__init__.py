"""The one place that touches WeasyPrint beyond its public API. Made for WeasyPrint 70."""

from thaibook.pdf.weasyprint70.drawing import Drawer
from thaibook.pdf.weasyprint70.drop_caps import caps_in_line
from thaibook.pdf.weasyprint70.frames import Frames, as_document, draw_frame, frame_resources
from thaibook.pdf.weasyprint70.joined_pages import JoinedPage, write
from thaibook.pdf.weasyprint70.kept_styles import Folios, KeptStyles
from thaibook.pdf.weasyprint70.line_setter import LineSetter
from thaibook.pdf.weasyprint70.measuring import Rulers
from thaibook.pdf.weasyprint70.printed_texts import printed
from thaibook.pdf.weasyprint70.replacements import kept_styles, our_drawing, our_layout
from thaibook.pdf.weasyprint70.section_drawing import (
    RESOURCES,
    STREAMS,
    breaks_around,
    drawn_pages,
    first_area,
    font_uses,
    new_resources,
    plain_resources,
)
from thaibook.pdf.weasyprint70.srgb import srgb_profile
from thaibook.pdf.weasyprint70.tagging import Plan

__all__ = [
    "RESOURCES",
    "STREAMS",
    "Drawer",
    "Folios",
    "Frames",
    "JoinedPage",
    "KeptStyles",
    "LineSetter",
    "Plan",
    "Rulers",
    "as_document",
    "breaks_around",
    "caps_in_line",
    "draw_frame",
    "drawn_pages",
    "first_area",
    "font_uses",
    "frame_resources",
    "kept_styles",
    "new_resources",
    "our_drawing",
    "our_layout",
    "plain_resources",
    "printed",
    "srgb_profile",
    "write",
]
