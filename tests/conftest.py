"""What the tests share: a way to write a small manuscript, and to run the program."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from thaibook import check
from thaibook.build import build
from thaibook.messages.problems import Problem
from thaibook.model import Chapter

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(__file__).parent / "data"
SAMPLE = DATA / "sample"
EPOCH = "1538352000"  # 2018-10-01T00:00:00Z


@pytest.fixture(autouse=True)
def _steady(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The same clock, language and empty cache of covers for every test."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)
    cache = tmp_path_factory.getbasetemp() / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))


@pytest.fixture
def manuscript(tmp_path: Path) -> Callable[..., Path]:
    """manuscript(text, yaml=…) writes a book of one chapter and gives its folder."""

    def write(text: str = "# บทที่หนึ่ง\n\nสวัสดีชาวโลก\n", yaml: str = "", **files: bytes) -> Path:
        folder = tmp_path / "manuscript"
        folder.mkdir(exist_ok=True)
        settings = "title: เล่มทดสอบ\nchapters: [a.md]\n" + yaml
        (folder / "book.yaml").write_text(settings, "utf-8")
        (folder / "a.md").write_text(text, "utf-8")
        for name, data in files.items():
            (folder / name).write_bytes(data)
        return folder

    return write


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The EPUB and the PDF of the sample book, which uses everything there is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))
        epub, pdf = build(SAMPLE, tmp_path_factory.mktemp("sample"), strict=True).files
    return epub, pdf


def run(*words: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run make_book.py as a person would."""
    return subprocess.run(
        [sys.executable, str(ROOT / "make_book.py"), *words],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def lost_letters(chapters: Sequence[Chapter], epub: bytes) -> list[Problem]:
    """A problem text-lost for each line of `chapters` that did not arrive in `epub`."""
    with zipfile.ZipFile(io.BytesIO(epub)) as archive:
        written = [
            (each, archive.read(f"EPUB/text/{each.name}.xhtml").decode()) for each in chapters
        ]
    return check.lost_letters(written)


def places(problems: tuple[Problem, ...] | list[Problem]) -> list[tuple[str, int]]:
    """(code, line) of each problem."""
    return [(p.code, p.line) for p in problems]
