"""The plates of a page: what each of the four inks prints, as PDFium draws it.

Enters: a finished PDF. Leaves: for each page that is asked for, four pictures, and the most ink
on one place. A plate is the page itself with one ink for its grey: each colour, picture, shading
and pattern gives up the others, so that blending, masks and clipping come out as on the press.
Text that prints over something is drawn as text that knocks out: its black adds to no other ink.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

import pypdfium2
from pikepdf import Pdf, Stream
from PIL import ImageChops, ImageMath

from thaibook.pdf.press.converting import Converting
from thaibook.pdf.press.inks import Channels, Inks, Picture, as_grey

DPI = 100
POINTS_PER_INCH = 72
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
    drawn = []
    for ink in range(4):
        pdf = Pdf.open(io.BytesIO(data))
        wanted = set(pages)
        for index in reversed(range(len(pdf.pages))):
            if index not in wanted:
                del pdf.pages[index]
        converting = Converting(pdf, _OnePlate(ink), overprint=False, transparency=True)
        for page in pdf.pages:
            page.obj.Contents = pdf.make_indirect(Stream(pdf, converting.page(page)))
        written = io.BytesIO()
        pdf.save(written)
        drawn.append(written.getvalue())
    documents = [pypdfium2.PdfDocument(each) for each in drawn]
    try:
        for index in range(len(pages)):
            yield [_rendered(document[index], dpi) for document in documents]
    finally:
        for document in documents:
            document.close()


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
