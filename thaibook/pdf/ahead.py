"""The breaks of a long book, found by a second process while the first prepares the layout.

Enters: the texts of the book's paragraphs. Leaves: a function that gives the breaks of a
text: from the other process where it has them, else found here and now.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future
from contextlib import contextmanager
from functools import lru_cache

from thaibook.thai import Break, breaks, breaks_of
from thaibook.workers import second_process

WORTH_LETTERS = 60_000  # starting a process takes as long as reading so many letters
PARAGRAPHS = 40  # handed over at a time

Packed = tuple[bytes, bytes]  # offsets and costs


@contextmanager
def breaks_ahead(
    texts: Sequence[str], words: frozenset[str]
) -> Iterator[Callable[[str], Sequence[Break]]]:
    """A function like thai.breaks with `words`, that has `texts` worked out in advance."""

    @lru_cache(maxsize=64)
    def here(text: str) -> Sequence[Break]:
        return breaks(text, words)

    if sum(map(len, texts)) < WORTH_LETTERS:
        yield here
        return
    with second_process() as pool:
        waiting: dict[str, tuple[Future[list[Packed]], int]] = {}
        for at in range(0, len(texts), PARAGRAPHS):
            part = list(texts[at : at + PARAGRAPHS])
            future = pool.submit(_pack, part, words)
            waiting |= {text: (future, number) for number, text in enumerate(part)}

        def found(text: str) -> Sequence[Break]:
            if text not in waiting:
                return here(text)
            future, number = waiting[text]
            try:
                return _unpacked(future.result()[number])
            except BrokenExecutor:  # the system took the process away: then here
                return here(text)

        try:
            yield found
        finally:
            pool.shutdown(cancel_futures=True)


def _pack(texts: list[str], words: frozenset[str]) -> list[Packed]:
    packed = []
    for found in breaks_of(texts, words):
        offsets, costs = array("I"), array("d")
        for offset, cost in found:
            offsets.append(offset)
            costs.append(cost)
        packed.append((offsets.tobytes(), costs.tobytes()))
    return packed


def _unpacked(packed: Packed) -> list[Break]:
    offsets, costs = array("I", packed[0]), array("d", packed[1])
    return list(map(Break, offsets, costs))
