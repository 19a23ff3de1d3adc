"""Where the author asks for silence: `<!-- thaibook: ignore -->`, `# thaibook: ignore`.

Enters: the text of a file. Leaves: for each line the rules that are silent there. Names of
rules may follow: `ignore mark-order`, `ignore L101 L203-paiyan-yai`; without one, all are.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from thaibook.messages import LINT

EVERYTHING = "*"
IN_MARKDOWN = re.compile(r"<!--\s*(?:#\s*)?thaibook:\s*ignore\b([^>]*)-->")
IN_YAML = re.compile(r"#[ \t]*thaibook:[ \t]*ignore\b(.*)$", re.MULTILINE)


def silences(silent: dict[int, frozenset[str]], code: str, line: int) -> bool:
    """Whether the author silenced `code` at `line`, by its number, its name or both."""
    names = {EVERYTHING, code}
    if code in LINT:
        names.update(code.split("-", 1))
    return not names.isdisjoint(silent.get(line, ()))


def line_starts(text: str) -> list[int]:
    """The offset at which each line begins."""
    return [0, *(line_end.end() for line_end in re.finditer("\n", text))]


def silent_in_markdown(text: str, comments: list[tuple[int, int]]) -> dict[int, frozenset[str]]:
    """For each line the rules that a comment silences: on its line, or alone above it."""
    ignores = [(begin, IN_MARKDOWN.fullmatch(text, begin, end)) for begin, end in comments]
    starts, lines = line_starts(text), text.split("\n")
    asked: dict[int, frozenset[str]] = {}
    for begin, ignore in ignores:
        if ignore:
            line = bisect_right(starts, begin)
            asked[line] = asked.get(line, frozenset()) | _names(ignore[1])
    silent: dict[int, frozenset[str]] = {}
    spoken_of: dict[int, int] = {}  # for a line of nothing but comments, the line it speaks of
    for own in sorted(asked, reverse=True):
        line = own
        if not IN_MARKDOWN.sub("", lines[own - 1]).strip(" \t>"):
            line += 1
            while line < len(lines) and not lines[line - 1].strip(" \t>"):
                line += 1
            line = spoken_of[own] = spoken_of.get(line, line)
        silent[line] = silent.get(line, frozenset()) | asked[own]
    return silent


def silent_in_yaml(text: str) -> dict[int, frozenset[str]]:
    """For each line of book.yaml or words.txt the rules that a comment at its end silences."""
    starts = line_starts(text)
    ignores = IN_YAML.finditer(text)
    return {bisect_right(starts, ignore.start()): _names(ignore[1]) for ignore in ignores}


def _names(words: str) -> frozenset[str]:
    return frozenset(re.split(r"[\s,]+", words.strip()) if words.strip() else [EVERYTHING])
