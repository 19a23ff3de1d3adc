"""Many articles: `batch` with one job and with two, beside one command after another.

    python benchmarks/articles.py [NUMBER]

Prints seconds, processor time and what an article costs; ratios of one run on one machine.
The articles are as long as the sample (six pages), each an EPUB and a PDF.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.measuring import PROGRAM, Cost, chapters, cost

NUMBER = 60
ALONE = 6  # commands one after another are measured on so many, and multiplied


def main() -> None:
    """Measure and print the table."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else NUMBER
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
        shelf = folder / "articles"
        shelf.mkdir()
        for at, parts in enumerate(chapters(number)):
            text = "\n\n".join([f"# บทความที่ {at}", *parts])
            (shelf / f"{at:04}.md").write_text(f"{text}\n", "utf-8")
        several = [
            cost([*PROGRAM, str(path), "-q", "-o", str(folder / "alone")])
            for path in sorted(shelf.iterdir())[:ALONE]
        ]
        share = number / len(several)
        table = {
            "one command after another": Cost(
                share * sum(each.seconds for each in several),
                share * sum(each.processor for each in several),
                max(each.megabytes for each in several),
            )
        }
        for jobs in (1, 2):
            batch = [*PROGRAM, "batch", str(shelf), "-q", "--jobs", str(jobs)]
            table[f"batch --jobs {jobs}"] = cost([*batch, "-o", f"{folder}/by{jobs}"])
        table["batch, nothing changed"] = cost([*batch, "-o", f"{folder}/by2"])
        first = table["one command after another"]
        print(f"\n### {number} articles\n")
        print("| | seconds | ratio | processor | an article, ms | MB |")
        print("|---|---|---|---|---|---|")
        for side, found in table.items():
            print(
                f"| {side} | {found.seconds:.1f} | {found.seconds / first.seconds:.2f} | "
                f"{found.processor:.1f} | {1000 * found.seconds / number:.0f} | "
                f"{found.megabytes:.0f} |"
            )
        one, two = table["batch --jobs 1"].seconds, table["batch --jobs 2"].seconds
        print(f"\ntwo jobs / one job: {two / one:.2f}")


if __name__ == "__main__":
    main()
