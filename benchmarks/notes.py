"""Where the notes of a book stand on paper: at the foot of their page, later, or last.

Books of many notes are made from the article's sentences, built as PDF, and read again:
each call and each note has a word of its own. Prints how many notes of each book stand
whole or begun on the page of their call, how many begin one page later or further on, how
many stand at the chapter's end, and how many are lost. A folder given is measured too.
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import lxml.html
import pypdfium2

from thaibook.build import prepare
from thaibook.model import Book, Design
from thaibook.pdf import pdf_bytes
from thaibook.pdf.paper_document import paper, paper_sections

ROOT = Path(__file__).resolve().parent.parent
CHAPTERS, PARAGRAPHS = 6, 14
FATES = ("whole", "begun", "one later", "later", "at the end", "lost", "twice")
Length = Callable[[random.Random], int]


def main() -> None:
    """Measure and print the table."""
    print(f"{'book':<10} {'notes':>6} {'pages':>6} {'s':>6}", *(f"{f:>10}" for f in FATES))
    for name, write in BOOKS.items():
        with tempfile.TemporaryDirectory() as folder:
            write(Path(folder))
            _measure(name, Path(folder))
    for folder in sys.argv[1:]:
        _measure(Path(folder).name, Path(folder))


def _measure(name: str, folder: Path) -> None:
    _, book, design, _ = prepare(folder)
    begun = time.perf_counter()
    data = pdf_bytes(book, design)
    seconds = time.perf_counter() - begun
    pages = _pages(data)
    counts = Counter(fates(book, design, pages))
    row = " ".join(f"{counts[fate]:>10}" for fate in FATES)
    print(f"{name:<10} {counts.total():>6} {len(pages):>6} {seconds:>6.1f} {row}", flush=True)


def _pages(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(BytesIO(data)) as document:
        texts = [sheet.get_textpage().get_text_range() for sheet in document]
    return [re.sub(r"[\s\ufffe]", "", text) for text in texts]


def fates(book: Book, design: Design, pages: list[str]) -> Iterator[str]:
    """What became of each note whose call is marked q…c, its text q…n and its end q…e."""
    root = lxml.html.fromstring(paper(book, design, paper_sections(book, design)))
    asides = (aside for aside in root.iter("aside") if aside.get("class") == "note")
    last = "".join("".join(map(str, aside.itertext())) for aside in asides)
    whole = "".join(section.body for section in book.sections)
    for name in sorted(set(re.findall(r"q\d+(?=n)", whole))):
        call, note, end = ([i for i, t in enumerate(pages) if name + x in t] for x in "cne")
        if not (call and note and end):
            yield "lost"
        elif sum(text.count(name + "n") for text in pages) > 1:
            yield "twice"
        elif name + "n" in last:
            yield "at the end"
        elif note[0] in call:  # the list of tables has captions too, with their calls
            yield "whole" if end[0] == note[0] else "begun"
        else:
            yield "one later" if note[0] == call[-1] + 1 else "later"


class _Writer:
    """Chapters of the article's sentences, and notes among them."""

    def __init__(self, seed: int, length: Length) -> None:
        self.chance, self._length, self._notes = random.Random(seed), length, 0
        text = (ROOT / "book" / "article.md").read_text("utf-8")
        self._prose = [line for line in text.split("\n") if len(line) > 200]

    def words(self, length: int) -> str:
        """Text of about so many letters."""
        text = self.chance.choice(self._prose)
        while len(text) < length:
            text += " " + self.chance.choice(self._prose)
        return text[:length].strip()

    def call(self, notes: list[str]) -> str:
        """A call; what it calls is added to `notes`."""
        self._notes += 1
        name = f"q{self._notes}"
        length = self._length(self.chance)
        half = f"\n\n    {self.words(length // 2)}" if length > 400 else ""
        text = self.words(length // 2 if half else length)
        notes.append(f"[^{name}]: {name}n {text}{half} {name}e\n")
        return f" {name}c[^{name}] "


def _book(
    folder: Path, write: _Writer, paragraph: Callable[[_Writer, list[str], int], str]
) -> None:
    names = []
    for number in range(CHAPTERS):
        notes: list[str] = []
        text = [f"# บทที่ {number}\n"]
        text += [paragraph(write, notes, n) + "\n" for n in range(PARAGRAPHS)]
        names.append(f"c{number}.md")
        (folder / names[-1]).write_text("\n".join(text + notes), "utf-8")
    (folder / "book.yaml").write_text(f"title: ก\nchapters: [{', '.join(names)}]\n", "utf-8")


def _prose(write: _Writer, notes: list[str], number: int, most: int) -> str:
    """A paragraph with up to `most` notes, and a reference to a page now and then."""
    text = write.words(write.chance.choice((60, 200, 500, 900)))
    for _ in range(write.chance.randint(0, most)):
        text += write.call(notes) + write.words(write.chance.choice((10, 120, 300)))
    return text + (f" [](c{number % CHAPTERS}.md)" if number % 3 == 0 else "")


def _places(write: _Writer, notes: list[str], number: int) -> str:
    """A list, a quotation, a table, a box or a heading with notes, or prose."""
    kind = write.chance.choice(("prose", "prose", "list", "quote", "table", "long", "box", "head"))
    called = f"{write.words(40)}{write.call(notes)}{write.words(60)}"
    if kind == "list":
        return f"- {called}\n- {write.words(90)}{write.call(notes)}\n- {write.words(70)}"
    if kind == "quote":
        return f"> {called}\n>\n> {write.words(90)}{write.call(notes)}"
    if kind == "table":
        head = f"| ก{write.call(notes)} | ข |\n|---|---|\n"
        return f"ตาราง: ราคา{write.call(notes)}\n\n{head}| {called} | 1 |\n| ก | 2 |"
    if kind == "long":
        rows = (f"| {write.words(60)}{write.call(notes)} | {n} |\n" for n in range(12))
        return f"| ก | {called} |\n|---|---|\n" + "".join(rows)
    if kind == "box":
        return f"::: note\n{called}\n\n{write.words(90)}{write.call(notes)}\n:::"
    if kind == "head":
        return f"## หัวข้อ{write.call(notes)}\n\n{called}"
    return f"{called}\n\n{write.words(400)}"


def _lengths(*lengths: int) -> Length:
    return lambda chance: chance.choice(lengths)


def _maker(seed: int, length: Length, most: int) -> Callable[[Path], None]:
    return lambda folder: _book(
        folder, _Writer(seed, length), lambda write, notes, n: _prose(write, notes, n, most)
    )


BOOKS: dict[str, Callable[[Path], None]] = {
    "short": _maker(1, _lengths(20, 60, 120), 1),
    "mixed": _maker(2, _lengths(20, 60, 120, 250, 450), 2),
    "dense": _maker(3, _lengths(20, 60, 200), 6),
    "long": _maker(4, _lengths(100, 600, 900, 1500), 2),
    "places": lambda folder: _book(folder, _Writer(5, _lengths(20, 90, 200)), _places),
}

if __name__ == "__main__":
    main()
