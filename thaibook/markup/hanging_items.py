"""Items as laws and school books number them, (๑) (ก) ๑.๑ ข้อ ๑, hang below their markers.

Enters: a tree, whose paragraphs have such items on lines of their own. Leaves: in them

    <span class="item level-2"><span class="sign">(ก) </span>words<br/></span>

for each line; styles/markup.css sets it. The <br/> is for readers that know no styles. What stands
below an item gets its level: <div class="below-item level-2">.
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from thaibook.grammar import BELOW_ITEM, typed_levels
from thaibook.markup.elements import add_class, classes, element, has_class

DEEPEST = 4  # for which styles/markup.css has a class


def hang_items(root: etree._Element) -> None:
    """Hang the typed items of all paragraphs, and what stands below them."""
    hung: set[etree._Element] = set()
    for below in list(classes(root, BELOW_ITEM)):
        if below not in hung:
            hung |= _hang_all(_siblings(below))
    for paragraph in root.iter("p"):
        if paragraph.find("br") is not None and paragraph not in hung:
            _hang_all([paragraph])


def _siblings(below: etree._Element) -> list[etree._Element]:
    """The paragraphs around what stands below an item, and what else does so, in order. Of two
    paragraphs with nothing between them only one is of these items."""
    run = [below]
    for before in below.itersiblings(preceding=True):
        if not _goes_with(before, run[0]):
            break
        run.insert(0, before)
    for after in below.itersiblings():
        if not _goes_with(after, run[-1]):
            break
        run.append(after)
    return run


def _goes_with(element: etree._Element, beside: etree._Element) -> bool:
    return has_class(element, BELOW_ITEM) or (element.tag == "p" and has_class(beside, BELOW_ITEM))


def _hang_all(run: Sequence[etree._Element]) -> set[etree._Element]:
    """Hang the items of paragraphs whose markers go on from one to the next; those that were
    gone through."""
    paragraphs = [(each, _lines(each)) for each in run if each.tag == "p"]
    every = [line for _, lines in paragraphs for line in lines]
    levels = typed_levels(["".join(map(str, line.itertext())).lstrip() for line in every])
    if not levels:
        return set(run)
    place = iter(levels)
    lines_of, level = dict(paragraphs), 0
    for each in run:
        if each.tag == "p":
            own = [next(place) for _ in lines_of[each]]
            level = own[-1][0]
            if any(length for _, length in own):
                _hang(each, lines_of[each], own)
        elif level:
            add_class(each, f"level-{min(level, DEEPEST)}")
    return set(run)


def _hang(
    paragraph: etree._Element, lines: Sequence[etree._Element], levels: Sequence[tuple[int, int]]
) -> None:
    add_class(paragraph, "items")
    paragraph.text = None
    del paragraph[:]
    for number, (line, (level, length)) in enumerate(zip(lines, levels, strict=True)):
        line.set("class", f"item level-{min(level, DEEPEST)}")
        line.text = (line.text or "").lstrip()
        if length and len(line.text) >= length:
            words = line.text[length:]
            # The space stands in the sign, where justification does not widen it.
            space = " " if words[:1].isspace() else ""
            sign = element("span", line.text[:length].strip() + space, cls="sign")
            sign.tail = words.lstrip(" \t\n")
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
