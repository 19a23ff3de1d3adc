"""Pictures of a manuscript, read and looked at.

Enters: a folder and the name by which the author called a picture.
Leaves: an Image whose bytes really are the picture they claim to be, as large as it is
seen when it stands upright; and what an author should know of it.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import warnings
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakValueDictionary

from thaibook.messages import BookError, Phrase, Problem, problem, reason_of
from thaibook.model import Image
from thaibook.storage import is_file, locate, nearest_files

if TYPE_CHECKING:
    import PIL.Image

SVG = "image/svg+xml"
# What Pillow calls the kinds of file we take. MPO is a JPEG that telephones write: a second
# picture (depth, other eye) follows the first, which is the one that is meant.
MEDIA_TYPES = {
    "JPEG": "image/jpeg",
    "MPO": "image/jpeg",
    "PNG": "image/png",
    "GIF": "image/gif",
    "WEBP": "image/webp",
}
FORMATS = ("JPEG", "PNG", "GIF", "WEBP")  # that Pillow is to try; it opens an MPO as JPEG
SUFFIXES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg")
# Where sites keep what they show at `/`: Hugo and Docusaurus, Next and Vite.
ROOTS = ("", "static/", "public/", "assets/")
MAX_MEGAPIXELS = 100  # A4 at 300 dpi has 9; decoding one pixel takes 4 bytes
MAX_MEGABYTES = 50  # a file that large is a scan for an archive
ORIENTATION = 0x0112  # Exif 2.32, 4.6.4 A: values 5 to 8 exchange width and height
LYING = (5, 6, 7, 8)
COARSE_DPI = 150  # ISO 12647 practice: 300 for halftones; half of it is seen as coarse
MM_PER_INCH = 25.4
PHOTO_BYTES = 1_000_000  # an opaque PNG larger than that is a photograph: JPEG serves it better
SHOP_BYTES = 5_000_000  # KDP Publishing Guidelines 4.1: no picture above 5 MB
# The pictures that somebody still holds, by the folder, the file, its time and its size: one that
# two chapters show is read once.
_HELD: WeakValueDictionary[tuple[Path, Path, int, int], Image] = WeakValueDictionary()


class Raster(NamedTuple):
    """What a file turns out to be: size in pixels as it is seen upright; whether it moves."""

    media_type: str
    width: int
    height: int
    moves: bool = False


def read_image(folder: Path, name: str, said_in: Path, line: int) -> Image:
    """The picture `name` of the manuscript in `folder`, as the file `said_in` calls it.

    Its name in the Image is its place in the folder; an SVG comes back cleaned. Raises
    BookError at `said_in:line`: outside-book, image-missing, unreadable,
    image-unreadable, image-too-large, image-too-heavy.
    """
    path = _find(folder, name, said_in)
    if path is None:
        raise BookError([problem("outside-book", said_in, line, name=name)])
    if not is_file(path):
        files = nearest_files(folder, name, SUFFIXES)
        raise BookError([problem("image-missing", said_in, line, name=name, files=files)])
    try:
        status = path.stat()
        key = folder, path, status.st_mtime_ns, status.st_size
        if held := _HELD.get(key):
            return replace(held, said_in=said_in, line=line)
        with path.open("rb") as file:
            data = file.read(MAX_MEGABYTES * 1_000_000 + 1)
    except OSError as error:
        raise BookError([problem("unreadable", path, reason=reason_of(error))]) from None
    _HELD[key] = image = _checked(data, path, folder, name, said_in, line)
    return image


def _checked(data: bytes, path: Path, folder: Path, name: str, said_in: Path, line: int) -> Image:
    """The picture whose bytes are those of the file `path`. Raises BookError."""
    if len(data) > MAX_MEGABYTES * 1_000_000:
        words = {"name": name, "limit": MAX_MEGABYTES}
        raise BookError([problem("image-too-heavy", said_in, line, **words)])
    place = path.relative_to(folder.resolve()).as_posix()
    if path.suffix.lower() == ".svg":
        return _read_drawing(data, place, name, said_in, line)
    raster = inspect_image(data)
    if raster is None:
        raise BookError([problem("image-unreadable", said_in, line, name=name)])
    megapixels = raster.width * raster.height / 1_000_000
    if megapixels > MAX_MEGAPIXELS:
        words = {"name": name, "size": round(megapixels), "limit": MAX_MEGAPIXELS}
        raise BookError([problem("image-too-large", said_in, line, **words)])
    removed = ("animation",) if raster.moves else ()
    facts = (raster.media_type, raster.width, raster.height)
    return Image(place, *facts, data, removed, said_in, line)


def _find(folder: Path, name: str, said_in: Path) -> Path | None:
    """Where the picture is, or should be; None where that lies outside `folder`, or where an
    address from the root of a site (or of a disk) leads to no folder of the book.

    Beside the file that calls it, as Markdown has it, or from the book's folder, which
    sites write as `/`, and copy their pictures to; what follows ? or # is for a browser.
    """
    beside = str(Path(os.path.abspath(said_in)).parent)
    address = re.split(r"[?#]", name, maxsplit=1)[0]
    names = (name, address) if address else (name,)
    wanted = [(place, called) for called in names for place in (beside, str(folder))]
    places = [locate(folder, os.path.join(place, called)) for place, called in wanted]
    if address.startswith("/"):
        places = [locate(folder, f"{root}{address.lstrip('/')}") for root in ROOTS]
        places = [place for place in places if place and place.parent.is_dir()]
    inside = [place for place in places if place]
    return next((place for place in inside if is_file(place)), inside[0] if inside else None)


def _read_drawing(data: bytes, place: str, name: str, said_in: Path, line: int) -> Image:
    """A drawing made harmless. Raises BookError: image-refused."""
    # Imported late: tinycss2, which it works with, takes 4 ms, and few books have drawings.
    from thaibook.images.svg import SvgError, clean_svg

    try:
        drawing = clean_svg(data, is_harmless_raster)
    except SvgError as error:
        words = {"name": name, "reason": Phrase(str(error))}
        raise BookError([problem("image-refused", said_in, line, **words)]) from None
    size = drawing.width, drawing.height
    return Image(place, SVG, *size, drawing.data, drawing.removed, said_in, line)


def inspect_image(data: bytes) -> Raster | None:
    """What the bytes of a raster picture are, or None if it is none we take.

    Raises MemoryError where the picture is larger than what the machine has left.
    """
    try:
        with open_picture(data) as picture:
            kind, (width, height) = picture.format, picture.size
            if width * height > MAX_MEGAPIXELS * 1_000_000:
                return Raster(MEDIA_TYPES.get(kind or "", ""), width, height)  # it is not decoded
            picture.draft(None, (width // 8, height // 8))  # a JPEG is read far quicker
            picture.load()  # a file cut short fails here and not in the reader
            if orientation(picture) in LYING:
                width, height = height, width
            moves = kind != "MPO" and bool(getattr(picture, "is_animated", False))
    except MemoryError:  # the picture may be a good one: main says out-of-memory
        raise
    except Exception:  # whatever a decoder says of strange bytes, they are no picture
        return None
    return Raster(MEDIA_TYPES[kind], width, height, moves) if kind in MEDIA_TYPES else None


def is_harmless_raster(data: bytes) -> bool:
    """Whether `data` is a picture that may stand inside an SVG."""
    raster = inspect_image(data)
    return raster is not None and raster.width * raster.height <= MAX_MEGAPIXELS * 1_000_000


def open_picture(data: bytes) -> PIL.Image.Image:
    """The picture with its size known and nothing decoded. Raises what Pillow raises."""
    # Imported late: it takes 12 ms, and many books have no picture.
    import PIL.Image

    theirs = PIL.Image.MAX_IMAGE_PIXELS
    PIL.Image.MAX_IMAGE_PIXELS = None  # size is judged by our own limit
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return PIL.Image.open(io.BytesIO(data), formats=FORMATS)
    finally:
        PIL.Image.MAX_IMAGE_PIXELS = theirs


def orientation(picture: PIL.Image.Image) -> int:
    """How the camera was held, 1 (upright) to 8, as Exif numbers it."""
    try:
        value = picture.getexif().get(ORIENTATION, 1)
    except MemoryError:
        raise
    except Exception:  # broken Exif says nothing
        return 1
    return value if value in range(1, 9) else 1


def name_in_book(name: str) -> str:
    """The place of a picture in the book, from its place in the manuscript's folder.

    ASCII, as e-readers want it (EPUB 3.3, 4.2.3), and no two alike, whatever the letters,
    case, folder or suffix of the original; without a suffix, which the format decides.
    """
    stem = re.sub("[^a-z0-9]+", "-", PurePosixPath(name).stem.lower()).strip("-")[:40]
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:10]
    return f"images/{stem}-{digest}" if stem else f"images/picture-{digest}"


def picture_warnings(image: Image) -> list[Problem]:
    """What the author should know of a picture that the book can use."""
    problems, place = [], (image.said_in, image.line)
    if "animation" in image.removed:
        problems.append(problem("image-still", *place, name=image.name))
    if parts := ", ".join(part for part in image.removed if part != "animation"):
        problems.append(problem("image-cleaned", *place, name=image.name, parts=parts))
    return problems


def resolution_warnings(image: Image, width_mm: float, height_mm: float = 0) -> list[Problem]:
    """A warning where `image` has too few pixels to be printed so large; 0 mm asks nothing."""
    sides = ((image.width, width_mm), (image.height, height_mm))
    dpi = min((pixels / mm * MM_PER_INCH for pixels, mm in sides if mm), default=COARSE_DPI)
    if image.media_type == SVG or dpi >= COARSE_DPI:
        return []
    wanted = " x ".join(str(round(mm / MM_PER_INCH * 300)) for _, mm in sides if mm)
    words = {"name": image.name, "dpi": round(dpi), "least": COARSE_DPI, "wanted": wanted}
    return [problem("image-coarse", image.said_in, image.line, **words)]
