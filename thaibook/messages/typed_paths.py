"""Paths as a person types them.

Enters: a path. Leaves: its words in a message or a command.
"""

from __future__ import annotations

import os
from pathlib import Path


def path_as_typed(path: Path | str) -> str:
    """A path as the author would type it: relative to the current folder if it is inside."""
    text = str(path)
    if not text:
        return ""
    try:
        relative = os.path.relpath(text)
    except ValueError:  # another drive on Windows
        return text
    return text if relative.startswith("..") else relative.replace(os.sep, "/")
