"""The colours of a PDF that is meant for screens and office printers.

WeasyPrint brings the sRGB profile of the International Color Consortium, which "may be copied,
distributed, embedded, made, used, and sold without restriction" (color.org, profile library).
"""

from __future__ import annotations

from importlib.resources import files


def srgb_profile() -> bytes:
    """The ICC profile of sRGB."""
    return files("weasyprint.pdf").joinpath("sRGB2014.icc").read_bytes()
