"""Manuscripts at random: each ends in two good files, or in problems with their places.

30 of them by default, always the same; THAIBOOK_FUZZ=5000 makes so many, each time new.
tests/at_random.py does the same by the ten thousand, and with book.yaml and damaged files.
"""

from __future__ import annotations

import io
import os
import shutil
from functools import cache
from pathlib import Path

import PIL.Image
import pytest
from anything import CHAOTIC, GOOD_SETTINGS, SETTINGS, TIDY
from conftest import lost_letters
from hypothesis import HealthCheck, given, settings
from validator import faults_of_epub, faults_of_pdf

from thaibook.build import build, prepare
from thaibook.check.validation import check_epub
from thaibook.epub import write_epub
from thaibook.messages.problems import BookError, Problem
from thaibook.pdf import pdf_bytes

EXAMPLES = int(os.environ.get("THAIBOOK_FUZZ", "30"))
RUNS = settings(
    max_examples=EXAMPLES, derandomize="THAIBOOK_FUZZ" not in os.environ, deadline=None,
    database=None, suppress_health_check=list(HealthCheck),
)  # fmt: skip
PDF_EVERY = 4  # a PDF takes ten times as long as an EPUB
FOR_EPUBCHECK = 40


@cache
def _pictures() -> dict[str, bytes]:
    found = {
        "p.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9"/></svg>',
    }
    for kind in ("png", "jpg", "gif"):
        written = io.BytesIO()
        PIL.Image.new("RGB", (300, 200), "teal").save(written, {"jpg": "JPEG"}.get(kind, kind))
        found[f"p.{kind}"] = written.getvalue()
    return found


def write(folder: Path, yaml: str, *chapters: str) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    (folder / "book.yaml").write_text(yaml, "utf-8")
    for name, text in zip("abcdefghijklmnopqrstuvwxyz", chapters, strict=False):
        (folder / f"{name}.md").write_text(text, "utf-8")
    for name, data in _pictures().items():
        (folder / name).write_bytes(data)
    return folder


def _check_problems(problems: tuple[Problem, ...] | list[Problem]) -> None:
    for found in problems:
        assert found.path, found
        for language in ("en", "th"):
            assert found.message(language)
            assert found.hint(language)


def ends_well(folder: Path, with_pdf: bool, tidy: bool) -> bool:
    """Whether the book was made; if not, each fault has its place, and is no fault of ours.

    tidy: every letter has to arrive, and there is no fault to find.
    """
    refused: tuple[Problem, ...] = ()
    try:
        manuscript, book, design, warnings = prepare(folder)
        data = write_epub(book, design, _pictures()["p.jpg"])
        printed = pdf_bytes(book, design) if with_pdf else b""
    except BookError as error:
        refused = error.problems
    _check_problems(refused or warnings)
    assert not (tidy and refused), refused
    if refused:
        return False
    faults = faults_of_epub(data) + (faults_of_pdf(printed) if with_pdf else [])
    lost = lost_letters(manuscript.chapters, data)
    _check_problems(lost)
    if tidy:
        faults += [f"{p.place()} {p.message()}" for p in lost]
    assert not faults, faults
    return not lost


@pytest.mark.filterwarnings("ignore")
def test_any_manuscript_ends_well(tmp_path: Path) -> None:
    good: list[str] = []
    numbers = iter(range(1 << 30))

    @RUNS
    @given(SETTINGS, CHAOTIC, CHAOTIC)
    def run(yaml: str, first: str, second: str) -> None:
        folder = write(tmp_path / "book", yaml, first, second)
        if ends_well(folder, next(numbers) % PDF_EVERY == 0, tidy=False):
            good.extend((first, second))

    run()
    assert len(good) > EXAMPLES / 4
    _epubcheck_agrees(good, tmp_path)


@pytest.mark.filterwarnings("ignore")
def test_every_letter_of_a_tidy_manuscript_arrives(tmp_path: Path) -> None:
    numbers = iter(range(1 << 30))

    @RUNS
    @given(GOOD_SETTINGS, TIDY, TIDY)
    def run(yaml: str, first: str, second: str) -> None:
        folder = write(tmp_path / "book", yaml, first, second)
        assert ends_well(folder, next(numbers) % PDF_EVERY == 0, tidy=True)

    run()


def _epubcheck_agrees(chapters: list[str], tmp_path: Path) -> None:
    """A book of many of them, since EPUBCheck takes a second for each book."""
    some = chapters[:: max(1, len(chapters) // FOR_EPUBCHECK)][:FOR_EPUBCHECK]
    names = [f"{number}.md" for number in range(len(some))]
    folder = write(tmp_path / "many", f"title: ก\nchapters: [{', '.join(names)}]\n")
    for name, text in zip(names, some, strict=True):
        (folder / name).write_text(text, "utf-8")
    built = build(folder, tmp_path / "made", pdf=False)
    assert [p.words for p in check_epub(built.files[0])] == []
