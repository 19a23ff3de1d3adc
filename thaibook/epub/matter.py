"""In which part of the book a section stands: before the text, in it, or after it.

Enters: the sections of an EPUB. Leaves: a name of the EPUB 3 Structural Semantics Vocabulary
(Document partitions) for each.
"""

from __future__ import annotations

from collections.abc import Sequence

from thaibook.model import SHORT, Section

FRONT, BODY, BACK = "frontmatter", "bodymatter", "backmatter"
# What the text is made of; all else stands before it or after it.
TEXT = frozenset("part chapter prologue epilogue conclusion".split())


def matters(sections: Sequence[Section]) -> dict[str, str]:
    """The part of the book of each section, by its name."""
    of_text = [number for number, section in enumerate(sections) if section.kind in TEXT]
    # A book of a preface alone has its text there.
    of_text = of_text or [n for n, section in enumerate(sections) if section.kind not in SHORT]
    first, last = (of_text[0], of_text[-1]) if of_text else (len(sections), len(sections))
    return {
        section.name: FRONT if number < first else BODY if number <= last else BACK
        for number, section in enumerate(sections)
    }
