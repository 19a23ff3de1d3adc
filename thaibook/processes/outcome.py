"""What confined work may take, and how it ended. Plain data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Limits:
    """What one piece of work may take: seconds by the clock, and megabytes beyond those of the
    program itself."""

    seconds: float
    megabytes: int


@dataclass(frozen=True)
class Outcome:
    """How a piece of work ended, and what it took.

    end: "done" (`value` is its result), "failed" (`value` is Python's traceback), "time" and
    "memory" (a limit ended it), "killed" (somebody else did), "crashed" (it did itself) or
    "dismissed" (nobody wants it any more).
    signal: the name of what ended it; said: the end of what it wrote to its outputs.
    """

    end: str
    value: Any = None
    signal: str = ""
    said: str = ""
    seconds: float = 0.0
    processor: float = 0.0  # seconds
    megabytes: int = 0  # at the most
