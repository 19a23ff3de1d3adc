"""The order of the book: front matter, parts and chapters, back matter.

Enters: book.yaml's lists of files. Leaves: Chapters in the order of the spine, each read,
named and, where the author wishes, numbered.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from thaibook.load.header import front_matter
from thaibook.messages import MAX_TOLD, BookError, Problem, problem
from thaibook.model import Chapter, Credit
from thaibook.storage import Fields, exists, locate, nearest_files, read_text

# What a file of the front or back matter may be (EPUB 3 Structural Semantics Vocabulary),
# by the name of the file or the key `kind` of its front matter.
KINDS = (
    "chapter", "foreword", "preface", "introduction", "prologue", "epigraph", "dedication",
    "acknowledgments", "epilogue", "afterword", "conclusion", "appendix", "glossary",
    "bibliography", "colophon",
)  # fmt: skip
THAI_KINDS = {
    "คำนิยม": "foreword", "คำนำ": "preface", "บทนำ": "introduction", "ปฐมบท": "prologue",
    "คำอุทิศ": "dedication", "กิตติกรรมประกาศ": "acknowledgments", "ปัจฉิมบท": "epilogue",
    "บทส่งท้าย": "afterword", "บทสรุป": "conclusion", "ภาคผนวก": "appendix",
    "อภิธานศัพท์": "glossary", "บรรณานุกรม": "bibliography",
}  # fmt: skip
CHAPTER_KEYS = (
    "title", "subtitle", "author", "creators", "source", "date", "image_link", "credit",
    "kind", "numbered",
)  # fmt: skip
MAX_NAMED = 3  # files in an example
PART_KEYS = ("title", "chapters")
BEFORE_CONTENTS = ("dedication", "epigraph")


@dataclass
class _Order:
    """What one reading gathers."""

    book: Path
    settings: Path
    numbering: str
    problems: list[Problem]
    found: list[Chapter] = field(default_factory=list)
    names: dict[str, int] = field(default_factory=dict)
    lines: dict[Path, int] = field(default_factory=dict)  # where book.yaml names each file
    number: int = 0
    parts: int = 0

    def name(self, stem: str) -> str:
        """An ASCII name for a section: chapter-1, chapter-2; preface, preface-2 …"""
        self.names[stem] = count = self.names.get(stem, 0) + 1
        return f"{stem}-{count}" if stem in ("chapter", "part") or count > 1 else stem


def read_chapters(
    fields: Fields, book: Path, settings: Path, numbering: str, problems: list[Problem]
) -> tuple[Chapter, ...]:
    """Every file that book.yaml names, in order; numbering is a key of the same name."""
    order, told = _Order(book, settings, numbering, problems), len(problems)
    for name, line in fields.texts("front", "[preface.md]"):
        _read(order, name, line, "preface")
    parts = fields.each("parts", PART_KEYS, plain="title")
    chapters = fields.texts("chapters", "[article.md]")
    if chapters and parts:
        line = fields.line_of("parts")
        problems.append(problem("parts-and-chapters", settings, line))
    for name, line in chapters:
        _read(order, name, line, "chapter")
    for part in parts:
        order.parts += 1
        title = part.required("title")
        order.found.append(
            Chapter(settings, "", order.name("part"), "part", title=title, number=order.parts)
        )
        for name, line in part.texts("chapters", "[chapter-1.md]"):
            _read(order, name, line, "chapter", level=2)
    for name, line in fields.texts("back", "[glossary.md]"):
        _read(order, name, line, "appendix")
    if len(problems) == told and all(chapter.kind == "part" for chapter in order.found):
        words = {"key": "chapters", "example": f"[{_texts_of(book)}]"}
        problems.append(problem("missing-key", settings, fields.line, **words))
    return tuple(order.found)


def _texts_of(book: Path) -> str:
    """The first texts of the folder by their names, for an example."""
    names = sorted(path.name for path in book.glob("*.md"))
    return ", ".join(names[:MAX_NAMED]) or "chapter-1.md, chapter-2.md"


def _read(order: _Order, name: str, line: int, kind: str, level: int = 1) -> None:
    """Read one file into `order`; kind is what it is where it does not say."""
    if len(order.problems) > MAX_TOLD:
        return
    path = locate(order.book, name)
    if path is None:
        order.problems.append(problem("outside-book", order.settings, line, name=name))
        return
    if not exists(path):
        files = nearest_files(order.book, name, (".md", ".markdown"))
        words = {"name": name, "files": files}
        order.problems.append(problem("chapter-missing", order.settings, line, **words))
        return
    if first := order.lines.get(path):
        words = {"name": name, "first": str(first)}
        order.problems.append(problem("chapter-twice", order.settings, line, **words))
        return
    order.lines[path] = line
    path = order.book / name
    try:
        text = read_text(path)
        fields, text = front_matter(text, path, CHAPTER_KEYS, order.problems)
    except BookError as error:
        order.problems.extend(error.problems)
        return
    if kind != "chapter":
        stem = path.stem.lower()
        kind = THAI_KINDS.get(stem, stem if stem in KINDS else kind)
    kind = fields.choice("kind", (kind, *(k for k in KINDS if k != kind)), " | ".join(KINDS))
    numbered = kind == "chapter" and fields.flag("numbered", True)
    if numbered:
        order.number += 1
    order.found.append(
        Chapter(
            path,
            text,
            order.name(kind),
            kind,
            level,
            title=fields.text("title"),
            subtitle=fields.text("subtitle"),
            number=order.number if numbered and order.numbering != "none" else 0,
            credit=chapter_credit(fields),
        )
    )


def chapter_credit(fields: Fields) -> Credit:
    """Who made a chapter, and where it comes from: for collections of articles."""
    names = [item.required("name") for item in fields.each("creators", ("name", "role"), "name")]
    author = fields.text("author")
    return Credit(
        authors=tuple([author] if author else names),
        source=fields.text("source"),
        date=fields.text("date"),
        image_link=fields.text(
            "image_link", accept=r"https?://\S+", wanted="https://example.org/picture"
        ),
        credit=fields.text("credit"),
    )
