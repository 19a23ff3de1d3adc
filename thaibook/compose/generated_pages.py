"""The pages that the book adds to the author's text.

Enters: metadata, and the sections that the author wrote. Leaves: the half title, the title
page, the page of credits, the dedication, the contents and the title pages of parts, as
Sections; and what is put above and below a chapter that has its own author and source.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence

from thaibook.compose.outline_entries import Entry, nested, outline
from thaibook.model import Chapter, Heading, Manuscript, Metadata, Section, Typography
from thaibook.text import dated, numeral

Labels = Mapping[str, str]
ISBN = re.compile(r"urn:isbn:(.+)", re.IGNORECASE)
MOST_NAMES = 36  # letters of authors on one line
# A long title is set smaller. (class, most characters)
TITLE_SIZES = (("", 70), (" long", 120), (" endless", 1 << 30))
MACHINE_ONLY = "urn:uuid:"  # what no reader has a use for


def half_title(metadata: Metadata) -> Section:
    """The first page of a book of several chapters: its title alone."""
    body = f'<p class="half-title">{html.escape(metadata.title, quote=False)}</p>'
    return Section("halftitle", "halftitlepage", metadata.title, body)


def makers(metadata: Metadata, labels: Labels) -> list[str]:
    """Who else made the book, a line for each craft: แปลโดย …"""
    names: dict[str, list[str]] = {}
    for creator in metadata.creators:
        if label := labels.get(f"by {creator.role}"):
            names.setdefault(label, []).append(creator.name)
    return [f"{label} {' · '.join(those)}" for label, those in names.items()]


def on_lines(authors: Sequence[str]) -> list[str]:
    """The authors on one line, or below each other where they are too long for it."""
    return [" · ".join(authors)] if sum(map(len, authors)) <= MOST_NAMES else list(authors)


def title_page(metadata: Metadata, labels: Labels) -> Section:
    """Title, authors and other makers, source and publisher."""
    authors = [creator.name for creator in metadata.creators if creator.role == "aut"]
    title = html.escape(metadata.title, quote=False)
    size = next(name for name, most in TITLE_SIZES if len(metadata.title) <= most)
    lines = [f'<h1 class="book-title{size}">{title}</h1>']
    lines += _paragraph("subtitle", metadata.subtitle)
    for author in on_lines(authors):
        lines += _paragraph("author", author)
    for maker in makers(metadata, labels):
        lines += _paragraph("maker", maker)
    lines += _paragraph("source", metadata.source)
    lines += _paragraph("publisher", metadata.publisher)
    return Section("titlepage", "titlepage", metadata.title, "\n".join(lines))


def dedication(text: str, labels: Labels) -> Section:
    """The author's dedication, alone on its page, line by line."""
    lines = html.escape(text, quote=False).replace("\n", "<br/>")
    return Section("dedication", "dedication", labels["dedication"], f"<p>{lines}</p>")


def contents(sections: Sequence[Section], title: str) -> Section:
    """The contents as a page to read: parts, chapters, and the headings below each."""
    heading = Heading(1, "contents-title", title)
    entries = nested(outline(sections), _link, '<ol class="contents">')
    return Section(
        "contents", "toc", title, f'<h1 id="{heading.id}">{title}</h1>\n{entries}', (heading,)
    )


def _link(entry: Entry) -> str:
    title = html.escape(entry.heading.title, quote=False)
    return f'<a href="#{entry.heading.id}">{title}</a>'


def part_page(part: Chapter, typography: Typography, labels: Labels) -> Section:
    """The title page of a part."""
    number = number_label(part, part.title, typography, labels)
    heading = Heading(1, f"{part.name}-title", " ".join(filter(None, (number, part.title))))
    shown = html.escape(part.title, quote=False)
    if number:
        shown = f'<span class="number">{number}</span> {shown}'
    body = f'<h1 id="{heading.id}">{shown}</h1>'
    return Section(part.name, "part", heading.title, body, (heading,))


def number_label(chapter: Chapter, title: str, typography: Typography, labels: Labels) -> str:
    """What stands before the title of a numbered chapter or part: บทที่ ๑; "" for none, and
    where the title says it already."""
    if typography.numbering == "none" or not chapter.number:
        return ""
    label = labels["part number" if chapter.kind == "part" else "chapter number"]
    said = rf"{re.escape(label)}\s*(?:[0-9๐-๙]+|{numeral(chapter.number, 'words')})(?![^\s:.])"
    if re.match(said, title.strip()):
        return ""
    words = typography.numbering == "words"
    joined = "" if words and label[-1] > "\u0e00" else " "  # บทที่หนึ่ง, but บทที่ ๑
    return f"{label}{joined}{numeral(chapter.number, typography.numbering)}"


def above(chapter: Chapter) -> str:
    """What stands below the title of a chapter: its subtitle and its authors."""
    lines = _paragraph("chapter-subtitle", chapter.subtitle)
    lines += _paragraph("byline", " · ".join(chapter.credit.authors))
    return "\n".join(lines)


def below(chapter: Chapter, labels: Labels, digits: str) -> str:
    """The credit at the end of a chapter that has one of its own."""
    credit = chapter.credit
    date = dated(credit.date, labels["months"], digits)
    plain = (("source", credit.source), ("date", date), ("picture credit", credit.credit))
    rows = [(labels[key], html.escape(value, quote=False)) for key, value in plain if value]
    if credit.image_link:
        rows.append((labels["image link"], _url(credit.image_link)))
    return _rows(rows, "credits chapter-credit") if rows else ""


def credits(manuscript: Manuscript, labels: Labels, kind: str) -> Section:
    """Who made the book, and whose picture and text it shows; kind is its epub:type."""
    metadata, cover = manuscript.metadata, manuscript.cover
    rows = [(labels["title"], html.escape(metadata.title, quote=False))]
    for creator in metadata.creators:
        name = html.escape(creator.name, quote=False)
        rows.append((labels.get(creator.role, labels["creator"]), name))
    plain = (
        ("source", metadata.source),
        ("publisher", metadata.publisher),
        ("date", dated(metadata.date, labels["months"], manuscript.typography.digits)),
        ("rights", metadata.rights),
        ("cover credit", cover.credit if cover.credit != metadata.source else ""),
    )
    rows += [(labels[key], html.escape(value, quote=False)) for key, value in plain if value]
    if cover.image_link:
        rows.append((labels["image link"], _url(cover.image_link)))
    if isbn := ISBN.fullmatch(metadata.identifier):
        rows.append(("ISBN", html.escape(isbn[1], quote=False)))
    elif not metadata.identifier.lower().startswith(MACHINE_ONLY):
        identifier = html.escape(metadata.identifier, quote=False)
        rows.append((labels["identifier"], f'<span class="url">{identifier}</span>'))
    heading = Heading(1, "credits-title", labels["credits"])
    body = f'<h1 id="{heading.id}">{heading.title}</h1>\n{_rows(rows, "credits")}'
    return Section("credits", kind, heading.title, body, (heading,))


def _url(link: str) -> str:
    shown = html.escape(link)
    return f'<a class="url" href="{shown}">{shown}</a>'


def _rows(rows: Sequence[tuple[str, str]], name: str) -> str:
    entries = "\n".join(f"<dt>{label}</dt>\n<dd>{value}</dd>" for label, value in rows)
    return f'<dl class="{name}">\n{entries}\n</dl>'


def _paragraph(kind: str, text: str) -> list[str]:
    named = f' class="{kind}"' if kind else ""
    return [f"<p{named}>{html.escape(text, quote=False)}</p>"] if text else []
