"""The command line: what one types and what one gets."""

from __future__ import annotations

import gc
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT, SAMPLE, run, told

from thaibook.commands.main import main
from thaibook.load.manuscript import load_manuscript
from thaibook.load.starter_manuscript import new_book
from thaibook.messages.catalogue import MESSAGES
from thaibook.messages.problems import Problem

Write = Callable[..., Path]


def test_wrong_usage_is_2_and_help_is_0() -> None:
    assert run("--no-such").returncode == 2
    assert run("--epub", "--pdf").returncode == 2
    done = run("--help")
    assert done.returncode == 0
    for word in ("BOOK", "--output", "--epub", "--pdf", "new DIR", "clean RAW", "check"):
        assert word in done.stdout


def test_help_and_wrong_usage_speak_thai(tmp_path: Path) -> None:
    for words, language in ((["--lang", "th"], "C.UTF-8"), ([], "th_TH.UTF-8")):
        done = run("clean", "--help", *words, LANG=language)
        assert done.returncode == 0
        assert done.stdout.startswith("วิธีใช้: make_book.py clean")
        assert "options" not in done.stdout
    for wrong, said in (
        (["clean"], "ต้องระบุ RAW, -o/--output"),
        (["--epub", "--pdf"], "ใช้ --pdf พร้อมกับ --epub ไม่ได้"),
        (["a", "b"], "ไม่รู้จัก b"),
        (["preview", "--port", "x"], "--port ต้องเป็นจำนวนเต็ม ไม่ใช่ 'x'"),
        (["-o"], "ต้องมีค่าตามหลัง -o/--output"),
    ):
        done = run(*wrong, LANG="th_TH.UTF-8")
        assert (done.returncode, said in done.stderr) == (2, True), done.stderr


def test_what_every_command_has_may_stand_before_it(tmp_path: Path) -> None:
    folder = tmp_path / "นิยาย ใหม่"
    done = run("--lang", "th", "-v", "new", str(folder))
    assert (done.returncode, folder.is_dir()) == (0, True)
    assert done.stdout.endswith(f" make_book.py '{folder}'\n")  # as it can be copied
    assert "อ่านไฟล์ไม่ได้" in run("--lang=th", "check", str(tmp_path / "no.epub")).stderr


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (["bild", "ok"], "make_book.py build ok"),
        (["chekc"], "make_book.py check"),
        (["--lang", "en", "prevew", "my book"], "preview --lang en 'my book'"),
    ],
)
def test_a_mistyped_command_is_answered_with_the_nearest(
    typed: list[str], meant: str, tmp_path: Path
) -> None:
    done = run(*typed, cwd=tmp_path)
    assert (done.returncode, meant in done.stderr) == (2, True), done.stderr
    for other in ("สวัสดี", "newbook"):  # like no command at all
        assert "book-missing" in run(other, cwd=tmp_path).stderr


@pytest.mark.parametrize(("only", "made"), [("--epub", ".epub"), ("--pdf", ".pdf")])
def test_only_one_format(manuscript: Write, only: str, made: str) -> None:
    folder = manuscript()
    done = run(str(folder), only, "-o", str(folder / "out"))
    assert done.returncode == 0, done.stderr
    assert [path.suffix for path in (folder / "out").iterdir()] == [made]


def test_a_build_leaves_nothing_behind(manuscript: Write, tmp_path: Path) -> None:
    """Not even one whose messages nobody takes, or that is told to end."""
    own = tmp_path / "own"
    own.mkdir()
    environment = {**os.environ, "TMPDIR": str(own), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    program = f"'{sys.executable}' make_book.py -o '{tmp_path}' "
    for more in (str(manuscript()), f"'{manuscript()}' --quiet >&- 2>&-"):
        done = subprocess.run(program + more, shell=True, cwd=ROOT, env=environment, check=False)
        assert done.returncode == 0
        assert not list(own.iterdir())
    words = [sys.executable, "make_book.py", str(SAMPLE), "-o", str(tmp_path / "never")]
    with subprocess.Popen(words, cwd=ROOT, env=environment) as process:
        while not list(own.glob("thaibook-*")):
            time.sleep(0.02)
        process.terminate()
    assert process.returncode == 128 + signal.SIGTERM
    assert not list(own.iterdir())
    assert not (tmp_path / "never").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_what_cannot_be_said_is_no_crash(manuscript: Write, tmp_path: Path) -> None:
    program = f"'{sys.executable}' make_book.py '{manuscript()}' -o '{tmp_path}'"
    full = subprocess.run(
        f"{program} > /dev/full",
        shell=True,
        cwd=ROOT,
        text=True,
        stderr=subprocess.PIPE,
        check=False,
    )
    assert (full.returncode, told(full.stderr).partition(" ")[2][:9]) == (1, "disk-full")
    gone = subprocess.run(
        f"{program} | head -0", shell=True, cwd=ROOT, text=True, stderr=subprocess.PIPE, check=False
    )
    assert told(gone.stderr) == ""


def test_the_epub_alone_does_not_load_weasyprint(manuscript: Write) -> None:
    """Nor does --help load anything heavy."""
    folder = manuscript()
    words = [str(folder), "--epub", "-o", str(folder / "out")]
    assert run(*words).returncode == 0  # the cover is drawn and kept
    code = (
        "import sys; from thaibook.commands.main import main; status = main(sys.argv[1:]);"
        "heavy = {'weasyprint', 'pypdfium2'} & set(sys.modules);"
        "sys.exit(f'loaded: {heavy}' if heavy else status)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *words], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    lean = (
        "import sys; from thaibook.commands.arguments import parser;"
        "parser('build', 'th').format_help();"
        "heavy = {'lxml', 'yaml', 'ebooklib', 'markdown', 'uharfbuzz'} & set(sys.modules);"
        "sys.exit(str(heavy) if heavy else 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", lean], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_messages_speak_thai_to_a_thai_author(tmp_path: Path) -> None:
    for words, language in ((["--lang", "th"], "C.UTF-8"), ([], "th_TH.UTF-8")):
        done = run(str(tmp_path), *words, LANG=language)
        assert done.returncode == 1
        assert "book-missing ไม่พบหนังสือที่นี่" in done.stderr
    assert "there is no book here" in run(str(tmp_path), "--lang", "en", LANG="th_TH").stderr


def test_quiet_says_nothing_but_errors(manuscript: Write) -> None:
    folder = manuscript("ไม่มีหัว\n")
    loud = run(str(folder), "--epub", "-o", str(folder / "out"))
    assert loud.stdout
    assert loud.stderr
    done = run(str(folder), "--epub", "-q", "-o", str(folder / "out"))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_check_reads_files_and_manuscripts(manuscript: Write) -> None:
    folder = manuscript("# ก\n\nข 中\n")
    run(str(folder), "-o", str(folder / "out"))
    done = run("check", str(folder), *map(str, sorted((folder / "out").iterdir())))
    assert done.returncode == 0, done.stderr
    assert "missing-glyph" in done.stderr
    assert done.stdout.count("  ok\n") == 3
    assert run("check", str(folder), "--strict").returncode == 1
    assert run("check", str(folder / "none.epub")).returncode == 1


def test_new_makes_a_manuscript_that_builds(tmp_path: Path) -> None:
    folder = tmp_path / "ใหม่"
    assert run("new", str(folder)).returncode == 0
    done = run(str(folder), "--strict", "-o", str(tmp_path / "out"))
    assert done.returncode == 0, done.stderr
    made = {p.name for p in (tmp_path / "out").iterdir()}
    assert {name.partition(".")[2] for name in made} == {"epub", "pdf"}
    assert all(re.fullmatch(r"book-[0-9a-f]{6}\.\w+", name) for name in made)
    assert run("new", str(folder)).returncode == 1  # nothing is overwritten


def test_two_new_manuscripts_are_two_books(tmp_path: Path) -> None:
    for name in ("first", "My Second"):
        new_book(tmp_path / name)
    first, second = (load_manuscript(tmp_path / n).metadata for n in ("first", "My Second"))
    assert (first.slug, second.slug) == ("first", "my-second")
    assert first.identifier != second.identifier
    assert load_manuscript(tmp_path / "first").metadata.identifier == first.identifier


def test_another_book_s_files_are_not_overwritten(manuscript: Write, tmp_path: Path) -> None:
    """A title, a subtitle or an author that was mended makes no other book."""
    out = tmp_path / "out"
    made = "slug: same\ncreators: [ก]\n"

    def build_with(yaml: str, title: str = "เล่มหนึ่ง", only: str = "--epub") -> str:
        folder = manuscript(yaml=yaml)
        path = folder / "book.yaml"
        path.write_text(path.read_text("utf-8").replace("เล่มทดสอบ", title), "utf-8")
        return run(str(folder), only, "-o", str(out)).stderr

    assert not build_with(made)
    assert not build_with(made, "เล่มหนึ่งที่แก้ชื่อแล้ว")
    assert not build_with(f"{made}source: ข\n", "เล่มหนึ่งที่แก้ชื่อแล้ว")
    assert not build_with(f"{made}identifier: urn:isbn:9786160000005\n", "เล่มหนึ่งที่แก้ชื่อแล้ว")
    assert not build_with(f"{made}identifier: urn:isbn:9786160000005\n", "เล่มหนึ่ง")
    old = (out / "same.epub").read_bytes()
    said = build_with("slug: same\ncreators: [ค]\n", "เล่มสอง")
    assert "other-book" in said
    assert "“เล่มหนึ่ง”" in said
    assert "“เล่มสอง”" in said
    assert "other-book" in build_with("slug: same\ncreators: [ค]\n", "เล่มสอง", "--pdf")
    assert (out / "same.epub").read_bytes() == old
    assert [path.name for path in out.iterdir()] == ["same.epub"]


def test_a_pdf_alone_is_known_by_what_it_says(manuscript: Write, tmp_path: Path) -> None:
    out = tmp_path / "out"
    own = "slug: same\nidentifier: urn:uuid:{}\n"
    folder = manuscript(yaml=own.format(1))
    assert run(str(folder), "--pdf", "-o", str(out)).returncode == 0
    assert run(str(folder), "--pdf", "-o", str(out)).returncode == 0
    settings = own.format(2) + "title: อีกเล่ม\nchapters: [a.md]\n"
    (folder / "book.yaml").write_text(settings, "utf-8")
    assert "other-book" in run(str(folder), "--pdf", "-o", str(out)).stderr


def test_every_message_is_whole_in_both_languages() -> None:
    import string

    for code, message in MESSAGES.items():
        blanks = [
            {name for _, name, _, _ in string.Formatter().parse(text) if name}
            for text in (
                message.en + message.en_hint,
                message.th + message.th_hint,
            )
        ]
        assert blanks[0] == blanks[1], code
        words = tuple((name, "x") for name in blanks[0])
        for language in ("en", "th"):
            found = Problem(code, "a.md", 1, words)
            assert found.message(language)
            assert found.hint(language)
        assert any("\u0e00" <= c <= "\u0e7f" for c in message.th_hint) or "{" in message.th_hint


def test_python_collects_rubbish_again_when_a_command_has_ended(tmp_path: Path) -> None:
    """Who calls main() in a program of their own goes on with it."""
    before = gc.isenabled(), gc.get_threshold()
    for words in (["build", str(tmp_path)], ["check", str(tmp_path)]):
        assert main(words) == 1
        assert (gc.isenabled(), gc.get_threshold()) == before
