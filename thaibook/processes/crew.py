"""Who does a long list of work: processes of this machine, or those of cluster.py.

Enters: a function of a module, which is given a Confined and an item, and the items. Leaves:
pairs of item and result, in the order in which they end. A thread waits for each process.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Protocol, TypeVar

from thaibook.messages import BookError, problem
from thaibook.processes.confined import Confined

A = TypeVar("A")
B = TypeVar("B")


class Crew(Protocol):
    """Those who work."""

    def unordered(
        self, work: Callable[[Confined, A], B], items: Sequence[A]
    ) -> Iterator[tuple[A, B | Exception]]:
        """Each item with its result, or with the reason why there is none."""


class Threads:
    """Threads of this process, each of which waits for one process at a time."""

    def __init__(self, number: int, confined: Confined) -> None:
        self._number, self._confined = number, confined

    def unordered(
        self, work: Callable[[Confined, A], B], items: Sequence[A]
    ) -> Iterator[tuple[A, B | Exception]]:
        """Each item with its result, or with what the work raised."""
        # Imported late: 5 ms, which the build of one book does without.
        from concurrent.futures import ThreadPoolExecutor, as_completed

        threads = ThreadPoolExecutor(self._number)
        try:
            tasks = {threads.submit(work, self._confined, item): item for item in items}
            for task in as_completed(tasks):
                error = task.exception()
                if error and not isinstance(error, Exception):
                    raise error
                yield tasks.pop(task), error if isinstance(error, Exception) else task.result()
        finally:
            threads.shutdown(wait=False, cancel_futures=True)


@contextmanager
def crew_here(number: int, make: Callable[[], Confined]) -> Iterator[Crew]:
    """`number` processes of this machine at a time. make: makes the Confined."""
    confined = make()
    try:
        yield Threads(number, confined)
    finally:
        confined.dismiss()


@contextmanager
def crew_of_cluster(address: str, make: Callable[[], Confined]) -> Iterator[Crew]:
    """The workers of the Dask scheduler at `address`. make: makes the Confined of each worker.
    Raises BookError: cluster-missing, cluster-unusable."""
    try:
        # Imported late: it takes half a second, and is there only with thaibook[cluster].
        from thaibook.processes.cluster import connected
    except ImportError as error:
        raise BookError([problem("cluster-missing", name=error.name)]) from None
    with ExitStack() as opened:
        try:
            crew = opened.enter_context(connected(address, make))
        except Exception as error:  # of Dask's own, and whatever a worker raises
            if isinstance(error, MemoryError):
                raise
            raise BookError([problem("cluster-unusable", address, reason=error)]) from None
        yield crew
