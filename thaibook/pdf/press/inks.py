"""Colours of a screen as inks of a press, as RGB of a shop's printer, or as grey.

Enters: colours in sRGB, numbers or pictures. Leaves: the same in the colours that a profile asks
for, with no more ink on one place than it allows. LittleCMS (in Pillow) does the conversion:
relative colorimetric with black point compensation, as ISO 12647 proofs are made.
"""

from __future__ import annotations

import io
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from functools import cache, cached_property, partial
from importlib.resources import files
from typing import Any

from PIL import Image, ImageChops, ImageCms, ImageFilter, ImageMath

from thaibook.load import Profile

Picture = Image.Image
Channels = tuple[float, ...]  # each from 0 to 1, as content streams have them
BUNDLED = "ISOcoated_v2_300_bas.icc"
GRID = 33  # colours along each side of the table that pictures are converted with
# What rounding in the table and in a picture, and smoothing where it is drawn, may add to the
# ink of one place.
ROUNDING = 8.0  # levels of 255
# Where a colour has too much ink, black grows by this share of what is too much, and the three
# colours give way. Measured through the bundled profile at 200, 240 and 280 %: 0.2 is nearest to
# the colour before (mean difference 1.6 at 240 %; without black 2.4, with as much black 6.2).
BLACK_SHARE = 0.2
ALMOST_GREY = 3  # levels by which the channels of a grey JPEG may differ


class Inks(ABC):
    """The colours of one profile. space: as a PDF names it; most: ink in percent, 0 for any."""

    space = "/DeviceRGB"
    operators = (b"rg", b"RG")
    most = 0
    rich = False  # whether large black areas have other inks below the black

    @abstractmethod
    def of_rgb(self, red: float, green: float, blue: float) -> Channels:
        """A colour of sRGB."""

    @abstractmethod
    def of_grey(self, grey: float) -> Channels:
        """A grey, which has black ink alone; 0 is black."""

    @abstractmethod
    def of_cmyk(self, channels: Channels) -> Channels:
        """Inks that the author asked for himself."""

    @abstractmethod
    def picture(self, picture: Picture) -> Picture:
        """A picture in RGB or grey."""

    def inked_picture(self, picture: Picture) -> Picture:
        """A picture that has inks already, as a screen shows them."""
        seen = ImageCms.applyTransform(picture, _to_screen())
        assert seen
        return self.picture(seen)

    def is_black(self, channels: Channels) -> bool:
        """Whether a colour is the black of text."""
        return channels == self.of_grey(0.0)


class PressInks(Inks):
    """Cyan, magenta, yellow and black, as an ICC profile describes a press."""

    space = "/DeviceCMYK"
    operators = (b"k", b"K")

    def __init__(self, icc: bytes, most: int, rich: bool = False) -> None:
        self.most, self.rich = most, rich
        self._profile = ImageCms.ImageCmsProfile(io.BytesIO(icc))
        self._known: dict[Channels, Channels] = {}

    @cached_property
    def _table(self) -> ImageFilter.Color3DLUT:
        """The inks of GRID³ colours, between which pictures are interpolated. As no colour of
        the table has too much ink, none between them has."""
        levels = [round(step * 255 / (GRID - 1)) for step in range(GRID)]
        colours = bytes(v for b in levels for g in levels for r in levels for v in (r, g, b))
        transform = ImageCms.buildTransform(
            _srgb(), self._profile, "RGB", "CMYK",
            ImageCms.Intent.RELATIVE_COLORIMETRIC, ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )  # fmt: skip
        grid = Image.frombytes("RGB", (GRID * GRID, GRID), colours)
        inks = ImageCms.applyTransform(grid, transform)
        assert inks
        most = self.most * 2.55 - ROUNDING if self.most else 4 * 255.0
        table = list(_limited(inks.tobytes(), most))
        return ImageFilter.Color3DLUT(GRID, table, channels=4, target_mode="CMYK")

    def of_rgb(self, red: float, green: float, blue: float) -> Channels:
        """A colour of sRGB: grey is black ink alone."""
        if red == green == blue:
            return self.of_grey(red)
        colour = (red, green, blue)
        if colour not in self._known:
            rgb = tuple(round(channel * 255) for channel in colour)
            inks = Image.new("RGB", (1, 1), rgb).filter(self._table).tobytes()
            self._known[colour] = tuple(round(ink / 255, 4) for ink in inks)
        return self._known[colour]

    def of_grey(self, grey: float) -> Channels:
        """Black ink alone."""
        return 0.0, 0.0, 0.0, round(1 - grey, 6)

    def of_cmyk(self, channels: Channels) -> Channels:
        """The author's own inks, but not too much of them."""
        if not self.most or sum(channels) * 100 <= self.most:
            return channels
        less = _less([255 * channel for channel in channels], self.most * 2.55 - ROUNDING)
        return tuple(round(ink / 255, 4) for ink in less)

    def picture(self, picture: Picture) -> Picture:
        """A grey picture is black ink alone, as light as the press prints it."""
        grey = as_grey(picture)
        if grey:
            return grey.point(self._tones)
        return picture.convert("RGB").filter(self._table)

    def inked_picture(self, picture: Picture) -> Picture:
        """The author's own inks, and less of them only where there is too much."""
        if not self.most or most_ink(picture) <= self.most:
            return picture
        return _less_picture(picture, self.most * 2.55 - ROUNDING)

    @cached_property
    def _tones(self) -> list[int]:
        """The grey for each level of a grey picture with which it looks the same on paper: dots
        of ink grow, and black ink is no black hole (ISO 12647-2, tone value increase)."""
        ramp = bytes(v for level in range(256) for v in (0, 0, 0, 255 - level))
        lab = ImageCms.createProfile("LAB")
        transform = ImageCms.buildTransform(
            self._profile, lab, "CMYK", "LAB", ImageCms.Intent.RELATIVE_COLORIMETRIC
        )
        printed = ImageCms.applyTransform(Image.frombytes("CMYK", (256, 1), ramp), transform)
        wanted = ImageCms.applyTransform(
            Image.frombytes("RGB", (256, 1), bytes(level for level in range(256) for _ in "rgb")),
            ImageCms.buildTransform(_srgb(), lab, "RGB", "LAB"),
        )
        assert printed
        assert wanted
        have, want = printed.tobytes()[::3], wanted.tobytes()[::3]
        black, white = have[0], have[255]
        share = (white - black) / (want[255] - want[0])
        lightness = [black + share * (each - want[0]) for each in want]
        tones, at = [], 0
        for light in lightness:
            while at < 255 and have[at] < light:
                at += 1
            tones.append(at)
        return [0, *tones[1:255], 255]


class ScreenInks(Inks):
    """sRGB, for printers that convert by themselves."""

    def __init__(self) -> None:
        self.is_coloured = False  # whether anything was, so far

    def of_rgb(self, red: float, green: float, blue: float) -> Channels:
        """The colour itself, grey as such."""
        if red == green == blue:
            return self.of_grey(red)
        self.is_coloured = True
        return red, green, blue

    def of_grey(self, grey: float) -> Channels:
        """Grey as such: one channel, of which black ink alone is made."""
        return (grey,)

    def of_cmyk(self, channels: Channels) -> Channels:
        """As a screen shows the inks of the bundled press."""
        return _on_screen(channels)

    def picture(self, picture: Picture) -> Picture:
        """Grey as such."""
        grey = as_grey(picture)
        self.is_coloured = self.is_coloured or grey is None
        return grey or picture.convert("RGB")


class GreyInks(Inks):
    """Black ink alone."""

    space = "/DeviceGray"
    operators = (b"g", b"G")

    def of_rgb(self, red: float, green: float, blue: float) -> Channels:
        """How light the colour is (ITU-R BT.601, as Pillow does)."""
        return (round(0.299 * red + 0.587 * green + 0.114 * blue, 4),)

    def of_grey(self, grey: float) -> Channels:
        """The grey itself."""
        return (grey,)

    def of_cmyk(self, channels: Channels) -> Channels:
        """How light the inks are on a screen."""
        rgb = _on_screen(channels)
        return rgb if len(rgb) == 1 else self.of_rgb(*rgb)

    def picture(self, picture: Picture) -> Picture:
        """The picture in grey."""
        return picture.convert("L")


def inks_of(profile: Profile, icc: bytes) -> Inks:
    """The colours that a profile asks for; icc: of its press."""
    if profile.colours == "cmyk":
        return PressInks(icc, profile.ink, profile.rich_black)
    return GreyInks() if profile.colours == "grey" else ScreenInks()


def is_usable(icc: bytes) -> bool:
    """Whether LittleCMS can convert colours with the profile of a press."""
    try:
        PressInks(icc, 0).of_rgb(1.0, 0.5, 0.25)
    except (OSError, ImageCms.PyCMSError):
        return False
    return True


def bundled_icc() -> bytes:
    """The ICC profile that the program brings; icc/README.md says whose it is."""
    return files("thaibook.pdf").joinpath("icc", BUNDLED).read_bytes()


def srgb_icc() -> bytes:
    """The ICC profile of sRGB that WeasyPrint brings."""
    return files("weasyprint.pdf").joinpath("sRGB2014.icc").read_bytes()


def as_grey(picture: Picture) -> Picture | None:
    """The picture in grey where it has no colour."""
    if picture.mode in ("L", "1"):
        return picture.convert("L")
    red, green, blue = picture.convert("RGB").split()
    for one, other in ((red, green), (green, blue)):
        most = ImageChops.difference(one, other).getextrema()[1]
        assert isinstance(most, int | float)
        if most > ALMOST_GREY:
            return None
    return green


def most_ink(picture: Picture) -> float:
    """The most ink on one place of a picture, in percent."""
    if picture.mode != "CMYK":
        darkest = picture.convert("L").getextrema()[0]
        assert isinstance(darkest, int | float)
        return (255 - darkest) / 2.55
    channels = dict(zip("cmyk", picture.split(), strict=True))
    total = ImageMath.lambda_eval(lambda ink: ink["c"] + ink["m"] + ink["y"] + ink["k"], **channels)
    most = total.getextrema()[1]
    return float(most) / 2.55


@cache
def _srgb() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(io.BytesIO(srgb_icc()))


@cache
def _to_screen() -> ImageCms.ImageCmsTransform:
    """From the inks of the bundled press to sRGB."""
    press = ImageCms.ImageCmsProfile(io.BytesIO(bundled_icc()))
    return ImageCms.buildTransform(press, _srgb(), "CMYK", "RGB")


@cache
def _on_screen(channels: Channels) -> Channels:
    """Inks of the bundled press in sRGB; black ink alone is grey."""
    if not any(channels[:3]):
        return (round(1 - channels[3], 6),)
    inks = bytes(min(255, max(0, round(channel * 255))) for channel in channels)
    seen = ImageCms.applyTransform(Image.frombytes("CMYK", (1, 1), inks), _to_screen())
    assert seen
    return tuple(round(level / 255, 4) for level in seen.tobytes())


def _limited(inks: bytes, most: float) -> Iterator[float]:
    """Levels of four inks after another, none with more than `most` together, from 0 to 1."""
    for at in range(0, len(inks), 4):
        four: Sequence[float] = inks[at : at + 4]
        if sum(four) > most:
            four = _less(four, most)
        for level in four:
            yield level / 255


def _less(inks: Sequence[float], most: float) -> list[float]:
    """Levels of four inks that together are `most`: black takes a share, the colours give way,
    each as much as the others as long as it has any (under colour removal)."""
    *colours, black = inks
    black = min(255.0, black + BLACK_SHARE * (sum(inks) - most), most)
    rest = sum(colours) + black - most
    low, middle, _ = sorted(colours)
    share = max(rest / 3, (rest - low) / 2, rest - low - middle)
    return [*(colour - min(colour, share) for colour in colours), black]


def _less_picture(picture: Picture, most: float) -> Picture:
    """_less, of every place of a picture that has more than `most`."""

    def less(name: str, ink: Any) -> Any:
        c, m, y, k = (ink["float"](ink[each]) for each in "cmyk")
        low, high = ink["min"](ink["min"](c, m), y), ink["max"](ink["max"](c, m), y)
        middle = c + m + y - low - high
        excess = ink["max"](c + m + y + k - most, 0)
        black = ink["min"](k + excess * BLACK_SHARE, min(255.0, most))
        rest = ink["max"](excess + black - k, 0)
        share = ink["max"](ink["max"](rest / 3, (rest - low) / 2), rest - low - middle)
        colour = ink["float"](ink[name])
        return ink["convert"](black if name == "k" else colour - ink["min"](colour, share), "L")

    channels = dict(zip("cmyk", picture.split(), strict=True))
    bands = [ImageMath.lambda_eval(partial(less, name), **channels) for name in "cmyk"]
    return Image.merge("CMYK", bands)
