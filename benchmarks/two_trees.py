"""Two versions of this program beside each other, in one run.

    python benchmarks/measuring.py many 50
    python benchmarks/two_trees.py OLD NEW many [--rounds 15] [--kept] [-- words for make_book.py]

OLD and NEW are working copies (`git worktree add ../old main` makes one), `many` the book to
build, here one of 50 chapters. The words are `--epub` where none are given; `--` alone builds
both formats, `-- --help` measures the start.

The two take turns, each time a fresh process with an empty cache; with --kept, what the run
before has kept is there.
Prints the medians and minima of the time that passed and of the processor time (all processes,
user and system), the most memory of one process, and their ratios: only these mean anything on
another machine, and the minima disturb least where others work on it.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple


class Run(NamedTuple):
    """What one run took: seconds that passed, seconds of processors, megabytes."""

    wall: float
    processor: float
    memory: float


def main() -> None:
    """Measure and print the table."""
    arguments, words = _arguments()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        runs: dict[str, list[Run]] = {"old": [], "new": []}
        for number in range(arguments.rounds + 1):
            for side in runs if number % 2 else reversed(runs):
                tree = arguments.old if side == "old" else arguments.new
                run = _run(tree.resolve(), folder / side, [str(arguments.book), *words])
                if number:  # the first compiles modules, and fills caches
                    runs[side].append(run)
                if not arguments.kept:
                    shutil.rmtree(folder / side / "cache", ignore_errors=True)
    print(f"{'':<20} {'old':>8} {'new':>8} {'new/old':>8}")
    for name in Run._fields:
        for of in (statistics.median, min):
            old, new = (of(getattr(run, name) for run in runs[side]) for side in ("old", "new"))
            print(f"{f'{name}, {of.__name__}':<20} {old:>8.3f} {new:>8.3f} {new / old:>8.2f}")


def _arguments() -> tuple[argparse.Namespace, list[str]]:
    typed = sys.argv[1:]
    end = typed.index("--") if "--" in typed else len(typed)
    shape = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=shape)
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    parser.add_argument("book", type=Path)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--kept", action="store_true")
    return parser.parse_args(typed[:end]), typed[end + 1 :] if "--" in typed else ["--epub"]


def _run(tree: Path, folder: Path, words: list[str]) -> Run:
    """Run make_book.py of the tree with the words, and leave its files and cache in the folder."""
    command = [sys.executable, str(tree / "make_book.py"), *words, "-q", "-o", str(folder)]
    environment = {**os.environ, "XDG_CACHE_HOME": f"{folder}/cache"}
    # Set, a tree without compiled modules would compile all of them each time.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    began = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed")
    scale = 1 if sys.platform == "darwin" else 1024
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss * scale / 1e6)


if __name__ == "__main__":
    main()
