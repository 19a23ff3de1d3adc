"""The pages that the book adds to the author's text.

Enters: metadata, and the sections that the author wrote. Leaves: the half title, the title
page, the dedication, the contents and the title pages of parts, as
Sections; and what is put above a chapter that has its own author, as elements.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from lxml import etree

from thaibook.compose.outline_entries import outline, outline_list
from thaibook.markup import Setting, element, one_per_line, to_xhtml
from thaibook.model import Chapter, Heading, Metadata, Section
from thaibook.text import numeral

Labels = Mapping[str, str]
MOST_NAMES = 36  # letters of authors on one line
# A long title is set smaller. (class, most characters)
TITLE_SIZES = (("", 70), (" long", 120), (" endless", 1 << 30))


def half_title(metadata: Metadata) -> Section:
    """The first page of a book of several chapters: its title alone."""
    body = body_of(element("p", metadata.title, cls="half-title"))
    return Section("halftitle", "halftitlepage", metadata.title, body)


def credited_makers(metadata: Metadata, labels: Labels) -> list[str]:
    """Who else made the book, a line for each craft: แปลโดย …"""
    names: dict[str, list[str]] = {}
    for creator in metadata.creators:
        if label := labels.get(f"by {creator.role}"):
            names.setdefault(label, []).append(creator.name)
    return [f"{label} {' · '.join(people)}" for label, people in names.items()]


def grouped_authors(authors: Sequence[str]) -> list[str]:
    """The authors on one line, or below each other where they are too long for it."""
    return [" · ".join(authors)] if sum(map(len, authors)) <= MOST_NAMES else list(authors)


def title_page(metadata: Metadata, labels: Labels) -> Section:
    """Title, authors and other makers, source and publisher."""
    authors = [creator.name for creator in metadata.creators if creator.role == "aut"]
    size = next(name for name, most in TITLE_SIZES if len(metadata.title) <= most)
    lines = (
        ("subtitle", metadata.subtitle),
        *(("author", author) for author in grouped_authors(authors)),
        *(("maker", maker) for maker in credited_makers(metadata, labels)),
        ("source", metadata.source),
        ("publisher", metadata.publisher),
    )
    title = element("h1", metadata.title, cls=f"book-title{size}")
    return Section("titlepage", "titlepage", metadata.title, body_of(title, *paragraphs(lines)))


def says_more_than_title(section: Section) -> bool:
    """Whether a title page has another line, or a page of credits another row."""
    is_title = section.kind == "titlepage"
    return section.body.count("<p" if is_title else "<dt") > (0 if is_title else 1)


def dedication(text: str, labels: Labels) -> Section:
    """The author's dedication, alone on its page, line by line."""
    first, *others = text.split("\n")
    paragraph = element("p", first)
    for line in others:
        etree.SubElement(paragraph, "br").tail = line
    return Section("dedication", "dedication", labels["dedication"], body_of(paragraph))


def contents(sections: Sequence[Section], title: str, deepest: int) -> Section:
    """The contents as a page to read: parts, chapters, and the headings below each down to the
    level `deepest`."""
    heading = Heading(1, "contents-title", title)
    entries = outline(sections, deepest)
    deep = " deep" if any(entry.voice == "in-chapter" for entry in entries) else ""
    listed = outline_list(entries, lambda entry: f"#{entry.heading.id}", f"contents{deep}")
    return Section("contents", "toc", title, body_of(title_of(heading), listed), (heading,))


def part_page(part: Chapter, setting: Setting) -> Section:
    """The title page of a part."""
    number = number_label(part, part.title, setting)
    words = " ".join(filter(None, (number, part.title)))
    heading = Heading(1, f"{part.name}-title", words)
    title = element("h1", "" if number else part.title, id=heading.id)
    if number:
        title.append(element("span", number, cls="number"))
        title[-1].tail = f" {part.title}"
    return Section(part.name, "part", heading.title, body_of(title), (heading,))


def number_label(chapter: Chapter, title: str, setting: Setting) -> str:
    """What stands before the title of a numbered chapter or part: บทที่ ๑; "" for none, and
    where the title says it already."""
    if setting.numbering == "none" or not chapter.number:
        return ""
    label = setting.labels["part number" if chapter.kind == "part" else "chapter number"]
    number = rf"(?:[0-9๐-๙]+|{numeral(chapter.number, 'words')})"
    if re.match(rf"{re.escape(label)}\s*{number}(?![^\s:.])", title.strip()):
        return ""
    if setting.looks.number == "numeral":
        return numeral(chapter.number, setting.numbering)
    words = setting.numbering == "words"
    joined = "" if words and label[-1] > "\u0e00" else " "  # บทที่หนึ่ง, but บทที่ ๑
    return f"{label}{joined}{numeral(chapter.number, setting.numbering)}"


def above(chapter: Chapter) -> list[etree._Element]:
    """What stands below the title of a chapter: its subtitle and its authors."""
    authors = " · ".join(chapter.credit.authors)
    return paragraphs((("chapter-subtitle", chapter.subtitle), ("byline", authors)))


def body_of(*blocks: etree._Element) -> str:
    """The body of a page that has these blocks."""
    return to_xhtml(one_per_line(*blocks))


def title_of(heading: Heading) -> etree._Element:
    return element("h1", heading.title, id=heading.id)


def paragraphs(lines: Iterable[tuple[str, str]]) -> list[etree._Element]:
    """A paragraph for each (class, text) that has a text."""
    return [element("p", text, cls=cls) for cls, text in lines if text]
