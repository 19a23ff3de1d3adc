"""The house rules that a reader of the code may rely on.

A room is a folder of thaibook/, or one of the few modules beside them. Its face is its
__init__, which only names what the room offers. Floors, from the ground up: docs/architecture.md
says what lives where.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from typing import NamedTuple

import pytest
from conftest import ROOT

PACKAGE = ROOT / "thaibook"
FLOORS = (
    ("messages", "text", "thai"),
    ("model", "vocabulary", "storage"),
    ("images", "grammar", "break_marks"),
    ("load", "lint", "clean", "check", "markup"),
    ("compose", "proof", "importing"),
    ("design",),
    ("epub", "pdf"),
    ("processes",),
    ("epub_making",),
    ("build",),
    ("commands",),
)
FLOOR = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}
# Each engine is known to one room; the others ask that room.
OWNERS = {
    "ebooklib": ("epub",),
    "weasyprint": ("pdf",),
    "pydyf": ("pdf",),
    "ziamath": ("pdf",),
    "pikepdf": ("pdf", "check"),
    "pypdfium2": ("pdf", "check", "commands", "importing"),
    "fontTools": ("epub", "design"),
    "brotli": ("design",),
    "uharfbuzz": ("design", "epub", "pdf"),
    "markdown": ("markup",),
    "pygments": ("markup",),
    "latex2mathml": ("markup",),
    "pyuca": ("compose",),
    "nh3": ("compose",),
    "numpy": ("thai", "break_marks"),
    "yaml": ("storage",),
    "citeproc": ("load",),
    "bibtexparser": ("load",),
    "stdnum": ("text",),
    "segno": ("design",),
    "tinycss2": ("images", "design", "importing"),
    "urllib.request": ("commands",),
    "concurrent.futures.process": ("processes",),
    "multiprocessing": ("processes",),
    "http.server": ("commands",),
    "socketserver": ("commands",),
    "dask": ("processes",),
    "fsspec": ("commands",),
    "sqlite3": ("commands",),
}
MOST_LINES, MOST_LINES_OF_A_FUNCTION, MOST_AT_THE_TOP = 350, 50, 25
MOST_IGNORES, MOST_INNER_IMPORTS = 17, 80


class Import(NamedTuple):
    """Module `what` (thaibook.room.module), imported by the module in `path`."""

    path: Path
    what: str
    line: int
    inner: bool  # inside a function


def _modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def _name(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


NAMES = {_name(path) for path in _modules()}


def _imports(path: Path) -> Iterator[Import]:
    tree = ast.parse(path.read_text("utf-8"))
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)]
    inside = {id(node) for function in functions for node in ast.walk(function)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found = [name.name for name in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            within = [f"{node.module}.{name.name}" for name in node.names]
            found = [name if name in NAMES else node.module for name in within]
        else:
            continue
        for what in dict.fromkeys(found):
            yield Import(path, what, node.lineno, id(node) in inside)


@cache  # and not at import: every worker of the suite imports this file, one runs it
def imports() -> list[Import]:
    return [found for path in _modules() for found in _imports(path)]


def ours() -> list[Import]:
    return [found for found in imports() if found.what.split(".")[0] == "thaibook"]


def _room(name: str) -> str:
    """The room of a module; "" for thaibook itself."""
    return [*name.split("."), ""][1]


def test_the_house_has_these_rooms_and_no_others() -> None:
    found = {_room(name) for name in NAMES} - {""}
    assert found == set(FLOOR)
    names = [path.name for path in PACKAGE.iterdir() if path.name != "__pycache__"]
    assert len(names) <= MOST_AT_THE_TOP


def test_arrows_point_downward() -> None:
    for found in ours():
        own, other = _room(_name(found.path)), _room(found.what)
        if other and own and own != other:
            assert FLOOR[other] < FLOOR[own], f"{found.path}:{found.line} imports {found.what}"


def test_outsiders_come_in_by_the_door() -> None:
    """From another room, and from beside a folder in a room, only its face is imported."""
    for found in ours():
        own, other = _name(found.path).split("."), found.what.split(".")
        if found.path.name != "__init__.py":
            own = own[:-1]
        pairs = enumerate(zip(own, other, strict=False))
        shared = next((n for n, (a, b) in pairs if a != b), len(own))
        assert len(other) <= shared + 1, f"{found.path}:{found.line} imports {found.what}"


def test_nothing_goes_in_a_circle() -> None:
    """Inside a room too: modules have an order, from what they stand on upward."""
    graph: dict[str, set[str]] = {name: set() for name in NAMES}
    for found in ours():
        own = _name(found.path)
        # A folder is imported by its face, which is its whole.
        if own != found.what and not own.startswith(f"{found.what}."):
            graph[own].add(found.what)
    list(TopologicalSorter(graph).static_order())  # raises CycleError


def test_a_face_only_names_what_the_room_offers() -> None:
    for path in PACKAGE.rglob("*/__init__.py"):
        body = ast.parse(path.read_text("utf-8")).body
        for node in body:
            allowed = isinstance(node, ast.ImportFrom | ast.Assign | ast.Expr)
            assert allowed, f"{path}:{node.lineno}: work belongs into a module"


def test_no_room_imports_its_own_face() -> None:
    for found in ours():
        own = _name(found.path)
        if found.path.name != "__init__.py":
            assert not own.startswith(f"{found.what}.") or found.what == "thaibook", found


@pytest.mark.parametrize("engine", OWNERS)
def test_each_engine_is_imported_in_one_place(engine: str) -> None:
    for found in imports():
        if found.what == engine or found.what.startswith(f"{engine}."):
            assert _room(_name(found.path)) in OWNERS[engine], f"{found.path}:{found.line}"


def test_no_two_modules_have_one_name() -> None:
    last = Counter(name.split(".")[-1] for name in NAMES)
    assert [name for name, count in last.items() if count > 1] == []


def test_modules_and_functions_are_short_and_say_what_they_are_for() -> None:
    for path in _modules():
        text = path.read_text("utf-8")
        tree = ast.parse(text)
        assert ast.get_docstring(tree), path
        assert text.count("\n") <= MOST_LINES, path
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or 0) - node.lineno + 1
                assert length <= MOST_LINES_OF_A_FUNCTION, f"{path}:{node.lineno} {node.name}"


def test_exceptions_to_the_rules_do_not_grow() -> None:
    """Types that are ignored, and imports inside functions (what is slow to load)."""
    ignores = sum(path.read_text("utf-8").count("type: ignore") for path in _modules())
    assert ignores <= MOST_IGNORES
    assert sum(found.inner for found in imports()) <= MOST_INNER_IMPORTS


def test_only_commands_print() -> None:
    for path in _modules():
        calls = [n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Call)]
        prints = any(isinstance(c.func, ast.Name) and c.func.id == "print" for c in calls)
        assert not prints or _room(_name(path)) == "commands", path


# --- looks

# These rooms read or judge the looks of others, or talk of them, and set none themselves.
LOOKS_OF_OTHERS = ("messages", "load", "check", "images", "importing")
BLANK = "\0"  # in the text of an f-string, what is filled in while a book is built
LOOK = re.compile(
    rf"""(?<![\w.\#-]) -? (?: \d*\.?\d+ | {BLANK} ) (?: px|pt|pc|em|rem|ex|ch|mm|cm|in|vw|vh|% ) (?![\w%-])
    | (?<![&\w]) \# (?: [0-9a-f]{{3,4}} | [0-9a-f]{{6}} | [0-9a-f]{{8}} ) \b
    | \b (?: rgb | hsl | cmyk | device-cmyk )a? \(
    | \b (?: font | color | background | line-height | letter-spacing | word-spacing | text-indent
        | margin | padding | border | width | height ) [a-z{BLANK}-]* \s* :
    """,  # noqa: E501
    re.VERBOSE | re.IGNORECASE,
)
# What is only known while a book is built: from its settings, or from what was measured.
BUILT = {
    "@page { size: _mm _mm; bleed: _mm; marks: _ } :root { --bleed: _mm }": "page:",
    "@page { size: _mm _mm }": "page.size, for the cover alone",
    "_: _mm": "page.margins",
    "{ --pt: _pt }": "typography.size; print.css counts in --pt",
    "body { line-height: _ }": "typography.leading",
    "width: _%": "the width that an author gives a picture",
    "{width=_%}": "that width, as Obsidian has it",
    r"width: (\d+)%": "that width, as it is read again",
    "width: _em; height: _em": "a formula, as large as it was drawn",
    "_; vertical-align: _em": "a formula, as deep as it was drawn",
    "--width: _mm; --height: _mm; --spine: _mm; --flap: _mm": "the sheet of the whole cover",
    '<div class="fold" style="left: _mm"></div>': "where the sheet is folded",
    ":root { --slug: _mm }": "the room beyond its trim, as page.bleed and page.marks make it",
    "_mm": "shares of a page as lengths, for a front that is part of a sheet",
    '<svg viewBox="0 0 _ _" xmlns="http://www.w3.org/2000/svg">'
    '<g fill="#000" font-family="_" font-size="10">_</g></svg>': "the bar code, black alone",
    "#000": "the code to scan, black on white whatever the design",
    "#fff": "the same",
}
LENGTH = re.compile("_(MM|PT|EM|PX)$")
# Lengths that are no looks: no style sheet could say them.
NO_LOOKS = {
    "POINTS_PER_MM": "a unit in another",
    "CAPTION_EM": "how wide a letter is, reckoned",
    "THIN_EM": "",
    "PAGE_EM": "how much fits on a page, reckoned before there is one",
    "PHRASE_SPACE_EM": "what the line breaker goes by, with its sources there",
    "CONTRAST_EM": "",
    "CONTRAST_UNSEEN_EM": "",
    "STUB_EM": "",
}


def _texts(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """(line, text) of each string that is no docstring; of an f-string, its parts are one."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docstrings = {id(n.body[0]) for n in ast.walk(tree) if isinstance(n, documented) and n.body}
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.JoinedStr):
            parts = (p.value if isinstance(p, ast.Constant) else BLANK for p in node.values)
            yield node.lineno, "".join(map(str, parts))
            waiting += [p.value for p in node.values if isinstance(p, ast.FormattedValue)]
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value
        elif not (id(node) in docstrings and isinstance(node, ast.Expr)):
            waiting += ast.iter_child_nodes(node)


def _looks(source: str) -> list[tuple[int, str]]:
    """(line, text) of each string that says how something looks; _ for what is filled in."""
    found = [(line, text) for line, text in _texts(ast.parse(source)) if LOOK.search(text)]
    return [(line, text.replace(BLANK, "_").strip()) for line, text in found]


@pytest.mark.parametrize(
    "code",
    [
        "style = 'p { margin: 0 }'",
        "style = f'{{ margin-{side}: {mm:g}mm }}'",
        "return '<p style=\"text-indent: -1.5em\">'",
        "body.set('style', f'{number}pt')",
        "x = dict(fill='#17324d')",
        "x = 'color: red'",
        "x = 'rgba(1, 2, 3, .5)'",
        "x = f'line-height: {leading}'",
        "x = ('100%', 1)",
    ],
)
def test_a_look_would_be_seen(code: str) -> None:
    assert len(_looks(f'"""1 mm, color: red."""\n{code}\n')) == 1


@pytest.mark.parametrize(
    "code",
    [
        "def f():\n    'A line of 5em, color: red.'\n",
        "x = '#chapter-1' + 'a.md#b' + '&#3585;' + f'#{name}'",
        "x = f'{count} pages in {seconds} s, line {line}'",
        "x = 'L101-mark-order' + '5 mm' + '%d of %s'",
        "x = 1.5  # em",
    ],
)
def test_what_is_no_look_is_not_taken_for_one(code: str) -> None:
    assert _looks(code) == []


def test_looks_are_in_the_style_sheets() -> None:
    """No length, no size and no colour in Python, but what is only known while a book is built."""
    seen = [
        (path, line, text)
        for path in _modules()
        if _room(_name(path)) not in LOOKS_OF_OTHERS
        for line, text in _looks(path.read_text("utf-8"))
    ]
    known = BUILT.keys()
    assert [f"{path}:{line} {text!r}" for path, line, text in seen if text not in known] == []
    assert BUILT.keys() <= {text for *_, text in seen}  # none is allowed that is not there


def test_lengths_are_in_the_style_sheets() -> None:
    """Nor as numbers, whose names end in their unit."""
    names = [
        (path, node.lineno, node.id)
        for path in _modules()
        if _room(_name(path)) not in LOOKS_OF_OTHERS
        for statement in ast.parse(path.read_text("utf-8")).body
        for node in ast.walk(statement)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and LENGTH.search(node.id)
    ]
    known = NO_LOOKS.keys()
    assert [f"{path}:{line} {name}" for path, line, name in names if name not in known] == []
    assert NO_LOOKS.keys() <= {name for *_, name in names}
