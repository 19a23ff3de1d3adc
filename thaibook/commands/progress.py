"""What is being done and how far it is, for a person who waits longer than a second.

Enters: steps as they begin, and how many of their parts are done. Leaves: one line at the foot
of a terminal that is drawn again and again; elsewhere (a file, a pipe) a line now and then.

rich and tqdm were weighed: each takes some 80 ms of processor to import, a tenth of a small build
that needs neither, and tqdm takes the marks above Thai letters for columns. A thread would draw
more simply than a timer, but where there are threads the program makes no copies of itself
(thaibook.processes).
"""

from __future__ import annotations

import math
import os
import signal
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from types import FrameType
from typing import NamedTuple

from thaibook.commands.terminal_width import harmless, padded, shortened
from thaibook.commands.usage_texts import TEXTS

AFTER = 1.0  # seconds that nobody is told of
DRAWN_EVERY = 0.2  # seconds
SAID_EVERY = 5.0  # seconds, where each drawing is a line
LIKELY = 5.0  # seconds that all takes, before anything is known of it
CELLS = 20  # of the bar
FULL, EMPTY = "█", "░"
CLEAR = "\r\x1b[K"  # ECMA-48: to the beginning of the line, and erase it


class Part(NamedTuple):
    """What is being done: a step, how many of its parts are done, and since when."""

    step: str
    done: int
    of: int
    detail: str
    began: float
    since: float


class Progress:
    """Tells one person. It says nothing in quiet, and nothing of what takes a second."""

    def __init__(self, language: str, quiet: bool = False) -> None:
        self._language = language
        self._is_terminal = not quiet and _can_draw()
        self._silent = quiet
        self._shares: Mapping[str, float] = {}
        self._part: Part | None = None
        self._began = self._said = 0.0
        self._shown = False

    def begin(self, shares: Mapping[str, float]) -> None:
        """Something long begins. shares: how its time is divided among the steps to come."""
        self._shares, self._part, self._began = shares, None, time.monotonic()
        if self._is_terminal and hasattr(signal, "setitimer"):
            signal.signal(signal.SIGALRM, self._tick)
            signal.setitimer(signal.ITIMER_REAL, AFTER, DRAWN_EVERY)

    def tell(self, step: str, done: int = 0, of: int = 1, detail: str = "") -> None:
        """So many parts of the step are done. detail: what a person may want to read of it."""
        now = time.monotonic()
        same = self._part and self._part.step == step
        began = self._part.began if self._part and same else now
        if not self._part:
            self._said = now  # to load the program is no part of the work
        self._part = Part(step, done, max(of, 1), harmless(detail), began, now)
        if self._silent or self._is_terminal:
            return  # the timer draws
        if now - self._said >= SAID_EVERY:
            self._said = now
            print(self._line(now), file=sys.stderr, flush=True)

    def _tick(self, _number: int, _frame: FrameType | None) -> None:
        self.draw()

    def draw(self) -> None:
        """Draw the line as it is now."""
        if not self._part:
            return
        self._shown = True
        with suppress(OSError):  # the terminal has gone
            columns = os.get_terminal_size(2).columns
            line = shortened(self._line(time.monotonic()), columns - 1)
            _write(f"{CLEAR}{line}")

    def clear(self) -> None:
        """Make room for another line."""
        if self._shown:
            self._shown = False
            _write(CLEAR)

    def end(self) -> None:
        """What was long has ended, or was ended."""
        if self._part or self._shares:
            if self._is_terminal and hasattr(signal, "setitimer"):
                signal.setitimer(signal.ITIMER_REAL, 0)
            self._part, self._shares = None, {}
        self.clear()

    def _line(self, now: float) -> str:
        part = self._part
        if not part:
            return ""
        whole = self.fraction(now)
        words = TEXTS[f"step-{part.step}"][self._language == "th"]
        count = f"{part.done}/{part.of}" if part.of > 1 else ""
        elapsed = f"{int(now - self._began) // 60}:{int(now - self._began) % 60:02}"
        full = round(whole * CELLS)
        bar = FULL * full + EMPTY * (CELLS - full)
        said = "  ".join(each for each in (words, count, part.detail, elapsed) if each)
        return f"{bar} {padded(f'{int(whole * 100)} %', len('99 %'))}  {said}"

    def fraction(self, now: float) -> float:
        """How much of all is done, from 0 to 1: what is behind, and a guess of what is not,
        which comes nearer and nearer to the next part and never reaches it."""
        part = self._part
        if not part or part.step not in self._shares:
            return 0.0
        steps = list(self._shares)
        behind = sum(self._shares[step] for step in steps[: steps.index(part.step)])
        share, whole = self._shares[part.step], sum(self._shares.values())
        if part.done:
            likely = (part.since - part.began) / part.done
        else:
            pace = (part.began - self._began) / behind if behind else LIKELY / whole
            likely = pace * share / part.of
        guess = 1 - math.exp(-(now - part.since) / max(likely, 0.01))
        inside = (part.done + min(guess, 0.95)) / part.of if part.done < part.of else 1.0
        return (behind + share * inside) / whole


def _can_draw() -> bool:
    """Whether somebody sits at a terminal that can erase a line."""
    return sys.stderr.isatty() and os.environ.get("TERM", "dumb") != "dumb"


def _write(text: str) -> None:
    """Past Python's own buffer, which may be half written to when the timer rings."""
    encoding = sys.stderr.encoding or "ascii"
    with suppress(OSError):
        os.write(2, text.encode(encoding, "replace"))
