"""What a typographer sees first on our pages, read off the finished PDF, beside Typst.

    python benchmarks/pages.py [TREEBANK.conllu] [--design NAME]

Twenty chapters of hand-segmented sentences that no model was learnt from (default: UD Thai
TUD, development part, beside the project), in an order drawn anew for each chapter, are set at
three measures. A row is a figure; a column is a page size and who set it.
"""

from __future__ import annotations

import ctypes
import random
import re
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import cycle, pairwise
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw
import uharfbuzz
from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "fonts" / "Sarabun"
TREEBANK = ROOT.parent / "shared" / "data" / "th_tud-ud-dev.conllu"
CHAPTERS, LETTERS = 20, 6500
CONNECTIVES = {"ADP", "CCONJ", "SCONJ"}
# A consonant: what stands on it may come in any order out of a PDF.
LETTER = re.compile("[\u0e01-\u0e2e]")
LATIN = re.compile("[A-Za-z]")
SAME_HEIGHT = 1.0  # points: rounding, not another line


class Measure(NamedTuple):
    """A page as a book has it: its size and margins (top, right, bottom, left) in mm, and the
    size of the text in points; whether headings, lists, tables, pictures, boxes, code and
    formulas stand between the paragraphs."""

    name: str
    width: float
    height: float
    margins: tuple[float, float, float, float]
    size: float
    technical: bool = False


MEASURES = (
    Measure("A5 11", 148, 210, (20, 18, 23, 22), 11),
    Measure("B6 13", 125, 176, (17, 15, 19, 18), 13),
    Measure("14.5x21 12", 145, 210, (20, 18, 23, 22), 12),
    Measure("technical", 148, 210, (20, 18, 23, 22), 11, technical=True),
)
# What stands between the paragraphs of a technical book; none of it is running text.
BLOCKS = (
    "## Section",
    "- First item\n- Second item\n- Third item",
    "### Subsection",
    "```python\nfor line in lines:\n    print(line)\n```",
    "| Name | Value |\n|---|---|\n| one | 1 |\n| two | 2 |\n| three | 3 |\n\n: Values",
    "$$ E = \\frac{m c^2}{\\sqrt{1 - v^2}} $$",
    "## A longer section\n\n### With a subsection",
    "1. First step\n2. Second step",
    "> Quotation of one line.",
    "::: note\nAttention.\n:::",
    "![A picture](wide.png)",
    "::: warning\n" + "Whoever reads this box reads a good deal of text. " * 9 + "\n:::",
    "```python\n" + "print(a_line_of_a_listing)\n" * 14 + "```",
    "## After a listing",
    "![A higher picture](high.png)",
    "| Name | Value |\n|---|---|\n" + "| one | 1 |\n" * 12 + "\n: More values",
    "::: tip\n" + "A hint of a few lines, which are read at once. " * 3 + "\n:::",
)
PICTURES = {"wide.png": (1200, 500), "high.png": (1000, 900)}  # pixels
FOLIO = 5.0  # mm below the text at least
HOLE = 4.0  # lines that are missing at the foot of a page


class Paragraph(NamedTuple):
    """A paragraph, and the kind of word (universal part of speech) that ends at an offset."""

    text: str
    kinds: dict[int, str]


Glyph = tuple[float, float, str]  # left and right in points, and the letter


@dataclass
class Line:
    """A line of running text as it was printed; lengths in points."""

    page: int
    height: float
    glyphs: list[Glyph]
    paragraph: int = -1
    is_first: bool = False
    is_last: bool = False
    end: str = ""  # kind of the word that ends with the line; empty inside a word
    wider: float = 0.0  # by which share its letters are set wider than they are
    gaps: list[float] = field(default_factory=list)

    def measure(self, em: float) -> None:
        """Find the gaps between the glyphs, in em."""
        edge = self.glyphs[0][1]
        for left, right, _ in self.glyphs[1:]:
            self.gaps.append(max(left - edge, 0.0) / em)
            edge = max(edge, right)

    @property
    def tracking(self) -> float:
        """What stands between two letters of one word, in em."""
        return statistics.median(self.gaps) if self.gaps else 0.0

    @property
    def spaces(self) -> list[float]:
        """What stands between two phrases, in em."""
        usual = self.tracking
        return [gap for gap in self.gaps if gap > usual + 0.12]

    @property
    def width(self) -> float:
        """From the first glyph to the last, in points."""
        return self.glyphs[-1][1] - self.glyphs[0][0]


def sentences(path: Path) -> Iterator[Paragraph]:
    """The sentences of a treebank in CoNLL-U."""
    for block in path.read_text("utf-8").strip().split("\n\n"):
        text, kinds = "", dict[int, str]()
        for row in block.split("\n"):
            fields = row.split("\t")
            if row.startswith("#") or not fields[0].isdigit():
                continue
            text += fields[1]
            kinds[len(text)] = fields[3]
            text += "" if "SpaceAfter=No" in fields[9] else " "
        yield Paragraph(text.strip(), kinds)


def chapters(path: Path, seed: int = 1) -> list[list[Paragraph]]:
    """Chapters of paragraphs of one to seven sentences."""
    pool = [each for each in sentences(path) if not re.search(r"[<>*_#\[\]|`$\\~^=]", each.text)]
    chance = random.Random(seed)
    made = []
    for _ in range(CHAPTERS):
        chapter: list[Paragraph] = []
        while sum(len(each.text) for each in chapter) < LETTERS:
            text, kinds = "", dict[int, str]()
            for each in chance.sample(pool, chance.choice((1, 2, 3, 3, 4, 5, 7))):
                text += " " if text else ""
                kinds |= {len(text) + offset: kind for offset, kind in each.kinds.items()}
                text += each.text
            chapter.append(Paragraph(text, kinds))
        made.append(chapter)
    return made


def thaibook(
    texts: list[list[Paragraph]], measure: Measure, folder: Path, design: str = ""
) -> Path:
    """Set by the program as an author runs it, in a design or in none."""
    top, right, bottom, left = measure.margins
    names = [f"{number:02}.md" for number in range(1, len(texts) + 1)]
    for name, chapter in zip(names, texts, strict=True):
        between = cycle(BLOCKS[int(name[:2]) % 3 :] if measure.technical else ("",))
        body = "\n\n".join(f"{_escaped(each.text)}\n\n{next(between)}" for each in chapter)
        (folder / name).write_text(f"# บทที่ {int(name[:2])}\n\n{body}\n", "utf-8")
    for picture, size in PICTURES.items() if measure.technical else ():
        Image.new("L", size, 210).save(folder / picture)
    (folder / "book.yaml").write_text(
        f"title: หนังสือ\nslug: pages\nchapters: [{', '.join(names)}]\n"
        f"page:\n  size: {measure.width}mm x {measure.height}mm\n"
        f"  margins: {{top: {top}mm, outside: {right}mm, bottom: {bottom}mm, inside: {left}mm}}\n"
        f"typography:\n  size: {measure.size}pt\n"
        # A large first letter would be read as a part of its second line.
        + (f"design: {design}\nopenings: {{drop_cap: 0}}\n" if design else ""),
        "utf-8",
    )
    subprocess.run(
        [sys.executable, ROOT / "make_book.py", folder, "-o", folder, "--pdf", "-q"], check=True
    )
    return folder / "pages.pdf"


def _escaped(text: str) -> str:
    return re.sub(r"^(\d+)([.)])", r"\1\\\2", re.sub(r"^([-+>])", r"\\\1", text))


def typst(texts: list[list[Paragraph]], measure: Measure, folder: Path, limits: str = "") -> Path:
    """Set by Typst, each chapter on a page of its own."""
    import typst as program

    top, right, bottom, left = measure.margins
    head = (
        f"#set page(width: {measure.width}mm, height: {measure.height}mm, margin: (top: {top}mm, "
        f"outside: {right}mm, bottom: {bottom}mm, inside: {left}mm))\n"
        f'#set text(font: "Sarabun", size: {measure.size}pt, lang: "th")\n'
        "#set par(justify: true, first-line-indent: (amount: 2em, all: true), "
        f"leading: 0.7em, spacing: 0.7em{limits})\n"
    )
    parts = []
    for chapter in texts:
        quoted = (each.text.replace("\\", "\\\\").replace('"', '\\"') for each in chapter)
        parts.append("\n\n".join(f'#"{text}"' for text in quoted))
    source = folder / "pages.typ"
    source.write_text(head + '\n#pagebreak(to: "odd")\n'.join(parts), "utf-8")
    program.compile(str(source), output=str(folder / "t.pdf"), font_paths=[str(FONTS)])
    return folder / "t.pdf"


def lines(path: Path, em: float) -> Iterator[Line]:
    """All lines of a PDF from top to bottom, by the places of their glyphs."""
    with pypdfium2.PdfDocument(path) as opened:
        for number, page in enumerate(opened):
            layer = page.get_textpage()
            text = layer.get_text_range()
            if layer.count_chars() != len(text):
                text = ""
            placed = []
            across, up = ctypes.c_double(), ctypes.c_double()
            matrix = pypdfium2.raw.FS_MATRIX()
            for index in range(layer.count_chars()):
                letter = text[index] if text else layer.get_text_range(index, 1)
                if not letter.strip():
                    continue
                left, _, right, _ = layer.get_charbox(index, loose=True)
                pypdfium2.raw.FPDFText_GetCharOrigin(layer.raw, index, across, up)
                if LETTER.match(letter) or right > left:
                    pypdfium2.raw.FPDFText_GetMatrix(layer.raw, index, matrix)
                    wider = abs(matrix.a / matrix.d) - 1 if matrix.d else 0.0
                    placed.append((up.value, left, right, letter, wider))
            found: list[Line] = []
            for up_, left, right, letter, wider in sorted(placed, reverse=True):
                if not found or found[-1].height - up_ > em * 0.7:
                    found.append(Line(number, up_, [], wider=wider))
                found[-1].glyphs.append((left, right, letter))
            for line in found:
                line.glyphs.sort()
                line.measure(em)
                yield line


def running_text(found: Sequence[Line], wanted: list[list[Paragraph]]) -> list[list[Line]]:
    """The lines of the chapters' paragraphs, a list for each chapter. Lines that say nothing
    of the text (running heads, folios, headings) are left out."""
    rows = [line for line in found if any(LETTER.match(c) for _, _, c in line.glyphs)]
    said = ["".join(c for _, _, c in row.glyphs if LETTER.match(c)) for row in rows]
    whole = [paragraph for chapter in wanted for paragraph in chapter]
    letters = ["".join(LETTER.findall(paragraph.text)) for paragraph in whole]
    kept: list[list[Line]] = []
    at = number = 0
    for chapter in wanted:
        kept.append([])
        for paragraph in chapter:
            places = [match.start() for match in LETTER.finditer(paragraph.text)]
            read = 0
            while read < len(places) and at < len(rows):
                row, length = rows[at], _said(said[at], letters[number], read)
                if not length and read and number + 1 < len(whole):
                    if _said(said[at], letters[number + 1], 0):
                        break  # a letter said twice was counted twice
                at += 1
                if not length:
                    continue
                row.paragraph, row.is_first = number, read == 0
                read += length
                row.is_last = read >= len(places) - 2
                if not row.is_last:
                    between = range(places[read - 1] + 1, places[read] + 1)
                    row.end = next(
                        (paragraph.kinds[k] for k in between if k in paragraph.kinds), ""
                    )
                kept[-1].append(row)
            number += 1
    return kept


def _said(said: str, letters: str, read: int) -> int:
    """How many of the letters from `read` on a line says: some PDFs say a letter twice. 0 where
    the line says something else."""
    at = read
    for letter in said:
        at += at < len(letters) and letters[at] == letter
    return at - read if at - read >= 0.8 * len(said) else 0


def judge(path: Path, wanted: list[list[Paragraph]], measure: Measure) -> dict[str, float]:
    """The figures of one PDF."""
    em = measure.size
    every = list(lines(path, em))
    told = running_text(every, wanted)
    ends = _ends(path, measure)
    flat = [line for chapter in told for line in chapter]
    full = [line for line in flat if not line.is_last]
    last = [line for line in flat if line.is_last and not line.is_first]
    steps = [
        abs(one.tracking - other.tracking)
        for one, other in pairwise(flat)
        if one.paragraph == other.paragraph and not other.is_last
    ]
    tracked = [line.tracking for line in full]
    latin = [
        gap - max(kerning(a[2] + b[2]), 0.0) > 0.012  # letters set closer overlap, and have no gap
        for line in full
        for gap, (a, b) in zip(line.gaps, pairwise(line.glyphs), strict=True)
        if LATIN.match(a[2]) and LATIN.match(b[2]) and gap < line.tracking + 0.12  # no space
    ]
    # The edge that most lines end at: what hangs stands beyond it.
    right = [
        _median(line.glyphs[-1][1] for line in full if line.page % 2 == side) for side in (0, 1)
    ]
    heights, grids = _facing(told, _labels(path), ends, em)
    holes = list(_holes(told, ends, measure))
    return {
        "lines": len(full),
        "chapters' text found %": 100
        * len({line.paragraph for line in flat})
        / sum(map(len, wanted)),
        "neighbours 0.03 em apart %": _share(step >= 0.03 for step in steps),
        "contrast p95 em": statistics.quantiles(steps, n=20)[-1],
        "tracking most em": max(tracked),
        "tracking least em": min(tracked),
        "tracking 0.05 em or more %": _share(each >= 0.05 for each in tracked),
        "letters wider most %": 100 * max(line.wider for line in full),
        "letters narrower most %": -100 * min(line.wider for line in full),
        "facing pages uneven %": _share(heights),
        "spreads on one grid %": _share(grids),
        "pages with a hole %": _share(hole > HOLE for hole in holes),
        "largest hole in lines": max(holes, default=0.0),
        "last lines under 2 em %": _share(line.width < 2 * em for line in last),
        "connectives at ends %": _share(line.end in CONNECTIVES for line in full),
        "ends inside words %": _share(not line.end for line in full),
        "space in full lines em": _median(gap for line in full for gap in line.spaces),
        "space in last lines em": _median(gap for line in last for gap in line.spaces),
        "widest gap em": max(max(line.gaps) for line in full),
        "Latin tracked %": _share(latin),
        "short lines %": _share(line.glyphs[-1][1] < right[line.page % 2] - 3 for line in full),
        "pages": 1 + max(line.page for line in flat),
    }


@cache
def kerning(pair: str) -> float:
    """How far the face itself sets two letters apart, in em: that is no tracking."""
    font = uharfbuzz.Font(
        uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(FONTS / "Sarabun-Regular.ttf")))
    )
    apart = []
    for features in ({"kern": True}, {"kern": False}):
        shaped = uharfbuzz.Buffer()
        shaped.add_str(pair)
        shaped.guess_segment_properties()
        uharfbuzz.shape(font, shaped, features)
        apart.append(sum(glyph.x_advance for glyph in shaped.glyph_positions))
    return float(apart[0] - apart[1]) / float(font.face.upem)


def _labels(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as opened:
        return [opened.get_page_label(index) or str(index + 1) for index in range(len(opened))]


def _facing(
    told: list[list[Line]], labels: list[str], ends: list[float], em: float
) -> tuple[list[bool], list[bool]]:
    """(whether the last lines stand apart, whether all lines stand on one grid) for each two
    facing pages of one chapter, neither its last. A page that ends with something else than
    running text may end anywhere."""
    uneven, one_grid = [], []
    for chapter in told:
        pages: dict[int, list[Line]] = {}
        for line in chapter:
            pages.setdefault(line.page, []).append(line)
        leading = _leading(chapter)
        final = max(pages)
        for number in sorted(pages):
            label = labels[number]
            if not label.isdigit() or int(label) % 2 or number + 1 not in pages:
                continue
            left, right = pages[number], pages[number + 1]
            running = all(side[-1].height - ends[side[-1].page] < em / 2 for side in (left, right))
            if number + 1 < final and running:
                apart = abs(left[-1].height - right[-1].height)
                uneven.append(apart > SAME_HEIGHT)
            base = left[0].height
            off = [abs((base - line.height + leading / 2) % leading - leading / 2)
                   for line in (*left, *right)]  # fmt: skip
            one_grid.append(max(off) <= SAME_HEIGHT)
    return uneven, one_grid


def _ends(path: Path, measure: Measure) -> list[float]:
    """How high above its foot each page ends, but for its folio, with whatever is drawn last: text,
    a picture, a rule or a frame."""
    lowest = (measure.margins[2] - FOLIO) * 72 / 25.4
    with pypdfium2.PdfDocument(path) as opened:
        drawn = [[each.get_bounds()[1] for each in page.get_objects(max_depth=2)]
                 for page in opened]  # fmt: skip
    return [min((end for end in ends if end > lowest), default=measure.height) for ends in drawn]


def _holes(told: list[list[Line]], ends: list[float], measure: Measure) -> Iterator[float]:
    """How many lines are empty at the foot of each page of a chapter but its last."""
    foot = measure.margins[2] * 72 / 25.4
    for chapter in told:
        leading = _leading(chapter)
        for page in range(chapter[0].page, max(line.page for line in chapter)):
            yield max(ends[page] - foot, 0.0) / leading


def _leading(chapter: list[Line]) -> float:
    return statistics.mode(
        round(one.height - other.height, 1)
        for one, other in pairwise(chapter)
        if one.page == other.page and one.paragraph == other.paragraph
    )


def _share(which: object) -> float:
    given = list(which)  # type: ignore[call-overload]
    return 100 * sum(given) / len(given) if given else 0.0


def _median(values: Iterator[float]) -> float:
    given = list(values)
    return statistics.median(given) if given else 0.0


def main() -> None:
    """Print the table."""
    words = sys.argv[1:]
    design = words[words.index("--design") + 1] if "--design" in words else ""
    given = [word for word in words if not word.startswith("--") and word != design]
    path = Path(given[0]) if given else TREEBANK
    wanted = chapters(path)
    table: dict[str, dict[str, float]] = {}
    for measure in MEASURES:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            table[measure.name] = judge(thaibook(wanted, measure, folder, design), wanted, measure)
            if measure.technical or design:
                continue
            try:
                made = typst(wanted, measure, folder)
            except ImportError:
                continue
            table[f"{measure.name} Typst"] = judge(made, wanted, measure)
    print(f"{'':<28}" + "".join(f"{name:>18}" for name in table))
    for row in next(iter(table.values())):
        print(f"{row:<28}" + "".join(f"{column[row]:>18.3f}" for column in table.values()))


if __name__ == "__main__":
    main()
