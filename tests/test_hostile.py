"""Manuscripts of strangers: nothing is read, fetched or run, and each build ends soon.

tests/data/hostile/<attack>/ is a manuscript each; ends.txt says how it ends: the problem
with its place, or `files`. links.txt names symbolic links to be made. What is too large to
keep is made here.
"""

from __future__ import annotations

import io
import os
import shutil
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import PIL.Image
import pypdfium2
import pytest
from conftest import DATA, Run, run_job
from program import Job
from validator import faults_of_epub, faults_of_pdf, plain_pdf

ATTACKS = sorted(path for path in (DATA / "hostile").iterdir() if path.is_dir())
SECONDS, MEGABYTES = 30, 1_000  # of a processor, of memory
CANARY = "นกขมิ้นเหลืองอ่อน"  # what lies outside the book's folder sings this
BOOK = "title: เล่มทดสอบ\nchapters: [a.md]\n"


@dataclass(frozen=True)
class Ended:
    """How a build ended: its status, what it printed, and the files it made."""

    status: int
    printed: str
    files: dict[str, bytes]
    seconds: float
    megabytes: int


Build = Callable[[Path], Ended]


@pytest.fixture(scope="module")
def temporary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("temporary")


def _watched(book: Path, output: Path, temporary: Path, **more: str) -> tuple[Run, list[str]]:
    """Build a book under guard: how that ended, and what was opened outside or asked for."""
    log = temporary / "events.log"
    job: Job = {
        "words": [".", "-o", str(output), "--lang", "en"],
        "cwd": str(book),
        "watch": str(log),
        "roots": [str(book), str(output)],
    }
    job |= cast(Job, more)
    own = {"TMPDIR": str(temporary), "XDG_CACHE_HOME": str(temporary / "cache")}
    done = run_job(job, NO_COLOR="1", **own)
    return done, log.read_text("utf-8", "surrogateescape").splitlines()


@pytest.fixture
def build(temporary: Path, tmp_path: Path) -> Build:
    """Build a book under guard; nothing outside its folder was opened, nobody was called."""

    def run(book: Path) -> Ended:
        output = tmp_path / "made"
        done, events = _watched(book, output, temporary)
        assert events == []
        printed = done.stdout + done.stderr
        assert "Traceback" not in printed, printed[-3000:]
        files = {path.suffix: path.read_bytes() for path in output.glob("*")}
        return Ended(done.returncode, printed, files, done.seconds, done.megabytes)

    return run


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder with files that a book in a folder of it would like to read."""
    folder = tmp_path / "outside"
    folder.mkdir()
    for name in ("canary.md", "canary.txt"):
        (folder / name).write_text(f"# {CANARY}\n", "utf-8")
    (folder / "canary.yaml").write_text(f"title: {CANARY}\nchapters: [a.md]\n", "utf-8")
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg"><text id="a">{CANARY}</text></svg>'
    (folder / "canary.svg").write_text(drawing, "utf-8")
    PIL.Image.new("RGB", (9, 9), "yellow").save(folder / "canary.png")
    return folder


def _judge(ended: Ended, wanted: str, seconds: float = SECONDS) -> None:
    """The build ended as `wanted`, soon, and told nothing of what lies outside."""
    assert ended.seconds < seconds
    assert ended.megabytes < MEGABYTES
    assert CANARY not in ended.printed
    assert "root:" not in ended.printed  # of /etc/passwd
    if wanted != "files":
        assert ended.status == 1, ended.printed
        assert ended.files == {}
        code, _, place = wanted.partition(" ")
        assert f"{place}: {code} " in ended.printed
        return
    assert ended.status == 0, ended.printed
    assert faults_of_epub(ended.files[".epub"]) == []
    assert faults_of_pdf(ended.files[".pdf"]) == []
    for text in _everything(ended.files):
        for secret in (CANARY, "root:x:", "root:*:"):
            assert secret not in text


def _everything(files: dict[str, bytes]) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(files[".epub"])) as archive:
        for name in archive.namelist():
            yield archive.read(name).decode("utf-8", "replace")
    yield plain_pdf(files[".pdf"]).decode("utf-8", "replace")
    with pypdfium2.PdfDocument(files[".pdf"]) as document:
        for number in range(len(document)):
            yield document[number].get_textpage().get_text_range()


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda path: path.name)
def test_an_attack_comes_to_nothing(attack: Path, outside: Path, build: Build) -> None:
    book = outside / "book"
    shutil.copytree(attack, book)
    links = book / "links.txt"
    for line in links.read_text("utf-8").splitlines() if links.exists() else ():
        name, _, target = line.partition(" -> ")
        (book / name).parent.mkdir(exist_ok=True)
        (book / name).symlink_to(target)
    _judge(build(book), (attack / "ends.txt").read_text("utf-8").strip())


def test_there_are_attacks() -> None:
    assert len(ATTACKS) > 60


def test_the_guard_sees_what_is_opened(temporary: Path, outside: Path) -> None:
    """The proof that a test which finds nothing would have found something."""
    secret = outside.parent / "secret"
    _, events = _watched(outside, outside, temporary, steal=str(secret))
    assert events == [f"open {secret}", "socket.connect"]


# --- what is too large to keep


def _nested(opened: str, closed: str = "", times: int = 10_000) -> str:
    return f"# ก\n\n{opened * times}ข{closed * times}\n"


BOMBS: dict[str, tuple[str, str]] = {
    "quotations": (_nested("> "), "too-much a.md:3"),
    "quotations, without spaces": (_nested(">"), "too-much a.md:3"),
    "lists in a line": (_nested("- "), "too-much a.md:3"),
    "lists in lines": (
        "# ก\n\n" + "".join(f"{'    ' * n}- ข\n" for n in range(1000)),
        "too-much a.md:43",
    ),
    "elements": ("# ก\n\n" + "<div>" * 5000 + "ข\n", "too-much a.md:3"),
    "elements that close": (_nested("<b>", "</b>", 500), "too-much a.md:3"),
    "brackets": (_nested("[", times=100_000), "too-much a.md:3"),
    "brackets that close": (_nested("[", "]", 5_000), "too-much a.md:3"),
    "links that never end": (_nested("[ก](", times=4_000), "too-much a.md:3"),
    "pictures that never end": (_nested("![", times=5_000), "too-much a.md:3"),
    "stars": (_nested("*", times=100_000), "too-much a.md:3"),
    "underlines": (_nested("_ก ", times=50_000), "too-much a.md:3"),
    "backticks": (_nested("`", times=100_000), "too-much a.md:3"),
    "tags that never end": (_nested("<a ", times=50_000), "too-much a.md:3"),
    "comments that never end": (_nested("<!--", times=40_000), "too-much a.md:3"),
    "columns": (
        "# ก\n\n" + ("|".join("ก" * 10_000) + "\n" + "|-" * 10_000 + "\n"),
        "too-much a.md:3",
    ),
    "rows": ("# ก\n\nก|ข\n-|-\n" + "ก|ข\n" * 100_000, "too-much a.md:3"),
    "headings": ("# ก\n\n" * 1_000_000, "too-much a.md:1"),
    "paragraphs": ("# ก\n\n" + "ข\n\n" * 50_000, "too-much a.md:40001"),
    "lines": ("# ก\n\n" + "ข\n" * 100_000, "too-much a.md:3"),
    "empty lines": ("# ก\n" + "\n" * 15_000_000 + "ข\n", "too-much a.md:1"),
    "spaces": ("# ก\n\n" + " " * 15_000_000 + "ข\n", "too-much a.md:3"),
    "marks": ("# ก\n\nข" + "\u0e48" * 100_000 + "\n", "too-much a.md:3"),
    "letters": ("# ก\n\n" + "ข" * 5_000_000 + "\n", "too-much a.md:3"),
    "a line of 50 MB": ("# ก\n\n" + "ข" * 17_000_000 + "\n", "file-too-large a.md"),
    "a file of 100 MB": ("# ก\n\nข ค\n\n" * 6_000_000, "file-too-large a.md"),
    "notes that call each other": (
        "# ก\n\nข[^1]\n\n[^1]: ค[^2]\n\n[^2]: ง[^1]\n\n[^3]: จ[^3]\n",
        "files",
    ),
    "references that define each other": ("# ก\n\n[ข][ค]\n\n[ค]: [ง]\n\n[ง]: [ค]\n", "files"),
    # Just below the limits: it takes its time, but an end.
    "stars, many": (_nested("*ก ", times=9_000), "files"),
    "backticks, many": (_nested("` ก ", times=9_000), "files"),
    "backticks, longer and longer": (
        "# ก\n\n" + " ".join("`" * n for n in range(1, 135)) + "\n",
        "files",
    ),
    "brackets, many": (_nested("[ก] ", times=9_000), "files"),
    "links, many": (_nested("[ก](#chapter-1-title) ", times=9_000), "files"),
    "tags, many": (_nested("<a ", times=9_000), "files"),
    "open comments, many": (_nested("<!-- ", times=9_000), "files"),
    "one word without an end": ("# ก\n\n" + "ก" * 20_000 + "\n", "files"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_of_markdown_ends_soon(name: str, outside: Path, build: Build) -> None:
    text, wanted = BOMBS[name]
    book = _book(outside, text)
    _judge(build(book), wanted)


def _book(outside: Path, text: str = "# ก\n\nข\n", yaml: str = BOOK) -> Path:
    book = outside / "book"
    book.mkdir()
    (book / "a.md").write_text(text, "utf-8")
    (book / "book.yaml").write_text(yaml, "utf-8")
    return book


MISSING = ", ".join(f"{n}.md" for n in range(4_000))


@pytest.mark.parametrize(
    ("yaml", "wanted"),
    [
        ("[" * 500_000, "too-much book.yaml:1"),
        ("{a: " * 200_000, "too-much book.yaml:1"),
        ("- " * 400_000, "too-much book.yaml:1"),
        ("a: &a [" + "ก, " * 100_000 + "]\nb: *a\n", "yaml-alias book.yaml:2"),
        (BOOK + "subtitle: " + "ก" * 100_000 + "\n", "too-much book.yaml:3"),
        ("title: ก\nchapters:\n" + "- a.md\n" * 100_000, "too-much book.yaml:5003"),
        (f"title: ก\nchapters: [{MISSING}]\n", "chapter-missing book.yaml:2"),
        (BOOK + "".join(f"k{n}: ก\n" for n in range(50_000)), "unknown-key book.yaml:3"),
        ("ก: " * 2_000_000, "file-too-large book.yaml"),
    ],
    ids=["lists", "mappings", "dashes", "alias", "value", "chapters", "missing", "keys", "size"],
)  # fmt: skip
def test_a_bomb_of_yaml_ends_soon(yaml: str, wanted: str, outside: Path, build: Build) -> None:
    _judge(build(_book(outside, yaml=yaml)), wanted)


def _bomb(side: int, rows: int) -> bytes:
    """A PNG of side x side black pixels, which is small until it is unfolded; of these, rows."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    packer = zlib.compressobj(1)
    row = bytes(1 + side * 3)
    pixels = b"".join(packer.compress(row) for _ in range(rows)) + packer.flush()
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        chunk(*part) for part in ((b"IHDR", head), (b"IDAT", pixels), (b"IEND", b""))
    )


@pytest.mark.parametrize(
    ("side", "rows", "wanted"),
    [(20_000, 1_000, "image-too-large a.md:3"), (9_900, 9_900, "files")],  # told by its head
)
def test_a_picture_that_unfolds_to_gigabytes(
    side: int, rows: int, wanted: str, outside: Path, build: Build
) -> None:
    book = _book(outside, "# ก\n\n![ดำ](a.png)\n")
    (book / "a.png").write_bytes(_bomb(side, rows))
    _judge(build(book), wanted)


def test_pictures_by_the_thousand(outside: Path, build: Build) -> None:
    """One picture in many places is read once; many that are missing are not looked for."""
    book = _book(outside, "# ก\n\n" + "![ดำ](a.png)\n\n" * 2_000)
    (book / "a.png").write_bytes(_bomb(100, 100))
    _judge(build(book), "files", SECONDS / 2)


def test_missing_pictures_by_the_thousand(outside: Path, build: Build) -> None:
    book = _book(outside, "# ก\n\n" + "".join(f"![ดำ]({n}.png)\n\n" for n in range(3_000)))
    _judge(build(book), "image-missing a.md:3", SECONDS / 3)


def test_a_drawing_with_as_much_as_is_allowed(outside: Path, build: Build) -> None:
    book = _book(outside, "# ก\n\n![ดำ](a.svg)\n")
    parts = '<path d="M0 0L9 9" stroke="#000"/>' * 10_000
    long = f'<path d="M0 0{"l1 1" * 250_000}"/>'
    style = "<style>" + "".join(f".c{n}{{fill:red}}" for n in range(5_000)) + "</style>"
    (book / "a.svg").write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{style}{parts}{long}</svg>'
    )
    _judge(build(book), "files")


# --- what is no file


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        ("a.md", "", "unreadable a.md"),
        ("book.yaml", "# ก\n", "book-missing ."),
        ("words.txt", "# ก\n", "unreadable words.txt"),
        ("p.png", "# ก\n\n![ภาพ](p.png)\n", "image-missing a.md:3"),
    ],
)
def test_a_pipe_is_not_waited_for(
    name: str, text: str, wanted: str, outside: Path, build: Build
) -> None:
    book = _book(outside, text)
    (book / name).unlink(missing_ok=True)
    os.mkfifo(book / name)
    _judge(build(book), wanted)


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/stdin", "/dev/fd/0"])
def test_a_device_is_not_read(device: str, outside: Path, build: Build) -> None:
    book = _book(outside)
    (book / "a.md").unlink()
    (book / "a.md").symlink_to(device)
    _judge(build(book), "outside-book book.yaml:2")


# --- numbers and links that no code holds


@pytest.mark.parametrize("text", ["&#{};", "<b title='&#{}'>ก</b>", "    &#{};", "&#x{};"])
def test_a_reference_of_forty_thousand_digits(text: str, outside: Path, build: Build) -> None:
    _judge(build(_book(outside, f"# ก\n\n{text.format('1' * 40_000)}\n")), "too-much a.md:3", 3)


def test_a_link_that_no_qr_code_holds(outside: Path, build: Build) -> None:
    for link, wanted in (("ก" * 900, "wrong-value book.yaml:3"), ("x" * 2_310, "files")):
        book = _book(outside, yaml=f"{BOOK}cover: {{image_link: 'http://a.th/{link}'}}\n")
        _judge(build(book), wanted)
        shutil.rmtree(book)
