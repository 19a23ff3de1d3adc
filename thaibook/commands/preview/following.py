"""What the page shows, and how it comes about: the manuscript is built again as it changes.

Enters: a BOOK. Leaves: the state of the preview for the server, which asks from its own
threads. After a build that failed, the last good book stays.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

from thaibook.break_marks import learn
from thaibook.commands.preview.making import Made, Outcome, make
from thaibook.commands.preview.paper import Paper
from thaibook.commands.preview.source_lines import first_difference
from thaibook.commands.preview.watching import Stamp, next_change, stamp
from thaibook.messages import Problem, problem
from thaibook.processes import OwnProcess, WorkLostError
from thaibook.storage import cannot_write

LONGEST = 600  # seconds that a build may take
# A build is given up for a newer change when it takes so much longer than the last one: what
# hangs has to end when its author takes back what made it hang.
PATIENCE, TIMES = 10.0, 3.0
LOADING, BUILDING, RESTING = "loading", "building", "resting"


@dataclass(frozen=True)
class Edition:
    """A book that was made. changed: the paragraph where it begins to differ from the one
    before, -1 where only its looks do, or there was none before; at: when it was made."""

    number: int
    made: Made
    paper: Paper
    changed: int
    at: float


@dataclass(frozen=True)
class State:
    """What the page shows. serial grows with each change of it; since: when the present work
    began, as time.monotonic says; build_seconds: that the last build took."""

    serial: int = 0
    build_seconds: float = 0.0
    doing: str = LOADING
    since: float = 0.0
    problems: tuple[Problem, ...] = ()
    failed: bool = False
    edition: Edition | None = None


class Preview:
    """The state of one preview, which threads read and wait for."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._state = State(since=time.monotonic())
        self._stop = threading.Event()

    @property
    def state(self) -> State:
        """The state as it is now."""
        return self._state

    def state_after(self, serial: int, seconds: float) -> State:
        """The state as soon as it is another than that with `serial`, or after the time."""
        with self._changed:
            self._changed.wait_for(lambda: self._state.serial != serial, seconds)
            return self._state

    def begin(self, warm: bool) -> None:
        """A build begins; warm: in a process that has loaded what it needs."""
        doing = BUILDING if warm else LOADING
        if doing != self._state.doing:
            self._set(replace(self._state, doing=doing, since=time.monotonic()))

    def stop(self) -> None:
        """Give up the build that goes on, if there is one."""
        self._stop.set()

    @property
    def is_stopped(self) -> bool:
        """Whether somebody wants the build to be given up."""
        return self._stop.is_set()

    def publish(self, outcome: Outcome) -> None:
        """Show how a build ended. Without a book the last good one stays."""
        old, made = self._state.edition, outcome.made
        self._stop.clear()
        edition = old
        if made:
            number = old.number + 1 if old else 1
            changed = _change(old.made, made) if old else -1
            paper = Paper(made.pdf, made.places)
            edition = Edition(number, made, paper, changed, time.time())
        state = replace(self._state, doing=RESTING, edition=edition, build_seconds=outcome.seconds)
        self._set(replace(state, problems=outcome.problems, failed=made is None))
        if made and old:
            old.paper.close()

    def _set(self, state: State) -> None:
        with self._changed:
            self._state = replace(state, serial=state.serial + 1)
            self._changed.notify_all()


def _change(old: Made, new: Made) -> int:
    """The first paragraph that is not as it was: one of the author's, else any."""
    before = {chapter.name: chapter for chapter in old.chapters}
    changes = []
    for chapter in new.chapters:
        same = chapter.name in before and before[chapter.name]
        data = old.files[chapter.name] if same else b""
        place = first_difference(data, new.files[chapter.name])
        if place is not None:
            changes.append((not chapter.path, chapter.first + place))
    return min(changes)[1] if changes else -1


class Builder:
    """Builds one book again and again, in a process that stays warm."""

    def __init__(self, book: Path, preview: Preview) -> None:
        self._book, self._preview = book, preview
        self._process: OwnProcess[Outcome] = OwnProcess(make, learn)
        self._usual = 0.0  # seconds that the last build took

    def build(self, built: Stamp | None = None) -> Outcome:
        """Build the book and show it. built: what is built; where the files are other ones
        already, a build that takes unusually long is given up."""
        self._preview.begin(warm=self._process.is_running)
        begin = time.monotonic()
        try:
            folder = TemporaryDirectory(prefix="thaibook-", ignore_cleanup_errors=True)
        except OSError as error:  # the disk is full, or nobody may write there
            outcome = Outcome(None, (cannot_write(Path(gettempdir()), error),))
        else:
            with folder as name:
                outcome = self._call(Path(name), begin, built)
        self._usual = time.monotonic() - begin
        self._preview.publish(outcome)
        return outcome

    def _call(self, folder: Path, begin: float, built: Stamp | None) -> Outcome:
        patience = max(PATIENCE, TIMES * self._usual)

        def give_up() -> bool:
            took = time.monotonic() - begin
            late = took > patience and built is not None and stamp(self._book) != built
            return self._preview.is_stopped or late or took > LONGEST

        try:
            self._process.start(give_up)
            self._preview.begin(warm=True)
            return self._process.call(self._book, folder, give_up=give_up, seconds=LONGEST + 10)
        except WorkLostError as lost:
            seconds = f"{time.monotonic() - begin:.0f}"
            code = "build-stopped" if lost.given_up else "build-lost"
            return Outcome(None, (problem(code, self._book, seconds=seconds),))

    def end(self) -> None:
        """End the process."""
        self._process.end()


def build_as_it_changes(
    book: Path, preview: Preview, built: Callable[[Sequence[Problem]], object]
) -> None:
    """Build the book after each change of its files, until interrupted.

    built: called after each build, with what is wrong.
    """
    builder = Builder(book, preview)
    last: Stamp | None = None
    try:
        while True:
            last = next_change(book, last, time.sleep)
            built(builder.build(last).problems)
    finally:
        builder.end()
