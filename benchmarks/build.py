"""How long a build takes, next to plain WeasyPrint on the same HTML, in one run.

Prints ratios: machines differ, but both sides run here and now. Each side is a fresh
process, as a user starts it; sides take turns and the median of each counts.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from thaibook.build import prepare  # noqa: E402
from thaibook.pdf.paper_document import paper, paper_sections  # noqa: E402

ROUNDS = 7


def main() -> None:
    """Measure and print the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plain = _plain_weasyprint(folder)
        cold = _ours(folder, "cold", fresh_cache=True)
        warm = _ours(folder, "warm")
        epub = _ours(folder, "epub", "--epub")
        bare = [sys.executable, "-c", "pass"]
        shown = [sys.executable, str(ROOT / "make_book.py"), "--help"]
        sides: dict[str, Callable[[], float]] = {
            "weasyprint": lambda: _seconds(plain),
            "EPUB + PDF + cover": cold,
            "EPUB + PDF, cover unchanged": warm,
            "EPUB, cover unchanged": epub,
            "--help": lambda: _seconds(shown),
            "python itself": lambda: _seconds(bare),
        }
        warm()
        times: dict[str, list[float]] = {side: [] for side in sides}
        for _ in range(ROUNDS):
            for side, run in sides.items():
                times[side].append(run())
    medians = {side: statistics.median(found) for side, found in times.items()}
    print(f"{'median of ' + str(ROUNDS):<30} {'seconds':>8}  of weasyprint")
    for side, seconds in medians.items():
        print(f"{side:<30} {seconds:>8.3f}  {seconds / medians['weasyprint']:.2f}")


def _plain_weasyprint(folder: Path) -> list[str]:
    """The command `weasyprint` on the HTML that we lay out ourselves."""
    _, book, design, _ = prepare(ROOT / "book")
    text = folder / "text"
    text.mkdir()
    (folder / "styles").symlink_to(ROOT / "styles")
    (folder / "fonts").symlink_to(ROOT / "fonts")
    html = paper(book, design, paper_sections(book, design))
    (text / "paper.html").write_text(html, "utf-8")
    return [
        sys.executable, "-m", "weasyprint", "-q",
        str(text / "paper.html"), str(folder / "plain.pdf"),
    ]  # fmt: skip


def _ours(folder: Path, name: str, *words: str, fresh_cache: bool = False) -> Callable[[], float]:
    command = [sys.executable, str(ROOT / "make_book.py"), str(ROOT / "book"), "-q"]
    command += ["-o", str(folder / name), *words]
    cache = folder / "cache"

    def run() -> float:
        where = tempfile.mkdtemp(dir=folder) if fresh_cache else str(cache)
        return _seconds(command, {**os.environ, "XDG_CACHE_HOME": where})

    return run


def _seconds(command: list[str], environment: dict[str, str] | None = None) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=environment)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
