"""How long a book takes: an article, 300 and 1200 pages, beside what else sets Thai, in one run.

    python benchmarks/speed.py [--pages 6,300,1200] [--rounds N]

Each side is a fresh process, as a user starts it. Sides take turns, and of each the run with the
median time counts. Ours are built from nothing (no cache, no files), with nothing changed, and
with one word changed in the middle of the book. The others set the same paragraphs in the same
face on the same page; what is not installed is left out. Ratios can be compared between
machines, seconds cannot. The table is Markdown: docs/performance.md has one.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.measuring import PROGRAM, ROOT, Cost, chapters, cost, write_book
from benchmarks.typography import (
    FONT,
    chromium_command,
    document,
    typst_source,
)

PAGES_OF_A_CHAPTER = 6.3
ROUNDS = {6: 7, 300: 3, 1200: 1}  # an article is so short that chance has a larger part in it
FORMATS = {"EPUB": ("--epub",), "PDF": ("--pdf",), "EPUB and PDF": ()}
STATES = ("from nothing", "nothing changed", "one word changed")
BASE = "WeasyPrint, PDF"
WORD = "เปลี่ยน"

Run = Callable[[], Cost]


def main() -> None:
    """Measure and print a table for each length."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", default="6,300,1200")
    parser.add_argument("--rounds", type=int)
    arguments = parser.parse_args()
    print(f"{os.cpu_count()} processors, Python {sys.version.split()[0]}")
    for pages in map(int, arguments.pages.split(",")):
        rounds = arguments.rounds or ROUNDS.get(pages, 3)
        with tempfile.TemporaryDirectory() as name:
            texts = chapters(max(1, round(pages / PAGES_OF_A_CHAPTER)))
            sides = _others(Path(name), texts) | _ours(Path(name), texts)
            costs: dict[str, list[Cost]] = {side: [] for side in sides}
            for _ in range(rounds):
                for side, run in sides.items():
                    costs[side].append(run())
            _print(pages, rounds, {side: _median(found) for side, found in costs.items()})


def _median(costs: list[Cost]) -> Cost:
    return sorted(costs)[len(costs) // 2]


def _print(pages: int, rounds: int, costs: dict[str, Cost]) -> None:
    base = costs.get(BASE, next(iter(costs.values())))
    print(f"\n### {pages} pages (median of {rounds})\n")
    print("| | seconds | ratio | processor | ratio | MB | ratio |")
    print("|---|---|---|---|---|---|---|")
    for side, found in costs.items():
        ratios = [own / other for own, other in zip(found, base, strict=True)]
        print(
            f"| {side} | {found.seconds:.2f} | {ratios[0]:.2f} | {found.processor:.2f} | "
            f"{ratios[1]:.2f} | {found.megabytes:.0f} | {ratios[2]:.2f} |",
            flush=True,
        )


def _ours(folder: Path, texts: list[list[str]]) -> dict[str, Run]:
    """Our runs; those of one format stand on each other: the first leaves the cache and the
    files that the next ones find."""
    sides: dict[str, Run] = {}
    for kind, words in FORMATS.items():
        place = folder / kind.replace(" ", "-")
        book = write_book(place / "book", texts)
        command = [*PROGRAM, str(book), "-q", "-o", str(place / "made"), *words]
        for state in STATES:
            sides[f"{kind}, {state}"] = partial(_build, command, place, state)
    return sides


def _build(command: list[str], place: Path, state: str) -> Cost:
    cache = place / "cache"
    names = sorted((place / "book").glob("*.md"))
    middle = names[len(names) // 2]
    if state == STATES[0]:
        for folder in (cache, place / "made"):
            shutil.rmtree(folder, ignore_errors=True)
    elif state == STATES[2]:
        text = middle.read_text("utf-8")
        at = text.find(" ", len(text) // 2)
        middle.write_text(f"{text[:at]} {WORD}{text[at:]}", "utf-8")
    return cost(command, XDG_CACHE_HOME=str(cache))


def _others(folder: Path, texts: list[list[str]]) -> dict[str, Run]:
    """The same text by those tools that are here."""
    sides: dict[str, Run] = {}
    paragraphs = [part for parts in texts for part in parts]
    page = folder / "page.html"
    page.write_text(document(paragraphs, FONT.as_uri()), "utf-8")
    weasyprint = [sys.executable, "-m", "weasyprint", "-q", str(page), str(folder / "w.pdf")]
    sides[BASE] = partial(cost, weasyprint)
    if find_spec("typst"):
        sides["Typst, PDF"] = partial(cost, _typst(folder, paragraphs))
    if program := shutil.which("chromium") or shutil.which("google-chrome"):
        sides["Chromium, PDF"] = partial(cost, _chromium(program, folder, page))
    if shutil.which("pandoc"):
        sides["pandoc, EPUB"] = partial(cost, _pandoc(folder, texts))
    missing = {"Typst", "Chromium", "pandoc"} - {side.partition(",")[0] for side in sides}
    if missing:
        print(f"not here: {', '.join(sorted(missing))}")
    return sides


def _typst(folder: Path, paragraphs: list[str]) -> list[str]:
    source = folder / "book.typ"
    source.write_text(typst_source(paragraphs), "utf-8")
    code = "import sys, typst; typst.compile(sys.argv[1], sys.argv[2], font_paths=sys.argv[3:])"
    return [sys.executable, "-c", code, str(source), str(folder / "t.pdf"), str(FONT.parent)]


def _chromium(program: str, folder: Path, page: Path) -> list[str]:
    return chromium_command(program, page, folder / "c.pdf")


def _pandoc(folder: Path, texts: list[list[str]]) -> list[str]:
    book = write_book(folder / "pandoc", texts)
    sheet = book / "pandoc.css"
    sheet.write_text("body { font-family: Sarabun }", "utf-8")
    fonts = sorted((ROOT / "fonts" / "Sarabun").glob("*.ttf"))
    return [
        "pandoc", "-o", str(folder / "p.epub"), "-t", "epub3", "--toc", f"--css={sheet}",
        "--metadata=title:หนังสือรวมบทความ", "--metadata=lang:th",
        *(f"--epub-embed-font={font}" for font in fonts), *map(str, sorted(book.glob("*.md"))),
    ]  # fmt: skip


if __name__ == "__main__":
    main()
