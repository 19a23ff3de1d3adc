"""A section that is too long for one file of an EPUB, in several.

A reader lays out a whole file before it shows the first page of it: three seconds for 700 KB on
a slow device. Enters: the finished body of a section. Leaves: the bodies of its files, whose
blocks, in their order, are those of the section; and which of them has which id.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from thaibook.epub.apart_marks import APART, MARK
from thaibook.text import Tag, texts_and_tags

MOST_BYTES = 220_000  # of a body; with its head and frame, a file has less than 250 KB
EARLY = 0.6  # of that: from here on a file rather ends before a heading
ID = re.compile(r' id="([^"]*)"')
LINK = re.compile(r'((?:href|src)="(?:text/)?)([\w.-]+)\.xhtml#([^"]*)"')
# Blocks whose blocks may stand in two files.
OPENED = frozenset("section ul ol dl div blockquote".split())
HEADINGS = ("<h2", "<h3", "<h4", "<h5", "<h6")


class Block(NamedTuple):
    """A block of a body, and the tags of OPENED that are open around it."""

    source: str
    around: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """Bytes, as it will be written."""
        return _bytes(self.source)


def _bytes(source: str) -> int:
    """Of the source in UTF-8, its marks beside the text (`apart_marks`)."""
    return len(source.encode()) + source.count(MARK) * len(APART.replace(MARK, ""))


def split(body: str) -> list[str]:
    """The body in parts of MOST_BYTES at most, in which no block is cut but lists and the like."""
    if _bytes(body) <= MOST_BYTES:
        return [body]
    parts: list[list[Block]] = [[]]
    size = 0
    for block in _small_blocks(body, ()):
        before = parts[-1]
        full = size + block.size > MOST_BYTES
        due = size > MOST_BYTES * EARLY and block.source.lstrip().startswith(HEADINGS)
        if before and (full or due):
            # A heading goes with what follows it.
            moved = [before.pop()] if len(before) > 1 and _is_heading(before[-1]) else []
            parts.append(moved)
            size = sum(each.size for each in moved)
        parts[-1].append(block)
        size += block.size
    return list(_written(parts))


def _is_heading(block: Block) -> bool:
    return block.source.lstrip().startswith(HEADINGS)


def _small_blocks(body: str, around: tuple[str, ...]) -> Iterator[Block]:
    """The blocks of a body; a large one of OPENED block by block."""
    for source in _blocks(body):
        opening = re.match(r"\s*<(\w+)[^<>]*>", source)
        if (
            opening
            and opening[1] in OPENED
            and _bytes(source) > MOST_BYTES // 4
            and (end := source.rfind("</")) > opening.end()
        ):
            inside = source[opening.end() : end]
            yield from _small_blocks(inside, (*around, opening[0].strip()))
        else:
            yield Block(source, around)


def _blocks(body: str) -> Iterator[str]:
    """The outermost elements of a body, each with the text before it."""
    depth, parts = 0, list[str]()
    for text, tag in texts_and_tags(body):
        parts.append(text)
        if not tag:
            break
        parts.append(tag.source)
        depth += _step(tag)
        if depth == 0:
            yield "".join(parts)
            parts.clear()
    if "".join(parts).strip():
        yield "".join(parts)


def _step(tag: Tag) -> int:
    return -1 if tag.is_end else 0 if tag.is_empty else 1


def _written(parts: Sequence[Sequence[Block]]) -> Iterator[str]:
    """The XHTML of each part, with what is open around its blocks opened in it."""
    items: dict[str, int] = {}  # of each list that is in several parts, those already written
    for part in parts:
        written: list[str] = []
        open_now: tuple[str, ...] = ()
        for block in part:
            same = sum(1 for _ in _common(open_now, block.around))
            written += [f"</{_name(tag)}>" for tag in reversed(open_now[same:])]
            for tag in block.around[same:]:
                written.append(_again(tag, items[tag]) if tag in items else tag)
                items.setdefault(tag, 0)
            open_now = block.around
            written.append(block.source)
            if open_now:
                items[open_now[-1]] += block.source.lstrip().startswith("<li")
        written += [f"</{_name(tag)}>" for tag in reversed(open_now)]
        yield "".join(written)


def _common(first: tuple[str, ...], second: tuple[str, ...]) -> Iterator[str]:
    for one, other in zip(first, second, strict=False):
        if one != other:
            return
        yield one


def _name(tag: str) -> str:
    return re.split(r"[\s>]", tag[1:], maxsplit=1)[0]


def _again(tag: str, items: int) -> str:
    """The opening tag of what goes on from the file before: no id twice, numbers go on."""
    tag = ID.sub("", tag)
    if _name(tag) != "ol":
        return tag
    start = re.search(r' start="(-?\d+)"', tag)
    number = (int(start[1]) if start else 1) + items
    plain = tag.replace(start[0], "") if start else tag
    return plain.replace("<ol", f'<ol start="{number}"', 1)


def part_name(section: str, number: int) -> str:
    """What the file of a part is called; the first has the name of the section."""
    return section if number == 0 else f"{section}-continued-{number}"


def places_of(parts: Mapping[str, Sequence[str]]) -> dict[tuple[str, str], str]:
    """(section, id) -> the file of the id, for those that are not in the first one."""
    return {
        (section, name): part_name(section, number)
        for section, bodies in parts.items()
        for number, body in enumerate(bodies)
        if number
        for name in ID.findall(body)
    }


def relinked(text: str, places: Mapping[tuple[str, str], str]) -> str:
    """A text whose links lead to the files in which their ids are."""

    def lead(link: re.Match[str]) -> str:
        file = places.get((link[2], link[3]), link[2])
        return f'{link[1]}{file}.xhtml#{link[3]}"'

    return LINK.sub(lead, text) if places else text
