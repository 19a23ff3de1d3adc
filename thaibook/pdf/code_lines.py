"""The lines of a listing, each a block of its own, so that one that is too long hangs.

Enters: the tree of a section. Leaves: the same tree, in which each line of code knows how far it
is indented: what has to go on on a second line goes on deeper, under a mark, and is not taken
for a line of its own. The looks are in styles/code-print.css.
"""

from __future__ import annotations

from copy import deepcopy

import lxml.html

CODE_LINE, FIRST, LAST = "code-line", "first", "last"
# A line of so many letters may be too long for some column; one of so many for five.
WRAPS = (("wraps", 30), ("far", 160))
DEEPEST = 16  # letters; what is indented farther hangs as this
TAB = 8


def hang_code(root: lxml.html.HtmlElement) -> None:
    """Make a block of each line of the listings."""
    for code in root.iterfind(".//pre/code"):
        lines = _lines(code)
        if lines and not lines[-1].text_content():
            lines.pop()  # the line break at the end of the last line
        for child in list(code):
            code.remove(child)
        code.text = None
        for line in lines:
            text = line.text_content()
            indent = len(text.expandtabs(TAB)) - len(text.expandtabs(TAB).lstrip(" "))
            line.set("class", CODE_LINE)
            line.classes.update(name for name, letters in WRAPS if len(text) >= letters)
            if text.strip():
                line.set("style", f"--indent: {min(indent, DEEPEST)}")
            else:
                line.text = "\u00a0"  # a line without a letter has no height
            code.append(line)
        for line, name in ((lines[:1], FIRST), (lines[-1:], LAST)):
            for each in line if len(lines) > 1 else ():
                each.classes.add(name)


def _lines(code: lxml.html.HtmlElement) -> list[lxml.html.HtmlElement]:
    """The content of `code` as a <span> for each line; an element on several lines is on each."""
    lines = [lxml.html.Element("span")]
    _write(code.text, lines, [])
    for child in code:
        _gather(child, lines, [])
    return lines


def _gather(
    node: lxml.html.HtmlElement,
    lines: list[lxml.html.HtmlElement],
    around: list[lxml.html.HtmlElement],
) -> None:
    """Write an element and its tail; around: the elements in which it stands, outermost first."""
    begun = deepcopy(node)
    for child in list(begun):
        begun.remove(child)
    begun.text = begun.tail = None
    inside = [*around, begun]
    _open(lines[-1], inside)
    _write(node.text, lines, inside)
    for child in node:
        _gather(child, lines, inside)
    _write(node.tail, lines, around)


def _open(line: lxml.html.HtmlElement, inside: list[lxml.html.HtmlElement]) -> None:
    """Begin the last of the elements `inside` where the line has come to."""
    _innermost(line, len(inside) - 1).append(deepcopy(inside[-1]))


def _innermost(line: lxml.html.HtmlElement, depth: int) -> lxml.html.HtmlElement:
    for _ in range(depth):
        line = line[-1]
    return line


def _write(
    text: str | None,
    lines: list[lxml.html.HtmlElement],
    inside: list[lxml.html.HtmlElement],
) -> None:
    """Write a text into the elements `inside`, on as many lines as it has."""
    first, *others = (text or "").split("\n")
    _append(_innermost(lines[-1], len(inside)), first)
    for part in others:
        line = lxml.html.Element("span")
        lines.append(line)
        for number, element in enumerate(inside, 1):
            element.attrib.pop("id", None)  # a place is on one line alone
            _open(line, inside[:number])
        _append(_innermost(line, len(inside)), part)


def _append(node: lxml.html.HtmlElement, text: str) -> None:
    if len(node):
        node[-1].tail = (node[-1].tail or "") + text
    else:
        node.text = (node.text or "") + text
