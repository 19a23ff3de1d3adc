"""The pictures that a chapter shows.

Enters: the tree of a chapter with the addresses that its author wrote. Leaves: the same tree,
in which a picture of the manuscript has its place in the book, and a remote one is a link, or
its own words; and the Pictures, each with what is wrong with it.
"""

from __future__ import annotations

import html
import math
import re
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

from thaibook.compose.addresses import valid_address
from thaibook.images import name_in_book, picture_warnings, read_image, resolution_warnings
from thaibook.markup import Source, element, replace
from thaibook.messages import MAX_TOLD, BookError, Problem, problem
from thaibook.model import Image
from thaibook.text import late_pattern
from thaibook.vocabulary import ADDRESS

REMOTE = late_pattern(r"[A-Za-z][A-Za-z0-9+.-]+:|//")
WIDTH = late_pattern(r"width: (\d+)%")


class Picture(NamedTuple):
    """A picture of the manuscript where a chapter shows it.

    folder, name: the chapter's folder, and what the author calls the picture from there;
    image: None where it cannot be read; problems: of this place; warnings: of the picture,
    which are told once in a book.
    """

    folder: Path
    name: str
    image: Image | None
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()


def place_pictures(root: etree._Element, source: Source) -> tuple[Picture, ...]:
    """Give each picture of a chapter its place in the book. After MAX_TOLD pictures that cannot
    be read the book is not made, and nobody reads more."""
    pictures: list[Picture] = []
    unreadable = 0
    for node in list(root.iter("img")):
        src = node.get("src", "")
        line = source.line_like(_as_written(src)) if src else 0
        address = valid_address(f"https:{src}" if src.startswith("//") else src)
        if not src or address is None or REMOTE.match(src):
            if src:
                source.report_at(line, "image-remote", name=src)
            _put_words(node, address if src else None)
        elif unreadable < MAX_TOLD:
            pictures.append(_place_picture(node, src, line, source))
            unreadable += pictures[-1].image is None
    return tuple(pictures)


def _put_words(node: etree._Element, address: str | None) -> None:
    """Put the words of a picture in its place, as a link to it where one may stand."""
    alt = node.get("alt", "").strip()
    if address and next(node.iterancestors("a"), None) is None:
        words = alt or node.get("src", "")
        replace(node, element("a", words, href=address, cls="" if alt else ADDRESS))
    else:
        replace(node, element("span", alt))


def _place_picture(node: etree._Element, src: str, line: int, source: Source) -> Picture:
    """Read the picture of one <img> and give it its place in the book."""
    chapter, setting = source.chapter, source.setting
    folder, name = chapter.path.parent, unquote(src)
    alt = node.get("alt", "").strip()
    node.set("alt", alt or _leads_to(node))
    problems = [] if alt else [problem("image-alt", chapter.path, line, name=src)]
    try:
        image = read_image(setting.folder, name, chapter.path, line)
    except BookError as error:
        return Picture(folder, name, None, (*problems, *error.problems))
    node.set("src", f"../{name_in_book(image.name)}")
    coarse = resolution_warnings(image, _printed_mm(node, setting.column_mm))
    return Picture(folder, name, image, tuple(problems), (*picture_warnings(image), *coarse))


def _leads_to(node: etree._Element) -> str:
    """Where a link leads that has this picture and no words, which a link needs; else nothing."""
    link = node.getparent()
    is_alone = (
        link is not None and link.tag == "a" and not "".join(map(str, link.itertext())).strip()
    )
    return link.get("href", "") if link is not None and is_alone else ""


def _printed_mm(image: etree._Element, column_mm: float) -> float:
    """How wide a picture is printed where the author says it; else 0: it is wide enough."""
    for node in (image, image.getparent()) if column_mm < math.inf else ():
        if node is not None and (width := WIDTH.fullmatch(node.get("style", ""))):
            return column_mm * int(width[1]) / 100
    return 0


def _as_written(src: str) -> str:
    """A pattern for the address of a picture as an author may have typed it."""
    ways = dict.fromkeys((src, unquote(src), html.escape(src, quote=False)))
    return rf"(?<=[\s(\"'<=:])(?:{'|'.join(map(re.escape, ways))})(?=[\s)\"'>]|$)"
