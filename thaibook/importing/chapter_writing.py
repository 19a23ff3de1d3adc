"""A chapter becomes the text of its file: heading, blocks, and the notes that it calls.

Enters: an ImportedChapter. Leaves: Markdown, and Remarks. Notes are numbered anew in each chapter,
as the book prints them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from thaibook.importing.arranging import ImportedChapter
from thaibook.importing.block_writing import BlockWriter
from thaibook.importing.captions import Counted
from thaibook.importing.line_writing import Surroundings
from thaibook.importing.source_document import (
    Anchor,
    Block,
    Box,
    Finding,
    Inline,
    NoteCall,
    Paragraph,
    Picture,
    Remark,
    Table,
    Text,
)


def written_chapter(
    chapter: ImportedChapter,
    pictures: Mapping[str, str],
    anchors: Mapping[str, str],
    counted: Counted,
) -> tuple[str, list[Remark]]:
    """The text of a chapter's file. pictures: the file of each; anchors: names of all places."""
    notes = chapter.source.notes
    labels: dict[str, str] = {}
    remarks: list[Remark] = []
    first = [chapter.heading] if chapter.heading else []
    for key, place in _calls([*first, *chapter.blocks]):
        if key not in notes:
            remarks.append(Remark(Finding.LEFT_OUT, "note-without-text", place))
        elif key not in labels:
            labels[key] = str(len(labels) + 1)
            for inner, _ in _calls(notes[key]):
                if inner in notes:
                    labels.setdefault(inner, str(len(labels) + 1))
    around = Surroundings(labels, pictures, anchors)
    remarks += _dead_links(
        [*first, *chapter.blocks, *(b for k in labels for b in notes[k])], around
    )
    writer = BlockWriter(around, counted)
    parts = []
    if chapter.heading:
        parts.append(writer.heading(chapter.heading))
    else:
        parts.append(f"---\ntitle: {json.dumps(chapter.title, ensure_ascii=False)}\n---")
    parts.append(writer.written(chapter.blocks))
    for key, label in labels.items():
        parts.append(_note(label, writer.written(_unplaced(notes[key]))))
    remarks += writer.remarks
    return "\n\n".join(filter(None, parts)) + "\n", remarks


def _dead_links(blocks: Iterable[Block], around: Surroundings) -> Iterator[Remark]:
    """A remark on each link that leads nowhere in the book; its words stay."""
    for inline, place in inlines_of(blocks):
        if isinstance(inline, Text | Picture) and inline.link and not around.target(inline.link):
            words = inline.text if isinstance(inline, Text) else inline.alternative
            yield Remark(Finding.LEFT_OUT, "link", place, f"{words} → {inline.link}")


def _unplaced(blocks: Iterable[Block]) -> list[Block]:
    """The blocks of a note: no headings, none in the middle of the page."""
    return [
        replace(b, level=0, align="", breaks_page=False) if isinstance(b, Paragraph) else b
        for b in blocks
    ]


def _note(label: str, text: str) -> str:
    first, *rest = (text or "…").split("\n")
    further = (f"    {line}" if line else "" for line in rest)
    return "\n".join([f"[^{label}]: {first}", *further])


def _calls(blocks: Iterable[Block]) -> Iterator[tuple[str, int]]:
    """The keys of the notes that are called, with their places."""
    for inline, place in inlines_of(blocks):
        if isinstance(inline, NoteCall):
            yield inline.key, place


def anchors_of(chapter: ImportedChapter) -> Iterator[list[str]]:
    """The places that links may lead to: those of one paragraph together."""
    first = [chapter.heading] if chapter.heading else []
    for paragraph in paragraphs_of([*first, *chapter.blocks]):
        names = [each.name for each in paragraph.inlines if isinstance(each, Anchor)]
        if names and paragraph.level:
            yield names
        else:
            yield from ([name] for name in names)


def inlines_of(blocks: Iterable[Block]) -> Iterator[tuple[Inline, int]]:
    """All inlines in blocks, with their places."""
    for paragraph in paragraphs_of(blocks):
        for inline in paragraph.inlines:
            yield inline, paragraph.place


def paragraphs_of(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """All paragraphs in blocks, those in tables and boxes too."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row:
                    yield from paragraphs_of(cell.blocks)
        elif isinstance(block, Box):
            yield from paragraphs_of(block.blocks)
