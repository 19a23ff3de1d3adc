"""Headings of a text in which all letters look alike: what stands where, and how long it is, tells.

Enters: the blocks of a document, and which of them name chapters (`บทที่ ๑`). Leaves: the level of
each further paragraph that is a heading. Four things are taken for one: a short line right below
`บทที่ ๑`; numbers alone (`๑`) that count the chapters; short numbered lines (`๒.๑ ไม้เก่า`) with
prose below; and short lines between long paragraphs, where nearly all short lines stand so. A
guess, which the report names.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from thaibook.importing.source_document import Block, PageBreak, Paragraph, Picture, Role

DIGITS = "0-9๐-๙"
NUMBERED = re.compile(rf"\s*([{DIGITS}]{{1,2}}(?:\.[{DIGITS}]{{1,2}}){{0,3}})[.)]?\s+\S")
BARE = re.compile(rf"[-–—\s(]*([{DIGITS}]{{1,3}})[-–—\s).]*")
# What ends or begins a line that somebody says or tells, and that is no title.
NO_TITLE = re.compile(
    r"""[.…:;,!?"“”‘’'()ๆ]\s*$|^\s*["“”‘’'(\[•*–—-]"""
    r"|(?:ครับ|คะ|ค่ะ|จ้ะ|จ๊ะ|นะ|น่ะ|สิ|ล่ะ|เลย|แล้ว|ด้วย|อยู่|ไป|มา|กัน)\s*$"
    r"|^\s*(?:แต่|และ|แล้ว|เพราะ|ดังนั้น|เขา|เธอ|ผม|ฉัน|มัน|นั่น|นี่|ไม่ใช่|ใช่|หรือ|จน|ซึ่ง|พวกเขา"
    r"|ข้าพเจ้า|หลังจาก|เมื่อ|จากนั้น|วันนั้น|วันหนึ่ง|คืนนั้น|เช้า(?:วัน|นั้น))"
)
SHORT, LONG = 50, 60  # letters: of a heading at most, of the prose beside it at least
LONGER = 2  # times a heading: the prose below it, where that is short, too
NEARLY_ALL, FEW = 0.6, 0.45  # of the short lines stand so; of all paragraphs are headings
WESTERN = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


def headings_of_text(blocks: Sequence[Block], chapters: Collection[int]) -> dict[int, int]:
    """The level of each block that is a heading beside `chapters`, by its place."""
    filled = [at for at, b in enumerate(blocks) if not isinstance(b, Paragraph) or b.text.strip()]
    below = dict(pairwise(filled))
    above = {follower: at for at, follower in below.items()}
    found = _bare_numbers(blocks, below) if not chapters else {}
    first = 2 if chapters or found else 1
    known = {*chapters, *found}
    found |= _numbered(blocks, below, known, first)
    return found | _short_lines(blocks, above, below, {*known, *found}, first)


def titles_below(blocks: Sequence[Block], alone: Sequence[int]) -> list[int]:
    """The places of short lines right below headings that are a number alone (`บทที่ ๑`), where
    most of these have one. They are the titles of the chapters."""
    found = []
    for at in alone:
        place = _next(blocks, at)
        further = _next(blocks, place) if place else 0
        if (
            further
            and may_be_title(blocks[place])
            and not NUMBERED.match(_text(blocks[place]))
            and _letters(blocks[further]) >= LONGER * _letters(blocks[place])
        ):
            found.append(place)
    return found if len(found) >= NEARLY_ALL * len(alone) else []


def _next(blocks: Sequence[Block], at: int) -> int:
    """The place of the next block that has anything in it, 0 for none."""
    for place in range(at + 1, len(blocks)):
        block = blocks[place]
        if not isinstance(block, Paragraph) or block.text.strip():
            return place
    return 0


def _text(block: Block) -> str:
    return block.text.strip() if isinstance(block, Paragraph) else ""


def _letters(block: Block) -> int:
    return len(_text(block))


def _is_plain(block: Block) -> bool:
    """Whether it is a paragraph that stands in nothing."""
    return (
        isinstance(block, Paragraph)
        and block.role is Role.BODY
        and not block.level
        and not block.item
        and not block.quotes
        and block.align != "right"
        and not any(isinstance(each, Picture) for each in block.inlines)
    )


def may_be_title(block: Block) -> bool:
    """Whether a block is a short line that nobody says and that begins no story."""
    text = _text(block)
    return (
        _is_plain(block)
        and 1 < len(text) <= SHORT
        and "\n" not in text
        and any(letter.isalpha() for letter in text)
        and not NO_TITLE.search(text)
    )


def _bare_numbers(blocks: Sequence[Block], below: Mapping[int, int]) -> dict[int, int]:
    """Numbers alone that count from one: chapters. Numbers of pages stand beside page breaks, or
    at distances that are all alike."""
    places: list[int] = []
    lengths: list[int] = []
    letters = 0
    for at, block in enumerate(blocks):
        number = BARE.fullmatch(_text(block))
        if number and _is_plain(block) and at in below:
            if int(number[1].translate(WESTERN)) == len(places) + 1:
                if any(isinstance(b, PageBreak) for b in blocks[max(0, at - 1) : at + 2]):
                    return {}
                places.append(at)
                lengths.append(letters)
                letters = 0
        letters += _letters(block)
    between = sorted(lengths[1:])
    are_pages = len(between) > 2 and between[-1] < between[0] * 1.4
    return dict.fromkeys(places, 1) if len(places) > 1 and not are_pages else {}


def _numbered(
    blocks: Sequence[Block], below: Mapping[int, int], known: Collection[int], first: int
) -> dict[int, int]:
    """Short lines that begin with 1, 2, 2.1 … in their order, each with prose below it."""
    found: dict[int, int] = {}
    path: list[int] = []
    tops = 0
    for at, follower in below.items():
        block = blocks[at]
        if at in known:
            path = []  # each chapter counts anew
            continue
        number = NUMBERED.match(_text(block))
        if not number or not _is_plain(block) or len(_text(block)) > SHORT + 10:
            continue
        if NO_TITLE.search(_text(block)[number.end(1) :]):
            continue
        own = [int(part) for part in number[1].translate(WESTERN).split(".")]
        text = blocks[follower]
        is_deeper = bool(NUMBERED.match(_text(text)))
        if not _follows(path, own) or not (_letters(text) >= LONG or is_deeper):
            continue
        if is_deeper and not _goes_deeper(own, text):
            continue
        path = own
        tops += len(own) == 1
        found[at] = min(first + len(own) - 1, 6)
    return found if tops > 1 else {}


def _follows(path: Sequence[int], own: Sequence[int]) -> bool:
    """Whether a number is the next one after `path`: its first part, or one beside it or above."""
    if list(own) == [*path, 1]:
        return True
    depth = len(own)
    return depth <= len(path) and list(own) == [*path[: depth - 1], path[depth - 1] + 1]


def _goes_deeper(own: Sequence[int], text: Block) -> bool:
    number = NUMBERED.match(_text(text))
    return number is not None and number[1].translate(WESTERN).split(".") == [*map(str, own), "1"]


def _short_lines(
    blocks: Sequence[Block],
    above: Mapping[int, int],
    below: Mapping[int, int],
    known: Collection[int],
    level: int,
) -> dict[int, int]:
    """Short lines between long paragraphs, where nearly all short lines of the text stand so."""
    short: list[int] = []
    headings: list[int] = []
    count = 0
    for at, block in enumerate(blocks):
        if not _is_plain(block) or not _letters(block) or at in known:
            continue
        count += 1
        if _letters(block) > SHORT:
            continue
        short.append(at)
        before, after = above.get(at, -1), below.get(at, -1)
        follows = before >= 0 and (before in known or _letters(blocks[before]) >= LONG)
        if follows and after >= 0 and _letters(blocks[after]) >= LONG and may_be_title(block):
            headings.append(at)
    first = next(iter(sorted({*above, *below})), -1)
    short = [at for at in short if at != first]  # the title of the text, perhaps
    enough = len(headings) > 1 and len(headings) >= NEARLY_ALL * len(short)
    return dict.fromkeys(headings, level) if enough and len(headings) <= FEW * count else {}
