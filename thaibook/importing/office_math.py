"""Formulas of Word (OMML) and of the web (MathML) become TeX, as thaibook's Markdown has them.

Enters: the element of a formula. Leaves: TeX. What has no row here gives the TeX of what stands
in it, so that no letter is lost. Source: ECMA-376 part 1, 22.1 Math; MathML Core.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from thaibook.importing.source_document import Formula

ACCENTS = {"\u0302": "hat", "\u0303": "tilde", "\u0304": "bar", "\u0305": "overline",
           "\u20d7": "vec", "\u0307": "dot", "\u0308": "ddot", "¯": "bar", "^": "hat"}  # fmt: skip
LARGE = {"∑": r"\sum", "∏": r"\prod", "∫": r"\int", "∬": r"\iint", "⋃": r"\bigcup", "⋂": r"\bigcap"}
ROW = r" \\ "
SPECIAL = re.compile(r"([\\{}$&#_%])")
TYPED = re.compile(r"\s*(?:\$\$(.+)\$\$|\$(.+)\$|\\\((.+)\\\)|\\\[(.+)\\\])\s*", re.DOTALL)
THAI = re.compile("[\u0e00-\u0e7f][\u0e00-\u0e7f ]*")


def tex_of(element: etree._Element) -> str:
    """The TeX of an OMML or MathML element."""
    name = etree.QName(element).localname
    own = _OMML.get(name) or _MATHML.get(name)
    return own(element) if own else _inside(element)


def typed_formula(element: etree._Element) -> Formula | None:
    """The formula of an element of class "math" in which TeX stands, as pandoc writes it; None of
    any other."""
    if "math" not in (element.get("class") or "").split() or len(element):
        return None
    found = TYPED.fullmatch(element.text or "")
    if not found:
        return None
    tex = " ".join(next(filter(None, found.groups()), "").split())
    return Formula(tex, found[0].strip()[:2] in ("$$", r"\["))


def _inside(element: etree._Element) -> str:
    if len(element) == 0:
        return _letters(element.text or "")
    return "".join(tex_of(child) for child in element if isinstance(child.tag, str))


def _letters(text: str) -> str:
    text = "".join(LARGE.get(c, SPECIAL.sub(r"\\\1", c)) for c in text if c != "\n")
    text = text.replace("\\\\", r"\backslash ")
    return THAI.sub(lambda words: rf"\text{{{words[0]}}}", text)


def _of(element: etree._Element, name: str) -> str:
    child = next((c for c in element if etree.QName(c).localname == name), None)
    return tex_of(child) if child is not None else ""


def _value(element: etree._Element, *names: str) -> str | None:
    """The m:val of an element of the properties; None where it is not there."""
    for child in element.iter(etree.Element):
        if etree.QName(child).localname in names:
            return next(iter(map(str, child.attrib.values())), "")
    return None


def _properties(element: etree._Element) -> etree._Element:
    for child in element:
        if str(etree.QName(child).localname).endswith("Pr"):
            return child
    return etree.Element("none")


def _limits(element: etree._Element) -> str:
    sign = _value(_properties(element), "chr")
    large = LARGE.get(sign if sign else "∫", sign or r"\int")
    below, above = _of(element, "sub"), _of(element, "sup")
    below = f"_{{{below}}}" if below else ""
    above = f"^{{{above}}}" if above else ""
    return f"{large}{below}{above}{{{_of(element, 'e')}}}"


def _delimited(element: etree._Element) -> str:
    properties = _properties(element)
    begin, end = _value(properties, "begChr"), _value(properties, "endChr")
    parts = [tex_of(c) for c in element if etree.QName(c).localname == "e"]
    left, right = ("(" if begin is None else begin), (")" if end is None else end)
    return rf"\left{_fence(left)} {', '.join(parts)} \right{_fence(right)}"


def _fence(sign: str) -> str:
    return {"": ".", "{": r"\{", "}": r"\}", "‖": r"\|", "⟨": r"\langle", "⟩": r"\rangle"}.get(
        sign, sign
    )


def _accent(element: etree._Element) -> str:
    name = ACCENTS.get(_value(_properties(element), "chr") or "\u0302", "hat")
    return rf"\{name}{{{_of(element, 'e')}}}"


def _matrix(element: etree._Element) -> str:
    rows = [
        " & ".join(tex_of(cell) for cell in row if isinstance(cell.tag, str))
        for row in element
        if etree.QName(row).localname in ("mr", "mtr")
    ]
    return rf"\begin{{matrix}} {ROW.join(rows)} \end{{matrix}}"


def _array(element: etree._Element) -> str:
    rows = [tex_of(c) for c in element if etree.QName(c).localname == "e"]
    return rf"\begin{{matrix}} {ROW.join(rows)} \end{{matrix}}"


def _child(element: etree._Element, index: int) -> str:
    children = [c for c in element if isinstance(c.tag, str)]
    return tex_of(children[index]) if index < len(children) else ""


def _root(element: etree._Element) -> str:
    degree = _of(element, "deg")
    return (
        rf"\sqrt[{degree}]{{{_of(element, 'e')}}}" if degree else rf"\sqrt{{{_of(element, 'e')}}}"
    )


def _function(element: etree._Element) -> str:
    name = _of(element, "fName").strip()
    known = name in ("sin", "cos", "tan", "log", "ln", "lim", "max", "min", "exp", "cot", "sec")
    return f"{chr(92) if known else ''}{name} {_of(element, 'e')}"


Writer = Callable[[etree._Element], str]
_OMML: dict[str, Writer] = {
    "f": lambda e: rf"\frac{{{_of(e, 'num')}}}{{{_of(e, 'den')}}}",
    "sSup": lambda e: f"{{{_of(e, 'e')}}}^{{{_of(e, 'sup')}}}",
    "sSub": lambda e: f"{{{_of(e, 'e')}}}_{{{_of(e, 'sub')}}}",
    "sSubSup": lambda e: f"{{{_of(e, 'e')}}}_{{{_of(e, 'sub')}}}^{{{_of(e, 'sup')}}}",
    "sPre": lambda e: f"{{}}_{{{_of(e, 'sub')}}}^{{{_of(e, 'sup')}}}{{{_of(e, 'e')}}}",
    "rad": _root,
    "nary": _limits,
    "d": _delimited,
    "acc": _accent,
    "bar": lambda e: rf"\overline{{{_of(e, 'e')}}}",
    "limLow": lambda e: rf"\underset{{{_of(e, 'lim')}}}{{{_of(e, 'e')}}}",
    "limUpp": lambda e: rf"\overset{{{_of(e, 'lim')}}}{{{_of(e, 'e')}}}",
    "func": _function,
    "m": _matrix,
    "eqArr": _array,
    **dict.fromkeys(
        ("rPr", "ctrlPr", "fPr", "sSupPr", "sSubPr", "sSubSupPr", "radPr", "naryPr", "dPr", "mPr",
         "accPr", "barPr", "funcPr", "limLowPr", "limUppPr", "eqArrPr", "boxPr", "groupChrPr",
         "borderBoxPr", "sPrePr", "phantPr", "oMathParaPr"),
        lambda e: "",
    ),
}  # fmt: skip
_MATHML: dict[str, Writer] = {
    "mfrac": lambda e: rf"\frac{{{_child(e, 0)}}}{{{_child(e, 1)}}}",
    "msup": lambda e: f"{{{_child(e, 0)}}}^{{{_child(e, 1)}}}",
    "msub": lambda e: f"{{{_child(e, 0)}}}_{{{_child(e, 1)}}}",
    "msubsup": lambda e: f"{{{_child(e, 0)}}}_{{{_child(e, 1)}}}^{{{_child(e, 2)}}}",
    "munderover": lambda e: f"{{{_child(e, 0)}}}_{{{_child(e, 1)}}}^{{{_child(e, 2)}}}",
    "munder": lambda e: rf"\underset{{{_child(e, 1)}}}{{{_child(e, 0)}}}",
    "mover": lambda e: rf"\overset{{{_child(e, 1)}}}{{{_child(e, 0)}}}",
    "msqrt": lambda e: rf"\sqrt{{{_inside(e)}}}",
    "mroot": lambda e: rf"\sqrt[{_child(e, 1)}]{{{_child(e, 0)}}}",
    "mtable": _matrix,
    "mtd": _inside,
    "semantics": lambda e: _child(e, 0),
    "annotation": lambda e: "",
    "mtext": lambda e: rf"\text{{{(e.text or '').strip()}}}",
    "mspace": lambda e: " ",
}
