"""Other processes, and what is worth giving to them."""

from thaibook.processes.jobs import fetch, worth_others
from thaibook.processes.pool import WORTH_LETTERS, accompanied, beside, company, idle, spread

__all__ = [
    "WORTH_LETTERS",
    "accompanied",
    "beside",
    "company",
    "fetch",
    "idle",
    "spread",
    "worth_others",
]
