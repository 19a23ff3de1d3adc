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

from thaibook.grammar import BARE_TARGET, SPACED
from thaibook.images import SUFFIXES
from thaibook.lint.prose import Finding, Prose
from thaibook.storage import locate

BRACKET = re.compile(r"\\.|!?\[|\]|\n[ \t]*(?=\n)")
DESTINATION = re.compile(rf"\(\s*(?:<([^<>\n]*)>|({SPACED}|{BARE_TARGET}))")
# An address with spaces that makes no link, for no file ends so; not one with a title.
WITH_SPACE = re.compile(r"(?<=\])\((?!\s)([^()<>\n\"']{1,200}?\s[^()<>\n\"']{1,200}?)\)")
LABEL = re.compile(r"\[([^\[\]\n]*)\]")
# An address, and perhaps a title, and nothing else: otherwise it is text in brackets.
DEFINITION = re.compile(
    r":[ \t]*<?([^\s<>]+)>?(?:[ \t]+(?:\"[^\n]*\"|'[^\n]*'|\([^\n]*\)))?[ \t]*$", re.MULTILINE
)
SPACED_WHOLE = r"[^()<>\"'\n]{1,200}\.[A-Za-z0-9]{2,5}(?:#[^()\s]*)?\s*"
ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:|//")
ATTRIBUTES = re.compile(r"\{[^{}\n]*\}")  # {#id .class}
ATTRIBUTE_ID = re.compile(r"#([^\s#{}]+)")
HTML_ID = re.compile(r"<[^<>]*?\s(?:id|name)=[\"']?([^\s\"'<>]+)")
EMPTY = re.compile(r"[ \t]*(?:\n[ \t]*)*(?:\Z|\n(?=[^ \t\n]))")  # nothing follows the colon
HEADING = re.compile(r"^#{1,6}.*|^(?=.*\n[=-]+ *$).*", re.MULTILINE)
HEADING_ID = re.compile(r"chapter-\d+-(?:title|\d+)")  # those that compose gives
NUMBERED = re.compile(r"-\d+$")  # the second heading with the same words is words-1
ANYWHERE = Path()  # a link that names no file may lead into any chapter


@dataclass
class _Found:
    """The brackets of one chapter: what is linked to, called and defined, with lines."""

    links: list[tuple[str, int]] = field(default_factory=list)
    labels: list[tuple[str, int]] = field(default_factory=list)
    calls: list[tuple[str, int]] = field(default_factory=list)
    shortcuts: set[str] = field(default_factory=set)
    defined: list[tuple[str, int]] = field(default_factory=list)
    notes: list[tuple[str, int]] = field(default_factory=list)
    spaced: list[tuple[str, int]] = field(default_factory=list)  # addresses with spaces
    empty: list[tuple[str, int]] = field(default_factory=list)  # notes without words


def links(chapters: list[Prose], folder: Path) -> Iterator[tuple[Prose, Finding]]:
    """What is wrong with the links and notes of each chapter."""
    ids = {prose.path.resolve(): _ids(prose) for prose in chapters}
    ids[ANYWHERE] = frozenset().union(*ids.values())
    for prose in chapters:
        found = _brackets(prose)
        for finding in (*_targets(prose, found, ids, folder), *_labels(found), *_notes(found)):
            yield prose, finding


def _ids(prose: Prose) -> frozenset[str]:
    """What a link can lead to: the names that the author gave, and the words of headings."""
    lists = " ".join(ATTRIBUTES.findall(prose.marked))
    headings = (prose.text[slice(*found.span())] for found in HEADING.finditer(prose.marked))
    words = (_letters(ATTRIBUTES.sub("", heading)) for heading in headings)
    return frozenset((*ATTRIBUTE_ID.findall(lists), *HTML_ID.findall(prose.text), *words))


def _letters(name: str) -> str:
    """A heading or its name in a link (as GitHub writes it) without all that may differ."""
    return "".join(c for c in name.lower() if c.isalnum() or unicodedata.category(c)[0] == "M")


def _brackets(prose: Prose) -> _Found:
    """Every pair of brackets, told apart by what it begins with and what follows it."""
    found, text = _Found(), prose.marked
    opened: list[tuple[int, bool]] = []
    for token in BRACKET.finditer(text):
        if token[0][0] == "\n":
            opened.clear()
        elif token[0] in ("[", "!["):
            opened.append((token.end(), token[0][0] == "!"))
        elif token[0] == "]" and opened:
            begin, picture = opened.pop()
            _sort(found, prose, begin, token.start(), picture)
    return found


def _sort(found: _Found, prose: Prose, begin: int, end: int, picture: bool) -> None:
    text, line = prose.marked, prose.line(begin)
    after = text[end + 1 : end + 2]
    label = _normal(text[begin : min(end, begin + 200)])
    line_start = text.rfind("\n", max(0, begin - 40), begin) + 1
    first = begin - line_start <= 40 and not text[line_start : begin - 1].strip(" \t>")
    if label.startswith("^"):
        kept = found.notes if first and after == ":" else found.calls
        kept.append((label[1:], line))
        if kept is found.notes and EMPTY.match(text, end + 2):
            found.empty.append((label[1:], line))
    elif after == "(":
        target = DESTINATION.match(prose.text, end + 1)
        spaced = WITH_SPACE.match(prose.text, end + 1)
        if spaced and not re.fullmatch(SPACED_WHOLE, spaced[1]):
            found.spaced.append((spaced[1], line))
        elif target and not picture:
            found.links.append((target[1] or target[2] or "", line))
    elif first and after == ":" and (address := DEFINITION.match(prose.text, end + 1)):
        found.defined.append((label, line))
        found.links.append((address[1], line))
    elif (named := LABEL.match(text, end + 1)) and not named[1].startswith("^"):
        wanted = _normal(named[1]) or label
        # [1][2]: two citations; f(a[, b][, c]): what may be left out
        if not (label.isdigit() and wanted.isdigit()) and not wanted.startswith(","):
            found.labels.append((wanted, line))
    else:
        found.shortcuts.add(label)


def _normal(label: str) -> str:
    return " ".join(label.lower().split())


def _targets(
    prose: Prose, found: _Found, ids: dict[Path, frozenset[str]], folder: Path
) -> Iterator[Finding]:
    for target, line in found.spaced:
        yield Finding("L310-link-space", line, {"target": target})
    known: dict[str, str] = {}
    for target, line in found.links:
        if not target or ELSEWHERE.match(target):
            continue
        if target not in known:
            known[target] = _fault(unquote(target), prose.path, ids, folder)
        if known[target]:
            yield Finding(known[target], line, {"target": target})


def _fault(target: str, path: Path, ids: dict[Path, frozenset[str]], folder: Path) -> str:
    """The code of what is wrong with a link inside the book, or ""."""
    name, _, fragment = target.partition("#")
    name = name.partition("?")[0]
    own = ANYWHERE
    if name:
        beside = path.resolve().parent / name
        places = [locate(folder, str(beside)), locate(folder, name)]
        there = [place for place in places if place and os.path.exists(place)]
        if not there:
            return "L302-link-missing"
        own = next((place for place in there if place in ids), there[0])
        if own not in ids:
            return "" if own.suffix.lower() in SUFFIXES else "L303-link-outside"
    known = {fragment, _letters(fragment), _letters(NUMBERED.sub("", fragment))}
    if not fragment or known & ids[own] or HEADING_ID.fullmatch(fragment):
        return ""
    return "L301-link-target"


def _labels(found: _Found) -> Iterator[Finding]:
    called = {label for label, _ in found.labels} | found.shortcuts
    defined = {label for label, _ in found.defined}
    for label, line in found.labels:
        if label not in defined:
            yield Finding("L304-label-unknown", line, {"label": label})
    yield from _definitions(found.defined, called, "L305-label-unused")


def _notes(found: _Found) -> Iterator[Finding]:
    defined = {name for name, _ in found.notes}
    for name, line in found.calls:
        if name not in defined:
            yield Finding("L306-note-unknown", line, {"label": f"^{name}"})
    for name, line in found.empty:
        yield Finding("L309-note-empty", line, {"label": f"^{name}"})
    called = {name for name, _ in found.calls}
    noted = [(f"^{name}", line) for name, line in found.notes]
    yield from _definitions(noted, {f"^{name}" for name in called}, "L307-note-unused")


def _definitions(
    defined: list[tuple[str, int]], called: set[str], unused: str
) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for label, line in defined:
        if label in first:
            words = {"label": label, "first": str(first[label])}
            yield Finding("L308-defined-twice", line, words)
        elif label not in called:
            yield Finding(unused, line, {"label": label})
        first.setdefault(label, line)
