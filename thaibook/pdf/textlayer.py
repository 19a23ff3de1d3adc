"""The text layer: what is copied, searched or read aloud is what the author wrote.

Enters: the finished PDF before it is written (WeasyPrint's finisher) and its fonts.
Leaves: the same PDF in which every Thai glyph maps to its own character, and clusters
whose glyphs do not tell their text (ำ, and marks that stand raised) carry it as
ActualText (ISO 32000-1, 14.9.4). Readers that ignore ActualText find, after NFKC, the
same letters in the same order.
"""

from __future__ import annotations

import io
import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any, NamedTuple

import uharfbuzz

NIKHAHIT, SARA_AA, SARA_AM = "\u0e4d", "\u0e32", "\u0e33"
ABOVE = "\u0e31\u0e34\u0e35\u0e36\u0e37\u0e47\u0e4d"
BELOW = "\u0e38\u0e39\u0e3a"
SIGNS = "\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4d\u0e4e"
MARKS = ABOVE + BELOW + SIGNS
# Consonants by the room that they leave to marks: plain, tall, with a foot, wide.
LEAST_WIDTH = 120  # thousandths of an em; Poppler takes glyphs within 100 for copies
LEAST_TRACKING = 4  # thousandths of an em; a smaller step is rounding
LEAST_STEP = 20  # thousandths of an em; a smaller one is rounding
BASES = "กปฝฟฬญฐฎฏฤศธรนทวพ"


class Glyphs(NamedTuple):
    """What the glyphs of one font say."""

    text: dict[int, str]  # of every Thai glyph, alternates and ligatures included
    marks: frozenset[int]  # that stand on or below the glyph before


@cache
def thai_glyphs(font: bytes) -> Glyphs:
    """The text of each glyph that Thai shaping can bring, found by shaping.

    A ligature of nikhahit and tone mark says the tone mark first, the order in which
    NFKC writes ำ after a tone mark.
    """
    face = uharfbuzz.Face(font)
    shaper = uharfbuzz.Font(face)
    text: dict[int, str] = {}
    for code in range(0x0E01, 0x0E5C):
        if glyph := shaper.get_nominal_glyph(code):
            text[glyph] = chr(code)
    stacks = [f"{a}{s}" for a, s in product(["", *ABOVE], ["", *SIGNS])]
    stacks += [f"{b}{s}" for b, s in product(BELOW, ["", *SIGNS])]
    for base, stack, after in product(BASES, stacks, ("", SARA_AA)):
        if not stack or (after and NIKHAHIT not in stack):
            continue
        word = base + stack + after
        for glyph, said in _shape(shaper, word):
            text.setdefault(glyph, said)
    marks = frozenset(g for g, said in text.items() if said and all(c in MARKS for c in said))
    return Glyphs(text, marks)


def _shape(shaper: Any, word: str) -> Iterator[tuple[int, str]]:
    buffer = uharfbuzz.Buffer()
    buffer.add_str(word)
    buffer.cluster_level = uharfbuzz.BufferClusterLevel.CHARACTERS
    buffer.guess_segment_properties()
    uharfbuzz.shape(shaper, buffer)
    infos = buffer.glyph_infos
    ends = [info.cluster for info in infos[1:]] + [len(word)]
    for info, end in zip(infos, ends, strict=True):
        said = word[info.cluster : end]
        if said.startswith(NIKHAHIT) and len(said) > 1:
            said = said[1:] + NIKHAHIT
        yield info.codepoint, said


SHOW = re.compile(rb"^\[.*\] TJ$", re.DOTALL)
FONT = re.compile(rb"^/(\S+) (\S+) Tf$")
RISE = re.compile(rb"^(\S+) Ts$")
ITEM = re.compile(rb"<([0-9a-f]*)>|([-+0-9.e]+)")
ENTRY = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]*)>")


class _Font:
    """One font of the PDF, and the glyphs that we add to it.

    Where the font's own positioning moves a mark, WeasyPrint steps back, raises the text,
    draws the mark, and steps forward again. Readers take the steps for spaces and the
    raised marks for another line. A glyph of ours is the same mark with the shift in its
    outline, so that nothing has to be stepped; and it may say another text, where the
    order of drawing is not that of writing.
    """

    def __init__(self, glyphs: Glyphs) -> None:
        self.glyphs = glyphs
        self.first_code = 0
        self.added: dict[tuple[int, int, int, int, str], int] = {}

    def code(self, glyph: int, right: int, up: int, wider: int, said: str) -> int:
        """The code for `glyph` moved and widened by so many thousandths of an em, saying
        `said`."""
        key = (glyph, right, up, wider, said)
        return self.added.setdefault(key, self.first_code + len(self.added))


@dataclass
class _Glyph:
    """One glyph of a content stream: which, where among the items, how far raised."""

    code: int
    index: int
    raised: float  # em


Item = list[Any]  # ["glyph", code], ["step", thousandths of an em to the left], ["rise", token]


def mend(pdf: Any, fonts: Mapping[str, bytes]) -> None:
    """Put the text layer of a pydyf.PDF right.

    fonts: name of the font resource -> the whole font file it was made of.
    """
    known = {name: _Font(thai_glyphs(data)) for name, data in fonts.items()}
    dictionaries = dict(_font_dictionaries(pdf, known))
    for name, dictionary in dictionaries.items():
        codes = _codes(_object(pdf, dictionary["ToUnicode"]))
        file = _font_file(pdf, dictionary)
        count = _open(file).getGlyphOrder() if file else ()
        known[name].first_code = max(len(count), 1 + max(codes, default=0))
    for item in pdf.objects:
        tokens = getattr(item, "stream", None)
        if tokens and b"BT" in tokens:
            item.stream = _mend_stream(tokens, known)
    for name, dictionary in dictionaries.items():
        _mend_font(pdf, dictionary, known[name])


def _font_file(pdf: Any, dictionary: Any) -> Any:
    """The stream of the font's TrueType file."""
    descendant = _object(pdf, dictionary["DescendantFonts"][0])
    return _object(pdf, _object(pdf, descendant["FontDescriptor"])["FontFile2"])


def _open(file: Any) -> Any:
    from fontTools.ttLib import TTFont

    return TTFont(io.BytesIO(b"".join(file.stream)), lazy=True)


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def _font_dictionaries(pdf: Any, known: Mapping[str, _Font]) -> Iterator[tuple[str, Any]]:
    for item in pdf.objects:
        if isinstance(item, dict) and item and all(name in known for name in item):
            yield from ((name, _object(pdf, reference)) for name, reference in item.items())


def _codes(to_unicode: Any) -> Iterator[int]:
    for token in to_unicode.stream:
        if entry := ENTRY.fullmatch(token):
            yield int(entry[1], 16)


def _mend_font(pdf: Any, dictionary: Any, font: _Font) -> None:
    """Give every Thai glyph its own text, and put our codes into the font's tables."""
    to_unicode = _object(pdf, dictionary["ToUnicode"])
    for index, token in enumerate(to_unicode.stream):
        entry = ENTRY.fullmatch(token)
        if entry and (said := font.glyphs.text.get(int(entry[1], 16))):
            to_unicode.stream[index] = _entry(int(entry[1], 16), said)
    if not font.added:
        return
    import pydyf

    texts = [_entry(code, said) for (*_, said), code in font.added.items()]
    _extend_cmap(to_unicode, b"bfchar", texts)
    if not isinstance(dictionary["Encoding"], str):
        # A font that lacks characters names the codes that it has.
        codes = [b"<%04x> %d" % (code, code) for code in font.added.values()]
        _extend_cmap(_object(pdf, dictionary["Encoding"]), b"cidchar", codes)
    descendant = _object(pdf, dictionary["DescendantFonts"][0])
    file = _font_file(pdf, dictionary)
    data, widths = _with_glyphs(file, font)
    descendant["W"].extend([font.first_code, pydyf.Array(widths)])
    file.stream, file.extra["Length1"] = [data], len(data)


def _with_glyphs(file: Any, font: _Font) -> tuple[bytes, list[int]]:
    """The TrueType file with our glyphs at its end, as composites of its own; and their
    widths in thousandths of an em."""
    from fontTools.ttLib.tables._g_l_y_f import ROUND_XY_TO_GRID, Glyph, GlyphComponent

    opened = _open(file)
    order = list(opened.getGlyphOrder())
    scale = opened["head"].unitsPerEm / 1000
    # Codes between the last glyph and ours stand for characters that the font lacks.
    missing = [(0, 0, 0, 0, "")] * (font.first_code - len(order))
    widths = []
    for glyph, right, up, wider, _ in [*missing, *font.added]:
        name = f"thaibook{len(opened.getGlyphOrder())}"
        part = GlyphComponent()
        part.glyphName, part.flags = order[glyph], ROUND_XY_TO_GRID
        part.x, part.y = round(right * scale), round(up * scale)
        composite = Glyph()
        composite.numberOfContours, composite.components = -1, [part]
        opened["glyf"][name] = composite
        width, bearing = opened["hmtx"][order[glyph]]
        opened["hmtx"][name] = (max(width + round(wider * scale), 0), bearing + part.x)
        widths.append(round(opened["hmtx"][name][0] / scale))
    written = io.BytesIO()
    opened.save(written)
    return written.getvalue(), widths[len(missing) :]


def _extend_cmap(cmap: Any, kind: bytes, lines: list[bytes]) -> None:
    """Add sections of `lines` to a CMap; a section holds a hundred at the most."""
    for at in range(0, len(lines), 100):
        part = lines[at : at + 100]
        end = cmap.stream.index(b"endcmap")
        cmap.stream[end:end] = [b"%d begin%s" % (len(part), kind), *part, b"end" + kind]


def _entry(code: int, said: str) -> bytes:
    return b"<%04x> <%s>" % (code, said.encode("utf-16-be").hex().encode())


def _mend_stream(tokens: list[Any], known: Mapping[str, _Font]) -> list[Any]:
    """The tokens of a content stream with every cluster of Thai mended."""
    mended: list[Any] = []
    block: list[bytes] = []
    font: _Font | None = None
    size = 1.0
    for token in tokens:
        plain = token if isinstance(token, bytes) else b""
        if font is not None and (SHOW.match(plain) or RISE.match(plain)):
            block.append(plain)
            continue
        if block and font is not None:
            mended += _mend_block(block, font, size)
            block = []
        if named := FONT.match(plain):
            font, size = known.get(named[1].decode()), float(named[2]) or 1.0
        mended.append(token)
    return mended


def _mend_block(block: list[bytes], font: _Font, size: float) -> list[bytes]:
    """Show operators, and the rises between them, with their clusters mended."""
    items, found = _items(block, size)
    tracked = any(kind == "step" and abs(value) > LEAST_TRACKING for kind, value, *_ in items)
    starts: dict[int, str] = {}
    ends: set[int] = set()
    changed = False
    for cluster in _clusters(found, font.glyphs):
        said = [font.glyphs.text.get(glyph.code, "") for glyph in cluster]
        am = said[-1] == SARA_AA and any(NIKHAHIT in text for text in said)
        changed |= _mend_steps(items, cluster, said, font, tracked)
        if not am:
            continue
        first = 0 if said[0] else 1  # a base that is not Thai keeps its own text
        text = "".join(said[first:])
        text = text.replace(NIKHAHIT, "").removesuffix(SARA_AA) + SARA_AM
        starts[cluster[first].index] = text
        ends.add(cluster[-1].index)
    if not (starts or changed):
        return block
    return _written(items, starts, ends, font.glyphs.marks | set(font.added.values()))


def _mend_steps(
    items: list[Item], cluster: list[_Glyph], said: list[str], font: _Font, tracked: bool
) -> bool:
    """Give shifted marks codes of our own, that need no step.

    Where clusters are parted, a mark of no width is taken for a copy of the letter after
    it, and that letter for a word of its own. There the mark takes LEAST_WIDTH from its
    base, so that each glyph begins visibly after the one before.
    """
    texts = dict(enumerate(said))
    for k in range(1, len(cluster) - 1):  # nikhahit, tone mark: written the other way round
        if said[k] == NIKHAHIT and said[k + 1] in SIGNS and said[k + 1] != NIKHAHIT:
            texts[k], texts[k + 1] = said[k + 1], said[k]
    marks = sum(glyph.code in font.glyphs.marks for glyph in cluster)
    share = LEAST_WIDTH if tracked and said[0] and cluster[0].code not in font.glyphs.marks else 0
    if share:
        base = cluster[0]
        items[base.index][1] = font.code(base.code, 0, 0, -share * marks, said[0])
    changed = bool(share)
    back = 0.0  # where the pen stands left of the end of the base
    for k, glyph in enumerate(cluster[1:], 1):
        between = range(cluster[k - 1].index + 1, glyph.index)
        if glyph.code not in font.glyphs.marks:
            continue
        back += sum(items[i][1] for i in between if items[i][0] == "step")
        marks -= 1
        if abs(back) < 1 and not glyph.raised and texts[k] == said[k] and not share:
            continue
        right, up = share * (marks + 1) - round(back), round(glyph.raised * 1000)
        items[glyph.index][1] = font.code(glyph.code, right, up, share, texts[k])
        for i in between:
            if items[i][0] == "step":
                items[i][1] = 0.0
        for earlier in cluster[1:k]:  # the pen comes back once, after the last of them
            del items[earlier.index][2:]
        items[glyph.index].append(back)
        if glyph.raised:
            _level(items, glyph.index)
        changed = True
    return changed


def _level(items: list[Item], index: int) -> None:
    """Take the rise before the item at `index`, and the fall after it, out."""
    for way in (range(index, -1, -1), range(index, len(items))):
        nearest = next(i for i in way if items[i][0] == "rise")
        items[nearest] = ["step", 0.0]


def _items(block: list[bytes], size: float) -> tuple[list[Item], list[_Glyph]]:
    """The block as single glyphs, steps and rises; and the glyphs among them."""
    items: list[Item] = []
    found: list[_Glyph] = []
    raised = 0.0
    for token in block:
        if rise := RISE.match(token):
            raised = float(rise[1]) / size
            items.append(["rise", token])
            continue
        for match in ITEM.finditer(token, 1, len(token) - 4):
            codes, number = match.groups()
            if number is not None:
                items.append(["step", float(number)])
            for at in range(0, len(codes or b""), 4):
                found.append(_Glyph(int(codes[at : at + 4], 16), len(items), raised))
                items.append(["glyph", found[-1].code])
    return items, found


def _clusters(found: list[_Glyph], glyphs: Glyphs) -> Iterator[list[_Glyph]]:
    """A base with its marks; and with the า after a nikhahit."""
    cluster: list[_Glyph] = []
    for glyph in found:
        nikhahit = any(NIKHAHIT in glyphs.text.get(g.code, "") for g in cluster[1:])
        after = nikhahit and glyphs.text.get(glyph.code) == SARA_AA
        if after or (cluster and glyph.code in glyphs.marks):
            cluster.append(glyph)
            continue
        if len(cluster) > 1:
            yield cluster
        cluster = [glyph]
    if len(cluster) > 1:
        yield cluster


def _written(
    items: list[Item], starts: Mapping[int, str], ends: set[int], marks: Container[int]
) -> list[bytes]:
    """Show operators again, with marked content around the chosen items."""
    tokens: list[bytes] = []
    shown: list[bytes] = []
    glyphs: list[int] = []
    step = 0.0
    after_mark = False

    def close() -> None:
        if glyphs:
            shown.append(b"<%s>" % b"".join(b"%04x" % code for code in glyphs))
            glyphs.clear()

    def move() -> None:
        nonlocal step
        if after_mark and 0 < step < LEAST_STEP:
            return  # a letter left of the mark before it would be read before it: later
        if abs(step) >= 0.5:
            close()
            shown.append(b"%g" % round(step, 2))
        step = 0.0

    def flush() -> None:
        move()
        close()
        if shown:
            tokens.append(b"[%s] TJ" % b"".join(shown))
            shown.clear()

    for index, (kind, value, *width) in enumerate(items):
        if index in starts:
            flush()
            said = starts[index].encode("utf-16-be").hex().encode()
            tokens.append(b"/Span <</ActualText <feff%s>>> BDC" % said)
        if kind == "rise":
            flush()
            tokens.append(value)
        elif kind == "step":
            step += value
        else:
            move()
            glyphs.append(value)
            after_mark = value in marks
            step += width[0] if width else 0
        if index in ends:
            if step:  # the step forward belongs to what follows
                kept, step = step, 0.0
                flush()
                step = kept
            else:
                flush()
            tokens.append(b"EMC")
    flush()
    return tokens
