"""A contents list that was typed or left over: the book makes its own.

Enters: blocks. Leaves: the blocks without the lines that are a heading of the same document with
the number of a page, and Remarks. Word, LibreOffice and Google Docs leave such lines where a list
of contents was turned into text; authors type them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from thaibook.importing.headings_by_look import CHAPTER
from thaibook.importing.source_document import Block, Finding, Paragraph, Remark

ENTRY = re.compile(r"(.+?)[\s.…·_\t\u2003]+(?:หน้า\s*)?([0-9๐-๙]{1,4}|[ivxlc]{1,6})\s*")
TITLE = re.compile(r"\s*(?:สารบัญ(?:บท|เรื่อง)?|Contents|Table of Contents)\s*", re.IGNORECASE)
LEADERS = re.compile(r"(?:[.…·_][ \u00a0]?){4,}")
FEW, SEVERAL = 2, 3
LONGEST = 200


def without_contents(blocks: Sequence[Block]) -> tuple[list[Block], list[Remark]]:
    """The blocks without such lines, and the remarks on them."""
    texts: dict[str, int] = {}
    for at, block in enumerate(blocks):
        if isinstance(block, Paragraph) and len(block.text) < LONGEST:
            texts[_normal(block.text)] = at
    entries = _led(blocks)
    for at, block in enumerate(blocks):
        if not isinstance(block, Paragraph) or len(block.text) > LONGEST or block.item:
            continue
        entry = ENTRY.fullmatch(block.text)
        below = texts.get(_normal(entry[1]), -1) if entry else -1
        if (
            entry
            and below > at
            and isinstance(other := blocks[below], Paragraph)
            and not (block.level and other.level and block.level != other.level)
        ):
            entries.add(at)
    if not entries or (len(entries) < FEW and not _has_title(blocks, min(entries))):
        linked = {
            at for at in entries if isinstance(b := blocks[at], Paragraph) and CHAPTER.match(b.text)
        } or {at for at in entries if isinstance(b := blocks[at], Paragraph) and not b.level}
        if not linked or not (_is_linked(blocks, linked) or _are_chapters(blocks, linked)):
            return list(blocks), []
    first = min(entries)
    title = next(
        (at for at in range(first - 1, max(-1, first - 4), -1) if _is_title(blocks[at])), -1
    )
    gone = entries | ({title} if title >= 0 else set())
    remarks = [
        Remark(Finding.LEFT_OUT, "contents", b.place, " ".join(b.text.split()))
        for at in sorted(gone)
        if isinstance(b := blocks[at], Paragraph)
    ]
    return [block for at, block in enumerate(blocks) if at not in gone], remarks


def _led(blocks: Sequence[Block]) -> set[int]:
    """Lines whose words dots lead to a number, where there are several."""
    led = {
        at
        for at, block in enumerate(blocks)
        if isinstance(block, Paragraph)
        and len(block.text) <= LONGEST
        and LEADERS.search(block.text)
        and ENTRY.fullmatch(block.text)
    }
    return led if len(led) >= SEVERAL else set()


def _normal(text: str) -> str:
    return "".join(text.split())


def _is_title(block: Block) -> bool:
    return isinstance(block, Paragraph) and bool(TITLE.fullmatch(block.text))


def _has_title(blocks: Sequence[Block], at: int) -> bool:
    return any(_is_title(blocks[place]) for place in range(max(0, at - 3), at))


def _are_chapters(blocks: Sequence[Block], entries: set[int]) -> bool:
    """Whether each line is `บทที่ ๑ …` with a number behind it."""
    return all(isinstance(b := blocks[at], Paragraph) and CHAPTER.match(b.text) for at in entries)


def _is_linked(blocks: Sequence[Block], entries: set[int]) -> bool:
    """Whether links lead from the lines to places in the text, as programs make them."""
    return all(
        any(getattr(i, "link", "").startswith("#") for i in b.inlines)
        for at in entries
        if isinstance(b := blocks[at], Paragraph)
    )
