"""Stage compose: a Manuscript becomes a Book, the same for every format.

Enters: Markdown and metadata. Leaves: sections of clean XHTML in the order of the
spine, the pictures they show, and the warnings found on the way.
"""

from __future__ import annotations

import html
import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import unquote

import lxml.html
from lxml import etree

from thaibook.compose import content_model, generated_pages
from thaibook.compose.addresses import mend, mend_links, refused
from thaibook.compose.sanitise import sanitised, strange_tags
from thaibook.grammar import imports
from thaibook.images import coarse, name_in_book, read_image, remarks
from thaibook.load import BEFORE_CONTENTS, MAX_LEVELS, levels, too_deep
from thaibook.markup import (
    PENDING,
    Counters,
    Places,
    Source,
    dress,
    headings,
    index_section,
    link_addresses,
    resolve,
    to_html,
)
from thaibook.messages import MAX_TOLD, BookError, Problem, name_of_character, problem
from thaibook.model import Book, Chapter, Heading, Image, Manuscript, Section
from thaibook.text import CONTROL, LABELS

# Elements that HTML closes without being told, so XML may write them short.
REMOTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:|//")
MM_IN_POINT = 25.4 / 72
VOID = {"br", "col", "hr", "img"}


@dataclass
class _Work:
    """What one composing gathers."""

    manuscript: Manuscript
    column_mm: float
    problems: list[Problem] = field(default_factory=list)
    images: dict[tuple[Path, str], Image] = field(default_factory=dict)  # folder, name there
    counters: Counters = field(default_factory=Counters)
    sources: list[Source] = field(default_factory=list)
    places: list[Places] = field(default_factory=list)


def compose(
    manuscript: Manuscript,
    column_mm: float = math.inf,
    on_section: Callable[[Section], None] | None = None,
) -> tuple[Book, list[Problem]]:
    """The book of a manuscript, and the warnings. Raises BookError with every error.

    column_mm: the width of the text on paper; inf where there is no paper.
    on_section is told of each chapter that is done while others are not.
    """
    work = _Work(manuscript, column_mm, [*manuscript.warnings])
    metadata = manuscript.metadata
    labels = LABELS["th" if metadata.language.split("-")[0] == "th" else "en"]
    written = []
    for chapter in manuscript.chapters:
        written.append(_bounded_chapter(chapter, labels, work))
        if on_section and PENDING not in written[-1].body:
            on_section(written[-1])
    written = list(_resolved(written, work))
    errors = [p for p in work.problems if p.is_error]
    if errors:
        raise BookError(errors)
    images = {image.name: image for image in work.images.values()}
    if cover := manuscript.cover.image:
        page = manuscript.page
        work.problems += remarks(cover) + coarse(cover, page.width_mm, page.height_mm)
    sections = _in_order(manuscript, written, labels)
    book = Book(
        metadata=metadata,
        cover=manuscript.cover,
        sections=sections,
        images=tuple(images[name] for name in sorted(images)),
        page=manuscript.page,
        typography=manuscript.typography,
        reading=manuscript.reading,
        labels=tuple(labels.items()),
        words=manuscript.words,
    )
    return book, work.problems


def _in_order(
    manuscript: Manuscript, written: list[Section], labels: dict[str, str]
) -> tuple[Section, ...]:
    """Front matter, text, back matter: what has something in it."""
    metadata = manuscript.metadata
    index = index_section(written, labels)
    whole = [*written, *([index] if index else [])]
    title = generated_pages.title_page(metadata, labels)
    given = manuscript.dedication
    dedication = [generated_pages.dedication(given, labels)] if given else []
    if len(written) == 1:  # an article: its credits stand at the end
        credits = generated_pages.credits(manuscript, labels, "colophon")
        contents = generated_pages.contents((*whole, credits), labels["contents"])
        return (title, *dedication, contents, *whole, credits)
    opening = [generated_pages.half_title(metadata), title]
    opening += [generated_pages.credits(manuscript, labels, "copyright-page"), *dedication]
    first = [section for section in whole if section.kind in BEFORE_CONTENTS]
    rest = [section for section in whole if section.kind not in BEFORE_CONTENTS]
    return (*opening, *first, generated_pages.contents(rest, labels["contents"]), *rest)


def _bounded_chapter(chapter: Chapter, labels: dict[str, str], work: _Work) -> Section:
    """The section of a chapter (of which there is not too_much). Raises BookError where it
    is too deep to read."""
    try:
        return _chapter(chapter, labels, work)
    except RecursionError:
        raise BookError([*work.problems, too_deep(chapter)]) from None


def _chapter(chapter: Chapter, labels: dict[str, str], work: _Work) -> Section:
    typography = work.manuscript.typography
    if chapter.kind == "part":
        work.sources.append(Source(chapter.path, "", chapter.name, labels))
        work.places.append(Places(chapter.path, chapter.name))
        return generated_pages.part_page(chapter, typography, labels)
    source = Source(
        chapter.path,
        chapter.text,
        chapter.name,
        labels,
        typography.digits,
        typography.maiyamok,
        work.problems,
        work.manuscript.words,
        work.column_mm / (typography.size_pt * MM_IN_POINT),
    )
    marked_up = to_html(chapter.text)
    _report_removed(marked_up, source)
    work.problems += refused(marked_up, chapter)
    clean = sanitised(marked_up)
    if levels(clean) > MAX_LEVELS:  # the parser would drop what lies deeper, without a word
        raise RecursionError
    if strange := CONTROL.search(clean):
        line = _line_of_reference(chapter.text, strange[0])
        words = {"character": name_of_character(strange[0])}
        work.problems.append(problem("control-character", chapter.path, line, **words))
        clean = CONTROL.sub("", clean)
    root = lxml.html.fragment_fromstring(clean, create_parent="div")
    # lxml makes an object for an element each time it is met, unless there is one already.
    elements = list(root.iter())
    link_addresses(root)
    work.problems += mend_links(root, chapter)
    if root.find(".//h1") is None:
        if not chapter.title:
            work.problems.append(problem("no-title", chapter.path, 1))
        root.insert(0, _element("h1", chapter.title or chapter.path.stem))
    _number(root, chapter, work.manuscript, labels)
    work.sources.append(source)
    work.places.append(dress(root, source, work.counters))
    for image in list(root.iter("img")):
        _place_image(image, chapter, work)
    content_model.mend(root)
    titled = tuple(_titled(headings(root), chapter))
    title = next(heading.title for heading in titled if heading.level == 1)
    body = _with_credit(to_xhtml(root), chapter, labels, typography.digits)
    del elements
    return Section(chapter.name, chapter.kind, title, body, titled, chapter.level)


def _titled(headings: Iterator[Heading], chapter: Chapter) -> Iterator[Heading]:
    """The headings, where a chapter's title without words has another (HTML Standard, 4.2.2)."""
    for heading in headings:
        if heading.level == 1 and not heading.title:
            heading = replace(heading, title=chapter.title or chapter.path.stem)
        yield heading


def _number(
    root: lxml.html.HtmlElement, chapter: Chapter, manuscript: Manuscript, labels: dict[str, str]
) -> None:
    """Put the number of a chapter before its title."""
    title = root.find(".//h1")
    said = "" if title is None else title.text_content()
    label = generated_pages.number_label(chapter, said, manuscript.typography, labels)
    if label and title is not None:
        number = _element("span", label, **{"class": "number"})
        number.tail, title.text = f" {title.text or ''}", None
        title.insert(0, number)


def _with_credit(body: str, chapter: Chapter, labels: dict[str, str], digits: str) -> str:
    """The body with the chapter's authors below its title, and its credit at the end."""
    if above := generated_pages.above(chapter):
        title, end, rest = body.partition("</h1>")
        body = f"{title}{end}\n{above}{rest}"
    below = generated_pages.below(chapter, labels, digits)
    return f"{body}\n{below}" if below else body


def _resolved(sections: list[Section], work: _Work) -> Iterator[Section]:
    """The chapters with their references pointed at their targets."""
    for section, source, places in zip(sections, work.sources, work.places, strict=True):
        if PENDING not in section.body:
            yield section
            continue
        root = lxml.html.fragment_fromstring(section.body, create_parent="div")
        resolve(root, source, places, work.places)
        yield replace(section, body=to_xhtml(root))


def _report_removed(marked_up: str, source: Source) -> None:
    """A warning for each kind of tag that no book has, and for each import of MDX."""
    for tag in strange_tags(marked_up):
        line = source.line_like(rf"(?i:<{re.escape(tag)})(?=[\s/>&]|$)")
        source.report_at(line, "html-removed", tags=f"<{tag}>")
    for line, words in imports(source.text):
        source.report_at(line, "html-removed", tags=words)


def _place_image(image: lxml.html.HtmlElement, chapter: Chapter, work: _Work) -> None:
    src = image.get("src", "")
    line = work.sources[-1].line_like(_as_written(src)) if src else 0
    alt = image.get("alt", "").strip()
    remote = mend(f"https:{src}" if src.startswith("//") else src)
    if not src or remote is None or REMOTE.match(src):
        if src:
            work.problems.append(problem("image-remote", chapter.path, line, name=src))
        if src and remote and next(image.iterancestors("a"), None) is None:
            words = _element("a", alt or src, href=remote, **({} if alt else {"class": "address"}))
        else:
            words = _element("span", alt)
        words.tail = image.tail
        image.getparent().replace(image, words)
        return
    if sum(p.is_error for p in work.problems[-MAX_TOLD:]) == MAX_TOLD:
        return  # the book is not built, and nobody reads more
    if not alt:
        work.problems.append(problem("image-alt", chapter.path, line, name=src))
    image.set("alt", alt)
    name = chapter.path.parent, unquote(src)
    if name not in work.images:
        try:
            found = read_image(work.manuscript.folder, name[1], chapter.path, line)
        except BookError as error:
            work.problems.extend(error.problems)
            return
        work.problems += remarks(found)
        work.problems += coarse(found, _shown_mm(image, work.column_mm))
        work.images[name] = found
    image.set("src", f"../{name_in_book(work.images[name].name)}")


def _shown_mm(image: lxml.html.HtmlElement, column_mm: float) -> float:
    """How wide a picture is printed where the author says it; else it is wide enough."""
    for element in (image, image.getparent()) if column_mm < math.inf else ():
        if found := re.fullmatch(r"width: (\d+)%", element.get("style", "")):
            return column_mm * int(found[1]) / 100
    return 0


def _as_written(src: str) -> str:
    """A pattern for the address of a picture as an author may have typed it."""
    ways = dict.fromkeys((src, unquote(src), html.escape(src, quote=False)))
    return rf"(?<=[\s(\"'<=:])(?:{'|'.join(map(re.escape, ways))})(?=[\s)\"'>]|$)"


def _line_of_reference(text: str, character: str) -> int:
    """The first line with a numeric reference (&#27; or &#x1b;) to `character`, else 0."""
    code = ord(character)
    found = re.search(f"&#(0*{code}|[xX]0*{code:x});?", text, re.IGNORECASE)
    return text.count("\n", 0, found.start()) + 1 if found else 0


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
