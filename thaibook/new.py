"""`make_book.py new DIR`: a starter manuscript that builds as it is.

Enters: the name of a folder that does not exist, or is empty. Leaves: the folder.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from thaibook.files import reason
from thaibook.problems import BookError, problem

STARTER = Path(__file__).with_name("starter")


def new_book(folder: Path) -> None:
    """Copy the starter manuscript to `folder`. Raises BookError: already-there,
    output-unwritable."""
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise BookError([problem("already-there", folder)])
    try:
        shutil.copytree(STARTER, folder, dirs_exist_ok=True, copy_function=shutil.copyfile)
    except OSError as error:
        raise BookError([problem("output-unwritable", folder, reason=reason(error))]) from None
