"""Other processes, and what is worth giving to them."""

from thaibook.processes.confined import Confined, cores
from thaibook.processes.counting import Counting
from thaibook.processes.crew import Crew, crew_here, crew_of_cluster
from thaibook.processes.outcome import Limits, Outcome
from thaibook.processes.own_process import OwnProcess, WorkLostError
from thaibook.processes.pool import ALONE, Task, Team, team
from thaibook.processes.worth import batches, is_long, is_long_book

__all__ = [
    "ALONE",
    "Confined",
    "Counting",
    "Crew",
    "Limits",
    "Outcome",
    "OwnProcess",
    "Task",
    "Team",
    "WorkLostError",
    "batches",
    "cores",
    "crew_here",
    "crew_of_cluster",
    "is_long",
    "is_long_book",
    "team",
]
