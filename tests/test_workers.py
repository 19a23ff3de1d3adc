"""Work beside this process: the same results, with other processes and without."""

from __future__ import annotations

import os
import signal

from thaibook.workers import beside, company, spread


def _square(number: int) -> int:
    return number * number


def _who(_: int) -> int:
    return os.getpid()


def _inner(number: int) -> list[int]:
    """Spreads its own work, in a copy that has no others."""
    return [number, *spread(_who, [1, 2])]


def _dies(main: int) -> int:
    if os.getpid() != main:
        os.kill(os.getpid(), signal.SIGKILL)  # as the system does when memory is short
    return 7


def test_results_come_in_order() -> None:
    with company():
        assert spread(_square, range(40)) == [n * n for n in range(40)]
    assert spread(_square, range(40)) == [n * n for n in range(40)]


def test_without_company_all_is_done_here() -> None:
    assert beside(_who, 1)() == os.getpid()
    assert set(spread(_who, range(5))) == {os.getpid()}


def test_a_copy_works_alone() -> None:
    with company():
        number, *processes = beside(_inner, 3)()
    assert number == 3
    assert len(set(processes)) == 1


def test_what_a_lost_process_had_to_do_is_done_here() -> None:
    with company():
        assert beside(_dies, os.getpid())() == 7
        assert beside(_square, 3)() == 9
        assert spread(_square, range(9)) == [n * n for n in range(9)]
