"""A second process, for work that can go on beside the first.

Enters: nothing. Leaves: an executor with one process, started the cheapest safe way.
"""

from __future__ import annotations

import multiprocessing
import sys
import threading
from concurrent.futures import ProcessPoolExecutor


def second_process() -> ProcessPoolExecutor:
    """An executor of one process.

    A copy of this process is ready at once, but may be made only where no other thread
    runs; elsewhere a new one is started.
    """
    copied = sys.platform == "linux" and threading.active_count() == 1
    return ProcessPoolExecutor(1, multiprocessing.get_context("fork" if copied else "spawn"))
