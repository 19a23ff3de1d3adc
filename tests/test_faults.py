"""Whatever fails inside the program is told, with a file that can be sent; nothing is half done."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from thaibook import __version__
from thaibook.commands.fault_file import FAULT_FILE
from thaibook.commands.main import main
from thaibook.commands.preview.making import make

Write = Callable[..., Path]
SECRET = "ความลับของผู้เขียน"  # what the manuscript says

# Each stage of each command, by what is called there: (what is typed, what fails).
STAGES = (
    ("build", "thaibook.build.load_manuscript"),
    ("build", "thaibook.load.spine.read_text"),
    ("build", "thaibook.build.exceeded_limits"),
    ("build", "thaibook.build.load_design"),
    ("build", "thaibook.build.compose_sections"),
    ("build", "markdown.Markdown.convert"),
    ("build", "nh3.clean"),
    ("build", "thaibook.lint.linting.read_markdown"),
    ("build", "thaibook.build.join_sections"),
    ("build", "thaibook.build.missing_glyphs"),
    ("build", "thaibook.build.other_book"),
    ("build", "thaibook.build.lay_out"),
    ("build", "weasyprint.document.Document._render"),
    ("build", "thaibook.build.EpubMaking.finish"),
    ("build", "thaibook.build.EpubMaking.result"),
    ("build", "thaibook.build.write_pdf"),
    ("build", "thaibook.build.misprinted"),
    ("build", "thaibook.storage.cache.kept"),
    ("build", "thaibook.build.keep"),
    ("build", "thaibook.build.write_files"),
    ("build", "os.replace"),
    ("build", "thaibook.commands.printer.Printer.problems"),
    ("build", "thaibook.commands.arguments.parser"),
    ("build --fetch-cover", "thaibook.commands.cover_fetch.fetch_cover"),
    ("check", "thaibook.commands.run_check.prepare"),
    ("check a.epub", "thaibook.commands.run_check.check_file"),
    ("new n", "thaibook.commands.run_new.new_book"),
    ("clean a.md -o o.md", "thaibook.commands.run_clean.clean"),
)  # fmt: skip


class OurBugError(Exception):
    pass


class PanicError(BaseException):
    """As a panic of Rust, which is no Exception."""


@pytest.mark.parametrize(("typed", "fails"), STAGES)
def test_a_fault_at_any_stage_is_told_and_kept(
    typed: str, fails: str, manuscript: Write, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    folder = manuscript(f"# {SECRET}\n\n{SECRET}\n")
    monkeypatch.chdir(folder)
    Path("a.epub").write_bytes(b"")
    before = sorted(os.listdir())

    def fail(*_: Any, **__: Any) -> Any:
        raise (PanicError if fails == "nh3.clean" else OurBugError)(SECRET)

    with monkeypatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder.parent / "cache"))
        patch.setattr(fails, fail)
        command, *words = typed.split()
        words += ["."] if typed in ("build", "check", "build --fetch-cover") else []
        assert main([command, "--lang", "en", *words]) == 70
    said = capsys.readouterr()
    assert "Traceback" not in said.out + said.err
    assert "program-fault" in said.err
    if "os.replace" in fails:  # not even the file about it can be put into its place
        assert "program-fault-unsaved" in said.err
        return
    assert FAULT_FILE in said.err
    text = Path(FAULT_FILE).read_text("utf-8")
    assert SECRET not in text + said.err
    run = "none" if fails.endswith("parser") else command
    for told in (f"version: {__version__}\n", "system: ", ".fail\n", f"command: {run} --lang"):
        assert told in text
    assert str(Path.home()) not in text.replace(sys.prefix, "")
    left = sorted(name for name in os.listdir() if name != FAULT_FILE)
    assert [name for name in left if name != "dist"] == before
    made = os.listdir("dist") if Path("dist").exists() else []
    assert len(made) == (2 if fails.endswith("Printer.problems") else 0)  # both, or none


def test_a_fault_in_thai_and_where_nothing_can_be_written(
    manuscript: Write, monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    def fail(*_: Any, **__: Any) -> Any:
        raise RecursionError

    monkeypatch.chdir(manuscript())
    monkeypatch.setattr("thaibook.build.compose_sections", fail)
    Path(FAULT_FILE).write_text("ของผู้เขียน", "utf-8")  # the author's own file of that name
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    assert main([".", "--lang", "th"]) == 70
    assert f"temporary/{FAULT_FILE}" in capsys.readouterr().err
    assert Path(FAULT_FILE).read_text("utf-8") == "ของผู้เขียน"
    (tmp_path / "temporary" / FAULT_FILE).unlink()
    (tmp_path / "temporary" / FAULT_FILE).mkdir()
    assert main([".", "--lang", "th"]) == 70
    said = capsys.readouterr().err
    assert "program-fault-unsaved โปรแกรมขัดข้อง" in said
    assert "RecursionError" in said


@pytest.mark.parametrize(
    ("number", "code"), [("EMFILE", "too-many-open"), ("ENOMEM", "out-of-memory"),
                         ("ENOSPC", "disk-full")]
)  # fmt: skip
def test_what_the_system_refuses_is_no_fault_of_the_program(
    number: str, code: str, manuscript: Write, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    import errno

    def fail(*_: Any, **__: Any) -> Any:
        raise OSError(getattr(errno, number), "")

    monkeypatch.setattr("thaibook.build.compose_sections", fail)
    assert main([str(manuscript()), "--lang", "en"]) == 1
    assert capsys.readouterr().err.startswith(code)


def test_a_fault_while_the_preview_builds_is_shown_on_its_page(
    manuscript: Write, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(*_: Any, **__: Any) -> Any:
        raise PanicError(SECRET)

    monkeypatch.chdir(manuscript())
    monkeypatch.setattr("thaibook.build.compose_sections", fail)
    outcome = make(Path(), tmp_path)
    assert [each.code for each in outcome.problems] == ["program-fault"]
    assert "command: preview" in Path(FAULT_FILE).read_text("utf-8")
