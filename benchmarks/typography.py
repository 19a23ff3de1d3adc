"""The same Thai text set by thaibook, plain WeasyPrint, Chromium and Typst, in one table.

    python benchmarks/typography.py [TREEBANK.conllu]

A5, Sarabun 11 pt, justified, five sentences of the hand-segmented treebank to a paragraph
(default: UD Thai TUD, development part, beside the project). Everything is read off the
finished PDF: lines from the places of the letters, line ends against the hand-made words.
Then a book of 300 pages is set by WeasyPrint with and without thaibook, for time and memory.
"""

from __future__ import annotations

import ctypes
import html
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.learn_breaks import sentences  # noqa: E402

FONT = ROOT / "fonts" / "Sarabun" / "Sarabun-Regular.ttf"
TREEBANK = ROOT.parent / "shared" / "data" / "th_tud-ud-dev.conllu"
EM = 11.0  # points
COLUMN = (62.36, 368.50)  # points from the left edge of the page: 22 mm, 148 - 18 mm
SHORT = 2.0  # points a line may end before the margin: a side bearing, not a hole
PAGES = 300
LETTER = re.compile("[\u0e01-\u0e2e]")
CSS = (
    "@font-face { font-family: Text; src: url(%s) }"
    "@page { size: 148mm 210mm; margin: 20mm 18mm 23mm 22mm }"
    "body { font: 11pt/1.7 Text; margin: 0 }"
    "p { margin: 0; text-indent: 2em; text-align: justify }"
)


class Paragraph(NamedTuple):
    """A paragraph, where its words begin and end, and its sentences."""

    text: str
    ends: set[int]
    sentences: list[str]


class Line(NamedTuple):
    """A line of a PDF: its consonants in order, its edges, the widest gap between two
    glyphs and the usual one (the tracking), in points."""

    letters: str
    left: float
    right: float
    gap: float
    tracking: float


def paragraphs(path: Path, each: int = 5) -> list[Paragraph]:
    """The treebank's sentences, `each` to a paragraph."""
    found = []
    known = list(sentences(path))
    for at in range(0, len(known), each):
        text, ends, parts = "", set[int](), []
        for sentence, inside in known[at : at + each]:
            text += " " if text else ""
            parts.append(sentence.rstrip())
            ends |= {len(text), *(len(text) + end for end in inside)}
            text += parts[-1]
        found.append(Paragraph(text, ends, parts))
    return found


def document(texts: list[str], font: str) -> str:
    """The HTML that every HTML engine sets."""
    body = "".join(f"<p>{html.escape(text)}</p>" for text in texts)
    style = CSS % font
    return f"<!DOCTYPE html><html lang=th><meta charset=utf-8><style>{style}</style>{body}"


def thaibook(texts: list[str], target: Path) -> None:
    """Set by WeasyPrint with thaibook's composing, justifying and text layer."""
    from thaibook.pdf.break_lookup import breaks_ahead
    from thaibook.pdf.engine_loading import load_weasyprint

    files = {"file:///book/fonts/f.ttf": (FONT.read_bytes(), "font/ttf")}
    breaks = breaks_ahead(texts, frozenset())
    load_weasyprint()
    from thaibook.pdf.rendering import render

    target.write_bytes(render(document(texts, "../fonts/f.ttf"), files, breaks))


def weasyprint(texts: list[str], target: Path) -> None:
    """Set by WeasyPrint as it is."""
    import weasyprint

    weasyprint.HTML(string=document(texts, FONT.as_uri())).write_pdf(target)


def chromium(texts: list[str], target: Path) -> None:
    """Printed by headless Chromium."""
    program = shutil.which("chromium") or shutil.which("google-chrome") or "chromium"
    page = target.with_suffix(".html")
    page.write_text(document(texts, FONT.as_uri()), "utf-8")
    command = chromium_command(program, page, target)
    subprocess.run(command, check=True, capture_output=True, timeout=300)


def chromium_command(program: str, page: Path, target: Path) -> list[str]:
    """The command by which Chromium prints a page."""
    return [
        program, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
        f"--user-data-dir={target.parent / 'profile'}", "--no-pdf-header-footer",
        "--virtual-time-budget=10000",
        f"--print-to-pdf={target}", page.as_uri(),
    ]  # fmt: skip


def typst(texts: list[str], target: Path) -> None:
    """Set by Typst."""
    import typst

    source = target.with_suffix(".typ")
    source.write_text(typst_source(texts), "utf-8")
    typst.compile(str(source), output=str(target), font_paths=[str(FONT.parent)])


def typst_source(texts: list[str]) -> str:
    """The paragraphs as Typst reads them."""
    head = (
        "#set page(width: 148mm, height: 210mm, "
        "margin: (top: 20mm, right: 18mm, bottom: 23mm, left: 22mm))\n"
        '#set text(font: "Sarabun", size: 11pt, lang: "th")\n'
        "#set par(justify: true, first-line-indent: (amount: 2em, all: true), "
        "leading: 0.7em, spacing: 0.7em)\n"
    )
    quoted = (text.replace("\\", "\\\\").replace('"', '\\"') for text in texts)
    return head + "\n\n".join(f'#"{text}"' for text in quoted)


ENGINES: dict[str, Callable[[list[str], Path], None]] = {
    "thaibook": thaibook, "WeasyPrint": weasyprint, "Chromium": chromium, "Typst": typst,
}  # fmt: skip


def lines(path: Path) -> Iterator[Line]:
    """The lines of a PDF from top to bottom, from the places of its glyphs."""
    with pypdfium2.PdfDocument(path) as opened:
        for page in opened:
            layer = page.get_textpage()
            placed = []
            across, up = ctypes.c_double(), ctypes.c_double()
            for index in range(layer.count_chars()):
                letter = layer.get_text_range(index, 1)
                left, _, right, _ = layer.get_charbox(index, loose=True)
                pypdfium2.raw.FPDFText_GetCharOrigin(layer.raw, index, across, up)
                bottom = up.value
                if LETTER.match(letter) or (letter.strip() and right > left):
                    placed.append((bottom, left, right, letter))
            merged: list[list[tuple[float, float, str]]] = []
            height = float("inf")
            for bottom, left, right, letter in sorted(placed, reverse=True):
                if height - bottom > EM * 0.7:
                    merged.append([])
                    height = bottom
                merged[-1].append((left, right, letter))
            for glyphs in merged:
                glyphs.sort()
                edge, gaps = glyphs[0][1], [0.0]
                for left, right, _ in glyphs[1:]:
                    gaps.append(max(left - edge, 0.0))
                    edge = max(edge, right)
                letters = "".join(c for _, _, c in glyphs if LETTER.match(c))
                usual = statistics.median(gaps)
                yield Line(letters, glyphs[0][0], edge, max(gaps), usual)


def judge(path: Path, wanted: list[Paragraph]) -> dict[str, float]:
    """What the table says of one PDF."""
    found = [line for line in lines(path) if line.letters]
    ends = cut = short = 0
    gaps: list[float] = []
    tracking: list[float] = []
    at = 0
    for paragraph in wanted:
        places = [match.start() for match in LETTER.finditer(paragraph.text)]
        read = 0
        while read < len(places) and at < len(found):
            line = found[at]
            at += 1
            for letter in line.letters:  # some PDFs say a letter twice
                if read < len(places) and paragraph.text[places[read]] == letter:
                    read += 1
            if read >= len(places):
                break
            ends += 1
            # The line ends somewhere between two consonants: is a word's end there?
            between = range(places[read - 1] + 1, places[read] + 1)
            cut += not any(place in paragraph.ends for place in between)
            short += COLUMN[1] - line.right > SHORT
            gaps.append(line.gap / EM)
            tracking.append(line.tracking / EM)
    if not ends:
        return {}
    whole = {tool: extracted(path, tool, wanted) for tool in ("poppler", "pdfium")}
    return {
        "lines": ends,
        "cut words %": 100 * cut / ends,
        "short lines %": 100 * short / ends,
        "widest gap em": max(gaps),
        "gap p95 em": statistics.quantiles(gaps, n=20)[-1],
        "tracking max": max(tracking),
        "tracking p95": statistics.quantiles(tracking, n=20)[-1],
        **{f"{tool} whole %": share for tool, share in whole.items()},
    }


def extracted(path: Path, tool: str, wanted: list[Paragraph]) -> float:
    """The share of sentences that come out of the PDF to the letter, in percent."""
    if tool == "poppler":
        run = subprocess.run(["pdftotext", str(path), "-"], check=True, capture_output=True)
        text = run.stdout.decode()
    else:
        with pypdfium2.PdfDocument(path) as opened:
            text = "\n".join(page.get_textpage().get_text_range() for page in opened)
    text = text.replace("\f", "\n")
    parts = [part for paragraph in wanted for part in paragraph.sentences]
    whole = 0
    for part in parts:
        pattern = (r"[ \r\n]+" if c == " " else re.escape(c) for c in part)
        whole += bool(re.search(r"[\r\n]*".join(pattern), text))
    return 100 * whole / len(parts)


def main() -> None:
    """Print both tables."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else TREEBANK
    wanted = paragraphs(path)
    with tempfile.TemporaryDirectory() as folder:
        table = {}
        for name, engine in ENGINES.items():
            target = Path(folder) / f"{name}.pdf"
            try:
                engine([paragraph.text for paragraph in wanted], target)
            except (ImportError, OSError, subprocess.SubprocessError) as error:
                print(f"{name} is not here: {error}")
                continue
            if not (judged := judge(target, wanted)):
                print(f"{name} made a file without text")
                continue
            table[name] = judged
        columns = next(iter(table.values()))
        print(f"{'':<12}" + "".join(f"{column:>16}" for column in columns))
        for name, row in table.items():
            print(f"{name:<12}" + "".join(f"{value:>16.2f}" for value in row.values()))
    print()
    long_book(wanted)


def long_book(wanted: list[Paragraph]) -> None:
    """Time and memory for a book of PAGES pages, each in a process of its own."""
    print(f"{PAGES} pages{'':<12}{'seconds':>10}{'ratio':>8}{'MB':>8}{'ratio':>8}")
    seen: dict[str, list[tuple[float, float]]] = {"WeasyPrint": [], "thaibook": []}
    for _ in range(3):
        for name, runs in seen.items():
            runs.append(_measured(name))
    medians = {name: tuple(map(statistics.median, zip(*runs, strict=True)))
               for name, runs in seen.items()}  # fmt: skip
    base = medians["WeasyPrint"]
    for name, (seconds, memory) in medians.items():
        print(f"{name:<21}{seconds:>10.1f}{seconds / base[0]:>8.2f}{memory:>8.0f}"
              f"{memory / base[1]:>8.2f}")  # fmt: skip


def _measured(name: str) -> tuple[float, float]:
    code = f"import sys; sys.argv[1:] = ['--one', '{name}']; import runpy; runpy.run_path({__file__!r}, run_name='__main__')"  # noqa: E501
    began = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{name} failed")
    scale = 1024 * 1024 if sys.platform == "darwin" else 1024
    return time.perf_counter() - began, usage.ru_maxrss / scale


def one(name: str) -> None:
    """Set a long book, every paragraph of it different, with one engine."""
    train = TREEBANK.with_name(TREEBANK.name.replace("dev", "train"))
    source = train if train.exists() else TREEBANK
    texts: list[str] = []
    letters = 0
    for each in (5, 6, 7, 8, 9, 4, 3):  # other groupings give other paragraphs
        for paragraph in paragraphs(source, each):
            texts.append(paragraph.text)
            letters += len(paragraph.text)
            if letters > PAGES * 1450:
                break
        if letters > PAGES * 1450:
            break
    with tempfile.TemporaryDirectory() as folder:
        ENGINES[name](texts, Path(folder) / "book.pdf")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(sys.argv[2])
    else:
        main()
