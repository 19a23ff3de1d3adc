"""The trial: chapters as people type them, built, and judged by who knows what was put in.

`python -m tests.trial --chapters 200 --seed 1` writes a book in which every construct of
trial_constructs stands among the others, builds it as an author would, and reads both files:
no marked word may be lost, no sign printed raw, no two lines joined without a space, nothing
hidden printed, no prose set as code, unless a message names the file and a line of the
construct. It prints the figures by construct, and ends with 1 where anything happened in silence.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import pypdfium2
from lxml import etree

sys.path.insert(0, str(Path(__file__).parent))
from trial_constructs import CONSTRUCTS, Construct

ROOT = Path(__file__).resolve().parent.parent
SYLLABLES = ("กา", "ขา", "คา", "งา", "จา", "ดา", "ตา", "นา", "บา", "ปา")  # one a digit
A_CHAPTER = 12  # constructs
X = "{http://www.w3.org/1999/xhtml}"
BLOCKS = {f"{X}{name}" for name in (
    "p", "div", "li", "ul", "ol", "br", "h1", "h2", "h3", "h4", "tr", "td", "th", "table",
    "blockquote", "pre", "section", "aside", "figure", "figcaption", "dt", "dd", "hr", "nav",
)}  # fmt: skip
MARKS = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff\ufffe]")  # what no reader sees
IN_LINES = re.compile(r"([^{}]+)\{[^{}]*display:\s*(?:inline-)?block")
MESSAGE = re.compile(r"^(\S+?):(\d+): (\S+) (.*)$", re.MULTILINE)
EDGE = 14  # letters beyond the first and the last marked word in which its signs may stand
HEAD = 120  # letters of a running head
FAULTS = ("lost epub", "lost pdf", "raw epub", "raw pdf", "joined epub", "joined pdf", "leaked",
          "as code")  # fmt: skip
# Lines that were meant as lines and stand in one, with a space between: told apart, because
# Markdown means it so.
RUN_ON = "run on"
BULLETS = ("-", "+")  # for which a reader sees another sign
SIGNS = "*|\t "  # of Markdown, around the words of a line


@dataclass(frozen=True)
class Placed:
    """A construct where it stands: its file, first and last line, and its marked words, line by
    line."""

    construct: Construct
    file: str
    first: int
    last: int
    lines: tuple[tuple[str, ...], ...]
    ends: tuple[tuple[str, str], ...]  # what stands before and after the words of each line

    @property
    def words(self) -> list[str]:
        """Every marked word, in order."""
        return [word for line in self.lines for word in line]


@dataclass
class Printed:
    """What came out of a book: text of each chapter in the EPUB, its code, text of the PDF,
    and (file, line, code) of each message."""

    chapters: dict[str, str]
    code: str
    pdf: str
    messages: list[tuple[str, int, str]]
    pdf_in_order: str = ""  # as Poppler reads it, which puts markers before their items


@dataclass
class Verdict:
    """Figures by construct; of the faults also where the first of each kind was."""

    count: Counter[str] = field(default_factory=Counter)
    told: Counter[str] = field(default_factory=Counter)
    alarms: Counter[str] = field(default_factory=Counter)
    faults: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    places: dict[tuple[str, str], str] = field(default_factory=dict)

    @property
    def silent(self) -> int:
        """How much happened in silence."""
        return sum(counts.total() - counts[RUN_ON] for counts in self.faults.values())

    @property
    def run_on(self) -> int:
        """How many lines run on in silence."""
        return sum(counts[RUN_ON] for counts in self.faults.values())


def marked(number: int) -> str:
    """The marked word of that number; all have one length, none is part of another."""
    return "ซอ" + "".join(SYLLABLES[int(digit)] for digit in f"{number:05}")


class Writer:
    """Writes chapters; every marked word is given once."""

    def __init__(self, seed: int) -> None:
        self._random, self._given, self._notes = random.Random(seed), 0, 0
        self._left: list[Construct] = []

    def chapter(self, file: str) -> tuple[str, list[Placed]]:
        """The text of a chapter, and what stands where in it."""
        lines = ["# บททดลอง", ""]
        placed = []
        for _ in range(A_CHAPTER):
            if not self._left:  # every construct comes as often as the others
                self._left = self._random.sample(CONSTRUCTS, len(CONSTRUCTS))
            construct = self._left.pop()
            text, words, ends = self._written(construct)
            first = len(lines) + 1
            lines += [*text.split("\n"), ""]
            placed.append(Placed(construct, file, first, len(lines) - 1, words, ends))
        return "\n".join(lines), placed

    def _written(
        self, construct: Construct
    ) -> tuple[str, tuple[tuple[str, ...], ...], tuple[tuple[str, str], ...]]:
        self._notes += 1
        template = construct.text.replace("[^{}]", f"[^n{self._notes}]")
        written, words, ends = [], [], []
        for line in template.split("\n"):
            first, *rest = line.split("@")
            ends.append((first.strip(SIGNS), rest[-1].strip(SIGNS) if rest else ""))
            own = []
            for part in rest:
                self._given += 1
                own.append(marked(self._given))
                first += own[-1] + part
            written.append(first.replace("\0", "@"))
            words.append(tuple(own))
        return "\n".join(written), tuple(words), tuple(ends)


def judge(placed: Sequence[Placed], printed: Printed) -> Verdict:
    """What happened to each construct, and whether the author was told."""
    verdict = Verdict()
    named = defaultdict(set)
    for file, line, _ in printed.messages:
        named[file].add(line)
    clipped = {file for file, _, code in printed.messages if code == "L100-more"}
    bare_pdf, in_order = _bare(printed.pdf), _bare(printed.pdf_in_order)
    for each, before, after in zip(placed, [None, *placed], [*placed[1:], None], strict=False):
        name = each.construct.name
        verdict.count[name] += 1
        is_told = any(each.first <= line <= each.last for line in named[each.file])
        verdict.told[name] += is_told
        if is_told and each.construct.is_clean:
            verdict.alarms[name] += 1
        text = printed.chapters.get(each.file, "")
        happened = [
            *_in_format("epub", each, before, after, text, _bare(text)),
            *_in_format("pdf", each, before, after, printed.pdf, bare_pdf),
            *_hidden_and_code(each, text, bare_pdf, printed.code),
            *_markers(each, in_order, bare_pdf),
        ]
        if is_told or each.file in clipped:
            continue
        for fault in happened:
            verdict.faults[name][fault] += 1
            verdict.places.setdefault((name, fault), f"{each.file}:{each.first}")
    return verdict


def _in_format(
    kind: str, each: Placed, before: Placed | None, after: Placed | None, text: str, bare: str
) -> Iterator[str]:
    """What is wrong with a construct in one format; bare: its text without white space."""
    shown = [w for n, w in enumerate(each.words) if n not in each.construct.hidden]
    yield from (f"lost {kind}" for word in shown if word not in bare)
    window = _around(each, before, after, bare)
    yield from (f"raw {kind}" for sign in each.construct.raw if sign.replace("\0", "@") in window)
    if each.construct.is_lines:
        yield from _joined(kind, each, text)


def _joined(kind: str, each: Placed, text: str) -> Iterator[str]:
    """Lines that stand in one, without a space between or with one."""
    lines = [(words, ends) for words, ends in zip(each.lines, each.ends, strict=True) if words]
    for (upper, (_, tail)), (lower, (head, _)) in pairwise(lines):
        start = text.find(upper[-1])
        end = text.find(lower[0], start) if start >= 0 else -1
        if end < 0:
            continue
        between = text[start + len(upper[-1]) : end]
        is_joined = between.startswith((f"{tail}{head}", head)) if head else between == tail
        if is_joined or not between:
            yield f"joined {kind}"
        elif kind == "epub" and "\n" not in between and "|" not in between:
            yield RUN_ON


def _markers(each: Placed, *readings: str) -> Iterator[str]:
    """What stood before the words of a line, and is not on paper: a running head may stand
    between the two, and a reader may take the - of `1-` for a hyphen."""
    for line, (head, _) in zip(each.lines, each.ends, strict=True):
        if not each.construct.is_lines or not line:
            continue
        marker = "" if head in BULLETS else _bare(head.replace("*", ""))
        places = [(bare, bare.find(line[0])) for bare in readings]
        if not any(
            place < 0 or marker in bare[max(0, place - HEAD) : place] for bare, place in places
        ):
            yield "lost pdf"


def _around(each: Placed, before: Placed | None, after: Placed | None, bare: str) -> str:
    """The text from a little before the first marked word to a little after the last one, but
    nothing of the neighbours."""
    places = [place for word in each.words if (place := bare.find(word)) >= 0]
    if not places:
        return ""
    start, end = min(places), max(places) + len(each.words[0])
    if end - start > 40 * len("".join(each.words)):  # a note stands far from its call
        end = start + 4 * len("".join(each.words))
    left, right = max(0, start - EDGE), end + EDGE
    for neighbour in filter(None, (before, after)):
        for word in neighbour.words:
            place = bare.find(word)
            if left <= place < start:
                left = place + len(word)
            elif end <= place < right:
                right = place
    return bare[left:right]


def _hidden_and_code(each: Placed, text: str, bare_pdf: str, code: str) -> Iterator[str]:
    bare = _bare(text)
    for number in each.construct.hidden:
        if each.words[number] in bare or each.words[number] in bare_pdf:
            yield "leaked"
    if each.construct.is_prose and each.construct.name != "code in an item":
        yield from ("as code" for word in each.words if word in code)


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def read_epub(path: Path, files: Sequence[str]) -> tuple[dict[str, str], str]:
    """The text of each chapter, by the file it was typed in, and all that is set as code."""
    texts, code = {}, []
    with zipfile.ZipFile(path) as archive:
        sheets = [archive.read(n).decode() for n in archive.namelist() if n.endswith(".css")]
        lined = {name for css in sheets for selector in IN_LINES.findall(css)
                 for name in re.findall(r"\.([\w-]+)\s*(?:,|$)", selector)}  # fmt: skip
        for number, file in enumerate(files, 1):
            root = etree.fromstring(archive.read(f"EPUB/text/chapter-{number}.xhtml"))
            body = root.find(f"{X}body")
            parts: list[str] = []
            if body is not None:
                _spell(body, parts, lined)
                code += [
                    "".join(map(str, pre.itertext())) for pre in body.iter(f"{X}pre", f"{X}code")
                ]
            texts[file] = MARKS.sub("", "".join(parts))
    return texts, MARKS.sub("", "\n".join(code))


def _spell(node: etree._Element, parts: list[str], lined: set[str]) -> None:
    """The text of an element; a block begins and ends a line, as do the classes of `lined`."""
    is_block = node.tag in BLOCKS or bool(lined & set(node.get("class", "").split()))
    edge = "\n" if is_block else ""
    parts += [edge, node.text or "", node.get("alt", "") or node.get("alttext", "")]
    for child in node:
        if isinstance(child.tag, str):
            _spell(child, parts, lined)
        parts.append(child.tail or "")
    parts.append(edge)


def read_pdf(path: Path) -> str:
    """The text of every page."""
    with pypdfium2.PdfDocument(path) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    return MARKS.sub("", "\n".join(pages).replace("\r", ""))


def read_in_order(path: Path) -> str:
    """The text of the PDF as Poppler reads it, where it is."""
    if not shutil.which("pdftotext"):
        return ""
    words = ["pdftotext", "-enc", "UTF-8", str(path), "-"]
    return MARKS.sub("", subprocess.run(words, capture_output=True, text=True, check=True).stdout)


def run_trial(folder: Path, chapters: int, seed: int) -> tuple[Verdict, list[str]]:
    """Write, build and judge; also the chapters that the program refused, with its messages.
    What is refused is told, and taken out of the book, so that the rest can be judged."""
    writer, placed = Writer(seed), []
    for number in range(1, chapters + 1):
        file = f"chapter-{number:03}.md"
        text, stands = writer.chapter(file)
        (folder / file).write_text(text, "utf-8")
        placed += stands
    picture = ROOT / "tests" / "data" / "markup" / "pic.png"
    for name in ("รูป.png", "a.png"):
        (folder / name).write_bytes(picture.read_bytes())
    words = "\n".join(word for each in placed for word in each.words)
    (folder / "words.txt").write_text(words, "utf-8")
    files, refused = sorted(path.name for path in folder.glob("*.md")), list[str]()
    while files:
        settings = f"title: การทดลอง\nslug: trial\nchapters: [{', '.join(files)}]\n"
        (folder / "book.yaml").write_text(settings, "utf-8")
        done = subprocess.run(
            [sys.executable, str(ROOT / "make_book.py"), ".", "--lang", "en"],
            cwd=folder, capture_output=True, text=True, check=False,
        )  # fmt: skip
        messages = [(file, int(line), code) for file, line, code, _ in MESSAGE.findall(done.stderr)]
        if done.returncode == 0:
            break
        wrong = {file for file, _, code in messages if _is_error(code)} & set(files)
        if not wrong:
            raise SystemExit(
                f"the build failed, and no chapter is to blame:\n{done.stderr[-2000:]}"
            )
        refused += [f"{f}:{line} {code}" for f, line, code in messages if _is_error(code)]
        files = [file for file in files if file not in wrong]
    texts, code = read_epub(folder / "dist" / "trial.epub", files)
    pdf = folder / "dist" / "trial.pdf"
    printed = Printed(texts, code, read_pdf(pdf), messages, read_in_order(pdf))
    return judge([each for each in placed if each.file in set(files)], printed), refused


def _is_error(code: str) -> bool:
    from thaibook.messages.catalogue import MESSAGES

    return code in MESSAGES and MESSAGES[code].is_error


def report(verdict: Verdict, refused: Sequence[str]) -> str:
    """The figures by construct, the worst first, and where to look."""
    width = max(map(len, verdict.count))
    heads = ("times", "told", "alarms", *FAULTS, RUN_ON)
    lines = [f"{'construct':{width}}  {'  '.join(heads)}"]
    names = sorted(verdict.count, key=lambda name: (-sum(verdict.faults[name].values()), name))
    for name in names:
        figures = (verdict.count[name], verdict.told[name], verdict.alarms[name],
                   *(verdict.faults[name][fault] for fault in (*FAULTS, RUN_ON)))  # fmt: skip
        row = "  ".join(f"{n or '.':>{len(head)}}" for head, n in zip(heads, figures, strict=True))
        lines.append(f"{name:{width}}  {row}")
    lines += [f"{name}: {fault}, first at {at}" for (name, fault), at in verdict.places.items()]
    lines += [f"refused: {each}" for each in refused]
    good = sum(not verdict.faults[name].total() for name in names)
    lines.append(
        f"{good} of {len(names)} constructs without a fault; in silence: {verdict.silent}; "
        f"run on: {verdict.run_on}; false alarms: {verdict.alarms.total()}; "
        f"refused: {len(refused)}"
    )
    return "\n".join(lines)


def main() -> int:
    """The trial, from the shell's words to its exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--chapters", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="write the book here, and leave it")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="trial-") as temporary:
        folder = arguments.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        verdict, refused = run_trial(folder, arguments.chapters, arguments.seed)
    print(report(verdict, refused))  # noqa: T201 (what it is for)
    return int(verdict.silent > 0)


if __name__ == "__main__":
    sys.exit(main())
