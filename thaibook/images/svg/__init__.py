"""SVG without anything that runs or loads."""

from thaibook.images.svg.bounds import SvgError
from thaibook.images.svg.harmless import clean_svg

__all__ = [
    "SvgError",
    "clean_svg",
]
