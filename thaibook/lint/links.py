"""Links, references and notes that lead nowhere, and those that nobody calls.

Enters: the prose of all chapters. Leaves: Findings. Syntax: Markdown's inline and
reference links, and notes as `[^1]` with `[^1]: …`.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from thaibook.grammar import BARE_TARGET, SPACED, Kind
from thaibook.images import SUFFIXES
from thaibook.lint.prose import Finding, Prose
from thaibook.storage import locate
from thaibook.text import late_pattern

# Each begins with a letter of its own: re leaps from one to the next, in a fifth of the time.
BRACKET = re.compile(r"\\.|!\[|\[|\]|\n[ \t]*(?=\n)")
DESTINATION = late_pattern(rf"\(\s*(?:<([^<>\n]*)>|({SPACED}|{BARE_TARGET}))")
# An address with spaces that makes no link, for no file ends so; not one with a title.
WITH_SPACE = late_pattern(
    r"(?<=\])\((?!\s)([^()<>\n\"']{1,200}?\s[^()<>\n\"']{0,200}?[^()<>\n\"'\s])"
    r"\s*(?:[\"'][^()\n]{0,200}[\"']\s*)?\)"
)
LABEL = late_pattern(r"\[([^\[\]\n]*)\]")
# An address, and perhaps a title, and nothing else: otherwise it is text in brackets.
DEFINITION = late_pattern(
    r":[ \t]*<?([^\s<>]+)>?(?:[ \t]+(?:\"[^\n]*\"|'[^\n]*'|\([^\n]*\)))?[ \t]*$", re.MULTILINE
)
OF_LABEL_WITH_SPACE = late_pattern(
    r":[ \t]*((?:https?://|\.{0,2}/)[^\s\"'(]*[ \t]+[^\n\"'(]*[^\s\"'(])[ \t]*$", re.MULTILINE
)
SPACED_WHOLE = r"[^()<>\"'\n]{1,200}\.[A-Za-z0-9]{2,5}(?:#[^()\s]*)?\s*"
OUTSIDE_THE_BOOK = late_pattern(r"[A-Za-z][A-Za-z0-9+.-]+:|//")
ATTRIBUTES = re.compile(r"\{[^{}\n]*\}")  # {#id .class}
ATTRIBUTE_ID = re.compile(r"#([^\s#{}]+)")
HTML_ID = re.compile(r"<[^<>]*?\s(?:id|name)=[\"']?([^\s\"'<>]+)")
TEX_LABEL = re.compile(r"\\label\{([^{}\s]+)\}")  # the name of a formula
EMPTY = late_pattern(r"[ \t]*(?:\n[ \t]*)*(?:\Z|\n(?=[^ \t\n]))")  # nothing follows the colon
HEADING_ID = late_pattern(r"chapter-\d+-(?:title|\d+)")  # those that compose gives
NUMBERED = late_pattern(r"-\d+$")  # the second heading with the same words is words-1
ANYWHERE = Path()  # a link that names no file may lead into any chapter


@dataclass
class _Brackets:
    """The brackets of one chapter: what is linked to, called and defined, with lines."""

    links: list[tuple[str, int]] = field(default_factory=list)  # [text](target)
    labels: list[tuple[str, int]] = field(default_factory=list)  # [text][label]
    shortcuts: set[str] = field(default_factory=set)  # [label], or words in brackets
    defined: list[tuple[str, int]] = field(default_factory=list)  # [label]: target
    calls: list[tuple[str, int]] = field(default_factory=list)  # [^note]
    notes: list[tuple[str, int]] = field(default_factory=list)  # [^note]: words
    empty: list[tuple[str, int]] = field(default_factory=list)  # [^note]: without words
    spaced: list[tuple[str, int]] = field(default_factory=list)  # addresses with spaces


def links(chapters: list[Prose], folder: Path) -> Iterator[tuple[Prose, Finding]]:
    """What is wrong with the links and notes of each chapter."""
    ids = {prose.path.resolve(): _ids(prose) for prose in chapters}
    ids[ANYWHERE] = frozenset().union(*ids.values())
    for prose in chapters:
        brackets = _read_brackets(prose)
        for finding in (
            *_link_faults(prose, brackets, ids, folder),
            *_label_faults(brackets),
            *_note_faults(brackets),
        ):
            yield prose, finding


def _ids(prose: Prose) -> frozenset[str]:
    """What a link can lead to: the names that the author gave, and the words of headings."""
    lists = " ".join(ATTRIBUTES.findall(prose.marked))
    written = zip(prose.lines, prose.text.split("\n"), strict=True)
    titles = (text[line.begins :] for line, text in written if line.kind is Kind.HEADING)
    words = (_letters(ATTRIBUTES.sub("", title)) for title in titles)
    named = (*HTML_ID.findall(prose.text), *TEX_LABEL.findall(prose.text))
    return frozenset((*ATTRIBUTE_ID.findall(lists), *named, *words))


def _letters(name: str) -> str:
    """A heading or its name in a link (as GitHub writes it) without all that may differ."""
    return "".join(c for c in name.lower() if c.isalnum() or unicodedata.category(c)[0] == "M")


def _read_brackets(prose: Prose) -> _Brackets:
    """Every pair of brackets, told apart by what it begins with and what follows it."""
    brackets, text = _Brackets(), prose.marked
    opened: list[tuple[int, bool]] = []
    for token in BRACKET.finditer(text):
        if token[0][0] == "\n":
            opened.clear()
        elif token[0] in ("[", "!["):
            opened.append((token.end(), token[0][0] == "!"))
        elif token[0] == "]" and opened:
            begin, picture = opened.pop()
            _sort_bracket(brackets, prose, begin, token.start(), picture)
    return brackets


def _sort_bracket(brackets: _Brackets, prose: Prose, begin: int, end: int, picture: bool) -> None:
    """Add the brackets with the text between `begin` and `end` to those of their kind."""
    text, line = prose.marked, prose.line(begin)
    after = text[end + 1 : end + 2]
    label = _normal_label(text[begin : min(end, begin + 200)])
    line_start = text.rfind("\n", max(0, begin - 40), begin) + 1
    starts_line = begin - line_start <= 40 and not text[line_start : begin - 1].strip(" \t>")
    if label.startswith("^"):
        is_note = text[begin - 1 : end + 2] in prose.lines[line - 1].markers
        kind = brackets.notes if is_note else brackets.calls
        kind.append((label[1:], line))
        if kind is brackets.notes and EMPTY.match(text, end + 2):
            brackets.empty.append((label[1:], line))
    elif after == "(":
        target = DESTINATION.match(prose.text, end + 1)
        spaced = WITH_SPACE.match(prose.text, end + 1)
        if spaced and not re.fullmatch(SPACED_WHOLE, spaced[1]):
            brackets.spaced.append((spaced[1], line))
        elif target and not picture:
            brackets.links.append((target[1] or target[2] or "", line))
    elif starts_line and after == ":" and (definition := DEFINITION.match(prose.text, end + 1)):
        brackets.defined.append((label, line))
        brackets.links.append((definition[1], line))
    elif (
        starts_line and after == ":" and (spaced := OF_LABEL_WITH_SPACE.match(prose.text, end + 1))
    ):
        brackets.spaced.append((spaced[1], line))
    elif (label_behind := LABEL.match(text, end + 1)) and not label_behind[1].startswith("^"):
        wanted = _normal_label(label_behind[1]) or label
        # [1][2]: two citations; f(a[, b][, c]): what may be left out
        if not (label.isdigit() and wanted.isdigit()) and not wanted.startswith(","):
            brackets.labels.append((wanted, line))
    else:
        brackets.shortcuts.add(label)


def _normal_label(label: str) -> str:
    return " ".join(label.lower().split())


def _link_faults(
    prose: Prose, brackets: _Brackets, ids: dict[Path, frozenset[str]], folder: Path
) -> Iterator[Finding]:
    """Links to places of the book that are not there."""
    for target, line in brackets.spaced:
        yield Finding("L310-link-space", line, {"target": target})
    known: dict[str, str] = {}
    for target, line in brackets.links:
        if not target or OUTSIDE_THE_BOOK.match(target):
            continue
        if target not in known:
            known[target] = _fault(unquote(target), prose.path, ids, folder)
        if known[target]:
            yield Finding(known[target], line, {"target": target})


def _fault(target: str, path: Path, ids: dict[Path, frozenset[str]], folder: Path) -> str:
    """The code of what is wrong with a link inside the book, or ""."""
    name, _, fragment = target.partition("#")
    name = name.partition("?")[0]
    target_path = ANYWHERE
    if name:
        beside = path.resolve().parent / name
        places = [locate(folder, str(beside)), locate(folder, name)]
        existing = [place for place in places if place and os.path.exists(place)]
        if not existing:
            return "L302-link-missing"
        target_path = next((place for place in existing if place in ids), existing[0])
        if target_path not in ids:
            return "" if target_path.suffix.lower() in SUFFIXES else "L303-link-outside"
    known = {fragment, _letters(fragment), _letters(NUMBERED.sub("", fragment))}
    if not fragment or known & ids[target_path] or HEADING_ID.fullmatch(fragment):
        return ""
    return "L301-link-target"


def _label_faults(brackets: _Brackets) -> Iterator[Finding]:
    """Labels of links that nobody defines, and those that nobody uses."""
    called = {label for label, _ in brackets.labels} | brackets.shortcuts
    defined = {label for label, _ in brackets.defined}
    for label, line in brackets.labels:
        if label not in defined:
            yield Finding("L304-label-unknown", line, {"label": label})
    yield from _definition_faults(brackets.defined, called, "L305-label-unused")


def _note_faults(brackets: _Brackets) -> Iterator[Finding]:
    """Notes that are called and do not exist, those without words, those that nobody calls."""
    defined = {name for name, _ in brackets.notes}
    for name, line in brackets.calls:
        if name not in defined:
            yield Finding("L306-note-unknown", line, {"label": f"^{name}"})
    for name, line in brackets.empty:
        yield Finding("L309-note-empty", line, {"label": f"^{name}"})
    called = {name for name, _ in brackets.calls}
    noted = [(f"^{name}", line) for name, line in brackets.notes]
    yield from _definition_faults(noted, {f"^{name}" for name in called}, "L307-note-unused")


def _definition_faults(
    defined: list[tuple[str, int]], called: set[str], unused: str
) -> Iterator[Finding]:
    """What is defined twice, and what is defined and not called: the code `unused`."""
    first_line: dict[str, int] = {}
    for label, line in defined:
        if label in first_line:
            words = {"label": label, "first": str(first_line[label])}
            yield Finding("L308-defined-twice", line, words)
        elif label not in called:
            yield Finding(unused, line, {"label": label})
        first_line.setdefault(label, line)
