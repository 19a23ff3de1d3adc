"""Thousands of files that nobody wrote, by hand: each ends well or in words.

    python -m tests.at_random manuscripts 10000
    python -m tests.at_random settings 1000
    python -m tests.at_random damaged 1000

A number behind the count is the seed of the first, and the next has the next; the same seed gives
the same file. Each is worked on in a copy of this process, which has built a book before, so that
nothing of one is left for the next.
Wrong is what ends by an exception or a signal, takes more than 10 s of the processor or 1 GB, names
no file, or makes files that are no good ones or of which one has letters that the other has not.
What is wrong is kept in a folder that is named.
"""

from __future__ import annotations

import gc
import io
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import traceback
import unicodedata
import warnings
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import redirect_stderr, redirect_stdout, suppress
from pathlib import Path

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parent)]

import pikepdf
import pypdfium2
from anything import CHAOTIC, TIDY, settings_text
from hypothesis.control import BuildContext
from hypothesis.errors import StopTest
from hypothesis.internal.conjecture.data import ConjectureData
from hypothesis.strategies import SearchStrategy
from lxml import etree
from test_fuzz import write
from validator import faults_of_epub, faults_of_pdf

from thaibook.build import build
from thaibook.commands.main import main as program
from thaibook.messages import BookError

SECONDS, MEGABYTES = 10, 1_000
TOGETHER = 8  # manuscripts in a book, since most of the time is the same for one
SAMPLE = Path(__file__).parent / "data" / "sample"
BODY = "{http://www.w3.org/1999/xhtml}body"
MATHS = "{http://www.w3.org/1998/Math/MathML}math"
FAULT = 70  # the exit status of a fault of the program's own
Judge = Callable[[Path], tuple[str, list[str]]]  # how a folder ended, and what was wrong
Case = tuple[Callable[[Path], object], Judge]  # what fills a folder, and who judges it


def main() -> int:
    """Try all; the exit status."""
    kind, number, chosen = [*sys.argv[1:], "0"][:3]
    every = {"manuscripts": manuscripts, "settings": books_yaml, "damaged": damaged}[kind]
    warnings.simplefilter("ignore")
    os.environ |= {"SOURCE_DATE_EPOCH": "1538352000", "PATH": "/nowhere"}  # without Java
    kept = Path(tempfile.mkdtemp(prefix="thaibook-wrong-"))
    ends: Counter[str] = Counter()
    bad = 0
    with tempfile.TemporaryDirectory() as name:
        os.environ["XDG_CACHE_HOME"] = f"{name}/cache"
        build(SAMPLE, Path(name) / "sample")  # all is loaded
        gc.collect()
        gc.freeze()  # or each copy would copy all of it, when it looks for rubbish
        for index, (fill, judge) in enumerate(every(int(number), int(chosen), Path(name))):
            end, wrong = _judged(Path(name) / "try", fill, judge, kept / f"{kind}-{index}")
            ends.update(end.split())
            bad += bool(wrong)
    if not bad:
        kept.rmdir()
    print(f"{number} {kind}, {bad} wrong{f', kept in {kept}' if bad else ''}; {dict(ends)}")
    return int(bad > 0)


def _judged(
    folder: Path, fill: Callable[[Path], object], judge: Judge, kept: Path
) -> tuple[str, list[str]]:
    """How it ended, and what is wrong, which is said and kept."""
    fill(folder)
    reads, writes = os.pipe()
    if not (child := os.fork()):
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS * TOGETHER, SECONDS * TOGETHER))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        try:
            end, wrong = judge(folder)
        except BaseException as error:
            wrong = traceback.format_exception(error, limit=-4)
            end = type(error).__name__
        os.write(writes, "\0".join([end, *wrong]).encode("utf-8", "replace")[:4000])
        os._exit(0)
    os.close(writes)
    with os.fdopen(reads, "rb") as pipe:
        end, *wrong = pipe.read().decode("utf-8", "replace").split("\0")
    _, status, usage = os.wait4(child, 0)
    if usage.ru_utime > SECONDS and " " not in end:
        wrong.append(f"{usage.ru_utime:.0f} s")
    if code := os.waitstatus_to_exitcode(status):
        end = f"ended-by-{code}"
        wrong.append(end)
    if usage.ru_maxrss > MEGABYTES * 1024:
        wrong.append(f"{usage.ru_maxrss // 1024} MB")
    if wrong:
        print(f"{kept.name} {end}: {' '.join('; '.join(wrong).split())[:900]}", flush=True)
        shutil.copytree(folder, kept)
    shutil.rmtree(folder)
    return end, wrong


def drawn(strategy: SearchStrategy[str], chosen: int) -> str:
    """A text of the strategy, the same each time. Not by `given`, which makes most of its texts
    by changing a little in others."""
    chance = random.Random(chosen)
    while True:
        data = ConjectureData(random=chance)
        with suppress(StopTest), BuildContext(data, wrapped_test=drawn):  # it got too long
            return data.draw(strategy)


# --- manuscripts


def manuscripts(number: int, chosen: int, _: Path) -> Iterator[Case]:
    """Half of them any signs, half of them whole and well-formed; TOGETHER chapters of a book."""
    for first in range(0, number, TOGETHER):
        tidy = bool(first // TOGETHER % 2)
        chosen_ones = range(chosen + first, chosen + min(first + TOGETHER, number))
        texts = [drawn(TIDY if tidy else CHAOTIC, each) for each in chosen_ones]
        yield _writes(_yaml("a"), *texts), _judge_of_all(texts, tidy)


def _yaml(names: Iterable[str]) -> str:
    return f"title: เล่มทดสอบ\nchapters: [{', '.join(f'{name}.md' for name in names)}]\n"


def _writes(yaml: str, *chapters: str) -> Callable[[Path], object]:
    return lambda folder: write(folder, yaml, *chapters)


def _judge_of_all(texts: list[str], tidy: bool) -> Judge:
    """tidy: there is no fault to find, and so no reason for not making it."""

    def judge(folder: Path) -> tuple[str, list[str]]:
        ends, wrong = _ends(folder, dict(zip("abcdefgh", texts, strict=False)))
        if tidy:
            wrong += [f"{name}: {end}" for name, end in ends.items() if end != "made"]
        return " ".join(ends.values()), wrong

    return judge


def _ends(folder: Path, texts: dict[str, str]) -> tuple[dict[str, str], list[str]]:
    """How each chapter ended: what is refused is told with its file, and left out the next time."""
    ends: dict[str, str] = {}
    wrong: list[str] = []
    while left := {name: text for name, text in texts.items() if name not in ends}:
        begun = time.process_time()
        (folder / "book.yaml").write_text(_yaml(left), "utf-8")
        refused, faults = _builds(folder)
        if time.process_time() - begun > SECONDS:
            faults.append("slow")
        named = {name: refused[name] for name in left if name in refused}
        if refused and not named:
            faults.append(f"no chapter named: {refused}")
        wrong += [f"{' '.join(left)}: {each}" for each in faults]
        for name, codes in (named if refused and named else left).items():
            lost = "text-lost" in codes
            ends[name] = "made" if not refused else "refused:text-lost" if lost else "refused"
            if lost:
                wrong.append(f"{name}: text-lost")
    return ends, wrong


def _ends_well(folder: Path) -> tuple[str, list[str]]:
    refused, wrong = _builds(folder)
    return "refused" if refused else "made", wrong


def _builds(folder: Path) -> tuple[dict[str, set[str]], list[str]]:
    """Why it was refused, by the names of files; and what is wrong."""
    try:
        built = build(folder, folder / "made")
    except BookError as error:
        refused: dict[str, set[str]] = {}
        for each in error.problems:
            if each.is_error or not each.path:
                refused.setdefault(Path(each.path).stem, set()).add(each.code)
        return refused, [f"no file: {each}" for each in error.problems if not each.path]
    epub, pdf = built.files
    wrong = faults_of_epub(epub.read_bytes()) + faults_of_pdf(pdf.read_bytes())
    return {}, wrong + missing_on_paper(epub, pdf)


def missing_on_paper(epub: Path, pdf: Path) -> list[str]:
    """The letters that the chapters of the EPUB have oftener than the PDF; those of Thai and of
    ASCII, since others are drawn by fonts that may not have them. Poppler leaves out what is drawn
    over the same letter, PDFium what is below a line's height: none is lost that one of them reads.
    """
    wanted: Counter[str] = Counter()
    with zipfile.ZipFile(epub) as archive:
        for name in archive.namelist():
            if name.startswith("EPUB/text/chapter-"):
                for body in etree.fromstring(archive.read(name)).iter(BODY):
                    # Drawn; its words are in the structure.
                    etree.strip_elements(body, MATHS, with_tail=False)
                    wanted.update(
                        _letters(str(etree.tostring(body, encoding="unicode", method="text")))
                    )
    words = ["/usr/bin/pdftotext", "-enc", "UTF-8", str(pdf), "-"]
    poppler = subprocess.run(words, capture_output=True, check=True).stdout.decode()
    with pypdfium2.PdfDocument(pdf) as document:
        pdfium = "".join(page.get_textpage().get_text_range() for page in document)
    read = Counter(_letters(poppler)) | Counter(_letters(pdfium))
    lost = wanted - read
    return [f"not on paper: {dict(lost)}"] if lost else []


def _letters(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text)
    return [c for c in plain if (c.isascii() and c.isalnum()) or "\u0e01" <= c <= "\u0e5b"]


# --- settings


def books_yaml(number: int, chosen: int, _: Path) -> Iterator[Case]:
    """Half of them of any keys and values, half the sample's, whose bytes are changed."""
    half = number // 2
    chance = random.Random(chosen)
    for each in range(chosen, chosen + half):
        yaml = drawn(settings_text(), each)
        yield _writes(yaml, "# ก\n\nข\n", "# ค\n\nง\n"), _ends_well
    settings_of_sample = (SAMPLE / "book.yaml").read_bytes()
    for _number in range(number - half):
        changed = _damage(settings_of_sample, chance, pieces=list(PIECES))

        def fill(folder: Path, changed: bytes = changed) -> None:
            shutil.copytree(SAMPLE, folder)
            (folder / "book.yaml").write_bytes(changed)

        yield fill, _ends_well


PIECES = (b": ", b"\n", b"- ", b"[", b"]", b"{", b"}", b"&a ", b"*a", b"|\n", b"null", b"'", b'"',
          b"1e999", b"-1", b"\xff", b"\0", b"\t", b"!!python/name:os.abort ", b"0mm", b"9e9mm",
          b"<<: *a", "ก".encode(), b"../", b"true", b"2020-13-40", b"%", b"#")  # fmt: skip


def _damage(data: bytes, chance: random.Random, pieces: list[bytes]) -> bytes:
    """Some bytes changed, cut out, doubled, or replaced by pieces."""
    made = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        at = chance.randrange(len(made) + 1)
        length = min(chance.choice((0, 1, 1, 2, 8, 100, 2000)), len(made) - at)
        kind = chance.randrange(5)
        if kind == 0:
            made[at : at + length] = chance.choice(pieces)
        elif kind == 1:
            made[at : at + length] = chance.randbytes(length)
        elif kind == 2:
            del made[at : at + length]
        elif kind == 3:
            made[at:at] = made[at : at + length]
        else:
            other = chance.randrange(len(made) + 1)
            made[at : at + length] = made[other : other + length]
    if chance.random() < 0.05:
        del made[chance.randrange(len(made) + 1) :]
    return bytes(made)


# --- damaged files


def damaged(number: int, chosen: int, here: Path) -> Iterator[Case]:
    """EPUBs and PDFs of the sample, damaged from without and from within."""
    chance = random.Random(chosen)
    epub, pdf = (path.read_bytes() for path in sorted((here / "sample").iterdir()))
    plain = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.save(
            plain, static_id=True, stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )  # fmt: skip
    pieces_of_pdf = [
        b"0 R",
        b"1 0 R",
        b"<<",
        b">>",
        b"[",
        b"]",
        b"stream\n",
        b"endobj",
        b"/Kids",
        b"-1",
        b"99999999999",
        b"/FlateDecode",
        b"q ",
        b"Q ",
        b"Do",
        b"null",
        b"(",
    ]
    for index in range(number):
        kind = index % 4
        if kind == 0:
            made, suffix = _damage(epub, chance, list(PIECES)), "epub"
        elif kind == 1:
            made, suffix = _damaged_within(epub, chance), "epub"
        else:
            made, suffix = _damage((pdf, plain.getvalue())[kind % 2], chance, pieces_of_pdf), "pdf"
        yield _alone(f"x.{suffix}", made), _checks


def _damaged_within(epub: bytes, chance: random.Random) -> bytes:
    """An archive that is good, with one or some files that are not."""
    made = io.BytesIO()
    pieces = [b"<", b">", b"</p>", b"&", b"&x;", b'="', b"]]>", b"<!--", b"<!DOCTYPE a [", b'"',
              b"xmlns=", b"href='#'", b"../../x", b"\0", b"\xff", b"url("]  # fmt: skip
    with zipfile.ZipFile(io.BytesIO(epub)) as old, zipfile.ZipFile(made, "w") as new:
        wanted = {*chance.sample(old.namelist(), chance.choice((1, 1, 2, 5)))}
        for name in old.namelist():
            data = old.read(name)
            if name in wanted and chance.random() < 0.9:
                data = _damage(data, chance, pieces)
            elif name in wanted:
                name = chance.choice(
                    ("../x", "/etc/x", "mimetype", f"{name}/", "ก" * 300, name.upper())
                )
            new.writestr(name, data, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _alone(name: str, data: bytes) -> Callable[[Path], None]:
    def fill(folder: Path) -> None:
        folder.mkdir()
        (folder / name).write_bytes(data)

    return fill


def _checks(folder: Path) -> tuple[str, list[str]]:
    """What `check` says to it, all of it."""
    (file,) = folder.iterdir()
    said, complaints = io.StringIO(), io.StringIO()
    with redirect_stdout(said), redirect_stderr(complaints):
        status = program(["check", str(file), "--lang", "en"])
    text = complaints.getvalue()
    wrong = ["a fault"] if status == FAULT or "Traceback" in text else []
    if status not in (0, 1):
        wrong.append(f"status {status}")
    if status and file.name not in text:
        wrong.append(f"the file is not named: {text[:300]}")
    if not said.getvalue() and not text:
        wrong.append("not a word")
    return f"{file.suffix[1:]}:{status}", wrong


if __name__ == "__main__":
    sys.exit(main())
