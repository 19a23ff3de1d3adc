"""SVG without anything that runs or loads."""

from thaibook.images.svg.harmless import SvgError, clean_svg

__all__ = [
    "SvgError",
    "clean_svg",
]
