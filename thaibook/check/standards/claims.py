"""Which standards a PDF claims to hold.

Enters: the bytes of a file. Leaves: its claims, which stand in its XMP metadata (ISO 19005-2,
6.6.4; ISO 14289-1, clause 5; ISO 14289-2, clause 5).
"""

from __future__ import annotations

import re
import zlib
from typing import NamedTuple

# A property of XMP is an element or an attribute.
PROPERTY = r"(?:^|[^\w]){}\s*(?:=\s*[\"']|>)\s*(\w+)"
UA_PART = re.compile(PROPERTY.format("pdfuaid:part").encode())
A_PART = re.compile(PROPERTY.format("pdfaid:part").encode())
A_LEVEL = re.compile(PROPERTY.format("pdfaid:conformance").encode())
METADATA = re.compile(rb"/Type\s*/Metadata\b[^>]*>>\s*stream\r?\n")
MOST = 1 << 22  # bytes of metadata


class Claim(NamedTuple):
    """A standard: its name as people write it, and veraPDF's name of it."""

    name: str
    flavour: str


def claims_of(data: bytes) -> tuple[Claim, ...]:
    """The standards that a PDF claims to hold."""
    xmp = _metadata(data)
    claims = []
    part, level = A_PART.search(xmp), A_LEVEL.search(xmp)
    if part:
        letter = level[1].decode().lower()[:1] if level else ""
        claims.append(Claim(f"PDF/A-{part[1].decode()}{letter}", f"{part[1].decode()}{letter}"))
    if part := UA_PART.search(xmp):
        claims.append(Claim(f"PDF/UA-{part[1].decode()}", f"ua{part[1].decode()}"))
    return tuple(claims)


def _metadata(data: bytes) -> bytes:
    """The metadata streams of a file, unpacked."""
    parts, left = [], MOST
    for begin in METADATA.finditer(data):
        part = data[begin.end() : begin.end() + left]
        if part.lstrip()[:1] == b"<":
            part = part.partition(b"endstream")[0]
        else:
            try:
                part = zlib.decompressobj().decompress(part, left)
            except zlib.error:
                continue
        parts.append(part)
        left -= len(part)
        if left <= 0:
            break
    return b"\n".join(parts)
