"""A process that works for another one ends with it, at once, whatever it does.

Enters: an end of a pipe or socket whose other end the other process has alone. Leaves: nothing.
The system closes that other end however the process goes. A thread waits for it: a signal would
be seen only when the engine's own code gives way to Python's.
"""

from __future__ import annotations

import _thread
import os
import select
from collections.abc import Callable


def end_with(number: int, clear_away: Callable[[], object]) -> None:
    """End this process when nobody is at the other end of the open file `number` any more.
    clear_away: what is done before."""

    def wait() -> None:
        poll = select.poll()
        poll.register(number, 0)  # POLLERR and POLLHUP are told without being asked for
        poll.poll()
        try:
            clear_away()
        finally:
            os._exit(0)

    _thread.start_new_thread(wait, ())  # threading would have to be loaded, and waited for
