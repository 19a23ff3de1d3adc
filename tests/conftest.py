"""What the tests share: a way to write a small manuscript, and to run the program."""

from __future__ import annotations

import atexit
import fcntl
import io
import json
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from program import Job

from thaibook import proof
from thaibook.build import build
from thaibook.commands.progress import EMPTY, FULL
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
    """The EPUB and the PDF of the sample book, which uses everything there is: built by the
    first of pytest's processes that asks for it, kept for the others."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "sample"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock, pytest.MonkeyPatch.context() as patch:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "made").exists():
            patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
            patch.setenv("XDG_CACHE_HOME", str(base / "cache"))
            build(SAMPLE, folder / "making", strict=True)
            (folder / "making").rename(folder / "made")
    epub, pdf = sorted((folder / "made").iterdir())
    return epub, pdf


@dataclass(frozen=True)
class Run:
    """How a run of the program ended, what it printed, and what it took of the processor."""

    returncode: int
    stdout: str
    stderr: str
    seconds: float
    megabytes: int


@cache
def _program() -> subprocess.Popen[str]:
    """The program, loaded once, and waiting for what to run."""
    words = [sys.executable, str(ROOT / "tests" / "program.py")]
    process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def end() -> None:
        process.communicate()

    atexit.register(end)
    return process


def run(*words: str, cwd: Path = ROOT, **environment: str) -> Run:
    """Run make_book.py as a person would."""
    return run_job({"words": list(words), "cwd": str(cwd)}, **environment)


def run_job(job: Job, **environment: str) -> Run:
    """Run make_book.py with what else a job can ask for."""
    process = _program()
    assert process.stdin
    assert process.stdout
    with tempfile.TemporaryDirectory() as folder:
        outputs = (f"{folder}/stdout", f"{folder}/stderr")
        more: Job = {
            "environment": {**os.environ, **environment},
            "stdout": outputs[0],
            "stderr": outputs[1],
        }
        print(json.dumps(more | job), file=process.stdin, flush=True)
        answer = json.loads(process.stdout.readline())
        stdout, stderr = (Path(path).read_text("utf-8", "surrogateescape") for path in outputs)
    return Run(answer["status"], stdout, stderr, answer["seconds"], answer["megabytes"])


def lost_letters(chapters: Sequence[Chapter], epub: bytes) -> list[Problem]:
    """A problem text-lost for each line of `chapters` that did not arrive in `epub`."""
    with zipfile.ZipFile(io.BytesIO(epub)) as archive:
        written = [
            (each, archive.read(f"EPUB/text/{each.name}.xhtml").decode()) for each in chapters
        ]
    return proof.lost_letters(written)


def places(problems: tuple[Problem, ...] | list[Problem]) -> list[tuple[str, int]]:
    """(code, line) of each problem."""
    return [(p.code, p.line) for p in problems]


def told(stderr: str) -> str:
    """What the program says on a machine that is quick: lines of how far it is left out."""
    lines = stderr.splitlines(keepends=True)
    return "".join(line for line in lines if line[:1] not in (FULL, EMPTY))
