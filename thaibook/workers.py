"""Other processes, for work that can go on beside this one.

Enters: work. Leaves: an executor with one process, or the work done on every core; started
the cheapest safe way.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")
MOST = 8  # processes; each holds a copy of what it changes


def can_copy() -> bool:
    """Whether this process can be copied: only where no other thread runs."""
    return sys.platform == "linux" and threading.active_count() == 1


def second_process() -> ProcessPoolExecutor:
    """An executor of one process: a copy of this one where it can be made, else a new one."""
    way = "fork" if can_copy() else "spawn"
    return ProcessPoolExecutor(1, multiprocessing.get_context(way))


def spread(work: Callable[[A], B], items: Sequence[A]) -> list[B]:
    """`work` (a function of a module) done on each item, by all cores where it can be."""
    cores = min(MOST, os.cpu_count() or 1, len(items))
    if cores > 1 and can_copy():
        with ProcessPoolExecutor(cores - 1, multiprocessing.get_context("fork")) as pool:
            # This process takes its share from the end, and then what is left.
            waiting = [pool.submit(work, item) for item in items]
            done: dict[int, B] = {}
            for index in reversed(range(len(items))):
                if waiting[index].cancel():
                    done[index] = work(items[index])
            try:
                return [
                    done[index] if index in done else waiting[index].result()
                    for index in range(len(items))
                ]
            except BrokenExecutor:  # the system took a process away: then here, alone
                pass
    return [work(item) for item in items]
