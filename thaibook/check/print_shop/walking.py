"""The content of a page, read operator by operator with all forms in it.

Enters: a page of an open PDF. Leaves: Drawn, which is counts and the few things that are worth a
name: pictures at their size, the thinnest line, the most ink of one object. Source: ISO 32000-1,
8 (graphics), 9 (text), 11 (transparency).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, NamedTuple

from pikepdf import Array, Dictionary, PdfImage, PikepdfError, Stream
from PIL import ImageMath

from thaibook.check.print_shop.spaces import UNKNOWN_INK, colour_of, space_of
from thaibook.images import picture_of_pdf, smaller
from thaibook.text import Operator, pdf_operators

Matrix = tuple[float, float, float, float, float, float]
STROKES = (b"S", b"s", b"B", b"B*", b"b", b"b*")
FILLS = (b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*")
SETS = (b"cs", b"CS", b"sc", b"scn", b"SC", b"SCN")  # a colour space, or a colour of it
SHOWS = (b"Tj", b"TJ", b"'", b'"')
DEVICE = {
    b"g": "/DeviceGray", b"G": "/DeviceGray", b"rg": "/DeviceRGB", b"RG": "/DeviceRGB",
    b"k": "/DeviceCMYK", b"K": "/DeviceCMYK",
}  # fmt: skip
UNCOLOURED = ("black", "grey", "white", "stencil")
DEEPEST = 16  # forms within one another
POINTS_PER_INCH = 72
INK_DPI = (
    200  # no screen of a press has smaller dots: the ink of finer pixels is that of their mean
)
HIDDEN = (3, 7)  # text rendering modes that paint nothing


class Picture(NamedTuple):
    """A picture at its size: pixels, dots per inch, colour space, whether it has a soft mask."""

    width: int
    height: int
    dpi: int
    space: str
    soft: bool = False


@dataclass
class Drawn:
    """What is drawn. colours: (kind of object, colour) -> how many; thinnest: line in points;
    ink: the most of one object, in percent; over: texts that print over what is below;
    transparent: what lets things be seen through; tinted: texts with other inks than black."""

    colours: Counter[tuple[str, str]] = field(default_factory=Counter)
    pictures: list[Picture] = field(default_factory=list)
    thinnest: float = math.inf
    ink: float = 0.0
    over: int = 0
    transparent: Counter[str] = field(default_factory=Counter)
    tinted: int = 0
    texts: int = 0
    transfers: int = 0  # transfer functions and halftones in graphics states

    @property
    def is_inked(self) -> bool:
        """Whether anything has other inks than black."""
        return any(colour not in (*UNCOLOURED, "registration") for _, colour in self.colours)


@dataclass(frozen=True)
class _State:
    matrix: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    fill: tuple[str, tuple[float, ...]] = ("/DeviceGray", (0.0,))
    stroke: tuple[str, tuple[float, ...]] = ("/DeviceGray", (0.0,))
    width: float = 1.0
    mode: int = 0
    over: bool = False
    through: frozenset[str] = frozenset()


def walk_page(page: Any, known: dict[Any, Any], fonts: dict[str, bool], left: list[int]) -> Drawn:
    """What is drawn on a page. known: pictures and profiles that were read, for all pages;
    fonts: name -> whether it is embedded, added to; left: how many operators may still be read.
    """
    drawn = Drawn()
    contents = page.get("/Contents", Array())
    parts = [contents] if isinstance(contents, Stream) else list(contents)
    content = b"\n".join(part.read_bytes() for part in parts)
    walk = _Walk(drawn, known, fonts, left)
    if "/Group" in page:
        drawn.transparent["page group"] += 1
    walk.read(content, page.resources, _State(), 0)
    return drawn


class _Walk:
    """One page as it is read."""

    def __init__(
        self, drawn: Drawn, known: dict[Any, Any], fonts: dict[str, bool], left: list[int]
    ) -> None:
        self._drawn, self._known, self._fonts, self._left = drawn, known, fonts, left
        self._cells: set[Any] = set()  # of patterns that this page has drawn

    def read(self, content: bytes, resources: Any, state: _State, depth: int) -> None:
        """Read a content stream; state: as it begins."""
        saved: list[_State] = []
        rectangle: tuple[float, float] | None = None
        for operator in pdf_operators(content):
            self._left[0] -= 1
            if self._left[0] <= 0:
                return
            name, operands = operator.name, operator.operands
            if name == b"q":
                saved.append(state)
            elif name == b"Q":
                state = saved.pop() if saved else state
            elif name == b"re" and len(operands) == 4:
                rectangle = _number(operands[2]), _number(operands[3])
            elif name in STROKES or name in FILLS:
                self._path(name, state, rectangle, resources)
                rectangle = None
            elif name in (b"Do", b"sh") and operands:
                self._object(operator, resources, state, depth)
            elif name in SHOWS:
                self._text(state, resources)
            else:
                state = self._changed(state, operator, resources, depth)

    def _count(self, kind: str, colour: str) -> None:
        self._drawn.colours[kind, colour] += 1

    def _changed(self, state: _State, operator: Operator, resources: Any, depth: int) -> _State:
        """The state after an operator that paints nothing."""
        name, operands = operator.name, operator.operands
        if name == b"BI":
            self._count("picture", "inline")
        elif name == b"Tf" and operands:
            self._font(resources, operands[0].decode("latin-1"))
        elif name in DEVICE:
            return _coloured(state, name.isupper(), DEVICE[name], operands)
        if name in SETS and operands:
            return self._colour(state, name, operands, resources, depth)
        if name == b"cm" and len(operands) == 6:
            a, b, c, d, e, f = map(_number, operands)
            return replace(state, matrix=_product((a, b, c, d, e, f), state.matrix))
        if name == b"w" and operands:
            return replace(state, width=_number(operands[0]))
        if name == b"Tr" and operands:
            return replace(state, mode=int(_number(operands[0])))
        if name == b"gs" and operands:
            return self._graphics(state, resources, operands[-1].decode("latin-1"))
        return state

    def _colour(
        self, state: _State, name: bytes, operands: Sequence[bytes], resources: Any, depth: int
    ) -> _State:
        """The state after a colour space, a colour of it or a pattern was chosen."""
        is_stroke, last = name.isupper(), operands[-1].decode("latin-1")
        if name in (b"cs", b"CS"):
            return _coloured(state, is_stroke, last, ())
        if last.startswith("/"):
            self._pattern(resources, last, state, depth)
        return _coloured(state, is_stroke, (state.stroke if is_stroke else state.fill)[0], operands)

    def _graphics(self, state: _State, resources: Any, name: str) -> _State:
        found = resources.get("/ExtGState", Dictionary()).get(name, Dictionary())
        through = set(state.through)
        for key in ("/ca", "/CA"):
            if key in found:
                through = (through - {key}) | ({key} if float(found[key]) < 1 else set())
        if "/BM" in found:
            through = (through - {"/BM"}) | ({"/BM"} if found.BM != "/Normal" else set())
        if "/SMask" in found:
            through = (through - {"/SMask"}) | ({"/SMask"} if found.SMask != "/None" else set())
        if {"/TR", "/HT"} & set(found.keys()):
            self._drawn.transfers += 1
        over = bool(found.get("/op", found.get("/OP", state.over)))
        return replace(state, through=frozenset(through), over=over)

    def _path(
        self, name: bytes, state: _State, rectangle: tuple[float, float] | None, resources: Any
    ) -> None:
        a, b, c, d, _, _ = state.matrix
        scale = math.sqrt(abs(a * d - b * c))
        if name in STROKES:
            self._drawn.thinnest = min(self._drawn.thinnest, state.width * scale)
            self._paint("line", state.stroke, resources)
        if name in FILLS:
            if rectangle and min(map(abs, rectangle)) > 0:
                self._drawn.thinnest = min(self._drawn.thinnest, min(map(abs, rectangle)) * scale)
            self._paint("area", state.fill, resources)
        self._see_through(state)

    def _paint(self, kind: str, colour: tuple[str, tuple[float, ...]], resources: Any) -> str:
        space = space_of(colour[0], resources)
        name, ink = colour_of(space, colour[1])
        self._count(kind, name)
        self._drawn.ink = max(self._drawn.ink, ink)
        return name

    def _text(self, state: _State, resources: Any) -> None:
        if state.mode in HIDDEN:
            return
        self._drawn.texts += 1
        colour = state.stroke if state.mode == 1 else state.fill
        name = self._paint("text", colour, resources)
        is_black = name in UNCOLOURED or (name.startswith("CMYK") and not any(colour[1][:3]))
        self._drawn.tinted += not is_black
        self._drawn.over += state.over and name == "black"
        self._see_through(state)

    def _see_through(self, state: _State) -> None:
        for key in state.through:
            self._drawn.transparent[key] += 1

    def _font(self, resources: Any, name: str) -> None:
        font = resources.get("/Font", Dictionary()).get(name)
        if font is None or font.objgen in self._known:
            return
        self._known[font.objgen] = True
        inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
        descriptor = inner.get("/FontDescriptor", Dictionary())
        files = {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor.keys())
        label = str(font.get("/BaseFont", "/Type3"))[1:]
        label = label.partition("+")[2] or label
        is_there = bool(files) or font.get("/Subtype") == "/Type3"
        self._fonts[label] = is_there and self._fonts.get(label, True)

    def _object(self, operator: Operator, resources: Any, state: _State, depth: int) -> None:
        kind = "/XObject" if operator.name == b"Do" else "/Shading"
        name = operator.operands[-1].decode("latin-1")
        thing = resources.get(kind, Dictionary()).get(name)
        if thing is None:
            return
        self._see_through(state)
        if kind == "/Shading":
            self._shading(thing)
        elif thing.get("/Subtype") == "/Image":
            self._picture(thing, state)
        else:
            self._form(thing, state, resources, depth)

    def _form(self, thing: Any, state: _State, resources: Any, depth: int) -> None:
        """Read a form, or the cell of a pattern, unless it is too deep in others."""
        if depth >= DEEPEST:
            return
        inside = state
        if "/Matrix" in thing:
            a, b, c, d, e, f = (float(each) for each in thing.Matrix)
            inside = replace(state, matrix=_product((a, b, c, d, e, f), state.matrix))
        own = thing.get("/Resources", resources)
        self.read(thing.read_bytes(), own, inside, depth + 1)

    def _shading(self, shading: Any) -> None:
        name, ink = colour_of(shading.ColorSpace, ())
        self._count("shading", name)
        self._drawn.ink = max(self._drawn.ink, ink)

    def _pattern(self, resources: Any, name: str, state: _State, depth: int) -> None:
        """A pattern that colours things: a shading, or a cell that is read once."""
        pattern = resources.get("/Pattern", Dictionary()).get(name)
        if pattern is None:
            return
        if "/Shading" in pattern:
            self._shading(pattern.Shading)
        elif pattern.objgen not in self._cells:
            self._cells.add(pattern.objgen)
            self._form(pattern, replace(state, matrix=_State.matrix), resources, depth)

    def _picture(self, image: Any, state: _State) -> None:
        a, b, c, d, _, _ = state.matrix
        across, down = math.hypot(a, b), math.hypot(c, d)
        width, height = int(image.Width), int(image.Height)
        dpi = min(width / max(across, 0.01), height / max(down, 0.01)) * POINTS_PER_INCH
        if image.get("/ImageMask", False):
            self._count("picture", "stencil")
            return
        space, ink = colour_of(image.get("/ColorSpace", "/DeviceGray"), ())
        soft = "/SMask" in image
        if soft:
            self._drawn.transparent["/SMask"] += 1
        self._count("picture", space)
        self._drawn.pictures.append(Picture(width, height, round(dpi), space, soft))
        if image.objgen not in self._known:
            self._known[image.objgen] = _ink_of(image, dpi) if "CMYK" in space else ink
        self._drawn.ink = max(self._drawn.ink, self._known[image.objgen])


def _ink_of(image: Any, dpi: float) -> float:
    """The most ink on one place of a picture in CMYK, in percent; that of all where it cannot
    be read."""
    try:
        read = picture_of_pdf(image, partial(PdfImage(image).as_pil_image, apply_mask=False))
        picture = smaller(read, int(dpi / INK_DPI))
    except (PikepdfError, ValueError, NotImplementedError, OSError):
        return 400.0
    if picture.mode != "CMYK":
        return UNKNOWN_INK
    bands = dict(zip("cmyk", picture.split(), strict=True))
    total = ImageMath.lambda_eval(lambda i: i["c"] + i["m"] + i["y"] + i["k"], **bands)
    return float(total.getextrema()[1]) / 2.55


def _coloured(state: _State, stroke: bool, space: str, operands: Sequence[bytes]) -> _State:
    numbers = tuple(_number(each) for each in operands if not each.startswith(b"/"))
    if operands and operands[-1].startswith(b"/"):
        space, numbers = "/Pattern", ()
    colour = space, numbers
    return replace(state, stroke=colour) if stroke else replace(state, fill=colour)


def _number(text: bytes) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def _product(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (
        a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j,
        e * g + f * i + k, e * h + f * j + m,
    )  # fmt: skip
