"""What an author's own style sheets do to the engine, kept within bounds.

Enters: the work of laying out or drawing. Leaves: the same, or a BookError where it fails, or takes
more time or memory than pages do: a sheet is a program, and what it takes cannot be read from it.
The program's own sheets need no such bounds.
"""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from thaibook.messages import BookError, Phrase, problem
from thaibook.pdf.svg_fault import NotDrawnError

SECONDS = 8.0  # of the processor, for one section; a page takes 0.1
LETTERS_PER_SECOND = 4_000  # of its HTML, for which there is more time
MEGABYTES = 1_000  # beyond what was taken before; a page takes 1
UNUSABLE = "style-unusable"
LOOK_EVERY = 0.25  # seconds of the processor
OWN = "/styles/own-"  # in the address of a sheet of the author's
SHEETS = ("shared.css", "print.css", "cover.css")  # those for paper, in the order of reading


class _TooMuchError(BaseException):
    """Raised in the middle of whatever goes on; no part of the engine may take it for its own."""


@contextmanager
def bounded(addresses: Collection[str], html: str) -> Iterator[None]:
    """Let the engine work on the HTML; addresses: of all that it may load. Raises BookError:
    style-unusable."""
    own = own_addresses(addresses)
    if not own:
        yield
        return
    path = path_of(own[-1])
    try:
        with _watched(SECONDS + len(html) / LETTERS_PER_SECOND):
            yield
    except _TooMuchError:
        reason = "it takes more time or memory than any page needs"
        raise BookError([problem(UNUSABLE, path, reason=Phrase(reason))]) from None
    except (BookError, NotDrawnError, OSError, MemoryError):
        raise
    except Exception as error:  # whatever the engine makes of lengths that no page has
        reason = f"the engine of the pages fails at it ({type(error).__name__})"
        raise BookError([problem(UNUSABLE, path, reason=Phrase(reason))]) from error


def own_addresses(addresses: Collection[str]) -> list[str]:
    """Those of the author's own sheets, in the order in which they are read."""
    every = sorted(addresses) if addresses else []
    return [at for name in SHEETS for at in every if at.endswith(OWN + name)]


def path_of(address: str) -> Path:
    """The file that an author knows."""
    return Path("styles", address.rpartition(OWN)[2])


@contextmanager
def _watched(seconds: float) -> Iterator[None]:
    """Raise _TooMuchError in whatever takes more, where the system can tell the time of a process
    and this is the thread that it tells."""
    ends, most = time.process_time() + seconds, _megabytes() + MEGABYTES

    def look(*_: object) -> None:
        if time.process_time() > ends or _megabytes() > most:
            raise _TooMuchError

    try:
        before = signal.signal(signal.SIGPROF, look)
    except (AttributeError, ValueError):  # another system, or another thread
        yield
        return
    signal.setitimer(signal.ITIMER_PROF, LOOK_EVERY, LOOK_EVERY)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _megabytes() -> float:
    """The most memory that this process has taken so far."""
    if sys.platform == "win32":
        return 0.0
    # Imported late: another system has none.
    import resource

    taken = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return taken / (1 << 20 if sys.platform == "darwin" else 1 << 10)
