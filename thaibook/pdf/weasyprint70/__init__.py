"""The one place that touches WeasyPrint beyond its public API."""

from thaibook.pdf.weasyprint70.page_styles import page_texts
from thaibook.pdf.weasyprint70.patches import setting

__all__ = [
    "page_texts",
    "setting",
]
