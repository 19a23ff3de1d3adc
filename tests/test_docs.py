"""docs/architecture.md is true: what it names is there, and all rooms are named."""

from __future__ import annotations

import re

import pytest
from conftest import ROOT
from test_architecture import FLOOR, FLOORS, PACKAGE

DOCUMENTS = (
    "docs/architecture.md", "CONTRIBUTING.md", "docs/typesetting.md", "docs/accessibility.md"
)  # fmt: skip
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text("utf-8")
TOP = {path.name for path in ROOT.iterdir()}
# `path/to/file` or `file.md`; not what only a built book has, nor a pattern with <name> or *.
PATH = re.compile(r"(?<![\w/.])[\w.-]+(?:/[\w.-]+)*/?(?![\w/*<])")


def _paths(text: str) -> list[str]:
    """What begins with a name that stands at the top of the project, in code and in links."""
    spans = re.findall(r"`([^`\n]+)`", text) + re.findall(r"```\w*\n(.*?)```", text, re.DOTALL)
    spans += re.findall(r"\]\(([^)\s]+)\)", text)
    paths = [path for span in spans for path in PATH.findall(span)]
    return [path for path in paths if path.split("/")[0] in TOP - {".venv"}]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_path_that_is_named_exists(document: str) -> None:
    paths = _paths((ROOT / document).read_text("utf-8"))
    assert paths
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_a_path_that_is_missing_would_be_seen() -> None:
    assert _paths("`thaibook/nowhere.py`, `tests/x/` and ```sh\npython tests/y.py -k z\n```") == [
        "thaibook/nowhere.py",
        "tests/x/",
        "tests/y.py",
    ]


def test_modules_that_are_named_in_python_s_way_exist() -> None:
    for document in DOCUMENTS:
        for name in re.findall(r"`(thaibook\.[\w.]+)`", (ROOT / document).read_text("utf-8")):
            path = ROOT / name.replace(".", "/")
            assert path.is_dir() or path.with_suffix(".py").is_file(), f"{document}: {name}"


def test_every_room_has_its_promise() -> None:
    named = re.findall(r"^\| `thaibook/([\w.]+/?)` \|", ARCHITECTURE, re.MULTILINE)
    rooms = [f"{room}/" if (PACKAGE / room).is_dir() else f"{room}.py" for room in FLOOR]
    assert sorted(named) == sorted(rooms)


def test_the_floors_are_those_of_the_rules() -> None:
    floors = re.findall(r"^ ?(\d+)  ([\w ]+)$", ARCHITECTURE, re.MULTILINE)
    drawn = {int(number): set(rooms.split()) for number, rooms in floors}
    assert drawn == {number: set(rooms) for number, rooms in enumerate(FLOORS, 1)}
