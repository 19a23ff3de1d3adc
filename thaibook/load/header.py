"""What a Markdown file says of itself, between two lines of --- at its top.

Enters: the text of a file. Leaves: the questions one may ask of that block, and the text
with the block's lines emptied, so that every line keeps its number.
"""

from __future__ import annotations

import re
from pathlib import Path

from thaibook.messages import Problem, problem
from thaibook.storage import Fields, read_fields

# A block begins with a key; a scene break at the top of a file does not.
BLOCK = re.compile(
    r"---[ \t]*\n((?:[ \t]*(?:#.*)?\n)*[\w-]+[ \t]*:.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL
)
BEGIN = re.compile(r"---[ \t]*\n(?:[ \t]*(?:#.*)?\n)*([\w-]+)[ \t]*:")
LONGEST = 20_000  # letters; a longer block is not one


def front_matter(
    text: str, path: Path, known: tuple[str, ...], problems: list[Problem]
) -> tuple[Fields, str]:
    """The block's fields (none where there is no block), and the text below it.

    A key that is not `known` is a warning: texts from other programs bring their own.
    One that is never closed is text, with a warning. Raises BookError: as read_fields does.
    """
    found = BLOCK.match(text[:LONGEST])
    if not found:
        begun = BEGIN.match(text)
        if begun and begun[1] in known:
            problems.append(problem("front-matter-open", path, 1, key=begun[1]))
        return Fields(None, path.name, known, path, problems), text
    fields = read_fields("\n" + found[1], path, known, problems, unknown="front-matter-key")
    return fields, "\n" * found[0].count("\n") + text[found.end() :]
