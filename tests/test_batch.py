"""Many books: which there are, what is built again, and that nothing stops the others."""

from __future__ import annotations

import csv
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import DATA, ROOT, run, told

from thaibook.build import build
from thaibook.commands.batch.book_job import Job, Options, of_lost, problems_of
from thaibook.commands.batch.ledger import NAME
from thaibook.commands.batch.listing import Source, by_last_name, mentioned, sources
from thaibook.commands.main import main
from thaibook.commands.terminal_width import shortened, width
from thaibook.processes import Limits, Outcome

CLUSTER = """
import sys
from dask.distributed import LocalCluster

if __name__ == "__main__":
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as cluster:
        print(cluster.scheduler_address, cluster.workers[0].pid, flush=True)
        sys.stdin.read()
"""
PICTURE = next((DATA / "sample").rglob("*.png")).read_bytes()
ODD = (NAME, "batch.csv")  # what tells of a run, and is another in each


def _write(folder: Path, files: dict[str, str | bytes]) -> Path:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return folder


def _article(title: str, more: str = "") -> str:
    return f"# {title}\n\nลมหนาวพัดมาจากเหนือ นกบินกลับรัง\n\n{more}\n"


def _tree(folder: Path) -> dict[str, str]:
    """The digest of each file below the folder, but of those that tell of a run."""
    files = [path for path in folder.rglob("*") if path.is_file() and path.name not in ODD]
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
    }


def _states(out: Path) -> dict[str, str]:
    with (out / "batch.csv").open(encoding="utf-8-sig", newline="") as table:
        return {row["manuscript"]: row["state"] for row in csv.DictReader(table)}


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """Two books of one slug, two articles of one title, one with a picture, one that is bad."""
    book = "title: เล่มหนึ่ง\nslug: same\nchapters: [หนึ่ง.md]\n"
    return _write(
        tmp_path / "ชั้น",
        {
            "a/book.yaml": book,
            "a/หนึ่ง.md": _article("ต้น"),
            "b/book.yaml": book.replace("เล่มหนึ่ง", "เล่มสอง"),
            "b/หนึ่ง.md": _article("ปลาย"),
            "deep/er/Notes.md": _article("Notes"),
            "deep/er/more.MD": _article("Notes", "![รูป](รูป/p%201.png)"),
            "deep/er/รูป/p 1.png": PICTURE,
            "broken/book.yaml": "title: ไม่มีบท\nchapters: [missing.md]\n",
            ".hidden/x.md": "# ไม่ใช่\n",
        },
    )


def test_a_manuscript_is_a_folder_with_settings_or_a_file_outside_of_these() -> None:
    names = ["a/book.yaml", "a/x/one.md", "a/x/book.yaml", "b/c/two.md", "b/p.png", "b/three.md"]
    names += ["b/c/fonts/own.otf", "b/c/styles/print.css", "b/c/dot.png"]
    texts = {
        "b/c/two.md": "p.png",
        "b/three.md": "(p.png)",
        "b/c/styles/print.css": "url(../dot.png)",
    }
    found = sources(sorted(names), texts.__getitem__)
    assert {each.name: each.files for each in found} == {
        "a": ("a/book.yaml", "a/x/book.yaml", "a/x/one.md"),
        "a/x": ("a/x/book.yaml", "a/x/one.md"),
        # p.png lies above it, where it cannot read; the looks beside it are its own
        "b/c/two.md": ("b/c/two.md", "b/c/dot.png", "b/c/fonts/own.otf", "b/c/styles/print.css"),
        "b/three.md": ("b/three.md", "b/p.png"),
    }
    assert [each.name for each in sources(["book.yaml", "z.md"], str)] == ["."]


@pytest.mark.parametrize(
    "text",
    [
        "![](x/my%20pic.PNG)", "<img src='my pic.png'>", "cover: {image: my pic.png}",
        r"![](my\ pic\.png)", "![](my&#32;pic.png)", "![[my pic.png|300]]",
    ],
)  # fmt: skip
def test_a_picture_is_found_however_it_is_named(text: str) -> None:
    files = by_last_name(".", ["x/my pic.png", "other.png", "pic.jpg"])
    assert mentioned(text, files) == ["x/my pic.png"]


def test_each_book_is_as_if_it_were_alone(shelf: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = run("batch", str(shelf), "-o", str(out), "--jobs", "2")
    assert done.returncode == 1
    assert "chapter-missing" in done.stdout
    assert (told(done.stderr), "4 built, 0 unchanged, 1 failed" in done.stdout) == ("", True)
    for name in ("a", "b", "deep/er/Notes.md", "deep/er/more.MD"):
        files = build(shelf / name, tmp_path / "alone" / name).files
        assert len(files) == 2
        for path in files:
            assert (out / name / path.name).read_bytes() == path.read_bytes()
        assert (out / name / "build.log").read_text("utf-8").endswith("\nbuilt\n")
    log = (out / "broken" / "build.log").read_text("utf-8")
    assert log.startswith("broken/book.yaml:2: chapter-missing ")
    assert not list(out.glob(".*"))


def test_a_second_run_makes_what_changed(shelf: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"

    def states(*words: str) -> dict[str, str]:
        done = run("batch", str(shelf), "-o", str(out), "--epub", *words)
        assert "Traceback" not in done.stderr
        return {name: state for name, state in _states(out).items() if state != "unchanged"}

    shutil.rmtree(shelf / "broken")
    every = {"a", "b", "deep/er/Notes.md", "deep/er/more.MD"}
    assert states().keys() == every
    before = _tree(out)
    assert states() == {}
    assert _tree(out) == before
    (shelf / "deep/er/รูป/p 1.png").write_bytes(PICTURE + b"\0")
    assert states().keys() == {"deep/er/more.MD"}
    (shelf / "a/หนึ่ง.md").write_text(_article("เปลี่ยน"), "utf-8")
    (shelf / "new.md").write_text(_article("ใหม่"), "utf-8")
    (out / "b/same.epub").unlink()
    assert states().keys() == {"a", "b", "new.md"}
    settings = (shelf / "b/book.yaml").read_text("utf-8")
    (shelf / "b/book.yaml").write_text(settings.replace("same", "other"), "utf-8")
    assert states().keys() == {"b"}
    assert sorted(path.name for path in (out / "b").iterdir()) == ["build.log", "other.epub"]
    assert states("--strict").keys() == {*every, "new.md"}
    (out / NAME).write_bytes(b"no database" * 100)
    assert states("--strict").keys() == {*every, "new.md"}


def test_where_no_date_is_given_a_newer_file_makes_a_newer_book(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    shelf, out = tmp_path / "shelf", tmp_path / "out"
    _write(shelf, {"free.md": _article("ก"), "dated.md": "---\nmodified: 2020-01-01\n---\n\nข\n"})
    words = ("batch", str(shelf), "-o", str(out), "--epub")
    assert run(*words).returncode == 0
    for path in shelf.iterdir():
        os.utime(path, (1, 1))
    assert run(*words).returncode == 0
    assert _states(out) == {"dated.md": "unchanged", "free.md": "built"}


def test_names_of_old_systems_are_names(tmp_path: Path) -> None:
    """In TIS-620, and with what steers a terminal."""
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    for name in ("หนึ่ง.md".encode("tis-620"), b"\x1b[31m.md"):
        (shelf / os.fsdecode(name)).write_text(_article("ก"), "utf-8")
    words = ("batch", str(shelf), "-o", str(tmp_path / "out"), "--epub")
    done = run(*words)
    assert (done.returncode, "2 built" in done.stdout, "\x1b" in done.stdout) == (0, True, False)
    assert "0 built, 2 unchanged" in run(*words).stdout


def test_in_quiet_only_what_failed_is_said(shelf: Path, tmp_path: Path) -> None:
    done = run("batch", str(shelf), "-o", str(tmp_path / "out"), "--epub", "-q")
    (line,) = done.stderr.splitlines()
    assert (done.returncode, done.stdout) == (1, "")
    assert line.startswith("broken  failed ")


def test_links_lead_nowhere_else(tmp_path: Path) -> None:
    shelf = _write(tmp_path / "shelf", {"a.md": _article("ก")})
    _write(tmp_path / "secret", {"s.md": _article("ลับ"), "t/book.yaml": "title: ลับ\n"})
    (shelf / "file.md").symlink_to(tmp_path / "secret/s.md")
    (shelf / "folder").symlink_to(tmp_path / "secret")
    (shelf / "circle.md").symlink_to(shelf / "circle.md")
    assert run("batch", str(shelf), "-o", str(tmp_path / "out"), "--epub").returncode == 0
    assert _states(tmp_path / "out") == {"a.md": "built"}


def test_too_much_time_or_memory_ends_one_book_and_says_what_helps(tmp_path: Path) -> None:
    long = "\n\n".join(_article(f"บท {n}", "ทดสอบเวลา " * 400) for n in range(60))
    shelf = _write(tmp_path / "shelf", {"long.md": long, "short.md": _article("ก")})
    out = str(tmp_path / "out")
    done = run("batch", str(shelf), "-o", out, "--time", "1", "--pdf")
    assert (done.returncode, "batch-time" in done.stdout) == (1, True), done.stdout
    log = (tmp_path / "out/long.md/build.log").read_text("utf-8")
    assert "`--time SECONDS`" in log
    done = run("batch", str(shelf), "-o", out, "--memory", "10", "--pdf")
    assert (done.returncode, "batch-memory" in done.stdout) == (1, True), done.stdout


@pytest.mark.parametrize(
    ("folder", "out", "code"),
    [
        ("missing", "out", "batch-nothing"),
        ("shelf", "shelf", "batch-same-folder"),
        ("shelf", "nosuch://x", "address-unknown"),
        ("shelf", "shelf/a.md/x", "output-unwritable"),
    ],
)
def test_what_was_typed_wrong_is_told(folder: str, out: str, code: str, tmp_path: Path) -> None:
    _write(tmp_path / "shelf", {"a.md": _article("ก")})
    done = run("batch", folder, "-o", out, cwd=tmp_path)
    assert (done.returncode, code in done.stderr) == (1, True), done.stderr
    assert "Traceback" not in done.stderr


def test_wrong_usage_is_told_in_thai() -> None:
    assert run("batch", "x").returncode == 2
    wrong = run("batch", "x", "-o", "y", "--jobs", "0", "--lang", "th")
    assert (wrong.returncode, "ต้องเป็นจำนวนเต็ม" in wrong.stderr) == (2, True), wrong.stderr


def test_each_end_of_a_process_has_a_message(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    options = Options(epub=True, pdf=True, strict=False, language="th", epoch="")
    job = Job(Source("a.md", ("a.md",), False), "in", "out", "", options, Limits(600, 2000))
    failed = Outcome("failed", "Traceback …\n  line\nZeroDivisionError: by zero\n")
    (fault,) = problems_of(failed, job)
    assert (fault.code, "by zero" in fault.message("th")) == ("batch-fault", True)
    (ended,) = problems_of(Outcome("killed", signal="SIGKILL"), job)
    assert (ended.code, "--jobs" in ended.hint()) == ("batch-ended", True)
    lost = of_lost(job, RuntimeError("no worker is left"))
    assert (lost.state, lost.error and lost.error.code) == ("failed", "batch-lost")
    monkeypatch.delattr(os, "fork")
    assert main(["batch", "in", "-o", "out"]) == 1
    assert "no-forks" in capsys.readouterr().err


def _begin(shelf: Path, out: Path, temporary: Path) -> subprocess.Popen[str]:
    words = [sys.executable, "make_book.py", "batch", str(shelf), "-o", str(out), "--epub"]
    return subprocess.Popen(
        words, cwd=ROOT, env={**os.environ, "TMPDIR": str(temporary)}, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def _wait_until_empty(folder: Path) -> None:
    """Until what the processes had there has gone; what else was loading then may stay."""
    for _ in range(100):
        if not list(folder.glob("thaibook-*")):
            return
        time.sleep(0.05)
    raise AssertionError(list(folder.iterdir()))


def test_killed_five_times_the_end_is_the_same(tmp_path: Path) -> None:
    chance, temporary = random.Random(), tmp_path / "temporary"
    temporary.mkdir()
    texts: dict[str, str | bytes] = {f"{n:02}.md": _article(f"บท {n}") for n in range(12)}
    shelf = _write(tmp_path / "shelf", texts)
    assert run("batch", str(shelf), "-o", str(tmp_path / "whole"), "--epub").returncode == 0
    broken = tmp_path / "broken"
    for _ in range(5):
        with _begin(shelf, broken, temporary) as process:
            time.sleep(chance.uniform(0.2, 1.5))
            process.kill()
        _wait_until_empty(temporary)
    with _begin(shelf, broken, temporary) as process:
        said, wrong = process.communicate()
    assert (process.returncode, told(wrong)) == (0, ""), said
    assert _tree(broken) == _tree(tmp_path / "whole")
    assert set(_states(broken)) == set(texts)


def test_interrupted_it_ends_quickly_and_says_nothing(tmp_path: Path) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    texts: dict[str, str | bytes] = {f"{n}.md": _article(f"บท {n}") for n in range(40)}
    shelf = _write(tmp_path / "shelf", texts)
    with _begin(shelf, tmp_path / "out", temporary) as process:
        while not list((tmp_path / "out").glob("*.md/*.epub")):
            assert process.poll() is None
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        began = time.monotonic()
        said, wrong = process.communicate()
    assert (process.returncode, said, told(wrong)) == (130, "", "")
    assert time.monotonic() - began < 10
    _wait_until_empty(temporary)
    assert not list((tmp_path / "out").glob(".*"))
    for log in (tmp_path / "out").rglob("build.log"):  # none of a book that was interrupted
        assert log.read_text("utf-8").endswith("\nbuilt\n")


def test_two_at_once_do_not_share_a_folder(tmp_path: Path) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    texts: dict[str, str | bytes] = {f"{n}.md": _article(f"บท {n}") for n in range(20)}
    shelf = _write(tmp_path / "shelf", texts)
    with _begin(shelf, tmp_path / "out", temporary) as process:
        while not list((tmp_path / "out").glob("*.md")):
            assert process.poll() is None
            time.sleep(0.05)
        done = run("batch", str(shelf), "-o", str(tmp_path / "out"), "--epub")
        assert "batch-running" in done.stderr
        process.terminate()
    _wait_until_empty(temporary)


# --- other machines


def test_books_lie_at_an_address(
    shelf: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import fsspec

    memory = fsspec.filesystem("memory")
    memory.put(str(shelf), "/in", recursive=True)
    words = ["batch", "memory://in", "-o", "memory://out", "--epub"]
    assert main(words) == 1
    assert "4 built" in capsys.readouterr().out
    assert main(words) == 1
    assert "0 built, 4 unchanged" in capsys.readouterr().out
    memory.get("/out", str(tmp_path / "far"), recursive=True)
    assert run("batch", f"file://{shelf}", "-o", str(tmp_path / "near"), "--epub").returncode == 1
    assert _tree(tmp_path / "far") == _tree(tmp_path / "near")
    memory.rm("/in", recursive=True)
    memory.rm("/out", recursive=True)


def test_a_cluster_loses_a_worker_and_no_book(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))  # for the workers
    texts: dict[str, str | bytes] = {f"{n:02}.md": _article(f"บท {n}") for n in range(10)}
    shelf = _write(tmp_path / "shelf", texts)
    assert run("batch", str(shelf), "-o", str(tmp_path / "here"), "--epub").returncode == 0
    there = tmp_path / "there"
    # In a process of its own: Dask's threads outlive the cluster.
    script = tmp_path / "cluster.py"
    script.write_text(CLUSTER, "utf-8")
    with subprocess.Popen(
        [sys.executable, script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as cluster:
        assert cluster.stdout
        address, worker = cluster.stdout.readline().split()
        words = [sys.executable, "make_book.py", "batch", str(shelf), "-o", f"file://{there}"]
        words += ["--epub", "--scheduler", address]
        with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
            while len(list(there.glob("*.md/*.epub"))) < 2:
                assert process.poll() is None
                time.sleep(0.02)
            os.kill(int(worker), signal.SIGKILL)
            said, _ = process.communicate()
        cluster.communicate()
    assert process.returncode == 0, said
    assert "10 built" in said
    assert _tree(there) == _tree(tmp_path / "here")


def test_a_scheduler_that_is_not_there_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shelf = _write(tmp_path / "shelf", {"a.md": _article("ก")})
    words = ["batch", str(shelf), "-o", str(tmp_path / "out"), "--scheduler", "tcp://127.0.0.1:9"]
    # In a process of its own: Dask's threads outlive the attempt.
    code = (
        "import sys; import thaibook.processes.cluster as cluster; cluster.WAIT = 1\n"
        f"from thaibook.commands.main import main; sys.exit(main({words!r}))"
    )
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert ended.returncode == 1, ended.stderr
    assert "cluster-unusable" in ended.stderr
    monkeypatch.setitem(sys.modules, "thaibook.processes.cluster", None)
    monkeypatch.setitem(sys.modules, "fsspec", None)
    assert main(words) == 1
    assert "cluster-missing" in capsys.readouterr().err
    assert main(["batch", "s3://bucket", "-o", str(tmp_path)]) == 1
    assert "cluster-missing" in capsys.readouterr().err


# --- what a terminal shows


def test_thai_takes_the_columns_that_it_takes() -> None:
    assert width("กี่น้ำ") == 3  # ก น ำ and none for the marks; ำ is a letter of its own
    assert width("中文") == 4
    assert shortened("ที่นี่", 6) == "ที่นี่"
    assert shortened("กี่น้ำมาก", 4) == "กี่น้ำ…"
