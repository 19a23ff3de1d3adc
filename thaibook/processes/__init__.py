"""Other processes, and what is worth giving to them."""

from thaibook.processes.pool import ALONE, Task, Team, team
from thaibook.processes.worth import is_long, is_long_book, lots

__all__ = ["ALONE", "Task", "Team", "is_long", "is_long_book", "lots", "team"]
