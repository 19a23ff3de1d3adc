"""Patterns that few books need, compiled when they are first used.

Enters: what re.compile takes. Leaves: what stands for the pattern. Python needs 0.1 to 1 ms to
compile one, and most of those that read what few authors write are never used in a build: 260 of
them took 35 ms of each.
"""

from __future__ import annotations

import re
from typing import Any, cast

# All of a pattern that we use.
ATTRIBUTES = ("match", "fullmatch", "search", "sub", "split", "findall", "finditer", "pattern")


class _Late:
    """Stands for a pattern, and has its methods from the first time that one is asked for."""

    def __init__(self, source: str, flags: int) -> None:
        self._given = source, flags

    def __getattr__(self, name: str) -> Any:
        """Called for what is not there yet."""
        if name not in ATTRIBUTES:
            raise AttributeError(name)
        compiled = re.compile(*self._given)
        self.__dict__.update((each, getattr(compiled, each)) for each in ATTRIBUTES)
        return self.__dict__[name]


def late_pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern, for a module's top: where every book uses it, re.compile is as good."""
    return cast("re.Pattern[str]", _Late(source, flags))
