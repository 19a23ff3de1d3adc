"""Straight quotation marks become the right ones, in the prose of a tree.

Enters: a tree. Leaves: the same tree. What a mark becomes is decided in
thaibook/text/quotation.py, for each paragraph as a whole.
"""

from __future__ import annotations

from lxml import etree

from thaibook.markup.runs import runs
from thaibook.text import typographic


def turn_quotes(root: etree._Element) -> None:
    """Turn the straight quotation marks in the prose of a tree."""
    for run in runs(root):
        text = run.text()
        turned = typographic(text)
        if turned != text:
            run.put(turned)
