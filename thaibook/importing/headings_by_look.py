"""Headings that no style marks: short paragraphs that are larger, bold, or begin with บทที่ ๑.

Enters: the blocks of a document. Leaves: the same blocks, such paragraphs with a level, and a
Remark for each look that was taken for headings. Where styles mark headings, only a number of a
chapter is one beside them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from statistics import median
from typing import NamedTuple

from thaibook.importing.gathering import without_common_look
from thaibook.importing.headings_of_text import headings_of_text, titles_below
from thaibook.importing.source_document import (
    Block,
    Finding,
    PageBreak,
    Paragraph,
    Picture,
    Remark,
    Role,
    Text,
)

DIGITS = "0-9๐-๙"
NUMBER = (
    rf"(?:[{DIGITS}]{{1,3}}|[IVXLC]{{1,6}}\b|หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า"
    r"|[ก-ฮะ-์]{0,12}สิบ[ก-ฮะ-์]{0,6})"
)
CHAPTER = re.compile(
    rf"\s*(?:บทที่|ตอนที่|บท|ตอน)\s*{NUMBER}(?=$|[\s:.–—-])|\s*(?:Chapter|CHAPTER)\s+\w{{1,9}}(?=$|[\s:.–—-])"
)
NUMBER_ALONE = re.compile(
    rf"\s*(?:(?:บทที่|ตอนที่|บท|ตอน|ภาคที่|ภาค)\s*{NUMBER}|(?:Chapter|CHAPTER)\s+\w{{1,9}})\s*[:.–—-]?\s*"
)
PART = re.compile(
    rf"\s*(?:ภาคที่|ภาค)\s*{NUMBER}(?=$|[\s:.–—-])|\s*(?:Part|PART)\s+\w{{1,9}}(?=$|[\s:.–—-])"
)
APART = re.compile(
    r"\s*(?:คำนำ|คำนิยม|บทนำ|ปฐมบท|อารัมภบท|บทส่งท้าย|ปัจฉิมบท|บทสรุป|ภาคผนวก|บรรณานุกรม|กิตติกรรมประกาศ"
    r"|อภิธานศัพท์|คำอุทิศ|สารบัญ|เกี่ยวกับผู้เขียน|ประวัติผู้เขียน)(?:\s*(?:สำนักพิมพ์|ผู้เขียน|ผู้แปล|[ก-ฮ]|ครั้งที่\s*[0-9๐-๙]+))?\s*"
)
NO_HEADING = re.compile(r"[.…:;,“\"]\s*$|^\s*[“\"‘(\[–—-]|[”\"]\s*$")
LONGEST, LONGEST_NUMBERED = 80, 100  # letters
USUAL = 12.0  # points: of letters whose size a page with sizes does not say
LARGER, MUCH_LARGER = 1.12, 1.2  # than the letters of the text
MOST = 0.3  # of all paragraphs: what is in a look more often is no heading
MOST_LEVELS = 3


class _Look(NamedTuple):
    size: float
    bold: bool
    centred: bool


def with_headings(blocks: Sequence[Block]) -> tuple[list[Block], list[Remark]]:
    """The blocks with headings found, and the remarks."""
    styled = any(isinstance(each, Paragraph) and each.level for each in blocks)
    body = _size_of_text(blocks)
    filled = [b for b in blocks if isinstance(b, Paragraph) and b.text.strip()]
    looks: dict[int, _Look] = {}
    numbered: set[int] = set()
    for at, block in enumerate(blocks):
        if not isinstance(block, Paragraph) or not _may_be(block):
            continue
        if CHAPTER.match(block.text) and len(block.text) <= LONGEST_NUMBERED:
            numbered.add(at)
            looks[at] = _look(block)
        elif APART.fullmatch(block.text) and not styled:
            numbered.add(at)
            looks[at] = _look(block)
        elif not styled and _stands_out(block, body) and len(filled) > 3:
            looks[at] = _look(block)
    if not styled:
        counts = Counter(looks[at] for at in looks if at not in numbered)
        common = {look for look, count in counts.items() if count > max(2, len(filled) * MOST)}
        looks = {at: look for at, look in looks.items() if at in numbered or look not in common}
    levels = _with_places(blocks, looks, numbered, body, styled)
    made = list(blocks)
    remarks = []
    for at, level in levels.items():
        block = blocks[at]
        assert isinstance(block, Paragraph)
        if block.level:
            continue
        made[at] = replace(
            block, level=level, inlines=without_common_look(block.inlines), align="", quotes=0
        )
        remarks.append(
            Remark(Finding.GUESSED, "heading", block.place, " ".join(block.text.split()))
        )
    return made, remarks


def _may_be(block: Paragraph) -> bool:
    """Whether a paragraph is short enough, and none of what is no heading."""
    text = block.text.strip()
    return (
        0 < len(text) <= LONGEST_NUMBERED
        and not block.level
        and block.role is Role.BODY
        and not block.item
        and not any(isinstance(each, Picture) for each in block.inlines)
    )


def _look(block: Paragraph) -> _Look:
    texts = [each for each in block.inlines if isinstance(each, Text) and each.text.strip()]
    bold = bool(texts) and all(each.look.bold for each in texts)
    return _Look(round(block.size, 1), bold, block.align == "center")


def _with_places(
    blocks: Sequence[Block],
    looks: dict[int, _Look],
    numbered: set[int],
    body: float,
    styled: bool,
) -> dict[int, int]:
    """The level of each heading, with those that only their place tells."""
    titles = titles_below(blocks, [at for at in sorted(numbered) if _is_number(blocks[at])])
    if not any(at in looks for at in titles):
        looks |= {at: _look_of(blocks[at]) for at in titles}
        numbered |= set(titles)
    levels = _levels(looks, numbered, body)
    if not styled and numbered >= set(looks):  # nothing stands out: all letters look alike
        levels |= headings_of_text(blocks, numbered)
    return levels


def _look_of(block: Block) -> _Look:
    assert isinstance(block, Paragraph)
    return _look(block)


def _is_number(block: Block) -> bool:
    return isinstance(block, Paragraph) and bool(NUMBER_ALONE.fullmatch(block.text))


def _stands_out(block: Paragraph, body: float) -> bool:
    text = block.text.strip()
    if (
        len(text) > LONGEST
        or NO_HEADING.search(text)
        or "\n" in text
        or "\t" in text
        or block.quotes
    ):
        return False
    look = _look(block)
    larger = bool(body) and look.size >= body * LARGER
    return (larger and (look.bold or look.centred or look.size >= body * MUCH_LARGER)) or (
        look.bold and not block.align == "right"
    )


def _size_of_text(blocks: Sequence[Block]) -> float:
    """The size of most letters, 0 where no paragraph has one."""
    letters: Counter[float] = Counter()
    for block in blocks:
        if isinstance(block, Paragraph) and not block.level:
            letters[block.size] += len(block.text)
    if not any(letters):
        return 0.0
    return letters.most_common(1)[0][0] or USUAL


def _levels(looks: dict[int, _Look], numbered: set[int], body: float) -> dict[int, int]:
    """The level of each paragraph that is a heading: the largest look is the first."""
    of_chapters = [looks[at] for at in numbered]
    least = median(look.size for look in of_chapters) if of_chapters else 0.0
    first = 1
    levels: dict[int, int] = dict.fromkeys(numbered, 1)
    rest = sorted(
        {look for at, look in looks.items() if at not in numbered},
        key=lambda look: (-look.size, not look.bold, not look.centred),
    )
    level_of: dict[_Look, int] = {}
    level = first + 1 if numbered else first
    for look in rest:
        if numbered and look.size and look.size >= least and look.size > body * LARGER:
            level_of[look] = 1
            continue
        level_of[look] = min(level, MOST_LEVELS)
        level += 1
    for at, look in looks.items():
        levels.setdefault(at, level_of.get(look, MOST_LEVELS))
    return levels


def joined_titles(blocks: Sequence[Block]) -> list[Block]:
    """`บทที่ ๑` and the heading right below it are one heading of two lines."""
    made: list[Block] = []
    above, place = None, -1  # the last block with anything in it, and where it is in `made`
    for block in blocks:
        if (
            isinstance(block, Paragraph)
            and isinstance(above, Paragraph)
            and block.level
            and above.level
            and block.level <= above.level
            and NUMBER_ALONE.fullmatch(above.text)
            and not NUMBER_ALONE.match(block.text)
        ):
            del made[place + 1 :]
            above = replace(above, inlines=(*above.inlines, Text(" "), *block.inlines))
            made[place] = above
            continue
        made.append(block)
        if not _is_empty(block):
            above, place = block, len(made) - 1
    return made


def _is_empty(block: Block) -> bool:
    return isinstance(block, PageBreak) or (
        isinstance(block, Paragraph) and not block.text.strip() and not block.inlines
    )
