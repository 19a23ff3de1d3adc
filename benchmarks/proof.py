"""What the proof of the letters costs, of a build of both formats.

    python benchmarks/measuring.py FOLDER 20
    python benchmarks/proof.py FOLDER [--rounds 5]

Builds the book as it is, without the proof of the PDF, and without any proof, in turn, each time
from nothing in a process of its own that has the program loaded already. Prints the medians and
minima of the processor time (with all processes), and how much of the build each proof is. Below
5 % is what the proof of the PDF may take.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from unittest import mock

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from thaibook import build as building
from thaibook import epub_making
from thaibook.model import Printed
from thaibook.pdf import weasyprint70
from thaibook.pdf.weasyprint70 import printed_texts

PAPER: tuple[tuple[object, str, Callable[..., object]], ...] = (
    (weasyprint70, "printed", lambda *_: Printed((), ())),
    (printed_texts.Ink, "note", lambda *_: None),
    (building, "misprinted", lambda *_: []),
)
EPUB: tuple[tuple[object, str, Callable[..., object]], ...] = (
    (epub_making, "lost_letters", lambda *_: []),
)
WAYS = {"as it is": (), "no proof of the PDF": PAPER, "no proof": (*PAPER, *EPUB)}


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("book", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    seconds: dict[str, list[float]] = {way: [] for way in WAYS}
    for number in range(arguments.rounds + 1):
        for way in WAYS if number % 2 else reversed(WAYS):
            took = _seconds(arguments.book, way)
            if number:  # the first fills caches of the system
                seconds[way].append(took)
    for of in (statistics.median, min):
        whole, paper, none = (of(seconds[way]) for way in WAYS)
        print(
            f"{of.__name__:<7} build {whole:.2f} s   "
            f"proof of the PDF {(whole - paper) / whole:.1%}   "
            f"of both {(whole - none) / whole:.1%}"
        )


def _seconds(book: Path, way: str) -> float:
    """The processor time of a build that leaves these parts out."""
    with tempfile.TemporaryDirectory() as folder:
        if not (child := os.fork()):
            os.environ["XDG_CACHE_HOME"] = f"{folder}/cache"
            try:
                for owner, name, instead in WAYS[way]:
                    mock.patch.object(owner, name, instead).start()
                building.build(book, Path(folder) / "out")
                os._exit(0)
            finally:
                os._exit(1)
        _, status, used = os.wait4(child, 0)
    if status:
        raise SystemExit(f"{book} was not built")
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
