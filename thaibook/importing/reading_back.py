"""A line of Markdown is read as the book will read it, and compared with what it has to say.

Enters: Markdown, and the runs that it was made of. Leaves: whether the letters, the bold and the
italic are those of the runs. Spaces are not compared, nor the form of quotation marks, which the
book gives by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from thaibook.grammar import understood
from thaibook.importing.source_document import Formula, Inline, LineBreak, NoteCall, Text
from thaibook.markup import to_html, to_tree

UNCOMPARED = re.compile("[\\s\u00a0\u2003\u200b\u2060]+")
BOLD, ITALIC = ("strong", "b"), ("em", "i")
Seen = list[tuple[str, bool, bool]]  # a letter, whether it is bold, and italic


def reads_as(markdown: str, runs: Sequence[Inline], in_cell: bool = False) -> bool:
    """Whether the Markdown says what the runs say."""
    if in_cell:
        markdown = f"| {markdown} |\n|---|"
    text, remarks = understood(markdown, lambda name: None)
    if remarks:
        return False
    notes = "".join(f"\n\n[^{name}]: x" for name in dict.fromkeys(re.findall(r"\[\^(\d+)\]", text)))
    try:
        root = to_tree(to_html(f"{text}{notes}"))
    except (RecursionError, etree.ParserError):
        return False
    return list(_of_tree(root)) == list(_of_runs(runs))


def _of_runs(runs: Sequence[Inline]) -> Iterator[tuple[str, bool, bool]]:
    for run in runs:
        if isinstance(run, Text):
            for letter in UNCOMPARED.sub("", run.text):
                yield letter, run.look.bold, run.look.italic
        elif isinstance(run, NoteCall):
            yield "\ufffc", False, False
        elif isinstance(run, Formula):
            yield "\ufffd", False, False
        elif isinstance(run, LineBreak):
            yield "\n", False, False


def _of_tree(
    element: etree._Element, bold: bool = False, italic: bool = False
) -> Iterator[tuple[str, bool, bool]]:
    tag, kind = str(element.tag), element.get("class", "")
    if kind == "footnote":
        return
    if tag == "sup" and element.get("id", "").startswith("fnref"):
        yield "\ufffc", False, False
        return
    if kind.startswith("math"):
        yield "\ufffd", False, False
        return
    if tag == "br":
        yield "\n", False, False
    bold, italic = bold or tag in BOLD, italic or tag in ITALIC
    for letter in UNCOMPARED.sub("", element.text or ""):
        yield letter, bold, italic
    for child in element:
        if isinstance(child.tag, str):
            yield from _of_tree(child, bold, italic)
        for letter in UNCOMPARED.sub("", child.tail or ""):
            yield letter, bold, italic
