"""Mathematics: TeX between dollar signs becomes MathML.

Enters: a tree with <span class="math"> and <div class="math display">. Leaves: <math
alttext="the TeX">, in a <div class="equation"> where it stands by itself; one that has a
name there (`{#eq-a}`, or \\label of TeX) has a number (markup.numbers), <span
class="label">(1)</span>, or the one of its own \\tag. A formula that cannot be read is
reported, and stays in the text as it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

from thaibook.markup.elements import add_class, alone, classes, drop_class, element, replace, take
from thaibook.markup.numbers import EQUATION
from thaibook.markup.setting import Setting
from thaibook.markup.source import Source
from thaibook.messages import Problem
from thaibook.model import Chapter
from thaibook.vocabulary import LABEL

MATHML = "http://www.w3.org/1998/Math/MathML"
# MathML Core elements and attributes, and the few more of MathML 3 that EPUB 3.3 takes.
ELEMENTS = frozenset(
    "math mrow mi mn mo mtext mspace ms mfrac msqrt mroot mstyle merror mpadded mphantom "
    "msub msup msubsup munder mover munderover mmultiscripts mtable mtr mtd mfenced "
    "menclose mprescripts none".split()
)
ATTRIBUTES = frozenset(
    "display mathvariant stretchy fence separator form lspace rspace minsize maxsize "
    "largeop movablelimits symmetric accent accentunder linethickness width height depth "
    "columnalign rowspacing columnspacing columnlines rowlines frame notation displaystyle "
    "scriptlevel open close separators".split()
)
# Words in a formula: TeX's own, and Thai that stands for variables, {ระยะทาง}.
TEXT_IN_TEX = r"\\(?:text\w*|mbox|mathrm|operatorname\*?|tag\*?|label)\s*\{(?:[^{}]|\{[^{}]*\})*\}"
THAI = r"[\u0e01-\u0e4f\u0e5a\u0e5b]+"
WORDS = re.compile(rf"({TEXT_IN_TEX})|{THAI}(?:[ .]+{THAI})*")
TAG = re.compile(r"\\tag(\*?)\s*\{([^{}]{1,40})\}")
NAMED = re.compile(r"\\label\s*\{([^{}]{1,100})\}")
# What says of numbers, or where a formula begins, that no reader sees.
UNSEEN = re.compile(
    r"\\label\s*\{[^{}]{1,100}\}|\\(?:notag|nonumber)(?![A-Za-z])|\\(?:begin|end)\{equation\*?\}"
)
ENVIRONMENTS = (
    (re.compile(r"\\(begin|end)\{(?:align(?:ed)?|flalign\*?|split)\}"), "{align*}"),
    (re.compile(r"\\(begin|end)\{(?:x*alignat\*?|alignedat)\}(?:\s*\{\d+\})?"), "{align*}"),
    (re.compile(r"\\(begin|end)\{(?:gathered|gather\*?|multline\*?)\}"), "{matrix}"),
    (re.compile(r"\\(begin)\{eqnarray\*?\}"), "{array}{rcl}"),
    (re.compile(r"\\(end)\{eqnarray\*?\}"), "{array}"),
)
# Where Markdown takes one of two backslashes, some write all of them twice.
TWICE = re.compile(r"\\\\(?=[;:,!])")
LONGEST = 2_000  # characters of TeX; a formula of a book has a line or two


def set_maths(root: etree._Element, source: Source) -> None:
    """Turn the formulas of a chapter into MathML."""
    for node in classes(root, "math"):
        if len(node):
            continue
        tex = " ".join((node.text or "").split())
        display = "display" in (node.get("class") or "")
        signs = "$$" if display else "$"
        block = node if node.tag == "div" else alone(node)
        apart = display and block is not None and len(TAG.findall(tex)) == 1
        formula = mathml(TAG.sub(" ", tex) if apart else tex, display)
        named = NAMED.search(tex)
        name = take(node, "id") or (named[1].strip() if named else "")
        if formula is None:
            source.report("math-unreadable", tex, formula=tex[:60])
            replace(node, element(node.tag, f"{signs}{tex}{signs}", id=name))
            continue
        if display and block is not None:
            formula.set("alttext", tex)
            number = _number(*TAG.findall(tex)[0]) if apart else ""
            _set_displayed(block, formula, take(block, "id") or name, number, source)
        else:
            formula.set("display", "inline")
            if name:
                formula.set("id", name)
            replace(node, formula)


def undrawn(chapter: Chapter, setting: Setting, formulas: Iterable[str]) -> list[Problem]:
    """A warning for each formula of the chapter, given as TeX, that cannot be drawn on paper."""
    source = Source(chapter, setting)
    for tex in formulas:
        source.report("math-undrawn", tex, formula=tex[:60])
    return source.problems


def _set_displayed(
    block: etree._Element, formula: etree._Element, name: str, number: str, source: Source
) -> None:
    """Make `block` the place of one formula, with its own number, or one where it has a name."""
    block.tag, block.text = "div", None
    del block[:]
    for own in ("math", "display"):
        drop_class(block, own)
    add_class(block, "equation")
    if not name and not number:
        block.append(formula)
        return
    add_class(block, "numbered")
    if name:
        block.set("id", name)
    etree.SubElement(block, "span", {"class": "formula"}).append(formula)
    number = number or f"({source.next_number(EQUATION)})"
    block.append(element("span", number, cls=LABEL))


def _number(star: str, own: str) -> str:
    """What an author's \\tag prints; \\tag* has no brackets."""
    return own if star else f"({own})"


def _readable(tex: str) -> str:
    """TeX without what has no place in MathML, with Thai words as text, and with names of
    environments that latex2mathml knows for those that it does not."""
    if "\\\\\\\\" in tex:
        tex = tex.replace("\\\\", "\\")
    tex = UNSEEN.sub(" ", TWICE.sub(r"\\", tex))
    tex = TAG.sub(lambda tag: rf"\qquad\text{{{_number(*tag.groups())}}}", tex)
    for pattern, known in ENVIRONMENTS:
        tex = pattern.sub(rf"\\\1{known}", tex)
    tex = WORDS.sub(lambda word: word[0] if word[1] else rf"{{\text{{{word[0]}}}}}", tex)
    return tex.strip()


def mathml(tex: str, display: bool) -> etree._Element | None:
    """The MathML of a formula, or None where it cannot be read."""
    from latex2mathml.converter import convert

    if not tex or len(tex) > LONGEST:
        return None
    known = _readable(tex)
    try:
        text = convert(known, display="block" if display else "inline")
    except MemoryError:  # the formula may be a good one
        raise
    except Exception:
        # latex2mathml has a class for each fault, with no class above them all, and raises
        # others too (StopIteration where an argument is missing). Nothing of ours runs in it.
        return None
    try:
        root = etree.fromstring(text.encode())
    except etree.XMLSyntaxError:  # it writes an author's < or & as it stands in some places
        return None
    if any(_is_unknown(node) for node in root.iter()):
        return None
    math = _core_copy(root)
    math.set("xmlns", MATHML)
    math.set("alttext", tex)
    return math


def _is_unknown(node: etree._Element) -> bool:
    """Whether a command was not understood: it comes out as its own name."""
    known = isinstance(node.tag, str) and etree.QName(node).localname in ELEMENTS
    return not known or (node.text or "").startswith("\\")


def _core_copy(node: etree._Element) -> etree._Element:
    """A copy without namespaces, with the attributes that are allowed."""
    copy = etree.Element(etree.QName(node).localname)
    for key, value in node.attrib.items():
        if key in ATTRIBUTES:
            copy.set(key, value)
    copy.text, copy.tail = node.text, node.tail
    for child in node:
        copy.append(_core_copy(child))
    return copy
