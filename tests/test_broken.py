"""Every fault an author can make ends in a clear message, at its file and line.

tests/data/broken/<code>/ holds a manuscript with that fault; expected.txt is what the
program prints. command.txt, where there is one, is what the author typed.
"""

from __future__ import annotations

import ast
import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import DATA, ROOT

from thaibook.messages.catalogue import MESSAGES
from thaibook.messages.lint_catalogue import LINT

FOLDERS = sorted(path for path in (DATA / "broken").iterdir() if path.is_dir())

# Codes that no manuscript can bring about, and the test that shows each.
ELSEWHERE = {
    "text-lost": "test_letters.py",
    "pango-missing": "test_machine.py",
    "package-missing": "test_machine.py",
    "out-of-memory": "test_machine.py",
    "check-skipped": "test_machine.py",
    "file-too-large": "test_manuscript.py",
    "not-accessible": "test_ace.py",
    "note-missing": "test_markup.py",  # lint says it first, by a number
    "reference-missing": "test_markup.py",
    "port-taken": "test_preview.py",
    "other-book": "test_cli.py",
    "epub-broken": "test_phrases.py",
    **dict.fromkeys(
        ("pdf-font", "pdf-sizes", "pdf-no-text", "pdf-coarse", "pdf-off-page"), "test_printed.py"
    ),
    **dict.fromkeys(LINT, "test_lint.py"),  # and one of them in a folder, to the exact words
    "image-too-heavy": "test_images.py",
}
# A command that makes no sense is wrong usage, not a fault of the book.
USAGE = ("unknown-command", "command-later")


def test_every_code_has_a_folder_or_a_test() -> None:
    folders = {path.name for path in FOLDERS}
    assert len(folders) > 25
    assert folders | ELSEWHERE.keys() == MESSAGES.keys()
    for code, name in ELSEWHERE.items():
        assert code in (Path(__file__).parent / name).read_text("utf-8")


def _run(folder: Path, tmp_path: Path, *more: str) -> subprocess.CompletedProcess[str]:
    work = tmp_path / folder.name
    shutil.copytree(folder, work)
    typed = work / "command.txt"
    words = typed.read_text("utf-8").split() if typed.exists() else ["."]
    limit = work / "file-size-limit.txt"
    size = int(limit.read_text("utf-8")) if limit.exists() else resource.RLIM_INFINITY

    def set_limit() -> None:  # a write beyond it fails as one on a full disk does
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))

    return subprocess.run(
        [sys.executable, str(ROOT / "make_book.py"), *words, *more],
        cwd=work,
        env={**os.environ, "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=set_limit,
    )


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_the_message_is_exact(folder: Path, tmp_path: Path) -> None:
    done = _run(folder, tmp_path)
    assert done.stderr == (folder / "expected.txt").read_text("utf-8")
    said = f" {' '.join(done.stderr.split())} "
    failed = any(f" {code} " in said for code in MESSAGES if MESSAGES[code].is_error)
    assert done.returncode == (2 if folder.name in USAGE else int(failed))
    assert folder.name in done.stderr


def test_warnings_fail_when_strict(tmp_path: Path) -> None:
    done = _run(DATA / "broken" / "image-alt", tmp_path, "--strict")
    assert done.returncode == 1
    assert not (tmp_path / "image-alt" / "dist").exists()


def test_an_older_file_survives_a_full_disk(tmp_path: Path) -> None:
    folder = tmp_path / "full"
    shutil.copytree(DATA / "broken" / "disk-full", folder)
    (folder / "dist").mkdir()
    old = folder / "dist" / "disk-full.epub"
    old.write_bytes(b"the book of yesterday")
    done = _run(folder, tmp_path / "again")
    kept = tmp_path / "again" / "full" / "dist"
    assert "disk-full" in done.stderr
    assert [path.read_bytes() for path in kept.iterdir()] == [b"the book of yesterday"]


def test_every_code_stands_in_one_table_of_messages() -> None:
    """A second text for a code would take the place of the first without a word."""
    written = [
        node.value
        for path in (ROOT / "thaibook" / "messages").glob("*.py")
        for table in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(table, ast.Dict)
        for node in table.keys
        if isinstance(node, ast.Constant) and node.value in MESSAGES
    ]
    assert sorted(written) == sorted(MESSAGES)
