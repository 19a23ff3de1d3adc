"""Pictures and tables with captions and numbers.

Enters: a tree. A picture alone in its paragraph, with a title (`![…](a.jpg "คำบรรยาย")`)
or with a line `ภาพ: …` after it, and a table with a line `ตาราง: …` before or after it.
Leaves: <figure id=…><img/><figcaption>, <table id=…><caption>, each with a label that waits for
its number (markup.numbers), in the order of the text. Any other picture alone in its paragraph
makes it <p class="picture">; one in a sentence stays in its line. A width is kept where it is a
percentage; credit="…" becomes a line of the caption. Alignment in columns becomes a class.
"""

from __future__ import annotations

import re

from lxml import etree

from thaibook.grammar import OF_PICTURE, OF_TABLE
from thaibook.markup.elements import (
    add_class,
    alone,
    append_text,
    element,
    move_inside,
    only,
    remove,
    replace,
    take,
    text_of,
)
from thaibook.markup.numbers import FIGURE, TABLE
from thaibook.markup.source import Source
from thaibook.markup.tables import SMALLEST_TYPE, measure
from thaibook.text import late_pattern
from thaibook.vocabulary import CREDIT, LABEL

FIGURE_LINE = late_pattern(rf"\s*{OF_PICTURE}\s*")
TABLE_LINE = late_pattern(rf"\s*{OF_TABLE}\s*")
WIDTH = late_pattern(r"(100|[1-9]\d?)\s*%")
ID = late_pattern(r"\s*\{(?:#([^\s#.{}=\"']+))?\s*(?:float=[\"']?(auto|here)[\"']?)?\}\s*$")
FLOATS = {"auto": "floats", "here": "stays"}  # what the author says of one, as a class
ALIGNMENTS = ("left", "center", "right")


def caption_all(root: etree._Element, source: Source) -> None:
    """Give the pictures and tables of a chapter their captions and numbers."""
    for node in list(root.iter("img", "table")):
        if node.tag == "img":
            _set_figure(node, source)
        else:
            _set_table(node, source)
    for node in root.iterfind(".//*[@float]"):
        take(node, "float")  # of what is neither


def _say_floating(target: etree._Element, said: etree._Element) -> None:
    """Say of a figure or a table whether it may float, where the author does."""
    if name := FLOATS.get(take(said, "float")):
        add_class(target, name)


def _set_figure(image: etree._Element, source: Source) -> None:
    """Make a <figure> of a picture that has a caption, a credit or a width and stands alone."""
    credit = take(image, "credit")
    width = WIDTH.fullmatch(take(image, "width"))
    paragraph = alone(image)
    line = _caption_beside(paragraph, FIGURE_LINE, before=False) if paragraph is not None else None
    if paragraph is None or not (line is not None or image.get("title") or credit or width):
        if width:
            image.set("style", f"width: {width[1]}%")
        if credit:
            image.set("title", f"{image.get('title', '')} {credit}".strip())
        _mark_lone_picture(image)
        return
    figure = element("figure", id=take(image, "id"))
    _say_floating(figure, image)
    if width:
        figure.set("style", f"width: {width[1]}%")
    title = take(image, "title")
    replace(paragraph, figure)
    image.tail = None
    figure.append(image)
    caption = etree.SubElement(figure, "figcaption")
    if line is not None or title:
        add_class(figure, "numbered")
        _add_label(caption, FIGURE, source)
        if line is not None:
            move_inside(line, caption)
            _hand_on_id(line, figure)
            remove(line)
        else:
            append_text(caption, title)
    if credit:
        append_text(caption, " " if len(caption) else "")
        caption.append(element("span", credit, cls=CREDIT))
    if not len(caption) and not caption.text:
        figure.remove(caption)


def _mark_lone_picture(image: etree._Element) -> None:
    """Say of a paragraph that has a picture and nothing else, or a link around it, what it is."""
    link = image.getparent()
    linked = link is not None and link.tag == "a" and only(link, image)
    paragraph = alone(link if link is not None and linked else image)
    if paragraph is not None:
        add_class(paragraph, "picture")


def _set_table(table: etree._Element, source: Source) -> None:
    """Give a table the classes of its columns and of its width, and its caption."""
    for cell in table.iter("td", "th"):
        align = take(cell, "align").lower()
        if align in ALIGNMENTS:
            add_class(cell, f"align-{align}")
        if cell.tag == "th" and not text_of(cell).strip() and cell.find(".//img") is None:
            cell.tag = "td"  # a voice would announce a heading that says nothing
            take(cell, "scope")
    row = _source_line_of(table, source)
    if measure(table, source.setting.words) * SMALLEST_TYPE > source.setting.column_em:
        columns = max(map(len, table.iter("tr")))
        source.report_at(row, "table-wide", columns=columns)
    line = _caption_beside(table, TABLE_LINE, before=True)
    if line is None:
        line = _caption_beside(table, TABLE_LINE, before=False)
    if line is None or table.find("caption") is not None:
        return
    add_class(table, "numbered")
    caption = element("caption")
    _add_label(caption, TABLE, source)
    move_inside(line, caption)
    _hand_on_id(line, table)
    remove(line)
    table.insert(0, caption)


def _source_line_of(table: etree._Element, source: Source) -> int:
    """The line on which a table begins; asked of each in turn, since many begin alike."""
    cells = [re.escape(text_of(cell).strip()) for cell in next(table.iter("tr"), [])]
    row = r"\|".join(rf"[^|\n]*{cell}[^|\n]*" for cell in cells if cell)
    line = source.line_below(rf"^[^|\n]*\|?{row}") if row else 0
    return line or source.line(next(filter(None, map(text_of, table.iter("th", "td"))), ""))


def _caption_beside(
    node: etree._Element, pattern: re.Pattern[str], before: bool
) -> etree._Element | None:
    """The paragraph next to a block that is its caption, without the word that said so."""
    line = node.getprevious() if before else node.getnext()
    if line is None or line.tag != "p":
        return None
    between = line.tail if before else node.tail
    opening = pattern.match(line.text or "")
    if not opening or (between or "").strip():
        return None
    line.text = (line.text or "")[opening.end() :]
    _take_written_id(line)
    return line


def _take_written_id(line: etree._Element) -> None:
    """Take `{#id float=here}` off the end of a caption."""
    last = line[-1] if len(line) else None
    text = (line.text if last is None else last.tail) or ""
    if written := ID.search(text):
        for key, value in zip(("id", "float"), written.groups(), strict=True):
            if value:
                line.set(key, value)
        if last is None:
            line.text = text[: written.start()]
        else:
            last.tail = text[: written.start()]


def _add_label(caption: etree._Element, kind: str, source: Source) -> None:
    """Begin a caption with its label: ภาพที่ 3."""
    label = element("span", f"{source.label(kind)} {source.next_number(kind)}", cls=LABEL)
    label.tail = " "
    caption.append(label)


def _hand_on_id(line: etree._Element, target: etree._Element) -> None:
    """Give the id of a caption's line to the figure or the table, and whether that floats."""
    if line.get("id"):
        target.set("id", line.get("id", ""))
    _say_floating(target, line)


def label_of(node: etree._Element) -> str:
    """The number of a figure, a table or a formula, as it stands there: ภาพที่ 1, (1)."""
    label = node.find(f".//span[@class='{LABEL}']")
    return text_of(label) if label is not None else ""
