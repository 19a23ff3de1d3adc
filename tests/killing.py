"""Builds that are killed at any moment, and disks that fill: `python -m tests.killing 200 50`.

Each build is of one of two texts, by turns, into a folder with the files of the other. Afterwards
the folder holds the old pair or the new one, nothing else, and soon no process is left, nor what
it had among temporary files.
"""

from __future__ import annotations

import hashlib
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PARAGRAPH = "สวัสดีชาวโลก กำลังทำน้ำแข็งอยู่ที่เชียงใหม่ " * 12
SECONDS = 2  # after which no process may be left
SIGNALS = (signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGINT)


class Trial:
    """A book, its output, and what the two pairs of its files are."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self.folder, self.chance = folder, chance
        self.book, self.output = folder / "book", folder / "out"
        self.book.mkdir()
        (self.book / "book.yaml").write_text(
            "title: ก\nmodified: 2020-01-01\nchapters: [a.md]\n", "utf-8"
        )
        self.temporary = folder / "temporary"
        self.temporary.mkdir()
        self.environment = os.environ | {
            "TMPDIR": str(self.temporary), "SOURCE_DATE_EPOCH": "1538352000", "LANG": "C.UTF-8",
        }  # fmt: skip
        self.pairs: list[dict[str, str]] = []
        self.seconds = 0.0
        for text in ("ก", "ข"):
            begun = time.monotonic()
            self.begin(text).wait()
            self.seconds = time.monotonic() - begun
            self.pairs.append(self.found())
        assert self.pairs[0] != self.pairs[1]
        assert all(len(pair) == 2 for pair in self.pairs)

    def begin(self, text: str, largest: int = 0) -> subprocess.Popen[bytes]:
        """Begin to build; largest: bytes of a file, beyond which the disk is full."""
        (self.book / "a.md").write_text(f"# {text}\n\n" + f"{text} {PARAGRAPH}\n\n" * 60, "utf-8")
        cache = self.folder / f"cache-{self.chance.random()}"  # all is made again
        words = [
            sys.executable,
            str(ROOT / "make_book.py"),
            str(self.book),
            "-q",
            "-o",
            str(self.output),
        ]

        def limit() -> None:
            if largest:
                resource.setrlimit(resource.RLIMIT_FSIZE, (largest, resource.RLIM_INFINITY))

        return subprocess.Popen(
            words, env=self.environment | {"XDG_CACHE_HOME": str(cache)}, preexec_fn=limit,
            start_new_session=True, stderr=subprocess.DEVNULL, cwd=self.folder,
        )  # fmt: skip

    def found(self) -> dict[str, str]:
        """The files in the output, by name and digest."""
        return {
            path.name: hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(self.output.iterdir())
        }

    def judge(self, number: int, what: str) -> int:
        """1 where something is not as it should be, which is said."""
        found = self.found()
        wrong = []
        if found not in self.pairs:
            wrong.append(f"a mixed pair or leftovers: {sorted(found)}")
        if left := orphans(self.book):
            wrong.append(f"orphans: {left}")
        if left := [path.name for path in self.temporary.iterdir()]:
            wrong.append(f"temporary files: {left}")
            for name in left:
                shutil.rmtree(self.temporary / name)
        if wrong:
            print(f"{number} {what}: {'; '.join(wrong)}", flush=True)
        return int(bool(wrong))


def orphans(book: Path) -> list[str]:
    """Processes that work on this book still, two seconds later, and what they do."""
    for _ in range(10 * SECONDS):
        left = []
        for path in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                if str(book).encode() in path.read_bytes():
                    state = (path.parent / "status").read_text().split("State:")[1].split()[0]
                    left.append(f"{path.parent.name} {state}")
            except OSError:
                continue
        if not left:
            return []
        time.sleep(0.1)
    return left


def main() -> int:
    """Kill and fill; the exit status."""
    killed, full = (int(word) for word in (*sys.argv[1:], "200", "50")[:2])
    chance = random.Random(20)
    bad = ended = 0
    with tempfile.TemporaryDirectory() as folder:
        trial = Trial(Path(folder), chance)
        for number in range(killed):
            process = trial.begin("กข"[number % 2])
            try:
                process.wait(chance.uniform(0, 1.1) * trial.seconds)
            except subprocess.TimeoutExpired:
                ended += 1
                process.send_signal(chance.choice(SIGNALS))
                process.wait()
            bad += trial.judge(number, "killed")
        for number in range(full):
            largest = chance.choice((0, 1 << 10, 20_000, 50_000, 100_000, 200_000))
            trial.begin("กข"[number % 2], largest).wait()
            bad += trial.judge(number, "full")
    print(
        f"{killed} builds, {ended} of them ended before their time, {full} full disks: {bad} wrong"
    )
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
