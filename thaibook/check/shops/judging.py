"""What the shops ask of an EPUB, and whether this one has it.

Enters: a finished EPUB, taken apart by unzipped. Leaves: an answer to each row of the table in
demands, which names the functions of package_demands, link_demands, picture_demands and
style_demands that give it.
"""

from __future__ import annotations

from dataclasses import dataclass

from thaibook.check.shops.answers import Answer
from thaibook.check.shops.demands import DEMANDS, Demand
from thaibook.check.shops.package_demands import generator
from thaibook.check.shops.unzipped import Unzipped

# Advice that the program's own style sheets do not follow, and why: Thai marks need more room
# between lines than readers give by themselves, colours tell the parts of code apart, and the
# width of a picture is its own.
BY_DESIGN = ("kdp-defaults", "kdp-colour", "kobo-inline")


@dataclass(frozen=True)
class Judgement:
    """A demand, and what was found."""

    demand: Demand
    answer: Answer
    by_design: bool = False  # not met because of how this program sets every book

    @property
    def refused(self) -> bool:
        """Whether the shop does not take the book because of it."""
        return self.demand.required and self.answer.met is False


def judge(book: Unzipped) -> list[Judgement]:
    """Every demand with its answer, in the order of the table."""
    ours = generator(book) == "thaibook"
    judgements = []
    for demand in DEMANDS:
        answer = demand.ask(book)
        by_design = ours and answer.met is False and demand.key in BY_DESIGN
        judgements.append(Judgement(demand, answer, by_design))
    return judgements
