"""Whoever edits styles/ and fonts/ is told what does not fit, and nothing fails over it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT

from thaibook.build import build
from thaibook.design import bundled_files, load_design
from thaibook.messages import BookError, Problem

Write = Callable[..., Path]
FACE = '@font-face { font-family: "X"; src: url(../fonts/My/My.ttf) }'


@pytest.fixture
def looks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of styles/ and fonts/ that may be spoilt."""
    for name in ("styles", "fonts"):
        shutil.copytree(ROOT / name, tmp_path / name)
        monkeypatch.setattr(bundled_files, name.upper(), tmp_path / name)
    bundled_files.bundled_font.cache_clear()
    return tmp_path


def _add(path: Path, css: str) -> None:
    path.write_text(path.read_text("utf-8") + css, "utf-8")


def _told(code: str) -> str:
    with pytest.raises(BookError) as raised:
        load_design()
    (found,) = raised.value.problems
    assert found.code == code
    assert found.hint("th") != found.hint("en")
    return found.path


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({}, "font-missing"),
        ({"My.ttf": None}, "font-licence"),
        ({"My.ttf": b"no font", "OFL.txt": b"free"}, "font-unreadable"),
    ],
)
def test_a_font_that_a_sheet_names(looks: Path, files: dict[str, bytes | None], code: str) -> None:
    folder = looks / "fonts" / "My"
    folder.mkdir()
    for name, data in files.items():
        sarabun = looks / "fonts" / "Sarabun" / "Sarabun-Regular.ttf"
        (folder / name).write_bytes(sarabun.read_bytes() if data is None else data)
    _add(looks / "styles" / "shared.css", FACE)
    assert _told(code).endswith("fonts/My/My.ttf")


def test_a_sheet_that_is_gone_or_no_text(looks: Path) -> None:
    path = looks / "styles" / "markup.css"
    path.write_bytes(b"\xff\xfe")
    assert _told("sheet-unreadable").endswith("markup.css")
    path.unlink()
    assert _told("sheet-unreadable").endswith("markup.css")


@pytest.mark.parametrize("css", [":root { --column: }", "@page { margin: 9mm }"])
def test_a_measure_that_is_none(looks: Path, css: str) -> None:
    _add(looks / "styles" / "page.css", css)
    assert _told("sheet-measure").endswith("page.css")


@pytest.mark.parametrize(
    "css",
    ["body, p { font-size: 0 }", "p { font-size: 1e-4pt; width: 0 }", "p { text-indent: -1e9mm }",
     "@page { margin: 500mm }", "* { float: left }", "p { float: footnote }"],
)  # fmt: skip
def test_lengths_that_leave_no_room_end_well(css: str, looks: Path, manuscript: Write) -> None:
    """In a book whose letters are gone, or in words; not in a traceback."""
    _add(looks / "styles" / "print.css", css)
    problems: tuple[Problem, ...] = ()
    try:
        build(manuscript("# ก\n\nข ค[^1]\n\n[^1]: ง\n"), looks / "out", epub=False)
    except BookError as error:
        problems = error.problems
    assert {found.code for found in problems} <= {"text-lost", "off-page"}
