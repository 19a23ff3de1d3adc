"""Whether a text goes on at a line end, for whoever joins lines.

Enters: what stands before and after each line end. Leaves: the odds that they are one text, and
what stands between its parts.
"""

from __future__ import annotations

from collections.abc import Sequence


def going_on(ends: Sequence[tuple[str, str]]) -> list[tuple[float, str]]:
    """For each (before, after): the logarithm of the odds that they are one text, and what stands
    between its parts: "" or " "."""
    # Imported late: a build needs none of it, and the model's tables take a while to make.
    from thaibook.thai.proofreading import likelier_joined

    return likelier_joined(ends)
