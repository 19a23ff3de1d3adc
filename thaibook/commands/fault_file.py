"""What is kept of an exception that nothing in the program has foreseen: a file that can be sent.

Enters: the exception. Leaves: thaibook-fault.txt where the person stands, or among temporary
files where nothing can be written there; and its place in the program. The file names versions,
the system and places in the code. It holds no text of the manuscript: an exception may quote it,
so that only its kind is told, and no file of the author's is named.
"""

from __future__ import annotations

import errno
import os
import platform
import re
import sys
import tempfile
import traceback
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from thaibook import __version__
from thaibook.messages import Problem, problem

FAULT_FILE = "thaibook-fault.txt"
FIRST_LINE = "A fault of thaibook, which its makers can mend with this file.\n"
PACKAGE = "thaibook"
MOST_FRAMES = 60  # a recursion has a thousand, all alike
MOST_CAUSES = 5
OURS = Path(__file__).parents[2]
LIBRARIES = ("weasyprint", "pydyf", "Markdown", "EbookLib", "lxml", "nh3", "uharfbuzz", "pypdfium2",
             "pillow", "numpy", "fonttools", "tinycss2")  # fmt: skip
OPTION = re.compile(r"--?[a-z][a-z-]*")


def place_of(error: BaseException) -> str:
    """The last line of ours that the exception went through, such as thaibook/build.py:120."""
    frames = [name for name in _frames(error) if name.startswith(f"{PACKAGE}/")]
    return frames[-1].partition(" ")[0] if frames else type(error).__name__


def fault_of(error: BaseException, command: str, words: Sequence[str] = ()) -> Problem:
    """Write the file, and give the problem that tells of it."""
    place, file = place_of(error), write_fault(error, command, words)
    code = "program-fault" if file else "program-fault-unsaved"
    return problem(code, place=place, kind=type(error).__name__, file=file)


def write_fault(error: BaseException, command: str, words: Sequence[str]) -> str:
    """Write the file; its name as the person types it, "" where nothing can be written.

    words: what was typed, of which only the options are told.
    """
    text = "".join(f"{line}\n" for line in _lines(error, command, words))
    for folder in (Path(), Path(tempfile.gettempdir())):
        with suppress(Exception):  # whatever is broken there, it is not what has to be told
            return str(_written(folder / FAULT_FILE, FIRST_LINE + text))
    return ""


def _written(path: Path, text: str) -> Path:
    """Put the text there. Raises OSError, also where something else has that name."""
    if os.path.lexists(path):
        if path.is_symlink() or not path.is_file():
            raise FileExistsError(errno.EEXIST, "no file of ours", path)
        with path.open(encoding="utf-8", errors="replace") as older:
            if older.readline() != FIRST_LINE:
                raise FileExistsError(errno.EEXIST, "no file of ours", path)
    handle, name = tempfile.mkstemp(prefix=f".{FAULT_FILE}.", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as file:
            file.write(text)
        os.replace(name, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise
    return path


def _lines(error: BaseException, command: str, words: Sequence[str]) -> Iterator[str]:
    yield "It says where the program failed, and has no text of your manuscript."
    yield ""
    yield f"version: {__version__}"
    options = [word.partition("=")[0] for word in words if OPTION.match(word)]
    yield f"command: {' '.join([command or 'none', *(o for o in options if OPTION.fullmatch(o))])}"
    yield f"python: {sys.implementation.name} {platform.python_version()}"
    yield f"system: {platform.system()} {platform.release()} {platform.machine()}"
    yield f"libraries: {', '.join(_libraries())}"
    for number, each in enumerate(_causes(error)):
        yield ""
        yield f"{'because of' if number else 'fault'}: {_kind(each)}"
        frames = list(_frames(each))
        if len(frames) > MOST_FRAMES:
            half = MOST_FRAMES // 2
            frames = [*frames[:half], f"… {len(frames) - 2 * half} more", *frames[-half:]]
        for frame in frames:
            yield f"  {frame}"


def _libraries() -> Iterator[str]:
    # Imported late: 30 ms, and only a fault needs it.
    from importlib import metadata

    for name in LIBRARIES:
        with suppress(Exception):  # whatever is broken there, this file is not about it
            yield f"{name} {metadata.version(name)}"


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The exception, and those that it was raised for."""
    each: BaseException | None = error
    for _ in range(MOST_CAUSES):
        if each is None:
            return
        yield each
        each = each.__cause__ or (None if each.__suppress_context__ else each.__context__)


def _kind(error: BaseException) -> str:
    kind = type(error)
    name = (
        kind.__qualname__
        if kind.__module__ == "builtins"
        else f"{kind.__module__}.{kind.__qualname__}"
    )
    number = error.errno if isinstance(error, OSError) else None
    return f"{name} {errno.errorcode.get(number, number)}" if number else name


def _frames(error: BaseException) -> Iterator[str]:
    """file:line function of each call on the way to the exception."""
    for frame, line in traceback.walk_tb(error.__traceback__):
        yield f"{_file(frame.f_code.co_filename)}:{line} {frame.f_code.co_qualname}"


def _file(path: str) -> str:
    """A file of the program by its name in a package; no folder of the person's."""
    parts = Path(path).parts
    with suppress(ValueError):
        return Path(path).relative_to(OURS / PACKAGE).as_posix().join((f"{PACKAGE}/", ""))
    for place, part in enumerate(reversed(parts)):
        if part in ("site-packages", "dist-packages") or part.startswith("python3"):
            return "/".join(parts[len(parts) - place :])
    return parts[-1] if parts else path
