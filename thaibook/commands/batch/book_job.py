"""One manuscript of many: fetched, built in a process of its own, its files put into place.

Enters: a Job, plain data that can be sent to another machine. Leaves: its Result; the files and
a log lie where the Job says.
"""

from __future__ import annotations

import gc
import json
import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from thaibook.commands.batch.ledger import BUILT, FAILED, Entry
from thaibook.commands.batch.listing import Source
from thaibook.commands.batch.places import Place, place
from thaibook.commands.printer import lines_of
from thaibook.messages import BookError, Problem, problem
from thaibook.processes import Confined, Limits, Outcome

LOG = "build.log"
SMALLEST = "---\nmodified: 2000-01-01\n---\n\n# ก\n\nก\n"


@dataclass(frozen=True)
class Options:
    """What was typed for all the books. epoch: SOURCE_DATE_EPOCH, which other machines need
    not have; language: of the logs."""

    epub: bool
    pdf: bool
    strict: bool
    language: str
    epoch: str


@dataclass(frozen=True)
class Job:
    """A manuscript at the address `source`, whose files go below the address `output`."""

    manuscript: Source
    source: str
    output: str
    workroom: str  # a folder in `output`, where it is one of this machine
    options: Options
    limits: Limits


@dataclass(frozen=True)
class Result:
    """How the build of a manuscript ended. files: their names below the output, bytes, and
    when they were written."""

    name: str
    state: str
    problems: tuple[Problem, ...]
    files: tuple[tuple[str, int, int], ...]
    seconds: float
    processor: float
    megabytes: int

    @property
    def error(self) -> Problem | None:
        """The first error."""
        return next((each for each in self.problems if each.is_error), None)

    def entry(self, digest: str, older: Entry | None) -> Entry:
        """It, as the ledger has it. A book that failed leaves the files of the `older` entry."""
        files = json.dumps(self.files) if self.state == BUILT or not older else older.files
        warnings = sum(not each.is_error for each in self.problems)
        reason = self.error.code if self.error else ""
        took = round(self.seconds, 3), round(self.processor, 3), self.megabytes
        return Entry(self.name, digest, self.state, reason, warnings, files, *took)


def load_ahead(options: Options) -> None:
    """Load all that a build needs, by building the smallest book there is."""
    # Imported late: this is for the process that copies itself for each book.
    from thaibook.build import build

    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "smallest.md"
        book.write_text(SMALLEST, "utf-8")
        build(book, Path(folder), options.epub, options.pdf)


def make_book(
    root: str, name: str, output: str, options: Options
) -> tuple[tuple[Problem, ...], bool]:
    """In a process of its own: build the manuscript `name` of the folder `root`; its problems,
    and whether there are files."""
    # Imported late: the process that only hands out the books need not load it.
    from thaibook.build import build

    gc.disable()  # as for one book; see commands.main
    os.chdir(root)  # so that messages name files from there, on every machine
    if options.epoch:
        os.environ["SOURCE_DATE_EPOCH"] = options.epoch
    try:
        built = build(Path(name), Path(output), options.epub, options.pdf, options.strict)
    except BookError as error:
        return error.problems, False
    return built.warnings, True


def carry_out(confined: Confined, job: Job) -> Result:
    """Build the book of the job, wherever this process runs."""
    name = job.manuscript.name
    with tempfile.TemporaryDirectory(prefix="thaibook-", dir=job.workroom or None) as temporary:
        making = Path(temporary) / "made"
        making.mkdir()
        output = place(job.output)
        files: tuple[tuple[str, int, int], ...] = ()
        outcome = Outcome("done")
        try:
            source = place(job.source)
            # A book without a name of its own takes that of its folder.
            copies = Path(temporary) / "source" / PurePosixPath(job.source).name
            root = source.fetched(job.manuscript.files, copies)
            outcome = confined.run(make_book, str(root), name, str(making), job.options)
            problems = problems_of(outcome, job)
            files = _put(making, output, name) if outcome.end == "done" else ()
        except BookError as error:
            problems = error.problems
        failed = any(each.is_error for each in problems) or not files
        result = Result(
            name,
            FAILED if failed else BUILT,
            problems,
            files,
            outcome.seconds,
            outcome.processor,
            outcome.megabytes,
        )
        log = making / LOG
        log.write_text(
            _log(result, outcome, job.options.language), "utf-8", errors="backslashreplace"
        )
        with suppress(BookError):  # where it cannot be written, no book can
            if outcome.end != "dismissed":
                output.put(log, in_place(name, LOG))
    return result


def in_place(name: str, file: str) -> str:
    """Where a file of the manuscript `name` goes: every manuscript has a folder of its own."""
    return file if name == "." else f"{name}/{file}"


def _put(making: Path, output: Place, name: str) -> tuple[tuple[str, int, int], ...]:
    files = []
    for path in sorted(making.iterdir()):
        where, size = in_place(name, path.name), path.stat().st_size
        output.put(path, where)
        files.append((where, size, output.changed(where) if output.root else 0))
    return tuple(files)


def problems_of(outcome: Outcome, job: Job) -> tuple[Problem, ...]:
    """What is wrong with the book, or what ended its process."""
    name = job.manuscript.name
    if outcome.end == "done":
        problems: tuple[Problem, ...] = outcome.value[0]
        return problems
    if outcome.end == "time":
        return (problem("batch-time", name, limit=f"{job.limits.seconds:g}"),)
    if outcome.end == "memory":
        return (problem("batch-memory", name, limit=job.limits.megabytes),)
    if outcome.end == "failed":
        fault = outcome.value.strip().rpartition("\n")[2]
        return (problem("batch-fault", name, fault=fault),)
    return (problem("batch-ended", name, signal=outcome.signal or "exit"),)


def _log(result: Result, outcome: Outcome, language: str) -> str:
    """What the program says of one book; the same for the same book."""
    lines = [lines_of(each, each.is_error, language) for each in result.problems]
    if outcome.end == "failed":
        lines.append(outcome.value.strip())
    if outcome.end != "done" and outcome.said:
        lines.append(outcome.said.strip())
    lines += [f"{name}  {size / 1024:.0f} KB" for name, size, _ in result.files]
    return "\n".join([*lines, result.state, ""])


def of_lost(job: Job, why: Exception) -> Result:
    """The Result of a job whose machine was lost again and again, or cannot do it."""
    name, fault = job.manuscript.name, str(why) or type(why).__name__
    return Result(name, FAILED, (problem("batch-lost", name, fault=fault),), (), 0.0, 0.0, 0)
