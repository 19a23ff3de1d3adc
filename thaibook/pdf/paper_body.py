"""The body of a section as paper needs it.

Enters: the tree of a section, the same for every format. Leaves: the same tree, in which
notes stand where they are called, as WeasyPrint wants footnotes; formulas are drawn; the
markers of lists are their items'; references and the index know that pages have numbers;
pictures know how high their captions are, and tables how small they have to be.
"""

from __future__ import annotations

import base64
import html
import math
import re
import sys
from copy import deepcopy
from typing import NamedTuple

import lxml.html
from lxml import etree

from thaibook.grammar import MARKER as OF_ITEM
from thaibook.pdf.code_lines import hang_code
from thaibook.pdf.formula_drawing import draw_formula
from thaibook.pdf.paper_tables import name_continued, size_tables
from thaibook.vocabulary import (
    AUTOMATIC,
    BACKLINK,
    BRIEF,
    CREDIT,
    INDEX_LINK,
    MARKER,
    NOTE_CALL,
    NOTES,
    PAGE_NUMBER,
)

# The classes that this room writes: a note at the foot of its page; what was a block in it,
# followed by its element; a drawn formula.
FOOTNOTE, WAS_BLOCK, FORMULA = "footnote", "as-", "formula"
SPREAD = "spread"  # a picture on two pages
LEADS = "leads"  # a paragraph that what follows must not leave
# Elements of the body by their classes.
CALLS, MARKERS = f"sup[@class='{NOTE_CALL}']", f"//span[@class='{MARKER}']"
NOTES_AT_END, BACKLINKS = f"//section[@class='{NOTES}']", f".//a[@class='{BACKLINK}']"
LAST_NOTES = "//span[@class='margin-note'][not(following-sibling::node())]"
WORD_JOINER = "\u2060"  # as wide as nothing
INDEX_LINKS = f"//a[@class='{INDEX_LINK}']"
# What a body has that paper needs otherwise: without one of them it stays as it is.
SIGNS = (
    f'class="{NOTE_CALL}"', "<math", f'class="{MARKER}"', f'{AUTOMATIC}"',
    f'class="{INDEX_LINK}"', "<figcaption", "<table", "<ol ", "<li v", "<ul", "<ol", "<dl",
    "<pre", "<blockquote", " spread", 'class="margin-note"',
)  # fmt: skip
# A sentence that leads to what comes next, and to what: they are not parted.
LEADING = re.compile(r"(?::|ดังนี้|ต่อไปนี้|ได้แก่)[ \u00a0]*$")
LED_TO = frozenset(("ul", "ol", "dl", "pre", "table", "blockquote", "figure", "div"))
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# Elements that HTML does not allow inside a paragraph stand there as spans, which
# print.css gives the display of what they are.
BLOCKS = frozenset(
    "p ul ol li dl dt dd blockquote pre div table thead tbody tr th td figure".split()
)
STRUCTURE = frozenset(("ul", "ol", "dl", "table", "thead", "tbody", "tr", "blockquote"))
# <ol type="a">
STYLES = {
    kind: f"list-style-type: {name}"
    for kind, name in (
        ("a", "lower-alpha"), ("A", "upper-alpha"), ("i", "lower-roman"), ("I", "upper-roman")
    )
}  # fmt: skip
# A line of a table's head, and the white around a row, in lines of a caption.
HEAD_LINE, HEAD_SPACE = 1.5, 2
MARKED = re.compile(OF_ITEM)


class PaperSetting(NamedTuple):
    """What the whole book says to each of its sections.

    page_label: the word before the number of a page; face: the TrueType file for Thai words
    in formulas; note_letters: a longer note stands at the end of the chapter; head_letters
    and caption_letters: so many stand on a line of a running head and of a caption; table_room: em
    of a table's type that the column has; continued: what a table says where it goes on; front,
    main: the sections before the text and the first of the text, where they are numbered apart;
    front_places: all places in the former.
    """

    page_label: str = ""
    face: bytes = b""
    note_letters: float = math.inf
    head_letters: int = sys.maxsize
    caption_letters: float = math.inf
    table_room: float = math.inf
    continued: str = ""
    front: frozenset[str] = frozenset()
    main: str = ""
    front_places: frozenset[str] = frozenset()


def adapt(root: lxml.html.HtmlElement, setting: PaperSetting) -> list[str]:
    """Make the tree of a section as paper needs it; the TeX of formulas that cannot be drawn."""
    for marker in root.xpath(MARKERS):
        _mark_item(marker)
    _count_items(root)
    _name_headings(root)
    _keep_leading(root)
    _open_spreads(root)
    for note in root.xpath(LAST_NOTES):  # with nothing behind it the engine would leave it out
        note.tail = WORD_JOINER
    _place_notes(root, setting.note_letters)
    undrawn = _draw_formulas(root, setting.face)
    hang_code(root)
    _measure_captions(root, setting.caption_letters)
    _measure_heads(root, setting.caption_letters)
    size_tables(root, setting.table_room)
    name_continued(root, setting.continued)
    for link in root.xpath(f"//a[contains(concat(' ', @class, ' '), ' {AUTOMATIC} ')]"):
        link.set("data-page", setting.page_label)
        if PAGE_NUMBER in link.get("class", "").split():
            link.text = None
    for link in root.xpath(INDEX_LINKS):
        link.text = None
    return undrawn


def _count_items(root: lxml.html.HtmlElement) -> None:
    """Say in CSS how lists count: WeasyPrint takes it from HTML only with all the looks that
    HTML 4 had."""
    for numbered in root.iter("ol"):
        items = numbered.findall("li")
        backward = numbered.get("reversed") is not None
        first = _integer(numbered.get("start"), len(items) if backward else 1)
        styles = [STYLES[kind]] if (kind := numbered.get("type", "1")) in STYLES else []
        if (first, backward) != (1, False):
            styles.append(f"counter-reset: list-item {first + (1 if backward else -1)}")
        _set_styles(numbered, styles)
        for item in items:
            if item.get("value"):
                value = _integer(item.get("value"), 1)
                _set_styles(item, ["counter-increment: none", f"counter-set: list-item {value}"])
            elif backward:
                _set_styles(item, ["counter-increment: list-item -1"])


def _set_styles(node: lxml.html.HtmlElement, styles: list[str]) -> None:
    if styles:
        node.set("style", "; ".join(filter(None, [node.get("style", ""), *styles])))


def _integer(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text, re.ASCII) else default


def _keep_leading(root: lxml.html.HtmlElement) -> None:
    for paragraph in root.iter("p"):
        following = paragraph.getnext()
        if following is not None and following.tag in LED_TO:
            if LEADING.search(paragraph.text_content()):
                paragraph.set("class", f"{paragraph.get('class', '')} {LEADS}".strip())


def _name_headings(root: lxml.html.HtmlElement) -> None:
    """What running heads and the outline say of a heading that calls a note."""
    for heading in root.iter(*HEADINGS):
        if heading.find(f".//{CALLS}") is not None:
            name = deepcopy(heading)
            for call in name.xpath(f".//{CALLS}"):
                call.drop_tree()
            heading.set("data-title", name.text_content().strip())


def _open_spreads(root: lxml.html.HtmlElement) -> None:
    """Make two plates of a picture that stands on two pages; its caption is on the second."""
    for second in root.find_class(SPREAD):
        first = deepcopy(second)
        first.tail = None
        first.attrib.pop("id", None)
        for caption in first.findall("figcaption"):
            first.remove(caption)
        for image in second.iter("img"):
            image.set("alt", "")
        for half, name in ((first, "half-left"), (second, "half-right")):
            half.set("class", f"{half.get('class')} {name}")
        second.addprevious(first)


def _place_notes(root: lxml.html.HtmlElement, longest: float) -> None:
    """Move each note of up to `longest` characters to its first call; what cannot stand
    there stays at the end."""
    first_calls: dict[str, lxml.html.HtmlElement] = {}
    for link in root.xpath(f"//{CALLS}/a[@href]"):
        first_calls.setdefault(link.get("href"), link.getparent())
    for note in root.xpath(f"{NOTES_AT_END}/aside"):
        for link in note.xpath(BACKLINKS):
            before = link.getprevious()
            if before is not None:
                before.tail = (before.tail or "").rstrip()
            else:
                link.getparent().text = (link.getparent().text or "").rstrip()
            link.drop_tree()
        if len(note) and not note[-1].text_content().strip() and not len(note[-1]):
            note.remove(note[-1])
        call = first_calls.get(f"#{note.get('id')}")
        if call is None or len(note.text_content()) > longest:
            continue
        if note.xpath(f".//{CALLS}") or next(call.iterancestors("aside"), None) is not None:
            continue  # a note to a note
        _set_at_foot(note, call)
    for section in root.xpath(f"{NOTES_AT_END}[not(aside)]"):
        section.getparent().remove(section)


def _set_at_foot(note: lxml.html.HtmlElement, call: lxml.html.HtmlElement) -> None:
    """Put the note in the place of its call."""
    note.getparent().remove(note)
    note.tail = call.tail
    call.getparent().replace(call, note)
    note.set("class", FOOTNOTE)
    note.set("data-number", call.text_content().strip("\u2060"))
    note.tag = "span"
    for inner in note.iter():
        if inner.tag in STRUCTURE:
            inner.text = None
            for child in inner:
                child.tail = None
        if inner.tag in BLOCKS:
            inner.set("class", f"{inner.get('class', '')} {WAS_BLOCK}{inner.tag}".strip())
            inner.tag = "span"
    note.text = None
    for child in note:
        child.tail = None  # a line break of the source would be a line of the note


def _draw_formulas(root: lxml.html.HtmlElement, face: bytes) -> list[str]:
    """Put drawings in the place of formulas; the TeX of those that cannot be drawn, which
    stands as it was typed."""
    undrawn = []
    for formula in list(root.iter("math")):
        tail, formula.tail = formula.tail, None
        tex = formula.get("alttext", "")
        drawing = draw_formula(etree.tostring(formula, encoding="unicode"), face)
        if drawing is None:
            undrawn.append(tex)
            formula.clear()
            formula.tag, formula.text, formula.tail = "span", f"${tex}$", tail
            continue
        image = lxml.html.Element("img", alt=tex)
        if name := formula.get("id"):
            image.set("id", name)
        image.set("class", FORMULA)
        image.set("src", "data:image/svg+xml;base64," + base64.b64encode(drawing.svg).decode())
        size = f"width: {drawing.width_em:.3f}em; height: {drawing.height_em:.3f}em"
        image.set("style", f"{size}; vertical-align: {-drawing.depth_em:.3f}em")
        image.tail = tail
        formula.getparent().replace(formula, image)
    return undrawn


def _measure_captions(root: lxml.html.HtmlElement, letters: float) -> None:
    """Tell each picture how many lines its caption has, at so many `letters` to a line: the
    style sheet leaves them room on the page."""
    for caption in root.iter("figcaption"):
        figure = caption.getparent()
        share = re.search(r"width: (\d+)%", figure.get("style", ""))
        line = letters * int(share[1]) / 100 if share else letters
        credit = sum(len(part.text_content()) for part in caption.find_class(CREDIT))
        parts = (len(caption.text_content()) - credit, credit)  # the credit has its own lines
        lines = sum(math.ceil(part / line) for part in parts)
        for image in figure.iter("img"):
            if FORMULA not in image.get("class", "").split():  # whose style is its size
                image.set("style", f"--caption-lines: {lines}")


def _measure_heads(root: lxml.html.HtmlElement, letters: float) -> None:
    """Tell each picture in a table how many lines stand above it, as _measure_captions does: a
    head that does not fit on a page with the first row would be left out."""
    for table in root.iter("table"):
        pictures = [image for image in table.iter("img") if image.get("class") != FORMULA]
        if not pictures or table.find("thead") is None:
            continue
        lines = float(
            math.ceil(sum(len(c.text_content()) for c in table.iter("caption")) / letters)
        )
        for row in table.iterfind("thead/tr"):
            longest = max((len(cell.text_content()) for cell in row), default=0)
            lines += math.ceil(HEAD_LINE * math.ceil(longest * len(row) / letters)) + HEAD_SPACE
        for image in pictures:
            image.set("style", f"--caption-lines: {lines}")
        if len(pictures) > 1:  # kept together, it would leave its caption on the page before
            table.classes.discard(BRIEF)


def _mark_item(marker: lxml.html.HtmlElement) -> None:
    """Make the marker the item's own: the engine sets it beside the text."""
    text = marker.text_content()
    items = list(marker.iterancestors("li"))
    if items and MARKED.fullmatch(text):
        items[0].set("style", f"list-style-type: '{text}\u00a0 '")
        marker.tail = (marker.tail or "").lstrip()
        marker.text = None
        marker.drop_tree()


def inside(root: lxml.html.HtmlElement) -> str:
    """The inside of `root` as HTML."""
    parts = [html.escape(root.text or "", quote=False)]
    parts += [etree.tostring(child, encoding="unicode", method="html") for child in root]
    return "".join(parts)
