"""Questions about the file as a whole and what its package document says of it."""

from __future__ import annotations

import re

from lxml import etree

from thaibook.check.shops.answers import MB, Answer, Question, size, without
from thaibook.check.shops.unzipped import NS, Unzipped
from thaibook.text import digits_of, is_isbn

PLAIN_NAME = re.compile(r"[A-Za-z0-9._/-]+")


KDP_AND_THAI = (
    "; no list that we know has Thai, neither the ten languages that KDP named in April 2013 nor "
    "longer ones since: ask before you upload"
)


def cannot_tell(book: Unzipped) -> Answer:
    """What only a person who looks at the book can say."""
    return Answer(None)


def clean_for(checker: str) -> Question:
    """Whether EPUBCheck or Ace found nothing."""

    def ask(book: Unzipped) -> Answer:
        faults = book.faults.get(checker)
        return Answer(None) if faults is None else Answer(not faults, str(faults or ""))

    return ask


def version(*majors: str) -> Question:
    """One of these major versions of EPUB."""

    def ask(book: Unzipped) -> Answer:
        version = book.package.get("version", "")
        return Answer(version.partition(".")[0] in majors, version)

    return ask


def file_up_to(megabytes: int) -> Question:
    """The whole file is at most that large."""
    return lambda book: Answer(book.size <= megabytes * MB, size(book.size))


def nothing_locked(book: Unzipped) -> Answer:
    """No DRM and no obfuscated font (EPUB 3.3, OCF, 4.2.6.3: the two files that say so)."""
    locks = ("META-INF/encryption.xml", "META-INF/rights.xml")
    return without(name for name in book.names if name in locks)


def plain_names(book: Unzipped) -> Answer:
    """Only ASCII letters, digits, dots, dashes and underscores in file names."""
    return without(name for name in book.names if not PLAIN_NAME.fullmatch(name))


def identifier(book: Unzipped) -> str:
    """The text of the identifier that the package calls its unique one, or ""."""
    wanted = book.package.get("unique-identifier", "")
    for element in book.package.iterfind(".//dc:identifier", NS):
        if wanted and element.get("id") == wanted:
            return (element.text or "").strip()
    return ""


def generator(book: Unzipped) -> str:
    """The program that made the file, as it says."""
    named = book.package.find(".//opf:meta[@name='generator']", NS)
    return named.get("content", "") if named is not None else ""


def described(book: Unzipped) -> Answer:
    """Identifier, title, language and date of change: what EPUB 3 itself requires."""
    modified = "opf:meta[@property='dcterms:modified']"
    missing = [name for name in ("dc:title", "dc:language") if not book.metadata(name)]
    missing += [] if identifier(book) else ["dc:identifier"]
    missing += [] if book.metadata(modified) else ["dcterms:modified"]
    return without(missing)


def has_maker(book: Unzipped) -> Answer:
    """Somebody who wrote or made it. Without one, the shop's form has to be told."""
    makers = book.metadata("dc:creator") + book.metadata("dc:contributor")
    return Answer(True if makers else None, ", ".join(makers)[:60])


def has_isbn(book: Unzipped) -> Answer:
    """An ISBN as the identifier. Without one the shop gives a number of its own."""
    value = identifier(book)
    claimed = f"urn:isbn:{value}" if re.fullmatch(r"97[89][\d-]{10,14}", value) else value
    if digits_of(claimed) is None:
        return Answer(None, value)
    return Answer(is_isbn(claimed), value)


def its_language(book: Unzipped) -> Answer:
    """The language the book says it is in; whether the shop takes it, its list has to tell. We
    know no version of it with Thai, and had none at hand to hold this against. Its words of April
    2013: https://www.mhpbooks.com (More proof that small publishers and Amazon …)."""
    languages = book.metadata("dc:language")
    thai = any(language.split("-")[0] == "th" for language in languages)
    known = KDP_AND_THAI if thai else ""
    return Answer(None, ", ".join(languages) + known)


def texts_up_to(megabytes: int) -> Question:
    """Every document by itself, without its pictures."""

    def ask(book: Unzipped) -> Answer:
        sizes = {name: len(etree.tostring(tree, encoding="utf-8"))
                 for name, tree in book.documents.items()}  # fmt: skip
        return without(f"{n}: {size(s)}" for n, s in sizes.items() if s > megabytes * MB)

    return ask
