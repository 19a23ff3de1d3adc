"""What the benchmarks of speed share: books of any length, and the cost of a command.

    python benchmarks/measuring.py FOLDER CHAPTERS

writes such a book.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = [sys.executable, str(ROOT / "make_book.py")]
DATA = ROOT.parent / "shared" / "data"
ARTICLE = ROOT / "book" / "article.md"
LETTERS = 6500  # of a chapter: as many as the article has, six pages of A5


class Cost(NamedTuple):
    """What a command took: seconds by the clock and of the processors, with all its processes;
    the megabytes of the largest of these."""

    seconds: float
    processor: float
    megabytes: float


def cost(command: list[str], **environment: str) -> Cost:
    """Run the command in a process of its own. Raises SystemExit where it fails."""
    began = time.perf_counter()
    process = subprocess.Popen(
        command,
        # Set, a tree without compiled modules would compile all of them each time.
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "", **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    assert process.stderr
    said = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command[:3]} failed:\n{said.decode(errors='replace')[-2000:]}")
    unit = 1 if sys.platform == "darwin" else 1024
    seconds = time.perf_counter() - began
    return Cost(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss * unit / 1e6)


def sentences() -> list[str]:
    """Hand-segmented sentences (../shared/data), or the article's own where those are missing."""
    lines = []
    for path in sorted(DATA.glob("*.conllu")):
        text = path.read_text("utf-8").splitlines()
        lines += [line.removeprefix("# text = ") for line in text if line.startswith("# text = ")]
    lines = lines or ARTICLE.read_text("utf-8").split("\n")
    return [line for line in lines if line and line[0] not in "#<"]


def chapters(number: int, seed: int = 1) -> list[list[str]]:
    """So many chapters, each a list of paragraphs, in which the same sentences stand in a new
    order each time."""
    pool, chance, made = sentences(), random.Random(seed), []
    for _ in range(number):
        parts: list[str] = []
        while sum(map(len, parts)) < LETTERS:
            parts.append(" ".join(chance.sample(pool, 5)))
        made.append(parts)
    return made


def write_book(folder: Path, texts: list[list[str]]) -> Path:
    """A manuscript of these chapters."""
    folder.mkdir(parents=True)
    names = [f"{number:04}.md" for number in range(1, len(texts) + 1)]
    for number, (name, parts) in enumerate(zip(names, texts, strict=True), 1):
        lines = [f"# บทที่ {number}"]
        for at, part in enumerate(parts):
            if at and at % 4 == 0:
                lines.append(f"## ตอนที่ {at // 4}")
            lines.append(part)
        (folder / name).write_text("\n\n".join(lines) + "\n", "utf-8")
    settings = "title: หนังสือรวมบทความ\nslug: book\nmodified: 2026-01-01\n"
    (folder / "book.yaml").write_text(f"{settings}chapters: [{', '.join(names)}]\n", "utf-8")
    return folder


if __name__ == "__main__":
    write_book(Path(sys.argv[1]), chapters(int(sys.argv[2])))
