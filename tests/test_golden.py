"""The EPUB of the sample book as it was last agreed on, unzipped.

`THAIBOOK_GOLDEN=write pytest tests/test_golden.py` renews tests/data/golden; read the diff.
"""

from __future__ import annotations

import difflib
import hashlib
import io
import os
import zipfile
from pathlib import Path

import PIL.Image
import pytest
import uharfbuzz
from conftest import DATA, SAMPLE

GOLDEN = DATA / "golden"
FACTS = "files.txt"
TEXTS = (".xhtml", ".opf", ".ncx", ".xml", "mimetype")
MOST_LINES = 60  # of a difference


def _runs(points: list[int]) -> str:
    """Code points in hexadecimal, those that follow each other as one: 0e01-0e2e."""
    found: list[list[int]] = []
    for point in sorted(points):
        if found and point == found[-1][1] + 1:
            found[-1][1] = point
        else:
            found.append([point, point])
    return " ".join(f"{a:04x}" if a == b else f"{a:04x}-{b:04x}" for a, b in found)


def _fact(name: str, data: bytes) -> str:
    """What a file holds, and its digest: the same on every machine, with its Python, Pango
    and zlib, whatever their versions."""
    digest = hashlib.sha256(data).hexdigest()[:16]
    if name.endswith(".ttf"):
        return f"{name}  {digest}  {_runs(list(uharfbuzz.Face(data).unicodes))}"
    if name.endswith((".jpg", ".png", ".gif", ".webp")):
        with PIL.Image.open(io.BytesIO(data)) as picture:
            return f"{name}  {digest}  {picture.format} {picture.width} x {picture.height}"
    return f"{name}  {digest}"


@pytest.fixture(scope="module")
def made(sample: tuple[Path, Path]) -> dict[str, str]:
    """Texts of the EPUB by name, and FACTS: a line for each file in its order."""
    with zipfile.ZipFile(sample[0]) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    texts = {name: data.decode() for name, data in parts.items() if name.endswith(TEXTS)}
    texts[FACTS] = "".join(f"{_fact(name, data)}\n" for name, data in parts.items())
    texts[FACTS] += f"{_fact('the whole', sample[0].read_bytes())}\n"
    if os.environ.get("THAIBOOK_GOLDEN") == "write":
        for name, text in texts.items():
            path = GOLDEN / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8", newline="\n")
        for path in GOLDEN.rglob("*"):
            if path.is_file() and path.relative_to(GOLDEN).as_posix() not in texts:
                path.unlink()
    return texts


def test_every_text_of_the_epub_is_as_agreed(made: dict[str, str]) -> None:
    kept = {
        path.relative_to(GOLDEN).as_posix(): path.read_bytes().decode()
        for path in GOLDEN.rglob("*")
        if path.is_file()
    }
    changed = [
        line
        for name in sorted(made.keys() | kept.keys())
        for line in difflib.unified_diff(
            kept.get(name, "").splitlines(),
            made.get(name, "").splitlines(),
            f"golden/{name}",
            f"made/{name}",
            lineterm="",
            n=1,
        )
    ]
    assert not changed, "\n".join(changed[:MOST_LINES])


def test_nothing_of_this_machine_is_in_the_epub(made: dict[str, str]) -> None:
    whole = "".join(made.values())
    assert str(SAMPLE.parent) not in whole
    assert Path.home().as_posix() + "/" not in whole
