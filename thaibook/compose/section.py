"""One chapter becomes a section, alone.

Enters: a Chapter, and the Setting of its book. Leaves: a ComposedSection, plain data that can be
made in any process, kept, and joined with the others (compose.joining). Its body is clean XHTML
in which only references and the numbers of figures, tables and formulas wait for the book.
"""

from __future__ import annotations

import math
import pickle
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from thaibook.compose.addresses import drop_dead_links, refused_schemes
from thaibook.compose.answers_page import holds_answers
from thaibook.compose.content_model import make_valid, stays_heading
from thaibook.compose.credits_page import below
from thaibook.compose.generated_pages import above, number_label, part_page
from thaibook.compose.openings import open_chapter
from thaibook.compose.picture_places import Picture, place_pictures
from thaibook.compose.printed_words import printed_chapter
from thaibook.compose.sanitise import sanitised, strange_tags
from thaibook.grammar import imports
from thaibook.load import MAX_LEVELS, levels, too_deep
from thaibook.markup import (
    Counts,
    IndexTerm,
    Places,
    Setting,
    Source,
    dress,
    element,
    has_references,
    headings,
    link_addresses,
    marked_terms,
    number_sections,
    to_html,
    to_tree,
    to_xhtml,
)
from thaibook.messages import MAX_TOLD, Problem, name_of_character
from thaibook.model import Chapter, Heading, Manuscript, Section
from thaibook.storage import digest_of, keep, kept, program_digest
from thaibook.text import CONTROL, LABELS, late_pattern

KEPT = "sections"  # the folder of the cache
NUMERIC_REFERENCE = late_pattern(
    r"&#(?:0*([0-9]{1,7})(?![0-9])|[xX]0*([0-9a-fA-F]{1,6})(?![0-9a-fA-F]))"
)
CODES = 0x110000  # of Unicode: what is beyond is no character


@dataclass(frozen=True)
class ComposedSection:
    """A chapter composed alone.

    places: the targets of references; numbered: how many figures, tables and formulas have a
    number; is_final: nothing of the whole book has still to be written into the body.
    """

    section: Section
    places: Places
    problems: tuple[Problem, ...] = ()
    pictures: tuple[Picture, ...] = ()
    numbered: Counts = field(default_factory=dict)
    index_terms: tuple[IndexTerm, ...] = ()
    is_final: bool = True


def setting_of(manuscript: Manuscript, column_mm: float = math.inf) -> Setting:
    """What the chapters of a manuscript have in common. column_mm: the width of the text on
    paper; inf where there is no paper."""
    typography = manuscript.typography
    is_thai = manuscript.metadata.language.split("-")[0] == "th"
    return Setting(
        folder=manuscript.folder,
        labels=LABELS["th" if is_thai else "en"],
        digits=typography.digits,
        maiyamok=typography.maiyamok,
        numbering=typography.numbering,
        words=manuscript.words,
        column_mm=column_mm,
        size_pt=typography.size_pt,
        references=manuscript.references,
        sections=typography.sections,
        looks=manuscript.looks,
        # An article has one end.
        answers=typography.answers if len(manuscript.chapters) > 1 else "chapter",
    )


def compose_section(chapter: Chapter, setting: Setting) -> ComposedSection:
    """The section of one chapter (which exceeds no limit). One that is too deep to
    read has no body, and says so among its problems."""
    chapter = printed_chapter(chapter)
    if chapter.kind == "part":
        places = Places(chapter.path, chapter.name)
        return ComposedSection(part_page(chapter, setting), places)
    source = Source(chapter, setting)
    try:
        return _composed(source)
    except RecursionError:
        empty = Section(chapter.name, chapter.kind, chapter.title, "", level=chapter.level)
        problems = (*source.problems, too_deep(chapter))
        return ComposedSection(empty, Places(chapter.path, chapter.name), problems)


def compose_sections(chapters: Sequence[Chapter], setting: Setting) -> list[ComposedSection]:
    """The section of each chapter, one after the other; of one that has not changed, as it was
    kept."""
    setting_digest = digest_of(program_digest(), setting)
    return [_kept_or_composed(chapter, setting, setting_digest) for chapter in chapters]


def _kept_or_composed(chapter: Chapter, setting: Setting, setting_digest: str) -> ComposedSection:
    name = digest_of(setting_digest, chapter)
    data = kept(KEPT, name)
    if data is not None:
        known: ComposedSection = pickle.loads(data)  # only this program writes into its cache
        return known
    composed = compose_section(chapter, setting)
    # A picture may have changed, and what is wrong is told with the path that was typed.
    if not composed.pictures and not composed.problems:
        keep(KEPT, name, pickle.dumps(composed))
    return composed


def _composed(source: Source) -> ComposedSection:
    chapter = source.chapter
    root = to_tree(_clean(to_html(chapter.text, chapter.lines), source))
    # lxml makes an object for an element each time it is met, unless there is one already.
    elements = list(root.iter())
    link_addresses(root)
    source.problems += drop_dead_links(root, chapter)
    is_imprint = chapter.kind == "copyright-page"
    if is_imprint:
        _without_headings(root)
    else:
        _set_title(root, source)
    places = dress(root, source)
    if source.setting.sections and chapter.kind == "chapter":
        number_sections(root, source)
    pictures = place_pictures(root, source)
    make_valid(root)
    if is_imprint:
        _enclose(root)
    titled = tuple(_titled(headings(root), chapter))
    own = source.setting.labels["copyright page"]  # the one section that need not have a title
    title = next((heading.title for heading in titled if heading.level == 1), own)  # by _set_title
    terms = marked_terms(root, title)
    open_chapter(root, source.setting)
    _set_credit(root, source)
    body = to_xhtml(root)
    del elements
    return ComposedSection(
        Section(chapter.name, chapter.kind, title, body, titled, chapter.level),
        places,
        tuple(source.problems),
        pictures,
        dict(source.numbered),
        terms,
        is_final=not source.numbered and not has_references(root) and not holds_answers(root),
    )


def _clean(marked_up: str, source: Source) -> str:
    """The HTML that a book may hold. Raises RecursionError where it is too deep."""
    chapter = source.chapter
    _report_removed(marked_up, source)
    source.problems += refused_schemes(marked_up, chapter)
    clean = sanitised(marked_up)
    if levels(clean) > MAX_LEVELS:  # the parser would drop what lies deeper, without a word
        raise RecursionError
    if strange := set(CONTROL.findall(clean)):
        for line, character in _control_references(chapter.text, strange):
            source.report_at(line, "control-character", character=name_of_character(character))
        clean = CONTROL.sub("", clean)
    return clean


def _report_removed(marked_up: str, source: Source) -> None:
    """A warning for each kind of tag that no book has, and for each import of MDX."""
    for tag in strange_tags(marked_up):
        line = source.line_like(rf"(?i:<{re.escape(tag)})(?=[\s/>&]|$)")
        source.report_at(line, "html-removed", tags=f"<{tag}>")
    for line, words in imports(source.chapter.text):
        source.report_at(line, "html-removed", tags=words)


def _control_references(text: str, characters: set[str]) -> list[tuple[int, str]]:
    """(line, character) of each numeric reference (&#27; or &#x1b;) to one of `characters`;
    line 0 for one to which nothing refers."""
    places: dict[tuple[int, str], None] = {}
    for number, line in enumerate(text.split("\n"), 1):
        for decimal, hexadecimal in NUMERIC_REFERENCE.findall(line):
            code = int(hexadecimal, 16) if hexadecimal else int(decimal)
            if code < CODES and chr(code) in characters:
                places[number, chr(code)] = None
    unplaced = sorted(characters - {character for _, character in places})
    return [*places, *((0, character) for character in unplaced)][:MAX_TOLD]


def _set_title(root: etree._Element, source: Source) -> None:
    """Give a chapter that has no title one, and put its number before it."""
    chapter = source.chapter
    title = next((node for node in root.iter("h1") if stays_heading(node)), None)
    if title is None:
        if not chapter.title:
            source.report_at(1, "no-title")
        title = element("h1", chapter.title or chapter.path.stem)
        root.insert(0, title)
    if label := number_label(chapter, "".join(map(str, title.itertext())), source.setting):
        number = element("span", label, cls="number")
        number.tail, title.text = f" {title.text or ''}", None
        title.insert(0, number)


def _without_headings(root: etree._Element) -> None:
    """Make the headings of an imprint page lines: it is in no contents."""
    for heading in list(root.iter("h1", "h2", "h3", "h4", "h5", "h6")):
        heading.set("class", "imprint-title")
        heading.tag = "p"


def _enclose(root: etree._Element) -> None:
    """Put all of an imprint page into a <div> by which style sheets know it."""
    page = element("div", root.text or "", cls="imprint own")
    page.extend(list(root))
    root.text = None
    root.append(page)


def _titled(listed: Iterator[Heading], chapter: Chapter) -> Iterator[Heading]:
    """The headings, where a chapter's title without words has another (HTML Standard, 4.2.2)."""
    for heading in listed:
        if heading.level == 1 and not heading.title:
            heading = heading._replace(title=chapter.title or chapter.path.stem)
        yield heading


def _set_credit(root: etree._Element, source: Source) -> None:
    """Put the chapter's authors below its title, and its credit at the end."""
    title = root.find(".//h1")
    if title is not None:
        title_tail = title.tail
        parent = next(title.iterancestors())
        index = parent.index(title) + 1
        lines = above(source.chapter)
        parent[index:index] = lines
        for node in (title, *lines):
            node.tail = "\n"
        (lines[-1] if lines else title).tail = title_tail
    if (credit := below(source.chapter, source.setting)) is not None:
        last = root[-1]
        last.tail = f"{(last.tail or '').rstrip()}\n"
        root.append(credit)
