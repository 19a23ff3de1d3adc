"""The pictures of the sources as files of the manuscript.

Enters: documents. Leaves: the files for images/, the name of each picture by its key, and Remarks
on those that no book can show. What the book does not take (BMP, TIFF) becomes PNG.
"""

from __future__ import annotations

import hashlib
import io
import re
import warnings
from collections.abc import Sequence
from dataclasses import dataclass, field

import PIL.Image

from thaibook.images import inspect_image
from thaibook.importing.source_document import Finding, PictureFile, Remark, SourceDocument

SUFFIX = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "image/webp": ".webp",
}
OTHERS = ("BMP", "TIFF", "ICO", "PPM", "TGA", "PCX", "DIB")  # that Pillow reads safely enough
MAX_PIXELS = 100_000_000
SVG = re.compile(rb"<svg[\s>]")


@dataclass
class Pictures:
    """files: by their path in the manuscript; names: the path by document and key; remarks: by
    the name of the document."""

    files: dict[str, bytes] = field(default_factory=dict)
    names: dict[tuple[str, str], str] = field(default_factory=dict)
    remarks: list[tuple[str, Remark]] = field(default_factory=list)


def prepared(documents: Sequence[SourceDocument]) -> Pictures:
    """All pictures of the documents; two that are the same are one file."""
    pictures = Pictures()
    by_digest: dict[str, str] = {}
    for document in documents:
        for key, picture in document.pictures.items():
            digest = hashlib.sha256(picture.data).hexdigest()
            if digest not in by_digest:
                found = _usable(picture)
                if found is None:
                    remark = Remark(Finding.LEFT_OUT, "picture-kind", 0, picture.name)
                    pictures.remarks.append((document.name, remark))
                    continue
                data, suffix = found
                name = _free_name(picture.name, suffix, pictures.files)
                pictures.files[name] = data
                by_digest[digest] = name
            pictures.names[document.name, key] = by_digest[digest]
    return pictures


def _usable(picture: PictureFile) -> tuple[bytes, str] | None:
    """The bytes and the suffix of a picture that the book can show, or None."""
    if SVG.search(picture.data[:4000]):
        return picture.data, ".svg"
    raster = inspect_image(picture.data)
    if raster is not None:
        suffix = SUFFIX.get(raster.media_type)
        return (picture.data, suffix) if suffix else None
    return _as_png(picture.data)


def _as_png(data: bytes) -> tuple[bytes, str] | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with PIL.Image.open(io.BytesIO(data), formats=OTHERS) as image:
                if image.width * image.height > MAX_PIXELS:
                    return None
                written = io.BytesIO()
                image.convert("RGBA" if "A" in image.getbands() else "RGB").save(written, "PNG")
    except MemoryError:  # main says out-of-memory
        raise
    except Exception:  # whatever a decoder says of strange bytes, they are no picture
        return None
    return written.getvalue(), ".png"


def _free_name(name: str, suffix: str, taken: dict[str, bytes]) -> str:
    """A path in images/, from the name that the picture had where that is ASCII."""
    stem = re.sub("[^a-z0-9]+", "-", name.rpartition(".")[0].lower()).strip("-")[:40] or "picture"
    number = 1
    while (path := f"images/{stem}{f'-{number}' if number > 1 else ''}{suffix}") in taken:
        number += 1
    return path
