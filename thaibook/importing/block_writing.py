"""The blocks of a chapter become Markdown in the book's own dialect (docs/markdown.md).

Enters: blocks. Leaves: Markdown, blocks parted by empty lines, and Remarks on what had to take
another form. Neighbours that belong together are written together: items, lines of a poem, lines
in the middle of the page, a picture and its caption.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from thaibook.grammar import is_bare_verse
from thaibook.importing.captions import (
    WORDS,
    Counted,
    caption_words,
    is_caption,
    parted_pictures,
    with_pictures_apart,
)
from thaibook.importing.gathering import has_content
from thaibook.importing.line_writing import Surroundings, written_line
from thaibook.importing.list_writing import written_items
from thaibook.importing.source_document import (
    Anchor,
    Block,
    Box,
    Finding,
    Formula,
    LineBreak,
    PageBreak,
    Paragraph,
    Picture,
    Remark,
    Role,
    SceneBreak,
    Table,
    Text,
)
from thaibook.importing.table_writing import written_table

GAP = re.compile(r"\S(?: {2,}|[ ]*\t[\t ]*)\S")
LONGEST_VERSE = 90  # letters of a line
NEW_PAGE, SCENE = "+++", "***"
BLOCK_PARTS = "\n\n"


class BlockWriter:
    """Writes the blocks of one chapter. counted: of the whole book."""

    def __init__(self, around: Surroundings, counted: Counted) -> None:
        self._around, self._counted = around, counted
        self.remarks: list[Remark] = []

    def written(self, blocks: Sequence[Block]) -> str:
        """The Markdown of blocks."""
        chunks: list[str] = []
        blocks = list(_with_page_breaks(blocks))
        at = 0
        while at < len(blocks):
            chunk, at = self._next(blocks, at)
            if chunk and not (chunk == NEW_PAGE and (not chunks or chunks[-1] == NEW_PAGE)):
                chunks.append(chunk)
        while chunks and chunks[-1] in (NEW_PAGE, SCENE):
            chunks.pop()
        return BLOCK_PARTS.join(chunks)

    def heading(self, paragraph: Paragraph) -> str:
        """A heading, with its name where links lead to it."""
        self._tell_tabs(paragraph)
        names = [
            name
            for each in paragraph.inlines
            if isinstance(each, Anchor) and (name := self._around.anchors.get(each.name))
        ]
        words = [
            Text(" ") if isinstance(each, LineBreak) else each
            for each in paragraph.inlines
            if not isinstance(each, Anchor)
        ]
        line = written_line([Text("H"), *words], self._around).removeprefix("H").strip()
        line = re.sub(r"(?<!\\)(#+)$", r"\\\1", line)  # signs at its end would close it
        name = f" {{#{names[0]}}}" if names else ""
        return f"{'#' * max(1, min(paragraph.level, 6))} {line}{name}" if line else ""

    def _next(self, blocks: Sequence[Block], at: int) -> tuple[str, int]:
        """The Markdown of what begins at a block, and where the next begins."""
        block = blocks[at]
        match block:
            case SceneBreak():
                return SCENE, at + 1
            case PageBreak():
                return NEW_PAGE, at + 1
            case Box():
                return self._box(block), at + 1
            case Table():
                return self._table(block, blocks, at)
        if not has_content(block.inlines):
            return self._anchors(block), at + 1
        if block.level:
            return self.heading(block), at + 1
        return self._paragraphs(block, blocks, at)

    def _anchors(self, block: Paragraph) -> str:
        return written_line(block.inlines, self._around)

    def _paragraphs(self, block: Paragraph, blocks: Sequence[Block], at: int) -> tuple[str, int]:
        """A paragraph, or several that belong together."""
        if block.quotes:
            own, end = _run(blocks, at, lambda b: bool(b.quotes))
            return _quoted(self.written([replace(b, quotes=b.quotes - 1) for b in own])), end
        if block.item:
            own, end = _run(blocks, at, lambda b: b.item is not None and not b.quotes)
            return written_items(own, self._item), end
        if block.role in (Role.CODE, Role.VERSE):
            own, end = _run(blocks, at, lambda b: b.role is block.role, with_empty=True)
            return (self._code if block.role is Role.CODE else self._verse)(own), end
        if block.role is Role.TERM:
            return self._definition(block, blocks, at)
        if parted := parted_pictures(block):
            return self._pictures(*parted, blocks, at)
        following = blocks[at + 1] if at + 1 < len(blocks) else None
        apart = with_pictures_apart(block) if is_caption(following, "picture") else None
        if apart:
            words, pictures = apart
            rest, taken = self._paragraphs(pictures, [pictures, *blocks[at + 1 : at + 2]], 0)
            return f"{written_line(words.inlines, self._around)}{BLOCK_PARTS}{rest}", at + taken
        if isinstance(following, Table) and is_caption(block, "table"):
            table, _ = self._table(following, (), 0)
            return f"{self._caption(block, 'table')}{BLOCK_PARTS}{table}", at + 2
        return self._prose(block, blocks, at)

    def _prose(self, block: Paragraph, blocks: Sequence[Block], at: int) -> tuple[str, int]:
        """A paragraph that stands in nothing; a poem, or lines in the middle of the page."""
        if end := _verse_by_look(blocks, at):
            return self._verse([b for b in blocks[at:end] if isinstance(b, Paragraph)]), end
        if block.align:
            own, end = _run(blocks, at, lambda b: b.align == block.align and _is_loose(b))
            return self._aligned(own), end
        formulas = [each for each in block.inlines if isinstance(each, Formula)]
        if len(formulas) == 1 and not block.text.strip():
            return f"$$\n{formulas[0].tex}\n$$", at + 1
        self._tell_tabs(block)
        return written_line(block.inlines, self._around), at + 1

    def _tell_tabs(self, paragraph: Paragraph) -> None:
        if "\t" in paragraph.text.strip():
            words = " ".join(paragraph.text.split())
            self.remarks.append(Remark(Finding.CHANGED, "tabs", paragraph.place, words))

    def _item(self, paragraph: Paragraph, begins: bool) -> str:
        self._tell_tabs(paragraph)
        if begins:
            return written_line(paragraph.inlines, self._around)
        # A typed marker stands before the words: their beginning is not that of a line.
        line = written_line([Text("H"), *paragraph.inlines], self._around)
        return line.removeprefix("H").lstrip()

    def _aligned(self, paragraphs: Sequence[Paragraph]) -> str:
        lines = [written_line(each.inlines, self._around, "\n") for each in paragraphs]
        inner = BLOCK_PARTS.join(filter(None, lines))
        return f"::: {paragraphs[0].align}\n{inner}\n:::"

    def _box(self, box: Box) -> str:
        paragraphs = [b for b in box.blocks if isinstance(b, Paragraph)]
        shows = any(isinstance(i, Picture) for b in paragraphs for i in b.inlines)
        inner = self.written(box.blocks)
        if (shows and len(paragraphs) <= 2) or not inner:
            return inner  # a picture in a frame with its caption
        return f"::: box\n{inner}\n:::"

    def _code(self, paragraphs: Sequence[Paragraph]) -> str:
        text = "\n".join(each.text for each in paragraphs).strip("\n")
        ticks = max((len(run) for run in re.findall("`+", text)), default=0)
        fence = "`" * max(3, ticks + 1)
        return f"{fence}{paragraphs[0].name}\n{text}\n{fence}"

    def _verse(self, paragraphs: Sequence[Paragraph]) -> str:
        """A poem: paragraphs of one line follow each other, those of several are stanzas."""
        stanzas: list[list[str]] = [[]]
        for each in paragraphs:
            words = written_line(each.inlines, self._around, "\n").replace("\u2003", "  ")
            if not words or "\n" in words:
                stanzas.append([])
            if words:
                stanzas[-1].append(words)
            if "\n" in words:
                stanzas.append([])
        inner = BLOCK_PARTS.join("\n".join(lines) for lines in stanzas if lines)
        name = next((each.name for each in paragraphs if each.name), "") or "verse"
        return f"::: {name}\n{inner}\n:::"

    def _definition(self, term: Paragraph, blocks: Sequence[Block], at: int) -> tuple[str, int]:
        own, end = _run(blocks, at + 1, lambda b: b.role is Role.MEANING)
        lines = [written_line(term.inlines, self._around).replace("\\\n", " ")]
        for each in own:
            words = written_line([Text("H"), *each.inlines], self._around).removeprefix("H")
            lines.append(":   " + words.replace("\n", "\n    "))
        return "\n".join(lines), end

    def _pictures(
        self, pictures: Paragraph, below: Paragraph, blocks: Sequence[Block], at: int
    ) -> tuple[str, int]:
        """Pictures, each on a line of its own, with the caption that stands below them."""
        end = at + 1
        shown = [
            line
            for each in pictures.inlines
            if isinstance(each, Picture | Anchor) and (line := written_line([each], self._around))
        ]
        chunks = [*shown]
        if has_content(below.inlines):
            is_own = below.role is Role.CAPTION or is_caption(below, "picture")
            chunks.append(self._caption(below, "picture") if is_own else self.written([below]))
        elif end < len(blocks) and shown and is_caption(blocks[end], "picture"):
            caption = blocks[end]
            assert isinstance(caption, Paragraph)
            chunks.append(self._caption(caption, "picture"))
            end += 1
        return BLOCK_PARTS.join(chunks), end

    def _caption(self, caption: Paragraph, kind: str) -> str:
        """The line of a caption. One whose number is not the book's stays text."""
        found = caption_words(caption, kind, self._counted)
        if found is None:
            self.remarks.append(
                Remark(Finding.CHANGED, "caption-number", caption.place, caption.text)
            )
            return self._aligned([replace(caption, align=caption.align or "center")])
        words, number = found
        if number:
            self.remarks.append(Remark(Finding.CHANGED, "counted", caption.place, caption.text))
        line = written_line([Text("H"), *words], self._around).removeprefix("H")
        return f"{WORDS[kind]}: {' '.join(line.replace(chr(92) + chr(10), ' ').split())}"

    def _table(self, table: Table, blocks: Sequence[Block], at: int) -> tuple[str, int]:
        words, remarks = written_table(table, self._around)
        self.remarks += remarks
        following = blocks[at + 1] if at + 1 < len(blocks) else None
        if isinstance(following, Paragraph) and is_caption(following, "table"):
            further = blocks[at + 2] if at + 2 < len(blocks) else None
            if not isinstance(further, Table):
                return f"{words}{BLOCK_PARTS}{self._caption(following, 'table')}", at + 2
        return words, at + 1


def _with_page_breaks(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, with a break of its own before each paragraph that begins a page."""
    for at, block in enumerate(blocks):
        if isinstance(block, Paragraph) and block.breaks_page:
            if at:
                yield PageBreak(block.place)
            block = replace(block, breaks_page=False)
        yield block


def _run(
    blocks: Sequence[Block], at: int, belongs: Callable[[Paragraph], bool], with_empty: bool = False
) -> tuple[list[Paragraph], int]:
    """The paragraphs from `at` on that belong together, and where they end."""
    own: list[Paragraph] = []
    for place in range(at, len(blocks)):
        block = blocks[place]
        if not isinstance(block, Paragraph) or block.level:
            break
        if not belongs(block) or not (with_empty or has_content(block.inlines)):
            break
        own.append(block)
    return own, at + len(own)


def _is_loose(block: Paragraph) -> bool:
    """Whether a paragraph stands in nothing, and shows no picture."""
    return (
        block.role is Role.BODY
        and not block.item
        and not block.quotes
        and not any(isinstance(each, Picture) for each in block.inlines)
    )


def _verse_by_look(blocks: Sequence[Block], at: int) -> int:
    """Where a poem ends that nothing but its lines marks, 0 for none."""
    lines: list[str] = []
    end = at
    while end < len(blocks):
        block = blocks[end]
        if not isinstance(block, Paragraph) or block.level or not _is_loose(block):
            break
        own = [line.strip() for line in block.text.split("\n") if line.strip()]
        if not own or not all(GAP.search(line) and len(line) < LONGEST_VERSE for line in own):
            break
        lines += own
        end += 1
    spaced = [re.sub(r"\s*\t\s*", "   ", line) for line in lines]
    return end if len(lines) > 1 and is_bare_verse(spaced) else 0


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))
