"""Whose fault an exception is: ours, or that of the engine we called.

Enters: an exception from an engine that calls us back. Leaves: whether our code raised it. The
engines raise whatever their tables, their arithmetic and their parsers raise, so that the class
of an exception does not tell.
"""

from __future__ import annotations

import traceback

OURS = "thaibook."


def is_own(error: Exception) -> bool:
    """Whether `error` is a bug of ours, which must come through.

    A RecursionError is not: how deep a drawing or a formula goes, its author decides, and it
    is chance which function is the last one that fits.
    """
    if isinstance(error, RecursionError):
        return False
    modules = [
        frame.f_globals.get("__name__", "") for frame, _ in traceback.walk_tb(error.__traceback__)
    ]
    return bool(modules) and modules[-1].startswith(OURS)
