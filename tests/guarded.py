"""Builds books under guard: a process that says what each build opened, used and printed.

It loads the program once, then reads lines of JSON {"book", "output", "log"} and builds
each book in a copy of itself, so that one attack cannot touch the next. Python's audit
events (PEP 578) tell every file opened, every address and every program asked for.
Answers with a line of JSON: status, seconds of processor, MB, what was opened outside
the book, what was asked of the network, and what was printed.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import resource
import signal
import socket
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

WALL_SECONDS = 120  # on a machine with much else to do; processor time is what is judged
ADDRESS_SPACE = 3 << 30  # far above 1 GB, which is judged by what is really used
FORBIDDEN = ("socket.", "subprocess.", "os.exec", "os.system", "os.posix_spawn", "urllib.",
             "http.", "ftplib.", "smtplib.", "webbrowser.", "ctypes.dlopen")  # fmt: skip
LOADED = ("socket.__new__",)  # multiprocessing's own pipe between two of our processes
SYSTEM = ("/usr/share/zoneinfo", "/etc/localtime", "/dev/null", "/proc/meminfo", "/proc/cpuinfo",
          "/proc/self/cgroup", "/sys/fs/cgroup", "/proc/stat", "/sys/devices/system")  # fmt: skip


def main() -> None:
    """Serve until the input ends."""
    os.environ["NO_COLOR"] = "1"
    import pypdfium2  # noqa: F401 (it is loaded by all, and says so)

    import thaibook.commands.main  # noqa: F401 (so that no copy has to load it)
    from thaibook.pdf.renderer import load_weasyprint

    load_weasyprint()
    gc.set_threshold(100_000, 20, 20)
    for line in sys.stdin:
        wanted = json.loads(line)
        sys.stdout.write(f"{json.dumps(_answer(wanted))}\n")
        sys.stdout.flush()


def _answer(wanted: dict[str, str]) -> dict[str, object]:
    log, printed = Path(wanted["log"]), Path(wanted["log"] + ".printed")
    log.write_text("")
    child = os.fork()
    if child == 0:
        _build(wanted, log, printed)
    _, status, usage = os.wait4(child, 0)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)  # what it may have left behind
    return {
        "status": os.waitstatus_to_exitcode(status),
        "seconds": usage.ru_utime + usage.ru_stime,
        "megabytes": usage.ru_maxrss // (1024 if sys.platform == "linux" else 1024 * 1024),
        "events": log.read_text("utf-8", "surrogateescape").splitlines(),
        "printed": printed.read_text("utf-8", "surrogateescape"),
    }


def _build(wanted: dict[str, str], log: Path, printed: Path) -> None:
    os.setsid()
    signal.alarm(WALL_SECONDS)
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    book, output = wanted["book"], wanted["output"]
    os.chdir(book)
    out = os.open(printed, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(out, 1)
    os.dup2(out, 2)
    _watch(log, [ROOT, Path(sys.prefix), Path(sys.base_prefix), Path(book), Path(output)])
    from thaibook.commands import main as cli

    status = 70
    if "steal" in wanted:
        _steal(wanted["steal"])
    try:
        status = cli.main([".", "-o", output, "--lang", "en"])
    except SystemExit as done:
        status = int(str(done.code))
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def _steal(path: str) -> None:
    """What the guard has to see, and leave undone."""
    with contextlib.suppress(OSError):
        open(path).close()
    with contextlib.suppress(OSError), socket.socket() as line:
        line.connect(("127.0.0.1", 9))


def _watch(log: Path, roots: list[Path]) -> None:
    noted = os.open(log, os.O_WRONLY | os.O_APPEND)
    places = [os.environ["XDG_CACHE_HOME"], os.environ["TMPDIR"], *SYSTEM]
    allowed = tuple(os.path.realpath(place) for place in (*map(str, roots), *places))

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
