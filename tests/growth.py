"""How the time of each stage grows with the text: `python -m tests.growth` tries every sign, every
pair of signs and every construct, repeated within a line, and fails where four times the text
takes more than six times the time.

With words after it only those stages are tried, such as `python -m tests.growth text epub`. The
times are those of the processor. docs/limits.md tells what was found.
"""

from __future__ import annotations

import gc
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import product
from pathlib import Path
from string import punctuation

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from thaibook.build import build, prepare
from thaibook.clean import clean
from thaibook.messages import BookError

TIMES, MOST = 4, 6.0
FOR_ALL_BOOKS = ("covers", "fonts")  # what of the cache is kept; all else is made each time
LETTERS = 4_000  # of the shorter text
SURE = 0.02  # seconds, below which a time says nothing
SHORTEST = "# ก\n\nก ข\n"
TRIES = 3  # of a pair of times that looks bad: the machine does other things, too
SIGNS = [*map(chr, range(0x20, 0x7F)), *"\t\u00a0\u2028\u3000\u200b\u2060\u00ad…–—“”‘’•ๆฯ฿๏๛เะ่๑"]
PAIRS = [a + b for a, b in product((*punctuation.replace("_", ""), " ", "ก"), repeat=2) if a != b]
CONSTRUCTS = {
    "emphasis": "*ก* **ข** ",
    "emphasis that never ends": "*ก **ข ",
    "underlines": "_ก_ __ข__ ",
    "code": "`ก` ",
    "code that never ends": "``ก ",
    "links": "[ก](http://a.th/) ",
    "links that never end": "[ก](http://a.th/ ",
    "references": "[ก][ข] ",
    "pictures that are not there": "![ก](http://a.th/p.png) ",
    "addresses": "http://a.th/ก?b=1&c=2 www.a.th a@b.th ",
    "addresses in brackets": "<http://a.th/> ",
    "elements": "<b>ก</b> <br> ",
    "elements that never end": "<b>ก ",
    "attributes": "<span lang='en' title='ก'>a</span> ",
    "tags that never end": "<a ",
    "tags with values that never end": "<a b='",
    "comments": "<!-- ก --> ",
    "entities": "&amp; &lt; &#3585; ",
    "spans": "[ก]{.index} ",
    "spans with attributes": '[ก]{#a .b lang=en title="ค"} ',
    "mathematics": "$x^2$ ",
    "mathematics apart": "$$x^2$$ ",
    "prices": "ราคา $5 และ $6 ",
    "sub- and superscripts": "H~2~O x^2^ ",
    "struck out": "~~ก~~ ",
    "marked": "==ก== ",
    "notes in the line": "ก^[ข] ",
    "calls of notes": "ก[^1] ",
    "quotations": "“ก” ‘ข’ \"ค\" 'ง' ",
    "repetition": "ต่าง ๆ ๆ ",
    "abbreviations": "พ.ศ. ๒๕๖๘ ฯลฯ ก.ก. ",
    "numbers": "1,234.50 ๑๒๓ 3x4 ",
    "Latin": "Word-by-word e-book's ",
    "Chinese": "漢字かな ",
    "emoji": "😀👩‍🚀 ",
    "escapes": r"\* \_ \\ ",
    "templates": "{{ a }} {% b %} {{< c >}} ",
    "wiki links": "[[ก|ข]] ![[ค.png]] ",
    "tags": "#ก @ข [@ค] @fig-a ",
    "highlighting by tools": "%%ก%% ((ข)) ^^ค^^ ",
    "bars": "ก|ข|ค ",
    # one on each line, or one in each paragraph
    "list items": "- ก\n",
    "numbered items": "1. ก\n",
    "Thai items": "(ก) ข\n",
    "quoted lines": "> ก\n",
    "rows": "| ก | ข |\n",
    "verse": "ก  ข\n",
    "headings": "## ก\n\n",
    "headings with lines below": "ก\n--\n\n",
    "rules": "---\n\n",
    "new pages": "\\newpage\n\nก\n\n",
    "code blocks": "```\nก\n```\n\n",
    "indented code": "    ก\n\nข\n\n",
    "divisions": "::: note\nก\n:::\n\n",
    "tables": "| ก | ข |\n|---|---|\n| ค | ง |\n\n",
    "captions": "ตาราง: ก\n\n| ก | ข |\n|---|---|\n| ค | ง |\n\n",
    "definitions": "ก\n: ข\n\n",
    "formulas": "$$\nx^2\n$$\n\n",
    "HTML blocks": "<div>\nก\n</div>\n\n",
    "footnotes": "ก[^{n}]\n\n[^{n}]: ข\n\n",
    "names": "## ก {{#ก{n}}}\n\nดู [ข](#ก{n})\n\n",
    "index terms": '[ก{n}]{{.index term="ก{n}"}}\n\n',
    "poems": "::: กลอน\nก  ข\nค  ง\n:::\n\n",
    "boxes": "> [!NOTE]\n> ก\n\n",
    "abbreviations told": "*[ก{n}]: ข\n\nก{n}\n\n",
    "references told": "[ก][{n}]\n\n[{n}]: http://a.th/{n}\n\n",
    "tables that float": "ตาราง: ก {{float=auto}}\n\n| ก | ข |\n|---|---|\n| ค | ง |\n\n",
    "pictures that float": "![ก](p.svg){{float=auto}}\n\nก ข\n\n",
    "items below items": "(ก) ข\n    - ค\n\n    ง\n",
    "items of law": "๑.๑ ก\n๑.๑.๑ ข\n(๑) ค\n    (ก) ง\n",
    "verse with strokes": "ก ข ค / ง จ ฉ / ช ซ ฌ\n",
    "verse in one line": "ก ข ค / ง จ ฉ // ",
    "tabs": '<Tabs>\n<TabItem value="ก">\n\nข\n\n</TabItem>\n</Tabs>\n\n',
    "formulas of TeX": "\\(x^2\\) \\[y\\] ",
    "formulas of TeX that never end": "\\(x \\[y ",
    "formulas in one another": "$\\frac{1}{\\sqrt{x}}$ ",
    "citations": "[@ก{n}, น. {n}] ",
    "marks in a wrong order": "ผ\u0e49\u0e39 ",
}  # fmt: skip


def repeated(unit: str, letters: int) -> str:
    """A chapter that has the unit again and again, so many letters of it; {n} is a number."""
    times = max(1, letters // len(unit))
    if "\n" in unit:
        body = "".join(unit.format(n=n) if "{n}" in unit else unit for n in range(times))
        return f"# ก\n\n{body}\nจบ\n"
    return f"# ก\n\nก{unit * times}ข\n"


class Stages:
    """The stages of the program, each as a function of a text that is told as often as wanted."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._book = folder, folder / "book"
        self._book.mkdir()
        os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
        (self._book / "book.yaml").write_text("title: ก\nchapters: [a.md]\n", "utf-8")
        drawing = (
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>'
        )
        (self._book / "p.svg").write_text(drawing, "utf-8")

    def clean(self, text: str) -> None:
        clean(text, (), Path("a.md"))

    def text(self, text: str) -> None:
        """Read, checked, linted, composed and joined."""
        self._write(text)
        prepare(self._book)

    def epub(self, text: str) -> None:
        self._build(text, pdf=False)

    def pdf(self, text: str) -> None:
        self._build(text, epub=False)

    def _write(self, text: str) -> None:
        (self._book / "a.md").write_text(text, "utf-8")

    def _build(self, text: str, epub: bool = True, pdf: bool = True) -> None:
        self._write(text)
        for folder in (self._folder / "cache" / "thaibook").glob("*"):
            if folder.name not in FOR_ALL_BOOKS:
                shutil.rmtree(folder)
        build(self._book, self._folder / "made", epub, pdf)


Stage = Callable[[str], None]


def seconds(stage: Stage, text: str) -> float:
    """Of the processor, that the stage takes; one that refuses the text ends early."""
    gc.collect()
    begun = time.process_time()
    with suppress(BookError):
        stage(text)
    return time.process_time() - begun


def growth(stage: Stage, unit: str, letters: int, least: float = 0.0) -> tuple[float, float]:
    """How many times as long four times the text takes, and how long that is, both beyond what
    the shortest text takes, which is `least`. Of times that say nothing, 1."""
    ratio = longer = 0.0
    for _ in range(TRIES):
        longer = seconds(stage, repeated(unit, TIMES * letters)) - least
        if longer < SURE * TIMES:
            return 1.0, longer
        ratio = longer / max(seconds(stage, repeated(unit, letters)) - least, SURE)
        if ratio <= MOST:
            break
    return ratio, longer


def growths(
    stages: dict[str, Stage], units: dict[str, str], letters: int
) -> Iterator[tuple[str, str, float, float]]:
    """(stage, name of the unit, ratio, seconds of the longer text)."""
    least = {}
    for name, stage in stages.items():
        seconds(stage, SHORTEST)  # loaded, and not counted
        gc.collect()
        gc.freeze()  # what is loaded stays: who collects before each text need not look at it
        least[name] = seconds(stage, SHORTEST)
    for unit_name, unit in units.items():
        for name, stage in stages.items():
            yield name, unit_name, *growth(stage, unit, letters, least[name])


def main() -> int:
    """Try everything; the exit status."""
    words = sys.argv[1:]
    letters = int(words.pop(0)) if words and words[0].isdigit() else LETTERS
    units = {repr(sign): sign for sign in SIGNS} | CONSTRUCTS | {repr(p): p for p in PAIRS}
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        every = Stages(Path(folder))
        wanted = words or ["clean", "text", "epub", "pdf"]
        stages = {name: getattr(every, name) for name in wanted}
        for stage, name, ratio, took in growths(stages, units, letters):
            if ratio > MOST:
                bad += 1
                print(f"{stage:6} {ratio:6.1f} times, {took:5.2f} s  {name}", flush=True)
    print(f"{len(units)} texts, {len(stages)} stages, {bad} too slow")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
