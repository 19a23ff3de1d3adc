"""Pictures as a screen or a press needs them.

Enters: an Image as the author gave it. Leaves: a copy that stands upright, is no larger
than the eye can use, and carries no metadata (no place, no camera, no name); the same
bytes for the same picture. A picture that is right already is not written anew.
"""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from thaibook.images.pictures import MM_PER_INCH, SVG, name_in_book, open_picture, orientation
from thaibook.model import Image

if TYPE_CHECKING:
    import PIL.Image
    import PIL.ImageCms

# The long side in pixels: above it, no e-reader shows more. It keeps below the 5.6 million
# pixels of Apple Books (Asset Guide, Interior image) and the memory of old e-readers.
SCREEN_SIDE = 1600
PRINT_DPI = 300  # ISO 12647-2 practice: twice the screen of 150 lines an inch
PHOTO_BYTES = 1_000_000  # an opaque PNG larger than that is a photograph: JPEG serves it better
SHOP_BYTES = 5_000_000  # KDP Publishing Guidelines 4.1: no picture above 5 MB
SUFFIXES = {"image/jpeg": ".jpg", "image/png": ".png", SVG: ".svg"}
TURNS = {2: "FLIP_LEFT_RIGHT", 3: "ROTATE_180", 4: "FLIP_TOP_BOTTOM", 5: "TRANSPOSE",
         6: "ROTATE_270", 7: "TRANSVERSE", 8: "ROTATE_90"}  # fmt: skip
JPEG_SCREEN = {"quality": 85, "optimize": True}
JPEG_PRINT = {"quality": 92, "subsampling": 0}
PLAIN_MODES = {"JPEG": ("L", "RGB", "CMYK"), "PNG": ("1", "L", "LA", "P", "RGB", "RGBA")}


def for_screen(image: Image) -> Image:
    """The copy for an e-reader: JPEG, PNG or SVG in sRGB. Its name is its place in the book."""
    copy, side = _copy(image, SCREEN_SIDE, SCREEN_SIDE, on_screen=True), SCREEN_SIDE
    while len(copy.data) > SHOP_BYTES and side > 1:
        side = side * 3 // 4
        copy = _copy(image, side, side, on_screen=True)
    return replace(copy, name=name_in_book(image.name) + SUFFIXES[copy.media_type])


def for_print(image: Image, width_mm: float, height_mm: float) -> Image:
    """The copy for paper, where it is shown no larger than `width_mm` x `height_mm`.

    CMYK stays what it is. Its name is its place in the book, without a suffix.
    """
    width, height = (round(mm / MM_PER_INCH * PRINT_DPI) for mm in (width_mm, height_mm))
    copy = _copy(image, width, height, on_screen=False)
    return replace(copy, name=name_in_book(image.name))


def _copy(image: Image, most_width: int, most_height: int, on_screen: bool) -> Image:
    if image.media_type == SVG:
        return image
    scale = min(1.0, most_width / image.width, most_height / image.height)
    size = max(1, round(image.width * scale)), max(1, round(image.height * scale))
    with open_picture(image.data) as picture:
        turn = orientation(picture)
        kind = "JPEG" if picture.format == "MPO" else picture.format or ""
        mode = picture.mode
        ink = mode == "CMYK" and not on_screen  # stays as the author separated it
        profile = None if ink else _foreign_profile(picture)
        right = mode in PLAIN_MODES.get(kind, ()) and turn == 1 and scale == 1 and not profile
        if right and not (on_screen and (mode == "CMYK" or _is_heavy(kind, image.data, picture))):
            data = bare_jpeg(image.data) if kind == "JPEG" else bare_png(image.data)
            return replace(image, media_type=f"image/{kind.lower()}", data=data)
        photo = kind == "JPEG" or (kind == "WEBP" and b"VP8 " in image.data[:4096])
        drawn = _drawn(picture, size, turn, profile, on_screen)
    media_type, data = _written(drawn, photo, on_screen)
    return Image(image.name, media_type, *drawn.size, data, image.removed)


def _is_heavy(kind: str, data: bytes, picture: PIL.Image.Image) -> bool:
    opaque = picture.mode not in ("LA", "RGBA") and "transparency" not in picture.info
    return len(data) > (PHOTO_BYTES if kind == "PNG" and opaque else SHOP_BYTES)


def _drawn(
    picture: PIL.Image.Image, size: tuple[int, int], turn: int,
    profile: PIL.ImageCms.ImageCmsProfile | None, on_screen: bool,
) -> PIL.Image.Image:  # fmt: skip
    """The picture decoded, scaled to `size` (as seen upright), in a plain mode, upright."""
    from PIL.Image import Resampling, Transpose

    lying = size if turn < 5 else (size[1], size[0])
    picture.draft(None, lying)
    drawn = _plain(picture)
    if drawn.size != lying:
        drawn = drawn.resize(lying, Resampling.LANCZOS, reducing_gap=3.0)
    if profile:
        drawn = _to_srgb(drawn, profile)
    if drawn.mode == "CMYK" and on_screen:
        drawn = drawn.convert("RGB")
    return drawn.transpose(Transpose[TURNS[turn]]) if turn > 1 else drawn


def _plain(picture: PIL.Image.Image) -> PIL.Image.Image:
    """In L, RGB, CMYK, or in RGBA where something can be seen through."""
    if picture.mode in ("L", "RGB", "CMYK") and "transparency" not in picture.info:
        picture.load()
        return picture
    if picture.mode.startswith("I"):  # sixteen bits of grey
        return picture.point(lambda value: value / 257).convert("L")
    if picture.mode == "1":
        return picture.convert("L")
    seen = picture.convert("RGBA")
    lowest, _ = seen.getchannel("A").getextrema()
    return seen if lowest != 255 else seen.convert("RGB")


def _written(drawn: PIL.Image.Image, photo: bool, on_screen: bool) -> tuple[str, bytes]:
    drawn.info.clear()
    written = io.BytesIO()
    if not photo or drawn.mode == "RGBA":
        drawn.save(written, "PNG", optimize=True)
        if drawn.mode == "RGBA" or len(written.getvalue()) <= PHOTO_BYTES or not on_screen:
            return "image/png", written.getvalue()
        written = io.BytesIO()
    options = JPEG_SCREEN if on_screen else JPEG_PRINT
    drawn.save(written, "JPEG", **options)
    return "image/jpeg", written.getvalue()


def _foreign_profile(picture: PIL.Image.Image) -> PIL.ImageCms.ImageCmsProfile | None:
    """The colour profile of a picture whose RGB is not sRGB; None where it says nothing."""
    data = picture.info.get("icc_profile")
    if not data or picture.mode not in ("RGB", "RGBA", "P", "CMYK"):
        return None
    from PIL import ImageCms

    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(data))
        known = ImageCms.getProfileDescription(profile)
    except (OSError, ImageCms.PyCMSError):
        return None
    return None if "srgb" in known.lower() else profile


def _to_srgb(drawn: PIL.Image.Image, profile: PIL.ImageCms.ImageCmsProfile) -> PIL.Image.Image:
    from PIL import ImageCms

    colours = drawn.convert("RGB") if drawn.mode == "RGBA" else drawn
    try:
        lit = ImageCms.profileToProfile(colours, profile, _srgb(), outputMode="RGB")
    except (ValueError, ImageCms.PyCMSError):  # a profile of other colours than the picture's
        return drawn
    if lit is None:
        return drawn
    if drawn.mode == "RGBA":
        lit.putalpha(drawn.getchannel("A"))
    return lit


@cache
def _srgb() -> PIL.ImageCms.ImageCmsProfile:
    from PIL import ImageCms

    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


def bare_jpeg(data: bytes) -> bytes:
    """A JPEG without what does not draw: Exif, comments, profiles, and what follows its end.

    ITU-T T.81, annex B: segments of a marker and a length; after SOS, coded data in which
    FF is followed by 00 or a restart marker (D0 to D7).
    """
    kept, at = [data[:2]], 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            at += 1
            continue
        marker = data[at + 1]
        if marker == 0xD9:
            break
        if marker in (0x00, 0x01, 0xFF) or 0xD0 <= marker <= 0xD7:
            at += 1 if marker == 0xFF else 2
            continue
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == 0xDA:
            end = _end_of_scan(data, end)
        # APP0 (JFIF) and APP14 (Adobe: how the colours are meant) belong to the drawing.
        if not (0xE0 <= marker <= 0xEF or marker == 0xFE) or marker in (0xE0, 0xEE):
            kept.append(data[at:end])
        at = end
    return b"".join([*kept, b"\xff\xd9"])


def _end_of_scan(data: bytes, at: int) -> int:
    while (at := data.find(b"\xff", at)) >= 0 and at + 1 < len(data):
        if data[at + 1] != 0 and not 0xD0 <= data[at + 1] <= 0xD7:
            return at
        at += 2
    return len(data)


def bare_png(data: bytes) -> bytes:
    """A PNG with nothing but the chunks that draw (PNG, third edition, 11.2 and tRNS)."""
    kept, at = [data[:8]], 8
    while at + 12 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        kind = data[at + 4 : at + 8]
        if kind in (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"):
            kept.append(data[at:end])
        if kind == b"IEND":
            break
        at = end
    return b"".join(kept)
