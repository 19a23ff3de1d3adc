"""One .md file alone: its header may say what book.yaml says, and what a chapter does.

Enters: the file. Leaves: a Manuscript of one chapter. Every error that the author can mend is
collected and raised together.
"""

from __future__ import annotations

import re
from pathlib import Path

from thaibook.grammar import Kind, scan
from thaibook.load.book_folder import KEYS, SPINE_KEYS, NamesOf
from thaibook.load.citing import Citations, read_citations
from thaibook.load.cover_settings import read_cover
from thaibook.load.foreign_text import read_text_of
from thaibook.load.looks_settings import read_looks, read_ornaments, settled
from thaibook.load.metadata import last_change, read_metadata
from thaibook.load.own_files import read_own_files
from thaibook.load.page_settings import read_page
from thaibook.load.paper_settings import read_paper
from thaibook.load.profiles import read_profiles
from thaibook.load.spine import CHAPTER_KEYS, with_list_of_works
from thaibook.load.typography_settings import read_lines, read_reading, read_typography
from thaibook.load.unbroken_words import names_of_makers
from thaibook.load.vault import Vault
from thaibook.messages import Problem, collect_errors
from thaibook.model import Chapter, Creator, Manuscript
from thaibook.storage import YamlMapping, read_text

TITLE = re.compile(r"#[ \t]+(.*)")
KNOWN = tuple(dict.fromkeys((*(key for key in KEYS if key not in SPINE_KEYS), *CHAPTER_KEYS)))


def load_single(path: Path, names_of: NamesOf, errors: list[Problem] | None = None) -> Manuscript:
    """The manuscript that the file `path` is by itself.

    errors: as in load_manuscript. Raises BookError."""
    problems: list[Problem] = []
    book = path.parent
    typed = read_text(path, problems=problems)
    every: list[Citations] = []

    def cited(header: YamlMapping, below: str) -> str:
        every.append(read_citations(header, book, path, problems))
        return every[-1].cited(below, path, problems)

    header, text = read_text_of(typed, path, KNOWN, problems, Vault(book), cited)
    fallback = _first_title(text) or path.stem
    metadata = read_metadata(header, problems, path, path.with_suffix(""), fallback)
    own_files = read_own_files(book, problems, is_folder=False)
    names = names_of(own_files)
    cover = read_cover(header, book, path, problems, names.cover)
    if not metadata.creators:
        metadata = metadata._replace(creators=tuple(map(Creator, header.names("author"))))
    looks, default = read_looks(header, names)
    typography, reading = read_typography(header, names, default), read_reading(header)
    looks, ornaments = read_ornaments(looks, header, book, path, problems)
    page, paper = read_page(header), read_paper(header)
    profiles, changed = read_profiles(header, book, path, problems)
    collect_errors(problems, errors)
    pictures = [book / cover.image.name] if cover.image else []
    used = [path, *pictures, *(file.path for file in own_files)]
    title, lines = header.text("title"), read_lines(header, typography.lines)
    return Manuscript(
        book,
        path,
        metadata._replace(modified=last_change(metadata.modified, used)),
        cover,
        _chapters(Chapter(path, text, title=title, lines=lines), every[-1]),
        page,
        typography,
        reading,
        names_of_makers(metadata, ()),
        dedication=header.lines("dedication"),
        warnings=tuple(each for each in problems if not each.is_error),
        looks=settled(looks, ()),
        own_files=own_files,
        ornaments=ornaments,
        paper=paper,
        profiles=profiles,
        changed=changed,
        references=every[-1].entries(),
    )


def _chapters(chapter: Chapter, citations: Citations) -> tuple[Chapter, ...]:
    return tuple(with_list_of_works([chapter], citations, chapter.path))


def _first_title(text: str) -> str:
    """The words of the first heading of the first level, or ""."""
    for line, written in zip(scan(text), text.split("\n"), strict=True):
        title = TITLE.match(written[line.begins :]) if line.kind is Kind.HEADING else None
        if title:
            return title[1].rstrip("# \t")
    return ""
