"""Other processes, for work that can go on beside this one.

Enters: work. Leaves: its results, the same with other processes and without. They take
work from one queue: a pipe of numbers; what a number stands for lies in a file, since two
processes that write more to each other than a pipe holds would wait for ever. The end of the
file's name says how far the work is: asked, then taken by a copy and done, or taken back.
(The standard library has pools; to import one takes as long as to read ten chapters.)
"""

from __future__ import annotations

import os
import pickle
import select
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NoReturn, TypeVar

A = TypeVar("A")
B = TypeVar("B")
MOST = 8  # processes; each holds a copy of what it changes
MOST_WAITING = 4000  # numbers; a pipe holds 8192
WORTH_LETTERS = 60_000  # starting a process takes as long as reading so many letters
PATIENCE = 1.0  # seconds without an answer after which to see who is still there


class _LostError(Exception):
    """Work that another process did not finish: the system took it away, or it failed."""


class _Others:
    """Copies of this process, as it is now. Raises OSError where there can be none."""

    def __init__(self, number: int) -> None:
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
                    _serve(self.folder, asked, answered)
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

    def busy(self) -> bool:
        """Whether there is as much work as processes."""
        while not self.lost and self._hear(0):
            pass
        return self.lost or len(self.waiting) >= len(self.children)

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
    with suppress(OSError):  # another does it, too
        for path in folder.iterdir():
            if path.is_dir():
                _remove(path)
            else:
                path.unlink(missing_ok=True)
        folder.rmdir()


def _serve(folder: Path, asked: int, answered: int) -> NoReturn:
    """In a copy: do what is asked until nobody is there to ask."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # for the process that a person sees
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_SETMASK, ())
        tempfile.tempdir = str(folder)  # goes with what this process leaves there
        _Company.wanted, _Company.others = False, None  # what it does, it does itself
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


class _Company:
    """The processes there are: none until they are asked for, and none outside company()."""

    wanted = False
    others: _Others | None = None


@contextmanager
def company(now: bool = False) -> Iterator[None]:
    """While this lasts, there may be other processes, copies of this one when first used,
    or `now`.

    Only on Linux, where no other thread runs: elsewhere a process can't be copied safely,
    and a new one takes longer to start than most books take to build.
    """
    outer = _Company.wanted
    _Company.wanted = True
    try:
        if now:
            _others()
        yield
    finally:
        _Company.wanted = outer
        if _Company.others and not outer:
            _Company.others.dismiss()
            _Company.others = None


def _others() -> _Others | None:
    if not _Company.wanted or _Company.others:
        return None if _Company.others and _Company.others.lost else _Company.others
    cores = os.cpu_count() or 1
    threading = sys.modules.get("threading")
    alone = not threading or threading.active_count() == 1
    if cores > 1 and sys.platform == "linux" and alone:
        # What Python raises while it makes a copy is lost, and half-made copies would stay.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
        try:
            _Company.others = _Others(min(MOST, cores - 1))
        except OSError:  # no folder to write to, no more processes
            _Company.wanted = False
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return _Company.others


def accompanied() -> bool:
    """Whether there are other processes already."""
    return bool(_Company.others and not _Company.others.lost)


def idle() -> bool:
    """Whether there is another process that has nothing to do."""
    others = _others()
    return bool(others and not others.busy())


def beside(work: Callable[..., B], *given: Any) -> Callable[[], B]:
    """Begin `work` (a function of a module) in another process. Leaves a function that waits
    for the result; without other processes, it does the work itself."""
    others, number = _others(), 0
    if others:
        with suppress(OSError):  # no room in the folder
            number = others.ask(work, given)

    def result() -> B:
        with suppress(_LostError):
            if others and number:
                found: B = others.answer(number)
                return found
        return work(*given)

    return result


def spread(work: Callable[[A], B], items: Sequence[A]) -> Callable[[], list[B]]:
    """Begin `work` (a function of a module) on each item, in all processes there are. Leaves
    a function that does here what nobody has begun, and waits for the rest."""
    others = _others()
    numbers: list[int] = []
    with suppress(OSError):
        numbers += [others.ask(work, [item]) for item in items] if others else []

    def results() -> list[B]:
        done: dict[int, B] = {}
        for index in reversed(range(len(numbers))):
            if others and others.take_back(numbers[index]):
                done[index] = work(items[index])
        for index, number in enumerate(numbers):
            with suppress(_LostError):
                if others and index not in done:
                    done[index] = others.answer(number)
        every = range(len(items))
        return [done[index] if index in done else work(items[index]) for index in every]

    return results
