"""What files for printers cost: 300 pages as a PDF alone, and with a profile, in turns.

    python benchmarks/press.py [--pages 300] [--rounds 3] [--profiles thai-offset,ingram,booklet]
                               [--book FOLDER]

Each side is a fresh process with an empty cache. Of each the run with the median time counts; the
goal is at most 1.5 times the plain PDF (with one profile). The last side is the plain PDF without
its structure: the plain one may take 1.15 times its time, and 1.4 times its size. --book measures a
book of one's own, such as one full of what can be seen through.
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
UNTAGGED = "untagged"
# The same program, whose pages are drawn without a plan of their structure.
WITHOUT_STRUCTURE = """
import sys
from thaibook.commands.main import main
from thaibook.pdf import standard, weasyprint70

class NoPlan:
    def __init__(self, document): pass
    def tree(self): return None

drawn_pages = weasyprint70.drawn_pages
weasyprint70.Plan = NoPlan
weasyprint70.drawn_pages = lambda *document, **named: drawn_pages(*document[:3], **named)
standard.for_everyone = lambda: standard.PdfStandard(tagged=False)
sys.exit(main(sys.argv[1:]))
"""


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--profiles", default="thai-offset,ingram,kdp,booklet")
    parser.add_argument("--book", type=Path)
    arguments = parser.parse_args()
    names = [*filter(None, arguments.profiles.split(",")), UNTAGGED]
    sides: dict[str, list[Cost]] = {side: [] for side in ("", *names)}
    sizes: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as folder:
        book = arguments.book or write_book(
            Path(folder, "book"), chapters(round(arguments.pages / PAGES_OF_A_CHAPTER))
        )
        for _ in range(arguments.rounds):
            for name, costs in sides.items():
                costs.append(_built(Path(folder), book, name))
                (plain_pdf,) = (
                    p for p in Path(folder, "out").glob("*.pdf") if p.stem.count(".") == 0
                )
                sizes[name] = plain_pdf.stat().st_size
    plain = statistics.median(each.seconds for each in sides[""])
    plain_work = statistics.median(each.processor for each in sides[""])
    print("| profile | seconds | of the plain PDF | processor seconds | of the plain PDF |")
    print("|---|---|---|---|---|")
    for name, costs in sides.items():
        seconds = statistics.median(each.seconds for each in costs)
        work = statistics.median(each.processor for each in costs)
        shares = f"{seconds / plain:.2f} | {work:.1f} | {work / plain_work:.2f}"
        print(f"| {name or 'none'} | {seconds:.1f} | {shares} |")
    size, untagged = sizes[""], sizes[UNTAGGED]
    print(f"size: {size} bytes tagged, {untagged} untagged: {size / untagged:.2f}")


def _built(folder: Path, book: Path, name: str) -> Cost:
    for place in ("out", "cache"):
        shutil.rmtree(folder / place, ignore_errors=True)
    program = [sys.executable, "-c", WITHOUT_STRUCTURE] if name == UNTAGGED else PROGRAM
    words = [*program, str(book), "-o", str(folder / "out"), "--pdf", "-q"]
    words += ["--profile", name] if name not in ("", UNTAGGED) else []
    return cost(words, XDG_CACHE_HOME=str(folder / "cache"))


if __name__ == "__main__":
    main()
