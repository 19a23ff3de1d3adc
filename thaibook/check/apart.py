"""A PDF of anybody's is read in a process of its own: PDFium ends the process where a file asks for
more memory than there is, or calls itself without an end, and no exception tells of it.

Enters: a .pdf file. Leaves: an Inspection, or the BookError that the file is not to be read. The
process may take MEGABYTES, and SECONDS of the processor for the file and then for each page.
"""

from __future__ import annotations

import math
import os
import pickle
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from thaibook.messages import BookError, Phrase, problem

if TYPE_CHECKING:
    from thaibook.check.preflight import Inspection

SECONDS, MEGABYTES = 2, 450  # of a page; beyond what the program itself takes
START = (
    "import sys; sys.path[:] = sys.argv[2:]; "
    "from thaibook.check.apart import serve; serve(sys.argv[1])"
)
TOO_MUCH = "to read it takes more time or memory than any page needs"


def inspect_apart(path: Path) -> Inspection:
    """What is in the PDF. Raises BookError: pdf-unreadable."""
    words = [sys.executable, "-c", START, str(path), *sys.path]
    done = subprocess.run(words, capture_output=True, check=False, stdin=subprocess.DEVNULL)
    if done.returncode or not done.stdout:
        raise BookError([problem("pdf-unreadable", path, reason=Phrase(TOO_MUCH))])
    result = pickle.loads(done.stdout)  # what our own program wrote
    if isinstance(result, tuple):
        raise BookError(result)
    inspection: Inspection = result
    return inspection


def is_harmless(path: Path) -> bool:
    """Whether the PDF can be read in this process, too."""
    try:
        inspect_apart(path)
    except BookError as error:
        return all(("reason", TOO_MUCH) not in found.words for found in error.problems)
    return True


def serve(name: str) -> None:
    """In the process: write the Inspection, or the problems, to the standard output."""
    # Imported late: it takes 30 ms, and this module is loaded by every build.
    from thaibook.check.inspection import inspect_pdf

    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library says is no answer
    _limit_memory()
    allow_more()
    result: object
    try:
        result = inspect_pdf(Path(name), allow_more)
    except BookError as error:
        result = error.problems
    with answers:
        pickle.dump(result, answers)
    answers.close()
    os._exit(0)


def _limit_memory() -> None:
    if sys.platform != "linux":
        return
    # Imported late: another system has none.
    import resource

    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    most = pages * resource.getpagesize() + MEGABYTES * 1_000_000
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def allow_more() -> None:
    """The next page may take as long as one may."""
    if sys.platform == "win32":
        return
    # Imported late: another system has none.
    import resource

    usage = resource.getrusage(resource.RUSAGE_SELF)
    seconds = math.ceil(usage.ru_utime + usage.ru_stime + SECONDS)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.RLIM_INFINITY))
