"""The works of a bibliography file: BibTeX (.bib), or CSL-JSON (.json).

Enters: the text of the file. Leaves: Works as CSL-JSON has them, and a Problem for each that cannot
be read. Thai names stay as they are spoken, given name first; years of Thai works are of the
Buddhist Era. Sources: the entry types and fields of BibTeX; CSL 1.0.2, appendices III and IV.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from thaibook.load.dates import LATEST_YEAR
from thaibook.messages import Problem, problem
from thaibook.text import BUDDHIST_ERA

THAI = re.compile("[ก-๙]")
TYPES = {
    "article": "article-journal", "book": "book", "booklet": "book", "inbook": "chapter",
    "incollection": "chapter", "inproceedings": "paper-conference",
    "conference": "paper-conference", "proceedings": "book", "manual": "report",
    "techreport": "report", "report": "report", "phdthesis": "thesis", "mastersthesis": "thesis",
    "thesis": "thesis", "online": "webpage", "electronic": "webpage", "www": "webpage",
}  # fmt: skip
FIELDS = {
    "title": "title", "journal": "container-title", "journaltitle": "container-title",
    "booktitle": "container-title", "publisher": "publisher", "school": "publisher",
    "institution": "publisher", "address": "publisher-place", "location": "publisher-place",
    "edition": "edition", "volume": "volume", "number": "issue", "pages": "page", "doi": "DOI",
    "url": "URL", "type": "genre", "note": "note",
}  # fmt: skip
THESES = {"phdthesis": "วิทยานิพนธ์ปริญญาเอก", "mastersthesis": "วิทยานิพนธ์ปริญญาโท"}
THESES_IN_ENGLISH = {"phdthesis": "Doctoral dissertation", "mastersthesis": "Master's thesis"}
NAMES = {"author": "author", "editor": "editor", "translator": "translator"}
YEAR = re.compile(r"\d{4}")
AND = re.compile(r"\s+and\s+|\s+และ\s+")
MOST_WORKS = 20_000


class Work(NamedTuple):
    """A work: its key, what CSL-JSON says of it, and whether it is Thai."""

    key: str
    data: Mapping[str, Any]
    is_thai: bool


def read_works(text: str, path: Path, problems: list[Problem]) -> dict[str, Work]:
    """The works of the file by their keys; what cannot be read is added to `problems`."""
    read = _of_json if path.suffix.lower() == ".json" else _of_bibtex
    works: dict[str, Work] = {}
    for work in read(text, path, problems):
        works.setdefault(work.key, work)
        if len(works) >= MOST_WORKS:
            break
    return works


def _of_json(text: str, path: Path, problems: list[Problem]) -> Iterator[Work]:
    try:
        items = json.loads(text)
    except (ValueError, RecursionError) as error:
        problems.append(problem("works-unreadable", path, getattr(error, "lineno", 0), what="JSON"))
        return
    for item in items if isinstance(items, list) else [items]:
        if not isinstance(item, dict) or not str(item.get("id", "")).strip():
            problems.append(problem("works-unreadable", path, 0, what="CSL-JSON"))
            return
        data: dict[str, Any] = {
            n: value for n, value in item.items() if isinstance(value, str | int)
        }
        for name in NAMES:
            people = item.get(name)
            if isinstance(people, list):
                data[name] = [_person(each) for each in people if isinstance(each, dict)]
        yield _work(str(item["id"]), data, _year_of(item.get("issued")))


def _year_of(issued: object) -> str:
    """The year of a date of CSL-JSON."""
    if isinstance(issued, dict):
        parts = issued.get("date-parts")
        if isinstance(parts, list) and parts and isinstance(parts[0], list) and parts[0]:
            return str(parts[0][0])
        return str(issued.get("raw") or issued.get("literal") or "")
    return ""


def _person(person: Mapping[str, Any]) -> dict[str, str]:
    """A name; a Thai one in the order in which it is said."""
    parts = [str(person.get(part, "")) for part in ("given", "non-dropping-particle", "family")]
    literal = str(person.get("literal", ""))
    whole = literal or " ".join(filter(None, parts))
    if literal or THAI.search(whole):
        return {"literal": whole}
    return {name: str(value) for name, value in person.items() if isinstance(value, str)}


def _of_bibtex(text: str, path: Path, problems: list[Problem]) -> Iterator[Work]:
    # Imported late: 270 ms, for a book that has such a file.
    import bibtexparser

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # it is told as a Problem
    logging.getLogger("root").setLevel(logging.CRITICAL)
    decoding = bibtexparser.middlewares.LatexDecodingMiddleware()
    library = bibtexparser.parse_string(text, append_middleware=[decoding])
    for block in library.failed_blocks:
        problems.append(
            problem("works-unreadable", path, (block.start_line or 0) + 1, what="BibTeX")
        )
    for entry in library.entries:
        fields = {field.key.lower(): _plain(str(field.value)) for field in entry.fields}
        data: dict[str, Any] = {
            name: fields[field] for field, name in FIELDS.items() if fields.get(field)
        }
        for field, name in NAMES.items():
            if fields.get(field):
                data[name] = [_named(one) for one in AND.split(fields[field])]
        kind = entry.entry_type.lower()
        data["type"] = TYPES.get(kind, "webpage" if fields.get("url") else "book")
        if kind in THESES:
            is_thai = bool(THAI.search(str(data.get("title", ""))))
            data.setdefault("genre", (THESES if is_thai else THESES_IN_ENGLISH)[kind])
        if "page" in data:
            data["page"] = data["page"].replace("--", "-")
        yield _work(entry.key, data, fields.get("year") or fields.get("date", ""))


def _plain(value: str) -> str:
    """A value without the braces that keep capitals, and on one line."""
    return " ".join(value.replace("{", "").replace("}", "").split())


def _named(name: str) -> dict[str, str]:
    """A name of BibTeX: Last, First or First Last; a Thai one as it is said."""
    last, comma, first = (part.strip() for part in name.partition(","))
    if THAI.search(name):
        return {"literal": f"{first} {last}" if comma else last}
    if not comma:
        first, _, last = last.rpartition(" ")
    return {"family": last, "given": first} if first else {"literal": last}


def _work(key: str, data: dict[str, Any], year: str) -> Work:
    is_thai = bool(THAI.search(str(data.get("title", ""))))
    if found := YEAR.search(year):
        number = int(found[0])
        if is_thai and number < LATEST_YEAR:
            number += BUDDHIST_ERA
        data["issued"] = {"date-parts": [[number]]}
    data["id"] = key
    data.setdefault("type", "book")
    return Work(key, data, is_thai)
