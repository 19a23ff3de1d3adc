"""What can be seen through becomes a picture of itself, for standards that know no transparency.

Enters: an open PDF, still in the colours of a screen. Leaves: the same pages, opaque. PDFium
draws a page up to each transparent unit, without it and with it; where both differ, a picture
with a mask of one bit takes its place, so that nothing beside it changes. Its text stays in the
text layer, invisible. A page of very many such units becomes one picture up to the last of them.
"""

from __future__ import annotations

import io
import math
import zlib
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pypdfium2
from pikepdf import Array, Dictionary, Name, Pdf, Stream
from PIL import Image, ImageChops

from thaibook.pdf.press.converting import content_of
from thaibook.pdf.press.transparent_units import (
    DEEPEST,
    FILLS,
    Transparency,
    Unit,
    inverse,
)
from thaibook.text import pdf_operators

MOST_UNITS = 12  # of a page, each of which is a picture of its own
POINTS_PER_INCH = 72
COARSE_DPI = 75  # to find where something is: PDFium draws no line thinner than a pixel
AROUND = 2  # pixels of these, of what is smoothed
HIDDEN = b"3 Tr"  # text that is there and not seen (9.3.6)
NAME = "/ThaibookFlat{}"
Picture = Image.Image


def flatten(pdf: Pdf, dpi: int, only_blended: bool = False) -> int:
    """Make every page opaque; how many were not. dpi: of the pictures that are made;
    only_blended: only what is blended in a way that may add up inks (11.3.5): of two colours
    that are mixed, none has more ink than both had."""
    transparency = Transparency()
    count = 0
    for page in pdf.pages:
        if not transparency.may_be(page.Resources):
            continue
        units = list(transparency.units(content_of(page), page.Resources))
        if any(unit.instead for unit in units):
            content = _without_glass(content_of(page), units)
            page.obj.Contents = pdf.make_indirect(Stream(pdf, content))
            units = list(transparency.units(content, page.Resources))
        if only_blended and not any(unit.blended for unit in units):
            continue
        if seen_through := [unit for unit in units if unit.transparent]:
            count += 1
            _Page(pdf, page, dpi).flatten(seen_through)
        if "/Group" in page:
            del page.obj["/Group"]
    return count


def _without_glass(content: bytes, units: Sequence[Unit]) -> bytes:
    """A content without fillings that nobody sees."""
    parts, done = [], 0
    for unit in units:
        if unit.instead:
            parts += [content[done : unit.operator], unit.instead]
            done = unit.end
    return b"".join([*parts, content[done:]])


class _Page:
    """One page as it becomes opaque."""

    def __init__(self, pdf: Pdf, page: Any, dpi: int) -> None:
        self._pdf, self._page, self._scale = pdf, page, dpi / POINTS_PER_INCH
        self._content = content_of(page)
        self._box = [float(each) for each in page.MediaBox]
        self._added: dict[str, Any] = {}

    def flatten(self, units: Sequence[Unit]) -> None:
        """Put pictures into the places of the units."""
        if len(units) > MOST_UNITS or any(inverse(unit.matrix) is None for unit in units):
            new = self._all_in_one(units[-1])
        else:
            new = self._one_by_one(units)
        # The resources may be those of other pages, too.
        resources = Dictionary(dict(self._page.Resources.items()))
        objects = resources.get("/XObject", Dictionary())
        resources.XObject = Dictionary({**dict(objects.items()), **self._added})
        self._page.obj.Resources = resources
        self._page.obj.Contents = self._pdf.make_indirect(Stream(self._pdf, new))

    def _one_by_one(self, units: Sequence[Unit]) -> bytes:
        places = [place for unit in units for place in (unit.start, unit.end)]
        drawn = self._changes([self._content[:place] for place in places])
        parts, done = [], 0
        for unit, change in zip(units, drawn, strict=True):
            back = inverse(unit.matrix)
            assert back
            picture = self._picture(change)
            matrix = " ".join(f"{each:.6f}" for each in back)
            parts.append(self._content[done : unit.start])
            parts.append(b"q %s cm %s Q\n" % (matrix.encode(), picture) if picture else b"")
            parts.append(self._hidden(unit))
            done = unit.end
        return b"".join([*parts, self._content[done:]])

    def _all_in_one(self, last: Unit) -> bytes:
        """A picture of all up to the last unit, and what states it leaves behind."""
        (change,) = self._changes([b"", self._content[: last.end]])
        picture = self._picture(change) or b""
        hidden = ghost(self._content[: last.end])
        return b"q %s Q\n%s\n%s" % (picture, hidden, self._content[last.end :])

    def _hidden(self, unit: Unit) -> bytes:
        """The text of a unit, unseen."""
        if not unit.name:
            return ghost(self._content[unit.start : unit.end]) + b"\n"
        form = ghost_form(self._pdf, self._page.Resources.XObject[unit.name.decode("latin-1")])
        return b"%s Do\n" % self._name(form).encode()

    def _name(self, thing: Any) -> str:
        name = NAME.format(len(self._added))
        self._added[name] = thing
        return name

    def _changes(self, contents: Sequence[bytes]) -> Iterator[_Change | None]:
        """What each second of the contents changes of the page with the one before it, drawn by
        PDFium; what they leave open is closed. None where it changes nothing."""
        pages = Pdf.new()
        for content in contents:
            pages.pages.append(self._page)
            pages.pages[-1].obj.Contents = pages.make_indirect(Stream(pages, closed(content)))
        data = io.BytesIO()
        pages.save(data)
        with pypdfium2.PdfDocument(data.getvalue()) as document:
            drawn = iter(document)
            for before, after in zip(drawn, drawn, strict=True):
                yield self._change(before, after)

    def _change(self, before: Any, after: Any) -> _Change | None:
        """Drawn coarsely first: what changes is mostly a small part of the page."""
        coarse = min(COARSE_DPI / POINTS_PER_INCH, self._scale)
        seen = [_rendered(page, coarse) for page in (before, after)]
        box = _difference(*seen).getbbox()
        if box is None:
            return None
        ratio = self._scale / coarse
        # As PDFium counts the pixels of a page.
        width, height = (math.ceil(side * self._scale) for side in after.get_size())
        left, top = (max(0, math.floor((edge - AROUND) * ratio)) for edge in box[:2])
        right = min(width, math.ceil((box[2] + AROUND) * ratio))
        bottom = min(height, math.ceil((box[3] + AROUND) * ratio))
        # It rounds what is cropped up to pixels.
        cut = [
            max(0.0, pixels - 0.5) / self._scale
            for pixels in (left, height - bottom, width - right, top)
        ]
        fine = [_rendered(page, self._scale, cut) for page in (before, after)]
        return _Change(fine[1], _difference(*fine), left, top)

    def _picture(self, change: _Change | None) -> bytes | None:
        """What draws a change of the page; None where there is none."""
        box = change.where.getbbox() if change else None
        if change is None or box is None:
            return None
        image = _image(self._pdf, change.after.crop(box))
        image.Mask = _mask(self._pdf, change.where.crop(box))
        left = self._box[0] + (change.left + box[0]) / self._scale
        bottom = self._box[3] - (change.top + box[3]) / self._scale
        width, height = (box[2] - box[0]) / self._scale, (box[3] - box[1]) / self._scale
        name = self._name(image)
        return f"q {width:.4f} 0 0 {height:.4f} {left:.4f} {bottom:.4f} cm {name} Do Q".encode()


class _Change(NamedTuple):
    """A part of a page as it is after something was painted; where: not 0 where that is to be
    seen; left, top: of the part, in pixels from the page's."""

    after: Picture
    where: Picture
    left: int
    top: int


def _rendered(page: Any, scale: float, cut: Sequence[float] = (0, 0, 0, 0)) -> Picture:
    """A page without the margins `cut` (left, bottom, right, top, in points)."""
    picture: Picture = page.render(scale=scale, crop=tuple(cut), rev_byteorder=True).to_pil()
    return picture.convert("RGB")


def _difference(before: Picture, after: Picture) -> Picture:
    red, green, blue = ImageChops.difference(before, after).split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)


def _image(pdf: Pdf, picture: Picture) -> Any:
    image = Stream(pdf, zlib.compress(picture.tobytes(), 1), Filter=Name.FlateDecode)
    image.Type, image.Subtype = Name.XObject, Name.Image
    image.Width, image.Height = picture.size
    image.ColorSpace, image.BitsPerComponent = Name.DeviceRGB, 8
    return pdf.make_indirect(image)


def _mask(pdf: Pdf, changed: Picture) -> Any:
    """A mask of one bit, 1 where nothing is painted (8.9.6.3)."""
    bits = changed.point([255] + [0] * 255).convert("1", dither=Image.Dither.NONE)
    mask = Stream(pdf, zlib.compress(bits.tobytes(), 1), Filter=Name.FlateDecode)
    mask.Type, mask.Subtype, mask.ImageMask = Name.XObject, Name.Image, True
    mask.Width, mask.Height = bits.size
    mask.BitsPerComponent = 1
    return pdf.make_indirect(mask)


def closed(content: bytes) -> bytes:
    """A content with all closed that it opens."""
    depth, in_text = 0, False
    for operator in pdf_operators(content):
        depth += {b"q": 1, b"Q": -1}.get(operator.name, 0)
        in_text = operator.name == b"BT" or (in_text and operator.name != b"ET")
    return content + (b"\nET" if in_text else b"") + b"\nQ" * max(depth, 0)


def ghost(content: bytes) -> bytes:
    """A content that leaves the same state behind and paints nothing; its text is hidden."""
    parts, done = [], 0
    for operator in pdf_operators(content):
        name = operator.name
        new: bytes | None = None
        if name in FILLS:
            new = b"n"
        elif name in (b"Do", b"sh", b"BI"):
            new = b""
        elif name == b"BT":
            new = b"BT " + HIDDEN
        elif name == b"ET":
            new = b"0 Tr ET"
        elif name == b"Tr":
            new = HIDDEN
        if new is not None:
            parts += [content[done : operator.start], new]
            done = operator.end
    return b"".join([*parts, content[done:]])


def ghost_form(pdf: Pdf, form: Any, depth: int = 0) -> Any:
    """A form that paints nothing, with the hidden text of that one and of those in it."""
    resources = Dictionary(dict(form.get("/Resources", Dictionary()).items()))
    objects = dict(resources.get("/XObject", Dictionary()).items())
    content: bytes = form.read_bytes()
    added: dict[str, Any] = {}
    parts, done = [], 0
    for operator in pdf_operators(content):
        if operator.name == b"Do" and operator.operands and depth < DEEPEST:
            thing = objects.get(operator.operands[-1].decode("latin-1"))
            if thing is not None and thing.get("/Subtype") == "/Form":
                name = NAME.format(len(added))
                added[name] = ghost_form(pdf, thing, depth + 1)
                parts += [ghost(content[done : operator.start]), f" {name} Do ".encode()]
                done = operator.end
    resources.XObject = Dictionary(added)
    hidden = Stream(pdf, b"".join([*parts, ghost(content[done:])]))
    hidden.Type, hidden.Subtype = Name.XObject, Name.Form
    hidden.BBox, hidden.Resources = form.BBox, resources
    if "/Matrix" in form:
        hidden.Matrix = Array(list(form.Matrix))
    return pdf.make_indirect(hidden)
