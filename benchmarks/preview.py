"""From saving a file to seeing the changed page: python -m benchmarks.preview [PAGES].

Writes a book of about so many pages, opens its preview in Chromium (as tests/test_preview_page.py
does), changes one word again and again, and prints how long it takes until the page shows it, and
what part of that is the build.
"""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.measuring import chapters as written
from benchmarks.measuring import write_book

ROOT = Path(__file__).resolve().parent.parent
PAGES_OF_A_CHAPTER = 6
ROUNDS = 5
READY = "document.querySelector('#glass iframe:not(.coming)')"
# The marked paragraph in both: its picture on paper is the new one, and the e-book has it.
SHOWN = """(word => {{
    const leaf = document.querySelector('.mark')?.parentElement
    const marked = document.querySelector('#glass iframe')?.contentDocument
        .querySelector('.preview-mark')?.textContent.replaceAll('\\u200b', '')
    return leaf?.querySelector('img') && marked?.includes(word)
}})('{word}')"""
NOW = "performance.timeOrigin + performance.now()"
STATE = "fetch('state').then(answer => answer.json()).then(state => state.build_seconds)"


def main() -> None:
    """Measure and print."""
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    chapters = max(pages // PAGES_OF_A_CHAPTER, 1)
    with tempfile.TemporaryDirectory() as name:
        folder = write_book(Path(name) / "book", written(chapters))
        changed = folder / f"{chapters // 2 + 1:04}.md"
        text = changed.read_text("utf-8")
        steps: list[list[object]] = [["until", READY]]
        for number in range(ROUNDS):
            word = f"คำใหม่{'กขคงจ'[number]}"
            head, tail = text.split("\n\n", 3)[:3], text.split("\n\n", 3)[3]
            head[2] = f"{word} {head[2]}"
            steps += [
                ["evaluate", NOW],
                ["write", str(changed), "\n\n".join([*head, tail])],
                ["until", SHOWN.format(word=word)],
                ["evaluate", NOW],
                ["evaluate", STATE],
            ]
        answers = _drive(folder, steps)
    seen, built = [], []
    for number in range(ROUNDS):
        begin, _, _, end, took = answers[1 + 5 * number : 6 + 5 * number]
        seen.append((end - begin) / 1000)
        built.append(took)
    print(f"{chapters} chapters, {ROUNDS} changes of a word, median seconds")
    print(f"saved to seen    {statistics.median(seen):6.2f}")
    print(f"of it the build  {statistics.median(built):6.2f}")
    rest = [s - b for s, b in zip(seen, built, strict=True)]
    print(f"all the rest     {statistics.median(rest):6.2f}")


def _drive(folder: Path, steps: list[list[object]]) -> list[float]:
    program = [sys.executable, str(ROOT / "make_book.py"), "preview", str(folder), "-q"]
    preview = subprocess.Popen(program, stdout=subprocess.PIPE, text=True)
    try:
        assert preview.stdout
        job = {
            "address": preview.stdout.readline().strip(),
            "chromium": shutil.which("chromium") or "chromium",
            "axe": "",
            "steps": steps,
        }
        ran = subprocess.run(
            ["node", str(ROOT / "tests" / "preview_page.mjs")],
            input=json.dumps(job), capture_output=True, text=True, check=True,
        )  # fmt: skip
    finally:
        preview.terminate()
        preview.wait()
    answers: list[float] = json.loads(ran.stdout)
    return answers


if __name__ == "__main__":
    main()
