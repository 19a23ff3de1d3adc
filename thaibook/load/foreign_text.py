"""A Markdown file as it comes from another program, made into one of ours.

Enters: the text of a file. Leaves: what read_header gives of it, where a header in TOML or JSON
(Hugo) or lines with % (Pandoc) say the same as one in YAML; and below it, text in our own Markdown,
with a Problem for each construct that only another program understands.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from thaibook.grammar import understood
from thaibook.load.dates import DATE, iso_date, possible_date
from thaibook.load.header import HEADER, IN_ONE_LINE, LONGEST, read_header
from thaibook.load.vault import Vault
from thaibook.messages import ADVICE, Phrase, Problem, problem
from thaibook.storage import YamlMapping
from thaibook.text import late_pattern

TOML = late_pattern(r"\+\+\+[ \t]*\n(.*?\n)\+\+\+[ \t]*(?:\n|$)", re.DOTALL)
JSON = late_pattern(r"(?:;;;[ \t]*\n)?(?=\{\s*\"|\{\s*\})")
JSON_END = late_pattern(r"[ \t]*(?:\n(?P<sign>;;;)[ \t]*)?(?:\n|$)")
KEY = late_pattern(r"[ \t]*(?:\[+)?[ \t]*[\"']?([A-Za-z][\w-]*)")
# Title, authors, date; a line that begins with spaces goes on (Pandoc, pandoc_title_block).
PERCENT = late_pattern(r"(?:%(?:[ \t][^\n]*|)(?:\n[ \t]+\S[^\n]*)*\n){1,3}")
RECKONED = re.compile(
    r"([\w-]+):[ \t]*[\"']?(`r [^`\n]*`|(?<=^date: )(?:today|now|last-modified))[\"']?[ \t]*$"
)
ENTRY = late_pattern(r"%([^\n]*(?:\n[ \t]+\S[^\n]*)*)\n")
OF_PERCENT = ("title", "author", "date")


def read_text_of(
    text: str,
    path: Path,
    known: tuple[str, ...],
    problems: list[Problem],
    vault: Vault,
    prepare: Callable[[YamlMapping, str], str] = lambda _header, text: text,
) -> tuple[YamlMapping, str]:
    """The header of a file, and the text below it; vault: the files of its book; prepare: makes
    the text below the header what it is before anybody else reads it. Raises BookError: as
    read_header does."""
    text = _without_code(text, path, problems)
    mapping, below = read_header(_in_yaml(text, path, problems), path, known, problems)
    below, remarks = understood(prepare(mapping, below), lambda name: vault.address(name, path))
    for remark in remarks:
        code = "dialect-left-out" if remark.is_left_out else "dialect-unknown"
        words = {"sign": remark.sign, "dialect": remark.dialect}
        advice = Phrase(ADVICE[remark.advice][0])
        problems.append(problem(code, path, remark.line, **words, advice=advice))
    return mapping, below


def _without_code(text: str, path: Path, problems: list[Problem]) -> str:
    """The text, without the values of its header that R Markdown would reckon (`r Sys.Date()`),
    or Quarto (`date: today`)."""
    header = HEADER.match(text[:LONGEST])
    if not header or ("`r " not in header[0] and "date: " not in header[0]):
        return text
    lines = header[0].split("\n")
    for number, line in enumerate(lines):
        if reckoned := RECKONED.match(line):
            lines[number] = f"{reckoned[1]}:"
            words = {"sign": reckoned[2], "dialect": "R Markdown/Quarto"}
            advice = Phrase(ADVICE["variable"][0])
            problems.append(problem("dialect-left-out", path, number + 1, **words, advice=advice))
    return "\n".join(lines) + text[header.end() :]


def _in_yaml(text: str, path: Path, problems: list[Problem]) -> str:
    """The text, its header in YAML; every line keeps its number."""
    if text.startswith("+++") and (header := TOML.match(text[:LONGEST])):
        # Imported late: 3 ms, for the headers of Hugo alone.
        import tomllib

        try:
            values = tomllib.loads(header[1])
        except tomllib.TOMLDecodeError:
            return text
        return f"---\n{_of_toml(header[1], values)}---\n{text[header.end() :]}"
    if text[:1] in (";", "{") and (header := JSON.match(text)):
        return _of_json(text, header.end())
    if text.startswith("%") and (block := PERCENT.match(text[:LONGEST])):
        return _of_percent(block[0], path, problems) + text[block.end() :]
    return text


def _of_toml(written: str, values: dict[str, object]) -> str:
    """Each value on the line of its key, in JSON, which YAML reads."""
    lines = []
    for line in written.split("\n")[:-1]:
        key = KEY.match(line)
        value = values.pop(key[1], None) if key else None
        lines.append("" if value is None or not key else f"{key[1]}: {_json(value)}")
    return "".join(f"{line}\n" for line in lines)


def _of_json(text: str, begin: int) -> str:
    """A header between braces, and between lines of ;;; where it begins so."""
    import json  # as in _json

    try:
        values, end = json.JSONDecoder().raw_decode(text[:LONGEST], begin)
    except (ValueError, RecursionError):
        return text
    closing = JSON_END.match(text, end)
    if not closing or bool(closing["sign"]) != (begin > 0):
        return text
    return (
        f"{IN_ONE_LINE}{_json(values)}"
        + text[: closing.end()].count("\n") * "\n"
        + text[closing.end() :]
    )


def _json(value: object) -> str:
    # Imported late: 1 ms, for the headers of other programs alone.
    import json

    plain = value if isinstance(value, str | list | dict) else str(value)
    return json.dumps(plain, ensure_ascii=False, default=str)


def _of_percent(block: str, path: Path, problems: list[Problem]) -> str:
    """A header of as many lines, all of it on the first. Its date is any text for Pandoc."""
    entries = [" ".join(entry.split()) for entry in ENTRY.findall(block)]
    values = dict(zip(OF_PERCENT, entries, strict=False))
    date = iso_date(values.get("date", ""))
    if date and not (re.fullmatch(DATE, date) and possible_date(date) == date):
        words = {"sign": f"% {values.pop('date')}", "dialect": "Pandoc"}
        line = block.count("\n", 0, block.rindex("%")) + 1
        advice = Phrase(ADVICE["variable"][0])
        problems.append(problem("dialect-left-out", path, line, **words, advice=advice))
    said = ", ".join(f"{_json(key)}: {_json(value)}" for key, value in values.items() if value)
    return f"{IN_ONE_LINE}{{{said}}}" + "\n" * block.count("\n")
