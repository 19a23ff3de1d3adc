"""`make_book.py new DIR`: a starter manuscript that builds as it is.

Enters: the name of a folder that does not exist, or is empty. Leaves: the folder. Its
book.yaml has a slug made of the folder's name, so that no two books write the same files, and
an identifier drawn once, so that the book stays the same book whatever its title becomes.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import uuid
from pathlib import Path

from thaibook.messages import BookError, problem, reason_of
from thaibook.storage import write_file

STARTER = Path(__file__).with_name("starter")


def new_book(folder: Path) -> None:
    """Copy the starter manuscript to `folder`. Raises BookError: already-there,
    output-unwritable."""
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise BookError([problem("already-there", folder)])
    try:
        shutil.copytree(STARTER, folder, dirs_exist_ok=True, copy_function=shutil.copyfile)
        text = (STARTER / "book.yaml").read_text("utf-8")
    except OSError as error:
        raise BookError([problem("output-unwritable", folder, reason=reason_of(error))]) from None
    own = {"{slug}": slug_of(folder), "{identifier}": f"urn:uuid:{uuid.uuid4()}"}
    for blank, value in own.items():
        text = text.replace(blank, value)
    write_file(folder / "book.yaml", text.encode())


def slug_of(folder: Path) -> str:
    """A file name for the book in `folder`: its name in ASCII, or a number made of it."""
    name = folder.resolve().name
    if name.isascii() and (slug := "-".join(re.findall("[a-z0-9]+", name.lower()))[:60].strip("-")):
        return slug
    return f"book-{hashlib.sha256(name.encode()).hexdigest()[:6]}"
