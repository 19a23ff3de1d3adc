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
from thaibook.importing.headings_by_look import NUMBER_ALONE, PART, joined_titles, with_headings
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
    Text,
)

SCENE = re.compile(r"\s*(?:(?:[*#~=_⁂※❖◆◇●○•■□★☆✦✧✿❀❦§+\-–—]|\bo0o\b|oOo)\s*){1,20}\s*")
BY = re.compile(
    r"\s*(?:โดย|ผู้เขียน|ผู้แต่ง|เขียนโดย|ประพันธ์โดย|แต่งโดย|by|By|BY)\s*[:：]?\s*(\S.{1,60})\s*"
)
NO_TITLE = re.compile(
    r"(?i)\s*(?:untitled.*|document ?\d*|microsoft word.*|powerpoint.*|ไม่มีชื่อ.*|เอกสาร ?\d*|"
    r".*\.docx?|"
    r"slide ?\d*|normal|default|none|title)?\s*"
)
LONGEST_TITLE = 120
OPENING = 12  # blocks in which a title page ends
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
        tidied, contents = without_contents(_tidied(document.blocks))
        blocks, found = with_headings(tidied)
        found += contents
        is_alone = len(documents) == 1
        blocks, own, taken = _title_page(joined_titles(blocks), document.facts, is_alone)
        found += taken
        if not chapters or len(documents) == 1:
            facts = _both(facts, own)
        made, more = _with_pauses(with_items(blocks))
        remarks += ((document.name, each) for each in (*found, *more))
        chapters += _parted(document, made, own.title or _stem(document.name))
    if not facts.title or NO_TITLE.fullmatch(facts.title):
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


def _title_page(
    blocks: Sequence[Block], facts: Facts, is_alone: bool
) -> tuple[list[Block], Facts, list[Remark]]:
    """The blocks without the lines of the title page, which the book makes anew; what they say;
    and a remark on each."""
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
    remarks = [
        Remark(Finding.LEFT_OUT, "title-page", each.place, " ".join(each.text.split()))
        for each in taken
        if isinstance(each, Paragraph)
    ]
    return rest, replace(facts, subtitle=subtitle, creators=creators), remarks


def _taken_title(blocks: list[Block], taken: list[Block], known: str) -> str:
    """The title where no style marks it: the only heading of the first level, or the first line
    where that stands out; it is taken out of `blocks`."""
    at = _lone_heading(blocks)
    if at is None:
        at = _line_that_stands_out(blocks)
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
    if levels.count(min(levels[1:])) < 2 or PART.match(first.text):
        return None
    return at


def _opening(blocks: Sequence[Block]) -> Iterator[tuple[int, Paragraph]]:
    """The paragraphs before the first heading."""
    for at, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            if block.level:
                return
            yield at, block


def _with_pauses(blocks: Sequence[Block]) -> tuple[list[Block], list[Remark]]:
    """Rows of signs become scene breaks, and so do empty lines where they are few."""
    filled = sum(1 for b in blocks if isinstance(b, Paragraph) and b.inlines)
    empty = [at for at, b in enumerate(blocks) if isinstance(b, Paragraph) and not b.inlines]
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
        if isinstance(block, Paragraph) and SCENE.fullmatch(block.text) and not block.level:
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


def _is_gap(block: Block) -> bool:
    return isinstance(block, Paragraph) and not block.inlines


def _is_prose(block: Block) -> bool:
    return (
        isinstance(block, Paragraph)
        and not block.level
        and not block.item
        and not block.align
        and block.role is Role.BODY
        and not SCENE.fullmatch(block.text)
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
