"""Blocks that books have and Markdown has not: letters, exercises, pictures beside each other …

    ::: จดหมาย   letter         ::: ป้าย     placard       ::: ประกาศ    notice
    ::: ภาพคู่    side-by-side   ::: ผู้เขียน   about-author  ::: แนวนอน    landscape
    ::: แบบฝึกหัด exercise       ::: เฉลย     answer        ::: เส้น 3     answer-lines
    ![…](a.jpg){.left}  .right  .plate  .spread  .whole    [ข้อความ]{.margin}

Enters: the tree of a chapter in which such blocks are <div>s with these classes. Leaves: the same
tree with the parts of each as style sheets want them (styles/blocks.css). Answers stand at the end
of their chapter, or wait there for the end of the book; a quotation's last line that begins with a
dash is its source, and a paragraph right below a table that begins with หมายเหตุ or ที่มา belongs
to it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import lxml.html
from lxml import etree

from thaibook.grammar import OF_TABLE_NOTE
from thaibook.markup.elements import (
    add_class,
    append_text,
    classes,
    drop_class,
    element,
    has_class,
    move_inside,
    remove,
    text_of,
)
from thaibook.markup.source import Source
from thaibook.text import late_pattern
from thaibook.vocabulary import ANSWERS, AUTOMATIC, ORIGIN, URL

# What an author may call the place of a picture, and the classes of that place.
PLACES = {
    "left": "around around-left", "ซ้าย": "around around-left",
    "right": "around around-right", "ขวา": "around around-right",
    "plate": "plate", "เต็มหน้า": "plate", "spread": "plate spread", "หน้าคู่": "plate spread",
}  # fmt: skip
# How a picture fills the page that is its own, where its shape is another one.
FITS = {"whole": "whole-picture", "ทั้งภาพ": "whole-picture", "crop": "cropped", "ตัดได้": "cropped"}
MARGIN = ("margin", "ขอบ")
COUNTS = {2: "two", 3: "three", 4: "four"}
ANSWERS_TITLE = "answers-title"
LONGEST_SIGNATURE = 60  # letters of the lines below a letter
MOST_LINES = 40  # to answer on: a page has fewer
TABLE_NOTE = late_pattern(rf"\s*{OF_TABLE_NOTE}")
ADDRESS = late_pattern(r"https?://\S+$")
DASHED = late_pattern(r"(?s:[—–]\s*\S.*|-{2,3}\s.*\S)")  # — ที่มา


def part_pictures(root: etree._Element) -> None:
    """Give each picture that stands beside others a paragraph of its own, and its caption
    with it: before captions are set."""
    for row in classes(root, "side-by-side"):
        for paragraph in list(row.iter("p")):
            images = paragraph.findall("img")
            if len(images) < 2 or text_of(paragraph).strip():
                continue
            for image in reversed(images):
                image.tail = None
                alone = element("p")
                alone.append(image)
                paragraph.addnext(alone)
            remove(paragraph)


def shape_blocks(root: etree._Element, source: Source) -> None:
    """Make the parts of each block of a chapter, in place."""
    for node in list(root.iter(*BY_TAG)):
        BY_TAG[str(node.tag)](node)
    for name, shape in BY_CLASS.items():
        for block in classes(root, name):
            shape(block)
    for block in classes(root, "bibliography"):
        _list_works(block, source.setting.references)
    _number_exercises(root, source)


def number_sections(root: etree._Element, source: Source) -> None:
    """Put their numbers before the headings of a chapter: 2.1, 2.1.1; without the chapter's where
    it has none. After the headings have their names."""
    counts = [0, 0]
    own = [source.chapter.number] if source.chapter.number else []
    for heading in root.iter("h2", "h3"):
        if has_class(heading, ANSWERS_TITLE):
            continue
        if heading.tag == "h2":
            counts = [counts[0] + 1, 0]
        else:
            counts[1] += 1
        numbers = [*own, *(counts[:1] if heading.tag == "h2" else counts)]
        number = ".".join(source.in_digits(each) for each in numbers)
        said = element("span", number, cls=f"{AUTOMATIC} section-number")
        said.tail, heading.text = f" {heading.text or ''}", None
        heading.insert(0, said)


def _list_works(block: etree._Element, entries: Sequence[str]) -> None:
    """Fill an empty bibliography with the works that the book cites."""
    if any(not has_class(child, "block-title") for child in block):
        return
    for entry in entries:
        paragraph: etree._Element = lxml.html.fragment_fromstring(entry, create_parent="p")
        for node in paragraph.iter(etree.Element):
            node.attrib.clear()
        _link_addresses(paragraph)
        paragraph.tail = "\n"
        block.append(paragraph)


def _link_addresses(paragraph: etree._Element) -> None:
    """Make a link of the address that an entry ends with."""
    last = paragraph[-1] if len(paragraph) else None
    text = (last.tail if last is not None else paragraph.text) or ""
    if address := ADDRESS.search(text):
        rest = text[: address.start()]
        if last is not None:
            last.tail = rest
        else:
            paragraph.text = rest
        paragraph.append(element("a", address[0], cls=URL, href=address[0]))


def _place_picture(image: etree._Element) -> None:
    """Give the figure, or the paragraph, of a picture the place that its author wants."""
    wanted = [name for name in (image.get("class") or "").split() if name in PLACES]
    holder = next(image.iterancestors("figure"), None)
    if holder is None:
        parent = image.getparent()
        holder = parent if parent is not None and has_class(parent, "picture") else None
    if not wanted or holder is None:
        return
    fits = [name for name in (image.get("class") or "").split() if name in FITS]
    for name in (*PLACES[wanted[0]].split(), *(FITS[name] for name in fits)):
        add_class(holder, name)
    for name in (*wanted, *fits):
        drop_class(image, name)
    following = holder.getnext()
    if has_class(holder, "around") and following is not None and following.tag == "p":
        beside = element("div", cls="beside-text")  # on paper they stay on one page
        holder.addprevious(beside)
        beside.extend([holder, following])


def _place_note(span: etree._Element) -> None:
    for name in MARGIN:
        if has_class(span, name):
            drop_class(span, name)
            add_class(span, "margin-note")


def _mark_source(block: etree._Element) -> None:
    """Say of the last paragraph that it is the source, where it is not the only one."""
    last = block[-1] if len(block) > 1 else None
    if last is not None and last.tag == "p" and DASHED.fullmatch(text_of(last).strip()):
        add_class(last, ORIGIN)
        add_class(block, "sourced")


def _keep_note(table: etree._Element) -> None:
    """Keep the notes right below a table with it."""
    below = table.getnext()
    while below is not None and below.tag == "p" and TABLE_NOTE.match(below.text or ""):
        add_class(below, "table-note")
        below = below.getnext()


def _count_pictures(row: etree._Element) -> None:
    """Say how many pictures share the width."""
    shown = [child for child in row if child.tag == "figure" or has_class(child, "picture")]
    for child in shown:
        add_class(child, "beside")
        child.tail = None  # white between them would be as wide as a space
    if name := COUNTS.get(len(shown), COUNTS[3] if len(shown) > 4 else ""):
        add_class(row, name)


def _shape_letter(letter: etree._Element) -> None:
    """The title of a letter is its place and day; its last short lines are who wrote it."""
    first, last = (letter[0], letter[-1]) if len(letter) else (None, None)
    if first is not None and has_class(first, "block-title"):
        first.set("class", "letter-head")
    if last is not None and last is not first and last.tag == "p":
        if len(text_of(last)) <= LONGEST_SIGNATURE:
            add_class(last, "letter-sign")


def _part_author(block: etree._Element) -> None:
    """Set the first picture beside all that is said of the author."""
    children = list(block)
    picture = next(
        (child for child in children if child.tag == "figure" or has_class(child, "picture")), None
    )
    if picture is None:
        return
    portrait, words = element("div", cls="portrait"), element("div", cls="words")
    title = children[0] if has_class(children[0], "block-title") else None
    for child in children:
        if child is not title:
            (portrait if child is picture else words).append(child)
    row = element("div", cls="author-row")
    row.extend([portrait, words])
    block.append(row)


def _turn(block: etree._Element) -> None:
    """Give what lies on its side a part that can be turned."""
    turned = element("div", cls="turned")
    move_inside(block, turned)
    block.append(turned)


def _rule_lines(block: etree._Element) -> None:
    """Make as many empty lines as the title says."""
    number = re.search(r"\d+", text_of(block))
    count = min(int(number[0]) if number else 3, MOST_LINES)
    for child in list(block):
        remove(child)
    block.text = None
    for _ in range(count):
        block.append(element("div", cls="answer-line"))


BY_TAG = {
    "img": _place_picture, "span": _place_note, "blockquote": _mark_source, "table": _keep_note,
}  # fmt: skip
BY_CLASS = {
    "epigraph": _mark_source, "side-by-side": _count_pictures, "letter": _shape_letter,
    "about-author": _part_author, "landscape": _turn, "answer-lines": _rule_lines,
}  # fmt: skip


def _number_exercises(root: etree._Element, source: Source) -> None:
    """Number the exercises of a chapter, and put their answers at its end."""
    answers: list[etree._Element] = []
    number = 0
    for block in [each for each in root.iter("div") if isinstance(each.tag, str)]:
        if has_class(block, "exercise"):
            number += 1
            words = f"{source.label('exercise')} {source.in_digits(number)}"
            _add_title(block, words)
        elif has_class(block, "answer"):
            if number:
                _add_title(block, f"{source.label('exercise')} {source.in_digits(number)}")
            answers.append(block)
    if not answers:
        return
    if source.setting.answers == "book":
        end = etree.SubElement(root, "div", {"class": ANSWERS})
    else:
        heading, end = element("h2", cls=ANSWERS_TITLE), root
        heading.append(element("span", source.label("answers"), cls=AUTOMATIC))
        root.append(heading)
    for block in answers:
        tail, block.tail = block.tail, None
        previous, parent = block.getprevious(), block.getparent()
        if tail and previous is not None:
            previous.tail = (previous.tail or "") + tail
        elif tail and parent is not None:
            parent.text = (parent.text or "") + tail
        end.append(block)


def _add_title(block: etree._Element, words: str) -> None:
    """Begin the title of a block with words of the book's."""
    title = block[0] if len(block) and has_class(block[0], "block-title") else None
    if title is None:
        title = element("p", cls="block-title")
        block.insert(0, title)
    rest, title.text = title.text, None
    said = element("span", words, cls=AUTOMATIC)
    title.insert(0, said)
    if rest:
        append_text(title, None)
        said.tail = f" {rest}"
