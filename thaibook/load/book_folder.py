"""A folder with book.yaml: everything it names becomes a Manuscript.

Enters: the folder. Leaves: a Manuscript and the warnings; every error that the author
can mend is collected and raised together.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from thaibook.load.citing import read_citations
from thaibook.load.cover_settings import read_cover
from thaibook.load.looks_settings import LOOKS_KEYS, read_looks, read_ornaments, settled
from thaibook.load.metadata import last_change, read_metadata
from thaibook.load.own_files import read_own_files
from thaibook.load.page_settings import read_page
from thaibook.load.paper_settings import read_paper
from thaibook.load.profiles import read_profiles
from thaibook.load.spine import read_chapters
from thaibook.load.typography_settings import read_reading, read_typography
from thaibook.load.unbroken_words import collect_words, names_of_makers
from thaibook.messages import BookError, Problem, collect_errors, problem
from thaibook.model import Cover, FaceNames, Manuscript, Metadata, OwnFile
from thaibook.storage import MAX_SETTINGS_MB, locate, read_text, read_yaml

# Which families there are, the author's own among them.
NamesOf = Callable[[Sequence[OwnFile]], FaceNames]
KEYS = (
    "title", "subtitle", "language", "creators", "source", "publisher", "date", "modified",
    "rights", "description", "subjects", "identifier", "isbn", "slug", "cover", "chapters", "page",
    "typography", "epub", "parts", "front", "back", "dedication",
    "printings", "price", "cip", "imprint", "logo", "series", "paper", "profiles", "custom",
    "bibliography", "float", "answers", *LOOKS_KEYS,
)  # fmt: skip
SPINE_KEYS = ("chapters", "parts", "front", "back")  # that name the files of the book


def load_folder(book: Path, names_of: NamesOf, errors: list[Problem] | None = None) -> Manuscript:
    """The manuscript in the folder `book`, which has a book.yaml.

    errors: as in load_manuscript. Raises BookError."""
    settings_path = book / "book.yaml"
    if locate(book, settings_path.name) is None:
        raise BookError([problem("outside-book", settings_path, name=settings_path.name)])
    problems: list[Problem] = []
    text = read_text(settings_path, MAX_SETTINGS_MB, "settings-empty", problems)
    settings = read_yaml(text, settings_path, KEYS, problems)
    metadata = read_metadata(settings, problems, settings_path, book)
    own_files = read_own_files(book, problems)
    names = names_of(own_files)
    cover = read_cover(settings, book, settings_path, problems, names.cover)
    page, paper = read_page(settings), read_paper(settings)
    looks, default = read_looks(settings, names)
    typography, reading = read_typography(settings, names, default), read_reading(settings)
    profiles, changed = read_profiles(settings, book, settings_path, problems)
    citations = read_citations(settings, book, settings_path, problems)
    chapters = read_chapters(settings, book, settings_path, typography, citations, problems)
    looks, ornaments = read_ornaments(looks, settings, book, settings_path, problems)
    words = collect_words(book, problems) | names_of_makers(metadata, chapters)
    dedication = settings.lines("dedication")
    collect_errors(problems, errors, is_text_there=bool(chapters))
    used = [settings_path, *(chapter.path for chapter in chapters), *(f.path for f in own_files)]
    used += _others(book, cover, metadata)
    metadata = metadata._replace(modified=last_change(metadata.modified, used))
    return Manuscript(
        book,
        settings_path,
        metadata,
        cover,
        chapters,
        page,
        typography,
        reading,
        words,
        dedication,
        tuple(each for each in problems if not each.is_error),
        paper,
        profiles,
        changed,
        citations.entries(),
        settled(looks, chapters),
        own_files,
        ornaments,
    )


def _others(book: Path, cover: Cover, metadata: Metadata) -> list[Path]:
    """The files of the author's that the settings and the chapters do not name."""
    pictures = cover.image, cover.back.portrait, metadata.imprint.logo
    words = book / "words.txt"
    return [words] * words.is_file() + [book / each.name for each in pictures if each]
