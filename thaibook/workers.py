"""A second process, for work that can go on beside the first.

Enters: nothing. Leaves: an executor with one process, started the cheapest safe way.
"""

from __future__ import annotations

import multiprocessing
import sys
import threading
from concurrent.futures import ProcessPoolExecutor


def can_copy() -> bool:
    """Whether this process can be copied: only where no other thread runs."""
    return sys.platform == "linux" and threading.active_count() == 1


def second_process() -> ProcessPoolExecutor:
    """An executor of one process: a copy of this one where it can be made, else a new one."""
    way = "fork" if can_copy() else "spawn"
    return ProcessPoolExecutor(1, multiprocessing.get_context(way))
