"""Learn thaibook/break_marks/data/uncut-th.txt: the words that no engine would cut.

    python benchmarks/learn_uncut.py

An engine with a dictionary of its own ends lines inside words that we hold to be one. Each word
of thaibook/thai/data/words-th.txt is shown to Chromium (ICU), to Firefox (ICU4X) and to libthai,
alone between two marks, as it stands in a book; those in which none of them ends a line are
kept. Needs Chromium, Firefox, libthai, and `npm ci` in tests/js.
"""

from __future__ import annotations

import ctypes
import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORDS = ROOT / "thaibook" / "thai" / "data" / "words-th.txt"
UNCUT = ROOT / "thaibook" / "break_marks" / "data" / "uncut-th.txt"
CUTS = ROOT / "tests" / "readers" / "cuts.mjs"
BROWSERS = ("chromium", "firefox-esr")


def known_words() -> list[str]:
    """The words of two letters and more, in order."""
    lines = WORDS.read_text("utf-8").splitlines()
    return sorted(word for line in lines for word in line.split()[1:] if len(word) > 1)


def cuts_of_browser(browser: str, words: list[str]) -> list[list[int]]:
    """Where a browser ends lines inside each word."""
    with tempfile.TemporaryDirectory() as folder:
        asked = Path(folder) / "words.json"
        asked.write_text(json.dumps(words), "utf-8")
        ran = subprocess.run(
            ["node", str(CUTS), browser, str(asked)], capture_output=True, text=True, check=True
        )
    cuts: list[list[int]] = json.loads(ran.stdout)
    return cuts


def cuts_of_libthai(words: list[str]) -> list[list[int]]:
    """Where libthai ends lines inside each word."""
    libthai = ctypes.CDLL("libthai.so.0")
    places = (ctypes.c_int * 64)()
    cuts = []
    for word in words:
        count = libthai.th_brk(word.encode("tis-620"), places, len(places))
        cuts.append([place for place in places[:count] if 0 < place < len(word)])
    return cuts


def main() -> None:
    """Write the file, and print how many words each engine cuts."""
    words = known_words()
    found = {browser: cuts_of_browser(browser, words) for browser in BROWSERS}
    found["libthai"] = cuts_of_libthai(words)
    for engine, cuts in found.items():
        print(f"{engine}: {sum(map(bool, cuts))} of {len(words)} words cut", file=sys.stderr)
    whole = [word for word, *cuts in zip(words, *found.values(), strict=True) if not any(cuts)]
    UNCUT.write_text("\n".join(whole) + "\n", "utf-8")


if __name__ == "__main__":
    main()
