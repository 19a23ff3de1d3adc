"""A picture drawn anew: smaller, upright, in colours that screens or presses know.

Enters: an Image that is no drawing. Leaves: its copy. Loads Pillow, which takes 20 ms: to be
imported late.
"""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache

from PIL import ImageCms
from PIL.Image import Image as Picture
from PIL.Image import Resampling, Transpose

from thaibook.images.bare_files import bare_jpeg, bare_png
from thaibook.images.pictures import PHOTO_BYTES, SHOP_BYTES, open_picture, orientation
from thaibook.model import Image

TURNS = {2: "FLIP_LEFT_RIGHT", 3: "ROTATE_180", 4: "FLIP_TOP_BOTTOM", 5: "TRANSPOSE",
         6: "ROTATE_270", 7: "TRANSVERSE", 8: "ROTATE_90"}  # fmt: skip
PLAIN_MODES = {"JPEG": ("L", "RGB", "CMYK"), "PNG": ("1", "L", "LA", "P", "RGB", "RGBA")}
JPEG_SCREEN = {"quality": 85, "optimize": True}
JPEG_PRINT = {"quality": 92, "subsampling": 0}


def copy_within(image: Image, most_width: int, most_height: int, on_screen: bool) -> Image:
    """The raster picture in no more than so many pixels, for a screen or for paper."""
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
    media_type, data = _encoded(drawn, photo, on_screen)
    return Image(image.name, media_type, *drawn.size, data, image.removed)


def _is_heavy(kind: str, data: bytes, picture: Picture) -> bool:
    opaque = picture.mode not in ("LA", "RGBA") and "transparency" not in picture.info
    return len(data) > (PHOTO_BYTES if kind == "PNG" and opaque else SHOP_BYTES)


def _drawn(
    picture: Picture, size: tuple[int, int], turn: int,
    profile: ImageCms.ImageCmsProfile | None, on_screen: bool,
) -> Picture:  # fmt: skip
    """The picture decoded, scaled to `size` (as seen upright), in a plain mode, upright."""
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


def _plain(picture: Picture) -> Picture:
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


def _encoded(drawn: Picture, photo: bool, on_screen: bool) -> tuple[str, bytes]:
    """(media type, bytes) of a picture: PNG for a drawing or what is transparent, else JPEG."""
    drawn.info.clear()
    file = io.BytesIO()
    if not photo or drawn.mode == "RGBA":
        drawn.save(file, "PNG", optimize=True)
        if drawn.mode == "RGBA" or len(file.getvalue()) <= PHOTO_BYTES or not on_screen:
            return "image/png", file.getvalue()
        file = io.BytesIO()
    options = JPEG_SCREEN if on_screen else JPEG_PRINT
    drawn.save(file, "JPEG", **options)
    return "image/jpeg", file.getvalue()


def _foreign_profile(picture: Picture) -> ImageCms.ImageCmsProfile | None:
    """The colour profile of a picture whose RGB is not sRGB; None where it says nothing."""
    data = picture.info.get("icc_profile")
    if not data or picture.mode not in ("RGB", "RGBA", "P", "CMYK"):
        return None
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(data))
        known = ImageCms.getProfileDescription(profile)
    except (OSError, ImageCms.PyCMSError):
        return None
    return None if "srgb" in known.lower() else profile


def _to_srgb(drawn: Picture, profile: ImageCms.ImageCmsProfile) -> Picture:
    """The picture in the colours of sRGB; as it is where its profile does not fit it."""
    colours = drawn.convert("RGB") if drawn.mode == "RGBA" else drawn
    try:
        converted = ImageCms.profileToProfile(colours, profile, _srgb(), outputMode="RGB")
    except (ValueError, ImageCms.PyCMSError):  # a profile of other colours than the picture's
        return drawn
    if converted is None:
        return drawn
    if drawn.mode == "RGBA":
        converted.putalpha(drawn.getchannel("A"))
    return converted


@cache
def _srgb() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
