"""The house rules that a reader of the code may rely on."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from conftest import ROOT

PACKAGE = ROOT / "thaibook"
MODULES = sorted(PACKAGE.rglob("*.py"))

# Who may import each engine: a module, or a folder of the package.
OWNERS = {
    "ebooklib": ("epub.py",),
    "weasyprint": ("pdf",),
    "pydyf": ("pdf",),
    "pypdfium2": ("pdf", "printed.py"),
    "fontTools": ("embedding.py",),
    "uharfbuzz": ("pdf", "design.py", "embedding.py"),
    "markdown": ("markup",),
    "pygments": ("markup",),
    "latex2mathml": ("markup",),
    "pyuca": ("markup",),
    "ziamath": ("pdf",),
    "nh3": ("sanitise.py",),
    "numpy": ("thai", "marks"),
    "yaml": ("settings.py",),
    "segno": ("cover.py",),
    "tinycss2": ("svg",),
    "urllib.request": ("fetch.py",),
}
# Arrows point downward: a module imports only from the lines above its own.
LAYERS = (
    (
        "__init__",
        "lintmessages",
        "isbn",
        "mdx",
        "targets",
        "numerals",
        "phrases",
        "systems",
        "usagetexts",
    ),
    ("messages", "labels", "readings", "svg", "thai", "workers"),
    ("problems",),
    ("files", "model", "usage"),
    ("settings", "images", "new", "ace", "shops", "outline", "cache"),
    ("frontmatter", "printed"),
    ("structure",),
    (
        "addresses",
        "clean",
        "manuscript",
        "check",
        "copies",
        "letters",
        "limits",
        "markup",
        "matter",
        "mending",
    ),
    ("sanitise",),
    ("design", "compose", "fetch", "lint"),
    ("cover", "navigation", "embedding"),
    ("marks",),
    ("tasks",),
    ("bodies",),
    ("pdf", "epub"),
    ("earlier",),
    ("build",),
    ("preview",),
    ("cli",),
)


def _imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{name.name}" for name in node.names)}
    return found


def _part(path: Path) -> str:
    inside = path.relative_to(PACKAGE)
    return inside.parts[0] if len(inside.parts) > 1 else inside.stem


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_each_engine_is_imported_in_one_place(path: Path) -> None:
    for engine, owners in OWNERS.items():
        if not any(name == engine or name.startswith(f"{engine}.") for name in _imports(path)):
            continue
        assert path.relative_to(PACKAGE).parts[0] in owners, f"{path.name} imports {engine}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_arrows_point_downward(path: Path) -> None:
    height = {name: level for level, layer in enumerate(LAYERS) for name in layer}
    own = _part(path)
    for name in _imports(path):
        parts = name.split(".")
        if parts[0] != "thaibook" or len(parts) < 2 or parts[1] not in height or parts[1] == own:
            continue
        assert height[parts[1]] < height[own], f"{own} imports {parts[1]}"


def test_every_module_has_a_layer_and_says_what_it_is_for() -> None:
    known = {name for layer in LAYERS for name in layer}
    for path in MODULES:
        assert _part(path) in known, path
        assert ast.get_docstring(ast.parse(path.read_text("utf-8"))), path


def test_looks_are_in_the_style_sheets() -> None:
    """No length and no colour in Python, but for the paper sizes an author names."""
    for path in MODULES:
        if path.parent.name in ("shops", "svg"):
            continue  # they ask about the looks of an EPUB or a drawing, and set none
        strings = [
            node.value
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ]
        text = " ".join(strings)
        assert "font-size" not in text, path
        assert "margin:" not in text, path
