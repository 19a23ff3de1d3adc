"""What a Markdown file says of itself, between two lines of --- at its top.

Enters: the text of a file. Leaves: the mapping between the lines, and the text with those lines
emptied, so that every line keeps its number.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
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

    A key that is not `known` is a warning, several are one: texts from other programs bring
    their own.
    One that is never closed is text, with a warning. Raises BookError: as read_yaml does.
    """
    if text.startswith(IN_ONE_LINE):
        line, _, below = text.partition("\n")
        return _mapping(line.removeprefix(IN_ONE_LINE), path, known, problems), f"\n{below}"
    header = HEADER.match(text[:LONGEST])
    if not header:
        begin = BEGIN.match(text)
        if begin and begin[1] in known:
            problems.append(problem("front-matter-open", path, 1, key=begin[1]))
        return YamlMapping(None, path.name, known, path, problems), text
    mapping = _mapping("\n" + header[1], path, known, problems)
    return mapping, "\n" * header[0].count("\n") + text[header.end() :]


def _mapping(
    header: str, path: Path, known: tuple[str, ...], problems: list[Problem]
) -> YamlMapping:
    """The mapping, with one warning for all keys that are not like a known one: what a program
    for websites keeps there, nobody has mistyped."""
    told: list[Problem] = []
    mapping = read_yaml(header, path, known, told, unknown="front-matter-key")
    strange = [each for each in told if each.code == "front-matter-key" and not _is_near(each)]
    if len(strange) > 1:
        keys = "`, `".join(dict(each.words)["key"] for each in strange)
        words = {**dict(strange[0].words), "keys": keys}
        one = problem("front-matter-keys", path, strange[0].line, **words)
        told = [one, *(each for each in told if each not in strange)]
    problems += told
    mapping.tell(problems)
    return mapping


def _is_near(unknown: Problem) -> bool:
    words = dict(unknown.words)
    return bool(get_close_matches(words["key"], [words["nearest"]], 1, 0.75))
