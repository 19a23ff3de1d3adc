"""Work in a process of its own: its limits end it and nothing else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from threading import Thread

from conftest import ROOT

from thaibook.processes import Confined, Limits, Outcome


def _nothing() -> None:
    """What the process loads that copies itself."""


def _double(text: str) -> str:
    os.write(1, b"said on the way\n")
    return text * 2


def _takes(megabytes: int) -> int:
    return len(bytearray(megabytes * 1_000_000))


def _never_ends() -> None:
    child = os.fork()  # which has to go as well
    Path(f"/proc/{child}").exists()
    while True:
        time.sleep(1)


def _breaks() -> None:
    raise ZeroDivisionError("by zero")


def _ends_by(number: int) -> None:
    os.kill(os.getpid(), number)


def _group() -> int:
    return os.getpgid(0)


def _run(work: object, *given: object, seconds: float = 20, megabytes: int = 500) -> Outcome:
    confined = Confined(_nothing, Limits(seconds, megabytes))
    try:
        return confined.run(work, *given)  # type: ignore[arg-type]
    finally:
        confined.dismiss()


def test_the_result_comes_back_with_what_it_took() -> None:
    done = _run(_double, "ก" * 100_000)  # more than a pipe holds
    assert (done.end, done.value) == ("done", "ก" * 200_000)
    assert done.said == "said on the way\n"
    assert done.megabytes > 0
    assert done.seconds >= 0


def test_limits_end_it_and_each_end_has_its_name() -> None:
    assert _run(_takes, 100).value == 100_000_000
    assert _run(_takes, 600).end == "memory"
    late = _run(_never_ends, seconds=0.5)
    assert (late.end, late.seconds < 10) == ("time", True)
    failed = _run(_breaks)
    assert failed.end == "failed"
    assert failed.value.endswith("ZeroDivisionError: by zero\n")
    killed, crashed = _run(_ends_by, signal.SIGKILL), _run(_ends_by, signal.SIGABRT)
    assert (killed.end, killed.signal) == ("killed", "SIGKILL")
    assert (crashed.end, crashed.signal) == ("crashed", "SIGABRT")


def test_threads_share_it_and_one_bad_end_is_no_other_s() -> None:
    confined, ends = Confined(_nothing, Limits(20, 500)), dict[int, str]()

    def ask(number: int) -> None:
        work = _breaks if number % 3 == 0 else _group
        ends[number] = confined.run(work).end

    threads = [Thread(target=ask, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    confined.dismiss()
    assert ends == {n: "failed" if n % 3 == 0 else "done" for n in range(12)}
    assert confined.run(_group).end == "dismissed"  # nobody is there any more


def test_nothing_outlives_who_began_it(tmp_path: Path) -> None:
    """Not even where it is killed, and the work has begun a process itself."""
    code = (
        "import sys; sys.path[:0] = ['tests']\n"
        "from test_confined import _never_ends, _nothing\n"
        "from thaibook.processes import Confined, Limits\n"
        "Confined(_nothing, Limits(60, 500)).run(_never_ends)\n"
    )
    own = {**os.environ, "TMPDIR": str(tmp_path)}
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, env=own) as process:
        while not list(tmp_path.rglob("said")):
            assert process.poll() is None
            time.sleep(0.02)
        time.sleep(0.2)
        process.kill()
    for _ in range(100):
        if not list(tmp_path.iterdir()):
            break
        time.sleep(0.1)
    assert not list(tmp_path.iterdir())
