"""A process of its own that does one kind of work again and again, and that can be ended.

Enters: a function of a module and what it is given. Leaves: its result, or WorkLostError where
the process was ended, or ended by itself. What the function has loaded stays loaded for the
next call. A thread could be warm as well, but nothing can end a thread that hangs.
"""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from thaibook.processes.listener import end_with

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

B = TypeVar("B")
LOOK_EVERY = 0.1  # seconds between two looks at whether to give up


class WorkLostError(Exception):
    """Raised where the process ended before it gave a result. given_up: by us."""

    def __init__(self, given_up: bool) -> None:
        super().__init__()
        self.given_up = given_up


class OwnProcess(Generic[B]):
    """Calls `work` in a process that is begun when it is needed, and that calls `warm_up` first:
    both are functions of modules."""

    def __init__(self, work: Callable[..., B], warm_up: Callable[[], object]) -> None:
        self._work, self._warm_up = work, warm_up
        self._process: SpawnProcess | None = None
        self._line: Connection[Any, Any] | None = None

    @property
    def is_running(self) -> bool:
        """Whether there is a process, with what it has loaded."""
        return bool(self._process and self._process.is_alive())

    def start(self, give_up: Callable[[], bool]) -> None:
        """Begin the process, if there is none, and wait until it is warm. Raises WorkLostError.

        give_up: asked again and again meanwhile.
        """
        if not self.is_running:
            self._begin()
            self._result(give_up)

    def call(self, *given: Any, give_up: Callable[[], bool], seconds: int) -> B:
        """The result of the work on what is given. Raises WorkLostError.

        give_up: as in `start`; seconds: after which the process ends even if this one is there
        no more to end it.
        """
        self.start(give_up)
        with suppress(OSError):  # will be seen by who waits for the result
            if self._line:
                self._line.send((seconds, given))
        result: B = self._result(give_up)
        return result

    def _result(self, give_up: Callable[[], bool]) -> Any:
        line = self._line
        try:
            if not line:
                raise EOFError
            while not line.poll(LOOK_EVERY):
                if give_up():
                    self.end()
                    raise WorkLostError(given_up=True)
                if not self.is_running:
                    raise EOFError
            return line.recv()
        except (EOFError, OSError):
            self.end()
            raise WorkLostError(given_up=False) from None

    def _begin(self) -> None:
        # Imported late: it takes 15 ms, and a build does without.
        import multiprocessing

        self.end()
        context = multiprocessing.get_context("spawn")
        line, theirs = context.Pipe()
        process = context.Process(
            target=_serve, args=(theirs, self._work, self._warm_up), daemon=True
        )
        process.start()
        theirs.close()
        self._process, self._line = process, line

    def end(self) -> None:
        """End the process and those that it began, whatever they do."""
        process, line = self._process, self._line
        self._process = self._line = None
        if process:
            if hasattr(os, "killpg") and process.pid:
                with suppress(ProcessLookupError, PermissionError):  # no group yet, or gone
                    os.killpg(process.pid, signal.SIGKILL)
            process.kill()
            process.join()
        if line:
            line.close()


def _serve(
    line: Connection[Any, Any], work: Callable[..., Any], warm_up: Callable[[], object]
) -> None:
    """In the process: do what is asked until nobody is there to ask."""
    if hasattr(os, "setsid"):  # a group that can be ended whole; Ctrl-C is for the first process
        os.setsid()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "setsid"):
        end_with(line.fileno(), lambda: os.killpg(0, signal.SIGKILL))
    warm_up()
    gc.collect()
    gc.freeze()  # what is loaded is no rubbish: it need not be looked at again
    with suppress(EOFError, OSError):
        line.send(None)
        while True:
            seconds, given = line.recv()
            _end_after(seconds)
            result = work(*given)
            _end_after(0)
            line.send(result)
            del result, given
            gc.collect()  # while nobody waits


def _end_after(seconds: int) -> None:
    """Let the system end this process, where it can; 0: no more."""
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)
