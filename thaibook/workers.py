"""Other processes, for work that can go on beside this one.

Enters: work. Leaves: its results, the same with other processes and without.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

A = TypeVar("A")
B = TypeVar("B")
MOST = 8  # processes; each holds a copy of what it changes
WORTH_LETTERS = 60_000  # starting a process takes as long as reading so many letters


class _Company:
    """The processes there are: none until they are asked for, and none outside company()."""

    wanted = False
    pool: ProcessPoolExecutor | None = None


@contextmanager
def company() -> Iterator[None]:
    """While this lasts, there may be other processes, copies of this one when first used.

    Only on Linux, where no other thread runs: elsewhere a process can't be copied safely,
    and a new one takes longer to start than most books take to build.
    """
    outer = _Company.wanted
    _Company.wanted = True
    try:
        yield
    finally:
        _Company.wanted = outer
        if _Company.pool and not outer:
            _Company.pool.shutdown(cancel_futures=True)
            _Company.pool = None


def _others() -> ProcessPoolExecutor | None:
    if not _Company.wanted or _Company.pool:
        return _Company.pool
    cores = os.cpu_count() or 1
    if cores > 1 and sys.platform == "linux" and threading.active_count() == 1:
        import multiprocessing
        from concurrent.futures import ProcessPoolExecutor

        way = multiprocessing.get_context("fork")
        _Company.pool = ProcessPoolExecutor(min(MOST, cores - 1), way, _alone)
    return _Company.pool


def _alone() -> None:
    """In a copy: what it does, it does itself."""
    _Company.wanted, _Company.pool = False, None


def beside(work: Callable[..., B], *given: Any) -> Callable[[], B]:
    """Begin `work` (a function of a module) in another process. Leaves a function that waits
    for the result; without other processes, it does the work itself."""
    pool = _others()
    if not pool:
        return lambda: work(*given)
    from concurrent.futures import BrokenExecutor

    waiting: Future[B] | None = None
    with suppress(BrokenExecutor):
        waiting = pool.submit(work, *given)

    def result() -> B:
        if waiting:
            with suppress(BrokenExecutor):  # the system took the process away: then here
                return waiting.result()
        return work(*given)

    return result


def spread(work: Callable[[A], B], items: Sequence[A]) -> list[B]:
    """`work` (a function of a module) done on each item, by all processes there are."""
    pool = _others()
    if not pool:
        return [work(item) for item in items]
    from concurrent.futures import BrokenExecutor

    # This process takes its share from the end, and then waits for the rest.
    waiting: list[Future[B]] = []
    with suppress(BrokenExecutor):
        waiting += [pool.submit(work, item) for item in items]
    done: dict[int, B] = {}
    for index in reversed(range(len(waiting))):
        if waiting[index].cancel():
            done[index] = work(items[index])
    with suppress(BrokenExecutor):
        for index, future in enumerate(waiting):
            if index not in done:
                done[index] = future.result()
    return [done[index] if index in done else work(items[index]) for index in range(len(items))]
