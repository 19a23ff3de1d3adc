"""Doubts of a text that is clean already, answered one at a time.

Enters: the corrections.yaml that `clean` wrote. Leaves: the doubts that nobody has answered, each
with its place in the clean text; and, for an answer, what the record and the clean text become.
The model of letters is not asked again: what was changed stands in the record, and the answer is
one change more. Nothing is answered where the texts are not those that the record tells of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from thaibook.clean.cleaning import ANSWERED
from thaibook.clean.corrections import (
    DOUBT_KEYS,
    KEYS,
    Answer,
    Doubt,
    Record,
    load_record,
    text_digest,
    written,
)
from thaibook.clean.traced import Change, applied
from thaibook.messages import BookError, Problem, problem
from thaibook.storage import YamlMapping, read_any_text, read_text, read_yaml

CHANGE_KEYS = ("raw", "clean", "why", "at")


@dataclass(frozen=True)
class OpenDoubt:
    """A doubt, and the line of the clean text where it stands."""

    doubt: Doubt
    line: int


@dataclass(frozen=True)
class OpenDoubts:
    """What a record tells of one text, and nobody has answered.

    place: the record's; path: the clean text's.
    """

    place: Path
    path: Path
    record: Record
    raw: str
    changes: tuple[Change, ...]
    doubts: tuple[OpenDoubt, ...]

    def answered(self, start: int, words: str, whole: bool = False) -> dict[Path, bytes]:
        """The files as they are when the doubt at `start` of the raw text is answered with
        `words`, the raw ones where it is refused; whole: every doubt about the same letters.
        Raises BookError: doubt-gone."""
        here = [each.doubt for each in self.doubts if each.doubt.start == start]
        if not here:
            raise BookError([problem("doubt-gone", self.place)])
        doubt = here[0]
        alike = {
            each.doubt.start: each.doubt
            for each in self.doubts
            if each.doubt == doubt or (whole and each.doubt.raw == doubt.raw)
        }
        answer = Answer(
            doubt.raw, words, whole, tuple(sorted(alike)), doubt.before, doubt.after, doubt.why
        )
        changes = self.changes
        if words != doubt.raw:
            why = (doubt.why, ANSWERED)
            made = [Change(at, at + len(doubt.raw), doubt.raw, words, why) for at in alike]
            changes = self._with(made)
        text = applied(self.raw, changes)
        letters = (sum(map(len, self.raw.split())), sum(map(len, text.split())))
        left = [each.doubt for each in self.doubts if each.doubt.start not in alike]
        record = replace(self.record, made=text_digest(text))
        kept = written(record, (*self.record.answers, answer), changes, left, letters)
        return {self.place: kept.encode(), self.path: text.encode()}

    def _with(self, made: Sequence[Change]) -> tuple[Change, ...]:
        """The changes with new ones, which take the place of those inside them."""
        kept = []
        for change in self.changes:
            over = [n for n in made if change.start < n.end and n.start < change.end]
            if any(change.start < n.start or n.end < change.end for n in over):
                raise BookError([problem("doubt-gone", self.place)])
            if not over:
                kept.append(change)
        return tuple(sorted((*kept, *made)))


def open_doubts(place: Path) -> OpenDoubts | None:
    """The doubts of a corrections.yaml; None where it tells of no text.

    Raises BookError: record-stale, where the clean or the raw text is no longer the one that
    it tells of; or whatever is wrong with the file.
    """
    record = load_record(place)
    if not (record.source and record.text and record.made):
        return None
    folder = place.parent.resolve()
    path = (folder / record.text).resolve()
    if not path.is_relative_to(folder):  # a record of a stranger's must not lead us elsewhere
        raise BookError([problem("record-stale", place, text=record.text)])
    problems: list[Problem] = []
    settings = read_yaml(read_text(place), place, KEYS, problems)
    raw = read_any_text(folder / record.source).text
    changes = tuple(sorted(_changes(settings)))
    text = applied(raw, changes)
    if problems or text_digest(text) != record.made or read_text(path) != text:
        raise BookError([*problems, problem("record-stale", place, text=record.text)])
    return OpenDoubts(place, path, record, raw, changes, tuple(_doubts(settings, text, changes)))


def _changes(settings: YamlMapping) -> Iterator[Change]:
    for item in settings.mappings("changes", CHANGE_KEYS, plain="raw"):
        raw, clean, why = item.verbatim("raw"), item.verbatim("clean"), item.text("why")
        for at in _places(item):
            yield Change(at, at + len(raw), raw, clean, (why,))


def _doubts(settings: YamlMapping, text: str, changes: Sequence[Change]) -> Iterator[OpenDoubt]:
    """Those beside which no answer stands, in order, with their lines in the clean text."""
    done = longer = line = counted = 0
    for item in settings.mappings("doubts", DOUBT_KEYS, plain="raw"):
        if item.verbatim("answer").strip():
            continue
        words = tuple(word for word, _ in item.texts("suggestions", "…"))
        for start in _places(item):
            while done < len(changes) and changes[done].end <= start:
                longer += len(changes[done].clean) - len(changes[done].raw)
                done += 1
            here = max(counted, min(start + longer, len(text)))
            line, counted = line + text.count("\n", counted, here), here
            doubt = Doubt(
                start, start + len(item.verbatim("raw")), item.verbatim("raw"), words,
                float(item.text("sure", "0", r"[01](\.\d+)?", "0.5")), item.text("why"),
                int(item.text("line", "1", r"\d+", "1")), item.verbatim("before"),
                item.verbatim("after"),
            )  # fmt: skip
            yield OpenDoubt(doubt, line + 1)


def _places(item: YamlMapping) -> Iterator[int]:
    for place, _ in item.texts("at", "12"):
        if place.isdecimal():
            yield int(place)
