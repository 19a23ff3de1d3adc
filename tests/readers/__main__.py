"""Prints the reading matrix of docs/readers.md.

python -m tests.readers                   the article, with each kind of break mark
python -m tests.readers FILE.epub ...     any EPUBs
python -m tests.readers --lines FILE.epub also the lines off the page and the words cut
python -m tests.readers --firefox         also in Firefox, where it is
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from thaibook.break_marks import SIGNS
from thaibook.build import build
from thaibook.load.unbroken_words import collect_words

from .book import Opened, open_epub
from .engines import BY_HAND, ENGINES, Reading, read
from .judge import EDGE, Verdict, judge

ROOT = Path(__file__).resolve().parents[2]
HEAD = (
    "Engine", "Marks", "Lines off the page", "Words cut", "Boxes", "Cover", "Contents",
    "Notes", "Search", "Faces of the book",
)  # fmt: skip


def main(names: list[str]) -> None:
    """Print a table of all engines for each file."""
    lines, firefox = "--lines" in names, "--firefox" in names
    files = [(Path(name).stem, Path(name).resolve()) for name in names if name[:2] != "--"]
    words = frozenset[str]()
    with tempfile.TemporaryDirectory() as folder:
        if not files:
            words = collect_words(ROOT / "book", [])
            files = list(profiles(ROOT / "book", Path(folder)))
        print(f"| {' | '.join(HEAD)} |\n{'|---' * len(HEAD)}|")
        for engine in (*ENGINES, *(BY_HAND if firefox else ())):
            for name, path in files:
                book = open_epub(path)
                reading = read(engine, book)
                verdict = judge(book, reading, words)
                print(row(engine, name, book, verdict, reading.cover))
                if lines:
                    print("\n".join(details(reading, verdict)))


def details(reading: Reading, verdict: Verdict) -> Iterator[str]:
    """Each line off the page, and each word cut."""
    for layout in reading.layouts:
        for text, over, *_ in layout.lines:
            if over > EDGE:
                yield f"  {layout.width} px, {layout.percent} %: {over:.0f} px: {text}"
    for before, after in dict.fromkeys(verdict.cut):
        yield f"  {before}|{after}"


def profiles(folder: Path, output: Path) -> Iterator[tuple[str, Path]]:
    """The book in `folder`, built with each kind of break mark."""
    settings = (folder / "book.yaml").read_text("utf-8")
    for name in SIGNS:
        copy = shutil.copytree(folder, output / name)
        (copy / "book.yaml").write_text(f"{settings}\nepub: {{breaks: {name}}}\n", "utf-8")
        yield name, build(copy, output / f"{name}-made", pdf=False).files[0]


def row(engine: str, name: str, book: Opened, verdict: Verdict, cover: bool) -> str:
    """One line of the table."""
    cut = len(verdict.cut)
    cells = (
        engine,
        name,
        f"{verdict.off} of {verdict.lines}",
        f"{cut} of {verdict.ends} ({100 * cut / max(1, verdict.ends):.1f} %)",
        "".join(f"U+{ord(c):04X} " for c in sorted(verdict.boxes)) or "0",
        "yes" if cover else "no",
        f"{verdict.reached} of {len(book.contents)}",
        f"{verdict.noted} of {len(book.notes)}" if book.notes else "none",
        f"{verdict.found} of {len(book.phrases)}",
        f"{100 - verdict.foreign:.1f} %",
    )
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main(sys.argv[1:])
