"""The plates of a page: what each of the four inks prints, as PDFium draws it.

Enters: a finished PDF. Leaves: for each page that is asked for, four pictures, and the most ink
on one place. A plate is the page itself with one ink for its grey: each colour, picture, shading
and pattern gives up the others, so that blending, masks and clipping come out as on the press.
Text that prints over something is drawn as text that knocks out: its black adds to no other ink.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

import pypdfium2
from pikepdf import Array, Dictionary, Name, Pdf, PdfImage, Stream
from PIL import ImageChops, ImageMath

from thaibook.images import picture_of_pdf, smaller
from thaibook.pdf.press.converting import Converting
from thaibook.pdf.press.inks import Channels, Inks, Picture, as_grey
from thaibook.pdf.press.press_pictures import SPOTS, has_named_inks, write_picture

DPI = 100
ENOUGH = 2  # pixels of a picture in each direction for one of a plate
POINTS_PER_INCH = 72
PROCESS = ("/Cyan", "/Magenta", "/Yellow", "/Black")
BLACK = 3  # the place of black among the four inks


class _OnePlate(Inks):
    """The grey of one ink: 0, black, is all of it."""

    space = "/DeviceGray"
    operators = (b"g", b"G")

    def __init__(self, ink: int) -> None:
        self._ink = ink

    def of_rgb(self, red: float, green: float, blue: float) -> Channels:
        """RGB as a naive press would have it: it is told of elsewhere."""
        black = 1 - max(red, green, blue)
        rest = 1 - black or 1.0
        inks = [(1 - each - black) / rest for each in (red, green, blue)]
        return self.of_cmyk((*inks, black))

    def of_grey(self, grey: float) -> Channels:
        return (grey,) if self._ink == BLACK else (1.0,)

    def of_cmyk(self, channels: Channels) -> Channels:
        return (round(1 - channels[self._ink], 6),)

    def picture(self, picture: Picture) -> Picture:
        if picture.mode in ("L", "1"):
            grey = picture.convert("L")
            return grey if self._ink == BLACK else grey.point([255] * 256)
        found = as_grey(picture)
        if found:
            return self.picture(found)
        return self.inked_picture(picture.convert("CMYK"))

    def inked_picture(self, picture: Picture) -> Picture:
        return ImageChops.invert(picture.split()[self._ink])


def plates(data: bytes, pages: Sequence[int], dpi: int = DPI) -> Iterator[list[Picture]]:
    """The four plates of each of `pages` (indices), white where nothing is printed."""
    with Pdf.open(io.BytesIO(data)) as pdf:
        few = _few_pixels(pdf, pages, dpi)
    drawn = []
    for ink in range(4):
        with Pdf.open(io.BytesIO(few)) as pdf:
            for thing in pdf.objects:
                _part_inks(pdf, thing, ink)
            converting = Converting(pdf, _OnePlate(ink), overprint=False, transparency=True)
            for page in pdf.pages:
                page.obj.Contents = pdf.make_indirect(Stream(pdf, converting.page(page)))
            drawn.append(_saved(pdf))
    documents = [pypdfium2.PdfDocument(each) for each in drawn]
    try:
        for index in range(len(pages)):
            yield [_rendered(document[index], dpi) for document in documents]
    finally:
        for document in documents:
            document.close()


def _few_pixels(pdf: Pdf, pages: Sequence[int], dpi: int) -> bytes:
    """The `pages` of the PDF, their pictures with no more pixels than their plates can show: each
    picture is read once for all plates, and a large one is made smaller before."""
    wanted = set(pages)
    for index in reversed(range(len(pdf.pages))):
        if index not in wanted:
            del pdf.pages[index]
    # Outlines, links and the structure lead to other pages, which would be kept.
    pdf.trailer.Root = pdf.make_indirect(Dictionary(Type=Name.Catalog, Pages=pdf.Root.Pages))
    sides = []
    for page in pdf.pages:
        left, bottom, right, top = (float(edge) for edge in page.mediabox)
        sides.append(abs(right - left) * abs(top - bottom))
        for key in ("/Annots", "/StructParents", "/B"):
            if key in page:
                del page[key]
    most = max(sides) * (ENOUGH * dpi / POINTS_PER_INCH) ** 2
    with Pdf.open(io.BytesIO(_saved(pdf))) as few:
        for image in few.objects:
            if isinstance(image, Stream) and image.get("/Subtype") == "/Image":
                _shrink(image, most)
        return _saved(few)


def _part_inks(pdf: Pdf, thing: Any, ink: int) -> None:
    """Have colour spaces that name their inks (8.6.6.4, 8.6.6.5) print what is on the plate of
    one: a spot colour, which has a plate of its own, is white on all four."""
    if not isinstance(thing, (Array, Dictionary, Stream)):
        return
    parts = list(thing) if isinstance(thing, Array) else [thing[key] for key in thing.keys()]
    if len(parts) >= 4 and isinstance(thing, Array) and str(parts[0]) in SPOTS:
        named = parts[1] if isinstance(parts[1], Array) else [parts[1]]
        grey = _grey_of(pdf, [str(each) for each in named], ink)
        thing[2], thing[3] = Name.DeviceGray, pdf.make_indirect(grey)
        return
    for part in parts:
        if isinstance(part, (Array, Dictionary)) and not part.is_indirect:
            _part_inks(pdf, part, ink)


def _grey_of(pdf: Pdf, names: Sequence[str], ink: int) -> Stream:
    """The function that makes the grey of a plate of the tints of some inks (7.10.5)."""
    found = [index for index, name in enumerate(names) if name in (PROCESS[ink], "/All")]
    count = len(names)
    grey = f"{count - 1 - found[0]} index 1 exch sub" if found else "1"
    program = f"{{ {grey} {count + 1} 1 roll {'pop ' * count}}}".encode()
    return Stream(pdf, program, FunctionType=4, Domain=Array([0, 1] * count), Range=Array([0, 1]))


def _shrink(image: Stream, most: float) -> None:
    """Leave a picture that has more than `most` pixels fewer of them."""
    factor = math.isqrt(int(int(image.Width) * int(image.Height) / most))
    is_plain = not image.get("/ImageMask", False) and "/Mask" not in image
    if factor > 1 and is_plain and not has_named_inks(image):
        read = partial(PdfImage(image).as_pil_image, apply_mask=False)
        picture = smaller(picture_of_pdf(image, read), factor)
        write_picture(image, picture, 0, is_photograph=False)


def _saved(pdf: Pdf) -> bytes:
    written = io.BytesIO()
    pdf.save(written)
    return written.getvalue()


def _rendered(page: pypdfium2.PdfPage, dpi: int) -> Picture:
    """A page within its bleed, in grey."""
    scale = dpi / POINTS_PER_INCH
    media, bleed = page.get_mediabox(), page.get_bleedbox()
    cut = (bleed[0] - media[0], bleed[1] - media[1], media[2] - bleed[2], media[3] - bleed[3])
    picture: Picture = page.render(scale=scale, crop=cut, grayscale=True).to_pil().convert("L")
    return picture


def measured(data: bytes, pages: Sequence[int]) -> tuple[float, int]:
    """The most ink on one place of the pages, in percent, and the index of that page."""
    most, where = 0.0, 0
    for index, page in zip(pages, plates(data, pages), strict=True):
        bands = dict(zip("cmyk", map(ImageChops.invert, page), strict=True))
        total = ImageMath.lambda_eval(lambda i: i["c"] + i["m"] + i["y"] + i["k"], **bands)
        found = float(total.getextrema()[1]) / 2.55
        if found > most:
            most, where = found, index
    return most, where
