"""Whatever the machine is like, the same bytes come out, or words that say why not."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import PIL.Image
import pytest
from conftest import EPOCH, ROOT, Run, run, run_job
from program import Job

from thaibook.storage import keep, kept

Files = dict[str, bytes]
TEXT = "# บท\n\nสวัสดีชาวโลก $x^2$[^1]\n\n![ภาพ](p.png)\n\n[^1]: หมายเหตุ\n\n" + "กำลังทำน้ำแข็ง " * 90
YAML = "title: เล่ม\nslug: book\nmodified: 2020-01-01\nchapters: [a.md, b.md]\n"
# What the copy of the program runs first: as if the machine had so many of something.
OPEN_FILES = "resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))"
MEMORY = "resource.setrlimit(resource.RLIMIT_AS, (1_500_000_000, 1_500_000_000))"
# Even this small book is worth other processes.
SHARED = """
from thaibook.processes import worth
worth.WORTH_LETTERS = worth.BATCH_LETTERS = 1
os.cpu_count = lambda: 3
"""
OTHERS_DIE = f"""{SHARED}
fork = os.fork
def fork_and_end():
    if not (child := fork()):
        signal.setitimer(signal.ITIMER_PROF, 0.03)  # of the processor; whose end is a signal
    return child
os.fork = fork_and_end
"""
NO_MORE = f"""{SHARED}
def no():
    raise BlockingIOError(11, "no more processes")
os.fork = no
"""
ODD = "import time; os.umask(0o177); os.close(0); time.time = lambda: 1.0"
OTHER_MACHINES: dict[str, tuple[str, dict[str, str]]] = {
    "one core": ("os.cpu_count = lambda: 1", {}),
    "three cores": (SHARED, {}),
    "64 open files": (OPEN_FILES, {}),
    "1.5 GB of memory": (MEMORY, {}),
    "workers that are killed in the middle": (OTHERS_DIE, {}),
    "no more processes": (NO_MORE, {}),
    "no home": ("for name in ('HOME', 'XDG_CACHE_HOME'): os.environ.pop(name, None)", {}),
    "a home that is not there": ("", {"HOME": "/nowhere", "XDG_CACHE_HOME": "/nowhere/cache"}),
    "a cache that is a file": ("", {"XDG_CACHE_HOME": str(Path(__file__))}),
    "a mask that hides all, no standard input, a clock set back": (ODD, {}),
}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("book")
    PIL.Image.new("RGB", (300, 200), "teal").save(folder / "p.png")
    (folder / "book.yaml").write_text(YAML, "utf-8")
    for name in ("a.md", "b.md"):
        (folder / name).write_text(TEXT, "utf-8")
    return folder


@pytest.fixture(scope="module")
def usual(book: Path, tmp_path_factory: pytest.TempPathFactory) -> Files:
    """The files as they are made here."""
    output = tmp_path_factory.mktemp("usual")
    os.environ["SOURCE_DATE_EPOCH"] = EPOCH
    return made(built(book, output, XDG_CACHE_HOME=str(output / "cache")), output)


@pytest.fixture(scope="module")
def usual_epub(book: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The EPUB where no PDF is made, whose pages it could name."""
    folder = tmp_path_factory.mktemp("usual")
    os.environ["SOURCE_DATE_EPOCH"] = EPOCH
    assert run(str(book), "-o", str(folder), "--epub").returncode == 0
    return (folder / "book.epub").read_bytes()


def built(book: Path, output: Path, first: str = "", **environment: str) -> Run:
    job: Job = {
        "words": [str(book), "-o", str(output), "--lang", "en", "-q"],
        "cwd": str(output),
        "first": first,
    }
    return run_job(job, **({"TMPDIR": str(output)} | environment))


def made(done: Run, output: Path) -> Files:
    """The two files, and nothing beside them but the cache."""
    assert (done.returncode, done.stderr) == (0, "")
    left = {path.name for path in output.iterdir()} - {"cache"}
    assert left == {"book.epub", "book.pdf"}
    return {name: (output / name).read_bytes() for name in left}


@pytest.mark.parametrize("machine", OTHER_MACHINES)
def test_another_machine_makes_the_same_bytes(
    machine: str, book: Path, usual: Files, tmp_path: Path
) -> None:
    first, environment = OTHER_MACHINES[machine]
    own = {"XDG_CACHE_HOME": str(tmp_path / "cache")} | environment
    assert made(built(book, tmp_path, first, **own), tmp_path) == usual


@pytest.mark.parametrize(
    "name",
    ["มี เว้นวรรค 😀 📕", "two\nlines\r\u2028", "-o", "a'b\"c<b>&", "%s{}\\", "ก" * 60, "\u202eงลับ"],
)
def test_whatever_folders_are_called(
    name: str, book: Path, usual_epub: bytes, tmp_path: Path
) -> None:
    other, output = tmp_path / "in" / name, tmp_path / "out"
    shutil.copytree(book, other)
    output.mkdir()
    words = [str(other), "-o", f"{output}/{name}", "--epub", "--lang", "en"]
    done = run_job({"words": words, "cwd": str(output)})
    assert (done.returncode, done.stderr) == (0, "")
    assert not {"\u202e", "\u2028", "\r"} & {*done.stdout}
    assert len(done.stdout.strip().split("\n")) == 1
    assert (output / name / "book.epub").read_bytes() == usual_epub


def _entries(cache: Path) -> list[Path]:
    return [path for path in sorted(cache.rglob("*")) if path.is_file()]


def _emptied(path: Path) -> None:
    path.write_bytes(b"")


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-9])


def _changed(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:40] + b"?" + data[41:])


def _exchanged(path: Path) -> None:
    path.write_bytes(b"\0" * 32 + b"cos\nsystem\n(S'exit 1'\ntR.")


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _round_link(path: Path) -> None:
    path.unlink()
    path.symlink_to(path)


def _endless(path: Path) -> None:
    path.unlink()
    path.symlink_to("/dev/zero")


DAMAGES = (_emptied, _cut, _changed, _exchanged, _folder, _pipe, _round_link, _endless)


def test_a_cache_that_is_damaged_in_every_entry(book: Path, usual: Files, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    made(built(book, tmp_path, XDG_CACHE_HOME=str(cache)), tmp_path)
    assert {"books", "pages", "marks"} & {path.parent.name for path in _entries(cache)}
    for turn in (0, len(DAMAGES) // 2):
        for number, path in enumerate(_entries(cache)):
            DAMAGES[(turn + number) % len(DAMAGES)](path)
        assert made(built(book, tmp_path, XDG_CACHE_HOME=str(cache)), tmp_path) == usual


@pytest.mark.parametrize("damage", DAMAGES)
def test_an_entry_that_is_damaged_is_none(
    damage: Callable[[Path], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    for name in ("one", "two"):
        keep("kind", name, b"what is kept " * 9)
    one, _ = _entries(tmp_path)
    damage(one)
    assert kept("kind", "one") is None
    assert kept("kind", "two") == b"what is kept " * 9


def test_a_cache_from_a_clock_that_went_wrong(book: Path, usual: Files, tmp_path: Path) -> None:
    """Older than the book, and from the year 2100: it is asked for by what it was made of."""
    cache, other = tmp_path / "cache", tmp_path / "book"
    shutil.copytree(book, other)
    output = tmp_path / "out"
    output.mkdir()
    for seconds in (1.0, 4_102_444_800.0):
        for path in (*_entries(cache), *other.iterdir()):
            os.utime(path, (seconds, seconds))
        assert made(built(other, output, XDG_CACHE_HOME=str(cache)), output) == usual


def test_another_language_of_the_system(book: Path, usual: Files, tmp_path: Path) -> None:
    """And another time, seed, mask, current folder and order of files: a Python of its own, whose
    names of files are ASCII."""
    other = tmp_path / "หนังสือ"
    other.mkdir()
    for path in sorted(book.iterdir(), reverse=True):
        shutil.copy(path, other)
    environment = {
        "PATH": os.defpath, "LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0", "PYTHONHASHSEED": "77", "TZ": "Asia/Bangkok",
        "SOURCE_DATE_EPOCH": EPOCH, "TMPDIR": str(tmp_path),
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, ROOT / "make_book.py", "หนังสือ", "-o", "ที่ออก"], cwd=tmp_path,
        env=environment, umask=0o077, capture_output=True,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
    found = tmp_path / "ที่ออก"
    assert {path.name: path.read_bytes() for path in found.iterdir()} == usual
    assert b"book.epub" in done.stdout


# --- who may not


# Python that takes from who runs the tests what root may do beyond all others (capabilities(7)):
# its files then are files like those of any user.
ORDINARY = """
import ctypes
version, none = 0x20080522, (ctypes.c_uint32 * 6)()
if ctypes.CDLL(None).capset((ctypes.c_uint32 * 2)(version, 0), none):
    raise OSError
"""


def test_an_ordinary_user_and_a_book_that_only_may_be_read(
    book: Path, usual: Files, tmp_path: Path
) -> None:
    other, output = tmp_path / "book", tmp_path / "out"
    shutil.copytree(book, other)
    for path in (*other.iterdir(), other):
        path.chmod(0o555 if path.is_dir() else 0o444)
    output.mkdir(mode=0o777)
    output.chmod(0o777)
    own = {"HOME": "/", "XDG_CACHE_HOME": "/cache"}
    assert made(built(other, output, ORDINARY, **own), output) == usual
    # There is no room for the files beside it.
    done = built(other, other, ORDINARY, TMPDIR=str(output), **own)
    assert done.returncode == 1
    assert "output-unwritable" in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(other.glob("*.pdf"))
    for path in (other, *other.iterdir()):
        path.chmod(0o755)


def test_a_file_of_the_book_that_nobody_may_read(book: Path, tmp_path: Path) -> None:
    other, output = tmp_path / "book", tmp_path / "out"
    shutil.copytree(book, other)
    output.mkdir()
    output.chmod(0o777)
    other.chmod(0o755)
    for name in ("p.png", "a.md", "book.yaml"):
        (other / name).chmod(0)
        done = built(other, output, ORDINARY, XDG_CACHE_HOME=str(output / "cache"))
        assert (done.returncode, f"{name}: unreadable" in done.stderr) == (1, True), done.stderr
    other.chmod(0)
    done = built(other, output, ORDINARY, XDG_CACHE_HOME=str(output / "cache"))
    assert (done.returncode, "unreadable" in done.stderr) == (1, True), done.stderr
    assert not list(output.glob("*.epub"))


def test_there_is_no_shared_memory(book: Path, usual: Files, tmp_path: Path) -> None:
    """/dev/shm is missing: where the machine allows to take it away."""
    words = [sys.executable, ROOT / "make_book.py", book, "-o", tmp_path / "out", "-q"]
    command = ["unshare", "-m", "sh", "-c", 'mount -t tmpfs -o ro none /dev/shm && exec "$@"', "sh"]
    if subprocess.run([*command, "true"], capture_output=True).returncode:
        pytest.skip("no namespace of its own is to be had here")
    own = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")}
    done = subprocess.run([*command, *map(str, words)], env=own, capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")
    found = tmp_path / "out"
    assert {path.name: path.read_bytes() for path in found.iterdir()} == usual
