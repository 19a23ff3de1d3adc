"""Adding glyphs to a small TrueType file, as composites of those it has.

Enters: a font file (the subset in a PDF), and what is to be drawn. Leaves: the file with
the new glyphs at its end. The tables are those of the OpenType specification 1.9: head,
hhea, maxp, loca, glyf, hmtx. fontTools does the same, but reads the whole font for it,
which takes as long as setting a page.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import NamedTuple

# glyf, composite glyph description: the shift is in words, is one in x and y, and is
# rounded to the grid.
COMPOSITE = 0x0001 | 0x0002 | 0x0004
LONG_OFFSETS = 1  # head.indexToLocFormat
CHECKSUM = 0xB1B0AFBA  # head.checksumAdjustment


class Moved(NamedTuple):
    """A new glyph: an old one moved by so many font units, and widened."""

    glyph: int
    right: int
    up: int
    wider: int


class TrueType:
    """A font file, taken apart into its tables."""

    def __init__(self, font: bytes) -> None:
        self.tables: dict[str, bytes] = {}
        for record in range(struct.unpack_from(">H", font, 4)[0]):
            tag, _, offset, length = struct.unpack_from(">4sLLL", font, 12 + 16 * record)
            self.tables[tag.decode("latin-1")] = font[offset : offset + length]
        self.units_per_em: int = struct.unpack_from(">H", self.tables["head"], 18)[0]
        self.glyph_count: int = struct.unpack_from(">H", self.tables["maxp"], 4)[0]

    def add(self, added: Sequence[Moved]) -> list[int]:
        """Put `added` after the last glyph; the advances of the new glyphs."""
        offsets, metrics = self._offsets(), self._metrics()
        old = self.tables["glyf"]
        glyf = bytearray(old[: offsets[-1]])
        glyf += bytes(-len(glyf) % 4)
        offsets[-1] = len(glyf)
        advances = []
        for moved in added:
            glyf += _composite(old, offsets, moved)
            offsets.append(len(glyf))
            advance, bearing = metrics[moved.glyph]
            advances.append(max(advance + moved.wider, 0))
            metrics.append((advances[-1], bearing + moved.right))
        self.glyph_count += len(added)
        self.tables["glyf"] = bytes(glyf)
        self.tables["loca"] = struct.pack(f">{len(offsets)}L", *offsets)
        self.tables["hmtx"] = b"".join(struct.pack(">Hh", *metric) for metric in metrics)
        self._patch("head", 50, ">h", LONG_OFFSETS)
        self._patch("hhea", 34, ">H", self.glyph_count)
        self._patch("maxp", 4, ">H", self.glyph_count)
        parts, depth = struct.unpack_from(">2H", self.tables["maxp"], 28)
        self._patch("maxp", 28, ">H", max(parts, 1))
        self._patch("maxp", 30, ">H", depth + 1)
        return advances

    def _offsets(self) -> list[int]:
        """Where each glyph begins in glyf, and where the last one ends."""
        count = self.glyph_count + 1
        if struct.unpack_from(">h", self.tables["head"], 50)[0] == LONG_OFFSETS:
            return list(struct.unpack_from(f">{count}L", self.tables["loca"]))
        return [2 * half for half in struct.unpack_from(f">{count}H", self.tables["loca"])]

    def _metrics(self) -> list[tuple[int, int]]:
        """(advance, left side bearing) of each glyph; the last advance is that of all after."""
        table, full = self.tables["hmtx"], struct.unpack_from(">H", self.tables["hhea"], 34)[0]
        metrics = [struct.unpack_from(">Hh", table, 4 * glyph) for glyph in range(full)]
        rest = struct.unpack_from(f">{self.glyph_count - full}h", table, 4 * full)
        last_advance = metrics[-1][0]
        return [(a, b) for a, b in metrics] + [(last_advance, bearing) for bearing in rest]

    def _patch(self, table: str, offset: int, form: str, value: int) -> None:
        changed = bytearray(self.tables[table])
        struct.pack_into(form, changed, offset, value)
        self.tables[table] = bytes(changed)

    def written(self) -> bytes:
        """The font file, with its checksums."""
        self._patch("head", 8, ">L", 0)
        names = sorted(self.tables)
        power = 1 << (len(names).bit_length() - 1)
        search = (power * 16, power.bit_length() - 1, (len(names) - power) * 16)
        font = bytearray(struct.pack(">LHHHH", 0x00010000, len(names), *search))
        place, head = 12 + 16 * len(names), 0
        for name in names:
            data = self.tables[name]
            record = (name.encode("latin-1"), _sum(data), place, len(data))
            font += struct.pack(">4sLLL", *record)
            head = place if name == "head" else head
            place += len(data) + -len(data) % 4
        for name in names:
            font += self.tables[name] + bytes(-len(self.tables[name]) % 4)
        struct.pack_into(">L", font, head + 8, (CHECKSUM - _sum(bytes(font))) & 0xFFFFFFFF)
        return bytes(font)


def _composite(glyf: bytes, offsets: Sequence[int], moved: Moved) -> bytes:
    """A glyph description that draws an old glyph, moved; an empty glyph stays empty."""
    begin, end = offsets[moved.glyph], offsets[moved.glyph + 1]
    if begin == end:
        return b""
    left, bottom, right, top = struct.unpack_from(">4h", glyf, begin + 2)
    box = (left + moved.right, bottom + moved.up, right + moved.right, top + moved.up)
    part = (COMPOSITE, moved.glyph, moved.right, moved.up)
    return struct.pack(">h4hHHhh", -1, *box, *part) + bytes(2)


def _sum(data: bytes) -> int:
    """The checksum of a table."""
    padded = data + bytes(-len(data) % 4)
    return int(sum(struct.unpack(f">{len(padded) // 4}L", padded))) & 0xFFFFFFFF
