"""corrections.yaml: what an editor corrects by hand, what was answered, and what is still open.

Enters: the file, or what is to be written into it. Leaves: the same as plain data, or its text.
The first part is the editor's and is never touched; below a line that says so, the program writes
what it changed and what it doubts, and reads the answers that stand there.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from thaibook.clean.traced import Change
from thaibook.messages import BookError, Problem, problem
from thaibook.storage import YamlMapping, read_text, read_yaml

MARK = "# ---- ต่อจากบรรทัดนี้โปรแกรมเขียนเอง / from here on the program writes ----"
MOST_LISTED = 4_000  # open doubts, and places of one answer: YAML lists are bounded
AROUND = 12  # letters on either side by which a place is known again
ACCEPT, REFUSE, ALL = "accept", "refuse", " all"
KEYS = (
    "corrections", "queries", "answers", "answered", "doubts", "changes", "letters", "made",
    "source", "text",
)  # fmt: skip
DOUBT_KEYS = (
    "raw", "line", "context", "suggestions", "sure", "why", "at", "before", "after", "answer",
)  # fmt: skip


@dataclass(frozen=True)
class Correction:
    """The text `raw` becomes `clean`.

    count: how often raw stands in the text; why: the reason, for people; line: where the editor
    wrote the correction, 0 for one of the program's own.
    """

    raw: str
    clean: str
    count: int
    why: str
    line: int = 0


@dataclass(frozen=True)
class Answer:
    """What a person said to a doubt.

    raw: the letters of the raw text; clean: what stands there from now on, raw itself where the
    doubt was refused; whole: of every place with these letters and this suggestion; at: the
    places, as characters of the raw text, none for every doubt about these letters; before, after:
    the letters around the place, by which it is found where the raw text has changed; why: what
    the doubt was; line: in the file; own: it stands in the editor's part of the file.
    """

    raw: str
    clean: str
    whole: bool = False
    at: tuple[int, ...] = ()
    before: str = ""
    after: str = ""
    why: str = ""
    line: int = 0
    own: bool = False


@dataclass(frozen=True)
class Doubt:
    """A doubtful place of the raw text: from the character start up to end.

    suggestions: what may be meant, best first; sure: of the first, from 0 to 1; why: a sentence of
    the program's; line: in the raw text; before, after: the letters around it.
    """

    start: int
    end: int
    raw: str
    suggestions: tuple[str, ...]
    sure: float
    why: str
    line: int
    before: str
    after: str


@dataclass(frozen=True)
class Record:
    """What a corrections.yaml has: the editor's own text, the corrections and answers; the digest
    of the clean text that the program wrote last, where that is, and where the raw text, both as
    seen from the file's folder."""

    own_text: str = ""
    corrections: tuple[Correction, ...] = ()
    answers: tuple[Answer, ...] = ()
    made: str = ""
    source: str = ""
    text: str = ""


def text_digest(text: str | bytes) -> str:
    """The digest of a clean text, by which the program knows its own again."""
    data = text.encode() if isinstance(text, str) else text
    return hashlib.sha256(data).hexdigest()


def load_record(path: Path) -> Record:
    """A corrections.yaml. Raises BookError with every fault."""
    problems: list[Problem] = []
    text = read_text(path)
    own_text = text.partition(MARK)[0]
    settings = read_yaml(text, path, KEYS, problems)
    corrections = [
        _correction(item, path, problems)
        for item in settings.mappings("corrections", ("raw", "clean", "count", "why"), plain="raw")
    ]
    answers = [
        *_answers(settings, "answers", path, problems),
        *_answers(settings, "answered", path, problems),
        *_beside_doubts(settings),
    ]
    if problems:
        raise BookError(problems)
    return Record(
        own_text, tuple(corrections), tuple(answers),
        settings.text("made"), settings.text("source"), settings.text("text"),
    )  # fmt: skip


def load_corrections(path: Path) -> tuple[Correction, ...]:
    """The list under `corrections:` of a YAML file. Raises BookError with every fault."""
    return load_record(path).corrections


def _correction(item: YamlMapping, path: Path, problems: list[Problem]) -> Correction:
    raw, why = item.verbatim("raw"), item.text("why")
    count = int(item.text("count", "1", r"[1-9]\d{0,5}", "1"))
    if not raw:
        problems.append(problem("missing-key", path, item.line, key="raw", example="…"))
    return Correction(raw, item.verbatim("clean"), count, why, item.line)


def _answers(
    settings: YamlMapping, key: str, path: Path, problems: list[Problem]
) -> Iterable[Answer]:
    """The list under `answers:`, which is the editor's, or `answered:`, the program's."""
    keys = ("raw", "answer", "clean", "all", "at", "before", "after", "why")
    for item in settings.mappings(key, keys, plain="raw"):
        raw, answer = item.verbatim("raw"), item.text("answer", ACCEPT)
        if not raw:
            problems.append(problem("missing-key", path, item.line, key="raw", example="…"))
            continue
        whole = item.flag("all", False) or answer.endswith(ALL)
        refused = answer.removesuffix(ALL) == REFUSE
        clean = raw if refused else item.verbatim("clean")
        places = item.texts("at", "12")
        at = tuple(int(place) for place, _ in places if place.isdecimal())
        yield Answer(
            raw, clean, whole, at, item.verbatim("before"), item.verbatim("after"),
            item.text("why"), item.line, key == "answers",
        )  # fmt: skip


def _beside_doubts(settings: YamlMapping) -> Iterable[Answer]:
    """The doubts beside which somebody wrote an answer."""
    for item in settings.mappings("doubts", DOUBT_KEYS, plain="raw"):
        raw, answer = item.verbatim("raw"), item.verbatim("answer").strip()
        if not answer or not raw:
            continue
        whole = answer.endswith(ALL)
        said = answer.removesuffix(ALL).strip() if whole else answer
        suggestions = [text for text, _ in item.texts("suggestions", "…")]
        clean = said
        if said == REFUSE:
            clean = raw
        elif said == ACCEPT:
            clean = suggestions[0] if suggestions else raw
        elif said.isascii() and said.isdigit() and 1 <= int(said) <= len(suggestions):
            clean = suggestions[int(said) - 1]
        at = tuple(int(place) for place, _ in item.texts("at", "12") if place.isdecimal())
        yield Answer(
            raw, clean, whole, at, item.verbatim("before"), item.verbatim("after"),
            item.text("why"), item.line,
        )  # fmt: skip


def written(
    record: Record, answers: Sequence[Answer], changes: Iterable[Change],
    doubts: Sequence[Doubt], letters: tuple[int, int],
) -> str:  # fmt: skip
    """The text of a corrections.yaml: the editor's own part as it was, and the program's part.
    record: with the digest and the places of what is written now."""
    lines = [MARK, *_answer_lines(answers), *_change_lines(changes), *_doubt_lines(doubts)]
    lines += [f"letters: {{in: {letters[0]}, out: {letters[1]}}}", f"made: {record.made}"]
    if record.source and record.text:
        lines += [f"source: {_quoted(record.source)}", f"text: {_quoted(record.text)}"]
    lines.append("")
    own = record.own_text
    if own and not own.endswith("\n"):
        own += "\n"
    return own + "\n".join(["", *lines] if own and not own.endswith("\n\n") else lines)


def _quoted(text: str) -> str:
    """A text as YAML has it between quotation marks, on one line; what nobody sees is written as
    its number (YAML 1.2, 5.7)."""
    return "".join(
        c if c.isprintable() and c != "\u00ad" else f"\\U{ord(c):08X}"
        for c in json.dumps(text, ensure_ascii=False)
    )


def _entry(pairs: Iterable[tuple[str, str]]) -> list[str]:
    lines = [f"    {key}: {value}" for key, value in pairs if value]
    return [f"  - {lines[0].strip()}", *lines[1:]] if lines else []


def _answer_lines(answers: Sequence[Answer]) -> list[str]:
    answers = [answer for answer in answers if not answer.own]
    lines = ["answered:"] if answers else []
    for answer in answers:
        refused = answer.clean == answer.raw
        lines += _entry(
            (
                ("raw", _quoted(answer.raw)),
                ("answer", REFUSE if refused else ACCEPT),
                ("clean", "" if refused else _quoted(answer.clean)),
                ("all", "true" if answer.whole else ""),
                ("at", f"[{', '.join(map(str, answer.at[:MOST_LISTED]))}]" if answer.at else ""),
                ("before", _quoted(answer.before) if answer.before else ""),
                ("after", _quoted(answer.after) if answer.after else ""),
                ("why", _quoted(answer.why) if answer.why else ""),
            )
        )
    return lines


def _change_lines(changes: Iterable[Change]) -> list[str]:
    """The changes, those that are alike together, with the places of each."""
    alike: dict[tuple[str, str, str], list[int]] = {}
    for change in changes:
        alike.setdefault((change.raw, change.clean, "; ".join(change.why)), []).append(change.start)
    lines = ["changes:"] if alike else []
    for (raw, clean, why), places in alike.items():
        lines += _entry(
            (
                ("raw", _quoted(raw)),
                ("clean", _quoted(clean)),
                ("why", _quoted(why)),
                ("at", f"[{', '.join(map(str, places))}]"),
            )
        )
    return lines


def _doubt_lines(doubts: Sequence[Doubt]) -> list[str]:
    lines = ["doubts:  # answer: accept, refuse, accept all, refuse all, 2, or the right words"]
    if not doubts:
        return []
    for doubt in doubts[:MOST_LISTED]:
        context = f"{doubt.before}[{doubt.raw}]{doubt.after}".replace("\n", "⏎")
        lines += _entry(
            (
                ("raw", _quoted(doubt.raw)),
                ("line", str(doubt.line)),
                ("context", _quoted(context)),
                ("suggestions", f"[{', '.join(map(_quoted, doubt.suggestions))}]"),
                ("sure", str(doubt.sure)),
                ("why", _quoted(doubt.why)),
                ("at", f"[{doubt.start}]"),
                ("before", _quoted(doubt.before) if doubt.before else ""),
                ("after", _quoted(doubt.after) if doubt.after else ""),
                ("answer", '""'),
            )
        )
    return lines
