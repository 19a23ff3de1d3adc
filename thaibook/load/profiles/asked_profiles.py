"""What the author asks of printers: book.yaml's keys `profiles`, `custom` and `paper`.

Enters: the settings of book.yaml, and names that were typed. Leaves: Profiles, rows of the table
with what the author changed in them; Paper.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from thaibook.load.profiles.profile_table import NAMES, PROFILES, Profile
from thaibook.messages import Problem, problem, raise_errors
from thaibook.model import Manuscript
from thaibook.storage import YamlMapping, is_file, locate

PROFILE_KEYS = (
    "standard", "condition", "icc", "colours", "bleed", "marks", "ink", "dpi", "safety",
    "signature", "rich_black", "stock", "sheet", "sheets",
)  # fmt: skip
SIGNATURES = ("1", "2", "4", "8", "16", "32")
# As authors type them, and as the standards name themselves (ISO 15930-1, -3, -4, -6, -7).
STANDARDS = {
    "x-4": "PDF/X-4", "x-1a": "PDF/X-1a:2001", "x-1a:2001": "PDF/X-1a:2001",
    "x-1a:2003": "PDF/X-1a:2003", "x-3": "PDF/X-3:2002", "x-3:2002": "PDF/X-3:2002",
    "x-3:2003": "PDF/X-3:2003", "none": "",
}  # fmt: skip
WANTED_STANDARDS = "PDF/X-4 | PDF/X-1a:2001 | PDF/X-3:2002 | none"
ICC_HEADER = 128  # bytes
OWN = "custom"
BUNDLED = "FOGRA39"  # the condition of the ICC profile that the program brings
# The other keys: (field of the row, pattern, example), and (field, least, most).
TEXTS = {
    "colours": ("colours", "cmyk|rgb|grey", "cmyk | rgb | grey"),
    "signature": ("multiple", "|".join(SIGNATURES), "4 | 8 | 16"),
    "sheet": ("sheet", "A4|A3", "A4 | A3"),
    "stock": ("stock", "white|cream|colour", "white | cream | colour"),
}
FLAGS = ("marks", "rich_black")
NUMBERS: dict[str, tuple[str, float, float]] = {
    "bleed": ("bleed_mm", 0.0, 10.0),
    "ink": ("ink", 100, 400),
    "dpi": ("dpi", 72, 1200),
    "safety": ("safety_mm", 0.0, 30.0),
    "sheets": ("sheets", 1, 40),
}
UNITS = {"bleed": "mm", "safety": "mm", "ink": "%"}


Changes = tuple[tuple[str, Any], ...]  # (field of a Profile, value)


def read_profiles(
    settings: YamlMapping, book: Path, path: Path, problems: list[Problem]
) -> tuple[tuple[str, ...], tuple[tuple[str, Changes], ...]]:
    """The names of the profiles that book.yaml asks for, and what it changes in their rows.

    An item of `profiles` is a name, or `name: {key: value}`; `custom` may stand by itself.
    """
    changed: dict[str, Changes] = {}

    def change(item: YamlMapping, key: str) -> None:
        own = item.mapping(key, PROFILE_KEYS)
        changed[key] = _changes(_row(key), own, book, path, problems)

    if settings.has(OWN):
        change(settings, OWN)
    lines: dict[str, int] = {}
    for item in settings.mappings("profiles", ("name", *NAMES), plain="name"):
        if name := item.text("name"):
            lines.setdefault(name, item.line_of("name"))
        for name in NAMES:
            if item.has(name):
                change(item, name)
                lines.setdefault(name, item.line_of(name))
    faults = [_fault(name, changed, path, line) for name, line in lines.items()]
    problems += filter(None, faults)
    return tuple(lines), tuple(changed.items())


def chosen_profiles(
    manuscript: Manuscript, names: Sequence[str] | None = None
) -> tuple[Profile, ...]:
    """The profiles that were typed, or those of book.yaml for None, with what book.yaml changes
    in them. Raises BookError where a typed one is none: profile-unknown, profile-undefined; what is
    wrong with those of book.yaml is told with all else that is wrong there."""
    changed = dict(manuscript.changed)
    asked = manuscript.profiles if names is None else tuple(dict.fromkeys(names))
    faults = {name: _fault(name, changed, manuscript.settings_path, 0) for name in asked}
    if names is not None:
        raise_errors(filter(None, faults.values()))
    names = [name for name in asked if not faults[name]]
    return tuple(_row(name)._replace(**dict(changed.get(name, ()))) for name in names)


def _row(name: str) -> Profile:
    return next(profile for profile in PROFILES if profile.name == name)


def _fault(name: str, changed: Container[str], path: Path, line: int) -> Problem | None:
    """What is wrong with a name that was asked for."""
    if name not in NAMES:
        nearest = get_close_matches(name, NAMES, 1, 0.0)[0]
        known = ", ".join(NAMES)
        return problem("profile-unknown", path, line, name=name, nearest=nearest, known=known)
    if name == OWN and OWN not in changed:
        return problem("profile-undefined", path, line)
    return None


def _changes(
    row: Profile, own: YamlMapping, book: Path, path: Path, problems: list[Problem]
) -> Changes:
    """What the author changes in a row."""
    values: dict[str, Any] = {}
    if own.has("standard"):
        known = "|".join(map(re.escape, STANDARDS))
        typed = own.text("standard", "", rf"(?i:(pdf/)?({known}))", WANTED_STANDARDS)
        standard = STANDARDS.get(typed.lower().removeprefix("pdf/"), row.standard)
        values |= {"standard": standard, "transparency": standard == "PDF/X-4"}
    if own.has("icc") or own.has("condition"):
        values |= {"icc": own.text("icc"), "condition": own.text("condition", row.condition)}
        if fault := _icc_fault(values, own, book, path):
            problems.append(fault)
            values["icc"] = ""  # nobody is to read it
    values |= {
        field: own.text(key, "", pattern, wanted)
        for key, (field, pattern, wanted) in TEXTS.items()
        if own.has(key)
    }
    values |= {key: own.flag(key, False) for key in FLAGS if own.has(key)}
    values |= {
        field: _number(own, key, least, most)
        for key, (field, least, most) in NUMBERS.items()
        if own.has(key)
    }
    if "bleed_mm" in values:
        values["bleed_always"] = True
    if "multiple" in values:
        values["multiple"] = int(values["multiple"] or row.multiple)
    return tuple(sorted(values.items()))


def _icc_fault(values: dict[str, Any], own: YamlMapping, book: Path, path: Path) -> Problem | None:
    """What is wrong with the printing condition, or with the profile that describes it."""
    icc, condition = values["icc"], values["condition"]
    if not icc and condition != BUNDLED:
        words = {"condition": condition, "bundled": BUNDLED}
        return problem("profile-icc", path, own.line_of("condition"), **words)
    if icc and not _is_press(book, icc):
        return problem("profile-icc-file", path, own.line_of("icc"), name=icc)
    return None


def _is_press(book: Path, name: str) -> bool:
    """Whether an ICC profile of a CMYK press lies at a place in the book's folder (ICC.1, 7.2)."""
    if locate(book, name) is None or not is_file(book / name):
        return False
    try:
        with (book / name).open("rb") as file:
            header = file.read(ICC_HEADER)
    except OSError:
        return False
    return header[12:20] == b"prtrCMYK" and header[36:40] == b"acsp"


def _number(settings: YamlMapping, key: str, least: float, most: float) -> float:
    """A number with its unit or without; a whole one where its limits are."""
    whole, unit = isinstance(most, int), UNITS.get(key, "")
    wanted = f"{least:g}{unit} – {most:g}{unit}"
    pattern = r"\d{1,4}" if whole else r"\d{1,2}(\.\d+)?"
    typed = settings.text(key, "", rf"{pattern}\s*({unit})?", wanted).removesuffix(unit).strip()
    number = float(typed or least)
    if typed and not least <= number <= most:
        settings.refuse(key, wanted)
    return int(number) if whole else number
