"""The files that lie in the output folder already: of this book, or of another?

Enters: what the new book says of itself, and the paths to be written. Leaves: a Problem where
another book would be lost. A title that was mended makes no other book: identifiers that
authors give tell books apart, those that the program made of a title do not.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from lxml import etree

from thaibook.messages import Problem, problem
from thaibook.model import Metadata
from thaibook.storage import UNREADABLE, SafeZip, is_file
from thaibook.text import late_pattern

CONTAINER = "META-INF/container.xml"
MOST_BYTES = 1_000_000  # of a package document; a larger one is not read
DC = "{http://purl.org/dc/elements/1.1/}"
# RFC 9562: version 5 is a UUID made of names, as that which the program gives
DERIVED = late_pattern(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")


class Owner(NamedTuple):
    """What a finished file says of the book in it; titles are title and subtitle."""

    identifier: str
    titles: tuple[str, ...]
    makers: frozenset[str] | None  # authors, and who issued it; None: the file does not say


def other_book(metadata: Metadata, paths: list[Path]) -> Problem | None:
    """The problem other-book where one of `paths` holds a book that is not this one."""
    titles = tuple(filter(None, (metadata.title, metadata.subtitle)))
    makers = {metadata.source, *(creator.name for creator in metadata.creators)}
    ours = Owner(metadata.identifier, titles, frozenset(makers - {""}))
    for path in paths:
        theirs = _owner(path)
        if theirs and not _is_same_book(ours, theirs):
            words = {"theirs": theirs.titles[0], "ours": titles[0], "slug": f"{metadata.slug}-2"}
            return problem("other-book", path, 0, **words)
    return None


def _is_same_book(ours: Owner, theirs: Owner) -> bool:
    """Whether two files are of one book, by what they say of themselves."""
    # A PDF has no subtitle and no list of makers.
    titles = ours.titles[: len(theirs.titles)] if theirs.makers is None else ours.titles
    if ours.identifier == theirs.identifier or titles == theirs.titles:
        return True
    both_derived = all(DERIVED.fullmatch(owner.identifier) for owner in (ours, theirs))
    return both_derived and theirs.makers in (None, ours.makers)


def _owner(path: Path) -> Owner | None:
    """Who owns an EPUB, or a PDF beside which there is none; None where nobody can tell."""
    if path.suffix == ".pdf":
        if path.with_suffix(".epub").is_file():
            return _owner(path.with_suffix(".epub"))
        return _pdf_owner(path) if path.is_file() else None
    if not is_file(path):  # a pipe would be waited for
        return None
    try:
        with SafeZip(path, climbing=True) as archive:
            rootfile = _tree(archive, CONTAINER).find(".//{*}rootfile")
            package = _tree(archive, rootfile.get("full-path", "") if rootfile is not None else "")
    except (*UNREADABLE, KeyError, etree.XMLSyntaxError):
        return None
    metadata = {
        name: tuple((e.text or "").strip() for e in package.iter(f"{DC}{name}"))
        for name in ("identifier", "title", "creator", "contributor", "source")
    }
    if not metadata["identifier"] or not metadata["title"]:
        return None
    makers = frozenset(metadata["creator"] + metadata["contributor"] + metadata["source"])
    return Owner(metadata["identifier"][0], metadata["title"], makers)


def _tree(archive: SafeZip, name: str) -> etree._Element:
    entry = archive.getinfo(name)
    if entry.file_size > MOST_BYTES:
        raise ValueError(name)
    return etree.fromstring(archive.read(entry), etree.XMLParser(resolve_entities=False))


def _pdf_owner(path: Path) -> Owner | None:
    # Imported late: pypdfium2 takes 30 ms, and only a PDF without its EPUB needs it.
    from thaibook.check import pdf_identity

    identity = pdf_identity(path)
    return Owner(identity[0], (identity[1],), None) if identity else None
