"""Other processes, for work that can go on beside this one.

Enters: a function of a module and what it is given. Leaves: its result, the same with other
processes and without: work that another process lost, could not take or could not finish is
done here, where a fault of it can be told.

The processes take work from one queue: a pipe of numbers; what a number stands for lies in a
file, since two processes that write more to each other than a pipe holds would wait for ever.
The end of the file's name says how far the work is: asked, then taken by a copy and done, or
taken back. concurrent.futures was tried in its place, with Python 3.11: a process that is
ended while it sends a long result leaves half a message, for which the pool waits for ever; a
pool whose processes are ended prints a traceback where work was taken back; where the end of
children is ignored (SIGCHLD), it runs for ever; and it takes 20 ms to import.
"""

from __future__ import annotations

import os
import pickle
import select
import signal
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Generic, NoReturn, TypeVar

from thaibook.processes.listener import end_with

A = TypeVar("A")
B = TypeVar("B")
MOST_PROCESSES = 8  # each holds a copy of what it changes
MOST_WAITING = 4000  # numbers; a pipe holds 8192
TRIES = 3  # to take a folder away
PATIENCE = 1.0  # seconds without an answer after which to see who is still there


class _LostError(Exception):
    """Work that another process did not finish: the system took it away, or it failed."""


class _Others:
    """Copies of this process, as it is now, which call `warm_up` first. Raises OSError where
    there can be none."""

    def __init__(self, number: int, warm_up: Callable[[], object] | None) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix=f"thaibook-{os.getpid()}-"))
        try:
            asked, self.asks = os.pipe()
            self.answers, answered = os.pipe()
        except OSError:
            self.folder.rmdir()
            raise
        self.children: list[int] = []
        self.waiting: set[int] = set()
        self.last, self.lost = 0, False
        try:
            for _ in range(number):
                child = os.fork()
                if not child:
                    os.close(self.asks)
                    os.close(self.answers)
                    _serve(self.folder, asked, answered, warm_up)
                self.children.append(child)
        except OSError:  # no more; those that there are will do
            if not self.children:
                self.dismiss()
                raise
        finally:
            os.close(asked)
            os.close(answered)

    def ask(self, work: Callable[..., Any], given: Sequence[Any]) -> int:
        """Put work into the queue; its number."""
        while len(self.waiting) >= MOST_WAITING and not self.lost:
            self._hear(PATIENCE)
        self.last += 1
        self._path(self.last, "asked").write_bytes(pickle.dumps((work, tuple(given))))
        self.waiting.add(self.last)
        with suppress(BrokenPipeError):  # will be seen by who waits for the answer
            os.write(self.asks, self.last.to_bytes(8))
        return self.last

    def answer(self, number: int) -> Any:
        """The result of the work. Raises _LostError."""
        while number in self.waiting:
            self._hear(PATIENCE)
        path = self._path(number, "done")
        try:
            data = path.read_bytes()
            path.unlink()
        except OSError:
            raise _LostError from None
        if not data:
            raise _LostError
        return pickle.loads(data)

    def take_back(self, number: int) -> bool:
        """Take work that nobody has begun out of the queue."""
        if not _renamed(self._path(number, "asked"), self._path(number, "back")):
            return False
        self.waiting.discard(number)
        return True

    def is_waiting(self, number: int) -> bool:
        """Whether nobody has begun the work."""
        return self._path(number, "asked").exists()

    def _hear(self, seconds: float) -> bool:
        """Whether an answer came within the time. Raises _LostError."""
        if self.lost:
            raise _LostError
        poll = select.poll()
        poll.register(self.answers, select.POLLIN)
        if poll.poll(seconds * 1000):
            if number := os.read(self.answers, 8):
                self.waiting.discard(int.from_bytes(number))
                return True
            self.lost = True
        elif seconds:
            gone = [child for child in self.children if _ended(child, os.WNOHANG)]
            self.children = [child for child in self.children if child not in gone]
            self.lost = bool(gone)
        return False

    def _path(self, number: int, state: str) -> Path:
        return self.folder / f"{number}.{state}"

    def dismiss(self) -> None:
        """End the processes, whatever they do."""
        os.close(self.asks)
        os.close(self.answers)
        for child in self.children:
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
            _ended(child, 0)
        _remove(self.folder)


def _ended(child: int, options: int) -> bool:
    try:
        return os.waitpid(child, options)[0] != 0
    except ChildProcessError:  # who ignores the end of its children has none to wait for
        return True


def _remove(folder: Path) -> None:
    for _ in range(TRIES):  # another does it, too, or puts a last file there
        with suppress(OSError):
            for path in folder.iterdir():
                if path.is_dir():
                    _remove(path)
                else:
                    path.unlink(missing_ok=True)
            folder.rmdir()
            return


def _serve(
    folder: Path, asked: int, answered: int, warm_up: Callable[[], object] | None
) -> NoReturn:
    """In a copy: do what is asked until nobody is there to ask, or to listen."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # for the process that a person sees
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_SETMASK, ())
        tempfile.tempdir = str(folder)  # goes with what this process leaves there
        end_with(answered, lambda: _remove(folder))
        if warm_up:
            with suppress(Exception):  # comes up again where the work is done
                warm_up()
        with suppress(BrokenPipeError):  # nobody is there any more
            while number := os.read(asked, 8):
                path = folder / str(int.from_bytes(number))
                if not _renamed(path.with_suffix(".asked"), path.with_suffix(".taken")):
                    continue
                work, given = pickle.loads(path.with_suffix(".taken").read_bytes())
                try:
                    data = pickle.dumps(work(*given))
                except Exception:  # happens again where it can be told
                    data = b""
                path.with_suffix(".done").write_bytes(data)
                path.with_suffix(".taken").unlink()
                os.write(answered, number)
        _remove(folder)
    finally:
        os._exit(0)


def _renamed(old: Path, new: Path) -> bool:
    """Whether it was this process that renamed the file."""
    with suppress(FileNotFoundError):
        os.rename(old, new)
        return True
    return False


class Task(Generic[B]):
    """Work that was handed out; `result` waits for it. others, number: to whom, and its number
    there; 0 where it stays here."""

    def __init__(
        self,
        work: Callable[..., B],
        given: Sequence[Any],
        others: _Others | None = None,
        number: int = 0,
    ):
        self._work, self._given, self._others, self._number = work, given, others, number
        self._results: list[B] = []

    def result(self, patient: bool = False) -> B:
        """What the work gives. Raises what the work raises. What no other process has begun is
        done here; not by who is patient, since to load for it would take longer."""
        if not self._results:
            self._results.append(self._awaited(patient))
        return self._results[0]

    def take_back(self) -> None:
        """Do the work here, if no other process has begun it."""
        if self.is_waiting:
            self.result()

    @property
    def is_waiting(self) -> bool:
        """Whether it was handed out and nobody has begun it."""
        handed_out = self._others and self._number and not self._results
        return bool(handed_out and self._others and self._others.is_waiting(self._number))

    def _awaited(self, patient: bool) -> B:
        if self._others and self._number and (patient or not self._others.take_back(self._number)):
            with suppress(_LostError):
                done: B = self._others.answer(self._number)
                return done
        return self._work(*self._given)


class Team:
    """This process, and the others that it may have. With `warm_up` they are there from the
    start, and call it; else they are copies of this process as it is when work is first
    handed out."""

    def __init__(self, allowed: bool = False, warm_up: Callable[[], object] | None = None):
        self._allowed, self._warm_up = allowed, warm_up
        self._others: _Others | None = None
        self._folder: str | None = None  # for temporary files, without them

    def start(self) -> bool:
        """Begin the other processes; whether there are any."""
        if self._allowed and not self._others:
            self._allowed = False
            # A copy of a process is safe where no other thread runs. Elsewhere than on Linux
            # a new process takes longer to start than most books take to build.
            threading = sys.modules.get("threading")
            alone = not threading or threading.active_count() == 1
            number = min(MOST_PROCESSES, (os.cpu_count() or 1) - 1)
            if sys.platform == "linux" and alone and number:
                # No folder to write to, no more processes: this one does all.
                with suppress(OSError), _no_signals():
                    self._others = _Others(number, self._warm_up)
                    # They clear away what this process leaves, if it is ended.
                    self._folder, tempfile.tempdir = tempfile.tempdir, str(self._others.folder)
        return bool(self._others and not self._others.lost)

    def submit(self, work: Callable[..., B], *given: Any) -> Task[B]:
        """Hand out `work`, a function of a module."""
        if self.start() and self._others:
            with suppress(OSError):  # no room in the folder
                return Task(work, given, self._others, self._others.ask(work, given))
        return Task(work, given)

    def map(self, work: Callable[[A], B], items: Iterable[A]) -> Iterator[B]:
        """Hand out `work` on each item. What nobody has begun when the results are wanted is
        done here, from the last on."""
        items = list(items)
        # For one item alone no other process is begun.
        hand_out = self.submit if len(items) > 1 or self._others else _kept
        tasks = [hand_out(work, item) for item in items]

        def results() -> Iterator[B]:
            for task in reversed(tasks):
                task.take_back()
            for task in tasks:
                yield task.result()

        return results()

    def dismiss(self) -> None:
        """End the other processes, whatever they do."""
        others, self._others = self._others, None
        self._allowed = False
        if others:
            tempfile.tempdir = self._folder
            others.dismiss()


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
