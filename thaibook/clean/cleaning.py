"""Stage clean: a raw text becomes Markdown, and every change is on record.

Enters: the text as it was received, and the editor's corrections. Leaves: the clean
text and the list of all that was changed. Words are changed by the editor's
corrections alone; what is mended without one is what no Thai spelling has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from thaibook.messages import BookError, Phrase, Problem, in_thai, problem, reason_of
from thaibook.storage import read_text, read_yaml


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


SIGN_OF = {"\n": "⏎", "\t": "⇥"}
THAI_MARK = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"  # shown alone on a no-break space
BULLETS = "•‣▪◦·\uf076\uf0a7\uf0b7\uf0d8\uf0fc"  # the last five are codes of symbol fonts

# (pattern, what stands there instead, why): faults that no Thai word contains, so that they can
# be mended unasked. Sources: Unicode Standard, 16.1 Thai, for the order of marks; WTT 2.0 for what
# may follow what.
MENDED_UNASKED: tuple[tuple[str, str, str], ...] = (
    ("[\u200b\u2060\ufeff\u00ad]", "", "invisible characters"),
    (f"[\u00a0\u202f](?![{THAI_MARK}])", " ", "a space at which no line can end"),
    (f"(?m)^([^\\S\n]*)[{BULLETS}][^\\S\n]*(?=\\S)", "\\1- ", "the bullet of a word processor"),
    (r"(?m)^o\t[^\S\n]*(?=\S)", "    - ", "the bullet of a word processor, second level"),
    ("\u0e4d([\u0e48-\u0e4b]?)\u0e32", "\\1\u0e33", "nikhahit and sara aa are one letter, sara am"),
    ("\u0e40\u0e40", "\u0e41", "two sara e are one letter, sara ae"),
    ("([\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])\\1+", "\\1", "a mark written twice"),
    ("([\u0e48-\u0e4b])([\u0e31\u0e34-\u0e3a])", "\\2\\1", "the tone mark comes after the vowel"),
    (r"(?m)^[^\S\n]*[✖✕✗■□▪●○◆◇►▼▲★☆�]+[^\S\n]*$\n?", "", "marks of the scanner"),
    # Only from the first space on: from each of many, it would be looked for the end again.
    (r"(?m)(?<![^\S\n])[^\S\n]+$", "", "spaces at the end of a line"),
    (r"\n{3,}", "\n\n", "more than one empty line"),
    (r"\A\n+", "", "empty lines at the beginning"),
)


def load_corrections(path: Path) -> tuple[Correction, ...]:
    """The list under `corrections:` of a YAML file. Raises BookError with every fault."""
    problems: list[Problem] = []
    settings = read_yaml(read_text(path), path, ("corrections", "queries"), problems)
    corrections = []
    for item in settings.mappings("corrections", ("raw", "clean", "count", "why"), plain="raw"):
        raw, why = item.verbatim("raw"), item.text("why")
        count = int(item.text("count", "1", r"[1-9]\d{0,5}", "1"))
        if not raw:
            problems.append(problem("missing-key", path, item.line, key="raw"))
        corrections.append(Correction(raw, item.verbatim("clean"), count, why, item.line))
    if problems:
        raise BookError(problems)
    return tuple(corrections)


def clean(
    raw: str, corrections: tuple[Correction, ...], path: Path
) -> tuple[str, list[Correction]]:
    """The Markdown of a raw text, and all changes in the order in which they were made.

    Raises BookError, with a place in `path`, for every correction that does not stand
    in the text as often as it says.
    """
    text, changes = raw, []
    problems = []
    for correction in corrections:
        count = text.count(correction.raw)
        if count != correction.count:
            in_one_line = correction.raw.replace("\n", "⏎")
            words = {"raw": in_one_line, "found": count, "wanted": correction.count}
            problems.append(problem("correction-count", path, correction.line, **words))
            continue
        text = text.replace(correction.raw, correction.clean)
        changes.append(correction)
    if problems:
        raise BookError(problems)
    for pattern, replacement, why in MENDED_UNASKED:
        first = re.search(pattern, text)
        text, count = re.subn(pattern, replacement, text)
        if first:
            changes.append(Correction(first[0], first.expand(replacement), count, Phrase(why)))
    return text.rstrip("\n") + "\n", changes


def refuse_overwriting(
    texts: Iterable[tuple[Path, str]], sources: Iterable[Path], force: bool = False
) -> None:
    """Raise BookError where writing `texts` to their paths would lose somebody's work.

    sources: what was read. None of them is ever written, `force` or not: the raw text is the
    only witness of what was received. Any other file with another text needs `force`.
    Raises BookError: over-source, over-edited, unreadable.
    """
    problems = []
    claimed = {source.resolve() for source in sources}
    for path, text in texts:
        if path.resolve() in claimed:
            problems.append(problem("over-source", path))
        elif path.is_file() and not force and not _has_text(path, text):
            problems.append(problem("over-edited", path))
        claimed.add(path.resolve())  # the report does not go where the text goes
    if problems:
        raise BookError(problems)


def _has_text(path: Path, text: str) -> bool:
    """Whether the file has this text already."""
    try:
        return path.read_bytes() == text.encode()
    except OSError as error:
        raise BookError([problem("unreadable", path, reason=reason_of(error))]) from None


def report(changes: list[Correction], language: str = "en") -> str:
    """What was changed, as a text for people, one kind of change a line, with an example."""
    deleted = "(ลบ)" if language == "th" else "(deleted)"
    lines = []
    for change in changes:
        why = in_thai(change.why) if language == "th" else change.why
        clean_text = _quoted(change.clean) if change.clean else deleted
        lines.append(f"{change.count:>5} × {_quoted(change.raw)} → {clean_text}  {why}")
    return "\n".join([*lines, total(changes, language), ""])


def total(changes: list[Correction], language: str = "en") -> str:
    """How many places were changed."""
    count = sum(change.count for change in changes)
    return f"แก้ {count} แห่ง" if language == "th" else f"{count} changes"


def _quoted(text: str) -> str:
    """A piece of text between signs, with what nobody sees written as its number."""
    visible = (
        c if c.isprintable() and c != "\u00ad" else SIGN_OF.get(c, f"‹U+{ord(c):04X}›")
        for c in text
    )
    return f"‘{''.join(visible)}’" if text else "∅"
