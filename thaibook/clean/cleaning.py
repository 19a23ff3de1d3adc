"""Stage clean: a raw text becomes Markdown, every change is on record, and what is doubtful told.

Enters: the text as it was received, the editor's corrections and answers. Leaves: the clean text,
all that was changed, and the places where only a person can say what is right. Words are changed
by corrections and answers alone; what is mended without one is what no Thai spelling has, and what
a page was, not a text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from thaibook.clean.corrections import AROUND, Answer, Correction, Doubt
from thaibook.clean.page_furniture import joined_lines, page_furniture
from thaibook.clean.traced import Change, Edit, TracedText
from thaibook.messages import BookError, Phrase, Problem, problem, reason_of
from thaibook.thai import repairs, spelling_doubts

Tell = Callable[[int, int], None]

THAI_MARK = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"  # shown alone on a no-break space
NO_BEGINNING = "ะาำๅๆ" + "".join(map(chr, (0x0E31, *range(0x0E34, 0x0E3B), *range(0x0E47, 0x0E4F))))
BULLETS = "•‣▪◦·\uf076\uf0a7\uf0b7\uf0d8\uf0fc"  # the last five are codes of symbol fonts

# (pattern, what stands there instead, why): what is of a file or a page and no part of the text.
MENDED_UNASKED: tuple[tuple[str, str, str], ...] = (
    (f"[\u00a0\u202f\u2007](?![{THAI_MARK}])", " ", "a space at which no line can end"),
    (f"(?m)^([^\\S\n]*)[{BULLETS}][^\\S\n]*(?=\\S)", "\\1- ", "the bullet of a word processor"),
    (r"(?m)^o\t[^\S\n]*(?=\S)", "    - ", "the bullet of a word processor, second level"),
    (r"(?m)^[^\S\n]*[✖✕✗■□▪●○◆◇►▼▲★☆�]+[^\S\n]*$\n?", "", "marks of the scanner"),
)
MENDED_AT_LAST: tuple[tuple[str, str, str], ...] = (
    ("\f\n?", "\n", "the end of a page"),
    # Only from the first space on: from each of many, it would be looked for the end again.
    (r"(?m)(?<![^\S\n])[^\S\n]+$", "", "spaces at the end of a line"),
    (r"\n{3,}", "\n\n", "more than one empty line"),
    (r"\A\n+", "", "empty lines at the beginning"),
    (r"(?<=\n)\n+\Z", "", "empty lines at the end"),
    (r"(?<!\n)\Z", "\n", "the end of the last line"),
)
ANSWERED = "answered by a person"


@dataclass(frozen=True)
class Cleaned:
    """The clean text; what differs from the raw text, in order; what is doubtful and not yet
    answered; the answers that stand, with the places of each; how many letters (what is no space)
    went in and came out; what could not be done as it was said."""

    text: str
    changes: tuple[Change, ...]
    doubts: tuple[Doubt, ...]
    answers: tuple[Answer, ...]
    letters: tuple[int, int]
    warnings: tuple[Problem, ...] = ()


def clean(
    raw: str, corrections: tuple[Correction, ...], path: Path,
    answers: tuple[Answer, ...] = (), own: Collection[str] = frozenset(),
    tell: Tell = lambda done, of: None, doubting: bool = True,
) -> Cleaned:  # fmt: skip
    """The Markdown of a raw text, all changes, and all doubts where `doubting`.

    own: words that are right, whatever the program thinks. tell: called with how much is done,
    and of how much. Raises BookError, with a place in `path`, for every correction that does not
    stand in the text as often as it says.
    """
    text = TracedText(raw)
    _correct(text, corrections, path)
    text.edit(page_furniture(text.text))
    for pattern, better, why in repairs():
        _substitute(text, pattern, better, why)
    for source, plain, why in MENDED_UNASKED:
        _substitute(text, re.compile(source), plain, why)
    text.edit(joined_lines(text.text))
    for source, plain, why in MENDED_AT_LAST:
        _substitute(text, re.compile(source), plain, why)
    standing, warnings = _answer(text, answers, path)
    doubts: list[Doubt] = []
    if doubting:
        doubts = _doubts(text, own, tell)
        standing, doubts = _answer_alike(text, standing, doubts)
    letters = (_letters(raw), _letters(text.text))
    return Cleaned(
        text.text, tuple(text.changes()), tuple(doubts), tuple(standing), letters, tuple(warnings)
    )


def _letters(text: str) -> int:
    return sum(map(len, text.split()))


def _substitute(
    text: TracedText, pattern: re.Pattern[str], better: str | Callable[[re.Match[str]], str],
    why: str,
) -> None:  # fmt: skip
    """Make what a pattern says everywhere."""
    text.edit(
        Edit(*found.span(), found.expand(better) if isinstance(better, str) else better(found), why)
        for found in pattern.finditer(text.text)
    )


def _correct(text: TracedText, corrections: tuple[Correction, ...], path: Path) -> None:
    """Make the editor's corrections, in their order."""
    problems = []
    for correction in corrections:
        places = [found.start() for found in re.finditer(re.escape(correction.raw), text.text)]
        if len(places) != correction.count:
            in_one_line = correction.raw.replace("\n", "⏎")
            words = {"raw": in_one_line, "found": len(places), "wanted": correction.count}
            problems.append(problem("correction-count", path, correction.line, **words))
            continue
        size = len(correction.raw)
        text.edit(Edit(at, at + size, correction.clean, correction.why) for at in places)
    if problems:
        raise BookError(problems)


def _answer(
    text: TracedText, answers: Iterable[Answer], path: Path
) -> tuple[list[Answer], list[Problem]]:
    """Make the answers that name their places; the answers with the places they have now, and
    what is told of those whose place is gone."""
    standing, warnings = [], []
    for answer in answers:
        places = _places(text.raw, answer)
        if answer.at and not places:
            in_one_line = answer.raw.replace("\n", "⏎")
            warnings.append(problem("answer-lost", path, answer.line, raw=in_one_line))
        if answer.clean != answer.raw:
            edits = []
            for start in places:
                here = text.span(start, start + len(answer.raw))
                edits += [Edit(*here, answer.clean, _reason(answer))] if here else []
            text.edit(sorted(edits))
        standing.append(_at(answer, places))
    return standing, warnings


def _places(raw: str, answer: Answer) -> tuple[int, ...]:
    """Where an answer's letters stand in the raw text: where it says, or else where the letters
    around them are those that it says."""
    size, found = len(answer.raw), []
    for start in answer.at:
        there = raw[max(0, start - len(answer.before)) : start + size + len(answer.after)]
        if len(answer.at) == 1 and there != f"{answer.before}{answer.raw}{answer.after}":
            place = raw.find(f"{answer.before}{answer.raw}{answer.after}")
            found += [place + len(answer.before)] if place >= 0 else []
        elif raw[start : start + size] == answer.raw:
            found.append(start)
    return tuple(found)


def _at(answer: Answer, places: tuple[int, ...]) -> Answer:
    return Answer(
        answer.raw, answer.clean, answer.whole, places, answer.before, answer.after, answer.why,
        answer.line, answer.own,
    )  # fmt: skip


def _reason(answer: Answer) -> str:
    return f"{answer.why}; {ANSWERED}" if answer.why else ANSWERED


def _doubts(text: TracedText, own: Collection[str], tell: Tell) -> list[Doubt]:
    """What is doubtful in the text as it is now, at its places in the raw text."""
    raw = text.raw
    doubts, line, counted = [], 1, 0
    for found in spelling_doubts(text.text, own, tell):
        start, end = text.place(found.start, found.end)
        line, counted = line + raw.count("\n", counted, start), start
        # What is shown begins and ends with whole letters, not with a mark or before one.
        before = raw[max(0, start - AROUND) : start].rpartition("\n")[2].lstrip(NO_BEGINNING)
        after = raw[end : end + AROUND].partition("\n")[0].rstrip("เแโใไ")
        doubts.append(
            Doubt(
                start, end, raw[start:end], found.suggestions, found.sure, Phrase(found.why), line,
                before, after,
            )
        )  # fmt: skip
    return doubts


def _answer_alike(
    text: TracedText, standing: list[Answer], doubts: list[Doubt]
) -> tuple[list[Answer], list[Doubt]]:
    """Answers of every place with the same letters, made; all answers with their places, and the
    doubts that nobody has answered."""
    answered = {(place, answer.raw) for answer in standing for place in answer.at}
    general = {answer.raw: answer for answer in standing if answer.whole or not answer.at}
    left, edits, places = [], [], {raw: list(answer.at) for raw, answer in general.items()}
    for doubt in doubts:
        if (doubt.start, doubt.raw) in answered:
            continue
        answer = general.get(doubt.raw)
        if answer is None:
            left.append(doubt)
            continue
        places[doubt.raw].append(doubt.start)
        clean_words = answer.clean or doubt.suggestions[0]
        here = text.span(doubt.start, doubt.end)
        if here and clean_words != doubt.raw:
            edits.append(Edit(*here, clean_words, _reason(answer)))
    text.edit(edits)
    return [
        _at(answer, tuple(places[answer.raw])) if general.get(answer.raw) is answer else answer
        for answer in standing
    ], left


def refuse_overwriting(
    texts: Iterable[tuple[Path, str]], sources: Iterable[Path], force: bool = False,
    ours: Callable[[Path, bytes], bool] = lambda path, data: False,
) -> None:  # fmt: skip
    """Raise BookError where writing `texts` to their paths would lose somebody's work.

    sources: what was read. None of them is ever written, `force` or not: the raw text is the
    only witness of what was received. Any other file with another text needs `force`, unless
    `ours` says that the program wrote it and nobody has touched it since.
    Raises BookError: over-source, over-edited, unreadable.
    """
    problems = []
    claimed = {source.resolve() for source in sources}
    for path, text in texts:
        if path.resolve() in claimed:
            problems.append(problem("over-source", path))
        elif path.is_file() and not force:
            data = _bytes(path)
            if data != text.encode() and not ours(path, data):
                problems.append(problem("over-edited", path))
        claimed.add(path.resolve())  # the report does not go where the text goes
    if problems:
        raise BookError(problems)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BookError([problem("unreadable", path, reason=reason_of(error))]) from None
