"""The program, loaded once: each of its runs is a copy of this process, as fresh as a new one.

To start Python and to load the program takes longer than to build a small book. Reads lines of
JSON (Job) and answers each with a line of JSON: status, seconds of processor, MB. A run may be
watched: Python's audit events (PEP 578) tell every file opened, every address and every
program asked for, and what was not of the run's own goes into a log.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import resource
import runpy
import signal
import socket
import sys
import tempfile
from pathlib import Path
from typing import Any, TypedDict

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "make_book.py"
sys.path.insert(0, str(ROOT))

WALL_SECONDS = 120  # on a machine with much else to do; processor time is what is judged
ADDRESS_SPACE = 3 << 30  # far above 1 GB, which is judged by what is really used
FORBIDDEN = ("socket.", "subprocess.", "os.exec", "os.system", "os.posix_spawn", "urllib.",
             "http.", "ftplib.", "smtplib.", "webbrowser.", "ctypes.dlopen")  # fmt: skip
LOADED = ("socket.__new__",)  # multiprocessing's own pipe between two of our processes
SYSTEM = ("/usr/share/zoneinfo", "/etc/localtime", "/dev/null", "/proc/meminfo", "/proc/cpuinfo",
          "/proc/self/cgroup", "/sys/fs/cgroup", "/proc/stat", "/sys/devices/system")  # fmt: skip


class Job(TypedDict, total=False):
    """A run: what is typed after make_book.py, where, and what to keep of it."""

    words: list[str]
    cwd: str
    environment: dict[str, str]
    stdout: str  # the file that it is written to
    stderr: str
    first: str  # Python that the copy runs before the program, to make it another machine
    largest_file: int  # bytes: a write beyond it fails as one on a full disk does
    watch: str  # the log: the run may open nothing but what `roots` hold
    roots: list[str]
    steal: str  # a path that the guard has to see opened


def main() -> None:
    """Serve until the input ends."""
    import pypdfium2  # noqa: F401 (it is loaded by all, and says so)

    import thaibook.commands.main  # noqa: F401 (so that no copy has to load it)
    from thaibook.pdf.engine_loading import load_weasyprint

    load_weasyprint()
    gc.set_threshold(100_000, 20, 20)
    for line in sys.stdin:
        sys.stdout.write(f"{json.dumps(_answer(json.loads(line)))}\n")
        sys.stdout.flush()


def _answer(job: Job) -> dict[str, Any]:
    child = os.fork()
    if child == 0:
        _run(job)
    _, status, usage = os.wait4(child, 0)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)  # what it may have left behind
    return {
        "status": os.waitstatus_to_exitcode(status),
        "seconds": usage.ru_utime + usage.ru_stime,
        "megabytes": usage.ru_maxrss // (1024 if sys.platform == "linux" else 1024 * 1024),
    }


def _run(job: Job) -> None:
    os.setsid()
    signal.alarm(WALL_SECONDS)
    os.environ.clear()
    os.environ.update(job["environment"])
    tempfile.tempdir = None  # as TMPDIR says
    os.chdir(job["cwd"])
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for number, path in ((1, job["stdout"]), (2, job["stderr"])):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND), number)
    if "watch" in job:
        resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
        own = [job["environment"].get(name, "") for name in ("XDG_CACHE_HOME", "TMPDIR")]
        _watch(job["watch"], [*job["roots"], *filter(None, own)])
    exec(job.get("first", ""), globals())
    if "largest_file" in job:
        resource.setrlimit(resource.RLIMIT_FSIZE, (job["largest_file"], resource.RLIM_INFINITY))
    if "steal" in job:
        _steal(job["steal"])
    sys.argv = [str(PROGRAM), *job["words"]]
    try:
        runpy.run_path(str(PROGRAM), run_name="__main__")
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:  # the program ends itself; what comes here is its own fault
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(70)


def _steal(path: str) -> None:
    """What the guard has to see, and leave undone."""
    with contextlib.suppress(OSError):
        open(path).close()
    with contextlib.suppress(OSError), socket.socket() as line:
        line.connect(("127.0.0.1", 9))


def _watch(log: str, roots: list[str]) -> None:
    noted = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND)
    places = [str(ROOT), sys.prefix, sys.base_prefix, *roots, *SYSTEM]
    allowed = tuple(os.path.realpath(place) for place in places)

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open":
            path = arguments[0]
            if not isinstance(path, str | bytes | os.PathLike):
                return  # a file that is open already
            found = os.path.realpath(os.fsdecode(path))
            if not any(found == place or found.startswith(f"{place}/") for place in allowed):
                os.write(noted, f"open {found}\n".encode("utf-8", "surrogateescape"))
        elif event.startswith(FORBIDDEN) and event not in LOADED:
            os.write(noted, f"{event}\n".encode())

    sys.addaudithook(hook)


if __name__ == "__main__":
    main()
