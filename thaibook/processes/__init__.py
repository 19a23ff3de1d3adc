"""Other processes, and what is worth giving to them."""

from thaibook.processes.pool import ALONE, Task, Team, team
from thaibook.processes.worth import batches, is_long, is_long_book

__all__ = ["ALONE", "Task", "Team", "batches", "is_long", "is_long_book", "team"]
