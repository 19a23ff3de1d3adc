"""What files for printers cost: 300 pages as a PDF alone, and with a profile, in turns.

    python benchmarks/press.py [--pages 300] [--rounds 3] [--profiles thai-offset,ingram,booklet]

Each side is a fresh process with an empty cache. Of each the run with the median time counts; the
goal is at most 1.5 times the plain PDF (with one profile).
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.measuring import PROGRAM, Cost, chapters, cost, write_book

PAGES_OF_A_CHAPTER = 6.3


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--profiles", default="thai-offset,ingram,kdp,booklet")
    arguments = parser.parse_args()
    names = arguments.profiles.split(",")
    sides: dict[str, list[Cost]] = {side: [] for side in ("", *names)}
    with tempfile.TemporaryDirectory() as folder:
        book = write_book(
            Path(folder, "book"), chapters(round(arguments.pages / PAGES_OF_A_CHAPTER))
        )
        for _ in range(arguments.rounds):
            for name, costs in sides.items():
                costs.append(_built(Path(folder), book, name))
    plain = statistics.median(each.seconds for each in sides[""])
    plain_work = statistics.median(each.processor for each in sides[""])
    print("| profile | seconds | of the plain PDF | processor seconds | of the plain PDF |")
    print("|---|---|---|---|---|")
    for name, costs in sides.items():
        seconds = statistics.median(each.seconds for each in costs)
        work = statistics.median(each.processor for each in costs)
        shares = f"{seconds / plain:.2f} | {work:.1f} | {work / plain_work:.2f}"
        print(f"| {name or 'none'} | {seconds:.1f} | {shares} |")


def _built(folder: Path, book: Path, name: str) -> Cost:
    for place in ("out", "cache"):
        shutil.rmtree(folder / place, ignore_errors=True)
    words = [*PROGRAM, str(book), "-o", str(folder / "out"), "--pdf", "-q"]
    words += ["--profile", name] if name else []
    return cost(words, XDG_CACHE_HOME=str(folder / "cache"))


if __name__ == "__main__":
    main()
