"""Books of many chapters: our EPUB beside pandoc's, and how time and memory grow.

Chapters are as long as the article, made of hand-segmented sentences in a new order each
(../shared/data), or of the article's own where those are missing. Prints ratios; both
sides run here and now, each a fresh process. With --pdf, the PDF is built too.
--write FOLDER CHAPTERS only writes such a manuscript.
"""

from __future__ import annotations

import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT.parent / "shared" / "data"
LETTERS = 6500  # of the article
ROUNDS = 7
SIZES = (50, 250, 1000)


def main() -> None:
    """Measure and print the tables."""
    if "--write" in sys.argv[1:]:
        folder, chapters = sys.argv[sys.argv.index("--write") + 1 :]
        _book(Path(folder), int(chapters))
        return
    kinds = ["--epub", "--pdf"] if "--pdf" in sys.argv[1:] else ["--epub"]
    with tempfile.TemporaryDirectory() as name:
        books = {size: _book(Path(name, str(size)), size) for size in SIZES}
        if shutil.which("pandoc"):
            _beside_pandoc(books[SIZES[0]])
        else:
            print("pandoc is not here")
        for kind in kinds:
            print(f"{kind.strip('-'):<20} {'seconds':>8} {'ms a chapter':>14} {'MB':>8}")
            for size, book in books.items():
                seconds, megabytes = _run(_ours(book, kind))
                print(
                    f"{size:<20} {seconds:>8.1f} {1000 * seconds / size:>14.1f} {megabytes:>8.0f}"
                )


def _beside_pandoc(book: Path) -> None:
    sides = {"pandoc": _pandoc(book), "thaibook": _ours(book, "--epub")}
    times: dict[str, list[float]] = {side: [] for side in sides}
    for _ in range(ROUNDS):
        for side, command in sides.items():
            times[side].append(_run(command)[0])
    medians = {side: statistics.median(found) for side, found in times.items()}
    print(f"{SIZES[0]} chapters, EPUB      seconds  of pandoc")
    for side, seconds in medians.items():
        print(f"{side:<20} {seconds:>8.2f} {seconds / medians['pandoc']:>10.2f}")


def _book(folder: Path, size: int) -> Path:
    """A manuscript of `size` chapters."""
    lines = []
    for path in sorted(DATA.glob("*.conllu")):
        text = path.read_text("utf-8").splitlines()
        lines += [line.removeprefix("# text = ") for line in text if line.startswith("# text = ")]
    lines = lines or (ROOT / "book" / "article.md").read_text("utf-8").split("\n")
    pool, chance = [line for line in lines if line and line[0] not in "#<"], random.Random(1)
    folder.mkdir()
    names = [f"{number:04}.md" for number in range(1, size + 1)]
    for number, name in enumerate(names, 1):
        parts, letters = [f"# บทที่ {number}"], 0
        while letters < LETTERS:
            paragraph = " ".join(chance.sample(pool, 5))
            letters += len(paragraph)
            parts.append(paragraph)
            if len(parts) % 5 == 0:
                parts.append(f"## ตอนที่ {len(parts) // 5}")
        (folder / name).write_text("\n\n".join(parts) + "\n", "utf-8")
    settings = f"title: หนังสือรวมบทความ\nslug: many\nchapters: [{', '.join(names)}]\n"
    (folder / "book.yaml").write_text(settings, "utf-8")
    return folder


def _ours(book: Path, kind: str) -> list[str]:
    return [sys.executable, str(ROOT / "make_book.py"), str(book), kind, "-q", "-o", f"{book}/dist"]


def _pandoc(book: Path) -> list[str]:
    fonts = sorted((ROOT / "fonts" / "Sarabun").glob("*.ttf"))
    sheet = book / "pandoc.css"
    sheet.write_text("body { font-family: Sarabun }", "utf-8")
    return [
        "pandoc", "-o", f"{book}/pandoc.epub", "-t", "epub3", "--toc", f"--css={sheet}",
        "--metadata=title:หนังสือรวมบทความ", "--metadata=lang:th",
        *(f"--epub-embed-font={font}" for font in fonts), *map(str, sorted(book.glob("*.md"))),
    ]  # fmt: skip


def _run(command: list[str]) -> tuple[float, float]:
    """Seconds, and the most memory in megabytes."""
    began = time.perf_counter()
    process = subprocess.Popen(command, env={**os.environ})
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command[0]} failed")
    scale = 1 if sys.platform == "darwin" else 1024
    return time.perf_counter() - began, used.ru_maxrss * scale / 1e6


if __name__ == "__main__":
    main()
