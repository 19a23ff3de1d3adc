"""What a Markdown file says of itself, between two lines of --- at its top.

Enters: the text of a file. Leaves: the mapping between the lines, and the text with those lines
emptied, so that every line keeps its number.
"""

from __future__ import annotations

import re
from pathlib import Path

from thaibook.messages import Problem, problem
from thaibook.storage import YamlMapping, read_yaml

# A header begins with a key; a scene break at the top of a file does not.
HEADER = re.compile(
    r"---[ \t]*\n((?:[ \t]*(?:#.*)?\n)*[\w-]+[ \t]*:.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL
)
BEGIN = re.compile(r"---[ \t]*\n(?:[ \t]*(?:#.*)?\n)*([\w-]+)[ \t]*:")
# A header that came in another form (thaibook.load.foreign_text); authors do not write it.
IN_ONE_LINE = "%%YAML "
LONGEST = 20_000  # letters; what is longer is no header


def read_header(
    text: str, path: Path, known: tuple[str, ...], problems: list[Problem]
) -> tuple[YamlMapping, str]:
    """The header (an empty mapping where there is none), and the text below it.

    A key that is not `known` is a warning: texts from other programs bring their own.
    One that is never closed is text, with a warning. Raises BookError: as read_yaml does.
    """
    if text.startswith(IN_ONE_LINE):
        line, _, below = text.partition("\n")
        own = line.removeprefix(IN_ONE_LINE)
        mapping = read_yaml(own, path, known, problems, unknown="front-matter-key")
        return mapping, f"\n{below}"
    header = HEADER.match(text[:LONGEST])
    if not header:
        begin = BEGIN.match(text)
        if begin and begin[1] in known:
            problems.append(problem("front-matter-open", path, 1, key=begin[1]))
        return YamlMapping(None, path.name, known, path, problems), text
    mapping = read_yaml("\n" + header[1], path, known, problems, unknown="front-matter-key")
    return mapping, "\n" * header[0].count("\n") + text[header.end() :]
