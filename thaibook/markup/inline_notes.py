"""Notes in their line, `^[words]` (Pandoc, Obsidian): each becomes a note with a label.

Enters: the lines of a chapter, without what stands between fences. Leaves: the lines with calls
of notes, whose words Python-Markdown's footnotes then have.
"""

from __future__ import annotations

import re

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.preprocessors import Preprocessor

from thaibook.grammar import INLINE_NOTE, Kind, scan
from thaibook.text import late_pattern

CODE_OR_NOTE = late_pattern(
    rf"(?<!`)(?P<code>`++)[^\n]{{0,2000}}?(?<!`)(?P=code)(?!`)|{INLINE_NOTE}"
)


class InlineNotesExtension(Extension):
    """Registers NotesInLines; notes: the extension that keeps the words of notes."""

    def __init__(self, notes: FootnoteExtension) -> None:
        super().__init__()
        self.notes = notes

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        md.preprocessors.register(NotesInLines(md, self.notes), "inline_notes", 15)


class NotesInLines(Preprocessor):
    """Takes the words of notes out of their lines."""

    def __init__(self, md: Markdown, notes: FootnoteExtension) -> None:
        super().__init__(md)
        self.notes = notes

    def run(self, lines: list[str]) -> list[str]:
        """The lines with a call for each note."""
        if not any("^[" in line for line in lines):
            return lines
        return [
            written if line.kind is Kind.CODE else CODE_OR_NOTE.sub(self._call, written)
            for line, written in zip(scan("\n".join(lines)), lines, strict=True)
        ]

    def _call(self, found: re.Match[str]) -> str:
        if found["code"]:
            return found[0]
        name = f"in-line-{len(self.notes.footnotes) + 1}"
        self.notes.setFootnote(name, found["note"])
        return f"[^{name}]"
