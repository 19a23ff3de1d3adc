"""What a person who waits sees, and that nothing stays of what was interrupted."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT, run

from thaibook.build import build
from thaibook.commands import progress
from thaibook.commands.progress import Progress
from thaibook.commands.run_build import FOR_EPUB, FOR_PDF
from thaibook.commands.terminal_width import width
from thaibook.commands.usage_texts import TEXTS
from thaibook.processes import team

Write = Callable[..., Path]
CLEAR = progress.CLEAR


def _steps(folder: Path, out: Path, pdf: bool = True) -> list[str]:
    told: list[str] = []

    def tell(step: str, done: int = 0, of: int = 1) -> None:
        assert 0 <= done < of
        told.append(step)

    profiles = ("booklet", "screen") if pdf else ()
    build(folder, out, pdf=pdf, tell=tell, profiles=profiles)
    return list(dict.fromkeys(told))


def test_the_steps_of_a_build_are_those_that_can_be_named(
    manuscript: Write, tmp_path: Path
) -> None:
    assert _steps(manuscript(), tmp_path / "a") == list(FOR_PDF)
    assert _steps(manuscript(), tmp_path / "b", pdf=False) == list(FOR_EPUB)
    for step in {*FOR_PDF, *FOR_EPUB, "check", "clean", "find", "books"}:
        assert all(TEXTS[f"step-{step}"])


@pytest.mark.parametrize("broken_at", FOR_PDF)
def test_interrupted_at_any_step_nothing_stays(
    broken_at: str, manuscript: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No half file, no process, and the older files as they were."""
    own, out, children, fork = tmp_path / "own", tmp_path / "out", list[int](), os.fork

    def counted_fork() -> int:
        children.append(fork())
        return children[-1]

    monkeypatch.setattr(os, "fork", counted_fork)
    own.mkdir()
    out.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(own))
    folder = manuscript(yaml="slug: same\n")
    (out / "same.txt").write_text("older")

    def tell(step: str, done: int = 0, of: int = 1) -> None:
        if step == broken_at:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), team() as others:
        build(folder, out, team=others, tell=tell, profiles=("booklet", "screen"))
    assert [path.name for path in out.iterdir()] == ["same.txt"]
    assert not list(own.iterdir())
    for child in children:
        with pytest.raises(ProcessLookupError):
            os.kill(child, 0)


def test_how_far_it_is_only_grows() -> None:
    shown, seen = Progress("en"), [0.0]
    shown.begin({"read": 10, "lay-out": 70, "draw": 20})
    began = time.monotonic()
    for step, done, of, at in (
        ("read", 0, 1, 0.0), ("lay-out", 0, 3, 1.0), ("lay-out", 1, 3, 4.0),
        ("lay-out", 2, 3, 5.0), ("draw", 0, 1, 9.0),
    ):  # fmt: skip
        shown.tell(step, done, of)
        for later in (0.0, 0.5, 50.0):
            seen.append(shown.fraction(began + at + later))
    shown.end()
    assert max(seen) < 1
    assert seen[-1] > 0.9
    # A guess never goes beyond the part that it is made of.
    assert all(fraction <= 0.1 for fraction in seen[1:4])
    assert all(0.1 <= fraction <= 0.34 for fraction in seen[4:7])


def _at_a_terminal(*words: str, **environment: str) -> tuple[list[str], str]:
    """What is drawn on a terminal of 60 columns, line over line, and what stays."""
    child, terminal = pty.fork()
    if not child:
        os.chdir(ROOT)
        os.environ.update(TERM="xterm", **environment)
        os.execv(sys.executable, [sys.executable, "make_book.py", *words])
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 60, 0, 0))
    said = b""
    while True:
        try:
            data = os.read(terminal, 65536)
        except OSError:  # the end, on Linux
            break
        if not data:
            break
        said += data
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    *drawn, rest = said.decode().split(CLEAR)
    return [each for each in drawn if each], rest


@pytest.fixture
def novel(tmp_path: Path) -> Path:
    """So long that it takes more than a second."""
    paragraph = "ลมหนาวพัดมาจากเหนือ นกบินกลับรังในยามเย็นที่แสงแดดอ่อนลง " * 12
    chapters = {f"{n:02}.md": f"# บทที่ {n}\n\n" + f"{paragraph}\n\n" * 10 for n in range(10)}
    for name, text in chapters.items():
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "book.yaml").write_text(
        f"title: นิยาย\nchapters: [{', '.join(chapters)}]\n", "utf-8"
    )
    return tmp_path


def test_a_terminal_has_one_line_that_fits_and_goes(novel: Path) -> None:
    drawn, rest = _at_a_terminal(str(novel), "-o", str(novel / "out"), "--lang", "th", NO_COLOR="1")
    assert any("จัดหน้า" in line for line in drawn)
    assert all(width(line) < 60 and "\n" not in line for line in drawn)
    assert "\x1b[" not in "".join(drawn)  # no colour
    assert rest.count("\n") == 2  # the two files
    assert "█" not in rest


def test_elsewhere_there_are_lines_and_in_quiet_there_is_nothing(
    novel: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(progress, "SAID_EVERY", 0.05)
    shown = Progress("en")
    shown.begin({"compose": 1})
    for done in range(4):
        shown.tell("compose", done, 4)
        time.sleep(0.06)
    shown.end()
    lines = capsys.readouterr().err.splitlines()
    assert [line.split("  ")[1:3] for line in lines] == [
        ["composing the chapters", f"{done}/4"] for done in (1, 2, 3)
    ]
    words = (str(novel), "-o", str(novel / "out"), "--epub")
    assert run(*words, "-q").stderr == ""
    drawn, rest = _at_a_terminal(*words, "-q")
    assert (drawn, rest) == ([], "")
