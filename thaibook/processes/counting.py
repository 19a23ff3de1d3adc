"""How far the work is that others do.

Enters: what hands items out, and who wants to know. Leaves: the results, each told as it comes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

Map = Callable[[Callable[[Any], Any], Iterable[Any]], Iterable[Any]]


class Counting:
    """Work on many items, of each of which somebody is told when it is done.

    step: what the work belongs to now.
    """

    def __init__(self, share: Map, tell: Callable[[str, int, int], None]) -> None:
        self._share, self._tell, self.step = share, tell, "lay-out"

    def __call__(self, work: Callable[[Any], Any], items: Iterable[Any]) -> Iterator[Any]:
        items = list(items)
        results = self._share(work, items)  # handed out at once, not when the first is asked for

        def counted() -> Iterator[Any]:
            for number, result in enumerate(results, 1):
                self._tell(self.step, number, len(items))
                yield result

        return counted()
