"""Every fault an author can make ends in a clear message, at its file and line.

tests/data/broken/<code>/ holds a manuscript with that fault; expected.txt is what the
program prints. command.txt, where there is one, is what the author typed.
"""

from __future__ import annotations

import ast
import re
import shutil
import sys
from pathlib import Path

import pytest
from conftest import DATA, ROOT, Run, run_job, told
from program import Job

from thaibook.messages.catalogue import MESSAGES

FOLDERS = sorted(path for path in (DATA / "broken").iterdir() if path.is_dir())

# A command that makes no sense is wrong usage, not a fault of the book.
USAGE = ("unknown-command", "command-later")

PROGRAM = f"{sys.executable} {ROOT / 'make_book.py'}"  # from another folder than its own


class Asserted(ast.NodeVisitor):
    """The words of all strings that the tests of a module assert.

    A string counts in an `assert` (but not what is asserted to be absent), in the `match` of
    pytest.raises, in the parameters of a test, and in a table that a test names. What stands in
    a comment, in a docstring or in a table that nothing uses does not count.
    """

    def __init__(self, source: str) -> None:
        self.words: set[str] = set()
        tree = ast.parse(source)
        tables = {
            target.id: statement.value
            for statement in tree.body
            if isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value
            for target in ast.walk(statement)
            if isinstance(target, ast.Name) and isinstance(target.ctx, ast.Store)
        }
        for test in tree.body:
            if isinstance(test, ast.FunctionDef) and test.name.startswith("test_"):
                self.visit(test)
                used = {node.id for node in ast.walk(test) if isinstance(node, ast.Name)}
                for name in used & tables.keys():
                    self.take(tables[name])

    def take(self, node: ast.AST) -> None:
        """Take the words of all strings in `node`, but for what is said not to be."""
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            return
        if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.NotIn | ast.NotEq):
            return
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            self.words |= set(re.findall(r"[\w-]+", node.value))
        for child in ast.iter_child_nodes(node):
            self.take(child)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        for decorator in node.decorator_list:
            self.take(decorator)
        self.generic_visit(node)

    def visit_Assert(self, node: ast.Assert) -> None:
        self.take(node.test)

    def visit_keyword(self, node: ast.keyword) -> None:
        if node.arg == "match":
            self.take(node.value)


def test_every_code_is_raised_in_a_folder_or_in_a_test() -> None:
    folders = {path.name for path in FOLDERS}
    assert len(folders) > 25
    assert folders <= MESSAGES.keys()
    words: set[str] = set()
    for path in Path(__file__).parent.glob("test_*.py"):
        words |= Asserted(path.read_text("utf-8")).words
    assert MESSAGES.keys() - folders - words == set()


def test_only_what_is_asserted_counts() -> None:
    asserted = """
def test_one(done):
    assert "a-1" in done.stderr
    assert places(done) == [("a-2", 3)]
    with pytest.raises(BookError, match="a-3"):
        pass
@pytest.mark.parametrize("code", ["a-4"])
def test_two(code): assert code in TABLE
TABLE = {"x": ("a-5 a.md:3", 1)}
"""
    other = """
'b-1'
UNUSED = {"b-2"}  # b-3
def test_one(done):
    'b-4'
    found = "b-5"
    assert "b-6" not in done.stderr
    assert not ("b-7" in done.stderr)
def helper(): assert "b-8"
"""
    assert {"a-1", "a-2", "a-3", "a-4", "a-5"} <= Asserted(asserted).words
    assert {word for word in Asserted(other).words if word.startswith("b")} == set()


def _run(folder: Path, tmp_path: Path, *more: str) -> Run:
    work = tmp_path / folder.name
    shutil.copytree(folder, work)
    typed = work / "command.txt"
    words = typed.read_text("utf-8").split() if typed.exists() else ["."]
    job: Job = {"words": [*words, *more], "cwd": str(work)}
    limit = work / "file-size-limit.txt"
    if limit.exists():
        job["largest_file"] = int(limit.read_text("utf-8"))
    return run_job(job, NO_COLOR="1")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_the_message_is_exact(folder: Path, tmp_path: Path) -> None:
    done = _run(folder, tmp_path)
    expected = (folder / "expected.txt").read_text("utf-8")
    assert told(done.stderr) == expected.replace("{program}", PROGRAM)
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
