"""Verse: the lines between `::: กลอน` and `:::` as a poem is set.

    <div class="verse klon of-26">        of-N: the poem is at most N em wide
    <p>                                   a stanza
    <span class="line">
    <span class="half em-13">…</span>     em-N: a part (วรรค) is at least N em wide

All parts of one column are equally wide by their classes, so that they stand below each
other, and so that on a narrow screen either all lines of a poem break between their
parts or none does. Inline blocks do this in every engine, with neither tables nor grids;
one that knows none shows the parts one after another with a space between them.
In โคลง the คำสร้อย stand within the second part; ร่าย runs on as prose does, and its lines
end between parts. The words that name a form's number (กาพย์ยานี ๑๑) are the poem's title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest
from math import ceil
from typing import NamedTuple
from xml.etree import ElementTree

from thaibook.grammar import SOURCE, Form, ems, parts_of, stanzas
from thaibook.vocabulary import ORIGIN

GAP = 0.8  # em between two parts
SPACE = 0.25  # em of the space that stands between them as well
ROOM = 0.75  # em by which a part may be wider than reckoned, in any face of ours
WIDEST_PART, WIDEST_POEM = 20, 48  # em, for which styles/markup.css has a class
SHORT = 9  # em: a part of ร่าย that no line's end may part
LONG = 12  # lines: more than one stanza of a form, which need not stay together
Lines = list[list[str]]


class Columns(NamedTuple):
    """Widths in em: of the parts of a line, and of what stands within the last of them."""

    parts: list[int]
    within: list[int]


def titled(kind: str, title: str) -> str:
    """The title of a poem; one that goes on with a number begins with the form."""
    return f"{kind} {title}" if re.match("[0-9๐-๙]", title) else title


def set_verse(div: ElementTree.Element, blocks: Sequence[str], form: Form) -> None:
    """A paragraph for each stanza, in it a span for each line and each part of a line."""
    written = stanzas("\n\n".join(blocks).split("\n"), form)
    source = ""
    if len(written) > 1 and len(written[-1]) == 1 and SOURCE.fullmatch(written[-1][0].strip()):
        source = written.pop()[0].strip()
    elif written and _ends_with_source(written[-1], form):
        source = written[-1].pop().strip()
    poem = [parts_of(stanza, form) for stanza in written]
    if form == Form.RAI:
        for lines in poem:
            _run_on(ElementTree.SubElement(div, "p", {"class": "running"}), lines)
    else:
        columns = _columns([line for lines in poem for line in lines], form)
        width = _width(poem, columns)
        div.set("class", f"{div.get('class')} of-{min(width + width % 2, WIDEST_POEM)}")
        for lines in poem:
            _stanza(div, lines, columns, form)
    if source:
        ElementTree.SubElement(div, "p", {"class": ORIGIN}).text = source


def _ends_with_source(stanza: Sequence[str], form: Form) -> bool:
    """Whether the source stands right below lines that have parts."""
    return (
        len(stanza) > 1
        and bool(SOURCE.fullmatch(stanza[-1].strip()))
        and all(len(line) > 1 for line in parts_of(stanza[:-1], form))
    )


def _stanza(div: ElementTree.Element, lines: Lines, columns: Columns, form: Form) -> None:
    stanza = ElementTree.SubElement(div, "p")
    if form != Form.VERSE and len(lines) > LONG:
        stanza.set("class", "long")
    for line in lines:
        element = ElementTree.SubElement(stanza, "span", {"class": "line"})
        if len(line) == 1:
            element.text = line[0]
            continue
        parts, refrain = _refrain(line, form)
        for part, width in zip(parts, columns.parts, strict=False):
            half = _part(element, part, f"half em-{width}")
        if refrain:
            half.text = None
            for words, width in zip([parts[-1], *refrain], columns.within, strict=False):
                _part(half, words, f"half em-{width}")
            half[-1].tail = None
        element[-1].tail = None


def _refrain(line: list[str], form: Form) -> tuple[list[str], list[str]]:
    """The parts of a line that stand in columns, and the คำสร้อย within the last of them."""
    return (line[:2], line[2:]) if form == Form.KHLONG else (line, [])


def _part(inside: ElementTree.Element, words: str, classes: str) -> ElementTree.Element:
    part = ElementTree.SubElement(inside, "span", {"class": classes})
    part.text, part.tail = words, " "
    return part


def _columns(lines: Lines, form: Form) -> Columns:
    """The widths that all the lines have room in."""
    parted = [_refrain(line, form) for line in lines if len(line) > 1]
    within = _widest([[parts[-1], *refrain] for parts, refrain in parted if refrain])
    room = sum(within) + SPACE * len(within)
    widths = _widest([parts for parts, _ in parted])
    if within:
        widths[-1] = max(widths[-1], room)
    return Columns([*map(_whole, widths)], [*map(_whole, within)])


def _widest(lines: Lines) -> list[float]:
    """Of each column the widest part, and but for the last the gap behind it."""
    widths = [max(map(ems, column)) for column in zip_longest(*lines, fillvalue="")]
    return [width + GAP for width in widths[:-1]] + widths[-1:]


def _whole(width: float) -> int:
    return min(max(ceil(width), 2), WIDEST_PART)


def _width(poem: Sequence[Lines], columns: Columns) -> int:
    """The width of the whole in em."""
    alone = [ems(line[0]) for lines in poem for line in lines if len(line) == 1]
    side_by_side = sum(columns.parts) + SPACE * (len(columns.parts) - 1)
    return ceil(max([side_by_side, *alone]) + ROOM)


def _run_on(paragraph: ElementTree.Element, lines: Lines) -> None:
    for part in (part for line in lines for part in line):
        short = " short" if ems(part) <= SHORT else ""
        _part(paragraph, part, f"phrase{short}")
    paragraph[-1].tail = None
