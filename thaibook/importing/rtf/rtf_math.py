"""Formulas of an RTF file become TeX: their control words are OMML's elements with an m before.

Enters: the tokens of a \\mmath group. Leaves: a Formula. Source: Rich Text Format Specification
1.9.1, Mathematics.
"""

from __future__ import annotations

from lxml import etree

from thaibook.importing.office_math import tex_of
from thaibook.importing.rtf.rtf_tokens import Token
from thaibook.importing.source_document import Formula

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
DEEPEST = 100


class MathBuilder:
    """Takes the tokens of one formula."""

    def __init__(self) -> None:
        self._root = etree.Element(f"{M}oMath")
        self._open: list[etree._Element | None] = [self._root]  # of each group, its element
        self._is_display = False
        self._to_skip = 0

    @property
    def depth(self) -> int:
        """How many groups are open."""
        return len(self._open)

    def take(self, token: Token) -> None:
        """Take the next token."""
        match token.kind:
            case "open":
                self._open.append(None)
            case "close":
                self._open.pop()
            case "byte" | "text":
                skipped = min(self._to_skip, len(token.data))
                self._to_skip -= skipped
                self._add(token.data[skipped:].decode("cp1252", "replace"))
            case "word" if token.word == "u":
                self._add(chr((token.number or 0) % 0x10000))
                self._to_skip = 1
            case "word" if token.word[:1] == "m" and len(self._open) < DEEPEST:
                self._element(token.word[1:], token.number)

    def formula(self) -> Formula:
        """The formula, at the end of the group."""
        return Formula(tex_of(self._root).strip(), self._is_display)

    def _inner(self) -> etree._Element:
        return next((each for each in reversed(self._open) if each is not None), self._root)

    def _element(self, name: str, number: int | None) -> None:
        self._is_display = self._is_display or name == "oMathPara"
        inner = self._inner()
        if self._open and self._open[-1] is None:
            self._open[-1] = etree.SubElement(inner, f"{M}{name}")
        elif str(inner.tag).endswith("Pr"):
            etree.SubElement(inner, f"{M}{name}").set(f"{M}val", str(number or 0))

    def _add(self, text: str) -> None:
        inner = self._inner()
        parent = inner.getparent()
        if not text or not self._open:
            return
        if parent is not None and str(parent.tag).endswith("Pr"):
            inner.set(f"{M}val", inner.get(f"{M}val", "") + text.strip())
        elif str(inner.tag) == f"{M}r":
            last = inner[-1] if len(inner) else etree.SubElement(inner, f"{M}t")
            last.text = (last.text or "") + text
        elif text.strip():
            run = etree.SubElement(inner, f"{M}r")
            etree.SubElement(run, f"{M}t").text = text
