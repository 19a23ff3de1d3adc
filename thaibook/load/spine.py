"""The order of the book: front matter, parts and chapters, back matter.

Enters: the lists of files in book.yaml. Leaves: Chapters in the order of the spine, each read,
named and, where the author wishes, numbered.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from thaibook.load.citing import Citations
from thaibook.load.foreign_text import read_text_of
from thaibook.load.metadata import TIME
from thaibook.load.typography_settings import read_lines
from thaibook.load.vault import Vault
from thaibook.messages import MAX_TOLD, BookError, Problem, problem
from thaibook.model import Chapter, Credit, Typography
from thaibook.storage import YamlMapping, exists, locate, nearest_files, read_text

# What a file of the front or back matter may be (EPUB 3 Structural Semantics Vocabulary),
# by the name of the file or the key `kind` of its header.
KINDS = (
    "chapter", "foreword", "preface", "introduction", "prologue", "epigraph", "dedication",
    "acknowledgments", "epilogue", "afterword", "conclusion", "appendix", "glossary",
    "bibliography", "colophon", "copyright-page",
)  # fmt: skip
THAI_KINDS = {
    "คำนิยม": "foreword", "คำนำ": "preface", "บทนำ": "introduction", "ปฐมบท": "prologue",
    "คำอุทิศ": "dedication", "กิตติกรรมประกาศ": "acknowledgments", "ปัจฉิมบท": "epilogue",
    "บทส่งท้าย": "afterword", "บทสรุป": "conclusion", "ภาคผนวก": "appendix",
    "อภิธานศัพท์": "glossary", "บรรณานุกรม": "bibliography",
    "หน้าลิขสิทธิ์": "copyright-page", "copyright": "copyright-page",
}  # fmt: skip
CHAPTER_KEYS = (
    "title", "subtitle", "author", "creators", "source", "date", "image_link", "credit",
    "kind", "numbered", "lines", "typography",
)  # fmt: skip
MAX_NAMED = 3  # files in an example
PART_KEYS = ("title", "chapters")
LIST_OF_WORKS = "# บรรณานุกรม\n\n::: bibliography\n:::\n"
NO_TEXT = ("part", "copyright-page")  # no book has these alone
IMPRINT_PAGES = ("copyright.md", "หน้าลิขสิทธิ์.md")  # found though no list names them
BEFORE_CONTENTS = ("dedication", "epigraph")


@dataclass
class _Spine:
    """What has been read of the spine so far."""

    book: Path
    settings_path: Path
    typography: Typography
    problems: list[Problem]
    vault: Vault
    citations: Citations
    chapters: list[Chapter] = field(default_factory=list)
    names: Counter[str] = field(default_factory=Counter)  # how often each stem was given
    lines: dict[Path, int] = field(default_factory=dict)  # where book.yaml names each file
    number: int = 0  # of the last chapter that has one
    parts: int = 0

    def name(self, stem: str) -> str:
        """An ASCII name for a section: chapter-1, chapter-2; preface, preface-2 …"""
        self.names[stem] += 1
        count = self.names[stem]
        return f"{stem}-{count}" if stem in ("chapter", "part") or count > 1 else stem


def read_chapters(
    settings: YamlMapping,
    book: Path,
    settings_path: Path,
    typography: Typography,
    citations: Citations,
    problems: list[Problem],
) -> tuple[Chapter, ...]:
    """Every file that book.yaml names, in order; typography: how the book is set; citations:
    what its chapters may cite."""
    told = len(problems)
    spine = _Spine(book, settings_path, typography, problems, Vault(book), citations)
    for name, line in settings.texts("front", "[preface.md]"):
        _read(spine, name, line, "preface")
    parts = settings.mappings("parts", PART_KEYS, plain="title")
    chapters = settings.texts("chapters", "[article.md]")
    if chapters and parts:
        line = settings.line_of("parts")
        problems.append(problem("parts-and-chapters", settings_path, line))
    for name, line in chapters:
        _read(spine, name, line, "chapter")
    for part in parts:
        _read_part(spine, part)
    for name, line in settings.texts("back", "[glossary.md]"):
        _read(spine, name, line, "appendix")
    if len(problems) == told and all(each.kind in NO_TEXT for each in spine.chapters):
        words = {"key": "chapters", "example": f"[{_texts_of(book)}]"}
        problems.append(problem("missing-key", settings_path, settings.line, **words))
    _read_imprint_page(spine)
    return tuple(with_list_of_works(spine.chapters, citations, settings_path))


def with_list_of_works(
    chapters: Sequence[Chapter], citations: Citations, path: Path
) -> list[Chapter]:
    """The chapters, and at their end a list of the works they cite, where none has a place for
    it; path: of the settings."""
    if not citations.is_unlisted(each.text for each in chapters):
        return list(chapters)
    return [*chapters, Chapter(path, LIST_OF_WORKS, "works-cited", "bibliography")]


def _read_imprint_page(spine: _Spine) -> None:
    """Read the author's own imprint page where it lies, unless book.yaml names it."""
    for name in IMPRINT_PAGES:
        path = locate(spine.book, name)
        if path and path.is_file() and path not in spine.lines:
            _read(spine, name, 0, "copyright-page")
            spine.chapters.sort(key=lambda chapter: chapter.path != path)  # first of all
            return


def _read_part(spine: _Spine, part: YamlMapping) -> None:
    """The page of a part, and the chapters in it."""
    spine.parts += 1
    title, name = part.required("title"), spine.name("part")
    page = Chapter(spine.settings_path, "", name, "part", title=title, number=spine.parts)
    spine.chapters.append(page)
    for name, line in part.texts("chapters", "[chapter-1.md]"):
        _read(spine, name, line, "chapter", level=2)


def _texts_of(book: Path) -> str:
    """The first texts of the folder by their names, for an example."""
    names = sorted(path.name for path in book.glob("*.md"))
    return ", ".join(names[:MAX_NAMED]) or "chapter-1.md, chapter-2.md"


def _read(spine: _Spine, name: str, line: int, kind: str, level: int = 1) -> None:
    """Read one file into `spine`; kind is what it is where it does not say."""
    if len(spine.problems) > MAX_TOLD or not _can_be_read(spine, name, line):
        return
    path = spine.book / name
    try:
        text = read_text(path, problems=spine.problems)
        header, text = read_text_of(
            text, path, CHAPTER_KEYS, spine.problems, spine.vault,
            lambda _header, below: spine.citations.cited(below, path, spine.problems),
        )  # fmt: skip
    except BookError as error:
        spine.problems.extend(error.problems)
        return
    if kind != "chapter" or name in IMPRINT_PAGES:
        stem = path.stem.lower()
        kind = THAI_KINDS.get(stem, stem if stem in KINDS else kind)
    kind = header.choice("kind", (kind, *(k for k in KINDS if k != kind)), " | ".join(KINDS))
    numbered = kind == "chapter" and header.flag("numbered", True)
    if numbered:
        spine.number += 1
    spine.chapters.append(
        Chapter(
            path,
            text,
            spine.name(kind),
            kind,
            level,
            title=header.text("title"),
            subtitle=header.text("subtitle"),
            number=spine.number if numbered and spine.typography.numbering != "none" else 0,
            credit=chapter_credit(header),
            lines=_lines(header, "keep" if kind == "copyright-page" else spine.typography.lines),
        )
    )


def _lines(header: YamlMapping, of_book: str) -> str:
    """`lines: keep` in a header, or `typography: {lines: keep}` as in book.yaml."""
    return read_lines(header, read_lines(header.mapping("typography", ("lines",)), of_book))


def _can_be_read(spine: _Spine, name: str, line: int) -> bool:
    """Whether the file is in the book's folder and not in the spine yet; else a problem more."""
    path = locate(spine.book, name)
    if path is None:
        spine.problems.append(problem("outside-book", spine.settings_path, line, name=name))
        return False
    if not exists(path):
        files = nearest_files(spine.book, name, (".md", ".markdown"))
        words = {"name": name, "files": files}
        spine.problems.append(problem("chapter-missing", spine.settings_path, line, **words))
        return False
    if first := spine.lines.get(path):
        words = {"name": name, "first": str(first)}
        spine.problems.append(problem("chapter-twice", spine.settings_path, line, **words))
        return False
    spine.lines[path] = line
    return True


def chapter_credit(header: YamlMapping) -> Credit:
    """Who made a chapter, and where it comes from: for collections of articles."""
    creators = header.mappings("creators", ("name", "role"), plain="name")
    names = [creator.required("name") for creator in creators]
    return Credit(
        authors=header.names("author") or tuple(names),
        source=header.text("source"),
        date=re.sub(rf"(?<=^\d{{4}}-\d\d-\d\d){TIME}$", "", header.text("date")),
        image_link=header.text(
            "image_link", accept=r"https?://\S+", wanted="https://example.org/picture"
        ),
        credit=header.text("credit"),
    )
