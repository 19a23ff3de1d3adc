"""The sheets of a design, those of single settings, and the author's own, in their order.

Enters: Looks, and the files of the book's styles/. Leaves: style sheets for both formats, for
e-readers, for paper and for the cover, each of which goes on top of the one before it. A setting
has a sheet of its own, styles/settings/<field>.css, or <field>-<value>.css for one of its values;
those for paper alone are in styles/settings/paper/.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from thaibook.design.bundled_files import read_sheet
from thaibook.design.families import Sheet, filled
from thaibook.images import SUFFIXES, name_in_book
from thaibook.model import Looks, OwnFile
from thaibook.storage import STYLES

DESIGNS, SETTINGS = STYLES / "designs", STYLES / "settings"
# What a running head says; print.css sets these strings.
HEADS = {
    "book": "string(book, first-except)",
    "chapter": "string(place, first-except)",
    "part": "string(part, first-except)",
    "author": "string(author, first-except)",
    "none": "none",
}
SIGNS = ("scene",)  # fields whose value is text in CSS


class LooksSheets(NamedTuple):
    """Sheets that go on top of the program's."""

    shared: tuple[Sheet, ...] = ()
    epub: tuple[Sheet, ...] = ()
    printed: tuple[Sheet, ...] = ()
    cover: tuple[Sheet, ...] = ()


def looks_sheets(looks: Looks, own_files: Sequence[OwnFile]) -> LooksSheets:
    """All sheets of a book that are not every book's."""
    own = {
        PurePosixPath(file.name).stem: (f"own-{Path(file.name).name}", file.data.decode())
        for file in own_files
        if file.name.startswith("styles/")
    }

    def sheets(kind: str) -> Iterator[Sheet]:
        path = DESIGNS / looks.design / f"{kind}.css"
        if looks.design and path.is_file():
            yield f"{looks.design}-{kind}.css", path.read_text("utf-8")
        if kind in ("shared", "print"):
            yield from _settings(looks, SETTINGS if kind == "shared" else SETTINGS / "paper")
        # The author's sheets come last, also that for both formats.
        for name in ("shared", kind) if kind in ("epub", "print") else (kind,):
            if name in own and kind != "shared":
                yield own[name]

    return LooksSheets(*(tuple(sheets(kind)) for kind in ("shared", "epub", "print", "cover")))


def page_sheets(looks: Looks) -> tuple[Sheet, ...]:
    """The sheets with the measures of the page: a design may have other margins."""
    own = DESIGNS / looks.design / "page.css"
    is_own = bool(looks.design) and own.is_file()
    sheets = [("page.css", read_sheet("page.css"))]
    if is_own:
        sheets.append((f"{looks.design}-page.css", own.read_text("utf-8")))
    return tuple(sheets)


def _settings(looks: Looks, folder: Path) -> Iterator[Sheet]:
    """The sheets of what is set, in the order of the fields."""
    if looks != Looks() and (folder / "looks.css").is_file():
        yield f"{_prefix(folder)}looks.css", (folder / "looks.css").read_text("utf-8")
    for field, value in looks._asdict().items():
        if not value or field == "design":
            continue
        kind = "picture" if is_picture(value) else value
        for name in (f"{field}-{kind}", field):
            path = folder / f"{name}.css"
            if "/" not in kind and path.is_file():
                words = {"value": _in_css(field, value)}
                yield f"{_prefix(folder)}{name}.css", filled(path.read_text("utf-8"), words)
                break


def _prefix(folder: Path) -> str:
    return f"{folder.name}-"


def is_picture(value: str) -> bool:
    """Whether what an author gives as an ornament is the name of a picture."""
    return value.lower().endswith(SUFFIXES)


def _in_css(field: str, value: str) -> str:
    """A value as a style sheet has it."""
    if is_picture(value):
        return f"url(../{name_in_book(value)})"
    if field in SIGNS:
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'
    if field == "front_numbers":
        return f"front-{value}"  # the counter styles of the sheet; `thai` alone is the Thai digits
    return HEADS.get(value, value) if field.startswith("head_") else value
