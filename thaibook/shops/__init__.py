"""What the shops ask of an EPUB, and whether this one has it.

unzipped takes the file apart; package, links, pictures and styles ask it questions;
demands is the table of who asks what, and where they say so; here it is gone through.
"""

from __future__ import annotations

from dataclasses import dataclass

from thaibook.shops.answer import Answer
from thaibook.shops.demands import DEMANDS, Demand
from thaibook.shops.unzipped import Unzipped


@dataclass(frozen=True)
class Judgement:
    """A demand, and what was found."""

    demand: Demand
    answer: Answer

    @property
    def refused(self) -> bool:
        """Whether the shop does not take the book because of it."""
        return self.demand.required and self.answer.met is False


def judge(book: Unzipped) -> list[Judgement]:
    """Every demand with its answer, in the order of the table."""
    return [Judgement(demand, demand.ask(book)) for demand in DEMANDS]
