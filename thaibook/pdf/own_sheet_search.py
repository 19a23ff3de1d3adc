"""Which declaration of the author's own style sheets the engine of the pages fails at.

Enters: the sheets, and what tries other sheets in their place. Leaves: the sheet and the line. The
beginning of the sheets that is just long enough to fail is looked for by halves, a dozen trials
for a thousand declarations: nothing but a trial says what the engine makes of a sheet.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

SECONDS = 60.0  # of the processor for all trials; a section takes one
STRING = r""""(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'"""
ENDS = re.compile(rf"{STRING}|\\.|([;{{}}()\[\]])", re.DOTALL)
GAP = re.compile(r"\s*")  # before the next declaration
OPENS, CLOSES = "{([", "})]"

Works = Callable[[Mapping[str, str]], bool]


class _Cut(NamedTuple):
    """Where a sheet may end. text: of it up to there, closed; line: of what ends there."""

    address: str
    text: str
    line: int


def failing_line(sheets: Sequence[tuple[str, str]], works: Works) -> tuple[str, int]:
    """The address of the sheet and the line that the engine fails at; line 0 where trials do
    not find it. sheets: (address, text), in the order in which they are read; works: whether the
    engine does its work with the sheets of these addresses."""
    ends = time.process_time() + SECONDS
    empty = {address: "" for address, _ in sheets}
    if not works(empty):
        return sheets[-1][0], 0
    done: dict[str, str] = {}
    for address, text in sheets:
        if works({**empty, **done, address: text}):
            done[address] = text
            continue
        cuts = _cuts(address, text)
        good, bad = -1, len(cuts) - 1
        while bad - good > 1:
            if time.process_time() > ends:
                return address, 0
            middle = (good + bad) // 2
            trial = {**empty, **done, address: cuts[middle].text}
            good, bad = (middle, bad) if works(trial) else (good, middle)
        return address, cuts[bad].line if cuts else 0
    return sheets[-1][0], 0


def _cuts(address: str, css: str) -> list[_Cut]:
    """The places where a declaration or a rule ends."""
    open_brackets: list[str] = []
    cuts, begins, line = [], 0, 1
    for match in ENDS.finditer(css):
        sign = match[1]
        if not sign:
            continue
        if sign in OPENS:
            open_brackets.append(CLOSES[OPENS.index(sign)])
        elif sign in CLOSES and open_brackets:
            open_brackets.pop()
        if sign in "{;}":
            gap = GAP.match(css, begins)
            line += css.count("\n", begins, gap.end() if gap else begins)
            if sign != "{":
                text = css[: match.end()] + "".join(reversed(open_brackets))
                cuts.append(_Cut(address, text, line))
            line += css.count("\n", gap.end() if gap else begins, match.end())
            begins = match.end()
    return [*cuts, _Cut(address, css, line)]
