"""The workers of a Dask cluster do a long list of work, as crew.py has it.

Enters: the address of a scheduler. Leaves: a Crew. Each worker has a Confined of its own, so
that a piece of work that takes too much ends its own process and not the worker; work whose
worker is lost is given to another one by Dask. To be imported only where Dask is installed
(thaibook[cluster]). Source: distributed.dask.org, on futures and resilience.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

from dask.distributed import Client, as_completed, get_worker

from thaibook.processes.confined import Confined

A = TypeVar("A")
B = TypeVar("B")
AHEAD = 4  # pieces of work that lie ready for each thread of a worker
WAIT = 30  # seconds for a scheduler to answer


def _on_worker(
    batch: str, make: Callable[[], Confined], work: Callable[[Confined, A], B], item: A
) -> B:
    """On a worker: do the work with the worker's own Confined of this batch."""
    return work(vars(get_worker()).setdefault(batch, make()), item)


def _dismiss(batch: str, dask_worker: Any = None) -> None:
    """On a worker, which Dask gives: the batch has ended."""
    if own := vars(dask_worker).pop(batch, None):
        own.dismiss()


class Cluster:
    """The workers of a Dask cluster, however many there are at a time."""

    def __init__(self, client: Client, make: Callable[[], Confined]) -> None:
        self._client, self._make = client, make
        self.batch = f"thaibook-{uuid.uuid4()}"

    def unordered(
        self, work: Callable[[Confined, A], B], items: Sequence[A]
    ) -> Iterator[tuple[A, B | Exception]]:
        """Each item with its result, or with the reason why Dask gave it up. Only so much is
        handed out as keeps the workers busy: the rest may go to some that come later."""
        waiting = list(reversed(items))
        tasks = as_completed(loop=self._client.loop, raise_errors=False)
        given: dict[str, A] = {}
        while waiting or given:
            threads = sum(self._client.nthreads().values())
            while waiting and len(given) < AHEAD * max(1, threads):
                item = waiting.pop()
                task = self._client.submit(
                    _on_worker, self.batch, self._make, work, item, pure=False
                )
                given[task.key] = item
                tasks.add(task)
            task = next(tasks)
            done = task.status == "finished"
            yield given.pop(task.key), task.result() if done else task.exception()
            task.release()


@contextmanager
def connected(address: str, make: Callable[[], Confined]) -> Iterator[Cluster]:
    """The workers of the scheduler at `address`. make: makes the Confined of each worker.
    Raises OSError where nobody answers."""
    with Client(address, timeout=WAIT, set_as_default=False) as client:
        cluster = Cluster(client, make)
        try:
            yield cluster
        finally:
            with suppress(Exception):  # a worker ends its own processes when it ends
                client.run(_dismiss, cluster.batch)
