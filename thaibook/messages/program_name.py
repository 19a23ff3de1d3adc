"""How the program is called again, so that a command can be copied from a message to the shell.

Enters: how this process was begun, and the folder where the person stands. Leaves: words of a
shell command.
"""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from itertools import count
from pathlib import Path

from thaibook.messages.typed_paths import path_as_typed

CHECKOUT = Path(__file__).parents[2]
COMMAND_WORDS = ("build", "new", "clean", "check", "preview", "batch", "fonts")
START = "from thaibook.commands import run; run()"


def interpreter() -> str:
    """The Python that runs: `python3` where the shell finds the same by that name, else its
    place. Another Python may lack the packages."""
    return _runnable(sys.executable or "python3")


def program() -> str:
    """The program: `make-book`, or Python and the script that was begun."""
    begun = sys.argv[0]
    if begun.endswith(".py"):
        return f"{interpreter()} {shlex.quote(path_as_typed(begun))}"
    if Path(begun).name.startswith("make-book"):
        return _runnable(begun)
    script = CHECKOUT / "make_book.py"
    if script.is_file():
        return f"{interpreter()} {shlex.quote(path_as_typed(script))}"
    return f"{interpreter()} -c {shlex.quote(START)}"


def _runnable(path: str) -> str:
    """A program as the shell takes it: its name where the shell finds this one by it."""
    name = os.path.basename(path)
    by_name = shutil.which(name)
    if by_name and os.path.abspath(by_name) == os.path.abspath(path):
        return shlex.quote(name)
    typed = path_as_typed(path)
    return shlex.quote(typed if "/" in typed or os.sep != "/" else f"./{typed}")


def file_argument(path: Path | str) -> str:
    """A path as a word of a command that cannot be taken for an option or a command."""
    typed = path_as_typed(path)
    return shlex.quote(f"./{typed}" if typed.startswith("-") or typed in COMMAND_WORDS else typed)


def free_folder() -> str:
    """A name for a new book that nothing here has yet."""
    names = (f"mybook{number if number > 1 else ''}" for number in count(1))
    return next(name for name in names if not os.path.lexists(name))


def installing() -> str:
    """The command that installs the packages, and the one that runs the program with them: where
    there is an environment already, it is another Python that was called."""
    if not (CHECKOUT / "Makefile").is_file():
        return f"{interpreter()} -m pip install --force-reinstall thaibook"
    own = CHECKOUT / ".venv" / "bin" / "python"
    words = [path_as_typed(sys.argv[0]), *sys.argv[1:]]
    again = f"{_runnable(str(own))} {shlex.join(words)}"
    if os.path.abspath(own) == os.path.abspath(sys.executable):
        lock = shlex.quote(path_as_typed(CHECKOUT / "requirements.lock"))
        return f"{interpreter()} -m pip install --require-hashes -r {lock}"
    if own.exists():
        return again
    return f"make -C {shlex.quote(path_as_typed(CHECKOUT))} setup && {again}"


def installing_cluster() -> str:
    """The command that installs what clusters and addresses need."""
    lock = CHECKOUT / "requirements-cluster.lock"
    if lock.is_file():
        where = f"--require-hashes -r {shlex.quote(path_as_typed(lock))}"
    else:
        where = "'thaibook[cluster]'"
    return f"{interpreter()} -m pip install {where}"
