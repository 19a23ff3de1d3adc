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

from thaibook.processes.pool import beside, company, idle, spread


def _square(number: int) -> int:
    return number * number


def _who(_: int) -> int:
    return os.getpid()


def _inner(number: int) -> list[int]:
    """Spreads its own work, in a copy that has no others."""
    return [number, *spread(_who, [1, 2])()]


def _dies(main: int) -> int:
    if os.getpid() != main:
        os.kill(os.getpid(), signal.SIGKILL)  # as the system does when memory is short
    return 7


def test_results_come_in_order() -> None:
    with company():
        assert spread(_square, range(40))() == [n * n for n in range(40)]
    assert spread(_square, range(40))() == [n * n for n in range(40)]


def test_without_company_all_is_done_here() -> None:
    assert beside(_who, 1)() == os.getpid()
    assert set(spread(_who, range(5))()) == {os.getpid()}


def test_a_copy_works_alone() -> None:
    with company():
        number, *processes = beside(_inner, 3)()
    assert number == 3
    assert len(set(processes)) == 1


def _fails(main: int) -> int:
    if os.getpid() != main:
        raise ZeroDivisionError
    return 5


def _much(number: int) -> bytes:
    return bytes(number)


def test_work_that_fails_is_done_again_where_it_can_be_told() -> None:
    with company(now=True):
        assert beside(_fails, os.getpid())() == 5
        assert beside(_square, 3)() == 9
        failing = beside(_fails, 0)
        with pytest.raises(ZeroDivisionError):
            failing()


def test_both_may_write_more_than_a_pipe_holds() -> None:
    with company():
        waiting = [beside(_much, 1_000_000) for _ in range(5)]
        given = [beside(len, bytes(1_000_000)) for _ in range(5)]
        assert [len(one()) for one in waiting] == [1_000_000] * 5
        assert [one() for one in given] == [1_000_000] * 5


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with company(now=True):
        child = beside(_who, 1)()
        beside(_square, 2)  # never asked for
        assert child != os.getpid()
        assert list(tmp_path.iterdir())
    assert not list(tmp_path.iterdir())
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


def test_where_nothing_can_be_written_all_is_done_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "missing"))
    with company(now=True):
        assert beside(_who, 1)() == os.getpid()


def test_where_there_can_be_no_more_processes_all_is_done_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused() -> int:
        raise BlockingIOError

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(os, "fork", refused)
    with company(now=True):
        assert beside(_who, 1)() == os.getpid()
    assert not list(tmp_path.iterdir())


def test_what_others_cannot_write_is_done_here() -> None:
    """As on a disk that is full."""
    with company(now=True):
        assert beside(_square, 2)() == 4
        (folder,) = Path(tempfile.gettempdir()).glob(f"thaibook-{os.getpid()}-*")
        shutil.rmtree(folder)
        assert beside(_square, 3)() == 9
        assert spread(_square, range(3))() == [0, 1, 4]


def test_who_is_left_alone_clears_up_and_goes(tmp_path: Path) -> None:
    code = (
        "import time\nfrom thaibook.processes.pool import beside, company\n"
        "with company(now=True):\n"
        "    beside(time.sleep, 0.3)\n    print(1, flush=True)\n    time.sleep(9)\n"
    )
    words, own = [sys.executable, "-c", code], {**os.environ, "TMPDIR": str(tmp_path)}
    with subprocess.Popen(words, stdout=subprocess.PIPE, cwd=ROOT, env=own) as process:
        assert process.stdout
        process.stdout.readline()
        assert list(tmp_path.iterdir())
        process.kill()
    for _ in range(50):
        if not list(tmp_path.iterdir()):
            break
        time.sleep(0.1)
    assert not list(tmp_path.iterdir())


def test_the_end_of_a_copy_may_go_unheard(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who starts the program may have it ignore how its children end."""
    before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    monkeypatch.setattr("thaibook.processes.pool.PATIENCE", 0.1)
    try:
        with company(now=True):
            assert beside(_dies, os.getpid())() == 7
            assert spread(_square, range(3))() == [0, 1, 4]
    finally:
        signal.signal(signal.SIGCHLD, before)


def test_idle_is_who_has_nothing_to_do() -> None:
    assert not idle()
    with company():
        assert idle()
        waiting = [beside(time.sleep, 0.2) for _ in range(os.cpu_count() or 1)]
        assert not idle()
        for one in waiting:
            one()
        assert idle()


def test_what_a_lost_process_had_to_do_is_done_here() -> None:
    with company():
        assert beside(_dies, os.getpid())() == 7
        assert beside(_square, 3)() == 9
        assert spread(_square, range(9))() == [n * n for n in range(9)]
