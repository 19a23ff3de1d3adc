"""What a construct of another program is, for the tables of them.

Patterns are bounded, or cannot go back over what they took, so that all is linear.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from thaibook.text import late_pattern


class Construct(NamedTuple):
    """One kind of construct. sign: letters without which `pattern` cannot match. becomes: what
    it means, or the key of an advice (messages.ADVICE) where nobody but its program can say."""

    dialect: str
    sign: str
    pattern: re.Pattern[str]
    becomes: Callable[[re.Match[str]], str | None] | str
    is_left_out: bool = False


def pattern_of(pattern: str) -> re.Pattern[str]:
    return late_pattern(pattern, re.MULTILINE)
