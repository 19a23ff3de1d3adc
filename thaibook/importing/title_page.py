"""The title page of a source, which the book makes anew.

Enters: the blocks of a document, and what its file says of itself. Leaves: the blocks without the
lines that only name the book and who wrote it, what these lines say, and a Remark on each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from thaibook.importing.headings_by_look import CHAPTER, NUMBER_ALONE, PART
from thaibook.importing.headings_of_text import LONG, may_be_title
from thaibook.importing.source_document import (
    Block,
    Facts,
    Finding,
    PageBreak,
    Paragraph,
    Picture,
    Remark,
    Role,
    SceneBreak,
    Text,
)

BY = re.compile(
    r"\s*(?:โดย|ผู้เขียน|ผู้แต่ง|เขียนโดย|ประพันธ์โดย|แต่งโดย|by|By|BY)\s*[:：]?\s*(\S.{1,60})\s*"
)
LONGEST_TITLE = 120
LONGEST_LINE, MOST_LINES = 70, 5  # of a title page that nothing but its place marks
SAID = re.compile(r"[.…:;,“”\"]\s*$|^\s*[“\"‘(\[–—-]|\n")
# Lines of a title page that are no subtitle.
NO_SUBTITLE = re.compile(
    r"แด่|อุทิศ|สำนักพิมพ์|พิมพ์ครั้ง|ลิขสิทธิ์|ISBN|©|https?:|www\.|@|พ\.ศ\.|[0-9๐-๙]{4}|ฉบับร่าง|ร่างที่"
)
OPENING = 12  # blocks in which a title page ends
NO_TITLE = re.compile(
    r"(?i)\s*(?:untitled.*|document ?\d*|microsoft word.*|powerpoint.*|ไม่มีชื่อ.*|เอกสาร ?\d*|"
    r".*\.docx?|"
    r"slide ?\d*|normal|default|none|title)?\s*"
)


def is_title(text: str) -> bool:
    """Whether somebody has named a work so, and no program."""
    return bool(text) and not NO_TITLE.fullmatch(text)


def without_known(blocks: list[Block], facts: Facts) -> list[Block]:
    """The blocks without lines at the beginning that say just what the file says of itself
    already: title and author, again and again on covers and title pages."""
    known = {facts.title, *(name for name, _ in facts.creators)} - {""}
    return [
        block
        for at, block in enumerate(blocks)
        if not (
            at <= OPENING
            and isinstance(block, Paragraph)
            and not block.level
            and block.role is Role.BODY
            and " ".join(block.text.split()) in known
        )
    ]


def with_title_as_heading(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of a file that is one chapter of several: its title is the heading of the
    chapter, and the other headings stand below it."""
    titled = any(isinstance(b, Paragraph) and b.role is Role.TITLE and b.text for b in blocks)
    made = []
    for block in blocks:
        if titled and isinstance(block, Paragraph):
            if block.role is Role.TITLE and block.text.strip():
                block = replace(block, role=Role.BODY, level=1, align="")
            elif block.level:
                block = replace(block, level=min(block.level + 1, 6))
        made.append(block)
    return made


def title_page(
    blocks: Sequence[Block], facts: Facts, is_alone: bool, was_named: bool = False
) -> tuple[list[Block], Facts, list[Remark]]:
    """The blocks without the lines of the title page, which the book makes anew; what they say;
    and a remark on each. was_named: a line that only says the title has been taken out before."""
    rest: list[Block] = []
    titles = {Role.TITLE: "", Role.SUBTITLE: "", Role.AUTHOR: ""}
    taken: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph) and block.role in titles and block.text.strip():
            if not titles[block.role]:
                titles[block.role] = " ".join(block.text.split())
                taken.append(block)
                continue
            block = replace(block, role=Role.BODY, align=block.align or "center")
        rest.append(block)
    title = titles[Role.TITLE]
    if is_alone:
        _take_repeated(rest, taken, facts.title)
    if not title and is_alone:
        title = _taken_title(rest, taken, facts.title)
    facts = replace(facts, title=title or facts.title)
    creators = facts.creators
    if titles[Role.AUTHOR]:
        creators = ((titles[Role.AUTHOR], "aut"),)
    by = _taken_lines(rest, taken, facts)
    if by and not titles[Role.AUTHOR] and (title or not creators):
        creators = ((by, "aut"),)
    subtitle = titles[Role.SUBTITLE] or facts.subtitle
    if is_alone and not subtitle and (was_named or title) and not titles[Role.TITLE]:
        subtitle = _taken_subtitle(rest, taken)
    remarks = [
        Remark(Finding.LEFT_OUT, "title-page", each.place, " ".join(each.text.split()))
        for each in taken
        if isinstance(each, Paragraph)
    ]
    return rest, replace(facts, subtitle=subtitle, creators=creators), remarks


def _take_repeated(blocks: list[Block], taken: list[Block], title: str) -> None:
    """Take the first heading out of `blocks` where it only names the book, and nothing stands
    between it and the next one: a title page of its own, as e-books have."""
    filled = [
        (at, block)
        for at, block in enumerate(blocks[: OPENING * 2])
        if not isinstance(block, PageBreak) and (not isinstance(block, Paragraph) or block.inlines)
    ]
    if len(filled) < 2 or not all(isinstance(b, Paragraph) and b.level for _, b in filled[:2]):
        return
    at, first = filled[0]
    if _words(first) == title:
        taken.append(blocks.pop(at))


def _taken_title(blocks: list[Block], taken: list[Block], known: str) -> str:
    """The title where no style marks it: the only heading of the first level, or the first line
    where that stands out; it is taken out of `blocks`."""
    at = _lone_heading(blocks)
    if at is None and not is_title(known):
        at = _line_that_stands_out(blocks)
        at = _line_above_all(blocks) if at is None else at
    if at is None:
        return ""
    block = blocks.pop(at)
    taken.append(block)
    return " ".join(block.text.split()) if isinstance(block, Paragraph) else ""


def _line_that_stands_out(blocks: Sequence[Block]) -> int | None:
    """The first line of a text with headings, where it is larger than these or in the middle,
    and bold."""
    first = next(((at, b) for at, b in _opening(blocks) if b.text.strip()), None)
    headings = [b for b in blocks if isinstance(b, Paragraph) and b.level]
    if first is None or not headings or len(first[1].text) > LONGEST_TITLE:
        return None
    at, block = first
    texts = [each for each in block.inlines if isinstance(each, Text) and each.text.strip()]
    bold = bool(texts) and all(each.look.bold for each in texts)
    larger = block.size > max(b.size for b in headings)
    stands_out = (bold and block.align == "center") or (larger and block.size > 0)
    return at if stands_out and not NUMBER_ALONE.match(block.text) else None


def _line_above_all(blocks: Sequence[Block]) -> int | None:
    """The first line of a text with headings whose letters all look alike: where it is short and
    prose stands below it, or where only short lines stand between it and the first heading."""
    opening = _short_opening(blocks)
    if opening:
        return opening[0] if not BY.fullmatch(_words(blocks[opening[0]])) else None
    filled = [(at, b) for at, b in enumerate(blocks) if _words(b)][:2]
    if len(filled) < 2 or not any(isinstance(b, Paragraph) and b.level for b in blocks):
        return None
    (at, first), (_, second) = filled
    is_prose = len(_words(second)) >= LONG and isinstance(second, Paragraph) and not second.level
    return at if is_prose and not any(map(_size, blocks)) and may_be_title(first) else None


def _size(block: Block) -> float:
    return block.size if isinstance(block, Paragraph) else 0.0


def _taken_subtitle(blocks: list[Block], taken: list[Block]) -> str:
    """The line below the title, where it is all that stands before the first heading; it is
    taken out of `blocks`."""
    opening = _short_opening(blocks)
    if len(opening) != 1 or NO_SUBTITLE.search(_words(blocks[opening[0]])):
        return ""
    block = blocks.pop(opening[0])
    taken.append(block)
    return _words(block)


def _short_opening(blocks: Sequence[Block]) -> list[int]:
    """The places of the lines before the first heading, where they are few and short and nothing
    else stands there."""
    places: list[int] = []
    for at, block in enumerate(blocks):
        if isinstance(block, Paragraph) and block.level:
            return places
        if isinstance(block, PageBreak | SceneBreak) or not _words(block):
            if not isinstance(block, PageBreak | SceneBreak | Paragraph) or _shows(block):
                return []
            continue
        if len(places) == MOST_LINES or not _may_name(block):
            return []
        places.append(at)
    return []


def _may_name(block: Block) -> bool:
    """Whether a line may be one of a title page."""
    return (
        isinstance(block, Paragraph)
        and block.role is Role.BODY
        and not block.item
        and not block.quotes
        and not _shows(block)
        and len(_words(block)) <= LONGEST_LINE
        and not SAID.search(block.text)
    )


def _shows(block: Block) -> bool:
    return isinstance(block, Paragraph) and any(isinstance(i, Picture) for i in block.inlines)


def _words(block: Block) -> str:
    return " ".join(block.text.split()) if isinstance(block, Paragraph) else ""


def _taken_lines(blocks: list[Block], taken: list[Block], facts: Facts) -> str:
    """Who wrote the book, where a line before the first heading says so. That line, and those
    that only say what is known, are taken out of `blocks`."""
    names = {" ".join(name.split()) for name, _ in facts.creators}
    found, gone = "", []
    for at, block in _opening(blocks):
        words = " ".join(block.text.split())
        by = BY.fullmatch(words)
        if words and (words in names | {facts.title} or (by and not found)):
            gone.append(at)
            found = by[1].strip() if by else found
        if at > OPENING:
            break
    taken += [blocks[at] for at in gone]
    for at in reversed(gone):
        del blocks[at]
    return found


def _lone_heading(blocks: Sequence[Block]) -> int | None:
    """The first heading, where it is the only one of its level and others stand below."""
    headings = [(at, b) for at, b in enumerate(blocks) if isinstance(b, Paragraph) and b.level]
    if len(headings) < 3:
        return None
    at, first = headings[0]
    levels = [b.level for _, b in headings]
    before = any(isinstance(b, Paragraph) and b.text.strip() for b in blocks[:at])
    if before or levels.count(first.level) > 1 or min(levels[1:]) <= first.level:
        return None
    if levels.count(min(levels[1:])) < 2 or PART.match(first.text) or CHAPTER.match(first.text):
        return None
    return at


def _opening(blocks: Sequence[Block]) -> Iterator[tuple[int, Paragraph]]:
    """The paragraphs before the first heading."""
    for at, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            if block.level:
                return
            yield at, block
