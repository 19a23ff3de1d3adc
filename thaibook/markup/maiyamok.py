"""The space around ๆ, where the author wants the same everywhere.

Enters: a tree, and typography.maiyamok: "spaced" puts a space before and after (Royal
Society, หลักเกณฑ์การเว้นวรรค, 2.1), "tight" none before, "keep" leaves what was typed.
Leaves: the same tree; no letter changes.
"""

from __future__ import annotations

from lxml import etree

from thaibook.markup.runs import runs
from thaibook.text import late_pattern

SPACED = (late_pattern("(?<=[\u0e01-\u0e4e])(?=ๆ)"), late_pattern("(?<=ๆ)(?=[\u0e01-\u0e45])"))
BEFORE = late_pattern("(?<=[\u0e01-\u0e4eๆ]) +(?=ๆ)")


def space_maiyamok(root: etree._Element, way: str) -> None:
    """Put in or take out the spaces around ๆ in the paragraphs of a tree."""
    if way == "keep":
        return
    for run in runs(root):
        for slot in run.slots:
            if slot.fixed or "ๆ" not in slot.text:
                continue
            text = slot.text
            if way == "spaced":
                for place in SPACED:
                    text = place.sub(" ", text)
            else:
                text = BEFORE.sub("", text)
            slot.put(text)
