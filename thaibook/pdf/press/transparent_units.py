"""Where a content stream paints something that can be seen through.

Enters: a content stream and its resources. Leaves: its units of painting (a path, a picture, a
form, a block of text) with the place of each and whether it is transparent: by the graphics
state, or because the picture, form or pattern is in itself. Source: ISO 32000-1, 11.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from pikepdf import Dictionary, PdfImage

from thaibook.pdf.press.converting import is_plain
from thaibook.text import Operator, pdf_operators

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
PATHS = (b"m", b"l", b"c", b"v", b"y", b"h", b"re")
FILLS = (b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"s", b"S")
COLOURS = (b"cs", b"sc", b"scn", b"rg", b"g", b"k")
CHANGES = (b"q", b"Q", b"gs", b"cm", *COLOURS)
# What is left of a path whose filling is not seen.
UNFILLED = {b"f": b"n", b"F": b"n", b"f*": b"n", b"B": b"S", b"B*": b"S", b"b": b"s", b"b*": b"s"}
CLEAR = "nothing"  # in the place of the key of a graphics state: what is filled is not seen
SHOWS = (b"Tj", b"TJ", b"'", b'"')
DEEPEST = 12  # forms within one another


class Unit(NamedTuple):
    """Something that is painted. matrix: what its coordinates are multiplied with; name: of a
    form; blended: with what is below, in another way than by mixing; operator, instead: of a
    path whose filling cannot be seen at all, where it stands and what draws the rest of it."""

    start: int
    end: int
    transparent: bool
    matrix: Matrix
    name: bytes = b""
    blended: bool = False
    operator: int = 0
    instead: bytes = b""


class Transparency:
    """Says of the resources of one PDF what can be seen through."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], tuple[bool, bool]] = {}
        self._may: dict[tuple[int, int], bool] = {}

    def may_be(self, resources: Any) -> bool:
        """Whether resources have anything with which something can be seen through."""
        key = resources.objgen
        if key not in self._may or key == (0, 0):
            states = resources.get("/ExtGState", Dictionary()).values()
            objects = resources.get("/XObject", Dictionary()).values()
            self._may[key] = (
                bool(len(resources.get("/Pattern", Dictionary())))
                or any("/SMask" in each or each.get("/Subtype") == "/Form" for each in objects)
                or not all(is_plain(state) for state in states)
            )
        return self._may[key]

    def units(self, content: bytes, resources: Any, depth: int = 0) -> Iterator[Unit]:
        """The units of a content stream in their order."""
        return _Walk(self, resources, depth).units(content)

    def of(self, thing: Any, depth: int = 0) -> tuple[bool, bool]:
        """Whether a picture, form or pattern can be seen through in itself, and whether anything
        in it is blended."""
        key = thing.objgen
        if key not in self._known or key == (0, 0):
            self._known[key] = False, False  # of itself inside itself
            if depth < DEEPEST:
                self._known[key] = self._found(thing, depth)
        return self._known[key]

    def _found(self, thing: Any, depth: int) -> tuple[bool, bool]:
        if thing.get("/Subtype") == "/Image":
            if "/SMask" not in thing:
                return False, False
            lowest = PdfImage(thing.SMask).as_pil_image().convert("L").getextrema()[0]
            if lowest == 255:
                del thing["/SMask"]
            return lowest != 255, False
        if thing.get("/PatternType") == 2:
            return False, False
        resources = thing.get("/Resources", Dictionary())
        inside = list(self.units(thing.read_bytes(), resources, depth + 1))
        return any(unit.transparent for unit in inside), any(unit.blended for unit in inside)


_Now = tuple[frozenset[str], tuple[bool, bool], Matrix]


class _Walk:
    """One content stream as it is read."""

    def __init__(self, of: Transparency, resources: Any, depth: int) -> None:
        self._of, self._depth = of, depth
        kinds = ("/ExtGState", "/XObject", "/Pattern")
        self._states, self._objects, self._patterns = (
            resources.get(kind, Dictionary()) for kind in kinds
        )
        # How things are painted now, and what q has saved of that: keys of graphics states,
        # whether the pattern is transparent and blended, the matrix.
        self._now: _Now = (frozenset(), (False, False), IDENTITY)
        self._saved: list[_Now] = []
        self._path = self._text = -1  # where they begin
        self._text_seen_through = False

    def units(self, content: bytes) -> Iterator[Unit]:
        for operator in pdf_operators(content):
            name = operator.name
            if name in CHANGES:
                self._change(operator)
            elif name in PATHS:
                self._path = operator.start if self._path < 0 else self._path
            elif name in FILLS:
                yield self._filled(operator)
                self._path = -1
            elif name == b"n":
                self._path = -1
            elif name in (b"sh", b"BI"):
                yield self._unit(operator.start, operator, self._through)
            elif name == b"Do" and operator.operands:
                yield self._object(operator)
            elif name == b"ET":
                yield self._unit(self._text, operator, self._text_seen_through)
            else:
                self._read_text(operator)

    def _read_text(self, operator: Operator) -> None:
        """Text is one unit from its beginning to its end."""
        if operator.name == b"BT":
            self._text, self._text_seen_through = operator.start, False
        elif operator.name in SHOWS:
            self._text_seen_through |= self._through

    def _filled(self, operator: Operator) -> Unit:
        """A path. One whose filling is as clear as glass is drawn without."""
        states = self._now[0]
        unit = self._unit(self._path, operator, self._through)
        if CLEAR in states and states <= {CLEAR, "/ca"} and operator.name in UNFILLED:
            unit = unit._replace(transparent=False, operator=operator.start)
            return unit._replace(instead=UNFILLED[operator.name])
        return unit

    @property
    def _through(self) -> bool:
        states, pattern, _ = self._now
        return bool(states) or pattern[0]

    def _unit(self, start: int, operator: Operator, transparent: bool) -> Unit:
        start = operator.start if start < 0 else start
        blended = "/BM" in self._now[0] or self._now[1][1]
        return Unit(start, operator.end, transparent, self._now[2], blended=blended)

    def _object(self, operator: Operator) -> Unit:
        name = operator.operands[-1]
        thing = self._objects.get(name.decode("latin-1"))
        if thing is None:
            return self._unit(operator.start, operator, False)
        through, blended = self._of.of(thing, self._depth)
        form = name if thing.get("/Subtype") == "/Form" else b""
        unit = self._unit(operator.start, operator, self._through or through)
        return unit._replace(name=form, blended=unit.blended or blended)

    def _change(self, operator: Operator) -> None:
        states, pattern, matrix = self._now
        name, operands = operator.name, operator.operands
        if name == b"q":
            self._saved.append(self._now)
            return
        if name == b"Q":
            self._now = self._saved.pop() if self._saved else self._now
            return
        if name == b"cm" and len(operands) == 6:
            a, b, c, d, e, f = map(float, operands)
            matrix = product((a, b, c, d, e, f), matrix)
        elif name == b"gs" and operands:
            states = self._state(states, operands[-1].decode("latin-1"))
        elif name == b"scn" and operands and operands[-1].startswith(b"/"):
            thing = self._patterns.get(operands[-1].decode("latin-1"))
            pattern = (False, False) if thing is None else self._of.of(thing, self._depth)
        elif name in COLOURS:
            pattern = (False, False)
        self._now = states, pattern, matrix

    def _state(self, states: frozenset[str], name: str) -> frozenset[str]:
        """The keys of graphics states that let things be seen through, after one more."""
        state = self._states.get(name, Dictionary())
        for key in ("/ca", "/CA", "/BM", "/SMask"):
            if key in state:
                plain = is_plain(Dictionary({key: state[key]}))
                states = states - {key} if plain else states | {key}
        if "/ca" in state:
            states = states | {CLEAR} if float(state["/ca"]) == 0 else states - {CLEAR}
        return states


def product(first: Matrix, then: Matrix) -> Matrix:
    """Two transformations one after the other (8.3.4)."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (
        a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j,
        e * g + f * i + k, e * h + f * j + m,
    )  # fmt: skip


def inverse(matrix: Matrix) -> Matrix | None:
    """The transformation back, where there is one."""
    a, b, c, d, e, f = matrix
    size = a * d - b * c
    if abs(size) < 1e-9:
        return None
    return (
        d / size, -b / size, -c / size, a / size,
        (c * f - d * e) / size, (b * e - a * f) / size,
    )  # fmt: skip
