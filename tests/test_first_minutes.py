"""What the program prints can be run as it is printed, and no advice leads back to itself."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT, run

from thaibook.build import build
from thaibook.commands.arguments import COMMANDS
from thaibook.messages import BookError
from thaibook.messages.program_name import COMMAND_WORDS

Write = Callable[..., Path]
COMMAND = re.compile(r"`([^`]*(?:make_book\.py|make-book)[^`]*)`")
PYTHON = sys.executable


def _shell(command: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, shell=True, cwd=folder, env={**os.environ, "NO_COLOR": "1", **environment},
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def _printed(said: str) -> str:
    """The one command that a message has between backticks."""
    (command,) = COMMAND.findall(said)
    return str(command)


@pytest.fixture
def ways(tmp_path: Path) -> dict[str, tuple[str, dict[str, str]]]:
    """Ways to begin the program: a command, and what the environment has for it."""
    tools, linked = tmp_path / "tools", tmp_path / "its own"
    tools.mkdir()
    script = f"#!{PYTHON}\nimport sys\nsys.path.insert(0, {str(ROOT)!r})\n"
    script += "from thaibook.commands import run\nrun()\n"
    (tools / "make-book").write_text(script)
    (tools / "make-book").chmod(0o755)
    linked.symlink_to(ROOT)
    (tmp_path / "its python").symlink_to(Path(PYTHON).parent.parent)
    path = f"{tools}:{os.environ['PATH']}"
    python_first = f"{Path(PYTHON).parent}:{os.environ['PATH']}"
    return {
        "place of python": (f"{PYTHON} {ROOT}/make_book.py", {}),
        "python by its name": (f"python {ROOT}/make_book.py", {"PATH": python_first}),
        "a folder with a space": (
            f"'{tmp_path}/its python/bin/python' '{linked}/make_book.py'",
            {},
        ),
        "make-book": ("make-book", {"PATH": path}),
        "place of make-book": (f"{tools}/make-book", {}),
    }


WAYS = ("place of python", "python by its name", "a folder with a space", "make-book",
        "place of make-book")  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_from_nothing_to_a_book_by_what_is_printed(
    way: str, ways: dict[str, tuple[str, dict[str, str]]], tmp_path: Path
) -> None:
    """Each step runs the command that the one before printed, in an empty folder."""
    start, environment = ways[way]
    here = tmp_path / "here"
    here.mkdir()
    nothing = _shell(start, here, **environment)
    assert "book-missing" in nothing.stderr
    made = _shell(_printed(nothing.stderr), here, **environment)
    assert made.returncode == 0, made.stderr
    name, _, command = made.stdout.strip().partition("  ")
    assert (here / name / "book.yaml").is_file()
    if way in ("make-book", "python by its name"):
        assert command.startswith(start.partition("/")[0])
    built = _shell(f"{command} --epub", here, **environment)
    assert built.returncode == 0, built.stderr


def test_the_interpreter_that_runs_is_named(tmp_path: Path) -> None:
    by_name = {"PATH": f"{Path(PYTHON).parent}:{os.environ['PATH']}"}
    said = _shell(f"python3 {ROOT}/make_book.py new a", tmp_path, **by_name).stdout
    assert "python3 /" in said or f"{PYTHON}" in said
    own = _shell(f".venv/bin/python make_book.py new {tmp_path}/b", ROOT).stdout
    assert own == f"{tmp_path}/b  .venv/bin/python make_book.py {tmp_path}/b\n"


@pytest.mark.parametrize("name", ["my book", "check", "-x", "นิยาย", "it's"])
def test_a_folder_of_any_name_is_named_so_that_it_is_found(name: str, tmp_path: Path) -> None:
    made = run("new", "--", name, cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    command = made.stdout.strip().partition("  ")[2]
    built = _shell(f"{command} --epub", tmp_path)
    assert built.returncode == 0, (command, built.stderr)


def test_commands_are_known_to_what_names_folders() -> None:
    assert COMMAND_WORDS == COMMANDS


def test_what_is_there_already_is_answered_with_what_is_free(tmp_path: Path) -> None:
    """book-missing advises `new`; where something is there, `new` has to lead on."""
    (tmp_path / "mybook").mkdir()
    (tmp_path / "mybook" / "notes.txt").write_text("x")
    (tmp_path / "mybook2").touch()
    missing = run("mybook", cwd=tmp_path)
    command = _printed(missing.stderr)
    assert command.endswith(" new mybook3")
    there = run("new", "mybook", cwd=tmp_path)
    assert "already-there" in there.stderr
    assert _printed(there.stderr) == command
    assert _shell(command, tmp_path).returncode == 0
    empty = tmp_path / "empty"
    empty.mkdir()
    (empty / "book.yaml").touch()
    assert _shell(_printed(run(".", cwd=empty).stderr), empty).returncode == 0


def test_a_folder_of_texts_a_typing_error_and_a_bullet(tmp_path: Path) -> None:
    (tmp_path / "บท หนึ่ง.md").write_text("# บท\n\n• ข้อ\n• ข้อ\n", "utf-8")
    single = run(".", cwd=tmp_path)
    commands = COMMAND.findall(single.stderr)
    built = _shell(f"{commands[-1]} --epub", tmp_path)
    assert built.returncode == 0, built.stderr
    clean = COMMAND.findall(built.stderr)
    if clean:  # where the bullet is not made a list by itself
        assert _shell(clean[0], tmp_path).returncode == 0
        assert "- ข้อ" in (tmp_path / "บท หนึ่ง-clean.md").read_text("utf-8")
    wrong = run("chekc", "บท หนึ่ง.md", cwd=tmp_path)
    checked = _shell(_printed(wrong.stderr.replace("`chekc`", "")), tmp_path)
    assert "package-missing" not in checked.stderr
    assert "บท หนึ่ง.md  ok" in checked.stdout


def test_without_packages_the_answer_is_another_python(tmp_path: Path) -> None:
    """package-missing: a Python that lacks them is told the one that has them, with what was
    typed."""
    starter = run("new", "book", cwd=tmp_path)
    assert starter.returncode == 0
    bare = _shell(
        f"{os.path.realpath(PYTHON)} -S {ROOT}/make_book.py --epub -o 'of mine'", tmp_path
    )
    assert "package-missing" in bare.stderr
    command = bare.stderr.splitlines()[1].partition("Run: ")[2]
    built = _shell(command, tmp_path)
    assert built.returncode == 0, (command, built.stderr)
    assert list((tmp_path / "of mine").glob("*.epub"))


def test_make_understands_which_book() -> None:
    for words, ending in (([], "make_book.py"), (["BOOK=my book"], "make_book.py 'my book'")):
        done = subprocess.run(
            ["make", "--no-print-directory", "--dry-run", "book", *words], cwd=ROOT,
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert done.stdout.strip().splitlines()[-1].rstrip().endswith(ending)


PRINT, EBOOK = "978-616-000-000-5", "978-616-000-001-2"


@pytest.mark.parametrize(
    ("yaml", "identifier", "credits"),
    [
        (f"isbn: {PRINT}", "urn:isbn:9786160000005", [f"ISBN{PRINT}"]),
        ("isbn: 9786160000005", "urn:isbn:9786160000005", ["ISBN978-616-00-0000-5"]),
        (f"isbn: ISBN {PRINT}", "urn:isbn:9786160000005", [f"ISBN{PRINT}"]),
        (f"isbn: urn:isbn:{PRINT}", "urn:isbn:9786160000005", [f"ISBN{PRINT}"]),
        (
            f"isbn: {{print: {PRINT}, ebook: {EBOOK}}}", "urn:isbn:9786160000012",
            [f"ISBN (หนังสือเล่ม){PRINT}", f"ISBN (อีบุ๊ก){EBOOK}"],
        ),
        (f"isbn: {{print: {PRINT}}}", "urn:uuid:", [f"ISBN (หนังสือเล่ม){PRINT}"]),
        (f"identifier: urn:x:1\nisbn: {EBOOK}", "urn:x:1", [f"ISBN{EBOOK}", "รหัสหนังสือurn:x:1"]),
        (f"identifier: urn:isbn:9786160000012\nisbn: {EBOOK}", "urn:isbn:9786160000012",
         [f"ISBN{EBOOK}"]),
    ],
)  # fmt: skip
def test_an_isbn_is_a_key(
    yaml: str, identifier: str, credits: list[str], manuscript: Write, tmp_path: Path
) -> None:
    epub = build(manuscript(yaml=yaml), tmp_path / "made", pdf=False, strict=True).files[0]
    with zipfile.ZipFile(epub) as archive:
        package = archive.read("EPUB/content.opf").decode()
        page = archive.read("EPUB/text/credits.xhtml").decode()
    assert re.search(rf"<dc:identifier[^>]*>{re.escape(identifier)}", package)
    told = re.sub(r"<[^>]+>|\s*\n\s*|[\u200b\u2060]", "", page)
    for credit in credits:
        assert credit in told
    assert told.count("ISBN") == sum("ISBN" in credit for credit in credits)


@pytest.mark.parametrize(
    ("yaml", "code"),
    [
        ("isbn: 978-616-000-000-6", "isbn-digit"),
        ("isbn: {print: 978-616-000-000-5, ebook: 978-616-000}", "isbn-length"),
        ("isbn: soon", "wrong-value"),
        ("isbn: [1, 2]", "wrong-value"),
        ("isbn: {epub: 978-616-000-000-5}", "unknown-key"),
    ],
)
def test_an_isbn_that_is_none_is_told_at_its_line(
    yaml: str, code: str, manuscript: Write, tmp_path: Path
) -> None:
    with pytest.raises(BookError) as told:
        build(manuscript(yaml=yaml), tmp_path / "made", pdf=False)
    assert [(each.code, each.line) for each in told.value.problems] == [(code, 3)]
