"""What the files of a book depend on, as one number: where it is the same, so are they.

Enters: a manuscript's files and what was typed. Leaves: a SHA-256. Into it go the text, the
pictures and the settings; the program with its style sheets and fonts, and the versions of
Python and of every package.
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
from importlib import metadata
from pathlib import Path

from thaibook import __version__
from thaibook.commands.batch.listing import MARKDOWN, SETTINGS, Source
from thaibook.commands.batch.places import Here, Place

PROGRAM = Path(__file__).parents[2]
OWN_FOLDERS = ("styles", "fonts")  # in a checkout beside the package, in a wheel inside it
DATED = re.compile(rb"^modified:[ \t]*\S", re.MULTILINE)


def program_digest() -> str:
    """Of the program and of what it stands on."""
    told = hashlib.sha256(f"{__version__} {sys.version}".encode())
    for root in (PROGRAM, *(PROGRAM.parent / name for name in OWN_FOLDERS)):
        lies = Here(root)
        for name in lies.names() if root.is_dir() else ():
            if "__pycache__" not in name:
                told.update(f"{name} {lies.digest(name)}\n".encode())
    packages = {f"{each.name}=={each.version}" for each in metadata.distributions()}
    told.update("\n".join(sorted(packages)).encode())
    return told.hexdigest()


def source_digest(place: Place, source: Source, program: str, typed: str) -> str:
    """Of one manuscript. program: program_digest; typed: the options that matter."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    about = f"{program}\n{typed}\n{epoch}\n{source.name}\n"
    told = hashlib.sha256(about.encode("utf-8", "surrogateescape"))
    # Where nobody says when the book was changed, its files bear the date of the newest one.
    dated = epoch.isdigit() or _is_dated(place, source)
    for name in source.files:
        when = "" if dated else place.changed(name)
        told.update(f"{name} {place.digest(name)} {when}\n".encode("utf-8", "surrogateescape"))
    return told.hexdigest()


def _is_dated(place: Place, source: Source) -> bool:
    settings = f"{source.name}/{SETTINGS}".removeprefix("./") if source.is_folder else source.name
    try:
        return bool(DATED.search(place.read(settings)))
    except OSError:
        return False


# Seconds a book takes, of which only the order matters: measured on articles and on novels.
SECONDS_PER_MB_OF_TEXT, SECONDS_PER_MB_OF_PICTURES = 10.0, 0.3


def likely_seconds(place: Place, source: Source) -> float:
    """How long a book takes that was never built, from the size of its files."""
    seconds = 0.0
    for name in source.files:
        text = name.lower().endswith(MARKDOWN)
        rate = SECONDS_PER_MB_OF_TEXT if text else SECONDS_PER_MB_OF_PICTURES
        seconds += place.size(name) * rate / 1_000_000
    return seconds
