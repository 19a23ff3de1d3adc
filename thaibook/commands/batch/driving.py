"""Many books: what changed is built, slowest first, and everything is written down.

Enters: where the manuscripts lie, where the books go, and how they are built. Leaves: the
books, a log beside each, the ledger, and an Entry for each manuscript as it now is.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import sqlite3
from collections.abc import Generator, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from dataclasses import dataclass
from functools import partial

from thaibook.commands.batch.book_job import Job, Options, Result, carry_out, load_ahead, of_lost
from thaibook.commands.batch.fingerprint import likely_seconds, program_digest, source_digest
from thaibook.commands.batch.ledger import BUILT, NAME, Entry, Ledger
from thaibook.commands.batch.listing import Source, sources
from thaibook.commands.batch.places import WORKROOM, Place
from thaibook.messages import BookError, problem
from thaibook.processes import Confined, Crew, Limits, crew_here, crew_of_cluster
from thaibook.storage import cannot_write


@dataclass(frozen=True)
class Plan:
    """What is to be done: the jobs, slowest first; the entries of what need not be built."""

    jobs: tuple[Job, ...]
    digests: dict[str, str]
    unchanged: tuple[Entry, ...]


@dataclass(frozen=True)
class Batch:
    """Many books. scheduler: the address of a Dask cluster, "" for this machine; jobs: how many
    books at a time here."""

    source: Place
    output: Place
    options: Options
    limits: Limits
    jobs: int
    scheduler: str = ""

    def plan(self, ledger: Ledger, workroom: str) -> Plan:
        """See what changed since the ledger was written. Raises BookError: batch-nothing."""
        found = sources(self.source.names(self.output.root), self._text)
        if not found:
            raise BookError([problem("batch-nothing", self.source.address)])
        self.output.names()  # so that those at an address are known at once
        program = program_digest()
        typed = f"{self.options.epub} {self.options.pdf} {self.options.strict}"
        digests = {each.name: source_digest(self.source, each, program, typed) for each in found}
        changed, unchanged = [], []
        for each in found:
            entry = ledger.entries.get(each.name)
            if entry and entry.digest == digests[each.name] and self._is_there(entry):
                unchanged.append(entry)
            else:
                seconds = entry.seconds if entry and entry.seconds else 0.0
                changed.append((seconds or likely_seconds(self.source, each), each))
        slowest = sorted(changed, key=lambda pair: (-pair[0], pair[1].name))
        jobs = tuple(self._job(each, workroom) for _, each in slowest)
        return Plan(jobs, digests, tuple(unchanged))

    def _text(self, name: str) -> str:
        with suppress(OSError):
            return self.source.read(name).decode("utf-8", "replace")
        return ""

    def _is_there(self, entry: Entry) -> bool:
        """Whether the files of a book that was built lie where they were put, as they were."""
        return entry.state == BUILT and all(
            self.output.size(name) == size and when in (0, self.output.changed(name))
            for name, size, when in entry.made()
        )

    def _job(self, source: Source, workroom: str) -> Job:
        addresses = self.source.address, self.output.address
        return Job(source, *addresses, workroom, self.options, self.limits)

    def run(self, plan: Plan, ledger: Ledger) -> Generator[Result, None, None]:
        """Build what is to be built; the result of each book as it ends. Raises BookError:
        cluster-missing, cluster-unusable."""
        if not plan.jobs:
            return
        with self._crew() as crew:
            for job, ended in crew.unordered(carry_out, plan.jobs):
                result = ended if isinstance(ended, Result) else of_lost(job, ended)
                older = ledger.entries.get(result.name)
                entry = result.entry(plan.digests[result.name], older)
                kept = {name for name, *_ in entry.made()}
                for name, *_ in older.made() if older else ():
                    if name not in kept:
                        self.output.remove(name)
                ledger.write(entry)
                yield result

    def _crew(self) -> AbstractContextManager[Crew]:
        make = partial(Confined, partial(load_ahead, self.options), self.limits)
        if self.scheduler:
            return crew_of_cluster(self.scheduler, make)
        return crew_here(self.jobs, make)


@contextmanager
def opened(output: Place) -> Iterator[tuple[Ledger, str]]:
    """The ledger of `output`, and a folder in it where books are made; "" where it is not of
    this machine. What an earlier run left half made goes. Raises BookError: batch-running,
    disk-full, output-unwritable."""
    with output.workroom() as workroom:
        if output.root is None:
            path = workroom / NAME
            with suppress(BookError, OSError):  # there is none yet
                path.write_bytes(output.read(NAME))
            with closing(Ledger(path, partial(output.put, name=NAME))) as ledger:
                yield ledger, ""
            return
        folder = os.open(output.root, os.O_RDONLY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
            for old in output.root.glob(f"{WORKROOM}*"):
                if old != workroom:
                    shutil.rmtree(old, ignore_errors=True)
            with closing(Ledger(output.root / NAME)) as ledger:
                yield ledger, str(workroom)
        except BlockingIOError:
            raise BookError([problem("batch-running", output.root)]) from None
        except sqlite3.OperationalError as error:
            fault = OSError(str(error))
            raise BookError([cannot_write(output.root / NAME, fault)]) from None
        finally:
            os.close(folder)
