"""Prints the reading matrix of docs/readers.md.

python -m tests.readers                   the article, with each kind of break mark
python -m tests.readers FILE.epub ...     any EPUBs
python -m tests.readers --lines FILE.epub also the lines off the page and the words cut
python -m tests.readers --engine Firefox  in this engine (may be said again), one of those of
                                          engines.py; without it in those of `make test`
python -m tests.readers --justify         as a reader shows it that justifies whatever a book says
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from thaibook.break_marks import SIGNS
from thaibook.build import build
from thaibook.load.unbroken_words import collect_words

from .book import KIND_NAMES, Opened, open_epub
from .engines import BY_HAND, ENGINES, Reading, read
from .judge import EDGE, Verdict, judge

ROOT = Path(__file__).resolve().parents[2]
HEAD = (
    "Engine", "Book", *(f"cut: {name}" for name in KIND_NAMES[:-1]), "Off at 100 %", "Off at 200 %",
    "Search", "Widest space", "Boxes", "Contents", "Notes", "XHTML", "Opens in",
)  # fmt: skip
# What readers that justify whatever a book says add to it: Foliate, Readium.
JUSTIFYING = "p, li, blockquote, dd { text-align: justify !important }"


def main(typed: list[str]) -> None:
    """Print a table of the engines for each file."""
    asked = _arguments(typed)
    with tempfile.TemporaryDirectory() as folder:
        files = [(path.stem, path.resolve()) for path in asked.files]
        words = frozenset[str]()
        if not files:
            words = collect_words(ROOT / "book", [])
            files = list(profiles(ROOT / "book", Path(folder)))
        print(f"| {' | '.join(HEAD)} |\n{'|---' * len(HEAD)}|")
        for name, path in files:
            book = open_epub(path)
            for engine in asked.engine or ENGINES:
                reading = read(engine, book, css=JUSTIFYING if asked.justify else "")
                verdict = judge(book, reading, words)
                print(row(engine, name, book, reading, verdict), flush=True)
                if asked.lines:
                    print("\n".join(details(reading, verdict)), flush=True)


def _arguments(typed: list[str]) -> argparse.Namespace:
    shape = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=shape)
    parser.add_argument("files", type=Path, nargs="*")
    parser.add_argument("--engine", action="append", choices=[*ENGINES, *BY_HAND])
    parser.add_argument("--justify", action="store_true")
    parser.add_argument("--lines", action="store_true")
    return parser.parse_intermixed_args(typed)


def details(reading: Reading, verdict: Verdict) -> Iterator[str]:
    """Each line off the page, and each word cut."""
    for layout in reading.layouts:
        for text, over, *_ in layout.lines:
            if over > EDGE:
                yield f"  {layout.width} px, {layout.percent} %: {over:.0f} px: {text}"
    for before, after in dict.fromkeys(verdict.cut):
        yield f"  {before}|{after}"


def profiles(
    folder: Path, output: Path, names: Iterable[str] = tuple(SIGNS)
) -> Iterator[tuple[str, Path]]:
    """The book in `folder`, built with each kind of break mark, or with those of `names`."""
    settings = (folder / "book.yaml").read_text("utf-8")
    for name in names:
        copy = shutil.copytree(folder, output / name)
        (copy / "book.yaml").write_text(f"{settings}\nepub: {{breaks: {name}}}\n", "utf-8")
        yield name, build(copy, output / f"{name}-made", pdf=False).files[0]


def row(engine: str, name: str, book: Opened, reading: Reading, verdict: Verdict) -> str:
    """One line of the table."""
    kinds = (verdict.kinds.get(kind) for kind in KIND_NAMES[:-1])
    cells = (
        engine,
        name,
        *(_percent(kind.cut, kind.ends) if kind and kind.ends else "–" for kind in kinds),
        *(_off(reading, percent) for percent in (100, 200)),
        f"{verdict.found} of {len(book.phrases)}",
        f"{verdict.widest:.1f} em; over 1 em: {verdict.wide:.1f} %" if verdict.widest else "–",
        "".join(f"U+{ord(c):04X} " for c in sorted(verdict.boxes)) or "0",
        f"{verdict.reached} of {len(book.contents)}" if reading.contents else "–",
        f"{verdict.noted} of {len(book.notes)}" if reading.notes else "–",
        _size(book),
        f"{reading.seconds:.2f} s",
    )
    return f"| {' | '.join(cells)} |"


def _percent(part: int, whole: int) -> str:
    return f"{part} of {whole} ({100 * part / whole:.1f} %)"


def _size(book: Opened) -> str:
    """Of all texts, and of the largest one."""
    with zipfile.ZipFile(book.path) as archive:
        sizes = [archive.getinfo(name).file_size for name in book.documents]
    return f"{sum(sizes) / 1000:.0f} KB, at most {max(sizes) / 1000:.0f}"


def _off(reading: Reading, percent: int) -> str:
    """How many lines of the layouts of that size run off the page."""
    lines = [
        line for layout in reading.layouts if layout.percent == percent for line in layout.lines
    ]
    return f"{sum(over > EDGE for _, over, *_ in lines)} of {len(lines)}"


if __name__ == "__main__":
    main(sys.argv[1:])
