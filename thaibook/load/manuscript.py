"""Stage load: a folder with book.yaml, or one .md file, becomes a Manuscript.

Enters: a path. Leaves: a Manuscript and the warnings; every error that the author
can mend is collected and raised together.
"""

from __future__ import annotations

import hashlib
import os
import re
import shlex
import uuid
from calendar import monthrange
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from thaibook.images import SUFFIXES, read_image
from thaibook.load.header import front_matter
from thaibook.load.spine import CHAPTER_KEYS, read_chapters
from thaibook.messages import BookError, Phrase, Problem, problem, shown
from thaibook.model import (
    Chapter,
    Cover,
    Creator,
    Image,
    Manuscript,
    Margins,
    Metadata,
    Page,
    Reading,
    Typography,
)
from thaibook.storage import MAX_SETTINGS_MB, Fields, locate, read_fields, read_text
from thaibook.text import digits_of, is_isbn, mended

KEYS = (
    "title", "subtitle", "language", "creators", "source", "publisher", "date", "modified",
    "rights", "description", "subjects", "identifier", "slug", "cover", "chapters", "page",
    "typography", "epub", "parts", "front", "back", "dedication",
)  # fmt: skip
SINGLE_KEYS = tuple(key for key in KEYS if key not in ("chapters", "parts", "front", "back"))
# MARC code list for relators (id.loc.gov/vocabulary/relators): those that books use.
ROLES = (
    "aut", "adp", "aft", "ann", "arr", "art", "aui", "bkd", "bkp", "clr", "cmp", "cmm", "com",
    "cov", "cre", "ctb", "cur", "dis", "drt", "dtm", "edt", "fmo", "hnr", "ill", "ilu", "ins",
    "ive", "ivr", "jud", "lyr", "mus", "nrt", "oth", "pbl", "pfr", "pht", "prf", "prt", "res",
    "rev", "sce", "spk", "spn", "ths", "trc", "trl", "tyd", "tyg", "wde",
)  # fmt: skip
CREATOR_KEYS, COVER_KEYS = ("name", "role"), ("image", "image_link", "credit", "words")
PAGE_KEYS, EPUB_KEYS = ("size", "bleed", "marks", "margins", "cover"), ("breaks",)
MARGIN_KEYS = ("top", "bottom", "inside", "outside")
MARGIN = r"\d{1,2}(\.\d+)?\s*(mm)?"
LEAST_COLUMN_MM = 40.0  # of text; in a narrower one hardly a Thai line is well set
SIZES_PT, LEADINGS = (6.0, 30.0), (1.2, 3.0)
TYPOGRAPHY_KEYS = ("body", "size", "leading", "justify", "digits", "maiyamok", "numbering")
# ISO 216; for B, the JIS sizes that Thai printers cut; and trims that they call by the number of
# pages of a folded sheet. The first is the default.
PAGE_SIZES_MM = {
    "A5": (148.0, 210.0), "A4": (210.0, 297.0), "B5": (182.0, 257.0), "B6": (128.0, 182.0),
    "16 หน้ายก": (130.0, 185.0), "16 หน้ายกพิเศษ": (146.0, 210.0), "pocket": (130.0, 185.0),
}  # fmt: skip
FREE_SIZE = r"(?P<w>\d+(?:\.\d+)?)\s*mm\s*[x×]\s*(?P<h>\d+(?:\.\d+)?)\s*mm"
SMALLEST_MM, LARGEST_MM = 70.0, 500.0  # a column of ten letters; a wall poster
LANGUAGE = r"[a-zA-Z]{2,3}(-[A-Za-z0-9]{2,8})*"  # BCP 47, the parts a book needs
DATE = r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?"  # ISO 8601 as W3C profiles it
DAY = r"[12]\d{3}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
LATEST_YEAR = 2400  # a later year is of the Buddhist Era
SLUG = r"[A-Za-z0-9][A-Za-z0-9._-]{0,80}"
IDENTIFIER = r"(urn|https?|doi|info):\S+"
MARKDOWN = (".md", ".markdown")
MAX_NAMED = 5  # files that a message lists
COVER_NAMES = tuple(f"images/cover{suffix}" for suffix in SUFFIXES)

T = TypeVar("T")


def load_manuscript(book: Path, families: tuple[str, ...] = ("Sarabun",)) -> Manuscript:
    """Read the manuscript at `book`: a folder with book.yaml, or one .md file.

    families: the text faces that typography.body may name, the default first.
    Raises BookError with every fault found.
    """
    if book.is_file() and book.suffix.lower() in MARKDOWN:
        return _load_single(book, families)
    settings_path = book / "book.yaml"
    if not settings_path.is_file():
        raise BookError([_no_book(book)])
    if locate(book, settings_path.name) is None:
        raise BookError([problem("outside-book", settings_path, name=settings_path.name)])
    problems: list[Problem] = []
    text = read_text(settings_path, MAX_SETTINGS_MB, "settings-empty")
    fields = read_fields(text, settings_path, KEYS, problems)
    collect = _collector(problems)
    metadata = _metadata(fields, problems, settings_path, book)
    cover = _cover(fields, book, settings_path, collect)
    page = _page(fields)
    typography = _typography(fields, families)
    reading = _reading(fields)
    chapters = read_chapters(fields, book, settings_path, typography.numbering, problems)
    words = collect_words(book, problems) | _names(metadata, chapters)
    dedication = fields.lines("dedication")
    _raise_errors(problems)
    used = [settings_path, *(chapter.path for chapter in chapters)]
    if (book / "words.txt").is_file():
        used.append(book / "words.txt")
    if cover.image:
        used.append(book / cover.image.name)
    metadata = replace(metadata, modified=_modified(metadata.modified, used))
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
        tuple(problems),
    )


def _no_book(book: Path) -> Problem:
    """What is missing where there is no book.yaml; a folder of texts needs just that."""
    texts = [path.name for path in sorted(book.glob("*")) if path.suffix.lower() in MARKDOWN]
    if not texts or os.path.lexists(book / "book.yaml"):  # a pipe, or a link that leads nowhere
        return problem("book-missing", book)
    some = ", ".join(texts[:MAX_NAMED]) + (", …" if len(texts) > MAX_NAMED else "")
    words = {"files": some, "one": shlex.quote(shown(book / texts[0]))}
    return problem("settings-missing", book, 0, **words)


def collect_words(book: Path, problems: list[Problem]) -> frozenset[str]:
    """The names and terms of words.txt, one a line; # begins a comment."""
    path = book / "words.txt"
    if not path.exists() and not path.is_symlink():
        return frozenset()
    if locate(book, path.name) is None:
        problems.append(problem("outside-book", path, name=path.name))
        return frozenset()
    try:
        lines = read_text(path, MAX_SETTINGS_MB).split("\n")
    except BookError as error:
        problems.extend(p for p in error.problems if p.code != "empty-file")
        return frozenset()
    words = (line.partition("#")[0].strip() for line in lines)
    return frozenset(word for word in words if word)


def _names(metadata: Metadata, chapters: tuple[Chapter, ...]) -> frozenset[str]:
    """The names of those who made the book and its chapters, word by word: no line parts them."""
    people = [creator.name for creator in metadata.creators]
    people += [author for chapter in chapters for author in chapter.credit.authors]
    return frozenset(name for names in people for name in names.split() if len(name) > 2)


def _load_single(path: Path, families: tuple[str, ...]) -> Manuscript:
    """A file alone: its front matter may say what book.yaml says, and what a chapter does."""
    problems: list[Problem] = []
    known = tuple(dict.fromkeys((*SINGLE_KEYS, *CHAPTER_KEYS)))
    fields, text = front_matter(read_text(path), path, known, problems)
    book = path.parent
    heading = re.search(r"^#[ \t]+(.*)$", text, re.MULTILINE)
    fallback = (heading[1].rstrip("# \t") if heading else "") or path.stem
    metadata = _metadata(fields, problems, path, path.with_suffix(""), fallback)
    cover = _cover(fields, book, path, _collector(problems))
    author = fields.text("author")
    if author and not metadata.creators:
        metadata = replace(metadata, creators=(Creator(author),))
    typography, reading = _typography(fields, families), _reading(fields)
    page = _page(fields)
    _raise_errors(problems)
    used = [path, *([book / cover.image.name] if cover.image else [])]
    return Manuscript(
        book,
        path,
        replace(metadata, modified=_modified(metadata.modified, used)),
        cover,
        (Chapter(path, text, title=fields.text("title")),),
        page,
        typography,
        reading,
        _names(metadata, ()),
        dedication=fields.lines("dedication"),
        warnings=tuple(problems),
    )


def _raise_errors(problems: list[Problem]) -> None:
    """Raise every problem as soon as one is an error."""
    if any(p.is_error for p in problems):
        raise BookError(sorted(dict.fromkeys(problems), key=lambda p: (p.path, p.line, p.code)))


def _collector(problems: list[Problem]) -> Callable[[Callable[[], T]], T | None]:
    """A function that makes a call and keeps the problems it raises for later."""

    def collect(call: Callable[[], T]) -> T | None:
        try:
            return call()
        except BookError as error:
            problems.extend(error.problems)
            return None

    return collect


def _metadata(
    fields: Fields, problems: list[Problem], path: Path, book: Path, fallback: str = ""
) -> Metadata:
    """fallback: the title where the author need not give one."""
    title = (
        fields.text("title", fallback) if fallback else fields.required("title", Phrase("My book"))
    )
    source = fields.text("source")
    identifier = fields.text(
        "identifier", accept=IDENTIFIER, wanted="urn:isbn:9786160000005 | https://…"
    )
    if (digits := digits_of(identifier)) is not None and not is_isbn(identifier):
        code = "isbn-digit" if mended(digits) else "isbn-length"
        words = {"value": identifier, "mended": mended(digits)}
        problems.append(problem(code, path, fields.line_of("identifier"), **words))
    date = fields.text("date", accept=DATE, wanted="2018-10-02 | 2018-10 | 2018 (CE, ค.ศ.)")
    modified = fields.text("modified", accept=DAY, wanted="2018-10-02")
    for key, day in (("date", date), ("modified", modified)):
        if (wanted := _possible(day)) != day:
            words = {"key": key, "value": day, "wanted": wanted}
            problems.append(problem("wrong-value", path, fields.line_of(key), **words))
    slug = fields.text("slug", accept=SLUG, wanted="my-book")
    subtitle, creators = fields.text("subtitle"), _creators(fields)
    return Metadata(
        title=title,
        subtitle=subtitle,
        language=fields.text("language", "th", LANGUAGE, "th | en | th-TH"),
        creators=creators,
        source=source,
        publisher=fields.text("publisher"),
        date=date,
        rights=fields.text("rights"),
        description=fields.text("description"),
        subjects=tuple(text for text, _ in fields.texts("subjects", "[history, China]")),
        identifier=identifier
        or _identifier(title, source, subtitle, slug, *(creator.name for creator in creators)),
        modified=modified,
        slug=slug or _slug(book.resolve().name, title),
    )


def _creators(fields: Fields) -> tuple[Creator, ...]:
    found = []
    for item in fields.each("creators", CREATOR_KEYS, plain="name"):
        name = item.required("name")
        role = item.choice("role", ROLES, "aut | trl | edt | ill | …")
        found.append(Creator(name, role))
    return tuple(found)


def _identifier(title: str, source: str, *more: str) -> str:
    """A name for the book where its author gives none, made of what the author wrote alone:
    a copy of the manuscript is the same book, two volumes of one title are two."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, chr(10).join((title, source, *more)))}"


def _slug(folder: str, title: str) -> str:
    for text in (title, folder):
        words = re.findall(r"[a-z0-9]+", text.lower())
        slug = "-".join(words)[:60].strip("-")
        # A Thai title with one Latin word in it makes no name; the folder `book` says nothing.
        if len(slug) * 2 >= len(text) and slug != "book":
            return slug
    return "book-" + hashlib.sha256(title.encode()).hexdigest()[:8]


def _cover(
    fields: Fields, book: Path, path: Path, collect: Callable[[Callable[[], Image]], Image | None]
) -> Cover:
    inner = fields.fields("cover", COVER_KEYS)
    name, line = inner.text("image"), inner.line_of("image")
    if not name:
        name = next((n for n in COVER_NAMES if (book / n).is_file()), "")
    image = collect(lambda: read_image(book, name, path, line)) if name else None
    link = inner.text("image_link", accept=r"https?://\S+", wanted="https://example.org/picture")
    credit = inner.text("credit", fields.text("source"))
    return Cover(image, link, credit, inner.flag("words", True))


def _page(fields: Fields) -> Page:
    inner = fields.fields("page", PAGE_KEYS)
    named = {name.casefold().replace(" ", ""): mm for name, mm in PAGE_SIZES_MM.items()}
    sizes = "|".join(name.replace(" ", " ?") for name in PAGE_SIZES_MM)
    wanted = " | ".join(PAGE_SIZES_MM) + " | 148mm x 210mm"
    size = inner.text("size", "A5", f"(?i:{sizes})|{FREE_SIZE}", wanted)
    free = re.fullmatch(FREE_SIZE, size)
    by_name = named.get(size.casefold().replace(" ", ""), PAGE_SIZES_MM["A5"])
    width, height = (float(free["w"]), float(free["h"])) if free else by_name
    if not (SMALLEST_MM <= width <= LARGEST_MM and SMALLEST_MM <= height <= LARGEST_MM):
        inner.refuse("size", wanted)
    bleed = inner.text("bleed", "0mm", r"(0|\d(\.\d+)?\s*mm|10mm)", "3mm")
    page = Page(
        width,
        height,
        float(bleed.removesuffix("mm").strip() or 0),
        inner.flag("marks", False),
        _margins(inner),
        inner.flag("cover", True),
    )
    margins = page.margins
    column_high = height - sum(m or height / 10 for m in (margins.top_mm, margins.bottom_mm))
    # An eighth is about what page.css leaves white; only what cannot be a page is refused.
    sides = (margins.inside_mm, margins.outside_mm)
    column_wide = width - sum(width / 8 if m is None else m for m in sides)
    if inner.has("margins") and min(column_wide, column_high) < LEAST_COLUMN_MM:
        inner.refuse("margins", "{top: 20mm, bottom: 23mm, inside: 22mm, outside: 18mm}")
    return page


def _margins(fields: Fields) -> Margins:
    inner = fields.fields("margins", MARGIN_KEYS)
    found = (inner.text(key, "", MARGIN, "20mm") for key in MARGIN_KEYS)
    return Margins(*(float(mm.removesuffix("mm")) if mm else None for mm in found))


def _reading(fields: Fields) -> Reading:
    inner = fields.fields("epub", EPUB_KEYS)
    return Reading(inner.choice("breaks", ("zwsp", "wbr", "none")))


def _typography(fields: Fields, families: tuple[str, ...]) -> Typography:
    inner = fields.fields("typography", TYPOGRAPHY_KEYS)
    return Typography(
        body=inner.choice("body", families),
        size_pt=_number(inner, "size", 11.0, SIZES_PT, "pt"),
        leading=_number(inner, "leading", 0.0, LEADINGS),
        justify=inner.flag("justify", True),
        digits=inner.choice("digits", ("arabic", "thai")),
        maiyamok=inner.choice("maiyamok", ("keep", "spaced", "tight")),
        numbering=inner.choice("numbering", ("none", "words", "thai", "arabic")),
    )


def _number(
    fields: Fields, key: str, default: float, limits: tuple[float, float], unit: str = ""
) -> float:
    """A number, with its unit or without."""
    least, most = limits
    wanted = f"{least:g}{unit} – {most:g}{unit}"
    written = fields.text(key, "", rf"\d{{1,2}}(\.\d+)?\s*({unit})?", wanted)
    number = float(written.removesuffix(unit)) if written else default
    if written and not least <= number <= most:
        fields.refuse(key, wanted)
    return number


def _possible(date: str) -> str:
    """The date if there is such a one; else the one that was meant: 2561-02-31 is 2018-02-28."""
    year, *rest = date.split("-")
    if year and int(year) > LATEST_YEAR:
        year = f"{int(year) - 543}"
    if len(rest) == 2:
        month, day = map(int, rest)
        rest[1] = f"{min(day, monthrange(int(year), month)[1]):02}"
    return "-".join((year, *rest))


def _modified(day: str, paths: list[Path]) -> str:
    """When the book was last changed: as SOURCE_DATE_EPOCH says, as its author says, or as
    the newest file says, which is another time where the files were copied."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if day and not epoch.isdigit():
        return f"{day}T00:00:00Z"
    # reproducible-builds.org/specs/source-date-epoch: whole seconds since 1970, UTC
    seconds = int(epoch) if epoch.isdigit() else int(max(p.stat().st_mtime for p in paths))
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
