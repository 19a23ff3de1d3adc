"""Look-ups that cost as much in a long book as in a short one.

For each page WeasyPrint goes through all earlier pages; for each anchor, through all the
texts that wait for one; for each link in the PDF, through all pages. For a thousand chapters
that takes a fifth of the time. Here each finds the same, and no more is gone through than
what is new.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any


class EarlierPages:
    """Stands in the place of page.make_page, and tells it in short what the pages before
    have: it asks which anchors and counters they met, and goes through them all."""

    def __init__(self, make_page: Callable[..., Any]) -> None:
        self._make_page = make_page
        self._pages: list[Any] = []
        self._done = 0
        self._met: dict[str, list[Any]] = {}

    def make_page(
        self, context: Any, root_box: Any, page_type: Any, resume_at: Any, page_number: int,
        page_state: Any,
    ) -> Any:  # fmt: skip
        pages = context.page_maker
        context.page_maker = _InShort(pages, self._met_before(pages, page_number - 1))
        rest = (root_box, page_type, resume_at, page_number, page_state)
        try:
            return self._make_page(context, *rest)
        finally:
            context.page_maker = pages

    def _met_before(self, pages: list[Any], index: int) -> dict[str, list[Any]]:
        """What the pages before `index` met; pages are made in order, round after round."""
        if pages is not self._pages or index < self._done:
            self._pages, self._done = pages, 0
            self._met = {"anchors": [], "content_lookups": []}
        for *_, state in pages[self._done : index]:
            for name, met in self._met.items():
                met += state[name]
        self._done = index
        return self._met


class _InShort:
    """A document's pages: one by one as they are, but those before the present as if one."""

    def __init__(self, pages: list[Any], before: dict[str, list[Any]]) -> None:
        self._pages, self._before = pages, before

    def __getitem__(self, index: int | slice) -> Any:
        if isinstance(index, slice):
            return [(None, None, None, None, self._before)]
        return self._pages[index]

    def __len__(self) -> int:
        return len(self._pages)


def cache_target_page_counters(theirs: Callable[..., None]) -> Callable[..., None]:
    """What stands in the place of TargetCollector.cache_target_page_counters: it goes through
    the texts that wait for the anchor alone."""

    def ours(collector: Any, anchor: str, *rest: Any) -> None:
        everything = collector.counter_lookup_items
        if collector.collecting:
            return
        if "_thaibook" not in collector.__dict__:  # from here on, none is added
            waiting: dict[str, dict[Any, Any]] = defaultdict(dict)
            collector._thaibook = waiting
            for key, item in everything.items():
                for name in item.missing_target_counters:
                    waiting[name][key] = item
        collector.counter_lookup_items = collector._thaibook.get(anchor, {})
        try:
            theirs(collector, anchor, *rest)
        finally:
            collector.counter_lookup_items = everything

    return ours


def page_references(pdf: Any) -> tuple[bytes, ...]:
    """Stands in the place of pydyf.PDF.page_references: made anew only where pages came."""
    kids = pdf.pages["Kids"]  # three entries a page: number, generation, R
    known: tuple[bytes, ...] = pdf.__dict__.get("_thaibook", ())
    if 3 * len(known) != len(kids):
        known = pdf._thaibook = tuple(b"%d 0 R" % number for number in kids[::3])
    return known
