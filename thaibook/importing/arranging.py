"""The documents that were read become chapters.

Enters: SourceDocuments in the order of the book. Leaves: an ImportedBook: its title page taken out
of the text, chapters parted at headings, scene breaks where an empty line or a row of signs stood,
and Remarks on all that was guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from thaibook.importing.contents_by_look import without_contents
from thaibook.importing.gathering import has_content, trimmed
from thaibook.importing.headings_by_look import PART, joined_titles, with_headings
from thaibook.importing.items_by_look import with_items
from thaibook.importing.markdown_reading import parts_of
from thaibook.importing.source_document import (
    Block,
    Box,
    Facts,
    Finding,
    PageBreak,
    Paragraph,
    Remark,
    Role,
    SceneBreak,
    SourceDocument,
    Table,
)
from thaibook.importing.title_page import is_title, title_page, with_title_as_heading, without_known

SCENE = re.compile(r"\s*(?:(?:[*#~=_⁂※❖◆◇●○•■□★☆✦✧✿❀❦§+\-–—]|\bo0o\b|oOo)\s*){1,20}\s*")
LONGEST_ROW = 60
FEW_EMPTY = 0.34  # of all paragraphs: with more empty ones than that, they are the space between


@dataclass(frozen=True)
class ImportedChapter:
    """A chapter. heading: None where the source has none, then `title` is the file's; part:
    the title of the part that it begins, or ""; markdown: the text, where it was Markdown."""

    source: SourceDocument
    heading: Paragraph | None
    blocks: tuple[Block, ...]
    title: str = ""
    part: str = ""
    markdown: str = ""


@dataclass(frozen=True)
class ImportedBook:
    """remarks: by the name of the file."""

    facts: Facts
    chapters: tuple[ImportedChapter, ...]
    remarks: tuple[tuple[str, Remark], ...] = field(default=())


def arranged(documents: Sequence[SourceDocument], fallback_title: str) -> ImportedBook:
    """The chapters of all documents, one after the other."""
    chapters: list[ImportedChapter] = []
    remarks: list[tuple[str, Remark]] = []
    facts = Facts()
    for document in documents:
        remarks += ((document.name, each) for each in document.remarks)
        if document.markdown:
            chapters += (
                ImportedChapter(document, None, (), title, markdown=text)
                for title, text in parts_of(document.markdown)
            )
            facts = _both(facts, document.facts)
            continue
        is_alone = len(documents) == 1
        if not is_alone:
            document = replace(document, blocks=tuple(with_title_as_heading(document.blocks)))
        known = without_known(_tidied(document.blocks), document.facts)
        was_named = len(known) < len(document.blocks)
        tidied, contents = without_contents(known)
        blocks, found = with_headings(tidied)
        found += contents
        blocks, own, taken = title_page(joined_titles(blocks), document.facts, is_alone, was_named)
        found += taken
        if is_alone:
            facts = own
        else:  # a file is a chapter, and its title that of the chapter
            facts = _both(facts, replace(own, title="", subtitle=""))
        made, more = _with_pauses(with_items(blocks))
        remarks += ((document.name, each) for each in (*found, *more))
        chapters += _parted(document, made, own.title or _stem(document.name))
    if not is_title(facts.title):
        first = next((c.heading.text for c in chapters if c.heading), "")
        alone = _stem(documents[0].name) if len(documents) == 1 else fallback_title
        title = first if len(chapters) == 1 and first else alone
        facts = replace(facts, title=" ".join(title.split()))
    return ImportedBook(facts, tuple(chapters), tuple(remarks))


def _stem(name: str) -> str:
    return name.rpartition(".")[0] or name


def _both(facts: Facts, more: Facts) -> Facts:
    """The facts, and what only the others have."""
    fields = {name: value or getattr(more, name) for name, value in vars(facts).items()}
    return Facts(**fields)


def _tidied(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, paragraphs without white space at their ends."""
    return [
        replace(b, inlines=trimmed(b.inlines)) if isinstance(b, Paragraph) else b for b in blocks
    ]


def _with_pauses(blocks: Sequence[Block]) -> tuple[list[Block], list[Remark]]:
    """Rows of signs become scene breaks, and so do empty lines where they are few."""
    filled = sum(1 for b in blocks if isinstance(b, Paragraph) and b.inlines)
    empty = {at for at, b in enumerate(blocks) if isinstance(b, Paragraph) and not b.inlines}
    groups = sum(1 for at in empty if at - 1 not in empty)
    mean = 0 < groups <= filled * FEW_EMPTY
    made: list[Block] = []
    remarks: list[Remark] = []
    for at, block in enumerate(blocks):
        if isinstance(block, Paragraph) and not block.inlines:
            if mean and at - 1 not in empty and _is_between_texts(blocks, at):
                made.append(SceneBreak(block.place))
                remarks.append(Remark(Finding.GUESSED, "scene", block.place))
            if block.breaks_page:
                made.append(PageBreak(block.place))
            continue
        if isinstance(block, Paragraph) and is_scene(block.text) and not block.level:
            made.append(SceneBreak(block.place))
            if set(block.text.split()) - {"*", "***", "---"}:
                remarks.append(Remark(Finding.CHANGED, "scene-sign", block.place, block.text))
            continue
        made.append(block)
    return made, remarks


def _is_between_texts(blocks: Sequence[Block], at: int) -> bool:
    """Whether prose stands before and after an empty line."""
    before = at - 1
    after = at + 1
    while after < len(blocks) and _is_gap(blocks[after]):
        after += 1
    if before < 0 or after >= len(blocks):
        return False
    return all(_is_prose(blocks[place]) for place in (before, after))


def is_scene(text: str) -> bool:
    """Whether a paragraph is a row of signs."""
    return len(text) <= LONGEST_ROW and bool(SCENE.fullmatch(text))


def _is_gap(block: Block) -> bool:
    return isinstance(block, Paragraph) and not block.inlines


def _is_prose(block: Block) -> bool:
    return (
        isinstance(block, Paragraph)
        and not block.level
        and not block.item
        and not block.align
        and block.role is Role.BODY
        and not is_scene(block.text)
        and len(block.text) > 1
    )


def _parted(
    document: SourceDocument, blocks: Sequence[Block], title: str
) -> Iterator[ImportedChapter]:
    """The chapters of one document."""
    levels = sorted({b.level for b in blocks if isinstance(b, Paragraph) and b.level})
    chapter_level = levels[0] if levels else 0
    firsts = [b for b in blocks if isinstance(b, Paragraph) and b.level == chapter_level]
    has_parts = len(levels) > 1 and bool(firsts) and all(PART.match(b.text) for b in firsts)
    if has_parts:
        chapter_level = levels[1]
    heading: Paragraph | None = None
    part, own_part = "", ""
    own: list[Block] = []
    for block in blocks:
        level = block.level if isinstance(block, Paragraph) else 0
        if not level or level > chapter_level:
            own.append(block)
            continue
        if heading is not None or _says_anything(own):
            yield _chapter(document, heading, own, title, own_part)
        assert isinstance(block, Paragraph)
        own = []
        if has_parts and level < chapter_level:
            part, heading, own_part = " ".join(block.text.split()), None, ""
        else:
            heading, own_part, part = block, part, ""
    if heading is not None or _says_anything(own):
        yield _chapter(document, heading, own, title, own_part)


def _says_anything(blocks: Sequence[Block]) -> bool:
    return any(
        isinstance(b, Table | Box) or (isinstance(b, Paragraph) and has_content(b.inlines))
        for b in blocks
    )


def _chapter(
    document: SourceDocument,
    heading: Paragraph | None,
    blocks: Sequence[Block],
    title: str,
    part: str,
) -> ImportedChapter:
    """A chapter without breaks at its two ends; its headings go down one level at a time."""
    rest = list(blocks)
    for end in (0, -1):
        while rest and isinstance(rest[end], PageBreak | SceneBreak):
            rest.pop(end)
    above = 1
    base = heading.level if heading else 0
    for at, block in enumerate(rest):
        if isinstance(block, Paragraph) and block.level:
            level = max(2, min(block.level - base + 1 if base else block.level, above + 1))
            rest[at] = replace(block, level=level)
            above = level
    first = replace(heading, level=1) if heading else None
    return ImportedChapter(document, first, tuple(rest), "" if first else title, part)
