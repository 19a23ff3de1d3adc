"""The cover as a picture, drawn anew only when something that it shows has changed.

Enters: Book, Design and a size in pixels. Leaves: the bytes of a JPEG, from the cache or newly
drawn.
"""

from __future__ import annotations

import hashlib
import importlib.util
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from thaibook import __version__
from thaibook.design import fonts_of
from thaibook.model import Book, Design
from thaibook.pdf.exporting import cover_jpeg
from thaibook.pdf.paper_document import cover_sheet, cover_sheets
from thaibook.storage import cached

# What draws the cover: another version of it may draw another picture.
ENGINES = ("weasyprint", "pydyf", "pypdfium2", "PIL", "uharfbuzz", "tinycss2")
OWN_ROOMS = ("pdf", "thai")
# Pango and HarfBuzz as WeasyPrint calls them (weasyprint/text/ffi.py). To load them and ask for
# their versions takes a quarter of a second; a newer one is another file.
LIBRARIES = (
    "libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz.so.0",
    "libpango-1.0.dylib", "libpangoft2-1.0.dylib", "libharfbuzz.dylib",
)  # fmt: skip
LIBRARY_FOLDERS = (
    f"/usr/lib/{getattr(sys.implementation, '_multiarch', '')}", "/usr/lib64",
    "/usr/local/lib", "/opt/homebrew/lib",
)  # fmt: skip


def cover_picture(
    book: Book,
    design: Design,
    size: tuple[int, int],
    breaks: Callable[[], dict[str, Any]] = dict,
) -> bytes:
    """The cover as an sRGB JPEG of `size` pixels; breaks: as in cover_jpeg. Raises BookError:
    pango-missing, package-missing."""
    sheets = cover_sheets(design)
    digest = hashlib.sha256(cover_sheet(book, design, size).encode())
    for path in _drawn_by():
        digest.update(f"{path} {path.stat().st_mtime_ns}".encode())
    digest.update(f"{__version__} {size} {sheets} {sorted(book.words)}".encode())
    for font in fonts_of(design, sheets):
        digest.update(font.data)
    if book.cover.image:
        digest.update(book.cover.image.data)
    return cached("covers", digest.hexdigest(), lambda: cover_jpeg(book, design, size, breaks))


def _drawn_by() -> Iterator[Path]:
    """The files of every program that has a part in the cover's picture."""
    for name in ENGINES:
        engine = importlib.util.find_spec(name)
        if engine and engine.origin:
            yield Path(engine.origin)
    for room in OWN_ROOMS:
        yield from sorted(Path(__file__).parents[1].joinpath(room).rglob("*.py"))
    for folder in LIBRARY_FOLDERS:
        libraries = (Path(folder, name).resolve() for name in LIBRARIES)
        yield from (library for library in libraries if library.is_file())
