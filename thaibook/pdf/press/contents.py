"""The content of a page, a form or a pattern in other colours.

Enters: a content stream and the names that its resources have. Leaves: the same stream with its
colours in the inks of a profile; black text prints over what is below it. All else is copied
byte for byte, the text layer with it. Source: ISO 32000-1, 8.6.8 (colour operators), 8.6.7
(overprint), 9.4 (text objects).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from thaibook.pdf.press.colour_spaces import BY_CHANNELS, Reader
from thaibook.pdf.press.inks import Channels, Inks
from thaibook.text import Operator, pdf_operators

# The names of the graphics states that are added to the resources.
OVER, KNOCK_OUT = "/ThaibookOver", "/ThaibookKnockOut"
# Black alone looks grey on a large area. What IngramSpark recommends for one, and from how many
# square points on an area is large (5 by 5 cm).
RICH_BLACK = (0.6, 0.4, 0.4, 1.0)
LARGE = 20_000
PATHS = (b"m", b"l", b"c", b"v", b"y", b"re", b"h")
FILLS = (b"f", b"F", b"f*")
ENDS = (b"n", b"S", b"s", b"B", b"B*", b"b", b"b*")
DEVICE = {b"g": 1, b"rg": 3, b"k": 4, b"G": 1, b"RG": 3, b"K": 4}
SPACE, SPECIAL = (b"cs", b"CS"), (b"sc", b"scn", b"SC", b"SCN")
BLACK_INK = 100  # percent that black text adds to what it prints over


@dataclass(frozen=True)
class Names:
    """What a stream's resources call things. spaces: the reader of each colour space, None for
    one that stays; plain: graphics states that change nothing; ink: the most ink in percent on
    one place of each picture, form and pattern."""

    spaces: Mapping[bytes, tuple[Reader, int] | None] = field(default_factory=dict)
    plain: Collection[bytes] = ()
    ink: Mapping[bytes, float] = field(default_factory=dict)


@dataclass(frozen=True)
class _State:
    """What q saves and Q restores. black: whether the colour of fillings is the black of text;
    over: whether what is filled prints over what is below; fill, stroke: their colour spaces."""

    black: bool = False
    over: bool = False
    scale: float = 1.0  # of areas
    fill: tuple[Reader, int] | None = (BY_CHANNELS[1], 1)
    stroke: tuple[Reader, int] | None = (BY_CHANNELS[1], 1)


class _Rewriting:
    """One content stream as it is rewritten."""

    def __init__(self, names: Names, inks: Inks, overprint: bool, is_page: bool) -> None:
        self._names, self._inks, self._overprint = names, inks, overprint
        # A page begins with black (8.6.5.2); a form with the colour of where it stands.
        self._state = _State(black=is_page)
        self._saved: list[_State] = []
        self._in_text = False
        self._begins = is_page
        self.ink = 0.0  # the most of anything but black text
        self._path: list[tuple[float, float]] = []  # its points, and where it begins
        self._path_begins = -1

    def rewritten(self, content: bytes) -> bytes:
        """The stream in other colours."""
        parts, done = [], 0
        if self._begins:
            parts += [self._operator(self._inks.of_grey(0.0), stroke) for stroke in (False, True)]
        for operator in pdf_operators(content):
            if self._inks.rich and self._is_large_and_black(operator):
                rich = self._operator(self._inks.of_cmyk(RICH_BLACK), stroke=False)
                black = self._operator(self._inks.of_grey(0.0), stroke=False)
                path = content[self._path_begins : operator.end]
                parts += [content[done : self._path_begins], rich, path, b"\n", black]
                done = operator.end
                self.ink = max(self.ink, 100 * sum(self._inks.of_cmyk(RICH_BLACK)))
                continue
            new = self._new(operator)
            if new is not None:
                parts += [content[done : operator.start], new]
                done = operator.end
        parts.append(content[done:])
        return b"".join(parts)

    def _is_large_and_black(self, operator: Operator) -> bool:
        """Whether the operator fills a large area with black. Paths are followed until then."""
        name, operands = operator.name, operator.operands
        if name == b"cm" and len(operands) == 6:
            a, b, c, d, *_ = map(float, operands)
            self._state = replace(self._state, scale=self._state.scale * abs(a * d - b * c))
        elif name in PATHS:
            if not self._path:
                self._path_begins = operator.start
            numbers = [float(each) for each in operands]
            if name == b"re":
                x, y, width, height = numbers
                self._path += [(x, y), (x + width, y + height)]
            else:
                self._path += zip(numbers[::2], numbers[1::2], strict=False)
        elif name in FILLS and self._path:
            across, down = (max(edge) - min(edge) for edge in zip(*self._path, strict=True))
            is_large = across * down * self._state.scale >= LARGE
            self._path.clear()
            return is_large and self._state.black
        elif name in ENDS:
            self._path.clear()
        return False

    def _new(self, operator: Operator) -> bytes | None:
        """What stands in the place of an operator; None where it stays."""
        name, operands = operator.name, operator.operands
        if name == b"q":
            self._saved.append(self._state)
        elif name == b"Q" and self._saved:
            self._state = self._saved.pop()
        elif name in DEVICE and len(operands) == DEVICE[name]:
            return self._coloured(BY_CHANNELS[DEVICE[name]], operands, name.isupper())
        elif name in SPACE and operands:
            return self._space(operands[-1], name.isupper())
        elif name in SPECIAL and operands:
            return self._special(operands, name.isupper())
        elif name == b"BT":
            self._in_text = True
            return self._switched(b"BT")
        elif name == b"ET":
            self._in_text = False
            return self._switched(b"ET")
        elif name == b"gs" and operands and operands[-1] in self._names.plain:
            return b""
        elif name in (b"Do", b"sh") and operands:
            self.ink = max(self.ink, self._names.ink.get(operands[-1], 0.0))
        return None

    def _coloured(self, reader: Reader, operands: list[bytes], stroke: bool) -> bytes:
        try:
            numbers = [min(1.0, max(0.0, float(each))) for each in operands]
        except ValueError:
            numbers = [0.0] * len(operands)
        self._set_space(stroke, (reader, len(operands)))
        return self._set(reader(self._inks, numbers), stroke)

    def _set(self, channels: Channels, stroke: bool) -> bytes:
        written = self._operator(channels, stroke)
        if len(channels) == 4 and not self._inks.is_black(channels):
            self.ink = max(self.ink, 100 * sum(channels))
        if stroke:
            return written
        self._state = replace(self._state, black=self._inks.is_black(channels))
        return self._switched(written) or written if self._in_text else written

    def _set_space(self, stroke: bool, space: tuple[Reader, int] | None) -> None:
        now = self._state
        self._state = replace(now, stroke=space) if stroke else replace(now, fill=space)

    def _operator(self, channels: Channels, stroke: bool) -> bytes:
        operators = {1: (b"g", b"G"), 3: (b"rg", b"RG"), 4: (b"k", b"K")}[len(channels)]
        numbers = " ".join(f"{channel:.6g}" for channel in channels)
        return b"%s %s\n" % (numbers.encode(), operators[stroke])

    def _space(self, name: bytes, stroke: bool) -> bytes | None:
        """A colour space is chosen: what has one of ours begins with its black."""
        known = self._names.spaces.get(name)
        self._set_space(stroke, known)
        if known is None:
            if not stroke:
                self._state = replace(self._state, black=False)
            return None
        reader, count = known
        black = [0.0, 0.0, 0.0, 1.0] if count == 4 else [0.0] * count
        return self._set(reader(self._inks, black), stroke)

    def _special(self, operands: list[bytes], stroke: bool) -> bytes | None:
        space = self._state.stroke if stroke else self._state.fill
        if operands[-1].startswith(b"/"):
            self.ink = max(self.ink, self._names.ink.get(operands[-1], 0.0))
            return None
        if space is None or len(operands) != space[1]:
            return None
        numbers = [float(each) for each in operands]
        return self._set(space[0](self._inks, numbers), stroke)

    def _switched(self, written: bytes) -> bytes | None:
        """The operator, with overprint switched on for black text and off for all else."""
        wanted = self._overprint and self._in_text and self._state.black
        if wanted == self._state.over:
            return None
        self._state = replace(self._state, over=wanted)
        state = b"%s gs\n" % (OVER if wanted else KNOCK_OUT).encode()
        return b"%s\n%s" % (written.rstrip(), state)


def rewritten(
    content: bytes, names: Names, inks: Inks, overprint: bool = False, is_page: bool = False
) -> tuple[bytes, float]:
    """The content stream in the colours of `inks`, and the most ink on one place of it, black
    text aside. overprint: of black text, where that is not too much ink; is_page: it is no form
    and no pattern."""
    rewriting = _Rewriting(names, inks, overprint, is_page)
    written = rewriting.rewritten(content)
    if overprint and inks.most and rewriting.ink + BLACK_INK > inks.most:
        written = written.replace(OVER.encode() + b" gs", KNOCK_OUT.encode() + b" gs")
    return written, rewriting.ink
