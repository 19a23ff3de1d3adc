"""The engines: each is a script that gets a job and prints what it saw, both as JSON.

Job: epub (a file), folder (the same, unpacked), nav, documents, starts (their
first letters), notes [[href, way back]],
phrases, screens [[width, height]], percents (of the text's size), em (100 %, in pixels), css (what
the reader adds to the book's own), chromium, foliate, modules and epubjs (where they are).
Answer: layouts [{width, percent, lines [[text, over, space]], boxes [character]}], where over
says how far, in pixels, a line stands out of its page, space how wide its widest space is, in em
(not in MuPDF, which stretches none), and an image is a line without text;
fonts {name: glyphs}; cover; contents [[title, text at the place]]; notes [[href, text shown,
whether there is a way back]]; found [phrase]; seconds: what the document took that took longest to
open, until its lines stood (in MuPDF, the whole book).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from .book import Opened

HERE = Path(__file__).resolve().parent
FOLIATE = HERE.parent / "js" / "node_modules" / "foliate-js"
PHONE, E_INK, TABLET = (360, 640), (600, 800), (820, 1180)
SCREENS = (PHONE, E_INK, TABLET)
PERCENTS = (100, 200)
EM = 16
SECONDS, SECONDS_BY_HAND = 120, 1200
CHROMIUMS = (
    "chromium",
    "google-chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
ENGINES = {
    "MuPDF": ("mutool", "run", str(HERE / "mupdf.js")),
    "Chromium": ("node", str(HERE / "chromium.mjs")),
    "foliate-js": ("node", str(HERE / "foliate.mjs")),
}

# Asked by hand alone: python -m tests.readers --engine NAME. What they need is told in each file.
# READERS_IN: a command that goes before others, if they are installed in a system of their own
# (chroot FOLDER); READERS_MODULES: the folder of the npm packages; READERS_FOLIATE_2: the epub.js
# of Foliate 2.6, taken out of its resources with `gresource extract`.
DEBIAN_PYTHON = (
    *os.environ.get("READERS_IN", "").split(),
    "xvfb-run",
    "-a",
    "/usr/bin/python3",
    str(HERE / "desktop.py"),
)
BY_HAND = {
    "Firefox": ("node", str(HERE / "firefox.mjs")),
    "epub.js": ("node", str(HERE / "epubjs.mjs")),
    "Foliate 2.6": ("node", str(HERE / "epubjs.mjs")),
    "WebKitGTK": (*DEBIAN_PYTHON, "webkit"),
    "QtWebEngine": (*DEBIAN_PYTHON, "qtwebengine"),
}


class Layout(NamedTuple):
    """The book on one screen at one size of text; lines are (text, over in pixels, widest space
    in em, where that is known)."""

    width: int
    percent: int
    lines: tuple[tuple[Any, ...], ...]
    boxes: frozenset[str]


class Reading(NamedTuple):
    """What an engine showed of a book; the fields are told above."""

    engine: str
    layouts: tuple[Layout, ...]
    fonts: dict[str, int]
    cover: bool
    contents: tuple[tuple[str, str], ...]
    notes: tuple[tuple[str, str, bool], ...]
    found: frozenset[str]
    seconds: float


def chromium() -> str:
    """Where Chromium is."""
    return next((found for c in CHROMIUMS if (found := shutil.which(c))), "chromium")


class Question(NamedTuple):
    """What `expression` is in a `document` of text/; css is added to the book's own, as a
    reader does that sets text larger."""

    document: str
    expression: str
    css: str = ""


def ask(
    epub: Path, questions: Iterable[Question], screens: Iterable[tuple[int, int]] = SCREENS
) -> list[list[Any]]:
    """The answers of Chromium, for each question those on each screen."""
    with tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(epub) as archive:
            archive.extractall(folder)
        job = {
            "folder": folder,
            "questions": [
                q._asdict() | {"document": f"EPUB/text/{q.document}.xhtml"} for q in questions
            ],
            "screens": list(screens),
            "chromium": chromium(),
        }
        ran = subprocess.run(
            ["node", str(HERE / "ask.mjs"), json.dumps(job)],
            capture_output=True, text=True, encoding="utf-8", timeout=SECONDS, check=False,
        )  # fmt: skip
    if ran.returncode:
        raise RuntimeError(ran.stderr)
    answers: list[list[Any]] = json.loads(ran.stdout)
    return answers


def read(
    engine: str,
    book: Opened,
    screens: Iterable[tuple[int, int]] = SCREENS,
    percents: Iterable[int] = PERCENTS,
    css: str = "",
) -> Reading:
    """Open `book` in an engine. Raises subprocess.CalledProcessError where it fails."""
    with tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(book.path) as archive:
            archive.extractall(folder)
        job = {
            "epub": str(book.path),
            "folder": folder,
            "nav": book.nav,
            "documents": book.documents,
            "starts": book.starts,
            "notes": [[href, back] for href, _, back in book.notes],
            "phrases": book.phrases,
            "screens": list(screens),
            "percents": list(percents),
            "em": EM,
            "chromium": chromium(),
            "foliate": str(FOLIATE),
            "modules": os.environ.get("READERS_MODULES", str(FOLIATE.parent)),
            "epubjs": os.environ.get("READERS_FOLIATE_2", "") if engine == "Foliate 2.6" else "",
            "css": css,
        }
        ran = subprocess.run(
            [*(ENGINES | BY_HAND)[engine], json.dumps(job)],
            capture_output=True, text=True, encoding="utf-8", check=False,
            timeout=SECONDS_BY_HAND if engine in BY_HAND else SECONDS,
        )  # fmt: skip
    if ran.returncode:
        raise RuntimeError(f"{engine}: {ran.stderr}")
    said = json.loads(ran.stdout.splitlines()[-1])
    layouts = tuple(
        Layout(x["width"], x["percent"], tuple(map(tuple, x["lines"])), frozenset(x["boxes"]))
        for x in said["layouts"]
    )
    return Reading(
        engine, layouts, said["fonts"], said["cover"], tuple(map(tuple, said["contents"])),
        tuple(map(tuple, said["notes"])), frozenset(said["found"]), said["seconds"],
    )  # fmt: skip
