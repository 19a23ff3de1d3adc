"""Who made the book or a chapter, and where it comes from: a list of what and who.

Enters: metadata, and the credit of a chapter. Leaves: the page of credits as a Section, and what
is put below a chapter as an element. What a publisher's page says instead is in imprint_page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from thaibook.compose.generated_pages import body_of, title_of
from thaibook.markup import Setting, element
from thaibook.model import Chapter, Heading, Manuscript, Metadata, Section
from thaibook.text import dated, digits_of, hyphenated_isbn
from thaibook.vocabulary import URL

Labels = Mapping[str, str]
ISBN = re.compile(r"urn:isbn:(.+)", re.IGNORECASE)
MACHINE_ONLY = "urn:uuid:"  # what no reader has a use for


def below(chapter: Chapter, setting: Setting) -> etree._Element | None:
    """The credit at the end of a chapter that has one of its own."""
    credit, labels = chapter.credit, setting.labels
    date = dated(credit.date, labels["months"], setting.digits)
    plain = (("source", credit.source), ("date", date), ("picture credit", credit.credit))
    rows = [row(labels[key], value) for key, value in plain if value]
    if credit.image_link:
        rows.append(row(labels["image link"], link(credit.image_link)))
    return listed(rows, "credits chapter-credit") if rows else None


def credits(manuscript: Manuscript, labels: Labels, kind: str) -> Section:
    """Who made the book, and whose picture and text it shows; kind is its epub:type."""
    metadata, cover = manuscript.metadata, manuscript.cover
    rows = [row(labels["title"], metadata.title)]
    for creator in metadata.creators:
        rows.append(row(labels.get(creator.role, labels["creator"]), creator.name))
    plain = (
        ("source", metadata.source),
        ("publisher", metadata.publisher),
        ("date", dated(metadata.date, labels["months"], manuscript.typography.digits)),
        ("rights", metadata.rights),
        ("cover credit", cover.credit if cover.credit != metadata.source else ""),
    )
    for key, value in plain:
        if value:
            double = key == "publisher" and not labelled(labels[key], value)
            rows.append(row(labels["by publisher" if double else key], value))
    if cover.image_link:
        rows.append(row(labels["image link"], link(cover.image_link)))
    rows += [row(labels[f"isbn {edition}"], number) for edition, number in metadata.isbns]
    rows += [row(label, value) for label, value in identifiers(metadata, labels)]
    heading = Heading(1, "credits-title", labels["credits"])
    body = body_of(title_of(heading), listed(rows, "credits"))
    return Section("credits", kind, heading.title, body, (heading,))


def labelled(label: str, value: str) -> str:
    """The label, but "" before a value that says it itself: สำนักพิมพ์ before สำนักพิมพ์ริมคลอง."""
    return "" if value.startswith(label) else label


def identifiers(metadata: Metadata, labels: Labels) -> Iterator[tuple[str, str | etree._Element]]:
    """(label, value) of the book's identifier, where a person has a use for it and the ISBNs do
    not say it already."""
    numbers = {digits_of(f"urn:isbn:{number}") for _, number in metadata.isbns}
    if isbn := ISBN.fullmatch(metadata.identifier):
        if digits_of(metadata.identifier) not in numbers:
            yield "ISBN", hyphenated_isbn(isbn[1])
    elif not metadata.identifier.lower().startswith(MACHINE_ONLY):
        yield labels["identifier"], element("span", metadata.identifier, cls=URL)


def link(address: str) -> etree._Element:
    """An address that can be followed."""
    return element("a", address, cls=URL, href=address)


Row = tuple[etree._Element, etree._Element]


def row(label: str, value: str | etree._Element) -> Row:
    """A line of credits: what it says, and of what."""
    if isinstance(value, str):
        return element("dt", label), element("dd", value)
    described = element("dd")
    described.append(value)
    return element("dt", label), described


def listed(rows: Iterable[Row], cls: str) -> etree._Element:
    """The rows as a list of the class."""
    listed = element("dl", "\n", cls=cls)
    for node in (each for row in rows for each in row):
        node.tail = "\n"
        listed.append(node)
    return listed
