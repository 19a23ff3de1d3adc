"""The process that has the program loaded, and copies itself for each piece of work.

Enters: lines of a connection: first a function that loads what the work needs, then (number,
work, given, limits). Leaves: (number, Outcome) for each. It ends when the connection does, and
ends its copies with it. Nothing but this loop runs in it, no thread, so that it can be copied.
"""

from __future__ import annotations

import gc
import os
import pickle
import re
import resource
import select
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NoReturn

from thaibook.processes.outcome import Limits, Outcome

MOST_SAID = 4000  # characters of what a copy wrote that are kept
IDLE = 600.0  # seconds without work after which the process ends
MEGABYTE = 1_000_000
KILOBYTES = 1 if sys.platform == "darwin" else 1024  # the unit of ru_maxrss, in bytes
MUCH = 0.5  # of the limit of memory: what goes wrong beyond does so for want of memory


@dataclass(frozen=True)
class Copy:
    """A copy at work: the number of the work, its limits, when it began, and its folder."""

    number: int
    limits: Limits
    began: float
    folder: Path

    @property
    def deadline(self) -> float:
        """When its time is over."""
        return self.began + self.limits.seconds


def serve(number: int) -> NoReturn:
    """Serve at the connection with that number until it ends."""
    copies = dict[int, Copy]()
    own = Path(tempfile.mkdtemp(prefix="thaibook-"))
    tempfile.tempdir = str(own)

    def end(*_: object) -> NoReturn:
        """End the copies, whatever they do, and this process. Nothing is raised: what is raised
        by a signal is lost in some of the libraries that it may interrupt."""
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])
        for child in copies:
            _kill(child)
        shutil.rmtree(own, ignore_errors=True)
        os._exit(0)

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, end)
    line = Connection(number)
    try:
        warm_up: Callable[[], object] = line.recv()
        # Elsewhere what the system's libraries hold may not survive in a copy.
        if sys.platform == "linux":
            with suppress(Exception):  # comes up again where the work is done
                warm_up()
        gc.collect()
        gc.freeze()  # so that no copy touches, and so copies, what it only reads
        _serve(line, copies)
    except (EOFError, OSError):  # nobody is there any more
        pass
    finally:
        end()


def _serve(line: Connection, copies: dict[int, Copy]) -> None:
    heard, told = os.pipe()
    for pipe in (heard, told):
        os.set_blocking(pipe, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(told, warn_on_full_buffer=False)  # the end of a copy ends the waiting
    while True:
        now = time.monotonic()
        left = [max(0.0, copy.deadline - now) for copy in copies.values()]
        ready, _, _ = select.select([line.fileno(), heard], [], [], min(left, default=IDLE))
        if not (ready or copies):
            return  # whoever wants more begins another
        if heard in ready:
            os.read(heard, 4096)
        if line.fileno() in ready:
            number, work, given, limits = line.recv()
            try:
                _begin(line, copies, number, work, given, limits)
            except OSError as error:  # no room, or no more processes
                line.send((number, Outcome("killed", said=str(error))))
        for child, copy in list(copies.items()):
            if outcome := _ended(child, copy):
                del copies[child]
                line.send((copy.number, outcome))
                shutil.rmtree(copy.folder, ignore_errors=True)


def _begin(
    line: Connection,
    copies: dict[int, Copy],
    number: int,
    work: Callable[..., object],
    given: Sequence[Any],
    limits: Limits,
) -> None:
    """Make a copy that does the work. Raises OSError."""
    folder = Path(tempfile.mkdtemp())
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])  # until it is in the list
    try:
        child = os.fork()
        if not child:
            line.close()  # so that the end of this process is heard
            _work(folder, work, given, limits)
        copies[child] = Copy(number, limits, time.monotonic(), folder)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _ended(child: int, copy: Copy) -> Outcome | None:
    """The outcome of a copy that has ended, or whose time is over."""
    out_of_time = time.monotonic() >= copy.deadline
    if out_of_time:
        _kill(child)
    ended, status, used = os.wait4(child, 0 if out_of_time else os.WNOHANG)
    if not ended:
        return None
    _kill(child)  # what it began itself
    return _outcome(copy, status, used, out_of_time)


def _kill(child: int) -> None:
    """End a copy and all that it began: it leads a group of its own."""
    for kill in (os.killpg, os.kill):
        with suppress(ProcessLookupError, PermissionError):
            kill(child, signal.SIGKILL)
            return


def _outcome(copy: Copy, status: int, used: resource.struct_rusage, out_of_time: bool) -> Outcome:
    megabytes = used.ru_maxrss * KILOBYTES // MEGABYTE
    number = -os.waitstatus_to_exitcode(status)
    end, value = "crashed", None
    with suppress(OSError, EOFError, pickle.UnpicklingError):
        end, value = pickle.loads((copy.folder / "result").read_bytes())
    if end == "crashed":
        if out_of_time:
            end = "time"
        elif megabytes - _begun_with(copy.folder) >= MUCH * copy.limits.megabytes:
            end = "memory"  # libraries crash where they get none
        elif number == signal.SIGKILL:
            end = "killed"
    said = b""
    with suppress(OSError):
        said = (copy.folder / "said").read_bytes()[-MOST_SAID:]
    return Outcome(
        end,
        value,
        signal.Signals(number).name if number > 0 else "",
        said.decode("utf-8", "replace"),
        time.monotonic() - copy.began,
        used.ru_utime + used.ru_stime,
        megabytes,
    )


def _begun_with(folder: Path) -> int:
    """The megabytes that a copy took before its work, as it wrote down."""
    try:
        return int((folder / "began").read_text("ascii")) // MEGABYTE
    except (OSError, ValueError):
        return 0


def _work(
    folder: Path, work: Callable[..., object], given: Sequence[Any], limits: Limits
) -> NoReturn:
    """In a copy: do the work, and leave its result in the folder."""
    try:
        os.setsid()
        signal.set_wakeup_fd(-1)
        for number in (signal.SIGTERM, signal.SIGCHLD, signal.SIGINT):
            signal.signal(number, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_SETMASK, ())
        tempfile.tempdir = str(folder)
        said = os.open(folder / "said", os.O_WRONLY | os.O_CREAT)
        os.dup2(said, 1)
        os.dup2(said, 2)
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        (folder / "began").write_text(str(_memory("VmRSS")), "ascii")
        before = _memory("VmSize")
        most = before + limits.megabytes * MEGABYTE
        with suppress(ValueError, OSError):  # there is a lower one already
            resource.setrlimit(resource.RLIMIT_AS, (most, hard))
        try:
            result = "done", work(*given)
        except MemoryError:
            result = "memory", None
        except Exception:
            # Who has no memory left often says something else.
            lacked = _memory("VmPeak") - before >= MUCH * limits.megabytes * MEGABYTE
            result = "memory" if lacked else "failed", traceback.format_exc()
        resource.setrlimit(resource.RLIMIT_AS, (hard, hard))  # to say so takes some, too
        (folder / "making").write_bytes(pickle.dumps(result))
        (folder / "making").rename(folder / "result")
    finally:
        os._exit(0)


def _memory(what: str) -> int:
    """Bytes of this process: of its address space now (VmSize) and at the most so far (VmPeak),
    or really taken (VmRSS); 0 where the system does not say. Source: proc(5)."""
    try:
        status = Path("/proc/self/status").read_text("utf-8", "replace")
    except OSError:
        return 0
    kilobytes = re.search(rf"^{what}:\s*(\d+) kB", status, re.MULTILINE)
    return int(kilobytes[1]) * 1024 if kilobytes else 0
