"""Ace by DAISY, the accessibility checker, run where it is.

Enters: an .epub file. Leaves: its violations as Problems. Ace is a Node.js program that
opens each page in a browser; it is looked for in $THAIBOOK_ACE, on the PATH, and among
the tests' packages of a checkout. Source: https://daisy.github.io/ace/docs/cli/
"""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from thaibook.messages import NODE, Phrase, Problem, command_of, problem

PROGRAMS = ("ace-puppeteer", "ace-cli", "ace")
CHECKOUT = Path(__file__).parents[2] / "tests" / "js" / "node_modules" / ".bin" / "ace-cli"
GET_ACE = "npm install -g @daisy/ace"
BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)


def check_ace(path: Path) -> list[Problem]:
    """Every violation that Ace finds (not-accessible); or the reason why it could not say, as
    check-skipped or check-failed."""
    program = ace_program()
    if program is None:
        told = os.environ.get("THAIBOOK_ACE")
        why = f"THAIBOOK_ACE names {told}, which is no program" if told else "it is not installed"
        return [_skipped(path, why)]
    if not shutil.which("node"):
        return [_skipped(path, "no Node.js here")]
    with tempfile.TemporaryDirectory(prefix="ace-") as folder:
        run = subprocess.run(
            [program, "--silent", "--outdir", folder, "--tempdir", f"{folder}/work", str(path)],
            env=_environment(folder), capture_output=True, text=True, check=False,
        )  # fmt: skip
        report = Path(folder) / "report.json"
        if not report.is_file():
            said = (run.stderr or run.stdout).strip().splitlines() or [f"status {run.returncode}"]
            command = shlex.join([program, str(path)])
            words = {"name": "Ace", "reason": Phrase(said[-1]), "command": command}
            return [problem("check-failed", path, 0, **words)]
        return list(_violations(path, json.loads(report.read_text("utf-8"))))


def why_uncertified(epub: bytes) -> str:
    """Why nobody may say yet that this EPUB is accessible; "" where Ace finds nothing."""
    with tempfile.TemporaryDirectory(prefix="ace-") as folder:
        path = Path(folder) / "book.epub"
        path.write_bytes(epub)
        problems = check_ace(path)
    return problems[0].message() if problems else ""


def _skipped(path: Path, why: str) -> Problem:
    node = [] if shutil.which("node") else [command_of(NODE, "nodejs")]
    have = "unset THAIBOOK_ACE" if os.environ.get("THAIBOOK_ACE") else GET_ACE
    command = " && ".join([*node, have])
    words = {"name": "Ace", "reason": Phrase(why), "command": command}
    return problem("check-skipped", path, 0, **words)


def ace_program() -> str | None:
    """The command that starts Ace; None where it is not installed."""
    if told := os.environ.get("THAIBOOK_ACE"):
        return shutil.which(told)
    program = next((p for name in PROGRAMS if (p := shutil.which(name))), None)
    return program or (str(CHECKOUT) if CHECKOUT.exists() else None)


def _environment(folder: str) -> dict[str, str]:
    """Ace's own: the system's browser where the person names none, no logs at home."""
    browser = next((p for name in BROWSERS if (p := shutil.which(name))), None)
    ours = {"PUPPETEER_EXECUTABLE_PATH": browser} if browser else {}
    ours["ACE_TIMEOUT_INITIAL"] = "60000"  # milliseconds, for a machine that is busy
    return ours | os.environ | {"XDG_CONFIG_HOME": folder, "XDG_STATE_HOME": folder}


def _violations(path: Path, report: dict[str, Any]) -> Iterator[Problem]:
    for document in report.get("assertions", []):
        name = document.get("earl:testSubject", {}).get("url", "")
        for violation in document.get("assertions", []):
            test, result = violation["earl:test"], violation["earl:result"]
            description = str(result.get("dct:description", "")).partition("\n")[0]
            where = result.get("earl:pointer", {}).get("css", [])
            yield problem(
                "not-accessible",
                path,
                rule=f"{test.get('earl:impact', '')} {test.get('dct:title', '')}".strip(),
                place=" ".join([name, *where]),
                said=description,
                more=test.get("help", {}).get("url", "https://daisy.github.io/ace/"),
            )
