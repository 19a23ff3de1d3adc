"""Work beside this process: the same results, with other processes and without."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from conftest import ROOT

from thaibook.processes import ALONE, is_long_book, team


def _square(number: int) -> int:
    return number * number


def _who(_: int) -> int:
    return os.getpid()


def _dies(main: int) -> int:
    if os.getpid() != main:
        os.kill(os.getpid(), signal.SIGKILL)  # as the system does when memory is short
    return 7


def _nothing() -> None:
    """What other processes load before they work."""


def _fails(main: int) -> int:
    if os.getpid() != main:
        raise ZeroDivisionError
    return 5


def _much(number: int) -> bytes:
    return bytes(number)


def test_results_come_in_order() -> None:
    with team() as others:
        assert list(others.map(_square, range(40))) == [n * n for n in range(40)]
    assert list(ALONE.map(_square, range(40))) == [n * n for n in range(40)]


def test_without_others_all_is_done_here() -> None:
    assert ALONE.submit(_who, 1).result() == os.getpid()
    assert set(ALONE.map(_who, range(5))) == {os.getpid()}


def test_others_take_their_share() -> None:
    with team(_nothing) as others:
        task = others.submit(_who, 1)
        time.sleep(0.3)
        assert task.result() != os.getpid()


def test_work_is_done_once() -> None:
    """Its result is kept, also where this process did it."""
    with team() as others:
        tasks = [others.submit(_who, n) for n in range(9)]
        assert [task.result() for task in tasks] == [task.result() for task in tasks]


def test_work_that_fails_is_done_again_where_it_can_be_told() -> None:
    with team(_nothing) as others:
        others.submit(_square, 1).result()
        assert others.submit(_fails, os.getpid()).result() == 5
        assert others.submit(_square, 3).result() == 9
        with pytest.raises(ZeroDivisionError):
            others.submit(_fails, 0).result()


def test_both_may_write_more_than_a_pipe_holds() -> None:
    with team() as others:
        waiting = [others.submit(_much, 1_000_000) for _ in range(5)]
        given = [others.submit(len, bytes(1_000_000)) for _ in range(5)]
        assert [len(task.result()) for task in waiting] == [1_000_000] * 5
        assert [task.result() for task in given] == [1_000_000] * 5


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with team(_nothing) as others:
        task = others.submit(_who, 1)
        time.sleep(0.3)
        child = task.result()
        others.submit(_square, 2)  # never asked for
        assert child != os.getpid()
        assert list(tmp_path.iterdir())
    assert not list(tmp_path.iterdir())
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


def test_who_is_dismissed_while_it_sends_much_is_not_waited_for() -> None:
    """Half a message in a pipe would be waited for without end."""
    for _ in range(5):
        with team(_nothing) as others:
            for _ in range(4):
                others.submit(_much, 20_000_000)
            time.sleep(0.02)


def test_where_nothing_can_be_written_all_is_done_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "missing"))
    with team(_nothing) as others:
        assert others.submit(_who, 1).result() == os.getpid()


def test_where_there_can_be_no_more_processes_all_is_done_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused() -> int:
        raise BlockingIOError

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(os, "fork", refused)
    with team(_nothing) as others:
        assert others.submit(_who, 1).result() == os.getpid()
    assert not list(tmp_path.iterdir())


def test_what_others_cannot_write_is_done_here() -> None:
    """As on a disk that is full."""
    with team(_nothing) as others:
        assert others.submit(_square, 2).result() == 4
        shutil.rmtree(tempfile.gettempdir())  # theirs, for as long as they are there
        assert others.submit(_square, 3).result() == 9
        assert list(others.map(_square, range(3))) == [0, 1, 4]


def test_who_is_left_alone_clears_up_and_goes(tmp_path: Path) -> None:
    """At once, in the middle of its work, with what the one that was ended had in its folder."""
    code = (
        "import os, tempfile, time\nfrom thaibook.processes import team\n"
        "with team(time.time) as others:\n"
        "    open(tempfile.mkdtemp() + '/left', 'w').close()\n"
        "    others.submit(time.sleep, 60)\n    time.sleep(0.5)\n    print(1, flush=True)\n"
        "    time.sleep(60)\n"
    )
    words, own = [sys.executable, "-c", code], {**os.environ, "TMPDIR": str(tmp_path)}
    with subprocess.Popen(words, stdout=subprocess.PIPE, cwd=ROOT, env=own) as process:
        assert process.stdout
        process.stdout.readline()
        assert list(tmp_path.iterdir())
        process.kill()
        process.stdout.read()  # ends when no process has it any more
    assert not list(tmp_path.iterdir())


def test_the_end_of_a_copy_may_go_unheard() -> None:
    """Who starts the program may have it ignore how its children end."""
    before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    try:
        with team(_nothing) as others:
            assert others.submit(_dies, os.getpid()).result() == 7
            assert list(others.map(_square, range(3))) == [0, 1, 4]
    finally:
        signal.signal(signal.SIGCHLD, before)


def test_what_a_lost_process_had_to_do_is_done_here() -> None:
    with team() as others:
        assert others.submit(_dies, os.getpid()).result() == 7
        assert others.submit(_square, 3).result() == 9
        assert list(others.map(_square, range(9))) == [n * n for n in range(9)]


def test_a_long_book_is_known_by_its_size(tmp_path: Path) -> None:
    assert not is_long_book(tmp_path / "missing")
    (tmp_path / "a.md").write_text("ก" * 1000, "utf-8")
    assert not is_long_book(tmp_path)
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "b.md").write_text("ก" * 100_000, "utf-8")
    assert is_long_book(tmp_path)
