"""Pictures without what does not draw: where it was taken, by which camera, by whom.

Enters: the bytes of a JPEG or a PNG. Leaves: the same picture, its pixels untouched.
"""

from __future__ import annotations


def bare_jpeg(data: bytes) -> bytes:
    """A JPEG without what does not draw: Exif, comments, profiles, and what follows its end.

    ITU-T T.81, annex B: segments of a marker and a length; after SOS, coded data in which
    FF is followed by 00 or a restart marker (D0 to D7).
    """
    kept, offset = [data[:2]], 2
    while offset + 4 <= len(data):
        if data[offset] != 0xFF:
            offset += 1
            continue
        marker = data[offset + 1]
        if marker == 0xD9:
            break
        if marker in (0x00, 0x01, 0xFF) or 0xD0 <= marker <= 0xD7:
            offset += 1 if marker == 0xFF else 2
            continue
        end = offset + 2 + int.from_bytes(data[offset + 2 : offset + 4], "big")
        if marker == 0xDA:
            end = _end_of_scan(data, end)
        # APP0 (JFIF) and APP14 (Adobe: how the colours are meant) belong to the drawing.
        if not (0xE0 <= marker <= 0xEF or marker == 0xFE) or marker in (0xE0, 0xEE):
            kept.append(data[offset:end])
        offset = end
    return b"".join([*kept, b"\xff\xd9"])


def _end_of_scan(data: bytes, offset: int) -> int:
    while (offset := data.find(b"\xff", offset)) >= 0 and offset + 1 < len(data):
        if data[offset + 1] != 0 and not 0xD0 <= data[offset + 1] <= 0xD7:
            return offset
        offset += 2
    return len(data)


def bare_png(data: bytes) -> bytes:
    """A PNG with nothing but the chunks that draw (PNG, third edition, 11.2 and tRNS)."""
    kept, offset = [data[:8]], 8
    while offset + 12 <= len(data):
        end = offset + 12 + int.from_bytes(data[offset : offset + 4], "big")
        kind = data[offset + 4 : offset + 8]
        if kind in (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"):
            kept.append(data[offset:end])
        if kind == b"IEND":
            break
        offset = end
    return b"".join(kept)
