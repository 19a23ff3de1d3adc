"""Pictures of a manuscript, read and looked at.

Enters: a folder and the name by which the author called a picture.
Leaves: an Image whose bytes really are the picture they claim to be.
"""

from __future__ import annotations

import io
import warnings
from pathlib import Path

from thaibook.files import locate, nearest_files, reason
from thaibook.model import Image
from thaibook.problems import BookError, problem

# EPUB 3.3, 3.2 Core media types: the raster formats that every reading system knows.
MEDIA_TYPES = {
    "JPEG": "image/jpeg",
    "PNG": "image/png",
    "GIF": "image/gif",
    "WEBP": "image/webp",
}
SUFFIXES = (".jpg", ".jpeg", ".png", ".gif", ".webp")
MAX_MEGAPIXELS = 100  # A4 at 300 dpi has 9; decoding one pixel takes 4 bytes


def read_image(folder: Path, name: str, said_in: Path, line: int) -> Image:
    """The picture `name` of the manuscript in `folder`.

    Raises BookError at `said_in:line`: outside-book, image-missing, unreadable,
    image-unreadable, image-too-large.
    """
    path = locate(folder, name)
    if path is None:
        raise BookError([problem("outside-book", said_in, line, name=name)])
    if not path.is_file():
        files = nearest_files(folder, name, SUFFIXES)
        raise BookError([problem("image-missing", said_in, line, name=name, files=files)])
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BookError([problem("unreadable", path, reason=reason(error))]) from None
    look = inspect_image(data)
    if look is None:
        raise BookError([problem("image-unreadable", said_in, line, name=name)])
    media_type, width, height = look
    megapixels = width * height / 1_000_000
    if megapixels > MAX_MEGAPIXELS:
        words = {"name": name, "size": round(megapixels), "limit": MAX_MEGAPIXELS}
        raise BookError([problem("image-too-large", said_in, line, **words)])
    return Image(path.relative_to(folder.resolve()).as_posix(), media_type, width, height, data)


def inspect_image(data: bytes) -> tuple[str, int, int] | None:
    """(media type, width, height in pixels) of a picture, or None if it is none we take."""
    import PIL.Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # size is judged by our own limit
            with PIL.Image.open(io.BytesIO(data), formats=tuple(MEDIA_TYPES)) as picture:
                kind, (width, height) = picture.format, picture.size
                if width * height <= MAX_MEGAPIXELS * 1_000_000:
                    picture.load()  # a file cut short fails here and not in the reader
    except (OSError, ValueError, SyntaxError, EOFError, PIL.Image.DecompressionBombError):
        return None
    return (MEDIA_TYPES[kind], width, height) if kind else None
