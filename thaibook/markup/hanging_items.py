"""Items as laws and school books number them, (๑) (ก) ๑.๑ ข้อ ๑, hang below their markers.

Enters: a tree, whose paragraphs have such items on lines of their own. Leaves: in them

    <span class="item level-2"><span class="sign">(ก)</span> words<br/></span>

for each line; styles/markup.css sets it. The <br/> is for readers that know no styles.
"""

from __future__ import annotations

from lxml import etree

from thaibook.grammar import typed_levels
from thaibook.markup.elements import add_class, element

DEEPEST = 4  # for which styles/markup.css has a class


def hang_items(root: etree._Element) -> None:
    """Hang the typed items of all paragraphs."""
    for paragraph in root.iter("p"):
        if paragraph.find("br") is not None:
            _hang(paragraph)


def _hang(paragraph: etree._Element) -> None:
    lines = _lines(paragraph)
    levels = typed_levels(["".join(map(str, line.itertext())).lstrip() for line in lines])
    if not levels:
        return
    add_class(paragraph, "items")
    paragraph.text = None
    del paragraph[:]
    for number, (line, (level, length)) in enumerate(zip(lines, levels, strict=True)):
        line.set("class", f"item level-{min(level, DEEPEST)}")
        line.text = (line.text or "").lstrip()
        if length and len(line.text) >= length:
            sign = element("span", line.text[:length].strip(), cls="sign")
            sign.tail = line.text[length:]
            line.text = None
            line.insert(0, sign)
        elif level and not length:
            add_class(line, "more")
        if number < len(lines) - 1:
            etree.SubElement(line, "br")
        paragraph.append(line)


def _lines(paragraph: etree._Element) -> list[etree._Element]:
    """A copy of what stands on each line, in a span."""
    lines = [element("span", paragraph.text or "")]
    for child in paragraph:
        if child.tag == "br":
            lines.append(element("span", child.tail or ""))
        else:
            lines[-1].append(_copy(child))
    return lines


def _copy(node: etree._Element) -> etree._Element:
    copy = etree.fromstring(etree.tostring(node, with_tail=False))
    copy.tail = node.tail
    return copy
