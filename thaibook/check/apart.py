"""A PDF of anybody's is read in a process of its own: PDFium ends the process where a file asks for
more memory than there is, or calls itself without an end, and no exception tells of it.

Enters: a .pdf file. Leaves: an Inspection, or the edges of its pages, or the BookError that the
file is not to be read. The process may take MEGABYTES, and SECONDS of the processor for the file
and then for each page.
"""

from __future__ import annotations

import math
import os
import pickle
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from thaibook.messages import BookError, Phrase, Problem, problem

if TYPE_CHECKING:
    from thaibook.check.preflight import Inspection, PageEdges

SECONDS, MEGABYTES = 2, 450  # of a page; beyond what the program itself takes
START = (
    "import sys; sys.path[:] = sys.argv[4:]; "
    "from thaibook.check.apart import serve; serve(*sys.argv[1:4])"
)
TOO_MUCH = "to read it takes more time or memory than any page needs"


class Refused(NamedTuple):
    """A BookError, as one process tells it another."""

    problems: tuple[Problem, ...]


def inspect_apart(path: Path) -> Inspection:
    """What is in the PDF. Raises BookError: pdf-unreadable."""
    inspection: Inspection = _read_apart(path, "thaibook.check.inspection", "inspect_pdf")
    return inspection


def edges_apart(path: Path) -> list[PageEdges]:
    """The edges of its pages, which have to be drawn for it. Raises BookError: pdf-unreadable."""
    edges: list[PageEdges] = _read_apart(path, "thaibook.check.print_shop.edges", "inspect_edges")
    return edges


def _read_apart(path: Path, module: str, function: str) -> Any:
    """What the function of the module says of the PDF. Raises BookError."""
    words = [sys.executable, "-c", START, str(path), module, function, *sys.path]
    done = subprocess.run(words, capture_output=True, check=False, stdin=subprocess.DEVNULL)
    if done.returncode or not done.stdout:
        raise BookError([problem("pdf-unreadable", path, reason=Phrase(TOO_MUCH))])
    result = pickle.loads(done.stdout)  # what our own program wrote
    if isinstance(result, Refused):
        raise BookError(result.problems)
    return result


def is_harmless(path: Path) -> bool:
    """Whether the PDF can be read in this process, too."""
    try:
        inspect_apart(path)
    except BookError as error:
        return all(("reason", TOO_MUCH) not in found.words for found in error.problems)
    return True


def serve(name: str, module: str, function: str) -> None:
    """In the process: write what the function says, or the problems, to the standard output."""
    read = getattr(import_module(module), function)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library says is no answer
    _limit_memory()
    allow_more()
    result: object
    try:
        result = read(Path(name), allow_more)
    except BookError as error:
        result = Refused(error.problems)
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
