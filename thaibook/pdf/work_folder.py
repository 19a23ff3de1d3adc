"""The folder for the temporary files of a book that is being printed."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from thaibook.messages import BookError
from thaibook.storage import cannot_write


@contextmanager
def work_folder() -> Iterator[str]:
    """A folder for temporary files, which goes in the end. Raises BookError: disk-full,
    output-unwritable."""
    try:
        folder = tempfile.TemporaryDirectory(prefix="thaibook-")
    except OSError as error:
        raise BookError([cannot_write(Path(tempfile.gettempdir()), error)]) from None
    with folder as name:
        yield name
