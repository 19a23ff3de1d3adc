"""What a book says of itself: book.yaml's keys from `title` to `slug`.

Enters: the settings of book.yaml, or of the header of a single file. Leaves: Metadata; what the
author left out and a book must have (identifier, slug, date of change) is made here.
"""

from __future__ import annotations

import hashlib
import os
import re
import uuid
from datetime import UTC, datetime
from pathlib import Path

from thaibook.load.dates import DATE, THAI_DATE, iso_date, possible_date
from thaibook.load.imprint_settings import read_imprint
from thaibook.load.shelf_settings import read_subjects
from thaibook.messages import Phrase, Problem, problem
from thaibook.model import Creator, Metadata
from thaibook.storage import YamlMapping
from thaibook.text import digits_of, hyphenated_isbn, is_isbn, with_check_digit

# MARC code list for relators (id.loc.gov/vocabulary/relators): those that books use.
ROLES = (
    "aut", "adp", "aft", "ann", "arr", "art", "aui", "bkd", "bkp", "clr", "cmp", "cmm", "com",
    "cov", "cre", "ctb", "cur", "dis", "drt", "dtm", "edt", "fmo", "hnr", "ill", "ilu", "ins",
    "ive", "ivr", "jud", "lyr", "mus", "nrt", "oth", "pbl", "pfr", "pht", "prf", "prt", "res",
    "rev", "sce", "spk", "spn", "ths", "trc", "trl", "tyd", "tyg", "wde",
)  # fmt: skip
CREATOR_KEYS = ("name", "role")
LANGUAGE = r"[a-zA-Z]{2,3}(-[A-Za-z0-9]{2,8})*"  # BCP 47, the parts a book needs
TIME = r"(?:[T ]\d\d?:\d\d[\d:.]*(?: ?(?:Z|[+-]\d\d:?\d\d))?)?"  # Jekyll, Hugo: of the day
DAY = r"[12]\d{3}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
SLUG = r"[A-Za-z0-9][A-Za-z0-9._-]{0,80}"
ISBN = r"(?i:(?:urn:isbn:|isbn[:\s]*)?[\d\s‐‑–-]+x?)"
ISBN_KEYS = ("print", "ebook")
PRINT = "print"
ISBN_WANTED = "978-616-000-000-5 | {print: 978-616-000-000-5, ebook: 978-616-000-001-2}"
CLAIM = re.compile(r"(?i:urn:isbn:|isbn[:\s]*)")
IDENTIFIER = r"(urn|https?|doi|info):\S+"


def read_metadata(
    settings: YamlMapping, problems: list[Problem], path: Path, book: Path, fallback: str = ""
) -> Metadata:
    """What the settings in the file `path` say of the book whose folder is `book`.

    fallback: the title where the author need not give one.
    """
    if fallback:
        title = settings.text("title", fallback)
    else:
        title = settings.required("title", Phrase("My book"))
    source = settings.text("source")
    identifier = settings.text(
        "identifier", accept=IDENTIFIER, wanted="urn:isbn:9786160000005 | https://…"
    )
    if digits_of(identifier) is not None:
        problems += _isbn_faults(identifier, path, settings.line_of("identifier"))
    isbns = _isbns(settings, path, problems)
    # The number of the printed book is not that of the EPUB.
    own = next((f"urn:isbn:{digits_of(f'urn:isbn:{n}')}" for kind, n in isbns if kind != PRINT), "")
    wanted = "2018-10-02 | 2018-10 | 2018 (CE, ค.ศ.)"
    date = settings.text("date", accept=f"{DATE}{TIME}|{THAI_DATE}", wanted=wanted)
    date = iso_date(date)[: len("2018-10-02")]
    modified = settings.text("modified", accept=DAY, wanted="2018-10-02")
    for key, day in (("date", date), ("modified", modified)):
        if (wanted := possible_date(day)) != day:
            words = {"key": key, "value": day, "wanted": wanted}
            problems.append(problem("wrong-value", path, settings.line_of(key), **words))
    slug = settings.text("slug", accept=SLUG, wanted="my-book")
    subtitle, creators = settings.text("subtitle"), _creators(settings)
    return Metadata(
        title=title,
        subtitle=subtitle,
        language=settings.text("language", "th", LANGUAGE, "th | en | th-TH"),
        creators=creators,
        source=source,
        publisher=settings.text("publisher"),
        date=date,
        rights=settings.text("rights"),
        description=settings.text("description"),
        subjects=tuple(read_subjects(settings)),
        identifier=identifier
        or own
        or _identifier(title, source, subtitle, slug, *(creator.name for creator in creators)),
        modified=modified,
        slug=slug or _slug(book.resolve().name, title),
        isbns=isbns,
        imprint=read_imprint(settings, book, path, problems),
    )


def _isbns(
    settings: YamlMapping, path: Path, problems: list[Problem]
) -> tuple[tuple[str, str], ...]:
    """(edition, number) with hyphens: one for both editions, whose name is "", or one for each."""
    if settings.is_text("isbn"):
        given = [("", settings.text("isbn", accept=ISBN, wanted=ISBN_WANTED), settings)]
    else:
        editions = settings.mapping("isbn", ISBN_KEYS)
        given = [(key, editions.text(key, "", ISBN, ISBN_WANTED), editions) for key in ISBN_KEYS]
    numbers = []
    for edition, written, where in given:
        if not written:
            continue
        number = CLAIM.sub("", written)
        faults = _isbn_faults(f"urn:isbn:{number}", path, where.line_of(edition or "isbn"), written)
        problems += faults
        if not faults:
            numbers.append((edition, hyphenated_isbn(number)))
    return tuple(numbers)


def _isbn_faults(identifier: str, path: Path, line: int, written: str = "") -> list[Problem]:
    """What is wrong with an identifier that says it is an ISBN, which the author has `written`."""
    if is_isbn(identifier):
        return []
    mended = with_check_digit(digits_of(identifier) or "")
    words = {"value": written or identifier, "mended": mended}
    return [problem("isbn-digit" if mended else "isbn-length", path, line, **words)]


def _creators(settings: YamlMapping) -> tuple[Creator, ...]:
    creators = []
    for item in settings.mappings("creators", CREATOR_KEYS, plain="name"):
        name = item.required("name")
        role = item.choice("role", ROLES, "aut | trl | edt | ill | …")
        creators.append(Creator(name, role))
    return tuple(creators)


def _identifier(title: str, source: str, *more: str) -> str:
    """A name for the book where its author gives none, made of what the author wrote alone:
    a copy of the manuscript is the same book, two volumes of one title are two."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, chr(10).join((title, source, *more)))}"


def _slug(folder: str, title: str) -> str:
    """A file name for the book: its title or its folder where that is ASCII, else a number."""
    for text in (title, folder):
        words = re.findall(r"[a-z0-9]+", text.lower())
        slug = "-".join(words)[:60].strip("-")
        # A Thai title with one Latin word in it makes no name; the folder `book` says nothing.
        if len(slug) * 2 >= len(text) and slug != "book":
            return slug
    return "book-" + hashlib.sha256(title.encode()).hexdigest()[:8]


def last_change(day: str, paths: list[Path]) -> str:
    """When the book was last changed: as SOURCE_DATE_EPOCH says, as its author says, or as
    the newest file says, which is another time where the files were copied."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    # Seconds of four thousand years; what is no such number says nothing.
    epoch = epoch if re.fullmatch(r"[0-9]{1,11}", epoch) else ""
    if day and not epoch:
        return f"{day}T00:00:00Z"
    # reproducible-builds.org/specs/source-date-epoch: whole seconds since 1970, UTC
    seconds = int(epoch) if epoch else int(max(p.stat().st_mtime for p in paths))
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
