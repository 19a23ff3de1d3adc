"""Work in a process of its own, with a limit of time and one of memory.

Enters: a function of a module and what it is given. Leaves: an Outcome: its result, or how it
ended. A process beside this one loads the program once and copies itself for each piece of
work (see preloaded.py), so that none of it waits for Python to start, and this process may have
threads. Where this process ends, however it does, all that it began is ended.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any

from thaibook.processes.outcome import Limits, Outcome

if TYPE_CHECKING:
    import subprocess
    from multiprocessing.connection import Connection

START = (
    "import sys; sys.path[:] = sys.argv[2:]; "
    "from thaibook.processes.preloaded import serve; serve(int(sys.argv[1]))"
)
PATIENCE = 5.0  # seconds that the process beside this one has to end its copies


class Confined:
    """Runs work in processes of their own. Threads may share it.

    warm_up: a function of a module that loads what the work needs.
    """

    def __init__(self, warm_up: Callable[[], object], limits: Limits) -> None:
        self._warm_up, self._limits = warm_up, limits
        self._lock = Lock()
        self._waiting: dict[int, SimpleQueue[Outcome]] = {}
        self._last = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._line: Connection | None = None
        self._dismissed = False

    def run(self, work: Callable[..., object], *given: Any) -> Outcome:
        """Do the work and wait for its end. Raises nothing that the work raises."""
        with self._lock:
            if self._dismissed:
                return Outcome("dismissed")
            line = self._line or self._start()
            self._last += 1
            answer = self._waiting[self._last] = SimpleQueue()
            with suppress(OSError):  # it has gone: whoever listens to it says so
                line.send((self._last, work, given, self._limits))
        return answer.get()

    def _start(self) -> Connection:
        """Begin the process that copies itself."""
        # Imported late: 15 ms together, which the build of one book does without.
        import socket
        import subprocess
        from multiprocessing.connection import Connection

        here, there = socket.socketpair()
        with there:
            self._process = subprocess.Popen(
                [sys.executable, "-c", START, str(there.fileno()), *sys.path],
                pass_fds=[there.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C is for this process, which tells it to end
            )
        line = self._line = Connection(here.detach())
        line.send(self._warm_up)
        Thread(target=self._listen, args=(line,), daemon=True).start()
        return line

    def _listen(self, line: Connection) -> None:
        """In a thread: hand over each outcome, until the process beside this one has gone."""
        with suppress(OSError, EOFError):
            while True:
                number, outcome = line.recv()
                with self._lock:
                    answer = self._waiting.pop(number)
                answer.put(outcome)
        with self._lock:
            lost, self._waiting = self._waiting, {}
            self._line = None  # the next work begins another
            line.close()
            end = "dismissed" if self._dismissed else "killed"
        for answer in lost.values():
            answer.put(Outcome(end))

    def dismiss(self) -> None:
        """End all work, whatever it does."""
        with self._lock:
            self._dismissed = True
            process = self._process
        if not process:
            return
        process.terminate()
        with suppress(Exception):  # it takes longer
            process.wait(PATIENCE)
        process.kill()
        process.wait()


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
