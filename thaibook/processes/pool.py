"""Other processes, for work that can go on beside this one.

Enters: a function of a module and what it is given. Leaves: its result, the same with other
processes and without: work that another process lost, could not take or could not finish is
done here, where a fault of it can be told.

Work and results lie in files; through the pipes of concurrent.futures go their names alone. A
process that the system ends while it sends more than a pipe takes at once leaves half a
message behind, and who reads it waits for ever (seen with Python 3.11).
"""

from __future__ import annotations

import os
import pickle
import shutil
import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

A = TypeVar("A")
B = TypeVar("B")
MOST_PROCESSES = 8  # each holds a copy of what it changes


class Task(Generic[B]):
    """Work that was handed out; `result` waits for it.

    path: the file of the work, which the result replaces; future: whether it is done.
    """

    def __init__(
        self,
        work: Callable[..., B],
        given: Sequence[Any],
        path: Path | None = None,
        future: Future[bool] | None = None,
    ):
        self._work, self._given, self._path, self._future = work, given, path, future
        self._results: list[B] = []

    def result(self, patient: bool = False) -> B:
        """What the work gives. Raises what the work raises. What no other process has begun is
        done here; not by who is patient, since to load for it would take longer."""
        if not self._results:
            self._results.append(self._awaited(patient))
        return self._results[0]

    @property
    def is_waiting(self) -> bool:
        """Whether it was handed out and nobody has begun it."""
        return bool(self._future and not self._future.running() and not self._future.done())

    def take_back(self) -> None:
        """Do the work here, if no other process has begun it."""
        if self._future and self._future.cancel():
            self.result()

    def _awaited(self, patient: bool) -> B:
        if self._future and self._path and (patient or not self._future.cancel()):
            # Whatever went wrong there (the system took the process away, a disk is full)
            # either does not happen here or happens again, where it can be told.
            with suppress(Exception):
                if self._future.result():
                    done: B = pickle.loads(self._path.read_bytes())
                    return done
        return self._work(*self._given)


class Team:
    """This process, and the others that it may have.

    early: they begin at once, and load `warm_up` while this process does other things; else
    they are copies of this process as it is when work is first handed out.
    """

    def __init__(self, allowed: bool = False, warm_up: Callable[[], object] | None = None):
        self._allowed, self._warm_up = allowed, warm_up
        self._executor: ProcessPoolExecutor | None = None
        self._folder, self._count = "", 0
        self.size = 1

    def start(self) -> bool:
        """Begin the other processes; whether there are any."""
        if self._allowed and not self._executor:
            self._allowed = False
            # A copy of a process is safe where no other thread runs. Elsewhere than on Linux
            # a new process takes longer to start than most books take to build.
            others = min(MOST_PROCESSES, (os.cpu_count() or 1) - 1)
            if sys.platform == "linux" and threading.active_count() == 1 and others:
                with suppress(OSError):  # no folder to write to, no semaphores
                    self._begin(others)
        return self._executor is not None

    def _begin(self, others: int) -> None:
        # Loaded where there are other processes alone: 20 ms.
        import multiprocessing
        from concurrent.futures import ProcessPoolExecutor

        # Its name is known before it is there: a signal may end this process in between.
        name = f"thaibook-{os.getpid()}-{os.urandom(4).hex()}"
        self._folder = os.path.join(tempfile.gettempdir(), name)
        try:
            os.mkdir(self._folder, 0o700)
            self._executor = ProcessPoolExecutor(
                others,
                multiprocessing.get_context("fork"),
                _begin_copy,
                (self._folder, self._warm_up),
            )
            with _no_signals():
                self._executor.submit(os.getpid)  # begins them all
        except OSError:
            self.dismiss()
            raise
        self.size = others + 1

    def submit(self, work: Callable[..., B], *given: Any) -> Task[B]:
        """Hand out `work`, a function of a module."""
        if self.start() and self._executor:
            self._count += 1
            path = Path(self._folder, str(self._count))
            with suppress(Exception):  # a full disk; a process that was taken away
                path.write_bytes(pickle.dumps((work, given)))
                return Task(work, given, path, self._executor.submit(_done, str(path)))
        return Task(work, given)

    def map(self, work: Callable[[A], B], items: Iterable[A]) -> Iterator[B]:
        """Hand out `work` on each item. What nobody has begun when the results are wanted is
        done here, from the last on."""
        items = list(items)
        hand_out = self.submit if len(items) > 1 else _kept
        tasks = [hand_out(work, item) for item in items]

        def results() -> Iterator[B]:
            for task in reversed(tasks):
                task.take_back()
            for task in tasks:
                yield task.result()

        return results()

    def dismiss(self) -> None:
        """End the other processes, whatever they do."""
        executor, self._executor = self._executor, None
        self._allowed, self.size = False, 1
        if executor:
            import multiprocessing  # it is loaded already

            children = multiprocessing.active_children()
            for child in children:
                child.kill()
            for child in children:
                child.join()
            executor.shutdown(wait=False, cancel_futures=True)
        shutil.rmtree(self._folder, ignore_errors=True)


ALONE = Team()


@contextmanager
def team(warm_up: Callable[[], object] | None = None) -> Iterator[Team]:
    """A Team while the context lasts. With `warm_up`, a function of a module, the other
    processes begin at once and call it; else they begin with the first work."""
    made = Team(allowed=True, warm_up=warm_up)
    try:
        if warm_up:
            made.start()
        yield made
    finally:
        made.dismiss()


@contextmanager
def _no_signals() -> Iterator[None]:
    """What Python raises while it makes a copy of itself is lost, and half a copy stays."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _kept(work: Callable[[A], B], item: A) -> Task[B]:
    return Task(work, (item,))


def _done(path: str) -> bool:
    """In a copy: do the work in the file, which gets the result; whether it could be done."""
    try:
        work, given = pickle.loads(Path(path).read_bytes())
        Path(path).write_bytes(pickle.dumps(work(*given)))
    except Exception:  # a message of it may be longer than a pipe takes at once
        return False
    return True


def _begin_copy(folder: str, warm_up: Callable[[], object] | None) -> None:
    """In a copy of this process, before it works."""
    tempfile.tempdir = folder  # whatever it leaves there goes with the folder
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # for the process that a person sees
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    threading.Thread(target=_end_with_parent, args=(folder,), daemon=True).start()
    if warm_up:
        with suppress(Exception):  # comes up again where the work is done
            warm_up()


def _end_with_parent(folder: str) -> None:
    """End this copy as soon as the process that it is a copy of is no more."""
    import multiprocessing

    if parent := multiprocessing.parent_process():
        parent.join()
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(1)
