"""A plain text becomes a SourceDocument: paragraphs parted by empty lines, or one on each line.

Enters: the bytes. Leaves: paragraphs. Nothing in it is Markdown; what looks like it stays text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from pathlib import Path

from thaibook.grammar import End, is_bare_verse, line_ends
from thaibook.importing.bytes_as_text import text_of
from thaibook.importing.gathering import Remarks, merged, plain, seen
from thaibook.importing.items_by_look import TYPED
from thaibook.importing.source_document import (
    Block,
    Finding,
    Inline,
    LineBreak,
    PageBreak,
    Paragraph,
    Role,
    SourceDocument,
    Text,
)
from thaibook.messages import BookError, problem
from thaibook.thai import WIDTHLESS

NARROWEST, WIDEST, EQUAL = 30, 120, 0.75  # columns of wrapped lines, and how equal they are
ALIKE, WIDER, FEW = (
    0.85,
    1.25,
    0.005,
)  # than the lines of a paragraph, and how many of a text may be so
MOST_ABOVE, MUCH_SHORTER = 3, 0.55  # lines above a text, and how short they are beside it
GLUED = re.compile(r"[\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e45\u0e47-\u0e4e]")


def read_plain_text(data: bytes, path: Path) -> SourceDocument:
    """The document in the bytes of a text. Raises BookError: not-utf8, import-no-text."""
    remarks = Remarks()
    text = text_of(data, path, remarks)
    blocks: list[Block] = []
    line = 1
    widths = sorted(map(_width, text.split("\n")))
    for number, page in enumerate(text.split("\f")):
        if number:
            blocks.append(PageBreak(line))
        blocks += _of_page(page, line, widths, remarks)
        line += page.count("\n")
    if not any(isinstance(each, Paragraph) and each.inlines for each in blocks):
        raise BookError([problem("import-no-text", path)])
    return SourceDocument(path.name, tuple(blocks), remarks=tuple(remarks.every))


def _of_page(page: str, first: int, widths: Sequence[int], remarks: Remarks) -> list[Block]:
    lines = page.split("\n")
    meant = line_ends(_signless(page)).meant
    blocks: list[Block] = []
    gathered: list[tuple[int, str]] = []
    empty = 0
    for at, written in enumerate(lines):
        remarks.place = first + at
        line = seen(written, remarks)
        if not line.strip():
            blocks += _paragraphs(gathered, meant, first, widths, remarks)
            gathered = []
            empty += 1
            if empty == 2:  # one is what parts paragraphs
                blocks.append(Paragraph((), first + at))
            continue
        empty = 0
        gathered.append((at, line))
    return blocks + _paragraphs(gathered, meant, first, widths, remarks)


def _signless(page: str) -> str:
    """The text without what Markdown would take for signs: only its lines are looked at."""
    page = re.sub(r"(?m)^([ \t]*)[-*+](?=[ \t])", r"\1–", page)
    return re.sub(r"[#>*_`|~:=+-]{2,}|[#>`|]", "ก", page)


def _paragraphs(
    lines: Sequence[tuple[int, str]],
    meant: dict[int, End],
    first: int,
    widths: Sequence[int],
    remarks: Remarks,
) -> list[Block]:
    """The paragraphs of lines without an empty one between. first: the number of the page's first
    line; widths: of all lines of the text, the narrowest first."""
    if not lines:
        return []
    texts = [line for _, line in lines]
    if len(texts) > 1 and is_bare_verse([text.strip() for text in texts]):
        return [Paragraph(_broken(texts), first + lines[0][0], role=Role.VERSE)]
    if above := _headings_above(texts):
        head = [Paragraph(plain(text.strip()), first + at) for at, text in lines[:above]]
        return [*head, *_paragraphs(lines[above:], meant, first, widths, remarks)]
    blocks: list[Block] = []
    runs: list[Inline] = []
    place = first + lines[0][0]
    are_apart = len(texts) > 1 and not _is_wrapped(texts, widths)
    if are_apart and any(at not in meant for at, _ in lines[:-1]):
        remarks.add(Finding.GUESSED, "lines-apart", texts[0][:40], place)
    for index, (at, line) in enumerate(lines):
        words = line.strip()
        end = meant.get(at)
        following = lines[index + 1][1].strip() if index + 1 < len(lines) else ""
        if end in (None, End.LINE) and TYPED.match(following):
            end = End.PARAGRAPH
        if end is None and are_apart:
            end = End.PARAGRAPH
        runs.append(Text(words))
        if index == len(lines) - 1 or end is End.PARAGRAPH:
            blocks.append(Paragraph(merged(runs), place))
            runs, place = [], first + at + 1
        elif end is End.LINE:
            runs.append(LineBreak())
        else:
            joined = GLUED.match(words[-1:]) and GLUED.match(following[:1]) and not _ends_open(line)
            runs.append(Text("" if joined else " "))
    return blocks


def _headings_above(lines: Sequence[str]) -> int:
    """How many short lines stand right above the text of a paragraph: `บทที่ ๑`, its title."""
    widths = [_width(line) for line in lines]
    if len(lines) < 2 or max(widths) < NARROWEST:
        return 0
    return next(
        (at for at, width in enumerate(widths[:MOST_ABOVE]) if width > max(widths) * MUCH_SHORTER),
        0,
    )


def _is_wrapped(lines: Sequence[str], widths: Sequence[int]) -> bool:
    """Whether a program has wrapped the lines: all but the last are about as wide, hardly a line
    of the text is wider, and others are like them. What is not has a paragraph on each line, as
    word processors and chats give it."""
    own = [_width(line) for line in lines[:-1]]
    widest = max(own)
    if not (widest >= NARROWEST and min(own) >= EQUAL * widest and widest <= WIDEST):
        return False
    wider = len(widths) - bisect_right(widths, widest * WIDER)
    alike = len(widths) - wider - bisect_left(widths, widest * ALIKE)
    is_all = sum(width > 0 for width in widths) == len(lines) == 2
    return wider <= len(widths) * FEW and (alike > 1 or is_all)


def _width(line: str) -> int:
    """The columns that a line takes."""
    return len(WIDTHLESS.sub("", line.strip()))


def _ends_open(line: str) -> bool:
    """Whether a space was typed at the end of a line."""
    return line.endswith(" ")


def _broken(lines: Sequence[str]) -> tuple[Inline, ...]:
    runs: list[Inline] = []
    for line in lines:
        if runs:
            runs.append(LineBreak())
        runs += plain(line.strip())
    return tuple(runs)
