"""Stage compose: a Manuscript becomes a Book, the same for every format.

Enters: Markdown and metadata. Leaves: sections of clean XHTML in the order of the
spine, the pictures they show, and the warnings found on the way.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import unquote, urlsplit

import lxml.html
import nh3
from lxml import etree

from thaibook import markup
from thaibook.images import read_image
from thaibook.labels import LABELS
from thaibook.model import Book, Chapter, Heading, Image, Manuscript, Metadata, Section
from thaibook.problems import BookError, Problem, problem

# What a book's text may be made of; everything else is cleaned away (HTML Standard,
# 4.3 to 4.9, less what runs, embeds, loads or asks for input).
TAGS = frozenset(
    "a abbr b bdi bdo blockquote br caption cite code col colgroup dd del dfn div dl dt em "
    "figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp "
    "small span strong sub sup table tbody td tfoot th thead time tr u ul var".split()
)
ATTRIBUTES = {
    "*": {"lang", "dir", "title", "class", "id"},
    "a": {"href", "name"},
    "img": {"src", "alt", "width", "credit"},
    "span": {"term"},
    "ol": {"start", "reversed", "type"},
    "li": {"value"},
    "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "align", "scope"},
    "time": {"datetime"},
}
SCHEMES = {"http", "https", "mailto"}
# Elements that HTML closes without being told, so XML may write them short.
VOID = {"br", "col", "hr", "img"}
RAW_TAG = re.compile(r"<([A-Za-z][A-Za-z0-9-]*)[\s/>]")


@dataclass
class _Work:
    """What one composing gathers."""

    manuscript: Manuscript
    problems: list[Problem] = field(default_factory=list)
    images: dict[str, Image] = field(default_factory=dict)
    counters: markup.Counters = field(default_factory=markup.Counters)
    sources: list[markup.Source] = field(default_factory=list)
    places: list[markup.Places] = field(default_factory=list)


def compose(manuscript: Manuscript) -> tuple[Book, list[Problem]]:
    """The book of a manuscript, and the warnings. Raises BookError with every error."""
    work = _Work(manuscript)
    metadata = manuscript.metadata
    labels = LABELS["th" if metadata.language.split("-")[0] == "th" else "en"]
    chapters = [
        _chapter(chapter, f"chapter-{number}", labels, work)
        for number, chapter in enumerate(manuscript.chapters, 1)
    ]
    chapters = list(_resolved(chapters, work))
    errors = [p for p in work.problems if p.is_error]
    if errors:
        raise BookError(errors)
    closing = _credits(manuscript, labels)
    contents = _contents((*chapters, closing), labels["contents"])
    sections = (_title_page(metadata), contents, *chapters, closing)
    book = Book(
        metadata=metadata,
        cover=manuscript.cover,
        sections=sections,
        images=tuple(work.images[name] for name in sorted(work.images)),
        page=manuscript.page,
        typography=manuscript.typography,
        reading=manuscript.reading,
        labels=tuple(labels.items()),
        words=manuscript.words,
    )
    return book, work.problems


def _chapter(chapter: Chapter, name: str, labels: dict[str, str], work: _Work) -> Section:
    source = markup.Source(
        chapter.path, chapter.text, name, labels, work.manuscript.typography.digits, work.problems
    )
    marked_up = markup.to_html(chapter.text)
    _report_removed(marked_up, chapter, work)
    clean = nh3.clean(
        marked_up,
        tags=set(TAGS),
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel=None,
        clean_content_tags={"script", "style"},
    )
    root = lxml.html.fragment_fromstring(clean, create_parent="div")
    if root.find(".//h1") is None:
        work.problems.append(problem("no-title", chapter.path, 1))
        root.insert(0, _element("h1", chapter.path.stem))
    work.sources.append(source)
    work.places.append(markup.dress(root, source, work.counters))
    for image in list(root.iter("img")):
        _place_image(image, chapter, work)
    headings = tuple(markup.headings(root))
    title = next(heading.title for heading in headings if heading.level == 1)
    return Section(name, "chapter", title, to_xhtml(root), headings)


def _resolved(sections: list[Section], work: _Work) -> Iterator[Section]:
    """The chapters with their references pointed at their targets."""
    for section, source, places in zip(sections, work.sources, work.places, strict=True):
        if markup.PENDING not in section.body:
            yield section
            continue
        root = lxml.html.fragment_fromstring(section.body, create_parent="div")
        markup.resolve(root, source, places, work.places)
        yield replace(section, body=to_xhtml(root))


def _report_removed(source: str, chapter: Chapter, work: _Work) -> None:
    removed = sorted({tag.lower() for tag in RAW_TAG.findall(source)} - TAGS)
    for tag in removed:
        line = _line_of(chapter.text, f"<{tag}", fold=True)
        work.problems.append(problem("html-removed", chapter.path, line, tags=f"<{tag}>"))


def _place_image(image: lxml.html.HtmlElement, chapter: Chapter, work: _Work) -> None:
    src = image.get("src", "")
    line = _line_of(chapter.text, src) or _line_of(chapter.text, unquote(src))
    alt = image.get("alt", "").strip()
    if urlsplit(src).scheme or src.startswith("//"):
        work.problems.append(problem("image-remote", chapter.path, line, name=src))
        link = _element("a", alt or src, href=src)
        link.tail = image.tail
        image.getparent().replace(image, link)
        return
    if not alt:
        work.problems.append(problem("image-alt", chapter.path, line, name=src))
    image.set("alt", alt)
    folder = work.manuscript.folder
    try:
        found = read_image(folder, unquote(src), chapter.path, line)
    except BookError as error:
        work.problems.extend(error.problems)
        return
    work.images[found.name] = found
    image.set("src", f"../{found.name}")


def _line_of(text: str, words: str, fold: bool = False) -> int:
    """The first line that has `words`, 0 where none has (it came out of an entity)."""
    if fold:
        text, words = text.lower(), words.lower()
    at = text.find(words) if words else -1
    return text.count("\n", 0, at) + 1 if at >= 0 else 0


def _title_page(metadata: Metadata) -> Section:
    authors = [creator.name for creator in metadata.creators if creator.role == "aut"]
    lines = [f'<h1 class="book-title">{html.escape(metadata.title)}</h1>']
    lines += _paragraph("subtitle", metadata.subtitle)
    lines += _paragraph("author", " · ".join(authors))
    lines += _paragraph("source", metadata.source)
    lines += _paragraph("publisher", metadata.publisher)
    return Section("titlepage", "titlepage", metadata.title, "\n".join(lines))


def _contents(sections: tuple[Section, ...], title: str) -> Section:
    """The contents as a page to read: chapters, and the headings below each."""
    items = []
    for section in sections:
        first, *rest = (h for h in section.headings if h.level <= 2)
        inner = "".join(f"<li>{_link(heading)}</li>" for heading in rest)
        items.append(f"<li>{_link(first)}{f'<ol>{inner}</ol>' if inner else ''}</li>")
    heading = Heading(1, "contents-title", title)
    body = (
        f'<h1 id="{heading.id}">{title}</h1>\n<ol class="contents">\n{chr(10).join(items)}\n</ol>'
    )
    return Section("contents", "toc", title, body, (heading,))


def _link(heading: Heading) -> str:
    return f'<a href="#{heading.id}">{html.escape(heading.title, quote=False)}</a>'


def _paragraph(kind: str, text: str) -> list[str]:
    return [f'<p class="{kind}">{html.escape(text)}</p>'] if text else []


def _credits(manuscript: Manuscript, labels: dict[str, str]) -> Section:
    metadata, cover = manuscript.metadata, manuscript.cover
    rows = [(labels["title"], html.escape(metadata.title))]
    for creator in metadata.creators:
        rows.append((labels.get(creator.role, labels["creator"]), html.escape(creator.name)))
    plain = (
        ("source", metadata.source),
        ("publisher", metadata.publisher),
        ("date", metadata.date),
        ("rights", metadata.rights),
        ("cover credit", cover.credit if cover.credit != metadata.source else ""),
    )
    rows += [(labels[key], html.escape(value)) for key, value in plain if value]
    if cover.image_link:
        link = html.escape(cover.image_link)
        rows.append((labels["image link"], f'<a class="url" href="{link}">{link}</a>'))
    identifier = f'<span class="url">{html.escape(metadata.identifier)}</span>'
    rows.append((labels["identifier"], identifier))
    entries = "\n".join(f"<dt>{label}</dt>\n<dd>{value}</dd>" for label, value in rows)
    heading = Heading(1, "credits-title", labels["credits"])
    body = f'<h1 id="{heading.id}">{heading.title}</h1>\n<dl class="credits">\n{entries}\n</dl>'
    return Section("credits", "colophon", heading.title, body, (heading,))


def _element(tag: str, text: str, **attributes: str) -> lxml.html.HtmlElement:
    element = lxml.html.Element(tag, **attributes)
    element.text = text
    return element


def to_xhtml(root: lxml.html.HtmlElement) -> str:
    """The inside of `root` as XHTML that an HTML parser reads the same way."""
    for element in root.iter():
        if element.text is None and len(element) == 0 and element.tag not in VOID:
            element.text = ""  # written <p></p>, since HTML knows no <p/>
    parts = [html.escape(root.text or "", quote=False)]
    parts += [etree.tostring(child, encoding="unicode") for child in root]
    return "".join(parts).strip()
