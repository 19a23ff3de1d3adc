"""What CMYK means in a PDF for screens, where an author's picture has it.

Enters: a finished pydyf.PDF. Leaves: the same, in which each set of resources says of DeviceCMYK
that it is that of coated paper, as PDF/A asks (ISO 19005-2, 6.2.4.3; ISO 32000-1, 8.6.5.6). The
inks stay as the author separated them. icc/README.md tells where the profile is from.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pydyf

COATED = Path(__file__).with_name("icc") / "ISOcoated_v2_300_bas.icc"
CMYK = "DeviceCMYK"


def say_what_cmyk_is(pdf: Any) -> None:
    """Give the resources a default for CMYK, if there is any in the PDF."""
    if not any(_has_cmyk(each) for each in pdf.objects):
        return
    profile = pydyf.Stream([COATED.read_bytes()], {"N": 4}, compress=True)
    pdf.add_object(profile)
    for resources in _every_resources(pdf):
        given = {"DefaultCMYK": pydyf.Array(("/ICCBased", profile.reference))}
        resources["ColorSpace"] = pydyf.Dictionary({**resources["ColorSpace"], **given})


def _has_cmyk(each: Any) -> bool:
    """Whether an object is a picture, a shading or a content in CMYK."""
    if isinstance(each, pydyf.Stream):
        if each.extra.get("ColorSpace") == f"/{CMYK}":
            return True
        return any(isinstance(part, bytes) and CMYK.encode() in part for part in each.stream)
    return isinstance(each, dict) and each.get("ColorSpace") == f"/{CMYK}"


def _every_resources(pdf: Any) -> Iterator[Any]:
    """The dictionaries of resources: those of pages, and those of drawings and patterns."""
    for each in pdf.objects:
        found = each.extra.get("Resources") if isinstance(each, pydyf.Stream) else each
        # Those that WeasyPrint gives to all pages name their colours elsewhere; no page has them.
        if isinstance(found, dict) and isinstance(found.get("ColorSpace"), dict):
            yield found
