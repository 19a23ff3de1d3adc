"""Lint: what an editor would mark in the manuscript before it goes to print.

Enters: a Manuscript. Leaves: warnings, each with file and line; no text is changed.
docs/lint.md has a row for each code, and how an author silences one place.
"""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

from thaibook.lint.links import links
from thaibook.lint.prose import MOST_FINDINGS, Finding, Prose, read_markdown, read_yaml
from thaibook.lint.silence import silences
from thaibook.lint.spelling import LETTERS, SPACES, habits, other_digits, quotes, spelling
from thaibook.lint.structure import structure, typed_lines
from thaibook.messages import BookError, Problem, path_as_typed, problem
from thaibook.model import Chapter, Manuscript
from thaibook.storage import digest_of, keep, kept, locate, program_digest, read_text

KEPT = "lint"  # the folder of the cache
MOST_KEPT = 10_000  # findings of a chapter; a text of nothing but faults is read again
# compose and lint both find these faults; an author is told once, by the code of lint.
SAME_FAULT = {"reference-missing": ("L301", "L302", "L303"), "note-missing": ("L306",)}
# That a chapter is not there; and what follows from it, and is no fault of its own.
NO_CHAPTER = {
    "chapter-missing", "outside-book", "unreadable", "not-utf8", "not-text", "empty-file",
    "file-too-large", "yaml-broken", "yaml-tab", "yaml-quote", "yaml-alias",
}  # fmt: skip
LEADS_NOWHERE = ("reference-missing", *SAME_FAULT["reference-missing"])


class Linted(NamedTuple):
    """The warnings of lint; and for each file and line, the rules that are silent there."""

    problems: tuple[Problem, ...]
    silent: dict[str, dict[int, frozenset[str]]]

    def with_others(
        self, others: Iterable[Problem], errors: Iterable[Problem] = ()
    ) -> list[Problem]:
        """The warnings, and those of other stages, which are silenced in the same way; without
        those that only follow from `errors` of the manuscript."""
        reported = {(p.path, p.line, p.code.partition("-")[0]) for p in self.problems}
        problems = list(self.problems)
        for other in others:
            silent = silences(self.silent.get(other.path, {}), other.code, other.line)
            twice = any(
                (other.path, other.line, code) in reported
                for code in SAME_FAULT.get(other.code, ())
            )
            if not silent and not twice:
                problems.append(other)
        if NO_CHAPTER & {error.code for error in errors}:
            return [each for each in problems if not each.code.startswith(LEADS_NOWHERE)]
        return problems


def lint(manuscript: Manuscript) -> Linted:
    """Every warning about the text of the chapters, of book.yaml and of words.txt."""
    chapters = [read_markdown(each.path, each.text, each.lines) for each in manuscript.chapters]
    findings = chain(_text_findings(chapters, manuscript), links(chapters, manuscript.folder))
    silent = {path_as_typed(chapter.path): chapter.silent for chapter in chapters}
    return Linted(tuple(_problems(findings)), silent)


def _text_findings(
    chapters: list[Prose], manuscript: Manuscript
) -> Iterator[tuple[Prose, Finding]]:
    """What is wrong with the text alone, of each chapter, of book.yaml and of words.txt."""
    for prose, chapter in zip(chapters, manuscript.chapters, strict=True):
        for finding in _chapter_findings(prose, chapter):
            yield prose, finding
    yield from other_digits(chapters, manuscript.typography.digits)
    for path in (manuscript.settings_path, manuscript.folder / "words.txt"):
        if path.suffix in (".yaml", ".txt") and path.is_file():
            if locate(manuscript.folder, path.name) is None:  # a link that leads out of the book
                continue
            try:
                text = read_text(path, problems=[])
            except BookError:  # which was told when the manuscript was read
                continue
            prose = read_yaml(path, text)
            for finding in spelling(prose, LETTERS):
                yield prose, finding


def _chapter_findings(prose: Prose, chapter: Chapter) -> Iterable[Finding]:
    """What is wrong with the text of a chapter; of one that has not changed, as it was kept."""
    name = digest_of(program_digest(), chapter.text, chapter.lines)
    data = kept(KEPT, name)
    if data is not None:
        known: list[Finding] = pickle.loads(data)  # in the cache is what this program has written
        return known
    findings = chain(
        spelling(prose, LETTERS + SPACES), habits(prose), quotes(prose), structure(prose),
        typed_lines(prose, chapter.lines),
    )  # fmt: skip
    found = list(islice(findings, MOST_KEPT))
    if len(found) == MOST_KEPT:
        return chain(found, findings)
    keep(KEPT, name, pickle.dumps(found))
    return found


def _problems(findings: Iterable[tuple[Prose, Finding]]) -> Iterator[Problem]:
    """The findings that the author did not silence, and not too many of one kind."""
    counts: Counter[tuple[Path, str]] = Counter()
    for prose, finding in findings:
        if prose.silences(finding.code, finding.line):
            continue
        counts[prose.path, finding.code] += 1
        if counts[prose.path, finding.code] <= MOST_FINDINGS:
            yield problem(finding.code, prose.path, finding.line, **finding.words)
    for (path, code), count in counts.items():
        if count > MOST_FINDINGS:
            yield problem("L100-more", path, rule=code, count=count - MOST_FINDINGS)
